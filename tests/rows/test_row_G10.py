"""G10: coverage by context and mode, not by volume."""

from __future__ import annotations

from typing import TYPE_CHECKING

import schools
from schools import entry

if TYPE_CHECKING:
    from conftest import Build, Folder


def _copies(count: int) -> dict[str, str]:
    return {
        f"learners/Amara/2026-03-{day:02} Volcano {day}.md": entry(
            f"Volcano {day}", "", subject="Science", skills="{creativity: I tried three mixtures.}"
        )
        for day in range(1, count + 1)
    }


def _facts(build: Build, count: int) -> dict[str, str]:
    page = build(_copies(count)).profile("Amara").pages["skills/creativity"]
    return {row.one("dt").text: row.one("dd").text for row in page.main.one("dl").all("div")}


def test_row_G10_ten_copies_raise_neither_contexts_nor_modes(build: Build, folder: Folder) -> None:
    del folder
    one = _facts(build, 1)
    ten = _facts(build, 10)
    assert (one["Contexts"], one["Modes"]) == (ten["Contexts"], ten["Modes"])
    assert ten["Contexts"].startswith("1 context")
    assert ten["Modes"].startswith("1 mode")


def test_row_G10_one_entry_serves_several_skills_each_with_its_own_sentence(build: Build) -> None:
    built = build(
        {
            "learners/Amara/2026-03-14 Volcano.md": entry(
                skills="{creativity: I tried three mixtures., teamwork: I held the bottle., planning: 4}"
            )
        }
    )
    pages = built.profile("Amara").pages
    assert "I tried three mixtures." in pages["skills/creativity"].text
    assert "I held the bottle." in pages["skills/teamwork"].text
    assert "I held the bottle." not in pages["skills/creativity"].text
    assert schools.places(built.told) == [("PG224", "learners/Amara/2026-03-14 Volcano.md", 5, 77)]
