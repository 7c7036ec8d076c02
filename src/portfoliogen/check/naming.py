"""An entry's title, summary and date, from its fields, else from its text, its name and its folders."""

from __future__ import annotations

import datetime as dt
import re

from portfoliogen.check.dates import date_in_name, day_of, school_year_in_name
from portfoliogen.check.gather import Gathered, is_index, is_meaningless
from portfoliogen.check.layers import EntryContext, Layered, shown
from portfoliogen.diagnostics import Diagnostic, Position
from portfoliogen.diagnostics.rules import fields as rules
from portfoliogen.model.documents import Body
from portfoliogen.model.learner import DateSource, MediaItem, Span
from portfoliogen.patterns import pattern
from portfoliogen.text import one_line

SUMMARY_LENGTH = 220
_SENTENCE_END = pattern(r"[.!?…。！？؟][\"'”’)]*\s")
_EXPORT_DIGEST = pattern(r"\s+[0-9a-f]{32}$")


def title_of(layered: Layered, made: Gathered, body: Body) -> str:
    """The title; empty where neither the text nor a name says one."""
    title = layered.of("title").text("title")
    if title:
        return _clean_title(title)
    if body.first_heading:
        return _clean_title(body.first_heading)
    path = made.path if made.document is None or not is_index(made.document) else made.folder
    stem = path.rpartition("/")[2]
    if made.document is not None and not is_index(made.document):
        stem = made.document.source.stem
    elif made.document is None and made.media and made.path == made.media[0][0].path:
        stem = made.media[0][0].stem
    if made.loose or is_meaningless(stem) or stem in {"", "."}:
        return ""
    _, rest = date_in_name(stem)
    rest = _EXPORT_DIGEST.sub("", rest)
    rest = re.sub(r"^(?:copy of|copie de|copia de)\s+", "", rest, flags=re.IGNORECASE)
    rest = re.sub(r"\s*\(\d{1,2}\)$", "", rest)
    if " " not in rest:
        rest = re.sub(r"[-_]+", " ", rest)
    plain = rest.strip(" -_.")
    return _clean_title(plain[:1].upper() + plain[1:]) if plain else ""


def summary_of(written: str, body: Body) -> str:
    """What was written as a summary, else the beginning of the text, cut at a sentence."""
    text = written or body.first_paragraph
    text = re.sub(r"(?:^|\s)#[^\W\d_][\w-]*", "", text).strip() if "#" in text else text
    if len(text) <= SUMMARY_LENGTH:
        return text
    cut = text[:SUMMARY_LENGTH]
    ends = [match.end() for match in _SENTENCE_END.finditer(f"{cut} ")]
    if ends and ends[-1] > 60:
        return cut[: ends[-1]].strip()
    return cut[: cut.rfind(" ")].rstrip(" ,;:–-") + "…" if " " in cut[60:] else cut + "…"


def _clean_title(text: str) -> str:
    """A title without a Google export's escapes and marks."""
    plain = one_line(text)
    if "\\" in plain:
        plain = re.sub(r"\\([-\\`*_{}\[\]()#+.!=<>~|])", r"\1", plain)
    if plain.startswith("**"):
        plain = re.sub(r"^\*\*(.+)\*\*$", r"\1", plain)
    return plain[:300]


def date_of(
    layered: Layered, made: Gathered, media: tuple[MediaItem, ...], context: EntryContext, found: list[Diagnostic]
) -> tuple[Span | None, DateSource | None]:
    """When it was, and who said so: field, name, folder, pictures, in this order.

    Reports: PG217.
    """
    layer = layered.of("date")
    if layer.has("date"):
        span = layer.span("date", context.today)
        if span is not None:
            return span, DateSource.STAFF if layered.is_staffs("date") else DateSource.FIELD
        return None, DateSource.FIELD  # told already: one cause, one diagnostic
    parts = [part for part in made.key.split("/") if part]
    if made.document is not None and not is_index(made.document):
        parts = [*made.document.source.folder.split("/"), made.document.source.stem]
    elif made.document is None and made.media and made.path == made.media[0][0].path:
        parts = [*made.media[0][0].folder.split("/"), made.media[0][0].stem]
    for number, part in enumerate(reversed(parts)):
        span, _ = date_in_name(part)
        if span is not None and dt.date(1950, 1, 1) <= span.first <= context.today:
            return span, DateSource.NAME if number == 0 else DateSource.FOLDER
    taken = (
        day_of(item.facts.captured) if item.facts.captured else date_in_name(item.source.stem)[0] for item in media
    )
    days = sorted(day for day in taken if day is not None and day.first <= context.today)
    if days:
        return days[0], DateSource.MEDIA
    for part in reversed(parts):
        span = school_year_in_name(part, context.school.year_starts)
        if span is not None and span.first <= context.today:
            return span, DateSource.FOLDER
    if context.with_empty_dates_told:
        at = Position(made.document.source.shown, 1, 1) if made.document else Position(shown(made))
        day = context.today.isoformat()
        found.append(rules.UNDATED.at(at, line=f"date: {day}" if made.document else "", example=day))
    return None, None
