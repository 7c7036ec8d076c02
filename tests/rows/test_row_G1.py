"""G1: how does this promote learning? Every line of a teacher's report ends in an action a learner can take."""

from __future__ import annotations

import csv
import io
import re
from pathlib import Path

import pytest

import schools
from portfoliogen.overview import Overview, survey

ROOT = Path(__file__).resolve().parents[2]
SAMPLE = ROOT / "sample-school"
VERBS = (
    "Add",
    "Answer",
    "Ask",
    "Bring",
    "Choose",
    "Explain",
    "Find",
    "Look",
    "Make",
    "Mark",
    "Open",
    "Perform",
    "Put",
    "Read",
    "Say",
    "Show",
    "Sit",
    "Tell",
    "Where",
    "Write",
)


@pytest.fixture(scope="module")
def found() -> Overview:
    return survey(SAMPLE, schools.TODAY)


def test_row_G1_no_line_without_an_action(found: Overview) -> None:
    lines = [line for section in found.sections for line in section.lines]
    assert len(lines) > 30
    for line in lines:
        assert line.action.startswith(VERBS), line
        assert line.action.endswith("."), line


def test_row_G1_the_same_holds_for_what_is_printed() -> None:
    page = schools.command_here("report", str(SAMPLE), "--html").stdout
    rows = re.findall(r"<tr><th scope=\"row\">.*?</tr>", page, re.DOTALL)
    assert rows
    assert all(re.search(r'<td class="action"[^>]*>[A-Z][^<]{10,}</td></tr>$', row) for row in rows)
    table = list(csv.reader(io.StringIO(schools.command_here("report", str(SAMPLE), "--csv").stdout)))
    assert len(table) == len(rows) + 1
    assert all(len(row[-1]) > 10 for row in table[1:])
    words = schools.command_here("report", str(SAMPLE)).stdout.splitlines()
    named = [number for number, line in enumerate(words) if re.match(r"  \S", line)]
    assert all(words[number + 1].startswith("    Next: ") for number in named)


def test_row_G1_the_book_states_the_rule() -> None:
    assert "how does this promote learning?" in (ROOT / "docs/teachers.md").read_text("utf-8")
    assert "Every line ends in something that a learner can do next" in " ".join(
        (ROOT / "docs/teachers.md").read_text("utf-8").split()
    )
