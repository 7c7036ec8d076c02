"""A learner's text put together again: safe HTML, with media and links in their places."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from markupsafe import Markup, escape

from portfoliogen.views import Anchor, MediaUse

if TYPE_CHECKING:
    from collections.abc import Callable

    from portfoliogen.views import Prose

OUTSIDE_REL = "noopener noreferrer nofollow"

_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)([^>]*)>")
_VOID = frozenset({"br", "hr", "img", "input", "wbr", "col", "source", "track"})
# Elements that may hold a figure; in any other a picture has to stand within the line.
_HOLDS_BLOCKS = frozenset(
    {
        "li",
        "ul",
        "ol",
        "div",
        "section",
        "blockquote",
        "td",
        "th",
        "tr",
        "tbody",
        "thead",
        "table",
        "dd",
        "dl",
        "details",
        "figure",
        "aside",
        "article",
        "main",
    }
)


def join_prose(
    prose: Prose,
    draw_media: Callable[[MediaUse, bool], str],
    url: Callable[[str], str],
) -> Markup:
    """Join the pieces of a text into HTML.

    Args:
        draw_media: Draws a media file; the second argument is true where only a picture within the line fits.
        url: Turns a path of the profile into a link.

    """
    pieces = prose.pieces
    if len(pieces) == 1 and isinstance(pieces[0], str):
        return Markup(pieces[0])  # noqa: S704 - pieces that passed the sanitiser in `read`
    joiner = _Joiner(draw_media, url, watching=any(isinstance(piece, MediaUse) for piece in pieces))
    for piece in pieces:
        joiner.add(piece)
    return joiner.finish()


class _Joiner:
    """The text as far as it is put together, and which elements are open at its end."""

    def __init__(
        self, draw_media: Callable[[MediaUse, bool], str], url: Callable[[str], str], *, watching: bool
    ) -> None:
        self._draw_media, self._url, self._watching = draw_media, url, watching
        self._out: list[str] = []
        self._open: list[str] = []
        self._anchors: list[str] = []
        self._reopen = False

    def add(self, piece: str | MediaUse | Anchor) -> None:
        if isinstance(piece, str):
            self._add_html(piece)
        elif isinstance(piece, MediaUse):
            self._add_media(piece)
        else:
            self._add_anchor(piece)

    def finish(self) -> Markup:
        while self._anchors:
            self._out.append(self._anchors.pop())
        return Markup("".join(self._out))  # noqa: S704 - pieces that passed the sanitiser in `read`

    def _add_html(self, html: str) -> None:
        if self._reopen:
            html = html.lstrip()
            if not html:
                return
            if html.startswith("</p>"):
                self._reopen, html = False, html[4:]
            else:
                self._resume_paragraph()
        self._out.append(html)
        if self._watching:
            self._follow(html)

    def _follow(self, html: str) -> None:
        for closing, name, rest in _TAG.findall(html):
            lower = name.lower()
            if lower in _VOID or rest.endswith("/"):
                continue
            if not closing:
                self._open.append(lower)
            elif lower in self._open:
                while self._open.pop() != lower:
                    pass

    def _add_media(self, use: MediaUse) -> None:
        outer = self._open[:-1] if self._open[-1:] == ["p"] else self._open
        in_line = bool(self._anchors) or any(name not in _HOLDS_BLOCKS for name in outer)
        if not in_line and self._open[-1:] == ["p"]:
            self._leave_paragraph()
        self._out.append(self._draw_media(use, in_line))

    def _leave_paragraph(self) -> None:
        """Close the paragraph before a figure, without leaving an empty one behind."""
        self._open.pop()
        before = self._out.pop().rstrip() if self._out else ""
        opening = re.search(r"<p[^>]*>$", before)
        self._out.append(before[: opening.start()] if opening else f"{before}</p>")
        self._reopen = True

    def _resume_paragraph(self) -> None:
        self._reopen = False
        self._out.append("<p>")
        self._open.append("p")

    def _add_anchor(self, anchor: Anchor) -> None:
        if anchor.end:
            if self._anchors:
                self._out.append(self._anchors.pop())
            return
        if self._reopen:
            self._resume_paragraph()
        if anchor.path:
            self._out.append(f'<a href="{self._url(anchor.path)}">')
            self._anchors.append("</a>")
        elif anchor.href:
            self._out.append(f'<a href="{escape(anchor.href)}" rel="{OUTSIDE_REL}">')
            self._anchors.append("</a>")
        else:
            self._out.append('<span class="missing">')
            self._anchors.append("</span>")
