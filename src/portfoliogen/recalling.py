"""What is kept of each learner from one build to the next, and whether it still holds.

What is kept is the result of the same function, keyed by everything that went into it: the learner's files by
their stamps, what the school has in common, the program and its libraries, and the day as far as a page
depends on it. It counts only where the output still holds just what came of it: whoever wrote there since (a
build without a cache, one that was cut off) left other stamps. So a build with a cache makes the same bytes as
one without. Where something of a learner did change, what their other files said is kept too.
"""

from __future__ import annotations

import contextlib
import hashlib
import marshal
import os
import pickle
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import astuple, replace

from portfoliogen import cache
from portfoliogen.litter import TEXT_ENDINGS
from portfoliogen.model.site import LearnerSite
from portfoliogen.read.readings import Readings
from portfoliogen.receipts import paths_of
from portfoliogen.survey import NO_STAMP, Survey, stamp
from portfoliogen.write.records import record_path

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Mapping

    from portfoliogen.model.learner import LearnerJob
    from portfoliogen.model.site import Release
    from portfoliogen.read.one_file import Reading
    from portfoliogen.workshop import Workshop
    from portfoliogen.write import FileRecord, Output, Staged

_STANDING = "standing"
_RESULTS = "learners"
_READINGS = "readings"
MOST_INLINE_BYTES = 1 << 20
"""A text with larger pictures pasted into it is not kept: it is mostly they that would be."""
MOST_READINGS_BYTES = 32 << 20
"""What readings of one school may take: about 90 learners with forty texts each, or all its photos and films."""


class Tally(Struct, frozen=True):
    """How much a learner's profiles hold; `used` are the names of finished media in them."""

    pages: int = 0
    media: int = 0
    files: int = 0
    used: tuple[str, ...] = ()


class Worked(Struct, frozen=True):
    """What came of one learner: the result without its files, and how far it differs from what is in place.

    `readings` is what is to be kept of what the learner's files say, empty if nothing. `lasting`: the rest may be
    kept for the next build. `recalled`: an earlier build made it, and it is all in place; the files are not listed
    then, neither here nor in `staged`.
    """

    site: LearnerSite
    staged: tuple[Staged, ...]
    tally: Tally = Tally()
    readings: bytes = b""
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


def keep_result(job: LearnerJob, worked: Worked, bench: Bench, kept: Path) -> None:
    """Keep what came of a learner, as far as it may be kept, for the next build."""
    if worked.lasting:
        cache.save(_file(kept, job), (_signature(job, bench), bench.shop.today, _as_recalled(worked)))
    readings = _file(kept, job, _READINGS)
    if worked.readings:
        cache.save_packed(readings, worked.readings)
    elif not worked.failed:
        cache.drop(readings)


def _as_recalled(worked: Worked) -> Worked:
    """What the next build will know of this one, when all of it is in place."""
    staged = tuple(replace(one, files=(), changed=False, written=0, removed=0) for one in worked.staged)
    profiles = tuple(replace(one, release=_without_lists(one.release)) for one in worked.site.profiles)
    site = replace(worked.site, profiles=profiles)
    return replace(worked, site=site, staged=staged, readings=b"", recalled=True)


def _without_lists(release: Release | None) -> Release | None:
    """Of what was let out, what more than the receipt asks for; the receipt stands in the output."""
    return replace(release, entries=(), media=(), people=(), endorsers=()) if release else None


def readings_of(job: LearnerJob, bench: Bench) -> Readings:
    """What a learner's files said when they were last read, as far as it was kept."""
    known = cache.load(_file(bench.kept, job, _READINGS)) if bench.kept is not None else None
    return Readings(known) if known else Readings()


def as_kept(readings: Readings, job: LearnerJob, bench: Bench) -> bytes:
    """What is to be kept of a learner's readings; empty if nothing.

    To look through photos and films takes long, and it is a line that is kept. Texts are kept from the second
    build on: most learners are built once and then recalled, and who changes a text once changes it again.
    """
    if bench.kept is None:
        return b""
    texts = _file(bench.kept, job).exists()
    found = {
        order: made
        for order, made in readings.kept.items()
        if (texts or order.source.ending not in TEXT_ENDINGS) and _inline_bytes(made[0]) <= MOST_INLINE_BYTES
    }
    return cache.pack(found) if found else b""


def _inline_bytes(reading: Reading) -> int:
    return sum(one.size_bytes for document in reading.documents for one in document.pasted)


def _file(kept: Path, job: LearnerJob, folder: str = _RESULTS) -> Path:
    return kept / folder / _name(job.folder)


@lru_cache(maxsize=20_000)
def _name(folder: str) -> str:
    return hashlib.sha256(folder.encode(errors="surrogateescape")).hexdigest()[:32]


def _signature(job: LearnerJob, bench: Bench) -> str:
    readers = [one for one in bench.shop.readers if one.learner in {"", job.folder}]
    # Files are most of a job, and plain values as they are: pickle takes twice as long for them.
    files = marshal.dumps([astuple(one) for one in job.files], 2)
    rest = pickle.dumps((replace(job, files=()), readers))
    return hashlib.sha256(b"".join((bench.signature.encode(), files, rest))).hexdigest()


def recall(job: LearnerJob, bench: Bench) -> Worked | None:
    """What an earlier build made of the same files, where it is still in place and still holds today."""
    standing = bench.standing.get(job.folder)
    if bench.kept is None or standing is None:
        return None
    signature = _signature(job, bench)
    if standing.signature != signature or not _is_standing(standing):
        return None
    found = cache.load(f"{bench.kept}/{_RESULTS}/{_name(job.folder)}")
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
    wanted = {_name(job.folder) for job in jobs}
    for folder in (kept / _RESULTS, kept / _READINGS):
        for file in _listed(folder):
            if file.name not in wanted:
                cache.drop(file)
    _trim_readings(kept / _READINGS)


def _trim_readings(folder: Path) -> None:
    """Keep readings of those who were worked on last: a trust's schools share one cache folder."""
    found: list[tuple[int, int, Path]] = []
    for file in _listed(folder):
        with contextlib.suppress(OSError):
            status = file.stat()
            found.append((status.st_mtime_ns, status.st_size, file))
    total = 0
    for _, size_bytes, file in sorted(found, reverse=True):
        total += size_bytes
        if total > MOST_READINGS_BYTES:
            cache.drop(file)


def _listed(folder: Path) -> list[Path]:
    return list(folder.iterdir()) if folder.is_dir() else []
