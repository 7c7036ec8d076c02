"""Hints that fit what an entry is made of: what they say to do works."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import schools
from portfoliogen.starting.word import Paragraph, write_docx

_PICTURE = (
    '<w:p><w:r><w:drawing><wp:inline xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing">'
    '<wp:docPr id="1" name="Picture 1"@ALT@/><a:graphic xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main">'
    '<a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture">'
    '<pic:pic xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:blipFill><a:blip r:embed="rIdP" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"/></pic:blipFill></pic:pic>'
    "</a:graphicData></a:graphic></wp:inline></w:drawing></w:r></w:p></w:body>"
)
_RELATED = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rIdP" '
    'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/image" Target="media/image1.jpg"/>'
    "</Relationships>"
)


def with_picture(alt: str) -> bytes:
    """A Word file with a picture in it."""
    made = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(write_docx((Paragraph("We danced twice."),)))) as plain,
        zipfile.ZipFile(made, "w") as archive,
    ):
        for name in plain.namelist():
            data = plain.read(name)
            if name == "word/document.xml":
                said = f' descr="{alt}"' if alt else ""
                data = data.replace(b"</w:body>", _PICTURE.replace("@ALT@", said).encode())
            elif name == "[Content_Types].xml":
                data = data.replace(b"</Types>", b'<Default Extension="jpg" ContentType="image/jpeg"/></Types>')
            if name != "word/_rels/document.xml.rels":
                archive.writestr(name, data)
        archive.writestr("word/_rels/document.xml.rels", _RELATED)
        archive.writestr("word/media/image1.jpg", schools.picture())
    return made.getvalue()


def hints(root: Path, code: str) -> list[str]:
    return [one.hint for one in schools.check(root) if one.code == code]


def test_a_picture_in_a_word_file_gets_its_description_in_word(tmp_path: Path) -> None:
    root = schools.write(tmp_path, {"learners/Zoë/2026-10-21 Dance.docx": with_picture("")})
    (hint,) = hints(root, "PG451")
    assert "In Word" in hint
    assert "pasted-picture" not in hint
    schools.write(root, {"learners/Zoë/2026-10-21 Dance.docx": with_picture("Two dancers leap")})
    assert hints(root, "PG451") == []


def test_what_has_no_text_is_not_asked_for_a_line_at_its_top(tmp_path: Path) -> None:
    folder = "learners/Zoë/Kite"
    root = schools.write(tmp_path, {f"{folder}/IMG_1.jpg": schools.picture(), "school.yml": "name: Oakfield\n"})
    (strand,), (date,) = hints(root, "PG223"), hints(root, "PG217")
    assert "entries.csv" in strand
    assert "index.md" in strand
    assert "folder's name" in date
    assert "at the top" not in strand + date
    line = strand.partition("“")[2].partition("”")[0]
    schools.write(root, {f"{folder}/index.md": f"{line}\n"})
    assert hints(root, "PG223") == []
    (root / folder).rename(root / "learners/Zoë/2026-03-14 Kite")
    assert hints(root, "PG217") == []


def test_staff_can_say_it_in_the_table(tmp_path: Path) -> None:
    files = {"learners/Zoë/Kite/IMG_1.jpg": schools.picture(), "school.yml": "name: Oakfield\n"}
    root = schools.write(tmp_path, {**files, "entries.csv": "entry,field,value\nZoë/Kite,strands,passion\n"})
    assert hints(root, "PG223") == []
