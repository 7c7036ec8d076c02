"""PDFs: their pages written anew with nothing behind them, their first page as a picture, their page count."""

from __future__ import annotations

import io
import re
from typing import TYPE_CHECKING, Any, BinaryIO

from portfoliogen.diagnostics.rules import media as rules
from portfoliogen.model.media import MadeMedia, MediaJob
from portfoliogen.model.sources import MediaKind
from portfoliogen.patterns import pattern
from portfoliogen.render.media.made import Outcome, StoreError, Withheld, note, put, stem_of
from portfoliogen.render.media.pdf_reading import NotUnderstood
from portfoliogen.render.media.pdf_rewriting import rewrite

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

MAX_BYTES = 80_000_000
MAX_PAGES = 2_000
POSTER_NOMINAL_PX = 960
_HOST_LIMIT_BYTES = 100_000_000
_FORBIDDEN = pattern(
    rb"/(?:JavaScript|JS|Launch|EmbeddedFiles?|RichMedia|Metadata|Info|SubmitForm|ImportData|URI)"
    rb"(?=[\s\0()<>\[\]{}/%])|<\?xpacket|<x:xmpmeta"
)
_STREAMS = pattern(rb"stream\n.*?\nendstream", re.DOTALL)
_CURE = "Print it to a new PDF (Print › Save as PDF), and put that here."


def make_document(file: BinaryIO, job: MediaJob, folder: Path) -> Outcome:
    """Make a PDF ready.

    Raises:
        Withheld: it cannot be read, cleaned or verified.
        OSError: the results cannot be written.
    """
    import pypdfium2  # noqa: PLC0415 - an extra; whoever comes here has made sure that it is there

    data = file.read(MAX_BYTES + 1)
    if len(data) > MAX_BYTES:
        raise Withheld(rules.MEDIA_TOO_HEAVY, reason=f"is not done for PDFs over {MAX_BYTES // 1_000_000} MB")
    clean, pages = _cleaned(pypdfium2, data)
    stem = stem_of(job)
    poster, placeholder = _poster(pypdfium2, clean, pages, folder, stem, job)
    document = put(folder, f"{stem}.pdf", "application/pdf", clean)
    media = MadeMedia(
        MediaKind.DOCUMENT,
        (document,),
        poster,
        placeholder,
        pages=pages,
        width_px=poster[-1].width_px,
        height_px=poster[-1].height_px,
        size_bytes=len(clean),
    )
    if len(clean) <= _HOST_LIMIT_BYTES:
        return Outcome(media)
    return Outcome(media, (note(rules.MEDIA_OVER_HOST_LIMIT, megabytes=round(len(clean) / 1e6), limit=100),))


def _cleaned(pdfium: Any, data: bytes) -> tuple[bytes, int]:
    # The clean file and its number of pages.
    try:
        source = pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        if "password" in str(error).lower():
            raise Withheld(rules.MEDIA_LOCKED) from error
        raise Withheld(rules.MEDIA_UNREADABLE, reason="it is broken, or not what it says it is") from error
    try:
        pages = len(source)
        if not 0 < pages <= MAX_PAGES:
            raise Withheld(rules.MEDIA_UNREADABLE, reason=f"it has {pages} pages")
        _flatten(pdfium, source, pages)
        target = pdfium.PdfDocument.new()
        target.import_pages(source)
        buffer = io.BytesIO()
        target.save(buffer)
        target.close()
        clean = rewrite(buffer.getvalue())
    except NotUnderstood as error:
        raise Withheld(rules.MEDIA_NOT_CLEANED, reason="its hidden parts cannot be removed", cure=_CURE) from error
    except (pdfium.PdfiumError, ValueError, RecursionError) as error:
        raise Withheld(rules.MEDIA_UNREADABLE, reason="its pages cannot be read") from error
    finally:
        source.close()
    _verify(pdfium, clean, pages)
    return clean, pages


def _flatten(pdfium: Any, source: Any, pages: int) -> None:
    # What is drawn by notes and form fields becomes part of the page; the notes themselves then go.
    flatten = pdfium.raw.FPDFPage_Flatten
    for number in range(pages):
        page = source[number]
        flatten(page.raw, pdfium.raw.FLAT_NORMALDISPLAY)
        page.close()


def _verify(pdfium: Any, clean: bytes, pages: int) -> None:
    """Read the finished file as a stranger would, and refuse it where anything is left."""
    outside = b"\n".join(_outside_streams(clean))
    try:
        document = pdfium.PdfDocument(clean)
        whole = len(document) == pages and not any(document.get_metadata_dict().values())
        document.close()
    except pdfium.PdfiumError:
        whole = False
    if not whole or _FORBIDDEN.search(outside):
        raise Withheld(rules.MEDIA_NOT_CLEANED, reason="its hidden parts cannot be removed", cure=_CURE)


def _outside_streams(clean: bytes) -> Iterator[bytes]:
    at = 0
    for match in _STREAMS.finditer(clean):
        yield clean[at : match.start()]
        at = match.end()
    yield clean[at:]


def _poster(
    pdfium: Any,
    clean: bytes,
    pages: int,
    folder: Path,
    stem: str,
    job: MediaJob,
) -> Any:
    from portfoliogen.render.media.pictures import encode_sizes, put_sizes, smaller  # noqa: PLC0415 - Pillow
    from portfoliogen.render.media.sizes import fit  # noqa: PLC0415

    nominal = tuple(px for px in job.treatment.widths_px if px <= POSTER_NOMINAL_PX) or job.treatment.widths_px[:1]
    try:
        document = pdfium.PdfDocument(clean)
        page = document[0]
        width_pt, height_pt = page.get_size()
        scale = 2 * max(nominal) / max(width_pt, height_pt, 1.0)
        scale = min(scale, 6000 / max(width_pt, height_pt, 1.0))
        image = page.render(scale=scale, may_draw_forms=False).to_pil().convert("RGB")
        page.close()
        document.close()
        image.info = {}
        full_px = (max(1, image.width // 2), max(1, image.height // 2))
        image = smaller(image, fit(*full_px, max(nominal)))
        sizes = encode_sizes(image, full_px, nominal, drawn=True)
    except StoreError:
        raise
    except Exception as error:  # PDFium and Pillow raise what they like.
        raise Withheld(rules.MEDIA_UNREADABLE, reason=f"none of its {pages} pages can be drawn") from error
    return put_sizes(sizes, folder, f"{stem}-page1"), sizes.placeholder
