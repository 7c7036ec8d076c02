"""B7: extended projects; the log is private, and assessed work is not public before its day."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import schools
from portfoliogen.framework import load
from schools import entry

if TYPE_CHECKING:
    from conftest import Folder

CANARY = "quokka"
SCHOOL = {"school.yml": "publish: public\nvisibility: public\n"}
PROJECT = SCHOOL | {
    "learners/Amara/2026-03-14 Volcano.md": entry(),
    "learners/Amara/2026-06-01 Tides.md": entry(
        "Tides", "", f"Why do tides turn, {CANARY}?", kind="EPQ", embargo_until="2026-12-01"
    ),
}


def test_row_B7_an_embargoed_project_is_in_no_public_build_before_its_day(folder: Folder) -> None:
    built = schools.build(folder(PROJECT), today=dt.date(2026, 11, 30))
    public = {path: data for path, data in built.files.items() if path.startswith("public/")}
    assert not [path for path, data in public.items() if CANARY.encode() in data or b"tides" in data.lower()]
    assert "tides" in built.profile("Amara").entries


def test_row_B7_it_is_public_from_its_day(folder: Folder) -> None:
    built = schools.build(folder(PROJECT), today=dt.date(2026, 12, 1))
    assert CANARY in built.profile("Amara", "public").entries["tides"].text


def test_row_B7_the_log_is_private_by_default(folder: Folder) -> None:
    built = schools.build(
        folder(
            SCHOOL
            | {
                "learners/Amara/2026-03-14 Volcano.md": entry(),
                "learners/Amara/2026-04-01 Monday.md": entry(
                    "Monday", "", f"I argued with Mr Bell, {CANARY}.", kind="log"
                ),
            }
        )
    )
    assert not [path for path, data in built.files.items() if CANARY.encode() in data or b"monday" in data.lower()]


def test_row_B7_the_template_has_the_stages_of_an_extended_project() -> None:
    stages = " ".join(load((), {})[0].kind("extended-project").stages).casefold()
    wanted = ("idea", "proposal", "planning review", "mid-project review", "presentation", "reflection")
    assert [word for word in wanted if word not in stages] == []
