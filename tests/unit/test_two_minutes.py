"""A home is read in two minutes: few words before “more”, and what a reader came for answered there."""

from __future__ import annotations

from typing import TYPE_CHECKING

import form_school
import pytest
import sample_views

import schools
from portfoliogen.assemble.prose import beginning
from portfoliogen.render.pages import render_pages
from portfoliogen.theme import load_theme, theme_names, themes_folder
from portfoliogen.views.parts import Anchor, Prose

if TYPE_CHECKING:
    from pathlib import Path

    from schools import Built, Node

THEMES = theme_names((themes_folder(),))
LIMIT = 450
"""Words of the learner's and of the tool's own; those of the framework are not theirs."""

_MORE = {"template", "script", "svg", "video", "audio", "nav"}


def words_before_more(node: Node) -> int:
    """How many words a reader meets who opens nothing: not what is folded, not the ways to more, not printing."""
    count = 0
    for part in node.parts:
        if isinstance(part, str):
            count += len(part.split())
        elif part.tag == "details":
            count += sum(words_before_more(one) for one in part.all("summary")[:1])
        elif part.tag not in _MORE and not part.classes & {"unseen", "paper", "gloss"}:
            count += words_before_more(part)
    return count


def without_folded(node: Node) -> str:
    """What is read without opening anything."""
    return " ".join(
        part if isinstance(part, str) else "" if part.tag in {"details", "script"} else without_folded(part)
        for part in node.parts
    )


def _sample(theme_name: str) -> schools.Page:
    theme, _ = load_theme(theme_name, None, ())
    files, _ = render_pages(sample_views.full_plan(), theme, theme.words_in("en"), sample_views.MADE)
    (home,) = [one for one in files if one.path == "index.html"]
    return schools.Page(home.path, (home.data or b"").decode())


SKILLS = ("listening", "speaking", "problem solving", "creativity", "adapting", "planning", "leadership", "teamwork")


def _busy(theme: str) -> dict[str, str | bytes]:
    """A learner in the fifth year with much of everything, and long sentences."""
    sentence = "I set out to find which of the three bridges carries the most, and why the second one fell. "
    files: dict[str, str | bytes] = {
        "school.yml": f"name: Oakfield School\ncontact: profiles@oakfield.example\ntheme: {theme}\n"
        "audiences:\n  school: {show: [goals]}\n",
        "people.yml": "people:\n" + "".join(f"  - {{name: Ms Adult {n}, role: form tutor}}\n" for n in range(9)),
        "learners/Amara/profile.md": "---\nheadline: I take things apart to see how they were put together\n"
        f"languages: [English, Igbo]\n---\n{sentence * 3}\n\n{sentence * 3}\n\n{sentence * 20}\n",
        "learners/Amara/goals.md": "".join(
            f"# Explain number {n} without notes\nStatus: open\nSet: 2026-01-12\n\n- [x] Say it to Nan\n\n"
            for n in range(6)
        ),
    }
    for n in range(30):
        files[f"learners/Amara/{2022 + n % 5}-0{n % 6 + 1}-14 Bridge {n}.md"] = schools.entry(
            f"A bridge out of paper, part {n}",
            f"{2022 + n % 5}-0{n % 6 + 1}-14",
            sentence * 4,
            strands="[foundations, curriculum, passion]",
            skills=f"{{{SKILLS[n % 8]}: {{step: {n % 9 + 1}, how: I tried three ways before one of them worked.}}}}",
        )
    return files


@pytest.mark.parametrize("theme", THEMES)
def test_a_home_has_few_words_before_more(theme: str) -> None:
    assert words_before_more(_sample(theme).main) <= LIMIT


@pytest.fixture(scope="module")
def busy(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Built]:
    made = {}
    for theme in THEMES:
        root = schools.write(tmp_path_factory.mktemp("busy") / "Oakfield", _busy(theme))
        made[theme] = schools.build(root)
    return made


@pytest.mark.parametrize("theme", THEMES)
def test_the_home_of_a_learner_with_very_much_has_no_more_words(busy: dict[str, Built], theme: str) -> None:
    home = busy[theme].profile("Amara").home
    assert "Teamwork" in home.text
    assert 150 < words_before_more(home.main) <= LIMIT


READERS_ASK = {
    "who is this": ("Amara", "I take things apart", "I am fourteen"),
    "what are their strengths": ("Creativity", "Planning", "Speaking"),
    "where is the evidence": ("Our volcano erupted", "Debate final", "14 Mar"),
    "who vouches": ("Mr Lee", "science teacher", "Jo Marsh"),
    "how can I check": ("who saw it, and when", "who has seen or confirmed it, and when"),
    "whom can I ask": ("profiles@oakfield.example",),
}


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("question", READERS_ASK)
def test_a_reader_finds_it_on_the_home_alone(theme: str, question: str) -> None:
    home = _sample(theme)
    text = " ".join(without_folded(home.main).split())
    found = [answer for answer in READERS_ASK[question] if answer in text]
    assert found == list(READERS_ASK[question]) if question != "how can I check" else found


@pytest.mark.parametrize("theme", THEMES)
def test_evidence_and_strengths_are_links(theme: str) -> None:
    home = _sample(theme)
    names = {link.text: link.attributes["href"] for link in home.main.all("a")}
    for name in ("Our volcano erupted (on the third try)", "Debate final", "Creativity", "Planning"):
        assert names[name].endswith("index.html")


def test_the_one_page_is_linked_from_the_home_where_the_audience_may_see_it(tmp_path: Path) -> None:
    school = form_school.SCHOOL + "  school: {show: [one-page]}\n"
    built = schools.build(schools.write(tmp_path / "Oakfield", form_school.FILES | {"school.yml": school}))
    home = form_school.profile(built, "school").home
    assert "one-page/index.html" in [link.attributes["href"] for link in home.main.all("a")]
    assert "one-page" not in form_school.profile(built, "showcase").home.html


def test_a_long_text_of_a_learner_is_cut_between_blocks() -> None:
    block = "<p>" + "word " * 40 + "</p>\n"
    first, rest = beginning(Prose((block * 5,)), 90)
    assert first.pieces == (block.strip() + "\n" + block.strip(),)
    assert "".join(map(str, rest.pieces)).count("<p>") == 3


@pytest.mark.parametrize(
    "pieces",
    [
        (),
        ("<p>short</p>",),
        ("<p>" + "word " * 500 + "</p>",),
        ("<ul>" + "<li>a b c d</li>" * 60 + "</ul>",),
        ("<p>" + "word " * 85, Anchor(href="https://example.org"), "link", Anchor(end=True), " word " * 20 + "</p>"),
        ('<p title="a > b <">' + "word " * 100 + "</p>",),
    ],
)
def test_a_text_of_one_block_stays_whole(pieces: tuple[str | Anchor, ...]) -> None:
    assert beginning(Prose(pieces), 90) == (Prose(pieces), Prose())


def test_both_halves_of_a_text_are_well_formed() -> None:
    quote = "<blockquote><p>" + "word " * 50 + "</p><p>b<br>c</p></blockquote>"
    first, rest = beginning(Prose((quote, "<p>one ", Anchor(href="x"), "two", Anchor(end=True), "</p>", quote * 3)), 60)
    for half in (first, rest):
        html = "".join(piece for piece in half.pieces if isinstance(piece, str))
        schools.parse(html)
        anchors = [piece.end for piece in half.pieces if isinstance(piece, Anchor)]
        assert anchors.count(True) == anchors.count(False)
    assert rest.pieces
