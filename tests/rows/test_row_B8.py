"""B8: each skill carries one sentence on how it shows, and skill pages gather them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import schools
from schools import entry

if TYPE_CHECKING:
    from conftest import Build, Folder

PATH = "learners/Amara/2026-03-14 Volcano.md"


def test_row_B8_a_skill_without_its_sentence_is_an_item_of_check(folder: Folder) -> None:
    told = schools.check(folder({PATH: entry(skills="[creativity, teamwork 5]")}))
    assert schools.places(told) == [("PG224", PATH, 5, 10), ("PG224", PATH, 5, 22)]


def test_row_B8_the_skill_page_shows_sentence_entry_and_level(build: Build) -> None:
    built = build(
        {
            PATH: entry(skills="{creativity: {step: 6, how: I tried three mixtures.}}"),
            "learners/Amara/2026-05-02 Debate.md": entry(
                "Debate", "", skills="{creativity: I turned the question round.}"
            ),
        }
    )
    page = built.profile("Amara").pages["skills/creativity"]
    rows = [row.text for row in page.main.all("ul.evidence")[0].all("li")]
    assert len(rows) == 2
    for row, words in zip(
        rows, (("I turned the question round.", "Debate"), ("I tried three mixtures.", "Volcano")), strict=True
    ):
        assert [word for word in (*words, "Self-reported") if word not in row] == []


def test_row_B8_one_sentence_does_not_serve_two_skills(folder: Folder) -> None:
    told = schools.check(folder({PATH: entry(skills="{creativity: I tried three mixtures., teamwork: 5}")}))
    assert [(one.code, one.message[:10]) for one in told] == [("PG224", "“Teamwork”")]
