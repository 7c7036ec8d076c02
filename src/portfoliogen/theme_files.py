"""One theme's folder as it lies on disk: theme.yml, templates, assets and words, read and checked."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, TypeAlias

from msgspec import Struct, field

from portfoliogen.diagnostics import Position
from portfoliogen.diagnostics.rules import settings as rules
from portfoliogen.model.documents import Mapping as YamlMapping
from portfoliogen.model.documents import Scalar, Sequence
from portfoliogen.theme_colours import Pair, as_colour, as_share
from portfoliogen.words import PLURALS, WordText
from portfoliogen.yaml_fields import YamlFault, parse

if TYPE_CHECKING:
    from pathlib import Path

    from portfoliogen.diagnostics import Diagnostic
    from portfoliogen.model.documents import Tree

OptionValue: TypeAlias = "str | bool | float"

TYPES = frozenset({"choice", "colour", "file", "text", "number", "yes-no"})

MAX_FILE_BYTES = 4 * 1024 * 1024
ASSET_ENDINGS = frozenset({"css", "js", "png", "jpg", "jpeg", "gif", "webp", "avif", "svg", "ico", "woff2", "woff"})

_NOISE = frozenset({".ds_store", "thumbs.db", "desktop.ini"})


class OptionSpec(Struct, frozen=True):
    """An option of a theme. `type` is one of TYPES; a colour's choices are the names in the palette."""

    name: str
    type: str
    default: OptionValue
    choices: tuple[str, ...] = ()

    @property
    def wanted(self) -> str:
        """In words, what the option takes."""
        if self.type == "choice":
            return f"one of: {', '.join(self.choices)}"
        if self.type == "colour":
            return f"one of: {', '.join(self.choices)}; or a colour of your own such as “#7a1f3d”, in quotes"
        return {"number": "a number", "yes-no": "yes or no", "file": "the name of a file in theme/assets"}.get(
            self.type, "a text"
        )

    def read(self, text: str) -> OptionValue | None:
        """Understand a value as written; None where it does not fit."""
        if self.type in {"choice", "colour"}:
            named = next((one for one in self.choices if one.casefold() == text.strip().casefold()), None)
            return named or (as_colour(text) or None if self.type == "colour" else None)
        if self.type == "number":
            try:
                return float(text)
            except ValueError:
                return None
        if self.type == "yes-no":
            return {"yes": True, "true": True, "on": True, "no": False, "false": False, "off": False}.get(
                text.strip().casefold()
            )
        return text


class ThemeFolder(Struct):
    """What one folder gives, before it is put over those that it extends.

    `given` are values for options that a folder below defines. `where` is the path that people are told.
    `small` are style sheets without what only people read, of themes that come with the program.
    `colours` are what the style sheets call by name, `palette` what an option may name, each by day and night.
    """

    name: str
    where: str
    extends: str = ""
    extends_at: Position = field(default_factory=lambda: Position(""))
    specs: list[OptionSpec] = field(default_factory=list)
    given: list[tuple[str, str, Position]] = field(default_factory=list)
    about: str = ""
    colours: dict[str, Pair] = field(default_factory=dict)
    palette: dict[str, Pair] = field(default_factory=dict)
    colours_at: dict[str, Position] = field(default_factory=dict)
    templates: dict[str, str] = field(default_factory=dict)
    assets: dict[str, bytes] = field(default_factory=dict)
    small: dict[str, bytes] = field(default_factory=dict)
    words: dict[str, dict[str, WordText]] = field(default_factory=dict)
    words_at: dict[tuple[str, str], Position] = field(default_factory=dict)
    diagnostics: list[Diagnostic] = field(default_factory=list)


def read_theme_folder(folder: Path, name: str, where: str) -> ThemeFolder:
    """Read one theme's folder; files that do not belong are told and left out."""
    theme = ThemeFolder(name, where)
    _read_settings(theme, folder)
    for path, data in _files(theme, folder, "templates"):
        if path.endswith(".html"):
            text = _decode(theme, f"templates/{path}", data)
            if text is not None:
                theme.templates[path] = text
        else:
            _skip(theme, f"templates/{path}", "a template's name ends in .html")
    for path, data in _files(theme, folder, "assets"):
        if path.rpartition(".")[2].lower() in ASSET_ENDINGS:
            theme.assets[path] = data
        else:
            _skip(theme, f"assets/{path}", "browsers do not show this kind of file")
    for path, data in _files(theme, folder, "words"):
        stem, dot, ending = path.rpartition(".")
        if dot and ending in {"yml", "yaml"} and "/" not in path:
            _read_words(theme, f"words/{path}", stem, data)
        else:
            _skip(theme, f"words/{path}", "a file of words is named after its language, as in cy.yml")
    return theme


def _skip(theme: ThemeFolder, path: str, reason: str) -> None:
    at = Position(f"{theme.where}/{path}")
    theme.diagnostics.append(rules.THEME_FILE_SKIPPED.at(at, name=path, reason=reason))


def _files(theme: ThemeFolder, folder: Path, part: str) -> list[tuple[str, bytes]]:
    """Read all files below a part of the theme, sorted by path; links are never followed."""
    found: list[tuple[str, bytes]] = []
    waiting = [(folder / part, "")]
    while waiting:
        here, prefix = waiting.pop()
        try:
            listing = sorted(os.scandir(here), key=lambda one: one.name)
        except OSError:
            continue
        for item in listing:
            path = f"{prefix}{item.name}"
            if item.name.lower() in _NOISE or item.name.startswith((".", "~$")) or item.name.endswith("~"):
                continue
            if item.is_symlink():
                _skip(theme, f"{part}/{path}", "it is only a link to another place")
            elif item.is_dir(follow_symlinks=False):
                waiting.append((here / item.name, f"{path}/"))
            elif not item.is_file(follow_symlinks=False):
                _skip(theme, f"{part}/{path}", "it is not an ordinary file")
            elif item.stat(follow_symlinks=False).st_size > MAX_FILE_BYTES:
                _skip(theme, f"{part}/{path}", f"it is larger than {MAX_FILE_BYTES // 1024 // 1024} MB")
            else:
                data = _read_bytes(theme, f"{part}/{path}", here / item.name)
                if data is not None:
                    found.append((path, data))
    return sorted(found)


