"""G8: nothing in public counts down, nags or decays; no streaks, no points."""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING

import schools
from schools import entry

if TYPE_CHECKING:
    from conftest import Folder

NAGGING = re.compile(
    r"\b(streak\w*|points?|days? (?:left|ago|since|to go)|overdue|late|expired?|hurry|remind\w*|don't forget|"
    r"keep it up|level up|unlock\w*|badge count|progress bar|to go|still to|not yet|remaining|stale|inactive|"
    r"last seen|last active)\b",
    re.IGNORECASE,
)


def test_row_G8_no_word_of_a_theme_nags() -> None:
    assert {path: words for path, text in schools.theme_texts().items() if (words := NAGGING.findall(text))} == {}


def test_row_G8_a_profile_is_the_same_a_year_later(folder: Folder) -> None:
    root = folder(
        {
            "school.yml": "publish: public\nvisibility: public\n",
            "learners/Amara/goals.md": "# Speak in assembly\nStatus: open\nDue: 2026-12-01\nShare: yes\n",
            "learners/Amara/2026-03-14 Volcano.md": entry(skills="{creativity: I tried three mixtures.}"),
        }
    )
    now = schools.build(root, root.parent / "now", today=dt.date(2026, 11, 23))
    later = schools.build(root, root.parent / "later", today=dt.date(2027, 11, 23))
    assert now.files == later.files
