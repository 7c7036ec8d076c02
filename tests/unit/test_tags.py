"""Strands, skills, kinds and modes, however they are said."""

from __future__ import annotations

import pytest

from portfoliogen.check.tags import read_skills, tags_of
from portfoliogen.check.values import Fields
from portfoliogen.check.vocabulary import Vocabulary
from portfoliogen.diagnostics import Diagnostic, Located, Position
from portfoliogen.framework import load
from portfoliogen.model import fields as names
from portfoliogen.model.documents import Mapping
from portfoliogen.model.school import Course
from portfoliogen.yaml_fields import parse

VOCABULARY = Vocabulary(load((), {})[0], (Course("history", "History"),))


def _fields(text: str) -> Fields:
    tree = parse(text, "a.md", 2)
    assert tree is None or isinstance(tree, Mapping)
    return Fields(tree or Mapping((), Position("a.md")), names.ENTRY, [])


def _codes(found: list[Diagnostic]) -> list[tuple[str, int, int]]:
    return [(one.code, one.at.line, one.at.column) for one in found]


@pytest.mark.parametrize(
    ("text", "claims"),
    [
        ("creativity", [("creativity", None, "")]),
        ("Creativity, TEAM WORK", [("creativity", None, ""), ("teamwork", None, "")]),
        ("teamwork 5, creativity", [("teamwork", 5, ""), ("creativity", None, "")]),
        ("teamwork5", [("teamwork", 5, "")]),
        ("teamwork (5)", [("teamwork", 5, "")]),
        ("teamwork step 5", [("teamwork", 5, "")]),
        ("[creativity, teamwork: 5]", [("creativity", None, ""), ("teamwork", 5, "")]),
        ("{creativity: 6}", [("creativity", 6, "")]),
        ("{creativity: step 6}", [("creativity", 6, "")]),
        ("{creativity: I tried three.}", [("creativity", None, "I tried three.")]),
        ("{creativity: {step: 6, how: I tried three.}}", [("creativity", 6, "I tried three.")]),
        ("{creativity: [6, I tried three.]}", [("creativity", 6, "I tried three.")]),
        ("[{skill: creativity, step: 6, how: I tried three.}]", [("creativity", 6, "I tried three.")]),
        ("{problem solving: }", [("problem-solving", None, "")]),
        ("creadigrwydd", [("creativity", None, "")]),
        ("الإبداع، العمل الجماعي", [("creativity", None, ""), ("teamwork", None, "")]),
        ("", []),
    ],
)
def test_skills_in_every_shape(text: str, claims: list[tuple[str, int | None, str]]) -> None:
    found: list[Diagnostic] = []
    tree = _fields(f"skills: {text}").tree_of("skills")
    assert [(one.skill, one.step, one.how) for one in read_skills(tree, VOCABULARY, found)] == claims
    assert found == []


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("skills: {creativty: 6}", ("PG301", 2, 10)),
        ("skills: [teamwork, creativty]", ("PG301", 2, 20)),
        ("skills: teamwork, creativty", ("PG301", 2, 19)),
        ("skills: {creativity: 99}", ("PG305", 2, 22)),
        ("skills: {creativity: -1}", ("PG305", 2, 22)),
        ("skills: {creativity: {step: six}}", ("PG305", 2, 29)),
        ("skills: [staying positive]", ("PG306", 2, 10)),
        ("strands: [pasion]", ("PG302", 2, 11)),
        ("strands: [creativity]", ("PG313", 2, 11)),
        ("kind: porject", ("PG303", 2, 7)),
        ("mode: writen", ("PG304", 2, 7)),
    ],
)
def test_what_is_told_and_where(text: str, told: tuple[str, int, int]) -> None:
    fields = _fields(text)
    tags_of(fields, None, (), (), VOCABULARY)
    assert _codes(fields.found) == [told]


@pytest.mark.parametrize(
    ("words", "strands", "elements"),
    [
        ("passion", ["passion"], []),
        ("Strand 3", ["passion"], []),
        ("oracy", ["foundations"], ["oracy"]),
        ("Llythrennedd, passion", ["foundations", "passion"], ["literacy"]),
        ("passion projects", ["passion"], []),
    ],
)
def test_strands_and_their_elements(words: str, strands: list[str], elements: list[str]) -> None:
    fields = _fields(f"strands: {words}")
    tags = tags_of(fields, None, (), (), VOCABULARY)
    assert (list(tags.strands), list(tags.elements), fields.found) == (strands, elements, [])


@pytest.mark.parametrize(
    ("tag", "strands", "skills", "free"),
    [
        ("passion", ["passion"], {}, []),
        ("teamwork5", [], {"teamwork": 5}, []),
        ("ProblemSolving", [], {"problem-solving": None}, []),
        ("problem_solving", [], {"problem-solving": None}, []),
        ("oracy", ["foundations"], {}, []),
        ("fun", [], {}, ["fun"]),
        ("project", ["passion"], {}, []),
    ],
)
def test_hashtags(tag: str, strands: list[str], skills: dict[str, int | None], free: list[str]) -> None:
    tags = tags_of(_fields(""), None, (Located(tag, Position("a.md", 5, 1)),), (), VOCABULARY)
    assert (list(tags.strands), {key: one.step for key, one in tags.skills.items()}, list(tags.free)) == (
        strands,
        skills,
        free,
    )


@pytest.mark.parametrize(
    ("folders", "strands", "kind", "course"),
    [
        (("Passion",), ["passion"], "", ""),
        (("3 - Passion",), ["passion"], "", ""),
        (("Projects",), ["passion"], "project", ""),
        (("History",), [], "", "history"),
        (("History", "Projects"), ["passion"], "project", "history"),
        (("Holiday",), [], "", ""),
    ],
)
def test_folders_tag_what_is_in_them(folders: tuple[str, ...], strands: list[str], kind: str, course: str) -> None:
    tags = tags_of(_fields(""), None, (), folders, VOCABULARY)
    assert (list(tags.strands), tags.kind.key if tags.kind else "", tags.course) == (strands, kind, course)


def test_front_matter_wins_over_staff_hashtags_and_folders() -> None:
    tags = tags_of(
        _fields("kind: sport\nskills: {creativity: 6}"),
        _fields("kind: project\nskills: {creativity: 2}"),
        (Located("creativity3", Position("a.md")),),
        ("Projects",),
        VOCABULARY,
    )
    assert tags.kind is not None
    assert (tags.kind.key, tags.skills["creativity"].step, list(tags.by_staff)) == ("sport", 6, [])


def test_what_staff_add_is_known_as_theirs() -> None:
    tags = tags_of(_fields("skills: creativity"), _fields("strands: passion\nskills: teamwork"), (), (), VOCABULARY)
    assert list(tags.skills) == ["creativity", "teamwork"]
    assert set(tags.by_staff) == {"passion", "teamwork"}
    assert tags.skills["teamwork"].by_staff
    assert not tags.skills["creativity"].by_staff
