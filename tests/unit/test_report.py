"""`report`: opportunities by course, for staff; never a learner's row, and every line ends in an action."""

from __future__ import annotations

import csv
import io
import re
from typing import TYPE_CHECKING

import schools
from portfoliogen import overview_page
from portfoliogen.overview import Line, Overview, Section, survey
from schools import entry

if TYPE_CHECKING:
    from conftest import Folder

SCHOOL = {
    "school.yml": "name: Oakfield\ncourses:\n  - {name: Science, kind: single}\n  - {name: Drama, kind: single}\n",
    "roster.csv": "folder,class\n9B/Amara Okafor,9B\n9B/Ben Li,9B\n9B/Zoë Adler,9B\n9C/Cai Rees,9C\n",
    "learners/9B/Amara Okafor/2026-03-14 Volcano.md": entry(course="Science", mode="made"),
    "learners/9B/Amara Okafor/2025-02-14 Play.md": entry("Play", "2025-02-14", course="Drama", mode="performed"),
    "learners/9B/Amara Okafor/2026-04-14 Diary.md": entry("Diary", visibility="private", mode="oral"),
    "learners/9B/Ben Li/profile.md": "I read.\n",
    "learners/9B/Zoë Adler/profile.md": "Me.\n",
    "learners/9C/Cai Rees/profile.md": "Me too.\n",
}


def section(found: Overview, key: str) -> dict[str, Line]:
    return {line.name: line for one in found.sections if one.key == key for line in one.lines}


def test_courses_say_what_is_seen_and_what_is_not(folder: Folder) -> None:
    courses = section(survey(folder(SCHOOL), schools.TODAY), "course")
    assert list(courses) == ["Science", "Drama"]
    assert courses["Science"].seen == ("Made", "strand Passion")
    assert "Spoken" in courses["Science"].missing
    assert "Spoken" not in courses["Drama"].seen


def test_private_work_is_not_looked_at(folder: Folder) -> None:
    modes = section(survey(folder(SCHOOL), schools.TODAY), "mode")
    assert modes["Spoken"].seen == ()
    assert modes["Made"].seen == ("Science",)


def test_years_name_what_is_no_longer_gathered(folder: Folder) -> None:
    years = section(survey(folder(SCHOOL), schools.TODAY), "year")
    assert list(years) == ["2024–25", "2025–26"]
    assert years["2025–26"].missing == ("Performed",)


def test_who_has_nothing_yet_is_a_list_of_names_by_class(folder: Folder) -> None:
    waiting = section(survey(folder(SCHOOL), schools.TODAY), "waiting")
    assert waiting["9B"].missing == ("Ben Li", "Zoë Adler")
    assert waiting["9C"].missing == ("Cai Rees",)


def test_every_form_is_printed(folder: Folder) -> None:
    root = folder(SCHOOL)
    words = schools.command_here("report", str(root))
    page = schools.command_here("report", str(root), "--html")
    table = schools.command_here("report", str(root), "--csv")
    assert words.returncode == page.returncode == table.returncode == 0
    assert "Science: Made" in words.stdout
    assert page.stdout.startswith("<!doctype html>")
    rows = list(csv.reader(io.StringIO(table.stdout)))
    assert rows[0] == ["view", "name", "seen", "not yet", "what a learner can do"]
    assert ["course", "Science"] in [row[:2] for row in rows]


def test_the_page_is_whole_by_itself_and_escapes_names() -> None:
    line = Line("<script>x", ("a & b",), (), "Say it.")
    page = overview_page.as_page(Overview("A <b>school", schools.TODAY, (Section("course", "By", "C", "w", (line,)),)))
    assert "<script" not in page
    assert "&lt;script&gt;x" in page
    assert not re.search(r"(?:src|href)=\"(?!#)", page)
    assert "@media print" in page
    assert "prefers-color-scheme: dark" in page


def test_a_cell_is_never_a_formula() -> None:
    line = Line("=1+1", (), (), "Say it.")
    table = overview_page.as_table(Overview("x", schools.TODAY, (Section("course", "By", "C", "w", (line,)),)))
    assert "'=1+1" in table


def test_it_can_be_written_to_a_file(folder: Folder) -> None:
    root = folder(SCHOOL)
    told = schools.command_here("report", str(root), "--csv", "-o", str(root / "o.csv"))
    assert told.returncode == 0
    assert (root / "o.csv").read_bytes().startswith(b"\xef\xbb\xbfview,")
    assert not (root / "_site").exists()
