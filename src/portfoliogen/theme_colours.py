"""A theme's colours, light and dark: named, checked for contrast, and written as a style sheet.

Contrast is WCAG 2.2's (1.4.3): 4.5 to 1 for text. A colour that falls short is darkened, or lightened on
a dark page, until it reaches that, with its hue kept.
"""

from __future__ import annotations

import colorsys
from typing import TYPE_CHECKING, TypeAlias

from msgspec import Struct

from portfoliogen.patterns import pattern

if TYPE_CHECKING:
    from collections.abc import Mapping

Pair: TypeAlias = "tuple[str, str]"
"""A colour by day and by night, "#rrggbb" each."""

ENOUGH = 4.5
GROUNDS = ("paper", "card")
"""What text stands on."""

TEXTS = ("ink", "soft", "accent", "s0", "s1", "s2", "s3", "s4", "s5", "s6")
"""What must be read on every ground; `s1` to `s6` are the strands'."""

_COLOUR = pattern(r"#(?:[0-9a-f]{3}|[0-9a-f]{6})")
_SHARE = pattern(r"\d{1,2}%")
_STEP = 0.005
_BREAK, _SLOPE, _SHIFT, _POWER = 0.04045, 12.92, 0.055, 2.4


class Mended(Struct, frozen=True):
    """A colour that could not be read and what stands for it."""

    name: str
    found: str
    used: str
    ratio: float


def as_colour(text: str) -> str:
    """Read "#7A1F3D" or "#abc" as "#7a1f3d"; empty where it is no colour."""
    plain = text.strip().lower()
    if not _COLOUR.fullmatch(plain):
        return ""
    return plain if len(plain) > 4 else "#" + "".join(2 * one for one in plain[1:])


def as_share(text: str) -> str:
    """Read "8%"; empty where it is no such share."""
    return text.strip() if _SHARE.fullmatch(text.strip()) else ""


def contrast(one: str, other: str) -> float:
    """How well two colours stand out from each other, from 1 to 21."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def nearest_readable(colour: str, grounds: tuple[str, ...]) -> str:
    """The colour, or the nearest of its hue that can be read on all grounds."""
    darken = sum(_luminance(one) for one in grounds) / len(grounds) > 0.18
    hue, light, depth = colorsys.rgb_to_hls(*_parts(colour))
    while True:
        text = "#" + "".join(f"{round(255 * one):02x}" for one in colorsys.hls_to_rgb(hue, light, depth))
        if light in {0.0, 1.0} or all(contrast(text, ground) >= ENOUGH for ground in grounds):
            return text
        light = max(0.0, light - _STEP) if darken else min(1.0, light + _STEP)


def mend(colours: Mapping[str, Pair]) -> tuple[dict[str, Pair], tuple[Mended, ...]]:
    """Make every colour of text readable; only what fails by day is told, since nights are worked out."""
    made, mended = dict(colours), []
    grounds = [tuple(colours[name][night] for name in GROUNDS) for night in (0, 1)]
    for name in TEXTS:
        pair = colours.get(name)
        if pair is None:
            continue
        used = (nearest_readable(pair[0], grounds[0]), nearest_readable(pair[1], grounds[1]))
        for night in (0, 1):
            ratio = min(contrast(pair[night], ground) for ground in grounds[night])
            if used[night] != pair[night] and (not night or pair[0] != pair[1]):
                mended.append(Mended(name, pair[night], used[night], ratio))
        made[name] = used
    return made, tuple(mended)


def style_of(colours: Mapping[str, Pair]) -> bytes:
    """Write the colours as custom properties, with no weight, so that any later rule may change them.

    `data-look` on the root is the reader's own choice, which profile.js keeps; paper is always light.
    """
    day, night = (";".join(f"--{name}:{pair[at]}" for name, pair in sorted(colours.items())) for at in (0, 1))
    return (
        f":where(:root){{{day}}}\n"
        f'@media screen and (prefers-color-scheme:dark){{:where(:root:not([data-look="light"])){{{night}}}}}\n'
        f'@media screen{{:where(:root[data-look="dark"]){{{night}}}}}\n'
    ).encode()


def _parts(colour: str) -> tuple[float, float, float]:
    red, green, blue = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    return red, green, blue


def _luminance(colour: str) -> float:
    red, green, blue = (
        one / _SLOPE if one <= _BREAK else ((one + _SHIFT) / (1 + _SHIFT)) ** _POWER for one in _parts(colour)
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
