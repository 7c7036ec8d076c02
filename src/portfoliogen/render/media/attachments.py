"""Word, PowerPoint, Excel and OpenDocument files: offered for download, with nothing in them that nobody sees."""

from __future__ import annotations

from typing import TYPE_CHECKING, BinaryIO

from portfoliogen.diagnostics.rules import media as rules
from portfoliogen.model.media import MadeMedia, MediaJob, Rendition
from portfoliogen.model.sources import MediaKind
from portfoliogen.patterns import pattern
from portfoliogen.render.media.inner_pictures import clean_picture
from portfoliogen.render.media.made import Outcome, Withheld, note, put, stem_of
from portfoliogen.render.media.office_xml import Rewriting, rewrite_office
from portfoliogen.render.media.open_document import rewrite_open_document
from portfoliogen.render.media.packages import read_parts, write_parts
from portfoliogen.render.media.xml_copying import XmlRefused

if TYPE_CHECKING:
    from pathlib import Path

_OFFICE = "application/vnd.openxmlformats-officedocument."
_OPEN = "application/vnd.oasis.opendocument."
_MIMES = {
    "docx": _OFFICE + "wordprocessingml.document",
    "pptx": _OFFICE + "presentationml.presentation",
    "xlsx": _OFFICE + "spreadsheetml.sheet",
    "odt": _OPEN + "text",
    "odp": _OPEN + "presentation",
    "ods": _OPEN + "spreadsheet",
}
_PREVIEWS = ("docProps/thumbnail.jpeg", "docProps/thumbnail.jpg", "docProps/thumbnail.png", "Thumbnails/thumbnail.png")
_SLIDE = pattern(r"^ppt/slides/slide\d+\.xml$")
_CURE = "Open it, choose Save as PDF, and put the PDF here."


def make_attachment(file: BinaryIO, job: MediaJob, folder: Path) -> Outcome:
    """Make a document ready to be downloaded.

    Raises:
        Withheld: it cannot be read or cleaned, or holds programs.
        OSError: the results cannot be written.
    """
    parts = read_parts(file)
    if any(name.startswith("xl/macrosheets/") or "vbaproject" in name.lower() for name in parts):
        raise Withheld(
            rules.MEDIA_NOT_CLEANED,
            reason="it holds macros, which are programs",
            cure="Save it as one without macros (.docx, .pptx, .xlsx), or as PDF.",
        )
    clean, is_open = _rewritten(parts, job.facts.format)
    content = write_parts(clean.parts, ("mimetype",) if is_open else ())
    stem = stem_of(job)
    document = put(folder, f"{stem}.{job.facts.format}", _MIMES[job.facts.format], content)
    poster, placeholder = _poster(parts, job, folder, stem)
    slides = sum(bool(_SLIDE.match(name)) for name in clean.parts)
    media = MadeMedia(
        MediaKind.ATTACHMENT, (document,), poster, placeholder, pages=slides or None, size_bytes=len(content)
    )
    findings = (note(rules.DOCUMENT_PARTS_LEFT_OUT, parts=", ".join(sorted(clean.losses))),) if clean.losses else ()
    return Outcome(media, findings)


def _rewritten(parts: dict[str, bytes], format_name: str) -> tuple[Rewriting, bool]:
    is_open = format_name in {"odt", "odp", "ods"}
    try:
        return (rewrite_open_document(parts) if is_open else rewrite_office(parts)), is_open
    except XmlRefused as error:
        raise Withheld(rules.MEDIA_NOT_CLEANED, reason="its hidden parts cannot be removed", cure=_CURE) from error


def _poster(parts: dict[str, bytes], job: MediaJob, folder: Path, stem: str) -> tuple[tuple[Rendition, ...], str]:
    # Presentations carry a picture of their first slide; of a text it would be too small to say anything.
    if job.facts.format not in {"pptx", "odp"}:
        return (), ""
    preview = next((clean_picture(parts[name]) for name in _PREVIEWS if name in parts), None)
    if preview is None:
        return (), ""
    import io  # noqa: PLC0415 - rarely needed, like the next two

    from PIL import Image  # noqa: PLC0415

    from portfoliogen.render.media.pictures import encode_sizes, put_sizes, smaller  # noqa: PLC0415
    from portfoliogen.render.media.sizes import fit  # noqa: PLC0415

    image = Image.open(io.BytesIO(preview), formats=["JPEG", "PNG"]).convert("RGB")
    image.info = {}
    full_px = image.size
    sizes = encode_sizes(smaller(image, fit(*full_px, 480)), full_px, (480,), drawn=False)
    return put_sizes(sizes, folder, f"{stem}-page1"), sizes.placeholder
