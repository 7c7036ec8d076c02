"""C8: the learner chooses the shop window, up to a limit."""

from __future__ import annotations

from typing import TYPE_CHECKING

from schools import entry

if TYPE_CHECKING:
    from conftest import Build

TITLES = ("Owl", "Volcano", "Debate", "Boat", "Song", "Fence", "Kite")
WORK = {f"learners/Amara/2026-03-0{day} {title}.md": entry(title, "") for day, title in enumerate(TITLES, 1)}


def _profile(titles: tuple[str, ...]) -> dict[str, str]:
    return {"learners/Amara/profile.md": f"---\nhighlights: [{', '.join(titles)}]\n---\nI build things.\n"}


def test_row_C8_the_seventh_highlight_gets_a_message_that_lists_the_six(build: Build) -> None:
    built = build(WORK | _profile(TITLES))
    (told,) = built.told
    assert (told.code, told.at.path, told.at.line, told.at.column) == ("PG508", "learners/Amara/profile.md", 2, 55)
    assert [title for title in TITLES[:6] if f"“{title}”" not in told.message] == []
    assert "Kite" not in told.message


def test_row_C8_highlights_keep_the_learners_order(build: Build) -> None:
    chosen = ("Boat", "Owl", "Song")
    part = build(WORK | _profile(chosen)).profile("Amara").home.part("Highlights")
    assert tuple(one.text for one in part.all("h3")) == chosen


def test_row_C8_a_school_sets_its_own_limit(build: Build) -> None:
    built = build(WORK | _profile(TITLES[:3]) | {"school.yml": "highlights: 2\n"})
    assert built.codes == ["PG508"]
    assert len(built.profile("Amara").home.part("Highlights").all("h3")) == 2
