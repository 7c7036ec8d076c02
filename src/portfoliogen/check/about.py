"""The learner's own page: profile.md, with their words, portrait, film, highlights and statements."""

from __future__ import annotations

from typing import TYPE_CHECKING

from portfoliogen.check import records
from portfoliogen.check.layers import EntryContext
from portfoliogen.check.media import Said, media_items, missing, said_in_field, said_in_text
from portfoliogen.check.one_page import one_page_in
from portfoliogen.check.values import Fields, texts
from portfoliogen.model import fields as names
from portfoliogen.model.learner import About
from portfoliogen.model.visibility import Visibility
from portfoliogen.text import one_line

if TYPE_CHECKING:
    from collections.abc import Callable

    from portfoliogen.check.places import Places
    from portfoliogen.check.resolve import Targets
    from portfoliogen.diagnostics import Diagnostic
    from portfoliogen.model.documents import Document
    from portfoliogen.model.sources import MediaFacts, SourceFile


def check_about(
    document: Document,
    targets: Targets,
    files: dict[str, tuple[SourceFile, MediaFacts]],
    context: EntryContext,
    is_entry: Callable[[str], bool],
) -> tuple[About, list[Diagnostic]]:
    """Check a learner's profile.md.

    Args:
        files: All media of the learner by path.
        is_entry: Whether a text names an entry.

    Reports: the PG2 rules on fields, PG451, PG452, PG501.
    """
    found: list[Diagnostic] = []
    fields = Fields(document.fields, names.PROFILE, found)
    portrait = _file(fields, "portrait", context.places, found)
    intro = _file(fields, "intro", context.places, found)
    paths = dict.fromkeys([*targets.files.values(), *filter(None, (portrait, intro))])
    said = said_in_text(document, targets.files)
    said_in_field(fields, said, context.places, document.source.folder, found)
    if portrait and portrait not in said:
        # The learner's name stands beside it, so a portrait need not be described to be understood.
        said[portrait] = Said(decorative=True)
    media = media_items([files[path] for path in paths if path in files], said, context.beside, found)
    by_path = {item.source.path: item for item in media}
    visibility = Visibility.PRIVATE if document.unreadable_fields else fields.visibility()
    highlights = tuple((word.value, word.at) for word in fields.names("highlights", is_entry))
    about = About(
        name=fields.text("name"),
        headline=fields.text("headline"),
        languages=texts(fields.words("languages")),
        body=document.body,
        portrait=by_path.get(portrait),
        intro=by_path.get(intro),
        media=tuple(media),
        highlights=highlights,
        statements=records.read_statements(fields, context.vocabulary, context.today),
        visibility=visibility,
        language=one_line(fields.text("lang")),
        files=tuple(targets.files.items()),
        links=tuple(targets.entries.items()),
        at=document.fields.at,
        one_page=one_page_in(document.fields),
    )
    return about, found


def _file(fields: Fields, field: str, places: Places, found: list[Diagnostic]) -> str:
    value = fields.scalar(field)
    if value is None or not value.text.strip():
        return ""
    hit = places.find(value.text, "")
    if not hit.path:
        found.append(missing(value.text, value.at, hit.paths, places))
    return hit.path


def used_by_about(document: Document, targets: Targets, places: Places) -> set[str]:
    """Paths of the media that the profile names, so that they are not loose."""
    fields = Fields(document.fields, names.PROFILE, [])
    named = [_file(fields, field, places, []) for field in ("portrait", "intro")]
    return {*targets.files.values(), *filter(None, named)}
