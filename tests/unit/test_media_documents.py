"""PDFs and office files: readable, and with nothing hidden in them."""

from __future__ import annotations

import io
import zipfile
import zlib
from typing import TYPE_CHECKING

import media_files as files
import pypdfium2
import pytest
from PIL import Image

from portfoliogen.model.sources import MediaKind
from portfoliogen.render.media.packages import write_parts
from portfoliogen.render.media.pdf_reading import NotUnderstood
from portfoliogen.render.media.pdf_rewriting import rewrite
from portfoliogen.render.media.picture_streams import bare_jpeg, bare_jpeg2000
from portfoliogen.render.media.xml_copying import Rules, XmlRefused, copy_xml

if TYPE_CHECKING:
    from pathlib import Path

_NAMES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" mc:Ignorable="w14" '
    'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"'
)
_KIND = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"


def test_pdf_is_written_anew(tmp_path: Path) -> None:
    media = files.made(files.write_pdf(tmp_path / "CANARY.pdf"))
    (document,) = media.renditions
    assert (media.kind, media.pages, document.mime) == (MediaKind.DOCUMENT, 2, "application/pdf")
    found = files.everything_in(tmp_path / "store")
    for word in (files.CANARY, b"JavaScript", b"xpacket", b"/Info", b"EmbeddedFile", b"Exif", b"2024"):
        assert word not in found
    with pypdfium2.PdfDocument(document.path) as clean:
        assert "Hello volcano" in clean[0].get_textpage().get_text_range()
        assert [page.get_size() for page in clean] == [(595, 842), (842, 595)]
    with Image.open(media.poster[-1].path) as poster:
        assert poster.height == 960
        seen = poster.convert("RGB").crop((round(50 / 595 * 678), 161, round(350 / 595 * 678), 389))
        assert files.corners(seen) == "RGBW"


def test_same_pdf_same_bytes(tmp_path: Path) -> None:
    files.made(files.write_pdf(tmp_path / "a.pdf"))
    (tmp_path / "store").rename(tmp_path / "first")
    files.made(tmp_path / "a.pdf")
    assert files.everything_in(tmp_path / "store") == files.everything_in(tmp_path / "first")


