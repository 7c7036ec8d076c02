"""Putting profiles and shared pages in place, and taking away what no build makes any more.

Every step leaves each profile whole, old or new, and the records able to tell ours from other people's:

    record of old and new → exchange → old one taken down → record of the new

Where folders cannot be exchanged the files of a profile are replaced one by one, media first and the front
page last; a build that is stopped there leaves a mixture until the next build.
"""

from __future__ import annotations

import errno
from itertools import count
from typing import TYPE_CHECKING

from msgspec import Struct

from portfoliogen.write import system, trees
from portfoliogen.write.failures import writing
from portfoliogen.write.records import CONTROL, Record, read_record, record_bytes, record_path
from portfoliogen.write.staging import staging_place, write_new

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from portfoliogen.write.staging import Staged

FRONT_PAGE = "index.html"


def install(output: Path, batch: str, staged: Staged) -> list[str]:
    """Put a staged profile in place of the one before.

    Returns:
        What other people put into the old one at the last moment, set aside; paths below the output.
    """
    site, folder = staged.address
    place = output / site / folder
    record = record_path(output, site, folder)
    aside = staging_place(output, batch, site, folder)
    pending = aside.with_name(f"{aside.name}.pending.json")
    final = aside.with_name(f"{aside.name}.json")
    with writing(place):
        trees.make_folders(output, f"{CONTROL}/profiles/{site}")
        trees.make_folders(output, f"{site}/{folder}".rpartition("/")[0])
        replaces = trees.exists(pending)
        if trees.exists(place) and not replaces:
            raise FileExistsError(errno.EEXIST, "there by now", str(place))
        system.replace(pending if replaces else final, record)
        if not trees.exists(place):
            aside.rename(place)
        elif not system.exchange(aside, place):
            _replace_files(aside, place, read_record(record) or Record())
        late = put_away(output, aside, batch, site, folder)
        if replaces:
            system.replace(final, record)
    return late


class Removed(Struct, frozen=True):
    """How many files went, other people's files that stayed, and those set aside as in `install`."""

    files: int
    foreign: tuple[str, ...]
    late: tuple[str, ...]


def remove(output: Path, batch: str, site: str, folder: str) -> Removed | None:
    """Take away a profile that no build makes any more; other people's files in it stay.

    Returns:
        None where nobody can tell any more which files are ours; nothing has changed then.
    """
    place = output / site / folder
    file = record_path(output, site, folder)
    record = read_record(file)
    if trees.exists(place) and (record is None or not trees.is_folder(place)):
        return None
    with writing(place):
        if record is None:
            file.unlink()
            return Removed(0, (), ())
        found = trees.look(place)
        foreign = sorted(found.keys() - record.known)
        aside = staging_place(output, batch, site, folder)
        trees.make_folders(aside.parents[2], f"profiles/{site}")
        pending = aside.with_name(f"{aside.name}.pending.json")
        write_new(pending, record_bytes((), previous=record.known, carried=foreign, batch=batch))
        system.sync_file(pending)
        system.replace(pending, file)
        if foreign:
            aside.mkdir()
            for path in foreign:
                trees.make_folders(aside, path.rpartition("/")[0])
                trees.take_along(place / path, aside / path)
            if not system.exchange(aside, place):
                _remove_files(place, record.known)
        elif trees.is_folder(place):
            place.rename(aside)
        late = put_away(output, aside, batch, site, folder)
        trees.drop_empty(output, f"{site}/{folder}")
        file.unlink()
    return Removed(len(found) - len(foreign), tuple(foreign), tuple(late))


def put_away(output: Path, aside: Path, batch: str, site: str, folder: str) -> list[str]:
    """Take down what is left of a profile in a staging folder.

    After an exchange that is the old profile. What somebody put into it between staging and exchange is
    neither ours nor carried over: it is set aside in `.portfoliogen/kept/` and never deleted.
    """
    if not trees.is_folder(aside):
        return []
    record = read_record(record_path(output, site, folder))
    if record is None or record.settled or record.batch != batch:
        trees.clear(aside)
        return []
    place = output / site / folder
    safe = {path for path in record.carried if trees.is_same(aside / path, place / path)}
    kept = []
    for path in trees.clear(aside, record.known | safe):
        target = _free_place(output, f"{CONTROL}/kept/{site}/{folder}/{path}")
        trees.make_folders(output, target.rpartition("/")[0])
        system.replace(aside / path, output / target)
        kept.append(target)
    trees.clear(aside)
    return kept


def _free_place(output: Path, path: str) -> str:
    candidates = (f"{path}~{number}" if number else path for number in count())
    return next(one for one in candidates if not trees.exists(output / one))


def _replace_files(aside: Path, place: Path, record: Record) -> None:
    """Replace a profile's files one by one; for systems that cannot exchange folders."""
    for path in _front_page_last(record.files):
        trees.make_folders(place, _free_folder(place, path, record))
        if trees.is_folder(place / path):
            trees.clear(place / path, frozenset(_below(path, record.previous)))
        system.replace(aside / path, place / path)
    _remove_files(place, record.previous - record.files.keys())


def _free_folder(place: Path, path: str, record: Record) -> str:
    """Take away an old file that stands where a folder is needed now; give back that folder."""
    folder = path.rpartition("/")[0]
    parts = folder.split("/") if folder else []
    for end in range(1, len(parts) + 1):
        above = "/".join(parts[:end])
        if above in record.previous and trees.exists(place / above) and not trees.is_folder(place / above):
            (place / above).unlink()
    return folder


def _below(folder: str, paths: Iterable[str]) -> list[str]:
    return [path.removeprefix(f"{folder}/") for path in paths if path.startswith(f"{folder}/")]


def _remove_files(place: Path, paths: Iterable[str]) -> None:
    for path in reversed(_front_page_last(paths)):
        above = path.rpartition("/")[0]
        if not trees.are_real(place, above):
            continue
        if trees.exists(place / path) and not trees.is_folder(place / path):
            (place / path).unlink()
        trees.drop_empty(place, above)


def _front_page_last(paths: Iterable[str]) -> list[str]:
    """Media and styles, then pages, then the front page: a page is never there before what it shows."""
    return sorted(paths, key=lambda path: (path == FRONT_PAGE, path.endswith(".html"), path))
