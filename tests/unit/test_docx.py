"""Word files: the learner's words, fields and pictures, and nothing that could come alive."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING

import pytest

import schools
from portfoliogen.framework import plain
from portfoliogen.model import fields as names
from portfoliogen.model.documents import Purpose
from portfoliogen.model.sources import SourceFile
from portfoliogen.read.docx import read_docx

if TYPE_CHECKING:
    from pathlib import Path

    from conftest import Build
    from portfoliogen.diagnostics import Diagnostic
    from portfoliogen.model.documents import Document

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_P = "http://schemas.openxmlformats.org/package/2006"
_STYLES = "".join(
    f'<w:style w:type="paragraph" w:styleId="Heading{n}"><w:name w:val="heading {n}"/></w:style>' for n in (1, 2)
)


def word_file(*paragraphs: str, **parts: bytes) -> bytes:
    """A Word file of these paragraphs; one that begins with “# ” is a heading, one with “<w:” is XML."""
    body = "".join(
        one
        if one.startswith("<w:")
        else f'<w:p><w:pPr><w:pStyle w:val="Heading1"/></w:pPr><w:r><w:t>{one[2:]}</w:t></w:r></w:p>'
        if one.startswith("# ")
        else f"<w:p><w:r><w:t xml:space='preserve'>{one}</w:t></w:r></w:p>"
        for one in paragraphs
    )
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr(
            "[Content_Types].xml",
            f'<Types xmlns="{_P}/content-types"><Default Extension="xml" ContentType='
            '"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>',
        )
        archive.writestr(
            "_rels/.rels",
            f'<Relationships xmlns="{_P}/relationships"><Relationship Id="r1" '
            f'Type="{_R}/officeDocument" Target="word/document.xml"/></Relationships>',
        )
        archive.writestr(
            "word/_rels/document.xml.rels",
            f'<Relationships xmlns="{_P}/relationships"><Relationship Id="s1" '
            f'Type="{_R}/styles" Target="styles.xml"/><Relationship Id="l1" Type="{_R}/hyperlink" '
            f'Target="javascript:alert(1)" TargetMode="External"/><Relationship Id="p1" Type="{_R}/image" '
            'Target="media/image1.png"/></Relationships>',
        )
        archive.writestr("word/styles.xml", f'<w:styles xmlns:w="{_W}">{_STYLES}</w:styles>')
        archive.writestr(
            "word/document.xml", f'<w:document xmlns:w="{_W}" xmlns:r="{_R}"><w:body>{body}</w:body></w:document>'
        )
        for name, content in parts.items():
            archive.writestr(name, content)
    return out.getvalue()


def _read(tmp_path: Path, data: bytes) -> tuple[Document | None, tuple[Diagnostic, ...]]:
    (tmp_path / "a.docx").write_bytes(data)
    return read_docx(SourceFile(str(tmp_path), "a.docx", "a.docx", len(data)), Purpose.ENTRY, names.ENTRY)


def _parts(document: Document | None) -> tuple[dict[str, object], str]:
    assert document is not None
    return plain(document.fields), "".join(one for one in document.body.pieces if isinstance(one, str)).strip()


@pytest.mark.parametrize(
    ("paragraphs", "fields", "html"),
    [
        (["The moon has no weather."], {}, "<p>The moon has no weather.</p>"),
        (["# Moon poster", "It has no weather."], {"title": "Moon poster"}, "<p>It has no weather.</p>"),
        (
            ["# Moon poster", "Skills: creativity, teamwork", "Date: 2026-03-14", "It has no weather."],
            {"Skills": "creativity, teamwork", "Date": "2026-03-14", "title": "Moon poster"},
            "<p>It has no weather.</p>",
        ),
        (["# Moon", "One.", "# Craters", "Two."], {"title": "Moon"}, "<p>One.</p><h2>Craters</h2><p>Two.</p>"),
        (["2 &lt; 3 &amp; 4"], {}, "<p>2 &lt; 3 &amp; 4</p>"),
        (["&lt;script&gt;alert(1)&lt;/script&gt;"], {}, "<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>"),
        (["**not bold** [x](y.md)"], {}, "<p>**not bold** [x](y.md)</p>"),
    ],
)
def test_what_a_word_file_says(tmp_path: Path, paragraphs: list[str], fields: dict[str, object], html: str) -> None:
    document, found = _read(tmp_path, word_file(*paragraphs))
    assert found == ()
    assert _parts(document) == (fields, html)


