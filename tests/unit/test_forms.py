"""Forms: texts cut and counted, places within media, and that what is empty or hidden leaves no trace."""

from __future__ import annotations

import datetime as dt
import posixpath
import re
import time
from typing import TYPE_CHECKING
from urllib.parse import unquote

import form_school
import pytest

import schools
from portfoliogen.assemble import forms
from portfoliogen.check import audience_fields
from portfoliogen.form_data import application, benchmarks
from portfoliogen.model.school import NEVER_PUBLIC
from portfoliogen.moments import moment_in
from portfoliogen.read.markdown import MarkdownText, read_markdown
from portfoliogen.sections import cut, lines, plain_text, without_pointers
from portfoliogen.text import shortened

if TYPE_CHECKING:
    from conftest import Build
    from portfoliogen.model.documents import Body
    from schools import Built


def body(text: str) -> Body:
    """A text as it is read, every heading kept."""
    return read_markdown(MarkdownText(text, "a.md", 1, "\x00", True))[0][0]


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    return form_school.build(tmp_path_factory.mktemp("school") / "Oakfield")


# --- texts ----------------------------------------------------------------------------------------


def test_a_text_is_cut_at_its_headings() -> None:
    first, sections = cut(body("Hello.\n\n## One *and* two\nA.\n\n### Three\n> ## quoted\n\nB."))
    assert plain_text(first) == "Hello."
    assert [(one.heading, plain_text(one.body)) for one in sections] == [
        ("One and two", "A."),
        ("Three", "quoted\n\nB."),
    ]


def test_one_heading_over_all_others_is_the_title() -> None:
    first, sections = cut(body("# My application\nIntro.\n\n## 1\nA.\n\n## 2\nB."))
    assert plain_text(first) == "Intro."
    assert [one.heading for one in sections] == ["1", "2"]


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("a **b** `c`\nd", "a b c d"),
        ("a\n\nb", "a\n\nb"),
        ("- a\n- b", "- a\n- b"),
        ("see [Volcano](v.md) erupt", "see Volcano erupt"),
        ("a\n\n- [[Volcano]]\n- [Beach](b.md)", "a"),
        ("Entries: [[Volcano]], [[Beach]] and [[Bridge]]", ""),
        ("a <!-- hidden --> b", "a b"),
        ("2 < 3 & 4", "2 < 3 & 4"),
        ("a\\\nb", "a\nb"),
    ],
)
def test_plain_text_is_what_would_be_pasted(text: str, plain: str) -> None:
    assert plain_text(body(text)) == plain


def test_lines_have_no_marks() -> None:
    assert lines(body("- a\n- b\n\nc")) == ("a", "b", "c")


def test_a_text_without_its_pointers_is_still_well_formed() -> None:
    made = without_pointers(body("Read [b](b.md)\n\n- [[c]]\n- [[d]]\n\ne\n\nSee [[f]]"))
    html = "".join(piece if isinstance(piece, str) else "" for piece in made.pieces)
    assert html.count("<p>") == html.count("</p>") == 2
    assert "<ul>" not in html
    assert "<li>" not in html


def test_a_long_row_of_spaces_costs_nothing() -> None:
    started = time.perf_counter()
    assert plain_text(body("[a](b.md)" + " ," * 5000 + "!")) == ""
    assert time.perf_counter() - started < 2


def test_a_text_is_shortened_at_a_sentence_else_at_a_word() -> None:
    assert shortened("One two three. Four five six.", 20) == "One two three."
    assert shortened("One two three four five", 12) == "One two…"
    assert shortened("The plan is steel and I say so", 25) == "The plan is steel and…"
    assert shortened("One", 12) == "One"


# --- places within media ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("target", "kind", "fragment"),
    [
        ("talk.mp4#2:10", "film", "t=130"),
        ("talk.mp4#02:10", "film", "t=130"),
        ("talk.mp4#1:02:10", "film", "t=3730"),
        ("talk.mp4#t=130", "film", "t=130"),
        ("talk.mp4#t=130.5", "film", "t=130"),
        ("talk.m4a#2m10s", "sound", "t=130"),
        ("talk.m4a#90", "sound", "t=90"),
        ("report.pdf#page=4", "document", "page=4"),
        ("report.pdf#p4", "document", "page=4"),
        ("report.pdf#4", "document", "page=4"),
    ],
)
def test_a_place_within_a_file_is_understood_as_people_write_it(target: str, kind: str, fragment: str) -> None:
    moment = moment_in(target, kind)
    assert moment is not None
    assert moment.fragment == fragment


