"""The few things that only the operating system can do: exchange and sync."""

from __future__ import annotations

import ctypes
import errno
import os
import sys
import time
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

_AT_FDCWD = -100
_RENAME_EXCHANGE = 2  # linux/fs.h; macOS calls the same thing RENAME_SWAP, with the same number
_CANNOT = frozenset({errno.ENOSYS, errno.EINVAL, errno.ENOTSUP, errno.EOPNOTSUPP})
_REPLACE_TRIES = 20


@cache
def _exchange_call() -> Callable[[bytes, bytes], int] | None:
    if sys.platform == "win32":
        return None
    try:
        libc = ctypes.CDLL(None, use_errno=True)
        if sys.platform == "darwin":
            swap = libc.renamex_np
            swap.argtypes = [ctypes.c_char_p, ctypes.c_char_p, ctypes.c_uint]
            return lambda one, other: int(swap(one, other, _RENAME_EXCHANGE))
        rename = libc.renameat2
    except (OSError, AttributeError):
        return None
    rename.argtypes = [ctypes.c_int, ctypes.c_char_p, ctypes.c_int, ctypes.c_char_p, ctypes.c_uint]
    return lambda one, other: int(rename(_AT_FDCWD, one, _AT_FDCWD, other, _RENAME_EXCHANGE))


def exchange(one: Path, other: Path) -> bool:
    """Let two folders change places at one instant.

    Returns:
        False where the system or the disk cannot do that; nothing has changed then.

    Raises:
        OSError: It can, but not with these two.
    """
    call = _exchange_call()
    if call is None:
        return False
    if call(os.fsencode(one), os.fsencode(other)) == 0:
        return True
    number = ctypes.get_errno()
    if number in _CANNOT:
        return False
    raise OSError(number, os.strerror(number), str(other))


def sync(folder: Path) -> None:
    """Bring all that was written to the disk of `folder`, in one go: one fsync a file takes far longer."""
    if sys.platform == "win32":
        return
    try:
        call = ctypes.CDLL(None, use_errno=True).syncfs
    except (OSError, AttributeError):
        os.sync()
        return
    number = os.open(folder, os.O_RDONLY)
    try:
        if call(number) != 0:
            problem = ctypes.get_errno()
            raise OSError(problem, os.strerror(problem), str(folder))
    finally:
        os.close(number)


def sync_file(file: Path) -> None:
    """Bring one file to the disk."""
    number = os.open(file, os.O_RDWR)
    try:
        os.fsync(number)
    finally:
        os.close(number)


def replace(source: Path | str, target: Path | str) -> None:
    """Put a file in place of another.

    Windows refuses while a virus scanner looks at the old one, so there it is tried for a second.
    """
    for _ in range(_REPLACE_TRIES if os.name == "nt" else 0):
        try:
            Path(source).replace(target)
        except PermissionError:
            time.sleep(0.05)
        else:
            return
    Path(source).replace(target)
