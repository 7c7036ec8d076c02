"""Zip files whose bytes depend on nothing but what is in them."""

from __future__ import annotations

import glob
import os
import time
import zipfile
from contextlib import suppress
from typing import TYPE_CHECKING

from portfoliogen.write import system

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

_FIRST_DAY = (1980, 1, 1, 0, 0, 0)
_PLAIN_FILE = 0o100644 << 16
_UNIX = 3
_A_DAY_S = 86_400


def write_zip(place: Path, files: Iterable[tuple[str, Callable[[], bytes]]], comment: bytes) -> None:
    """Write a zip, whole or not at all; the same files in the same order give the same bytes on any machine.

    Args:
        files: Name in the zip, and how to get its bytes; one is in memory at a time.

    Raises:
        OSError: The disk refuses.
    """
    aside = place.with_name(f".{place.name}.{os.getpid()}.part")
    _drop_left(place)
    try:
        with zipfile.ZipFile(aside, "w") as made:
            made.comment = comment
            for name, read in files:
                info = zipfile.ZipInfo(name, _FIRST_DAY)
                # Stored, not packed: two versions of zlib pack the same bytes in two ways.
                info.compress_type, info.external_attr, info.create_system = zipfile.ZIP_STORED, _PLAIN_FILE, _UNIX
                made.writestr(info, read())
        system.sync_file(aside)
        system.replace(aside, place)
    finally:
        with suppress(OSError):
            aside.unlink(missing_ok=True)


def _drop_left(place: Path) -> None:
    """Take away what was left long ago by somebody who was killed while writing this zip."""
    for left in place.parent.glob(f".{glob.escape(place.name)}.*.part"):
        with suppress(OSError):
            if left.stat().st_mtime < time.time() - _A_DAY_S:
                left.unlink()
