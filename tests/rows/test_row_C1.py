"""C1: evidenced in many ways; a skill page is ordered by them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

import schools
from schools import entry

if TYPE_CHECKING:
    from conftest import Build, Folder

MODES = {
    "written": "Written",
    "oral": "Spoken",
    "made": "Made",
    "performed": "Performed",
    "observed": "Observed",
    "exam": "Exam",
}


def test_row_C1_a_skill_page_groups_by_mode(build: Build) -> None:
    built = build(
        {
            f"learners/Amara/2026-03-0{day} {mode}.md": entry(
                f"Something {mode}", "", mode=mode, skills=f"{{creativity: How it showed {mode}.}}"
            )
            for day, mode in enumerate(reversed(MODES), 1)
        }
    )
    assert built.codes == []
    sections = built.profile("Amara").pages["skills/creativity"].main.all("section")
    assert [one.one("h2").text for one in sections] == list(MODES.values())
    for mode, section in zip(MODES, sections, strict=True):
        assert f"How it showed {mode}." in section.text
        assert section.text.count("How it showed") == 1


@pytest.mark.parametrize(("word", "near"), [("writen", "Written"), ("preformed", "Performed"), ("spokn", "Spoken")])
def test_row_C1_an_unknown_mode_gets_the_nearest_match(folder: Folder, word: str, near: str) -> None:
    path = "learners/Amara/2026-03-14 Volcano.md"
    told = schools.check(folder({path: entry(mode=word)}))
    assert schools.places(told) == [("PG304", path, 5, 7)]
    assert told[0].hint == f"Did you mean “{near}”?"
