"""F2: init gives a working example school, a sheet for teachers and one for students; build with no edits works."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

import schools

if TYPE_CHECKING:
    from pathlib import Path

SETTINGS = ("primary", "secondary", "college", "send", "higher", "work", "single")


@pytest.mark.parametrize("setting", SETTINGS)
def test_row_F2_init_then_build_without_any_problem_and_with_all_pages(setting: str, tmp_path: Path) -> None:
    root = tmp_path / "Oakfield"
    assert schools.command_here("init", str(root), "--setting", setting).returncode == 0
    built = schools.command_here("build", str(root), "--strict")
    assert built.returncode == 0, built.stderr
    assert "Found" not in built.stdout
    pages = [path.relative_to(root / "_site/school").as_posix() for path in (root / "_site/school").rglob("index.html")]
    assert len(pages) > 8
    assert any((root / "_site/school").rglob("media/*"))
    assert (root / "sheets/For teachers.html").is_file()
    assert (root / "sheets/For students.html").is_file()
    assert list((root / "templates/Word").glob("*.docx"))


def test_row_F2_each_setting_has_a_learner_of_its_own(tmp_path: Path) -> None:
    names = set()
    for setting in SETTINGS:
        root = tmp_path / setting
        schools.command_here("init", str(root), "--setting", setting)
        (profile,) = root.rglob("profile.md")
        names.add(profile.read_text("utf-8").splitlines()[1])
    assert len(names) == len(SETTINGS)
