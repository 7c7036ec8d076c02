"""A short way through the Markdown parser for what most entries consist of: plain paragraphs, lists, quotes and tables.

markdown-it takes a text apart into tokens, some ninety for an entry, which are looked through, arranged and written
out one by one; that was a third of the time of a first build. Where a block stands by itself between empty lines and
holds nothing but words, emphasis, code and links to the web, it is written at once, many blocks as one token. Whatever
is any other way, be it by one sign, is left to the parser. What comes out is the same, byte for byte: a test compares
the two.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from markdown_it.common.utils import escapeHtml, mdTrim

from portfoliogen.patterns import pattern
from portfoliogen.read.plain_words import count_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from markdown_it.rules_block import StateBlock

PLAIN = "plain"
"""The type of the token: `content` is its HTML, `meta` has its number of `words` and its `first` paragraph, as HTML."""

SIGNS = "\n\\`~*_[]!<&$:@"
"""All at which something within a line can begin, where these blocks are written."""


def _grammar() -> str:
    """What plain blocks look like.

    It never goes back far, and stops where the parser's own block would: so no text takes it long, and none is
    looked through again and again.
    """
    bare = f"[^{re.escape(SIGNS)}#]"
    # A sign where it can begin nothing.
    words = rf"{bare}++|!(?!\[)|[&:](?=[ \n])"
    # Between these neighbours marks of emphasis open and close as they look (CommonMark 0.31, 6.2).
    inner = rf"[^\W_](?:{bare}*[^\W_])?"
    marked = "|".join(mark + inner + mark for mark in (r"\*\*", r"\*", "__", "_"))
    slanted = rf"(?<![^ \n(\"'])(?:{marked})(?=[ \n.,;:!?)\"']|\Z)"
    code = r"`[^`\s](?:[^`\n]*[^`\s])?`(?!`)"
    link = rf"\[(?=\S){bare}++\]\(https?://[A-Za-z0-9./?=~+%-]++\)"
    line = rf"(?=[^\W\d_]|[\"'“‘(\[*_])(?:{words}|{slanted}|{code}|{link})++(?<!\s)(?:\n|\Z)"
    # All lines of a block begin alike; a list may have another below it.
    kind = r"(?>(?=(?P<bullet>[-*+]) )|(?=1(?P<stop>[.)]) )|(?=(?P<quote>>) )|)"
    mark = r"(?(bullet)(?:[ ]{2,5}+)?(?P=bullet) |(?(stop)[0-9]{1,9}(?P=stop) |(?(quote)> )))"
    row = rf"\|(?:[^{re.escape(SIGNS)}#|\t]++\|)++(?:\n|\Z)"
    rule = r"\|(?:[ ]?:?-+:?[ ]?\|)++\n"
    table = rf"(?P<table>{row}{rule}(?:{row})++)"
    return rf"\n*+(?:{table}|(?P<lines>{kind}(?:{mark}{line})++))(?=\n*+\Z|\n++(?P<next>.))"


_BLOCK = pattern(_grammar())
_ATOM = pattern(r"(\*\*|\*|__|_|`)(.+?)\1|\[([^\]]+)\]\(([^)]+)\)")
_MARKS = pattern(r"[*_`\[]")
_BULLETS = frozenset("*+-")
_TAGS = {"**": "strong", "__": "strong", "*": "em", "_": "em", "`": "code"}


def write_plain_blocks(state: StateBlock, line: int, _end: int, silent: bool) -> bool:  # noqa: FBT001 - the parser's own
    """A rule for the parser: write as many plain blocks as stand here one after another."""
    if state.level or silent:
        return False
    source = state.src
    begin = end = state.bMarks[line]
    html, words, first = "", 0, ""
    while match := _BLOCK.match(source, end):
        written = _written(match)
        if written is None:
            break
        if not first and written[0].startswith("<p>"):
            first = written[0]
        html += written[0]
        words += written[1]
        end = match.end()
    if end == begin:
        return False
    state.line = line + source.count("\n", begin, end) + (source[end - 1] != "\n")
    token = state.push(PLAIN, "", 0)
    token.map = [line, state.line]
    token.content = html
    token.meta = {"words": words, "first": first}
    return True


def _written(block: re.Match[str]) -> tuple[str, int] | None:
    """The HTML of a block and how many words it has; None where the parser has to say what it is."""
    text = (block["lines"] or block["table"]).removesuffix("\n")
    following = block["next"] or ""
    # What stands in below a list, or goes on with it, belongs to it.
    if block["bullet"]:
        return None if following.isspace() or following in _BULLETS else _bullets(text)
    if block["stop"]:
        return None if following.isspace() or following.isdecimal() else _numbers(text)
    if block["quote"]:
        words = text[2:].replace("\n> ", "\n")
        return f"<blockquote>\n<p>{_inline(words)}</p>\n</blockquote>\n", count_words(words)
    return _table(text) if block["table"] else (f"<p>{_inline(text)}</p>\n", count_words(text))


def _inline(text: str) -> str:
    html = escapeHtml(text)
    return _ATOM.sub(_marked, html) if _MARKS.search(html) else html


def _marked(match: re.Match[str]) -> str:
    mark, inner, words, target = match.groups()
    return f"<{_TAGS[mark]}>{inner}</{_TAGS[mark]}>" if mark else f'<a href="{target}">{words}</a>'


def _bullets(text: str) -> tuple[str, int] | None:
    """A list, of which each item may have a list below it; None where these stand at several depths."""
    items = [line.partition(text[:2]) for line in text.split("\n")]
    if len({indent for indent, _, _ in items}) > 2:
        return None
    html, inside = "", ""
    for indent, _, words in items:
        if indent and not inside:
            html += "\n<ul>\n"
        elif html:
            html += "</li>\n" if indent or not inside else _END_BELOW
        html += f"<li>{_inline(words)}"
        inside = indent
    html += _END_BELOW if inside else "</li>\n"
    return f"<ul>\n{html}</ul>\n", sum(count_words(words) for _, _, words in items)


_END_BELOW = "</li>\n</ul>\n</li>\n"


def _numbers(text: str) -> tuple[str, int]:
    items = [line.partition(" ")[2] for line in text.split("\n")]
    return f"<ol>\n{''.join(f'<li>{_inline(one)}</li>{chr(10)}' for one in items)}</ol>\n", sum(map(count_words, items))


def _table(text: str) -> tuple[str, int] | None:
    """A table; None where a row has more or fewer cells than the others."""
    head, marks, *rows = ([mdTrim(cell) for cell in row[1:-1].split("|")] for row in text.split("\n"))
    if any(len(row) != len(head) for row in (marks, *rows)):
        return None
    sides = [_SIDES[mark[0] + mark[-1]] for mark in marks]
    lines = [_row("th", head, sides), "</thead>\n<tbody>\n", *(_row("td", row, sides) for row in rows)]
    words = sum(count_words(cell) for row in (head, *rows) for cell in row)
    return f"<table>\n<thead>\n{''.join(lines)}</tbody>\n</table>\n", words


def _row(tag: str, cells: Sequence[str], sides: Sequence[str]) -> str:
    html = "".join(f"<{tag}{side}>{escapeHtml(cell)}</{tag}>\n" for cell, side in zip(cells, sides, strict=True))
    return f"<tr>\n{html}</tr>\n"


_SIDES = {"--": "", ":-": ' class="left"', "-:": ' class="right"', "::": ' class="center"'}
