"""When nothing has changed since the last build: a walk, a stat of each file, and no more than that.

What was told then is told again. Whatever could make a difference is looked at: every file of the school, of
the learners and of the themes, the program and its libraries, the day, and that each profile is still there.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from portfoliogen import cache
from portfoliogen.aside import aside, can_fork
from portfoliogen.locks import is_locked
from portfoliogen.survey import MANY, Survey, digest, is_settled, stamp, survey

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable

    from portfoliogen.diagnostics import Diagnostic
    from portfoliogen.reports import BuildReport

_RECORD = "last-build"


class Seen(Struct, frozen=True):
    """What lies in a school's folders: the outermost folders, the stamps of all files in them, and their digest."""

    roots: tuple[str, ...]
    found: Survey
    digest: bytes


class LastBuild(Struct, frozen=True):
    """What the last whole build saw and said.

    `roots` are the folders that it looked through, `digest` is of the stamps that it saw there, of so many `files`.
    `places` are files of each profile, with their stamps.
    """

    roots: tuple[str, ...]
    digest: bytes
    files: int
    places: Survey
    built_on: dt.date
    report: BuildReport


def look(folder: Path, roots: Iterable[Path], output: Path, earlier: Seen | None = None) -> Seen:
    """Survey a school before its learners are read, unless that was done already."""
    tops = _outermost(roots)
    return earlier if earlier and earlier.roots == tops else _seen(folder, tops, output)


def _seen(folder: Path, roots: tuple[str, ...], output: Path) -> Seen:
    # Only what is this build's own: beside it in the cache folder may lie anything, even learners' work.
    own = (output, output.resolve(), cache.cache_of(folder, output).resolve())
    found = survey(roots, tuple(map(str, own)))
    return Seen(roots, found, digest(found))


def _outermost(roots: Iterable[Path]) -> tuple[str, ...]:
    resolved = sorted({root.resolve() for root in roots})
    inner = {one for one in resolved for other in resolved if one != other and one.is_relative_to(other)}
    return tuple(str(one) for one in resolved if one not in inner)


def keep(
    folder: Path,
    output: Path,
    seen: Seen,
    places: Survey,
    began: tuple[dt.date, int],
    report: BuildReport,
) -> None:
    """Remember a whole build, unless a file changed so shortly before it that it could change again unseen.

    Args:
        places: What stands for each profile in the output, with its stamp.
        began: The day of the build, and the clock in nanoseconds before anything was read.
    """
    built_on, started_ns = began
    if not is_settled(seen.found, started_ns):
        return
    cache.save(
        cache.cache_of(folder, output) / _RECORD,
        LastBuild(
            seen.roots,
            seen.digest,
            len(seen.found),
            places,
            built_on,
            replace(report, written=0, removed=0, links=()),
        ),
    )


def last_told(folder: Path, output: Path) -> tuple[Diagnostic, ...]:
    """What the last whole build that is remembered told, whatever has changed since."""
    last = cache.load(cache.cache_of(folder, output) / _RECORD)
    return last.report.diagnostics if isinstance(last, LastBuild) else ()


def last_report(
    folder: Path, output: Path, today: dt.date, meanwhile: Iterable[str] = ()
) -> tuple[BuildReport | None, Seen | None]:
    """What the last build said, where it would say and make the same today; else what was seen to find that out.

    Args:
        meanwhile: Modules that are wanted where something has changed; they may be loaded while all is looked at.
    """
    last = cache.load(cache.cache_of(folder, output) / _RECORD)
    if not isinstance(last, LastBuild):
        return None, None
    report = last.report
    if not last.built_on <= today or (report.changes_on is not None and today >= report.changes_on):
        return None, None

    def changes() -> tuple[bool, bytes, Survey]:
        if not _stands(last, output):
            return True, b"", {}
        seen = _seen(folder, last.roots, output)
        return (True, seen.digest, seen.found) if seen.digest != last.digest else (False, seen.digest, {})

    changed, digested, found = aside(changes, meanwhile) if last.files > MANY and can_fork() else changes()
    if changed:
        return None, Seen(last.roots, found, digested) if digested else None
    cache.mark_used(cache.cache_of(folder, output))
    return replace(report, unchanged=report.unchanged + report.written, output=output), None


def _stands(last: LastBuild, output: Path) -> bool:
    """Whether what the last build made is in place, and nobody is about to change it."""
    try:
        if is_locked(output / ".portfoliogen" / "lock"):
            return False
        return all(stamp(os.stat(place)) == seen for place, seen in last.places.items())
    except OSError:
        return False
