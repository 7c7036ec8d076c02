"""The leaver's bundle: all that is a learner's, in one zip that needs nobody's leave to be opened.

The site in it is built from the sources in it, so the same version makes the same site again from them.
"""

from __future__ import annotations

import hashlib
import json
import zipfile
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct

from portfoliogen import __version__
from portfoliogen.exporting.how_to import Leaving, how_to_page
from portfoliogen.exporting.sources import Leaver, copy_sources
from portfoliogen.finding import find_learner
from portfoliogen.importing.bundle import FORMAT
from portfoliogen.importing.items import BUNDLE_LIST, BUNDLE_RECORD
from portfoliogen.links import read_links
from portfoliogen.model.school import RosterState
from portfoliogen.one_learner import check_learner
from portfoliogen.opening import open_school
from portfoliogen.pipeline import build_school
from portfoliogen.publish.archive import write_zip
from portfoliogen.publish.problems import placing
from portfoliogen.receipts import paths_of, read_receipts
from portfoliogen.reports import SchoolError
from portfoliogen.text import slug
from portfoliogen.workshop import workshop
from portfoliogen.write import trees
from portfoliogen.write.records import CONTROL

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Iterable, Mapping

    from portfoliogen.model.learner import LearnerJob

MARK = b"portfoliogen bundle"
CHECKSUMS, RECORD = BUNDLE_LIST, BUNDLE_RECORD
READ_ME = "READ-ME-FIRST.html"


class Bundle(Struct, frozen=True):
    """A bundle that was made. `fingerprint` is the SHA-256 of its checksums, for the school to keep."""

    file: Path
    learner: str
    files: int
    size_bytes: int
    fingerprint: str


def export(
    folder: Path,
    learner: str,
    work: Path,
    *,
    today: dt.date,
    file: Path | None = None,
    output: Path | None = None,
) -> Bundle:
    """Make a learner's bundle.

    Args:
        folder: The school's.
        learner: Any part of a name.
        work: An empty folder for the meantime.
        file: Where to; without it, a zip of the learner's name in the folder that one is in.
        output: Where the school's sites and receipts are, if not in `_site`.

    Raises:
        SchoolError: The school or the learner cannot be found, or a file of theirs not read.
        PublishError: The zip cannot be written.
    """
    output = output or folder / "_site"
    opened = open_school(folder, output, today)
    if opened.school.roster_state is RosterState.DAMAGED:
        raise SchoolError(
            "The roster cannot be read, so nobody knows who agreed to what.",
            "Mend roster.csv: portfoliogen check tells where.",
        )
    job = find_learner(opened.jobs, learner)
    place = file or Path(f"{slug(job.name)}.zip")
    _check_place(place)
    found, _, texts = check_learner(job, workshop(opened, today, work / "check", b""))
    sources, site = work / "sources", work / "site"
    sources.mkdir()
    copy_sources(Leaver(job, found, texts), opened.school, sources)
    report = build_school(sources, output=site, today=today)
    if report.first_page is None or len(report.learners) != 1 or not report.links:
        raise SchoolError(
            f"No profile could be made of {job.name}'s files alone.",
            "See what portfoliogen check says about them, then try again.",
        )
    link = next((one for one in report.links if one.audience == "school"), report.links[0])
    first_page = f"site/{link.site}/{link.folder}/index.html"
    # The time of the build goes along: an embargo or the end of an audience may change the pages later.
    record = {
        "format": FORMAT,
        "portfoliogen": __version__,
        "learner": found.name,
        "home": f"learners/{job.folder}" if job.folder else "",
        "school": opened.school.name,
        "built": today.isoformat(),
        "first_page": first_page,
    }
    files: dict[str, Callable[[], bytes]] = {
        READ_ME: partial(
            how_to_page, Leaving(found.name, opened.school.name, first_page, __version__, opened.school.language)
        ),
        RECORD: (json.dumps(record, indent=1, ensure_ascii=False) + "\n").encode,
        **{
            f"sources/{path}": (sources / path).read_bytes
            for path in trees.look(sources)
            if not path.startswith(f"{CONTROL}/")
        },
        **{f"site/{path}": (site / path).read_bytes for path in trees.look(site) if not path.startswith(f"{CONTROL}/")},
        **{path: (output / path).read_bytes for path in _released(job, folder, output)},
    }
    checksums, size_bytes = _checksums(files)
    files = {READ_ME: files.pop(READ_ME), CHECKSUMS: checksums.encode, **files}
    top = slug(job.name)
    with placing(place):
        write_zip(place, ((f"{top}/{path}", read) for path, read in files.items()), MARK)
    return Bundle(place, found.name, len(files), size_bytes, hashlib.sha256(checksums.encode()).hexdigest())


def _released(job: LearnerJob, folder: Path, output: Path) -> Iterable[str]:
    """The receipts of this learner's profiles as the school made them, below its output."""
    mine = {(one.site, one.folder) for one in read_links(folder) if one.learner == job.folder}
    for one in read_receipts(output):
        inside = one.site != "public" and one.release.learner == job.name and one.group == job.group
        if inside or (one.site, one.folder) in mine:
            yield from (path for path in paths_of(one.site, one.folder) if (output / path).is_file())


def _checksums(files: Mapping[str, Callable[[], bytes]]) -> tuple[str, int]:
    """A line for each file as `sha256sum` writes and reads it, and how large all are together."""
    lines, size_bytes = [], 0
    for path in sorted(files):
        data = files[path]()
        size_bytes += len(data)
        lines.append(f"{hashlib.sha256(data).hexdigest()}  {path}\n")
    return "".join(lines), size_bytes


def _check_place(place: Path) -> None:
    """See that nothing but an earlier bundle is written over.

    Raises:
        SchoolError: Something else has that name, or there is no such folder.
    """
    if not place.parent.is_dir():
        raise SchoolError(f"There is no folder “{place.parent}”.", "Make it first, or choose another place with -o.")
    if not trees.exists(place):
        return
    try:
        with zipfile.ZipFile(place) as made:
            ours = made.comment == MARK
    except (OSError, zipfile.BadZipFile):
        ours = False
    if not ours:
        raise SchoolError(f"“{place}” is there already, and is no bundle.", "Choose another name with -o.")
