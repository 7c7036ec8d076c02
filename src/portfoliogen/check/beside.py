"""What belongs to film, sound and pictures by its name or place: transcripts, subtitles, lists of words for pictures.

`talk.txt` and `talk.vtt` belong to `talk.m4a`; `captions.txt` and `descriptions.txt` say a line for each picture
of their folder: `IMG_0412.jpg: The second try`.
"""

from __future__ import annotations

import re
from html import unescape
from itertools import islice
from typing import TYPE_CHECKING

from msgspec import Struct, field
from msgspec.structs import replace

from portfoliogen.check.media import Said, missing, paragraphs, stem_of
from portfoliogen.check.places import Places
from portfoliogen.diagnostics import Diagnostic, Position
from portfoliogen.diagnostics.rules import descriptions as rules
from portfoliogen.diagnostics.rules import media as media_rules
from portfoliogen.model.documents import Purpose, Role
from portfoliogen.model.sources import MediaKind
from portfoliogen.patterns import pattern
from portfoliogen.text import fold, one_line

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from portfoliogen.model.documents import Document, Found
    from portfoliogen.model.sources import MediaFacts, SourceFile

MAX_LINES = 20_000
"""Nobody has more photos; and so the next three keep a list that was made to stop a build from doing so."""
_LONGEST_LINE, _MOST_CUTS, _MOST_TOLD = 2_000, 12, 20
LIVE_PHOTO_S = 4.0
_SPEAKING = (MediaKind.FILM, MediaKind.SOUND)
_INDEX = frozenset({"index", "readme"})
_BULLET = pattern(r"^\s*(?:[-*•]|\d+[.)])\s+")
_BETWEEN = pattern(r"\s*[:=\t]\s*|\s+[-–—]\s+|\s*[;,|]\s*")
_DECORATION = frozenset({"decorative", "decorative true", "decoration", "addurniadol"})
_BLOCK_END = pattern(r"</(?:p|h[1-6]|li|blockquote|div|pre|tr)>|<br ?/?>", re.IGNORECASE)
_TAG = pattern(r"<[^>]+>")


class Beside(Struct, frozen=True):
    """Texts that belong to media files.

    By path without ending, transcripts: paragraphs; captions: (language or empty text, WebVTT) of each subtitle
    file. By path, listed: what lists of words say of a file.
    """

    transcripts: dict[str, tuple[str, ...]] = field(default_factory=dict)
    captions: dict[str, tuple[tuple[str, str], ...]] = field(default_factory=dict)
    listed: dict[str, Said] = field(default_factory=dict)

    def add_listed(self, said: dict[str, Said]) -> None:
        """Complete what was said nearer by with what lists say."""
        for path, listed in self.listed.items():
            one = said.setdefault(path, Said())
            one.caption = one.caption or listed.caption
            one.decorative = one.decorative or (listed.decorative and not one.alt)
            one.alt = one.alt or listed.alt
            one.at = one.at or listed.at


def with_transcripts(found: Found) -> Found:
    """Tell transcripts from entries, where only the neighbours can say.

    `speech.md` beside `speech.mp4` is an entry of its own where it stands alone, or begins with fields; in a
    folder with an `index.md` it says what is heard.
    """
    spoken = {stem_of(source.path) for source, facts in found.media if facts.kind in _SPEAKING}
    told = {one.source.folder for one in found.documents if fold(one.source.stem) in _INDEX}
    return replace(
        found,
        documents=tuple(
            replace(one, text="\n\n".join(_plain(one)), purpose=Purpose.TRANSCRIPT)
            if one.purpose is Purpose.ENTRY
            and one.source.folder in told
            and stem_of(one.source.path) in spoken
            and not one.fields.pairs
            and not one.unreadable_fields
            else one
            for one in found.documents
        ),
    )


def with_attachments(found: Found) -> Found:
    """Tell Word files that another text shows, which are offered as files, from those that are entries.

    One that begins with fields stays an entry: they may say who may see it.
    """
    words = {one.source.path: one for one in found.documents if one.source.ending == "docx"}
    if not words:
        return found
    places = Places(words)
    shown = {
        places.find(reference.target, document.source.folder).path
        for document in found.documents
        if document.purpose is Purpose.ENTRY
        for reference in document.body.references
        if reference.role in {Role.EMBED, Role.INLINE} and reference.target.lower().endswith(".docx")
    }
    attached = {
        path
        for path, one in words.items()
        if path in shown
        and one.purpose is Purpose.ENTRY
        and not one.unreadable_fields
        and all(key.text == "title" for key, _ in one.fields.pairs)
    }
    return replace(
        found,
        documents=tuple(one for one in found.documents if one.source.path not in attached),
        media=tuple(
            (source, facts)
            for source, facts in found.media
            if (source.path in attached or source.path not in words)
            and not (source.inline is not None and source.folder in attached)
        ),
    )


def _plain(document: Document) -> list[str]:
    html = "".join(piece if isinstance(piece, str) else "" for piece in document.body.pieces)
    return [" ".join(unescape(_TAG.sub("", part)).split()) for part in _BLOCK_END.split(html)]


