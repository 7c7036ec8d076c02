from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

import schools
from schools import entry

if TYPE_CHECKING:
    from conftest import Build, Folder

V = "learners/Amara Okafor/2026-03-14 Volcano.md"
PROFILE = {"learners/Amara Okafor/profile.md": "I am Amara and I like volcanoes.\n"}
WORK = {V: entry(visibility="public"), **PROFILE}
OTHER = {
    "learners/Ben/2026-03-14 Bridge.md": entry("Bridge", visibility="public"),
    "learners/Ben/profile.md": "I am Ben and I like bridges.\n",
}


def _audiences(build: Build, roster: str, settings: str = "publish: public\n") -> dict[str, set[str]]:
    built = build({**WORK, **OTHER, "school.yml": settings, "roster.csv": roster})
    found: dict[str, set[str]] = {}
    for one in built.report.links:
        found.setdefault(one.learner, set()).add(one.audience)
    return found


def test_whoever_is_not_on_the_roster_stays_in_the_school(build: Build) -> None:
    assert _audiences(build, "folder,publish\nAmara Okafor,public\n") == {
        "Amara Okafor": {"school", "public"},
        "Ben": {"school"},
    }


@pytest.mark.parametrize("cell", ["none", "no", "nobody", "publik", "yes"])
def test_consent_that_is_none_or_unknown_is_none(build: Build, cell: str) -> None:
    assert "Amara Okafor" not in _audiences(build, f"folder,publish\nAmara Okafor,{cell}\n")


@pytest.mark.parametrize("cell", ["2026-11-22", "22/11/2026", "soon"])
def test_consent_ends_with_its_last_day(build: Build, cell: str) -> None:
    assert "Amara Okafor" not in _audiences(build, f"folder,publish,until\nAmara Okafor,public,{cell}\n")


def test_a_consent_column_under_a_wrong_name_counts_all_the_same(build: Build) -> None:
    assert "Amara Okafor" not in _audiences(build, "folder,publsh\nAmara Okafor,none\n")


def test_of_two_lines_the_narrower_counts_in_everything(build: Build) -> None:
    roster = (
        "folder,name,publish,shown_as\nAmara Okafor,Amara Okafor,public,full\nAmara Okafor,Amara Okafor,public,first\n"
    )
    built = build({**WORK, "roster.csv": roster})
    assert set(built.profiles("public")) == {"Amara"}


def test_where_the_roster_is_damaged_whoever_is_not_on_it_is_not_shown(folder: Folder) -> None:
    root = folder({**WORK, **OTHER, "roster.csv": "folder,publish\nAmara Okafor,public\nBen,none,x,y\n,\n"})
    built = schools.build(root)
    assert {one.learner for one in built.report.links} == {"Amara Okafor"}
    (root / "roster.csv").write_bytes(b"folder,publish\nAmara \x00\x01\xff\xfe Okafor,public\n" + bytes(range(256)))
    built = schools.build(root)
    assert built.report.links == ()
    assert built.codes.count("PG612") == 2
