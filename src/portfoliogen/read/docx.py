"""Word files: mammoth's HTML through the same gate as every other text.

Never by way of Markdown: text such as `<script>` in a Word file would come alive on that road.
"""

from __future__ import annotations

import hashlib
import io
import re
import zipfile
from html import unescape

from portfoliogen.diagnostics import Diagnostic, Position
from portfoliogen.diagnostics.rules import files as rules
from portfoliogen.model.documents import Document, Mapping, Purpose, Scalar, Tree
from portfoliogen.model.fields import canonical
from portfoliogen.model.sources import SourceFile
from portfoliogen.patterns import pattern
from portfoliogen.read.markdown import html_body
from portfoliogen.read.prompts import take_prompts_from_html

MAX_DOCX_BYTES = 50 * 1024 * 1024
MAX_UNPACKED_BYTES = 300 * 1024 * 1024
_TITLES = ("Title", "Titel", "Titre", "Título", "Titolo", "Tytuł", "Teitl")
_BLOCK = pattern(r"\s*<(p|h[1-6])(?:\s[^>]*)?>(.*?)</\1>", re.DOTALL)
_TAGS = pattern(r"<[^>]+>")
_FIELD = pattern(r"([^\W\d_][\w .'/()-]{0,40}?)\s*:\s*(.*)$", re.DOTALL)


def read_docx(
    source: SourceFile,
    purpose: Purpose,
    known: tuple[str, ...],
) -> tuple[Document | None, tuple[Diagnostic, ...]]:
    """Read a Word file as a document: headings, lists, tables, pictures with their alt texts.

    Raises:
        SourceError: as `SourceFile.read`.

    Reports: PG101, PG111, PG244.
    """
    at = Position(source.shown)
    data = source.read(MAX_DOCX_BYTES)
    try:
        html, pictures = _to_html(data)
    except Exception as error:  # noqa: BLE001 - mammoth, zipfile and the XML parser raise whatever they meet
        reason = (
            "it is damaged, or protected by a password"
            if isinstance(error, zipfile.BadZipFile)
            else "it is not a Word file that can be opened"
        )
        return None, (rules.FILE_UNREADABLE.at(at, name=source.name, reason=reason),)
    fields, html = _top_lines(html, source.shown, known)
    title = next(
        (
            value.text
            for key, value in fields.pairs
            if canonical(key.text, known) == "title" and isinstance(value, Scalar)
        ),
        "",
    )
    if not title and purpose not in {Purpose.AUDIENCE, Purpose.ONE_PAGE}:
        title, html = _title(html)
        if title:
            fields = Mapping((*fields.pairs, (Scalar("title", at), Scalar(title, at))), at)
    html, prompts = take_prompts_from_html(_shift_headings(html))
    body = html_body(html, source.shown)
    pasted = tuple(
        SourceFile(source.root, f"{source.path}/{name}", f"{source.shown}/{name}", len(picture), inline=picture)
        for name, picture in pictures
    )
    digest = hashlib.sha256(data).hexdigest()
    return Document(source, "", fields, body, purpose, pasted, digest=digest), tuple(prompts.told(source.shown))


def _to_html(data: bytes) -> tuple[str, list[tuple[str, bytes]]]:
    import mammoth  # noqa: PLC0415 - only where there is a Word file

    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        if sum(one.file_size for one in archive.infolist()) > MAX_UNPACKED_BYTES:
            raise zipfile.BadZipFile
    pictures: list[tuple[str, bytes]] = []

    def keep(image: object) -> dict[str, str]:
        with image.open() as stream:  # type: ignore[attr-defined]
            content = stream.read()
        ending = str(image.content_type).rpartition("/")[2].partition("+")[0] or "png"  # type: ignore[attr-defined]
        name = f"pasted-picture-{len(pictures) + 1}.{ending}"
        pictures.append((name, content))
        return {"src": name}

    result = mammoth.convert_to_html(
        io.BytesIO(data),
        convert_image=mammoth.images.img_element(keep),
        external_file_access=False,
        style_map="\n".join(f"p[style-name='{name}'] => h1:fresh" for name in _TITLES),
    )
    return str(result.value), pictures


def _top_lines(html: str, shown: str, known: tuple[str, ...]) -> tuple[Mapping, str]:
    """Lines such as “Skills: creativity, teamwork” at the top of a Word template."""
    pairs: list[tuple[Scalar, Tree]] = []
    at = Position(shown)
    done = 0
    title_block: str = ""
    for match in _BLOCK.finditer(html):
        words = unescape(_TAGS.sub("", match[2])).strip()
        field = _FIELD.match(words)
        if field and canonical(field[1], known):
            pairs.append((Scalar(field[1], at), Scalar(field[2].strip(), at)))
            done = match.end()
        elif match[1].startswith("h") and not pairs and not title_block:
            title_block = html[: match.end()]
            done = match.end()
        elif words:
            break
    if not pairs:
        return Mapping((), at), html
    return Mapping(tuple(pairs), at), title_block + html[done:]


def _title(html: str) -> tuple[str, str]:
    match = _BLOCK.match(html)
    if match and match[1].startswith("h"):
        return unescape(_TAGS.sub("", match[2])).strip(), html[match.end() :]
    return "", html


def _shift_headings(html: str) -> str:
    levels = sorted(set(re.findall(r"<h([1-6])", html)))
    rank = {level: min(6, 2 + index) for index, level in enumerate(levels)}
    return re.sub(r"<(/?)h([1-6])", lambda match: f"<{match[1]}h{rank.get(match[2], 6)}", html)
