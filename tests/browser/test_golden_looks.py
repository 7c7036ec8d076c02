"""How pages look, as small grey pictures: a theme that falls apart is seen, a pixel more or less is not.

`pytest tests/browser/test_golden_looks.py --update-golden` draws them anew; look at the difference then. They hold for
the fonts they were drawn with: elsewhere the test is passed over.
"""

from __future__ import annotations

import io
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import sample_views
from PIL import Image, ImageChops, ImageStat

from portfoliogen.render.pages import render_pages
from portfoliogen.theme import load_theme, theme_names, themes_folder

if TYPE_CHECKING:
    from playwright.sync_api import Browser

LOOKS = Path(__file__).parent / "looks"
WIDTHS_PX = {"phone": 390, "desktop": 1280}
HEIGHT_PX = 3200
SMALL = 8
"""How many pixels of the screen are one of the golden picture."""
TOLERANCE = 2.5
"""The mean difference of all pixels, of 255, that is still the same look."""

_MEASURE = """() => ['h1', 'p'].map(tag => {
    const pen = document.createElement('canvas').getContext('2d');
    pen.font = `40px ${getComputedStyle(document.querySelector(tag)).fontFamily}`;
    return Math.round(pen.measureText('Our volcano erupted').width);
}).join(' ')"""


_FETCH = "() => document.querySelectorAll('img').forEach(one => { one.loading = 'eager'; })"
_FETCHED = "() => [...document.images].every(one => one.complete)"
_DRAWN = """() => Promise.all([...document.images].map(one => one.decode().catch(() => null)))
    .then(() => new Promise(drawn => requestAnimationFrame(() => requestAnimationFrame(drawn))))"""


@pytest.mark.parametrize("theme", theme_names((themes_folder(),)))
def test_a_home_looks_as_it_did(
    browser: Browser, draw_media: Path, tmp_path: Path, theme: str, *, update_golden: bool
) -> None:
    chosen, _ = load_theme(theme, None, ())
    files, _ = render_pages(sample_views.full_plan(), chosen, chosen.words_in("en"), sample_views.MADE)
    for one in files:
        place = tmp_path / one.path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(one.data or b"")
    (tmp_path / "media").symlink_to(draw_media)
    page = browser.new_page(color_scheme="light", reduced_motion="reduce")
    page.goto((tmp_path / "index.html").as_uri())
    fonts, drawn_with = page.evaluate(_MEASURE), LOOKS / f"{theme}-fonts.txt"
    if update_golden:
        LOOKS.mkdir(exist_ok=True)
        drawn_with.write_text(f"{fonts}\n", "utf-8")
    elif drawn_with.read_text("utf-8").strip() != fonts:
        page.close()
        pytest.skip("the golden pictures were drawn with other fonts")
    for name, width_px in WIDTHS_PX.items():
        page.set_viewport_size({"width": width_px, "height": HEIGHT_PX})
        page.evaluate(_FETCH)
        page.wait_for_function(_FETCHED)
        page.evaluate(_DRAWN)
        shot = Image.open(io.BytesIO(page.screenshot())).convert("L")
        small = shot.resize((width_px // SMALL, HEIGHT_PX // SMALL), Image.Resampling.BOX)
        golden = LOOKS / f"{theme}-{name}.png"
        if update_golden:
            small.save(golden, optimize=True)
        with Image.open(golden) as kept:
            difference = ImageStat.Stat(ImageChops.difference(small, kept)).mean[0]
        assert difference <= TOLERANCE, f"{golden.name}: {difference:.1f}"
    page.close()
