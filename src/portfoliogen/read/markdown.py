"""Markdown to a body: safe HTML cut at its references, with the facts that later stages ask for.

The outline is made to fit a page whose only first heading is the entry's title; what young writers do
(bullets without a list, a line of hashtags, a title given twice) is taken as it was meant.
"""

from __future__ import annotations

import base64
import binascii
import re
from html import escape
from typing import TYPE_CHECKING

from msgspec import Struct

from portfoliogen.diagnostics import Located, Position
from portfoliogen.diagnostics.rules import texts as text_rules
from portfoliogen.model.documents import Body
from portfoliogen.model.sources import SourceFile
from portfoliogen.patterns import pattern
from portfoliogen.read import leftovers
from portfoliogen.read.dialects import adapt
from portfoliogen.read.parser import MAX_NESTING, features_of, parser
from portfoliogen.read.plain_blocks import PLAIN
from portfoliogen.read.plain_words import count_words, plain_words, strip_tags
from portfoliogen.read.prompts import take_prompts
from portfoliogen.read.sanitise import clean, cut
from portfoliogen.text import fold, slug

if TYPE_CHECKING:
    from collections.abc import Iterator

    from markdown_it.token import Token

    from portfoliogen.diagnostics import Diagnostic

MAX_TANGLE = 20_000_000
"""Bound on the sum, over paragraphs, of the square of their Markdown signs: parsers are quadratic there."""

MAX_LINES = 40_000
"""Every line is a block to begin with; nobody writes so many into one entry."""

MAX_PASTED_BYTES = 20 * 1024 * 1024

LONGEST_UNDERLINED = 80
"""Longer than any heading that somebody means; so much underlined is a paragraph above a rule."""

_LEFT_AS_THEY_ARE = frozenset(
    f"{name}_{side}" for name in ("paragraph", "list_item", "bullet_list", "tr") for side in ("open", "close")
)
"""Most of the tokens of most texts."""

_HASHTAG = pattern(r"(?<![\w&/#.{])#([^\W\d_][\w-]{0,60})")
_SIGNS = "[<`*_~!|$"
_SIGN = pattern(f"[{re.escape(_SIGNS)}]")
_PASTED = pattern(r"<?\bdata:image/(png|jpe?g|gif|webp);base64,([A-Za-z0-9+/=]{16,})>?")
_SPACED_TARGET = pattern(
    r"\]\((?!<|[a-zA-Z][\w+.-]{1,40}:)([^\n<>\"]{1,250}?\.\w{2,5})([ \t]{1,20}\"[^\"\n]{0,500}\")?\)"
)
_BULLET = pattern(r"[•●▪◦‣·]|[\U0001F300-\U0001FAFF]")


class MarkdownText(Struct, frozen=True):
    """A Markdown text taken from a file: `first_line` is the line of the file it begins on."""

    text: str
    path: str
    first_line: int = 1
    title: str = ""
    maths: bool = True


def read_markdown(source: MarkdownText) -> tuple[tuple[Body, tuple[SourceFile, ...]], tuple[Diagnostic, ...]]:
    """Read a Markdown text into a body and the pictures that were pasted into it.

    Reports: the PG23x rules on text.
    """
    text, pasted = _take_pasted(source.text)
    found = list(leftovers.look(text, source.path, source.first_line))
    text, prompts = take_prompts(leftovers.tidy(text), source.first_line)
    found += prompts.told(source.path)
    if not text.strip():
        return (Body(), pasted), tuple(found)
    if _SPACED_TARGET.search(text):
        text = _SPACED_TARGET.sub(_in_angle_brackets, text)
    if _tangle(text) > MAX_TANGLE or text.count("\n") > MAX_LINES:
        found.append(text_rules.TEXT_AS_PLAIN.at(Position(source.path, source.first_line, 1)))
        return (_plain_body(text), pasted), tuple(found)
    md = parser(features_of(text, maths=source.maths))
    env: dict[str, object] = {}
    try:
        tokens = md.parse(text, env)
    except RecursionError:
        tokens = None
    if tokens is None or any(token.level >= MAX_NESTING - 1 for token in tokens):
        found.append(text_rules.TOO_NESTED.at(Position(source.path, source.first_line, 1)))
        return (_plain_body(text), pasted), tuple(found)
    outline = _Outline(source, text)
    tokens = outline.arrange(tokens)
    html = md.renderer.render(tokens, md.options, env)
    pieces = cut(html, _Finder(source).find)
    found += outline.found
    body = Body(pieces, outline.first_heading, outline.first_paragraph, outline.words, tuple(outline.hashtags))
    return (body, pasted), tuple(found)


