"""Diagnostics as one page for staff: by learner, to read, print or keep. It loads and runs nothing."""

from __future__ import annotations

import base64
import hashlib
from html import escape
from itertools import groupby
from typing import TYPE_CHECKING

from portfoliogen.diagnostics import Severity
from portfoliogen.diagnostics.formats.grouping import owner_finder, owner_of
from portfoliogen.diagnostics.formats.terminal import excerpt_window, summary_line
from portfoliogen.showing import visible
from portfoliogen.text import natural_key

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from portfoliogen.diagnostics import Diagnostic

_WORDS = {Severity.ERROR: "To mend", Severity.WARNING: "To look at", Severity.NOTE: "Good to know"}
_STYLE = """
:root { color-scheme: light dark; --ink: #1c1b1a; --paper: #fffdf9; --soft: #625d55; --line: #d9d3c8;
  --shade: #f4efe6; --accent: #7a3b12; }
@media (prefers-color-scheme: dark) { :root { --ink: #ece8e1; --paper: #191817; --soft: #a9a297;
  --line: #3d3a36; --shade: #24221f; --accent: #f0b384; } }
body { margin: 0 auto; padding: 2rem 1rem 4rem; max-width: 50rem; background: var(--paper); color: var(--ink);
  font: 1rem/1.5 system-ui, sans-serif; overflow-wrap: anywhere; }
h1 { font-size: 1.6rem; line-height: 1.2; margin: 0 0 .5rem; }
h2 { font-size: 1.2rem; margin: 2.5rem 0 .5rem; padding-top: .75rem; border-top: 2px solid var(--line); }
ul { list-style: none; margin: 0; padding: 0; }
li { margin: 0 0 1rem; padding: .75rem 1rem; border-inline-start: .25rem solid var(--line);
  background: var(--shade); break-inside: avoid; }
li.error { border-color: var(--accent); }
p { margin: .25rem 0; }
.place, .kind { color: var(--soft); font-size: .9rem; }
.kind b { color: var(--accent); }
.message { font-weight: 600; }
pre { margin: .5rem 0; padding: .5rem; overflow-x: auto; background: var(--paper);
  border: 1px solid var(--line);
  font: .85rem/1.35 monospace; }
a { color: inherit; }
@media print { body { max-width: none; padding: 0; } nav { display: none; } li { background: none; } }
"""


def as_html(
    diagnostics: Sequence[Diagnostic],
    *,
    school_name: str = "",
    learners: Iterable[str] = (),
) -> str:
    """Make one page of all problems, learners in alphabetical order.

    Args:
        learners: Names of learners; a problem in none of their folders stands under its folder's name.
    """
    owners = owner_finder(learners)
    pairs = sorted(
        ((owner_of(one, owners), one) for one in diagnostics),
        key=lambda pair: (pair[0] != "", natural_key(pair[0]), pair[0], pair[1].sort_key),
    )
    groups = [(owner, [one for _, one in group]) for owner, group in groupby(pairs, key=lambda pair: pair[0])]
    sections = [_section(number, owner, found) for number, (owner, found) in enumerate(groups, 1)]
    title = f"What to look at in {visible(school_name)}" if school_name else "What to look at"
    style = base64.b64encode(hashlib.sha256(_STYLE.encode()).digest()).decode()
    return "\n".join(
        [
            "<!doctype html>",
            '<html lang="en">',
            '<head><meta charset="utf-8">',
            '<meta name="viewport" content="width=device-width, initial-scale=1">',
            '<meta name="robots" content="noindex">',
            '<meta http-equiv="Content-Security-Policy"',
            f" content=\"default-src 'none'; style-src 'sha256-{style}'\">",
            f"<title>{escape(title)}</title>",
            f"<style>{_STYLE}</style></head>",
            f"<body><h1>{escape(title)}</h1>",
            "<p>For staff. Each point says where it is and what to do next.</p>",
            f"<p>In all: {escape(summary_line(diagnostics))}.</p>",
            _contents(groups),
            "<main>",
            *sections,
            "</main></body></html>\n",
        ]
    )


def _contents(groups: Sequence[tuple[str, Sequence[Diagnostic]]]) -> str:
    if not groups[1:]:
        return ""
    links = (f'<a href="#g{number}">{_name(owner)}</a>' for number, (owner, _) in enumerate(groups, 1))
    return f'<nav aria-label="Learners"><p>{" · ".join(links)}</p></nav>'


def _name(owner: str) -> str:
    return f"<bdi>{escape(visible(owner))}</bdi>" if owner else "The school's own files"


def _section(number: int, owner: str, found: Sequence[Diagnostic]) -> str:
    points = "\n".join(_point(one) for one in found)
    heading = f'<h2 id="g{number}">{_name(owner)}</h2>'
    return f'<section aria-labelledby="g{number}">{heading}\n<ul>\n{points}\n</ul></section>'


def _point(one: Diagnostic) -> str:
    place = f", line {one.at.line}" if one.at.line else ""
    parts = [
        f'<li class="{one.severity}"><p class="kind"><b>{_WORDS[one.severity]}</b> · {escape(one.code)}</p>',
        f'<p class="message">{_text(one.message)}</p>',
    ]
    if one.hint:
        parts.append(f'<p class="hint">{_text(one.hint)}</p>')
    if one.at.path:
        parts.append(f'<p class="place"><bdi>{_text(one.at.path)}</bdi>{place}</p>')
    if one.excerpt:
        shown, caret = excerpt_window(one.excerpt, one.at.column)
        mark = f"\n{' ' * caret}^" if one.at.column else ""
        parts.append(f'<pre dir="ltr">{escape(shown)}{mark}</pre>')
    return "".join(parts) + "</li>"


def _text(text: str) -> str:
    return escape(visible(text))
