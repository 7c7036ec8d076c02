"""A2: holistic; an empty strand is a private prompt, never a public gap."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import schools
from schools import entry

if TYPE_CHECKING:
    from conftest import Build, Folder

WORK = {
    "school.yml": "publish: public\n",
    "learners/Amara/2026-03-14 Volcano.md": entry(visibility="public"),
    "learners/Amara/2026-05-02 Times tables.md": entry(
        "Times tables", "2026-05-02", strands="[foundations]", visibility="public"
    ),
}
EMPTY = ("Curriculum and qualifications", "Essential skills")


def test_row_A2_strands_with_work_are_there(build: Build) -> None:
    profile = build(WORK).profile("Amara", "public")
    assert {"Foundations", "Passion"} <= set(profile.home.nav)


def test_row_A2_an_empty_strand_is_no_public_gap(build: Build) -> None:
    profile = build(WORK).profile("Amara", "public")
    assert not [path for path in profile.pages if path in {"strands/curriculum", "strands/essential"}]
    assert not [name for name in EMPTY if name in profile.text]
    assert not re.search(r"(?<![\d–-])0(?![\d–-])", profile.text)


def test_row_A2_check_lists_empty_strands_as_nothing_here_yet(folder: Folder) -> None:
    said = schools.command_here("check", str(folder(WORK))).stdout
    prompt = said.partition("Nothing here yet")[2].partition("Next small step")[0]
    assert [name in prompt for name in (*EMPTY, "Passion", "Foundations")] == [True, True, False, False]
    assert "Amara" in prompt
