"""Read a PDF that PDFium has just written: one plain table, no object streams, direct stream lengths.

Whatever this small reader does not understand is refused, never guessed. Source: ISO 32000-1, 7.3 and 7.5.
"""

from __future__ import annotations

import re
from typing import TypeAlias

from msgspec import Struct

from portfoliogen.patterns import pattern

MAX_OBJECTS = 200_000
_MAX_DEPTH = 60

_TOKEN = pattern(rb"[^\s\0()<>\[\]{}/%]+")
_NAME = pattern(rb"/[^\s\0()<>\[\]{}/%]*")
_HEX = pattern(rb"<[0-9A-Fa-f\s]*>")
_REF = pattern(rb"(\d{1,10})\s+(\d{1,5})\s+R(?![^\s\0()<>\[\]{}/%])")
_GAP = pattern(rb"(?:[\s\0]+|%[^\r\n]*)*")
_OBJECT = pattern(rb"(\d+)\s+(\d+)\s+obj")


class NotUnderstood(Exception):  # noqa: N818 - an answer about a file, not a fault
    """The PDF holds something that this reader does not know, so it is not passed on."""


class Ref(Struct, frozen=True):
    """A reference to another object."""

    number: int


Value: TypeAlias = "bytes | Ref | list[Value] | dict[bytes, Value]"
"""A number, name, string or keyword as it is written; a reference; an array; a dictionary by bare names."""


class Thing(Struct):
    """An object of the file: its value, and the bytes of its stream where it has one."""

    value: Value
    stream: bytes | None = None


class _Reader:
    """Reads values from bytes, from a place on."""

    def __init__(self, data: bytes, at: int) -> None:
        self.data, self.at = data, at

    def skip(self) -> None:
        match = _GAP.match(self.data, self.at)
        self.at = match.end() if match else self.at

    def take(self, pattern: re.Pattern[bytes]) -> bytes | None:
        match = pattern.match(self.data, self.at)
        if match is None:
            return None
        self.at = match.end()
        return match.group()

    def value(self, depth: int = 0) -> Value:
        if depth > _MAX_DEPTH:
            raise NotUnderstood("depth")
        self.skip()
        start = self.data[self.at : self.at + 2]
        if start == b"<<":
            self.at += 2
            return self._dictionary(depth)
        if start[:1] == b"[":
            self.at += 1
            return self._array(depth)
        if start[:1] == b"(":
            return self._text()
        reference = _REF.match(self.data, self.at)
        if reference is not None:
            self.at = reference.end()
            return Ref(int(reference.group(1)))
        token = self.take(_HEX) or self.take(_NAME) or self.take(_TOKEN)
        if not token:
            raise NotUnderstood(f"byte {start!r}")
        return token

    def _dictionary(self, depth: int) -> dict[bytes, Value]:
        found: dict[bytes, Value] = {}
        while True:
            self.skip()
            if self.data.startswith(b">>", self.at):
                self.at += 2
                return found
            name = self.take(_NAME)
            if name is None:
                raise NotUnderstood("name")
            found[name[1:]] = self.value(depth + 1)

    def _array(self, depth: int) -> list[Value]:
        found: list[Value] = []
        while True:
            self.skip()
            if self.data.startswith(b"]", self.at):
                self.at += 1
                return found
            found.append(self.value(depth + 1))

    def _text(self) -> bytes:
        start, depth = self.at, 0
        while self.at < len(self.data):
            byte = self.data[self.at]
            self.at += 2 if byte == 0x5C else 1
            depth += (byte == 0x28) - (byte == 0x29)
            if not depth:
                return self.data[start : self.at]
        raise NotUnderstood("text without an end")


def read_objects(data: bytes) -> tuple[dict[int, Thing], Ref]:
    """All objects of a file as PDFium writes it, and its catalogue.

    Raises:
        NotUnderstood
    """
    objects: dict[int, Thing] = {}
    reader = _Reader(data, 0)
    while True:
        reader.skip()
        match = _OBJECT.match(data, reader.at)
        if match is None:
            break
        if len(objects) > MAX_OBJECTS:
            raise NotUnderstood("too many objects")
        reader.at = match.end()
        thing = Thing(reader.value())
        reader.skip()
        if data.startswith(b"stream", reader.at):
            thing.stream = _read_stream(reader, thing.value)
            reader.skip()
        if reader.take(re.compile(rb"endobj")) is None:
            raise NotUnderstood("endobj")
        objects[int(match.group(1))] = thing
    at = data.rfind(b"trailer")
    trailer = _Reader(data, at + 7).value() if at >= 0 else None
    root = trailer.get(b"Root") if isinstance(trailer, dict) else None
    if not isinstance(root, Ref):
        raise NotUnderstood("trailer")
    return objects, root


def _read_stream(reader: _Reader, value: Value) -> bytes:
    length = value.get(b"Length") if isinstance(value, dict) else None
    if not isinstance(length, bytes) or not length.isdigit():
        raise NotUnderstood("stream length")
    reader.at += 8 if reader.data.startswith(b"stream\r\n", reader.at) else 7
    stream = reader.data[reader.at : reader.at + int(length)]
    reader.at += int(length)
    reader.skip()
    if reader.take(re.compile(rb"endstream")) is None:
        raise NotUnderstood("endstream")
    return stream
