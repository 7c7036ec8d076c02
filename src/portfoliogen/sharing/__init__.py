"""The links that a teacher hands out: those that hold today, and why the others do not.

What was built is in the table that `build` keeps; whether it may still be handed out is decided anew, from what
the school's files say now.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING

from portfoliogen.assemble.audience import audiences_of
from portfoliogen.finding import find_learner
from portfoliogen.links import ProfileLink, read_links
from portfoliogen.opening import open_school
from portfoliogen.pipeline import address_secret, check_learner, known_audience, plan_profile, workshop
from portfoliogen.text import fold, natural_key

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Iterable, Sequence
    from pathlib import Path

    from portfoliogen.model.learner import LearnerJob
    from portfoliogen.model.school import School
    from portfoliogen.model.site import Release

    Progress = Callable[[int, int, str], None]


class Reason(StrEnum):
    """Why a link is not handed out any more."""

    OVER = "over"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class Handout:
    """Links that may be handed out today, and those that may not, by name, then audience.

    `shown` is the name that each profile itself shows, in the order of `links`: the one for paper. `unbuilt` are
    names and audiences of profiles that the next build would make, and the last did not.
    """

    school: School
    links: tuple[ProfileLink, ...]
    shown: tuple[str, ...]
    gone: tuple[tuple[ProfileLink, Reason], ...]
    unbuilt: tuple[tuple[str, str], ...]


def links_today(
    folder: Path, *, learner: str = "", audience: str = "", today: dt.date, progress: Progress | None = None
) -> Handout:
    """The links of a school, or of one learner.

    Args:
        learner: Any part of a name; empty for all.
        audience: The key of an audience; empty for all.

    Raises:
        SchoolError: The school, the learner or the audience cannot be found.
    """
    opened = open_school(folder, folder / "_site", today)
    table = read_links(folder)
    jobs, table = _of_learner(opened.jobs, table, learner) if learner else (opened.jobs, table)
    key = known_audience(audience, opened.school, opened.jobs) if audience else ""
    table = tuple(one for one in table if key in {"", one.audience})
    shop = workshop(opened, today, folder / "_site", address_secret(opened.school, make=False))
    planned: dict[tuple[str, str], tuple[str, str, Release]] = {}
    for number, job in enumerate(jobs):
        if progress:
            progress(number, len(jobs), job.name)
        one, _, _ = check_learner(job, shop)
        for each in audiences_of(one, opened.school):
            plan, _ = plan_profile(one, job, each, shop) if key in {"", each.key} else (None, ())
            if plan is not None and plan.release is not None:
                planned[plan.site, plan.folder] = (one.name, each.key, plan.release)
    good, shown, gone = [], [], []
    for link in table:
        if (link.site, link.folder) in planned:
            *_, release = planned.pop((link.site, link.folder))
            good.append(replace(link, until=release.until))
            shown.append(release.learner)
        else:
            over = link.until != "" and link.until < today.isoformat()
            gone.append((link, Reason.OVER if over else Reason.WITHDRAWN))
    return Handout(
        opened.school,
        tuple(good),
        tuple(shown),
        tuple(gone),
        tuple(sorted(((name, made_for) for name, made_for, _ in planned.values()), key=_by_name)),
    )


def _by_name(one: tuple[str, str]) -> tuple[object, str]:
    return natural_key(one[0]), one[1]


def _of_learner(
    jobs: Sequence[LearnerJob], table: Iterable[ProfileLink], learner: str
) -> tuple[tuple[LearnerJob, ...], tuple[ProfileLink, ...]]:
    """One learner's job and links; of somebody whose folder is gone, only links are left."""
    wanted = fold(learner)
    left = [one for one in table if wanted in {fold(one.name), fold(one.learner)}]
    folders = {one.learner for one in left}
    if len(folders) == 1 and not any(job.folder in folders for job in jobs):
        return (), tuple(left)
    job = find_learner(jobs, learner)
    return (job,), tuple(one for one in table if one.learner == job.folder)
