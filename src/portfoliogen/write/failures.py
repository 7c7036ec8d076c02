"""What went wrong with the disk, in words for the person at the keyboard."""

from __future__ import annotations

import errno
from contextlib import contextmanager
from typing import TYPE_CHECKING

from portfoliogen.showing import Refusal

if TYPE_CHECKING:
    from collections.abc import Iterator

_FULL = "There is no room left on the disk."
_NOT_ALLOWED = "This computer does not allow portfoliogen to write there."
_REASONS = {
    errno.ENOSPC: (_FULL, "Make room on the disk, then build again."),
    errno.EDQUOT: ("Your share of the disk is used up.", "Make room on the disk, then build again."),
    errno.EFBIG: ("A file grew larger than this computer allows.", "Ask for the limit to be lifted."),
    errno.EACCES: (_NOT_ALLOWED, "Choose another folder with -o, or ask for the right to write there."),
    errno.EPERM: (_NOT_ALLOWED, "Choose another folder with -o, or ask for the right to write there."),
    errno.EROFS: ("That disk can only be read.", "Choose a folder on another disk with -o."),
    errno.ENAMETOOLONG: ("A name is too long for that disk.", "Choose a folder with a shorter path with -o."),
    errno.EXDEV: ("It lies on another disk than its output folder.", "Choose a folder on one disk with -o."),
    errno.ENOTDIR: ("A file or a link stands where a folder is needed.", "Move it away, then build again."),
    errno.EEXIST: ("Something was put there while the site was being built.", "Build again."),
    errno.ENOTEMPTY: ("Something was put there while the site was being built.", "Build again."),
    errno.EIO: ("The disk reported a fault.", "Check the disk or the connection to it, then build again."),
}


class OutputError(Refusal):
    """The output could not be written. Never about what a learner wrote."""


class OutputPathError(ValueError):
    """A file or folder was planned at an address that may not be: a fault of the program, not of the disk."""


def told(error: OSError, place: object) -> OutputError:
    """Say in plain words that `place` could not be written."""
    reason, hint = _REASONS.get(
        error.errno or 0,
        (f"The computer says: {error}.", "Mend that, then build again."),
    )
    return OutputError(f"“{place}” could not be written. {reason}", hint)


@contextmanager
def writing(place: object) -> Iterator[None]:
    """Turn every failure of the disk inside the block into an OutputError about `place`."""
    try:
        yield
    except OSError as error:
        raise told(error, place) from error
