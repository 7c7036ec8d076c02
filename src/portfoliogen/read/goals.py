"""Goals as people write them: headings, and steps in a list that is ticked off."""

from __future__ import annotations

import re

from portfoliogen.diagnostics import Position
from portfoliogen.model.documents import Mapping, Scalar, Sequence
from portfoliogen.patterns import pattern
from portfoliogen.text import fold

_GOAL_HEADING = pattern(r"^#{1,3}\s+(?P<words>\S.*?)\s*#*$", re.MULTILINE)
_STEP = pattern(r"^\s*(?:[-*+]|\d+[.)])\s+\[(?P<mark>[ xX])\]\s+(?P<words>.+)$")


def goal_parts(text: str) -> list[tuple[int, str]]:
    """A file of goals cut at its headings: line of the file, and the text from there."""
    starts = [match.start() for match in _GOAL_HEADING.finditer(text)]
    if not starts:
        return [(1, text)]
    ends = [*starts[1:], len(text)]
    return [(text.count("\n", 0, start) + 1, text[start:end]) for start, end in zip(starts, ends, strict=True)]


def goal_text(text: str) -> tuple[str, str, list[tuple[int, str]]]:
    """The text of a goal without its heading and its list of steps; lines stay where they were."""
    lines = text.split("\n")
    heading = ""
    match = _GOAL_HEADING.match(lines[0])
    if match:
        heading, lines[0] = match["words"], ""
    steps: list[tuple[int, str]] = []
    for number, line in enumerate(lines):
        step = _STEP.match(line)
        if step:
            steps.append((number, f"[{step['mark'].lower()}] {step['words'].strip()}"))
            lines[number] = ""
    return "\n".join(lines), heading, steps


def with_goal_fields(
    fields: Mapping, heading: str, steps: list[tuple[int, str]], path: str, first_line: int
) -> Mapping:
    """A goal's fields, with its heading as the title and the list of steps as the steps."""
    at = Position(path, first_line, 1)
    pairs = list(fields.pairs)
    known = {fold(key.text) for key, _ in pairs}
    if heading and "title" not in known and (pairs or steps):
        pairs.append((Scalar("title", at), Scalar(heading, at)))
    if steps:
        items = tuple(Scalar(words, Position(path, first_line + number, 1)) for number, words in steps)
        pairs.append((Scalar("steps", items[0].at), Sequence(items, items[0].at)))
    return Mapping(tuple(pairs), fields.at)
