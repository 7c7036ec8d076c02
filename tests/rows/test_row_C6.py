"""C6: reflection is asked for where the school wishes, and a later look stands beside the earlier one."""

from __future__ import annotations

from typing import TYPE_CHECKING

import schools
from schools import entry

if TYPE_CHECKING:
    from conftest import Build, Folder

EARLIER = "learners/Amara/2024-03-14 Volcano.md"
LATER = "learners/Amara/2026-05-02 Volcano again.md"
WORK = {
    EARLIER: entry(date="", text="We used **far** too much vinegar."),
    LATER: entry("Volcano again", "", "Now I would measure it first.", revisits="2024-03-14 Volcano.md"),
}


def test_row_C6_then_and_now_stand_side_by_side_with_their_dates(build: Build) -> None:
    page = build(WORK).profile("Amara").entries["volcano-again"]
    both = page.main.one("div.then-now")
    then, now = both.one("section.then"), both.one("section.now")
    assert "14 March 2024" in then.text
    assert "We used far too much vinegar." in then.text
    assert "2 May 2026" in now.text
    assert "Now I would measure it first." in now.text


def test_row_C6_the_earlier_text_is_unaltered(build: Build) -> None:
    profile = build(WORK).profile("Amara")
    (before,) = profile.entries["volcano"].main.all("div.prose")
    assert before.text == "We used far too much vinegar."
    assert "Volcano again" in profile.entries["volcano"].text


def test_row_C6_reflection_is_asked_for_where_the_school_says_so(folder: Folder) -> None:
    told = schools.check(folder(WORK | {"school.yml": "reflection_words: 40\n"}))
    assert [(one.code, one.at.path) for one in told] == [("PG245", EARLIER), ("PG245", LATER)]
