"""B2: oracy; sound and film with their words beside them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

import schools
from schools import entry

if TYPE_CHECKING:
    from conftest import Build, Folder

TALK = {
    "learners/Amara/2026-05-02 Debate/index.md": entry(
        "Debate", "", "I spoke against.\n\n![My speech](talk.m4a)", strands="[oracy]", kind="experience"
    ),
}
WORDS = {"learners/Amara/2026-05-02 Debate/talk.txt": "Friends, I do not agree.\n"}


@pytest.fixture
def talk() -> dict[str, str | bytes]:
    return {**TALK, "learners/Amara/2026-05-02 Debate/talk.m4a": schools.recording()}


def test_row_B2_a_recording_has_a_player_and_its_words(build: Build, talk: dict[str, str | bytes]) -> None:
    built = build(talk | WORDS)
    page = built.profile("Amara").entries["debate"]
    player = page.main.one("audio")
    assert "controls" in player.attributes
    assert "Friends, I do not agree." in page.text
    assert built.codes == []


def test_row_B2_without_its_words_a_friendly_warning(folder: Folder, talk: dict[str, str | bytes]) -> None:
    told = schools.check(folder(talk))
    assert schools.places(told) == [("PG452", "learners/Amara/2026-05-02 Debate/index.md", 8, 14)]
    assert "talk.txt" in told[0].hint


def test_row_B2_without_its_words_an_error_in_strict(folder: Folder, talk: dict[str, str | bytes]) -> None:
    root = folder(talk)
    assert schools.command_here("check", str(root)).returncode == 0
    assert schools.command_here("check", "--strict", str(root)).returncode == 1


def test_row_B2_the_four_strands_of_oracy_can_be_tagged(build: Build) -> None:
    built = build(
        {
            "school.yml": "framework: [learner-profile, oracy]\n",
            "learners/Amara/2026-05-02 Debate.md": entry(
                "Debate",
                "",
                skills="{physical: I slowed down., linguistic: I chose short words., "
                "cognitive: I gave three reasons., social and emotional: I let Ben finish.}",
            ),
        }
    )
    assert built.codes == []
    assert len([path for path in built.profile("Amara").pages if path.startswith("skills/")]) == 4
