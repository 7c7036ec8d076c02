"""Frameworks: strands, skills, modes and kinds from data files, built in or the school's own.

A framework that `extends` others takes all that they hold; what it says itself under the same key wins.
A school that names several frameworks gets their sum.
"""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from msgspec.structs import replace

from portfoliogen.diagnostics import Diagnostic, Position
from portfoliogen.diagnostics.rules import framework as rules
from portfoliogen.model.documents import Mapping, Scalar, Sequence, Tree
from portfoliogen.model.framework import Framework, Kind, Skill, Strand, Term
from portfoliogen.model.visibility import Visibility
from portfoliogen.text import nearest, slug
from portfoliogen.yaml_fields import YamlFault, parse

if TYPE_CHECKING:
    from collections.abc import Mapping as AbstractMapping

DEFAULT = "learner-profile"
_NO_STEPS = (0, 0)
_NATURES = ("knowledge", "skill", "disposition")
_TEXTS = ("title", "version", "publisher", "source", "licence", "notice")


def plain(tree: Tree | None) -> Any:  # noqa: ANN401 - text, list or dict, as the file has it
    """A tree as plain text, lists and dicts, for data whose places nobody asks for."""
    if tree is None:
        return ""
    if isinstance(tree, Scalar):
        return tree.text
    if isinstance(tree, Sequence):
        return [plain(item) for item in tree.items]
    return {key.text: plain(value) for key, value in tree.pairs}


@lru_cache(maxsize=1)
def built_in() -> AbstractMapping[str, str]:
    """The texts of the built-in frameworks by key."""
    folder = Path(__file__).parent / "frameworks"
    return {one.stem: one.read_text("utf-8") for one in sorted(folder.glob("*.yml"))}


def load(
    keys: tuple[tuple[str, Position], ...],
    own: AbstractMapping[str, tuple[str, str]],
) -> tuple[Framework, tuple[Diagnostic, ...]]:
    """The framework of a school.

    Args:
        keys: The frameworks it names, each with its place.
        own: The school's own framework files: key → (path for people, text).

    Reports: PG308, PG309, PG310.
    """
    found: list[Diagnostic] = []
    merged = _Parts()
    for key, at in keys or ((DEFAULT, Position("school.yml")),):
        _add(merged, key, at, own, found, ())
    if not merged.texts:
        # None of those named is there; with the default, entries can be read while the name is mended.
        _add(merged, DEFAULT, Position("school.yml"), {}, found, ())
    if not merged.kinds or not merged.modes:
        _add(merged, "kinds-and-modes", Position("school.yml"), {}, found, ())
    known = {strand.key for strand in merged.strands.values()}
    for key, kind in merged.kinds.items():
        # A kind that implies strands of another framework implies none in this one.
        merged.kinds[key] = replace(kind, strands=tuple(one for one in kind.strands if one in known))
    texts = merged.texts[-1] if merged.texts else {}
    return Framework(
        key="+".join(key for key, _ in keys) or DEFAULT,
        title=texts.get("title", ""),
        strands=tuple(sorted(merged.strands.values(), key=lambda one: one.number)),
        skills=tuple(merged.skills.values()),
        modes=tuple(merged.modes.values()),
        kinds=tuple(merged.kinds.values()),
        expects=merged.expects,
        publisher=texts.get("publisher", ""),
        version=texts.get("version", ""),
        source=texts.get("source", ""),
        licence=texts.get("licence", ""),
        notices=tuple(dict.fromkeys(one["notice"] for one in merged.texts if one.get("notice"))),
    ), tuple(found)


class _Parts:
    """What has been gathered so far, in order; a later word with the same key replaces an earlier one."""

    def __init__(self) -> None:
        self.strands: dict[str, Strand] = {}
        self.skills: dict[str, Skill] = {}
        self.modes: dict[str, Term] = {}
        self.kinds: dict[str, Kind] = {}
        self.expects: tuple[str, ...] = ("date", "strands")
        self.texts: list[dict[str, str]] = []


def _add(
    parts: _Parts,
    key: str,
    at: Position,
    own: AbstractMapping[str, tuple[str, str]],
    found: list[Diagnostic],
    above: tuple[str, ...],
) -> None:
    if key in above:
        found.append(rules.FRAMEWORK_CIRCLE.at(at, found=key))
        return
    path, text = own.get(key) or (f"frameworks/{key}.yml", built_in().get(key, ""))
    # A school's own file may carry a built-in name and extend the built-in one.
    if above[-1:] == (key,) and key in own:
        path, text = f"frameworks/{key}.yml", built_in().get(key, "")
    if not text:
        choices = sorted({*built_in(), *own})
        found.append(
            rules.FRAMEWORK_MISSING.at(at, found=key, nearest=nearest(key, choices), choices=", ".join(choices))
        )
        return
    try:
        tree = parse(text, path)
    except YamlFault as fault:
        found.append(
            rules.FRAMEWORK_SHAPE.at(
                Position(path, fault.line, fault.column),
                what=f"a line cannot be read ({fault.reason})",
                help="Mend this line.",
            )
        )
        return
    if not isinstance(tree, Mapping):
        found.append(
            rules.FRAMEWORK_SHAPE.at(
                Position(path, 1, 1), what="there are no fields", help="Begin with “title:” and “strands:”."
            )
        )
        return
    data = plain(tree)
    for parent in _words(data.get("extends", "")):
        if parent == key and key in own:
            _add(parts, key, at, {}, found, above)
        else:
            _add(parts, parent, _place(tree, "extends", path), own, found, (*above, key))
    for removed in _words(data.get("without", "")):
        for group in (parts.strands, parts.skills, parts.kinds, parts.modes):
            group.pop(removed, None)
    _read_parts(parts, tree, data, path, found)


