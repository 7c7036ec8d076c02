"""A leaver's bundle of another school: the learner's files as they are, and what adults there said of them.

A bundle comes by the learner's own hands, so nothing in it is believed further than its checksums reach, and
those only as far as the school that made it says that the fingerprint is theirs.
"""

from __future__ import annotations

import hashlib
import json
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct

from portfoliogen.check.former import read_former
from portfoliogen.check.people import check_people
from portfoliogen.check.roster import read_roster
from portfoliogen.importing.items import BUNDLE_LIST, BUNDLE_RECORD, ImportRefusedError, Item, bundle_folder
from portfoliogen.new_files import put_new
from portfoliogen.patterns import pattern
from portfoliogen.read.endorsement_files import read_endorsement_files
from portfoliogen.read.school_files import read_school_files
from portfoliogen.text import one_line
from portfoliogen.whose_folders import SCHOOL_FILES, SCHOOL_FOLDERS

if TYPE_CHECKING:
    from portfoliogen.check.former import Former
    from portfoliogen.model.school import Adult, RosterRow

FORMAT = 1
"""The format of bundles: how files are named in them."""

_SOURCES = "sources/"
_STAFFS = ("people.yml", "roster.csv", "entries.csv")
_NOTE = pattern(r"sources/endorsements/former/[^/]+/[^/]+/former\.yml")
_ENDORSEMENTS = "sources/endorsements/"
_MOST_RECORD_BYTES, _MOST_LIST_BYTES, _MOST_STAFF_BYTES = 64 * 1024, 32 * 1024**2, 1024**2
_MOST_ENDORSEMENTS = 5000
_LINE = pattern(r"([0-9a-f]{64})  (.+)")


class Bundle(Struct, frozen=True):
    """A bundle that was looked at; paths are as in it, below its own folder.

    `home` is the learner's folder below `sources/`, empty where the school was theirs alone. `work` are the
    learner's files by their paths below it, `endorsements` the statements by theirs below `endorsements/`, each
    with its digest; `formers` are schools before that one. `adults` and `others` are of the school itself: those
    who may vouch, and those whom the work names, with what they agreed to. `changed` and `missing` are files that are not as the list says; `trusted` is false where
    one of them is staff's.
    """

    learner: str
    school: str
    home: str
    fingerprint: str
    work: dict[str, tuple[Item, str]]
    endorsements: dict[str, tuple[Item, str]]
    formers: tuple[Former, ...]
    adults: tuple[Adult, ...]
    others: tuple[RosterRow, ...]
    tags: int
    changed: tuple[str, ...]
    missing: tuple[str, ...]
    trusted: bool


def open_bundle(items: tuple[Item, ...]) -> Bundle | None:
    """Look at a source; None where it is no bundle.

    Raises:
        ImportRefusedError: It is one that cannot be used.
    """
    top = bundle_folder(item.path for item in items)
    if top is None:
        return None
    files = {item.path[len(top) :]: item for item in items if item.path.startswith(top)}
    told = _record(files[BUNDLE_RECORD])
    listed = _read(files[BUNDLE_LIST], _MOST_LIST_BYTES)
    wanted = {
        match[2]: match[1]
        for match in map(_LINE.fullmatch, listed.decode("utf-8", "replace").splitlines())
        if match is not None
    }
    sources = {path: item for path, item in files.items() if path.startswith(_SOURCES)}
    digests = {path: _digest(item) for path, item in {**sources, BUNDLE_RECORD: files[BUNDLE_RECORD]}.items()}
    changed = tuple(sorted(path for path, digest in digests.items() if wanted.get(path) != digest))
    missing = tuple(sorted(path for path in wanted if path.startswith(_SOURCES) and path not in sources))
    home = told["home"]
    inside = f"{_SOURCES}{home}/" if home else _SOURCES
    work = {
        path.removeprefix(inside): (item, digests[path])
        for path, item in sources.items()
        if path.startswith(inside) and (home or not is_schools(path.removeprefix(inside)))
    }
    trusted = not any(not path.startswith(inside) or not home for path in (*changed, *missing))
    endorsements = {
        path.removeprefix(_ENDORSEMENTS): (item, digests[path])
        for path, item in sources.items()
        if path.startswith(_ENDORSEMENTS) and path.endswith((".yml", ".yaml"))
    }
    if len(endorsements) > _MOST_ENDORSEMENTS or any(
        item.size_bytes > _MOST_STAFF_BYTES for item, _ in endorsements.values()
    ):
        raise ImportRefusedError(
            "This bundle holds more statements of adults than any school could have made.",
            "Do not use it; ask the school for a new one.",
        )
    formers, adults, others, tags = _staffs(files)
    return Bundle(
        told["learner"],
        told["school"],
        home,
        hashlib.sha256(listed).hexdigest(),
        work,
        endorsements,
        formers,
        adults,
        others,
        tags,
        changed,
        missing,
        trusted,
    )


