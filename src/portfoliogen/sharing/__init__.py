"""The links that a teacher hands out: those that hold today, and why the others do not.

Which links there are is decided anew, from what the school's files say now; receipts say what was built, and the
table of links what was handed out before.
"""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from msgspec import Struct

from portfoliogen.assemble.audience import audiences_of
from portfoliogen.finding import find_learner
from portfoliogen.links import ProfileLink, link_to, read_links
from portfoliogen.one_learner import check_learner, plan_profile
from portfoliogen.opening import open_school
from portfoliogen.receipts import paths_of
from portfoliogen.text import fold, natural_key
from portfoliogen.workshop import address_secret, known_audience, workshop

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


class Handout(Struct, frozen=True):
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
    folder: Path,
    *,
    learner: str = "",
    audience: str = "",
    output: Path | None = None,
    today: dt.date,
    progress: Progress | None = None,
) -> Handout:
    """The links of a school, or of one learner.

    Args:
        output: Where the sites and receipts are; without it the school's own `_site`.
        learner: Any part of a name; empty for all.
        audience: The key of an audience; empty for all.

    Raises:
        SchoolError: The school, the learner or the audience cannot be found.
    """
    output = output or folder / "_site"
    opened = open_school(folder, output, today)
    table = read_links(folder)
    jobs, table = _of_learner(opened.jobs, table, learner) if learner else (opened.jobs, table)
    key = known_audience(audience, opened.school, opened.jobs) if audience else ""
    table = tuple(one for one in table if key in {"", one.audience})
    shop = workshop(opened, today, output, address_secret(opened.school, make=False))
    planned: dict[tuple[str, str], tuple[ProfileLink, Release]] = {}
    web = dict(opened.school.web)
    for number, job in enumerate(jobs):
        if progress:
            progress(number, len(jobs), job.name)
        one, _, _ = check_learner(job, shop)
        for each in audiences_of(one, opened.school):
            plan, _ = plan_profile(one, job, each, shop) if key in {"", each.key} else (None, ())
            if plan is not None and plan.release is not None:
                link = ProfileLink(
                    one.name,
                    job.group,
                    each.key,
                    each.who,
                    link_to(plan.site, plan.folder, web),
                    plan.release.until,
                    plan.site,
                    plan.folder,
                    job.folder,
                )
                planned[plan.site, plan.folder] = (link, plan.release)
    built = {place for place in planned if (output / paths_of(*place)[0]).is_file()}
    good = sorted((planned[place] for place in built), key=lambda one: _by_name(one[0]))
    gone = [
        (link, Reason.OVER if link.until != "" and link.until < today.isoformat() else Reason.WITHDRAWN)
        for link in table
        if (link.site, link.folder) not in planned
    ]
    unbuilt = sorted((link for place, (link, _) in planned.items() if place not in built), key=_by_name)
    return Handout(
        opened.school,
        tuple(link for link, _ in good),
        tuple(release.learner for _, release in good),
        tuple(gone),
        tuple((link.name, link.audience) for link in unbuilt),
    )


def _by_name(link: ProfileLink) -> tuple[object, str, str]:
    return natural_key(link.name), link.learner, link.audience


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
