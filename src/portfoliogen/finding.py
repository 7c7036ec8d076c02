"""A learner found by any part of their name, for commands that are about one person."""

from __future__ import annotations

from typing import TYPE_CHECKING

from portfoliogen.patterns import pattern
from portfoliogen.reports import SchoolError
from portfoliogen.showing import typed
from portfoliogen.text import fold, nearest

if TYPE_CHECKING:
    from collections.abc import Sequence

    from portfoliogen.model.learner import LearnerJob

_APOSTROPHES = pattern(r"[\u0027\u0060\u00b4\u02bc\u2018\u2019]")


def find_learner(jobs: Sequence[LearnerJob], word: str, *, may_begin: bool = False) -> LearnerJob:
    """The one learner whose name or folder holds `word`, with or without accents and apostrophes.

    Args:
        may_begin: Somebody who is not there may be a new learner, so tell how to begin their folder.

    Raises:
        SchoolError: where nobody has it, or several do.
    """
    wanted = _plain(word)
    if len(jobs) == 1 and not wanted:
        return jobs[0]
    exact = [one for one in jobs if wanted in {_plain(one.name), _plain(one.folder), _plain(_last(one.folder))}]
    hits = exact or [one for one in jobs if wanted and (wanted in _plain(one.name) or wanted in _plain(one.folder))]
    if len(hits) == 1:
        return hits[0]
    if hits:
        names = ", ".join(f"“{one.folder or one.name}”" for one in hits[:8])
        raise SchoolError(f"“{word}” could be {len(hits)} learners: {names}.", "Write more of the name.")
    near = nearest(word, [one.name for one in jobs])
    hints = [f"Did you mean “{near}”?"] if near else []
    if may_begin:
        hints.append(f'To begin a folder for somebody new: portfoliogen new {typed(word)} "My first entry" --begin')
    raise SchoolError(
        f"There is no learner “{word}”{' yet' if may_begin else ''}.",
        " ".join(hints) or "Write any part of the name or of the folder's name.",
    )


def _plain(name: str) -> str:
    return _APOSTROPHES.sub("", fold(name))


def _last(folder: str) -> str:
    return folder.rpartition("/")[2]
