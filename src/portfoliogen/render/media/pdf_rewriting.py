"""Write a PDF anew with only what its pages show.

The input is what PDFium has just written: one plain cross-reference table, no object streams, direct stream
lengths. So a small reader is enough; whatever it does not understand is refused, never guessed. From the pages
down only what can be reached is written, without metadata, scripts, actions, notes, links to elsewhere, other
files, previews, colour profiles, and without what stands in JPEG and JPEG 2000 pictures beside the picture.
Source: ISO 32000-1, 7.3 (objects), 7.5 (file structure), 8.9 (images).
"""

from __future__ import annotations

import re
import zlib
from dataclasses import dataclass
from typing import TypeAlias

MAX_OBJECTS = 200_000
_MAX_DEPTH = 60
_MAX_INFLATED_BYTES = 200 << 20
_SMALL_BYTES = 200

# Catalogue and pages have lists of what may stay; these are for all that they lead to. Short names such as
# A or B are no part of it: they are also names of fonts and pictures.
_LEFT_OUT = frozenset({
    b"Metadata", b"PieceInfo", b"AA", b"JS", b"JavaScript", b"LastModified", b"Thumb", b"Annots", b"StructParents",
    b"StructParent", b"AF", b"EmbeddedFiles", b"EF", b"OPI", b"Alternates", b"Properties", b"Measure", b"PtData",
})
_PAGE_KEYS = frozenset({b"Type", b"Parent", b"Resources", b"MediaBox", b"CropBox", b"Rotate", b"Contents", b"Group",
                        b"UserUnit"})
_DEVICE_SPACES = {1: b"/DeviceGray", 3: b"/DeviceRGB", 4: b"/DeviceCMYK"}
_SPACE = b" \t\r\n\0\f"
_TOKEN = re.compile(rb"[^\s\0()<>\[\]{}/%]+")
_NAME = re.compile(rb"/[^\s\0()<>\[\]{}/%]*")
_HEX = re.compile(rb"<[0-9A-Fa-f\s]*>")
_REF = re.compile(rb"(\d{1,10})\s+(\d{1,5})\s+R(?![^\s\0()<>\[\]{}/%])")
_GAP = re.compile(rb"(?:[\s\0]+|%[^\r\n]*)*")
_OBJECT = re.compile(rb"(\d+)\s+(\d+)\s+obj")


class NotUnderstood(Exception):
    """The PDF holds something that this reader does not know, so it is not passed on."""


@dataclass(frozen=True, slots=True)
class Ref:
    """A reference to another object."""

    number: int


Value: TypeAlias = "bytes | Ref | list[Value] | dict[bytes, Value]"
"""A number, name, string or keyword as it is written; a reference; an array; a dictionary by bare names."""


@dataclass(slots=True)
class Thing:
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
        start = self.data[self.at:self.at + 2]
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
                return self.data[start:self.at]
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
    stream = reader.data[reader.at:reader.at + int(length)]
    reader.at += int(length)
    reader.skip()
    if reader.take(re.compile(rb"endstream")) is None:
        raise NotUnderstood("endstream")
    return stream


def rewrite(data: bytes) -> bytes:
    """The same pages as a new file with nothing else in it.

    Raises:
        NotUnderstood: it holds something that is not known to be harmless.
    """
    objects, root = read_objects(data)
    catalogue = objects[root.number].value if root.number in objects else None
    pages = catalogue.get(b"Pages") if isinstance(catalogue, dict) else None
    if not isinstance(pages, Ref):
        raise NotUnderstood("catalogue")
    writer = _Writer(objects)
    top = writer.number_of(pages.number)
    return writer.whole({b"Type": b"/Catalog", b"Pages": Ref(top)})


