"""Plain blocks are written at once, and come out as markdown-it would have them, byte for byte."""

from __future__ import annotations

from functools import cache
from itertools import combinations
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from portfoliogen.read import markdown, parser
from portfoliogen.read.markdown import MarkdownText, read_markdown
from portfoliogen.read.plain_blocks import PLAIN, SIGNS

ROOT = Path(__file__).resolve().parents[2]
FILES = sorted({*ROOT.glob("sample-school/**/*.md"), *ROOT.glob("tests/cases/**/*.md"), *ROOT.glob("docs/*.md")})

WHOLE = """\
A plain *text* with **two words** and `code`.
Its second line: [a link](https://example.org/a), rock & roll!

- one `b`
- two
  - _three_
  - four
- five

1. First.
2. Second.

> Words of *others*
> over two lines.

| What | How many |
| :-- | --: |
| cone | 3 |
| a "b" | 10 |

The end.
"""
PIECES = [
    *("word", "Words and more.", "a", "é", "日本語", "don't", '"quote"', "“q”", "(x)", "5 apples", "²", "½", "•", "🎉"),
    *(" ", "  ", "\n", "\n\n", "\n \n", "\t", "\u00a0", "\u2003", "\x0b", "\x1c", "\x85", "\u2028", "\u200b"),
    *("\n- ", "\n\n- ", "- ", "\n* ", "+ ", "1. ", "\n2. ", "1) ", "\n  - ", "\n    - ", "\n     - ", "\n   - "),
    *("\n> ", "> ", "\n>", "\n# ", "\n\n## ", "\n---\n", "\n===\n", "\n```\n", "```", "    code", "- [ ] t", "\n: d"),
    *("`a`", "`a b`", "``", "`", "*em*", "*a b*", "**st**", "***x***", "_u_", "__u__", "*", "**", "_", "_9_", "*é*"),
    *("(*a*)", "'*a*'", "*a*!", "*a*s", "s*a*", "[a b](https://x.org/a_b)", "[a](http://x.org/?q=1)", "[a]", "(b)"),
    *("[x]: /y", "!", "![a](b.png)", "&", "& ", "&amp;", ":", ": ", "http: ", "http:", "@", "a@b.org", "www.a.org"),
    *("https://b.org", ",", ".", "#tag", "\\", "\\*", "<b>", "<", "{.x}", "$a$", "~~s~~", "|", "^[a]", "[^1]", "[[n]]"),
    *("- a\n+ b\n", "> a\n- b\n", "1. a\n2) b\n", "\n`• x`", "[ ](https://x.org)", "[\u00a0](https://x.org)"),
    *("\n| a | b |\n| --- | ---: |\n| 1 | c d |", "\n\n| a |\n|---|\n| b |\n", "\n| c | d |", "Prompt: Why? b"),
]


@cache
def parser_alone(features: frozenset[str]) -> MarkdownIt:
    """The parser without our writing of plain blocks."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(parser, "write_plain_blocks", lambda *_: False)
        return parser.parser.__wrapped__(features)


def both_ways(text: str) -> tuple[object, object]:
    source = MarkdownText(text, "a.md", 3, "A plain title")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(markdown, "parser", parser_alone)
        alone = read_markdown(source)
    return alone, read_markdown(source)


def blocks(text: str) -> list[str]:
    """The types of the outermost tokens."""
    return [one.type for one in parser.parser(parser.features_of(text, maths=True)).parse(text, {}) if not one.level]


def test_what_most_entries_consist_of_is_written_at_once() -> None:
    assert blocks(WHOLE) == [PLAIN]
    alone, ours = both_ways(WHOLE)
    assert ours == alone


@pytest.mark.parametrize(
    "text", ["A\n=", "- a\n\n- b", "a <b>", "a\n# b", "*a*b", "1. a\n\n 2. b", "a\\", "#a", "a [b] c", "- a\n b"]
)
def test_whatever_is_any_other_way_is_left_to_the_parser(text: str) -> None:
    assert PLAIN not in blocks(text)


@settings(max_examples=400, deadline=None)
@given(st.lists(st.sampled_from(PIECES), min_size=1, max_size=14))
@example(["| a | b |\n|-|-|\n| c |\u2003 d |"])
@example(["| a | b |\n|-|-|\n| \x1c | d |"])
@example(["Word\n`• x`"])
@example(["> a\n> `🎉 x` b"])
@example(["[ ](https://x.org)\n\nHello there."])
@example(["[\u00a0](https://x.org)\n\nHello there."])
def test_any_text_comes_out_the_same(pieces: list[str]) -> None:
    alone, ours = both_ways("".join(pieces))
    assert ours == alone


@settings(max_examples=400, deadline=None)
@given(st.integers(0, len(WHOLE)), st.integers(0, 3), st.sampled_from(PIECES))
def test_one_piece_put_into_a_plain_text_comes_out_the_same(at: int, gone: int, piece: str) -> None:
    alone, ours = both_ways(WHOLE[:at] + piece + WHOLE[at + gone :])
    assert ours == alone


def test_real_texts_come_out_the_same() -> None:
    assert len(FILES) > 100
    texts = [file.read_text("utf-8", "replace") for file in FILES]
    assert any(PLAIN in blocks(text) for text in texts)
    for file, text in zip(FILES, texts, strict=True):
        alone, ours = both_ways(text)
        assert ours == alone, file


def test_every_sign_of_the_parser_is_known() -> None:
    beside = sorted(parser._BESIDE_PLAIN_BLOCKS)
    for size in range(len(beside) + 1):
        for features in combinations(beside, size):
            signs = parser.parser(frozenset(features)).inline.terminator_re
            assert not [sign for sign in map(chr, range(128)) if signs.match(sign) and sign not in SIGNS]
