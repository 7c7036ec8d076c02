"""The least that a Python build of the same entries can do: parse, render, write, nothing else.

    python benchmarks/floor.py SCHOOL OUT [PROCESSES]

A page for each entry and learner, and for each learner a list of entries for each strand and skill. No checks,
no sanitiser, no consent, no incremental build: a bound, not a product.
"""

from __future__ import annotations

import multiprocessing
import sys
from functools import cache, partial
from pathlib import Path
from typing import Any

import jinja2
import yaml
from markdown_it import MarkdownIt

ENTRY = """<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{{ title }}</title></head><body>
<nav><ul>{% for link in nav %}<li><a href="{{ link }}">{{ link }}</a></li>{% endfor %}</ul></nav>
<main><h1>{{ title }}</h1><p>{{ date }}</p><ul>{% for tag in tags %}<li>{{ tag }}</li>{% endfor %}</ul>
{{ html|safe }}</main></body></html>"""
LIST = """<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{{ name }}</title></head><body><h1>{{ name }}</h1>
<nav><ul>{% for link in nav %}<li><a href="{{ link }}">{{ link }}</a></li>{% endfor %}</ul></nav>
<ul>{% for entry in entries %}<li><a href="{{ entry.slug }}/index.html">{{ entry.title }}</a> {{ entry.date }}</li>
{% endfor %}</ul></body></html>"""


@cache
def tools() -> tuple[jinja2.Template, jinja2.Template, MarkdownIt]:
    """The templates and the parser, once for each process."""
    environment = jinja2.Environment(autoescape=True)
    markdown = MarkdownIt("commonmark", {"html": False}).enable("table")
    return environment.from_string(ENTRY), environment.from_string(LIST), markdown


def build(out: Path, home: Path) -> None:
    """The pages of one learner."""
    entry_page, list_page, markdown = tools()
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    target = out / home.name
    nav = [f"page {number}" for number in range(12)]
    lists: dict[str, list[dict[str, Any]]] = {".": []}
    for file in sorted(home.glob("2*.md")):
        _, front, text = file.read_text("utf-8").split("---\n", 2)
        fields = yaml.load(front, loader)  # noqa: S506 - a safe loader, of our own corpus
        slug = file.stem.replace(" ", "-")
        (target / slug).mkdir(parents=True)
        tags = [*fields["strands"], *fields["skills"]]
        page = entry_page.render(
            title=fields["title"], date=fields["date"], tags=tags, nav=nav, html=markdown.render(text)
        )
        (target / slug / "index.html").write_bytes(page.encode())
        for tag in (".", *tags):
            lists.setdefault(tag, []).append({"slug": slug, "title": fields["title"], "date": fields["date"]})
    for tag, entries in lists.items():
        (target / tag).mkdir(exist_ok=True)
        page = list_page.render(name=f"{home.name} {tag}", nav=nav, entries=entries)
        (target / tag / "index.html").write_bytes(page.encode())


def main() -> None:
    """Build all learners, in one process or several."""
    school, out = Path(sys.argv[1]), Path(sys.argv[2])
    processes = int(sys.argv[3]) if len(sys.argv) > 3 else 1
    homes = sorted((school / "learners").glob("*/*"))
    if processes == 1:
        for home in homes:
            build(out, home)
        return
    with multiprocessing.Pool(processes) as pool:
        pool.map(partial(build, out), homes, chunksize=1)


if __name__ == "__main__":
    main()