def _record(item: Item) -> dict[str, str]:
    """Whose bundle it is, of which school, and where the learner's files are.

    Raises:
        ImportRefusedError: It does not say so in a way that this version understands.
    """
    try:
        told = json.loads(_read(item, _MOST_RECORD_BYTES))
        known = told["format"] == FORMAT
        said = {name: one_line(told[name])[:1000] for name in ("learner", "school", "home")}
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        known, said = False, {}
    if not known or not said.get("learner") or any(part in {"..", "."} for part in said["home"].split("/")):
        raise ImportRefusedError(
            f"“{BUNDLE_RECORD}” in this bundle does not say whose it is in a way that this version understands.",
            "Update portfoliogen, or ask the school for a new bundle.",
        )
    return said


def _read(item: Item, most_bytes: int) -> bytes:
    if item.size_bytes > most_bytes:
        raise ImportRefusedError(f"“{item.path}” is larger than it can be.", "Ask the school for a new bundle.")
    return item.read()


def _digest(item: Item) -> str:
    """The digest of a file, read in pieces.

    Raises:
        ImportRefusedError: It is damaged.
    """
    try:
        with item.opener() as file:
            return hashlib.file_digest(file, "sha256").hexdigest()  # type: ignore[arg-type]
    except (OSError, EOFError, ValueError, RuntimeError, NotImplementedError) as error:
        raise ImportRefusedError(
            f"“{item.path}” is damaged, so nothing was taken in.", "Copy the bundle once more."
        ) from error
    except Exception as error:
        if type(error).__module__ not in {"zipfile", "zlib"}:
            raise
        raise ImportRefusedError(
            f"“{item.path}” is damaged, so nothing was taken in.", "Copy the bundle once more."
        ) from error


def _staffs(files: dict[str, Item]) -> tuple[tuple[Former, ...], tuple[Adult, ...], tuple[RosterRow, ...], int]:
    """Schools before, the adults of that school, what others agreed to there, and how many tags staff gave."""
    with tempfile.TemporaryDirectory(prefix="portfoliogen-import-", ignore_cleanup_errors=True) as aside:
        root = Path(aside)
        for name in _STAFFS:
            item = files.get(f"{_SOURCES}{name}")
            if item is not None:
                (root / name).write_bytes(_read(item, _MOST_STAFF_BYTES))
        for path, item in files.items():
            if _NOTE.fullmatch(path):
                put_new(root, path.removeprefix(_SOURCES), _read(item, _MOST_STAFF_BYTES))
        found, _ = read_school_files(root)
        formers = read_former((tree for tree, _ in read_endorsement_files(root)[0]), [])
    adults = check_people(found.people, [])
    rows, _ = read_roster(found.roster, found.columns)
    return tuple(formers.values()), adults, tuple(row for row in rows if not row.folder and row.name), len(found.tags)


def is_schools(path: str) -> bool:
    """Whether a path at the top of a school's folder is the school's own."""
    first, slash, _ = path.partition("/")
    return first in (SCHOOL_FOLDERS - {"audiences"} if slash else SCHOOL_FILES)
