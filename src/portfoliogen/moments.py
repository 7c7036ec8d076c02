"""Places within a film, a recording or a document: `talk.mp4#2:10` and `report.pdf#page=4`.

A browser goes there by a fragment of the address: https://www.w3.org/TR/media-frags/ for time, and
RFC 8118 for the pages of a PDF.
"""

from __future__ import annotations

import re

from msgspec import Struct

from portfoliogen.patterns import pattern

_CLOCK = pattern(r"(?:t=|at )?(?:(?:(\d{1,3}):)?(\d{1,2}):)?(\d{1,5}(?:\.\d{1,3})?)s?", re.IGNORECASE)
_SPOKEN = pattern(r"(?:t=)?(?:(\d{1,3})h)?(?:(\d{1,3})m(?:in)?)?(?:(\d{1,5})s)?", re.IGNORECASE)
_PAGE = pattern(r"(?:page=|p=?|page )?(\d{1,5})", re.IGNORECASE)


KIND_OF_ENDING = {
    "pdf": "document",
    **dict.fromkeys("mp4 m4v mov webm mkv avi 3gp".split(), "film"),
    **dict.fromkeys("mp3 m4a wav ogg oga opus flac aac aiff wma amr".split(), "sound"),
}
"""Files that have times or pages to go to, by their endings."""


class Moment(Struct, frozen=True):
    """A second of a film or sound, or a page of a document; only one of them is set."""

    second: int | None = None
    page: int | None = None

    @property
    def fragment(self) -> str:
        """What stands behind `#` in an address."""
        return f"t={self.second}" if self.second is not None else f"page={self.page}"

    @property
    def clock(self) -> str:
        """A time as people write it in an annex, “02:10” or “1:02:10”; empty for a page."""
        if self.second is None:
            return ""
        minutes, seconds = divmod(self.second, 60)
        hours, minutes = divmod(minutes, 60)
        return f"{hours}:{minutes:02}:{seconds:02}" if hours else f"{minutes:02}:{seconds:02}"


def moment_in(target: str, kind: str) -> Moment | None:
    """The place that a target names within its file, or None where it names the whole.

    Args:
        kind: “film”, “sound” or “document”; nothing else has places in it.
    """
    written = target.rpartition("#")[2].strip() if "#" in target else ""
    if not written:
        return None
    if kind == "document":
        page = _PAGE.fullmatch(written)
        return Moment(page=int(page[1])) if page and int(page[1]) else None
    if kind not in {"film", "sound"}:
        return None
    clock = _CLOCK.fullmatch(written)
    if clock:
        hours, minutes, seconds = clock.groups()
        return Moment(int(hours or 0) * 3600 + int(minutes or 0) * 60 + int(float(seconds)))
    spoken = _SPOKEN.fullmatch(written)
    if spoken and any(spoken.groups()):
        hours, minutes, seconds = (int(one or 0) for one in spoken.groups())
        return Moment(hours * 3600 + minutes * 60 + seconds)
    return None
