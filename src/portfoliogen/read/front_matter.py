"""The fields at the top of a text: front matter, or plain lines as in a Word template.

Front matter that YAML refuses is read again line by line, so that one slip costs one line. Whatever
cannot be read even so makes the entry private, since it may have said who may see it.
"""

from __future__ import annotations

import re

from msgspec import Struct
from msgspec.structs import replace

from portfoliogen.diagnostics import Diagnostic, Position
from portfoliogen.diagnostics.rules import fields as rules
from portfoliogen.model import fields as names
from portfoliogen.model.documents import Mapping, Scalar, Sequence, Tree
from portfoliogen.patterns import pattern
from portfoliogen.text import fold
from portfoliogen.yaml_fields import YamlFault, duplicate_keys, parse

MAX_FIELDS_BYTES = 64 * 1024

# Word and Google Docs turn three dashes into one long one, or escape them; some editors name the language.
_FENCE = pattern(r"(?:\\?-{3,}|(?:\\-){3}|[–—]{1,3})[ \t]*(?:ya?ml)?[ \t]*$")
_KEY_LINE = pattern(r"([^\W\d_][\w .'/()-]{0,40}?)\s*:(?:\s+(.*)|)$")
_LEADING_COMMENT = pattern(r"\s*(?:<!--.*?-->\s*)+", re.DOTALL)
_NOBODYS = pattern(r"[\u200b\u200e\u200f\u2060\ufeff\u00a0 \t\n]*")
_LATE = pattern(
    r"[^\w\n]{0,20}(?:visibility|visible(?: to)?|draft)[^\w\n]{0,8}[:：=][^\w\n]{0,8}"
    r"(?:private|privat|school|staff|teachers?|nobody|no one|only me|hidden|secret|true|yes)\b",
    re.IGNORECASE,
)
"""A line that begins with a wish about who may see the entry, where fields are not read."""

_ON_TEMPLATES = frozenset(
    "name class form teacher tutor school student pupil year group enw dosbarth nombre clase curso nom classe "
    "klasse".split()
)
"""What a school's template asks for at the top besides fields: it is told by the folder, and not printed."""

_LATEST = 2000
_WISHES = {"published": False, "publish": False, "private": True, "hidden": True}
"""What other programs call a draft, and the answer that makes it one."""

_ANSWERS = {"false": False, "no": False, "0": False, "off": False, "true": True, "yes": True, "1": True, "on": True}
_CURLY = ("“”", "‘’", "„“", "«»", "\u201d\u201d", "‘‘")


class TopFields(Struct, frozen=True):
    """The fields of a text and where its body begins.

    `body_line` is the line of the file, from 1, on which `body` starts. `unreadable` as in Document.
    """

    fields: Mapping
    body: str
    body_line: int
    unreadable: bool = False


def split(text: str, path: str, known: tuple[str, ...] = names.ENTRY) -> tuple[TopFields, list[Diagnostic]]:
    """Take the fields off the top of a text.

    A wish to be seen by few that stands elsewhere at the beginning makes the entry private too: in doubt
    nothing is published (SAFETY: P8).
    """
    top, found = _split(text, path, known)
    late = _late_wish(top.body[:_LATEST]) if "visibility" in known else None
    if late is not None:
        line = top.body_line + late
        return replace(top, unreadable=True), [*found, rules.UNREADABLE_FIELDS.at(Position(path, line, 1))]
    return top, found


def _late_wish(beginning: str) -> int | None:
    """The number of the first line, from 0, that holds such a wish."""
    # Plain tests take a tenth of the expression's time, and few texts hold either word.
    if not any(sign in beginning for sign in ":：="):
        return None
    low = beginning.lower()
    if "visib" not in low and "draft" not in low:
        return None
    return next((number for number, line in enumerate(beginning.split("\n")) if _LATE.match(line)), None)


