"""`init`: a school that builds at once, for every setting and both languages; nothing is ever overwritten."""

from __future__ import annotations

import json
import os
import pty
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
import yaml

import schools
from portfoliogen.check.settings import SETTINGS as SCHOOL_FIELDS
from portfoliogen.model import fields
from portfoliogen.model.documents import Purpose, Scalar
from portfoliogen.model.sources import SourceFile
from portfoliogen.read.docx import read_docx
from portfoliogen.starting import SETTINGS, Wish, start_school
from portfoliogen.starting.editor import people_schema, school_schema
from portfoliogen.starting.word import Field, Heading, Paragraph, Prompt, write_docx
from portfoliogen.theme import theme_names, themes_folder

ALL = [(setting, language) for setting in SETTINGS for language in ("en", "cy")]


def start(root: Path, setting: str = "secondary", language: str = "en") -> Path:
    start_school(root, Wish(setting, language), schools.TODAY)
    return root


@pytest.mark.parametrize(("setting", "language"), ALL)
def test_a_new_school_has_nothing_to_mend_and_builds(setting: str, language: str, tmp_path: Path) -> None:
    root = start(tmp_path / "Oakfield", setting, language)
    built = schools.build(root)
    assert built.told == ()
    assert len(built.report.learners) == 1
    assert built.report.entries >= 2
    assert built.report.media > 0


def test_the_command_makes_it_and_check_is_silent(tmp_path: Path) -> None:
    root = tmp_path / "Oak field"
    told = schools.command_here("init", str(root), "--setting", "primary")
    assert told.returncode == 0, told.stderr
    assert "portfoliogen build" in told.stdout
    checked = schools.command_here("check", str(root), "--strict", "--quiet")
    assert (checked.returncode, checked.stderr) == (0, "")
    assert checked.stdout.endswith("no problems.\n")
    assert checked.stdout.count("\n") == 1


def test_a_theme_that_fits_is_used_where_it_is_there(tmp_path: Path) -> None:
    there = theme_names((themes_folder(),))
    for key, setting in SETTINGS.items():
        root = start(tmp_path / key, key)
        used = yaml.safe_load((root / "school.yml").read_text("utf-8"))["theme"]
        assert used == (setting.theme if setting.theme in there else "base")


def test_nothing_is_overwritten(tmp_path: Path) -> None:
    root = tmp_path / "Oakfield"
    schools.write(root, {".gitignore": "mine\n", "people.yml": "# mine\n"})
    told = schools.command_here("init", str(root))
    assert told.returncode == 0
    assert (root / ".gitignore").read_text("utf-8") == "mine\n"
    assert (root / "people.yml").read_text("utf-8") == "# mine\n"
    assert "Left as it was: people.yml" in told.stdout
    before = {path: path.read_bytes() for path in root.rglob("*") if path.is_file()}
    again = schools.command_here("init", str(root), "--setting", "primary")
    assert again.returncode == 2
    assert "There is a school in" in again.stderr
    assert {path: path.read_bytes() for path in root.rglob("*") if path.is_file()} == before


def test_a_link_in_the_way_is_not_followed(tmp_path: Path) -> None:
    root = tmp_path / "Oakfield"
    (tmp_path / "elsewhere").mkdir()
    root.mkdir()
    (root / "learners").symlink_to(tmp_path / "elsewhere")
    told = schools.command_here("init", str(root))
    assert told.returncode == 2
    assert list((tmp_path / "elsewhere").rglob("*.md")) == []


def test_the_sample_is_copied_whole(tmp_path: Path) -> None:
    told = schools.command_here("init", str(tmp_path / "Sample"), "--sample")
    assert told.returncode == 0, told.stderr
    learners = {path.parent.name for path in (tmp_path / "Sample/learners").rglob("profile.md")}
    assert len(learners) > 5
    assert not (tmp_path / "Sample/make_media.py").exists()


def test_without_a_folder_and_a_terminal_it_says_what_to_type() -> None:
    told = schools.command_here("init")
    assert told.returncode == 2
    assert "portfoliogen init Oakfield" in told.stderr


def test_on_a_terminal_it_asks_kindly(tmp_path: Path) -> None:
    ours, theirs = pty.openpty()
    with subprocess.Popen(
        [sys.executable, "-m", "portfoliogen", "init"],
        cwd=tmp_path,
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
        env=os.environ | {"TERM": "xterm"},
    ) as asked:
        os.close(theirs)
        os.write(ours, b"Elm\n9\nPrimary\nFrench\nCymraeg\n")
        shown = b""
        try:
            while piece := os.read(ours, 65536):
                shown += piece
        except OSError:
            pass
        asked.wait(60)
    os.close(ours)
    assert b"a primary school" in shown
    assert b"Write a number from 1 to 7." in shown
    assert b"Write en or cy." in shown
    assert "language: cy" in (tmp_path / "Elm/school.yml").read_text("utf-8")


