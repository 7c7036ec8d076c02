"""A body to prose: each reference replaced by what it leads to for this audience."""

from __future__ import annotations

from html import escape, unescape
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from portfoliogen.model.documents import Reference, Role
from portfoliogen.moments import moment_in
from portfoliogen.patterns import pattern
from portfoliogen.text import one_line
from portfoliogen.views.parts import Anchor, MediaUse, Prose

if TYPE_CHECKING:
    from collections.abc import Mapping

    from portfoliogen.model.documents import Body

_TAG = pattern(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)((?:[^<>\"]|\"[^\"]*\")*)>")
_VOID = frozenset({"br", "hr", "img", "wbr", "input"})
OUTSIDE = ("http://", "https://", "mailto:", "tel:")


class Targets(Struct, frozen=True):
    """Where the targets of one text lead: target → media in use, target → path of a page."""

    media: Mapping[str, MediaUse]
    pages: Mapping[str, str]
    titles: Mapping[str, str]


def prose(body: Body, targets: Targets) -> Prose:
    """Put what an audience may see in the place of each reference."""
    pieces: list[str | MediaUse | Anchor] = []
    for piece in body.pieces:
        if isinstance(piece, Reference):
            pieces += _resolve(piece, targets)
        else:
            pieces.append(piece)
    return Prose(tuple(pieces))


def beginning(text: Prose, limit: int) -> tuple[Prose, Prose]:
    """Cut a text between two of its blocks, so that about `limit` words come first; the rest may be empty.

    A first block longer than that stays whole, and nothing is cut off for the sake of a few words.
    """
    depth = words = 0
    cut: tuple[int, int] | None = None
    for number, piece in enumerate(text.pieces):
        if isinstance(piece, Anchor):
            continue
        if isinstance(piece, MediaUse):
            if depth == 0 and words <= limit:
                cut = (number + 1, 0)
            continue
        last = 0
        for tag in _TAG.finditer(piece):
            words += len(unescape(piece[last : tag.start()]).split())
            last = tag.end()
            if tag[2].lower() not in _VOID:
                depth += -1 if tag[1] else 1
            if depth == 0 and (words <= limit or cut is None):
                cut = (number, last)
        words += len(unescape(piece[last:]).split())
    if cut is None or words <= limit + limit // 4:
        return text, Prose()
    return _halves(text, *cut)


def _halves(text: Prose, number: int, at: int) -> tuple[Prose, Prose]:
    """The pieces before and after a place: in the piece of that number, after so many characters."""
    piece = text.pieces[number] if number < len(text.pieces) else ""
    first, rest = (piece[:at], piece[at:]) if isinstance(piece, str) else ("", piece)
    after = tuple(one for one in (rest, *text.pieces[number + 1 :]) if not isinstance(one, str) or one.strip())
    return Prose((*text.pieces[:number], *((first,) if first else ()))), Prose(after)


def _resolve(reference: Reference, targets: Targets) -> list[str | MediaUse | Anchor]:
    if reference.role is Role.LINK_END:
        return [Anchor(end=True)]
    if reference.role is Role.LINK:
        return [_anchor(reference.target, targets)]
    use = targets.media.get(reference.target)
    if use is not None:
        return [_placed(use, reference)]
    return _instead(reference, targets)


def _anchor(target: str, targets: Targets) -> Anchor:
    if target in targets.pages:
        return Anchor(path=targets.pages[target])
    if target in targets.media:
        use = targets.media[target]
        moment = moment_in(target, use.kind)
        return Anchor(media=use.key, moment=moment.fragment if moment else "")
    if target.lower().startswith(OUTSIDE):
        return Anchor(href=target)
    return Anchor(href=f"https:{target}") if target.startswith("//") else Anchor()


def _placed(use: MediaUse, reference: Reference) -> MediaUse:
    return replace(use, width_px=reference.width_px, inline=reference.role is Role.INLINE)


def _instead(reference: Reference, targets: Targets) -> list[str | MediaUse | Anchor]:
    """What stands where a picture cannot: a link to its page or place, or its description, quietly."""
    words = one_line(reference.alt or reference.caption)
    target = reference.target
    if target in targets.pages:
        return [
            Anchor(path=targets.pages[target]),
            _text(targets.titles.get(target, "") or words or target),
            Anchor(end=True),
        ]
    if target.lower().startswith((*OUTSIDE, "//")):
        return [_anchor(target, targets), _text(words or _host(target)), Anchor(end=True)]
    return [Anchor(), _text(words or "…"), Anchor(end=True)]


def _host(target: str) -> str:
    return target.partition("//")[2].partition("/")[0] or target


def _text(words: str) -> str:
    return escape(words)
