"""Fields at the top of a text, as people write them and as they slip."""

from __future__ import annotations

import pytest

from portfoliogen.framework import plain
from portfoliogen.model import fields as names
from portfoliogen.read.front_matter import split


def _split(text: str) -> tuple[dict[str, object], str, list[tuple[str, int, int]], bool]:
    top, found = split(text, "a.md", names.ENTRY)
    return (
        plain(top.fields),
        top.body.strip(),
        [(one.code, one.at.line, one.at.column) for one in found],
        top.unreadable,
    )


@pytest.mark.parametrize(
    ("text", "fields", "body"),
    [
        ("---\ntitle: Moon\n---\nBody", {"title": "Moon"}, "Body"),
        ("\ufeff---\ntitle: Moon\n---\nBody", {"title": "Moon"}, "Body"),
        ("\n\n---\ntitle: Moon\n---\nBody", {"title": "Moon"}, "Body"),
        ("---\ntitle: Moon\n...\nBody", {"title": "Moon"}, "Body"),
        ("<!-- a note -->\n---\ntitle: Moon\n---\nBody", {"title": "Moon"}, "Body"),
        ('+++\ntitle = "Moon"\n+++\nBody', {"title": "Moon"}, "Body"),
        ("---\n---\nBody", {}, "Body"),
        (
            "Title: Moon\nSkills: creativity, teamwork\n\nBody",
            {"Title": "Moon", "Skills": "creativity, teamwork"},
            "Body",
        ),
        ("**Title:** Moon\n**Date:** 2026-03-14\n\nBody", {"Title": "Moon", "Date": "2026-03-14"}, "Body"),
        ("Date: 2026-03-14\nBody", {"Date": "2026-03-14"}, "Body"),
        ("Body", {}, "Body"),
        ("---\n\nA rule above a text.\n\n---\nMore", {}, "---\n\nA rule above a text.\n\n---\nMore"),
        ("Dear diary: today\n\nBody", {}, "Dear diary: today\n\nBody"),
        ("", {}, ""),
    ],
)
def test_where_fields_end_and_the_text_begins(text: str, fields: dict[str, object], body: str) -> None:
    assert _split(text) == (fields, body, [], False)


@pytest.mark.parametrize(
    ("text", "fields", "told"),
    [
        ("---\ntitle: Bridge: how\n---\nBody", {"title": "Bridge: how"}, [("PG203", 2, 14)]),
        ("---\ntitle: “Moon”\n---\nBody", {"title": "Moon"}, [("PG205", 2, 8)]),
        ("-----\ntitle: Moon\n-----\nBody", {"title": "Moon"}, [("PG206", 1, 1)]),
        ("---\ntitle: Moon\n\nBody", {"title": "Moon"}, [("PG207", 1, 1)]),
        ("---\ntitle: Moon\ntitle: Sun\n---\nBody", {"title": "Sun"}, [("PG208", 3, 1)]),
        (
            "---\ntitle: Moon\nwe built it\nstrands: passion\n---\nBody",
            {"title": "Moon", "strands": "passion"},
            [("PG202", 3, 1)],
        ),
        ('---\ntitle: "Moon\ndate: 2026\n---\nBody', {"title": "Moon", "date": "2026"}, [("PG202", 2, 8)]),
    ],
)
def test_one_slip_costs_one_line(text: str, fields: dict[str, object], told: list[tuple[str, int, int]]) -> None:
    found, body, diagnostics, _ = _split(text)
    assert (found, body, diagnostics) == (fields, "Body", told)


@pytest.mark.parametrize(
    "text",
    [
        "---\ntitle Moon\nvisibility private\n---\nBody",
        "---\ntitle: Moon\nvisibility private\n---\nBody",
        "---\nvisibility: *hidden\n---\nBody",
        "---\n{{{\nvisibility: private\n---\nBody",
        "---\ntitle: " + "x" * 70_000 + "\n---\nBody",
    ],
)
def test_what_may_have_said_who_may_see_it_is_unreadable(text: str) -> None:
    fields, _, told, unreadable = _split(text)
    assert unreadable or fields.get("visibility") == "private"
    assert told


def test_the_body_knows_its_line() -> None:
    top, _ = split("\n---\ntitle: Moon\n---\n\nBody", "a.md")
    assert top.body_line == 5
    assert top.body == "\nBody"


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("summary: !!python/name:os.system x", "it uses a tag"),
        ("summary: *who", "it uses an alias"),
        ("nothing but words", "it has no “:”"),
    ],
)
def test_a_line_that_is_left_out_is_told_with_its_own_reason(line: str, reason: str) -> None:
    _, found = split(f"---\ntitle: A\n{line}\nkind: [\n---\nText\n", "a.md")
    assert reason in next(one.message for one in found if one.at.line == 3)
