"""C7: testimonials, each with person, role, day and consent to be named."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from endorsed_school import SCHOOL, endorse

if TYPE_CHECKING:
    from conftest import Build, Folder


def test_row_C7_without_consent_the_name_is_the_role_in_public(folder: Folder, build: Build) -> None:
    root = folder(SCHOOL)
    endorse(
        root, "amara volcano", "--by", "Mrs Lane", "--statement", "She tried three mixtures.", "--step", "teamwork=6"
    )
    built = build(root)
    inside, outside = built.profile("Amara Okafor"), built.profile("Amara Okafor", "public")
    assert "Confirmed by Mrs Lane, teaching assistant" in inside.entries["volcano"].text
    assert "Confirmed by teaching assistant, 23 November 2026" in outside.entries["volcano"].text
    assert "She tried three mixtures." in outside.entries["volcano"].text
    assert b"Lane" not in outside.everything
    for place in ("", "skills/teamwork"):
        assert "teaching assistant" in outside.pages[place].text


@pytest.mark.parametrize(("said", "shown"), [((), True), (("--named",), True), (("--not-named",), False)])
def test_row_C7_a_person_may_say_no_to_one_statement(
    folder: Folder,
    build: Build,
    said: tuple[str, ...],
    shown: bool,  # noqa: FBT001 - a table
) -> None:
    root = folder(SCHOOL)
    endorse(root, "amara volcano", "--by", "Mr Bassi", "--level", "seen", *said)
    assert (b"Bassi" in build(root).profile("Amara Okafor", "public").everything) is shown


def test_row_C7_no_in_the_register_counts_for_every_statement(folder: Folder, build: Build) -> None:
    root = folder(SCHOOL)
    endorse(root, "amara volcano", "--by", "Mrs Lane", "--level", "seen", "--named")
    assert b"Lane" not in build(root).profile("Amara Okafor", "public").everything


@pytest.mark.parametrize("words", ["I, Mrs Lane, saw it.", "Ask LANE.", "Ben Li helped her."])
def test_row_C7_words_that_name_somebody_stay_in_the_school(folder: Folder, build: Build, words: str) -> None:
    root = folder(
        SCHOOL | {"roster.csv": "folder,publish,photo\n9B/Amara Okafor,public,public\n9B/Ben Li,school,school\n"}
    )
    endorse(root, "amara volcano", "--by", "Mrs Lane", "--statement", words, "--next", "Go on.")
    built = build(root)
    assert words in built.profile("Amara Okafor").entries["volcano"].text
    outside = built.profile("Amara Okafor", "public")
    assert "Confirmed by teaching assistant" in outside.entries["volcano"].text
    assert words.encode() not in outside.everything
    assert b"Go on." not in outside.everything
    assert "PG715" in built.codes


def test_row_C7_the_learners_own_name_is_shortened_in_what_others_say(folder: Folder, build: Build) -> None:
    root = folder(
        SCHOOL
        | {
            "roster.csv": "folder,publish,photo,shown_as\n9B/Amara Okafor,public,public,first\n"
            "9B/Ben Li,public,public,full\n"
        }
    )
    endorse(root, "amara volcano", "--by", "Mr Bassi", "--statement", "Amara Okafor kept the count.")
    endorse(root, "amara debate", "--by", "Mr Bassi", "--statement", "Miss Okafor spoke last.")
    outside = build(root).profile("Amara", "public")
    assert "Amara kept the count." in outside.entries["volcano"].text
    assert "Confirmed by Mr Bassi" in outside.entries["debate"].text
    assert b"Okafor" not in outside.everything


def test_row_C7_a_firm_with_its_owners_name_does_not_give_it_away(folder: Folder, build: Build) -> None:
    root = folder(
        SCHOOL
        | {
            "people.yml": "Pat Maguire: {role: employer, organisation: Maguire Brickwork, named: no, "
            'link: "https://maguire.example"}\n'
        }
    )
    endorse(root, "amara volcano", "--by", "Pat Maguire", "--level", "validated", "--statement", "Straight and level.")
    outside = build(root).profile("Amara Okafor", "public")
    assert "Validated by employer" in outside.entries["volcano"].text
    assert b"aguire" not in outside.everything
