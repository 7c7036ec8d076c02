"""F3: themes and frameworks are plain files, changed one at a time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from schools import entry

if TYPE_CHECKING:
    from conftest import Build

WORK = {"learners/Amara/2026-03-14 Volcano.md": entry(skills="{creativity: I tried three mixtures.}")}


def test_row_F3_one_template_is_the_schools_own_and_the_rest_the_packages(build: Build) -> None:
    plain = build(WORK).profile("Amara")
    built = build(
        {
            **WORK,
            "theme/templates/skill.html": '{% extends "base.html" %}{% block main %}<h1>{{ page.title }}</h1>'
            "<p>Our own page about it.</p>{% endblock %}",
        }
    )
    assert built.codes == []
    own = built.profile("Amara")
    assert "Our own page about it." in own.pages["skills/creativity"].text
    assert {path for path in plain.files if plain.files[path] != own.files[path]} == {"skills/creativity/index.html"}


def test_row_F3_one_block_alone(build: Build) -> None:
    built = build(
        {
            **WORK,
            "theme/templates/home.html": '{% extends "!home.html" %}{% block paper %}<p>Ask us.</p>{% endblock %}',
        }
    )
    home = built.profile("Amara").home
    assert "Ask us." in home.text
    assert "Volcano" in home.text


def test_row_F3_one_word_alone(build: Build) -> None:
    built = build({**WORK, "theme/words/en.yml": "home:\n  highlights: In the shop window\n"})
    assert built.codes == []
    words = built.profile("Amara").home.text
    assert "In the shop window" in words
    assert "Strands of learning" in words


def test_row_F3_one_skill_of_a_framework_alone(build: Build) -> None:
    built = build(
        {
            "school.yml": "framework: ours\n",
            "frameworks/ours.yml": "extends: learner-profile\nskills:\n  weaving: {name: Weaving}\n",
            "learners/Amara/2026-03-14 Fence.md": entry(
                "Fence", "", skills="{weaving: I wove it., creativity: I tried three knots.}"
            ),
        }
    )
    assert built.codes == []
    assert {"skills/weaving", "skills/creativity"} <= set(built.profile("Amara").pages)
