"""Files that did not exist before: the only way in which the program writes into people's folders."""

from __future__ import annotations

import errno
import os
import re
import shutil
import unicodedata
from pathlib import Path
from typing import TYPE_CHECKING

from portfoliogen.patterns import pattern

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import IO

_FORBIDDEN = pattern(r'[<>:"/\\|?*\x00-\x1f\x7f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]+')
_RESERVED = pattern(r"(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)", re.IGNORECASE)
_MAX_NAME_BYTES = 120


class PlaceError(Exception):
    """A file cannot be put where it was meant to go: what is wrong, and what to do."""

    def __init__(self, message: str, hint: str) -> None:
        super().__init__(message)
        self.message, self.hint = message, hint


def put_new(root: Path, path: str, data: bytes | Callable[[], IO[bytes]]) -> bool:
    """Write a file that is not there yet, whole or not at all.

    Args:
        root: The folder that the file may not lead out of; it is there.
        path: Below `root`, with forward slashes.
        data: What to write, or how to open it: a film need not fit into memory.

    Returns:
        Whether it was written: False means that something stands there already, and is left as it is.

    Raises:
        PlaceError: The path leads elsewhere, or the disk refuses.
    """
    parts = path.split("/")
    if any(part in {"", ".", ".."} or "\0" in part for part in parts):
        raise PlaceError(f"“{path}” leads out of the folder.", "Choose another name.")
    target = root.joinpath(*parts)
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        if not target.parent.resolve().is_relative_to(root.resolve()):
            raise PlaceError(f"“{path}” lies behind a link to another folder.", "Put the folder itself in its place.")
        with target.open("xb") as file:
            try:
                _fill(file, data)
            except BaseException:
                file.close()
                target.unlink(missing_ok=True)
                raise
    except FileExistsError as error:
        if error.errno == errno.EEXIST and os.path.lexists(target):
            return False
        raise PlaceError(f"“{path}” cannot be made.", "A file stands where a folder is needed.") from error
    except OSError as error:
        reason = (error.strerror or "the disk refuses").lower()
        raise PlaceError(
            f"“{target}” could not be written: {reason}.", "Check that the disk has room and that you may write there."
        ) from error
    return True


def _fill(file: IO[bytes], data: bytes | Callable[[], IO[bytes]]) -> None:
    if isinstance(data, bytes):
        file.write(data)
        return
    with data() as source:
        shutil.copyfileobj(source, file, 1024 * 1024)


def safe_name(text: str) -> str:
    """A file's or folder's name that every system takes and that people still know: letters of any script stay.

    Returns:
        The name, or empty text where nothing of it can stay.
    """
    plain = unicodedata.normalize("NFC", " ".join(_FORBIDDEN.sub(" ", text).split()))
    stem, dot, ending = plain.rpartition(".")
    if not dot or len(ending) > 5 or not ending.isalnum():
        stem, dot, ending = plain, "", ""
    room = _MAX_NAME_BYTES - len(dot + ending)
    stem = stem.encode()[:room].decode(errors="ignore").strip(" .~")
    name = (stem + dot + ending).strip(" .~") if stem else ""
    return f"{name} 1" if _RESERVED.match(name) else name
