"""B10: knowledge, skills and dispositions are told apart."""

from __future__ import annotations

from typing import TYPE_CHECKING

from schools import entry

if TYPE_CHECKING:
    from conftest import Build

FRAMEWORK = """\
title: Ours
extends: learner-profile
skills:
  rivers: {name: Rivers, kind: knowledge}
  weaving: {name: Weaving, kind: skill}
  patience: {name: Patience, kind: disposition}
"""
SKILLS = "{rivers: I drew the whole basin., weaving: I wove the fence., patience: I began again three times.}"


def test_row_B10_headings_and_pages_say_of_what_kind(build: Build) -> None:
    built = build(
        {
            "school.yml": "framework: ours\n",
            "frameworks/ours.yml": FRAMEWORK,
            "learners/Amara/2026-03-14 Fence.md": entry("Fence", "", skills=SKILLS),
        }
    )
    assert built.codes == []
    profile = built.profile("Amara")
    headings = [one.text for one in profile.home.tree.one("#skills").all("h3")] or [
        one.text for one in profile.home.part("Skills").all("h3")
    ]
    assert headings == ["Knowledge", "Skills", "Dispositions"]
    for key, word in (("rivers", "Knowledge"), ("weaving", "Skills"), ("patience", "Dispositions")):
        assert word in profile.pages[f"skills/{key}"].text


def test_row_B10_an_unknown_kind_of_skill_is_told(build: Build) -> None:
    built = build(
        {
            "school.yml": "framework: ours\n",
            "frameworks/ours.yml": FRAMEWORK.replace("kind: skill", "kind: knack"),
            "learners/Amara/2026-03-14 Fence.md": entry("Fence", "", skills=SKILLS),
        }
    )
    assert built.codes == ["PG309"]
