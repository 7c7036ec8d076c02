"""What other programs' Markdown says beyond ours: kramdown's ids, Obsidian's callouts, pictures in raw HTML."""

from __future__ import annotations

import re
from dataclasses import replace
from html import escape

from markdown_it.token import Token

from portfoliogen.patterns import pattern

_MARKS = pattern(r"\s*\{:?\s*(?=[#.])([^{}\n]*)\}\s*$")
_ID = pattern(r"#([\w.:-]+)")
_CALLOUT = pattern(r"\[!([A-Za-z][\w -]{0,30})(?:\|[^\]\n]*)?\][-+]?[ \t]*")
_PICTURE = pattern(
    r"!\[([^\]\n]{0,500})\]\([ \t]{0,20}<?([^()<>\n\"]{1,250}?(?:\([^()\n]{0,250}\)[^()<>\n\"]{0,250})?)>?"
    r"(?:[ \t]{1,20}\"([^\"\n]{0,500})\")?[ \t]{0,20}\)"
)
_TAG = pattern(r"<(/?)([A-Za-z][\w:.-]*)")
_SWALLOWING = frozenset(
    "script style iframe object noscript template svg title textarea xmp noembed noframes plaintext select".split()
)
"""Tags that hide all that follows until they are closed: a lone one is somebody writing about tags."""

_LONELY = _SWALLOWING | frozenset("html head body main header footer nav button form option label fieldset".split())
_HTML = _LONELY | frozenset(
    "a abbr acronym address applet area article aside audio b base basefont bdi bdo bgsound big blink "
    "blockquote br canvas caption center cite code col colgroup command content data datalist dd del details "
    "dfn dialog dir div dl dt element em embed figcaption figure font frame frameset h1 h2 h3 h4 h5 h6 hgroup "
    "hr i image img input ins isindex kbd keygen legend li link listing map mark marquee math menu menuitem "
    "meta meter multicol nextid nobr ol optgroup output p param picture pre progress q rb rp rt rtc ruby s "
    "samp search section shadow slot small source spacer span strike strong sub summary sup table tbody td "
    "tfoot th thead time tr track tt u ul var video wbr mrow mi mn mo ms mtext mspace msqrt mroot mfrac msub "
    "msup msubsup munder mover munderover mmultiscripts mprescripts mtable mtr mtd mstyle mpadded mphantom "
    "menclose maction merror semantics annotation mglyph malignmark path g rect circle line polyline polygon "
    "text tspan defs use symbol animate foreignobject desc".split()
)
"""Every name that means something in a web page; `<String>` and `<your name>` are words in angle brackets."""

_LOOKS = {
    "tip": "tip hint success check done example",
    "important": "important question help faq",
    "warning": "warning attention todo",
    "caution": "caution danger error failure fail missing bug",
}
_LOOK_OF = {word: look for look, words in _LOOKS.items() for word in words.split()}


def adapt(tokens: list[Token], text: str) -> list[Token]:
    """The tokens of a text with other programs' marks put into effect."""
    if "<" not in text and "{" not in text and "[!" not in text:
        return tokens  # as most are
    made: list[Token] = []
    closing: list[int] = []
    for index, token in enumerate(tokens):
        if token.type == "inline":
            _show_lone_tags(token.children or [])
        elif token.type == "heading_open":
            _take_marks(token, tokens[index + 1])
        elif token.type == "html_block":
            if "![" in token.content and "<pre" not in token.content.lower():
                token.content = _PICTURE.sub(_picture, token.content)
            token.content = _words_in_brackets(token.content)
        elif token.type == "blockquote_open" and tokens[index + 1].type == "paragraph_open":
            callout = _CALLOUT.match(tokens[index + 2].content)
            if callout:
                token.tag, token.attrs = "div", {"class": f"alert alert-{_LOOK_OF.get(callout[1].lower(), 'note')}"}
                closing.append(token.level)
                _split_title(tokens, index + 2, callout)
        elif token.type == "blockquote_close" and closing and closing[-1] == token.level:
            token.tag = "div"
            closing.pop()
        made.append(token)
        if token.type == "paragraph_close" and token.meta.get("body"):
            made += token.meta.pop("body")
    return made


def _take_marks(heading: Token, inline: Token) -> None:
    """`## Title {#place}`: the id becomes the heading's own, the marks go."""
    last = inline.children[-1] if inline.children else None
    marks = _MARKS.search(last.content) if last is not None and last.type == "text" else None
    if marks is None or last is None:
        return
    last.content = last.content[: marks.start()]
    inline.content = _MARKS.sub("", inline.content)
    wanted = _ID.search(marks[1])
    if wanted:
        heading.meta = {**heading.meta, "id": wanted[1]}


def _words_in_brackets(html: str) -> str:
    """Raw HTML in which what is no tag, or a lone tag that would swallow the rest, is shown as it was typed."""
    low = html.lower()
    last: dict[str, int] = {}

    def show(match: re.Match[str]) -> str:
        name = match[2].lower()
        if _is_word(name):
            return f"&lt;{match[1]}{match[2]}"
        if match[1] or name not in _SWALLOWING:
            return match[0]
        if name not in last:
            last[name] = low.rfind(f"</{name}")
        return match[0] if last[name] > match.start() else f"&lt;{match[2]}"

    return _TAG.sub(show, html)


def _is_word(name: str) -> bool:
    # Word pastes tags such as <o:p>, and a hyphen makes a tag of somebody's own: both mean nothing to readers.
    return name not in _HTML and ":" not in name and "-" not in name


def _show_lone_tags(children: list[Token]) -> None:
    """In a line of text, what is no tag, or a lone one that may not be published, becomes words."""
    closed: set[str] = set()
    for child in reversed(children):
        tag = _TAG.match(child.content) if child.type == "html_inline" else None
        if tag is None:
            continue
        name = tag[2].lower()
        if _is_word(name) or (not tag[1] and name in _LONELY and name not in closed):
            child.type = "text"
        elif tag[1]:
            closed.add(name)


def _picture(match: re.Match[str]) -> str:
    title = f' title="{escape(match[3])}"' if match[3] else ""
    return f'<img src="{escape(match[2])}" alt="{escape(match[1])}"{title}>'


def _split_title(tokens: list[Token], index: int, callout: re.Match[str]) -> None:
    """The first line of a callout is its title; the rest of the paragraph becomes one of its own."""
    opening, inline, closing = tokens[index - 1 : index + 2]
    children = inline.children or []
    first = children[0] if children else None
    if first is None or first.type != "text":
        return
    end = next((number for number, child in enumerate(children) if child.type in {"softbreak", "hardbreak"}), None)
    title, rest = (children, []) if end is None else (children[:end], children[end + 1 :])
    first.content = first.content.removeprefix(callout[0].rstrip()).lstrip()
    words, _, body = inline.content.partition("\n")
    opening.attrs = {"class": "alert-title"}
    if not words[callout.end() :].strip():
        first.content = callout[1].strip().capitalize()
    if rest:
        below = replace(inline, children=rest, content=body)
        closing.meta = {**closing.meta, "body": [replace(opening, attrs={}), below, replace(closing, meta={})]}
    inline.children, inline.content = title, words[callout.end() :]