# --- templates ------------------------------------------------------------------------------------


@pytest.mark.parametrize(("setting", "language"), [("secondary", "en"), ("send", "cy")])
def test_every_kind_has_a_template_in_markdown_and_word(setting: str, language: str, tmp_path: Path) -> None:
    root = start(tmp_path / "Oakfield", setting, language)
    markdown = {path.stem for path in (root / "templates/Markdown").glob("*.md")}
    word = {path.stem for path in (root / "templates/Word").glob("*.docx")}
    assert markdown == word
    assert len(markdown) > 15
    for path in (root / "templates/Markdown").glob("*.md"):
        assert ("> Sbardun: " if language == "cy" else "> Prompt: ") in path.read_text("utf-8")


def test_an_unfilled_template_shows_none_of_its_words(tmp_path: Path) -> None:
    root = start(tmp_path / "Oakfield")
    home = root / "learners/9B/Amara Okafor"
    for number, path in enumerate(sorted((root / "templates").rglob("*.*"))):
        (home / f"2026-01-{number % 28 + 1:02} Template {number}{path.suffix}").write_bytes(path.read_bytes())
    built = schools.build(root)
    assert {one.code for one in built.told} <= {"PG244", "PG225", "PG223", "PG226"}, built.told
    assert not [page for page in (root / "_site").rglob("*.html") if "Prompt:" in page.read_text("utf-8")]


def read_back(data: bytes, tmp_path: Path):  # type: ignore[no-untyped-def]  # noqa: ANN201
    (tmp_path / "x.docx").write_bytes(data)
    source = SourceFile(str(tmp_path), "x.docx", "x.docx", len(data))
    return read_docx(source, Purpose.ENTRY, fields.ENTRY)


def test_word_files_are_read_back_without_loss(tmp_path: Path) -> None:
    written = write_docx(
        (
            Field("Title", "Our “volcano” & <more>"),
            Field("Date", "2026-03-14"),
            Field("Skills", "creativity, teamwork"),
            Field("Where"),
            Paragraph(),
            Prompt("Prompt: What did you do?"),
            Paragraph("We built it; ¡dos veces! 火山"),
            Heading("Later"),
            Prompt("Prompt: What next?"),
            Paragraph(),
        )
    )
    assert zipfile.is_zipfile(tmp_path / "x.docx") is False
    document, told = read_back(written, tmp_path)
    said = {key.text: value.text for key, value in document.fields.pairs if isinstance(value, Scalar)}
    assert said == {
        "Title": "Our “volcano” & <more>",
        "Date": "2026-03-14",
        "Skills": "creativity, teamwork",
        "Where": "",
    }
    text = "".join(piece for piece in document.body.pieces if isinstance(piece, str))
    assert "We built it; ¡dos veces! 火山" in text
    assert "Later" in text
    assert "Prompt" not in text
    assert [one.code for one in told] == ["PG244"]
    assert "1 of 2 answered" in told[0].message


def test_the_same_word_file_has_the_same_bytes() -> None:
    assert write_docx((Field("Title", "x"),)) == write_docx((Field("Title", "x"),))


# --- sheets and help for editors ------------------------------------------------------------------


def test_sheets_load_nothing_and_name_the_school(tmp_path: Path) -> None:
    root = start(tmp_path / "O'Brien & sons", "primary")
    for name in ("For teachers", "For students"):
        text = (root / f"sheets/{name}.html").read_text("utf-8")
        assert "$" not in text.partition("<body>")[2]
        assert "<script" not in text
        assert "http" not in text.partition("<body>")[2]
        assert "@media print" in text
    assert "O&#x27;Brien &amp; sons" in (root / "sheets/For teachers.html").read_text("utf-8")


def test_the_schema_knows_every_setting_and_no_other() -> None:
    assert tuple(school_schema(("base",))["properties"]) == SCHOOL_FIELDS
    assert set(people_schema()["properties"]) == {"people", "providers"}


def test_editor_files_are_json(tmp_path: Path) -> None:
    root = start(tmp_path / "Oakfield")
    for path in (root / ".vscode").iterdir():
        assert json.loads(path.read_text("utf-8"))
    snippets = json.loads((root / ".vscode/portfoliogen.code-snippets").read_text("utf-8"))
    assert snippets["Entry: Project"]["body"][0] == "---"
    assert "date: ${CURRENT_YEAR}-${CURRENT_MONTH}-${CURRENT_DATE}" in "\n".join(snippets["Entry: Project"]["body"])


def test_gitignore_keeps_the_output_and_the_secret_out(tmp_path: Path) -> None:
    lines = (start(tmp_path / "Oakfield") / ".gitignore").read_text("utf-8").splitlines()
    assert {"_site/", ".portfoliogen/address-secret.txt"} <= set(lines)
