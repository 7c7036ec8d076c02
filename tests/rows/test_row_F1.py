"""F1: a Drive or OneDrive folder, as it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

import schools
from schools import entry, picture

if TYPE_CHECKING:
    from conftest import Build

A = "learners/Amara/"
SILENT = {
    A + name: "x"
    for name in (
        "desktop.ini",
        "~$Moon poster.docx",
        ".DS_Store",
        "Thumbs.db",
        "upload.tmp",
        ".~lock.Poem.odt#",
        "Volcano.md~",
        "film.mp4.crdownload",
        "._photo.jpg",
    )
}
TOLD = {
    A + "Poem.gdoc": ('{"doc_id": "1aB"}', "PG107"),
    A + "Slides.url": ("[InternetShortcut]\nURL=https://docs.example/", "PG107"),
    A + "2026-03-14 Volcano (1).md": (entry(date=""), "PG106"),
    A + "2026-03-14 Volcano (Amara's conflicted copy 2026-03-15).md": (entry(date=""), "PG105"),
    A + "2026-03-14 Volcano-DESKTOP-4J2K1.md": (entry(date=""), "PG105"),
    A + "half.jpg": ("", "PG104"),
    A + ".film.mp4.icloud": ("bplist00", "PG108"),
}
RIGHT = {
    A + "2026-03-14 Volcano.md": entry(date="", text="It erupted.\n\n![A cone](photo.jpg)"),
    A + "photo.jpg": picture(),
}


def test_row_F1_the_right_site_comes_of_a_cluttered_folder(build: Build) -> None:
    cluttered = build(RIGHT | SILENT | {path: text for path, (text, _) in TOLD.items()})
    assert set(cluttered.profile("Amara").entries) == {"volcano"}
    clean = schools.build(schools.write(cluttered.root.parent / "clean" / "Oakfield", RIGHT))
    assert cluttered.profile("Amara").files == clean.profile("Amara").files


def test_row_F1_each_oddity_is_told_in_one_plain_sentence(build: Build) -> None:
    built = build(RIGHT | SILENT | {path: text for path, (text, _) in TOLD.items()})
    assert sorted((one.at.path, one.code) for one in built.told) == sorted(
        (path, code) for path, (_, code) in TOLD.items()
    )
    assert [one.message for one in built.told if one.message.count(". ")] == []


def test_row_F1_a_word_file_is_read(build: Build) -> None:
    built = build({**RIGHT, A + "2026-04-02 Moon poster.docx": word_file("The moon has no weather at all, said Ben.")})
    assert "The moon has no weather at all" in built.profile("Amara").entries["moon-poster"].text


def word_file(text: str) -> bytes:
    """A Word file of one paragraph."""
    import io  # noqa: PLC0415 - one test
    import zipfile  # noqa: PLC0415 - one test

    word = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"
    package = "http://schemas.openxmlformats.org/package/2006"
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr(
            "[Content_Types].xml",
            f'<Types xmlns="{package}/content-types"><Default Extension="xml" '
            'ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/>'
            "</Types>",
        )
        archive.writestr(
            "_rels/.rels",
            f'<Relationships xmlns="{package}/relationships"><Relationship Id="r1" '
            f'Type="{kind}" Target="word/document.xml"/></Relationships>',
        )
        archive.writestr(
            "word/document.xml",
            f'<w:document xmlns:w="{word}"><w:body><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:body></w:document>',
        )
    return out.getvalue()
