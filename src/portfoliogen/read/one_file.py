"""One file to what it says, whatever lies beside it: a text to its fields and its body, a medium to its facts."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from portfoliogen.diagnostics import Diagnostic, Position
from portfoliogen.diagnostics.rules import files as rules
from portfoliogen.diagnostics.rules import media as media_rules
from portfoliogen.model import fields as names
from portfoliogen.model.documents import Body, Document, Mapping, Purpose, Scalar, Subtitles
from portfoliogen.model.sources import MAX_TEXT_BYTES, MediaFacts, MediaKind, SourceError, SourceFile
from portfoliogen.read.encoding import decode
from portfoliogen.read.front_matter import split
from portfoliogen.read.goals import goal_parts, goal_text, with_goal_fields
from portfoliogen.read.markdown import MarkdownText, read_markdown
from portfoliogen.text import fold

if TYPE_CHECKING:
    from collections.abc import Iterable

MARKDOWN_ENDINGS = frozenset({"md", "markdown", "mdown", "mkd", "txt"})
_DOCUMENT_ENDINGS = MARKDOWN_ENDINGS | {"docx"}
CAPTION_ENDINGS = frozenset({"vtt", "srt"})
_OTHER_TEXTS = {
    "doc": "old Word",
    "odt": "OpenDocument",
    "rtf": "Rich Text",
    "pages": "Pages",
    "tex": "LaTeX",
    "html": "a web page",
    "htm": "a web page",
    "ipynb": "a notebook",
    "rst": "reStructuredText",
    "org": "Org",
}
_PASSED_OVER = frozenset(
    "py js ts css scss json xml yml yaml toml csv tsv lock log c cpp h hpp java kt swift rb go rs "
    "ino pde sh bat ps1 sql r m ipynb_checkpoints map woff woff2 ttf otf eot cfg conf gradle "
    "gitignore gitattributes gitkeep gitmodules editorconfig pyc class o obj dll so nojekyll "
    "sb3 blend blend1 stl gcode f3d unity meta prefab lrc puml plantuml hex canvas base excalidraw drawio mdc mdb "
    "vue jsx tsx svelte scss less php pl lua mod sum asm vhd v tcl scala dart f90 m4 tf ipr iml bib cls sty aux".split()
)
_SPEAKING = frozenset("m4a mp3 wav ogg oga opus flac aac amr aiff aif mp4 mov m4v webm mkv avi 3gp wma".split())
_WITHOUT_TITLE = frozenset({Purpose.AUDIENCE, Purpose.ONE_PAGE})
"""Texts of which every heading says something: a question, a part of a page."""

_NO_TITLE = "\x00"
_FIELDS = {
    Purpose.ENTRY: names.ENTRY,
    Purpose.PROFILE: names.PROFILE,
    Purpose.GOAL: names.GOAL,
    Purpose.AUDIENCE: names.AUDIENCE,
    Purpose.ONE_PAGE: names.ONE_PAGE,
}
_LISTS = {
    **dict.fromkeys(("captions", "capsiynau"), Purpose.CAPTIONS),
    **dict.fromkeys(("descriptions", "alt", "alt text", "alt texts", "disgrifiadau"), Purpose.DESCRIPTIONS),
}
_PLAIN = frozenset({Purpose.TRANSCRIPT, Purpose.CAPTIONS, Purpose.DESCRIPTIONS})
"""Texts that are no Markdown and have no fields."""


class ToRead(Struct, frozen=True):
    """A file and how to read it: what a text is for, and whether it may hold maths."""

    source: SourceFile
    purpose: Purpose
    maths: bool


class Reading(Struct, frozen=True):
    """What one file says, whatever lies beside it; pictures that were pasted into it are among its media.

    `passing`: the disk refused the file, and may give it at the next try.
    """

    documents: tuple[Document, ...] = ()
    media: tuple[tuple[SourceFile, MediaFacts], ...] = ()
    subtitles: tuple[Subtitles, ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()
    passing: bool = False


def files_to_read(files: Iterable[SourceFile], *, maths: bool) -> list[ToRead]:
    """Say of each file how to read it, and leave out those that no profile can show, whatever is in them.

    What `speech.txt` is, an entry or the transcript of `speech.m4a`, depends on its neighbours.
    """
    files = tuple(files)
    spoken = {_without_ending(one.path) for one in files if one.ending in _SPEAKING}
    return [ToRead(one, _purpose(one, spoken), maths) for one in files if not is_passed_over(one)]


def is_passed_over(source: SourceFile) -> bool:
    """Whether a file is of a kind that no profile can show."""
    ending = source.ending
    return (ending in _PASSED_OVER or not ending) and source.inline is None


def read_file(order: ToRead) -> Reading:
    """Read one file.

    Reports: the PG1 rules on files, the PG2 rules on fields and texts, the PG4 rules on media files.
    """
    source, ending = order.source, order.source.ending
    try:
        if ending in _DOCUMENT_ENDINGS:
            return _read_document(order, ending)
        return _read_subtitles(source) if ending in CAPTION_ENDINGS else _read_medium(source, ending)
    except SourceError as error:
        return _unreadable(order, ending, error)


def _unreadable(order: ToRead, ending: str, error: SourceError) -> Reading:
    source = order.source
    is_document = ending in _DOCUMENT_ENDINGS
    if is_document or ending in CAPTION_ENDINGS:
        documents = (_unread(source, order.purpose),) if is_document and order.purpose in _MAY_HIDE else ()
        told = rules.FILE_UNREADABLE.at(Position(source.shown), name=source.name, reason=error.reason)
        return Reading(documents, diagnostics=(told,), passing=error.passing)
    facts = MediaFacts(MediaKind.UNKNOWN, problem=error.reason)
    told = media_rules.MEDIA_UNREADABLE.at(Position(source.shown), name=source.name, reason=error.reason)
    return Reading(media=((source, facts),), diagnostics=(told,), passing=error.passing)


def _read_document(order: ToRead, ending: str) -> Reading:
    source, purpose = order.source, order.purpose
    documents, found = (
        _read_word(source, purpose) if ending == "docx" else _read_text(source, purpose, maths=order.maths)
    )
    media: list[tuple[SourceFile, MediaFacts]] = []
    for pasted in (one for document in documents for one in document.pasted):
        facts, met = _read_media(pasted, "")
        found += met
        if facts is not None:
            media.append((pasted, facts))
    if ending == "docx" and documents and documents[0].digest:
        # Where another text shows it, it is offered as a file.
        media.append((source, MediaFacts(MediaKind.ATTACHMENT, "docx", digest=documents[0].digest)))
    return Reading(tuple(documents), tuple(media), diagnostics=tuple(found))


def _without_ending(path: str) -> str:
    return path.rpartition(".")[0].casefold()


def _purpose(source: SourceFile, spoken: set[str]) -> Purpose:
    stem = fold(source.stem)
    if not source.folder and stem == "profile":
        return Purpose.PROFILE
    if not source.folder and stem in {"one page", "one page profile", "my one page profile"}:
        return Purpose.ONE_PAGE
    if (not source.folder and stem == "goals") or source.path.casefold().startswith("goals/"):
        return Purpose.GOAL
    if source.path.casefold().startswith("audiences/"):
        return Purpose.AUDIENCE
    if source.ending == "txt" and stem in _LISTS:
        return _LISTS[stem]
    if (source.ending == "txt" and _without_ending(source.path) in spoken) or stem.endswith(".transcript"):
        return Purpose.TRANSCRIPT
    return Purpose.ENTRY


def _text_of(source: SourceFile) -> tuple[str | None, str, list[Diagnostic]]:
    """A file's text, the digest of it (however its lines end), and what was met on the way."""
    at = Position(source.shown)
    if source.size_bytes > MAX_TEXT_BYTES * 10:
        return None, "", [_too_large(source)]
    # Google Docs puts its pictures into the text, so a file may be far larger than what is written in it.
    data = source.read(MAX_TEXT_BYTES * 10)
    if data.startswith(b"version https://git-lfs") and len(data) < 300:
        return None, "", [rules.NOT_DOWNLOADED.at(at, name=source.name)]
    decoded = decode(data)
    if decoded is None:
        return None, "", [rules.NOT_TEXT.at(at, name=source.name)]
    text, guessed = decoded
    if len(data) > MAX_TEXT_BYTES and "base64," not in text:
        return None, "", [_too_large(source)]
    told = [rules.ENCODING_GUESSED.at(at, name=source.name, encoding=guessed)] if guessed else []
    return text, hashlib.sha256(text.encode()).hexdigest(), told


