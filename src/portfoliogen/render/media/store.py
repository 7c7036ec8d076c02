"""The cache of finished media: a folder for each content and recipe, put in place as a whole.

A folder's name holds the key, and a digest of all that decides the bytes: treatment, program version,
library versions. Its `record.json` lists the files with size and digest; a folder that does not agree with
its record is made again. Small files are checked by digest on every use, films by size only (they are
synced to the disk when made).
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import shutil
import tempfile
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from msgspec import to_builtins
from msgspec.structs import replace

from portfoliogen import __version__
from portfoliogen.model.media import MadeMedia, MediaJob, Rendition
from portfoliogen.model.sources import MediaKind
from portfoliogen.render.media.made import Finding, Outcome

if TYPE_CHECKING:
    from collections.abc import Iterator

RECIPE = 5
"""Raise it with every change in what comes out between two versions of the program."""
RECORD = "record.json"
_CHECKED_BY_DIGEST_BYTES = 8 << 20
_MAX_RECORD_BYTES = 1 << 20

_LIBRARIES = {
    MediaKind.PICTURE: ("pillow",),
    MediaKind.FILM: ("pillow", "av"),
    MediaKind.SOUND: ("av",),
    MediaKind.DOCUMENT: ("pillow", "pypdfium2"),
    MediaKind.ATTACHMENT: ("pillow",),
}


def place_of(job: MediaJob, store: Path) -> Path:
    """The folder in which the result of a job is kept."""
    libraries = _LIBRARIES.get(job.facts.kind, ())
    if job.facts.format == "heic":
        libraries += ("pillow-heif",)
    parts = (
        job.treatment.recipe,
        job.facts.kind,
        job.facts.format,
        str(RECIPE),
        __version__,
        *(f"{name} {_version_of(name)}" for name in libraries),
    )
    return store / f"{job.key}-{hashlib.sha256(chr(10).join(parts).encode()).hexdigest()[:12]}"


@lru_cache
def _version_of(library: str) -> str:
    import importlib.metadata  # noqa: PLC0415 - 30 ms that a child need not spend

    try:
        return importlib.metadata.version(library)
    except importlib.metadata.PackageNotFoundError:
        return ""


def recall(place: Path) -> Outcome | None:
    """What was made earlier, or None where nothing was, or where it is not whole any more."""
    try:
        record = place / RECORD
        if record.stat().st_size > _MAX_RECORD_BYTES:
            return None
        said = json.loads(record.read_bytes())
        outcome = outcome_from(said["outcome"])
        digests: dict[str, str] = said["digests"]
        if outcome.media is None:
            return outcome
        if not all(_is_whole(place / one.path, one, digests[one.name]) for one in outcome.media.files):
            return None
        return Outcome(_at_home(outcome.media, place), outcome.findings)
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None


def _is_whole(path: Path, rendition: Rendition, digest: str) -> bool:
    if path.stat().st_size != rendition.size_bytes:
        return False
    return rendition.size_bytes > _CHECKED_BY_DIGEST_BYTES or _digest_of(path) == digest


def _digest_of(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _at_home(media: MadeMedia, place: Path) -> MadeMedia:
    def moved(files: tuple[Rendition, ...]) -> tuple[Rendition, ...]:
        return tuple(replace(one, path=str(place / one.path)) for one in files)

    return replace(media, renditions=moved(media.renditions), poster=moved(media.poster))


def keep(outcome: Outcome, work: Path, place: Path) -> Outcome:
    """Put a finished work folder in its place, and return the outcome with its files there.

    Raises:
        OSError: the disk is full or gone.
    """
    files = outcome.media.files if outcome.media else ()
    digests = {one.name: _digest_of(work / one.path) for one in files}
    for one in files:
        if one.size_bytes > _CHECKED_BY_DIGEST_BYTES:
            _sync(work / one.path)
    said = {"outcome": outcome_to(outcome), "digests": digests}
    (work / RECORD).write_text(json.dumps(said, ensure_ascii=False, sort_keys=True), encoding="utf-8")
    if not _put_in_place(work, place):
        there = recall(place)
        if there is not None:
            return there
        shutil.rmtree(place)
        work.rename(place)
    return outcome if outcome.media is None else Outcome(_at_home(outcome.media, place), outcome.findings)


def _put_in_place(work: Path, place: Path) -> bool:
    try:
        work.rename(place)
    except OSError:
        if not place.exists():
            raise
        return False  # Somebody was faster, or what stands there is damaged.
    return True


def _sync(path: Path) -> None:
    descriptor = os.open(path, os.O_RDWR)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


@contextlib.contextmanager
def work_folder(store: Path) -> Iterator[Path]:
    """A folder in the store to make files in; it is gone afterwards unless it was put in place."""
    store.mkdir(parents=True, exist_ok=True)
    work = Path(tempfile.mkdtemp(prefix=".work-", dir=store))
    work.chmod(0o755)
    try:
        yield work
    finally:
        shutil.rmtree(work, ignore_errors=True)


def outcome_to(outcome: Outcome) -> dict[str, Any]:
    """An outcome as plain JSON values."""
    media = to_builtins(outcome.media)
    return {
        "media": media,
        "findings": [[one.code, dict(one.values)] for one in outcome.findings],
        "lasting": outcome.lasting,
    }


def outcome_from(said: dict[str, Any]) -> Outcome:
    """The outcome that plain JSON values stand for.

    Raises:
        KeyError, TypeError, ValueError: they stand for none.
    """
    findings = tuple(
        Finding(str(code), tuple(sorted((str(key), str(value)) for key, value in values.items())))
        for code, values in said["findings"]
    )
    if said["media"] is None:
        return Outcome(None, findings, bool(said["lasting"]))
    fields = dict(said["media"])
    fields["kind"] = MediaKind(fields["kind"])
    for name in ("renditions", "poster"):
        fields[name] = tuple(Rendition(**one) for one in fields[name])
        if any("/" in one.path or "\\" in one.path or one.path != one.name for one in fields[name]):
            raise ValueError(name)
    return Outcome(MadeMedia(**fields), findings, bool(said["lasting"]))
