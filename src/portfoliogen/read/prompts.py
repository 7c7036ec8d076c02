"""Prompts of a template: questions that help to write. They are never published, answered or not.

In Markdown a prompt is a quoted line, `> Prompt: What was hard?`, or the same words alone in italics, as
Google Docs exports them; in Word a paragraph that begins with “Prompt:”. Only the question goes: what stands
after its question mark, or in the lines below, is an answer and stays.
"""

from __future__ import annotations

import re
from html import unescape
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from portfoliogen.diagnostics import Position
from portfoliogen.diagnostics.rules import texts as text_rules
from portfoliogen.patterns import pattern

if TYPE_CHECKING:
    from collections.abc import Iterator

    from portfoliogen.diagnostics import Diagnostic

MARKS = {"en": "Prompt", "cy": "Sbardun"}
"""The word that begins a prompt, by language."""

_MARK = f"(?:{'|'.join(MARKS.values())})"
_QUOTED = pattern(rf"^ {{0,3}}(?:> ?)+[*_]*{_MARK}:[*_]* ?(?P<question>[^?؟\n]*[?؟]?)[*_]*(?P<rest>.*)$")
_SLANTED = pattern(rf"^ {{0,3}}(?P<slant>[*_]{{1,3}}){_MARK}: ?(?P<question>[^?؟\n]*[?؟]?)(?P<rest>.*?)(?P=slant)\s*$")
_CODE = pattern(r"^ {0,3}(`{3,}|~{3,})")
_NOT_AN_ANSWER = pattern(r"^[\s>#*_-]*$|^ {0,3}#{1,6}\s|^\s*(?:#[^\W\d_][\w-]*[\s,;]*)+$")
_PARAGRAPH = pattern(
    rf"<p>(?P<open>(?:<(?:em|strong|u)>)*){_MARK}: ?(?P<question>[^<?؟]*[?؟]?)(?P<rest>.*?)</p>", re.DOTALL
)
_BLOCK = pattern(r"<(p|li|td)(?:\s[^>]*)?>(.*?)</\1>|<img\b", re.DOTALL)
_TAGS = pattern(r"<[^>]+>")


class Prompts(Struct, frozen=True):
    """The prompts of one text: how many there are, how many were answered, the line of the first that was not."""

    count: int = 0
    answered: int = 0
    first_open_line: int = 0

    def told(self, path: str) -> Iterator[Diagnostic]:
        """Say that some are open.

        Reports: PG244.
        """
        if self.answered < self.count:
            yield text_rules.PROMPT_LEFT.at(
                Position(path, self.first_open_line, 1 if self.first_open_line else 0),
                answered=self.answered,
                count=self.count,
            )


def take_prompts(text: str, first_line: int = 1) -> tuple[str, Prompts]:
    """Take the prompts out of a Markdown text; its other lines stay where they were.

    Args:
        first_line: The line of the file that the text begins on.
    """
    if not any(f"{mark}:" in text for mark in MARKS.values()):
        return text, Prompts()
    lines = text.split("\n")
    prompts = Prompts()
    open_line, fence = 0, ""
    for number, line in enumerate(lines):
        code = _CODE.match(line)
        if code:
            fence = "" if fence and line.strip().startswith(fence) else fence or code[1]
        match = None if fence or code else _QUOTED.match(line) or _SLANTED.match(line)
        if match:
            prompts = _closed(prompts, open_line, answered=False)
            open_line = first_line + number
            rest = match["rest"].strip(" *_")
            lines[number] = rest
            prompts = replace(prompts, count=prompts.count + 1)
            if rest:
                prompts, open_line = _closed(prompts, open_line, answered=True), 0
        elif open_line and not _NOT_AN_ANSWER.match(line):
            prompts, open_line = _closed(prompts, open_line, answered=True), 0
    return "\n".join(lines), _closed(prompts, open_line, answered=False)


def _closed(prompts: Prompts, open_line: int, *, answered: bool) -> Prompts:
    if not open_line:
        return prompts
    if answered:
        return replace(prompts, answered=prompts.answered + 1)
    return replace(prompts, first_open_line=prompts.first_open_line or open_line)


def take_prompts_from_html(html: str) -> tuple[str, Prompts]:
    """Take the prompts out of a Word text, as HTML."""
    matches = list(_PARAGRAPH.finditer(html))
    if not matches:
        return html, Prompts()
    answered = 0
    ends = [*(match.start() for match in matches[1:]), len(html)]
    for match, end in zip(matches, ends, strict=True):
        below = any(
            block[1] is None or unescape(_TAGS.sub("", block[2])).strip()
            for block in _BLOCK.finditer(html, match.end(), end)
        )
        answered += bool(_words(match["rest"]) or "<img" in match["rest"] or below)
    return _PARAGRAPH.sub(_answer_of, html), Prompts(len(matches), answered)


def _answer_of(match: re.Match[str]) -> str:
    if not _words(match["rest"]) and "<img" not in match["rest"]:
        return ""
    return f"<p>{match['open']}{re.sub(r'^(?:<br />|[ ])+', '', match['rest'])}</p>"


def _words(html: str) -> str:
    return unescape(_TAGS.sub("", html)).strip()
