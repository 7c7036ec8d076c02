"""A new entry for a learner: an ordinary file with the kind's prompts, never over an existing one."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct

from portfoliogen.check.vocabulary import Vocabulary
from portfoliogen.discover import PROFILE_NAMES
from portfoliogen.finding import find_learner
from portfoliogen.new_files import PlaceError, put_new, safe_name
from portfoliogen.opening import OpenSchool, open_school
from portfoliogen.read.prompts import MARKS
from portfoliogen.reports import SchoolError
from portfoliogen.starting.templates import LANGUAGES, markdown_template, quoted, words
from portfoliogen.text import fold, nearest, one_line, plain_code

if TYPE_CHECKING:
    from portfoliogen.model.framework import Kind
    from portfoliogen.model.school import Brief


class EntryWish(Struct, frozen=True):
    """What is to be begun: for whom, called what; `begin` makes a folder for a new learner in class `group`."""

    learner: str
    title: str
    kind: str = ""
    brief: str = ""
    begin: bool = False
    group: str = ""


class NewEntry(Struct, frozen=True):
    """The file that was made, the learner it is for, and their profile where that was made too."""

    file: Path
    learner: str
    profile: Path | None = None


def begin_entry(folder: Path, wish: EntryWish, today: dt.date) -> NewEntry:
    """Write a new entry file.

    Raises:
        SchoolError: where the learner, kind or brief is not known, or the file is there already.
        PlaceError: where the disk refuses.
    """
    opened = open_school(folder, folder / "_site", today)
    language = plain_code(opened.school.language)
    language = language if language in LANGUAGES else "en"
    vocabulary = Vocabulary(opened.school.framework, opened.school.courses)
    kind = _kind(vocabulary, wish.kind)
    brief = _brief(opened.school.briefs, wish.brief)
    title = one_line(wish.title)
    name = safe_name(title)
    if not name:
        raise SchoolError("The title has no letter or digit.", "Write a few words, as in “Our volcano erupted”.")
    home, learner, profile = _home(opened, wish, language)
    path = f"{home}/{today.isoformat()} {name}.md" if home else f"{today.isoformat()} {name}.md"
    values = {"title": title, "date": today.isoformat()} | ({"brief": brief.key} if brief else {})
    text = markdown_template(kind, language, values)
    if brief:
        text += "".join(f"> {MARKS[language]}: {criterion}\n\n\n" for criterion in brief.criteria)
    if not put_new(opened.learners_root, path, text.encode()):
        raise SchoolError(f"“{path}” is there already; it was not changed.", "Open that file, or choose another title.")
    return NewEntry(opened.learners_root / path, learner, profile)


def _kind(vocabulary: Vocabulary, word: str) -> Kind:
    match = vocabulary.kinds.find(word or "reflection")
    if match is None and not word and vocabulary.kinds.terms:
        return vocabulary.kinds.terms[0]
    if match is None:
        near = vocabulary.kinds.nearest(word)
        raise SchoolError(
            f"“{word}” is not a kind of entry in this school's framework.",
            f"Did you mean “{near}”?" if near else f"The kinds are: {vocabulary.kinds.choices}.",
        )
    return match.term


def _brief(briefs: tuple[Brief, ...], word: str) -> Brief | None:
    if not word:
        return None
    hits = [one for one in briefs if fold(word) in {fold(one.key), fold(one.title)}] or [
        one for one in briefs if fold(word) in fold(one.title)
    ]
    if len(hits) == 1:
        return hits[0]
    near = nearest(word, [one.key for one in briefs])
    choices = ", ".join(one.key for one in briefs) or "none yet; put one into briefs/"
    raise SchoolError(
        f"“{word}” is not one of the school's briefs.",
        f"Did you mean “{near}”?" if near else f"The briefs are: {choices}.",
    )


def _home(opened: OpenSchool, wish: EntryWish, language: str) -> tuple[str, str, Path | None]:
    """The learner's folder below the learners' root, their name, and their profile if it was just made."""
    if not wish.begin:
        job = find_learner(opened.jobs, wish.learner, may_begin=True)
        return job.folder, job.name, None
    if any(fold(wish.learner) == fold(job.name) for job in opened.jobs):
        raise SchoolError(f"“{wish.learner}” has a folder already.", "Leave out --begin.")
    parts = [safe_name(part) for part in (*wish.group.replace("\\", "/").split("/"), wish.learner)]
    home = "/".join(filter(None, parts))
    if not parts[-1]:
        raise SchoolError("The learner's name has no letter.", "Write it as it should stand on the profile.")
    if any((opened.learners_root / home / name).exists() for name in PROFILE_NAMES):
        raise SchoolError(f"“{home}” is there already.", "Leave out --begin.")
    told = words(language)
    mark = MARKS[language]
    text = (
        f"---\nname: {quoted(wish.learner)}\nheadline:   # {told['headline-example']}\n---\n"
        f"> {mark}: {told['about-prompt']}\n\n\n> {mark}: {told['about-prompt-2']}\n"
    )
    put_new(opened.learners_root, f"{home}/profile.md", text.encode())
    return home, wish.learner, opened.learners_root / home / "profile.md"


__all__ = ["EntryWish", "NewEntry", "PlaceError", "begin_entry"]
