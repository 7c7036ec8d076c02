"""Which maker a file goes to, and whether it may be opened in this process at all."""

from __future__ import annotations

import importlib.util
import io
import os
from typing import TYPE_CHECKING, BinaryIO, cast

from portfoliogen.diagnostics.rules import media as rules
from portfoliogen.extras import EXTRAS
from portfoliogen.model.sources import MediaKind
from portfoliogen.render.media.made import Outcome, Withheld

if TYPE_CHECKING:
    from pathlib import Path

    from portfoliogen.model.media import MediaJob

MAX_PIXELS_HERE = 24_000_000
"""A larger picture is made in a process of its own, which gives its memory back."""
MAX_JPEG_PIXELS_HERE = 60_000_000
MAX_DECLARED_PIXELS = 178_000_000
"""What declares more is not opened at all; the decoders' own limits are in `opening`."""
_NEEDED = {
    "heic": ("pillow_heif", "photos", "iPhone photos (HEIC)"),
    MediaKind.FILM: ("av", "video", "films"),
    MediaKind.SOUND: ("av", "video", "sound recordings"),
    MediaKind.DOCUMENT: ("pypdfium2", "pdf", "PDFs"),
}
"""By format or kind: the module that is needed, the extra that brings it, and what it makes ready."""
_CODED_AS_FILM = frozenset({"heic", "avif", "tiff"})


def is_risky(job: MediaJob) -> bool:
    """Whether a file must be opened apart: its decoder is large, or it needs much memory or time."""
    facts = job.facts
    if facts.kind is not MediaKind.PICTURE or facts.format in _CODED_AS_FILM:
        return True
    if facts.animated and not job.treatment.still:
        return True
    pixels = (facts.width_px or 0) * (facts.height_px or 0)
    return not 0 < pixels <= (MAX_JPEG_PIXELS_HERE if facts.format == "jpeg" else MAX_PIXELS_HERE)


def refused_for_missing(job: MediaJob) -> Outcome | None:
    """The refusal of a file whose library is not installed, with the line to type."""
    kind = "heic" if job.facts.format == "heic" else job.facts.kind
    module, extra, what = _NEEDED.get(kind, ("", "", ""))
    if not module or importlib.util.find_spec(module) is not None:
        return None
    return Withheld(rules.EXTRA_MISSING, lasting=False, what=what, packages=" ".join(EXTRAS[extra])).outcome


def refused_by_size(job: MediaJob) -> Outcome | None:
    """The refusal of a picture whose header declares more pixels than any decoder here is given."""
    pixels = (job.facts.width_px or 0) * (job.facts.height_px or 0)
    if job.facts.kind is not MediaKind.PICTURE or pixels <= MAX_DECLARED_PIXELS:
        return None
    return Withheld(
        rules.PICTURE_TOO_LARGE, megapixels=round(pixels / 1e6), limit=MAX_DECLARED_PIXELS // 1_000_000
    ).outcome


def time_limit_s(job: MediaJob) -> float:
    """How long making a file may take, on a slow and busy computer."""
    if job.facts.kind is MediaKind.FILM:
        return min(3 * 3600.0, 180 + 30 * (job.facts.duration_s or 600))
    if job.facts.kind is MediaKind.SOUND:
        return min(3600.0, 60 + (job.facts.duration_s or 1800))
    return 120.0


def make_in(job: MediaJob, work: Path) -> Outcome:
    """Make a job's files in a work folder, in this process.

    Raises:
        SourceError: the input cannot be opened.
        OSError: the results cannot be written.
    """
    try:
        with open_source(job) as file:
            return _make(file, job, work)
    except Withheld as answer:
        return answer.outcome


def _make(file: BinaryIO, job: MediaJob, work: Path) -> Outcome:
    # Each maker loads a library that most builds do not need.
    match job.facts.kind:
        case MediaKind.PICTURE if job.facts.animated and not job.treatment.still:
            from portfoliogen.render.media.animations import make_animation  # noqa: PLC0415

            return make_animation(file, job, work)
        case MediaKind.PICTURE:
            from portfoliogen.render.media.pictures import make_picture  # noqa: PLC0415

            return make_picture(file, job, work)
        case MediaKind.FILM:
            from portfoliogen.render.media.films import make_film  # noqa: PLC0415

            return make_film(file, job, work)
        case MediaKind.SOUND:
            from portfoliogen.render.media.sounds import make_sound  # noqa: PLC0415

            return make_sound(file, job, work)
        case MediaKind.DOCUMENT:
            from portfoliogen.render.media.documents import make_document  # noqa: PLC0415

            return make_document(file, job, work)
        case MediaKind.ATTACHMENT:
            from portfoliogen.render.media.attachments import make_attachment  # noqa: PLC0415

            return make_attachment(file, job, work)
        case _:
            raise Withheld(rules.MEDIA_UNREADABLE, reason="it is of no kind that is known here")


def open_source(job: MediaJob) -> BinaryIO:
    """The job's file, through the one door."""
    if job.source.inline is not None:
        return io.BytesIO(job.source.inline)
    return cast("BinaryIO", os.fdopen(job.source.open(), "rb"))
