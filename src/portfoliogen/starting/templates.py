"""Templates for entries, one for each kind of a framework, in Markdown and in Word."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from portfoliogen.framework import plain
from portfoliogen.read.prompts import MARKS
from portfoliogen.starting.word import Field, Paragraph, Prompt, write_docx
from portfoliogen.yaml_fields import parse

if TYPE_CHECKING:
    from collections.abc import Mapping

    from portfoliogen.model.framework import Framework, Kind

LANGUAGES = ("en", "cy")
_FIELDS = ("title", "date", "where", "strands", "skills")


@lru_cache(maxsize=4)
def words(language: str) -> Mapping[str, str]:
    """The words of templates and sheets in a language; English where it has none."""
    folder = Path(__file__).parent
    texts = dict(plain(parse((folder / "words.en.yml").read_text("utf-8"), "words.en.yml")))
    if language in LANGUAGES and language != "en":
        texts |= plain(parse((folder / f"words.{language}.yml").read_text("utf-8"), f"words.{language}.yml"))
    return texts


def prompts_of(kind: Kind, language: str) -> tuple[str, ...]:
    """The prompts of a kind in a language, each as one line that the reader of entries knows as a prompt."""
    told = words(language)
    mark = MARKS.get(language, MARKS["en"])
    asked = kind.prompts or (told["any-prompt"],)
    return tuple(f"{mark}: {told.get(one, one)}" for one in asked)


def markdown_template(kind: Kind, language: str, values: Mapping[str, str] | None = None) -> str:
    """An entry file with the fields that matter and the kind's prompts.

    Args:
        values: Fields that are known already, by name; they are written after the usual ones.
    """
    told = words(language)
    known = {"where": "school", "kind": kind.key, **(values or {})}
    lines = ["---"]
    for field in _FIELDS:
        value = quoted(known.pop(field, ""))
        help_text = told.get(f"help-{field}", "")
        lines.append(f"{field}:{f' {value}' if value else ''}" + (f"   # {help_text}" if help_text else ""))
    lines += [f"{field}: {quoted(value)}" for field, value in known.items() if value]
    lines += ["---", ""]
    for prompt in prompts_of(kind, language):
        lines += [f"> {prompt}", "", ""]
    return "\n".join(lines)


def quoted(value: str) -> str:
    """A text as YAML takes it, with quotes only where it needs them."""
    plain_signs = value and value[0].isalnum() and not {":", "#", '"'} & set(value) and value == value.strip()
    special = value.casefold() in {"yes", "no", "true", "false", "null", "on", "off"}
    if not value or (plain_signs and not special):
        return value
    escaped = value.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def word_template(kind: Kind, language: str) -> bytes:
    """The same as a Word file: header lines at the top, then prompts with room below them."""
    told = words(language)
    fields = [Field(told[f"label-{field}"] if language == "en" else field.capitalize()) for field in _FIELDS]
    blocks = (
        *fields,
        Field("Kind", kind.name),
        Paragraph(),
        *(block for one in prompts_of(kind, language) for block in (Prompt(one), Paragraph(), Paragraph())),
    )
    return write_docx(blocks, language)


def template_files(framework: Framework, language: str) -> dict[str, bytes]:
    """All templates of a framework, by their paths."""
    made: dict[str, bytes] = {}
    for kind in framework.kinds:
        name = kind.name_in(language).partition(" (")[0].replace("/", "-")
        made[f"templates/Markdown/{name}.md"] = markdown_template(kind, language).encode()
        made[f"templates/Word/{name}.docx"] = word_template(kind, language)
    return made
