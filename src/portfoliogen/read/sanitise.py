"""The one gate for learners' HTML: nh3's allow-list, then a cut at everything that points somewhere.

What comes out of nh3 is written in one form only (attributes in double quotes, text escaped), so the cut
can be made with regular expressions that never meet an author's own spelling.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from html import escape, unescape
from typing import TYPE_CHECKING
from urllib.parse import unquote

import nh3

from portfoliogen.diagnostics import Position
from portfoliogen.model.documents import Reference, Role
from portfoliogen.patterns import pattern

if TYPE_CHECKING:
    from collections.abc import Callable

    from portfoliogen.model.documents import Piece

ID_PREFIX = "t-"
"""In front of every id in a learner's text, so that none can stand for a part of the page."""

LINK_SCHEMES = frozenset({"http", "https", "mailto", "tel"})

_TEXT_TAGS = """
    a abbr b bdi bdo blockquote br caption center cite code col colgroup dd del details dfn div dl dt em
    figcaption figure h2 h3 h4 h5 h6 hr i img ins kbd li mark ol p pre q rp rt ruby s samp section small span
    strong sub summary sup table tbody td tfoot th thead time tr u ul var video audio source wbr
""".split()
_MATH_TAGS = """
    math mrow mi mn mo ms mtext mspace msqrt mroot mfrac msub msup msubsup munder mover munderover
    mmultiscripts mprescripts mtable mtr mtd mstyle mpadded mphantom menclose
""".split()
_CLASSES = {
    "td": {"left", "center", "right"},
    "th": {"left", "center", "right"},
    "li": {"task", "footnote-item"},
    "ul": {"task-list"},
    "ol": {"task-list", "footnotes-list"},
    "sup": {"footnote-ref"},
    "a": {"footnote-backref"},
    "section": {"footnotes"},
    "hr": {"footnotes-sep"},
    "div": {"alert", "alert-note", "alert-tip", "alert-important", "alert-warning", "alert-caution", "maths"},
    "p": {"alert-title"},
    "pre": {"plain", "maths-source"},
    "code": {"maths-source"},
}
_ATTRIBUTES = {
    "*": {"lang", "dir", "id", "title"},
    "a": {"href"},
    "img": {"src", "alt", "width"},
    "video": {"src"},
    "audio": {"src"},
    "source": {"src"},
    "td": {"colspan", "rowspan"},
    "th": {"colspan", "rowspan", "scope"},
    "ol": {"start", "reversed"},
    "li": {"value"},
    "col": {"span"},
    "colgroup": {"span"},
    "details": {"open"},
    "time": {"datetime"},
    "math": {"display"},
    "mo": {"stretchy", "fence", "separator", "form", "lspace", "rspace", "movablelimits", "accent"},
    "mi": {"mathvariant"},
    "mstyle": {"displaystyle", "scriptlevel"},
    "mspace": {"width"},
    "mfrac": {"linethickness"},
    "mtable": {"columnalign"},
    "mover": {"accent"},
}


@lru_cache(maxsize=1)
def _cleaner() -> nh3.Cleaner:
    return nh3.Cleaner(
        tags={*_TEXT_TAGS, *_MATH_TAGS},
        clean_content_tags={
            "script",
            "style",
            "iframe",
            "object",
            "embed",
            "noscript",
            "template",
            "svg",
            "title",
            "textarea",
            "xmp",
            "noembed",
            "noframes",
        },
        attributes=_ATTRIBUTES,
        allowed_classes=_CLASSES,
        url_schemes=set(LINK_SCHEMES),
        link_rel=None,
        id_prefix=ID_PREFIX,
        strip_comments=True,
    )


