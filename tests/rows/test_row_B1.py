"""B1: four fixed elements in strand 1, each with entries and an optional dated statement."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

import schools
from schools import entry

if TYPE_CHECKING:
    from conftest import Build, Folder

PROFILE = "learners/Amara/profile.md"
ELEMENTS = ("Literacy", "Numeracy", "Oracy", "Digital literacy")


def _statements(lines: str) -> dict[str, str]:
    return {PROFILE: f"---\nstatements:\n{lines}---\nI build things.\n"}


def test_row_B1_the_four_elements_hold_their_entries_and_statements(build: Build) -> None:
    work = {
        f"learners/Amara/2026-03-0{day} {name} work.md": entry(f"{name} work", f"2026-03-0{day}", strands=f"[{name}]")
        for day, name in enumerate(ELEMENTS, 1)
    }
    built = build(_statements("  oracy: {level: secure, by: 'Mrs Lane, teacher', date: 2026-02-01}\n") | work)
    page = built.profile("Amara").pages["strands/foundations"]
    assert [name for name in ELEMENTS if name in page.text] == list(ELEMENTS)
    assert all(f"{name} work" in page.text for name in ELEMENTS)
    assert "Secure: Mrs Lane, teacher, 1 February 2026" in page.text


@pytest.mark.parametrize(
    ("line", "place"),
    [
        ("  numeracy: {level: secure, by: Mr Bell}\n", (3, 13)),
        ("  numeracy: {level: secure, date: 2026-02-01}\n", (3, 13)),
        ("  numeracy: secure\n", (3, 13)),
    ],
)
def test_row_B1_a_statement_without_author_or_date_is_an_error_at_its_line(
    folder: Folder, line: str, place: tuple[int, int]
) -> None:
    assert schools.places(schools.check(folder(_statements(line)))) == [("PG228", PROFILE, *place)]


def test_row_B1_an_incomplete_statement_is_not_shown(build: Build) -> None:
    assert "Secure" not in build(_statements("  numeracy: {level: secure, by: Mr Bell}\n")).profile("Amara").text