def _in_angle_brackets(match: re.Match[str]) -> str:
    # Inside raw HTML a target in angle brackets would be taken for a tag, so only those with a space get them.
    return f"](<{match[1]}>{match[2] or ''})" if re.search(r"\s", match[1]) else match[0]


def html_body(html: str, path: str) -> Body:
    """A body from HTML that another reader made (Word), through the same gate."""
    pieces = cut(html, lambda _target: Position(path))
    text = re.sub(r"<[^>]+>", " ", " ".join(piece for piece in pieces if isinstance(piece, str)))
    first = re.search(r"<p>(.+?)</p>", clean(html), re.DOTALL)
    heading = re.search(r"<h[2-6]>(.+?)</h[2-6]>", clean(html), re.DOTALL)
    plain = strip_tags(first[1]) if first else ""
    tags = tuple(Located(tag, Position(path)) for tag in _HASHTAG.findall(text))
    return Body(pieces, strip_tags(heading[1]) if heading else "", plain, count_words(text), tags)


def _plain_body(text: str) -> Body:
    first = next((line.strip() for line in text.splitlines() if line.strip()), "")
    return Body((clean(f'<pre class="plain">{escape(text)}</pre>'),), "", first[:400], count_words(text))


def _tangle(text: str) -> int:
    if len(text) ** 2 <= MAX_TANGLE:
        return 0
    # The sum of squares is at most the square of the sum, and to count signs in all of a text takes no time.
    most = sum(map(text.count, _SIGNS)) ** 2
    return most if most <= MAX_TANGLE else sum(len(_SIGN.findall(block)) ** 2 for block in text.split("\n\n"))


def _take_pasted(text: str) -> tuple[str, tuple[SourceFile, ...]]:
    """Take pictures out of data addresses (Google Docs puts them there) and give them names."""
    if "base64," not in text:
        return text, ()
    pasted: list[SourceFile] = []
    room = MAX_PASTED_BYTES

    def keep(match: re.Match[str]) -> str:
        nonlocal room
        try:
            data = base64.b64decode(match[2], validate=True)
        except (binascii.Error, ValueError):
            return ""
        room -= len(data)
        if room < 0:
            return ""
        name = f"pasted-picture-{len(pasted) + 1}.{match[1]}"
        pasted.append(SourceFile("", name, name, len(data), inline=data))
        return name

    return _PASTED.sub(keep, text), tuple(pasted)


class _Finder:
    """Where in the source a target stands, asked for in the order of the text."""

    def __init__(self, source: MarkdownText) -> None:
        self._source = source
        self._cursor = 0
        self._line = 0

    def find(self, target: str) -> Position:
        text = self._source.text
        at = text.find(target, self._cursor) if target else -1
        if at < 0 and target:
            at = text.find(target)
        if at < 0:
            return Position(self._source.path, self._source.first_line, 0)
        if at >= self._cursor:
            line = self._line + text.count("\n", self._cursor, at)
            self._cursor, self._line = at + len(target), line + target.count("\n")
        else:
            line = text.count("\n", 0, at)
        return Position(self._source.path, self._source.first_line + line, at - text.rfind("\n", 0, at))


