"""Bytes to text, as school computers save it: UTF-8, with or without a mark, UTF-16, or an older encoding."""

from __future__ import annotations

import codecs
import contextlib

from portfoliogen.patterns import pattern

_CONTROLS = pattern("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufdd0-\ufdef\ufffe\uffff]")

_PLAIN = b"\t\n" + bytes(range(0x20, 0x7F))
"""What every page may hold."""

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


def decode(data: bytes) -> tuple[str, str] | None:
    """Text and the name of a guessed encoding; the name is empty for UTF-8.

    Line ends become a plain newline. None where the bytes are no text at all.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            try:
                return _lines(data.decode(encoding)), "" if encoding == "utf-8-sig" else encoding.upper()
            except UnicodeDecodeError:
                return None
    if b"\0" in data:
        return _utf16_without_mark(data)
    try:
        return _lines(data.decode()), ""
    except UnicodeDecodeError:
        damaged = _damaged(data)
        if damaged is not None:
            return damaged
        return _older(data)


_OTHER_SCRIPTS = {
    "cp1251": "Windows-1251",
    "koi8_r": "KOI8-R",
    "cp1253": "Windows-1253",
    "cp1255": "Windows-1255",
    "cp1256": "Windows-1256",
    "cp932": "Shift-JIS",
    "euc_jp": "EUC-JP",
    "gb18030": "GBK",
    "big5": "Big5",
    "cp949": "EUC-KR",
}
_LATIN = {"cp1252": "Windows-1252", "cp1250": "Windows-1250", "mac_roman": "Mac Roman"}
_KANA = pattern("[\u3041-\u30ff]")
_HIGH_RUN = pattern(b"[\x80-\xff]{3,}")
_OTHER_SCRIPT_SHARE = 0.2
"""In no language with Latin letters has a fifth of the letters an accent, many of them in a row."""

_SAMPLE_BYTES = 20_000

_SLIPS = 3
"""Fewer strange signs than this may be slips of a key."""


def _older(data: bytes) -> tuple[str, str] | None:
    """Text from before UTF-8, by which reading of the bytes makes the most sensible words."""
    sample = bytes(byte for byte in data[:_SAMPLE_BYTES] if byte > 0x20)
    high, in_rows = sum(byte > 0x7F for byte in sample), sum(map(len, _HIGH_RUN.findall(data[:_SAMPLE_BYTES])))
    if high > len(sample) * _OTHER_SCRIPT_SHARE and in_rows > high / 2:
        found = _other_script(data)
        if found is not None:
            return found
    read = []
    for encoding, name in _LATIN.items():
        # The five bytes that Windows-1252 leaves open occur in no text.
        with contextlib.suppress(UnicodeDecodeError):
            read.append((_lines(data.decode(encoding)), name))
    # The first fits nearly always; another has to read much better.
    text, name = min(read, key=lambda one: _strangeness(one[0]) // _SLIPS, default=("", ""))
    if name == "Windows-1252" and _TURKISH.search(text) and not _ICELANDIC.search(text):
        return _lines(data.decode("cp1254")), "Windows-1254"
    return (text, name) if name else None


def _other_script(data: bytes) -> tuple[str, str] | None:
    from charset_normalizer import from_bytes  # noqa: PLC0415 - half a second, for texts that are rare

    found = list(from_bytes(data, cp_isolation=list(_OTHER_SCRIPTS)))
    best = [one for one in found if one.chaos == found[0].chaos]
    # Japanese bytes also make Korean syllables, though never the other way round with kana.
    best.sort(key=lambda one: -len(_KANA.findall(str(one))) if one.encoding in {"cp932", "euc_jp"} else 0)
    return (_lines(str(best[0])), _OTHER_SCRIPTS[best[0].encoding]) if best else None


_TURKISH = pattern("[ðýþÐÝÞ]")
_ICELANDIC = pattern("[áéíóúæÁÉÍÓÚÆ]")
_STRANGE = pattern(
    "(?<=[^\\W\\d_m])[¡-©¬-¶¸¹¼-¿×÷†‡‰˜ˆ≤≥∂∑∏π∫Ω√∞](?!\\d)|(?<=[a-zß-ÿ])[À-ÖØ-ÞŠŒŽŸĄĆČĎĐĘĚĹĽŁŃŇŐŔŘŚŞŤŮŰŹŻ]"
)
"""What stands in no word: a symbol right after a letter (“m³” apart), a capital right after a small one."""


def _strangeness(text: str) -> int:
    """How many signs stand where no word has them."""
    return len(_STRANGE.findall(text[:_SAMPLE_BYTES]))


def _damaged(data: bytes) -> tuple[str, str] | None:
    """UTF-8 in which a few bytes are broken, as where copying stopped within a sign."""
    text = data.decode(errors="replace")
    broken = text.count("\ufffd")
    whole = sum(sign > "\x7f" for sign in text) - broken
    return (_lines(text.rstrip("\ufffd")), "damaged UTF-8") if whole > broken else None


def _utf16_without_mark(data: bytes) -> tuple[str, str] | None:
    zeros_first, zeros_second = data[0::2].count(0), data[1::2].count(0)
    if max(zeros_first, zeros_second) < len(data) // 4:
        return None
    encoding = "utf-16-be" if zeros_first > zeros_second else "utf-16-le"
    try:
        text = data[: len(data) // 2 * 2].decode(encoding)
    except UnicodeDecodeError:
        return None
    return None if "\0" in text else (_lines(text), "UTF-16")


def _lines(text: str) -> str:
    """Plain line ends, and none of the signs that no page may hold."""
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    # Most of most texts is in ASCII, which goes in a tenth of the time that the expression takes for it.
    doubtful = text.encode().translate(None, _PLAIN).decode()
    return _CONTROLS.sub("", text) if _CONTROLS.search(doubtful) else text
