"""Pictures: upright, in sizes, in sRGB, and with nothing hidden in them."""

from __future__ import annotations

import base64
import io
import struct
import zlib
from typing import TYPE_CHECKING, Any

import media_files as files
import pillow_heif
import pytest
from PIL import Image, ImageSequence, PngImagePlugin

from portfoliogen.model.media import Rendition, Treatment
from portfoliogen.render.media import opening
from portfoliogen.render.media.made import Withheld
from portfoliogen.render.media.pictures import WEBP_METHOD, encode_modern
from portfoliogen.render.media.sizes import fit, ladder

if TYPE_CHECKING:
    from pathlib import Path

    from portfoliogen.model.media import MadeMedia


def _opened(rendition: Rendition) -> Image.Image:
    with Image.open(rendition.path) as image:
        image.load()
        assert image.size == (rendition.width_px, rendition.height_px)
        return image


def _sizes(media: MadeMedia, mime: str = "image/webp") -> list[tuple[int, int]]:
    return [(one.width_px, one.height_px) for one in media.renditions if one.mime == mime]


def test_sizes_of_a_photo(tmp_path: Path) -> None:
    media = files.made(files.write_jpeg(tmp_path / "Amara on the beach.jpg", files.photo(2000, 1500)))
    assert _sizes(media) == [(480, 360), (960, 720), (1600, 1200)]
    assert _sizes(media, "image/jpeg") == [(960, 720)]
    assert (media.width_px, media.height_px) == (2000, 1500)
    assert all(_opened(one) for one in media.renditions)
    assert all(one.name.startswith(files.job_of(tmp_path / "Amara on the beach.jpg").key) for one in media.files)


@pytest.mark.parametrize(
    ("source", "sizes"),
    [
        ((4032, 3024), [(480, 360), (960, 720), (1600, 1200)]),
        ((3024, 4032), [(360, 480), (720, 960), (1200, 1600)]),
        ((700, 500), [(480, 343), (700, 500)]),
        ((300, 200), [(300, 200)]),
        ((1, 1), [(1, 1)]),
        ((1000, 20_000), [(192, 3840), (384, 7680), (640, 12_800)]),
        ((20_000, 1000), [(480, 24), (960, 48), (1600, 80)]),
        ((10, 60_000), [(3, 16_000)]),
    ],
)
def test_ladder(source: tuple[int, int], sizes: list[tuple[int, int]]) -> None:
    assert list(ladder(*source, (480, 960, 1600))) == sizes


def test_fit_is_never_above_the_source_and_never_nothing() -> None:
    for width in (1, 7, 480, 481, 5000):
        for height in (1, 9, 960, 40_000):
            shown = fit(width, height, 480)
            assert 1 <= shown[0] <= width
            assert 1 <= shown[1] <= max(height, 1)


@pytest.mark.parametrize("orientation", range(1, 9))
def test_every_orientation_stands_upright(tmp_path: Path, orientation: int) -> None:
    upright = files.quadrants(1200, 900)
    undo = {2: 0, 3: 3, 4: 1, 5: 5, 6: 2, 7: 6, 8: 4}  # the turn that a camera held so would have made
    stored = upright.transpose(Image.Transpose(undo[orientation])) if orientation > 1 else upright
    media = files.made(files.write_jpeg(tmp_path / "a.jpg", stored, orientation))
    assert (media.width_px, media.height_px) == (1200, 900)
    assert {files.corners(_opened(one)) for one in media.renditions} == {"RGBW"}


