"""Is everything there that a build needs? This computer, a school's folders, what was built."""

from __future__ import annotations

from typing import TYPE_CHECKING

from portfoliogen.doctor.environment import examine_environment
from portfoliogen.doctor.findings import Finding, State
from portfoliogen.doctor.school import examine_school

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["Finding", "State", "examine"]


def examine(folder: Path) -> tuple[Finding, ...]:
    """Look at everything.

    Args:
        folder: A school; a folder without any learner is told as such.
    """
    return (*examine_environment(), *examine_school(folder))
