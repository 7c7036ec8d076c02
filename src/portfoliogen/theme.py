"""A theme folder and those that it extends, as plain data that travels with a job.

A theme stands on the one that it extends, the school's own `theme/` folder on top; whoever is higher
replaces a template, asset, word or option at a time. Jinja meets the templates only in `render`.
"""

from __future__ import annotations

import hashlib
import sys
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from portfoliogen import cache
from portfoliogen.diagnostics import Position
from portfoliogen.diagnostics.rules import settings as rules
from portfoliogen.patterns import pattern
from portfoliogen.survey import survey
from portfoliogen.text import nearest
from portfoliogen.theme_colours import style_of
from portfoliogen.theme_copies import check_copies
from portfoliogen.theme_files import OptionValue, ThemeFolder, read_theme_folder
from portfoliogen.theme_options import choose_colours, choose_options
from portfoliogen.theme_styles import make_small
from portfoliogen.words import ENGLISH, Words, WordText, load_words, placeholders

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from portfoliogen.diagnostics import Diagnostic

BASE = "base"
STYLE = "style.css"
MORE_STYLE = "more.css"
FORM_STYLE = "forms.css"
SCHOOL_LAYER = "theme"

_NAME = pattern(r"[A-Za-z0-9][A-Za-z0-9_-]*")


class Layer(Struct, frozen=True):
    """The templates of one theme in a chain. `packaged` ones are ours; `where` is what people are told."""

    name: str
    where: str
    packaged: bool
    templates: Mapping[str, str]


class Theme(Struct, frozen=True):
    """A theme, complete: what it draws with and what goes into each profile beside the pages.

    layers: highest first; the school's own, then the theme, then what it extends.
    assets: by path below a profile's `assets/`.
    words: texts by key by language.
    digest: of everything here, so that results can be kept and one environment serves a worker.
    """

    name: str
    layers: tuple[Layer, ...]
    assets: Mapping[str, bytes]
    words: Mapping[str, Mapping[str, WordText]]
    options: Mapping[str, OptionValue]
    choices: tuple[str, ...]
    digest: str
    about: str = ""

    @property
    def asset_paths(self) -> tuple[str, ...]:
        """Where the assets stand in a profile, sorted."""
        return tuple(f"assets/{name}" for name in sorted(self.assets))

    def assets_for(self, templates: Iterable[str]) -> tuple[str, ...]:
        """The same for the pages that these templates draw: only forms need the styles of forms."""
        forms = any(name.startswith("form_") for name in templates)
        return tuple(path for path in self.asset_paths if forms or path != f"assets/{FORM_STYLE}")

    @property
    def packaged(self) -> Theme:
        """The theme without templates that others wrote: what to fall back on when one fails."""
        kept = tuple(layer for layer in self.layers if layer.packaged)
        return replace(self, layers=kept, digest=f"{self.digest}-packaged")

    def template(self, name: str, lowest: int = 0) -> tuple[int, str] | None:
        """Find the source of a template and its layer, looking from layer `lowest` down."""
        for number in range(lowest, len(self.layers)):
            source = self.layers[number].templates.get(name)
            if source is not None:
                return number, source
        return None

    def words_in(self, language: str) -> Words:
        """Give the theme's words in a language."""
        return load_words(language, self.words)


def themes_folder() -> Path:
    """Find the themes that come with the program: in the wheel, else in the checkout."""
    here = Path(__file__).resolve().parent
    inside = here / "themes"
    return inside if inside.is_dir() else here.parent.parent / "themes"


def theme_names(folders: Sequence[Path]) -> tuple[str, ...]:
    """List the names of all themes in these folders, sorted."""
    return tuple(
        sorted(
            {
                one.name
                for folder in folders
                if folder.is_dir()
                for one in folder.iterdir()
                if (one / "theme.yml").is_file()
            }
        )
    )


