"""All entries of a school, and the one that somebody means."""

from __future__ import annotations

import unicodedata
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from portfoliogen.check import Checks, check
from portfoliogen.check.endorsements import Register
from portfoliogen.check.vocabulary import Vocabulary
from portfoliogen.model.endorsements import content_hash
from portfoliogen.opening import open_school
from portfoliogen.read import read
from portfoliogen.reports import SchoolError
from portfoliogen.text import fold, nearest, one_line

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable

    from portfoliogen.model.learner import Entry, Learner, LearnerJob
    from portfoliogen.model.school import Adult, School

_SHOWN = 8


class Candidate(Struct, frozen=True):
    """An entry that somebody may vouch for, with whose it is, and the title that its page has."""

    job: LearnerJob
    learner: Learner
    entry: Entry
    title: str

    @property
    def path(self) -> str:
        """Where it lies, as one may type it: the learner's folder and the entry's key."""
        return self.learner.path_to(self.entry)

    @property
    def hash(self) -> str:
        """What a statement of today is bound to."""
        return content_hash(self.entry.parts)


class OpenEntries(Struct, frozen=True):
    """A school's entries by learner, alphabetical, each learner's newest first."""

    root: Path
    school: School
    register: Register
    learners_root: Path
    entries: tuple[Candidate, ...]


def open_entries(folder: Path, today: dt.date, progress: Callable[[int, int, str], None] | None = None) -> OpenEntries:
    """Read a school and all that its learners wrote.

    Raises:
        SchoolError: as `open_school`.
    """
    opened = open_school(folder, folder / "_site", today)
    school = opened.school
    vocabulary = Vocabulary(school.framework, school.courses)
    checks = Checks(school, vocabulary, today)
    words = opened.theme.words_in(school.language)
    found: list[Candidate] = []
    for number, job in enumerate(opened.jobs):
        if progress:
            progress(number, len(opened.jobs), job.name)
        read_files, _ = read(job.files, maths=school.maths)
        learner, _ = check(read_files, job, checks)
        found += [Candidate(job, learner, entry, words.title_of(entry)) for entry in learner.entries]
    names = {id(job): fold(job.name) for job in opened.jobs}
    found.sort(key=lambda one: (names[id(one.job)], one.job.folder))
    register = Register(school, vocabulary, today)
    return OpenEntries(Path(school.root), school, register, opened.learners_root, tuple(found))


def find_entry(opened: OpenEntries, word: str) -> Candidate:
    """The one entry that `word` means: its path, its title, or any words of learner, title and path.

    Raises:
        SchoolError: where there is none, or there are several.
    """
    path = _below_learners(opened, word)
    key = _plain(path)
    exact = [
        one
        for one in opened.entries
        if path
        and key
        in {
            _plain(one.path),
            _plain(one.entry.at.path),
            _plain(one.entry.key),
            _plain(one.entry.key.rpartition("/")[2]),
            _plain(one.entry.id),
        }
    ]
    by_title = [
        one for one in opened.entries if fold(word) in {fold(one.title), fold(f"{one.learner.name} {one.title}")}
    ]
    wanted = fold(path.replace("/", " ")).split()
    loose = [one for one in opened.entries if wanted and all(part in _all_words(one) for part in wanted)]
    for hits in (exact, by_title, loose):
        if len(hits) == 1:
            return hits[0]
        if hits:
            names = "\n".join(f"    {one.path}" for one in hits[:_SHOWN])
            more = f"\n    and {len(hits) - _SHOWN} more" if len(hits) > _SHOWN else ""
            raise SchoolError(
                f"“{word}” could be {len(hits)} entries:\n{names}{more}",
                "Write one of these lines, or more of the learner's name and the title.",
            )
    titles = {name: one for one in opened.entries for name in (one.title, f"{one.learner.name} {one.title}")}
    near = nearest(word, titles)
    raise SchoolError(
        f"There is no entry “{word}”.",
        f"Did you mean “{titles[near].path}”?"
        if near
        else "Write any part of the learner's name and of the title, such as: amara volcano",
    )


def _plain(path: str) -> str:
    return unicodedata.normalize("NFC", path).casefold()


def _below_learners(opened: OpenEntries, word: str) -> str:
    """A path as a shell completes it, from the learners' folder on and without a text's ending."""
    plain = one_line(word).replace("\\", "/").rstrip("/")
    try:
        place = Path(plain).resolve()
        if place.exists() and place.is_relative_to(opened.learners_root):
            plain = place.relative_to(opened.learners_root).as_posix()
    except (OSError, ValueError):
        pass
    return plain.removeprefix("learners/").removesuffix(".md").removesuffix(".docx")


def _all_words(one: Candidate) -> str:
    return fold(f"{one.learner.name} {one.path.replace('/', ' ')} {one.title}")


def find_adult(opened: OpenEntries, word: str) -> Adult:
    """Somebody of people.yml.

    Raises:
        SchoolError: where nobody there has this name.
    """
    adult = opened.register.adult(word)
    if adult is not None:
        return adult
    near = nearest(word, [one.name for one in opened.school.adults])
    add = "If this is somebody new, add: --add-person --role ROLE (and --organisation, if they are from outside)."
    raise SchoolError(f"“{word}” is not in people.yml.", f"Did you mean “{near}”? {add}" if near else add)


def with_adults(opened: OpenEntries, adults: tuple[Adult, ...]) -> OpenEntries:
    """The same with another register, after somebody was added to it."""
    school = replace(opened.school, adults=adults)
    return replace(opened, school=school, register=replace(opened.register, school=school))
