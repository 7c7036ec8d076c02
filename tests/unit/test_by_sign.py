"""Our short ways through the Markdown parser change nothing: token for token, byte for byte what the plain parser gives."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.rules_core import normalize

from portfoliogen.read import by_sign, parser

ROOT = Path(__file__).resolve().parents[2]
PIECES = """\
a|word|www.example.org|ww|https://example.org/a_b|http:|mailto:a@b.org|a@b.org|xmpp:x| |  |    |\t|\n|\n\n|\n- |\n* |\n+ |
1. |10) |\n> |>|>>|\n#|## |\n---\n|\n===\n|\n- - -|\n***\n|\n___|=|-|--|\n```\n|~~~|```|`|``|*|**|***|_|__|~|~~|[|]|![|](|)|](b.jpg "c")|
[^1]|[^1]: note|^[in]|[[|]]|![[a.png]]|{|}|{.x}|{width=10%}|$|$$|a$b$|<|>|<b>|</b>|<!-- x -->|<https://a.org>|&amp;|&|&#35;|\\|\\*|\\\n|  \n|
: b|\n: c|\n[x]: /y|[x]|\n\\| a \\| b \\|\n\\|---\\|:-:\\|\n\\| 1 \\| 2 \\||\\||:-|é|日本|🎉|\u00a0|\r|\x0b""".replace(
    "\\n", "\n"
).replace("\\t", "\t")
CHUNKS = [piece.replace("\0", "|") for piece in PIECES.replace("\\|", "\0").split("|")]
FILES = sorted({*ROOT.glob("sample-school/**/*.md"), *ROOT.glob("tests/cases/**/*.md"), *ROOT.glob("docs/*.md")})


@cache
def quick_parser(features: frozenset[str]) -> MarkdownIt:
    """Our parser, but for the blocks that it writes at once: `test_plain_blocks.py` is about these."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(parser, "write_plain_blocks", lambda *_: False)
        return parser.parser.__wrapped__(features)


@cache
def plain_parser(features: frozenset[str]) -> MarkdownIt:
    """The parser as the library makes it: every rule is asked everywhere."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(parser, "write_plain_blocks", lambda *_: False)
        patch.setattr(parser, "ask_by_sign", lambda _: None)
        patch.setattr(parser, "_Renderer", RendererHTML)
        patch.setattr(parser, "_normalize", normalize)
        more = {"underlines"} | ({"www"} if "urls" in features else set())
        return parser.parser.__wrapped__(features | more)


def tokens(text: str, *, quick: bool) -> object:
    features = parser.features_of(text, maths=True)
    md = quick_parser(features) if quick else plain_parser(features)
    env: dict[str, object] = {}
    try:
        found = md.parse(text, env)
        return [one.as_dict() for one in found], md.renderer.render(found, md.options, env)
    except RecursionError:
        return None


@settings(max_examples=400, deadline=None)
@given(st.lists(st.sampled_from(CHUNKS), max_size=30))
def test_any_text_gives_the_same_tokens(chunks: list[str]) -> None:
    text = "".join(chunks)
    assert tokens(text, quick=True) == tokens(text, quick=False)


def test_real_texts_give_the_same_tokens() -> None:
    assert len(FILES) > 100
    for file in FILES:
        text = file.read_text("utf-8", "replace")
        assert tokens(text, quick=True) == tokens(text, quick=False), file


def test_a_rule_that_is_not_known_here_is_asked_everywhere() -> None:
    asked: list[str] = []
    md = MarkdownIt("commonmark")
    md.inline.ruler.push("ours", lambda state, _: bool(asked.append(state.src[state.pos])))
    terminators = md.inline.terminator_re
    by_sign.ask_by_sign(md)
    md.parse("a + b !c")
    assert {"+", "!"} <= set(asked)
    assert md.inline.terminator_re is terminators


@pytest.mark.parametrize(
    ("text", "may"), [("a\n===", True), ("a\n> b\n> - \t", True), ("a\nb = c", False), ("", False)]
)
def test_headings_by_the_line_below(text: str, *, may: bool) -> None:
    assert by_sign.may_underline(text) is may


@settings(max_examples=200, deadline=None)
@given(
    st.lists(
        st.sampled_from(["a", ":", "@", "http", "https://", "b.org", "mailto:", "x@y.org", " ", "é", "*", "[", "]"])
    )
)
def test_addresses_are_found_after_long_texts_too(chunks: list[str]) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(by_sign, "_PAST", 40)
        text = "https://example.org " + "".join(f"{'words and ' * 9}{chunk}" for chunk in chunks)
        assert tokens(text, quick=True) == tokens(text, quick=False)
