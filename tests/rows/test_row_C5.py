"""C5: goals with steps, dates, status and entries; private unless shared."""

from __future__ import annotations

from typing import TYPE_CHECKING

import schools
from schools import entry

if TYPE_CHECKING:
    from conftest import Build, Folder

PATH = "learners/Amara/goals.md"
OPEN = {"school.yml": "audiences: {school: {show: goals}}\n"}
VOLCANO = {"learners/Amara/2026-03-14 Volcano.md": entry()}


def test_row_C5_closing_a_goal_needs_an_entry(folder: Folder) -> None:
    told = schools.check(folder(VOLCANO | {PATH: "# Speak in assembly\nStatus: met\n"}))
    assert [(one.code, one.severity, one.at.path) for one in told] == [("PG230", "error", PATH)]


def test_row_C5_a_goal_without_its_entry_stays_open(build: Build) -> None:
    page = build(OPEN | VOLCANO | {PATH: "# Speak in assembly\nStatus: met\n"}).profile("Amara").pages["goals"]
    assert "Open" in page.text
    assert "Met" not in page.text


def test_row_C5_a_goal_shows_steps_dates_status_and_entries(build: Build) -> None:
    goal = (
        "# Build something that moves\nStatus: met\nSet: 2026-01-05\nDue: 2027-03-01\nEntries: Volcano\n\n"
        "- [x] Draw it\n- [ ] Paint it\n"
    )
    built = build(OPEN | VOLCANO | {PATH: goal})
    assert built.codes == []
    page = built.profile("Amara").pages["goals/build-something-that-moves"]
    for words in ("Met", "5 January 2026", "1 March 2027", "Draw it", "Paint it", "Volcano"):
        assert words in page.text


def test_row_C5_an_open_goal_is_not_public_unless_it_is_shared(build: Build) -> None:
    goals = "# Secret quokka\nStatus: open\n\n# Shared walrus\nStatus: open\nShare: yes\n"
    built = build({"school.yml": "publish: public\nvisibility: public\n", **VOLCANO, PATH: goals})
    public = built.profile("Amara", "public").everything.lower()
    assert b"quokka" not in public
    assert b"walrus" in public


def test_row_C5_a_private_goal_is_nowhere(build: Build) -> None:
    built = build(VOLCANO | {PATH: "# Secret quokka\nStatus: open\nVisibility: private\n"})
    assert not [path for path, data in built.files.items() if b"quokka" in data.lower() or "quokka" in path]


def test_row_C5_a_goal_is_closed_until_somebody_opens_it(build: Build) -> None:
    goals = "# Secret quokka\n\n- [ ] Find one\n\n# Shared walrus\nShare: yes\n\n# School heron\nVisibility: school\n"
    pages = build(VOLCANO | {PATH: goals}).profile("Amara").pages
    assert sorted(path for path in pages if path.startswith("goals/")) == ["goals/school-heron", "goals/shared-walrus"]