def _too_large(source: SourceFile) -> Diagnostic:
    return rules.TOO_LARGE.at(
        Position(source.shown),
        name=source.name,
        size=f"{source.size_bytes / 1024 / 1024:.1f} MB",
        limit=f"{MAX_TEXT_BYTES // 1024 // 1024} MB",
    )


def _read_text(source: SourceFile, purpose: Purpose, *, maths: bool) -> tuple[list[Document], list[Diagnostic]]:
    if source.size_bytes == 0 and source.inline is None:
        # It was told when the folder was listed; a profile with nothing in it only marks its folder.
        return ([_unread(source, purpose)] if purpose is Purpose.ENTRY else []), []
    text, digest, found = _text_of(source)
    if text is None:
        return ([_unread(source, purpose)] if purpose in _MAY_HIDE else []), found
    if purpose is Purpose.GOAL and not source.folder:
        documents = [_document(source, part, purpose, found, line, maths=maths) for line, part in goal_parts(text)]
        return [one for one in documents if one.fields.pairs], found
    return [replace(_document(source, text, purpose, found, 1, maths=maths), digest=digest)], found


_MAY_HIDE = frozenset({Purpose.ENTRY, Purpose.PROFILE})


def _unread(source: SourceFile, purpose: Purpose) -> Document:
    """A text that cannot be read: it may say who may see what lies beside it, so nobody is shown that."""
    return Document(source, "", Mapping((), Position(source.shown)), Body(), purpose, unreadable_fields=True)


