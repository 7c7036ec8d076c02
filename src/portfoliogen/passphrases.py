"""Who may open locked profiles: a passphrase given, withdrawn, looked up. The next build acts on it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from portfoliogen.addresses import SecretError, keep_secret
from portfoliogen.assemble.audience import audiences_of
from portfoliogen.extras import to_install
from portfoliogen.locking import can_lock
from portfoliogen.locking.readers import Reader, new_passphrase, read_readers, write_readers
from portfoliogen.one_learner import check_learner
from portfoliogen.opening import open_school
from portfoliogen.reports import SchoolError
from portfoliogen.text import fold, nearest, one_line, slug
from portfoliogen.workshop import chosen, known_audience, workshop

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable

    from portfoliogen.opening import OpenSchool

_LONGEST_NAME = 120


def give_passphrase(folder: Path, audience: str, name: str, *, learner: str = "", today: dt.date) -> Reader:
    """Make a passphrase for a reader, and keep it in the school's table.

    Args:
        audience: One of the school's, or with `learner` one of that learner's own.
        learner: Part of a name; without it the reader may open the profiles of all learners.

    Raises:
        SchoolError: There is no such audience or learner, the audience is not locked, the reader has a passphrase
            already, or the table cannot be kept.
    """
    if not can_lock():
        raise SchoolError("This computer lacks the part that encrypts locked profiles.", f"Type: {to_install('lock')}")
    name = one_line(name).strip()[:_LONGEST_NAME]
    if not name:
        raise SchoolError("The reader has no name.", 'Write who it is: --reader "Dr Price"')
    opened = open_school(folder, folder / "_site", today)
    root = Path(opened.school.root)
    readers = read_readers(root)
    key, whose = _audience(opened, audience, learner, today)
    if any((one.audience, one.learner, fold(one.name)) == (key, whose, fold(name)) for one in readers):
        raise SchoolError(
            f"“{name}” has a passphrase for “{key}” already.",
            "See it with --show. For a new one, take the old one away first: --withdraw",
        )
    try:
        keep_secret(root)
    except SecretError as error:
        raise SchoolError(error.message, error.hint) from error
    made = Reader(key, whose, name, new_passphrase())
    write_readers(root, (*readers, made))
    return made


def withdraw_passphrase(folder: Path, audience: str, name: str, *, learner: str = "", today: dt.date) -> Reader:
    """Take a reader's passphrase away; the others keep theirs.

    Args:
        audience: Its key; empty where the name alone tells.
        learner: Part of a name, where the same reader stands there for several.

    Raises:
        SchoolError: There is no such reader, there are several, or the table cannot be kept.
    """
    opened = open_school(folder, folder / "_site", today)
    root = Path(opened.school.root)
    readers = read_readers(root)
    whose = chosen(opened, learner)[0].folder if learner else ""
    found = [
        one
        for one in readers
        if fold(one.name) == fold(name)
        and (not audience or one.audience == slug(audience))
        and (not learner or one.learner == whose)
    ]
    if not found:
        near = nearest(name, {one.name for one in readers})
        raise SchoolError(
            f"No reader “{name}” has such a passphrase.",
            f"Did you mean “{near}”?" if near else "See who has one: portfoliogen lock",
        )
    if len(found) > 1:
        places = ", ".join(f"“{one.audience}”{f' of {one.learner}' if one.learner else ''}" for one in found)
        raise SchoolError(f"“{name}” has several passphrases: for {places}.", "Say which with --audience or --learner.")
    write_readers(root, (one for one in readers if one != found[0]))
    return found[0]


def forget_readers(root: Path, folders: Iterable[str]) -> int:
    """Take the readers of single learners out of the table, and say how many they were.

    Raises:
        SchoolError: as `read_readers` and `write_readers`.
    """
    gone = set(folders) - {""}
    readers = read_readers(root)
    kept = [one for one in readers if one.learner not in gone]
    if len(kept) < len(readers):
        write_readers(root, kept)
    return len(readers) - len(kept)


def _audience(opened: OpenSchool, audience: str, learner: str, today: dt.date) -> tuple[str, str]:
    """The key of a locked audience, and the folder of the learner whose it is; no folder for all learners."""
    jobs = chosen(opened, learner)
    key = known_audience(audience, opened.school, jobs)
    shared = {one.key: one for one in opened.school.audiences}
    if learner or opened.school.single:
        one, _, _ = check_learner(jobs[0], workshop(opened, today, Path(opened.school.root), b""))
        found = next((each for each in audiences_of(one, opened.school) if each.key == key), None)
    else:
        found = shared.get(key)
        if found is None:
            raise SchoolError(
                f"“{key}” is an audience of learners' own, and a passphrase for it is for one learner.",
                'Say whose: --learner "part of a name"',
            )
    if found is None or not found.locked:
        raise SchoolError(
            f"The audience “{key}” is not locked, so nobody needs a passphrase for it.",
            "Write “locked: yes” under it in school.yml, or in the learner's file in “audiences”.",
        )
    return key, jobs[0].folder if learner else ""
