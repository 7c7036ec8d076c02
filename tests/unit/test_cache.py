from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pillow_heif
import pytest
from media_files import photo
from msgspec.structs import replace

import portfoliogen
import schools
from portfoliogen import cache, theme
from portfoliogen.cli.program import run
from portfoliogen.render.environment import ThemeEnvironment
from portfoliogen.survey import survey
from portfoliogen.theme import load_theme, themes_folder
from portfoliogen.write import open_output

NOW_S = time.time()


def test_a_part_of_the_program_that_comes_later_is_used_at_the_next_build(tmp_path: Path) -> None:
    school = schools.write(tmp_path / "school", {"Amara/2026-03-14 Fox.md": "# Fox\n\n![A fox](fox.heic)\n"})
    pillow_heif.from_pillow(photo(600, 400)).save(school / "Amara" / "fox.heic")
    installed = Path(pillow_heif.__file__).parents[1]
    without = tmp_path / "without"
    without.mkdir()
    for path in installed.iterdir():
        if "heif" not in path.name:
            (without / path.name).symlink_to(path)
    build = [sys.executable, "-S", "-m", "portfoliogen", "build", str(school)]

    def told(libraries: Path) -> str:
        time.sleep(0.1)  # so that nothing looks as though it could still change
        found = f"{libraries}{os.pathsep}{Path(portfoliogen.__file__).parents[1]}"
        done = subprocess.run(
            build, capture_output=True, text=True, env={**os.environ, "PYTHONPATH": found}, check=True
        )
        return done.stdout + done.stderr

    assert "pip install pillow-heif" in told(without)
    assert "pip install pillow-heif" in told(without)
    assert "pip install pillow-heif" not in told(installed)
    assert list((school / "_site").rglob("media/*.webp"))


def test_what_is_saved_is_loaded(tmp_path: Path) -> None:
    file = tmp_path / "deep" / "state"
    cache.save(file, {"a": (1, 2)})
    assert cache.load(file) == {"a": (1, 2)}


@pytest.mark.parametrize("at", [0, 5, 40, -1])
def test_a_damaged_file_counts_as_absent(tmp_path: Path, at: int) -> None:
    file = tmp_path / "state"
    cache.save(file, {"a": (1, 2)})
    data = bytearray(file.read_bytes())
    data[at] ^= 0xFF
    file.write_bytes(bytes(data))
    assert cache.load(file) is None


def test_a_half_written_file_counts_as_absent(tmp_path: Path) -> None:
    file = tmp_path / "state"
    cache.save(file, list(range(1000)))
    file.write_bytes(file.read_bytes()[:200])
    assert cache.load(file) is None


