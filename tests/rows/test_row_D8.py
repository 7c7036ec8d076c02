"""D8: the mapping annex leads to the second and the page; what nothing shows yet is for the learner."""

from __future__ import annotations

from typing import TYPE_CHECKING

import form_school
import pytest

if TYPE_CHECKING:
    from schools import Built


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    return form_school.build(tmp_path_factory.mktemp("school") / "Oakfield")


def test_row_D8_an_item_leads_to_the_second_of_a_film(built: Built) -> None:
    home = form_school.profile(built, "annex").home
    row = next(one for one in home.main.all("tr") if one.text.startswith("S4"))
    link = next(one for one in row.all("a") if one.text == "talk.mp4 at 02:10")
    path, _, place = link.attributes["href"].partition("#")
    assert path.startswith("media/")
    assert path.endswith(".mp4")
    assert place == "t=130"
    assert path in form_school.profile(built, "annex").files


def test_row_D8_an_item_leads_to_the_page_of_a_document(built: Built) -> None:
    home = form_school.profile(built, "annex").home
    row = next(one for one in home.main.all("tr") if one.text.startswith("K2"))
    assert any(
        one.attributes["href"].endswith(".pdf#page=2") and one.text == "report.pdf, page 2" for one in row.all("a")
    )


def test_row_D8_an_item_without_a_place_leads_to_its_entry(built: Built) -> None:
    home = form_school.profile(built, "annex").home
    row = next(one for one in home.main.all("tr") if one.text.startswith("B1"))
    assert [one.text for one in row.all("a")] == ["Work at the marsh"]


def test_row_D8_items_that_nothing_shows_are_told_and_not_shown(built: Built) -> None:
    told = [one for one in built.told if one.code == "PG516"]
    assert len(told) == 1
    assert "K9 Knows the law" in told[0].message
    assert b"Knows the law" not in form_school.profile(built, "annex").everything


def test_row_D8_times_and_pages_work_in_ordinary_entries(built: Built) -> None:
    page = form_school.profile(built, "annex").entries["volcano"]
    places = {one.text: one.attributes["href"].partition("#")[2] for one in page.main.all("a")}
    assert places["The moment"] == "t=1"
    assert places["two"] == "page=2"
