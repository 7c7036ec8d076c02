"""Captions: whatever programs and people write, clean WebVTT and a transcript come out."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from portfoliogen.model.sources import SourceFile
from portfoliogen.read.captions import (
    Cue,
    cues_of,
    language_of,
    parse_captions,
    transcript_of,
    write_webvtt,
)
from portfoliogen.read.encoding import decode

VTT = """WEBVTT Kind: captions

STYLE
::cue { color: red }

NOTE a note
00:00:09.000 --> 00:00:10.000

1
00:01.000 --> 00:00:03.500 align:start position:0%
<v Amara>We built it <c.loud>twice</c>,
<00:00:02.000>and it worked &amp; smoked.

00:00:04.000 --> 00:00:06.000
- Look!
"""
SRT = (
    "1\r\n00:00:01,000 --> 00:00:02,500\r\n<i>Bonjour</i> {\\an8}à tous\r\n\r\n"
    "2\r\n00:00:03,000-->00:00:04,000\r\nAu revoir\r\n"
)


def _read(content: bytes, name: str = "clip.vtt") -> tuple[list[tuple[float, float, str]], list[tuple[str, int]]]:
    text = decode(content)
    assert text is not None
    cues, told = cues_of(SourceFile("", name, name, len(content)), text[0])
    return [(cue.start_s, cue.end_s, cue.text) for cue in cues], [(one.code, one.at.line) for one in told]


def test_webvtt() -> None:
    cues, odd = parse_captions(VTT)
    assert cues == (Cue(1.0, 3.5, "We built it twice,\nand it worked & smoked.", "Amara"), Cue(4.0, 6.0, "- Look!"))
    assert odd == ()


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_subrip_in_any_encoding(encoding: str) -> None:
    assert _read(SRT.encode(encoding), "clip.srt") == ([(1.0, 2.5, "Bonjour à tous"), (3.0, 4.0, "Au revoir")], [])


def test_cues_without_blank_lines_between() -> None:
    text = "1\n00:00:01,000 --> 00:00:02,000\nOne\n2\n00:00:02,000 --> 00:00:03,000\nTwo\n"
    assert [cue.text for cue in parse_captions(text)[0]] == ["One", "Two"]


def test_a_time_that_is_wrong_is_told_with_its_line() -> None:
    text = (
        "WEBVTT\n\n00:00:05.000 --> 00:00:02.000\nBackwards\n\n00:99:00.000 --> x\nOdd\n\n00:07.0 --> 00:08.0\nFine\n"
    )
    assert _read(text.encode()) == ([(7.0, 8.0, "Fine")], [("PG416", 3), ("PG416", 6)])


@pytest.mark.parametrize("content", [b"", b"WEBVTT\n", b"just text\n", b"\0\1\2"])
def test_what_holds_no_captions_is_told(content: bytes) -> None:
    assert _read(content) == ([], [("PG415", 0)])


def test_written_webvtt_is_clean_and_reads_back() -> None:
    cues = (Cue(3661.5, 3662.0, "a < b & c -->\nd", "Mr O'Dowd"), Cue(3700.0, 3701.25, "<script>alert(1)</script>"))
    text = write_webvtt(cues)
    assert text.startswith("WEBVTT\n\n01:01:01.500 --> 01:01:02.000\n<v Mr O'Dowd>a &lt; b &amp; c --&gt;\nd\n")
    assert "<script" not in text
    assert parse_captions(text)[0] == cues


def test_transcript_has_paragraphs() -> None:
    cues = (
        Cue(0, 1, "We built\nit"),
        Cue(1, 2, "twice."),
        Cue(1.5, 2.5, "twice."),
        Cue(6, 7, "Then it blew."),
        Cue(7, 8, "Wow!", "Sam"),
    )
    assert transcript_of(cues) == ("We built it twice.", "Then it blew.", "Sam: Wow!")


@pytest.mark.parametrize(
    ("name", "language"),
    [
        ("clip.vtt", ""),
        ("clip.cy.vtt", "cy"),
        ("my clip.pt-br.srt", "pt-BR"),
        ("a.EN.vtt", "en"),
        ("v1.2.vtt", ""),
        ("speech.final.vtt", ""),
        (".cy.vtt", ""),
    ],
)
def test_language_by_name(name: str, language: str) -> None:
    assert language_of(name) == language


@settings(max_examples=200, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            [
                "00:01.000",
                " --> ",
                "00:00:02,000",
                "\n",
                "\n\n",
                "1",
                "<v A>",
                "<b>",
                "&lt;",
                "x",
                "-->",
                "NOTE",
                "é",
                "\r\n",
                "WEBVTT",
                "{\\a}",
                "\x00",
                "<",
            ]
        ),
        max_size=40,
    )
)
def test_anything_can_be_read(pieces: list[str]) -> None:
    text = "".join(pieces)
    cues, _ = parse_captions(text)
    for cue in cues:
        assert 0 <= cue.start_s < cue.end_s
        assert cue.text.strip()
    assert parse_captions(write_webvtt(cues))[0] == cues
