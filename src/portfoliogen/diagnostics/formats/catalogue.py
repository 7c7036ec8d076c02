"""The catalogue of all rules, as a page of the documentation: each with its words, its cure and its reason."""

from __future__ import annotations

from typing import TYPE_CHECKING

from portfoliogen.diagnostics import Rule, Severity

if TYPE_CHECKING:
    from collections.abc import Iterable
    from types import ModuleType

_TITLES = {
    "PG1": "Files and folders",
    "PG2": "Fields and text",
    "PG3": "Words of the framework",
    "PG4": "Pictures, film, sound",
    "PG5": "Links and highlights",
    "PG6": "Audience and consent",
    "PG7": "Endorsements",
    "PG8": "School, theme, settings",
    "PG9": "Our own fault, and writing",
}
_WORDS = {
    Severity.ERROR: "error: something is left out until it is mended",
    Severity.WARNING: "warning: worth mending",
    Severity.NOTE: "note: good to know",
}
_HEAD = """\
# What `check` may tell you

Every problem has a code that never changes. Here is each of them: what is said, what to do, and why it matters.
Words in braces stand for what is found in your file. This page is made from the program's own rules; a test keeps
the two equal.
"""


def as_markdown(modules: Iterable[ModuleType]) -> str:
    """All rules by code; each has a heading to link to, such as `#pg301`."""
    rules = sorted(
        (one for module in modules for one in vars(module).values() if isinstance(one, Rule)), key=lambda one: one.code
    )
    lines = [_HEAD]
    group = ""
    for rule in rules:
        if rule.code[:3] != group:
            group = rule.code[:3]
            lines.append(f"## {_TITLES.get(group, group)}\n")
        lines += [
            f"### {rule.code}",
            "",
            f"`{rule.slug}`, {_WORDS[rule.severity]}",
            "",
            f"> {_plain(rule.message)}",
            ">",
            f"> Try: {_plain(rule.hint)}",
        ]
        if rule.otherwise:
            lines += [">", f"> Or: {_plain(rule.otherwise)}"]
        lines += ["", _plain(rule.because), ""]
    return "\n".join(lines).rstrip() + "\n"


def _plain(text: str) -> str:
    """Text that Markdown shows as it stands."""
    return "".join(f"\\{sign}" if sign in "\\`*_[]<>#|" else sign for sign in " ".join(text.split()))