@pytest.mark.parametrize(
    ("target", "kind"),
    [
        ("talk.mp4", "film"),
        ("talk.mp4#", "film"),
        ("talk.mp4#soon", "film"),
        ("report.pdf#page=0", "document"),
        ("photo.jpg#2:10", "picture"),
        ("talk.mp4#page=4", "film"),
        ("a#" + "1:" * 5000, "film"),
    ],
)
def test_what_is_no_place_is_none(target: str, kind: str) -> None:
    assert moment_in(target, kind) is None


# --- data -----------------------------------------------------------------------------------------


def test_the_application_has_three_questions_and_its_limits() -> None:
    known = application()
    assert (len(known.questions), known.limit, known.least) == (3, 4000, 350)
    assert [one.number for one in benchmarks()] == [5, 6, 7, 8]
    for language in ("cy", "ar"):
        texts = [known.name_in(language), *(one.text_in(language) for one in known.questions)]
        texts += [one.name_in(language) for one in benchmarks()]
        assert not any("the" in text.casefold().split() or text in {one.name for one in benchmarks()} for text in texts)
    assert [one.name_in("de") for one in benchmarks()] == [one.name for one in benchmarks()]


@pytest.mark.parametrize(
    ("heading", "number"),
    [
        ("1", 1),
        ("Question 2", 2),
        ("3. Outside education", 3),
        ("Q1", 1),
        ("Why this course?", 1),
        ("My studies", 2),
        ("What else have you done to prepare outside education, and why is it useful?", 3),
        ("Hobbies", None),
        ("", None),
    ],
)
def test_a_heading_means_a_question(heading: str, number: int | None) -> None:
    question = application().question(heading)
    assert (question.number if question else None) == number


def test_the_words_for_forms_are_the_same_in_check_and_assemble() -> None:
    assert set(audience_fields.FORMS) == {"profile", *forms.FORMS}
    assert set(forms.FORMS) >= NEVER_PUBLIC


# --- profiles -------------------------------------------------------------------------------------


@pytest.mark.parametrize("form", form_school.FORMS)
def test_every_link_of_a_form_leads_to_a_file_and_nothing_is_left_over(built: Built, form: str) -> None:
    profile = form_school.profile(built, form)
    linked = {"index.html", "accessibility/index.html", "assets/style.css"}
    for page in profile.pages.values():
        ids = {node.attributes["id"] for node in page.tree.all() if "id" in node.attributes}
        for target in page.targets:
            if target.startswith("#"):
                assert target[1:] in ids, (page.path, target)
            elif not target.startswith(("data:", "mailto:", "https://")):
                path = posixpath.normpath(posixpath.join(posixpath.dirname(page.path), unquote(target.split("#")[0])))
                assert path in profile.files, (page.path, target)
                linked.add(path)
    pages = {path for path in profile.files if path.endswith((".html", ".csv", ".txt"))}
    assert pages <= linked


@pytest.mark.parametrize("form", form_school.FORMS)
def test_every_form_says_for_whom_and_for_what_it_is(built: Built, form: str) -> None:
    profile = form_school.profile(built, form)
    told = re.search(rf"^  {form}: {{who: (.*?), decision: (.*?), form", form_school.SCHOOL, re.MULTILINE)
    assert told
    for words in told.groups():
        # At the head of the form; every other page of it says so in its footer.
        assert words.strip('"') in profile.home.main.text
        assert words.strip('"') not in profile.home.tree.one("footer").text
        assert all(words.strip('"') in page.tree.one("footer").text for page in profile.entries.values())


