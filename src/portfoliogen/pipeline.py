"""A whole school: opened, every learner's profiles made by `one_learner`, everything put in place."""

from __future__ import annotations

import contextlib
import datetime as dt
import time
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec.structs import replace

from portfoliogen.addresses import SECRET_FILE
from portfoliogen.assemble.audience import audiences_of
from portfoliogen.cache import cache_of, mark_used, trim
from portfoliogen.diagnostics import Diagnostic, Position, Rule
from portfoliogen.diagnostics.rules import audience as audience_rules
from portfoliogen.diagnostics.rules import endorsements as endorsement_rules
from portfoliogen.diagnostics.rules import media as media_rules
from portfoliogen.executors import ALONE, Crew
from portfoliogen.model.site import LearnerSite
from portfoliogen.one_learner import build_learner, check_learner, plan_profile
from portfoliogen.opening import OpenSchool, open_school
from portfoliogen.printed import drop_printed
from portfoliogen.read.school_files import with_lines
from portfoliogen.recalling import bench_for, forget_others, keep_standing, receipts_in_place
from portfoliogen.receipts import paths_of, receipt_files
from portfoliogen.releases import keep_links, links_are_lost, receipts_of, with_earlier
from portfoliogen.reports import BuildReport, CheckReport, SchoolError
from portfoliogen.routine import last_build_ns
from portfoliogen.shared_pages import shared_files
from portfoliogen.survey import stamp
from portfoliogen.theme import themes_folder
from portfoliogen.unchanged import keep, last_told, look
from portfoliogen.working import USED, work_all
from portfoliogen.workshop import address_secret, chosen, known_audience, workshop

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from portfoliogen.model.learner import Learner, LearnerJob
    from portfoliogen.model.school import School
    from portfoliogen.unchanged import Seen

    Progress = Callable[[int, int, str], None]

__all__ = [
    "BuildReport",
    "CheckReport",
    "SchoolError",
    "build_learner",
    "build_school",
    "check_learner",
    "check_school",
    "plan_profile",
]


def build_school(  # noqa: PLR0913 - one for each thing that may be asked for, all by name
    folder: Path,
    *,
    output: Path | None = None,
    learner: str = "",
    audience: str = "",
    links: bool = False,
    today: dt.date,
    crew: Crew = ALONE,
    remember: bool = False,
    seen: Seen | None = None,
    progress: Progress | None = None,
) -> BuildReport:
    """Build a school's sites, a receipt for each profile, and the table of links.

    Args:
        output: Where to; without it the school's own `_site`.
        learner: Part of a name: build this learner only, and leave the others as they are.
        audience: The key of an audience: build for this one only, and leave the others as they are.
        crew: Who does the work; without one, this process alone.
        remember: Use what earlier builds found out, and keep what this one does.
        seen: What lies in the school's folders, where somebody has just looked.
        links: Keep the table of links and make QR codes, also where nothing is public.

    Raises:
        SchoolError: The folder is not there, nobody or several have that name, there is no such audience, or
            the secret of public addresses cannot be used.
        OutputError: The output is not a place to write to.
    """
    from portfoliogen.write import open_output  # noqa: PLC0415 - `check` writes nothing
    from portfoliogen.write.records import manifest_path  # noqa: PLC0415 - as above

    output = output or folder / "_site"
    started_ns = time.time_ns()
    opened = open_school(folder, output, today, seen.found if seen else None)
    jobs = chosen(opened, learner)
    audience = known_audience(audience, opened.school, jobs) if audience else ""
    whole = not learner and not audience
    root = Path(opened.school.root)
    forbidden = (opened.learners_root,) if opened.learners_root != Path(opened.school.root) else ()
    with open_output(output, forbidden, school=Path(opened.school.root)) as held:
        changed = links_are_lost(root, output)
        shop = replace(workshop(opened, today, output, address_secret(opened.school)), audience=audience)
        kept = cache_of(root, output) if remember else None
        roots = (root, opened.learners_root, themes_folder())
        seen = look(root, roots, output, seen) if remember and whole else None
        bench = bench_for(shop, held, kept)
        done = work_all(jobs, bench, crew, progress)
        sites = [one.site for one in done]
        staged = [profile for one in done for profile in one.staged]
        # Where somebody could not be built, nothing is taken down: an earlier profile stays.
        whole = whole and not any(one.failed for one in done)
        diagnostics = [*opened.diagnostics, *(one for site in sites for one in site.diagnostics)]
        if changed and shop.addresses.secret:
            diagnostics.append(audience_rules.SECRET_NEW.at(Position(SECRET_FILE), name=SECRET_FILE))
        fresh = [one for one in done if not one.recalled]
        receipts = receipts_of((one.site for one in fresh), (two for one in fresh for two in one.staged))
        gone = tuple(address for site in sites for address in site.withdrawn)
        listed = sites if whole else with_earlier(sites, output, gone)
        shared = (
            *shared_files(listed, opened.school, opened.theme, shop.words),
            *(file for one in receipts for file in receipt_files(one, opened.school.language)),
        )
        gone_files = [path for address in gone for path in paths_of(*address)]
        report = held.commit(
            staged,
            shared,
            complete=whole,
            in_place=receipts_in_place(done, bench),
            gone=gone,
            gone_files=gone_files,
        )
        places = keep_standing(jobs, done, bench, report.shared, whole=whole)
        same = {one.address for one in staged if not one.changed}
        others = {one.address for one in staged if one.changed} | set(gone)
        drop_printed(output, lambda address: address not in same if whole else address in others)
        links_kept = keep_links(sites, opened.school, whole=whole, qr_codes=links)
        if whole:
            _forget_unused(shop.store, {name for one in done for name in one.tally.used})
            if kept is not None:
                forget_others(kept, jobs)
                mark_used(kept)
                trim(kept, time.time())
    built = BuildReport(
        opened.school.name,
        _in_order({*diagnostics, *report.diagnostics}, root),
        tuple(site.learner for site in sites),
        sum(site.entries for site in sites),
        output,
        sum(one.tally.pages for one in done),
        sum(one.tally.media for one in done),
        report.written,
        report.unchanged + sum(one.tally.files for one in done if one.recalled),
        report.removed,
        _first_page(output, sites, single=opened.school.single),
        links_kept,
        _changes_on(sites, opened, today),
    )
    if seen is not None and whole and not report.diagnostics and all(one.lasting for one in done):
        secret = [root / SECRET_FILE] if shop.addresses.secret else []
        places |= {str(one): stamp(one.stat()) for one in (manifest_path(output), *secret)}
        keep(root, output, seen, places, (today, started_ns), built, opened.school.language)
    return built


