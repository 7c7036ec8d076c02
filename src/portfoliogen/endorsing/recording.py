"""What an adult says, written into the school's folder `endorsements`, and taken back."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

from msgspec import Struct

from portfoliogen.check.statements import MAX_WORDS
from portfoliogen.endorsing.files import add_statement, only_writer, read_if_there
from portfoliogen.framework import plain
from portfoliogen.model.documents import Mapping
from portfoliogen.model.endorsements import Level
from portfoliogen.read.encoding import decode
from portfoliogen.read.endorsement_files import FOLDER
from portfoliogen.reports import SchoolError
from portfoliogen.text import fold, one_line, slug
from portfoliogen.yaml_fields import YamlFault, parse

if TYPE_CHECKING:
    import datetime as dt
    from pathlib import Path

    from portfoliogen.endorsing.entries import Candidate, OpenEntries
    from portfoliogen.model.school import Adult

_HEADER = (
    "# What adults said of one entry. Staff write here, best with “portfoliogen endorse”; students cannot.",
    "# To take a statement back, write a line such as “withdrawn: 2026-05-01” into it.",
)


class NewStatement(Struct, frozen=True):
    """What somebody wants to say. `skills` are keys with a step or None; `named` None leaves it to people.yml.

    `role` and `organisation` are those of people.yml where they are empty. `hash` and `request` are set where
    a form came back: it speaks of what stood there when it was sent.
    """

    adult: Adult
    date: dt.date
    level: Level
    statement: str = ""
    next: str = ""
    skills: tuple[tuple[str, int | None], ...] = ()
    named: bool | None = None
    role: str = ""
    organisation: str = ""
    request: str = ""
    hash: str = ""


class Recorded(Struct, frozen=True):
    """What was written: where, under which id, and which earlier statement it takes the place of."""

    file: Path
    id: str
    superseded: str = ""


def record(opened: OpenEntries, candidate: Candidate, new: NewStatement) -> Recorded:
    """Write down a statement about an entry as it stands now.

    Raises:
        SchoolError: It cannot be said like that, or cannot be written.
    """
    _refuse(opened, new)
    with only_writer(opened.root):
        file, held = _file_for(opened, candidate)
        taken = {one.get("id", "") for one in held}
        earlier = [
            one.get("id", "")
            for one in held
            if fold(one.get("by", "")) == fold(new.adult.name) and not one.get("withdraws") and not one.get("withdrawn")
        ]
        if new.request and any(one.get("request") == new.request for one in held):
            raise SchoolError("This form has been accepted already.", "Nothing more is to be done.")
        name = _free(f"{new.date.isoformat()}-{slug(new.adult.name)}", taken)
        superseded = earlier[-1] if earlier else ""
        add_statement(file, _header(candidate), _item(candidate, new, name, superseded))
    return Recorded(file, name, superseded)


def _refuse(opened: OpenEntries, new: NewStatement) -> None:
    if new.date > opened.register.today:
        raise SchoolError(
            f"{new.date.isoformat()} is still to come.", "Write the day on which they looked at the entry."
        )
    organisation = new.organisation or new.adult.organisation or (new.adult.name if new.adult.provider else "")
    if new.level is Level.VALIDATED and fold(organisation) in {"", fold(opened.school.name)}:
        raise SchoolError(
            f"“{new.adult.name}” has no organisation outside the school, so “validated” does not fit.",
            "Choose confirmed, or say where they are from: --organisation “Harbour Rowing”.",
        )


def withdraw(opened: OpenEntries, candidate: Candidate, adult: Adult, reason: str = "") -> tuple[str, ...]:
    """Take back what an adult said of an entry: a line is added, and nothing is erased.

    Returns:
        The ids of the statements that were taken back.

    Raises:
        SchoolError: There is nothing to take back, or it cannot be written.
    """
    done = []
    with only_writer(opened.root):
        for file in dict.fromkeys(
            opened.root / one.at.path for one in candidate.entry.endorsements if one.adult == adult.key
        ):
            held = _held(file)
            taken = {one.get("id", "") for one in held}
            gone = {one.get("withdraws", "") for one in held}
            for one in candidate.entry.endorsements:
                if one.adult != adult.key or opened.root / one.at.path != file or one.id in gone:
                    continue
                item = {
                    "id": _free(f"{opened.register.today.isoformat()}-{slug(adult.name)}-withdrawn", taken),
                    "withdraws": one.id,
                    "by": adult.name,
                    "date": opened.register.today.isoformat(),
                }
                add_statement(file, [], item | ({"reason": one_line(reason)} if reason else {}))
                taken.add(item["id"])
                done.append(one.id)
    if not done:
        raise SchoolError(
            f"“{adult.name}” has said nothing of “{candidate.title}” that could be taken back.",
            "portfoliogen endorse --list shows what there is.",
        )
    return tuple(done)


def _file_for(opened: OpenEntries, candidate: Candidate) -> tuple[Path, list[dict[str, str]]]:
    """The file of an entry, and what it holds; two entries whose names make one address get two files."""
    stem = f"{FOLDER}/{slug(candidate.job.folder.replace('/', ' ') or candidate.learner.name)}"
    name = slug(candidate.entry.key.replace("/", " "))
    number = 1
    while True:
        file = opened.root / stem / (f"{name}.yml" if number == 1 else f"{name}-{number}.yml")
        data = read_if_there(file)
        if data is None:
            return file, []
        fields = _fields(file, data)
        if _same(fields.get("learner"), candidate.job.folder) and _same(fields.get("entry"), candidate.entry.key):
            return file, _statements(fields)
        number += 1


def _same(said: object, path: str) -> bool:
    return unicodedata.normalize("NFC", str(said or "")) == unicodedata.normalize("NFC", path)


def _fields(file: Path, data: bytes) -> dict[str, object]:
    decoded = decode(data)
    try:
        tree = parse(decoded[0], file.name) if decoded else None
    except YamlFault as fault:
        raise SchoolError(
            f"“{file.name}” cannot be read in line {fault.line}: {fault.reason}.",
            "Mend that line first; nothing was written.",
        ) from fault
    return plain(tree) if isinstance(tree, Mapping) else {}


def _held(file: Path) -> list[dict[str, str]]:
    data = read_if_there(file)
    return _statements(_fields(file, data)) if data is not None else []


def _statements(fields: dict[str, object]) -> list[dict[str, str]]:
    listed = fields.get("statements")
    return [one for one in listed if isinstance(one, dict)] if isinstance(listed, list) else []


def _free(name: str, taken: set[str]) -> str:
    number, free = 2, name
    while free in taken:
        free, number = f"{name}-{number}", number + 1
    return free


def _header(candidate: Candidate) -> list[str]:
    from portfoliogen.yaml_writing import scalar  # noqa: PLC0415 - for a new file only

    row = candidate.job.row
    fields = {
        "learner": candidate.job.folder,
        "learner_id": row.id if row else "",
        "entry": candidate.entry.key,
        "entry_id": candidate.entry.id,
        "title": candidate.title,
    }
    return [*_HEADER, *(f"{key}: {scalar(value)}" for key, value in fields.items() if value), "", "statements:"]


def _item(candidate: Candidate, new: NewStatement, name: str, superseded: str) -> dict[str, object]:
    parts = candidate.entry.parts
    content = new.hash or candidate.hash
    stood: dict[str, object] = {}
    if content == candidate.hash:
        for part in parts:
            if part.kind == "text":
                stood["text"] = part.digest
            else:
                group = stood.setdefault(part.kind, {})
                if isinstance(group, dict):
                    group[part.name] = f"{group[part.name]} {part.digest}" if part.name in group else part.digest
    fields: dict[str, object] = {
        "id": name,
        "by": new.adult.name,
        "role": one_line(new.role) or new.adult.role,
        "organisation": one_line(new.organisation) or new.adult.organisation,
        "date": new.date.isoformat(),
        "level": new.level.word,
        "statement": _paragraphs(new.statement),
        "next": _paragraphs(new.next),
        "skills": {key: "" if step is None else str(step) for key, step in new.skills},
        "named": "" if new.named is None else "yes" if new.named else "no",
        "supersedes": superseded,
        "request": new.request,
        "hash": content,
        "stood": stood,
    }
    return {key: value for key, value in fields.items() if value not in ("", {})}


def _paragraphs(text: str) -> str:
    """Paragraphs with an empty line between them, without signs that no page shows."""
    blocks = text.replace("\r\n", "\n").replace("\r", "\n").split("\n\n")
    return "\n\n".join(filter(None, map(one_line, blocks)))[:MAX_WORDS].strip()
