"""A page says a thing once, and not at all what nobody said."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

import schools
from schools import entry

if TYPE_CHECKING:
    from schools import Profile

PROFILE = {
    "roster.csv": "folder,name,publish\nAmara,Amara Okafor,school\n",
    "school.yml": "name: Oakfield\nhighlights: 1\nyear_starts: 9\n",
    "learners/Amara/profile.md": "---\nname: Amara Okafor\n---\nI take things apart.\n",
    "learners/Amara/2026-03-14 Kite.md": entry("Kite", "2026-03-14", strands="passion", text="It flew twice."),
    "learners/Amara/2026-02-02 Echo.md": entry("Echo", "2026-02-02", strands="passion", text="ECHO"),
    "learners/Amara/2026-01-09 Bread.md": entry(
        "Bread", "2026-01-09", strands="passion", kind="service", where="home", text="I fed forty."
    ),
    "learners/Amara/2026-01-05 EPQ.md": entry(
        "EPQ", "2026-01-05", qualification="{name: Extended Project, level: 3}", text="Done."
    ),
}


@pytest.fixture(scope="module")
def profile(tmp_path_factory: pytest.TempPathFactory) -> Profile:
    root = tmp_path_factory.mktemp("school")
    schools.write(root, PROFILE)
    return schools.build(root).profile()


def test_a_summary_that_only_repeats_the_title_is_left_out(profile: Profile) -> None:
    rows = {one.one("h3").text: one for one in profile.pages["entries"].main.all("li.row")}
    assert [one.text for one in rows["Kite"].all("p.summary")] == ["It flew twice."]
    assert rows["Echo"].all("p.summary") == []


def test_kind_and_place_stand_where_somebody_said_them(profile: Profile) -> None:
    rows = {one.one("h3").text: one.one("p.meta").text for one in profile.pages["entries"].main.all("li.row")}
    assert rows["Kite"] == "14 March 2026"
    assert rows["Bread"] == "9 January 2026 Service At home"


def test_a_strand_names_an_entry_that_is_not_a_highlight(profile: Profile) -> None:
    (highlight,) = profile.home.main.all("li.card")
    (strand,) = (one for one in profile.home.main.all("li.strand") if "Passion" in one.text)
    assert highlight.one("h3").text not in strand.text
    assert len(strand.one("ul.titles").all("li")) == 1


def test_months_stand_under_their_year_without_it(profile: Profile) -> None:
    assert [one.text for one in profile.home.main.all("span.month")] == ["January", "February", "March"]


def test_a_level_that_is_a_number_says_that_it_is_one(profile: Profile) -> None:
    assert "Level 3" in profile.pages["qualifications"].main.text


def test_one_school_year_needs_no_map_of_years(profile: Profile) -> None:
    assert profile.pages["entries"].main.all("table") == []
