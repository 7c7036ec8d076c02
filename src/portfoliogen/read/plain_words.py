"""The words of a laid out text, for titles, summaries and counts."""

from __future__ import annotations

import re
from html import unescape
from typing import TYPE_CHECKING

from portfoliogen.read.maths import formula

if TYPE_CHECKING:
    from markdown_it.token import Token

_CJK = r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\u0e00-\u0e7f]"
"""Compiled by `re` when it is first needed: so large a set takes milliseconds, and most texts are in ASCII."""

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


def count_words(text: str) -> int:
    """Words as a reader of any script would count them: two signs of Chinese, Japanese, Korean or Thai to one."""
    signs = len(re.findall(_CJK, text)) if not text.isascii() else 0
    return len(text.split()) + signs // 2
