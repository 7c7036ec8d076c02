"""What the other tests in a browser rely on is able to find something."""

from __future__ import annotations

from typing import TYPE_CHECKING

from visiting import Visit

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Page

BAD = """<!doctype html><html lang="en"><meta charset="utf-8"><title>Bad</title>
<style>body { color: #000; background: #fff } @media (prefers-color-scheme: dark) { p { color: #222; background: #000 } }
#wide { width: 900px }</style>
<main><h1>Bad</h1><p id="wide">Words</p><img src="https://example.org/a.png"><img src="absent.png" alt=""><video autoplay></video></main>
<script>console.log("hello " + localStorage.getItem("kept")); localStorage.setItem("kept", "yes")</script>
"""


def test_a_visit_finds_what_is_wrong_and_leaves_nothing_to_the_next(window: Page, tmp_path: Path) -> None:
    (tmp_path / "bad.html").write_text(BAD, "utf-8")
    for _ in range(2):
        with Visit(window, tmp_path / "bad.html", 320, "light") as visit:
            assert sorted(one.partition(":")[0] for one in visit.faults()) == ["image-alt", "plays by itself"]
            visit.look(320, "dark")
            assert "color-contrast: #wide" in "\n".join(visit.faults())
            assert visit.overflow_px() > 0
            visit.look(1280, "light")
            assert visit.overflow_px() <= 0
            assert "hello null" in visit.said
            assert f"failed: {(tmp_path / 'absent.png').as_uri()}" in visit.said
            assert visit.strangers == ["https://example.org/a.png"]
            visit.page.emulate_media(media="print")
    (tmp_path / "good.html").write_text(
        '<!doctype html><title>Good</title><script>document.title = matchMedia("print").matches</script>'
    )
    with Visit(window, tmp_path / "good.html") as visit:
        assert visit.page.title() == "false"
        assert visit.said == []
