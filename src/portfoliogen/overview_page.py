"""The overview for staff as text, as a table for a spreadsheet, and as one page to print."""

from __future__ import annotations

import base64
import csv
import hashlib
import io
from html import escape
from typing import TYPE_CHECKING

from portfoliogen.showing import visible

if TYPE_CHECKING:
    from portfoliogen.overview import Line, Overview, Section

_INTRO = (
    "For those who lead assessment. It shows what chances to show learning each course gives, not how anybody "
    "did: no counts, no ranks. No course need do everything. One question stands over it: how does this "
    "promote learning?"
)
_STYLE = """
:root { color-scheme: light dark; --ink: #1c1b1a; --paper: #fffdf9; --soft: #625d55; --line: #d9d3c8; --shade: #f4efe6;
  --accent: #7a3b12; --seen: #e3ecd8; --seen-ink: #2f4a17; }
@media (prefers-color-scheme: dark) { :root { --ink: #ece8e1; --paper: #191817; --soft: #a9a297; --line: #3d3a36;
  --shade: #24221f; --accent: #f0b384; --seen: #2b3a1f; --seen-ink: #cfe3b4; } }
@page { size: A4 landscape; margin: 12mm; }
* { box-sizing: border-box; }
body { margin: 0 auto; padding: 2.5rem 1.25rem 5rem; max-width: 72rem; background: var(--paper); color: var(--ink);
  font: 1rem/1.5 system-ui, sans-serif; overflow-wrap: anywhere; }
header p { max-width: 46rem; color: var(--soft); }
h1 { font-size: 2rem; line-height: 1.15; margin: 0 0 .5rem; letter-spacing: -.01em; }
h2 { font-size: 1.3rem; margin: 3rem 0 .6rem; }
nav ul { display: flex; flex-wrap: wrap; gap: .4rem 1.2rem; list-style: none; padding: 0; margin: 1rem 0 0; }
a { color: var(--accent); }
.scroll { overflow-x: auto; }
table { width: 100%; border-collapse: collapse; }
th, td { text-align: start; vertical-align: top; padding: .65rem .75rem .65rem 0;
  border-bottom: 1px solid var(--line); }
thead th { font-size: .85rem; color: var(--soft); font-weight: 600; border-bottom: 2px solid var(--line); }
tbody th { font-weight: 650; width: 15%; }
.seen, .missing { width: 27%; }
ul.words { list-style: none; margin: 0; padding: 0; display: flex; flex-wrap: wrap; gap: .3rem; }
ul.words li { padding: .05rem .55rem; border-radius: 1rem; font-size: .92rem; }
.seen li { background: var(--seen); color: var(--seen-ink); }
.missing li { border: 1px dashed var(--line); color: var(--soft); }
.action { font-weight: 550; }
.none { color: var(--soft); }
@media (max-width: 44rem) {
  thead { position: absolute; clip-path: inset(50%); width: 1px; height: 1px; overflow: hidden; }
  tr { display: block; padding: .8rem 0; border-bottom: 1px solid var(--line); }
  th, td, tbody th, .seen, .missing { display: block; width: auto; border: 0; padding: .15rem 0; }
  td[data-label]::before { content: attr(data-label); display: block; font-size: .8rem; color: var(--soft); } }
@media print { :root { color-scheme: light; --ink: #000; --paper: #fff; --soft: #444; --shade: #fff; --accent: #000;
  --seen: #fff; --seen-ink: #000; --line: #999; }
  body { font-size: 9.5pt; line-height: 1.35; padding: 0; max-width: none; } nav { display: none; }
  h2 { margin: 1.2rem 0 .3rem; break-after: avoid; } tr { break-inside: avoid; }
  th, td { padding: .3rem .5rem .3rem 0; } .seen li { border: 1px solid #999; } }
"""


