"""A body to prose: each reference replaced by what it leads to for this audience."""

from __future__ import annotations

from dataclasses import dataclass, replace
from html import escape
from typing import TYPE_CHECKING

from portfoliogen.model.documents import Reference, Role
from portfoliogen.moments import moment_in
from portfoliogen.text import one_line
from portfoliogen.views import Anchor, MediaUse, Prose

if TYPE_CHECKING:
    from collections.abc import Mapping

    from portfoliogen.model.documents import Body

OUTSIDE = ("http://", "https://", "mailto:", "tel:")


@dataclass(frozen=True, slots=True)
class Targets:
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
