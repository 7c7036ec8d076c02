"""The unit of work, done for every learner of whom nothing is remembered that still holds.

Learners are handed out to whoever works, those with most to do first; photos and films of one who has many of them
are work of their own. What came of a learner is kept for the next build (`recalling.py`).
"""

from __future__ import annotations

import contextlib
import platform
import time
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec.structs import replace

from portfoliogen.diagnostics import Position
from portfoliogen.diagnostics.rules import faults
from portfoliogen.executors import Crew, WorkerDied
from portfoliogen.litter import TEXT_ENDINGS
from portfoliogen.model.site import LearnerSite
from portfoliogen.one_learner import build_learner, media_to_make
from portfoliogen.recalling import Bench, Tally, Worked, as_kept, keep_result, readings_of, recall
from portfoliogen.write.failures import OutputError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from portfoliogen.model.learner import LearnerJob
    from portfoliogen.model.media import MediaJob
    from portfoliogen.model.sources import SourceFile

MANY_MEDIA = 16
"""With fewer, a learner holds nobody up for long."""
UNSETTLED_NS = 40_000_000
"""A file changed so shortly before it was read may change again without a new time."""
USED = 20
"""As many signs of a finished medium's name as tell it from all others."""


def work_all(
    jobs: Iterable[LearnerJob],
    bench: Bench,
    crew: Crew,
    progress: Callable[[int, int, str], None] | None,
) -> list[Worked]:
    """Do the work for every learner, and list in order what came of each.

    Raises:
        OutputError: The disk does not take a profile, or a worker does not see it.
    """
    jobs = tuple(jobs)
    done = {job.folder: found for job in jobs if (found := recall(job, bench)) is not None}
    bench = replace(bench, standing={})  # it need not travel
    # Those with most to do begin, so that nobody begins with them when all others are ready.
    to_do = sorted((job for job in jobs if job.folder not in done), key=_media_bytes, reverse=True)
    if to_do:
        _make_media_of_few(to_do, bench, crew)
    for job, result in zip(to_do, crew.run(_work, bench, to_do), strict=True):
        if progress:
            progress(len(done), len(jobs), job.name)
        found = _not_built(job, "its process ended") if isinstance(result, WorkerDied) else result
        # Here and not in the worker, which may be another computer with a cache folder of its own.
        if bench.kept is not None:
            keep_result(job, found, bench, bench.kept)
        done[job.folder] = replace(found, readings=b"")
    return [done[job.folder] for job in jobs]


def _media_bytes(job: LearnerJob) -> int:
    return sum(file.size_bytes for file in _media(job))


def _media(job: LearnerJob) -> list[SourceFile]:
    return [file for file in job.files if file.ending not in TEXT_ENDINGS]


def _make_media_of_few(jobs: Sequence[LearnerJob], bench: Bench, crew: Crew) -> None:
    """Share out the media of learners who have so many that the others would wait for them at the end.

    Whatever goes wrong here comes up again in the learner's own work, and is told there.
    """
    hands = crew.hands()
    most = sum(map(_media_bytes, jobs)) / (hands * 4)
    few = [job for job in jobs if len(_media(job)) > MANY_MEDIA and _media_bytes(job) > most]
    if hands > 1 and few:
        lists = [found for found in crew.run(_media_to_make, bench, few) if not isinstance(found, WorkerDied)]
        for _ in crew.run(_make_media, bench, [one for found in lists for one in found]):
            pass


def _media_to_make(bench: Bench, job: LearnerJob) -> tuple[MediaJob, ...]:
    try:
        return media_to_make(job, bench.shop, readings_of(job, bench))
    except Exception:  # noqa: BLE001 - see above
        return ()


def _make_media(bench: Bench, order: MediaJob) -> None:
    from portfoliogen.render.media import make_media  # noqa: PLC0415 - texts need no picture library

    with contextlib.suppress(Exception):
        make_media(order, bench.shop.store)


def _work(bench: Bench, job: LearnerJob) -> Worked:
    """Build one learner and stage the profiles; our own fault costs this learner only."""
    started = time.time_ns()
    _see(bench.output.staging, Path(bench.shop.school.root, bench.shop.school.learners))
    readings = readings_of(job, bench)
    try:
        site = build_learner(job, bench.shop, readings)
        staged = tuple(bench.output.stage(profile) for profile in site.profiles)
    except OutputError:
        raise
    except Exception as error:  # noqa: BLE001 - whatever it is, the other learners must not notice
        return _not_built(job, f"{type(error).__name__}: {error}")
    settled = all(max(one.modified_ns, one.changed_ns) < started - UNSETTLED_NS for one in job.files)
    passing = readings.passing or any(one.in_the_way or one.carried for one in staged)
    kept = as_kept(readings, job, bench)
    return Worked(_without_files(site), staged, _tally(site), kept, lasting=settled and not passing)


def _see(*folders: Path) -> None:
    """Make sure that a worker sees what the builder sees: without a disk, pages would come out empty.

    Raises:
        OutputError: This computer has not the same disks, or one has just gone.
    """
    for folder in folders:
        if not folder.is_dir():
            message = f"The computer “{platform.node()}” does not see “{folder}”."
            raise OutputError(message, "Keep the school and the sites where all computers find them at the same path.")


def _not_built(job: LearnerJob, reason: str) -> Worked:
    at = Position(job.folder or ".")
    found = faults.LEARNER_NOT_BUILT.at(at, name=job.name, reason=reason)
    return Worked(LearnerSite(job.name, (), (found,), 0, job.folder), (), failed=True)


def _tally(site: LearnerSite) -> Tally:
    paths = [file.path for profile in site.profiles for file in profile.files]
    media = [path.rpartition("/")[2] for path in paths if path.startswith("media/")]
    locked = [name for profile in site.profiles for name in profile.media]
    pages = sum(path.endswith(".html") for path in paths)
    return Tally(pages, len(media), len(paths), tuple(sorted({name[:USED] for name in (*media, *locked)})))


def _without_files(site: LearnerSite) -> LearnerSite:
    """The result without its pages, which are on disk by now: memory stays flat."""
    return replace(site, profiles=tuple(replace(one, files=()) for one in site.profiles))
