"""Film and sound: playable everywhere, upright, starting at once, and with nothing hidden in them."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import av
import media_files as files
import pytest
from PIL import Image

from portfoliogen.model.media import MadeMedia, Rendition
from portfoliogen.model.sources import MediaKind
from portfoliogen.render.media import films, makers, posters
from portfoliogen.render.media.waveforms import draw_waveform


def _film(media: MadeMedia) -> Rendition:
    (film,) = media.renditions
    assert (media.kind, film.mime) == (MediaKind.FILM, "video/mp4")
    content = Path(film.path).read_bytes()
    assert content.index(b"moov") < content.index(b"mdat")
    return film


def _first_picture(rendition: Rendition) -> Image.Image:
    with av.open(rendition.path) as source:
        frame: Any = next(source.decode(video=0))
        image: Image.Image = frame.to_image().rotate(frame.rotation, expand=True)
    assert image.size == (rendition.width_px, rendition.height_px)
    return image


def _streams(rendition: Rendition) -> list[str]:
    with av.open(rendition.path) as source:
        return [one.codec_context.name for one in source.streams]


@pytest.mark.parametrize("turn", [0, 90, 180, 270])
@pytest.mark.parametrize("codec", ["libx264", "libx265"])
def test_film_stands_upright(tmp_path: Path, codec: str, turn: int) -> None:
    name = "a.mp4" if codec == "libx264" else "a.mov"
    media = files.made(files.write_film(tmp_path / name, codec=codec, turn=turn, frames=10))
    expected = {0: "RGBW", 90: "BRWG", 180: "WBGR", 270: "GWRB"}[turn]
    assert files.corners(_first_picture(_film(media))) == expected
    assert (media.width_px, media.height_px) == ((180, 320) if turn in {90, 270} else (320, 180))
    for poster in media.poster:
        with Image.open(poster.path) as image:
            assert files.corners(image) == expected
            assert image.size == (poster.width_px, poster.height_px)


def test_what_browsers_play_is_not_encoded_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = files.write_film(tmp_path / "a.mp4")
    monkeypatch.setattr(films, "Encoded", lambda *_: pytest.fail("encoded"))
    outcome = makers.make_in(files.job_of(path), tmp_path)
    assert outcome.media is not None
    assert _streams(Rendition("", str(tmp_path / outcome.media.renditions[0].path), "", 0)) == ["h264", "aac"]


@pytest.mark.parametrize(
    ("name", "codec", "sound"),
    [
        ("a.webm", "libvpx-vp9", "libopus"),
        ("a.avi", "mjpeg", "mp3"),
        ("a.mov", "libx264", "pcm_s16le"),
        ("a.mkv", "libx264", "flac"),
        ("a.mpg", "mpeg2video", "mp2"),
        ("a.mov", "libx265", ""),
    ],
)
def test_other_films_are_converted(tmp_path: Path, name: str, codec: str, sound: str) -> None:
    media = files.made(files.write_film(tmp_path / name, codec=codec, sound=sound, size=(320, 240)))
    film = _film(media)
    assert _streams(film) == (["h264", "aac"] if sound else ["h264"])
    assert files.corners(_first_picture(film)) == "RGBW"
    assert media.duration_s == pytest.approx(1.2, abs=0.15)


@pytest.mark.parametrize(
    ("signal", "transfer", "space", "bits", "shown"),
    [
        ((721, 512, 512), 18, 9, 10, (248, 248, 248)),  # reference white in HLG, ITU-R BT.2408
        ((572, 512, 512), 16, 9, 10, (248, 248, 248)),  # the same in PQ
        ((63, 102, 240), 1, 1, 8, (255, 0, 0)),  # pure red as high definition codes it, whatever its size
        ((81, 90, 240), 6, 6, 8, (255, 0, 0)),  # and as old television does
    ],
)
def test_films_have_the_colours_of_every_screen(
    tmp_path: Path,
    signal: tuple[int, int, int],
    transfer: int,
    space: int,
    bits: int,
    shown: tuple[int, int, int],
) -> None:
    media = files.made(files.write_plain_film(tmp_path / "a.mov", signal, transfer=transfer, space=space, bits=bits))
    film = _film(media)
    with av.open(film.path) as source:
        tagged: Any = next(source.decode(video=0))
        assert tagged.colorspace == 1
    poster = Image.open(media.poster[0].path).convert("RGB")
    for picture in (_first_picture(film), poster):
        pixel = picture.getpixel((80, 48))
        assert isinstance(pixel, tuple)
        assert pixel == pytest.approx(shown, abs=6)
    assert not list(Path(film.path).parent.glob("*.cube"))


def test_a_film_for_several_speeds_may_have_empty_streams(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made = posters.make_poster
    tried: list[int] = []

    def first_has_none(*given: Any) -> Any:
        tried.append(given[2].index)
        return None if len(tried) == 1 else made(*given)

    path = tmp_path / "a.mkv"
    with av.open(str(path), "w") as out:
        for _ in range(2):
            stream: Any = out.add_stream("mpeg4", rate=5)
            stream.width, stream.height, stream.pix_fmt = 64, 48, "yuv420p"
        picture_class: Any = av.VideoFrame
        frame = picture_class.from_image(files.quadrants(64, 48))
        for stream in out.streams:
            for packet in (*stream.encode(frame), *stream.encode(None)):
                out.mux(packet)
    monkeypatch.setattr(films, "make_poster", first_has_none)
    assert makers.make_in(files.job_of(path), tmp_path).media is not None
    assert tried == [0, 1]


def test_large_films_are_made_smaller(tmp_path: Path) -> None:
    media = files.made(files.write_film(tmp_path / "a.mp4", size=(2560, 1440), frames=4, sound=""))
    assert (media.width_px, media.height_px) == (1920, 1080)


def test_quick_films_are_thinned(tmp_path: Path) -> None:
    media = files.made(files.write_film(tmp_path / "a.mov", codec="libx265", rate=60, frames=60, sound=""))
    with av.open(media.renditions[0].path) as source:
        assert 28 <= sum(1 for _ in source.decode(video=0)) <= 32


def test_nothing_hidden_is_left_in_films(tmp_path: Path) -> None:
    files.made(files.write_film(tmp_path / "CANARY.mp4"))
    files.made(files.write_film(tmp_path / "b.mov", codec="libx265"))
    assert files.CANARY in (tmp_path / "b.mov").read_bytes()
    files.made(_with_more(files.write_film(tmp_path / "c.mp4")))
    found = files.everything_in(tmp_path / "store")
    for word in (files.CANARY, b"51.50", b"2024", b"x264 - core", b"Lavf"):
        assert word not in found


def _with_more(path: Path) -> Path:
    # A message inside the H.264 stream, and a box behind it, as cameras write them.
    content = path.read_bytes()
    content += b"\0\0\0\x20uuid" + b"CANARYUUIDCANARYUUIDCANA"
    path.write_bytes(content)
    assert b"x264 - core" in content  # such a message is there already: the encoder's own
    return path


def test_the_times_of_a_film_are_nobodys_business(tmp_path: Path) -> None:
    film = _film(files.made(files.write_film(tmp_path / "a.mp4")))
    content = Path(film.path).read_bytes()
    for box in (b"mvhd", b"tkhd", b"mdhd"):
        for match in re.finditer(box, content):
            assert content[match.end() + 4 : match.end() + 12] == bytes(8)


def test_same_film_same_bytes(tmp_path: Path) -> None:
    path = files.write_film(tmp_path / "a.mov", codec="libx265", frames=20)
    (tmp_path / "1").mkdir()
    (tmp_path / "2").mkdir()
    for folder in ("1", "2"):
        makers.make_in(files.job_of(path), tmp_path / folder)
    assert files.everything_in(tmp_path / "1") == files.everything_in(tmp_path / "2")


def test_broken_films_are_told(tmp_path: Path) -> None:
    whole = files.write_film(tmp_path / "a.mp4").read_bytes()
    (tmp_path / "b.mp4").write_bytes(whole[: len(whole) // 2])
    assert files.refusal(tmp_path / "b.mp4") == "PG401"
    (tmp_path / "c.mp4").write_bytes(whole[:40] + bytes(300) + whole[340:])
    assert files.refusal(tmp_path / "c.mp4") == "PG401"
    (tmp_path / "d.webm").write_bytes(b"\x1aE\xdf\xa3" + bytes(range(256)) * 20)
    assert files.refusal(tmp_path / "d.webm") == "PG401"


@pytest.mark.parametrize(
    ("name", "codec"),
    [
        ("a.m4a", "aac"),
        ("a.mp3", "libmp3lame"),
        ("a.wav", "pcm_s16le"),
        ("a.flac", "flac"),
        ("a.opus", "libopus"),
        ("a.aiff", "pcm_s16be"),
        ("a.amr", "libopencore_amrnb"),
    ],
)
def test_sound_becomes_mp3(tmp_path: Path, name: str, codec: str) -> None:
    rate = 8_000 if name == "a.amr" else 48_000
    media = files.made(files.write_sound(tmp_path / name, codec, rate=rate))
    (sound,) = media.renditions
    assert (media.kind, sound.mime) == (MediaKind.SOUND, "audio/mpeg")
    assert media.duration_s == pytest.approx(2, abs=0.1)
    assert _streams(sound) == ["mp3float"]
    drawing = ET.fromstring(media.waveform)  # noqa: S314 - our own
    assert drawing.get("aria-hidden") == "true"
    assert [child.tag.rpartition("}")[2] for child in drawing] == ["path"]
    assert files.CANARY not in files.everything_in(tmp_path / "store")


def test_tags_around_an_mp3_are_gone(tmp_path: Path) -> None:
    path = files.write_sound(tmp_path / "a.mp3", "libmp3lame")
    old = b"TAG" + b"CANARYTITLE".ljust(30) + b"CANARYNAME".ljust(30) + bytes(65)
    ape = b"APETAGEX\xd0\x07\0\0\x40\0\0\0\x01\0\0\0\0\0\0\x80" + bytes(8) + b"CANARYAPE"
    path.write_bytes(path.read_bytes() + ape + old)
    media, _ = files.make(path)
    assert media is not None
    assert files.CANARY not in files.everything_in(tmp_path / "store")


def test_sound_may_change_in_the_middle(tmp_path: Path) -> None:
    one = files.write_sound(tmp_path / "1.mp3", "libmp3lame", rate=44_100)
    two = files.write_sound(tmp_path / "2.mp3", "libmp3lame", rate=22_050, layout="stereo")
    (tmp_path / "both.mp3").write_bytes(one.read_bytes() + two.read_bytes())
    media, _ = files.make(tmp_path / "both.mp3")
    assert media is not None
    assert media.duration_s == pytest.approx(4, abs=0.3)


def test_sound_need_not_name_its_channels(tmp_path: Path) -> None:
    plain = files.write_sound(tmp_path / "a.aiff", "pcm_s16be", rate=8_000)
    assert len(_streams(files.made(plain).renditions[0])) == 1


def test_sound_without_sound_is_told(tmp_path: Path) -> None:
    (tmp_path / "a.mp3").write_bytes(b"ID3\x04\0\0\0\0\0\x0a" + bytes(200))
    assert files.refusal(tmp_path / "a.mp3") == "PG401"


def test_waveform_is_drawn_to_its_loudest() -> None:
    drawing = draw_waveform([0, 50, 100])
    assert re.findall(r"v(\d+)", drawing) == ["2", "24", "48"]
    assert draw_waveform([]) == ""
    assert len(re.findall("M", draw_waveform(list(range(10_000))))) == 120
    assert len(draw_waveform([1])) < 400
