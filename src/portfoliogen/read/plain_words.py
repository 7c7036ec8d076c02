"""The words of a laid out text, for titles, summaries and counts."""

from __future__ import annotations

import re
from html import unescape
from typing import TYPE_CHECKING

from portfoliogen.read.maths import formula

if TYPE_CHECKING:
    from markdown_it.token import Token

_LEADS_UP = " ,;:–-"
"""What may stand before a picture, and stands before nothing once that is gone."""


def plain_words(token: Token) -> str:
    """The words of a line, formulas as signs, without marks and pictures."""
    parts: list[str] = []
    cut = False
    for child in token.children or []:
        if child.type == "image":
            cut = True
            continue
        text = _signs(child)
        if cut and text:
            if parts and text.lstrip()[:1] in {*".,;:!?"}:
                parts[-1] = parts[-1].rstrip(_LEADS_UP)
            cut = False
        parts.append(text)
    if cut and parts:
        parts[-1] = parts[-1].rstrip(_LEADS_UP)
    return " ".join("".join(parts).split())


def _signs(child: Token) -> str:
    if child.type in {"text", "code_inline"}:
        return child.content
    if child.type in {"softbreak", "hardbreak"}:
        return " "
    return strip_tags(formula(child.content, block=False)) if child.type.startswith("math_inline") else ""


def strip_tags(html: str) -> str:
    """The words of HTML that was made here."""
    return " ".join(unescape(re.sub(r"<[^>]+>", "", html)).split())
