"""Captions beside a film or recording: WebVTT and SubRip in, clean WebVTT and a readable transcript out.

Forgiving about what programs and people write: BOM, any line ends, Windows-1252, hours left out, comma or
point, missing numbers and blank lines. Strict about what goes on: plain text only. Sources: W3C WebVTT 1
(section 4); SubRip has no standard, its usual shape is taken.
"""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING

from msgspec import Struct

from portfoliogen.diagnostics import Position
from portfoliogen.diagnostics.rules import media as rules
from portfoliogen.patterns import pattern

if TYPE_CHECKING:
    from collections.abc import Iterable

    from portfoliogen.diagnostics import Diagnostic
    from portfoliogen.model.sources import SourceFile

ENDINGS = frozenset({"vtt", "srt"})
MAX_CUES = 20_000
PAUSE_S = 2.0
"""A silence this long begins a new paragraph of a transcript."""
_LONG_PARAGRAPH = 500
_LAST_S = 100 * 3600.0

_ARROW = pattern(r"^\s*(?P<start>[^\s>-]+)\s*-{1,3}>\s*(?P<end>\S+)(?:\s+.*)?$")
_TIME = pattern(r"^(?:(\d{1,3}):)?(\d{1,2}):(\d{1,2})(?:[.,](\d{1,3}))?$")
_TAG = pattern(r"<[^<>]{0,200}>|\{\\[^{}]{0,100}\}")
_VOICE = pattern(r"<v(?:\.[^\s<>]*)?\s+([^<>]{1,80})>")
_LANGUAGE = pattern(r"^[a-z]{2,3}(?:-[a-z0-9]{2,8})*$", re.IGNORECASE)
_NOT_CAPTIONS = pattern(r"^(?:NOTE|STYLE|REGION)(?:\s|$)")
_SENTENCE_END = pattern(r"[.!?…。！？؟][\"'”’»)]*$")
_CONTROLS = pattern(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")


class Cue(Struct, frozen=True):
    """What is said from one moment to another, in seconds; `text` is plain, its lines kept."""

    start_s: float
    end_s: float
    text: str
    voice: str = ""


def cues_of(source: SourceFile, text: str) -> tuple[tuple[Cue, ...], tuple[Diagnostic, ...]]:
    """The captions in the text of a file, and what is wrong with it (PG415, PG416)."""
    cues, odd = parse_captions(text)
    if cues or odd:
        return cues, tuple(rules.CAPTION_SKIPPED.at(Position(source.shown, line), found=found) for line, found in odd)
    reason = "it has no time lines" if text.strip() else "it is empty"
    return (), (rules.CAPTIONS_UNREADABLE.at(Position(source.shown), name=source.name, reason=reason),)


def language_of(name: str) -> str:
    """The language that a file's name tells: `clip.cy.vtt` gives cy, `clip.vtt` nothing."""
    parts = name.rsplit(".", 2)
    if len(parts) != 3 or not parts[0] or not _LANGUAGE.match(parts[1]):
        return ""
    language, *others = parts[1].replace("_", "-").split("-")
    return "-".join([language.lower(), *(one.upper() if len(one) == 2 else one for one in others)])


def parse_captions(text: str) -> tuple[tuple[Cue, ...], tuple[tuple[int, str], ...]]:
    """Find the cues in a caption file's text.

    Returns:
        The cues by time, and for each time line that is not understood its line (from 1) and words.
    """
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    cues: list[Cue] = []
    odd: list[tuple[int, str]] = []
    at = 0
    while at < len(lines) and len(cues) < MAX_CUES:
        line = lines[at]
        at += 1
        if _NOT_CAPTIONS.match(line):
            while at < len(lines) and lines[at].strip():
                at += 1
            continue
        match = _ARROW.match(line) if ">" in line else None
        if match is None:
            continue
        number = at
        said, at = _lines_of_cue(lines, at)
        start, end = _seconds(match["start"]), _seconds(match["end"])
        if start is None or end is None or not start < end <= _LAST_S:
            odd.append((number, line.strip()[:80]))
            continue
        cue = _cue(start, end, said)
        if cue.text:
            cues.append(cue)
    return tuple(sorted(cues, key=lambda cue: (cue.start_s, cue.end_s))), tuple(odd)


def _lines_of_cue(lines: list[str], at: int) -> tuple[list[str], int]:
    # The text below a time line: to the next blank line, or to the next time line and the number above it.
    said: list[str] = []
    while at < len(lines) and lines[at].strip():
        if ">" in lines[at] and _ARROW.match(lines[at]):
            if said and said[-1].strip().isdigit():
                said.pop()
            break
        said.append(lines[at])
        at += 1
    return said, at


def _seconds(text: str) -> float | None:
    match = _TIME.match(text)
    if match is None:
        return None
    hours, minutes, seconds, fraction = match.groups()
    if int(seconds) > 59 or (hours and int(minutes) > 59):
        return None
    return int(hours or 0) * 3600 + int(minutes) * 60 + int(seconds) + int((fraction or "0").ljust(3, "0")) / 1000


def _cue(start_s: float, end_s: float, lines: Iterable[str]) -> Cue:
    raw = "\n".join(lines)
    voice = _VOICE.search(raw)
    plain = html.unescape(_TAG.sub("", raw))
    text = "\n".join(line for line in (" ".join(_CONTROLS.sub("", one).split()) for one in plain.split("\n")) if line)
    return Cue(start_s, end_s, text, " ".join(html.unescape(voice[1]).split()) if voice else "")


def write_webvtt(cues: Iterable[Cue]) -> str:
    """Clean WebVTT: times and plain text, nothing else."""
    blocks = [f"{_clock(cue.start_s)} --> {_clock(cue.end_s)}\n{_escaped(cue)}" for cue in cues]
    return "\n\n".join(["WEBVTT", *blocks]) + "\n"


def _escaped(cue: Cue) -> str:
    text = cue.text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    voice = cue.voice.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return f"<v {voice}>{text}" if voice else text


def _clock(seconds: float) -> str:
    milliseconds = round(seconds * 1000)
    minutes, rest = divmod(milliseconds, 60_000)
    return f"{minutes // 60:02}:{minutes % 60:02}:{rest // 1000:02}.{rest % 1000:03}"


def transcript_of(cues: Iterable[Cue]) -> tuple[str, ...]:
    """What is said as paragraphs: a new one after a silence, at a new voice, or where one grows long."""
    paragraphs: list[str] = []
    last: Cue | None = None
    for cue in cues:
        text = " ".join(cue.text.split("\n"))
        if last is not None and cue.text == last.text and cue.start_s - last.end_s < PAUSE_S:
            last = cue
            continue  # programs repeat a line while it rolls up the screen
        if last is None or _begins_anew(last, cue, paragraphs[-1]):
            paragraphs.append(f"{cue.voice}: {text}" if cue.voice else text)
        else:
            paragraphs[-1] += " " + text
        last = cue
    return tuple(paragraphs)


def _begins_anew(last: Cue, cue: Cue, paragraph: str) -> bool:
    if cue.voice != last.voice or cue.start_s - last.end_s >= PAUSE_S:
        return True
    return len(paragraph) > _LONG_PARAGRAPH and bool(_SENTENCE_END.search(paragraph))
