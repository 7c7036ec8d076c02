"""C9: inside and outside school are equals."""

from __future__ import annotations

from typing import TYPE_CHECKING

from schools import entry

if TYPE_CHECKING:
    from conftest import Build

WHERES = {"school": "", "home": "At home", "community": "In the community", "work": "At work", "online": "Online"}
WORK = {
    f"learners/Amara/2026-03-0{day} {where}.md": entry(
        f"Work {where}", "", where=where, skills=f"{{teamwork: What we did {where}.}}"
    )
    for day, where in enumerate(WHERES, 1)
}


def test_row_C9_all_stand_in_the_same_lists(build: Build) -> None:
    built = build(WORK)
    assert built.codes == []
    profile = built.profile("Amara")
    for path in ("", "entries", "strands/passion", "skills/teamwork", "years/2025-26"):
        assert [where for where in WHERES if f"Work {where}" not in profile.pages[path].text] == []


def test_row_C9_no_page_is_for_outside_school_alone(build: Build) -> None:
    profile = build(WORK).profile("Amara")
    kinds = {path.partition("/")[0] for path in profile.pages}
    assert kinds == {"", "accessibility", "entries", "strands", "skills", "years"}


def test_row_C9_the_place_is_told(build: Build) -> None:
    entries = build(WORK).profile("Amara").entries
    assert [where for where, words in WHERES.items() if words not in entries[where].text] == []
