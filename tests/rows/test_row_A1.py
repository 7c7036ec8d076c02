"""A1: cumulative, over years, phases and schools."""

from __future__ import annotations

from typing import TYPE_CHECKING

from schools import entry

if TYPE_CHECKING:
    from conftest import Build

YEARS = {
    "2019-20": ("Primary/2019-10-04 Owl.md", "2019-10-04"),
    "2020-21": ("Primary/2021-07-20 Assembly.md", "2021-07-20"),
    "2021-22": ("Secondary/2021-09-01 First day.md", "2021-09-01"),
    "2022-23": ("Secondary/2023-03-14 Volcano.md", "2023-03-14"),
    "2023-24": ("Secondary/2024-02-29 Leap day.md", "2024-02-29"),
    "2024-25": ("College/2024-11-11 Portfolio.md", "2024-11-11"),
    "2025-26": ("College/2026-05-02 Degree show.md", "2026-05-02"),
}
WORK = {f"learners/Amara/{path}": entry(path.partition(" ")[2][:-3], "") for path, _ in YEARS.values()}


def test_row_A1_seven_school_years_in_order(build: Build) -> None:
    profile = build({"school.yml": "name: Tidewell College\n", **WORK}).profile("Amara")
    years = [one.text.replace("–", "-") for one in profile.home.part("Year by year").all("h3")]
    assert [one[:7] for one in years] == sorted(YEARS, reverse=True)
    for year in YEARS:
        here = [
            one
            for one, (path, _) in YEARS.items()
            if path.partition(" ")[2][:-3] in profile.pages[f"years/{year}"].main.text
        ]
        assert here == [year]


def test_row_A1_no_entry_is_lost(build: Build) -> None:
    built = build({"school.yml": "name: Tidewell College\n", **WORK})
    assert built.report.entries == len(built.profile("Amara").entries) == 7


def test_row_A1_the_same_entries_without_the_school(build: Build) -> None:
    alone = build(
        {path.removeprefix("learners/Amara/"): text for path, text in WORK.items()}
        | {"profile.md": "---\nname: Amara\n---\nI make things.\n"}
    )
    assert alone.report.entries == 7
    assert len(alone.profile("Amara").entries) == 7
