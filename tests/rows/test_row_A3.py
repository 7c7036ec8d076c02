"""A3: reliable; a skill page tells what stands behind the skill, and adds nothing up."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from endorsed_school import endorse

from schools import Page, entry

if TYPE_CHECKING:
    from conftest import Build, Folder

WORK = {
    "people.yml": "people:\n  - {name: Mrs Lane, role: puppeteer, named: yes}\n",
    "learners/Amara/2025-10-01 Owl.md": entry(
        "Owl", "2025-10-01", mode="made", subject="Art", skills="{creativity: {step: 4, how: I mixed three browns.}}"
    ),
    "learners/Amara/2026-03-14 Volcano.md": entry(
        mode="written", subject="Art", skills="{creativity: {step: 5, how: I tried three mixtures.}}"
    ),
    "learners/Amara/2026-05-02 Puppets.md": entry(
        "Puppets",
        "2026-05-02",
        mode="made",
        where="community",
        skills="{creativity: {step: 6, how: I made a hinge from a paper clip.}}",
    ),
}


@pytest.fixture
def page(folder: Folder, build: Build) -> Page:
    root = folder(WORK)
    endorse(root, "amara puppets", "--by", "Mrs Lane", "--level", "seen")
    return build(root).profile("Amara").pages["skills/creativity"]


def test_row_A3_five_facts_stand_on_the_skill_page(page: Page) -> None:
    facts = {row.one("dt").text: row.one("dd").text for row in page.main.one("dl").all("div")}
    assert facts["Entries"].startswith("3 entries")
    assert facts["Contexts"].startswith("2 contexts")
    assert facts["Modes"].startswith("2 modes")
    assert "Mrs Lane" in facts["Adults who stand behind them"]
    assert "1 October 2025" in facts["First and last"]
    assert "2 May 2026" in facts["First and last"]


def test_row_A3_nothing_is_added_up(page: Page) -> None:
    assert "%" not in page.tree.text
    for word in ("15", "average", "total", "score"):
        assert word not in page.main.text.casefold()