def load_theme(
    name: str,
    school_folder: Path | None,
    themes_folders: tuple[Path, ...],
    options: tuple[tuple[str, str], ...] = (),
    places: Mapping[str, Position] = MappingProxyType({}),
) -> tuple[Theme, tuple[Diagnostic, ...]]:
    """Read a theme, all that it extends, and what a school changes in it.

    Args:
        school_folder: The school's own folder; its `theme/` is put on top where there is one.
        themes_folders: Where to look for themes, first match wins; the program's own come last.
        options: Values for the theme's options from `school.yml`.
        places: Where `school.yml` says them, and the theme itself ("theme").

    Returns:
        The theme; diagnostics PG812, PG850 to PG864. What is wrong is left out, so it can always be used.

    """
    found: list[Diagnostic] = []
    chain = _chain(name, places.get("theme", Position("school.yml")), (*themes_folders, themes_folder()), found)
    own = school_folder / SCHOOL_LAYER if school_folder else None
    if own is not None and own.is_dir():
        chain.insert(0, (read_theme_folder(own, "the school's own", SCHOOL_LAYER), False))
    for layer, _ in chain:
        found.extend(layer.diagnostics)
    for number, (layer, packaged) in enumerate(chain):
        if not packaged:
            below = [one for one, _ in chain[number + 1 :]]
            found.extend(_check_templates(layer, below))
            found.extend(_check_words(layer, below, own_keys=layer.where != SCHOOL_LAYER))
            found.extend(check_copies(layer, below))
    folders = [layer for layer, _ in chain]
    assets = _assets(chain)
    specs, values = choose_options(folders, options, assets, found, places)
    colours = choose_colours(folders, specs, values, found)
    assets[STYLE] = style_of(colours) + assets[STYLE]
    layers = tuple(Layer(one.name, one.where, packaged, one.templates) for one, packaged in chain)
    classes = tuple(
        f"{spec.name}-{'own' if str(values[spec.name]).startswith('#') else values[spec.name]}"
        for spec in specs
        if spec.type in {"choice", "colour"}
    )
    about = next((one.about for one in folders if one.about), "")
    theme = Theme(name, layers, assets, _words(chain), values, classes, "", about)
    return replace(theme, digest=_digest(theme)), tuple(found)


def _chain(
    name: str, asked_at: Position, folders: Sequence[Path], found: list[Diagnostic]
) -> list[tuple[ThemeFolder, bool]]:
    """Read the theme's folders, highest first, `base` last, each with whether it comes with the program."""
    chain: list[tuple[ThemeFolder, bool]] = []
    names: list[str] = []
    wanted, asker = name, ""
    while wanted:
        folder = _find(wanted, folders)
        if folder is None:
            choices = theme_names(folders)
            rule = rules.THEME_EXTENDS if asker else rules.UNKNOWN_THEME
            found.append(rule.at(asked_at, found=wanted, nearest=nearest(wanted, choices), choices=", ".join(choices)))
            wanted = BASE if BASE not in names else ""
            continue
        if wanted in names:
            found.append(rules.THEME_LOOP.at(asked_at, name=asker, found=wanted))
            wanted = BASE if BASE not in names else ""
            continue
        packaged = folder.parent == themes_folder()
        layer = (_read_packaged if packaged else read_theme_folder)(folder, wanted, f"themes/{wanted}")
        chain.append((layer, packaged))
        names.append(wanted)
        asker, asked_at = wanted, layer.extends_at
        wanted = layer.extends or (BASE if BASE not in names else "")
    return chain


def _read_packaged(folder: Path, name: str, where: str) -> ThemeFolder:
    """Read a theme that comes with the program, and make its styles small.

    Kept beside the program, as compiled templates are: to read one takes as long as to draw forty pages.
    """
    beside = cache.beside_program()
    place = beside / f"{name}.{sys.implementation.cache_tag}.theme" if beside else None
    seen = survey((str(folder),))
    kept = cache.load(place) if place else None
    if kept is not None and kept[0] == seen:
        layer: ThemeFolder = kept[1]
        return layer
    layer = read_theme_folder(folder, name, where)
    layer.small = {path: make_small(data) for path, data in layer.assets.items() if path.endswith(".css")}
    if place:
        cache.save(place, (seen, layer))
    return layer


