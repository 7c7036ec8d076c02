"""Where a learner has nothing yet: a private prompt for the learner and the teacher, never a public gap."""

from __future__ import annotations

from typing import TYPE_CHECKING

from portfoliogen.diagnostics import Diagnostic, Position
from portfoliogen.diagnostics.rules import fields as rules

if TYPE_CHECKING:
    from portfoliogen.model.school import Entry, Framework, LearnerJob

BEGUN = 2
"""With a single entry there is nothing to be said yet about how wide somebody's learning is."""


def empty_strands(entries: tuple[Entry, ...], framework: Framework, job: LearnerJob) -> list[Diagnostic]:
    """Name the strands in which a learner who has begun has no entry.

    Reports: PG246.
    """
    tagged = [entry for entry in entries if entry.strands]
    if len(tagged) < BEGUN:
        return []
    held = {key for entry in tagged for key in entry.strands}
    empty = [strand for strand in framework.strands if strand.key not in held]
    if not empty:
        return []
    first = job.files[0]
    place = first.shown.removesuffix(first.path).rstrip("/") or "."
    names = ", ".join(strand.name for strand in empty)
    return [rules.EMPTY_STRANDS.at(Position(place), strands=names, example=empty[0].key)]