def _split(text: str, path: str, known: tuple[str, ...]) -> tuple[TopFields, list[Diagnostic]]:
    lead = _LEADING_COMMENT.match(text) if text.lstrip().startswith("<!--") else _NOBODYS.match(text)
    start = lead.end() if lead else 0
    rest = text[start:]
    first_line = text.count("\n", 0, start) + 1
    opening = rest.partition("\n")[0]
    if _FENCE.match(opening):
        fenced = _fenced(rest, path, first_line, known)
        if fenced is not None:
            return fenced
    elif opening.strip() == "+++":
        fenced = _toml(rest, path, first_line)
        if fenced is not None:
            return fenced
    return _header_lines(text, rest, path, first_line, known)


def _empty(path: str, line: int) -> Mapping:
    return Mapping((), Position(path, line, 1))


def _fenced(rest: str, path: str, first_line: int, known: tuple[str, ...]) -> tuple[TopFields, list[Diagnostic]] | None:
    """Fields between fences; None where the dashes are only a rule above the text."""
    lines = rest.split("\n")
    found: list[Diagnostic] = []
    end = next(
        (
            number
            for number, line in enumerate(lines[1:], 1)
            if _FENCE.match(line) or (line.rstrip() == "..." and number > 1)
        ),
        None,
    )
    looks_like_fields = _look_like_fields(lines[1:end], known)
    if end is None or (not looks_like_fields and any(not line.strip() for line in lines[1:3]) and end > 3):
        if not looks_like_fields:
            return None
        end = next((number for number, line in enumerate(lines[1:], 1) if not line.strip()), len(lines))
        found.append(rules.UNCLOSED_FENCE.at(Position(path, first_line, 1)))
        body_start = end
    else:
        body_start = end + 1
    block = "\n".join(lines[1:end])
    tree, problems, unreadable = _block(block, path, first_line + 1, known)
    if tree is None:
        return None
    longest = max(lines[0].rstrip(), lines[end].rstrip() if end < len(lines) else "", key=len)
    if longest.strip("-") == "" and len(longest) > 3:
        found.append(rules.LONG_FENCE.at(Position(path, first_line, 1), found=longest[:20]))
    body = "\n".join(lines[body_start:])
    return TopFields(tree, body, first_line + body_start, unreadable), found + problems


def _look_like_fields(lines: list[str], known: tuple[str, ...]) -> bool:
    """Whether the lines under a fence are fields: they begin with one, or have a known one after comments and gaps."""
    first = lines[0].strip() if lines else ""
    if _KEY_LINE.match(first):
        return True
    if first and not first.startswith("#"):
        return False
    fields = [line for line in lines if line.strip() and not line.lstrip().startswith("#")]
    if not fields or not _KEY_LINE.match(fields[0]):
        return False
    keys = (_KEY_LINE.match(line) for line in fields)
    return any(match and (names.canonical(match[1], known) or fold(match[1]) in names.FOREIGN) for match in keys)


def _block(
    block: str, path: str, first_line: int, known: tuple[str, ...]
) -> tuple[Mapping | None, list[Diagnostic], bool]:
    """A block of YAML: its fields, the problems, and whether part of it stayed unreadable."""
    if len(block) > MAX_FIELDS_BYTES:
        return _empty(path, first_line), [rules.UNREADABLE_FIELDS.at(Position(path, first_line, 1))], True
    try:
        tree = parse(block, path, first_line)
    except YamlFault as fault:
        return _line_by_line(block, path, first_line, fault, known)
    if tree is None:
        return _empty(path, first_line), [], False
    if not isinstance(tree, Mapping):
        if any(names.canonical(line.partition(" ")[0].strip(":-"), known) for line in block.splitlines()):
            return _empty(path, first_line), [rules.UNREADABLE_FIELDS.at(Position(path, first_line, 1))], True
        return None, [], False
    found: list[Diagnostic] = []
    tree = _with_wishes(Mapping(tuple((key, _straight(key, value, found)) for key, value in tree.pairs), tree.at))
    return tree, found + _repeated(tree, known), False


