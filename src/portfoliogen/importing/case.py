"""A framework from elsewhere, as CASE 1.0 or 1.1 (JSON), as a file of the school's own in `frameworks/`.

What has parts becomes a strand, its parts skills; where nothing has parts, all are skills. Only names and numbers
are taken, with a link to the source: descriptors belong to their publishers, and a school that may use them can
add them by hand.

Source: 1EdTech, Competencies and Academic Standards Exchange (CASE), CFPackage.
"""

from __future__ import annotations

import json
from typing import Any

from msgspec import Struct, field

from portfoliogen.patterns import pattern
from portfoliogen.text import one_line, slug
from portfoliogen.yaml_writing import lines_of

MAX_ITEMS = 5_000
_NAME_LENGTH = 80
_WEB = pattern(r"https?://[^\s\"'<>]{1,500}")
_MARKS = pattern(r"[*_`#$|]+")


class CaseFramework(Struct, frozen=True):
    """A framework to be written: its key, which is also the file's name, its lines, and how much it holds."""

    key: str
    text: str
    strands: int
    skills: int
    left: int = 0


class _Item(Struct):
    id: str
    name: str
    code: str
    link: str
    number: float
    parents: set[str] = field(default_factory=set)


def is_package(text: str) -> bool:
    """Whether a text may be a CASE package, without reading all of it."""
    return '"CFDocument"' in text and text.lstrip("\ufeff \r\n\t").startswith("{")


def framework_of(text: str, today: str) -> CaseFramework | None:
    """The framework in a CASE package; None where there is none.

    Args:
        today: The day of the import, for the file's record of where it comes from.
    """
    try:
        package = json.loads(text.lstrip("\ufeff"))
    except (ValueError, RecursionError):
        return None
    if not isinstance(package, dict) or not isinstance(package.get("CFDocument"), dict):
        return None
    document = package["CFDocument"]
    listed = [one for one in _list(package.get("CFItems")) if isinstance(one, dict) and _text(one, "identifier")]
    items = {one.id: one for one in map(_item, range(len(listed)), listed[:MAX_ITEMS])}
    for one in _list(package.get("CFAssociations")):
        if isinstance(one, dict) and one.get("associationType") == "isChildOf":
            _join(items, one)
    ordered = sorted(items.values(), key=lambda one: (one.number, one.code))
    with_parts = {parent for one in ordered for parent in one.parents}
    keys: set[str] = set()
    strands = {one.id: _unique(one, keys) for one in ordered if one.id in with_parts and not one.parents}
    names = {one.id: one.name for one in ordered}
    rank = {id_: number for number, id_ in enumerate(strands)}
    below = [(one, _top_of(one, items, set(strands))) for one in ordered if one.id not in strands]
    below.sort(key=lambda pair: rank.get(pair[1], len(rank)))
    skills: dict[str, object] = {_unique(one, keys): _fields(one, names.get(top, "")) for one, top in below}
    if not skills:
        return None
    title = _text(document, "title") or "Framework"
    fields: dict[str, object] = {
        "title": title,
        "version": _text(document, "version"),
        "publisher": _text(document, "publisher") or _text(document, "creator"),
        "source": _link(document, "officialSourceURL") or _link(document, "uri"),
        "retrieved": today,
        "text_included": "no",
        "notice": "Names and numbers only, from a CASE package; its descriptors belong to their publisher.",
        "extends": "kinds-and-modes" if strands else "learner-profile",
        "steps": "none",
        "strands": {
            key: {"number": number, "name": names[id_]} for number, (id_, key) in enumerate(strands.items(), 1)
        },
        "skills": skills,
    }
    lines = lines_of({name: value for name, value in fields.items() if value})
    return CaseFramework(
        slug(title) or "framework", "\n".join(lines) + "\n", len(strands), len(skills), len(listed) - len(items)
    )


def _item(number: int, one: dict[str, Any]) -> _Item:
    name = _text(one, "abbreviatedStatement") or _text(one, "fullStatement") or _text(one, "humanCodingScheme")
    name = one_line(_MARKS.sub(" ", name))
    if len(name) > _NAME_LENGTH:
        name = name[:_NAME_LENGTH].rpartition(" ")[0] + "…"
    code = one_line(_text(one, "humanCodingScheme"))[:40]
    return _Item(_text(one, "identifier"), name or f"Skill {number + 1}", code, _link(one, "uri"), number)


def _join(items: dict[str, _Item], association: dict[str, Any]) -> None:
    ends = [association.get(side) for side in ("originNodeURI", "destinationNodeURI")]
    child, parent = (_text(end, "identifier") if isinstance(end, dict) else "" for end in ends)
    if child in items and isinstance(association.get("sequenceNumber"), int):
        items[child].number = association["sequenceNumber"]
    if child in items and parent in items and child != parent:
        items[child].parents.add(parent)


def _top_of(one: _Item, items: dict[str, _Item], tops: set[str]) -> str:
    """The strand above an item, or empty text; a circle of parents ends the search."""
    seen, waiting = set(), [one.id]
    while waiting:
        at = waiting.pop()
        if at in tops:
            return at
        if at not in seen:
            seen.add(at)
            waiting += sorted(items[at].parents)
    return ""


def _fields(one: _Item, group: str) -> dict[str, object]:
    made: dict[str, object] = {"name": one.name, "group": group, "aliases": one.code, "link": one.link}
    return {name: value for name, value in made.items() if value}


def _unique(one: _Item, keys: set[str]) -> str:
    base = slug(one.name)[:60] or "item"
    key = next(
        key for number in range(1, MAX_ITEMS + 2) if (key := base if number == 1 else f"{base}-{number}") not in keys
    )
    keys.add(key)
    return key


def _text(fields: dict[str, Any], name: str) -> str:
    value = fields.get(name)
    return value.strip()[:2000] if isinstance(value, str) else ""


def _link(fields: dict[str, Any], name: str) -> str:
    text = _text(fields, name)
    return text if _WEB.fullmatch(text) else ""


def _list(value: object) -> list[Any]:
    return value if isinstance(value, list) else []
