"""A framework as CASE (JSON) becomes a file of the school's own: names and numbers, and nothing that can do harm."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import schools
from portfoliogen.importing.case import framework_of
from portfoliogen.pipeline import build_school

PACKAGE = {
    "CFDocument": {"title": 'County skills: a "start"', "creator": "Oakshire", "uri": "https://skills.example/doc"},
    "CFItems": [
        {"identifier": "s2", "fullStatement": "Making *new* things", "abbreviatedStatement": "Creativity"},
        {"identifier": "s1", "fullStatement": "Working together", "humanCodingScheme": "1"},
        {"identifier": "a", "fullStatement": "Finds more than one way", "humanCodingScheme": "2.a"},
        {"identifier": "b", "fullStatement": "Listens: to all", "uri": "javascript:alert(1)"},
        {"identifier": "c", "fullStatement": "Listens: to all", "uri": "https://skills.example/c"},
        {"identifier": "d", "fullStatement": "Asks a second question"},
    ],
    "CFAssociations": [
        {"associationType": "isChildOf", "sequenceNumber": number, "originNodeURI": {"identifier": child},
         "destinationNodeURI": {"identifier": parent}}
        for number, (child, parent) in enumerate(
            [("s1", "doc"), ("s2", "doc"), ("a", "s2"), ("b", "s1"), ("c", "s1"), ("d", "c"), ("c", "d")]
        )
    ],
}  # fmt: skip


@pytest.fixture
def school(tmp_path: Path) -> Path:
    root = schools.write(tmp_path / "school", {"learners/Amara/2026-03-14 Volcano.md": schools.entry()})
    (tmp_path / "county.json").write_text(json.dumps(PACKAGE), "utf-8")
    return root


def test_a_package_becomes_a_framework_that_a_school_can_use(school: Path) -> None:
    done = schools.command_here("import", str(school.parent / "county.json"), "--in", str(school))
    assert (done.returncode, done.stderr) == (0, "")
    assert "2 strands and 4 skills" in done.stdout
    (file,) = (school / "frameworks").iterdir()
    (school / "school.yml").write_text(f"framework: {file.stem}\n", "utf-8")
    entry = "---\nstrands: Working together\nskills:\n  2.a: We tried three mixtures.\n---\nIt erupted twice.\n"
    (school / "learners/Amara/2026-03-14 Volcano.md").write_text(entry, "utf-8")
    report = build_school(school, today=schools.TODAY)
    assert report.diagnostics == ()
    page = (school / "_site/school/amara/skills/finds-more-than-one-way/index.html").read_text("utf-8")
    assert "We tried three mixtures." in page


def test_a_framework_that_is_there_stays_as_it_is(school: Path) -> None:
    source = str(school.parent / "county.json")
    schools.command_here("import", source, "--in", str(school))
    (file,) = (school / "frameworks").iterdir()
    file.write_text("title: Mended by hand\n", "utf-8")
    assert "is here already" in schools.command_here("import", source, "--in", str(school)).stdout
    assert file.read_text("utf-8") == "title: Mended by hand\n"


def test_only_what_is_asked_is_written(school: Path) -> None:
    schools.command_here("import", str(school.parent / "county.json"), "--in", str(school), "--dry-run")
    assert not (school / "frameworks").exists()


def test_names_and_links_and_no_more_come_along() -> None:
    made = framework_of(json.dumps(PACKAGE), "2026-11-23")
    assert made is not None
    assert "https://skills.example/c" in made.text
    assert "javascript" not in made.text
    assert "*" not in made.text
    assert made.text.index("Listens") < made.text.index("Finds more")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{}",
        "[]",
        '{"CFDocument": 3}',
        '{"CFDocument": {}, "CFItems": {"a": 1}}',
        '{"CFDocument": {}, "CFItems": [[], null, {"identifier": 3}], "CFAssociations": [3]}',
        '{"CFDocument":' + "[" * 100_000,
    ],
)
def test_what_is_no_package_is_none(text: str) -> None:
    assert framework_of(text, "2026-11-23") is None