def _with_wishes(tree: Mapping) -> Mapping:
    """Fields with other programs' ways to say that nobody should see this yet: `published: false`."""
    wishes = tuple(
        (Scalar("visibility", key.at), Scalar("private", value.at))
        for key, value in tree.pairs
        if isinstance(value, Scalar)
        and (wish := _WISHES.get(fold(key.text))) is not None
        and _ANSWERS.get(fold(value.text)) is wish
    )
    return Mapping((*tree.pairs, *wishes), tree.at) if wishes else tree


def _repeated(tree: Mapping, known: tuple[str, ...]) -> list[Diagnostic]:
    """Fields that stand twice; of a repeated visibility `check` tells, since it makes the entry private."""
    pairs = tuple(pair for pair in tree.pairs if names.canonical(pair[0].text, known) != "visibility")
    return duplicate_keys(Mapping(pairs, tree.at))


def _straight(key: Scalar, value: Tree, found: list[Diagnostic]) -> Tree:
    """A value without the curly quotes that a word processor put around it."""
    if isinstance(value, Sequence):
        return Sequence(tuple(_straight(key, item, found) for item in value.items), value.at)
    if isinstance(value, Scalar) and len(value.text) > 1 and value.text[0] + value.text[-1] in _CURLY:
        inner = value.text[1:-1]
        if not any(quote in inner for pair in _CURLY for quote in pair[:1]):
            found.append(rules.SMART_QUOTES.at(value.at, field=key.text, value=inner))
            return Scalar(inner, value.at)
    return value


def _line_by_line(
    block: str, path: str, first_line: int, fault: YamlFault, known: tuple[str, ...]
) -> tuple[Mapping, list[Diagnostic], bool]:
    """Each field by itself: a field is a line that begins with a key, and the indented lines after it."""
    found: list[Diagnostic] = []
    pairs: list[tuple[Scalar, Tree]] = []
    unreadable = False
    lines = _outdented(block.split("\n"), path, first_line, known, found)
    if any("\t" in line for line in lines):
        number = next(index for index, line in enumerate(lines) if "\t" in line)
        found.append(rules.TAB_IN_FIELDS.at(Position(path, first_line + number, lines[number].index("\t") + 1)))
        lines = [line.replace("\t", "  ") for line in lines]
    for number, chunk in _chunks(lines):
        at_line = first_line + number
        reason = "it has no “:” after the name of a field"
        try:
            tree = parse("\n".join(chunk), path, at_line)
        except YamlFault as inner:
            tree = _plain_line(chunk, path, at_line, found)
            if _KEY_LINE.match(chunk[0].strip()):
                reason = inner.reason
        if isinstance(tree, Mapping):
            pairs += [(key, _straight(key, value, found)) for key, value in tree.pairs]
        elif tree is not None:
            unreadable = True
            found.append(rules.FIELD_LINE.at(Position(path, at_line, 1), reason=reason, example="title: My entry"))
    if not pairs:
        return (
            _empty(path, first_line),
            [*found, rules.UNREADABLE_FIELDS.at(Position(path, first_line + fault.line - 1, fault.column))],
            True,
        )
    if not found:
        found.append(
            rules.FIELD_LINE.at(
                Position(path, first_line + fault.line - 1, fault.column),
                reason=fault.reason,
                example="title: My entry",
            )
        )
    tree = _with_wishes(Mapping(tuple(pairs), Position(path, first_line, 1)))
    return tree, found + _repeated(tree, names.ENTRY), unreadable


def _outdented(
    lines: list[str], path: str, first_line: int, known: tuple[str, ...], found: list[Diagnostic]
) -> list[str]:
    """The lines, with known fields at the margin that stand indented below one with a value: never right in YAML."""
    above: re.Match[str] | None = None
    mended = []
    for number, line in enumerate(lines):
        match = _KEY_LINE.match(line.strip())
        if line[:1] not in {" ", "\t"}:
            above = match
        elif match and above and above[2] and above[2][0] not in "|>[{" and names.canonical(match[1], known):
            found.append(rules.INDENTED_FIELD.at(Position(path, first_line + number, 1), field=match[1]))
            line = line.strip()  # noqa: PLW2901 - the same line, at the margin
        mended.append(line)
    return mended


