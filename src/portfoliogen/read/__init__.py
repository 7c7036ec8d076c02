"""Files to documents: what does it say, and where? The only stage that reads learners' files."""

from __future__ import annotations

import hashlib
import re
from typing import TYPE_CHECKING

from msgspec.structs import replace

from portfoliogen.diagnostics import Diagnostic, Position
from portfoliogen.diagnostics.rules import files as rules
from portfoliogen.model import fields as names
from portfoliogen.model.documents import Body, Document, Found, Mapping, Purpose, Scalar, Sequence, Subtitles
from portfoliogen.model.sources import MAX_TEXT_BYTES, MediaFacts, MediaKind, SourceError, SourceFile
from portfoliogen.patterns import pattern
from portfoliogen.read.encoding import decode
from portfoliogen.read.front_matter import split
from portfoliogen.read.markdown import MarkdownText, read_markdown
from portfoliogen.text import fold, some_of

if TYPE_CHECKING:
    from collections.abc import Iterable

MARKDOWN_ENDINGS = frozenset({"md", "markdown", "mdown", "mkd", "txt"})
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


def read(files: Iterable[SourceFile], *, maths: bool = True) -> tuple[Found, tuple[Diagnostic, ...]]:
    """Read all files of one learner.

    Reports: the PG1 rules on files, the PG2 rules on fields and texts, the PG4 rules on media files.
    """
    documents: list[Document] = []
    media: list[tuple[SourceFile, MediaFacts]] = []
    subtitles: list[Subtitles] = []
    found: list[Diagnostic] = []
    unknown: dict[str, list[SourceFile]] = {}
    files = tuple(files)
    spoken = {_without_ending(one.path) for one in files if one.ending in _SPEAKING}
    for source in files:
        ending = source.ending
        if ending in MARKDOWN_ENDINGS or ending == "docx":
            purpose = _purpose(source, spoken)
            made, problems = (
                _read_word(source, purpose) if ending == "docx" else _read_text(source, purpose, maths=maths)
            )
            documents += made
            found += problems
            for pasted in (one for document in made for one in document.pasted):
                facts, met = _read_media(pasted, "")
                found += met
                if facts is not None:
                    media.append((pasted, facts))
            if ending == "docx" and made and made[0].digest:
                # Where another text shows it, it is offered as a file.
                media.append((source, MediaFacts(MediaKind.ATTACHMENT, "docx", digest=made[0].digest)))
        elif ending in CAPTION_ENDINGS:
            text, digest, told = _text_of(source)
            found += told
            if text is not None:
                one, met = _subtitles(source, text)
                found += met
                subtitles.append(replace(one, digest=digest))
        else:
            if source.inline is None and (ending in _PASSED_OVER or not ending):
                unknown.setdefault(source.folder, []).append(source)
                continue
            facts, met = _read_media(source, ending)
            found += met
            if facts is not None:
                media.append((source, facts))
    found += map(_tell_unknown, unknown.values())
    return Found(tuple(documents), tuple(media), tuple(subtitles)), tuple(found)


def _tell_unknown(files: list[SourceFile]) -> Diagnostic:
    """Tell once of all files of a folder that no profile can show."""
    return rules.UNKNOWN_FILE.at(Position(files[0].shown), names=some_of([f"“{one.name}”" for one in files]))


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
    try:
        # Google Docs puts its pictures into the text, so a file may be far larger than what is written in it.
        data = source.read(MAX_TEXT_BYTES * 10)
    except SourceError as error:
        return None, "", [rules.FILE_UNREADABLE.at(at, name=source.name, reason=error.reason)]
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
        documents = [_document(source, part, purpose, found, line, maths=maths) for line, part in _goal_parts(text)]
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
        text, heading, steps = _goal_text(text)
    top, problems = split(text, source.shown, _FIELDS[purpose])
    found += _shift(problems, first_line - 1)
    fields = (
        _with_goal_fields(top.fields, heading, steps, source.shown, first_line)
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


_GOAL_HEADING = pattern(r"^#{1,3}\s+(?P<words>\S.*?)\s*#*$", re.MULTILINE)
_STEP = pattern(r"^\s*(?:[-*+]|\d+[.)])\s+\[(?P<mark>[ xX])\]\s+(?P<words>.+)$")


def _goal_parts(text: str) -> list[tuple[int, str]]:
    """A file of goals cut at its headings: line of the file, and the text from there."""
    starts = [match.start() for match in _GOAL_HEADING.finditer(text)]
    if not starts:
        return [(1, text)]
    ends = [*starts[1:], len(text)]
    return [(text.count("\n", 0, start) + 1, text[start:end]) for start, end in zip(starts, ends, strict=True)]


def _goal_text(text: str) -> tuple[str, str, list[tuple[int, str]]]:
    """The text of a goal without its heading and its list of steps; lines stay where they were."""
    lines = text.split("\n")
    heading = ""
    match = _GOAL_HEADING.match(lines[0])
    if match:
        heading, lines[0] = match["words"], ""
    steps: list[tuple[int, str]] = []
    for number, line in enumerate(lines):
        step = _STEP.match(line)
        if step:
            steps.append((number, f"[{step['mark'].lower()}] {step['words'].strip()}"))
            lines[number] = ""
    return "\n".join(lines), heading, steps


def _with_goal_fields(
    fields: Mapping, heading: str, steps: list[tuple[int, str]], path: str, first_line: int
) -> Mapping:
    at = Position(path, first_line, 1)
    pairs = list(fields.pairs)
    known = {fold(key.text) for key, _ in pairs}
    if heading and "title" not in known and (pairs or steps):
        pairs.append((Scalar("title", at), Scalar(heading, at)))
    if steps:
        items = tuple(Scalar(words, Position(path, first_line + number, 1)) for number, words in steps)
        pairs.append((Scalar("steps", items[0].at), Sequence(items, items[0].at)))
    return Mapping(tuple(pairs), fields.at)


def _subtitles(source: SourceFile, text: str) -> tuple[Subtitles, tuple[Diagnostic, ...]]:
    from portfoliogen.read.captions import cues_of, language_of, transcript_of, write_webvtt  # noqa: PLC0415 - rare

    cues, problems = cues_of(source, text)
    return Subtitles(source, write_webvtt(cues), transcript_of(cues), language=language_of(source.name)), problems


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
    try:
        return replace(facts, digest=source.digest()), problems
    except SourceError as error:
        return None, (rules.FILE_UNREADABLE.at(Position(source.shown), name=source.name, reason=error.reason),)
