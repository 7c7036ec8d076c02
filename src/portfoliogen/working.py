"""The unit of work, done for every learner: remembered from an earlier build where nothing has changed.

What is kept of a learner is the result of the same function, keyed by everything that went into it: the
learner's files by their stamps, what the school has in common, the program and its libraries, and the day
as far as a page depends on it. It counts only where the output still holds just what came of it: whoever
wrote there since (a build without a cache, one that was cut off) left other stamps. So a build with a cache
makes the same bytes as one without.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
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
from portfoliogen.receipts import paths_of
from portfoliogen.survey import NO_STAMP, Survey, stamp
from portfoliogen.write.failures import OutputError
from portfoliogen.write.records import record_path

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from portfoliogen.model.learner import LearnerJob
    from portfoliogen.model.media import MediaJob
    from portfoliogen.model.sources import SourceFile
    from portfoliogen.workshop import Workshop
    from portfoliogen.write import FileRecord, Output, Staged

MANY_MEDIA = 16
"""With fewer, a learner holds nobody up for long."""
UNSETTLED_NS = 40_000_000
"""A file changed so shortly before it was read may change again without a new time."""
USED = 20
"""As many signs of a finished medium's name as tell it from all others."""
_STANDING = "standing"


class Tally(Struct, frozen=True):
    """How much a learner's profiles hold; `used` are the names of finished media in them."""

    pages: int = 0
    media: int = 0
    files: int = 0
    used: tuple[str, ...] = ()


class Worked(Struct, frozen=True):
    """What came of one learner: the result without its files, and how far it differs from what is in place.

    `lasting`: it may be kept for the next build. `recalled`: an earlier build made it, and it is all in place;
    the files are not listed then, neither here nor in `staged`.
    """

    site: LearnerSite
    staged: tuple[Staged, ...]
    tally: Tally = Tally()
    failed: bool = False
    lasting: bool = False
    recalled: bool = False


class Standing(Struct, frozen=True):
    """How a build left a learner in the output: the key of what it made, and the stamps of what stands for it.

    `receipts` are those of the learner's profiles.
    """

    signature: str
    places: Survey
    receipts: tuple[FileRecord, ...]


class Bench(Struct, frozen=True):
    """What a worker works with: all that learners have in common, the output, and where results are kept.

    `kept` is None where nothing is to be remembered. `standing` is what the last build left, by learner's folder.
    """

    shop: Workshop
    output: Output
    kept: Path | None
    signature: str
    standing: dict[str, Standing]


def bench_for(shop: Workshop, output: Output, kept: Path | None) -> Bench:
    """Lay out the bench of a build."""
    # What concerns one learner alone (tags, endorsements) is in their job.
    common = replace(shop.school, tags=())
    digest = hashlib.sha256(
        pickle.dumps((common, shop.theme.digest, shop.audience, shop.addresses.secret, str(shop.store)))
    )
    digest.update(cache.program_fingerprint().encode())
    standing = cache.load(kept / _STANDING) if kept is not None else None
    return Bench(shop, output, kept, digest.hexdigest(), standing or {})


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
        if bench.kept is not None and found.lasting:
            cache.save(_file(bench.kept, job), (_signature(job, bench), bench.shop.today, _as_recalled(found)))
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
    return Worked(_without_files(site), staged, _tally(site), lasting=lasting)


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


def _as_recalled(worked: Worked) -> Worked:
    """What the next build will know of this one, when all of it is in place."""
    staged = tuple(replace(one, files=(), changed=False, written=0, removed=0) for one in worked.staged)
    return replace(worked, staged=staged, recalled=True)


def _file(kept: Path, job: LearnerJob) -> Path:
    return kept / "learners" / hashlib.sha256(job.folder.encode(errors="surrogateescape")).hexdigest()[:32]


def _signature(job: LearnerJob, bench: Bench) -> str:
    readers = [one for one in bench.shop.readers if one.learner in {"", job.folder}]
    return hashlib.sha256(bench.signature.encode() + pickle.dumps((job, readers))).hexdigest()


def _recall(job: LearnerJob, bench: Bench) -> Worked | None:
    """What an earlier build made of the same files, where it is still in place and still holds today."""
    standing = bench.standing.get(job.folder)
    if bench.kept is None or standing is None:
        return None
    signature = _signature(job, bench)
    if standing.signature != signature or not _is_standing(standing):
        return None
    found = cache.load(_file(bench.kept, job))
    if found is None:
        return None
    made_for: str
    built_on: dt.date
    worked: Worked
    made_for, built_on, worked = found
    today = bench.shop.today
    holds = built_on <= today and (worked.site.changes_on is None or today < worked.site.changes_on)
    return worked if holds and made_for == signature else None


def _is_standing(standing: Standing) -> bool:
    try:
        return all(stamp(os.stat(place)) == seen for place, seen in standing.places.items())
    except OSError:
        return False


def receipts_in_place(done: Iterable[Worked], bench: Bench) -> tuple[FileRecord, ...]:
    """The receipts of those who were recalled: they stand as an earlier build wrote them."""
    return tuple(file for one in done if one.recalled for file in bench.standing[one.site.folder].receipts)


def keep_standing(
    jobs: Iterable[LearnerJob], done: Iterable[Worked], bench: Bench, shared: Mapping[str, FileRecord], *, whole: bool
) -> Survey:
    """Remember how this build leaves its learners in the output, now that all is in place.

    Args:
        shared: The files that belong to no profile, receipts among them.
        whole: These are all learners; else what is known of the others stays.

    Returns:
        The stamps of what stands for each profile.

    """
    standing = {} if whole else dict(bench.standing)
    places: Survey = {}
    for job, one in zip(jobs, done, strict=True):
        known = bench.standing.get(job.folder)
        if not one.recalled or known is None:
            paths = [path for two in one.staged for path in paths_of(*two.address)]
            receipts = tuple(shared[path] for path in paths if path in shared)
            known = Standing(_signature(job, bench), _places(bench.output.folder, one.staged, receipts), receipts)
        places |= known.places
        if one.lasting:
            standing[job.folder] = known
        else:
            standing.pop(job.folder, None)
    if bench.kept is not None and standing != bench.standing:
        cache.save(bench.kept / _STANDING, standing)
    return places


def _places(output: Path, staged: Iterable[Staged], receipts: Iterable[FileRecord]) -> Survey:
    """The stamps of what any change to a profile changes too: its record, its front page, its receipts."""
    files = [place for one in staged for place in _marks(output, one)] + [output / one.path for one in receipts]
    found: Survey = {}
    for place in files:
        try:
            found[str(place)] = stamp(place.stat())
        except OSError:
            found[str(place)] = NO_STAMP
    return found


def _marks(output: Path, staged: Staged) -> tuple[Path, Path]:
    page = output / staged.site / staged.folder / "index.html"
    return record_path(output, staged.site, staged.folder), page


def forget_others(kept: Path, jobs: Iterable[LearnerJob]) -> None:
    """Take learners who are gone out of the cache (SAFETY: P9)."""
    wanted = {_file(kept, job).name for job in jobs}
    folder = kept / "learners"
    if folder.is_dir():
        for file in folder.iterdir():
            if file.name not in wanted:
                file.unlink(missing_ok=True)
