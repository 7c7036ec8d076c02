"""What is said about an entry's media: descriptions, captions, transcripts, subtitles."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from msgspec import Struct, field

from portfoliogen.check.values import Fields, visibility_of, words_of, yes_of
from portfoliogen.diagnostics import Diagnostic, Position
from portfoliogen.diagnostics.rules import descriptions as rules
from portfoliogen.diagnostics.rules import links as link_rules
from portfoliogen.model.documents import Mapping, Role, Scalar, Sequence
from portfoliogen.model.learner import MediaItem
from portfoliogen.model.sources import MediaKind
from portfoliogen.model.visibility import Visibility
from portfoliogen.patterns import pattern
from portfoliogen.text import fold, nearest, one_line

if TYPE_CHECKING:
    from portfoliogen.check.beside import Beside
    from portfoliogen.check.places import Places
    from portfoliogen.model.documents import Document, Tree
    from portfoliogen.model.sources import MediaFacts, SourceFile

_SAYS = ("alt", "caption", "transcript", "people", "decorative", "still", "visibility")
_NO_ALT = pattern(
    r"^(?:image|img|photo|picture|alt[_ ]?text|untitled|screenshot.*|screen shot.*|img[_ ]?\d.*|image[_ ]?\d.*|"
    r"dsc.*\d.*|pasted image.*|[\w\s().-]+\.(?:jpe?g|png|gif|webp|heic|bmp|tiff?)|\d[\d\s_.-]*)?$",
    re.IGNORECASE,
)
_NO_CAPTION = frozenset({"image tooltip", "image_tooltip", "title"})
_SPEAKING = (MediaKind.FILM, MediaKind.SOUND)


class Said(Struct):
    """What was said about one file, gathered from wherever it was said."""

    alt: str = ""
    caption: str = ""
    decorative: bool = False
    still: bool = False
    people: tuple[str, ...] = ()
    visibility: Visibility | None = None
    transcript: str = ""
    in_text: bool = False
    at: Position | None = None
    extra: dict[str, str] = field(default_factory=dict)


def usable_alt(text: str) -> str:
    """A description as it may be shown; what a program put there says nothing."""
    plain = one_line(text)
    return "" if _NO_ALT.match(plain) else plain


def said_in_text(document: Document | None, files: dict[str, str]) -> dict[str, Said]:
    """What the Markdown says of each file; `files` resolves targets to paths."""
    said: dict[str, Said] = {}
    for reference in document.body.references if document else ():
        path = files.get(reference.target)
        if path is None or reference.role in {Role.LINK, Role.LINK_END}:
            continue
        one = said.setdefault(path, Said())
        one.alt = one.alt or usable_alt(reference.alt)
        caption = one_line(reference.caption)
        one.caption = one.caption or ("" if fold(caption) in _NO_CAPTION else caption)
        one.in_text = True
        one.at = one.at or reference.at
    return said


def said_in_field(fields: Fields, said: dict[str, Said], places: Places, folder: str, found: list[Diagnostic]) -> None:
    """Add what the field `media` says, per file."""
    tree = fields.tree_of("media")
    pairs: list[tuple[Scalar, Tree]] = []
    if isinstance(tree, Mapping):
        pairs = list(tree.pairs)
    elif isinstance(tree, Sequence):
        for item in tree.items:
            if isinstance(item, Mapping):
                named = {fold(key.text): value for key, value in item.pairs}
                name = named.get("file") or named.get("name")
                if isinstance(name, Scalar):
                    pairs.append((name, item))
                elif len(item.pairs) == 1:
                    pairs.append(item.pairs[0])
    for name, value in pairs:
        hit = places.find(name.text, folder)
        if not hit.path:
            found.append(missing(name.text, name.at, hit.paths, places))
            continue
        one = said.setdefault(hit.path, Said())
        one.at = one.at or name.at
        if isinstance(value, Scalar):
            one.alt = one.alt or one_line(value.text)
        elif isinstance(value, Mapping):
            _details(value, one, found)


def _details(value: Mapping, one: Said, found: list[Diagnostic]) -> None:
    for key, detail in value.pairs:
        word = fold(key.text)
        if word in {"file", "name"}:
            continue
        if word == "visibility":
            one.visibility = visibility_of(detail, found)
        elif word == "people":
            one.people = tuple(person.value for person in words_of(detail, "people", found))
        elif not isinstance(detail, Scalar):
            continue
        elif word in {"alt", "caption"}:
            setattr(one, word, one_line(detail.text))
        elif word == "transcript":
            one.transcript = detail.text
        elif word in {"decorative", "still"}:
            setattr(one, word, yes_of(detail, word, found, default=False))
        else:
            found.append(
                rules.MEDIA_FIELD_UNKNOWN.at(key.at, found=one_line(key.text)[:40], nearest=nearest(key.text, _SAYS))
            )


def stem_of(path: str) -> str:
    """A path without its ending, in small letters: how files that belong together are found."""
    folder, slash, name = path.rpartition("/")
    return f"{folder}{slash}{name.rpartition('.')[0] or name}".casefold()


def missing(name: str, at: Position, candidates: tuple[str, ...], places: Places) -> Diagnostic:
    """The diagnostic for a name that led nowhere, or to several files."""
    shown = one_line(name)[:120]
    if len(candidates) > 1:
        return link_rules.MEDIA_AMBIGUOUS.at(
            at, name=shown, count=len(candidates), choices=", ".join(candidates[:3]), example=candidates[0]
        )
    return link_rules.MEDIA_NOT_FOUND.at(at, name=shown, nearest=places.nearest(name))


def media_items(
    media: list[tuple[SourceFile, MediaFacts]], said: dict[str, Said], beside: Beside, found: list[Diagnostic]
) -> tuple[MediaItem, ...]:
    """The media of an entry with all that was said about them.

    Reports: PG451, PG452.
    """
    items = []
    for source, facts in media:
        one = said.get(source.path, Said())
        stem = stem_of(source.path)
        captions = beside.captions.get(stem, ())
        transcript = paragraphs(one.transcript) or beside.transcripts.get(stem, ())
        at = one.at or Position(source.shown)
        if facts.kind is MediaKind.PICTURE and not one.alt and not one.decorative:
            # A picture within a Word file has no file of its own that a line could name.
            in_word = source.inline is not None and source.folder.casefold().endswith(".docx")
            found.append(rules.NO_ALT.at(at, name=source.name, file="" if in_word else source.name))
        if facts.kind in _SPEAKING and not transcript:
            example = f"{source.stem}.txt"
            if facts.kind is MediaKind.FILM:
                example = f"{source.stem}.vtt or {example}"
            found.append(rules.NO_TRANSCRIPT.at(at, name=source.name, example=example))
        items.append(
            MediaItem(
                source,
                facts,
                "" if one.decorative else one.alt,
                one.caption,
                one.decorative,
                one.people,
                one.visibility,
                transcript,
                captions,
                one.in_text,
                one.still,
            )
        )
    return tuple(items)


def paragraphs(text: str) -> tuple[str, ...]:
    """Plain text as paragraphs, each on one line."""
    return tuple(filter(None, (" ".join(part.split()) for part in re.split(r"\n\s*\n", text.strip()))))
