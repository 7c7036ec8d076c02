"""The program on one screen: discover → read → check → assemble → render → write.

The unit of work is one learner: a pure function of that learner's files and of what all learners of the
school have in common. So it runs in any order, in any process, and its result names its learner.
`pipeline.py` does it for all of a school.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from portfoliogen.assemble import assemble
from portfoliogen.assemble.audience import audiences_of, is_for_building, next_change
from portfoliogen.check import Checks, check
from portfoliogen.diagnostics import Diagnostic, Diagnostics, Position
from portfoliogen.diagnostics.rules import audience as rules
from portfoliogen.locking import can_lock, lock_profile, readers_of
from portfoliogen.model.site import LearnerSite, Profile
from portfoliogen.read import read
from portfoliogen.render import render
from portfoliogen.showing import typed

if TYPE_CHECKING:
    from pathlib import Path

    from portfoliogen.model.learner import Learner, LearnerJob
    from portfoliogen.model.media import MediaJob
    from portfoliogen.model.school import Audience
    from portfoliogen.model.site import SitePlan
    from portfoliogen.read.readings import Readings
    from portfoliogen.workshop import Workshop


def check_learner(
    job: LearnerJob, shop: Workshop, readings: Readings | None = None
) -> tuple[Learner, Diagnostics, dict[str, str]]:
    """Read and check one learner's files; the texts are for showing lines of diagnostics.

    Args:
        readings: What files said before, where it is known; afterwards, what they say now.
    """
    diagnostics = Diagnostics()
    found = diagnostics.take(read(job.files, maths=shop.school.maths, readings=readings))
    learner = diagnostics.take(check(found, job, Checks(shop.school, shop.vocabulary, shop.today)))
    return learner, diagnostics, {one.source.shown: one.text for one in found.documents}


def build_learner(job: LearnerJob, shop: Workshop, readings: Readings | None = None) -> LearnerSite:
    """Build one learner's profiles, one for each audience, from that learner's files alone.

    Args:
        readings: as for `check_learner`.
    """
    learner, diagnostics, texts = check_learner(job, shop, readings)
    profiles = []
    audiences = tuple(one for one in audiences_of(learner, shop.school) if shop.audience in {"", one.key})
    for audience in audiences:
        plan = diagnostics.take(plan_profile(learner, job, audience, shop))
        if plan is not None:
            files = diagnostics.take(render(plan, shop.theme, shop.words, shop.store))
            group = job.group if plan.site != "public" else ""
            profile = Profile(plan.site, plan.folder, plan.learner.name, group, files, plan.release)
            if audience.locked:
                readers = readers_of(shop.readers, audience.key, job.folder)
                profile = lock_profile(profile, shop.addresses.secret, readers, shop.words)
            profiles.append(profile)
    built = {(one.site, one.folder) for one in profiles}
    withdrawn = shop.addresses.all_of(job, [one.key for one in audiences]) - built
    return LearnerSite(
        learner.name,
        tuple(profiles),
        diagnostics.in_order(texts),
        len(learner.entries),
        job.folder,
        tuple(sorted(withdrawn)),
        next_change(learner, audiences, shop.school, shop.today),
    )


def media_to_make(job: LearnerJob, shop: Workshop, readings: Readings) -> tuple[MediaJob, ...]:
    """What a learner's profiles need that is not made yet, each once; not what lies within another file."""
    from portfoliogen.render.media.store import place_of  # noqa: PLC0415 - only where there are many media

    learner, diagnostics, _ = check_learner(job, shop, readings)
    found: dict[Path, MediaJob] = {}
    for audience in audiences_of(learner, shop.school):
        plan = diagnostics.take(plan_profile(learner, job, audience, shop))
        for one in plan.media if plan else ():
            place = place_of(one, shop.store)
            if one.source.inline is None and not place.exists():
                found[place] = one
    return tuple(found.values())


def plan_profile(
    learner: Learner, job: LearnerJob, audience: Audience, shop: Workshop
) -> tuple[SitePlan | None, tuple[Diagnostic, ...]]:
    """Plan one profile; None where this audience gets none (any more)."""
    if not is_for_building(audience, shop.today):
        return None, ()
    folder = shop.addresses.folder(job, audience)
    plan, found = assemble(learner, audience, shop.school, shop.words, shop.today, folder)
    if plan is None or not audience.locked:
        return plan, found
    plan, told = _with_readers(plan, job, audience, shop)
    return plan, (*found, *told)


def _with_readers(
    plan: SitePlan, job: LearnerJob, audience: Audience, shop: Workshop
) -> tuple[SitePlan | None, tuple[Diagnostic, ...]]:
    """The plan with those who can open it; None where it cannot be locked, so that it never stands open.

    Reports: PG617, PG618, PG619.
    """
    if not can_lock():
        return None, (rules.LOCK_MISSING.at(Position("school.yml")),)
    readers = readers_of(shop.readers, audience.key, job.folder)
    if not readers:
        shared = audience.key in {one.key for one in shop.school.audiences}
        # Where the school gives passphrases learner by learner, those without any are meant.
        if shared and any(one.audience == audience.key for one in shop.readers):
            return None, ()
        whose = "" if shared else f" --learner {typed(job.folder)}"
        return None, (rules.NO_READERS.at(audience.at, name=audience.key, whose=whose),)
    release = replace(plan.release, readers=tuple(one.name for one in readers)) if plan.release else None
    unsafe = dict(shop.school.web).get(plan.site, "").casefold().startswith("http://")
    told = (rules.LOCK_NEEDS_HTTPS.at(audience.at, name=audience.key),) if unsafe else ()
    return replace(plan, release=release), told
