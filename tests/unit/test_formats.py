"""How problems are printed: golden texts, and what no file name or line may do to a terminal or page."""

from __future__ import annotations

import json
import re
from html.parser import HTMLParser

import pytest

from portfoliogen.diagnostics import Diagnostic, Position, Severity
from portfoliogen.diagnostics.formats.machines import as_github, as_json, as_sarif
from portfoliogen.diagnostics.formats.page import as_html
from portfoliogen.diagnostics.formats.terminal import as_text, summary_line
from portfoliogen.diagnostics.rules import ALL
from portfoliogen.showing import visible

SKILL = Diagnostic(
    "PG301",
    "unknown-skill",
    Severity.ERROR,
    Position("9B/Amara Okafor/2026-03-14 Volcano.md", 5, 10),
    "“creativty” is not a skill of this school's framework.",
    "Did you mean “creativity”?",
    "skills: {creativty: 6, teamwork: 5}",
)
NO_DATE = Diagnostic(
    "PG204",
    "undated",
    Severity.WARNING,
    Position("9B/Ben/Moon.md"),
    "This entry has no date.",
    "Begin the file's name with one, such as “2026-05-02 Moon”.",
)
WHOLE_SCHOOL = Diagnostic("PG118", "no-learners", Severity.NOTE, Position(""), "Nobody is here.", "")


def at(excerpt: str, column: int, path: str = "a.md") -> Diagnostic:
    """Make a problem at a column of a line."""
    return Diagnostic("PG301", "x", Severity.ERROR, Position(path, 1, column), "Wrong.", "", excerpt)


def caret_lines(excerpt: str, column: int) -> tuple[str, str]:
    """Give the source line and the caret line as printed."""
    _, source, caret = as_text([at(excerpt, column)]).splitlines()
    return source, caret


def test_text_has_the_form_that_the_style_page_shows() -> None:
    assert (
        as_text([SKILL, NO_DATE, WHOLE_SCHOOL])
        == """\
9B/Amara Okafor/2026-03-14 Volcano.md:5:10: error PG301 “creativty” is not a skill of this school's framework.
    5 | skills: {creativty: 6, teamwork: 5}
                 ^
    Try: Did you mean “creativity”?
9B/Ben/Moon.md: warning PG204 This entry has no date.
    Try: Begin the file's name with one, such as “2026-05-02 Moon”.
note PG118 Nobody is here.
"""
    )


def test_text_in_colour_is_the_same_text() -> None:
    coloured = as_text([SKILL, NO_DATE], colour=True)
    assert "\x1b[1;31merror PG301\x1b[0m" in coloured
    assert re.sub(r"\x1b\[[0-9;]*m", "", coloured) == as_text([SKILL, NO_DATE])


def test_no_problems_is_no_text() -> None:
    assert as_text([]) == ""


@pytest.mark.parametrize(
    ("excerpt", "column", "source", "caret"),
    [
        ("\tskills: x", 2, "    1 |     skills: x", "            ^"),
        ("名前: 絵", 5, "    1 | 名前: 絵", "              ^"),
        ("e\u0301te\u0301: x", 6, "    1 | e\u0301te\u0301: x", "           ^"),
        ("family: 👩‍👧 x", 13, "    1 | family: 👩‍👧 x", "                     ^"),
        ("a\x1b[2Jb", 6, "    1 | a<U+001B>[2Jb", "                    ^"),
        ("a\u202eb", 3, "    1 | a<U+202E>b", "                 ^"),
        ("short", 40, "    1 | short", "             ^"),
        ("trailing   ", 1, "    1 | trailing", "        ^"),
    ],
)
def test_the_caret_stands_under_its_column(excerpt: str, column: int, source: str, caret: str) -> None:
    assert caret_lines(excerpt, column) == (source, caret)


@pytest.mark.parametrize("column", [1, 40, 99, 100, 101, 500, 999, 1000])
def test_a_long_line_is_cut_to_a_window_around_the_caret(column: int) -> None:
    line = "".join(f"{number:04}" for number in range(250))
    source, caret = caret_lines(line, column)
    assert len(source) <= len("    1 | ") + 100
    assert source[len(caret) - 1] == line[column - 1]


def test_a_line_of_a_megabyte_costs_nothing() -> None:
    source, caret = caret_lines("名" * 1_000_000, 500_000)
    assert len(source) < 70
    assert source.endswith("…")
    assert caret.endswith("^")


def test_a_pile_of_marks_on_a_letter_is_cut() -> None:
    source, _ = caret_lines("a" + "\u0301" * 300 + "b", 1)
    assert len(source) < 30
    assert source.endswith("b")


HOSTILE = "a\nerror: fake\r\x1b]0;title\x07\u202e\u2066\u2028\x9b\udce9b"


def test_no_name_or_message_gets_through_to_the_terminal() -> None:
    hostile = Diagnostic("PG101", "x", Severity.ERROR, Position(HOSTILE, 1, 1), HOSTILE, HOSTILE, HOSTILE)
    for text in (as_text([hostile]), as_github([hostile]), as_json([hostile]), as_sarif([hostile])):
        text.encode()
        assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2060-\u206f]", text)
    assert len(as_text([hostile]).splitlines()) == 4
    assert as_text([hostile]).startswith("a<U+000A>error: fake<U+000D><U+001B>]0;title<U+0007><U+202E>")


def test_words_of_every_script_stay_as_they_are() -> None:
    for name in ("Zoë", "عائشة", "می‌خواهم", "李雷", "👩‍👧 🏴󠁧󠁢󠁷󠁬󠁳󠁿", "O’Brien"):
        assert visible(name) == name


