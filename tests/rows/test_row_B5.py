"""B5: one learner, no school; work and courses count like everything else."""

from __future__ import annotations

from typing import TYPE_CHECKING

import schools
from schools import entry

if TYPE_CHECKING:
    from conftest import Folder

WORK = {
    "profile.md": "---\nname: Grace Hall\n---\nI went back to college at forty.\n",
    "2024-10-03 Night shift.md": entry("Night shift", "", kind="placement", where="work"),
    "2025-03-11 Bookkeeping.md": entry("Bookkeeping", "", strands="[curriculum]", kind="course", where="online"),
    "2026-01-20 Choir.md": entry("Choir", "", where="community"),
}


def test_row_B5_one_folder_builds_with_no_school_file(folder: Folder) -> None:
    root = folder(WORK, "one-folder")
    told = schools.command_here("build", str(root), "--strict")
    assert (told.returncode, told.stderr) == (0, "")
    files = schools.contents(root / "_site", without=".portfoliogen")
    page = schools.Page("index.html", files["school/one-folder/index.html"].decode())
    assert page.title == "Grace Hall"
    assert all(title in page.text for title in ("Night shift", "Bookkeeping", "Choir"))


def test_row_B5_work_and_courses_are_equal_citizens(folder: Folder) -> None:
    profile = schools.build(folder(WORK, "one-folder")).profile("Grace Hall")
    assert set(profile.entries) == {"night-shift", "bookkeeping", "choir"}
    listed = profile.pages["entries"].text
    assert listed.index("Choir") < listed.index("Bookkeeping") < listed.index("Night shift")
