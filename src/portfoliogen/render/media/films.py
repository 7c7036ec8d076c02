"""Film: H.264 and AAC in an MP4 that starts at once, upright, with nothing else in it.

What browsers play already is copied packet by packet without its SEI messages (cameras write into them);
all else is encoded anew. Turning is done in pixels where the film is encoded, and by the track's matrix,
which every browser follows, where it is copied. Sources: ISO/IEC 14496-12, ITU-T H.264 annex D.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, BinaryIO

from portfoliogen.diagnostics.rules import media as rules
from portfoliogen.model.media import MadeMedia, MediaJob, Rendition
from portfoliogen.model.sources import MediaKind
from portfoliogen.render.media.demuxing import load_av, open_container, readable
from portfoliogen.render.media.film_colours import forget_tables
from portfoliogen.render.media.film_streams import SOUND_BITS_PER_S, THREADS, Copied, Encoded, Shape, Voiced
from portfoliogen.render.media.made import Outcome, Withheld, note, stem_of
from portfoliogen.render.media.posters import Poster, make_poster

if TYPE_CHECKING:
    from pathlib import Path

HOST_LIMIT_BYTES = 100_000_000
"""GitHub Pages takes no file over 100 MiB; in round numbers, to be on the safe side."""
_AIM_BYTES = 90_000_000
LONG_SIDE_PX, SHORT_SIDE_PX = 1920, 1080
SMALL_LONG_SIDE_PX = 1280
_LONG_FILM_S = 150.0
_MOST_BITS_PER_S, _LEAST_BITS_PER_S = 5_000_000, 300_000
_COPIED_FROM = frozenset({"mp4", "mov", "3gp", "m4a"})
_WEB_PROFILES = frozenset({"Baseline", "Constrained Baseline", "Main", "High"})
_WEB_PIXELS = frozenset({"yuv420p", "yuvj420p"})


def make_film(file: BinaryIO, job: MediaJob, folder: Path) -> Outcome:
    """Make a film ready, with pictures that stand for it.

    Raises:
        Withheld: it cannot be shown.
        OSError: the results cannot be written.
    """
    av = load_av()
    stem = stem_of(job)
    path = folder / f"{stem}.mp4"
    with readable(), open_container(av, file, job.facts.format) as source:
        pictures, poster = _main_pictures(av, source, folder, stem, job)
        duration = _duration_of(source, pictures)
        # Matroska keeps no decoding times, and guessing them costs the first pictures.
        kept = job.facts.format in _COPIED_FROM and _is_web_safe(pictures) and job.source.size_bytes <= HOST_LIMIT_BYTES
        shape = _shape_of(pictures, duration, poster.turn)
        sound = next(iter(source.streams.audio), None)
        source.seek(0)
        _write(av, source, path, pictures, sound, None if kept else shape)
    forget_tables(folder)
    seen_px = poster.full_px if kept else shape.seen_px
    size_bytes = path.stat().st_size
    film = Rendition(path.name, path.name, "video/mp4", size_bytes, *seen_px)
    media = MadeMedia(
        MediaKind.FILM,
        (film,),
        poster.renditions,
        poster.placeholder,
        width_px=seen_px[0],
        height_px=seen_px[1],
        duration_s=duration,
        size_bytes=size_bytes,
    )
    if size_bytes <= HOST_LIMIT_BYTES:
        return Outcome(media)
    return Outcome(
        media,
        (note(rules.MEDIA_OVER_HOST_LIMIT, megabytes=round(size_bytes / 1e6), limit=HOST_LIMIT_BYTES // 1_000_000),),
    )


def _main_pictures(av: Any, source: Any, folder: Path, stem: str, job: MediaJob) -> tuple[Any, Poster]:
    # The largest stream that is not a cover picture and has a picture in it: films for several speeds have empty ones.
    films = [one for one in source.streams.video if not _is_cover(one) and one.codec_context.width]
    if not films:
        raise Withheld(rules.MEDIA_UNREADABLE, reason="it has no moving picture")
    for pictures in sorted(films, key=lambda one: -one.codec_context.width * one.codec_context.height):
        pictures.thread_type = "AUTO"
        pictures.codec_context.thread_count = THREADS
        poster = make_poster(av, source, pictures, folder, stem, job.treatment)
        if poster is not None:
            return pictures, poster
    raise Withheld(rules.MEDIA_UNREADABLE, reason="none of its pictures can be read")


def _is_cover(stream: Any) -> bool:
    return "attached_pic" in str(stream.disposition) or stream.codec_context.name in {"png", "bmp", "gif"}


def _duration_of(source: Any, pictures: Any) -> float | None:
    if source.duration:
        return round(float(source.duration) / 1_000_000, 3)
    return round(float(pictures.duration * pictures.time_base), 3) if pictures.duration else None


def _is_web_safe(pictures: Any) -> bool:
    context = pictures.codec_context
    aspect = pictures.sample_aspect_ratio
    return bool(
        context.name == "h264"
        and context.profile in _WEB_PROFILES
        and context.pix_fmt in _WEB_PIXELS
        and max(context.width, context.height) <= LONG_SIDE_PX
        and min(context.width, context.height) <= SHORT_SIDE_PX
        and aspect in {None, 0, 1}
    )


def _shape_of(pictures: Any, duration_s: float | None, turn: int) -> Shape:
    context = pictures.codec_context
    aspect = pictures.sample_aspect_ratio
    width = context.width * (float(aspect) if aspect else 1.0)
    long_film = (duration_s or 0) > _LONG_FILM_S
    longest = SMALL_LONG_SIDE_PX if long_film else LONG_SIDE_PX
    shortest = longest * SHORT_SIDE_PX / LONG_SIDE_PX
    height = float(context.height)
    scale = min(1.0, longest / max(width, height), shortest / min(width, height))
    room = _AIM_BYTES * 8 / max(duration_s or 0.0, 1.0) - SOUND_BITS_PER_S
    bits = int(max(_LEAST_BITS_PER_S, min(_MOST_BITS_PER_S, room)))
    return Shape(_even(width * scale), _even(height * scale), turn, bits)


def _even(length: float) -> int:
    return max(2, round(length / 2) * 2)


def _write(
    av: Any,
    source: Any,
    path: Path,
    pictures: Any,
    sound: Any,
    shape: Shape | None,
) -> None:
    options = {"movflags": "+faststart", "fflags": "+bitexact"}
    with av.open(str(path), "w", format="mp4", options=options) as out:
        seen = Copied(av, out, pictures) if shape is None else Encoded(av, out, pictures, shape, path.parent)
        heard = _heard(av, out, sound)
        both = [stream for stream in (pictures, sound if heard else None) if stream is not None]
        for packet in source.demux(*both):
            part = seen if packet.stream is pictures or packet.stream.index == pictures.index else heard
            for made in part.take(packet) if part else ():
                out.mux(made)
        for part in (seen, heard):
            for made in part.finish() if part else ():
                out.mux(made)


def _heard(av: Any, out: Any, sound: Any) -> Copied | Voiced | None:
    if sound is None or not sound.codec_context.sample_rate:
        return None
    context = sound.codec_context
    if context.name == "aac" and context.profile == "LC" and context.channels <= 2:
        return Copied(av, out, sound)
    return Voiced(av, out, sound)
