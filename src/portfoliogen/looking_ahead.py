"""What would be seen, and what would change, before anything is made: `build --preview` and `build --diff`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from portfoliogen.assemble.audience import audiences_of
from portfoliogen.diagnostics.rules import audience as audience_rules
from portfoliogen.model.visibility import Visibility
from portfoliogen.one_learner import check_learner, plan_profile
from portfoliogen.opening import open_school
from portfoliogen.receipts import read_receipts, what_changes
from portfoliogen.text import natural_key
from portfoliogen.workshop import address_secret, chosen, known_audience, workshop

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator

    from portfoliogen.model.learner import Learner, LearnerJob
    from portfoliogen.model.school import Audience
    from portfoliogen.model.site import SitePlan
    from portfoliogen.workshop import Workshop

_SHUT = {audience_rules.NO_READERS.code, audience_rules.LOCK_MISSING.code}
_STAND_IN = b"only for looking ahead; nothing is built with this"


class Preview(Struct, frozen=True):
    """What exactly an audience would see of one learner.

    pages: title and path. entries: titles. media: the learner's own files that would be shown, made anew.
    names: everyone named. readers: who has a passphrase, where it is locked. `why_not` says why there would be no profile, and is empty where there would be one.
    """

    learner: str
    audience: str
    who: str
    decision: str
    until: str
    site: str
    pages: tuple[tuple[str, str], ...] = ()
    entries: tuple[str, ...] = ()
    media: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    why_not: str = ""
    readers: tuple[str, ...] = ()


class Change(Struct, frozen=True):
    """What a build would newly release or withdraw of one learner, in a sentence for each profile."""

    learner: str
    sentences: tuple[str, ...]


def preview(folder: Path, audience: str, *, learner: str = "", today: dt.date) -> tuple[Preview, ...]:
    """What an audience would see of each learner, or of one. Nothing is written.

    Raises:
        SchoolError: as `build_school`.
    """
    opened = open_school(folder, folder / "_site", today)
    jobs = chosen(opened, learner)
    key = known_audience(audience, opened.school, jobs)
    shop = workshop(opened, today, folder / "_site", address_secret(opened.school, make=False) or _STAND_IN)
    made = []
    for job in jobs:
        one, _, _ = check_learner(job, shop)
        found = next((each for each in audiences_of(one, opened.school) if each.key == key), None)
        if found is not None:
            made.append(_preview(one, job, found, shop))
    return tuple(sorted(made, key=lambda each: natural_key(each.learner)))


def _preview(learner: Learner, job: LearnerJob, audience: Audience, shop: Workshop) -> Preview:
    until = audience.until.isoformat() if audience.until else ""
    empty = Preview(learner.name, audience.key, audience.who, audience.decision, until, audience.site)
    if audience.visibility is Visibility.PRIVATE:
        return replace(empty, why_not="This audience is private: nothing is made for it.")
    if audience.is_over(shop.today):
        return replace(empty, why_not=f"It was for the time until {until}.")
    plan, told = plan_profile(learner, job, audience, shop)
    shut = next((one for one in told if one.code in _SHUT), None)
    if shut is not None:
        return replace(empty, why_not=f"{shut.message} {shut.hint}")
    if plan is None or plan.release is None:
        return replace(empty, why_not=f"Consent does not reach as far as “{audience.visibility.word}”.")
    release = plan.release
    shown = {key for key, _ in release.media}
    return replace(
        empty,
        learner=release.learner,
        pages=tuple((one.page.title, one.page.path) for one in plan.pages),
        entries=tuple(title for title, _ in release.entries),
        media=tuple(sorted(job.source.path for job in plan.media if job.key in shown)),
        names=tuple(sorted({release.learner, *release.people, *release.endorsers})),
        readers=release.readers,
    )


def differences(folder: Path, *, output: Path | None = None, learner: str = "", today: dt.date) -> tuple[Change, ...]:
    """What a build would newly release or withdraw, compared with the receipts of the last one. Nothing is written.

    Raises:
        SchoolError: as `build_school`.
    """
    output = output or folder / "_site"
    opened = open_school(folder, output, today)
    jobs = chosen(opened, learner)
    shop = workshop(opened, today, output, address_secret(opened.school, make=False) or _STAND_IN)
    earlier = {(one.site, one.folder): one.release for one in read_receipts(output)}
    changes = []
    for job in jobs:
        one, _, _ = check_learner(job, shop)
        sentences = []
        for site, place, plan in _plans(one, job, shop):
            sentences.append(what_changes(earlier.pop((site, place), None), plan.release if plan else None, site))
        if any(sentences):
            changes.append(Change(one.name, tuple(filter(None, sentences))))
    if not learner:
        # Whoever is gone from the school has no job any more, only receipts.
        changes += [
            Change(release.learner, (what_changes(release, None, site),)) for (site, _), release in earlier.items()
        ]
    return tuple(sorted(changes, key=lambda each: (natural_key(each.learner), each.sentences)))


def _plans(learner: Learner, job: LearnerJob, shop: Workshop) -> Iterator[tuple[str, str, SitePlan | None]]:
    """Every address that a learner's profiles have or may have had, with what would stand there."""
    audiences = audiences_of(learner, shop.school)
    plans = [plan for plan, _ in (plan_profile(learner, job, one, shop) for one in audiences) if plan is not None]
    made = {(plan.site, plan.folder): plan for plan in plans}
    for place in sorted(shop.addresses.all_of(job, [one.key for one in audiences]) | made.keys()):
        yield *place, made.get(place)
