"""Making a profile's folder aside, from new bytes and from what is already in place."""

from __future__ import annotations

import errno
import os
import stat
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct

from portfoliogen.write import trees
from portfoliogen.write.addresses import check_address, check_paths, folders_of, key_of
from portfoliogen.write.failures import writing
from portfoliogen.write.records import CONTROL, FileRecord, Record, read_record, record_bytes, record_path

if TYPE_CHECKING:
    from collections.abc import Mapping
    from collections.abc import Set as AbstractSet

    from portfoliogen.model.site import OutputFile, Profile

_NEW_FILE = (
    os.O_WRONLY
    | os.O_CREAT
    | os.O_EXCL
    | getattr(os, "O_CLOEXEC", 0)
    | getattr(os, "O_NOFOLLOW", 0)
    | getattr(os, "O_BINARY", 0)
)


class Staged(Struct, frozen=True):
    """A profile made aside, or found to be as it should be.

    files: everything in the profile, sorted by path.
    changed: it waits in the staging folder; otherwise what is in place is right.
    written: how many files were written; the others were in place and are linked.
    removed: how many files of the profile in place are not in this one.
    carried: other people's files in the profile's folder, which stay.
    in_the_way: somebody's file or folder that the profile would overwrite; nothing is changed then.
    """

    site: str
    folder: str
    files: tuple[FileRecord, ...]
    changed: bool
    written: int = 0
    removed: int = 0
    carried: tuple[str, ...] = ()
    in_the_way: str = ""

    @property
    def address(self) -> tuple[str, str]:
        """Site and folder: what names a profile."""
        return (self.site, self.folder)


class _InPlace(Struct, frozen=True):
    """What stands at a profile's address now, and how far the record of it can be believed."""

    folder: Path
    found: Mapping[str, os.stat_result]
    record: Record

    def holds(self, wanted: FileRecord) -> bool:
        """Whether the file in place has just these bytes.

        A file is believed unread when the record names these bytes and the disk changed nothing about the
        file since the record was put in place (ctime, which nobody can set back). A change in the same tick
        of the clock counts as later, so the file is read then.
        """
        status = self.found.get(wanted.path)
        if status is None or not stat.S_ISREG(status.st_mode) or status.st_size != wanted.size_bytes:
            return False
        if self.record.settled and status.st_ctime_ns < self.record.stamp_ns:
            return self.record.files.get(wanted.path) == wanted
        return trees.digest_of(self.folder / wanted.path) == wanted.sha256

    def foreign(self, wanted: AbstractSet[str], held: set[str]) -> set[str]:
        """Paths of what other people put there; an empty folder where ours stand or stood is not theirs."""
        others = self.found.keys() - self.record.known - held
        if not others:
            return others
        ours = folders_of(wanted) | folders_of(self.record.known)
        return {path for path in others if not (path in ours and stat.S_ISDIR(self.found[path].st_mode))}


def staging_place(output: Path, batch: str, site: str, folder: str) -> Path:
    """Where a profile is made aside."""
    return output / CONTROL / "staging" / batch / "profiles" / site / key_of(folder)


def attempt_place(output: Path, batch: str) -> Path:
    """A place of its own to make a profile in: a worker that died may have left half of one, or still be at it."""
    return output / CONTROL / "staging" / batch / "attempts" / os.urandom(8).hex()


def stage(output: Path, batch: str, profile: Profile) -> Staged:
    """Make a profile aside, as far as it differs from what is in place.

    Safe in several processes at once, for one profile each: it reads what is in place and writes only into
    its own staging folder.

    Raises:
        OutputPathError: The profile or one of its files has an address that may not be.
        OutputError: The disk does not take it.
    """
    check_address(profile.site, profile.folder)
    check_paths(file.path for file in profile.files)
    with writing(f"{profile.site}/{profile.folder}"):
        return _stage(output, batch, profile)


