"""The unit of work, done for every learner: remembered from an earlier build where nothing has changed.

What is kept of a learner is the result of the same function, keyed by everything that went into it: the
learner's files by their stamps, what the school has in common, the program and its libraries, and the day
as far as a page depends on it. So a build with a cache makes the same bytes as one without.
"""

from __future__ import annotations

import hashlib
import pickle
import platform
import time
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from portfoliogen import cache
from portfoliogen.diagnostics import Position
from portfoliogen.diagnostics.rules import faults
from portfoliogen.executors import Crew, WorkerDied
from portfoliogen.model.site import LearnerSite
from portfoliogen.one_learner import Workshop, build_learner
from portfoliogen.write.failures import OutputError
from portfoliogen.write.records import record_path

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Iterable, Iterator

    from portfoliogen.model.learner import LearnerJob
    from portfoliogen.write import Output, Staged

UNSETTLED_NS = 40_000_000
"""A file changed so shortly before it was read may change again without a new time."""


@dataclass(frozen=True, slots=True)
class Worked:
    """What came of one learner: the result without its bytes, and how far it differs from what is in place.

    `lasting`: it may be kept for the next build.
    """

    job: LearnerJob
    site: LearnerSite
    staged: tuple[Staged, ...]
    failed: bool = False
    lasting: bool = False


@dataclass(frozen=True, slots=True)
class Bench:
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
) -> Iterator[Worked]:
    """Do the work for every learner, in order, and yield what came of each.

    Raises:
        OutputError: The disk does not take a profile, or a worker does not see it.
    """
    jobs = tuple(jobs)
    remembered = {job.folder: found for job in jobs if (found := _recall(job, bench)) is not None}
    to_do = [job for job in jobs if job.folder not in remembered]
    results = crew.run(_work, bench, to_do)
    for number, job in enumerate(jobs):
        if progress:
            progress(number, len(jobs), job.name)
        found = remembered.get(job.folder)
        if found is None:
            result = next(results)
            found = _not_built(job, "its process ended") if isinstance(result, WorkerDied) else result
            # Here and not in the worker, which may be another computer with a cache folder of its own.
            if bench.kept is not None and found.lasting:
                cache.save(_file(bench.kept, job), (_signature(job, bench), bench.shop.today, found))
        yield found


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
    profiles = tuple(replace(one, files=tuple(replace(file, data=None) for file in one.files)) for one in site.profiles)
    return replace(site, profiles=profiles)


def _file(kept: Path, job: LearnerJob) -> Path:
    return kept / "learners" / hashlib.sha256(job.folder.encode(errors="surrogateescape")).hexdigest()[:32]


def _signature(job: LearnerJob, bench: Bench) -> str:
    return hashlib.sha256(bench.signature.encode() + pickle.dumps(job)).hexdigest()


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