def _document(
    source: SourceFile, text: str, purpose: Purpose, found: list[Diagnostic], first_line: int, *, maths: bool
) -> Document:
    if purpose in _PLAIN:
        return Document(source, text, Mapping((), Position(source.shown, 1, 1)), Body(), purpose)
    steps: list[tuple[int, str]] = []
    heading = ""
    if purpose is Purpose.GOAL:
        text, heading, steps = goal_text(text)
    top, problems = split(text, source.shown, _FIELDS[purpose])
    found += _shift(problems, first_line - 1)
    fields = (
        with_goal_fields(top.fields, heading, steps, source.shown, first_line)
        if purpose is Purpose.GOAL
        else top.fields
    )
    title = next(
        (value.text for key, value in fields.pairs if isinstance(value, Scalar) and fold(key.text) == "title"), ""
    )
    if purpose in _WITHOUT_TITLE:
        title = _NO_TITLE
    (body, pasted), problems_of_text = read_markdown(
        MarkdownText(top.body, source.shown, top.body_line + first_line - 1, title, maths)
    )
    found += problems_of_text
    beside = tuple(
        SourceFile(
            source.root, f"{source.path}/{one.name}", f"{source.shown}/{one.name}", one.size_bytes, inline=one.inline
        )
        for one in pasted
    )
    return Document(source, text, fields, body, purpose, beside, top.unreadable)


def _shift(problems: list[Diagnostic], lines: int) -> list[Diagnostic]:
    if not lines:
        return problems
    return [replace(one, at=Position(one.at.path, one.at.line + lines, one.at.column)) for one in problems]


def _read_subtitles(source: SourceFile) -> Reading:
    from portfoliogen.read.captions import cues_of, language_of, transcript_of, write_webvtt  # noqa: PLC0415 - rare

    text, digest, told = _text_of(source)
    if text is None:
        return Reading(diagnostics=tuple(told))
    cues, problems = cues_of(source, text)
    one = Subtitles(source, write_webvtt(cues), transcript_of(cues), digest, language_of(source.name))
    return Reading(subtitles=(one,), diagnostics=(*told, *problems))


def _read_medium(source: SourceFile, ending: str) -> Reading:
    facts, told = _read_media(source, ending)
    return Reading(media=((source, facts),) if facts is not None else (), diagnostics=told)


def _read_word(source: SourceFile, purpose: Purpose) -> tuple[list[Document], list[Diagnostic]]:
    from portfoliogen.read.docx import read_docx  # noqa: PLC0415 - only where there is a Word file

    document, problems = read_docx(source, purpose, _FIELDS[purpose]) if source.size_bytes else (None, ())
    if document is None and purpose in _MAY_HIDE:
        document = _unread(source, purpose)
    return ([document] if document else []), list(problems)


def _read_media(source: SourceFile, ending: str) -> tuple[MediaFacts | None, tuple[Diagnostic, ...]]:
    if ending in _OTHER_TEXTS:
        return None, (rules.UNSUPPORTED_TEXT.at(Position(source.shown), name=source.name, kind=_OTHER_TEXTS[ending]),)
    from portfoliogen.read.media import read_media_facts  # noqa: PLC0415 - texts need no picture library

    facts, problems = read_media_facts(source)
    if facts.kind is MediaKind.UNKNOWN:
        return facts, problems
    return replace(facts, digest=source.digest()), problems