def many(count: int, folder: str) -> list[Diagnostic]:
    """Make one slip many times."""
    return [
        Diagnostic("PG301", "x", Severity.ERROR, Position(f"9B/{folder}/{number:02}/a.md"), "Wrong.", "Mend.")
        for number in range(count)
    ]


def test_one_slip_made_many_times_is_shown_five_times() -> None:
    text = as_text([*many(42, "Amara Okafor"), *many(6, "Ben")], learners=("Amara Okafor", "Ben"))
    assert text.count("9B/Amara Okafor/") == 5
    assert text.count("    … and 37 more like this (PG301).\n") == 1
    assert text.count("9B/Ben/") == 6
    assert text.index("37 more") < text.index("9B/Ben")


def test_a_limit_counts_the_rest() -> None:
    text = as_text([*many(42, "Amara"), *many(6, "Ben")], learners=("Amara", "Ben"), limit=7)
    assert text.count("Wrong.") == 7
    assert text.endswith("    Try: Mend.\n… and 4 more.\n")


def test_a_learner_is_found_whatever_the_case_and_accents_of_the_folder() -> None:
    assert "37 more" in as_text(many(42, "ZOE o'brien"), learners=("Zoë O'Brien",))


def test_summary() -> None:
    assert summary_line([]) == "no problems"
    assert summary_line([SKILL]) == "1 error"
    assert summary_line([SKILL, SKILL, NO_DATE, WHOLE_SCHOOL]) == "2 errors, 1 warning and 1 note"


def test_json_is_stable() -> None:
    document = json.loads(as_json([SKILL]))
    document["tool"].pop("version")
    assert document == {
        "version": 1,
        "tool": {"name": "portfoliogen"},
        "summary": {"errors": 1, "warnings": 0, "notes": 0},
        "diagnostics": [
            {
                "code": "PG301",
                "slug": "unknown-skill",
                "severity": "error",
                "path": "9B/Amara Okafor/2026-03-14 Volcano.md",
                "line": 5,
                "column": 10,
                "message": "“creativty” is not a skill of this school's framework.",
                "hint": "Did you mean “creativity”?",
                "excerpt": "skills: {creativty: 6, teamwork: 5}",
            }
        ],
    }


def test_machine_formats_leave_nothing_out() -> None:
    found = many(42, "Amara")
    assert len(json.loads(as_json(found))["diagnostics"]) == 42
    assert len(json.loads(as_sarif(found))["runs"][0]["results"]) == 42
    assert as_github(found).count("\n") == 42


def test_sarif_points_at_rules_and_places() -> None:
    document = json.loads(as_sarif([SKILL, NO_DATE, WHOLE_SCHOOL]))
    assert document["version"] == "2.1.0"
    (run,) = document["runs"]
    rules = run["tool"]["driver"]["rules"]
    assert {rule["id"] for rule in rules} >= ALL.keys()
    for result in run["results"]:
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
        assert result["level"] in {"error", "warning", "note"}
    first, second, third = run["results"]
    assert first["locations"] == [
        {
            "physicalLocation": {
                "artifactLocation": {
                    "uri": "9B/Amara%20Okafor/2026-03-14%20Volcano.md",
                    "uriBaseId": "%SRCROOT%",
                },
                "region": {
                    "startLine": 5,
                    "startColumn": 10,
                    "snippet": {"text": "skills: {creativty: 6, teamwork: 5}"},
                },
            }
        }
    ]
    assert "region" not in second["locations"][0]["physicalLocation"]
    assert "locations" not in third


def test_github_commands_are_escaped() -> None:
    odd = Diagnostic("PG101", "x", Severity.NOTE, Position("a,b:100%/c.md", 2), "50% of:it", "Say,\nagain")
    assert as_github([odd, SKILL]).splitlines() == [
        "::notice file=a%2Cb%3A100%25/c.md,line=2,title=PG101 x::50%25 of:it%0ASay,<U+000A>again",
        (
            "::error file=9B/Amara Okafor/2026-03-14 Volcano.md,line=5,col=10,title=PG301 unknown-skill::"
            "“creativty” is not a skill of this school's framework.%0ADid you mean “creativity”?"
        ),
    ]


class Page(HTMLParser):
    """Collects what a page holds."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.links: list[str] = []
        self.text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.links += [value or "" for name, value in attrs if name in {"href", "src"}]
        assert not [name for name, _ in attrs if name.startswith("on")]

    def handle_data(self, data: str) -> None:
        self.text += data


def test_the_page_for_staff_is_by_learner_in_alphabetical_order() -> None:
    found = [NO_DATE, SKILL, at("theme: x", 8, "school.yml")]
    page = Page()
    page.feed(as_html(found, school_name="Oakfield", learners=("Ben", "Amara Okafor")))
    order = [page.text.rindex(name) for name in ("The school's own files", "Amara Okafor\n", "Ben\n")]
    assert order == sorted(order)
    assert "What to look at in Oakfield" in page.text
    assert "Did you mean “creativity”?" in page.text
    assert "2026-03-14 Volcano.md, line 5" in page.text
    assert "script" not in page.tags
    assert all(link.startswith("#") for link in page.links)


def test_nothing_in_a_problem_becomes_part_of_the_page() -> None:
    bad = "</pre><script>alert(1)</script><img src=x onerror=alert(1)>\u202e"
    page = Page()
    problem = Diagnostic("PG101", "x", Severity.ERROR, Position(bad, 1, 1), bad, bad, bad)
    html = as_html([problem], school_name=bad)
    page.feed(html)
    assert "script" not in page.tags
    assert "img" not in page.tags
    assert "\u202e" not in html


def test_an_empty_page_says_so() -> None:
    assert "no problems" in as_html([])