def test_nothing_hidden_is_left(tmp_path: Path) -> None:
    files.made(files.write_jpeg(tmp_path / "CANARY a.jpg", files.photo(600, 400)))
    files.made(files.write_png(tmp_path / "CANARY b.png", files.photo(600, 400)))
    files.photo(600, 400).save(tmp_path / "CANARY c.webp", exif=files.planted_exif(), xmp=b"CANARYXMP")
    files.photo(600, 400).save(tmp_path / "d.tiff", exif=files.planted_exif(), icc_profile=files.planted_profile())
    files.photo(600, 400).save(tmp_path / "e.avif", exif=files.planted_exif(), xmp=b"CANARYXMP")
    files.quadrants().save(tmp_path / "f.gif", comment=b"CANARYCOMMENT")
    heif = pillow_heif.from_pillow(files.photo(600, 400))
    heif.info["exif"] = files.planted_exif().tobytes()
    heif.info["xmp"] = b"CANARYXMP"
    heif.save(tmp_path / "g.heic")
    for name in ("CANARY c.webp", "d.tiff", "e.avif", "f.gif", "g.heic"):
        assert files.CANARY in (tmp_path / name).read_bytes() or name == "d.tiff"
        files.made(tmp_path / name)
    found = files.everything_in(tmp_path / "store")
    assert files.CANARY not in found
    assert b"Exif" not in found
    # As the three formats begin a profile: its first three letters alone stand in noise now and then.
    assert not [mark for mark in (b"ICC_PROFILE", b"ICCP", b"iCCP") if mark in found]
    assert b"JFIF" in found  # the words were looked for where there are some


def _of_mode(mode: str) -> Image.Image:
    wide = files.quadrants(600, 450)
    if mode in {"I;16", "I"}:
        return wide.convert("L").point(lambda value: value * 257, "I").convert(mode)
    return wide.convert(mode)