_TAG = pattern(r"<(/?)([a-z][a-z0-9]*)((?:\s+[a-zA-Z:-]+(?:=\"[^\"]*\")?)*)\s*/?>")
_ID = pattern(rf'\sid="{ID_PREFIX}([^"]*)"')
_ANCHOR = pattern(r'(<a(?:\s+[a-z]+="[^"]*")*?)\shref="#([^"]*)"')
_ATTRIBUTE = pattern(r"\s([a-zA-Z:-]+)=\"([^\"]*)\"")
_LINKS_AND_TABLES = pattern(r"<(/?)(a|table)\b((?:\s+[a-zA-Z:-]+(?:=\"[^\"]*\")?)*)\s*>")
_EMPTY = pattern(r"<(p|h[2-6])(?:\s[^>]*)?>(?:\s|<br>)*</\1>")
_CUT = "\0"
"""Where media were lifted out, as long as a text is being cut. nh3 lets no such sign through."""
_BLOCKS = "(?:p|h[2-6]|li|ul|ol|dl|dt|dd|td|th|div|blockquote|center|details|figure|figcaption|pre|section|table)"
_LEFT = r"(?P<left>(?:[^<\0\w&]|<br>|&nbsp;)*)"
_LEFT_BEHIND = pattern(rf"{_CUT}{_LEFT}(?={_CUT}|</?{_BLOCKS}\b)")
_LEFT_BEFORE = pattern(rf'(?P<open><{_BLOCKS}(?:\s+[a-zA-Z:-]+(?:="[^"]*")?)*\s*>){_LEFT}{_CUT}')
_BREAKS = pattern(rf"((?:<br>\s*)+)({_CUT}?)")
"""Every run of breaks, so that none is looked at twice: a hundred kilobytes of them took a minute."""
_VOID = frozenset({"br", "hr", "img", "wbr", "col", "source"})
_BLOCK_MEDIA = ("<img", "<video", "<audio")

Finder = "Callable[[str], Position]"


def clean(html: str) -> str:
    """Learner HTML that is safe to put into a page. The only place where it becomes so."""
    return _cleaner().clean(html)


def cut(html: str, find: Callable[[str], Position]) -> tuple[Piece, ...]:
    """Sanitise HTML and cut it into safe text and references.

    Args:
        find: Where a target stands in the source, asked for in the order of the text.
    """
    safe = clean(html)
    if 'href="#' in safe:
        safe = _join_anchors(safe)
    if any(tag in safe for tag in _BLOCK_MEDIA):
        return _cut_media(safe, find)
    if "<a" in safe or "<table" in safe:
        return _cut_links(safe, find)
    return (safe,) if safe.strip() else ()


def _join_anchors(html: str) -> str:
    """Lead links within a text to its ids, however other programs write them; one that leads nowhere is no link."""
    ids = [unescape(name) for name in _ID.findall(html)]
    exact = dict.fromkeys(ids)
    loose: dict[str, str] = {}
    for name in ids:
        loose.setdefault(_letters(name), name)

    def join(match: re.Match[str]) -> str:
        wanted = unquote(unescape(match[2]))
        name = wanted if wanted in exact else loose.get(_letters(wanted), "")
        return f'{match[1]} href="#{ID_PREFIX}{escape(name)}"' if name else match[1]

    return _ANCHOR.sub(join, html)


def _letters(name: str) -> str:
    # “1.1 Título” is #11-título for GitHub, #1-1-titulo here and “1.1 Título” for Obsidian.
    plain = unicodedata.normalize("NFKD", name).casefold()
    return "".join(sign for sign in plain if sign.isalnum())


def _cut_links(html: str, find: Callable[[str], Position]) -> tuple[Piece, ...]:
    pieces: list[Piece] = []
    text: list[str] = []
    done = 0
    open_links: list[bool] = []
    for match in _LINKS_AND_TABLES.finditer(html):
        text.append(html[done : match.start()])
        done = match.end()
        if match[2] == "table":
            text.append(_scrolling(match))
        else:
            _link(match, open_links, pieces, text, find)
    text.append(html[done:])
    _flush(pieces, text)
    return tuple(pieces)


def _scrolling(match: re.Match[str]) -> str:
    # A wide table scrolls in a box of its own; the box can be reached with the keyboard.
    return f"{match[0]}</div>" if match[1] else f'<div class="scroll" tabindex="0">{match[0]}'


def _link(
    match: re.Match[str], open_links: list[bool], pieces: list[Piece], text: list[str], find: Callable[[str], Position]
) -> None:
    """A link inside the text stays text; any other becomes a reference."""
    if match[1]:
        if open_links and open_links.pop():
            _flush(pieces, text)
            pieces.append(Reference(Role.LINK_END))
        else:
            text.append(match[0])
        return
    attributes = {name: unescape(value) for name, value in _ATTRIBUTE.findall(match[3])}
    target = attributes.get("href", "")
    within = target.startswith("#") or not target
    open_links.append(not within)
    if within:
        text.append(match[0])
        return
    _flush(pieces, text)
    pieces.append(Reference(Role.LINK, target, at=find(target)))


def _flush(pieces: list[Piece], text: list[str]) -> None:
    whole = "".join(text)
    text.clear()
    if whole:
        pieces.append(whole)


