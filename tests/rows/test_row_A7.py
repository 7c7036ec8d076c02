"""A7: reflection prompts in templates help to write; prompts are never published; check counts the answered ones."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

import schools
from portfoliogen.read.prompts import take_prompts, take_prompts_from_html
from portfoliogen.starting.word import Field, Paragraph, Prompt, write_docx

if TYPE_CHECKING:
    from conftest import Folder

TEXT = """---
title: Volcano
date: 2026-03-14
strands: passion
visibility: public
---
> Prompt: What did you do?

We built it twice and it erupted both times.

> Prompt: What was hard?
The cone, because paste dries slowly.

> Prompt: Who helped? Ben did.

> Prompt: What next?

"""
OPEN = {
    "school.yml": "publish: public\nphoto: public\n",
    "learners/Amara/profile.md": "---\nvisibility: public\n---\n> Prompt: What are you good at?\n",
    "learners/Amara/2026-03-14 Volcano.md": TEXT,
}


def test_row_A7_no_prompt_is_ever_published(folder: Folder) -> None:
    root = folder(OPEN)
    (root / "learners/Amara/Moon.docx").write_bytes(
        write_docx(
            (
                Field("Title", "Moon"),
                Field("Date", "2026-05-01"),
                Field("Strands", "passion"),
                Field("Visibility", "public"),
                Prompt("Prompt: What surprised you?"),
                Paragraph("It is never dark on one side for long."),
                Prompt("Prompt: What would you tell a friend?"),
                Paragraph(),
            )
        )
    )
    assert schools.command_here("build", str(root)).returncode == 0
    pages = {path: path.read_text("utf-8") for path in (root / "_site").rglob("*.html")}
    assert any("public" in path.parts for path in pages)
    everything = "\n".join(pages.values())
    for prompt in (
        "Prompt:",
        "What did you do",
        "What was hard",
        "Who helped",
        "What next?",
        "What are you good at",
        "What surprised you",
        "What would you tell a friend",
    ):
        assert prompt not in everything
    for answer in ("We built it twice", "The cone, because paste dries slowly.", "Ben did.", "never dark on one side"):
        assert answer in everything


def test_row_A7_check_counts_the_answered_prompts(folder: Folder) -> None:
    told = schools.command_here("check", str(folder(OPEN)))
    assert "PG244" in told.stdout
    assert "3 of 4 answered" in told.stdout
    assert "Volcano.md:16:1" in told.stdout


def test_row_A7_the_templates_hold_the_prompts_of_each_kind(folder: Folder) -> None:
    root = folder({"learners/Amara/profile.md": "I build.\n"})
    assert schools.command_here("new", "Amara", "Match", "--kind", "sport", "--in", str(root)).returncode == 0
    text = (root / "learners/Amara/2026-11-23 Match.md").read_text("utf-8")
    assert "> Prompt: What were you working on?" in text


@pytest.mark.parametrize(
    ("text", "left", "counts"),
    [
        ("> Prompt: Why?\n> I wanted to.\n", "\n> I wanted to.\n", (1, 1)),
        ("*Prompt: Why?*\n\nBecause.\n", "\n\nBecause.\n", (1, 1)),
        ("> **Prompt:** Why?\n\n#creativity\n", "\n\n#creativity\n", (1, 0)),
        ("> Prompt: Why?\n\n![x](a.jpg)\n", "\n\n![x](a.jpg)\n", (1, 1)),
        ("```\n> Prompt: Why?\n```\n", "```\n> Prompt: Why?\n```\n", (0, 0)),
        ("Prompt: the teacher said, write.\n", "Prompt: the teacher said, write.\n", (0, 0)),
        ("> Sbardun: Pam?\n\nAchos.\n", "\n\nAchos.\n", (1, 1)),
    ],
)
def test_row_A7_answers_are_never_lost(text: str, left: str, counts: tuple[int, int]) -> None:
    taken, prompts = take_prompts(text)
    assert (taken, (prompts.count, prompts.answered)) == (left, counts)


def test_row_A7_answers_on_the_line_of_a_prompt_in_word_stay() -> None:
    html, prompts = take_prompts_from_html("<p><em>Prompt: Why? Because I could.</em></p><p><em>Prompt: Next?</em></p>")
    assert html == "<p><em>Because I could.</em></p>"
    assert (prompts.count, prompts.answered) == (2, 1)
