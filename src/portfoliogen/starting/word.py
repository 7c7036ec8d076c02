"""A small writer of Word files: header lines, prompts and text, as `read/docx.py` reads them back."""

from __future__ import annotations

import io
import zipfile
from xml.sax.saxutils import escape, quoteattr

from msgspec import Struct

_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006"
_MIME = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_DAY = (2020, 1, 1, 0, 0, 0)

_TYPES = (
    f'{_HEAD}<Types xmlns="{_PACKAGE}/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    f'<Override PartName="/word/document.xml" ContentType="{_MIME}.document.main+xml"/>'
    f'<Override PartName="/word/styles.xml" ContentType="{_MIME}.styles+xml"/></Types>'
)
_RELATIONS = (
    f'{_HEAD}<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="rId1" '
    f'Type="{_OFFICE}/relationships/officeDocument" Target="word/document.xml"/></Relationships>'
)
_DOCUMENT_RELATIONS = (
    f'{_HEAD}<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="rId1" '
    f'Type="{_OFFICE}/relationships/styles" Target="styles.xml"/></Relationships>'
)
_STYLES = (
    f'{_HEAD}<w:styles xmlns:w="{_WORD}"><w:docDefaults><w:rPrDefault><w:rPr>'
    '<w:rFonts w:ascii="Calibri" w:hAnsi="Calibri" w:cs="Calibri"/><w:sz w:val="24"/></w:rPr></w:rPrDefault>'
    '<w:pPrDefault><w:pPr><w:spacing w:after="120" w:line="300" w:lineRule="auto"/></w:pPr></w:pPrDefault>'
    "</w:docDefaults>"
    '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="Heading1"><w:name w:val="heading 1"/><w:basedOn w:val="Normal"/>'
    '<w:pPr><w:outlineLvl w:val="0"/></w:pPr><w:rPr><w:b/><w:sz w:val="36"/></w:rPr></w:style></w:styles>'
)


class Field(Struct, frozen=True):
    """A header line such as “Skills: creativity”."""

    label: str
    value: str = ""


class Prompt(Struct, frozen=True):
    """A question, with room below it."""

    text: str


class Paragraph(Struct, frozen=True):
    """A paragraph; a line break in it is kept."""

    text: str = ""


class Heading(Struct, frozen=True):
    """A heading within the text."""

    text: str


Block = Field | Prompt | Paragraph | Heading


def write_docx(blocks: tuple[Block, ...], language: str = "en") -> bytes:
    """Make a Word file; the same blocks give the same bytes."""
    body = "".join(_block(one, language) for one in blocks)
    page = (
        '<w:sectPr><w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1134" w:right="1134" w:bottom="1134" '
        'w:left="1134" w:header="567" w:footer="567" w:gutter="0"/></w:sectPr>'
    )
    document = f'{_HEAD}<w:document xmlns:w="{_WORD}"><w:body>{body}{page}</w:body></w:document>'
    parts = {
        "[Content_Types].xml": _TYPES,
        "_rels/.rels": _RELATIONS,
        "word/document.xml": document,
        "word/_rels/document.xml.rels": _DOCUMENT_RELATIONS,
        "word/styles.xml": _STYLES,
    }
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            archive.writestr(zipfile.ZipInfo(name, _DAY), text.encode(), zipfile.ZIP_DEFLATED)
    return made.getvalue()


def _block(block: Block, language: str) -> str:
    if isinstance(block, Field):
        value = _run(f" {block.value}" if block.value else " ", language)
        label = _run(f"{block.label}:", language, "<w:b/>")
        return f"<w:p>{label}{value}</w:p>"
    if isinstance(block, Prompt):
        style = '<w:pPr><w:keepNext/><w:spacing w:before="240"/></w:pPr>'
        look = '<w:i/><w:color w:val="5A5A5A"/>'
        return f"<w:p>{style}{_run(block.text, language, look)}</w:p>"
    if isinstance(block, Heading):
        return f'<w:p><w:pPr><w:pStyle w:val="Heading1"/></w:pPr>{_run(block.text, language)}</w:p>'
    return f"<w:p>{_run(block.text, language)}</w:p>" if block.text else "<w:p/>"


def _run(text: str, language: str, look: str = "") -> str:
    lines = "<w:br/>".join(f'<w:t xml:space="preserve">{escape(_plain(line))}</w:t>' for line in text.split("\n"))
    return f"<w:r><w:rPr>{look}<w:lang w:val={quoteattr(language)}/></w:rPr>{lines}</w:r>"


def _plain(text: str) -> str:
    """Text without the signs that XML cannot hold."""
    return "".join(sign for sign in text if sign >= " " or sign == "\t")
