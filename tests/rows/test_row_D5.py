"""D5: records of placements, and a showcase of highlights and placements."""

from __future__ import annotations

from typing import TYPE_CHECKING

import form_school
import pytest
from endorsed_school import endorse

import schools

if TYPE_CHECKING:
    from pathlib import Path

    from schools import Built


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    return form_school.build(tmp_path_factory.mktemp("school") / "Oakfield")


def test_row_D5_a_placement_says_with_whom_when_how_long_and_what(built: Built) -> None:
    home = form_school.profile(built, "placements").home
    marsh, bakery = home.main.all("li.placement")
    for words in ("Leigh Marshes Trust", "June 2026", "35 hours", "Counting", "20 hours", "Mending the hide"):
        assert words in marsh.text
    assert "Hearth Bakery" in bakery.text
    assert "12 hours" in bakery.text


def test_row_D5_hours_are_never_added_up(built: Built) -> None:
    for path, data in built.files.items():
        if path.endswith(".html"):
            assert b"47 hours" not in data, path


def test_row_D5_what_the_supervisor_said_stands_on_the_record(tmp_path: Path) -> None:
    root = schools.write(tmp_path / "Oakfield", form_school.FILES)
    schools.keep_secret(root)
    endorse(
        root,
        "amara marsh",
        "--by",
        "Ms Reed",
        "--add-person",
        "--role",
        "warden",
        "--level",
        "confirmed",
        "--statement",
        "She came early every day.",
    )
    home = form_school.profile(schools.build(root), "placements").home
    assert "She came early every day." in home.text


def test_row_D5_a_showcase_is_highlights_and_placements(built: Built) -> None:
    profile = form_school.profile(built, "showcase")
    assert set(profile.entries) == {"volcano", "debate-final", "work-at-the-marsh", "work-in-the-bakery"}
    assert b"Rhetoric" not in profile.everything
    assert b"Merit" not in profile.everything
