"""A table of entries: one row an entry, as a form or a spreadsheet gives it."""

from __future__ import annotations

import csv
import io
import re
from typing import TYPE_CHECKING

from msgspec import Struct

from portfoliogen.importing.texts import day_in
from portfoliogen.model.fields import ENTRY, canonical
from portfoliogen.new_files import safe_name
from portfoliogen.patterns import pattern
from portfoliogen.starting.templates import quoted
from portfoliogen.text import fold, one_line

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

_BODY = frozenset({"text", "body", "reflection", "entry", "words", "content", "what i did", "story", "notes"})
_FILES = frozenset(
    {
        "file",
        "files",
        "photo",
        "photos",
        "picture",
        "pictures",
        "media",
        "upload",
        "attachment",
        "attachments",
        "film",
        "sound",
    }
)
_LEARNER = frozenset({"learner", "student", "pupil", "learner name", "student name", "pupil name"})
_STAMP = frozenset({"timestamp", "submitted", "submitted at", "completion time", "start time"})
_ADDRESS = frozenset({"email", "email address", "e mail", "e mail address", "username", "user name", "ebost"})
_CUT = 30
_WEB = pattern(r"https?://\S+")


class Row(Struct, frozen=True):
    """One row: what to call its file, its text, whose it is, and the files that it names.

    `key` tells rows apart from one export to the next. `left_out` are columns with people's addresses.
    """

    key: str
    name: str
    text: str
    learner: str
    files: tuple[str, ...]
    left_out: tuple[str, ...] = ()


def is_table(names: Iterable[str]) -> bool:
    """Whether the headings are those of a table of entries."""
    known = [one for one in names if canonical(one, ENTRY) or fold(one) in _BODY | _FILES | _LEARNER]
    return len(known) > 1


def read_table(text: str) -> tuple[tuple[str, ...], tuple[dict[str, str], ...]]:
    """Headings and rows, with commas, semicolons or tabs between the cells."""
    heading = text.partition("\n")[0]
    mark = max(",;\t", key=heading.count)
    rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=mark))
    rows = [row for row in rows if any(cell.strip() for cell in row)]
    if not rows:
        return (), ()
    names = tuple(name.strip() or f"Column {number}" for number, name in enumerate(rows[0], 1))
    made = []
    for row in rows[1:]:
        cells = dict(zip(names, row, strict=False))
        if len(row) > len(names):
            cells["More"] = ", ".join(row[len(names) :])
        made.append({name: cell.strip() for name, cell in cells.items()})
    return names, tuple(made)


def rows_without(text: str, names: Iterable[str]) -> list[str]:
    """Titles (the first column) of a Notion table for which there is no file of about that name."""
    have = [_signs(name.rpartition(".")[0]) for name in names]
    columns, rows = read_table(text)
    titles = [one_line(row.get(columns[0], "")) for row in rows]
    return [one for one in titles if one and not any(_alike(_signs(one), name) for name in have)]


def _signs(name: str) -> str:
    return "".join(sign for sign in fold(name) if sign.isalnum())


def _alike(title: str, name: str) -> bool:
    # Notion cuts long names, and leaves signs out.
    return bool(name) and (title == name or (len(name) > _CUT and title.startswith(name))) if title else True


def row_to_entry(cells: Mapping[str, str], number: int) -> Row:
    """A row as an entry: known columns are fields, the others stand in the text under their names."""
    fields: dict[str, str] = {}
    body: list[str] = []
    more: list[str] = []
    files: list[str] = []
    left_out: list[str] = []
    learner = sent = ""
    for name, cell in cells.items():
        folded = fold(name)
        if not cell:
            continue
        if folded in _LEARNER:
            learner = one_line(cell)
        elif folded in _BODY:
            body.append(cell)
        elif folded in _FILES:
            for one in re.split(r"[;,\n]\s*", cell):
                (more if _WEB.match(one.strip()) else files).append(
                    f"<{one.strip()}>" if _WEB.match(one.strip()) else one.strip()
                )
        elif folded in _STAMP:
            sent = sent or _day(cell)
        elif folded in _ADDRESS:
            left_out.append(one_line(name))
        elif (field := canonical(name, ENTRY)) and field not in fields and "\n" not in cell:
            fields[field] = _day(cell) if field == "date" else one_line(cell)
        else:
            more.append(f"**{one_line(name)}:** {cell}")
    if sent:
        fields.setdefault("date", sent)
    title = fields.get("title", "")
    shown = [one for one in files if one]
    lines = [
        "---",
        *(f"{field}: {quoted(value)}" for field, value in fields.items() if value),
        "---",
        "",
        *("\n\n".join([*body, *more]).split("\n")),
        "",
    ]
    name = safe_name(title) or f"Entry {number}"
    day = fields.get("date", "")
    if re.fullmatch(r"\d{4}-\d\d-\d\d", day):
        name = f"{day} {name}"
    return Row(
        f"{learner}|{title}|{day}" if title or day else f"{learner}|row {number}",
        name,
        "\n".join(lines),
        learner,
        tuple(shown),
        tuple(left_out),
    )


def _day(cell: str) -> str:
    return day_in(cell) or re.sub(r"[ T]+\d{1,2}:\d\d.*$", "", one_line(cell))
