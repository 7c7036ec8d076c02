"""B4: courses of four kinds, by phase, with their entries."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

import schools
from schools import entry

if TYPE_CHECKING:
    from conftest import Build, Folder

KINDS = {
    "single": "Single subject",
    "interdisciplinary": "Interdisciplinary course",
    "applied": "Applied course",
    "technical": "Technical course",
}


@pytest.mark.parametrize("kind", KINDS)
def test_row_B4_a_course_page_lists_its_entries(build: Build, kind: str) -> None:
    built = build(
        {
            "school.yml": f"courses:\n  - {{name: Ships and the sea, kind: {kind}, phase: Key Stage 4}}\n",
            "learners/Amara/2026-03-14 Volcano.md": entry(course="ships and the sea"),
            "learners/Amara/2026-05-02 Debate.md": entry("Debate", ""),
        }
    )
    assert built.codes == []
    page = built.profile("Amara").pages["courses/ships-and-the-sea"]
    assert KINDS[kind] in page.text
    assert "Key Stage 4" in page.text
    assert "Volcano" in page.text
    assert "Debate" not in page.text


def test_row_B4_an_unknown_kind_gets_the_nearest_match(folder: Folder) -> None:
    told = schools.check(
        folder(
            {
                "school.yml": "courses:\n  - {name: Welding, kind: technicl}\n",
                "learners/Amara/2026-03-14 Volcano.md": entry(),
            }
        )
    )
    assert schools.places(told) == [("PG808", "school.yml", 2, 27)]
    assert told[0].hint == "Did you mean “technical”?"