def _told_in_making(root: Path, jobs: Iterable[LearnerJob]) -> set[Diagnostic]:
    """What the last build found out by making media ready, of files that have stayed as they were."""
    output = root / "_site"
    built_ns = last_build_ns(output) or 0
    same = {one.shown for job in jobs for one in job.files if max(one.modified_ns, one.changed_ns) < built_ns}
    codes = {rule.code for rule in vars(media_rules).values() if isinstance(rule, Rule)}
    return {one for one in last_told(root, output) if one.code in codes and one.at.path in same}


def _changes_on(sites: Iterable[LearnerSite], opened: OpenSchool, today: dt.date) -> dt.date | None:
    """The first day on which the same files would give something else, or none."""
    days = [site.changes_on for site in sites if site.changes_on]
    if any(one.code == endorsement_rules.DATE_TO_COME.code for one in opened.diagnostics):
        days.append(today + dt.timedelta(days=1))
    return min(days, default=None)


def _in_order(diagnostics: Iterable[Diagnostic], root: Path) -> tuple[Diagnostic, ...]:
    """All diagnostics by place, those in the school's own files with their line too."""
    return with_lines(sorted(diagnostics, key=lambda one: one.sort_key), root)


def check_school(
    folder: Path,
    *,
    learner: str = "",
    today: dt.date,
    progress: Progress | None = None,
    seen: Callable[[LearnerJob, Learner, School], None] | None = None,
) -> CheckReport:
    """Find all problems of a school's files; no site is made.

    Args:
        seen: Told of each learner, for what `check` says beside the problems.

    Raises:
        SchoolError: as `build_school`.
    """
    opened = open_school(folder, folder / "_site", today)
    shop = workshop(opened, today, folder, b"")
    jobs = chosen(opened, learner)
    found: set[Diagnostic] = set(opened.diagnostics)
    names, entries = [], 0
    found |= _told_in_making(Path(opened.school.root), jobs)
    for number, job in enumerate(jobs):
        if progress:
            progress(number, len(jobs), job.name)
        one, diagnostics, texts = check_learner(job, shop)
        for audience in audiences_of(one, shop.school):
            diagnostics.take(plan_profile(one, job, audience, shop))
        found.update(diagnostics.in_order(texts))
        names.append(one.name)
        entries += len(one.entries)
        if seen:
            seen(job, one, shop.school)
    return CheckReport(opened.school.name, _in_order(found, Path(opened.school.root)), tuple(names), entries)


def _first_page(output: Path, sites: Iterable[LearnerSite], *, single: bool) -> Path | None:
    if not single:
        return output / "school" / "index.html"
    profile = next((profile for site in sites for profile in site.profiles), None)
    return output / profile.site / profile.folder / "index.html" if profile else None


def _forget_unused(store: Path, used: set[str]) -> None:
    """Take out of the cache what no profile shows any more, so that what is deleted is gone (SAFETY: P9)."""
    import shutil  # noqa: PLC0415 - at the end of a build only

    with contextlib.suppress(OSError):
        for place in store.iterdir():
            if place.name[:USED] not in used:
                shutil.rmtree(place, ignore_errors=True)