def test_another_version_counts_as_absent(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "state"
    cache.save(file, 1)
    monkeypatch.setattr(cache, "program_fingerprint", lambda: "another")
    assert cache.load(file) is None


def test_a_command_called_as_a_library_is_not_the_library(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    cache.program_fingerprint.cache_clear()
    before = cache.program_fingerprint()
    (tmp_path / "filetype").write_text("a command that came with a library")
    monkeypatch.syspath_prepend(tmp_path)
    cache.program_fingerprint.cache_clear()
    assert cache.program_fingerprint() == before
    (tmp_path / "yaml").mkdir()
    cache.program_fingerprint.cache_clear()
    assert cache.program_fingerprint() != before, "this one would be taken"
    cache.program_fingerprint.cache_clear()


def test_a_disk_that_refuses_costs_nothing(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    cache.save(tmp_path / "file" / "state", 1)
    assert cache.load(tmp_path / "file" / "state") is None


def test_a_survey_sees_every_kind_of_change(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "x.md").write_text("one")
    (tmp_path / "_site").mkdir()
    before = survey((str(tmp_path),), (str(tmp_path / "_site"),))
    (tmp_path / "_site" / "index.html").write_text("made")
    assert survey((str(tmp_path),), (str(tmp_path / "_site"),)) == before
    (tmp_path / "a" / "x.md").write_text("two")
    assert survey((str(tmp_path),), (str(tmp_path / "_site"),)) != before


def test_what_another_user_left_is_not_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "state"
    cache.save(file, 1)
    monkeypatch.setattr(os, "getuid", lambda: file.stat().st_uid + 1, raising=False)
    assert cache.load(file) is None


@pytest.fixture
def top(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A cache folder: three schools, the templates of one version, and files that are not the program's."""
    monkeypatch.setenv("PORTFOLIOGEN_CACHE", str(tmp_path / "top"))
    for age, name in enumerate(("c" * 24, "a" * 24, "b" * 24, "templates/" + "f" * 24)):
        cache.save(tmp_path / "top" / name / "learners" / "x", b"x" * 1000)
        os.utime(tmp_path / "top" / name, (NOW_S - age * 86_400, NOW_S - age * 86_400))
    (tmp_path / "top" / "thesis").mkdir()
    (tmp_path / "top" / "thesis" / "chapter-1.txt").write_text("nobody else has this")
    return tmp_path / "top"


def left() -> str:
    return "".join(sorted(one.folder.name[0] for one in cache.kept()))


def test_what_was_not_used_for_longest_goes_first(top: Path) -> None:
    cache.trim(top / ("b" * 24), NOW_S, limit_bytes=3500)
    assert left() == "abc"
    cache.trim(top / ("b" * 24), NOW_S, limit_bytes=0)
    assert left() == "abc", "it looks once a day"
    cache.trim(top / ("b" * 24), NOW_S + 90_000, limit_bytes=2500)
    assert left() == "bc"
    assert (top / "thesis" / "chapter-1.txt").is_file()


def test_what_was_used_stays(top: Path) -> None:
    cache.mark_used(top / ("a" * 24))
    cache.trim(top / ("b" * 24), NOW_S + 99.5 * 86_400)
    assert left() == "abc", "without that mark, “a” would be a day older"


def test_the_folder_of_templates_carries_the_program(top: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    here = cache.template_folder()
    monkeypatch.setattr(cache, "program_fingerprint", lambda: "e" * 64)
    assert cache.template_folder() == top / "templates" / ("e" * 24) != here


def test_info_and_clear(top: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    school = tmp_path / "Oakfield"
    (school / "_site/.portfoliogen/cache/media/x").mkdir(parents=True)
    (school / "_site/.portfoliogen/cache/media/x/photo.webp").write_bytes(b"x" * 2_000_000)
    cache.save(cache.cache_of(school, school / "_site") / "learners" / "y", b"")
    assert run(["cache", "info"]) == 0
    assert f"Folder: {top}" in capsys.readouterr().out
    assert run(["cache", "info", str(school), "--json"]) == 0
    said = json.loads(capsys.readouterr().out)
    assert said["media"] == 2_000_000
    assert 0 < said["results"] < 1000
    assert run(["cache", "clear", str(school)]) == 0
    assert "2.0 MB thrown away" in capsys.readouterr().out
    assert left() == "abcf"
    assert (school / "_site").is_dir()
    assert run(["cache", "clear"]) == 0
    assert left() == ""
    assert (top / "thesis" / "chapter-1.txt").is_file()


def test_clear_waits_for_a_build(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with open_output(tmp_path / "_site"):
        assert run(["cache", "clear", str(tmp_path)]) == 2
    assert "A build is at work" in capsys.readouterr().err


@pytest.mark.parametrize("whose", ["the program's", "a school's"])
def test_compiled_templates_are_kept_and_a_damaged_one_is_made_again(
    top: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, whose: str
) -> None:
    beside, school = tmp_path / "beside", tmp_path / "school"
    (school / "theme" / "templates").mkdir(parents=True)
    (school / "theme" / "templates" / "home.html").write_text("{% extends '!home.html' %}", "utf-8")
    beside.mkdir()
    monkeypatch.setattr(cache, "BESIDE_PROGRAM", beside)
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    whole, _ = load_theme("base", school if whose == "a school's" else None, (themes_folder(),))
    kept_in = beside if whose == "the program's" else cache.template_folder()
    compiled: list[str] = []
    compile_one = ThemeEnvironment._compile
    monkeypatch.setattr(
        ThemeEnvironment,
        "_compile",
        lambda self, source, filename: (compiled.append(filename), compile_one(self, source, filename))[1],
    )
    wanted = ["home.html", "media.html"]

    def load() -> int:
        compiled.clear()
        for name in wanted:
            ThemeEnvironment(whole).get_template(name)
        return len(compiled)

    assert load() == len(wanted)
    assert load() == 0
    kept = [file for file in kept_in.iterdir() if file.suffix != ".theme"]
    assert len(kept) == len(wanted)
    for file in kept:
        file.write_bytes(file.read_bytes()[:-3] + b"odd")
    assert load() == len(wanted)
    changed = replace(
        whole, layers=tuple(replace(one, templates={**one.templates, "home.html": "changed"}) for one in whole.layers)
    )
    assert ThemeEnvironment(changed).get_template("home.html").render() == "changed"
    assert top in cache.template_folder().parents
    assert bool(list(beside.glob("*.html"))) == (whose == "the program's")


def test_a_theme_of_the_program_is_kept_and_read_anew_where_it_changed_or_is_damaged(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    themes, beside = tmp_path / "themes", tmp_path / "beside"
    shutil.copytree(theme.themes_folder(), themes)
    beside.mkdir()
    monkeypatch.setattr(cache, "BESIDE_PROGRAM", beside)
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    monkeypatch.setattr(theme, "themes_folder", lambda: themes)
    read: list[str] = []
    whole = theme.read_theme_folder
    monkeypatch.setattr(theme, "read_theme_folder", lambda *words: (read.append(words[1]), whole(*words))[1])

    def load() -> theme.Theme:
        read.clear()
        return load_theme("primary", None, ())[0]

    first = load()
    assert read == ["primary", "base"]
    assert load() == first
    assert read == []
    (kept,) = beside.glob("primary.*")
    kept.write_bytes(kept.read_bytes()[:-3] + b"odd")
    assert load() == first
    assert read == ["primary"]
    (themes / "base/templates/home.html").write_text("changed", "utf-8")
    assert load().template("home.html", 1) == (1, "changed")
    assert read == ["base"]
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    load()
    assert read == ["primary", "base"]
