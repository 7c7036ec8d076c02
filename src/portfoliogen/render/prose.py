"""A learner's text put together again: safe HTML, with media and links in their places."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from markupsafe import Markup, escape

from portfoliogen.views.parts import MediaUse

if TYPE_CHECKING:
    from portfoliogen.views.parts import Anchor, Prose

OUTSIDE_REL = "noopener noreferrer nofollow"


class Drawer(Protocol):
    """Knows the page that a text is joined for."""

    def url(self, path: str) -> str:
        """Link from the page to a path of the profile."""

    def file_of(self, key: str) -> str:
        """Find the path of what was made of a media file; empty where nothing could be made."""

    def draw_media(self, use: MediaUse, *, linked: bool) -> str:
        """Draw a media file in its place; `linked` where it stands within a link."""


def join_prose(prose: Prose, drawer: Drawer) -> Markup:
    """Join the pieces of a text into HTML."""
    out: list[str] = []
    closings: list[str] = []
    for piece in prose.pieces:
        if isinstance(piece, str):
            out.append(piece)
        elif isinstance(piece, MediaUse):
            out.append(drawer.draw_media(piece, linked=bool(closings)))
        elif not piece.end:
            opening, closing = _open(piece, drawer)
            out.append(opening)
            closings.append(closing)
        elif closings:
            out.append(closings.pop())
    out += reversed(closings)
    return Markup("".join(out))  # noqa: S704 - escaped, or written by the program


def _open(anchor: Anchor, drawer: Drawer) -> tuple[str, str]:
    path = anchor.path or (drawer.file_of(anchor.media) if anchor.media else "")
    if path:
        place = f"{path}#{anchor.moment}" if anchor.moment else path
        return f'<a href="{drawer.url(place)}">', "</a>"
    if anchor.href:
        return f'<a href="{escape(anchor.href)}" rel="{OUTSIDE_REL}">', "</a>"
    return '<span class="missing">', "</span>"
