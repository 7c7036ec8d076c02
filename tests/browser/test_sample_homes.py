"""What a phone is sent of a home. `matrix.py` asks it of every home of the sample school, in every theme."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

from matrix import SAMPLE, dress, heavy, homes

import schools
from portfoliogen.pipeline import build_school

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Browser


def test_the_heaviest_home_comes_quickly_to_a_phone(browser: Browser, tmp_path: Path) -> None:
    # Large pictures, and one of them is grain all over.
    school, output = tmp_path / "school", tmp_path / "out"
    shutil.copytree(SAMPLE, school, ignore=shutil.ignore_patterns("_site", ".portfoliogen", "*.mp4", "*.m4a", "*.mp3"))
    dress(school, "primary", "en")
    build_school(school, output=output, learner="Kofi", audience="school", today=schools.TODAY)
    (home,) = homes(output)
    assert list(heavy(browser, home)) == []
