"""The folder `endorsements` of a school: one YAML file for each entry, as trees with their places."""

from __future__ import annotations

import os
import stat
from typing import TYPE_CHECKING

from portfoliogen.diagnostics import Diagnostic, Position
from portfoliogen.diagnostics.rules import endorsements as rules
from portfoliogen.model.documents import Mapping
from portfoliogen.model.sources import SourceError, SourceFile
from portfoliogen.read.encoding import decode
from portfoliogen.showing import typed
from portfoliogen.yaml_fields import YamlFault, duplicate_keys, parse

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from portfoliogen.model.documents import Tree

FOLDER = "endorsements"
ASKED = f"{FOLDER}/asked"
"""Where it is noted whom a form was sent to."""

MAX_FILE_BYTES = 512 * 1024
_MAX_DEPTH = 3
_RUN_ACCEPT = "If somebody sent it back to you, run: portfoliogen endorse --accept {name}"
_MOVE = "Move it out of the folder “endorsements”."
_NOISE = frozenset({"thumbs.db", "desktop.ini"})


def read_endorsement_files(root: Path) -> tuple[tuple[tuple[Mapping, str], ...], tuple[Diagnostic, ...]]:
    """Read what adults vouched for.

    Returns:
        A tree and the text of each file, by path.

    Reports: PG701, PG714 and PG203 for a key that stands twice.
    """
    made: list[tuple[Mapping, str]] = []
    found: list[Diagnostic] = []
    for source in _sources(str(root), FOLDER, found):
        text = _text(source, found)
        tree = _tree(text, source.path, found) if text is not None else None
        if tree is not None and text is not None:
            made.append((tree, text))
    return tuple(made), tuple(found)


def _sources(root: str, folder: str, found: list[Diagnostic], depth: int = 0) -> Iterator[SourceFile]:
    try:
        with os.scandir(os.path.join(root, *folder.split("/"))) as listing:
            entries = sorted(listing, key=lambda one: one.name)
    except FileNotFoundError:
        return
    except OSError as error:
        found.append(_stray(folder, (error.strerror or "it cannot be opened").lower(), _MOVE))
        return
    for entry in entries:
        path = f"{folder}/{entry.name}"
        if entry.name.startswith((".", "~")) or entry.name.lower() in _NOISE or path == ASKED:
            continue
        if any("\udc80" <= sign <= "\udcff" for sign in entry.name):
            found.append(_stray(path.encode("utf-8", "backslashreplace").decode(), "its name cannot be read", _MOVE))
        elif entry.is_symlink():
            found.append(_stray(path, "it is a link to somewhere else", _MOVE))
        elif entry.is_dir(follow_symlinks=False):
            if depth < _MAX_DEPTH:
                yield from _sources(root, path, found, depth + 1)
            else:
                found.append(_stray(path, "it lies too deep", _MOVE))
        else:
            source = _source(root, path, entry, found)
            if source is not None:
                yield source


def _source(root: str, path: str, entry: os.DirEntry[str], found: list[Diagnostic]) -> SourceFile | None:
    try:
        status = entry.stat(follow_symlinks=False)
    except OSError:
        return None  # gone between the listing and now
    source = SourceFile(root, path, path, status.st_size, status.st_mtime_ns)
    if not stat.S_ISREG(status.st_mode):
        found.append(_stray(path, "it is not an ordinary file", _MOVE))
    elif source.ending in {"json", "txt"}:
        found.append(_stray(path, "it is not YAML", _RUN_ACCEPT.format(name=typed(path))))
    elif source.ending not in {"yml", "yaml"}:
        found.append(_stray(path, "its name does not end in .yml", _MOVE))
    else:
        return source
    return None


def _stray(name: str, reason: str, advice: str) -> Diagnostic:
    return rules.STRAY_FILE.at(Position(name), name=name, reason=reason, help=advice)


def _text(source: SourceFile, found: list[Diagnostic]) -> str | None:
    try:
        decoded = decode(source.read(MAX_FILE_BYTES))
    except SourceError as error:
        found.append(_unreadable(source.path, error.reason))
        return None
    if decoded is None:
        found.append(_unreadable(source.path, "it is not text"))
        return None
    return decoded[0]


def _unreadable(path: str, reason: str, line: int = 0, column: int = 0) -> Diagnostic:
    return rules.ENDORSEMENTS_UNREADABLE.at(Position(path, line, column), name=path, reason=reason)


def _tree(text: str, path: str, found: list[Diagnostic]) -> Mapping | None:
    try:
        tree = parse(text, path)
    except YamlFault as fault:
        found.append(_unreadable(path, fault.reason, fault.line, fault.column))
        return None
    if not isinstance(tree, Mapping):
        found.append(_unreadable(path, "it holds no fields such as “learner:” and “statements:”", 1, 1))
        return None
    found += repeated_keys(tree)
    return tree


def repeated_keys(tree: Tree) -> list[Diagnostic]:
    """Keys that stand twice, here or in a statement."""
    if isinstance(tree, Mapping):
        return [*duplicate_keys(tree), *(one for _, value in tree.pairs for one in repeated_keys(value))]
    items = getattr(tree, "items", ())
    return [one for item in items for one in repeated_keys(item)]