def _cut_media(html: str, find: Callable[[str], Position]) -> tuple[Piece, ...]:
    """Cut at media too. A picture inside a paragraph is lifted out of it, so that it can be a figure."""
    pieces: list[Piece] = []
    text: list[str] = []
    done = 0
    open_links: list[bool] = []
    paragraph: str = ""
    inner: list[str] = []
    player: dict[str, str] | None = None
    for match in _TAG.finditer(html):
        closing, tag = bool(match[1]), match[2]
        between = html[done : match.start()]
        done = match.end()
        if player is None:
            text.append(between)
        if tag in {"video", "audio"}:
            if not closing:
                player = {name: unescape(value) for name, value in _ATTRIBUTE.findall(match[3])}
            elif player is not None:
                _embed(player, paragraph if not inner else "", pieces, text, find, inline=bool(inner))
                player = None
        elif player is not None:
            if tag == "source" and "src" not in player:
                player |= {name: unescape(value) for name, value in _ATTRIBUTE.findall(match[3])}
        elif tag == "img":
            attributes = {name: unescape(value) for name, value in _ATTRIBUTE.findall(match[3])}
            _embed(attributes, paragraph if not inner else "", pieces, text, find, inline=bool(inner))
        elif tag == "a":
            _link(match, open_links, pieces, text, find)
            inner = _nest(inner, tag, closing=closing) if paragraph else inner
        elif tag == "table":
            text.append(_scrolling(match))
        elif tag != "source":
            text.append(match[0])
            if tag in {"p", "h2", "h3", "h4", "h5", "h6"}:
                paragraph, inner = ("" if closing else match[0]), []
            elif paragraph and tag not in _VOID:
                inner = _nest(inner, tag, closing=closing)
    if player is not None:
        _embed(player, paragraph if not inner else "", pieces, text, find, inline=bool(inner))
    text.append(html[done:])
    _flush(pieces, text)
    return _without_empty_paragraphs(pieces)


def _nest(inner: list[str], tag: str, *, closing: bool) -> list[str]:
    return inner[:-1] if closing else [*inner, tag]


def _embed(
    attributes: dict[str, str],
    paragraph: str,
    pieces: list[Piece],
    text: list[str],
    find: Callable[[str], Position],
    *,
    inline: bool,
) -> None:
    target = attributes.get("src", "")
    width = attributes.get("width", "").removesuffix("px")
    if not inline:
        text.append(_CUT)
        if paragraph:
            tag = paragraph[1:].partition(" ")[0].rstrip(">")
            text.append(f"</{tag}>")
    _flush(pieces, text)
    alt, size = _obsidian_size(attributes.get("alt", ""))
    pieces.append(
        Reference(
            Role.INLINE if inline else Role.EMBED,
            target,
            alt,
            attributes.get("title", ""),
            int(width) if width.isascii() and width.isdigit() and 0 < int(width) < 10_000 else size,
            find(target),
        )
    )
    if not inline:
        text.append(re.sub(r'\sid="[^"]*"', "", paragraph) + _CUT)


def _obsidian_size(alt: str) -> tuple[str, int | None]:
    # `![alt|center|500](x.png)`: what follows a bar is a size or a place, never a description.
    if "|" not in alt:
        return alt, None
    words = [word.strip() for word in alt.split("|")]
    sizes = [word.partition("x")[0] for word in words[1:]]
    size = next((int(word) for word in sizes if word.isascii() and word.isdigit() and len(word) < 5), None)
    kept = [words[0], *(word for word in words[1:] if not re.fullmatch(r"\d+(x\d+)?|center|left|right", word))]
    return " ".join(filter(None, kept)), size or None


def _without_empty_paragraphs(pieces: list[Piece]) -> tuple[Piece, ...]:
    kept: list[Piece] = []
    for piece in pieces:
        if isinstance(piece, str):
            text = _LEFT_BEHIND.sub(_without_marks, piece)
            text = _LEFT_BEFORE.sub(_without_marks, text)
            # A paragraph that was cut open on one side only is whole again once its empty half is gone.
            text = _BREAKS.sub(_unless_before_a_cut, text)
            text = re.sub(rf"{_CUT}(?:\s*<br>)+", "", text)
            text = _EMPTY.sub("", text.replace(_CUT, ""))
            if text.strip():
                kept.append(text)
        else:
            kept.append(piece)
    return tuple(kept)


def _unless_before_a_cut(match: re.Match[str]) -> str:
    return "" if match[2] else match[1]


def _without_marks(match: re.Match[str]) -> str:
    """Nothing in place of the full stop, comma or brackets that stood around a picture with no word beside them."""
    left = "".join(unescape(match["left"].replace("<br>", "")).split())
    marks = left and all(unicodedata.category(sign).startswith("P") for sign in left)
    return match.groupdict().get("open", _CUT) if marks else match[0]
