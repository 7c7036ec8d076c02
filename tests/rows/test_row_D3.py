"""D3: encounters with work and study, by benchmark, on a page and in a table of one learner."""

from __future__ import annotations

import csv
import io
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


def test_row_D3_the_log_stands_by_benchmark(built: Built) -> None:
    home = form_school.profile(built, "careers").home
    heads = {
        one.all("h2")[0].text: [row.all("h3")[0].text for row in one.all(".row")]
        for one in home.main.all("section")
        if one.all(".row")
    }
    assert heads == {
        "Benchmark 5 Encounters with employers and employees": ["Talk by an engineer"],
        "Benchmark 6 Experiences of workplaces": ["Work at the marsh", "Work in the bakery"],
        "Benchmark 7 Encounters with further and higher education": ["Open day at the college"],
        "Benchmark 8 Personal guidance": ["Careers interview"],
    }


def test_row_D3_the_table_holds_the_same_and_no_formula(built: Built) -> None:
    profile = form_school.profile(built, "careers")
    assert "careers.csv" in profile.home.targets
    rows = list(csv.reader(io.StringIO(profile.files["careers.csv"].decode("utf-8-sig"), newline="")))
    assert rows[0] == ["Benchmark", "Name", "Encounter", "Date", "Kind", "With", "What next"]
    assert rows[1] == [
        "5",
        "Encounters with employers and employees",
        "Talk by an engineer",
        "2025-11-03",
        "Encounter with an employer",
        "Bright Bridges Ltd",
        "'=HYPERLINK(1)",
    ]
    assert [row[0] for row in rows[1:]] == ["5", "6", "6", "7", "8"]


def test_row_D3_an_entry_may_name_a_benchmark(build: Build) -> None:
    talk = entry("Lathe day", skills="{gatsby 6: {how: I stood at the lathe.}}")
    built = build(
        {
            "school.yml": "framework: [learner-profile, gatsby]\naudiences:\n"
            "  careers: {who: An adviser, decision: what next, form: careers}\n",
            "learners/Amara/2026-03-14 Lathe day.md": talk,
        }
    )
    assert "Experiences of workplaces" in form_school.profile(built, "careers").home.text


def test_row_D3_only_this_learners_encounters_and_nothing_else(built: Built) -> None:
    profile = form_school.profile(built, "careers")
    assert set(profile.entries) == {
        "talk-by-an-engineer",
        "work-at-the-marsh",
        "work-in-the-bakery",
        "open-day",
        "careers-interview",
    }
    assert b"olcano" not in profile.everything
    assert [path for path in built.files if path.endswith(".csv")] == [f"school/{profile.folder}/careers.csv"]
