"""Animated pictures: kept moving as WebP where they are short, else stilled and told."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, BinaryIO

from msgspec import Struct
from PIL import Image

from portfoliogen.diagnostics.rules import media as rules
from portfoliogen.model.media import MadeMedia, MediaJob
from portfoliogen.model.sources import MediaKind
from portfoliogen.render.media.colours import plain, to_srgb
from portfoliogen.render.media.made import Finding, Outcome, Withheld, note, put, stem_of
from portfoliogen.render.media.opening import first_frame, open_picture, quietly, too_heavy
from portfoliogen.render.media.pictures import Sizes, encode_sizes, make_picture, put_sizes, smaller
from portfoliogen.render.media.sizes import fit

if TYPE_CHECKING:
    from pathlib import Path

WIDEST_NOMINAL_PX = 960
MAX_FRAMES = 400
MAX_MOVING_PIXELS = 60_000_000
"""All frames together, as shown: about 12 seconds of 720 by 540 at 12 pictures a second; 3 s to encode."""
_MAX_READ_PIXELS = 800_000_000
_SHORTEST_MS, _USUAL_MS = 20, 100


class _Frames(Struct, frozen=True):
    pictures: tuple[Image.Image, ...]
    durations_ms: tuple[int, ...]
    loops: int
    full_px: tuple[int, int]


def make_animation(file: BinaryIO, job: MediaJob, folder: Path) -> Outcome:
    """Make a moving picture in one size, with a still one as its fallback.

    The renditions are the moving WebP, then the still picture. A short look decides: what has one frame, or
    too much for a page, goes the way of still pictures.

    Raises:
        Withheld: it cannot be shown.
        OSError: the results cannot be written.
    """
    nominal = max(
        (px for px in job.treatment.widths_px if px <= WIDEST_NOMINAL_PX), default=min(job.treatment.widths_px)
    )
    try:
        frames = _read_frames(file, job.facts.format, nominal)
        if frames is None or len(frames.pictures) <= 1:
            file.seek(0)
            still = make_picture(file, job, folder)
            return still if frames else Outcome(still.media, (*still.findings, _stilled(nominal)), still.lasting)
        moving = _encode(frames)
        sizes = encode_sizes(frames.pictures[0], frames.pictures[0].size, (nominal,), drawn=True)
    except MemoryError:
        raise too_heavy() from None
    stem = stem_of(job)
    shown_px = frames.pictures[0].size
    film = put(folder, f"{stem}-{shown_px[0]}-moving.webp", "image/webp", moving, shown_px)
    fallback = put_sizes(Sizes(sizes.files[-1:], ""), folder, stem)
    media = MadeMedia(
        MediaKind.PICTURE,
        (film, *fallback),
        placeholder=sizes.placeholder,
        width_px=frames.full_px[0],
        height_px=frames.full_px[1],
        duration_s=sum(frames.durations_ms) / 1000,
        animated=True,
        size_bytes=film.size_bytes + sum(one.size_bytes for one in fallback),
    )
    return Outcome(media)


def _stilled(nominal_px: int) -> Finding:
    return note(rules.ANIMATION_STILLED, seconds=10, width_px=min(nominal_px, 640))


def _read_frames(file: BinaryIO, format_name: str, nominal_px: int) -> _Frames | None:
    # None where there is too much of it.
    try:
        image = open_picture(file, format_name)
    except Withheld as answer:
        if answer.finding.code != rules.MEDIA_UNREADABLE.code:
            raise
        return _Frames((), (), 0, (0, 0))  # what is left of it is shown as a still picture
    full_px = image.size
    size = fit(*full_px, nominal_px)
    loops = image.info.get("loop", 1 if format_name == "gif" else 0)
    profile = image.info.get("icc_profile")
    pictures: list[Image.Image] = []
    durations: list[int] = []
    first = first_frame(image)
    for number in range(MAX_FRAMES + 1):
        if (
            (number + 1) * size[0] * size[1] > MAX_MOVING_PIXELS
            or number == MAX_FRAMES
            or (number + 1) * full_px[0] * full_px[1] > _MAX_READ_PIXELS
        ):
            return None
        try:
            with quietly():
                image.seek(first + number)
                image.load()
        except MemoryError:
            raise
        except Exception:  # noqa: BLE001 - the end, or damage from here on: what was read is shown
            break
        durations.append(_duration_of(image))
        frame = smaller(plain(image), size)
        pictures.append(to_srgb(frame.copy() if frame is image else frame, profile))
    return _Frames(tuple(pictures), tuple(durations), loops if isinstance(loops, int) else 0, full_px)


def _duration_of(image: Image.Image) -> int:
    # Browsers show what claims to be faster than 20 ms at 100 ms; so do we, for all alike.
    told = image.info.get("duration", _USUAL_MS)
    milliseconds = round(told) if isinstance(told, int | float) else _USUAL_MS
    return min(milliseconds, 60_000) if milliseconds >= _SHORTEST_MS else _USUAL_MS


def _encode(frames: _Frames) -> bytes:
    mode = "RGBA" if any(one.mode == "RGBA" for one in frames.pictures) else "RGB"
    first, *others = (one.convert(mode) for one in frames.pictures)
    buffer = io.BytesIO()
    first.save(
        buffer,
        "WEBP",
        save_all=True,
        append_images=others,
        duration=list(frames.durations_ms),
        loop=frames.loops,
        quality=70,
        method=1,
    )
    return buffer.getvalue()
