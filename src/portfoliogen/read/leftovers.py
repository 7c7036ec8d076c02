"""What other programs leave in a text: template instructions, hidden comments, embedded pages."""

from __future__ import annotations

import re
from html import escape
from typing import TYPE_CHECKING

from portfoliogen.diagnostics import Position
from portfoliogen.diagnostics.rules import links
from portfoliogen.diagnostics.rules import texts as text_rules
from portfoliogen.patterns import pattern
from portfoliogen.read.sanitise import LINK_SCHEMES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from portfoliogen.diagnostics import Diagnostic

_TEMPLATE = pattern(r"\{\{.{0,80}?\}\}|\{%.{0,80}?%\}")
_ALERT = pattern(r"<p[^>]*>[^<]*gd2md-html alert|gd2md-html alert", re.IGNORECASE)
_KRAMDOWN = pattern(r"\{:[ \t]*([^{}\n]{0,300})\}")
_HIDDEN = pattern(r"%%.*?%%", re.DOTALL)
_COMMENT = pattern(r"<!--.*?(?:-->|\Z)", re.DOTALL)
_FENCE = pattern(r"^ {0,3}(`{3,}|~{3,})", re.MULTILINE)
_DANGEROUS = (
    (pattern(r"<\s*script", re.IGNORECASE), "A script"),
    (pattern(r"<\s*style", re.IGNORECASE), "A style sheet"),
    (pattern(r"<\s*(?:object|embed|form|input|button|svg)\b", re.IGNORECASE), "A part that only web pages have"),
    (pattern(r"<[^>]*\son\w+\s*=", re.IGNORECASE), "An instruction to run a program"),
    (pattern(r"javascript\s*:", re.IGNORECASE), "A link that runs a program"),
)
_FRAME = pattern(r"<iframe\b[^>]*?\bsrc\s*=\s*[\"']?([^\"'\s>]+)[^>]*>", re.IGNORECASE)
_SCHEME = pattern(r"\s*([a-zA-Z][a-zA-Z0-9+.-]*):(?!\d+$)")
_DRIVE_PATH = pattern(r"^(?:file:/*)?(?:[A-Za-z]:[\\/]|\\\\)")


def look(text: str, path: str, first_line: int) -> Iterator[Diagnostic]:
    """Tell what another program left in the text, once each."""
    for sign, rule in ((_TEMPLATE, text_rules.TEMPLATE_LEFTOVER), (_ALERT, text_rules.CONVERTER_ALERT)):
        # Most texts hold neither; the plain test is many times faster than the expression.
        if "{" not in text if sign is _TEMPLATE else "gd2md" not in text:
            continue
        match = sign.search(text)
        if match:
            before = text[: match.start()]
            at = Position(path, first_line + before.count("\n"), match.start() - before.rfind("\n"))
            yield rule.at(at, found=match[0])


def tidy(text: str) -> str:
    """Take out what was never meant to be read: comments, Obsidian's `%%…%%`, zero-width signs."""
    if "<" in text and "<!--" in text:
        text = _outside_code(text, _COMMENT, "")
    if "%" in text and "%%" in text:
        text = _outside_code(text, _HIDDEN, "")
    if "{" in text and "{:" in text:
        text = _outside_code(text, _KRAMDOWN, r"{\1}")
    if "\u200b" in text or "\ufeff" in text:
        text = text.replace("\u200b", "").replace("\ufeff", "")
    return text


def _outside_code(text: str, pattern: re.Pattern[str], replacement: str) -> str:
    """Substitute, but leave fenced code as it is; lines stay where they were."""
    fences = [match.start() for match in _FENCE.finditer(text)]
    code = [(start, end) for start, end in zip(fences[::2], [*fences[1::2], len(text)], strict=False)]

    def swap(match: re.Match[str]) -> str:
        if any(start <= match.start() < end for start, end in code):
            return match[0]
        return match.expand(replacement) + "\n" * match[0].count("\n")

    return pattern.sub(swap, text)


def removed(html: str, at: Position) -> Iterator[Diagnostic]:
    """Tell what the sanitiser is about to take out of a piece of raw HTML."""
    if "<" not in html:
        return
    for sign, what in _DANGEROUS:
        if sign.search(html):
            yield text_rules.REMOVED_HTML.at(at, what=what)


def replace_frames(html: str) -> str:
    """An embedded page becomes a link to it, since nothing may be loaded from elsewhere."""
    if "iframe" not in html.lower():
        return html
    return _FRAME.sub(lambda match: _frame_link(match[1]), html)


def _frame_link(address: str) -> str:
    address = f"https:{address}" if address.startswith("//") else address
    return f'<p><a href="{escape(address)}">{escape(address)}</a></p>'


def refused(target: str, at: Position) -> Iterator[Diagnostic]:
    """Tell that a link begins in a way that the sanitiser will not let through."""
    scheme = _SCHEME.match(target)
    if scheme and scheme[1].lower() not in LINK_SCHEMES and not _DRIVE_PATH.match(target):
        yield links.LINK_REFUSED.at(at, scheme=scheme[1].lower()[:40])


def bare_name(target: str) -> str:
    """The file name of a path on somebody's own drive; other targets unchanged."""
    if _DRIVE_PATH.match(target):
        return target.replace("\\", "/").rpartition("/")[2]
    return target
