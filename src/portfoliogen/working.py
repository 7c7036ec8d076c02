"""The unit of work, done for every learner: remembered from an earlier build where nothing has changed.

What is kept of a learner is the result of the same function, keyed by everything that went into it: the
learner's files by their stamps, what the school has in common, the program and its libraries, and the day
as far as a page depends on it. So a build with a cache makes the same bytes as one without.
"""

from __future__ import annotations

import contextlib
import hashlib
import pickle
import platform
import time
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from portfoliogen import cache
from portfoliogen.diagnostics import Position
from portfoliogen.diagnostics.rules import faults
from portfoliogen.executors import Crew, WorkerDied
from portfoliogen.litter import TEXT_ENDINGS
from portfoliogen.model.site import LearnerSite
from portfoliogen.one_learner import build_learner, media_to_make
from portfoliogen.write.failures import OutputError
from portfoliogen.write.records import record_path

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Iterable, Sequence

    from portfoliogen.model.learner import LearnerJob
    from portfoliogen.model.media import MediaJob
    from portfoliogen.model.sources import SourceFile
    from portfoliogen.workshop import Workshop
    from portfoliogen.write import Output, Staged

MANY_MEDIA = 16
"""With fewer, a learner holds nobody up for long."""
UNSETTLED_NS = 40_000_000
"""A file changed so shortly before it was read may change again without a new time."""


class Worked(Struct, frozen=True):
    """What came of one learner: the result without its bytes, and how far it differs from what is in place.

    `lasting`: it may be kept for the next build.
    """

    job: LearnerJob
    site: LearnerSite
    staged: tuple[Staged, ...]
    failed: bool = False
    lasting: bool = False


class Bench(Struct, frozen=True):
    """What a worker works with: all that learners have in common, the output, and where results are kept.

    `kept` is None where nothing is to be remembered.
    """

    shop: Workshop
    output: Output
    kept: Path | None
    signature: str


def bench_for(shop: Workshop, output: Output, kept: Path | None) -> Bench:
    """Lay out the bench of a build."""
    # What concerns one learner alone (tags, endorsements) is in their job.
    common = replace(shop.school, tags=())
    digest = hashlib.sha256(
        pickle.dumps((common, shop.theme.digest, shop.audience, shop.addresses.secret, str(shop.store)))
    )
    digest.update(cache.program_fingerprint().encode())
    return Bench(shop, output, kept, digest.hexdigest())


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
    done = {job.folder: found for job in jobs if (found := _recall(job, bench)) is not None}
    # Those with most to do begin, so that nobody begins with them when all others are ready.
    to_do = sorted((job for job in jobs if job.folder not in done), key=_media_bytes, reverse=True)
    if to_do:
        _make_media_of_few(to_do, bench, crew)
    for job, result in zip(to_do, crew.run(_work, bench, to_do), strict=True):
        if progress:
            progress(len(done), len(jobs), job.name)
        found = _not_built(job, "its process ended") if isinstance(result, WorkerDied) else result
        # Here and not in the worker, which may be another computer with a cache folder of its own.
        if bench.kept is not None and found.lasting:
            cache.save(_file(bench.kept, job), (_signature(job, bench), bench.shop.today, found))
        done[job.folder] = found
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
        return media_to_make(job, bench.shop)
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
    try:
        site = build_learner(job, bench.shop)
        staged = tuple(bench.output.stage(profile) for profile in site.profiles)
    except OutputError:
        raise
    except Exception as error:  # noqa: BLE001 - whatever it is, the other learners must not notice
        return _not_built(job, f"{type(error).__name__}: {error}")
    settled = all(max(one.modified_ns, one.changed_ns) < started - UNSETTLED_NS for one in job.files)
    lasting = settled and not any(one.in_the_way or one.carried for one in staged)
    return Worked(job, _without_bytes(site), staged, lasting=lasting)


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
    return Worked(job, LearnerSite(job.name, (), (found,), 0, job.folder), (), failed=True)


def _without_bytes(site: LearnerSite) -> LearnerSite:
    """The result without its pages' bytes, which are on disk by now: memory stays flat."""
    profiles = tuple(
        replace(one, files=tuple(replace(file, data=None, make=None) for file in one.files)) for one in site.profiles
    )
    return replace(site, profiles=profiles)


def _file(kept: Path, job: LearnerJob) -> Path:
    return kept / "learners" / hashlib.sha256(job.folder.encode(errors="surrogateescape")).hexdigest()[:32]


def _signature(job: LearnerJob, bench: Bench) -> str:
    readers = [one for one in bench.shop.readers if one.learner in {"", job.folder}]
    return hashlib.sha256(bench.signature.encode() + pickle.dumps((job, readers))).hexdigest()


def _recall(job: LearnerJob, bench: Bench) -> Worked | None:
    """What an earlier build made of the same files, where it is still in place and still holds today."""
    if bench.kept is None:
        return None
    found = cache.load(_file(bench.kept, job))
    if found is None:
        return None
    signature: str
    built_on: dt.date
    worked: Worked
    signature, built_on, worked = found
    today = bench.shop.today
    holds = built_on <= today and (worked.site.changes_on is None or today < worked.site.changes_on)
    if not holds or signature != _signature(job, bench):
        return None
    if not all(_in_place(bench.output.folder, one) for one in worked.staged):
        return None
    return replace(worked, staged=tuple(replace(one, changed=False, written=0, removed=0) for one in worked.staged))


def _in_place(output: Path, staged: Staged) -> bool:
    page = output / staged.site / staged.folder / "index.html"
    return page.is_file() and record_path(output, staged.site, staged.folder).is_file()


def forget_others(kept: Path, jobs: Iterable[LearnerJob]) -> None:
    """Take learners who are gone out of the cache (SAFETY: P9)."""
    wanted = {_file(kept, job).name for job in jobs}
    folder = kept / "learners"
    if folder.is_dir():
        for file in folder.iterdir():
            if file.name not in wanted:
                file.unlink(missing_ok=True)
