"""D4: the organiser for the three questions of a university application; never public."""

from __future__ import annotations

import html
from typing import TYPE_CHECKING

import form_school
import pytest

import schools

if TYPE_CHECKING:
    from conftest import Folder
    from schools import Built


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    return form_school.build(tmp_path_factory.mktemp("school") / "Oakfield")


def _draft(built: Built, number: int) -> str:
    return html.unescape(
        "".join(
            part
            for part in form_school.profile(built, "application").home.main.one(f"#draft-{number}").parts
            if isinstance(part, str)
        )
    )


def test_row_D4_the_counter_is_the_length_of_what_is_pasted(built: Built) -> None:
    home = form_school.profile(built, "application").home
    questions = home.main.all(".question")
    assert len(questions) == 3
    why, studies = _draft(built, 1), _draft(built, 2)
    assert why == (
        "I want to know why things break. In my volcano it was the bottle.\n\nIt was me in the bridge: 2 < 3."
    )
    assert studies == form_school.STUDIES
    assert f"{len(why)} characters at least 350" in questions[0].text
    assert f"{len(studies)} characters" in questions[1].text
    assert "long enough" in questions[1].text
    assert f"{len(why) + len(studies)} of 4,000 characters" in home.text
    # Where nothing is written yet, nothing is counted: only what is asked for stands there.
    assert questions[2].text.count("characters") == questions[2].text.count("at least 350 characters") == 1


def test_row_D4_each_question_has_its_entries(built: Built) -> None:
    first, second, third = form_school.profile(built, "application").home.main.all(".question")
    assert [link.text for link in first.all("a")] == ["Volcano"]
    assert [link.text for link in second.all("a")] == ["Debate final", "Rhetoric"]
    assert not third.all("a")


def test_row_D4_all_drafts_come_out_as_plain_text(built: Built) -> None:
    text = form_school.profile(built, "application").files["application.txt"].decode()
    assert _draft(built, 1) in text
    assert _draft(built, 2) in text
    assert "**" not in text


def test_row_D4_nothing_of_it_is_public(built: Built) -> None:
    public = form_school.public(built)
    for words in (b"why</strong> things", b"things break", b"fracture", b"materials engineering", b"application.txt"):
        assert words not in public


def test_row_D4_an_organiser_that_is_to_be_public_is_refused(folder: Folder) -> None:
    school = form_school.SCHOOL.replace("send, form: application", "send, form: application, visibility: public")
    built = schools.build(folder(form_school.FILES | {"school.yml": school}))
    assert "PG616" in built.codes
    assert not [path for path, data in built.files.items() if b"fracture" in data]
