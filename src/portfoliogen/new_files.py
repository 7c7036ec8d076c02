"""Files that did not exist before: the only way in which the program writes into people's folders."""

from __future__ import annotations

import errno
import os
from pathlib import Path


class PlaceError(Exception):
    """A file cannot be put where it was meant to go: what is wrong, and what to do."""

    def __init__(self, message: str, hint: str) -> None:
        super().__init__(message)
        self.message, self.hint = message, hint


def put_new(root: Path, path: str, data: bytes) -> bool:
    """Write a file that is not there yet, whole or not at all.

    Args:
        root: The folder that the file may not lead out of; it is there.
        path: Below `root`, with forward slashes.

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
                file.write(data)
            except OSError:
                file.close()
                target.unlink(missing_ok=True)
                raise
    except FileExistsError as error:
        if error.errno == errno.EEXIST and os.path.lexists(target):
            return False
        raise PlaceError(f"“{path}” cannot be made.", "A file stands where a folder is needed; move it away.") from error
    except OSError as error:
        reason = (error.strerror or "the disk refuses").lower()
        raise PlaceError(f"“{target}” could not be written: {reason}.",
                         "Check that the disk has room and that you may write there.") from error
    return True
