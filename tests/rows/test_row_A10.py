"""A10: more than my grades; a grade shows nowhere unless the audience asks, and then on one page only."""

from __future__ import annotations

from typing import TYPE_CHECKING

from schools import Built, entry

if TYPE_CHECKING:
    from conftest import Build

GRADE = "Distinction-star-canary"
WORK = {
    "school.yml": "publish: public\n",
    "learners/Amara/2026-08-20 Maths.md": entry(
        "Maths",
        "2026-08-20",
        strands="[curriculum]",
        visibility="public",
        qualification=f"{{name: Maths, level: GCSE, body: AQA, status: awarded, date: 2026-08-20, grade: {GRADE}}}",
    ),
}


def _with_grade(built: Built) -> list[str]:
    return [path.partition("/")[2].partition("/")[2] for path, data in built.files.items() if GRADE.encode() in data]


def test_row_A10_no_grade_by_default(build: Build) -> None:
    built = build(WORK)
    assert "qualifications" in built.profile("Amara", "public").pages
    assert _with_grade(built) == []


def test_row_A10_a_grade_shows_on_the_qualifications_page_alone_where_it_is_asked_for(build: Build) -> None:
    built = build(WORK | {"school.yml": "publish: public\naudiences:\n  public: {show: [grades]}\n"})
    assert _with_grade(built) == ["qualifications/index.html"]
    assert "Maths" in built.profile("Amara", "public").pages["qualifications"].text
