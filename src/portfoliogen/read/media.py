"""The first look at a media file: what it is, by content, and what it says of itself. Nothing is decoded."""

from __future__ import annotations

import io
import os
import struct
from typing import TYPE_CHECKING, BinaryIO, cast

from portfoliogen.diagnostics import Position
from portfoliogen.diagnostics.rules import media as rules
from portfoliogen.model.sources import MediaFacts, MediaKind, SourceFile, unreadable
from portfoliogen.read import media_boxes, media_headers
from portfoliogen.read.media_formats import HEAD_BYTES, OFFICE, PICTURES, format_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from portfoliogen.diagnostics import Diagnostic, Rule

_PICTURE_READERS: dict[str, Callable[[BinaryIO], media_headers.Header]] = {
    "jpeg": media_headers.read_jpeg,
    "png": media_headers.read_png,
    "gif": media_headers.read_gif,
    "webp": media_headers.read_webp,
    "bmp": media_headers.read_bmp,
    "tiff": media_headers.read_tiff,
    "heic": media_boxes.read_heif,
    "avif": media_boxes.read_heif,
}
_MOVIES = frozenset({"mp4", "mov", "3gp", "m4a"})
_OTHER_FILMS = frozenset({"avi", "ogv", "flv", "wmv", "mpeg", "mpegts"})
_SOUNDS = frozenset({"mp3", "wav", "ogg", "opus", "flac", "amr", "aiff", "aac", "caf", "au"})
_TIMED_BY_TINYTAG = frozenset({"mp3", "wav", "ogg", "opus", "flac", "aiff"})
_MAX_DURATION_S = 1e6
_WMA_ENDING = "wma"

_POINTERS = {
    "lfs": ("a Git LFS pointer of a few lines", "Fetch the file itself: in its folder, type “git lfs pull”."),
    "cloud": (
        "a link to a document in Google Drive",
        "Open it in the browser, choose File › Download (Word or PDF), and put that file here.",
    ),
    "icloud": ("a placeholder for a file in iCloud", "Choose “Download Now” on it in the Finder, then build again."),
    "pointer": ("a bookmark to somewhere else", "Put the file itself here, or a link to it in the text."),
    "shortcut": ("a shortcut to a file somewhere else", "Copy the file itself into this folder."),
}
_REFUSED_PICTURES = {
    "svg": ("an SVG drawing, a kind of file that can hold programs", "PNG"),
    "psd": ("a Photoshop file", "PNG or JPEG"),
    "xcf": ("a GIMP file", "PNG or JPEG"),
    "eps": ("a PostScript drawing", "PNG or PDF"),
    "fits": ("an astronomy data file (FITS)", "PNG"),
    "jpeg2000": ("a JPEG 2000 picture", "JPEG"),
    "jpegxl": ("a JPEG XL picture", "JPEG"),
    "raw": ("a camera's raw negative", "JPEG"),
    "cr2": ("a camera's raw negative", "JPEG"),
    "bigtiff": ("a very large TIFF picture", "JPEG"),
    "ico": ("an icon", "PNG"),
    "emf": ("a Windows drawing (EMF)", "PNG"),
    "wmf": ("a Windows drawing (WMF)", "PNG"),
    "exr": ("a film maker's picture (EXR)", "JPEG"),
    "dds": ("a game texture (DDS)", "PNG"),
    "dicom": ("a medical scan (DICOM)", "PNG, without the person's name on it"),
    "midi": ("a MIDI score", "MP3"),
    "mid": ("a MIDI score", "MP3"),
    "ole": ("an old Office file (.doc, .ppt or .xls)", "a new one (.docx, .pptx or .xlsx) or a PDF"),
    "iwork": ("a Pages, Keynote or Numbers file", "PDF"),
    "epub": ("an e-book", "PDF"),
    "rtf": ("a rich text file", "Word (.docx) or PDF"),
}
_NEVER = {
    "html": ("a web page", "Was it saved as a picture? Then download it again; else export it as PDF."),
    "program": ("a program", "Show a picture or a film of it running, and link to where it can be had."),
    "script": ("a program text", "Put the lines that matter into the entry, between ``` marks."),
    "archive": ("a packed folder", "Unpack it, and put the files that you want to show here."),
    "macros": ("a document with macros, which are programs", "Save it without macros (.docx, .pptx, .xlsx) or as PDF."),
    "swf": ("a Flash film", "Record it as a film (MP4), or show pictures of it."),
}


def read_media_facts(source: SourceFile) -> tuple[MediaFacts, tuple[Diagnostic, ...]]:
    """Find out what a media file is by its first bytes, and what its header tells.

    Returns:
        The facts, and the one diagnostic (PG401 to PG405, PG412) that says why it cannot be shown. A caller
        that knows the line at which the file is used may move the diagnostic there.

    Raises:
        SourceError: it cannot be opened or read.
    """
    try:
        with _opened(source) as file:
            size_bytes = file.seek(0, 2)
            file.seek(0)
            head = file.read(HEAD_BYTES)
            return _look(source, file, head, size_bytes)
    except OSError as error:
        raise unreadable(error) from error


def _opened(source: SourceFile) -> BinaryIO:
    if source.inline is not None:
        return io.BytesIO(source.inline)
    return cast("BinaryIO", os.fdopen(source.open(), "rb"))