def _read_parts(parts: _Parts, tree: Mapping, data: dict[str, Any], path: str, found: list[Diagnostic]) -> None:
    first, last, levels = _scale(data)
    for key, value in _terms(tree, "strands", path, found):
        elements = value.get("elements") if isinstance(value.get("elements"), dict) else {}
        parts.strands[key] = Strand(
            **_term(key, value),
            number=_int(value.get("number"), len(parts.strands) + 1),
            elements=tuple(Term(**_term(slug(name), _as_map(one))) for name, one in (elements or {}).items()),
            colour=str(value.get("colour", "")),
        )
    for key, value in _terms(tree, "skills", path, found):
        own_first, own_last, own_levels = _scale(value) if {"steps", "levels"} & set(value) else (first, last, levels)
        nature = str(value.get("kind", "skill"))
        if nature not in _NATURES:
            found.append(
                rules.FRAMEWORK_SHAPE.at(
                    _place(tree, "skills", path),
                    what=f"“{nature}” is not a kind of skill",
                    help="Write “kind: knowledge”, “kind: skill” or “kind: disposition”.",
                )
            )
            nature = "skill"
        parts.skills[key] = Skill(
            **_term(key, value),
            group=str(value.get("group", "")),
            nature=nature,
            first_step=own_first,
            last_step=own_last,
            levels=own_levels,
            link=str(value.get("link", "")),
        )
    for key, value in _terms(tree, "modes", path, found):
        parts.modes[key] = Term(**_term(key, value))
    for key, value in _terms(tree, "kinds", path, found):
        fields = value.get("fields") if isinstance(value.get("fields"), dict) else {}
        word = str(value.get("visibility", "")).upper()
        parts.kinds[key] = Kind(
            **_term(key, value),
            strands=tuple(_words(value.get("strands", ""))),
            prompts=tuple(_words(value.get("prompts", ""))),
            stages=tuple(_words(value.get("stages", ""))),
            modes=tuple(_words(value.get("modes", ""))),
            expects=tuple(_words(value.get("expects", ""))),
            visibility=Visibility[word] if word in Visibility.__members__ else None,
            fields=tuple((name, str(label)) for name, label in (fields or {}).items()),
        )
    if "expects" in data:
        parts.expects = tuple(_words(data["expects"]))
    parts.texts.append({key: str(data.get(key, "")) for key in _TEXTS})


def _terms(tree: Mapping, field: str, path: str, found: list[Diagnostic]) -> list[tuple[str, dict[str, Any]]]:
    """The words under a field: a map of keys to details, or a plain list of names."""
    for key, value in tree.pairs:
        if key.text != field:
            continue
        if isinstance(value, Mapping):
            return [(slug(name.text), _as_map(plain(one), name.text)) for name, one in value.pairs]
        if isinstance(value, Sequence):
            return [(slug(str(plain(one))), {"name": str(plain(one))}) for one in value.items]
        if not value.text:
            return []
        found.append(
            rules.FRAMEWORK_SHAPE.at(
                Position(path, key.at.line, key.at.column),
                what=f"“{field}” is not a list of words",
                help=f"Write “{field}:” and below it one word a line.",
            )
        )
    return []


def _as_map(value: Any, name: str = "") -> dict[str, Any]:  # noqa: ANN401 - as `plain`
    if isinstance(value, dict):
        return value
    return {"name": value or name} if isinstance(value, str) else {}


def _term(key: str, value: dict[str, Any]) -> dict[str, Any]:
    names = value.get("names") if isinstance(value.get("names"), dict) else {}
    former = value.get("former") if isinstance(value.get("former"), dict) else {}
    return {
        "key": key,
        "name": str(value.get("name") or key.replace("-", " ").capitalize()),
        "names": tuple((language, str(name)) for language, name in (names or {}).items()),
        "gloss": str(value.get("gloss", "")),
        "aliases": tuple(_words(value.get("aliases", ""))),
        "former": tuple((name, str(version)) for name, version in (former or {}).items()),
        "symbol": str(value.get("symbol", "")),
    }


def _scale(data: dict[str, Any]) -> tuple[int, int, tuple[str, ...]]:
    levels = tuple(_words(data.get("levels", "")))
    if levels:
        return 1, len(levels), levels
    steps = data.get("steps")
    if steps == "none":
        return (*_NO_STEPS, ())
    if isinstance(steps, dict):
        return _int(steps.get("first"), 0), _int(steps.get("last"), 15), ()
    if isinstance(steps, str) and "-" in steps:
        low, _, high = steps.partition("-")
        return _int(low, 0), _int(high, 15), ()
    return 0, 15, ()


def _words(value: Any) -> list[str]:  # noqa: ANN401 - as `plain`
    if isinstance(value, list):
        return [str(one) for one in value if isinstance(one, str)]
    return [part.strip() for part in str(value).split(",") if part.strip()] if value else []


def _int(value: Any, default: int) -> int:  # noqa: ANN401 - as `plain`
    text = str(value).strip()
    return int(text) if text.isascii() and text.isdigit() and len(text) < 5 else default


def _place(tree: Mapping, field: str, path: str) -> Position:
    return next((key.at for key, _ in tree.pairs if key.text == field), Position(path))