@pytest.mark.parametrize(
    ("mode", "ending"),
    [
        ("1", "png"),
        ("L", "png"),
        ("LA", "png"),
        ("P", "png"),
        ("RGBA", "png"),
        ("I;16", "png"),
        ("L", "jpg"),
        ("CMYK", "jpg"),
        ("CMYK", "tiff"),
        ("RGBA", "webp"),
        ("F", "tiff"),
        ("LAB", "tiff"),
        ("P", "bmp"),
        ("YCbCr", "tiff"),
        ("P", "gif"),
    ],
)
def test_every_mode_becomes_a_plain_picture(tmp_path: Path, mode: str, ending: str) -> None:
    path = tmp_path / f"a.{ending}"
    _of_mode(mode).save(path)
    media = files.made(path)
    for one in media.renditions:
        image = _opened(one)
        assert image.mode in {"L", "P", "RGB", "RGBA", "1"}
        if mode in {"CMYK", "RGBA", "YCbCr"}:
            assert files.corners(image) == "RGBW"
        if mode in {"L", "I;16"}:
            grey = image.convert("L")
            assert grey.getpixel((image.width // 4, image.height // 4)) == pytest.approx(83, abs=6)


def test_what_is_transparent_stays_so(tmp_path: Path) -> None:
    image = Image.new("RGBA", (1200, 900), (0, 0, 0, 0))
    image.paste((*files.RED, 255), (0, 0, 600, 900))
    image.save(tmp_path / "a.png")
    media = files.made(tmp_path / "a.png")
    assert {one.mime for one in media.renditions} == {"image/webp", "image/png"}
    for one in media.renditions:
        shown = _opened(one).convert("RGBA")
        assert shown.getpixel((shown.width - 5, 5))[3] == 0  # type: ignore[index]
        edge = shown.getpixel((shown.width // 2 - 2, 5))
        assert isinstance(edge, tuple)
        assert edge[0] > 190  # no dark seam where colour meets nothing


def test_wide_colours_are_brought_to_srgb(tmp_path: Path) -> None:
    # A profile with red and green changed over: whoever ignores it shows the wrong colour.
    profile = bytearray(files.planted_profile())
    tags = {bytes(profile[at : at + 4]): at for at in range(132, 132 + 12 * profile[131], 12)}
    red, green = tags[b"rXYZ"], tags[b"gXYZ"]
    profile[red + 4 : red + 12], profile[green + 4 : green + 12] = (
        profile[green + 4 : green + 12],
        profile[red + 4 : red + 12],
    )
    files.quadrants(600, 450).save(tmp_path / "a.jpg", quality=95, icc_profile=bytes(profile))
    assert files.corners(_opened(files.made(tmp_path / "a.jpg").renditions[-1])) == "GRBW"


def test_a_broken_profile_is_passed_over(tmp_path: Path) -> None:
    files.quadrants().save(tmp_path / "a.jpg", icc_profile=b"CANARY" * 50)
    assert files.corners(_opened(files.made(tmp_path / "a.jpg").renditions[0])) == "RGBW"


def test_a_drawing_is_kept_exact(tmp_path: Path) -> None:
    drawing = files.quadrants(900, 600)
    drawing.save(tmp_path / "a.png")
    media = files.made(tmp_path / "a.png")
    largest = [_opened(one).convert("RGB") for one in media.renditions if one.width_px == 900]
    assert [one.tobytes() == drawing.tobytes() for one in largest] == [True, True]
    assert {one.mime for one in media.renditions} == {"image/webp", "image/png"}


def _as_webp(image: Image.Image, quality: int) -> bytes:
    buffer = io.BytesIO()
    image.save(buffer, "WEBP", quality=quality, method=WEBP_METHOD)
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("image", "quality"),
    [
        (files.photo(480, 360), 78),
        (Image.effect_noise((480, 360), 16).convert("RGB"), 50),
        (Image.effect_noise((480, 360), 120).convert("RGB"), 30),
        (Image.effect_noise((120, 90), 120).convert("RGB"), 78),
    ],
)
def test_grain_gives_way_where_it_weighs_too_much(image: Image.Image, quality: int) -> None:
    assert encode_modern(image, exact=False).content == _as_webp(image, quality)


def test_the_placeholder_is_tiny(tmp_path: Path) -> None:
    media = files.made(files.write_jpeg(tmp_path / "a.jpg", files.photo(900, 1350)))
    assert media.placeholder.startswith("data:image/webp;base64,")
    assert len(media.placeholder) < 400
    with Image.open(io.BytesIO(base64.b64decode(media.placeholder.partition(",")[2]))) as image:
        assert max(image.size) == 16


def test_what_is_left_of_a_truncated_file_is_shown_and_told(tmp_path: Path) -> None:
    for name in ("a.jpg", "a.png", "a.webp", "b.webp", "a.gif"):
        path = tmp_path / name
        more = {"exif": files.planted_exif()} if name == "b.webp" else {}
        files.photo(1000, 800).save(path, **more)
        path.write_bytes(path.read_bytes()[: path.stat().st_size * 6 // 10])
        media, (told,) = files.make(path)
        assert media is not None
        assert told.code == "PG406"
        assert _sizes(media)[-1] == (1000, 800)


def _chunk(name: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))


@pytest.mark.parametrize(
    "beside",
    [
        _chunk(b"zTXt", b"a\0\0" + zlib.compress(bytes(80_000_000))),  # a text that unpacks to too much
        _chunk(b"acTL", struct.pack(">II", 2, 0)) + _chunk(b"fdAT", bytes(40)),  # an animation without its frames
        _chunk(b"iCCP", b"x\0\x07broken"),
    ],
)
def test_what_is_broken_beside_a_png_does_not_hide_it(tmp_path: Path, beside: bytes) -> None:
    path = tmp_path / "a.png"
    files.quadrants().save(path)
    content = path.read_bytes()
    path.write_bytes(content[:33] + beside + content[33:])  # behind the header
    media = files.made(path)
    with Image.open(media.renditions[-1].path) as image:
        assert files.corners(image) == "RGBW"


def test_what_stands_before_an_animation_is_no_part_of_it(tmp_path: Path) -> None:
    plain, *moving = (files.quadrants(60, 40).rotate(180 * number) for number in range(3))
    for count in (1, 2):
        path = tmp_path / f"{count}.png"
        plain.save(path, save_all=True, append_images=moving[:count], default_image=True, duration=90)
        media = files.made(path)
        assert media.animated == (count == 2)
        with Image.open(media.renditions[-1].path) as image:
            assert files.corners(image) == "WBGR"


def test_the_way_up_is_what_browsers_take_it_for(tmp_path: Path) -> None:
    xmp = b'<x:xmpmeta><rdf:Description tiff:Orientation="3"/></x:xmpmeta>'
    for name in ("a.jpg", "a.webp", "a.png"):
        more: dict[str, Any] = {"pnginfo": PngImagePlugin.PngInfo()} if name == "a.png" else {"xmp": xmp}
        if "pnginfo" in more:
            more["pnginfo"].add_itxt("XML:com.adobe.xmp", xmp.decode())
        files.quadrants().save(tmp_path / name, **more)
        with Image.open(files.made(tmp_path / name).renditions[-1].path) as image:
            assert files.corners(image) == "RGBW"


def test_progressive_pictures_are_bounded_by_what_their_decoder_keeps(tmp_path: Path) -> None:
    for sampling, most in ((2, 166), (0, 83)):
        files.quadrants().save(tmp_path / "a.jpg", progressive=True, subsampling=sampling)
        with (tmp_path / "a.jpg").open("rb") as file:
            image = opening.open_picture(file, "jpeg")
            image._size = (most * 1000, 1000)
            opening.check_size(image)
            image._size = (most * 1000 + 1000, 1000)
            with pytest.raises(Withheld):
                opening.check_size(image)


def test_a_header_alone_is_refused(tmp_path: Path) -> None:
    path = files.write_jpeg(tmp_path / "a.jpg", files.quadrants())
    path.write_bytes(path.read_bytes()[:400])
    assert files.refusal(path) == "PG401"


def test_bombs_are_refused_unopened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    files.write_bomb(tmp_path / "a.png")
    monkeypatch.setattr(Image, "open", lambda *_, **__: pytest.fail("opened"))
    assert files.refusal(tmp_path / "a.png") == "PG407"


def test_a_moving_picture_keeps_moving(tmp_path: Path) -> None:
    frames = [files.quadrants(500, 400).rotate(180 * number) for number in range(4)]
    for name in ("a.gif", "a.webp", "a.png", "a.avif"):
        frames[0].save(tmp_path / name, save_all=True, append_images=frames[1:], duration=120, loop=0)
        media = files.made(tmp_path / name)
        assert media.animated
        assert media.duration_s == pytest.approx(0.48)
        film, still = media.renditions
        with Image.open(film.path) as moving:
            assert moving.size == (500, 400)
            assert [files.corners(frame) for frame in ImageSequence.Iterator(moving)] == [
                files.corners(frame) for frame in frames
            ]
        with Image.open(still.path) as standing:
            assert getattr(standing, "n_frames", 1) == 1


def test_a_moving_picture_is_stilled_on_request_and_where_it_is_long(tmp_path: Path) -> None:
    frames = [Image.new("L", (40, 40), number % 250) for number in range(420)]
    for number, frame in enumerate(frames):
        frame.putpixel((number % 40, number // 40), 255)
    frames[0].save(tmp_path / "long.gif", save_all=True, append_images=frames[1:], duration=20)
    stilled, (told,) = files.make(tmp_path / "long.gif")
    assert stilled is not None
    assert (stilled.animated, told.code) == (False, "PG413")
    frames[0].save(tmp_path / "short.gif", save_all=True, append_images=frames[1:4], duration=50)
    still = files.made(tmp_path / "short.gif", Treatment(still=True))
    assert not still.animated
    moving = files.made(tmp_path / "short.gif")
    assert not {one.name for one in still.files} & {one.name for one in moving.files}


def test_a_panorama_of_a_hundred_megapixels(tmp_path: Path) -> None:
    Image.new("RGB", (20_000, 5_000), files.GREEN).save(tmp_path / "a.jpg", quality=60)
    media = files.made(tmp_path / "a.jpg")
    assert _sizes(media) == [(480, 120), (960, 240), (1600, 400)]


@pytest.mark.parametrize("widths", [(480,), (320, 640), (4000,)])
def test_treatment_decides_the_sizes(tmp_path: Path, widths: tuple[int, ...]) -> None:
    media = files.made(files.write_jpeg(tmp_path / "a.jpg", files.photo(1000, 700)), Treatment(widths_px=widths))
    assert [width for width, _ in _sizes(media)] == [min(width, 1000) for width in widths]
