"""The first look at media files: by content, from the header, and never harmful."""

from __future__ import annotations

import io
import time
import zipfile
from typing import TYPE_CHECKING

import media_files as files
import pillow_heif
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from portfoliogen.model.sources import MediaKind, SourceFile
from portfoliogen.read import read
from portfoliogen.read.media import read_media_facts
from portfoliogen.read.media_headers import plausible_day

if TYPE_CHECKING:
    from pathlib import Path


def _of(content: bytes, name: str = "a.bin") -> tuple[MediaKind, str, list[str]]:
    source = SourceFile("", name, name, len(content), inline=content)
    facts, diagnostics = read_media_facts(source)
    assert bool(facts.problem) == bool(diagnostics) == (facts.kind is MediaKind.UNKNOWN)
    return facts.kind, facts.format, [one.code for one in diagnostics]


@pytest.mark.parametrize("orientation", range(1, 9))
def test_jpeg_is_measured_as_seen(tmp_path: Path, orientation: int) -> None:
    path = files.write_jpeg(tmp_path / "a.jpg", files.quadrants(), orientation)
    facts = files.facts_of(path)
    assert (facts.kind, facts.format, facts.captured) == (MediaKind.PICTURE, "jpeg", "2024-05-02")
    assert (facts.width_px, facts.height_px) == ((400, 300) if orientation < 5 else (300, 400))


@pytest.mark.parametrize("ending", ["png", "gif", "webp", "bmp", "tiff", "avif"])
def test_picture_formats(tmp_path: Path, ending: str) -> None:
    path = tmp_path / f"a.{ending}"
    files.quadrants().save(path)
    facts = files.facts_of(path)
    assert (facts.kind, facts.format, facts.width_px, facts.height_px) == (MediaKind.PICTURE, ending, 400, 300)
    assert not facts.animated


def test_lossless_and_extended_webp(tmp_path: Path) -> None:
    files.quadrants().save(tmp_path / "a.webp", lossless=True)
    files.quadrants().save(tmp_path / "b.webp", exif=files.planted_exif(6))
    assert files.facts_of(tmp_path / "a.webp").width_px == 400
    extended = files.facts_of(tmp_path / "b.webp")
    assert (extended.width_px, extended.height_px, extended.captured) == (300, 400, "2024-05-02")


@pytest.mark.parametrize("ending", ["gif", "webp", "png"])
def test_animation_is_seen(tmp_path: Path, ending: str) -> None:
    frames = [files.quadrants(), files.photo(400, 300)]
    path = tmp_path / f"a.{ending}"
    frames[0].save(path, save_all=True, append_images=frames[1:], duration=100)
    assert files.facts_of(path).animated


def test_heic_whatever_its_name(tmp_path: Path) -> None:
    path = tmp_path / "decantaciones.jpg"
    heif = pillow_heif.from_pillow(files.quadrants())
    heif.info["exif"] = files.planted_exif().tobytes()
    heif.save(path)
    facts = files.facts_of(path)
    assert (facts.format, facts.width_px, facts.height_px, facts.captured) == ("heic", 400, 300, "2024-05-02")


@pytest.mark.parametrize(
    ("name", "codec", "format_name"),
    [
        ("a.mp4", "libx264", "mp4"),
        ("a.mov", "libx265", "mov"),
        ("a.webm", "libvpx-vp9", "webm"),
    ],
)
def test_films(tmp_path: Path, name: str, codec: str, format_name: str) -> None:
    sound = "libopus" if name.endswith("webm") else "aac"
    path = files.write_film(tmp_path / name, codec=codec, sound=sound, frames=25)
    facts = files.facts_of(path)
    assert (facts.kind, facts.format, facts.width_px, facts.height_px) == (MediaKind.FILM, format_name, 320, 180)
    assert facts.duration_s == pytest.approx(1, abs=0.1)
    assert facts.captured == (None if name.endswith("webm") else "2024-05-02")


def test_turned_film_is_measured_as_seen(tmp_path: Path) -> None:
    facts = files.facts_of(files.write_film(tmp_path / "a.mov", turn=90))
    assert (facts.width_px, facts.height_px) == (180, 320)


