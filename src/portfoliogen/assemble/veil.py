"""The name rule: what is never told of a learner in public, taken out of every text that is.

A full name becomes the name that consent allows, however it is spelt (accents, joining signs, the last name
first, part of it in bold). Numbers and addresses of the learner are left out.
"""

from __future__ import annotations

import re
import unicodedata
from enum import Enum
from html import escape, unescape
from typing import TYPE_CHECKING, Any, TypeVar, cast
from urllib.parse import unquote

from msgspec import Struct
from msgspec.structs import replace

from portfoliogen.diagnostics import Position
from portfoliogen.model.documents import Body, Reference, Role
from portfoliogen.model.learner import Stage
from portfoliogen.patterns import pattern

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from portfoliogen.model.documents import Piece

T = TypeVar("T")

LEFT_OUT = "…"
_MIN_NUMBER = 4
_TAG = pattern(r"(<[^>]*>)")
_VALUE = pattern(r'="([^"]*)"')
_BETWEEN = r"[\W_]{0,3}"
_CJK_NAME = r"[\u3400-\u9fff\uac00-\ud7af]{2,4}"
# Names of other things by which later stages look something up: never shown, so never changed.
_LOOKED_UP = frozenset(
    {
        "key",
        "kind",
        "strands",
        "elements",
        "skill",
        "modes",
        "course",
        "where",
        "cover",
        "files",
        "links",
        "follows",
        "revisits",
        "entries",
        "highlights",
        "source",
        "facts",
        "folder",
        "status",
        "element",
    }
)


class Veil(Struct, frozen=True):
    """What is taken out of texts, as patterns over folded text, each with what stands there instead."""

    name: re.Pattern[str] | None
    shown: str
    numbers: re.Pattern[str] | None

    def spots(self, text: str) -> list[tuple[int, int, str]]:
        """Where something is hidden in a text: start, end, and what stands there instead."""
        found: list[tuple[int, int, str]] = []
        folded, places = _folded(text)
        for expression, instead in ((self.numbers, LEFT_OUT), (self.name, self.shown)):
            if expression is not None:
                found += [
                    (places[one.start()], _end(text, places[one.end() - 1]), instead)
                    for one in expression.finditer(folded)
                ]
        found.sort()
        return [one for index, one in enumerate(found) if not index or one[0] >= found[index - 1][1]]

    def text(self, text: str) -> str:
        """A plain text with what is hidden taken out."""
        spots = self.spots(text) if text else []
        for start, end, instead in reversed(spots):
            text = text[:start] + instead + text[end:]
        return text

    def body(self, body: Body) -> Body:
        """A body with what is hidden taken out of its text, its attributes and its references."""
        pieces = tuple(self._pieces(body.pieces))
        if pieces == tuple(_joined(body.pieces)):
            return body
        # The rest of a body has served its purpose in `check`.
        return Body(pieces, words=body.words)

    def _pieces(self, pieces: Iterable[Piece]) -> Iterator[Piece]:
        skip_end = 0
        segments: list[Piece] = []
        for piece in pieces:
            if isinstance(piece, str):
                segments += [one for one in _TAG.split(piece) if one]
            elif piece.role is Role.LINK and self.spots(unquote(piece.target)):
                skip_end += 1
            elif piece.role is Role.LINK_END and skip_end:
                skip_end -= 1
            elif piece.role in {Role.LINK, Role.LINK_END}:
                segments.append(piece)
            else:
                segments.append(replace(piece, alt=self.text(piece.alt), caption=self.text(piece.caption)))
        yield from _joined(self._across(segments))

    def _across(self, segments: list[Piece]) -> list[Piece]:
        """Look at the text of all segments as one, since a name may be half in bold."""
        plain = [unescape(one) if isinstance(one, str) and not one.startswith("<") else "" for one in segments]
        spots = self.spots("".join(plain))
        made: list[Piece] = []
        begin = 0
        for segment, text in zip(segments, plain, strict=True):
            end = begin + len(text)
            if isinstance(segment, str) and segment.startswith("<"):
                made.append(_VALUE.sub(self._value, segment))
            elif text and any(start < end and stop > begin for start, stop, _ in spots):
                made.append(escape(_cut(text, begin, spots), quote=False))
            else:
                made.append(segment)
            begin = end
        return made

    def _value(self, match: re.Match[str]) -> str:
        value = unescape(match[1])
        return f'="{escape(self.text(value))}"' if self.spots(value) else match[0]


