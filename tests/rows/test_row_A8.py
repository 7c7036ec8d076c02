"""A8: the front page opens with who I am, in my own words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from schools import entry, sound

if TYPE_CHECKING:
    from conftest import Build

WORK = {
    "learners/Amara/profile.md": "---\nname: Amara Okafor\nheadline: I build things that move.\nintro: hello.wav\n---\n"
    "I started with cardboard.\n",
    "learners/Amara/hello.wav": sound(),
    "learners/Amara/hello.txt": "Hello, I am Amara.\n",
    "learners/Amara/2026-03-14 Volcano.md": entry(skills="{creativity: I tried three mixtures.}"),
    "learners/Amara/2026-06-01 Maths.md": entry(
        "Maths",
        "2026-06-01",
        strands="[curriculum]",
        qualification="{name: Maths, level: GCSE, body: AQA, status: awarded, date: 2026-08-20, grade: 7}",
    ),
}


def test_row_A8_own_words_come_before_any_skill_or_qualification(build: Build) -> None:
    words = build(WORK).profile("Amara Okafor").home.text
    own = words.index("I started with cardboard.")
    assert words.index("I build things that move.") < own
    for later in ("Creativity", "Maths", "Volcano"):
        assert own < words.index(later)


def test_row_A8_the_intro_has_its_player_and_its_words(build: Build) -> None:
    intro = build(WORK).profile("Amara Okafor").home.tree.one("section.intro")
    assert intro.all("audio")
    assert "Hello, I am Amara." in intro.text
