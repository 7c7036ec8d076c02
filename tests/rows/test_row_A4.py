"""A4: four levels in words, bound to a hash of the entry."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from endorsed_school import SCHOOL, VOLCANO, answer, asked, endorse

import schools

if TYPE_CHECKING:
    from conftest import Build, Folder


def test_row_A4_every_level_is_said_in_words(folder: Folder, build: Build) -> None:
    root = folder(SCHOOL)
    endorse(root, "ben moon", "--by", "Mr Bassi", "--level", "seen")
    endorse(root, "amara debate", "--by", "Mr Bassi", "--statement", "She left a silence, and waited.")
    endorse(root, "--accept", str(answer(root, asked(root))))
    built = build(root)
    amara, ben = built.profile("Amara Okafor"), built.profile("Ben Li")
    assert "Seen by Mr Bassi, science teacher, 23 November 2026" in ben.entries["moon"].text
    assert "Confirmed by Mr Bassi, science teacher, 23 November 2026" in amara.entries["debate"].text
    validated = amara.entries["volcano"]
    assert "Validated by Coach Mehmet, rowing coach, Harbour Rowing, 23 November 2026" in validated.text
    assert "https://www.harbour-rowing.example/about" in validated.targets
    assert "verified" not in " ".join(page.text for page in amara.pages.values()).casefold()


def test_row_A4_without_an_adult_it_is_self_reported(build: Build) -> None:
    assert "Self-reported" in build(SCHOOL).profile("Ben Li").entries["moon"].text


@pytest.mark.parametrize("where", ["entries/volcano", "", "skills/teamwork", "entries"])
def test_row_A4_the_level_stands_wherever_the_entry_does(folder: Folder, build: Build, where: str) -> None:
    root = folder(SCHOOL)
    endorse(root, "amara volcano", "--by", "Mr Bassi", "--level", "confirmed")
    assert "Confirmed by Mr Bassi" in build(root).profile("Amara Okafor").pages[where].text


def test_row_A4_one_byte_of_a_photo_and_the_badge_is_gone(folder: Folder, build: Build) -> None:
    root = folder(SCHOOL)
    endorse(
        root, "amara volcano", "--by", "Mr Bassi", "--statement", "She measured it herself.", "--date", "2026-11-20"
    )
    photo = root / VOLCANO / "photo.jpg"
    photo.write_bytes(photo.read_bytes() + b"\0")
    built = build(root)
    profile = built.profile("Amara Okafor")
    page = profile.entries["volcano"]
    assert "Changed since confirmed on 20 November 2026" in page.text
    for words in ("Confirmed by", "Mr Bassi", "She measured it herself"):
        assert words not in profile.text
    (told,) = [one for one in built.told if one.code == "PG706"]
    assert "photo.jpg changed" in told.message
    assert "the text" not in told.message


def test_row_A4_strict_fails_where_something_changed(folder: Folder) -> None:
    root = folder(SCHOOL)
    endorse(root, "amara debate", "--by", "Mr Bassi", "--level", "confirmed")
    assert schools.command_here("check", str(root), "--strict").returncode == 0
    text = root / "learners/9B/Amara Okafor/2026-05-02 Debate.md"
    text.write_text(text.read_text("utf-8").replace("won", "lost"), encoding="utf-8")
    assert schools.command_here("check", str(root)).returncode == 0
    for command in ("check", "build"):
        done = schools.command_here(command, str(root), "--strict")
        assert done.returncode == 1
        assert "the text changed" in done.stdout + done.stderr


def test_row_A4_a_learner_cannot_give_themselves_a_level(build: Build) -> None:
    built = build(
        SCHOOL
        | {
            "learners/9B/Ben Li/2026-05-02 Moon.md": schools.entry(
                "Moon", "", "I drew the moon on eleven nights.", confirmed_by="Mr Bassi", observed_by="Mr Bassi"
            ),
            "learners/9B/Ben Li/endorsements/moon.yml": "statements: []\n",
        }
    )
    profile = built.profile("Ben Li")
    assert "PG222" in built.codes
    assert "Self-reported" in profile.entries["moon"].text
    assert "Who stands behind this" not in profile.home.text
