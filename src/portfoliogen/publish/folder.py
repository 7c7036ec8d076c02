"""Publishing to a folder or a share: only what changed, in a safe order, and never a file of somebody else's."""

from __future__ import annotations

import os
import stat
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

from msgspec import Struct

from portfoliogen.locks import release_lock, take_lock
from portfoliogen.publish.changes import Standing
from portfoliogen.publish.ledger import LEDGER, Ledger, Placed, key_of, ledger_bytes, read_ledger
from portfoliogen.publish.order import place_in_order
from portfoliogen.publish.problems import PublishError, in_the_way_of, other_site, placing
from portfoliogen.publish.released import read_released
from portfoliogen.write import system, trees

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from portfoliogen.publish.released import ReleasedSite

STAGING = ".portfoliogen-publishing"
_OWN = (STAGING, LEDGER)


class _State(Struct, frozen=True):
    """What was found: the ledger, and size and time of each of our files by path."""

    ledger: Ledger
    stats: Mapping[str, Placed]


def look(target: Path, site: ReleasedSite) -> Standing:
    """What is in a folder now, and what would be.

    Raises:
        PublishError: It is not there, holds another site, or something of somebody else's is in the way.
    """
    if not target.is_dir():
        raise PublishError(
            f"There is no folder “{target}” just now.",
            "Connect the share or the disk, or make the folder. It is never made for you: a share that is not "
            "connected looks just like a folder that is not there.",
        )
    with placing(target):
        try:
            ledger = read_ledger(target)
        except ValueError as error:
            raise PublishError(
                f"“{target / LEDGER}” is damaged, so nobody can tell which files there are ours.",
                "Empty the folder by hand, then publish again.",
            ) from error
        if ledger is not None and ledger.site != site.name:
            raise other_site(target, ledger.site, site.name)
        found = trees.look(target)
    known = ledger or Ledger(site.name, {})
    after = {one.path: one.sha256 for one in site.files}
    folders = {"/".join(path.split("/")[:end]) for path in after for end in range(1, path.count("/") + 1)}
    stats: dict[str, Placed] = {}
    others: list[str] = []
    with placing(target):
        for path, status in found.items():
            if path.partition("/")[0] in _OWN:
                continue
            if stat.S_ISDIR(status.st_mode) and path in folders:
                continue  # An empty folder, such as an interrupted publication leaves.
            ours = _ours(target / path, known.files.get(key_of(path)), status)
            if ours is None:
                others.append(path)
            else:
                stats[path] = ours
    in_the_way = sorted(path for path in others if path in after or path in folders)
    if in_the_way:
        raise in_the_way_of(target, in_the_way)
    before = {path: one.digests[0] for path, one in stats.items()}
    return Standing(ledger is None, before, after, lambda path: _read(target, path), _State(known, stats))


def send(target: Path, site: ReleasedSite, standing: Standing) -> None:
    """Put all that changed in place and take away what is no longer released.

    Raises:
        PublishError: The folder does not take it. The next publication goes on where this one stopped.
    """
    if not isinstance(standing.state, _State):
        raise TypeError(standing.state)
    state = standing.state
    if not (standing.new or standing.changed or standing.gone or standing.first) and _is_settled(state.ledger):
        return
    records = {one.path: one for one in site.files}
    placed = dict(state.stats)
    with _held(target):
        pending = {key: Placed(one.digests) for key, one in state.ledger.files.items()}
        for path in (*standing.new, *standing.changed):
            earlier = pending.get(key_of(path), Placed(())).digests
            pending[key_of(path)] = Placed((*earlier, standing.after[path]))
        _write_ledger(target, Ledger(site.name, pending))
        for path in sorted((*standing.new, *standing.changed), key=place_in_order):
            with placing(target / path):
                placed[path] = _put(target, path, read_released(site, records[path]), records[path].sha256)
        for path in sorted(standing.gone, key=place_in_order, reverse=True):
            with placing(target / path):
                _take_down(target, path, placed.pop(path))
        _write_ledger(target, Ledger(site.name, {key_of(path): one for path, one in placed.items()}))


def _ours(place: Path, known: Placed | None, status: os.stat_result) -> Placed | None:
    """A file as it is now, where it is one that we put there and nobody changed."""
    if known is None or not stat.S_ISREG(status.st_mode):
        return None
    if known.is_untouched(status.st_size, status.st_mtime_ns):
        return known
    digest = trees.digest_of(place)
    return Placed((digest,), status.st_size, status.st_mtime_ns) if digest in known.digests else None


def _is_settled(ledger: Ledger) -> bool:
    return all(len(one.digests) == 1 and one.changed_ns for one in ledger.files.values())


def _put(target: Path, path: str, data: bytes, digest: str) -> Placed:
    """Put one file in place, whole or not at all, and read it back."""
    trees.make_folders(target, path.rpartition("/")[0])
    aside = _aside(target, data)
    system.replace(aside, target / path)
    if trees.digest_of(target / path) != digest:
        raise PublishError(
            f"“{path}” reads differently from what was written.",
            "Check the disk or the connection, then publish again.",
        )
    status = os.lstat(target / path)
    return Placed((digest,), status.st_size, status.st_mtime_ns)


def _take_down(target: Path, path: str, known: Placed) -> None:
    above = path.rpartition("/")[0]
    place = target / path
    if trees.are_real(target, above) and trees.exists(place) and trees.digest_of(place) in known.digests:
        place.unlink()
        trees.drop_empty(target, above)


def _write_ledger(target: Path, ledger: Ledger) -> None:
    with placing(target):
        system.replace(_aside(target, ledger_bytes(ledger)), target / LEDGER)


def _aside(target: Path, data: bytes) -> Path:
    place = target / STAGING / "part"
    with suppress(FileNotFoundError):
        place.unlink()
    place.write_bytes(data)
    system.sync_file(place)
    return place


@contextmanager
def _held(target: Path) -> Iterator[None]:
    """Hold a folder against other publications."""
    staging = target / STAGING
    with placing(target):
        trees.make_folders(target, STAGING)
        lock = take_lock(staging / "lock")
    if lock is None:
        raise PublishError(f"Somebody else publishes to “{target}” just now.", "Wait until that has finished.")
    try:
        yield
    finally:
        release_lock(lock)
        with suppress(OSError):
            for name in ("part", "lock"):
                (staging / name).unlink(missing_ok=True)
            staging.rmdir()


def _read(target: Path, path: str) -> bytes:
    try:
        return (target / path).read_bytes()
    except OSError:
        return b""
