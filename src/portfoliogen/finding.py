"""A learner found by any part of their name, for commands that are about one person."""

from __future__ import annotations

from typing import TYPE_CHECKING

from portfoliogen.reports import SchoolError
from portfoliogen.text import fold, nearest

if TYPE_CHECKING:
    from collections.abc import Sequence

    from portfoliogen.model.learner import LearnerJob


def find_learner(jobs: Sequence[LearnerJob], word: str) -> LearnerJob:
    """The one learner whose name or folder holds `word`.

    Raises:
        SchoolError: where nobody has it, or several do.
    """
    wanted = fold(word)
    if len(jobs) == 1 and not wanted:
        return jobs[0]
    exact = [job for job in jobs if wanted in {fold(job.name), fold(job.folder), fold(job.folder.rpartition("/")[2])}]
    hits = exact or [job for job in jobs if wanted and (wanted in fold(job.name) or wanted in fold(job.folder))]
    if len(hits) == 1:
        return hits[0]
    if hits:
        names = ", ".join(f"“{job.folder or job.name}”" for job in hits[:8])
        raise SchoolError(f"“{word}” could be {len(hits)} learners: {names}.", "Write more of the name.")
    near = nearest(word, [job.name for job in jobs])
    raise SchoolError(
        f"There is no learner “{word}” yet.",
        f"Did you mean “{near}”? "
        if near
        else f'To begin a folder for them: portfoliogen new "{word}" "My first entry" --begin',
    )
