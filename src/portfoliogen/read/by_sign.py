"""A Markdown parser that asks a rule only where the next sign can be the rule's own.

markdown-it asks every rule at every line and at every sign, a dozen of them in vain, and goes through lines
without any sign as through all others; that is nearly half of the time of a build. What comes out is the same,
to the token: a test compares the two.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, TypeVar

from markdown_it.rules_core import text_join
from markdown_it.token import Token

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from markdown_it import MarkdownIt
    from markdown_it.ruler import Ruler
    from markdown_it.rules_block import StateBlock
    from markdown_it.rules_core import StateCore
    from markdown_it.rules_inline import StateInline

    BlockRule = Callable[[StateBlock, int, int, bool], bool]
    InlineRule = Callable[[StateInline, bool], bool]

RuleT = TypeVar("RuleT")

_INLINE = {
    "text": "",
    "newline": "\n",
    "escape": "\\",
    "backticks": "`",
    "strikethrough": "~",
    "emphasis": "*_",
    "wiki": "![",
    "link": "[",
    "image": "!",
    "autolink": "<",
    "html_inline": "<",
    "entity": "&",
    "footnote_inline": "^",
    "footnote_ref": "[",
    "math_inline": "$",
    "math_inline_double": "$",
    "gfm_autolink_www": "w",
    "gfm_autolink_protocol": ":",
    "gfm_autolink_email": "@",
}
"""The signs at which a rule for what stands within a line can begin; a rule that is not here is always asked."""

_BLOCK = {
    "fence": "`~",
    "blockquote": ">",
    "hr": "*-_",
    "list": "*+-0123456789",
    "reference": "[",
    "html_block": "<",
    "heading": "#",
    "footnote_def": "[",
}
"""The same for rules of lines, by the first sign of the line that is no space."""

_TABLE_RULE = frozenset("|-:")
_PROTOCOLS = ("http", "https", "mailto", "xmpp")
_PAST = 400
"""As many signs before a “:” or “@” as can matter: the rules for addresses look through all that stands there."""


def may_underline(text: str) -> bool:
    """Whether a text may hold a heading that is marked by the line below it."""
    return any(line.rstrip(" \t").endswith(("=", "-")) for line in text.splitlines())


def ask_by_sign(md: MarkdownIt) -> None:
    """Change a parser that has all its rules, once and for all."""
    inline = _chain(md.inline.ruler, "")
    rules = [_inline(inline)]
    md.inline.ruler.getRules = lambda chainName="": rules  # type: ignore[method-assign]  # noqa: ARG005, N803
    if all(name in _INLINE for name, _ in inline):
        signs = "".join({"]", *(sign for name, _ in inline for sign in _INLINE[name])})
        md.inline.terminator_re = re.compile(f"[{re.escape(signs)}]")
        md.core.ruler.at("inline", _words_at_once)
        md.core.ruler.at("text_join", _join_several)
    names = {"", *(alt for one in md.block.ruler.__rules__ for alt in one.alt)}
    chains = {name: [_block(_chain(md.block.ruler, name))] for name in sorted(names)}
    md.block.ruler.getRules = lambda chainName="": chains.get(chainName, [])  # type: ignore[method-assign]  # noqa: N803


def _chain(ruler: Ruler[RuleT], name: str) -> list[tuple[str, RuleT]]:
    return [(one.name, one.fn) for one in ruler.__rules__ if one.enabled and (not name or name in one.alt)]


def _by_sign(
    rules: Iterable[tuple[str, RuleT]], signs: Mapping[str, str]
) -> tuple[dict[str, tuple[RuleT, ...]], tuple[RuleT, ...]]:
    """Which rules to ask at a sign, in their order; and which at any other."""
    rules = list(rules)
    every = {sign for name, _ in rules for sign in signs.get(name, "")}
    asked = {
        sign: tuple(rule for name, rule in rules if name not in signs or sign in signs[name]) for sign in sorted(every)
    }
    return asked, tuple(rule for name, rule in rules if not signs.get(name))


def _inline(rules: Iterable[tuple[str, InlineRule]]) -> InlineRule:
    guards = {"gfm_autolink_protocol": _after_a_protocol, "gfm_autolink_email": _after_little}
    guarded = [(name, guards[name](rule) if name in guards else rule) for name, rule in rules]
    asked, otherwise = _by_sign(guarded, _INLINE)

    def ask(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 - the parser's own signature
        for rule in asked.get(state.src[state.pos], otherwise):  # noqa: SIM110 - a generator costs more than a rule
            if rule(state, silent):
                return True
        return False

    return ask


def _words_at_once(state: StateCore) -> None:
    """Make one text of a line or cell without a sign, as most are, and let the rules see the others."""
    parser = state.md.inline
    for token in state.tokens:
        if token.type != "inline":
            continue
        if token.children is None:
            token.children = []
        if not token.content or parser.terminator_re.search(token.content):
            parser.parse(token.content, state.md, state.env, token.children)
        else:
            token.children.append(Token("text", "", 0, content=token.content))


def _join_several(state: StateCore) -> None:
    """Join texts that stand side by side, where a line has more than one."""
    every = state.tokens
    state.tokens = [one for one in every if one.children and (len(one.children) > 1 or one.children[0].type != "text")]
    text_join(state)
    state.tokens = every


def _after_a_protocol(rule: InlineRule) -> InlineRule:
    rule = _after_little(rule)

    def ask(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 - the parser's own signature
        return state.src.endswith(_PROTOCOLS, 0, state.pos) and rule(state, silent)

    return ask


def _after_little(rule: InlineRule) -> InlineRule:
    """Let a rule look back a little way only: text made of nothing but its sign would take minutes."""

    def ask(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 - the parser's own signature
        if len(state.pending) > 2 * _PAST:
            near = state.pending[-_PAST:]
            state.pending = state.pending[:-_PAST]
            state.pushPending()  # the parser joins texts that stand side by side
            state.pending = near
        return rule(state, silent)

    return ask


def _block(rules: Iterable[tuple[str, BlockRule]]) -> BlockRule:
    guarded = [(name, _before_table_rule(rule) if name == "table" else rule) for name, rule in rules]
    asked, otherwise = _by_sign(guarded, _BLOCK)

    def ask(state: StateBlock, line: int, end: int, silent: bool) -> bool:  # noqa: FBT001 - the parser's own
        at = state.bMarks[line] + state.tShift[line]
        for rule in asked.get(state.src[at : at + 1], otherwise):  # noqa: SIM110 - as above
            if rule(state, line, end, silent):
                return True
        return False

    return ask


def _before_table_rule(rule: BlockRule) -> BlockRule:
    def ask(state: StateBlock, line: int, end: int, silent: bool) -> bool:  # noqa: FBT001 - the parser's own
        at = state.bMarks[line + 1] + state.tShift[line + 1]
        return state.src[at : at + 1] in _TABLE_RULE and rule(state, line, end, silent)

    return ask
