"""The weekly routine: what changed since the last build, what to look at again, and the next small step."""

from __future__ import annotations

import datetime as dt
import os
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct, field

from portfoliogen.diagnostics import Diagnostic, Severity
from portfoliogen.showing import visible
from portfoliogen.text import natural_key

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from portfoliogen.model.framework import Framework
    from portfoliogen.model.learner import Entry, Learner, LearnerJob
    from portfoliogen.model.school import School

FIRST_LOOK = dt.timedelta(weeks=26)
LATER_LOOK = dt.timedelta(weeks=52)
_SHOWN_CHANGES, _SHOWN_DUE, _SHOWN_EMPTY = 8, 5, 5
_RECORDS = frozenset({"exam", "qualification", "award", "log"})
_OWN = ("school.yml", "roster.csv", "entries.csv", "people.yml", "briefs", "frameworks", "theme", "endorsements")


class LookAgain(Struct, frozen=True):
    """An entry that it is time to come back to: since when, whose, and what."""

    due: dt.date
    learner: str
    title: str
    day: dt.date


class Changes(Struct, frozen=True):
    """What was saved since the last build; `since` is None where there was none."""

    since: dt.datetime | None
    changed: tuple[str, ...] = ()
    emptied: tuple[str, ...] = ()


class Notes(Struct):
    """What a check gathers on its way through the learners."""

    school: Path
    files: list[tuple[str, int, str]] = field(default_factory=list)
    due: list[LookAgain] = field(default_factory=list)
    empty: list[tuple[str, tuple[str, ...]]] = field(default_factory=list)
    today: dt.date = dt.date.max

    def seen(self, job: LearnerJob, learner: Learner, school: School) -> None:
        """Take note of a learner."""
        empty = empty_strands(learner, school.framework)
        if empty:
            self.empty.append((learner.name, empty))
        self.files += [(one.shown, one.modified_ns, os.path.join(one.root, one.path)) for one in job.files]
        self.due += look_again(learner, self.today)

    def changes(self) -> Changes:
        """Compare the files with the time of the last build."""
        stamp_ns = last_build_ns(self.school / "_site")
        if stamp_ns is None:
            return Changes(None)
        changed = [shown for shown, modified_ns, path in self.files if _newer(path, modified_ns, stamp_ns)]
        changed += [name for name in _own_files(self.school) if _newer(str(self.school / name), 0, stamp_ns)]
        folders = {(str(Path(path).parent), shown.rpartition("/")[0]) for shown, _, path in self.files}
        fresh = {one.rpartition("/")[0] for one in changed}
        emptied = [
            shown for folder, shown in folders if shown and shown not in fresh and _folder_newer(folder, stamp_ns)
        ]
        since = dt.datetime.fromtimestamp(stamp_ns / 1e9).astimezone()
        return Changes(since, tuple(sorted(changed, key=natural_key)), tuple(sorted(emptied, key=natural_key)))


def last_build_ns(output: Path) -> int | None:
    """When a build last wrote to an output folder: each makes and removes a folder in there."""
    try:
        return (output / ".portfoliogen").stat().st_mtime_ns
    except OSError:
        return None


def _newer(path: str, modified_ns: int, stamp_ns: int) -> bool:
    # A photo copied from a phone keeps its old day, so the day it came here counts as well.
    if modified_ns > stamp_ns:
        return True
    try:
        status = os.lstat(path)
    except OSError:
        return False
    return max(status.st_mtime_ns, status.st_ctime_ns) > stamp_ns


def _folder_newer(path: str, stamp_ns: int) -> bool:
    try:
        return os.lstat(path).st_mtime_ns > stamp_ns
    except OSError:
        return False


def _own_files(school: Path) -> list[str]:
    found = []
    for name in _OWN:
        place = school / name
        if place.is_dir():
            files = (one for one in sorted(place.rglob("*")) if one.is_file())
            found += [f"{name}/{one.relative_to(place).as_posix()}" for one in files]
        elif place.is_file():
            found.append(name)
    return found


def look_again(learner: Learner, today: dt.date) -> list[LookAgain]:
    """The entries of one learner that it is time to come back to, the longest due first.

    An entry is due half a year after its day, and a year after each time that another one looked at it again.
    """
    seen: dict[str, list[dt.date]] = {}
    for entry in learner.entries:
        for key in filter(None, (entry.revisits, entry.follows)):
            if entry.date:
                seen.setdefault(key, []).append(entry.date.last)
    due = []
    for entry in learner.entries:
        if entry.date is None or not _can_be_seen_again(entry):
            continue
        again = seen.get(entry.key)
        day = max(again) + LATER_LOOK if again else entry.date.last + FIRST_LOOK
        if day <= today:
            due.append(LookAgain(day, learner.name, entry.title, entry.date.first))
    return sorted(due, key=lambda one: (one.due, natural_key(one.title)))


