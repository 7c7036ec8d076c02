"""Locks that the system lets go of by itself when whoever holds one ends, however that may be."""

from __future__ import annotations

import errno
import os
import sys
from pathlib import Path

_locks: set[int] = set()


def take_lock(file: Path) -> int | None:
    """Lock a file until `release_lock` or the end of this process, however it ends.

    Returns:
        A number for `release_lock`, or None where another process (or this one) holds the lock.
    """
    number = os.open(file, os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0), 0o666)
    try:
        if sys.platform == "win32":
            import msvcrt  # noqa: PLC0415 - Windows only

            msvcrt.locking(number, msvcrt.LK_NBLCK, 1)
        else:
            import fcntl  # noqa: PLC0415 - everywhere else only

            fcntl.flock(number, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        os.close(number)
        if error.errno in {errno.EACCES, errno.EAGAIN, errno.EDEADLK}:
            return None
        raise
    _locks.add(number)
    return number


def is_locked(file: Path) -> bool:
    """Whether somebody holds a lock just now; nothing is made or changed."""
    if not os.path.lexists(file):
        return False
    lock = take_lock(file)
    if lock is None:
        return True
    release_lock(lock)
    return False


def release_lock(number: int) -> None:
    """Let others have the lock."""
    _locks.discard(number)
    os.close(number)


def _forget_locks() -> None:
    for number in _locks:
        os.close(number)
    _locks.clear()


if hasattr(os, "register_at_fork"):
    # A worker process is a copy that would go on holding the lock after its parent was killed.
    os.register_at_fork(after_in_child=_forget_locks)
