"""The one gate for learners' HTML."""

from __future__ import annotations

import pytest

from portfoliogen.diagnostics import Position
from portfoliogen.model.documents import Reference, Role
from portfoliogen.read.sanitise import clean, cut


def _cut(html: str) -> list[str | tuple[str, str]]:
    pieces = cut(html, lambda target: Position("a.md", 1, len(target)))
    return [(str(one.role), one.target) if isinstance(one, Reference) else one for one in pieces]


@pytest.mark.parametrize(
    "html",
    [
        "<script>alert(1)</script>",
        "<SCRIPT SRC=//evil.example/x.js></SCRIPT>",
        "<style>*{display:none}</style>",
        "<iframe src='https://evil.example'></iframe>",
        "<object data='x'></object>",
        "<embed src=x>",
        "<svg onload=alert(1)></svg>",
        "<math><mtext><script>alert(1)</script></mtext></math>",
        "<form action=x><input></form>",
        "<base href='//evil.example/'>",
        "<meta http-equiv=refresh content=0>",
        "<link rel=stylesheet href=x>",
        "<template><script>alert(1)</script></template>",
        "<noscript><p title='</noscript><script>alert(1)</script>'></noscript>",
        "<!-- a hidden note -->",
        "<p style='position:fixed'>x</p>",
        "<p onclick=alert(1)>x</p>",
        "<a href='javascript:alert(1)'>x</a>",
        "<a href='java\nscript:alert(1)'>x</a>",
        "<a href='data:text/html,x'>x</a>",
        "<a href='vbscript:x'>x</a>",
        "<img src=x onerror=alert(1)>",
        "<video src=x onplay=alert(1)>",
        "<p class='hero'>x</p>",
        "<button>x</button>",
    ],
)
def test_nothing_that_runs_loads_or_hides_gets_through(html: str) -> None:
    safe = clean(html).casefold()
    for word in (
        "script",
        "style",
        "iframe",
        "object",
        "embed",
        "svg",
        "form",
        "input",
        "base",
        "meta",
        "link",
        "template",
        "onclick",
        "onerror",
        "onload",
        "onplay",
        "hidden",
        "evil",
        "hero",
        "button",
        "data:",
        "position",
    ):
        assert word not in safe


@pytest.mark.parametrize(
    "html",
    [
        "<p>a <strong>b</strong> <em>c</em></p>",
        "<ul><li>a</li></ul>",
        "<blockquote><p>a</p></blockquote>",
        "<ruby>漢<rt>かん</rt></ruby>",
        "<details><summary>a</summary>b</details>",
        '<p lang="cy" dir="ltr">a</p>',
        "<kbd>a</kbd>",
        "<sub>2</sub>",
        "<math><mfrac><mn>1</mn><mn>2</mn></mfrac></math>",
    ],
)
def test_what_a_writer_needs_gets_through(html: str) -> None:
    assert clean(html) == html


def test_an_id_cannot_stand_for_a_part_of_the_page() -> None:
    assert _cut('<p id="main">a</p><p><a href="#main">b</a></p>') == [
        '<p id="t-main">a</p><p><a href="#t-main">b</a></p>'
    ]


def test_a_picture_in_a_paragraph_is_lifted_out_of_it() -> None:
    assert _cut("<p>before <img src='a.jpg' alt='x'> after</p>") == [
        "<p>before </p>",
        ("embed", "a.jpg"),
        "<p> after</p>",
    ]
    assert _cut("<p><img src='a.jpg'></p>") == [("embed", "a.jpg")]


@pytest.mark.parametrize(
    ("html", "left"),
    [
        ("<p><img src='a.jpg'>.</p>", []),
        ("<p>(<img src='a.jpg'>)</p><p>b</p>", ["<p>b</p>"]),
        ("<p>“<video src='a.mp4'></video>”&nbsp;،</p>", []),
        ("<p><img src='a.jpg'>, <br>\n<img src='b.jpg'>.</p>", []),
        ("<h2>: <img src='a.jpg'></h2>", []),
        (
            "<ul><li><img src='a.jpg'>.</li><li>b: <img src='b.jpg'></li></ul>",
            ["<ul><li>", "</li><li>b: ", "</li></ul>"],
        ),
    ],
)
def test_marks_alone_beside_a_picture_go_with_the_words_they_belonged_to(html: str, left: list[str]) -> None:
    assert [one for one in _cut(html) if isinstance(one, str)] == left


@pytest.mark.parametrize(
    ("html", "left"),
    [
        ("<p>…</p><img src='a.jpg'><p>!!!</p>", ["<p>…</p>", "<p>!!!</p>"]),
        ("<p><img src='a.jpg'></p><p>?</p>", ["<p>?</p>"]),
        ("<p><img src='a.jpg'> 🎉.</p>", ["<p> 🎉.</p>"]),
        ("<p><img src='a.jpg'>. <b>b</b></p>", ["<p>. <b>b</b></p>"]),
        ("<p><b>b</b>: <img src='a.jpg'></p>", ["<p><b>b</b>: </p>"]),
        ("<p><img src='a.jpg'> (<a href='b.md'>b</a>)</p>", ["<p> (", "b", ")</p>"]),
        ("<p><a href='b.md'>b</a>, <img src='a.jpg'></p>", ["<p>", "b", ", </p>"]),
        ("<p title='a>'><img src='a.jpg'>b</p>", ['<p title="a&gt;">b</p>']),
    ],
)
def test_marks_that_say_or_join_something_stay_beside_a_picture(html: str, left: list[str]) -> None:
    assert [one for one in _cut(html) if isinstance(one, str)] == left


def test_a_picture_within_words_stays_in_its_line() -> None:
    assert _cut("<p><em>a <img src='a.jpg'> b</em></p>") == ["<p><em>a ", ("inline", "a.jpg"), " b</em></p>"]


def test_a_link_is_cut_and_its_words_stay() -> None:
    assert _cut("<p>a <a href='b.md'>b</a> c</p>") == ["<p>a ", ("link", "b.md"), "b", ("link-end", ""), " c</p>"]


def test_a_table_scrolls_in_a_box_that_the_keyboard_reaches() -> None:
    (piece,) = _cut("<table><tr><td>a</td></tr></table>")
    assert isinstance(piece, str)
    assert piece.startswith('<div class="scroll" tabindex="0"><table>')
    assert piece.endswith("</table></div>")


def test_sound_and_film_become_references_whatever_is_in_them() -> None:
    html = "<video><source src='a.mp4'><p>Your browser</p></video><audio src='b.mp3'></audio>"
    assert _cut(html) == [("embed", "a.mp4"), ("embed", "b.mp3")]


def test_what_follows_a_bar_in_a_description_is_a_size() -> None:
    (piece,) = cut("<img src='a.jpg' alt='A cone|center|500'>", lambda _: Position("a.md"))
    assert isinstance(piece, Reference)
    assert (piece.role, piece.alt, piece.width_px) == (Role.EMBED, "A cone", 500)
