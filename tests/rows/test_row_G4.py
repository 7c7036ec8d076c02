"""G4: who sees it? An audience says so, is asked beforehand, and without an answer nothing leaves the folder."""

from __future__ import annotations

from typing import TYPE_CHECKING

import schools
from schools import entry

if TYPE_CHECKING:
    from conftest import Build, Folder

V = "learners/Amara/2026-03-14 Volcano.md"
OWN = "---\n{}visibility: public\n---\nRead the volcano first.\n"


def test_row_G4_without_who_and_decision_nothing_is_made(build: Build) -> None:
    built = build(
        {
            "school.yml": "publish: public\n",
            V: entry(visibility="public"),
            "learners/Amara/audiences/engineering.md": OWN.format(""),
        }
    )
    assert {one.audience for one in built.report.links} == {"school", "public"}
    (told,) = [one for one in built.told if one.code == "PG602"]
    assert "who will look at it and what they will decide" in told.message


def test_row_G4_the_preview_says_who_what_for_until_when_and_exactly_what(folder: Folder) -> None:
    root = folder(
        {
            "school.yml": "publish: public\n",
            V: entry(visibility="public"),
            "learners/Amara/2026-04-01 Secret quokka.md": entry("Secret quokka", "2026-04-01"),
            "learners/Amara/audiences/engineering.md": OWN.format(
                "who: Admissions tutors\ndecision: whether to invite me\nuntil: 2027-03-31\n"
            ),
        }
    )
    shown = schools.command_here("build", str(root), "--preview", "engineering", "--learner", "Amara").stdout
    for words in ("Admissions tutors", "whether to invite me", "2027-03-31", "Volcano", "entries/volcano/index.html"):
        assert words in shown
    assert "quokka" not in shown
    assert not (root / "_site").exists()


def test_row_G4_a_private_audience_is_for_looking_at_only(folder: Folder) -> None:
    settings = "audiences:\n  panel: {who: A panel, decision: a prize, visibility: private}\n"
    root = folder({V: entry(), "school.yml": settings})
    assert "Nothing is shown" in schools.command_here("build", str(root), "--preview", "panel").stdout
    assert {one.audience for one in schools.build(root).report.links} == {"school"}
