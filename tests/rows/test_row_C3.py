"""C3: an exam is one entry among others."""

from __future__ import annotations

from typing import TYPE_CHECKING

from schools import entry

if TYPE_CHECKING:
    from conftest import Build

HOW = "skills"
WORK = {
    "learners/Amara/2026-06-10 Physics exam.md": entry(
        "Physics exam",
        "",
        strands="[curriculum]",
        kind="exam",
        skills="{planning: I made a timetable.}",
        qualification="{name: Physics, level: GCSE, body: AQA, status: awarded, date: 2026-06-10, grade: 9}",
    ),
    "learners/Amara/2026-06-10 Boat.md": entry("Boat", "", mode="made", skills="{planning: I drew each rib.}"),
    "learners/Amara/2026-06-11 Song.md": entry("Song", "", mode="performed", skills="{planning: We practised daily.}"),
}


def test_row_C3_an_exam_never_comes_before_other_modes_on_a_skill_page(build: Build) -> None:
    sections = build(WORK).profile("Amara").pages["skills/planning"].main.all("section")
    assert [one.one("h2").text for one in sections][-1] == "Exam"


def test_row_C3_an_exam_stands_in_the_order_of_days_like_any_entry(build: Build) -> None:
    profile = build(WORK).profile("Amara")
    for page in (profile.pages["entries"], profile.pages["years/2025-26"]):
        titles = [one.text for one in page.main.all("h3") if one.text in {"Physics exam", "Boat", "Song"}] or [
            one.text for one in page.main.all("h2") if one.text in {"Physics exam", "Boat", "Song"}
        ]
        assert titles[0] == "Song"
        assert len(titles) == 3
    assert profile.home.nav.index("Passion") < len(profile.home.nav) - 1
    words = profile.home.text
    assert words.index("Song") < words.index("Physics exam")
