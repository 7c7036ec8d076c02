"""E4: a letter home: what I did, what it shows, what next; nothing is compared."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import form_school
import pytest

from schools import entry

if TYPE_CHECKING:
    from conftest import Build
    from schools import Built


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    return form_school.build(tmp_path_factory.mktemp("school") / "Oakfield")


def test_row_E4_the_letter_says_what_i_did_what_it_shows_and_what_next(built: Built) -> None:
    home = form_school.profile(built, "letter").home
    volcano = next(one for one in home.main.all("section.telling") if "Volcano" in one.text)
    assert [one.text for one in volcano.all("h3")] == ["What I did", "What it shows", "What I want to do next"]
    for words in ("We built it twice.", "I tried three mixtures.", "Film it from the side."):
        assert words in volcano.text
    assert "Explain without notes" in home.text
    assert "Amara Okafor" in home.text


def test_row_E4_the_letter_compares_with_nobody(built: Built) -> None:
    text = form_school.profile(built, "letter").text
    assert not re.search(r"\b(class|average|rank|other children|peers|expected)\b|%", text, re.IGNORECASE)


def test_row_E4_the_covering_text_comes_first(build: Build) -> None:
    school = form_school.SCHOOL.replace("form: letter,", 'form: letter, text: "Dear family, walrus season is here.",')
    home = form_school.profile(build(form_school.FILES | {"school.yml": school}), "letter").home
    assert home.text.index("walrus season") < home.text.index("What I did")


def test_row_E4_nobody_elses_folder_is_in_it(build: Build) -> None:
    other = {"learners/Ben/2026-03-14 Narwhal.md": entry("Narwhal")}
    letter = form_school.profile(build(form_school.FILES | other), "letter")
    assert b"arwhal" not in letter.everything
    assert b"Ben" not in letter.everything
