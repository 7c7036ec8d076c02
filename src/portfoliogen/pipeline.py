"""The program on one screen: discover → read → check → assemble → render → write.

The unit of work is one learner: a pure function of that learner's files and of what all learners of the
school have in common. So it runs in any order, in any process, and its result names its learner.
"""

from __future__ import annotations

import contextlib
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from portfoliogen.addresses import Addresses, address_learners, keep_secret
from portfoliogen.assemble import assemble
from portfoliogen.check import Checks, check
from portfoliogen.check.vocabulary import Vocabulary
from portfoliogen.diagnostics import Diagnostic, Diagnostics
from portfoliogen.model.school import Visibility
from portfoliogen.model.site import LearnerSite, OutputFile, Profile
from portfoliogen.opening import OpenSchool, SchoolError, open_school
from portfoliogen.read import read
from portfoliogen.render import render
from portfoliogen.shared_pages import shared_files
from portfoliogen.text import fold, nearest

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Iterable, Iterator

    from portfoliogen.model.school import Learner, LearnerJob, School
    from portfoliogen.theme import Theme
    from portfoliogen.words import Words
    from portfoliogen.write import Staged

    Progress = Callable[[int, int, str], None]

__all__ = ["BuildReport", "CheckReport", "SchoolError", "build_learner", "build_school", "check_school"]


@dataclass(frozen=True, slots=True)
class Workshop:
    """What all learners of a school have in common; made once in each worker.

    `store` is where finished media are kept.
    """

    school: School
    theme: Theme
    words: Words
    vocabulary: Vocabulary
    today: dt.date
    addresses: Addresses
    store: Path


@dataclass(frozen=True, slots=True)
class CheckReport:
    """What `check` found."""

    school_name: str
    diagnostics: tuple[Diagnostic, ...]
    learners: tuple[str, ...]
    entries: int


@dataclass(frozen=True, slots=True)
class BuildReport:
    """What `build` made. `first_page` is where to look."""

    school_name: str
    diagnostics: tuple[Diagnostic, ...]
    learners: tuple[str, ...]
    entries: int
    output: Path
    pages: int
    media: int
    written: int
    unchanged: int
    removed: int
    first_page: Path | None


def check_learner(job: LearnerJob, shop: Workshop) -> tuple[Learner, Diagnostics, dict[str, str]]:
    """Read and check one learner's files; the texts are for showing lines of diagnostics."""
    diagnostics = Diagnostics()
    found = diagnostics.take(read(job.files, maths=shop.school.maths))
    learner = diagnostics.take(check(found, job, Checks(shop.school, shop.vocabulary, shop.today)))
    return learner, diagnostics, {one.source.shown: one.text for one in found.documents}


def build_learner(job: LearnerJob, shop: Workshop) -> LearnerSite:
    """Build one learner's profiles, one for each audience, from that learner's files alone."""
    learner, diagnostics, texts = check_learner(job, shop)
    profiles = []
    for audience in shop.school.audiences:
        folder = shop.addresses.folder(job, audience)
        plan = diagnostics.take(assemble(learner, audience, shop.school, shop.words, shop.today, folder))
        if plan is not None:
            files = diagnostics.take(render(plan, shop.theme, shop.words, shop.store))
            profiles.append(Profile(plan.site, plan.folder, plan.learner.name, job.group, files))
    return LearnerSite(learner.name, tuple(profiles), diagnostics.in_order(texts), len(learner.entries))


def build_school(
    folder: Path, *, output: Path | None = None, learner: str = "", today: dt.date, progress: Progress | None = None
) -> BuildReport:
    """Build a school's sites.

    Args:
        output: Where to; without it the school's own `_site`.
        learner: Part of a name: build this learner only, and leave the others as they are.

    Raises:
        SchoolError: The folder is not there, or nobody or several have that name.
        OutputError: The output is not a place to write to.
    """
    from portfoliogen.write import open_output  # noqa: PLC0415 - `check` writes nothing

    output = output or folder / "_site"
    opened = open_school(folder, output)
    jobs = _chosen(opened, learner)
    forbidden = (opened.learners_root,) if opened.learners_root != Path(opened.school.root) else ()
    with open_output(output, forbidden, school=Path(opened.school.root)) as held:
        shop = _workshop(opened, today, output, _secret(opened.school))
        staged: list[Staged] = []
        sites: list[LearnerSite] = []
        for site in _progressing(jobs, shop, progress):
            staged += [held.stage(profile) for profile in site.profiles]
            sites.append(_without_bytes(site))
        diagnostics = [*opened.diagnostics, *(one for site in sites for one in site.diagnostics)]
        shared = shared_files(sites, opened.school, opened.theme, shop.words) if not learner else ()
        report = held.commit(staged, shared, complete=not learner)
        if not learner:
            _forget_unused(shop.store, sites)
    pages = sum(
        1 for site in sites for profile in site.profiles for file in profile.files if file.path.endswith(".html")
    )
    media = sum(
        1 for site in sites for profile in site.profiles for file in profile.files if file.path.startswith("media/")
    )
    return BuildReport(
        opened.school.name,
        tuple(sorted({*diagnostics, *report.diagnostics}, key=lambda one: one.sort_key)),
        tuple(site.learner for site in sites),
        sum(site.entries for site in sites),
        output,
        pages,
        media,
        report.written,
        report.unchanged,
        report.removed,
        _first_page(output, sites, single=opened.school.single),
    )


