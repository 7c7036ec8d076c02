"""A6: take it with you. A leaver's bundle opens anywhere, and its sources make the same site again."""

from __future__ import annotations

import os
import posixpath
import subprocess
import sys
import zipfile
from typing import TYPE_CHECKING
from urllib.parse import unquote

import endorsed_school
import pytest

import schools

if TYPE_CHECKING:
    from pathlib import Path

    from conftest import Folder


@pytest.fixture
def unpacked(folder: Folder, tmp_path: Path) -> Path:
    """A bundle of one of two learners, with an endorsement, unpacked where nothing else is."""
    root = folder({**endorsed_school.SCHOOL, "learners/9B/Amara Okafor/2026-06-01 Café 🌋.md": schools.entry("Café")})
    endorsed_school.endorse(
        root, "Our volcano", "--by", "Mr Bassi", "--level", "confirmed", "--statement", "I watched her plan it."
    )
    schools.build(root, root / "_site")
    done = schools.command_here("export", "Amara", str(root), "-o", str(tmp_path / "amara.zip"))
    assert done.returncode == 0, done.stderr
    with zipfile.ZipFile(tmp_path / "amara.zip") as made:
        made.extractall(tmp_path / "a memory stick")
    root.rename(tmp_path / "gone")
    return tmp_path / "a memory stick" / "amara-okafor"


@pytest.mark.parametrize("day", [schools.TODAY.isoformat(), "2031-01-05"])
def test_row_A6_the_sources_make_the_same_site_byte_for_byte(unpacked: Path, tmp_path: Path, day: str) -> None:
    home = tmp_path / "empty home"
    home.mkdir()
    env = {"PATH": os.environ["PATH"], "HOME": str(home), "LC_ALL": "C", "TZ": "Asia/Tokyo", "PYTHONHASHSEED": "7"}
    done = subprocess.run(
        [sys.executable, "-m", "portfoliogen", "build", "sources", "-o", str(home / "again"), "--today", day],
        cwd=unpacked,
        env=env,
        capture_output=True,
        check=False,
        timeout=120,
    )
    assert done.returncode == 0, done.stderr
    assert schools.contents(home / "again", without=".portfoliogen") == schools.contents(unpacked / "site")


def test_row_A6_the_site_opens_from_a_memory_stick(unpacked: Path) -> None:
    files = schools.contents(unpacked)
    pages = {path: schools.Page(path, data.decode()) for path, data in files.items() if path.endswith(".html")}
    assert "site/school/amara-okafor/index.html" in pages
    for path, page in pages.items():
        for target in page.targets:
            if "://" in target or target.startswith(("#", "mailto:", "data:")):
                continue
            place = posixpath.normpath(posixpath.join(posixpath.dirname(path), unquote(target.partition("#")[0])))
            assert place in files, (path, target)


def test_row_A6_what_adults_said_goes_along_and_still_holds(unpacked: Path) -> None:
    files = schools.contents(unpacked)
    gone = unpacked.parent.parent / "gone"
    given = schools.contents(gone / "endorsements")
    assert given
    assert {
        path.removeprefix("sources/endorsements/"): data
        for path, data in files.items()
        if path.startswith("sources/endorsements/")
    } == {path: data for path, data in given.items() if not path.startswith(".")}
    page = next(
        data.decode()
        for path, data in files.items()
        if path.endswith("index.html") and "/entries/" in path and "volcano" in path
    )
    assert "Mr Bassi" in page
    assert "I watched her plan it." in page
    own = schools.contents(gone / "learners/9B/Amara Okafor")
    assert schools.contents(unpacked / "sources/learners/9B/Amara Okafor") == own
    assert not any("Ben Li" in path or b"eleven nights" in data for path, data in files.items())


def test_row_A6_checksums_are_those_that_every_system_reads(unpacked: Path) -> None:
    done = subprocess.run(
        ["sha256sum", "--check", "--strict", "--quiet", "checksums.sha256"],
        cwd=unpacked,
        capture_output=True,
        check=False,
        timeout=60,
    )
    assert done.returncode == 0, done.stdout
    assert schools.command_here("verify", str(unpacked)).returncode == 0
    (unpacked / "site/school/amara-okafor/index.html").write_text("else")
    assert schools.command_here("verify", str(unpacked)).returncode == 1
