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
from portfoliogen.survey import MANY, Survey, digest, is_settled, packed, stamp, survey, unpacked

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Iterable

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
    language: str
    places: Survey
    built_on: dt.date
    report: BuildReport


def look(folder: Path, roots: Iterable[Path], output: Path, earlier: Seen | None = None) -> Seen:
    """Survey a school before its learners are read, unless that was done already."""
    tops = _outermost(roots)
    return earlier if earlier and earlier.roots == tops else _seen(folder, tops, output)


def _seen(folder: Path, roots: tuple[str, ...], output: Path) -> Seen:
    found = _survey(folder, roots, output)
    return Seen(roots, found, digest(packed(found)))


def _survey(folder: Path, roots: tuple[str, ...], output: Path) -> Survey:
    # Only what is this build's own: beside it in the cache folder may lie anything, even learners' work.
    own = (output, output.resolve(), cache.cache_of(folder, output).resolve())
    return survey(roots, tuple(map(str, own)))


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
    language: str,
) -> None:
    """Remember a whole build, unless a file changed so shortly before it that it could change again unseen.

    Args:
        places: What stands for each profile in the output, with its stamp.
        began: The day of the build, and the clock in nanoseconds before anything was read.
        language: The school's.
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
            language,
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
    folder: Path, output: Path, today: dt.date, get_ready: Callable[[str], Iterable[object]] = lambda _: ()
) -> tuple[BuildReport | None, Seen | None]:
    """What the last build said, where it would say and make the same today; else what was seen to find that out.

    Args:
        get_ready: Loads, step by step, what a build in a language needs; there may be time while all is looked at.
    """
    last = cache.load(cache.cache_of(folder, output) / _RECORD)
    if not isinstance(last, LastBuild):
        return None, None
    report = last.report
    if not last.built_on <= today or (report.changes_on is not None and today >= report.changes_on):
        return None, None
    many = last.files > MANY and can_fork()
    seen = _look_aside(folder, last, output, get_ready) if many else _seen(folder, last.roots, output)
    if seen.digest != last.digest:
        return None, seen
    if not _stands(last, output):
        return None, seen if seen.found else None
    cache.mark_used(cache.cache_of(folder, output))
    return replace(report, unchanged=report.unchanged + report.written, output=output), None


def _look_aside(folder: Path, last: LastBuild, output: Path, get_ready: Callable[[str], Iterable[object]]) -> Seen:
    """Survey a school in another process. Where all is as it was, the stamps do not come along."""

    def change() -> bytes:
        data = packed(_survey(folder, last.roots, output))
        return b"" if digest(data) == last.digest else data

    data = aside(change, get_ready(last.language))
    return Seen(last.roots, unpacked(data), digest(data)) if data else Seen(last.roots, {}, last.digest)


def _stands(last: LastBuild, output: Path) -> bool:
    """Whether what the last build made is in place, and no build that is at work there may be about to change it."""
    try:
        if is_locked(output / ".portfoliogen" / "lock"):
            return False
        return all(stamp(os.stat(place)) == seen for place, seen in last.places.items())
    except OSError:
        return False
