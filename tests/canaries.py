"""Things that must never be seen, and every way to look for them in what was made.

A canary is a word, a colour or a place on Earth that stands in exactly one private place of a school.
"""

from __future__ import annotations

import base64
import binascii
import html
import io
import re
import struct
import zipfile
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from urllib.parse import unquote_to_bytes

from PIL import Image, ImageSequence, UnidentifiedImageError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from random import Random

Colour = tuple[int, int, int]
_BASE64 = re.compile(rb"[A-Za-z0-9+/_-]{16,}={0,2}")
_NEAR = 26


@dataclass
class Canaries:
    """A source of words, colours and places, none of which it gives twice, and where each of them was put."""

    random: Random
    words: dict[str, str] = field(default_factory=dict)
    colours: dict[Colour, str] = field(default_factory=dict)
    places: dict[tuple[int, int], str] = field(default_factory=dict)

    def word(self, where: str) -> str:
        """A new word, in letters that no address or reader of numbers changes."""
        word = "zq" + "".join(self.random.choice("bcdfghjkmnpqrstvwxz") for _ in range(9))
        assert word not in self.words
        self.words[word] = where
        return word

    def number(self, where: str, digits: int) -> str:
        """A new number of so many digits."""
        number = "".join(self.random.choice("123456789") for _ in range(digits))
        self.words[number] = where
        return number

    def picture(self, where: str) -> bytes:
        """A photo in a colour of its own, taken in a place of its own, with a word in what it says of itself."""
        free = [
            (red, green, blue)
            for red in range(16, 256, 60)
            for green in range(16, 256, 60)
            for blue in range(16, 256, 60)
            if (red, green, blue) not in self.colours
        ]
        colour = self.random.choice(free)
        self.colours[colour] = where
        minutes = (self.random.randrange(10**8, 2 * 10**8), self.random.randrange(10**6, 2 * 10**6))
        self.places[minutes] = where
        exif = Image.Exif()
        exif[0x010E] = exif[0x013B] = self.word(f"what {where} says of itself")
        exif[0x8825] = {1: "N", 2: (51.0, _Ratio(*minutes), 0.0), 3: "W", 4: (0.0, _Ratio(*minutes), 0.0)}
        out = io.BytesIO()
        Image.new("RGB", (64, 48), colour).save(out, "JPEG", exif=exif, quality=95)
        return out.getvalue()

    def all_words(self) -> set[str]:
        """Every word so far."""
        return set(self.words)


def _Ratio(numerator: int, denominator: int) -> object:
    from PIL.TiffImagePlugin import IFDRational  # noqa: PLC0415 - one use

    return IFDRational(numerator, denominator)


@dataclass(frozen=True)
class Seen:
    """All that can be found in some files: their text in every decoding, and the colours of their pictures."""

    text: bytes
    colours: frozenset[Colour]

    def words(self, words: set[str]) -> set[str]:
        """Those of the words that are there."""
        return {word for word in words if word.lower().encode() in self.text}

    def shows(self, colour: Colour) -> bool:
        """Whether a picture has this colour, or one that a lossy format may have made of it."""
        return any(
            sum(abs(one - other) for one, other in zip(colour, shown, strict=True)) < _NEAR for shown in self.colours
        )

    def holds_place(self, place: tuple[int, int]) -> bool:
        """Whether a place stands there as cameras write it."""
        return any(struct.pack(f"{order}II", *place) in self.text for order in "<>")


def look(files: Mapping[str, bytes]) -> Seen:
    """Look at files in every way that anybody could."""
    texts: list[bytes] = []
    colours: set[Colour] = set()
    for path, data in files.items():
        texts.append(path.encode())
        for form in _forms(data, 0):
            texts += [form, form.lower()]
            colours |= set(_colours(form))
    return Seen(b"\n".join([*texts, *(unquote_to_bytes(path).lower() for path in files)]), frozenset(colours))


def _forms(data: bytes, depth: int) -> Iterator[bytes]:
    """A file as it is, and what is packed or written in it in another way."""
    yield data
    if depth > 3:
        return
    if zipfile.is_zipfile(io.BytesIO(data)):
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            for name in packed.namelist():
                yield name.encode()
                yield from _forms(packed.read(name), depth + 1)
    try:
        text = data.decode()
    except UnicodeDecodeError:
        return
    plain = html.unescape(text).encode()
    if plain != data:
        yield plain
    if b"%" in plain:
        yield unquote_to_bytes(plain)
    for match in _BASE64.finditer(plain):
        try:
            inner = base64.b64decode(match[0].rstrip(b"=") + b"==", altchars=b"-_" if b"-" in match[0] else None)
        except (binascii.Error, ValueError):
            continue
        yield from _forms(inner, depth + 1)


def _colours(data: bytes) -> Iterator[Colour]:
    """The colours of a picture's middle and corners, in each of its frames."""
    try:
        with Image.open(io.BytesIO(data)) as picture:
            for frame in ImageSequence.Iterator(picture):
                plain = frame.convert("RGB")
                width, height = plain.size
                for place in ((0, 0), (width // 2, height // 2), (width - 1, height - 1)):
                    colour = plain.getpixel(place)
                    assert isinstance(colour, tuple)
                    yield colour  # type: ignore[misc]
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError):
        return
