"""Files that belong to no profile: site indexes, site.json, receipts."""

from __future__ import annotations

import stat
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from portfoliogen.write import system, trees
from portfoliogen.write.addresses import check_paths, folders_of
from portfoliogen.write.failures import OutputPathError, writing
from portfoliogen.write.records import CONTROL, FileRecord, Record, manifest_path, read_record, record_bytes
from portfoliogen.write.staging import describe, put_new, write_new

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence
    from pathlib import Path

    from portfoliogen.model.site import OutputFile


class SharedPlan(Struct, frozen=True):
    """What is to be done with the shared files.

    changed: (number in the staging folder, file) for each that waits there.
    foreign: somebody else's files at the same places, which stay as they are.
    """

    files: dict[str, FileRecord]
    changed: tuple[tuple[int, str], ...]
    stale: frozenset[str]
    foreign: tuple[str, ...]


def plan_shared(
    output: Path,
    batch: str,
    files: Sequence[OutputFile],
    profiles: Collection[str],
    *,
    complete: bool,
    in_place: Collection[FileRecord] = (),
    gone: Collection[str] = (),
) -> SharedPlan:
    """Find out which shared files differ from those in place, and make them aside.

    Args:
        profiles: Places of all profiles, below the output; no shared file may stand in one.
        in_place: Files that are known to stand as they should.
        gone: Files that are to go in any case.
    """
    paths = [*(one.path for one in files), *(one.path for one in in_place)]
    check_paths(paths, hidden=True)
    above = {path: folders_of([path]) | {path} for path in paths}
    taken = set(profiles) | folders_of(profiles)
    for path, places in above.items():
        if path in taken or not places.isdisjoint(profiles):
            message = f"{path!r} is a shared file inside a profile"
            raise OutputPathError(message)
    record = read_record(manifest_path(output), hidden=True) or Record()
    wanted, changed, foreign = {one.path: one for one in in_place}, [], []
    target = output / CONTROL / "staging" / batch / "shared"
    with writing(output):
        target.mkdir()
        for number, one in enumerate(files):
            file = replace(one, data=one.content, make=None)  # made once, and let go before the next
            known = describe(file)
            if _holds(output / file.path, known):
                wanted[file.path] = known
            elif file.path not in record.known and trees.exists(output / file.path):
                foreign.append(file.path)
            else:
                wanted[file.path] = put_new(file, f"{target}/{number}")
                changed.append((number, file.path))
    # Without `complete`, only what an earlier build had given up and was stopped before removing.
    given_up = record.known if complete else (record.previous - record.files.keys()) | record.known.intersection(gone)
    stale = frozenset(given_up - wanted.keys())
    kept = {path: one for path, one in record.files.items() if path not in stale}
    return SharedPlan({**kept, **wanted}, tuple(changed), stale, tuple(foreign))


def _holds(place: Path, wanted: FileRecord) -> bool:
    try:
        status = place.lstat()
    except (FileNotFoundError, NotADirectoryError):
        return False
    same_size = stat.S_ISREG(status.st_mode) and status.st_size == wanted.size_bytes
    return same_size and trees.digest_of(place) == wanted.sha256


def announce(output: Path, batch: str, plan: SharedPlan) -> None:
    """Before any shared file changes, let the manifest know old and new."""
    if not (plan.changed or plan.stale):
        return
    old = read_record(manifest_path(output), hidden=True) or Record()
    _write_manifest(output, batch, record_bytes(plan.files.values(), previous=old.known, batch=batch))


def place_shared(output: Path, batch: str, plan: SharedPlan) -> None:
    """Put the shared files that changed in place, each at one instant."""
    for number, path in plan.changed:
        with writing(output / path):
            trees.make_folders(output, path.rpartition("/")[0])
            system.replace(output / CONTROL / "staging" / batch / "shared" / str(number), output / path)


def remove_stale(output: Path, plan: SharedPlan) -> int:
    """Take away shared files that no build makes any more.

    Returns:
        How many went.
    """
    removed = 0
    for path in sorted(plan.stale):
        above = path.rpartition("/")[0]
        with writing(output / path):
            there = trees.are_real(output, above) and trees.exists(output / path)
            if there and not trees.is_folder(output / path):
                (output / path).unlink()
                removed += 1
        trees.drop_empty(output, above)
    return removed


def settle(output: Path, batch: str, plan: SharedPlan) -> None:
    """Write the manifest as it stands when all is done."""
    _write_manifest(output, batch, record_bytes(plan.files.values()))


def _write_manifest(output: Path, batch: str, content: bytes) -> None:
    place = manifest_path(output)
    with writing(place):
        if place.exists() and place.read_bytes() == content:
            return
        aside = output / CONTROL / "staging" / batch / "manifest.json"
        aside.unlink(missing_ok=True)
        write_new(aside, content)
        system.sync_file(aside)
        system.replace(aside, place)
