"""Write a PDF anew with only what its pages show.

The input is what PDFium has just written: one plain cross-reference table, no object streams, direct stream
lengths. So a small reader is enough; whatever it does not understand is refused, never guessed. From the pages
down only what can be reached is written, without metadata, scripts, actions, notes, links to elsewhere, other
files, previews, colour profiles, and without what stands in JPEG and JPEG 2000 pictures beside the picture.
Source: ISO 32000-1, 7.3 (objects), 7.5 (file structure), 8.9 (images).
"""

from __future__ import annotations

import zlib

from portfoliogen.render.media.pdf_reading import NotUnderstood, Ref, Thing, Value, read_objects
from portfoliogen.render.media.picture_streams import bare_jpeg, bare_jpeg2000

_MAX_INFLATED_BYTES = 200 << 20
_SMALL_BYTES = 200

# Catalogue and pages have lists of what may stay; these are for all that they lead to. Short names such as
# A or B are no part of it: they are also names of fonts and pictures.
_LEFT_OUT = frozenset(
    {
        b"Metadata",
        b"PieceInfo",
        b"AA",
        b"JS",
        b"JavaScript",
        b"LastModified",
        b"Thumb",
        b"Annots",
        b"StructParents",
        b"StructParent",
        b"AF",
        b"EmbeddedFiles",
        b"EF",
        b"OPI",
        b"Alternates",
        b"Properties",
        b"Measure",
        b"PtData",
    }
)
_PAGE_KEYS = frozenset(
    {b"Type", b"Parent", b"Resources", b"MediaBox", b"CropBox", b"Rotate", b"Contents", b"Group", b"UserUnit"}
)
_DEVICE_SPACES = {1: b"/DeviceGray", 3: b"/DeviceRGB", 4: b"/DeviceCMYK"}


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
            return {
                key: self._cleaned(one)
                for key, one in value.items()
                if (key in _PAGE_KEYS if page else key not in _LEFT_OUT)
            }
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
