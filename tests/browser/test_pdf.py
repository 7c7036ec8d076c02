"""`portfoliogen pdf` with the browser of this machine: one tagged PDF for each profile."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest

import schools
from portfoliogen.cli.program import run

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(autouse=True)
def _browser() -> None:
    if not any(map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))):
        pytest.skip("no Chromium here")


def test_row_a5_a_profile_is_printed_as_a_tagged_pdf(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    pdfium = pytest.importorskip("pypdfium2")
    root = schools.write(
        tmp_path / "school",
        {
            "school.yml": "name: Oakfield\n",
            "learners/Amara/profile.md": "---\nname: Amara\n---\nI like volcanoes.\n",
            "learners/Amara/2026-03-14 Volcano.md": schools.entry(),
            "learners/Bo/profile.md": "---\nname: Bo\n---\nI like boats.\n",
        },
    )
    assert run(["pdf", str(root), "--learner", "Amara", "--today", "2026-11-23"]) == 0
    assert "1 PDF in" in capsys.readouterr().out
    made = list((root / "_site/pdf").iterdir())
    assert len(made) == 1
    document = pdfium.PdfDocument(made[0])
    text = "".join(page.get_textpage().get_text_range() for page in document)
    width, height = document[0].get_size()
    assert document.is_tagged()
    assert (round(width), round(height)) == (595, 842)
    assert "I like volcanoes." in text
    assert "Skip to the content" not in text
    assert "Present this page" not in text


def test_an_audience_that_nobody_has_is_told_with_those_there_are(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root = schools.write(tmp_path / "school", {"learners/Amara/2026-03-14 Volcano.md": schools.entry()})
    assert run(["pdf", str(root), "--audience", "panel"]) == 2
    assert "There are: public, school" in capsys.readouterr().err
    assert run(["pdf", str(root), "--audience", "public"]) == 2
    assert "There are profiles for: school" in capsys.readouterr().err
    assert run(["pdf", str(root), "--audience", "record"]) == 2
    assert "  record: {who: Who reads it, decision: what they decide, form: record}" in capsys.readouterr().err


def test_a_printed_pdf_goes_when_its_profile_changes(tmp_path: Path) -> None:
    root = schools.write(tmp_path / "school", {"learners/Amara/2026-03-14 Volcano.md": schools.entry()})
    assert run(["pdf", str(root), "--today", "2026-11-23"]) == 0
    printed = root / "_site/pdf"
    (printed / "by hand.pdf").write_bytes(b"somebody's own")
    assert (printed / "amara.pdf").is_file()
    assert run(["build", str(root), "--today", "2026-11-23"]) == 0
    assert (printed / "amara.pdf").is_file()
    (root / "learners/Amara/2026-03-14 Volcano.md").write_text("---\nvisibility: private\n---\nNot yet.\n", "utf-8")
    assert run(["build", str(root), "--today", "2026-11-23"]) == 0
    assert sorted(one.name for one in printed.iterdir()) == ["by hand.pdf"]
