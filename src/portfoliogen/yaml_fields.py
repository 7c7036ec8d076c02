"""YAML text to a tree of text, every piece with its place.

Everything stays text: `safe_load` would give a date three types, turn `no` into False, hide a repeated
key and crash on 2026-13-01. The tree is built from the parser's events with a stack of our own, so depth
and aliases can be bounded: aliases and tags are refused, since no school needs them and both are traps.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import yaml
from msgspec import Struct, field

from portfoliogen.diagnostics import Position
from portfoliogen.diagnostics.rules import fields as rules
from portfoliogen.model.documents import Mapping, Scalar, Sequence

if TYPE_CHECKING:
    from collections.abc import Iterator

    from portfoliogen.diagnostics import Diagnostic
    from portfoliogen.model.documents import Tree

MAX_DEPTH = 20
MAX_NODES = 20_000

try:
    from yaml.cyaml import CParser as _Parser  # type: ignore[attr-defined]
except ImportError:  # some systems have PyYAML without the C parser, which is eight times as fast
    from yaml import SafeLoader as _Parser  # type: ignore[assignment]

_BEGINNINGS = frozenset({yaml.ScalarEvent, yaml.SequenceStartEvent, yaml.MappingStartEvent})
_ENDINGS = frozenset({yaml.SequenceEndEvent, yaml.MappingEndEvent})
_PLAIN_TAGS = frozenset({"!", "tag:yaml.org,2002:str"})
_NULLS = frozenset({"~", "null", "Null", "NULL"})


class YamlFault(Exception):  # noqa: N818 - a fault of the text, not of the program
    """The text is not YAML that we take: what is wrong, and where (line and column from 1)."""

    def __init__(self, reason: str, line: int, column: int, *, syntax: bool = True) -> None:
        super().__init__(reason)
        self.reason, self.line, self.column, self.syntax = reason, line, column, syntax


class _Open(Struct):
    """A mapping or list that is not closed yet."""

    at: Position
    is_map: bool
    pairs: list[tuple[Scalar, Tree]] = field(default_factory=list)
    items: list[Tree] = field(default_factory=list)
    key: Scalar | None = None


def parse(text: str, path: str, first_line: int = 1) -> Tree | None:
    """Parse one YAML document; None where it is empty.

    Args:
        first_line: The line of the file on which `text` begins.

    Raises:
        YamlFault: where the text cannot be read, or uses what is refused.
    """
    try:
        return _build(iter(_Parser(text).get_event, None), path, first_line)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
        raise YamlFault(_in_plain_words(str(error.problem or error.context or "")), line, column) from error
    except yaml.YAMLError as error:
        position = getattr(error, "position", 0)
        line = text.count("\n", 0, position) + 1 if isinstance(position, int) else 1
        raise YamlFault("it holds a sign that cannot be there", line, 1) from error


_PLAIN_WORDS = (
    ("expected ',' or ']'", "a list that begins with “[” is not closed by “]”, or a comma is missing"),
    ("expected ',' or '}'", "fields that begin with “{” are not closed by “}”, or a comma is missing"),
    ("mapping values are not allowed", "there is a second colon; put quotes around the text after the first"),
    ("could not find expected ':'", "a line has no colon after its first word"),
    ("cannot start any token", "a tab, or a sign such as @ or %, begins a text; put quotes around it"),
    ("unexpected end of stream", "a quotation mark is not closed"),
    ("unknown escape character", "a backslash stands within double quotes; use single quotes"),
    ("expected <block end>", "the spaces before this line do not fit the lines above it"),
    ("expected key", "the spaces before this line do not fit the lines above it"),
    ("expected '-' indicator", "the spaces before this line do not fit the list above it"),
    ("control characters", "it holds a sign that cannot be there"),
)


def _in_plain_words(problem: str) -> str:
    """What the parser says of a fault, for people who never heard of YAML."""
    return next((words for sign, words in _PLAIN_WORDS if sign in problem), "it is not written as “field: value”")


def _build(events: Iterator[Any], path: str, first_line: int) -> Tree | None:
    # The C parser's events and marks have no stubs of their own, hence Any.
    stack: list[_Open] = []
    root: Tree | None = None
    nodes = 0
    for event in events:
        kind = type(event)
        if kind in _BEGINNINGS:
            nodes += 1
            mark = event.start_mark
            if nodes > MAX_NODES or len(stack) > MAX_DEPTH:
                raise YamlFault("it is nested too deeply or too long", mark.line + 1, mark.column + 1, syntax=False)
            if event.tag is not None and event.tag not in _PLAIN_TAGS:
                raise YamlFault(f"it uses a tag (“{event.tag}”)", mark.line + 1, mark.column + 1, syntax=False)
            at = Position(path, mark.line + first_line, mark.column + 1)
            if kind is not yaml.ScalarEvent:
                stack.append(_Open(at, kind is yaml.MappingStartEvent))
                continue
            empty = not event.style and event.value in _NULLS  # the C parser says '' where the other says None
            node: Tree = Scalar("" if empty else event.value, at)
        elif kind in _ENDINGS:
            done = stack.pop()
            node = Mapping(tuple(done.pairs), done.at) if done.is_map else Sequence(tuple(done.items), done.at)
        elif kind is yaml.AliasEvent:
            mark = event.start_mark
            raise YamlFault("it uses an alias (“*”)", mark.line + 1, mark.column + 1, syntax=False)
        elif kind is yaml.DocumentEndEvent:
            return root
        else:
            continue
        if stack:
            _put(stack[-1], node)
        else:
            root = node
    return root


def _put(parent: _Open, node: Tree) -> None:
    if not parent.is_map:
        parent.items.append(node)
    elif parent.key is None:
        parent.key = node if isinstance(node, Scalar) else Scalar("", node.at)
    else:
        parent.pairs.append((parent.key, node))
        parent.key = None


def duplicate_keys(tree: Mapping) -> list[Diagnostic]:
    """Keys that stand twice in a block of fields, which YAML passes over in silence."""
    seen: dict[str, Position] = {}
    found = []
    for key, _ in tree.pairs:
        folded = key.text.casefold()
        if folded in seen:
            found.append(rules.REPEATED_FIELD.at(key.at, field=key.text, line=seen[folded].line))
        else:
            seen[folded] = key.at
    return found