def _read_bytes(theme: ThemeFolder, path: str, file: Path) -> bytes | None:
    try:
        return file.read_bytes()
    except FileNotFoundError:
        return None
    except OSError as error:
        _unreadable(theme, path, (error.strerror or "this computer may not read it").lower())
        return None


def _decode(theme: ThemeFolder, path: str, data: bytes) -> str | None:
    try:
        return data.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError:
        _unreadable(theme, path, "it is not saved as UTF-8")
        return None


def _unreadable(theme: ThemeFolder, path: str, reason: str, line: int = 0, column: int = 0) -> None:
    at = Position(f"{theme.where}/{path}", line, column)
    theme.diagnostics.append(rules.THEME_UNREADABLE.at(at, name=path, reason=reason))


def _read_yaml(theme: ThemeFolder, path: str, data: bytes) -> YamlMapping | None:
    text = _decode(theme, path, data)
    if text is None:
        return None
    try:
        tree = parse(text, f"{theme.where}/{path}")
    except YamlFault as fault:
        _unreadable(theme, path, fault.reason, fault.line, fault.column)
        return None
    if isinstance(tree, YamlMapping):
        return tree
    if tree is not None:
        _unreadable(theme, path, "it should hold lines of “name: value”", 1, 1)
    return None


def _read_settings(theme: ThemeFolder, folder: Path) -> None:
    data = _read_bytes(theme, "theme.yml", folder / "theme.yml")
    tree = _read_yaml(theme, "theme.yml", data) if data is not None else None
    for key, value in tree.pairs if tree else ():
        if key.text == "extends" and isinstance(value, Scalar):
            theme.extends, theme.extends_at = value.text.strip(), value.at
        elif key.text == "about" and isinstance(value, Scalar):
            theme.about = value.text.strip()
        elif key.text in {"colours", "palette"} and isinstance(value, YamlMapping):
            _read_colours(theme, theme.colours if key.text == "colours" else theme.palette, value)
        elif key.text == "options" and isinstance(value, YamlMapping):
            for name, one in value.pairs:
                if isinstance(one, Scalar):
                    theme.given.append((name.text, one.text, one.at))
                else:
                    _define_option(theme, name, one)


def _read_colours(theme: ThemeFolder, colours: dict[str, Pair], tree: YamlMapping) -> None:
    """Take "name: '#7a1f3d'", or a pair of colours for day and night."""
    for key, value in tree.pairs:
        items = value.items if isinstance(value, Sequence) else (value,)
        found = [as_colour(one.text) or as_share(one.text) for one in items if isinstance(one, Scalar)]
        if len(found) != len(items) or len(found) not in {1, 2} or not all(found):
            reason = f"“{key.text}” needs a colour such as “#7a1f3d” in quotes, or two in brackets, for day and night"
            _unreadable(theme, "theme.yml", reason, key.at.line, key.at.column)
            continue
        colours[key.text] = (found[0], found[-1])
        theme.colours_at[key.text] = key.at


def _define_option(theme: ThemeFolder, name: Scalar, tree: Tree) -> None:
    parts = {key.text: value for key, value in tree.pairs} if isinstance(tree, YamlMapping) else {}
    kind, default, choices = parts.get("type"), parts.get("default"), parts.get("choices")
    spec = OptionSpec(
        name.text,
        kind.text if isinstance(kind, Scalar) else "text",
        "",
        tuple(one.text for one in choices.items if isinstance(one, Scalar)) if isinstance(choices, Sequence) else (),
    )
    value = spec.read(default.text) if isinstance(default, Scalar) else None
    if spec.type == "colour" and isinstance(default, Scalar):
        value = default.text
    if spec.type not in TYPES or value is None:
        _unreadable(
            theme,
            "theme.yml",
            f"the option “{name.text}” needs a type and a default that fits",
            name.at.line,
            name.at.column,
        )
        return
    theme.specs.append(OptionSpec(spec.name, spec.type, value, spec.choices))


def _read_words(theme: ThemeFolder, path: str, language: str, data: bytes) -> None:
    tree = _read_yaml(theme, path, data)
    texts = theme.words.setdefault(language.replace("_", "-"), {})
    waiting = [("", tree)] if tree else []
    while waiting:
        prefix, mapping = waiting.pop()
        for key, value in mapping.pairs:
            name = prefix + key.text
            text = _word_text(value)
            if text is not None:
                texts[name] = text
                theme.words_at[language, name] = value.at
            elif isinstance(value, YamlMapping):
                waiting.append((f"{name}.", value))
            else:
                theme.diagnostics.append(rules.WORD_SHAPE.at(value.at, found=name))


def _word_text(value: Tree) -> WordText | None:
    """Take a text or its plurals; None for a group of words, or what is no text at all."""
    if isinstance(value, Scalar):
        return value.text
    if not isinstance(value, YamlMapping):
        return None
    keys = {key.text for key, _ in value.pairs}
    if "other" not in keys or not keys <= PLURALS:
        return None
    if not all(isinstance(one, Scalar) for _, one in value.pairs):
        return None
    return {key.text: one.text for key, one in value.pairs if isinstance(one, Scalar)}
