"""Files to documents: what does it say, and where? The only stage that reads learners' files."""

from __future__ import annotations

from typing import TYPE_CHECKING

from portfoliogen.diagnostics import Diagnostic, Position
from portfoliogen.diagnostics.rules import files as rules
from portfoliogen.model.documents import Found
from portfoliogen.read.one_file import files_to_read, is_passed_over
from portfoliogen.read.readings import Readings
from portfoliogen.text import some_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from portfoliogen.model.sources import SourceFile
    from portfoliogen.read.one_file import Reading


def read(
    files: Iterable[SourceFile], *, maths: bool = True, readings: Readings | None = None
) -> tuple[Found, tuple[Diagnostic, ...]]:
    """Read all files of one learner.

    Args:
        readings: What is known already; afterwards it holds these files and no others.

    Reports: PG113, and what `read_file` does.
    """
    files = tuple(files)
    readings = readings if readings is not None else Readings()
    orders = files_to_read(files, maths=maths)
    for order in readings.begin(orders):
        readings.read(order)
    return joined(files, readings.of(orders))


def joined(files: Iterable[SourceFile], readings: Sequence[Reading]) -> tuple[Found, tuple[Diagnostic, ...]]:
    """Join what each of a learner's files says.

    Reports: PG113.
    """
    found = Found(
        tuple(one for each in readings for one in each.documents),
        tuple(one for each in readings for one in each.media),
        tuple(one for each in readings for one in each.subtitles),
    )
    return found, (*(one for each in readings for one in each.diagnostics), *_passed_over(files))


def _passed_over(files: Iterable[SourceFile]) -> Iterator[Diagnostic]:
    """Tell once of all files of a folder that no profile can show."""
    by_folder: dict[str, list[SourceFile]] = {}
    for source in filter(is_passed_over, files):
        by_folder.setdefault(source.folder, []).append(source)
    for several in by_folder.values():
        names = some_of([f"“{one.name}”" for one in several])
        yield rules.UNKNOWN_FILE.at(Position(several[0].shown), names=names)
