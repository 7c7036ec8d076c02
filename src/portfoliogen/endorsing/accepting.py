"""A form that came back: a stranger's file, believed in nothing that was not asked."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import os
import stat
from typing import TYPE_CHECKING

from msgspec import Struct

from portfoliogen.endorsing.asking import request_file
from portfoliogen.endorsing.files import only_writer, read_if_there, write_whole
from portfoliogen.endorsing.form import MAX_LINE, MAX_NEXT, MAX_STATEMENT
from portfoliogen.endorsing.recording import NewStatement, record
from portfoliogen.framework import plain
from portfoliogen.model.documents import Mapping
from portfoliogen.model.endorsements import Level, telling_words
from portfoliogen.patterns import pattern
from portfoliogen.reports import SchoolError
from portfoliogen.text import fold, one_line
from portfoliogen.yaml_fields import YamlFault, parse

if TYPE_CHECKING:
    from pathlib import Path

    from portfoliogen.endorsing.entries import Candidate, OpenEntries
    from portfoliogen.endorsing.recording import Recorded

MAX_ANSWER_BYTES = 64 * 1024
_TOKEN = pattern(r"[A-Za-z0-9_-]{24}")
_HASH = pattern(r"sha256:[0-9a-f]{64}")
_TEXTS = {
    "portfoliogen": 20,
    "request": 40,
    "hash": 80,
    "name": MAX_LINE,
    "role": MAX_LINE,
    "organisation": MAX_LINE,
    "date": 10,
    "statement": MAX_STATEMENT,
    "next": MAX_NEXT,
}
_REQUIRED = ("request", "hash", "name", "role", "organisation", "date", "statement")
_FIELDS = frozenset({*_TEXTS, "version", "skills", "named"})
_EARLY = dt.timedelta(days=1)


class Answer(Struct, frozen=True):
    """What a file says, its shape checked and nothing else."""

    request: str
    hash: str
    name: str
    role: str
    organisation: str
    date: dt.date
    statement: str
    next: str
    skills: tuple[str, ...]
    named: bool


class Accepted(Struct, frozen=True):
    """What came of a file. `changed` says that the entry is no longer what the person was asked about."""

    candidate: Candidate
    recorded: Recorded
    adult: str
    signed: str
    changed: bool


def accept(opened: OpenEntries, file: Path) -> Accepted:
    """Take a statement from a file that came back, once, as one by somebody outside.

    Raises:
        SchoolError: The file is not an answer to a form that this school sent, or was taken already.
    """
    answer = read_answer(_bytes(file), opened.register.today, file.name)
    asked = _asked(opened, answer)
    candidate = _candidate(opened, asked, answer)
    adult = opened.register.adult(str(asked.get("to", "")))
    if adult is None:
        raise SchoolError(
            f"“{asked.get('to', '')}”, who was asked, is no longer in people.yml.",
            "Put them back into people.yml, and accept the file again.",
        )
    if not _is_theirs(answer.name, adult.name):
        raise SchoolError(
            f"The file is signed by “{answer.name}”, and “{adult.name}” was asked.",
            f"If {answer.name} saw it, ask them: portfoliogen endorse --ask … --to “{answer.name}, …”",
        )
    skills = asked.get("skills")
    known = set(skills) if isinstance(skills, dict) else set()
    if not set(answer.skills) <= known:
        raise SchoolError(f"“{file.name}” confirms skills that were not asked about.", _RETURN)
    recorded = record(
        opened,
        candidate,
        NewStatement(
            adult,
            answer.date,
            Level.VALIDATED,
            answer.statement,
            answer.next,
            tuple((key, None) for key in answer.skills),
            answer.named,
            answer.role,
            str(asked.get("organisation") or "") or answer.organisation,
            _short(answer.request),
            answer.hash,
        ),
    )
    _note_answer(opened, answer.request)
    return Accepted(candidate, recorded, adult.name, answer.name, candidate.hash != answer.hash)


def _is_theirs(signed: str, asked: str) -> bool:
    """Whether a signature can be that of whoever was asked: “Mehmet Yildiz” for “Coach Mehmet”."""
    names = set(map(fold, telling_words(asked))) or {fold(asked)}
    return fold(signed) == fold(asked) or bool(names & set(map(fold, telling_words(signed))))


def _note_answer(opened: OpenEntries, token: str) -> None:
    """Note that a form has come back, so that it counts once even where its statement is taken back later."""
    file = request_file(opened.root, token)
    with only_writer(opened.root):
        data = read_if_there(file) or b""
        write_whole(file, data + f"answered: {opened.register.today.isoformat()}\n".encode())


_RETURN = "Ask the person to fill in the page once more, and to send the file that it saves as it is."


def _short(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()[:32]


def _bytes(file: Path) -> bytes:
    try:
        descriptor = os.open(file, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
        with os.fdopen(descriptor, "rb") as stream:
            if not stat.S_ISREG(os.fstat(stream.fileno()).st_mode):
                raise SchoolError(f"“{file.name}” is not a file.", "Name the file that came back.")
            data = stream.read(MAX_ANSWER_BYTES + 1)
    except OSError as error:
        raise SchoolError(
            f"“{file}” cannot be read: {(error.strerror or 'it cannot be opened').lower()}.",
            "Name the file that came back, such as statement-x7Tq2a.json.",
        ) from error
    if len(data) > MAX_ANSWER_BYTES:
        raise SchoolError(f"“{file.name}” is too large for a statement.", _RETURN)
    return data


def read_answer(data: bytes, today: dt.date, name: str) -> Answer:
    """The answer that a file holds, if it is one, to the letter.

    Raises:
        SchoolError: It is not.
    """

    def refuse(reason: str) -> SchoolError:
        return SchoolError(f"“{name}” is not a statement that can be accepted: {reason}.", _RETURN)

    try:
        said = json.loads(data.decode("utf-8-sig"), object_pairs_hook=_once, parse_constant=_no_constant)
    except (ValueError, RecursionError) as error:
        raise refuse("it was changed, or is another kind of file") from error
    if not isinstance(said, dict) or set(said) != _FIELDS:
        raise refuse("it does not hold the fields of the form")
    texts: dict[str, str] = {}
    for key, limit in _TEXTS.items():
        value = said[key]
        if not isinstance(value, str) or len(value) > limit or any("\ud800" <= sign <= "\udfff" for sign in value):
            raise refuse(f"“{key}” is not as the form writes it")
        texts[key] = value
    if texts["portfoliogen"] != "statement" or type(said["version"]) is not int or said["version"] != 1:
        raise refuse("it is of another version")
    if any(not one_line(texts[key]) for key in _REQUIRED):
        raise refuse("something is empty that was asked for")
    if not _TOKEN.fullmatch(texts["request"]) or not _HASH.fullmatch(texts["hash"]):
        raise refuse("it does not say which form it answers")
    skills = said["skills"]
    if (
        not isinstance(skills, list)
        or len(skills) > 100
        or not all(isinstance(one, str) for one in skills)
        or len(set(skills)) < len(skills)
        or type(said["named"]) is not bool
    ):
        raise refuse("its boxes are not as the form writes them")
    day = _day(texts["date"])
    if day is None or day > today + _EARLY:
        raise refuse(f"its date, “{one_line(texts['date'])}”, cannot be")
    # Where it is a day later already, somebody on the other side of the world has answered at once.
    return Answer(
        texts["request"],
        texts["hash"],
        one_line(texts["name"]),
        one_line(texts["role"]),
        one_line(texts["organisation"]),
        min(day, today),
        texts["statement"],
        texts["next"],
        tuple(skills),
        said["named"],
    )


def _once(pairs: list[tuple[str, object]]) -> dict[str, object]:
    if len({key for key, _ in pairs}) < len(pairs):
        raise ValueError
    return dict(pairs)


def _no_constant(name: str) -> object:
    raise ValueError(name)


def _day(text: str) -> dt.date | None:
    try:
        return dt.date.fromisoformat(text) if len(text) == len("2026-03-16") else None
    except ValueError:
        return None


def _asked(opened: OpenEntries, answer: Answer) -> dict[str, object]:
    """What was noted when the form was sent."""
    file = request_file(opened.root, answer.request)
    data = read_if_there(file)
    try:
        tree = parse(data.decode(), file.name) if data is not None else None
    except (YamlFault, UnicodeDecodeError):
        tree = None
    asked = plain(tree) if isinstance(tree, Mapping) else {}
    if not asked:
        raise SchoolError(
            "This school has sent no such form, or the note about it is gone.",
            "Check that this is the right school's folder; otherwise ask again with “endorse --ask”.",
        )
    if asked.get("answered"):
        raise SchoolError("This form has been accepted already.", "Nothing more is to be done.")
    if asked.get("hash") != answer.hash:
        raise SchoolError("The file speaks of another version of the entry than the form that was sent.", _RETURN)
    try:
        sent = dt.date.fromisoformat(str(asked.get("date")))
    except ValueError:
        sent = dt.date.min
    if sent - dt.timedelta(days=1) > answer.date:
        raise SchoolError(f"The file is dated {answer.date.isoformat()}, before the form was sent.", _RETURN)
    return asked


def _candidate(opened: OpenEntries, asked: dict[str, object], answer: Answer) -> Candidate:
    """The entry that was asked about, also where it has been moved since."""
    learner_id = str(asked.get("learner_id", ""))
    theirs = [
        one
        for one in opened.entries
        if (learner_id and one.job.row and one.job.row.id == learner_id)
        or (not learner_id and one.job.folder == str(asked.get("learner", "")))
    ]
    named = [one for one in theirs if one.entry.key == str(asked.get("entry", ""))]
    same = [one for one in theirs if one.hash == answer.hash]
    for hits in ([one for one in named if one in same], same, named):
        if len(hits) == 1:
            return hits[0]
    raise SchoolError(
        f"The entry “{asked.get('title', '')}”, which the form was about, is not there any more.",
        "Ask the learner whether it was moved or deleted.",
    )