def veil_for(name: str, shown: str, kept_out: Iterable[str]) -> Veil | None:
    """The veil for a learner, or None where nothing of theirs is to be hidden."""
    numbers = sorted({one for one in map(_number_pattern, kept_out) if one}, key=lambda one: (-len(one), one))
    names = sorted(_spellings(name), key=lambda one: (-len(one), one)) if shown != name else []
    if not numbers and not names:
        return None
    return Veil(
        re.compile(rf"(?<![^\W\d_])(?:{'|'.join(names)})(?![^\W\d_])") if names else None,
        shown,
        re.compile(rf"(?<![^\W_])(?:{'|'.join(numbers)})(?![^\W_])") if numbers else None,
    )


def shown_name(name: str, shown_as: str) -> str:
    """A name as consent allows it: full, first, or initials. “Okafor, Amara” is the last name first."""
    if shown_as == "full":
        return name
    plain = re.sub(r"\([^)]*\)", " ", name).strip() or name.strip("() ")
    last, comma, rest = plain.partition(",")
    words = (f"{rest} {last}" if comma and rest.strip() else plain.replace(",", " ")).split()
    if not words:
        return ""
    if shown_as != "first":
        return " ".join(f"{word[0].upper()}." for word in words)
    # A name written without a space begins with the family's.
    alone = len(words) == 1 and not words[0].isascii()
    return words[0][1:] if alone and re.fullmatch(_CJK_NAME, words[0]) else words[0]


def veiled(value: T, veil: Veil) -> T:
    """A value with every text in it under the veil, but for those that only serve to look something up."""
    changed: Any = value
    if isinstance(value, Position):
        return value
    if isinstance(value, Body):
        changed = veil.body(value)
    elif isinstance(value, str) and not isinstance(value, Enum):
        changed = veil.text(value)
    elif isinstance(value, tuple):
        changed = tuple(veiled(one, veil) for one in value)
    elif isinstance(value, Struct):
        # The media of a stage are paths; those of an entry are told about.
        kept = _LOOKED_UP | {"media"} if isinstance(value, Stage) else _LOOKED_UP
        changed = replace(
            value, **{name: veiled(getattr(value, name), veil) for name in value.__struct_fields__ if name not in kept}
        )
    return cast("T", changed)


def _joined(pieces: Iterable[Piece]) -> Iterator[Piece]:
    """Strings that follow one another as one, so that a text without anything to hide comes out as it was."""
    held: list[str] = []
    for piece in pieces:
        if isinstance(piece, Reference):
            if held:
                yield "".join(held)
            held = []
            yield piece
        else:
            held.append(piece)
    if held:
        yield "".join(held)


def _cut(text: str, begin: int, spots: list[tuple[int, int, str]]) -> str:
    """A segment that begins at `begin`: what stands instead goes where a spot begins, the rest of it is gone."""
    for start, stop, instead in reversed(spots):
        first, last = start - begin, stop - begin
        if first < len(text) and last > 0:
            text = text[: max(0, first)] + (instead if first >= 0 else "") + text[min(last, len(text)) :]
    return text


def _folded(text: str) -> tuple[str, range | list[int]]:
    """Text without case and accents, and for each of its signs the place in the original."""
    if text.isascii():
        return text.lower(), range(len(text))
    signs: list[str] = []
    places: list[int] = []
    for place, sign in enumerate(text):
        for one in unicodedata.normalize("NFKD", sign).casefold():
            if not unicodedata.combining(one) and unicodedata.category(one) != "Cf":
                signs.append(one)
                places.append(place)
    return "".join(signs), places


def _end(text: str, last: int) -> int:
    """The place behind a sign and the marks that combine with it."""
    last += 1
    while last < len(text) and unicodedata.combining(text[last]):
        last += 1
    return last


def _words(text: str) -> list[str]:
    return [re.escape(one) for one in re.findall(r"[^\W_]+", _folded(text)[0])]


def _spellings(name: str) -> set[str]:
    """A full name as people write it: whole, without the middle names, the last name first, in brackets beside it."""
    found: set[str] = set()
    outer = re.sub(r"\([^)]*\)", " ", name)
    for part in (outer, *re.findall(r"\(([^)]*)\)", name)):
        last, comma, rest = part.partition(",")
        parts = [_words(one) for one in (f"{rest} {last}" if comma and rest.strip() else part).split()]
        parts = [one for one in parts if one]
        if not parts:
            continue
        orders = [parts]
        if len(parts) > 1:
            orders += [[parts[0], parts[-1]], [parts[-1], parts[0]], [parts[-1], *parts[:-1]]]
        found |= {_BETWEEN.join(word for one in order for word in one) for order in orders}
    return found


def _number_pattern(number: str) -> str:
    signs = re.findall(r"[^\W_]", _folded(number)[0])
    return _BETWEEN.join(map(re.escape, signs)) if len(signs) >= _MIN_NUMBER else ""
