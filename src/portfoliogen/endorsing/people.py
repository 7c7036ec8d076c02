"""Somebody added to the school's register."""

from __future__ import annotations

from typing import TYPE_CHECKING

from portfoliogen.check.people import check_people
from portfoliogen.endorsing.entries import with_adults
from portfoliogen.endorsing.files import only_writer, read_if_there, write_whole
from portfoliogen.model.documents import Mapping
from portfoliogen.read.encoding import decode
from portfoliogen.reports import SchoolError
from portfoliogen.text import fold, one_line
from portfoliogen.yaml_fields import YamlFault, parse
from portfoliogen.yaml_writing import scalar

if TYPE_CHECKING:
    from portfoliogen.endorsing.entries import OpenEntries
    from portfoliogen.model.school import Adult

_HEADER = """\
# Adults and providers who may vouch for entries. What stands under “contact” is never published.
# “named: yes” says that they agreed to be named outside the school.
"""
_NAMES = ("people.yml", "people.yaml")


def add_adult(opened: OpenEntries, name: str, role: str, organisation: str) -> tuple[OpenEntries, Adult]:
    """Add a line for somebody to people.yml; what stands there stays as it is.

    Raises:
        SchoolError: The file is written in a way that nothing can be added to, or the disk refuses.
    """
    name, role, organisation = one_line(name), one_line(role), one_line(organisation)
    if not name:
        raise SchoolError("A name is missing.", "Write --by “Mrs Lane”, for example.")
    pairs = [("role", role), ("organisation", organisation)]
    fields = ", ".join(f"{key}: {_in_braces(value)}" for key, value in pairs if value)
    line = f"{_in_braces(name)}: {{{fields}}}\n"
    with only_writer(opened.root):
        file = next((opened.root / one for one in _NAMES if (opened.root / one).is_file()), opened.root / _NAMES[0])
        before = read_if_there(file)
        if before is None:
            before = _HEADER.encode()
        after = before + (b"" if before.endswith(b"\n") or not before else b"\n") + line.encode()
        old, new = _adults(before), _adults(after)
        added = [one for one in new or () if fold(one.name) == fold(name)]
        if old is None or new is None or len(new) != len(old) + 1 or len(added) != 1:
            raise SchoolError(
                f"Nothing can be added to “{file.name}” as it is written.",
                f"Add this line to it by hand: {line.strip()}",
            )
        write_whole(file, after)
    return with_adults(opened, new), added[0]


def _in_braces(text: str) -> str:
    made = scalar(text)
    return f'"{made}"' if not made.startswith('"') and not made.replace(" ", "").isalnum() else made


def _adults(data: bytes) -> tuple[Adult, ...] | None:
    decoded = decode(data)
    try:
        tree = parse(decoded[0], "people.yml") if decoded else None
    except YamlFault:
        return None
    if tree is not None and not isinstance(tree, Mapping):
        return None
    return check_people(tree, [])