def _find(name: str, folders: Sequence[Path]) -> Path | None:
    if not _NAME.fullmatch(name):
        return None
    return next((folder / name for folder in folders if (folder / name / "theme.yml").is_file()), None)


def _assets(chain: Sequence[tuple[ThemeFolder, bool]]) -> dict[str, bytes]:
    """Gather all assets; every layer's `more.css` is joined to the one style sheet, the lowest first."""
    assets: dict[str, bytes] = {}
    more: list[bytes] = []
    for layer, _ in reversed(chain):
        # A school's own file stays as it was written, so that it can be found again in the page.
        for path, data in (layer.assets | layer.small).items():
            if path == MORE_STYLE:
                more.append(data)
            else:
                assets[path] = data
    assets[STYLE] = b"\n".join([assets.get(STYLE, b""), *more])
    return dict(sorted(assets.items()))


def _words(chain: Sequence[tuple[ThemeFolder, bool]]) -> dict[str, dict[str, WordText]]:
    words: dict[str, dict[str, WordText]] = {}
    for layer, _ in reversed(chain):
        for language, texts in layer.words.items():
            words.setdefault(language, {}).update(texts)
    return words


def _check_templates(layer: ThemeFolder, below: Sequence[ThemeFolder]) -> Iterator[Diagnostic]:
    """Take out templates that cannot be understood; tell of those that nothing uses."""
    from jinja2 import Environment, TemplateSyntaxError  # noqa: PLC0415 - only for templates of others

    known = {name for one in below for name in one.templates}
    for name, source in list(layer.templates.items()):
        at = f"{layer.where}/templates/{name}"
        try:
            Environment(autoescape=True).parse(source)
        except TemplateSyntaxError as error:
            del layer.templates[name]
            yield rules.TEMPLATE_SYNTAX.at(
                Position(at, error.lineno, 1), name=name, reason=(error.message or "").rstrip(".")
            )
            continue
        used = any(name in text for other, text in layer.templates.items() if other != name)
        if name not in known and not used and layer.where == SCHOOL_LAYER:
            choices = sorted(known)
            yield rules.TEMPLATE_UNKNOWN.at(
                Position(at), name=name, nearest=nearest(name, choices), choices=", ".join(choices)
            )


def _check_words(layer: ThemeFolder, below: Sequence[ThemeFolder], *, own_keys: bool) -> Iterator[Diagnostic]:
    """Take out words that a page could not use; tell of those that no page asks for.

    Args:
        own_keys: Whether the layer may bring words of its own, as a theme may and a school need not.

    """
    known = {key: text for one in reversed(below) for key, text in one.words.get(ENGLISH, {}).items()}
    for (language, key), at in sorted(layer.words_at.items()):
        text = layer.words[language.replace("_", "-")][key]
        allowed: frozenset[str] | None = None
        if key in known:
            allowed = placeholders(known[key])
        elif not own_keys and not any(key in template for template in layer.templates.values()):
            yield rules.WORD_UNKNOWN.at(at, found=key, nearest=nearest(key, sorted(known)))
        try:
            used = placeholders(text)
        except ValueError as error:
            reason, bad = str(error), True
        else:
            extra = sorted(used - allowed) if allowed is not None else []
            reason, bad = f"nothing is known for “{{{'}”, “{'.join(extra)}}}”", bool(extra)
        if bad:
            del layer.words[language.replace("_", "-")][key]
            choices = ", ".join(f"{{{one}}}" for one in sorted(allowed or ()))
            yield rules.WORD_PLACEHOLDER.at(at, found=key, reason=reason, choices=choices)


def _digest(theme: Theme) -> str:
    """Make a digest that is the same on every machine for the same theme."""
    digest = hashlib.sha256()
    parts: list[object] = [
        theme.name,
        sorted(theme.options.items()),
        sorted(theme.assets.items()),
        theme.choices,
    ]
    parts += [(layer.where, sorted(layer.templates.items())) for layer in theme.layers]
    parts += [(code, sorted(theme.words[code].items(), key=lambda one: one[0])) for code in sorted(theme.words)]
    for part in parts:
        digest.update(repr(part).encode())
    return digest.hexdigest()[:32]
