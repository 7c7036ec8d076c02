"""Why something was not published, in words for the person at the keyboard."""

from __future__ import annotations

import errno
from contextlib import contextmanager
from typing import TYPE_CHECKING

from portfoliogen.reports import SchoolError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_SHOWN = 3
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


def in_the_way_of(place: object, paths: Sequence[str]) -> PublishError:
    """Something of somebody else's stands where pages should go."""
    more = f" and {len(paths) - _SHOWN} more" if len(paths) > _SHOWN else ""
    named = f"{', '.join(f'“{path}”' for path in paths[:_SHOWN])}{more}"
    return PublishError(
        f"In “{place}” there is what portfoliogen did not put there, or what somebody changed since: {named}. "
        "Nothing was published.",
        "Move it away, then publish again.",
    )


def other_site(place: object, there: str, here: str) -> PublishError:
    """A place holds the other site."""
    return PublishError(
        f"“{place}” holds the {there} site, and this is the {here} site.",
        "The two never mix: choose another place for one of them in school.yml.",
    )


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
