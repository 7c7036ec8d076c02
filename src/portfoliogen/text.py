"""Words compared and made into addresses: one place for case, accents and scripts."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING

from portfoliogen.patterns import pattern

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

MAX_SLUG_BYTES = 80

_RESERVED = frozenset(["con", "prn", "aux", "nul", *(f"com{n}" for n in range(10)), *(f"lpt{n}" for n in range(10))])
_SENTENCE_END = pattern(r"[.!?؟][\"'”’)]*\s|[。！？]")
_JOINING = pattern(r"[\s_\-–—]+")
_CONTROL = pattern(r"[\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]")


@lru_cache(maxsize=4096)
def fold(text: str) -> str:
    """Text as people compare it: no case, accents, spaces or joining signs."""
    plain = text.casefold()
    if not plain.isascii():
        plain = "".join(sign for sign in unicodedata.normalize("NFKD", plain) if not unicodedata.combining(sign))
    return _JOINING.sub(" ", plain).strip()


@lru_cache(maxsize=8192)
def slug(text: str) -> str:
    """A part of an address: letters and digits of any script, joined by hyphens, in lower case.

    Portable to Windows and memory sticks: NFC, at most 80 bytes, no reserved name. Text without any
    letter or digit gets a short name made from its digest, so that it is never empty.
    """
    plain = unicodedata.normalize("NFKC", text).casefold()
    if plain.isascii():
        kept = re.sub(r"['\u2019]", "", plain)
        made = re.sub(r"[^a-z0-9]+", "-", kept).strip("-")
    else:
        kept = unicodedata.normalize("NFC", _latin_without_accents(plain))
        kept = re.sub(r"['\u2018\u2019]", "", kept)
        made = "-".join(
            filter(
                None, re.split(r"-+", "".join(sign if unicodedata.category(sign)[0] in "LNM" else "-" for sign in kept))
            )
        )
    made = made.encode()[:MAX_SLUG_BYTES].decode(errors="ignore").strip("-")
    if not made:
        return "x" + hashlib.sha256(text.encode(errors="replace")).hexdigest()[:7]
    return f"{made}-1" if made in _RESERVED else made


def _latin_without_accents(text: str) -> str:
    # José → jose, but й stays й: only Latin letters are plainly the same without their marks.
    out = []
    for sign in text:
        parts = unicodedata.normalize("NFD", sign)
        out.append(parts[0] if len(parts) > 1 and parts[0].isascii() else sign)
    return "".join(out)


def plain_code(language: str) -> str:
    """The language of a code without its country or script: "cy" for "cy-GB"."""
    return language.replace("_", "-").partition("-")[0].lower()


def text_in(language: str, texts: Iterable[tuple[str, str]], otherwise: str) -> str:
    """The text in a language, else in that language wherever it is spoken, else the other one.

    Args:
        texts: Language code and text.
    """
    known = dict(texts)
    return known.get(language) or known.get(plain_code(language), otherwise)


def one_line(text: str) -> str:
    """Text for a field: no control or direction signs, runs of space made one."""
    return (
        " ".join(_CONTROL.sub(" " if "\n" in text or "\t" in text else "", text).split())
        if _CONTROL.search(text)
        else " ".join(text.split())
    )


def nearest(word: str, choices: Iterable[str]) -> str:
    """The choice that was probably meant, or empty text."""
    return _nearest(word, tuple(choices))


@lru_cache(maxsize=1024)
def _nearest(word: str, choices: tuple[str, ...]) -> str:
    # One slip is made in many entries, and a comparison with all names costs a millisecond.
    import difflib  # noqa: PLC0415 - for mistakes only

    table = {fold(choice): choice for choice in choices}
    close = difflib.get_close_matches(fold(word), table, n=1, cutoff=0.72)
    return table[close[0]] if close else ""


def shortened(text: str, most: int) -> str:
    """A text of at most so many characters, cut at the end of a sentence, else of a word of more than a letter."""
    if len(text) <= most:
        return text
    cut = text[:most]
    ends = [end.end() for end in _SENTENCE_END.finditer(cut)]
    if ends and ends[-1] > most * 0.6:
        return cut[: ends[-1]].rstrip()
    words = cut[: max(cut.rfind(" "), most * 2 // 3)]
    return re.sub(r"\s+\w$", "", words.rstrip(" ,;:–-")).rstrip(" .,;:–-") + "…"


def some_of(names: Sequence[str], most: int = 3) -> str:
    """Name the first few: "a, b, c and 4 more"."""
    more = f" and {len(names) - most} more" if len(names) > most else ""
    return ", ".join(names[:most]) + more


def natural_key(text: str) -> tuple[tuple[int, int, str], ...]:
    """A sort key that puts “photo 2” before “photo 10”."""
    parts = re.split(r"(\d+)", fold(text))
    return tuple((1, int(part), "") if part.isdecimal() and len(part) < 19 else (0, 0, part) for part in parts)
