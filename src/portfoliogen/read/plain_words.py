"""The words of a laid out text, for titles, summaries and counts."""

from __future__ import annotations

import re
from html import unescape
from typing import TYPE_CHECKING

from portfoliogen.patterns import pattern
from portfoliogen.read.maths import formula

if TYPE_CHECKING:
    from markdown_it.token import Token

_CJK = pattern(
    rb"\xe3[\x81-\x83\x90-\xbf]|[\xe4-\xe9\xeb\xec]|\xea[\xb0-\xbf]|\xed(?:[\x80-\x9d]|\x9e[\x80-\xaf])|\xe0[\xb8\xb9]"
)
"""How signs of these scripts begin in UTF-8, U+3040 to 30FF, 3400 to 9FFF, AC00 to D7AF and 0E00 to 0E7F: to compile
so large a set of letters takes milliseconds."""

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
    signs = len(_CJK.findall(text.encode())) if not text.isascii() else 0
    return len(text.split()) + signs // 2