def test_film_without_pictures_is_sound(tmp_path: Path) -> None:
    files.write_sound(tmp_path / "a.mp4", "aac")
    files.write_sound(tmp_path / "a.webm", "libopus", rate=48_000)
    assert files.facts_of(tmp_path / "a.mp4").kind is MediaKind.SOUND
    assert files.facts_of(tmp_path / "a.webm").kind is MediaKind.SOUND


@pytest.mark.parametrize(
    ("name", "codec", "format_name"),
    [
        ("a.mp3", "libmp3lame", "mp3"),
        ("a.m4a", "aac", "m4a"),
        ("a.wav", "pcm_s16le", "wav"),
        ("a.flac", "flac", "flac"),
        ("a.opus", "libopus", "opus"),
        ("a.aiff", "pcm_s16be", "aiff"),
        ("a.aac", "aac", "aac"),
    ],
)
def test_sounds(tmp_path: Path, name: str, codec: str, format_name: str) -> None:
    facts = files.facts_of(files.write_sound(tmp_path / name, codec, rate=48_000))
    assert (facts.kind, facts.format) == (MediaKind.SOUND, format_name)
    if format_name != "aac":
        assert facts.duration_s == pytest.approx(2, abs=0.15)


def test_disguised_sound(tmp_path: Path) -> None:
    path = files.write_sound(tmp_path / "a.m4a", "aac")
    assert files.facts_of(path.rename(tmp_path / "voice.mp3")).format == "m4a"


def test_pdf(tmp_path: Path) -> None:
    assert files.facts_of(files.write_pdf(tmp_path / "a.pdf")).kind is MediaKind.DOCUMENT


def _zip(*names: str, mimetype: str = "") -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        if mimetype:
            archive.writestr("mimetype", mimetype)
        for name in names:
            archive.writestr(name, b"x")
    return buffer.getvalue()


def test_office_files_by_their_parts() -> None:
    types = "[Content_Types].xml"
    assert _of(_zip(types, "word/document.xml"))[:2] == (MediaKind.ATTACHMENT, "docx")
    assert _of(_zip(types, "ppt/presentation.xml"))[1] == "pptx"
    assert _of(_zip(types, "xl/workbook.xml"), "a.docx")[1] == "xlsx"
    assert _of(_zip("content.xml", mimetype="application/vnd.oasis.opendocument.text"))[1] == "odt"
    assert _of(_zip(types, "word/document.xml", "word/vbaProject.bin"))[1:] == ("macros", ["PG405"])
    assert _of(_zip("Index/Document.iwa"))[1:] == ("iwork", ["PG404"])
    assert _of(_zip("a.txt"))[1:] == ("archive", ["PG405"])


@pytest.mark.parametrize(
    ("content", "name", "format_name", "code"),
    [
        (b"", "a.jpg", "", "PG403"),
        (b"\0" * 5000, "a.jpg", "", "PG403"),
        (b"version https://git-lfs.github.com/spec/v1\noid sha256:00\nsize 4\n", "a.mp4", "lfs", "PG402"),
        (b'{"url": "https://docs.google.com/open?id=x", "email": "a@b.c"}', "Poem.gdoc", "cloud", "PG402"),
        (b"bplist00\xd4", ".a.jpg.icloud", "icloud", "PG402"),
        (b"[InternetShortcut]\r\nURL=https://a.b", "a.url", "pointer", "PG402"),
        (b'<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"/>', "a.png", "svg", "PG404"),
        (b"8BPS\0\x01" + bytes(30), "a.jpg", "psd", "PG404"),
        (b"%!PS-Adobe-3.0 EPSF-3.0\n", "a.jpg", "eps", "PG404"),
        (b"SIMPLE  =                    T", "a.fits", "fits", "PG404"),
        (b"\0\0\0\x0cjP  \r\n\x87\n", "a.jpg", "jpeg2000", "PG404"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(60), "a.doc", "ole", "PG404"),
        (b"MZ\x90\0" + bytes(60), "a.jpg", "program", "PG405"),
        (b"<!DOCTYPE html><title>Sign in</title>", "photo.jpg", "html", "PG405"),
        (b"#!/bin/sh\nrm -rf /\n", "a.png", "script", "PG405"),
        (b"just words", "a.png", "text", "PG405"),
        (bytes(range(1, 8)) * 20, "a.dat", "", "PG405"),
        (b"\0\0\0\x18ftypmp42\0\0\0\0isom", "a.mp4", "mp4", "PG401"),
    ],
)
def test_what_is_no_evidence(content: bytes, name: str, format_name: str, code: str) -> None:
    assert _of(content, name) == (MediaKind.UNKNOWN, format_name, [code])