class _Outline:
    """One pass over the tokens: headings fitted to the page, hashtags and first words gathered."""

    def __init__(self, source: MarkdownText, text: str) -> None:
        self.source = source
        self.text = text
        self.lines = text.split("\n")
        self.found: list[Diagnostic] = []
        self.first_heading = ""
        self.first_paragraph = ""
        self.words = 0
        self.hashtags: list[Located[str]] = []

    def arrange(self, tokens: list[Token]) -> list[Token]:
        """The tokens of the page: title and empty headings gone, levels in order from 2."""
        tokens = list(self._without_title_and_tag_lines(adapt(tokens, self.text)))
        levels = sorted({token.tag for token in tokens if token.type == "heading_open"})
        rank = {tag: f"h{min(6, 2 + index)}" for index, tag in enumerate(levels)}
        ids: dict[str, int] = {}
        for index, token in enumerate(tokens):
            kind = token.type
            if kind == "inline":
                self._inline(token)
            elif kind in _LEFT_AS_THEY_ARE and not token.attrs:
                continue
            elif kind == PLAIN:
                self.words += token.meta["words"]
                self.first_paragraph = self.first_paragraph or strip_tags(token.meta["first"])[:600]
            elif kind == "heading_open":
                token.tag = rank[token.tag]
                token.attrSet("id", _unique(token.meta.get("id") or slug(plain_words(tokens[index + 1])), ids))
                if token.markup in {"-", "="} and token.map:
                    self._setext(token, tokens[index + 1])
            elif kind == "heading_close":
                token.tag = rank[token.tag]
            elif kind in {"td_open", "th_open"} and token.attrs:
                token.attrs = {"class": str(token.attrs.get("style", "")).removeprefix("text-align:")}
            elif kind == "fence":
                token.info = ""
                self.words += count_words(token.content)
                self._fence(token)
            elif kind == "code_block":
                self.words += count_words(token.content)
            elif kind == "html_block":
                self.found += leftovers.removed(token.content, self._at(token))
                token.content = leftovers.replace_frames(token.content)
                self.words += count_words(re.sub(r"<[^>]*>", " ", token.content))
            elif token.attrs and "markdown-alert" in str(token.attrs.get("class", "")):
                token.attrs["class"] = str(token.attrs["class"]).replace("markdown-", "")
        return tokens

    def _without_title_and_tag_lines(self, tokens: list[Token]) -> Iterator[Token]:
        skip_until = -1
        first_block = True
        for index, token in enumerate(tokens):
            if index <= skip_until:
                continue
            if token.type == "heading_open":
                words = plain_words(tokens[index + 1])
                if not words:
                    skip_until = index + 2
                    continue
                # A rule of dashes right under a paragraph makes a heading of it, but no title.
                underlined = token.markup in {"-", "="} and len(tokens[index + 1].content) > LONGEST_UNDERLINED
                if not self.first_heading and not underlined:
                    self.first_heading = words
                    wanted = self.source.title
                    if first_block and (not wanted or fold(wanted) == fold(words)):
                        self._collect(tokens[index + 1])
                        skip_until = index + 2
                        first_block = False
                        continue
            elif token.type == "paragraph_open" and self._is_tag_line(tokens[index + 1]):
                self._collect(tokens[index + 1])
                skip_until = index + 2
                continue
            if token.nesting >= 0 and token.type != "html_block":
                first_block = False
            yield token

    @staticmethod
    def _is_tag_line(token: Token) -> bool:
        text = token.content.strip()
        return text.startswith("#") and all(_HASHTAG.fullmatch(word.strip(",;")) for word in text.split())

    def _at(self, token: Token) -> Position:
        line = token.map[0] if token.map else 0
        return Position(self.source.path, self.source.first_line + line, 1)

    def _inline(self, token: Token) -> None:
        self._collect(token)
        children = token.children or []
        if not self.first_paragraph and token.level == 1:
            self.first_paragraph = plain_words(token)[:600]
        if not children:
            return
        first = children[0]
        if len(children) == 1 and first.type == "text" and first.content[:1] != "[":
            return
        if first.type == "text" and first.content[:4].lower() in {"[ ] ", "[x] "}:
            first.content = ("☐ " if first.content[1] == " " else "☑ ") + first.content[4:]
        for index, child in enumerate(children):
            if child.type == "softbreak" and index + 1 < len(children) and _BULLET.match(children[index + 1].content):
                child.type, child.tag = "hardbreak", "br"
            elif child.type == "html_inline":
                self.found += leftovers.removed(child.content, self._at(token))
                child.content = leftovers.replace_frames(child.content)
            elif child.type in {"image", "link_open"} and child.attrs:
                name = "src" if child.type == "image" else "href"
                target = str(child.attrs.get(name, ""))
                if ":" in target:
                    self.found += leftovers.refused(target, self._place(token, target))
                    child.attrs[name] = leftovers.bare_name(target)

    def _collect(self, token: Token) -> None:
        self.words += count_words(token.content)
        if "#" not in token.content:
            return
        text = "".join(child.content if child.type == "text" else "\n" for child in token.children or [])
        for match in _HASHTAG.finditer(text):
            self.hashtags.append(Located(match[1], self._place(token, match[0])))

    def _place(self, token: Token, written: str) -> Position:
        first, last = token.map or (0, 1)
        for number in range(first, min(last, len(self.lines))):
            column = self.lines[number].find(written)
            if column >= 0:
                return Position(self.source.path, self.source.first_line + number, column + 1)
        return self._at(token)

    def _setext(self, token: Token, inline: Token) -> None:
        if len(inline.content) > LONGEST_UNDERLINED:
            last = token.map[1] if token.map else 1
            self.found.append(
                text_rules.LINE_MAKES_HEADING.at(Position(self.source.path, self.source.first_line + last - 1, 1))
            )

    def _fence(self, token: Token) -> None:
        if token.map is None:
            return
        last = self.lines[min(token.map[1], len(self.lines)) - 1].strip(" >\t")
        if token.map[1] - token.map[0] < 2 or not last.startswith(token.markup[:3]):
            self.found.append(text_rules.UNCLOSED_CODE.at(self._at(token)))


def _unique(name: str, taken: dict[str, int]) -> str:
    taken[name] = taken.get(name, 0) + 1
    return name if taken[name] == 1 else f"{name}-{taken[name]}"
