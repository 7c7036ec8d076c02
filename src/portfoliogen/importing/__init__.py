"""Work from elsewhere, taken into a learner's folder: nothing lost, nothing twice, nothing overwritten.

The folders of the source stay as they are, so that its own links and habits go on working; texts are
made readable (Google's pasted pictures, Notion's names and properties), everything else is copied.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from portfoliogen.finding import find_learner
from portfoliogen.importing import case, table
from portfoliogen.importing.bundle import open_bundle
from portfoliogen.importing.desk import Desk, ImportWish, Taken, decoded
from portfoliogen.importing.items import ImportRefusedError, Item, open_source
from portfoliogen.importing.records import read_memory, write_memory
from portfoliogen.importing.transfer import take_bundle
from portfoliogen.new_files import PlaceError, put_new
from portfoliogen.opening import open_school
from portfoliogen.reports import SchoolError

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Iterable
    from typing import IO

    from portfoliogen.importing.records import Memory
    from portfoliogen.model.learner import LearnerJob
    from portfoliogen.opening import OpenSchool

__all__ = ["ImportRefusedError", "ImportWish", "PlaceError", "Taken", "take_in"]


def take_in(school: Path, wish: ImportWish, today: dt.date) -> Taken:
    """Take a source into one learner's folder; a table may name several learners.

    Raises:
        SchoolError: The learner is not known.
        ImportRefusedError: The source is not there, or not safe.
        PlaceError: The disk refuses.
    """
    opened = open_school(school, school / "_site", today)
    memory = read_memory(school)
    taken = Taken()
    try:
        with open_source(wish.source) as items:
            framework = _framework(items, today)
            if framework is not None:
                return _take_framework(framework, school, wish)
            _take(items, opened, memory, wish, taken)
    finally:
        # What came in is remembered also where something stopped the rest.
        if not wish.trial and (taken.made or taken.changed or taken.known):
            write_memory(school, memory)
    return taken


def _take(items: tuple[Item, ...], opened: OpenSchool, memory: Memory, wish: ImportWish, taken: Taken) -> None:
    bundle = open_bundle(items)
    if bundle is not None:
        take_bundle(bundle, opened, memory, wish, taken)
        return
    if wish.fingerprint:
        raise ImportRefusedError(
            f"“{wish.source}” is no leaver's bundle, so it has no fingerprint.", "Leave --fingerprint out."
        )

    def desk(job: LearnerJob) -> Desk:
        return Desk(opened.learners_root, job, memory, wish, taken)

    rows = _rows(items)
    if rows is None:
        desk(find_learner(opened.jobs, wish.learner, may_begin=True)).take_files(items)
    else:
        _take_rows(rows, items, wish, taken, opened.jobs, desk)


def _framework(items: tuple[Item, ...], today: dt.date) -> case.CaseFramework | None:
    """The framework of a source that is one CASE package."""
    if len(items) != 1 or items[0].ending != "json":
        return None
    text = decoded(items[0]) or ""
    return case.framework_of(text, today.isoformat()) if case.is_package(text) else None


def _take_framework(framework: case.CaseFramework, school: Path, wish: ImportWish) -> Taken:
    """Put a framework among the school's own; one that is there already stays as it is."""
    path, taken = f"frameworks/{framework.key}.yml", Taken()
    is_there = os.path.lexists(school / path)
    if is_there or not (wish.trial or put_new(school, path, framework.text.encode())):
        taken.left.append((wish.source.name, f"{path} is here already; rename that, or this framework, first"))
        return taken
    taken.made.append((wish.source.name, path))
    taken.notes.append(
        f"{framework.strands} strands and {framework.skills} skills, names only. To use it, write "
        f"“framework: {framework.key}” into school.yml."
    )
    if framework.left:
        taken.notes.append(f"{framework.left} items more than {case.MAX_ITEMS:,} were left out.")
    return taken


def _rows(items: tuple[Item, ...]) -> tuple[table.Row, ...] | None:
    """The rows of a source that is a table of entries, perhaps with the files that it names."""
    tables = [item for item in items if item.ending in {"csv", "tsv"}]
    if len(tables) != 1 or any(item.ending in {"md", "markdown", "docx"} for item in items):
        return None
    text = decoded(tables[0])
    names, rows = table.read_table(text or "")
    if not table.is_table(names):
        return None
    return tuple(table.row_to_entry(cells, number) for number, cells in enumerate(rows, 1))


def _take_rows(
    rows: Iterable[table.Row],
    items: tuple[Item, ...],
    wish: ImportWish,
    taken: Taken,
    jobs: tuple[LearnerJob, ...],
    desk_of: Callable[[LearnerJob], Desk],
) -> None:
    beside = {item.name.casefold(): item for item in items if item.ending not in {"csv", "tsv"}}
    if wish.source.is_file() and len(items) == 1:
        with_folder = wish.source.parent
        beside = {
            one.name.casefold(): Item(one.name, one.stat().st_size, _opener(one))
            for one in with_folder.iterdir()
            if one.is_file() and not one.is_symlink() and one != wish.source
        }
    used: set[str] = set()
    rows = tuple(rows)
    addresses = dict.fromkeys(name for row in rows for name in row.left_out)
    taken.left += [(f"the column “{name}”", "people's addresses are not copied") for name in addresses]
    for number, row in enumerate(rows, 1):
        try:
            job = find_learner(jobs, row.learner or wish.learner, may_begin=True)
        except SchoolError as error:
            taken.left.append((f"row {number}", f"{error.message} {error.hint}"))
            continue
        names = [one.replace("\\", "/").rpartition("/")[2] for one in row.files]
        found = [beside[name.casefold()] for name in names if name.casefold() in beside]
        used |= {item.path for item in found}
        text = row.text + "".join(f"\n![]({_linked(name)})\n" for name in names if name.casefold() not in beside)
        taken.left += [
            (f"row {number}", f"“{name}” is named in the table and is not beside it.")
            for name in names
            if name.casefold() not in beside
        ]
        desk = desk_of(job)
        desk.take_row(row, text, found)
    if wish.source.is_dir() or len(items) > 1:
        taken.left += [(item.path, "no row of the table names it") for item in beside.values() if item.path not in used]


def _opener(path: Path) -> Callable[[], IO[bytes]]:
    return lambda: path.open("rb")


def _linked(name: str) -> str:
    return f"<{name}>" if " " in name else name
