"""One learner made ready to look at: read, checked and planned by the same stages as a build."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from portfoliogen.assemble.addresses import entry_pages
from portfoliogen.assemble.audience import audiences_of, seen_by
from portfoliogen.check import Checks, check
from portfoliogen.diagnostics import Diagnostics, Position
from portfoliogen.diagnostics.rules import faults
from portfoliogen.model.documents import Found
from portfoliogen.one_learner import plan_profile
from portfoliogen.read import joined
from portfoliogen.read.one_file import files_to_read
from portfoliogen.serve.todo import Task, tasks_from, tasks_of

if TYPE_CHECKING:
    from collections.abc import Generator, Mapping

    from portfoliogen.diagnostics import Diagnostic
    from portfoliogen.model.learner import Learner, LearnerJob
    from portfoliogen.model.school import Audience
    from portfoliogen.model.site import PagePlan, SitePlan
    from portfoliogen.read.readings import Readings
    from portfoliogen.workshop import Workshop


class Draft(Struct, frozen=True):
    """One profile, planned but not drawn; `pages` are its plans by path."""

    plan: SitePlan
    pages: Mapping[str, PagePlan]
    media: frozenset[str]


class Prepared(Struct, frozen=True):
    """A learner's profiles by audience, and what is to be told.

    `audiences` are the school's and the learner's own, also those that get no profile. `shown_on` gives, for
    the path of an entry's file or folder as people are told it, the entry's page by audience.
    """

    job: LearnerJob
    name: str
    audiences: tuple[Audience, ...]
    drafts: Mapping[str, Draft]
    diagnostics: tuple[Diagnostic, ...]
    tasks: tuple[Task, ...]
    shown_on: Mapping[str, Mapping[str, str]]


def prepare(job: LearnerJob, shop: Workshop, readings: Readings) -> Generator[None, None, Prepared]:
    """Prepare one learner in small steps, so that something more urgent can go first."""
    orders = files_to_read(job.files, maths=shop.school.maths)
    for order in readings.begin(orders):
        readings.read(order)
        yield
    diagnostics = Diagnostics()
    found = diagnostics.take(joined(job.files, readings.of(orders)))
    checks = Checks(shop.school, shop.vocabulary, shop.today)
    learner = diagnostics.take(check(found, job, checks))
    yield
    drafts: dict[str, Draft] = {}
    shown_on: dict[str, dict[str, str]] = {}
    audiences = audiences_of(learner, shop.school)
    for audience in audiences:
        plan = diagnostics.take(plan_profile(learner, job, audience, shop))
        if plan is None:
            continue
        drafts[audience.key] = Draft(
            plan, {one.page.path: one for one in plan.pages}, frozenset(one.key for one in plan.media)
        )
        seen = seen_by(learner, audience, shop.school, shop.today)
        entries = seen.entries if seen else ()
        pages = entry_pages(entries)
        for entry in entries:
            # A form may be about some of the entries that its audience sees.
            if pages[entry.key] in drafts[audience.key].pages:
                shown_on.setdefault(entry.at.path, {})[audience.key] = pages[entry.key]
        yield
    told = diagnostics.in_order({one.source.shown: one.text for one in found.documents})
    tasks = tasks_of(learner, job, told, shop.school, shop.words, shop.today)
    return Prepared(job, learner.name, audiences, drafts, told, tasks, shown_on)


def unprepared(job: LearnerJob, error: Exception) -> Prepared:
    """Stand for a learner whom a fault of the program kept from being prepared."""
    told = faults.LEARNER_NOT_BUILT.at(Position(job.folder or "."), name=job.name, reason=type(error).__name__)
    return Prepared(job, job.name, (), {}, (told,), tuple(tasks_from((told,))), {})


def as_listed(job: LearnerJob, shop: Workshop) -> Learner:
    """A learner as far as the school's own files tell, before any file of theirs is read."""
    learner, _ = check(Found((), (), ()), job, Checks(shop.school, shop.vocabulary, shop.today))
    return learner
