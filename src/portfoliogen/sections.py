"""A learner's text cut at its headings, and as plain text to copy: what forms make of a covering text."""

from __future__ import annotations

import re
from html import unescape
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from portfoliogen.model.documents import Body, Reference, Role
from portfoliogen.patterns import pattern
from portfoliogen.text import one_line

if TYPE_CHECKING:
    from portfoliogen.model.documents import Piece

_TAG = pattern(r"(<[^>]*>)")
_NAME = pattern(r"</?([a-zA-Z][a-zA-Z0-9]*)")
_HEADING = pattern(r"h[1-6]")
_VOID = frozenset({"br", "hr", "img", "wbr"})
_BLOCKS = frozenset("p div li blockquote pre tr dt dd section h1 h2 h3 h4 h5 h6".split())
_POINTING = frozenset({"entry", "entries", "evidence", "see", "and", "cofnod", "cofnodion", "gweler", "a", "ac"})
"""Words that may stand around links without making a text of them."""
_LINK = "\x00"


class Section(Struct, frozen=True):
    """A heading in plain text, and what stands below it."""

    heading: str
    body: Body


def cut(body: Body) -> tuple[Body, tuple[Section, ...]]:
    """What stands before the first heading, and a section for each heading, of whatever level."""
    first: list[Piece] = []
    sections: list[tuple[str, str, list[Piece]]] = []
    heading: list[str] | None = None
    depth = 0
    for token in _tokens(body):
        name = _tag(token)
        if heading is not None:
            if name and _HEADING.fullmatch(name) and isinstance(token, str) and token.startswith("</"):
                sections.append((name, one_line(unescape("".join(heading))), []))
                heading = None
            elif isinstance(token, str) and not name:
                heading.append(token)
            continue
        if name and not depth and _HEADING.fullmatch(name):
            heading = []
            continue
        if name and name not in _VOID:
            depth += -1 if str(token).startswith("</") else 1
        (sections[-1][2] if sections else first).append(token)
    bare = all(isinstance(one, str) and not one.strip() for one in first)
    if bare and len(sections) > 1 and all(sections[0][0] < level for level, _, _ in sections[1:]):
        # One heading over all others is the title of the whole.
        first += sections.pop(0)[2]
    return _body(body, first), tuple(Section(words, _body(body, pieces)) for _, words, pieces in sections)


def plain_text(body: Body) -> str:
    """A text without formatting, as it is pasted into a form: paragraphs with an empty line between them.

    A paragraph that holds nothing but links points at entries; it is not part of the text.
    """
    return "\n\n".join(_joined(_paragraphs(body)))


def lines(body: Body) -> tuple[str, ...]:
    """The paragraphs and items of a text, each as one plain line."""
    return tuple(_joined(_paragraphs(body), marks=False))


def without_pointers(body: Body) -> Body:
    """A text without those of its paragraphs and items that hold nothing but links."""
    made: list[Piece] = []
    block: list[Piece] = []
    for token in _tokens(body):
        name = _tag(token)
        if name in {"p", "li", "ul", "ol"}:
            if str(token).startswith("</") and block and _tag(block[0]) == name and _only_links(block):
                block = []
                continue
            if str(token).startswith("</"):
                made += [*block, token]
                block = []
            else:
                made += block
                block = [token]
        else:
            block.append(token)
    return _body(body, _without_empty_lists([*made, *block]))


def targets(body: Body) -> tuple[str, ...]:
    """What the text links to, as written, each once."""
    return tuple(dict.fromkeys(one.target for one in body.references if one.role is not Role.LINK_END))


def _tokens(body: Body) -> list[Piece]:
    return [
        token for piece in body.pieces for token in (_TAG.split(piece) if isinstance(piece, str) else (piece,)) if token
    ]


def _tag(token: Piece) -> str:
    if not isinstance(token, str) or not token.startswith("<"):
        return ""
    match = _NAME.match(token)
    return match[1].lower() if match else ""


def _body(body: Body, pieces: list[Piece]) -> Body:
    held: list[Piece] = []
    for piece in pieces:
        if isinstance(piece, str) and held and isinstance(held[-1], str):
            held[-1] += piece
        else:
            held.append(piece)
    bare = all(isinstance(one, str) and not one.strip() for one in held)
    return replace(body, pieces=() if bare else tuple(held), first_heading="")


def _only_links(block: list[Piece]) -> bool:
    words, inside, links = [], False, 0
    for token in block:
        if isinstance(token, Reference):
            links += token.role is not Role.LINK_END
            inside = token.role is Role.LINK
        elif not inside and not _tag(token):
            words.append(token)
    return bool(links) and _is_pointing(unescape("".join(words)))


def _is_pointing(words: str) -> bool:
    return {word.casefold() for word in re.findall(r"[^\W_]+", words)} <= _POINTING


def _without_empty_lists(pieces: list[Piece]) -> list[Piece]:
    held: list[Piece] = []
    for piece in pieces:
        name = _tag(piece)
        if name in {"ul", "ol"} and str(piece).startswith("</"):
            blank = [one for one in held[::-1] if not (isinstance(one, str) and not one.strip())]
            if blank and _tag(blank[0]) == name and not str(blank[0]).startswith("</"):
                while held and _tag(held[-1]) != name:
                    held.pop()
                held.pop()
                continue
        held.append(piece)
    return held


def _paragraphs(body: Body) -> list[tuple[str, str]]:
    """Each block as its text and the kind of tag it stands in; links are marked in it."""
    found: list[tuple[str, str]] = []
    text: list[str] = []
    kinds: list[str] = ["p"]

    def close() -> None:
        words = "".join(text)
        if words.strip():
            found.append((words, kinds[-1]))
        text.clear()

    for token in _tokens(body):
        if isinstance(token, Reference):
            text.append(_LINK)
            continue
        name = _tag(token)
        if name in _BLOCKS or name in {"ul", "ol"}:
            close()
            if name in _BLOCKS and not token.startswith("</"):
                kinds.append("li" if name == "li" or kinds[-1] == "li" else name)
            elif name in _BLOCKS and len(kinds) > 1:
                kinds.pop()
        elif name == "br":
            text.append("\n")
        elif not name:
            plain = unescape(token)
            text.append(plain if kinds[-1] == "pre" else re.sub(r"\s+", " ", plain))
    close()
    return found


def _joined(paragraphs: list[tuple[str, str]], *, marks: bool = True) -> list[str]:
    made: list[str] = []
    for words, kind in paragraphs:
        parts = words.split(_LINK)
        if len(parts) > 1 and _is_pointing("".join(parts[::2])):
            continue
        plain = "\n".join(line.strip() for line in "".join(parts).strip().split("\n"))
        if kind == "li" and marks:
            plain = f"- {plain}"
        if kind == "li" and marks and made and made[-1].startswith("- "):
            made[-1] += f"\n{plain}"
        else:
            made.append(plain if marks else one_line(plain))
    return made
