"""G11: an overview for staff across courses, not across children."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import schools
from schools import entry

if TYPE_CHECKING:
    from conftest import Folder

NAMES = ("Amara Okafor", "Ben Li", "Zoë Adler")
SCHOOL = {
    "school.yml": "name: Oakfield\ncourses: [{name: Science}, {name: Drama}]\n",
    "roster.csv": "folder,class\n" + "".join(f"9B/{name},9B\n" for name in (*NAMES, "Cai Rees")),
    "learners/9B/Cai Rees/profile.md": "Me.\n",
    **{
        f"learners/9B/{name}/2026-03-{day:02} Work {day}.md": entry(
            f"Work {day}", f"2026-03-{day:02}", course="Science"
        )
        for number, name in enumerate(NAMES, 1)
        for day in range(1, 3 * number)
    },
}


def test_row_G11_it_has_rows_of_courses_and_none_of_learners(folder: Folder) -> None:
    root = folder(SCHOOL)
    for form in ((), ("--html",), ("--csv",)):
        told = schools.command_here("report", str(root), *form).stdout
        assert "Science" in told
        assert "Drama" in told
        for name in NAMES:
            assert name not in told
        assert told.count("Cai Rees") == 1


def test_row_G11_no_counts_averages_or_ranks(folder: Folder) -> None:
    told = schools.command_here("report", str(folder(SCHOOL))).stdout
    years_gone = re.sub(r"\d{4}–\d\d|9B", "", told)
    assert not re.search(r"\d", years_gone)
    forbidden = r"%|\b(average|mean|rank|best|worst|top|bottom|score|more than|fewer|behind)\b"
    assert not re.search(forbidden, told, re.IGNORECASE)


def test_row_G11_the_order_and_amount_of_learners_work_change_nothing(folder: Folder) -> None:
    few = {path: text for path, text in SCHOOL.items() if "Zoë" not in path or path == "roster.csv"}
    few["learners/9B/Zoë Adler/2026-03-01 Work 1.md"] = SCHOOL["learners/9B/Zoë Adler/2026-03-01 Work 1.md"]
    one = schools.command_here("report", str(folder(SCHOOL)), "--html").stdout
    assert schools.command_here("report", str(folder(few, "Other")), "--html").stdout == one


def test_row_G11_it_is_never_in_a_site(folder: Folder) -> None:
    root = folder(SCHOOL)
    schools.command_here("build", str(root))
    assert not [path for path in (root / "_site").rglob("*.html") if "What a learner can do" in path.read_text("utf-8")]
