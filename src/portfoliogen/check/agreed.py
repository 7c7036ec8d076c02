"""Goals agreed at a conference: written under a heading of its audience, they are goals like all others."""

from __future__ import annotations

import re
from html import escape
from typing import TYPE_CHECKING

from msgspec.structs import replace

from portfoliogen.check.dates import read_date
from portfoliogen.model.learner import Goal
from portfoliogen.patterns import pattern
from portfoliogen.sections import cut, lines
from portfoliogen.text import fold, slug

if TYPE_CHECKING:
    import datetime as dt

    from portfoliogen.diagnostics import Position
    from portfoliogen.model.learner import Span
    from portfoliogen.model.school import Audience

_HEADING = pattern(
    r"(?:next )?(?:goals?|targets?)(?: (?:we |we have )?agreed)?|agreed(?: (?:goals?|targets?))?|what next"
    r"|nodau(?: a gytunwyd)?"
)
_DAYS = (pattern(r"\d{4}-\d\d?-\d\d?"), pattern(r"\d{1,2} [^\W\d_]+ \d{4}"))
_DUE = pattern(r"^(?P<text>.+?)[\s,(–—-]+(?:by|before|until|erbyn)\s+(?P<day>[^()]{4,30}?)\)?\.?$", re.IGNORECASE)
_BOX = pattern(r"^[☐☑☒]\s*|^\[[ xX]\]\s*")


def with_agreed(
    goals: tuple[Goal, ...],
    audiences: tuple[Audience, ...],
    today: dt.date,
) -> tuple[tuple[Goal, ...], tuple[Audience, ...]]:
    """The goals with those that were agreed at conferences, and the audiences without them in their texts.

    “Goals agreed 2026-11-23” sets the day; “Speak in assembly by 2027-02-01” sets by when.
    """
    made = list(goals)
    rest = []
    for audience in audiences:
        if audience.form != "conference" or not audience.letter.pieces:
            rest.append(audience)
            continue
        first, sections = cut(audience.letter)
        agreed = [one for one in sections if _is_agreed(one.heading)]
        for section in agreed:
            day = _day_in(section.heading)
            for line in lines(section.body):
                goal = _goal(line, _span(day, audience.at, today) if day else None, audience.at, today)
                if not any(fold(one.title) == fold(goal.title) for one in made):
                    made.append(goal)
        kept = [
            piece
            for one in sections
            if one not in agreed
            for piece in (f"<h2>{escape(one.heading)}</h2>", *one.body.pieces)
        ]
        rest.append(replace(audience, letter=replace(first, pieces=(*first.pieces, *kept))) if agreed else audience)
    return tuple(made), tuple(rest)


def _is_agreed(heading: str) -> bool:
    return bool(_HEADING.fullmatch(fold(heading.replace(_day_in(heading), "")).strip(" :,.").removesuffix(" on")))


def _day_in(heading: str) -> str:
    """The day that a heading names, as written; empty where it names none."""
    return next((match[0] for pattern in _DAYS if (match := pattern.search(heading))), "")


def _goal(line: str, set_on: Span | None, at: Position, today: dt.date) -> Goal:
    text = _BOX.sub("", line)
    match = _DUE.match(text)
    due = _span(match["day"], at, today) if match else None
    title = match["text"] if match and due else text
    return Goal(slug(title), title.rstrip(" ."), at, set_on=set_on, due=due)


def _span(text: str, at: Position, today: dt.date) -> Span | None:
    return read_date(text.strip(), at, today)[0]
