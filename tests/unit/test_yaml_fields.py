"""YAML to a tree of text, with places, and nothing that a file could do harm with."""

from __future__ import annotations

import pytest
import yaml

from portfoliogen import yaml_fields
from portfoliogen.diagnostics import Position
from portfoliogen.framework import plain
from portfoliogen.model.documents import Mapping, Scalar, Sequence
from portfoliogen.yaml_fields import MAX_DEPTH, YamlFault, duplicate_keys, parse


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("date: 2026-03-14", {"date": "2026-03-14"}),
        ("date: 2026-13-01", {"date": "2026-13-01"}),
        ("draft: no", {"draft": "no"}),
        ("hours: 012", {"hours": "012"}),
        ("grade: 1e3", {"grade": "1e3"}),
        ("empty:", {"empty": ""}),
        ("empty: ~", {"empty": ""}),
        ("quoted: '~'", {"quoted": "~"}),
        ("skills: [a, b]", {"skills": ["a", "b"]}),
        ("skills: {a: 1}", {"skills": {"a": "1"}}),
        ("- a\n- b: c", ["a", {"b": "c"}]),
        ("text: |\n  two\n  lines\n", {"text": "two\nlines\n"}),
        ("? odd\n: key", {"odd": "key"}),
        ("[a, b]: c", {"": "c"}),
    ],
)
def test_everything_stays_text(text: str, expected: object) -> None:
    assert plain(parse(text, "a.md")) == expected


def test_nothing_is_nothing() -> None:
    assert parse("", "a.md") is None
    assert parse("# a comment\n", "a.md") is None


def test_every_piece_has_its_place() -> None:
    tree = parse("title: Moon\nskills: [listening,\n  teamwork]\n", "a.md", first_line=2)
    assert isinstance(tree, Mapping)
    (title, moon), (skills, words) = tree.pairs
    assert isinstance(moon, Scalar)
    assert isinstance(words, Sequence)
    assert [title.at, moon.at, skills.at, words.at, *(one.at for one in words.items)] == [
        Position("a.md", 2, 1),
        Position("a.md", 2, 8),
        Position("a.md", 3, 1),
        Position("a.md", 3, 9),
        Position("a.md", 3, 10),
        Position("a.md", 4, 3),
    ]


@pytest.mark.parametrize(
    ("text", "line", "column", "syntax"),
    [
        ("a: [1, 2", 1, 9, True),
        ("a: b: c", 1, 5, True),
        ('a: "x\nb: y', 2, 1, True),
        ("\ta: b", 1, 1, True),
        ("a: &x 1\nb: *x", 2, 4, False),
        ("a: !!python/object:os.system x", 1, 4, False),
        ("a: !include /etc/passwd", 1, 4, False),
        ("a: \x07", 1, 1, True),
    ],
)
def test_what_is_refused_and_where(text: str, line: int, column: int, *, syntax: bool) -> None:
    with pytest.raises(YamlFault) as raised:
        parse(text, "a.md")
    fault = raised.value
    assert (fault.syntax, fault.line) == (syntax, line) or fault.line in {line, line + 1}
    assert not syntax or fault.reason
    if not syntax:
        assert (fault.line, fault.column) == (line, column)


@pytest.mark.parametrize(
    "text",
    [
        "a: " + "[" * 5000,
        "a: " + "{b: " * 5000,
        "- " * 5000,
        "a: [" + "1, " * 30_000 + "]",
    ],
)
def test_depth_and_length_are_bounded(text: str) -> None:
    with pytest.raises(YamlFault):
        parse(text, "a.md")


def test_a_depth_that_people_use_is_taken() -> None:
    text = "".join(f"{'  ' * depth}a:\n" for depth in range(MAX_DEPTH - 2))
    assert parse(text, "a.md") is not None


def test_keys_that_stand_twice() -> None:
    tree = parse("title: a\nTitle: b\nother: c\n", "a.md")
    assert isinstance(tree, Mapping)
    assert [(one.code, one.at.line) for one in duplicate_keys(tree)] == [("PG208", 2)]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "# c",
        "a: 1\nb: [x, {y: z}]",
        "--- \na: 1\n--- \nb: 2",
        "a: |\n  b\n",
        "- a\n-",
        "a: b: c",
        "a: [",
        "a: \x07",
    ],
)
def test_without_the_c_parser_the_same_comes_out(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def outcome() -> object:
        try:
            return parse(text, "a.md")
        except YamlFault as fault:
            return fault.reason

    quick = outcome()
    monkeypatch.setattr(yaml_fields, "_Parser", yaml.SafeLoader)
    assert outcome() == quick