def test_pointers_are_never_told_with_their_content() -> None:
    content = b'{"url": "https://docs.google.com/open?id=SECRET", "email": "child@school.example"}'
    source = SourceFile("", "a.gdoc", "9B/Amara/a.gdoc", len(content), inline=content)
    _, (told,) = read_media_facts(source)
    assert told.at.path == "9B/Amara/a.gdoc"
    assert "SECRET" not in told.message + told.hint
    assert "child@" not in told.message + told.hint


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2024:05:02 10:11:12", "2024-05-02"),
        ("2024-02-29", "2024-02-29"),
        ("2023:02:29 10:00:00", None),
        ("0000:00:00 00:00:00", None),
        ("1904-01-01", None),
        ("2000:01:01 00:00:00", None),
        ("2031:13:01", None),
        ("", None),
    ],
)
def test_plausible_day(text: str, day: str | None) -> None:
    assert plausible_day(text) == day


def test_a_bomb_is_only_measured(tmp_path: Path) -> None:
    path = files.write_bomb(tmp_path / "bomb.png")
    start = time.perf_counter()
    facts = files.facts_of(path)
    assert (facts.width_px, facts.height_px) == (30_000, 30_000)
    assert time.perf_counter() - start < 0.05


def test_a_large_photo_takes_no_time(tmp_path: Path) -> None:
    path = files.write_jpeg(tmp_path / "a.jpg", files.photo(2600, 1800))
    source = files.source_of(path)
    times = []
    for _ in range(20):
        start = time.perf_counter()
        read_media_facts(source)
        times.append(time.perf_counter() - start)
    assert min(times) < 0.001


def test_a_file_that_cannot_be_opened_is_told(tmp_path: Path) -> None:
    found, (told,) = read([SourceFile(str(tmp_path), "gone.jpg", "gone.jpg", 3)])
    ((_, facts),) = found.media
    assert (facts.kind, told.code) == (MediaKind.UNKNOWN, "PG401")


_STARTS = [
    b"\xff\xd8\xff\xe1",
    b"\x89PNG\r\n\x1a\n",
    b"GIF89a",
    b"RIFF\0\0\0\0WEBP",
    b"RIFF\0\0\0\0WAVEfmt ",
    b"BM",
    b"II*\0\x08\0\0\0",
    b"\0\0\0\x18ftypheic",
    b"\0\0\0\x18ftypmp42",
    b"\x1aE\xdf\xa3",
    b"ID3",
    b"fLaC",
    b"OggS",
    b"PK\x03\x04",
    b"%PDF-1.4 /Linearized /N ",
    b"\xff\xfb\x90",
    b"FORM\0\0\0\0AIFF",
    b"\0\0\0\x18ftypqt  ",
]
_PIECES = [
    b"moov",
    b"trak",
    b"tkhd",
    b"mvhd",
    b"meta",
    b"ispe",
    b"ipma",
    b"pitm",
    b"Exif\0\0II*\0",
    b"VP8X",
    b"IHDR",
    b"\xff\xe1\0\x40Exif\0\0MM\0*",
    b"\xff\xc0\0\x11\x08",
    b"PK\x05\x06",
    b"\x18\x53\x80\x67",
    b"\0\0\0\x10",
    b"\xff" * 9,
    b"\0" * 9,
    b"IFD",
    b"acTL",
    b"fmt ",
    b"data",
]


@settings(max_examples=150, deadline=None)
@given(st.sampled_from(_STARTS), st.lists(st.one_of(st.sampled_from(_PIECES), st.binary(max_size=12)), max_size=25))
def test_nothing_in_a_file_breaks_the_first_look(start: bytes, pieces: list[bytes]) -> None:
    _of(start + b"".join(pieces), "a.jpg")