def check_school(folder: Path, *, learner: str = "", today: dt.date, progress: Progress | None = None) -> CheckReport:
    """Find all problems of a school's files; no site is made.

    Raises:
        SchoolError: as `build_school`.
    """
    opened = open_school(folder, folder / "_site")
    shop = _workshop(opened, today, folder, b"")
    jobs = _chosen(opened, learner)
    found: set[Diagnostic] = set(opened.diagnostics)
    names, entries = [], 0
    for number, job in enumerate(jobs):
        if progress:
            progress(number, len(jobs), job.name)
        one, diagnostics, texts = check_learner(job, shop)
        for audience in shop.school.audiences:
            diagnostics.take(assemble(one, audience, shop.school, shop.words, today, "-"))
        found.update(diagnostics.in_order(texts))
        names.append(one.name)
        entries += len(one.entries)
    return CheckReport(opened.school.name, tuple(sorted(found, key=lambda one: one.sort_key)), tuple(names), entries)


def _secret(school: School) -> bytes:
    """The secret behind public addresses, made only where somebody may be public."""
    agreed = [school.publish, *(row.publish for row in school.roster if row.publish is not None)]
    return keep_secret(Path(school.root)) if Visibility.PUBLIC in agreed else b""


def _workshop(opened: OpenSchool, today: dt.date, output: Path, secret: bytes) -> Workshop:
    school = opened.school
    return Workshop(
        school,
        opened.theme,
        opened.theme.words_in(school.language),
        Vocabulary(school.framework, school.courses),
        today,
        address_learners(opened.jobs, secret),
        output / ".portfoliogen" / "cache" / "media",
    )


def _progressing(jobs: tuple[LearnerJob, ...], shop: Workshop, progress: Progress | None) -> Iterator[LearnerSite]:
    for number, job in enumerate(jobs):
        if progress:
            progress(number, len(jobs), job.name)
        yield build_learner(job, shop)


def _without_bytes(site: LearnerSite) -> LearnerSite:
    """The result without its pages' bytes, which are on disk by now: memory stays flat."""
    profiles = tuple(
        Profile(
            one.site,
            one.folder,
            one.name,
            one.group,
            tuple(OutputFile(file.path, None, file.source) for file in one.files),
        )
        for one in site.profiles
    )
    return LearnerSite(site.learner, profiles, site.diagnostics, site.entries)


def _chosen(opened: OpenSchool, learner: str) -> tuple[LearnerJob, ...]:
    """The jobs to do: all, or the one whose name or folder has `learner` in it."""
    if not learner:
        return opened.jobs
    wanted = fold(learner)
    exact = [
        job for job in opened.jobs if wanted in {fold(job.name), fold(job.folder), fold(job.folder.rpartition("/")[2])}
    ]
    hits = exact or [job for job in opened.jobs if wanted in fold(job.name) or wanted in fold(job.folder)]
    if len(hits) == 1:
        return tuple(hits)
    if hits:
        names = ", ".join(f"“{job.folder or job.name}”" for job in hits[:8])
        raise SchoolError(f"“{learner}” could be {len(hits)} learners: {names}.", "Write more of the name.")
    near = nearest(learner, [job.name for job in opened.jobs])
    raise SchoolError(
        f"There is no learner “{learner}”.",
        f"Did you mean “{near}”?" if near else "Write any part of the name or of the folder's name.",
    )


def _first_page(output: Path, sites: Iterable[LearnerSite], *, single: bool) -> Path | None:
    if not single:
        return output / "school" / "index.html"
    profile = next((profile for site in sites for profile in site.profiles), None)
    return output / profile.site / profile.folder / "index.html" if profile else None


def _forget_unused(store: Path, sites: Iterable[LearnerSite]) -> None:
    """Take out of the cache what no profile shows any more, so that what is deleted is gone (SAFETY: P9)."""
    import shutil  # noqa: PLC0415 - at the end of a build only

    used = {
        file.path.rpartition("/")[2][:20]
        for site in sites
        for profile in site.profiles
        for file in profile.files
        if file.path.startswith("media/")
    }
    with contextlib.suppress(OSError):
        for place in store.iterdir():
            if place.name[:20] not in used:
                shutil.rmtree(place, ignore_errors=True)
