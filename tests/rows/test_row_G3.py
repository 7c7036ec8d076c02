"""G3: retrieval by looking again: check has a list of what is due, by date."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import schools
from schools import entry

if TYPE_CHECKING:
    from conftest import Folder

SCHOOL = {
    "learners/Amara/profile.md": "I build.\n",
    "learners/Amara/2026-01-14 Volcano.md": entry("Volcano", "2026-01-14"),
    "learners/Amara/2026-03-14 Moon.md": entry("Moon", "2026-03-14"),
    "learners/Amara/2026-11-01 Kite.md": entry("Kite", "2026-11-01"),
    "learners/Ben/profile.md": "I read.\n",
    "learners/Ben/2026-02-14 Boat.md": entry("Boat", "2026-02-14"),
    "learners/Ben/2026-08-20 Boat again.md": entry("Boat again", "2026-08-20", revisits="Boat"),
}


def due(folder: Folder, *words: str) -> list[str]:
    told = schools.command_here("check", str(folder(SCHOOL)), *words).stdout
    return re.findall(r"^  (\d{4}-\d\d-\d\d  .*)$", told, re.MULTILINE)


def test_row_G3_what_is_due_is_listed_by_date(folder: Folder) -> None:
    lines = due(folder, "--look-again")
    assert lines == ["2026-07-15  Amara: “Volcano” of 2026-01-14", "2026-09-12  Amara: “Moon” of 2026-03-14"]
    assert lines == sorted(lines)


def test_row_G3_an_ordinary_check_names_one_thing_for_each_learner(folder: Folder) -> None:
    assert due(folder) == ["2026-07-15  Amara: “Volcano” of 2026-01-14"]


def test_row_G3_what_was_looked_at_again_is_not_due(folder: Folder) -> None:
    assert not [line for line in due(folder, "--look-again") if "Boat" in line]


def test_row_G3_it_says_what_to_ask_and_is_in_no_site(folder: Folder) -> None:
    root = folder(SCHOOL)
    told = schools.command_here("check", str(root)).stdout
    assert "say it without notes" in told
    schools.command_here("build", str(root))
    assert not [
        path
        for path in (root / "_site").rglob("*.html")
        if "look again" in path.read_text("utf-8").lower() and "2026-07-15" in path.read_text("utf-8")
    ]
