"""What files said when they were last read, so that a save costs one reading and not all of a learner's."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from msgspec import Struct, field

from portfoliogen.model.documents import Found
from portfoliogen.read import read

if TYPE_CHECKING:
    from collections.abc import Iterable

    from portfoliogen.diagnostics import Diagnostic
    from portfoliogen.model.sources import SourceFile

UNSETTLED_NS = 2_000_000_000
"""A file that changed so shortly before it was read may have changed again without its time showing it."""


class Reading(Struct, frozen=True):
    """What came of reading a few files that belong together, and when they were read."""

    found: Found
    diagnostics: tuple[Diagnostic, ...]
    read_at_ns: int

    def holds(self, unit: tuple[SourceFile, ...]) -> bool:
        """Whether the files' sizes and times are proof enough that nothing has changed since."""
        return all(self.read_at_ns - one.modified_ns > UNSETTLED_NS for one in unit)


class Readings(Struct):
    """One learner's readings, each under the files (with sizes and times) that it was made of."""

    kept: dict[tuple[SourceFile, ...], Reading] = field(default_factory=dict)

    def is_known(self, unit: tuple[SourceFile, ...]) -> bool:
        """Whether these files need not be read again."""
        reading = self.kept.get(unit)
        return reading is not None and reading.holds(unit)

    def read(self, unit: tuple[SourceFile, ...], *, maths: bool) -> None:
        """Read files that belong together."""
        now = time.time_ns()
        found, diagnostics = read(unit, maths=maths)
        self.kept[unit] = Reading(found, diagnostics, now)

    def joined(self, files: tuple[SourceFile, ...]) -> tuple[Found, tuple[Diagnostic, ...]]:
        """What all files say, as one reading of them all would tell it; forget the files that have gone."""
        now = units(files)
        self.kept = {unit: self.kept[unit] for unit in now}
        place = {source.path: number for number, source in enumerate(files)}
        readings = self.kept.values()
        found = Found(
            tuple(
                sorted(
                    (one for made in readings for one in made.found.documents), key=lambda one: place[one.source.path]
                )
            ),
            tuple(
                sorted(
                    (one for made in readings for one in made.found.media),
                    key=lambda one: place[one[0].folder if one[0].inline is not None else one[0].path],
                )
            ),
            tuple(
                sorted(
                    (one for made in readings for one in made.found.subtitles), key=lambda one: place[one.source.path]
                )
            ),
        )
        return found, tuple(one for made in readings for one in made.diagnostics)


def units(files: Iterable[SourceFile]) -> list[tuple[SourceFile, ...]]:
    """Files as they must be read: each alone, but a plain text with whatever has its name.

    What `speech.txt` is, an entry or the transcript of `speech.m4a`, depends on its neighbour.
    """
    files = tuple(files)
    texts = {_stem(one) for one in files if one.ending == "txt"}
    together: dict[str, list[SourceFile]] = {}
    made: list[tuple[SourceFile, ...]] = []
    for source in files:
        if texts and _stem(source) in texts:
            together.setdefault(_stem(source), []).append(source)
        else:
            made.append((source,))
    return made + [tuple(unit) for unit in together.values()]


def _stem(source: SourceFile) -> str:
    return source.path.rpartition(".")[0].casefold()
