"""A second look: entries picked for another adult, so that one word means the same to all who say it."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from portfoliogen.model.endorsements import Level

if TYPE_CHECKING:
    from portfoliogen.endorsing.entries import Candidate, OpenEntries
    from portfoliogen.model.school import Adult


def sample(opened: OpenEntries, size: int, seed: str, by: Adult | None = None) -> tuple[Candidate, ...]:
    """Pick confirmed entries that one adult alone has looked at, spread over learners and courses.

    The same seed picks the same entries as long as they are the same, whatever the order they were found in.

    Args:
        by: Who is to look; what they have looked at already is not picked.
    """
    left = {one.path: one for one in opened.entries if _is_fit(one, by)}
    dice = {path: hashlib.sha256(f"{seed}\n{path}".encode("utf-8", "surrogatepass")).hexdigest() for path in left}
    learners: dict[str, int] = {}
    courses: dict[str, int] = {}
    picked: list[Candidate] = []
    while left and len(picked) < size:
        path = min(
            left, key=lambda one: (learners.get(left[one].job.folder, 0), courses.get(_course(left[one]), 0), dice[one])
        )
        chosen = left.pop(path)
        picked.append(chosen)
        learners[chosen.job.folder] = learners.get(chosen.job.folder, 0) + 1
        courses[_course(chosen)] = courses.get(_course(chosen), 0) + 1
    return tuple(picked)


def _is_fit(one: Candidate, by: Adult | None) -> bool:
    holding = [statement for statement in one.entry.endorsements if statement.holds]
    confirmed = any(statement.level >= Level.CONFIRMED for statement in holding)
    return confirmed and len(holding) == 1 and (by is None or holding[0].adult != by.key)


def _course(one: Candidate) -> str:
    return one.entry.course or one.entry.subject
