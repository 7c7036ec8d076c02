"""G12: keep it simple: three commands (init, check, build) are enough for a term."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import schools

ROOT = Path(__file__).resolve().parents[2]
ENOUGH = {"init", "check", "build"}


def test_row_G12_a_term_with_three_commands(tmp_path: Path) -> None:
    root = tmp_path / "Oakfield"
    assert schools.command_here("init", str(root)).returncode == 0
    assert schools.command_here("check", str(root), "--strict").returncode == 0
    home = root / "learners/9B/Ben Li"
    home.mkdir(parents=True)
    shutil.copy(root / "templates/Word/Reflection.docx", home / "2026-11-20 First week.docx")
    (home / "profile.md").write_text("I read.\n", "utf-8")
    (home / "2026-11-21 Kite.jpg").write_bytes(schools.picture())
    slip = "---\nskills: {creativty: I drew it twice.}\n---\nI drew a kite twice.\n"
    (home / "2026-11-22 Slip.md").write_text(slip, "utf-8")
    told = schools.command_here("check", str(root))
    assert told.returncode == 1
    assert "Did you mean “Creativity”?" in told.stdout
    assert "Next small step: learners/9B/Ben Li/2026-11-22 Slip.md, line 2" in told.stdout
    assert schools.command_here("build", str(root)).returncode == 0
    assert (root / "_site/school/ben-li/index.html").is_file()


def test_row_G12_the_path_of_a_newcomer_uses_only_these() -> None:
    page = (ROOT / "docs/teachers.md").read_text("utf-8")
    section = page.partition("## Three commands are enough for a term")[2].partition("\n## ")[0]
    assert set(re.findall(r"portfoliogen ([a-z]+)", section)) == ENOUGH
    assert [line.split()[2] for line in section.splitlines() if line.startswith("$ ")] == ["init", "check", "build"]
    helped = (ROOT / "src/portfoliogen/cli/program.py").read_text("utf-8")
    assert "Three commands are enough for a term" in helped


def test_row_G12_the_sheet_for_teachers_says_so() -> None:
    for language in ("en", "cy"):
        text = (ROOT / f"src/portfoliogen/starting/sheets/teachers.{language}.html").read_text("utf-8")
        first = text.partition("<pre>")[2].partition("</pre>")[0]
        assert set(re.findall(r"portfoliogen ([a-z]+)", first)) == ENOUGH