def _stage(output: Path, batch: str, profile: Profile) -> Staged:
    site, folder = profile.site, profile.folder
    place = output / site / folder
    above = f"{site}/{folder}".rpartition("/")[0]
    if not trees.are_real(output, above):
        raise NotADirectoryError(errno.ENOTDIR, "not a folder", str(output / above))
    record = read_record(record_path(output, site, folder))
    there = trees.exists(place)
    before = _InPlace(place, trees.look(place) if there else {}, record or Record())
    wanted = {file.path: describe(file) for file in profile.files} if there else {}
    held = {path for path, one in wanted.items() if before.holds(one)}
    foreign = before.foreign(wanted.keys(), held)
    carried = tuple(sorted(foreign))
    files = tuple(sorted(wanted.values()))

    in_the_way = _in_the_way(foreign, wanted.keys())
    unknown = record is None and before.found and (foreign or held != wanted.keys())
    if there and (unknown or not trees.is_folder(place)):
        in_the_way = "."
    if in_the_way:
        return Staged(site, folder, files, changed=False, in_the_way=in_the_way)
    if there and before.record.settled and before.record.files == wanted and held == wanted.keys():
        return Staged(site, folder, files, changed=False, carried=carried)

    target = attempt_place(output, batch)
    target.mkdir()
    made = {""}
    files = tuple(
        sorted(
            _keep(wanted[file.path], place, target, made) if file.path in held else _put(file, target, made)
            for file in profile.files
        )
    )
    for path in carried:
        _make_folder(target, path.rpartition("/")[0], made)
        trees.take_along(place / path, target / path)
    if record is not None or there:
        pending = record_bytes(files, previous=before.record.known | held, carried=foreign, batch=batch)
        write_new(f"{target}.pending.json", pending)
    write_new(f"{target}.json", record_bytes(files))
    _hand_over(target, staging_place(output, batch, site, folder))
    return Staged(
        site,
        folder,
        files,
        changed=True,
        written=len(files) - len(held),
        removed=len(before.record.known.intersection(before.found) - wanted.keys()),
        carried=carried,
    )


def _hand_over(attempt: Path, target: Path) -> None:
    """Put a finished attempt where it is looked for, in place of that of a worker which died after it."""
    target.parent.mkdir(exist_ok=True)
    if trees.exists(target):
        os.rename(target, f"{attempt}.before")
    for ending in (".pending.json", ".json"):
        if trees.exists(f"{attempt}{ending}"):
            os.replace(f"{attempt}{ending}", f"{target}{ending}")
    os.rename(attempt, target)


def _in_the_way(foreign: AbstractSet[str], wanted: AbstractSet[str]) -> str:
    """Name the first of other people's files that a new one would replace or stand below; '' if none."""
    if not foreign:
        return ""
    folders = folders_of(wanted)
    blocked = (path for path in foreign if path in wanted or path in folders or folders_of([path]) & wanted)
    return min(blocked, default="")


def describe(file: OutputFile) -> FileRecord:
    """Measure and digest a file that is to be written."""
    content = file.content
    if content is not None:
        return FileRecord(file.path, len(content), sha256(content).hexdigest())
    return FileRecord(file.path, Path(file.source).stat().st_size, trees.digest_of(file.source))


def _keep(known: FileRecord, place: Path, target: Path, made: set[str]) -> FileRecord:
    """Link a file that is in place already."""
    _make_folder(target, known.path.rpartition("/")[0], made)
    trees.take_along(place / known.path, target / known.path)
    return known


def _put(file: OutputFile, target: Path, made: set[str]) -> FileRecord:
    _make_folder(target, file.path.rpartition("/")[0], made)
    return put_new(file, f"{target}/{file.path}")


def put_new(file: OutputFile, path: str) -> FileRecord:
    """Write a file at a place where there is none yet."""
    content = file.content
    if content is None:
        return _copy(file, path)
    write_new(path, content)
    return FileRecord(file.path, len(content), sha256(content).hexdigest())


def _make_folder(target: Path, below: str, made: set[str]) -> None:
    if below in made:
        return
    _make_folder(target, below.rpartition("/")[0], made)
    os.mkdir(f"{target}/{below}")
    made.add(below)


def write_new(path: str | Path, content: bytes) -> None:
    """Write a file that must not be there yet."""
    number = os.open(path, _NEW_FILE, 0o666)
    try:
        done = os.write(number, content)
        while done < len(content):
            done += os.write(number, memoryview(content)[done:])
    finally:
        os.close(number)


def _copy(file: OutputFile, path: str) -> FileRecord:
    """Copy a file out of a cache, never link it: somebody who edits the site would edit the cache."""
    digest, size_bytes = sha256(), 0
    number = os.open(path, _NEW_FILE, 0o666)
    with open(number, "wb", buffering=0) as out, open(file.source, "rb", buffering=0) as source:
        while piece := source.read(trees.CHUNK_BYTES):
            digest.update(piece)
            size_bytes += len(piece)
            rest = memoryview(piece)
            while rest:
                rest = rest[out.write(rest) :]
    return FileRecord(file.path, size_bytes, digest.hexdigest())
