"""What adults vouched for: each statement read and checked before anybody asks which entry it is about."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from portfoliogen.check.former import read_former
from portfoliogen.check.statements import Register, Statement, unknown_field
from portfoliogen.diagnostics.rules import endorsements as rules
from portfoliogen.model.documents import Mapping, Scalar, Sequence
from portfoliogen.model.endorsements import Endorsement, EndorsementFile
from portfoliogen.text import fold, nearest, one_line

if TYPE_CHECKING:
    from collections.abc import Iterable

    from portfoliogen.diagnostics import Diagnostic
    from portfoliogen.model.documents import Tree

__all__ = ["Register", "check_endorsements"]

_FILE_FIELDS = ("learner", "learner_id", "entry", "entry_id", "title", "statements")


def check_endorsements(
    trees: Iterable[Mapping],
    register: Register,
) -> tuple[tuple[EndorsementFile, ...], tuple[Diagnostic, ...]]:
    """The statements of all files; those withdrawn and superseded are gone.

    What former schools said is read as it was there, with its own adults. A note of a former school comes as a
    file without statements, for what others agreed to there.

    Reports: PG701 to PG704, PG707 to PG713, PG717, and the rules on skills.
    """
    found: list[Diagnostic] = []
    trees = tuple(trees)
    notes = read_former(trees, found)
    made = []
    for tree in trees:
        note = notes.get(tree.at.path.rpartition("/")[0])
        if note is None:
            made.append(_file(tree, register, found))
        elif tree.at.path == note.at.path:
            made.append(
                EndorsementFile(note.at, note.learner, "", note.learner_id, former=note.school, others=note.others)
            )
        else:
            there = replace(register, school=note.as_school(register.school), former=True)
            made.append(note.own(_file(tree, there, found), register.school))
    return tuple(made), tuple(found)


def _file(tree: Mapping, register: Register, found: list[Diagnostic]) -> EndorsementFile:
    said = {fold(key.text).replace(" ", "_"): value for key, value in reversed(tree.pairs)}
    for key, _ in tree.pairs:
        if fold(key.text).replace(" ", "_") not in _FILE_FIELDS:
            found.append(unknown_field(key, _FILE_FIELDS))

    def text(name: str) -> str:
        value = said.get(name)
        return one_line(value.text) if isinstance(value, Scalar) else ""

    listed = said.get("statements")
    items: tuple[Tree, ...] = listed.items if isinstance(listed, Sequence) else (listed,) if listed else ()
    read = [Statement(item, register, found) for item in items if not (isinstance(item, Scalar) and not item.text)]
    learner = text("learner").replace("\\", "/").strip("/")
    entry = text("entry").replace("\\", "/").strip("/")
    return EndorsementFile(
        tree.at, learner, entry, text("learner_id"), text("entry_id"), text("title"), _counting(read, found)
    )


def _counting(statements: list[Statement], found: list[Diagnostic]) -> tuple[Endorsement, ...]:
    """The statements that count: the newest of each adult, less those taken back."""
    made: dict[str, Endorsement] = {}
    gone: set[str] = set()
    newest: dict[str, Endorsement] = {}
    for one in statements:
        for name, done in (("supersedes", "superseded"), ("withdraws", "withdrawn")):
            target = one.fields.get(name)
            if isinstance(target, Scalar) and target.text:
                if target.text not in made:
                    found.append(
                        rules.UNKNOWN_STATEMENT.at(
                            target.at, found=one_line(target.text)[:60], done=done, nearest=nearest(target.text, made)
                        )
                    )
                gone.add(target.text)
        endorsement = one.endorsement
        if endorsement is None:
            continue
        if endorsement.id in made:
            found.append(rules.REPEATED_STATEMENT.at(one.at, id=endorsement.id))
            continue
        made[endorsement.id] = endorsement
        if one.withdrawn:
            gone.add(endorsement.id)
        earlier = newest.get(endorsement.adult)
        if earlier is None or earlier.date <= endorsement.date:
            newest[endorsement.adult] = endorsement
    # Whoever takes back their newest statement has not brought an older one to life again.
    return tuple(one for one in made.values() if one.id not in gone and newest[one.adult] is one)
