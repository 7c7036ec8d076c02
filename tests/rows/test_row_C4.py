"""C4: multimedia formats; each plays or opens with scripts off, or the file is named with what to do."""

from __future__ import annotations

import functools
import io
import shutil
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import media_files
import pillow_heif
import pytest
from PIL import Image

import schools
from find_metadata import find_metadata
from schools import entry

if TYPE_CHECKING:
    from schools import Built, Node

DAY = "learners/Amara/2026-06-01 Woodwork/"
PICTURES = {"a.jpg": "JPEG", "b.png": "PNG", "c.gif": "GIF", "d.webp": "WEBP", "e.bmp": "BMP", "f.tiff": "TIFF"}


def _heic() -> bytes:
    out = io.BytesIO()
    pillow_heif.from_pillow(media_files.quadrants(320, 240)).save(out, exif=media_files.planted_exif(6).tobytes())
    return out.getvalue()


@functools.cache
def _files() -> dict[str, bytes]:
    made: dict[str, bytes] = {name: schools.picture(kind, "navy") for name, kind in PICTURES.items()}
    made["g.HEIC"] = _heic()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        media_files.write_film(folder / "h.mov", codec="libx265", turn=90, frames=8)
        media_files.write_film(folder / "i.mp4", frames=8)
        media_files.write_sound(folder / "j.amr", "libopencore_amrnb", rate=8_000, seconds=0.5)
        media_files.write_sound(folder / "k.mp3", "libmp3lame", seconds=0.5)
        media_files.write_pdf(folder / "l.pdf")
        made |= {path.name: path.read_bytes() for path in folder.iterdir()}
    made["m.wav"] = schools.sound()
    made["broken.MOV"] = made["h.mov"][:900]
    return made


def _school(folder: Path) -> Path:
    files: dict[str, str | bytes] = {f"{DAY}{name}": content for name, content in _files().items()}
    files[f"{DAY}descriptions.txt"] = "".join(f"{name}: A thing of wood\n" for name in (*PICTURES, "g.HEIC"))
    words = {f"{DAY}{name[0]}.txt": "Sawing." for name in _files() if name[0] in "hijkm"}
    text = entry("Woodwork", "", "![Not whole](broken.MOV)")
    return schools.write(folder, files | words | {f"{DAY}index.md": text})


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    return schools.build(_school(tmp_path_factory.mktemp("school")))


def _main(built: Built) -> Node:
    return built.profile("Amara").entries["woodwork"].main


def test_row_C4_every_picture_is_one_that_browsers_show(built: Built) -> None:
    files = built.profile("Amara").files
    figures = [one for one in _main(built).all("figure") if "picture" in one.classes]
    assert len(figures) == len(PICTURES) + 1
    for figure in figures:
        shown = next(one for one in figure.all("img") if "blur" not in one.classes)
        path = shown.attributes["src"].partition("media/")[2]
        with Image.open(io.BytesIO(files[f"media/{path}"])) as image:
            assert image.format in {"JPEG", "PNG"}
            assert "loading" in shown.attributes or "width" in shown.attributes


def test_row_C4_a_portrait_from_a_phone_stands_upright(built: Built) -> None:
    files = built.profile("Amara").files
    tall = [one for one in _main(built).all("figure") if {"picture", "tall"} <= one.classes]
    (shown,) = [one for figure in tall for one in figure.all("img") if "blur" not in one.classes]
    assert int(shown.attributes["height"]) > int(shown.attributes["width"])
    with Image.open(io.BytesIO(files["media/" + shown.attributes["src"].partition("media/")[2]])) as image:
        assert image.height > image.width
        assert image.format == "JPEG"


def test_row_C4_film_and_sound_have_players_that_need_no_script(built: Built) -> None:
    files = built.profile("Amara").files
    main = _main(built)
    assert (len(main.all("video")), len(main.all("audio"))) == (2, 3)
    for player in (*main.all("video"), *main.all("audio")):
        assert "controls" in player.attributes
        source = player.one("source").attributes
        assert source["type"] in {"video/mp4", "audio/mpeg"}
        assert f"media/{source['src'].partition('media/')[2]}" in files


def test_row_C4_a_document_opens(built: Built) -> None:
    (document,) = [one for one in _main(built).all("figure") if "document" in one.classes]
    path = document.one("a").attributes["href"].partition("media/")[2]
    assert built.profile("Amara").files[f"media/{path}"].startswith(b"%PDF")
    assert "2 pages" in document.text


def test_row_C4_what_cannot_be_shown_is_named_with_what_to_do(built: Built) -> None:
    (told,) = [one for one in built.told if one.severity.value == "error"]
    assert told.code == "PG401"
    assert "“broken.MOV” cannot be shown" in told.message
    assert "save it again" in told.hint


def test_row_C4_without_the_extras_everything_else_is_shown(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    school = _school(tmp_path)
    for module in ("av", "pillow_heif", "pypdfium2"):
        monkeypatch.setitem(sys.modules, module, None)
    built = schools.build(school)
    missing = {one.at.path.rpartition("/")[2]: one.hint for one in built.told if one.code == "PG408"}
    assert set(missing) == {name for name in _files() if name[0] in "ghijklm"}
    assert missing["g.HEIC"] == "Type: pip install pillow-heif"
    assert missing["h.mov"] == missing["m.wav"] == "Type: pip install av"
    assert missing["l.pdf"] == "Type: pip install pypdfium2"
    main = _main(built)
    assert len([one for one in main.all("figure") if "picture" in one.classes]) == len(PICTURES)
    assert not main.all("video") + main.all("audio")


@pytest.mark.skipif(shutil.which("exiftool") is None, reason="exiftool is not installed")
def test_row_C4_exiftool_finds_only_what_the_formats_need(built: Built) -> None:
    assert find_metadata(built.output) == []
