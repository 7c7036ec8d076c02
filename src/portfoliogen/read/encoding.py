"""Bytes to text, as school computers save it: UTF-8, with or without a mark, UTF-16 or Windows-1252."""

from __future__ import annotations

import codecs
import re

_CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufdd0-\ufdef\ufffe\uffff]")

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
        # The five bytes that Windows-1252 leaves open occur in no text.
        try:
            return _lines(data.decode("cp1252")), "Windows-1252"
        except UnicodeDecodeError:
            return None


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
    return _CONTROLS.sub("", text) if _CONTROLS.search(text) else text
