"""Fields written as YAML that reads back as the same texts, in every program and for people."""

from __future__ import annotations

from typing import TYPE_CHECKING

from portfoliogen.patterns import pattern

if TYPE_CHECKING:
    from collections.abc import Mapping as AbstractMapping

_PLAIN = pattern(r"[^\W_](?:[\w ./()'’+–-]*[\w.)])?")
_WORDS_OF_YAML = frozenset({"yes", "no", "true", "false", "on", "off", "null", "y", "n"})
_LONG = 60


def scalar(text: str) -> str:
    """A text as YAML that reads as the same text everywhere."""
    if _PLAIN.fullmatch(text) and text.isprintable() and text.lower() not in _WORDS_OF_YAML:
        return text
    signs = []
    for sign in text:
        if sign in {'"', "\\"}:
            signs.append(f"\\{sign}")
        elif sign.isprintable():
            signs.append(sign)
        else:
            signs.append(f"\\U{ord(sign):08X}")
    return f'"{"".join(signs)}"'


def lines_of(fields: AbstractMapping[str, object], indent: str = "") -> list[str]:
    """Fields as lines of YAML; a text with several lines, or a long one, stands below its key."""
    made: list[str] = []
    for key, value in fields.items():
        name = scalar(key)
        if isinstance(value, dict):
            made += [f"{indent}{name}:", *lines_of(value, f"{indent}  ")]
        elif isinstance(value, str) and ("\n" in value or len(value) > _LONG) and _can_stand_below(value):
            made += [f"{indent}{name}: |-", *(f"{indent}  {line}" if line else "" for line in value.split("\n"))]
        elif value in {"yes", "no"}:
            made.append(f"{indent}{name}: {value}")
        else:
            made.append(f"{indent}{name}: {scalar(str(value))}" if value != "" else f"{indent}{name}:")
    return made


def _can_stand_below(text: str) -> bool:
    lines = text.split("\n")
    return (
        " " in text
        and not lines[0].startswith(" ")
        and all(line.isprintable() and line == line.rstrip() for line in lines)
    )