def _look(
    source: SourceFile,
    file: BinaryIO,
    head: bytes,
    size_bytes: int,
) -> tuple[MediaFacts, tuple[Diagnostic, ...]]:
    if not head:
        return _refused(source, "", "it has no bytes", rules.MEDIA_EMPTY, reason="it has no bytes")
    name = format_of(head, file, size_bytes, source.ending)
    if name == "zeros":
        reason = "it holds only zeros, as files do that were not copied to the end"
        return _refused(source, "", reason, rules.MEDIA_EMPTY, reason=reason)
    if name in _POINTERS:
        what, cure = _POINTERS[name]
        return _refused(source, name, f"it is only {what}", rules.MEDIA_ELSEWHERE, what=what, cure=cure)
    if name in _REFUSED_PICTURES:
        what, better = _REFUSED_PICTURES[name]
        return _refused(source, name, f"it is {what}", rules.PICTURE_FORMAT_REFUSED, what=what, better=better)
    if name in _NEVER:
        what, cure = _NEVER[name]
        return _refused(source, name, f"it is {what}", rules.NOT_EVIDENCE, what=what, cure=cure)
    try:
        facts = _facts_of(name, file, head, source.ending)
    except (struct.error, ValueError, IndexError, OverflowError, RecursionError):
        facts = MediaFacts(_kind_of(name), name)
    if facts.kind is not MediaKind.UNKNOWN:
        return facts, ()
    if facts.format == "raw":
        return _look_again_as_raw(source)
    if facts.problem:
        return _refused(source, facts.format, facts.problem, rules.MEDIA_UNREADABLE, reason=facts.problem)
    what = "a text file" if name == "text" else "not a picture, film, sound or document that is known here"
    return _refused(
        source,
        name,
        f"it is {what}",
        rules.NOT_EVIDENCE,
        what=what,
        cure="Save it as JPEG, PNG, MP4, MP3 or PDF, and put that here.",
    )


def _look_again_as_raw(source: SourceFile) -> tuple[MediaFacts, tuple[Diagnostic, ...]]:
    what, better = _REFUSED_PICTURES["raw"]
    return _refused(source, "raw", f"it is {what}", rules.PICTURE_FORMAT_REFUSED, what=what, better=better)


def _refused(
    source: SourceFile,
    format_name: str,
    problem: str,
    rule: Rule,
    **values: str,
) -> tuple[MediaFacts, tuple[Diagnostic, ...]]:
    facts = MediaFacts(MediaKind.UNKNOWN, format_name, problem=problem)
    return facts, (rule.at(Position(source.shown), name=source.name, **values),)


def _kind_of(name: str) -> MediaKind:
    if name in PICTURES:
        return MediaKind.PICTURE
    if name in OFFICE:
        return MediaKind.ATTACHMENT
    if name in _SOUNDS or name == "m4a":
        return MediaKind.SOUND
    if name in _MOVIES or name in _OTHER_FILMS or name == "matroska":
        return MediaKind.FILM
    return MediaKind.DOCUMENT if name == "pdf" else MediaKind.UNKNOWN


def _facts_of(name: str, file: BinaryIO, head: bytes, ending: str) -> MediaFacts:
    if name in _PICTURE_READERS:
        return _picture_facts(name, file)
    if name in _MOVIES:
        return _film_facts(name, media_boxes.read_movie(file))
    if name == "matroska":
        file.seek(0)
        return _film_facts(*media_boxes.read_matroska(file.read(1 << 18)))
    if name == "wmv" and ending == _WMA_ENDING:
        return MediaFacts(MediaKind.SOUND, "wma")
    if name in _SOUNDS:
        return MediaFacts(MediaKind.SOUND, name, duration_s=_sound_duration(name, file))
    if name == "pdf":
        return _pdf_facts(file, head)
    return MediaFacts(_kind_of(name), name)


def _picture_facts(name: str, file: BinaryIO) -> MediaFacts:
    header = _PICTURE_READERS[name](file)
    if header.raw:
        return MediaFacts(MediaKind.UNKNOWN, "raw")
    return MediaFacts(
        MediaKind.PICTURE,
        name,
        header.width_px or None,
        header.height_px or None,
        captured=header.captured,
        animated=header.animated,
    )


def _film_facts(name: str, film: media_boxes.Film) -> MediaFacts:
    if film.locked:
        return MediaFacts(MediaKind.UNKNOWN, name, problem="it is locked by the shop that sold it")
    if film.unfinished:
        return MediaFacts(MediaKind.UNKNOWN, name, problem="its end is missing, so the copying did not finish")
    if film.has_sound and not film.has_pictures:
        return MediaFacts(
            MediaKind.SOUND, "m4a" if name in _MOVIES else name, duration_s=film.duration_s, captured=film.captured
        )
    kind = MediaKind.SOUND if name == "m4a" else MediaKind.FILM
    return MediaFacts(kind, name, film.width_px or None, film.height_px or None, film.duration_s, film.captured)


def _sound_duration(name: str, file: BinaryIO) -> float | None:
    if name not in _TIMED_BY_TINYTAG:
        return None
    from tinytag import TinyTag, TinyTagException  # noqa: PLC0415 - only a sound needs it

    file.seek(0)
    try:
        duration = TinyTag.get(f"sound.{name}", file_obj=file, tags=False).duration
    except (TinyTagException, OSError, ValueError, IndexError, KeyError, TypeError, struct.error, EOFError):
        return None
    return duration if duration and 0 < duration < _MAX_DURATION_S else None


def _pdf_facts(file: BinaryIO, head: bytes) -> MediaFacts:
    # Counting pages takes a PDF library; a linearised file says the number in its first object.
    start = head[:1024]
    at = start.find(b"/N ")
    if b"/Linearized" not in start or at < 0:
        return MediaFacts(MediaKind.DOCUMENT, "pdf")
    digits = start[at + 3 : at + 10].split()[:1]
    pages = int(digits[0]) if digits and digits[0].isdigit() else 0
    file.seek(0)
    return MediaFacts(MediaKind.DOCUMENT, "pdf", pages=pages or None)
