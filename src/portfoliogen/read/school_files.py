"""The school's own files: school.yml, its tables and its frameworks, as trees and rows with places."""

from __future__ import annotations

import csv
import io
import os
from typing import TYPE_CHECKING

from msgspec import Struct

from portfoliogen.diagnostics import Diagnostic, Located, Position, with_excerpt
from portfoliogen.diagnostics.rules import files as file_rules
from portfoliogen.diagnostics.rules import settings as rules
from portfoliogen.model.documents import Mapping
from portfoliogen.model.school import RosterState
from portfoliogen.model.sources import SourceError, SourceFile
from portfoliogen.read.encoding import decode
from portfoliogen.text import fold
from portfoliogen.yaml_fields import YamlFault, duplicate_keys, parse

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

Row = dict[str, Located[str]]


class SchoolFiles(Struct, frozen=True):
    """What the school's own files say, unchecked.

    `settings` is None where there is no school.yml. `columns` are the roster's headings as written.
    `texts` are all files read, for showing the lines of diagnostics.
    """

    settings: Mapping | None
    roster: tuple[Row, ...]
    columns: tuple[Located[str], ...]
    tags: tuple[Row, ...]
    people: Mapping | None
    frameworks: tuple[tuple[str, str, str], ...]
    briefs: tuple[SourceFile, ...]
    texts: tuple[tuple[str, str], ...]
    roster_state: RosterState = RosterState.ABSENT


def read_school_files(root: Path) -> tuple[SchoolFiles, tuple[Diagnostic, ...]]:
    """Read whatever of the school's own files is there.

    Reports: PG801, PG809, PG101.
    """
    reader = _Reader(str(root))
    settings = reader.yaml(("school.yml", "school.yaml"))
    roster, columns = reader.table("roster.csv")
    state = RosterState.ABSENT
    if reader.is_there("roster.csv"):
        damaged = any(one.at.path == "roster.csv" for one in reader.found)
        state = RosterState.DAMAGED if damaged else RosterState.WHOLE
    tags, _ = reader.table("entries.csv")
    people = reader.yaml(("people.yml", "people.yaml"))
    frameworks = tuple(
        (one.stem, one.path, reader.text(one) or "") for one in reader.folder("frameworks", ("yml", "yaml"))
    )
    briefs = reader.folder("briefs", ("md", "markdown"))
    return SchoolFiles(
        settings, roster, columns, tags, people, frameworks, briefs, tuple(sorted(reader.texts.items())), state
    ), tuple(reader.found)


class _Reader:
    def __init__(self, root: str) -> None:
        self.root = root
        self.found: list[Diagnostic] = []
        self.texts: dict[str, str] = {}

    def source(self, path: str) -> SourceFile | None:
        try:
            status = os.stat(os.path.join(self.root, *path.split("/")), follow_symlinks=False)
        except OSError:
            return None
        return SourceFile(self.root, path, path, status.st_size, status.st_mtime_ns)

    def is_there(self, path: str) -> bool:
        """Whether anything has this name, be it a file, a folder or a link that leads nowhere."""
        return os.path.lexists(os.path.join(self.root, path))

    def folder(self, name: str, endings: tuple[str, ...]) -> tuple[SourceFile, ...]:
        try:
            listed = sorted(os.listdir(os.path.join(self.root, name)))
        except OSError:
            return ()
        sources = (self.source(f"{name}/{one}") for one in listed if not one.startswith((".", "~", "_")))
        return tuple(one for one in sources if one is not None and one.ending in endings)

    def text(self, source: SourceFile) -> str | None:
        try:
            decoded = decode(source.read())
        except SourceError as error:
            self.found.append(
                file_rules.FILE_UNREADABLE.at(Position(source.shown), name=source.shown, reason=error.reason)
            )
            return None
        if decoded is None:
            self.found.append(file_rules.NOT_TEXT.at(Position(source.shown), name=source.shown))
            return None
        self.texts[source.path] = decoded[0]
        return decoded[0]

    def text_at(self, path: str) -> str:
        """The text of a file below the school's folder; empty where there is none that can be read."""
        source = self.source(path)
        return (self.text(source) if source else None) or ""

    def yaml(self, paths: tuple[str, ...]) -> Mapping | None:
        source = next(filter(None, map(self.source, paths)), None)
        text = self.text(source) if source else None
        if source is None or text is None:
            return None
        try:
            tree = parse(text, source.path)
        except YamlFault as fault:
            self.found.append(
                rules.SETTINGS_UNREADABLE.at(
                    Position(source.path, fault.line, fault.column), name=source.path, reason=fault.reason
                )
            )
            return Mapping((), Position(source.path, 1, 1))
        if tree is None:
            return Mapping((), Position(source.path, 1, 1))
        if not isinstance(tree, Mapping):
            self.found.append(
                rules.SETTINGS_UNREADABLE.at(
                    Position(source.path, 1, 1), name=source.path, reason="it holds no fields such as “name: My school”"
                )
            )
            return Mapping((), Position(source.path, 1, 1))
        self.found += duplicate_keys(tree)
        return tree

    def table(self, name: str) -> tuple[tuple[Row, ...], tuple[Located[str], ...]]:
        """Rows of a CSV file by folded heading, comma, semicolon or tab between the cells."""
        source = self.source(name)
        text = self.text(source) if source else None
        if not text:
            return (), ()
        heading = text.partition("\n")[0]
        mark = max(",;\t", key=heading.count)
        reader = csv.reader(io.StringIO(text, newline=""), delimiter=mark)
        lines = [*text.splitlines(), ""]
        rows: list[Row] = []
        columns: list[Located[str]] = []
        line = 1
        try:
            for cells in reader:
                placed = [(cell, Position(name, line, column)) for cell, column in _columns_of(cells, lines[line - 1])]
                if not columns:
                    columns = [Located(cell.strip(), at) for cell, at in placed]
                elif any(cell.strip() for cell in cells):
                    if len(cells) > len(columns) and any(cell.strip() for cell in cells[len(columns) :]):
                        self.found.append(
                            rules.CSV_SHAPE.at(
                                Position(name, line, 1),
                                reason="it has more cells than there are columns",
                                help="Put quotes around a cell that holds a comma.",
                            )
                        )
                    rows.append(
                        {
                            fold(column.value): Located(cell.strip(), at)
                            for column, (cell, at) in zip(columns, placed, strict=False)
                        }
                    )
                line = reader.line_num + 1
        except csv.Error as error:
            self.found.append(
                rules.CSV_SHAPE.at(
                    Position(name, line, 1),
                    reason=str(error),
                    help="Open the table, save it as CSV (UTF-8) and try again.",
                )
            )
        return tuple(rows), tuple(columns)


def with_lines(diagnostics: Iterable[Diagnostic], root: Path) -> tuple[Diagnostic, ...]:
    """Put the source line into those that lack it, as far as the school's own files have it."""
    lines: dict[str, list[str]] = {}
    made = []
    for one in diagnostics:
        if one.at.line and not one.excerpt and one.at.path not in lines:
            lines[one.at.path] = _Reader(str(root)).text_at(one.at.path).splitlines()
        made.append(with_excerpt(one, lines))
    return tuple(made)


def _columns_of(cells: Iterable[str], line: str) -> Iterator[tuple[str, int]]:
    """Each cell with the column, from 1, in which it begins; 1 where the line does not hold it as it stands."""
    start = 0
    for cell in cells:
        found = line.find(cell.strip(), start)
        yield cell, found + 1 if found >= 0 else 1
        start = found + len(cell.strip()) if found >= 0 else start
