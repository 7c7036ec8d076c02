"""Addresses within a profile: readable, unique, stable, safe in any script."""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING

from portfoliogen.patterns import pattern
from portfoliogen.text import slug

if TYPE_CHECKING:
    from collections.abc import Iterable

    from portfoliogen.model.learner import Entry

_DATE_LEAD = pattern(r"^\(?(?:19|20)\d{2}(?:[-_. ]?\d{1,2}){0,2}\)?[\s_.,:;–—-]+(?=\S)")
_NAMELESS = pattern(r"^(?:readme|index|untitled|document|img|image|dsc|pxl|scan|media)?[\W\d_]*$", re.IGNORECASE)
_EXPORT_DIGEST = pattern(r"\s+[0-9a-f]{32}$")


def page(*parts: str) -> str:
    """The path of a page: its folders, and the index that a browser finds there without a server."""
    return "/".join((*parts, "index.html"))


def entry_pages(entries: Iterable[Entry]) -> dict[str, str]:
    """The path of each entry's page by entry key.

    An address comes from the entry's `id`, else from its file's or folder's name without the date, else
    from its title. Where two would be alike, the earlier entry keeps it and the later one gets its
    folder's name in front. Only entries that the audience sees count, so a hidden one leaves no trace.
    """
    taken: set[str] = set()
    pages: dict[str, str] = {}
    for entry in sorted(entries, key=lambda one: (not one.id, one.date.first if one.date else dt.date.max, one.key)):
        name = _unique(entry, taken)
        taken.add(name)
        pages[entry.key] = page("entries", name)
    return pages


def moved_pages(entries: Iterable[Entry], pages: dict[str, str]) -> dict[str, str]:
    """Former addresses that an entry's `aliases` keep alive: former path → path of the page."""
    taken = set(pages.values())
    moved: dict[str, str] = {}
    for entry in entries:
        for alias in entry.aliases:
            former = page("entries", slug(alias.strip("/").rpartition("/")[2]))
            if former not in taken:
                taken.add(former)
                moved[former] = pages[entry.key]
    return moved


def _unique(entry: Entry, taken: set[str]) -> str:
    name = slug(entry.id) if entry.id else _name(entry)
    if name not in taken:
        return name
    parts = entry.key.split("/")
    if len(parts) > 1:
        name = slug(f"{parts[-2]} {name}")
    number, base = 2, name
    while name in taken:
        name, number = f"{base}-{number}", number + 1
    return name


def _name(entry: Entry) -> str:
    last = _EXPORT_DIGEST.sub("", entry.key.rpartition("/")[2])
    plain = _DATE_LEAD.sub("", last)
    if _NAMELESS.match(plain):
        plain = entry.title or last
    return slug(plain)
