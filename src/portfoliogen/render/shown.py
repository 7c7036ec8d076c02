"""What was made of a media file and how it is used in a place, brought together for a template."""

from __future__ import annotations

import base64
from typing import TYPE_CHECKING

from markupsafe import Markup

from portfoliogen.model.sources import MediaKind
from portfoliogen.views.parts import MediaSource, MediaView

if TYPE_CHECKING:
    from collections.abc import Sequence

    from portfoliogen.model.media import MadeMedia, Rendition
    from portfoliogen.views.parts import MediaUse
    from portfoliogen.words import Words

COMFORTABLE_PX = 1000
"""The widest picture that is sent to a browser which understands no choice of sizes."""

_KB, _MB = 1000, 1_000_000
_KINDS = {
    MediaKind.PICTURE: "picture",
    MediaKind.FILM: "film",
    MediaKind.SOUND: "sound",
    MediaKind.DOCUMENT: "document",
    MediaKind.ATTACHMENT: "attachment",
}


def media_view(use: MediaUse, made: MadeMedia, words: Words) -> MediaView | None:
    """Make a media file ready to show; None where nothing could be made of it."""
    kind = _KINDS.get(made.kind)
    if kind is None or not made.renditions:
        return None
    sources = _picture_sources(made.renditions) if kind == "picture" else _file_sources(made.renditions)
    plain = made.renditions[-1] if kind == "picture" else made.renditions[0]
    pictures = [one for one in made.renditions if one.mime == plain.mime] if kind == "picture" else [plain]
    # These may be of the modern kind only; every browser that can run today's web shows it.
    full = max(made.renditions, key=_width) if kind == "picture" and not made.animated else plain
    small = min(made.renditions, key=_width) if kind == "picture" and not made.animated else plain
    comfortable = [one for one in pictures if one.width_px <= COMFORTABLE_PX] or [min(pictures, key=_width)]
    return MediaView(
        kind=kind,
        sources=sources,
        fallback=_path(max(comfortable, key=_width)),
        full=_path(full),
        small=_path(small),
        alt=use.alt,
        caption=use.caption,
        decorative=use.decorative,
        width_px=made.width_px or full.width_px,
        height_px=made.height_px or full.height_px,
        limit_px=use.width_px or 0,
        placeholder=made.placeholder,
        poster=_poster(made.poster),
        # The program drew it; nothing in it is a learner's.
        waveform=Markup(made.waveform),  # noqa: S704 - escaped, or written by the program
        duration=clock(made.duration_s) if made.duration_s else "",
        pages=made.pages or 0,
        size=file_size(plain.size_bytes or made.size_bytes, words),
        format=plain.name.rpartition(".")[2].upper(),
        transcript=use.transcript,
        captions=tuple(_track(language, text, words) for language, text in use.captions),
        name=use.name,
        animated=made.animated,
    )


def file_path(made: MadeMedia) -> str:
    """Find the file that a link to a media file leads to; empty where nothing could be made."""
    if not made.renditions:
        return ""
    if made.kind is not MediaKind.PICTURE:
        return _path(made.renditions[0])
    return _path(max(made.renditions, key=_width))


def clock(seconds: float) -> str:
    """Write a duration as a player shows it, "1:05" or "1:02:05"."""
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"


def file_size(size_bytes: int, words: Words) -> str:
    """Write a size for people, "1.2 MB"; empty where it is not known."""
    if not size_bytes:
        return ""
    if size_bytes < _MB:
        return words.word("size.kb", size=words.number(max(1, round(size_bytes / _KB))))
    return words.word("size.mb", size=words.number(round(size_bytes / _MB, 1)))


def _width(rendition: Rendition) -> int:
    return rendition.width_px


def _path(rendition: Rendition) -> str:
    return f"media/{rendition.name}"


def _picture_sources(renditions: Sequence[Rendition]) -> tuple[MediaSource, ...]:
    """Make one source for each format in the order given, its sizes smallest first."""
    by_mime: dict[str, list[Rendition]] = {}
    for one in renditions:
        by_mime.setdefault(one.mime, []).append(one)
    sources = []
    for mime, group in by_mime.items():
        group.sort(key=_width)
        srcset = tuple((_path(one), one.width_px) for one in group if one.width_px)
        sources.append(MediaSource(mime, _path(group[-1]), srcset))
    return tuple(sources)


def _file_sources(renditions: Sequence[Rendition]) -> tuple[MediaSource, ...]:
    return tuple(MediaSource(one.mime, _path(one)) for one in renditions)


def _poster(renditions: Sequence[Rendition]) -> MediaView | None:
    if not renditions:
        return None
    plain = [one for one in renditions if one.mime == renditions[-1].mime]
    full = max(plain, key=_width)
    comfortable = [one for one in plain if one.width_px <= COMFORTABLE_PX] or [min(plain, key=_width)]
    return MediaView(
        "picture",
        _picture_sources(renditions),
        _path(max(comfortable, key=_width)),
        _path(full),
        _path(min(renditions, key=_width)),
        decorative=True,
        width_px=full.width_px,
        height_px=full.height_px,
    )


def _track(language: str, text: str, words: Words) -> tuple[str, str, str]:
    """Carry subtitles as data, since browsers read no subtitle file beside a page that came from a folder."""
    label = words.language_name(language) if language else words.word("media.captions")
    if text.startswith("data:text/vtt"):
        return language, label, text
    return language, label, f"data:text/vtt;base64,{base64.b64encode(text.encode()).decode('ascii')}"