class _Writer:
    """Collects the objects that are reached, numbered anew in the order in which they are met."""

    def __init__(self, objects: dict[int, Thing]) -> None:
        self._objects = objects
        self._numbers: dict[int, int] = {}
        self._waiting: list[int] = []

    def number_of(self, old: int) -> int:
        if old not in self._numbers:
            self._numbers[old] = len(self._numbers) + 2
            self._waiting.append(old)
        return self._numbers[old]

    def whole(self, catalogue: dict[bytes, Value]) -> bytes:
        out = bytearray(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n")
        places = {1: len(out)}
        out += b"1 0 obj\n" + _written(catalogue) + b"\nendobj\n"
        while self._waiting:
            old = self._waiting.pop(0)
            thing = self._objects.get(old, Thing(b"null"))
            places[self._numbers[old]] = len(out)
            out += b"%d 0 obj\n" % self._numbers[old] + self._body(thing) + b"\nendobj\n"
        start = len(out)
        out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(places) + 1)
        out += b"".join(b"%010d 00000 n \n" % places[number] for number in sorted(places))
        out += b"trailer\n<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (len(places) + 1, start)
        return bytes(out)

    def _body(self, thing: Thing) -> bytes:
        if thing.stream is None:
            return _written(self._cleaned(thing.value))
        if not isinstance(thing.value, dict):
            raise NotUnderstood("stream without dictionary")
        kept, stream = _clean_stream(thing.value, thing.stream)
        fields = self._cleaned(kept)
        if not isinstance(fields, dict):
            raise NotUnderstood("stream without dictionary")
        fields[b"Length"] = b"%d" % len(stream)
        return _written(fields) + b"\nstream\n" + stream + b"\nendstream"

    def _cleaned(self, value: Value) -> Value:
        if isinstance(value, Ref):
            return Ref(self.number_of(value.number))
        if isinstance(value, list):
            space = self._device_space(value)
            return space if space is not None else [self._cleaned(one) for one in value]
        if isinstance(value, dict):
            page = value.get(b"Type") == b"/Page"
            if value.get(b"Type") in {b"/Action", b"/Filespec", b"/EmbeddedFile", b"/Metadata"}:
                return b"null"
            return {key: self._cleaned(one) for key, one in value.items()
                    if (key in _PAGE_KEYS if page else key not in _LEFT_OUT)}
        return value

    def _device_space(self, value: list[Value]) -> bytes | None:
        # A colour profile names devices and people: the plain space with as many colours takes its place.
        if len(value) != 2 or value[0] != b"/ICCBased":
            return None
        profile = value[1]
        holder = self._objects.get(profile.number) if isinstance(profile, Ref) else None
        count = holder.value.get(b"N") if holder and isinstance(holder.value, dict) else None
        space = _DEVICE_SPACES.get(int(count)) if isinstance(count, bytes) and count.isdigit() else None
        if space is None:
            raise NotUnderstood("colour profile")
        return space


def _written(value: Value) -> bytes:
    if isinstance(value, Ref):
        return b"%d 0 R" % value.number
    if isinstance(value, list):
        return b"[" + b" ".join(_written(one) for one in value) + b"]"
    if isinstance(value, dict):
        return b"<<" + b"".join(b"/" + key + b" " + _written(one) for key, one in value.items()) + b">>"
    return value


def _clean_stream(fields: dict[bytes, Value], stream: bytes) -> tuple[dict[bytes, Value], bytes]:
    # The stream without anything beside the picture in it, and its fields to match.
    from portfoliogen.render.media.picture_streams import bare_jpeg, bare_jpeg2000  # noqa: PLC0415 - only for PDFs

    if b"F" in fields or b"FFilter" in fields:
        raise NotUnderstood("stream in another file")
    filters = _filters(fields)
    kept = dict(fields)
    if len(filters) > 1 and filters[0] == b"/FlateDecode" and filters[1] in {b"/DCTDecode", b"/JPXDecode"}:
        stream, filters = _inflated(stream), filters[1:]
        kept[b"Filter"] = filters[0]
        kept.pop(b"DecodeParms", None)
    if b"/DCTDecode" in filters or b"/JPXDecode" in filters:
        if len(filters) != 1:
            raise NotUnderstood("picture in several wrappings")
        try:
            stream = bare_jpeg(stream) if filters == [b"/DCTDecode"] else bare_jpeg2000(stream)
        except ValueError as error:
            raise NotUnderstood("picture") from error
    elif b"/Crypt" in filters:
        raise NotUnderstood("encryption")
    elif not filters and len(stream) > _SMALL_BYTES:
        stream = zlib.compress(stream, 6)
        kept[b"Filter"] = b"/FlateDecode"
        kept.pop(b"DecodeParms", None)
    return kept, stream


def _filters(fields: dict[bytes, Value]) -> list[bytes]:
    given = fields.get(b"Filter", [])
    several = given if isinstance(given, list) else [given]
    filters = [one for one in several if isinstance(one, bytes)]
    if len(filters) != len(several):
        raise NotUnderstood("filters")
    return filters


def _inflated(stream: bytes) -> bytes:
    try:
        opener = zlib.decompressobj()
        data = opener.decompress(stream, _MAX_INFLATED_BYTES)
    except zlib.error as error:
        raise NotUnderstood("compression") from error
    if opener.unconsumed_tail:
        raise NotUnderstood("compression")
    return data
