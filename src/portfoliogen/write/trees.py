"""Looking at folders and taking them down, without ever following a link."""

from __future__ import annotations

import errno
import os
import stat
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

CHUNK_BYTES = 1 << 20


def look(folder: Path) -> dict[str, os.stat_result]:
    """List all files and empty folders below a folder, by path; nothing where it is no folder."""
    found: dict[str, os.stat_result] = {}
    if is_folder(folder):
        _look(str(folder), "", found)
    return found


def _look(folder: str, below: str, found: dict[str, os.stat_result]) -> None:
    with os.scandir(folder) as listing:
        entries = list(listing)
    if not entries and below:
        found[below.rstrip("/")] = os.lstat(folder)
    for entry in entries:
        if entry.is_dir(follow_symlinks=False) and not _is_junction(entry):
            _look(entry.path, f"{below}{entry.name}/", found)
        else:
            found[below + entry.name] = entry.stat(follow_symlinks=False)


def _is_junction(entry: os.DirEntry[str]) -> bool:
    # Windows' other kind of link. Python 3.12 has is_junction; the attribute is older.
    attributes = getattr(entry.stat(follow_symlinks=False), "st_file_attributes", 0)
    return bool(attributes & getattr(stat, "FILE_ATTRIBUTE_REPARSE_POINT", 0))


def is_folder(path: Path) -> bool:
    """Whether a real folder stands there, not a link to one."""
    try:
        return stat.S_ISDIR(os.lstat(path).st_mode)
    except (FileNotFoundError, NotADirectoryError):
        return False


def exists(path: Path | str) -> bool:
    """Whether anything stands there, a broken link included."""
    return os.path.lexists(path)


def are_real(base: Path, below: str) -> bool:
    """Whether every folder `below` a base is real, or not there yet: no link leads out of the base."""
    place = base
    for part in below.split("/") if below else ():
        place = place / part
        if not is_folder(place):
            return not exists(place)
    return True


def make_folders(base: Path, below: str) -> None:
    """Make the folders `below` a base, each of them real.

    Raises:
        NotADirectoryError: A file or link stands where a folder is needed.
    """
    place = base
    for part in below.split("/") if below else ():
        place = place / part
        try:
            place.mkdir()
        except FileExistsError:
            if not is_folder(place):
                raise NotADirectoryError(errno.ENOTDIR, "not a folder", str(place)) from None


def digest_of(path: Path | str) -> str:
    """SHA-256 of a file's bytes, read without following a link."""
    from hashlib import file_digest  # noqa: PLC0415 - not needed for a first build

    number = os.open(path, os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0))
    with open(number, "rb", buffering=0) as stream:
        return file_digest(stream, "sha256").hexdigest()


def clear(folder: Path, ours: frozenset[str] | None = None) -> list[str]:
    """Take down a folder.

    Args:
        ours: Take away these files only. None means everything.

    Returns:
        What was not ours and is still there.
    """
    left = sorted(_clear(str(folder), "", ours)) if is_folder(folder) else []
    if not left and is_folder(folder):
        os.rmdir(folder)
    return left


def _clear(folder: str, below: str, ours: frozenset[str] | None) -> Iterator[str]:
    with os.scandir(folder) as listing:
        entries = list(listing)
    for entry in entries:
        path = below + entry.name
        if entry.is_dir(follow_symlinks=False) and not _is_junction(entry):
            kept = list(_clear(entry.path, f"{path}/", ours))
            yield from kept
            if not kept:
                os.rmdir(entry.path)
        elif ours is None or path in ours:
            os.unlink(entry.path)
        else:
            yield path


def drop_empty(base: Path, below: str) -> None:
    """Take away a folder below a base, and those above it, as long as nothing is in them."""
    while below:
        try:
            os.rmdir(base / below)
        except OSError:
            return
        below = below.rpartition("/")[0]


def is_same(one: Path, other: Path) -> bool:
    """Whether two places hold one file, or two files with the same bytes."""
    try:
        first, second = os.lstat(one), os.lstat(other)
    except (FileNotFoundError, NotADirectoryError):
        return False
    if os.path.samestat(first, second):
        return True
    if stat.S_ISREG(first.st_mode) and stat.S_ISREG(second.st_mode) and first.st_size == second.st_size:
        return digest_of(one) == digest_of(other)
    return False


def take_along(source: Path, target: Path) -> None:
    """Give somebody's file a second place, whatever it is."""
    status = os.lstat(source)
    if stat.S_ISDIR(status.st_mode):
        os.mkdir(target)
        return
    try:
        os.link(source, target, follow_symlinks=False)
    except (OSError, NotImplementedError):
        import shutil  # noqa: PLC0415 - only for disks without hard links

        shutil.copy2(source, target, follow_symlinks=False)
