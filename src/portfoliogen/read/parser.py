"""The Markdown parser and what we add to it: wiki embeds, formulas, quiet rules for young writers."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any

from markdown_it import MarkdownIt
from markdown_it.common.utils import escapeHtml
from markdown_it.renderer import RendererHTML
from markdown_it.token import Token
from mdit_py_plugins.attrs import attrs_block_plugin, attrs_plugin
from mdit_py_plugins.deflist import deflist_plugin
from mdit_py_plugins.dollarmath import dollarmath_plugin
from mdit_py_plugins.footnote import footnote_plugin
from mdit_py_plugins.gfm_autolink import gfm_autolink_plugin

from portfoliogen.patterns import pattern
from portfoliogen.read.by_sign import ask_by_sign, may_underline
from portfoliogen.read.maths import formula
from portfoliogen.read.plain_blocks import PLAIN, write_plain_blocks

if TYPE_CHECKING:
    from collections.abc import Sequence

    from markdown_it.rules_core import StateCore
    from markdown_it.rules_inline import StateInline
    from markdown_it.utils import EnvType, OptionsDict

MAX_NESTING = 40
_ATTRIBUTES = ("width", "height", "lang", "dir", "class", "title", "alt")

# Each feature costs time on every line, so it is switched on only where its sign occurs in the text.
_SIGNS = {
    "footnotes": "[^",
    "definitions": "\n:",
    "attributes": "{",
    "maths": "$",
    "wiki": "[[",
    "urls": "://",
    "www": "www.",
    "alerts": "[!",
    "strike": "~",
    "tables": "|",
}


_MOST = {"definitions": 2_000, "attributes": 20_000}
"""Parts of Markdown that take time without bound, and how often their sign may stand in one text."""


def features_of(text: str, *, maths: bool) -> frozenset[str]:
    """Which parts of Markdown a text could be using."""
    # To look for one letter takes a twentieth of the time that two take.
    found = {name for name, sign in _SIGNS.items() if sign[-1] in text and sign in text}
    found -= {name for name, most in _MOST.items() if name in found and text.count(_SIGNS[name]) > most}
    if not maths:
        found.discard("maths")
    if may_underline(text):
        found.add("underlines")
    return frozenset(found)


_BESIDE_PLAIN_BLOCKS = frozenset({"tables", "underlines", "urls", "strike", "maths"})
"""With any other part of Markdown, a plain block may say something else: by a sign in it, or by a line further down."""


@lru_cache(maxsize=64)
def parser(features: frozenset[str]) -> MarkdownIt:
    """A parser with these features; made once in each process."""
    options = {"html": True, "maxNesting": MAX_NESTING, "xhtmlOut": False}
    md = MarkdownIt("commonmark", options, renderer_cls=_Renderer)
    if "tables" in features:
        md.enable("table")
    if "strike" in features:
        md.enable("strikethrough")
    md.options["alerts"] = "alerts" in features
    if "footnotes" in features:
        md.use(footnote_plugin)
    if "definitions" in features:
        md.use(deflist_plugin)
    if "attributes" in features:
        md.use(attrs_plugin, allowed=_ATTRIBUTES)
        md.use(attrs_block_plugin, allowed=_ATTRIBUTES)
    if "underlines" not in features:
        md.disable("lheading")
    if "urls" in features or "www" in features:
        md.use(gfm_autolink_plugin)
        if "www" not in features:
            md.disable("gfm_autolink_www")
    if "maths" in features:
        md.use(
            dollarmath_plugin,
            allow_space=False,
            allow_digits=False,
            allow_labels=False,
            allow_blank_lines=False,
            double_inline=True,
        )
        for name in ("math_inline", "math_inline_double", "math_block"):
            md.add_render_rule(name, _maths_rule(block=name == "math_block"))
    if "wiki" in features:
        md.inline.ruler.before("link", "wiki", _wiki)
    if features <= _BESIDE_PLAIN_BLOCKS:
        md.block.ruler.before("table", PLAIN, write_plain_blocks)
        md.add_render_rule(PLAIN, lambda _self, tokens, index, *_: tokens[index].content)
    ask_by_sign(md)
    md.core.ruler.at("normalize", _normalize)
    # Addresses are kept as written: they are names of files as often as links, and looked up later.
    md.normalizeLink = _as_written  # type: ignore[method-assign]
    md.normalizeLinkText = _as_written  # type: ignore[method-assign, assignment]
    md.validateLink = _any_link  # type: ignore[method-assign]
    return md


def _normalize(state: StateCore) -> None:
    # The parser's own rule goes through every text twice, and ours have had their line ends mended.
    if "\r" in state.src:
        state.src = state.src.replace("\r\n", "\n").replace("\r", "\n")
    if "\0" in state.src:
        state.src = state.src.replace("\0", "\ufffd")


def _as_written(url: str) -> str:
    return url


def _any_link(url: str) -> bool:  # noqa: ARG001 - the sanitiser judges links, on the finished HTML
    return True


def _maths_rule(*, block: bool) -> Any:  # noqa: ANN401 - the library's own type for a render rule is wider
    def rule(_self: RendererHTML, tokens: Sequence[Token], index: int, _options: OptionsDict, _env: EnvType) -> str:
        return formula(tokens[index].content, block=block)

    return rule


class _Renderer(RendererHTML):
    """The library's own, with short ways for what most texts consist of: bare words, and tags without attributes."""

    def renderInline(self, tokens: Sequence[Token], options: OptionsDict, env: EnvType) -> str:  # noqa: N802
        """Write what stands in a line; the same as the library would."""
        if len(tokens) == 1 and tokens[0].type == "text":
            return escapeHtml(tokens[0].content)
        return super().renderInline(tokens, options, env)

    def renderToken(self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType) -> str:  # noqa: N802
        """Write one tag; the same as the library would."""
        token = tokens[idx]
        if not (token.hidden or token.attrs):
            if token.nesting < 0:
                return f"</{token.tag}>\n" if token.block else f"</{token.tag}>"
            around_words = idx + 1 < len(tokens) and tokens[idx + 1].type == "inline"
            if token.nesting > 0 and (not token.block or (around_words and not (idx and tokens[idx - 1].hidden))):
                return f"<{token.tag}>"
        return super().renderToken(tokens, idx, options, env)


_WIKI = pattern(r"(!?)\[\[([^\[\]\n|]{1,300})((?:\|[^\[\]\n|]{0,200}){0,3})\]\]")


def _wiki(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 - the parser's own signature
    """`![[picture.png|caption|300]]` shows a file, `[[note|label]]` links to an entry."""
    source = state.src
    if source[state.pos] not in "![":
        return False
    match = _WIKI.match(source, state.pos, state.posMax)
    if match is None:
        return False
    if not silent:
        target, words = match[2].strip(), match[3].removeprefix("|")
        if match[1]:
            token = state.push("image", "img", 0)
            token.attrs = {"src": target, "alt": ""}
            # The sanitiser's cut takes sizes and places after a bar out of the words again.
            token.children = [Token("text", "", 0, content=f"|{words}" if words else "")]
            token.content = words
        else:
            token = state.push("link_open", "a", 1)
            token.attrs = {"href": target}
            state.push("text", "", 0).content = words or target.partition("#")[0] or target
            state.push("link_close", "a", -1)
    state.pos = match.end()
    return True
