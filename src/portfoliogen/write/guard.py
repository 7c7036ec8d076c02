"""Whether a folder may be written to: made by this program or empty, nobody's source, nobody else's build."""

from __future__ import annotations

import os
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING

from portfoliogen.locks import release_lock, take_lock
from portfoliogen.write import placing, system, trees
from portfoliogen.write.addresses import folder_of
from portfoliogen.write.failures import OutputError, writing
from portfoliogen.write.records import CONTROL, manifest_path, record_bytes

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_HARMLESS = frozenset({"CNAME"})
_NAMES_SHOWN = 3


def check_place(folder: Path, forbidden: tuple[Path, ...], school: Path | None) -> None:
    """See that an output folder is none of the folders that people write in, and ours or empty.

    Args:
        forbidden: Folders that it may not be, hold or lie in.
        school: May hold it, but not be it or lie in it.

    Raises:
        OutputError: It is, or it holds what the program did not make.
    """
    above = _identities(folder)
    for place in forbidden:
        if _meet(folder, above, place, may_hold=school is not None and _is_same(place, school)):
            message = f"The sites cannot be written to “{folder}”: people's own work is kept in “{place}”."
            raise OutputError(message, "Choose a folder of its own for the sites with -o.")
    if school is not None and _meet(folder, above, school, may_hold=True):
        message = f"The sites cannot be written to “{folder}”: the school itself is kept in “{school}”."
        raise OutputError(message, "Choose a folder of its own for the sites with -o, such as “_site”.")
    _check_ours(folder)


def _check_ours(folder: Path) -> None:
    with writing(folder):
        if trees.exists(folder) and not folder.is_dir():
            message = f"“{folder}” is a file, not a folder."
            raise OutputError(message, "Choose another place for the sites with -o.")
        if not folder.is_dir() or trees.exists(manifest_path(folder)):
            return
        names = _names(folder)
    others = [name for name in names if not name.startswith(".") and name not in _HARMLESS]
    if others:
        more = f" and {len(others) - _NAMES_SHOWN} more" if len(others) > _NAMES_SHOWN else ""
        shown = ", ".join(f"“{name}”" for name in others[:_NAMES_SHOWN])
        message = f"“{folder}” holds what portfoliogen did not make ({shown}{more}), so nothing was written."
        raise OutputError(message, "Choose an empty folder with -o, or move those things away.")


def _names(folder: Path) -> list[str]:
    """List a folder, in order; nothing where it is none."""
    return sorted(place.name for place in folder.iterdir()) if folder.is_dir() else []


def _identity(place: Path) -> tuple[int, int] | None:
    try:
        status = place.stat()
    except OSError:
        return None
    return (status.st_dev, status.st_ino)


def _identities(folder: Path) -> set[tuple[int, int]]:
    """Every folder from this one up, as the disk knows them: no other spelling, link or mount hides one."""
    real = folder.resolve()
    return {known for place in (real, *real.parents) if (known := _identity(place)) is not None}


def _is_same(one: Path, other: Path) -> bool:
    known = _identity(one)
    return known is not None and known == _identity(other)


def _meet(folder: Path, above: set[tuple[int, int]], place: Path, *, may_hold: bool) -> bool:
    known = _identity(place)
    if known is None:
        return False
    holds_folder = known in above and not _is_same(folder, place)
    if _is_same(folder, place) or (holds_folder and not may_hold):
        return True
    return _identity(folder) in _identities(place)


@contextmanager
def opened(folder: Path) -> Iterator[tuple[str, list[str]]]:
    """Make a folder ours and hold it against other builds; tidy up before and after.

    Yields:
        The name of this build's staging folder, and other people's files that a killed build had set aside.

    Raises:
        OutputError: Another build is at work there, or the disk refuses.
    """
    with writing(folder):
        folder.mkdir(parents=True, exist_ok=True)
        trees.make_folders(folder, CONTROL)
        lock = take_lock(folder / CONTROL / "lock")
    if lock is None:
        message = f"Another build is writing to “{folder}” just now."
        raise OutputError(message, "Wait until it has finished, then build again.")
    try:
        with writing(folder):
            kept = _sweep(folder)
            trees.make_folders(folder, f"{CONTROL}/profiles")
            # Never the same twice: a worker that outlived a killed build cannot write into this one's folder.
            batch = f"{os.getpid()}-{time.time_ns()}"
            trees.make_folders(folder, f"{CONTROL}/staging/{batch}/profiles")
            trees.make_folders(folder, f"{CONTROL}/staging/{batch}/attempts")
            if not trees.exists(manifest_path(folder)):
                place = folder / CONTROL / "staging" / batch / "manifest.json"
                place.write_bytes(record_bytes(()))
                system.sync_file(place)
                system.replace(place, manifest_path(folder))
        try:
            yield batch, kept
        finally:
            with writing(folder):
                _sweep(folder)
    finally:
        release_lock(lock)


def _sweep(folder: Path) -> list[str]:
    """Take down the staging folders of this and of killed builds."""
    kept: list[str] = []
    staging = folder / CONTROL / "staging"
    swept = folder / CONTROL / "swept"
    if trees.is_folder(staging):
        trees.make_folders(folder, f"{CONTROL}/swept")
        for batch in _names(staging):
            # Out of reach first, for a worker of a killed build may still be writing there.
            (staging / batch).rename(swept / batch)
    if trees.is_folder(swept):
        for batch in _names(swept):
            kept += _sweep_batch(folder, swept / batch)
    for place in (swept, staging):
        trees.clear(place)
    return kept


def _sweep_batch(folder: Path, batch: Path) -> list[str]:
    kept = []
    profiles = batch / "profiles"
    for site in _names(profiles):
        for key in _names(profiles / site):
            if trees.is_folder(profiles / site / key):
                kept += placing.put_away(folder, profiles / site / key, batch.name, site, folder_of(key))
    trees.clear(batch)
    return kept