def as_page(overview: Overview) -> str:
    """One page that loads and runs nothing."""
    style = base64.b64encode(hashlib.sha256(_STYLE.encode()).digest()).decode()
    title = f"Opportunities at {visible(overview.school)}"
    contents = "".join(f'<li><a href="#{one.key}">{escape(one.title)}</a></li>' for one in overview.sections)
    return "\n".join(
        [
            "<!doctype html>",
            '<html lang="en">',
            '<head><meta charset="utf-8">',
            '<meta name="viewport" content="width=device-width, initial-scale=1">',
            '<meta name="robots" content="noindex">',
            f"<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'sha256-{style}'\">",
            f"<title>{escape(title)}</title>",
            f"<style>{_STYLE}</style></head>",
            f"<body><header><h1>{escape(title)}</h1><p>{escape(_INTRO)}</p>",
            f"<p>As things stood on {overview.day.isoformat()}. For staff; not part of any profile.</p></header>",
            f'<nav aria-label="Sections"><ul>{contents}</ul></nav>',
            "<main>",
            *(_section(one) for one in overview.sections),
            "</main></body></html>\n",
        ]
    )


def _section(section: Section) -> str:
    seen, missing = _headings(section)
    head = "".join(
        f'<th scope="col">{escape(one)}</th>' for one in (section.of, seen, missing, "What a learner can do")
    )
    rows = "\n".join(_row(line, seen, missing) for line in section.lines)
    return (
        f'<section aria-labelledby="{section.key}"><h2 id="{section.key}">{escape(section.title)}</h2>'
        f'<div class="scroll"><table><thead><tr>{head}</tr></thead>\n<tbody>\n{rows}\n</tbody></table></div></section>'
    )


def _headings(section: Section) -> tuple[str, str]:
    if section.key == "waiting":
        return "Has begun", "To help begin"
    if section.key == "year":
        return "Gathered", "Gathered the year before, not in this one"
    return f"Seen: {section.what}", "Not yet"


def _row(line: Line, seen: str, missing: str) -> str:
    return (
        f'<tr><th scope="row"><bdi>{_text(line.name)}</bdi></th>'
        f'<td class="seen" data-label="{escape(seen)}">{_words(line.seen)}</td>'
        f'<td class="missing" data-label="{escape(missing)}">{_words(line.missing)}</td>'
        f'<td class="action" data-label="What a learner can do">{_text(line.action)}</td></tr>'
    )


def _words(words: tuple[str, ...]) -> str:
    if not words:
        return '<span class="none">–</span>'
    return f'<ul class="words">{"".join(f"<li><bdi>{_text(one)}</bdi></li>" for one in words)}</ul>'


def _text(text: str) -> str:
    return escape(visible(text))


def as_table(overview: Overview) -> str:
    """A table for a spreadsheet; a cell that would be taken for a formula is made plain text."""
    made = io.StringIO()
    writer = csv.writer(made, lineterminator="\n")
    writer.writerow(["view", "name", "seen", "not yet", "what a learner can do"])
    for section in overview.sections:
        for line in section.lines:
            cells = (section.key, line.name, "; ".join(line.seen), "; ".join(line.missing), line.action)
            writer.writerow([_plain(cell) for cell in cells])
    return made.getvalue()


def _plain(cell: str) -> str:
    return f"'{cell}" if cell[:1] in "=+-@\t\r" and cell else cell


def as_words(overview: Overview) -> str:
    """Text for a terminal."""
    lines = [f"Opportunities at {visible(overview.school)}", ""]
    for section in overview.sections:
        lines.append(section.title)
        for line in section.lines:
            seen = ", ".join(map(visible, line.seen)) or ("nothing yet" if section.key != "waiting" else "")
            missing = ", ".join(map(visible, line.missing))
            told = "; ".join(
                filter(
                    None,
                    (
                        seen,
                        f"not yet: {missing}"
                        if missing and seen != "nothing yet" and section.key != "waiting"
                        else missing
                        if section.key == "waiting"
                        else "",
                    ),
                )
            )
            lines += [f"  {visible(line.name)}: {told}", f"    Next: {visible(line.action)}"]
        lines.append("")
    return "\n".join(lines)
