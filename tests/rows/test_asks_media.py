"""What users of such systems ask for, in media: from phones, by name, cleaned, in order, and nobody else is stopped."""

from __future__ import annotations

import hashlib
import io
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import media_files
import pytest
from PIL import Image

import schools
from schools import entry

if TYPE_CHECKING:
    from conftest import Build, Folder
    from schools import Built

PLAIN = schools.picture()
DAY = "learners/Amara/2026-06-01 Woodwork/"
ODD = "Ffôto “2” & 100% #1 (é) 照片?.jpg" if not Path("C:/").is_dir() else "Ffôto & 100% #1 (é) 照片.jpg"


def _photo(width: int, orientation: int = 1) -> bytes:
    with tempfile.TemporaryDirectory() as name:
        return media_files.write_jpeg(Path(name) / "a.jpg", media_files.quadrants(width, 300), orientation).read_bytes()


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    huge = io.BytesIO()
    Image.new("RGB", (12_000, 3_000), "teal").save(huge, "JPEG", quality=30)
    whole = _photo(405)
    files: dict[str, str | bytes] = {
        f"{DAY}IMG_10.jpg": _photo(410),
        f"{DAY}IMG_9.jpg": _photo(409, 6),
        f"{DAY}IMG_2.jpg": _photo(402),
        f"{DAY}{ODD}": _photo(420),
        f"{DAY}Half.jpg": whole[: len(whole) * 2 // 3],
        f"{DAY}Panorama.jpg": huge.getvalue(),
        f"{DAY}Broken.jpg": b"\xff\xd8\xff" + bytes(500),
        "learners/Ben/2026-06-01 Clay.md": entry("Clay", ""),
    }
    return schools.build(schools.write(tmp_path_factory.mktemp("school"), files))


def test_ask_photos_stand_upright_in_natural_order_whatever_their_names(built: Built) -> None:
    profile = built.profile("Amara")
    shown = [one for one in profile.entries["woodwork"].main.all("img") if "blur" not in one.classes]
    sizes = [(int(one.attributes["width"]), int(one.attributes["height"])) for one in shown]
    assert sizes == [(420, 300), (405, 300), (402, 300), (300, 409), (410, 300), (12_000, 3_000)]
    for one, (width, height) in zip(shown, sizes, strict=True):
        data = profile.files["media/" + one.attributes["src"].partition("media/")[2]]
        with Image.open(io.BytesIO(data)) as image:
            assert image.width / image.height == pytest.approx(width / height, rel=0.02)


def test_ask_one_bad_file_stops_nobody(built: Built) -> None:
    codes = {(one.code, one.at.path.rpartition("/")[2]) for one in built.told}
    assert {("PG401", "Broken.jpg"), ("PG406", "Half.jpg")} <= codes
    assert "clay" in built.profile("Ben").entries


def test_ask_no_original_and_nothing_hidden_is_shipped(built: Built) -> None:
    for path, data in built.files.items():
        assert b"CANARY" not in data, path
        assert b"Exif" not in data, path


def test_ask_alt_text_is_asked_for_by_name_and_decorative_is_an_answer(folder: Folder) -> None:
    text = entry("Woodwork", "", "![](saw.jpg)", media="{plank.jpg: {decorative: true}}")
    pictures = {f"{DAY}{name}.jpg": schools.picture(colour=name) for name in ("tan", "gold")}
    files = {f"{DAY}saw.jpg": pictures[f"{DAY}tan.jpg"], f"{DAY}plank.jpg": pictures[f"{DAY}gold.jpg"]}
    told = schools.check(folder(files | {f"{DAY}index.md": text}))
    assert schools.places(told) == [("PG451", f"{DAY}index.md", 6, 5)]
    assert "saw.jpg" in told[0].message
    assert "![Two pupils pour vinegar into a cone](saw.jpg)" in told[0].hint
    assert "decorative: true" in told[0].hint


def test_ask_a_gallery_has_its_captions_from_a_small_file(build: Build) -> None:
    photos = {f"{DAY}IMG_{number}.jpg": schools.picture(size=(40 + number, 30)) for number in range(1, 12)}
    lines = "".join(f"IMG_{number}: Step {number}\n" for number in range(1, 12))
    main = build(photos | {f"{DAY}captions.txt": lines}).profile("Amara").entries["woodwork"].main
    assert [one.text for one in main.all("figcaption")] == [f"Step {number}" for number in range(1, 12)]


def test_ask_nothing_is_left_of_a_build_that_was_killed(build: Build, folder: Folder) -> None:
    root = folder({f"{DAY}saw.jpg": PLAIN})
    store = build(root).output / ".portfoliogen" / "cache" / "media"
    schools.write(store, {".work-abc/half.webp": b"half", "0123456789abcdef0123-0123456789ab/gone.webp": b"gone"})
    kept = {one.name for one in store.iterdir() if one.name.startswith(hashlib.sha256(PLAIN).hexdigest()[:16])}
    assert kept
    build(root)
    assert {one.name for one in store.iterdir()} == kept
