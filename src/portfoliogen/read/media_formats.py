"""Which format a file is in, decided by its first bytes; its name only helps to word advice."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, BinaryIO
from zipfile import BadZipFile, ZipFile

import filetype

from portfoliogen.patterns import pattern

if TYPE_CHECKING:
    from collections.abc import Iterable

HEAD_BYTES = 4096

PICTURES = frozenset({"jpeg", "png", "gif", "webp", "avif", "heic", "tiff", "bmp"})
OFFICE = frozenset({"docx", "pptx", "xlsx", "odt", "odp", "ods"})

_STARTS: tuple[tuple[int, bytes, str], ...] = (
    (0, b"\xff\xd8\xff", "jpeg"),
    (0, b"\x89PNG\r\n\x1a\n", "png"),
    (0, b"GIF87a", "gif"),
    (0, b"GIF89a", "gif"),
    (0, b"%PDF-", "pdf"),
    (0, b"II*\0", "tiff"),
    (0, b"MM\0*", "tiff"),
    (0, b"II+\0", "bigtiff"),
    (0, b"MM\0+", "bigtiff"),
    (0, b"IIU\0", "raw"),
    (0, b"IIRO", "raw"),
    (0, b"FUJIFILMCCD-RAW", "raw"),
    (0, b"8BPS", "psd"),
    (0, b"%!PS", "eps"),
    (0, b"\xc5\xd0\xd3\xc6", "eps"),
    (0, b"SIMPLE  =", "fits"),
    (0, b"\0\0\0\x0cjP  ", "jpeg2000"),
    (0, b"\xff\x4f\xff\x51", "jpeg2000"),
    (0, b"\0\0\0\x0cJXL ", "jpegxl"),
    (0, b"\xff\x0a", "jpegxl"),
    (0, b"gimp xcf", "xcf"),
    (0, b"\0\0\1\0", "ico"),
    (40, b" EMF", "emf"),
    (0, b"\xd7\xcd\xc6\x9a", "wmf"),
    (0, b"v/1\x01", "exr"),
    (0, b"DDS ", "dds"),
    (128, b"DICM", "dicom"),
    (0, b"fLaC", "flac"),
    (0, b"#!AMR", "amr"),
    (0, b"caff", "caf"),
    (0, b".snd", "au"),
    (0, b"MThd", "midi"),
    (0, b"ID3", "mp3"),
    (0, b"\x1aE\xdf\xa3", "matroska"),
    (0, b"FLV\x01", "flv"),
    (0, b"\x30\x26\xb2\x75\x8e\x66\xcf\x11", "wmv"),
    (0, b"\0\0\1\xba", "mpeg"),
    (0, b"\0\0\1\xb3", "mpeg"),
    (0, b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "ole"),
    (0, b"MZ", "program"),
    (0, b"\x7fELF", "program"),
    (0, b"\xcf\xfa\xed\xfe", "program"),
    (0, b"\xca\xfe\xba\xbe", "program"),
    (0, b"dex\n", "program"),
    (0, b"\0asm", "program"),
    (0, b"L\0\0\0\x01\x14\x02\0", "shortcut"),
    (0, b"#!", "script"),
    (0, b"Rar!", "archive"),
    (0, b"7z\xbc\xaf\x27\x1c", "archive"),
    (0, b"\x1f\x8b", "archive"),
    (0, b"BZh", "archive"),
    (0, b"\xfd7zXZ\0", "archive"),
    (257, b"ustar", "archive"),
)

_HEIF_BRANDS = frozenset({b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"hevm", b"hevs", b"mif1", b"msf1"})
_SOUND_BRANDS = frozenset({b"M4A ", b"M4B ", b"M4P ", b"F4A "})
_HTML = pattern(rb"<(?:!doctype\s+html|html|head|body|script|iframe|meta)\b", re.IGNORECASE)
_SVG = pattern(rb"<(?:\w+:)?svg[\s>]")
_LFS = b"version https://git-lfs.github.com/spec/"
_CLOUD_ENDINGS = frozenset({"gdoc", "gsheet", "gslides", "gdraw", "gform", "gmap", "gsite", "gjam", "gscript"})
_POINTER_ENDINGS = frozenset({"url", "webloc", "desktop"})
_SCRIPT_ENDINGS = frozenset({"js", "mjs", "vbs", "ps1", "bat", "cmd", "py", "sh", "php", "hta", "jar", "scr"})
_RAW_ENDINGS = frozenset({"dng", "cr2", "nef", "arw", "orf", "rw2", "pef", "srw", "nrw", "raw", "3fr"})
_MP3_SYNC = 0xFFE0
_MAX_POINTER_BYTES = 8192
_MAX_ZIP_DIRECTORY = 1 << 20
_MAX_ZIP_PARTS = 5_000
_END_RECORD = b"PK\x05\x06"


def format_of(head: bytes, file: BinaryIO, size_bytes: int, ending: str) -> str:
    """A short lower-case name of what the bytes are, empty where nothing is recognised.

    Besides real formats: `lfs`, `cloud`, `pointer` (stubs that stand for a file elsewhere), `zeros`,
    `html`, `svg`, `script`, `program`, `archive`, `shortcut`, `text`, and `ole` for old Office files.
    """
    stub = _stub_of(head, size_bytes, ending)
    if stub:
        return stub
    for at, start, name in _STARTS:
        if head.startswith(start, at):
            return _special_tiff(head, ending) if name == "tiff" else name
    if head[4:8] == b"ftyp":
        return _brand_of(head)
    if head[4:8] in {b"moov", b"mdat", b"wide", b"free", b"skip", b"pnot"}:
        return "mov"
    if head[:4] in {b"RIFF", b"RIFX"}:
        return {b"WAVE": "wav", b"WEBP": "webp", b"AVI ": "avi"}.get(head[8:12], "")
    if head[:4] == b"FORM":
        return "aiff" if head[8:12] in {b"AIFF", b"AIFC"} else ""
    if head[:4] == b"OggS":
        return "ogv" if b"\x80theora" in head[:512] else ("opus" if b"OpusHead" in head[:128] else "ogg")
    if head[:4] == b"PK\x03\x04":
        return _zip_format(file, size_bytes)
    return _format_without_magic(head, ending)


def _stub_of(head: bytes, size_bytes: int, ending: str) -> str:
    if head.startswith(_LFS):
        return "lfs"
    if ending in _CLOUD_ENDINGS and size_bytes < _MAX_POINTER_BYTES:
        return "cloud"
    if ending == "icloud" and head.startswith(b"bplist00"):
        return "icloud"
    if head.lstrip().startswith(b"[InternetShortcut]") or (
        ending in _POINTER_ENDINGS and size_bytes < _MAX_POINTER_BYTES
    ):
        return "pointer"
    return "zeros" if head and not head.strip(b"\0") else ""


def _special_tiff(head: bytes, ending: str) -> str:
    # Cameras' negatives are TIFF by structure; Canon's say so themselves.
    return "raw" if head[8:10] == b"CR" or ending in _RAW_ENDINGS else "tiff"


def _brand_of(head: bytes) -> str:
    length = min(int.from_bytes(head[:4], "big"), 256)
    major = head[8:12]
    brands = {major, *(head[at : at + 4] for at in range(16, max(16, length - 3), 4))}
    if b"avif" in brands or b"avis" in brands:
        return "avif"
    if major == b"crx ":
        return "raw"
    if brands & _HEIF_BRANDS:
        return "heic"
    if major in _SOUND_BRANDS:
        return "m4a"
    if major == b"qt  ":
        return "mov"
    return "3gp" if major[:3] in {b"3gp", b"3g2"} else "mp4"


def _zip_format(file: BinaryIO, size_bytes: int) -> str:
    names = zip_names(file, size_bytes)
    if not names:
        return "archive"
    if any(name.lower().endswith("vbaproject.bin") for name in names):
        return "macros"
    if "[Content_Types].xml" in names:
        for folder, name in (("word/", "docx"), ("ppt/", "pptx"), ("xl/", "xlsx")):
            if any(part.startswith(folder) for part in names):
                return name
    if "mimetype" in names and "content.xml" in names:
        return _open_document(file)
    if "mimetype" in names and "META-INF/container.xml" in names:
        return "epub"
    if any(name.startswith("Index/") and name.endswith(".iwa") for name in names) or "Index.zip" in names:
        return "iwork"
    return "archive"


def _open_document(file: BinaryIO) -> str:
    kinds = {"text": "odt", "presentation": "odp", "spreadsheet": "ods"}
    try:
        with ZipFile(file) as archive, archive.open("mimetype") as part:
            mimetype = part.read(100).decode("ascii", "replace")
    except (BadZipFile, OSError, ValueError, NotImplementedError, RuntimeError, EOFError):
        return "archive"
    return kinds.get(mimetype.removeprefix("application/vnd.oasis.opendocument."), "archive")


def zip_names(file: BinaryIO, size_bytes: int) -> frozenset[str]:
    """The names in a ZIP file, none where it is broken or holds more than a document would."""
    tail = min(size_bytes, 66_000)
    file.seek(size_bytes - tail)
    end = file.read(tail)
    at = end.rfind(_END_RECORD)
    if at < 0 or len(end) < at + 22:
        return frozenset()
    parts = int.from_bytes(end[at + 10 : at + 12], "little")
    directory = int.from_bytes(end[at + 12 : at + 16], "little")
    if parts > _MAX_ZIP_PARTS or directory > _MAX_ZIP_DIRECTORY:
        return frozenset()
    try:
        with ZipFile(file) as archive:
            return frozenset(archive.namelist())
    except (BadZipFile, OSError, ValueError, NotImplementedError, RuntimeError, EOFError):
        return frozenset()


def _format_without_magic(head: bytes, ending: str) -> str:
    word = int.from_bytes(head[:2], "big")
    if word & 0xFFF6 == 0xFFF0:
        return "aac"
    if word & _MP3_SYNC == _MP3_SYNC and len(head) > 2 and head[2] >> 4 not in {0, 15} and head[1] & 6:
        return "mp3"
    if len(head) > 376 and head[0] == head[188] == head[376] == 0x47:
        return "mpegts"
    if head[:2] == b"BM" and head[6:10] == b"\0\0\0\0":
        return "bmp"
    text = _text_format(head, ending)
    if text:
        return text
    kind = filetype.guess(head)
    return _known(kind.extension, ("ico", "cr2", "woff", "ttf", "swf", "rtf", "mid", "xcf")) if kind else ""


def _known(name: str, wanted: Iterable[str]) -> str:
    return name if name in wanted else ""


def _text_format(head: bytes, ending: str) -> str:
    lead = head.removeprefix(b"\xef\xbb\xbf")
    if head[:2] in {b"\xff\xfe", b"\xfe\xff"}:
        lead = head.replace(b"\0", b"")
    elif b"\0" in head:
        return ""
    if _SVG.search(lead) and not _HTML.search(lead[: lead.find(b"svg")]):
        return "svg"
    if _HTML.search(lead):
        return "html"
    if ending in _SCRIPT_ENDINGS:
        return "script"
    if lead.startswith(b"{\\rtf"):
        return "rtf"
    control = sum(byte < 9 or 13 < byte < 27 for byte in lead)
    return "text" if lead and not control else ""
