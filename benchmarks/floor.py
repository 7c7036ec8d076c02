"""The least that a Python build of the same entries can do: parse, render, write, nothing else.

python benchmarks/floor.py SCHOOL OUT
"""

from __future__ import annotations

import sys
from pathlib import Path

import jinja2
import yaml
from markdown_it import MarkdownIt

ENTRY = """<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{{ title }}</title></head><body>
<nav><ul>{% for link in nav %}<li><a href="{{ link }}">{{ link }}</a></li>{% endfor %}</ul></nav>
<main><h1>{{ title }}</h1><p>{{ date }}</p><ul>{% for tag in tags %}<li>{{ tag }}</li>{% endfor %}</ul>
{{ html|safe }}</main></body></html>"""
HOME = """<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{{ name }}</title></head><body><h1>{{ name }}</h1>
<ul>{% for entry in entries %}<li><a href="{{ entry.slug }}/index.html">{{ entry.title }}</a> {{ entry.date }}</li>
{% endfor %}</ul></body></html>"""
NAV = [f"page {number}" for number in range(12)]


def main() -> None:
    """Write one page for each entry and one for each learner."""
    school, out = Path(sys.argv[1]), Path(sys.argv[2])
    environment = jinja2.Environment(autoescape=True)
    entry_page, home_page = environment.from_string(ENTRY), environment.from_string(HOME)
    markdown = MarkdownIt("commonmark", {"html": False}).enable("table")
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    for home in sorted((school / "learners").glob("*/*")):
        entries = []
        target = out / home.name
        for file in sorted(home.glob("2*.md")):
            _, front, text = file.read_text("utf-8").split("---\n", 2)
            fields = yaml.load(front, loader)  # noqa: S506 - a safe loader, of our own corpus
            slug = file.stem.replace(" ", "-")
            (target / slug).mkdir(parents=True)
            tags = [*fields["strands"], *fields["skills"]]
            page = entry_page.render(
                title=fields["title"], date=fields["date"], tags=tags, nav=NAV, html=markdown.render(text)
            )
            (target / slug / "index.html").write_bytes(page.encode())
            entries.append({"slug": slug, "title": fields["title"], "date": fields["date"]})
        (target / "index.html").write_bytes(home_page.render(name=home.name, entries=entries).encode())


if __name__ == "__main__":
    main()
