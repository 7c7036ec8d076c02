"""Why something was not published, in words for the person at the keyboard."""

from __future__ import annotations

import errno
from contextlib import contextmanager
from typing import TYPE_CHECKING

from portfoliogen.reports import SchoolError

if TYPE_CHECKING:
    from collections.abc import Iterator

_RIGHT = "Ask whoever looks after it to let you write there."
_REASONS = {
    errno.ENOSPC: ("There is no room left on it.", "Make room there, then publish again."),
    errno.EDQUOT: ("Your share of its space is used up.", "Make room there, then publish again."),
    errno.EACCES: ("You may not write there.", _RIGHT),
    errno.EPERM: ("You may not write there.", _RIGHT),
    errno.EROFS: ("It can only be read.", _RIGHT),
    errno.ENOENT: ("It is not there any more.", "Connect the share or the disk again, then publish again."),
    errno.ENOTDIR: ("A file or a link stands where a folder is needed.", "Move it away, then publish again."),
    errno.ENAMETOOLONG: ("A name is too long for it.", "Choose a folder with a shorter path."),
}


class PublishError(SchoolError):
    """Nothing, or not everything, was published: what is wrong, and what to do."""


@contextmanager
def placing(place: object) -> Iterator[None]:
    """Turn every failure of a disk or a share inside the block into a PublishError about `place`."""
    try:
        yield
    except OSError as error:
        reason, hint = _REASONS.get(
            error.errno or 0,
            (
                f"The computer says: {(error.strerror or 'no reason given').lower()}.",
                "Check the connection, then publish again: it goes on where it stopped.",
            ),
        )
        raise PublishError(f"“{place}” could not be written. {reason}", hint) from error
