from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import schools
from portfoliogen.guard import may_be_public
from schools import entry

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from conftest import Build

WORK = {"school.yml": "publish: public\n", "learners/Amara/2026-03-14 Volcano.md": entry(visibility="public")}


def _reasons(build: Build, change: Callable[[Path], object]) -> tuple[str, ...]:
    site = build(WORK).output / "public"
    change(site)
    return may_be_public(site, schools.TODAY).reasons


def _page(site: Path) -> Path:
    return next(site.glob("*/entries/volcano/index.html"))


def test_a_public_site_as_it_was_built_may_go(build: Build) -> None:
    assert _reasons(build, lambda site: (site / "CNAME").write_text("profiles.example.org")) == ()


def test_the_school_site_may_not(build: Build) -> None:
    output = build(WORK).output
    assert not may_be_public(output / "school", schools.TODAY).may_go
    assert not may_be_public(output, schools.TODAY).may_go
    assert not may_be_public(output / "receipts", schools.TODAY).may_go


def test_what_stands_in_no_receipt_keeps_a_site_back(build: Build) -> None:
    (reason,) = _reasons(build, lambda site: (site / "roster.csv").write_text("Amara"))
    assert "roster.csv" in reason
    (reason,) = _reasons(build, lambda site: (_page(site).parent / "note.txt").write_text("hello"))
    assert "note.txt" in reason


def test_a_changed_or_missing_file_keeps_a_site_back(build: Build) -> None:
    (reason,) = _reasons(build, lambda site: _page(site).write_text("something else"))
    assert "not as they were built" in reason
    (reason,) = _reasons(build, lambda site: _page(site).unlink())
    assert "not there" in reason
    (reason,) = _reasons(build, lambda site: (site / "robots.txt").unlink())
    assert "robots.txt" in reason


def test_a_site_that_calls_itself_public_by_hand_is_compared_all_the_same(build: Build) -> None:
    output = build(WORK).output
    (output / "school" / "site.json").write_text('{"site": "public", "public": true}')
    assert not may_be_public(output / "school", schools.TODAY).may_go


def test_a_profile_whose_time_is_over_keeps_a_site_back(build: Build) -> None:
    own = "---\nwho: Tutors\ndecision: a place\nvisibility: public\nuntil: 2026-12-01\n---\n"
    site = build({**WORK, "learners/Amara/audiences/tutors.md": own}).output / "public"
    assert may_be_public(site, dt.date(2026, 12, 1)).may_go
    (reason,) = may_be_public(site, dt.date(2026, 12, 2)).reasons
    assert "until 2026-12-01" in reason