def _can_be_seen_again(entry: Entry) -> bool:
    return not (entry.draft or entry.is_skeleton or entry.kind in _RECORDS or entry.revisits or not entry.title)


def empty_strands(learner: Learner, framework: Framework) -> tuple[str, ...]:
    """The strands in which a learner who has begun has nothing yet: a private prompt, never a public gap."""
    held = {key for entry in learner.entries for key in entry.strands}
    return tuple(strand.name for strand in framework.strands if strand.key not in held) if held else ()


def due_list(due: Iterable[LookAgain], *, each: int = 0) -> tuple[LookAgain, ...]:
    """All that is due, by date; with `each`, at most so many of one learner."""
    kept: list[LookAgain] = []
    held: dict[str, int] = {}
    for one in sorted(due, key=lambda one: (one.due, natural_key(one.learner), natural_key(one.title))):
        held[one.learner] = held.get(one.learner, 0) + 1
        if not each or held[one.learner] <= each:
            kept.append(one)
    return tuple(kept)


def next_step(diagnostics: Sequence[Diagnostic], changes: Changes, due: Sequence[LookAgain]) -> str:
    """One thing to do now, as small as can be."""
    fresh = set(changes.changed)
    for among in ([one for one in diagnostics if one.at.path in fresh], diagnostics):
        for severity in (Severity.ERROR, Severity.WARNING):
            found = next((one for one in among if one.severity == severity), None)
            if found is not None:
                line = f", line {found.at.line}" if found.at.line else ""
                place = f"{found.at.path}{line}: " if found.at.path not in {"", "."} else ""
                return f"{place}{found.hint or found.message}"
    if changes.since is None:
        return "Build the profiles for the first time."
    if changes.changed or changes.emptied:
        return "Build, and look at the new pages together with the learner."
    if due:
        return f"Ask {due[0].learner} to look again at “{due[0].title}”: what would you say about it now?"
    return "Sit down with one learner and one entry, and ask: what does it show, and what next?"


def told(notes: Notes, diagnostics: Sequence[Diagnostic], *, all_due: bool = False) -> str:
    """The routine in words, a few lines; names and titles are made harmless for a terminal."""
    changes = notes.changes()
    due = due_list(notes.due, each=0 if all_due else 1)
    lines = _changes_in_words(changes)
    if due:
        shown = due if all_due else due[:_SHOWN_DUE]
        lines.append(
            "Time to look again (ask: what would you say now? say it without notes, or write a new entry "
            "with “revisits:” and the title):"
        )
        lines += [
            f"  {one.due.isoformat()}  {visible(one.learner)}: “{visible(one.title)}” of {one.day.isoformat()}"
            for one in shown
        ]
        if len(shown) < len(due):
            lines.append("  For all of them: portfoliogen check --look-again")
    lines += _empty_in_words(notes.empty, everything=all_due)
    lines.append(f"Next small step: {visible(next_step(diagnostics, changes, due))}")
    return "".join(f"{line}\n" for line in lines)


def _empty_in_words(empty: list[tuple[str, tuple[str, ...]]], *, everything: bool) -> list[str]:
    if not empty:
        return []
    people = sorted(empty, key=lambda one: natural_key(one[0]))
    shown = people if everything else people[:_SHOWN_EMPTY]
    lines = ["Nothing here yet (ask: is there something you did that belongs there? readers never see the gap):"]
    lines += [f"  {visible(name)}: {', '.join(map(visible, strands))}" for name, strands in shown]
    if len(shown) < len(people):
        lines.append("  For all of them: portfoliogen check --look-again")
    return lines


def _changes_in_words(changes: Changes) -> list[str]:
    if changes.since is None:
        return ["There is no build here yet (in _site)."]
    when = f"{changes.since:%Y-%m-%d %H:%M}"
    if not changes.changed and not changes.emptied:
        return [f"Nothing has changed since the last build ({when})."]
    lines = [f"Since the last build ({when}):"]
    lines += [f"  new or changed: {visible(one)}" for one in changes.changed[:_SHOWN_CHANGES]]
    if len(changes.changed) > _SHOWN_CHANGES:
        lines.append(f"  … and {len(changes.changed) - _SHOWN_CHANGES} more files")
    lines += [f"  something was taken away or renamed in: {visible(one)}" for one in changes.emptied[:_SHOWN_CHANGES]]
    return lines
