"""B3: a passport is a proposal; nothing here can award one."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

import schools
from portfoliogen.framework import built_in
from schools import entry

if TYPE_CHECKING:
    from conftest import Build, Folder

PATH = "learners/Amara/2026-06-01 Passport.md"
SCHOOL_LINE = "qualification: {name: Passport in English, "


def _passport(details: str) -> dict[str, str]:
    return {
        PATH: entry("Passport", "", strands="[curriculum]", qualification=f"{{name: Passport in English, {details}}}")
    }


@pytest.mark.parametrize(
    "details", ["status: awarded", "status: awarded, body: AQA", "status: awarded, date: 2026-06-01"]
)
def test_row_B3_an_award_without_body_and_date_is_refused(build: Build, details: str) -> None:
    built = build(_passport(details))
    told = [one for one in built.told if one.code == "PG229"]
    assert [(one.severity, one.at.path, one.at.line) for one in told] == [("error", PATH, 4)]
    assert (SCHOOL_LINE + details).find("awarded") + 1 == told[0].at.column
    assert "Awarded" not in built.profile("Amara").text


def test_row_B3_an_award_with_body_and_date_is_shown(build: Build) -> None:
    built = build(_passport("status: awarded, body: AQA, date: 2026-06-01"))
    assert built.codes == []
    assert "Awarded" in built.profile("Amara").pages["qualifications"].text


def test_row_B3_a_proposal_is_shown_as_one(build: Build) -> None:
    built = build(_passport("status: proposed"))
    assert built.codes == []
    assert "Proposed" in built.profile("Amara").pages["qualifications"].text


def test_row_B3_nothing_built_in_is_a_passport(folder: Folder) -> None:
    assert [key for key, text in built_in().items() if "passport" in text.casefold()] == []
    assert schools.places(schools.check(folder({PATH: entry("Passport", "", kind="passport")}))) == [
        ("PG303", PATH, 4, 7)
    ]