def test_a_link_that_runs_something_is_gone(tmp_path: Path) -> None:
    link = '<w:p><w:hyperlink r:id="l1"><w:r><w:t>look</w:t></w:r></w:hyperlink></w:p>'
    document, _ = _read(tmp_path, word_file(link))
    assert document is not None
    assert "javascript" not in repr(document.body)
    assert "look" in repr(document.body)


@pytest.mark.parametrize(
    "data", [b"", b"PK", b"PK\x03\x04 and no more", b"words", word_file("a")[:400], b"\xd0\xcf\x11\xe0" + bytes(600)]
)
def test_a_broken_file_is_told_and_nothing_more(tmp_path: Path, data: bytes) -> None:
    document, found = _read(tmp_path, data)
    assert document is None
    assert [one.code for one in found] == ["PG101"]


def test_a_word_file_is_an_entry_like_any_other(tmp_path: Path) -> None:
    root = schools.write(
        tmp_path / "Oakfield",
        {
            "learners/Amara/2026-04-02 Moon poster.docx": word_file(
                "# The moon", "Strands: passion", "Skills: creativity 5", "It has no weather at all, said Ben to me."
            )
        },
    )
    built = schools.build(root)
    assert built.codes == ["PG224"]
    page = built.profile("Amara").entries["moon-poster"]
    assert page.title == "The moon"
    assert "It has no weather at all" in page.text


_DRAWING = "http://schemas.openxmlformats.org/drawingml/2006"
_PICTURE = (
    f'<w:p><w:r><w:drawing><wp:inline xmlns:wp="{_DRAWING}/wordprocessingDrawing" xmlns:a="{_DRAWING}/main" '
    f'xmlns:pic="{_DRAWING}/picture"><wp:docPr id="1" name="x" descr="The moon over our shed"/><a:graphic>'
    '<a:graphicData><pic:pic><pic:blipFill><a:blip r:embed="p1"/></pic:blipFill></pic:pic></a:graphicData>'
    "</a:graphic></wp:inline></w:drawing></w:r></w:p>"
)


@pytest.mark.parametrize(
    ("content", "codes"),
    [
        (schools.picture("PNG"), set()),
        (schools.picture("JPEG"), set()),  # what it is counts, not what the document calls it
        (b"\x01\0\0\0\x6c\0\0\0" + bytes(32) + b" EMF" + bytes(200), {"PG404"}),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", {"PG404"}),
        (b"", {"PG403"}),
    ],
)
def test_pictures_in_a_word_file_are_shown_or_told(build: Build, content: bytes, codes: set[str]) -> None:
    word = word_file("# Moon", "We drew it every night.", _PICTURE, **{"word/media/image1.png": content})
    built = build({"learners/Amara/2026-05-01 Moon.docx": word})
    told = [one for one in built.told if one.code.startswith("PG4")]
    assert {one.code for one in told} == codes
    assert all(one.at.path == "learners/Amara/2026-05-01 Moon.docx/pasted-picture-1.png" for one in told)
    shown = [one.attributes["alt"] for one in built.profile("Amara").entries["moon"].main.all("img")]
    assert ("The moon over our shed" in shown) == (not codes)


def test_a_word_file_that_another_text_shows_is_offered_as_a_file(build: Build) -> None:
    day = "learners/Amara/2026-05-01 Moon/"
    files: dict[str, str | bytes] = {
        f"{day}index.md": schools.entry(
            "Moon", "", "![My report](report.docx)\n\n[My notes](notes.docx) ![](mine.docx)"
        ),
        f"{day}report.docx": word_file("# CANARY", "We drew it.", _PICTURE, **{"word/media/image1.png": PNG}),
        f"{day}notes.docx": word_file("# Notes", "It was cloudy on every night of the week."),
        f"{day}mine.docx": word_file("Visibility: private", "SECRET and nobody is to see it at all."),
    }
    profile = build(files).profile("Amara")
    assert sorted(profile.entries) == ["moon", "notes"]
    (shown,) = [one for one in profile.entries["moon"].main.all("figure") if "document" in one.classes]
    assert "My report" in shown.text
    path = "media/" + shown.one("a").attributes["href"].partition("media/")[2]
    assert zipfile.is_zipfile(io.BytesIO(profile.files[path]))
    assert sum(name.endswith(".docx") for name in profile.files) == 1
    assert b"SECRET" not in profile.everything


PNG = schools.picture("PNG")
