"""Markdown as young writers type it, to safe HTML with the facts that a page needs."""

from __future__ import annotations

import base64

import pytest

import schools
from portfoliogen.model.documents import Body, Reference
from portfoliogen.read.markdown import MarkdownText, count_words, read_markdown


def _read(text: str, title: str = "", *, maths: bool = True) -> tuple[Body, list[tuple[str, int, int]]]:
    (body, _), found = read_markdown(MarkdownText(text, "a.md", 1, title, maths))
    return body, [(one.code, one.at.line, one.at.column) for one in found]


def _html(text: str, title: str = "", *, maths: bool = True) -> str:
    body, found = _read(text, title, maths=maths)
    assert found == []
    return "".join(f"[{one.role} {one.target}]" if isinstance(one, Reference) else one for one in body.pieces).strip()


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("a **b** _c_ ~~d~~", "<p>a <strong>b</strong> <em>c</em> <s>d</s></p>"),
        ("- a\n- b", "<ul>\n<li>a</li>\n<li>b</li>\n</ul>"),
        ("a\nb", "<p>a\nb</p>"),
        ("• a\n• b", "<p>• a<br>\n• b</p>"),
        ("[x](b.md)", "<p>[link b.md]x[link-end ]</p>"),
        ("![x](my photo.jpg)", "[embed my photo.jpg]"),
        ("![[photo.jpg]]", "[embed photo.jpg]"),
        ("https://example.org", "<p>[link https://example.org]https://example.org[link-end ]</p>"),
        ("It cost $5 and then $6.", "<p>It cost $5 and then $6.</p>"),
        ("a <!-- hidden --> b", "<p>a  b</p>"),
        ("a %%hidden%% b", "<p>a  b</p>"),
        ("{% raw %}", ""),
        ("1 < 2 & 3", "<p>1 &lt; 2 &amp; 3</p>"),
        ("a\u200bb", "<p>ab</p>"),
    ],
)
def test_what_becomes_of_it(text: str, html: str) -> None:
    if text.startswith("{%"):
        assert _read(text)[1] == [("PG231", 1, 1)]
    else:
        assert _html(text) == html


def test_the_title_is_not_said_twice() -> None:
    assert "Moon" not in _html("# Moon\n\nIt shone.", "Moon")
    assert "Moon" not in _html("# Moon\n\nIt shone.")
    assert _read("# Moon\n\nIt shone.")[0].first_heading == "Moon"


def test_headings_begin_below_the_pages_own_and_leave_none_out() -> None:
    html = _html("# Title\n\n## One\n\n#### Two\n\n## Three", "Title")
    assert [part[:2] for part in html.split("<h")[1:]] == ["2 ", "3 ", "2 "]


@pytest.mark.parametrize(
    ("text", "tags", "html"),
    [
        ("It shone. #passion", ["passion"], "<p>It shone. #passion</p>"),
        ("#creativity #teamwork5\n\nIt shone.", ["creativity", "teamwork5"], "<p>It shone.</p>"),
        ("See page#top and #1 and &#39;", [], None),
        ("`#code` stays", [], None),
        ("#café", ["café"], ""),
    ],
)
def test_hashtags(text: str, tags: list[str], html: str | None) -> None:
    body, _ = _read(text)
    assert [one.value for one in body.hashtags] == tags
    if html is not None:
        assert _html(text) == html


def test_a_hashtag_knows_its_place() -> None:
    body, _ = _read("It shone.\n\nAnd again #passion")
    assert (body.hashtags[0].at.line, body.hashtags[0].at.column) == (3, 11)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("a\n\n<script>alert(1)</script>\n", [("PG232", 3, 1)]),
        ("[x](javascript:alert(1))", [("PG506", 1, 5)]),
        ("a\n\n```\nb\n", [("PG233", 3, 1)]),
        ("> " * 200 + "a", [("PG234", 1, 1)]),
        ("word " * 30 + "\n---\n", [("PG235", 2, 1)]),
        ("a {{ page.title }} b", [("PG231", 1, 3)]),
        ("*_" * 5_000, [("PG239", 1, 1)]),
    ],
)
def test_what_is_told(text: str, told: list[tuple[str, int, int]]) -> None:
    assert _read(text)[1] == told


def test_no_word_is_lost_where_a_text_cannot_be_laid_out() -> None:
    for text in ("> " * 200 + "quokka", "*_" * 5_000 + "quokka", "word " * 30 + "quokka\n---\n"):
        body, _ = _read(text)
        assert "quokka" in "".join(one for one in body.pieces if isinstance(one, str))


def test_pictures_pasted_by_google_docs_become_files() -> None:
    data = base64.b64encode(schools.picture("PNG")).decode()
    (body, pasted), _ = read_markdown(
        MarkdownText(f"a ![][image1]\n\n[image1]: <data:image/png;base64,{data}>\n", "a.md")
    )
    assert [one.inline for one in pasted] == [schools.picture("PNG")]
    assert [one.target for one in body.references] == [pasted[0].name]


def test_maths_needs_no_script_and_can_be_off() -> None:
    assert "<math" in _html("$x^2 + 1$")
    assert _html("$x^2 + 1$", maths=False) == "<p>$x^2 + 1$</p>"


@pytest.mark.parametrize(("text", "words"), [("one two three", 3), ("", 0), ("我喜欢月饼", 3), ("مرحبا يا صديقي", 3)])
def test_words_are_counted_as_a_reader_would(text: str, words: int) -> None:
    assert count_words(text) == words


def test_a_place_is_that_of_the_target() -> None:
    body, _ = _read("a\n\nb [c](d.md) ![e](f.jpg)\n\n![e](f.jpg)")
    assert [(one.target, one.at.line, one.at.column) for one in body.references if one.target] == [
        ("d.md", 3, 7),
        ("f.jpg", 3, 18),
        ("f.jpg", 5, 6),
    ]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (r"The torque is $\tau = r F$. See ![an arm](arm.png).", "The torque is τ=rF. See."),
        ("Here is my dog: ![Rex](rex.jpg)", "Here is my dog"),
        ("![Rex](rex.jpg) He barks, ![Rex](b.jpg) a lot !", "He barks, a lot !"),
        ("Look," + " ![x](x.jpg)" * 200 + " done", "Look, done"),
    ],
)
def test_the_first_words_stand_without_what_they_were_typed_around(text: str, words: str) -> None:
    assert _read(text)[0].first_paragraph == words


def test_a_heading_that_is_a_formula_stays() -> None:
    assert "<math" in _html("First.\n\n## $x^2$\n\nThen.")
