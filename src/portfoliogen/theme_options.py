"""What a theme lets people choose: options through all of its layers, and the colours that come of them."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from msgspec.structs import replace

from portfoliogen.diagnostics import Position
from portfoliogen.diagnostics.rules import settings as rules
from portfoliogen.text import nearest
from portfoliogen.theme_colours import mend

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from portfoliogen.diagnostics import Diagnostic
    from portfoliogen.theme_colours import Pair
    from portfoliogen.theme_files import OptionSpec, OptionValue, ThemeFolder

SCHOOL_WHERE = "theme"
"""Where a school's own layer is, for people."""


def choose_options(
    folders: Sequence[ThemeFolder],
    given: tuple[tuple[str, str], ...],
    assets: Mapping[str, bytes],
    found: list[Diagnostic],
    places: Mapping[str, Position] = MappingProxyType({}),
) -> tuple[tuple[OptionSpec, ...], dict[str, OptionValue]]:
    """Find the value of every option: the theme's default, what a layer above says, what school.yml says.

    Args:
        folders: The theme's layers, highest first.
        given: From school.yml.
        assets: What an option that names a file may name.
        places: Where school.yml says each option.

    Reports: PG853, PG854.
    """
    palette = {name for layer in folders for name in layer.palette}
    names = tuple(name for layer in reversed(folders) for name in layer.palette if name in palette)
    specs: dict[str, OptionSpec] = {}
    values: dict[str, OptionValue] = {}
    settings = [(key, text, places.get(key, Position("school.yml"))) for key, text in given]
    for theme, own_specs, own_given in [
        *((layer.name, layer.specs, layer.given) for layer in reversed(folders)),
        (next((layer.name for layer in folders if layer.where != SCHOOL_WHERE), ""), [], settings),
    ]:
        for spec in own_specs:
            known = replace(spec, choices=tuple(dict.fromkeys(names))) if spec.type == "colour" else spec
            specs[spec.name], values[spec.name] = known, spec.default
        for key, text, at in own_given:
            asked = specs.get(key)
            if asked is None:
                near = nearest(key, specs)
                found.append(rules.THEME_OPTION.at(at, found=key, theme=theme, nearest=near, choices=", ".join(specs)))
                continue
            value = asked.read(text)
            if asked.type == "file" and value and value not in assets:
                value = None
            if value is None:
                found.append(
                    rules.THEME_OPTION_VALUE.at(at, found=text, option=key, used=values[key], wanted=asked.wanted)
                )
            else:
                values[key] = value
    return tuple(specs.values()), values


def choose_colours(
    folders: Sequence[ThemeFolder],
    specs: Sequence[OptionSpec],
    values: Mapping[str, OptionValue],
    found: list[Diagnostic],
) -> dict[str, Pair]:
    """Find every colour of the theme, by day and by night; what cannot be read is mended and told.

    Reports: PG862.
    """
    palette: dict[str, Pair] = {}
    colours: dict[str, Pair] = {}
    told_at: dict[str, Position] = {}
    for layer in reversed(folders):
        palette.update(layer.palette)
        colours.update(layer.colours)
        told_at.update(layer.colours_at)
    for spec in specs:
        if spec.type == "colour":
            value = str(values[spec.name])
            own = palette.get(value) or ((value, value) if value.startswith("#") else None)
            colours.update({spec.name: own} if own else {})
            told_at[spec.name] = told_at.get(value, Position("school.yml"))
    made, mended = mend(colours)
    found.extend(
        rules.THEME_CONTRAST.at(
            told_at.get(one.name, Position("school.yml")),
            found=one.found,
            name=one.name,
            used=one.used,
            ratio=f"{one.ratio:.1f}",
        )
        for one in mended
    )
    return made