@pytest.mark.parametrize("form", form_school.FORMS)
def test_a_form_for_a_learner_with_hardly_anything_is_whole(build: Build, form: str) -> None:
    made = build(
        {
            "school.yml": form_school.SCHOOL,
            "frameworks/technician.yml": form_school.TECHNICIAN,
            "learners/Bo/2026-03-14 One.md": schools.entry("One"),
        }
    )
    home = form_school.profile(made, form).home
    assert not re.search(r"<(ul|ol|dl|section|p|h[1-6]|nav|table|tbody)[^>]*>\s*</\1>", home.html)
    words = re.sub(r"<[^>]+>", " ", home.html.split("<main")[1])
    assert not re.search(r"\bNone\b|\b0 of\b(?! 4)|\(\)", words)


@pytest.mark.parametrize("language", ["cy", "ar"])
def test_every_form_speaks_the_schools_language(build: Build, language: str) -> None:
    files = form_school.FILES | {"school.yml": form_school.SCHOOL + f"language: {language}\n"}
    made = build(files)
    for form in form_school.FORMS:
        home = form_school.profile(made, form).home
        assert home.tree.one("html").attributes["lang"] == language
        for words in ("What it shows", "Highlights", "Who vouches", "My draft"):
            assert words not in home.text, form


def test_a_form_holds_no_page_but_its_own_and_those_of_its_entries(built: Built) -> None:
    kinds = {path.partition("/")[0] for path in form_school.profile(built, "letter").files if path.endswith(".html")}
    assert kinds == {"index.html", "entries", "one-page", "accessibility"}


def test_what_a_learner_writes_is_never_a_tag(build: Build) -> None:
    evil = "<script>alert(1)</script>{{ 7*7 }}"
    made = build(
        form_school.FILES
        | {
            "learners/Amara/2026-03-14 Volcano/index.md": schools.entry(
                f"'{evil}'", notes=f"'{evil}'", next=f"'{evil}'", skills=f"{{creativity: {{how: '{evil}'}}}}"
            ),
            "learners/Amara/one-page.md": f"---\nappreciate: '{evil}'\n---\n",
            "learners/Amara/audiences/application.md": f"## 1\n{evil} and more words\n",
            "learners/Amara/audiences/interview.md": f"## {evil}?\n{evil}\n",
        }
    )
    for form in form_school.FORMS:
        for page in form_school.profile(made, form).pages.values():
            assert "<script>alert" not in page.html
            assert "49" not in page.text


def test_an_entry_that_the_audience_does_not_see_leaves_no_trace(build: Build) -> None:
    hidden = form_school.VOLCANO.replace("---\n", "---\nvisibility: private\n", 1)
    made = build(form_school.FILES | {"learners/Amara/2026-03-14 Volcano/index.md": hidden})
    for form in form_school.FORMS:
        assert b"three mixtures" not in form_school.profile(made, form).everything, form
        assert "volcano" not in form_school.profile(made, form).entries, form


def test_a_list_of_a_learners_audience_keeps_its_order_in_every_form(build: Build) -> None:
    own = "---\nentries: [Rhetoric, Volcano]\n---\nHello.\n"
    made = build(form_school.FILES | {f"learners/Amara/audiences/{form}.md": own for form in ("letter", "conference")})
    for form in ("letter", "conference"):
        text = form_school.profile(made, form).home.text
        assert text.index("Hello.") < text.index("Rhetoric") < text.index("Volcano")
        assert "Debate" not in text


def test_goals_agreed_are_read_with_their_days() -> None:
    from portfoliogen.check.agreed import with_agreed  # noqa: PLC0415 - one test
    from portfoliogen.model.school import Audience  # noqa: PLC0415 - one test
    from portfoliogen.model.visibility import Visibility  # noqa: PLC0415 - one test

    text = body(
        "Hi.\n\n## Goals agreed on 20 November 2026\n- [ ] Speak, by 1 February 2027\n- Finish\n\n## Thanks\nAll."
    )
    audience = Audience("conference", "we", "what next", "conference", Visibility.SCHOOL, letter=text)
    goals, (rest,) = with_agreed((), (audience,), dt.date(2026, 11, 23))
    assert [(one.title, one.set_on and one.set_on.first, one.due and one.due.last) for one in goals] == [
        ("Speak", dt.date(2026, 11, 20), dt.date(2027, 2, 1)),
        ("Finish", dt.date(2026, 11, 20), None),
    ]
    assert plain_text(rest.letter) == "Hi.\n\nThanks\n\nAll."
