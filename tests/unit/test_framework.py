"""Frameworks: built in, the school's own, extended, summed and of several versions."""

from __future__ import annotations

import pytest

from portfoliogen.diagnostics import Position
from portfoliogen.form_data import application, benchmarks
from portfoliogen.framework import built_in, load
from portfoliogen.model.framework import Framework

AT = Position("school.yml", 2, 12)


def _load(*keys: str, **own: str) -> tuple[Framework, list[tuple[str, str, int]]]:
    files = {key.replace("_", "-"): (f"frameworks/{key}.yml", text) for key, text in own.items()}
    framework, found = load(tuple((key, AT) for key in keys), files)
    return framework, [(one.code, one.at.path, one.at.line) for one in found]


def test_the_default_has_four_strands_and_eight_skills() -> None:
    framework, found = _load()
    assert found == []
    assert [one.name for one in framework.strands] == [
        "Foundations",
        "Curriculum and qualifications",
        "Passion",
        "Essential skills",
    ]
    assert [one.name for one in framework.strands[0].elements] == ["Literacy", "Numeracy", "Oracy", "Digital literacy"]
    essential = [one.name for one in framework.skills if one.last_step == 15]
    assert {
        "Listening",
        "Speaking",
        "Problem Solving",
        "Creativity",
        "Adapting",
        "Planning",
        "Leadership",
        "Teamwork",
    } <= set(essential)


@pytest.mark.parametrize("key", sorted(built_in()))
def test_every_built_in_framework_loads_alone_and_says_where_it_is_from(key: str) -> None:
    framework, found = _load(key)
    assert found == []
    for name in ("title", "publisher", "version", "source", "licence"):
        assert getattr(framework, name), name
    assert "text_included: false" in built_in()[key]
    assert framework.modes
    assert framework.kinds


def test_a_school_extends_and_changes_one_word() -> None:
    framework, found = _load(
        "ours", ours="extends: learner-profile\nskills:\n  creativity: {name: Making things up, steps: 1-6}\n"
    )
    assert found == []
    skill = framework.skill("creativity")
    assert (skill.name, skill.first_step, skill.last_step) == ("Making things up", 1, 6)
    assert framework.skill("teamwork").last_step == 15


def test_a_schools_file_may_carry_a_built_in_name() -> None:
    framework, found = _load(
        "learner-profile", learner_profile="extends: learner-profile\nstrands:\n  local: {name: Our town, number: 5}\n"
    )
    assert found == []
    assert [one.key for one in framework.strands][-1] == "local"
    assert len(framework.strands) == 5


def test_words_can_be_taken_out() -> None:
    framework, _ = _load("ours", ours="extends: learner-profile\nwithout: [leadership, exam]\n")
    assert "leadership" not in [one.key for one in framework.skills]
    assert "exam" not in [one.key for one in framework.kinds]


def test_several_frameworks_are_summed() -> None:
    framework, found = _load("learner-profile", "gatsby")
    assert found == []
    assert len(framework.strands) >= 4


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("strands: none\n", ("PG309", "frameworks/ours.yml", 1)),
        ("- a\n- b\n", ("PG309", "frameworks/ours.yml", 1)),
        ("title: [a\n", ("PG309", "frameworks/ours.yml", 2)),
        ("skills:\n  a: {kind: knack}\n", ("PG309", "frameworks/ours.yml", 1)),
        ("extends: nowhere\n", ("PG308", "frameworks/ours.yml", 1)),
        ("extends: ours2\n", ("PG310", "frameworks/ours2.yml", 1)),
    ],
)
def test_a_mistake_is_told_at_its_place(text: str, told: tuple[str, str, int]) -> None:
    _, found = _load("ours", ours=text, ours2="extends: ours\n")
    assert found == [told]


def test_a_framework_that_is_not_there() -> None:
    _, found = _load("learner-profil")
    assert found == [("PG308", "school.yml", 2)]


@pytest.mark.parametrize("language", ["cy", "cy-GB", "cy_GB", "CY"])
def test_a_name_is_known_in_a_language_wherever_it_is_spoken(language: str) -> None:
    framework, _ = _load("learner-profile")
    skill = next(one for one in framework.skills if one.key == "listening")
    assert skill.name_in(language) == "Gwrando"
    assert skill.name_in("de-AT") == "Listening"
    assert [one.name_in(language) for one in benchmarks()] == [one.name_in("cy") for one in benchmarks()]
    assert application().questions[0].text_in(language).startswith("Pam")
