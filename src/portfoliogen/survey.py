"""One look at a school's folders: has anything changed? A walk and a stat of each file, nothing is opened."""

from __future__ import annotations

import hashlib
import marshal
import os
from typing import TypeAlias

Stamp: TypeAlias = tuple[int, int, int, int]
"""Size, time of change, time of change of the node, and node: what a file cannot keep when it is rewritten."""

Survey: TypeAlias = dict[str, Stamp]


NO_STAMP: Stamp = (-1, -1, -1, -1)
"""Of what is not there or cannot be read: no file has it, so all is looked at again."""


def stamp(status: os.stat_result) -> Stamp:
    """What is remembered of a file."""
    return status.st_size, status.st_mtime_ns, status.st_ctime_ns, status.st_ino


def survey(roots: tuple[str, ...], without: tuple[str, ...] = ()) -> Survey:
    """The stamp of every file and folder below the roots, links as themselves.

    Args:
        without: Folders that are not looked into, by full path: what the build writes.
    """
    found: Survey = {}
    skipped = frozenset(without)
    for root in roots:
        todo = [root]
        while todo:
            try:
                with os.scandir(todo.pop()) as listing:
                    for entry in listing:
                        if entry.is_dir(follow_symlinks=False):
                            if entry.name == ".portfoliogen":
                                found |= _own(entry.path)
                            elif entry.path not in skipped:
                                todo.append(entry.path)
                        else:
                            status = entry.stat(follow_symlinks=False)  # as `stamp`, without a call for each file
                            found[entry.path] = (
                                status.st_size,
                                status.st_mtime_ns,
                                status.st_ctime_ns,
                                status.st_ino,
                            )
            except OSError:
                # A folder that cannot be read now is told by the build; here it only means that all is looked at.
                found[root] = NO_STAMP
    return found


def _own(folder: str) -> Survey:
    """What people change in the program's own folder: the table of readers. The rest is made by builds."""
    place = os.path.join(folder, "readers.csv")
    try:
        return {place: stamp(os.stat(place))}
    except OSError:
        return {}


MANY = 10_000
"""With fewer files, a look at them takes less than to begin another process."""


def packed(found: Survey) -> bytes:
    """A survey as bytes, the same for the same."""
    # Version 2 of the format writes equal values as equal bytes; later ones also tell which objects are the same.
    return marshal.dumps(found, 2)


def unpacked(data: bytes) -> Survey:
    """The survey that was packed."""
    found: Survey = marshal.loads(data)  # noqa: S302 - nobody else's bytes come here
    return found


def digest(data: bytes) -> bytes:
    """What has to be kept of a packed survey to know it again."""
    return hashlib.blake2b(data).digest()


def is_settled(found: Survey, looked_at_ns: int) -> bool:
    """Whether no file is so new that it could change again without a new time (SAFETY: same size, same time)."""
    return all(max(one[1], one[2]) < looked_at_ns - 20_000_000 for one in found.values())
