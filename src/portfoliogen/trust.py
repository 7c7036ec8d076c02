"""A trust: many schools in one list, `trust.yml`.

    schools: [oakfield, "north/*", //server/share/fernhill]

Each is built as though it were alone; nothing of one school goes into another.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from portfoliogen.model.documents import Mapping, Scalar, Sequence
from portfoliogen.read.encoding import decode
from portfoliogen.reports import SchoolError
from portfoliogen.text import nearest
from portfoliogen.yaml_fields import YamlFault, parse

if TYPE_CHECKING:
    from portfoliogen.model.documents import Tree

TRUST_FILE = "trust.yml"
_FIELDS = ("schools", "name")
_SIGNS_OF_A_SCHOOL = ("school.yml", "school.yaml", "roster.csv", "learners")
_EXAMPLE = "Write: schools: [oakfield, fernhill]"
_PATTERN = frozenset("*?[")


def trust_file(place: Path) -> Path | None:
    """The list of schools that a path means, by itself or as the folder it lies in; None for a school."""
    if place.suffix.casefold() in {".yml", ".yaml"} and place.is_file():
        return place
    inside = place / TRUST_FILE
    return inside if inside.is_file() else None


def schools_of(file: Path) -> tuple[Path, ...]:
    """The folders of a trust's schools, each once, in the order written; those of one pattern by name.

    A pattern takes the folders that look like schools. What is named outright is taken as it is, so that a
    folder which is gone is told when its turn comes, and costs no other school.

    Raises:
        SchoolError: The list cannot be read, or names nobody.
    """
    found: dict[Path, Path] = {}
    for item in _listed(file):
        for folder in _folders(file, item):
            found.setdefault(folder.resolve(), folder)
    if not found:
        raise SchoolError(f"“{file}” names no school.", _EXAMPLE)
    return tuple(found.values())


def _folders(file: Path, item: Scalar) -> list[Path]:
    base = file.parent
    if not _PATTERN & set(item.text):
        return [base / item.text]
    pattern = Path(item.text)
    try:
        start, below = (
            (Path(pattern.anchor), pattern.relative_to(pattern.anchor)) if pattern.anchor else (base, pattern)
        )
        hits = sorted(one for one in start.glob(str(below)) if _looks_like_a_school(one))
    except (ValueError, NotImplementedError) as error:
        raise _wrong(file, item, f"“{item.text}” is no pattern ({error}).") from error
    if not hits:
        raise _wrong(file, item, f"No school's folder is like “{item.text}”.")
    return hits


def _looks_like_a_school(place: Path) -> bool:
    return not place.name.startswith((".", "_")) and any((place / sign).exists() for sign in _SIGNS_OF_A_SCHOOL)


def _listed(file: Path) -> list[Scalar]:
    tree = _tree(file)
    if not isinstance(tree, Mapping):
        raise SchoolError(f"“{file}” holds no list of schools.", _EXAMPLE)
    for key, _ in tree.pairs:
        if key.text.casefold() not in _FIELDS:
            near = nearest(key.text, _FIELDS)
            hint = f"Did you mean “{near}”?" if near else _EXAMPLE
            raise _wrong(file, key, f"“{key.text}” is not a field of a trust.", hint)
    items: list[Scalar] = []
    for key, value in tree.pairs:
        if key.text.casefold() == "schools":
            for one in value.items if isinstance(value, Sequence) else (value,):
                if not isinstance(one, Scalar):
                    raise _wrong(file, one, "This is not a folder.")
                if one.text.strip():
                    items.append(one)
    return items


def _tree(file: Path) -> Tree | None:
    try:
        decoded = decode(file.read_bytes())
    except OSError as error:
        raise SchoolError(
            f"“{file}” cannot be read ({error.strerror}).", "Ask whoever looks after the disk."
        ) from error
    if decoded is None:
        raise SchoolError(f"“{file}” is not a text.", _EXAMPLE)
    try:
        return parse(decoded[0], file.name)
    except YamlFault as fault:
        message = f"“{file}” cannot be read: line {fault.line}, {fault.reason}."
        raise SchoolError(message, _EXAMPLE) from fault


def _wrong(file: Path, at: Tree, message: str, hint: str = _EXAMPLE) -> SchoolError:
    return SchoolError(f"{file}:{at.at.line}: {message}", hint)
