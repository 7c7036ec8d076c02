"""What a learner's entries leave open all alike: one habit, told once and not for every entry."""

from __future__ import annotations

from typing import TYPE_CHECKING

from portfoliogen.diagnostics import Diagnostic, Position
from portfoliogen.diagnostics.rules import fields as rules

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    from portfoliogen.model.framework import Framework
    from portfoliogen.model.learner import Learner

MANY = 4
"""Fewer entries than this are told one by one: each place helps more than a count."""


def as_habits(
    problems: Sequence[Diagnostic], learner: Learner, at: Position, framework: Framework, today: dt.date
) -> list[Diagnostic]:
    """The same problems, with one in place of many where no entry at all has a date, a strand or a “how”.

    Args:
        at: The learner's folder.

    Reports: PG247 to PG249.
    """
    begun = [one for one in learner.entries if not one.is_skeleton]
    if len(begun) < MANY:
        return list(problems)
    habits: dict[str, Diagnostic] = {}
    if not any(one.date for one in begun):
        habits[rules.UNDATED.code] = rules.ALL_UNDATED.at(
            at, count=len(begun), name=learner.name, example=today.isoformat()
        )
    if not any(one.strands for one in begun):
        habits[rules.NO_STRAND.code] = rules.ALL_IN_NO_STRAND.at(
            at, count=len(begun), name=learner.name, example=framework.example_strand
        )
    claims = [[claim for claim in one.skills if not claim.by_staff] for one in begun]
    with_skills = [one for one in claims if one]
    if len(with_skills) >= MANY and not any(claim.how for one in with_skills for claim in one):
        habits[rules.NO_HOW.code] = rules.NO_HOW_ANYWHERE.at(
            at, count=len(with_skills), name=learner.name, key=with_skills[0][0].skill
        )
    replaced = {one.code for one in problems} & set(habits)
    return [*(one for one in problems if one.code not in replaced), *(habits[code] for code in sorted(replaced))]