def test_pdfs_that_cannot_be_shown(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(b"%PDF-1.4\nnothing")
    assert files.refusal(tmp_path / "a.pdf") == "PG401"


def test_a_pdf_that_is_not_understood_is_not_passed_on() -> None:
    with pytest.raises(NotUnderstood):
        rewrite(b"%PDF-1.7\n1 0 obj\n<</Type/Catalog")
    hidden = files.pdf_of([b"<</Pages 2 0 R>>", b"<</Kids[3 0 R]>>", files.stream(b"/F(other.bin)", b"x")])
    with pytest.raises(NotUnderstood):
        rewrite(hidden)
    deep = files.pdf_of([b"<</Pages 2 0 R>>", b"[" * 200])
    with pytest.raises(NotUnderstood):
        rewrite(deep)


def test_jpegs_inside_lose_all_but_the_picture() -> None:
    for options in ({}, {"progressive": True}, {"subsampling": 0, "restart_marker_blocks": 4}):
        buffer = io.BytesIO()
        files.photo(300, 200).save(buffer, "JPEG", exif=files.planted_exif(), comment=b"CANARY", **options)
        bare = bare_jpeg(buffer.getvalue() + b"CANARY behind the end")
        assert files.CANARY not in bare
        with Image.open(io.BytesIO(bare)) as after, Image.open(io.BytesIO(buffer.getvalue())) as before:
            assert after.tobytes() == before.tobytes()


def test_jpeg_2000_inside_loses_all_but_the_picture() -> None:
    buffer = io.BytesIO()
    files.photo(100, 80).save(buffer, "JPEG2000")
    content = buffer.getvalue() + b"\0\0\0\x16xml <x>CANARY</x>"[:22].ljust(22, b" ")
    bare = bare_jpeg2000(content)
    assert files.CANARY not in bare
    with Image.open(io.BytesIO(bare)) as after, Image.open(buffer) as before:
        assert after.tobytes() == before.tobytes()


def _photo_bytes() -> bytes:
    buffer = io.BytesIO()
    files.quadrants().save(buffer, "JPEG", exif=files.planted_exif(), comment=b"CANARYCOMMENT")
    return buffer.getvalue()


def _relations(*entries: tuple[str, str, str, str]) -> bytes:
    rows = "".join(
        f'<Relationship Id="{number}" Type="{_KIND}{kind}" Target="{target}"{more}/>'
        for number, kind, target, more in entries
    )
    return (
        '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f"{rows}</Relationships>"
    ).encode()


def write_docx(path: Path, **more: bytes) -> Path:
    """A Word file with a name in every corner."""
    body = f"""<?xml version="1.0" encoding="UTF-8"?><!-- CANARYXML --><w:document {_NAMES}><w:body>
<w:p w:rsidR="00CANARY"><w:r><w:t xml:space="preserve">Our volcano &amp; us </w:t></w:r>
<w:ins w:author="CANARYNAME" w:date="2024-05-02T10:00:00Z"><w:r><w:t>erupted</w:t></w:r></w:ins>
<w:del w:author="CANARYNAME"><w:r><w:delText>CANARYDELETED</w:delText></w:r></w:del>
<w:commentRangeStart w:id="0"/><w:r><w:commentReference w:id="0"/></w:r>
<w:hyperlink r:id="rId4"><w:r><w:t>a file</w:t></w:r></w:hyperlink>
<w:hyperlink r:id="rId5"><w:r><w:t>web</w:t></w:r></w:hyperlink>
<w:r><w:drawing><pic:cNvPr id="1" name="C:\\Users\\CANARYNAME\\IMG.jpg" descr="A red cone"/>
<a:blip r:embed="rId1"/></w:drawing></w:r><w:object><w:control r:id="rId9"/></w:object></w:p></w:body></w:document>"""
    parts = {
        "[Content_Types].xml": b'<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/'
        b'content-types"><Default Extension="xml" ContentType="application/xml"/><Override '
        b'PartName="/word/comments.xml" ContentType="x"/><Override '
        b'PartName="/word/document.xml" ContentType="y"/></Types>',
        "_rels/.rels": _relations(
            ("rId1", "officeDocument", "word/document.xml", ""),
            ("rId2", "metadata/core-properties", "docProps/core.xml", ""),
        ),
        "word/document.xml": body.encode(),
        "word/_rels/document.xml.rels": _relations(
            ("rId1", "image", "media/image1.jpeg", ""),
            ("rId2", "comments", "comments.xml", ""),
            ("rId3", "attachedTemplate", "file:///C:/CANARY/n.dotm", ' TargetMode="External"'),
            ("rId4", "hyperlink", "file:///C:/CANARY/x.doc", ' TargetMode="External"'),
            ("rId5", "hyperlink", "https://school.example/a?b=1&amp;c=2", ' TargetMode="External"'),
            ("rId9", "control", "activeX/activeX1.xml", ""),
        ),
        "word/settings.xml": f"<w:settings {_NAMES}><w:rsids><w:rsid w:val='CANARY'/></w:rsids></w:settings>".encode(),
        "word/media/image1.jpeg": _photo_bytes(),
        "word/comments.xml": b"<w>CANARYCOMMENT</w>",
        "word/people.xml": b"<w>CANARYNAME</w>",
        "word/activeX/activeX1.xml": b"<w>CANARY</w>",
        "word/embeddings/oleObject1.bin": b"CANARY",
        "docProps/core.xml": b"<c>CANARYNAME</c>",
        "docProps/app.xml": b"<c>CANARYSCHOOL</c>",
        "docProps/custom.xml": b"<c>CANARY</c>",
        "docProps/thumbnail.jpeg": _photo_bytes(),
        "customXml/item1.xml": b"<c>CANARY</c>",
        **more,
    }
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.comment = b"CANARYZIP"
        for name, content in parts.items():
            archive.writestr(name, content)
    return path


def test_word_file_is_written_anew(tmp_path: Path) -> None:
    media, (told,) = files.make(write_docx(tmp_path / "CANARY.docx"))
    assert media is not None
    assert media.kind is MediaKind.ATTACHMENT
    assert told.code == "PG414"
    found = files.everything_in(tmp_path / "store")
    for word in (files.CANARY, b"docProps", b"comment", b"Exif", b"control", b"w:ins", b"2024"):
        assert word not in found.replace(b'"comments', b"")
    with zipfile.ZipFile(media.renditions[0].path) as archive:
        body = archive.read("word/document.xml").decode()
        relations = archive.read("word/_rels/document.xml.rels").decode()
        with Image.open(archive.open("word/media/image1.jpeg")) as image:
            assert files.corners(image) == "RGBW"
        assert {info.date_time for info in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    assert "Our volcano &amp; us </w:t>" in body
    assert "erupted" in body
    assert 'descr="A red cone"' in body
    assert 'mc:Ignorable="w14"' in body
    assert "xmlns:w14=" in body
    assert "https://school.example/a?b=1&amp;c=2" in relations
    assert 'Target="about:blank"' in relations
    assert "rId9" not in relations + body


def test_a_picture_that_cannot_be_cleaned_leaves_no_gap_in_the_file(tmp_path: Path) -> None:
    path = write_docx(tmp_path / "a.docx", **{"word/media/image1.jpeg": b"CANARY is no picture"})
    media, (told,) = files.make(path)
    assert media is not None
    assert "a picture" in told.message
    with zipfile.ZipFile(media.renditions[0].path) as archive:
        assert "rId1" not in archive.read("word/document.xml").decode()
        assert "word/media/image1.jpeg" not in archive.namelist()


def test_nobody_misses_a_printer(tmp_path: Path) -> None:
    def left_out(**more: bytes) -> str:
        _, (told,) = files.make(write_docx(tmp_path / "a.docx", **more))
        return told.message

    printer = {"word/printerSettings1.bin": b"CANARY", "ppt/printerSettings/printerSettings1.bin": b"CANARY"}
    assert left_out(**printer) == left_out()
    assert files.CANARY not in files.everything_in(tmp_path / "store")


def test_macros_are_refused(tmp_path: Path) -> None:
    assert files.refusal(write_docx(tmp_path / "a.docx", **{"word/vbaProject.bin": b"x"})) == "PG405"
    assert files.refusal(write_docx(tmp_path / "b.xlsx", **{"xl/macrosheets/sheet1.xml": b"<x/>"})) == "PG410"


def test_office_bombs_and_broken_parts(tmp_path: Path) -> None:
    entity = b'<!DOCTYPE w [<!ENTITY a "aaaaaaaa"><!ENTITY b "&a;&a;">]><w>&b;</w>'
    assert files.refusal(write_docx(tmp_path / "a.docx", **{"word/styles.xml": entity})) == "PG410"
    assert files.refusal(write_docx(tmp_path / "b.docx", **{"word/styles.xml": b"<w><unfinished>"})) == "PG410"
    deep = b"<w>" * 400 + b"</w>" * 400
    assert files.refusal(write_docx(tmp_path / "c.docx", **{"word/styles.xml": deep})) == "PG410"
    assert files.refusal(write_docx(tmp_path / "d.docx", **{"word/big.xml": bytes(70_000_000)})) == "PG409"


def test_open_document_is_written_anew(tmp_path: Path) -> None:
    content = (
        '<office:document-content xmlns:office="o" xmlns:text="t" xmlns:dc="d" xmlns:draw="dr" xmlns:xlink="x">'
        "<text:tracked-changes><dc:creator>CANARY</dc:creator></text:tracked-changes><text:p>Our volcano"
        "<office:annotation><dc:creator>CANARYNAME</dc:creator>CANARY</office:annotation>"
        '<draw:image xlink:href="Pictures/1.jpg"/><draw:image xlink:href="../CANARY/2.jpg"/>'
        '<text:a xlink:href="file:///home/CANARY/x">x</text:a><text:a xlink:href="https://a.b">y</text:a>'
        "</text:p></office:document-content>"
    )
    path = tmp_path / "a.odt"
    path.write_bytes(
        write_parts(
            {
                "mimetype": b"application/vnd.oasis.opendocument.text",
                "content.xml": content.encode(),
                "meta.xml": b"<m>CANARYNAME</m>",
                "settings.xml": b"<m>CANARYPRINTER</m>",
                "Thumbnails/thumbnail.png": b"CANARY",
                "Basic/x.xml": b"<x>CANARY</x>",
                "Pictures/1.jpg": _photo_bytes(),
                "META-INF/manifest.xml": b'<manifest:manifest xmlns:manifest="m"><manifest:file-entry manifest:full-path="/"/>'
                b'<manifest:file-entry manifest:full-path="meta.xml"/><manifest:file-entry '
                b'manifest:full-path="content.xml"/></manifest:manifest>',
            },
            ("mimetype",),
        )
    )
    media = files.made(path)
    found = files.everything_in(tmp_path / "store")
    assert files.CANARY not in found
    assert b"meta.xml" not in found
    with zipfile.ZipFile(media.renditions[0].path) as archive:
        assert archive.namelist()[0] == "mimetype"
        body = archive.read("content.xml").decode()
        assert archive.getinfo("mimetype").compress_type == zipfile.ZIP_STORED
    assert "Pictures/1.jpg" in body
    assert "https://a.b" in body


def test_xml_is_copied_as_written() -> None:
    text = '<a:x xmlns:a="u" k="1 &lt; 2 &quot;"><a:y/>t &amp; u<b>v</b></a:x>'
    copied = copy_xml(text.encode(), Rules()).decode()
    assert copied.partition("\n")[2] == text.replace('"1 &lt; 2 &quot;"', "'1 &lt; 2 \"'")
    with pytest.raises(XmlRefused):
        copy_xml(b"<!DOCTYPE x><x/>", Rules())
    assert zlib.crc32(copy_xml(text.encode(), Rules())) == zlib.crc32(copied.encode())
