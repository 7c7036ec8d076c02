"""F8: bring your own framework, with levels that have names."""

from __future__ import annotations

from typing import TYPE_CHECKING

import schools
from schools import entry

if TYPE_CHECKING:
    from conftest import Build, Folder

FRAMEWORK = """\
title: Morecambe Bay
publisher: Our bay
strands:
  place: {name: Place, number: 1}
levels: [Engage, Participate, Demonstrate, Lead]
skills:
  tides: {name: Reading the tides}
"""
SCHOOL = {"school.yml": "framework: bay\n", "frameworks/bay.yml": FRAMEWORK}
PATH = "learners/Amara/2026-03-14 Sands.md"


def test_row_F8_a_framework_of_four_levels_loads_with_no_code(build: Build) -> None:
    built = build(
        SCHOOL
        | {
            PATH: entry(
                "Sands",
                "",
                strands="[place]",
                skills="{tides: {step: demonstrate, how: I led the walk to the fisherman.}}",
            )
        }
    )
    assert built.codes == []
    page = built.profile("Amara").pages["skills/tides"]
    assert page.title == "Reading the tides"
    assert "Demonstrate" in page.text


def test_row_F8_a_level_that_is_not_there_is_told_with_the_range(folder: Folder) -> None:
    told = schools.check(
        folder(SCHOOL | {PATH: entry("Sands", "", strands="[place]", skills="{tides: {step: 5, how: I went.}}")})
    )
    assert schools.places(told) == [("PG305", PATH, 4, 24)]
    assert "Engage" in told[0].message
    assert "Lead" in told[0].message


def test_row_F8_the_levels_of_the_rsa_are_built_in(build: Build) -> None:
    built = build(
        {
            "school.yml": "framework: [learner-profile, rsa-levels]\n",
            PATH: entry("Sands", "", skills="{creativity: I tried three ways.}"),
        }
    )
    assert [one for one in built.codes if one.startswith("PG3")] == []
