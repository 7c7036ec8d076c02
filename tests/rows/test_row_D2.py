"""D2: a conference that the learner leads, with notes to oneself and goals agreed on the day."""

from __future__ import annotations

from typing import TYPE_CHECKING

import form_school
import pytest

import schools

if TYPE_CHECKING:
    from conftest import Build, Folder
    from schools import Built


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    return form_school.build(tmp_path_factory.mktemp("school") / "Oakfield")


def test_row_D2_the_chosen_entries_stand_in_order_with_what_was_looked_for(built: Built) -> None:
    home = form_school.profile(built, "conference").home
    slides = [one for one in home.main.all("section") if "data-slide" in one.attributes]
    assert [one.all("h2")[0].text for one in slides] == [
        "The order of this conference",
        "Volcano",
        "Debate final",
        "Work at the marsh",
        "What we agree today",
    ]
    assert "You change one thing at a time" in slides[1].text
    assert "You draw a graph" not in home.text
    assert [link.attributes["href"] for link in slides[1].all("nav")[-1].all("a")] == ["#slide-0", "#slide-2"]
    assert "data-present" in home.main.attributes


def test_row_D2_notes_are_on_the_learners_own_sheet_and_nowhere_else(built: Built) -> None:
    conference = form_school.profile(built, "conference")
    assert "Begin with the leak, quokka" in conference.pages["notes"].text
    assert "quokka" not in conference.home.text
    holding = {path for path, data in built.files.items() if b"quokka" in data}
    assert holding == {f"private/{conference.folder}/notes/index.html"}


def test_row_D2_a_conference_is_never_public(folder: Folder) -> None:
    school = form_school.SCHOOL.replace("next, form: conference", "next, form: conference, visibility: public")
    built = schools.build(folder(form_school.FILES | {"school.yml": school}))
    assert "PG616" in built.codes
    assert not [path for path, data in built.files.items() if b"quokka" in data]
    assert not [one for one in built.report.links if one.audience == "conference"]


def test_row_D2_goals_agreed_on_the_day_are_goals_like_all_others(build: Build) -> None:
    school = form_school.SCHOOL + "  school: {show: [goals]}\n"
    built = build(form_school.FILES | {"school.yml": school})
    goal = form_school.profile(built, "school").pages["goals/speak-in-assembly"]
    assert "20 November 2026" in goal.text
    assert "1 February 2027" in goal.text
    home = form_school.profile(built, "conference").home
    assert "Speak in assembly" in home.main.one("#agree").text
    assert "Goals agreed" not in home.text
