"""`portfoliogen theme`: themes listed and shown, and single files taken out to be changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from portfoliogen.cli.program import run
from portfoliogen.printing import PrintError, find_browser
from portfoliogen.theme import theme_names, themes_folder

if TYPE_CHECKING:
    from pathlib import Path


def test_list_names_every_theme_and_what_it_is_for(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["theme", "list"]) == 0
    said = capsys.readouterr().out
    for name in theme_names((themes_folder(),)):
        assert any(line.startswith(f"{name} ") and len(line) > 30 for line in said.splitlines()), name


def test_show_tells_options_with_their_values_and_files(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["theme", "show", "primary"]) == 0
    said = capsys.readouterr().out
    assert "listen: first" in said
    assert "one of: within, first" in said
    assert "templates/home.html" in said
    assert "Stands on: base" in said


def test_show_of_an_unknown_theme_suggests_one(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["theme", "show", "pirmary"]) == 2
    assert "Did you mean “primary”?" in capsys.readouterr().err


def test_eject_copies_one_file_of_the_school_s_theme_and_never_over_another(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "school.yml").write_text("theme: showcase\n", "utf-8")
    assert run(["theme", "eject", "home.html", "--school", str(tmp_path)]) == 0
    copy = tmp_path / "theme/templates/home.html"
    assert copy.read_text("utf-8").startswith("{# copied from showcase templates/home.html by portfoliogen ")
    assert copy.read_bytes().endswith((themes_folder() / "showcase/templates/home.html").read_bytes())
    copy.write_text("mine", "utf-8")
    assert run(["theme", "eject", "home.html", "--school", str(tmp_path)]) == 2
    assert copy.read_text("utf-8") == "mine"
    assert run(["theme", "eject", "style.css", "--school", str(tmp_path), "--to", str(tmp_path / "new")]) == 0
    assert (tmp_path / "new/assets/style.css").read_text("utf-8").startswith("/* copied from base ")
    assert run(["theme", "eject", "hoem.html", "--school", str(tmp_path)]) == 2
    assert "Did you mean “home.html”?" in capsys.readouterr().err


def test_pdf_says_clearly_where_no_browser_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("PORTFOLIOGEN_BROWSER", "")
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr("portfoliogen.printing._usual_places", tuple)
    with pytest.raises(PrintError):
        find_browser()
    assert run(["pdf", str(tmp_path)]) == 2
    said = capsys.readouterr().err
    assert "No browser that can print was found here." in said
    assert "Save as PDF" in said