def beside(found: Found, places: Places, problems: list[Diagnostic]) -> Beside:
    """What belongs to which media file.

    Reports: PG453, PG455, PG501, PG503.
    """
    stems = {stem_of(source.path) for source, _ in found.media}
    transcripts = {
        stem_of(one.source.path).removesuffix(".transcript"): paragraphs(one.text)
        for one in found.documents
        if one.purpose is Purpose.TRANSCRIPT
    }
    captions: dict[str, list[tuple[str, str]]] = {}
    for one in found.subtitles:
        # `clip.cy.vtt` belongs to `clip.mp4`, unless there is a `clip.cy.mp4`.
        whole = stem_of(one.source.path)
        named = one.language and whole not in stems
        stem, language = (stem_of(whole), one.language) if named else (whole, "")
        captions.setdefault(stem, []).append((language, one.vtt))
        transcripts.setdefault(stem, one.spoken)
        if stem not in stems:
            problems.append(rules.CAPTIONS_ALONE.at(Position(one.source.shown), name=one.source.name))
    listed: dict[str, Said] = {}
    for document in found.documents:
        if document.purpose in {Purpose.CAPTIONS, Purpose.DESCRIPTIONS}:
            problems += _read_list(document, found.media, places, listed)
    ordered = {stem: tuple(sorted(files)) for stem, files in captions.items()}
    return Beside(transcripts, ordered, listed)


def _read_list(
    document: Document, media: Iterable[tuple[SourceFile, MediaFacts]], places: Places, listed: dict[str, Said]
) -> list[Diagnostic]:
    # What a list says, added to `listed`; and what was not understood in it.
    folder, shown = document.source.folder, document.source.shown
    near = [one for one in media if one[0].path.startswith(f"{folder}/" if folder else "")]
    by_stem: dict[str, set[str]] = {}
    # A picture and the film of its Live Photo have one name; the picture is meant.
    for source, facts in sorted(near, key=lambda one: one[1].kind is not MediaKind.PICTURE):
        if facts.kind is MediaKind.PICTURE or fold(source.stem) not in by_stem:
            by_stem.setdefault(fold(source.stem), set()).add(source.path)
    problems: list[Diagnostic] = []
    last: Said | None = None
    for number, line in enumerate(document.text.splitlines()[:MAX_LINES], 1):
        words = line.strip()
        if not words or words.startswith(("#", "//")):
            last = None
        elif line[0].isspace() and last is not None:
            _say(last, document.purpose, words)
        else:
            name, words, path = _named(_BULLET.sub("", line.strip()), folder, places, by_stem)
            last = None
            if path:
                last = listed.setdefault(path, Said(at=Position(shown, number, 1)))
                _say(last, document.purpose, words)
            elif words:
                problems.append(missing(name, Position(shown, number, 1), places.find(name, folder).paths, places))
            else:
                example = near[0][0].name if near else "IMG_0412.jpg"
                problems.append(
                    rules.CAPTION_LINE.at(Position(shown, number, 1), found=one_line(line)[:60], example=example)
                )
    return problems[:_MOST_TOLD]


def _named(line: str, folder: str, places: Places, by_stem: dict[str, set[str]]) -> tuple[str, str, str]:
    # Name, words and path of a line. Names hold all that can stand between, so each place to cut is tried.
    first: tuple[str, str, str] = (line, "", "")
    for cut in islice(_BETWEEN.finditer(line[:_LONGEST_LINE]), _MOST_CUTS):
        name, words = line[: cut.start()].strip(" \"'“”`*_"), line[cut.end() :].strip()
        path = places.find(name, folder).path
        stems = by_stem.get(fold(name), set())
        if not path and len(stems) == 1:
            (path,) = stems
        if path and words:
            return name, words, path
        if not first[1] and any(sign.isalnum() for sign in name):
            first = (name, words, "")
    return first


def _say(said: Said, purpose: Purpose, words: str) -> None:
    words = one_line(words)
    if purpose is Purpose.CAPTIONS:
        said.caption = f"{said.caption} {words}".strip()
    elif fold(words) in _DECORATION:
        said.decorative = True
    else:
        said.alt = f"{said.alt} {words}".strip()


def without_moving_parts(
    files: Mapping[str, tuple[SourceFile, MediaFacts]], wanted: Iterable[str], problems: list[Diagnostic]
) -> tuple[tuple[SourceFile, MediaFacts], ...]:
    """Media without the seconds of film that an iPhone puts beside a photo (“Live Photo”).

    Both have the same name, which the phone gives to nothing else. Somebody who names the film wants it.

    Args:
        files: By path.
        wanted: Paths of media that a text or a field names.

    Reports: PG417.
    """
    pictures = {
        stem_of(path): source
        for path, (source, facts) in files.items()
        if facts.format in {"heic", "jpeg"} and not facts.problem
    }
    named = set(wanted)
    kept = []
    for path, (source, facts) in files.items():
        picture = pictures.get(stem_of(path))
        short = facts.format == "mov" and 0 < (facts.duration_s or 0) <= LIVE_PHOTO_S
        if picture is not None and short and path not in named:
            problems.append(media_rules.LIVE_PHOTO.at(Position(source.shown), name=source.name, picture=picture.name))
        else:
            kept.append((source, facts))
    return tuple(kept)