def _chunks(lines: list[str]) -> list[tuple[int, list[str]]]:
    chunks: list[tuple[int, list[str]]] = []
    for number, line in enumerate(lines):
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        if chunks and (line.startswith((" ", "- ", "]", "}")) or line == "-"):
            chunks[-1][1].append(line)
        else:
            chunks.append((number, [line]))
    return chunks


def _plain_line(chunk: list[str], path: str, line: int, found: list[Diagnostic]) -> Tree:
    """A line that YAML refuses, taken as a key and plain text."""
    match = _KEY_LINE.match(chunk[0].strip())
    if match is None or len(chunk) > 1:
        return Scalar(chunk[0], Position(path, line, 1))
    value = (match[2] or "").strip()
    column = chunk[0].find(value) + 1
    plain = value.strip("\"'")
    if value[:1] in "*&!|>%@`[{":
        return Scalar(chunk[0], Position(path, line, 1))
    if ":" in value:
        fixed = f'{match[1]}: "{plain}"'
        colon = chunk[0].index(":", chunk[0].index(":") + 1) + 1
        found.append(rules.COLON_IN_VALUE.at(Position(path, line, colon), fixed=fixed))
    else:
        found.append(
            rules.FIELD_LINE.at(
                Position(path, line, column), reason="its quotes do not match", example=f"{match[1]}: {plain}"
            )
        )
    key = Scalar(match[1], Position(path, line, chunk[0].find(match[1]) + 1))
    return Mapping(((key, Scalar(plain, Position(path, line, column))),), key.at)


def _toml(rest: str, path: str, first_line: int) -> tuple[TopFields, list[Diagnostic]] | None:
    """Hugo's other front matter: simple `key = value` lines are taken, tables are not."""
    lines = rest.split("\n")
    end = next((number for number, line in enumerate(lines[1:], 1) if line.strip() == "+++"), None)
    if end is None:
        return None
    block = "\n".join(
        re.sub(r"^(\w[\w-]*)\s*=\s*", r"\1: ", line) for line in lines[1:end] if not line.lstrip().startswith("[")
    )
    tree, problems, unreadable = _block(block, path, first_line + 1, names.ENTRY)
    return TopFields(
        tree or _empty(path, first_line), "\n".join(lines[end + 1 :]), first_line + end + 1, unreadable
    ), problems


def _header_lines(
    text: str, rest: str, path: str, first_line: int, known: tuple[str, ...]
) -> tuple[TopFields, list[Diagnostic]]:
    """Lines such as “Skills: creativity, teamwork” at the very top, as in a Word template."""
    pairs: list[tuple[Scalar, Tree]] = []
    lines = rest.split("\n", 30)
    used = 0
    for number, line in enumerate(lines[:30]):
        plain = line.replace("**", "").strip()
        match = _KEY_LINE.match(plain)
        field = names.canonical(match[1], known) if match else ""
        if match and fold(match[1]) in _ON_TEMPLATES:
            used = number + 1 if pairs else used
            continue
        if match is None or not field or (field == "title" and pairs and number > 0 and not match[2]):
            break
        at = Position(path, first_line + number, line.find(match[1]) + 1)
        value = (match[2] or "").strip()
        pairs.append((Scalar(match[1], at), Scalar(value, Position(path, at.line, max(1, line.find(value) + 1)))))
        used = number + 1
    # A lone “When: …” may begin a sentence; one line counts only where nothing but it stands before a gap.
    alone = used == 1 and len(lines) > 1 and lines[1].strip() and fold(pairs[0][0].text) in {"when", "who", "place"}
    if not pairs or alone:
        return TopFields(_empty(path, 1), text, 1), []
    found: list[Diagnostic] = []
    tree = Mapping(tuple((key, _straight(key, value, found)) for key, value in pairs), pairs[0][0].at)
    body = rest.split("\n", used)[used] if rest.count("\n") >= used else ""
    return TopFields(tree, body, first_line + used), found + _repeated(tree, known)
