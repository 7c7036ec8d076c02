"""Copy an XML part piece by piece, leaving out elements, attributes, comments and instructions.

The names are taken as written, prefix and all, and every declaration stays: Word refuses files in which a
prefix that it expects is not declared, which is what tree libraries make of them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.parsers import expat
from xml.sax.saxutils import escape, quoteattr

from msgspec import Struct, field

if TYPE_CHECKING:
    from collections.abc import Callable

MAX_DEPTH = 300


class XmlRefused(Exception):  # noqa: N818 - an answer about a file, not a fault
    """The part is not plain XML: broken, too deep, or with definitions of its own."""


class Rules(Struct, frozen=True):
    """What is left out of a part.

    elements: local names (without prefix) whose whole element goes, or full names (`w:del`) where only one is meant.
    unwrapped: full names of elements of which only the content stays.
    attributes: local or full names of attributes that go wherever they stand.
    dropped: from an element's full name and attributes, whether it goes; for what a name does not decide.
    changed: from full name and attributes, the attributes to write.
    """

    elements: frozenset[str] = frozenset()
    attributes: frozenset[str] = frozenset()
    unwrapped: frozenset[str] = frozenset()
    dropped: Callable[[str, dict[str, str]], bool] = lambda _name, _attributes: False
    changed: Callable[[str, dict[str, str]], dict[str, str]] = lambda _name, attributes: attributes


class _Copy(Struct):
    rules: Rules
    out: list[str] = field(default_factory=lambda: ['<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'])
    depth: int = 0
    silent_from: int = 0
    open_tag: bool = False

    def start(self, name: str, attributes: dict[str, str]) -> None:
        self.depth += 1
        if self.depth > MAX_DEPTH:
            raise XmlRefused
        if self.silent_from:
            return
        self.close_tag()
        local = name.rpartition(":")[2]
        if name in self.rules.elements or local in self.rules.elements or self.rules.dropped(name, attributes):
            self.silent_from = self.depth
            return
        if name in self.rules.unwrapped:
            return
        kept = {
            key: value
            for key, value in self.rules.changed(name, attributes).items()
            if key not in self.rules.attributes and key.rpartition(":")[2] not in self.rules.attributes
        }
        self.out.append(f"<{name}" + "".join(f" {key}={quoteattr(value)}" for key, value in kept.items()))
        self.open_tag = True

    def end(self, name: str) -> None:
        if self.silent_from:
            if self.silent_from == self.depth:
                self.silent_from = 0
        elif name in self.rules.unwrapped:
            self.close_tag()
        elif self.open_tag:
            self.out.append("/>")
            self.open_tag = False
        else:
            self.out.append(f"</{name}>")
        self.depth -= 1

    def text(self, text: str) -> None:
        if not self.silent_from:
            self.close_tag()
            self.out.append(escape(text, {"\r": "&#13;"}))

    def close_tag(self) -> None:
        if self.open_tag:
            self.out.append(">")
            self.open_tag = False


def copy_xml(content: bytes, rules: Rules) -> bytes:
    """The same part without what the rules leave out.

    Raises:
        XmlRefused: it is broken, nested too deeply, or has a document type.
    """
    copy = _Copy(rules)
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler = copy.start
    parser.EndElementHandler = copy.end
    parser.CharacterDataHandler = copy.text
    parser.StartDoctypeDeclHandler = _refuse
    try:
        parser.Parse(content, True)
    except expat.ExpatError as error:
        raise XmlRefused from error
    return "".join(copy.out).encode("utf-8")


def _refuse(*_: object) -> None:
    raise XmlRefused
