"""Whose problem it is, and which problems are the same slip made again and again."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from portfoliogen.text import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from portfoliogen.diagnostics import Diagnostic

SHOWN = 5
"""How many problems of one kind are shown for one learner before the rest is only counted."""


def owner_finder(learners: Iterable[str]) -> dict[str, str]:
    """Learners' names by the way that a folder may spell them."""
    return {fold(name): name for name in learners}


def owner_of(diagnostic: Diagnostic, owners: dict[str, str]) -> str:
    """Name whose problem it is: the learner in whose folder it is, else that folder.

    Empty text stands for the school's own files.
    """
    parts = diagnostic.at.path.split("/")
    for part in parts:
        name = owners.get(fold(part))
        if name is not None:
            return name
    return "/".join(parts[:-1])


def with_repeats(
    diagnostics: Sequence[Diagnostic],
    learners: Iterable[str] = (),
) -> Iterator[tuple[Diagnostic, int]]:
    """Leave out problems of one kind after the fifth in one place.

    Yields:
        Each problem that is shown, and how many more like it are left out after this one.
    """
    owners = owner_finder(learners)
    kinds = [(owner_of(one, owners), one.code) for one in diagnostics]
    total = Counter(kinds)
    seen: Counter[tuple[str, str]] = Counter()
    for one, kind in zip(diagnostics, kinds, strict=True):
        seen[kind] += 1
        # Six shown are shorter than five and a line that says that there is one more.
        if total[kind] <= SHOWN + 1:
            yield one, 0
        elif seen[kind] <= SHOWN:
            yield one, total[kind] - SHOWN if seen[kind] == SHOWN else 0
