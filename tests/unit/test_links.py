"""`links`: what may be handed out today, QR codes, labels, and nothing that may not."""

from __future__ import annotations

import datetime as dt
import io
import json
import os
import re
import shutil
import stat
import sys
from typing import TYPE_CHECKING

import pytest
from PIL import Image

import schools
from portfoliogen.links import LABELS_FILE, QR_FOLDER, ProfileLink, _code
from portfoliogen.sharing import Reason, links_today
from portfoliogen.sharing.labels import PER_SHEET, labels_page
from schools import entry

if TYPE_CHECKING:
    import subprocess
    from pathlib import Path

WEB = "https://profiles.example.org"
SETTINGS = f"name: Oakfield & Sons\npublish: public\naddresses: {{public: {WEB}}}\n"
EMPLOYER = "audiences:\n  employer: {who: Harbour Rowing, decision: a place on the crew, visibility: public, until: 2026-12-01}\n"
WORK: dict[str, str | bytes] = {
    "school.yml": SETTINGS + EMPLOYER,
    "learners/Amara Okafor/2026-03-14 Volcano.md": entry(visibility="public"),
    "learners/Ben Li/2026-04-02 Bridge.md": entry("Bridge", visibility="public"),
}


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A school that was built once; tests that change it take a copy."""
    root = schools.write(tmp_path_factory.mktemp("links") / "Oakfield", WORK)
    schools.keep_secret(root)
    schools.build(root, root / "_site")
    return root


@pytest.fixture
def school(built: Path, tmp_path: Path) -> Path:
    return shutil.copytree(built, tmp_path / "Oakfield")


def _links(root: Path, *words: str) -> subprocess.CompletedProcess[str]:
    return schools.command_here("links", *words, "--in", str(root))


def test_each_learner_and_audience_has_its_link(built: Path) -> None:
    found = links_today(built, today=schools.TODAY)
    assert [(one.name, one.audience, one.until) for one in found.links] == [
        (name, audience, until)
        for name in ("Amara Okafor", "Ben Li")
        for audience, until in (("employer", "2026-12-01"), ("public", ""), ("school", ""))
    ]
    for one in found.links:
        if one.site == "public":
            assert one.link == f"{WEB}/{one.folder}/"
            assert (built / "_site/public" / one.folder / "index.html").is_file()
    assert (found.gone, found.unbuilt) == ((), ())


def test_one_learner_one_audience(built: Path) -> None:
    (one,) = links_today(built, learner="ben", audience="public", today=schools.TODAY).links
    assert (one.name, one.audience) == ("Ben Li", "public")


def test_no_link_of_an_audience_that_is_over(school: Path) -> None:
    now = links_today(school, audience="employer", today=schools.TODAY)
    late = links_today(school, audience="employer", today=dt.date(2026, 12, 2))
    assert late.links == ()
    assert [(one.link, reason) for one, reason in late.gone] == [(one.link, Reason.OVER) for one in now.links]


def test_what_was_withdrawn_since_the_build_is_told_without_its_link(school: Path) -> None:
    public = {one.link for one in links_today(school, today=schools.TODAY).links if one.site == "public"}
    schools.write(school, {"roster.csv": "name,publish\nAmara Okafor,none\nBen Li,public\n"})
    done = _links(school)
    assert done.returncode == 0, done.stderr
    assert "Not shown: Amara Okafor (public): it is withdrawn" in done.stdout
    assert "cannot be called back" in done.stdout
    shown = set(re.findall(r"https://\S+", done.stdout)) & public
    assert len(shown) == 2, done.stdout
    assert all(one.name == "Ben Li" for one in links_today(school, today=schools.TODAY).links)
    assert _links(school, "Amara").returncode == 1


def test_somebody_whose_folder_is_gone(school: Path) -> None:
    shutil.rmtree(school / "learners/Ben Li")
    found = links_today(school, learner="Ben Li", today=schools.TODAY)
    assert found.links == ()
    assert {one.name for one, _ in found.gone} == {"Ben Li"}
    assert _links(school, "Nobody").returncode == 2


def test_a_school_without_anything_public_has_links_too(tmp_path: Path) -> None:
    root = schools.write(tmp_path / "Plain", {"learners/Ann/2026-03-14 Volcano.md": entry()})
    assert links_today(root, today=schools.TODAY).unbuilt == (("Ann", "school"),)
    schools.build(root, tmp_path / "out")
    found = links_today(root, output=tmp_path / "out", today=schools.TODAY)
    assert [one.link for one in found.links] == ["school/ann/index.html"]


def test_what_is_not_built_yet_is_told(school: Path) -> None:
    schools.write(school, {"learners/Cara Quill/2026-05-01 Song.md": entry("Song", visibility="public")})
    found = links_today(school, today=schools.TODAY)
    assert {name for name, _ in found.unbuilt} == {"Cara Quill"}


def test_qr_codes_and_labels(school: Path) -> None:
    done = _links(school, "--qr", "--labels")
    assert done.returncode == 0, done.stderr
    names = {one.name for one in (school / QR_FOLDER).iterdir()}
    assert {"amara-okafor--public.svg", "amara-okafor--public.png", "labels.html"} <= names
    assert not any("--school" in name for name in names), "a path below the output cannot be scanned"
    page = schools.Page("labels.html", (school / LABELS_FILE).read_text("utf-8"))
    assert len(page.tree.all("div.label")) == 4
    assert len(page.tree.all("svg")) == 4
    assert page.targets == []
    assert "until 1 December 2026" in page.tree.text
    # Those of a learner alone take the place of all.
    assert _links(school, "Ben", "--qr").returncode == 0
    assert {one.name.partition("--")[0] for one in (school / QR_FOLDER).iterdir()} == {"ben-li"}


def test_a_label_shows_no_more_of_a_name_than_the_profile(school: Path) -> None:
    schools.write(school, {"roster.csv": "name,publish,shown_as\nAmara Okafor,public,initials\n"})
    assert _links(school, "Amara", "--labels", "--audience", "public").returncode == 0
    assert "Okafor" not in (school / LABELS_FILE).read_text("utf-8")


def test_a_code_says_the_link() -> None:
    zxing = pytest.importorskip("zxingcpp")
    link = ProfileLink("Amara", "", "public", "", f"{WEB}/abcdefghijklmnopqrstuvwx/", "", "public", "x", "Amara")
    out = io.BytesIO()
    _code(link).save(out, kind="png", scale=4)
    (read,) = zxing.read_barcodes(Image.open(out).convert("L"))
    assert read.text == link.link


@pytest.mark.parametrize(("language", "words"), [("en", "until"), ("cy", "tan"), ("ar", "حتى"), ("de", "until")])
def test_labels_speak_the_schools_language_and_escape_names(language: str, words: str) -> None:
    link = ProfileLink("<b>Ann</b>", "", "college", "A & B", f"{WEB}/x/", "2026-12-01", "public", "x", "Ann")
    page = schools.Page("labels.html", labels_page([link] * (PER_SHEET + 1), "Oak", language))
    assert len(page.tree.all("section")) == 2
    assert words in page.tree.text
    assert page.tree.all("b") == []
    assert "<b>Ann</b>" in page.tree.text


def test_for_other_programs(built: Path) -> None:
    told = json.loads(_links(built, "Amara", "--json").stdout)
    assert {one["audience"] for one in told["links"]} == {"school", "public", "employer"}


@pytest.mark.skipif(sys.platform in {"win32", "darwin"}, reason="there, the system's own program is used")
def test_the_clipboard(built: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program = tmp_path / "bin" / "xclip"
    program.parent.mkdir()
    program.write_text(f"#!/bin/sh\ncat > {tmp_path}/copied\n")
    program.chmod(program.stat().st_mode | stat.S_IXUSR)
    for name in ("WAYLAND_DISPLAY", "WSL_DISTRO_NAME"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("DISPLAY", ":0")
    monkeypatch.setenv("PATH", f"{program.parent}{os.pathsep}{os.environ['PATH']}")
    done = _links(built, "Amara", "--audience", "public", "--copy")
    assert done.returncode == 0, done.stderr
    (link,) = re.findall(r"https://\S+/\S+", done.stdout)
    assert (tmp_path / "copied").read_text() == link
    monkeypatch.delenv("DISPLAY")
    done = _links(built, "Amara", "--copy")
    assert done.returncode == 2
    assert "no clipboard" in done.stderr


def test_a_schools_folder_in_place_of_a_learner_is_told(built: Path) -> None:
    done = schools.command_here("links", built.name, cwd=built.parent)
    assert f"--in {built.name}" in done.stderr
