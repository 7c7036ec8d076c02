"""Media on their way into a page: what is asked for, and what came of it."""

from __future__ import annotations

from msgspec import Struct

from portfoliogen.model.sources import MediaFacts, MediaKind, SourceFile


class Treatment(Struct, frozen=True):
    """What is to be made of a media file; with the file's content it decides every byte that comes out.

    `widths_px` are the sizes of pictures, never above the source. `still` stops an animation.
    """

    widths_px: tuple[int, ...] = (480, 960, 1600)
    still: bool = False

    @property
    def recipe(self) -> str:
        """The treatment as a short text, part of the key under which results are kept."""
        return f"w{'-'.join(map(str, self.widths_px))}{'-still' if self.still else ''}"


class MediaJob(Struct, frozen=True):
    """One file to make ready: the unit of media work, pure in (content, treatment, program version).

    `key` names the result: the content's digest, shortened, in hexadecimal digits; where a profile may show two
    results of one content, what tells them apart stands behind it.
    """

    key: str
    source: SourceFile
    facts: MediaFacts
    treatment: Treatment


class Rendition(Struct, frozen=True):
    """One file made anew: `name` is its file name in a profile's `media/` folder, `path` where it lies now.

    `width_px` and `height_px` are 0 for what has no size. `mime` is its media type.
    """

    name: str
    path: str
    mime: str
    size_bytes: int
    width_px: int = 0
    height_px: int = 0


class MadeMedia(Struct, frozen=True):
    """A media file made safe: everything a page needs to show it.

    renditions: the playable or viewable files; for pictures by format (best first), then by width.
    poster: pictures that stand for a film or a document's first page, as `renditions` of a picture.
    placeholder: a tiny picture as a data URI, empty where there is none.
    waveform: a drawing of a sound as inline SVG that the program wrote, empty where there is none.
    animated: the first of `renditions` moves, and the second is the same as a still picture.
    """

    kind: MediaKind
    renditions: tuple[Rendition, ...] = ()
    poster: tuple[Rendition, ...] = ()
    placeholder: str = ""
    waveform: str = ""
    width_px: int | None = None
    height_px: int | None = None
    duration_s: float | None = None
    pages: int | None = None
    size_bytes: int = 0
    animated: bool = False

    @property
    def files(self) -> tuple[Rendition, ...]:
        """Every file that a profile showing this needs."""
        return self.renditions + self.poster
