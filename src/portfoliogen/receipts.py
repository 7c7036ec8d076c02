"""Receipts: all that one profile released, to whom, for what decision, until when.

A receipt lies beside the sites, in `receipts/SITE/FOLDER.json`, with a page for people. It is made from what
was written, so it equals the real list of files, and it tells no more than the profile itself does: in the
receipt of a public profile the learner has the name that the profile shows.
"""

from __future__ import annotations

import json
from functools import partial
from typing import TYPE_CHECKING, Any

from msgspec import Struct
from msgspec.json import encode as encode_json
from msgspec.json import format as format_json

from portfoliogen.model.site import OutputFile, Release
from portfoliogen.receipt_page import receipt_page
from portfoliogen.write.records import FileRecord

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

FOLDER = "receipts"
_VERSION = 1
_KINDS = {"picture": "photo", "film": "film", "sound": "sound", "document": "document", "attachment": "attachment"}


class Receipt(Struct, frozen=True):
    """What one profile released. `group` is the class, in the school only; files are sorted by path."""

    site: str
    folder: str
    group: str
    release: Release
    files: tuple[FileRecord, ...]

    @property
    def names(self) -> tuple[str, ...]:
        """Everyone whose name is in the profile."""
        return tuple(sorted({self.release.learner, *self.release.people, *self.release.endorsers}))


def paths_of(site: str, folder: str) -> tuple[str, str]:
    """Where the receipt of a profile lies below the output: for machines, and for people."""
    return f"{FOLDER}/{site}/{folder}.json", f"{FOLDER}/{site}/{folder}.html"


def receipt_files(receipt: Receipt, language: str) -> tuple[OutputFile, OutputFile]:
    """A receipt as files of the output; the page for people in the school's language."""
    machine, people = paths_of(receipt.site, receipt.folder)
    return (
        OutputFile(machine, make=partial(_as_json, receipt)),
        OutputFile(people, make=partial(receipt_page, receipt, language)),
    )


def read_receipts(output: Path) -> tuple[Receipt, ...]:
    """The receipts of all profiles that stand in an output folder, in order; a damaged one is passed over."""
    found = (read_receipt(file) for file in sorted((output / FOLDER).glob("*/*.json")))
    return tuple(one for one in found if one is not None)


def read_receipt(file: Path) -> Receipt | None:
    """Read a receipt back; None where it is not there or cannot be read."""
    try:
        return _from_fields(json.loads(file.read_bytes()))
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return None


def is_locked(output: Path, site: str, folder: str) -> bool:
    """Whether a profile in an output folder opens with a passphrase only."""
    receipt = read_receipt(output / paths_of(site, folder)[0])
    return receipt is not None and bool(receipt.release.readers)


def _from_fields(told: dict[str, Any]) -> Receipt | None:
    if told["format"] != _VERSION:
        return None
    audience = told["audience"]
    return Receipt(
        str(told["site"]),
        str(told["folder"]),
        str(told["class"]),
        Release(
            str(told["learner"]),
            str(audience["key"]),
            str(audience["who"]),
            str(audience["decision"]),
            str(audience["form"]),
            str(audience["until"]),
            tuple((str(one["title"]), str(one["page"])) for one in told["entries"]),
            tuple((str(one["key"]), str(one["kind"])) for one in told["media"]),
            tuple(map(str, told["people"])),
            tuple(map(str, told["endorsers"])),
            tuple(map(str, told.get("readers", ()))),
        ),
        tuple(FileRecord(str(one["path"]), int(one["size_bytes"]), str(one["sha256"])) for one in told["files"]),
    )


def _as_json(receipt: Receipt) -> bytes:
    release = receipt.release
    told = {
        "format": _VERSION,
        "site": receipt.site,
        "folder": receipt.folder,
        "learner": release.learner,
        "class": receipt.group,
        "audience": {
            "key": release.audience,
            "who": release.who,
            "decision": release.decision,
            "form": release.form,
            "until": release.until,
        },
        "names": receipt.names,
        "people": release.people,
        "endorsers": release.endorsers,
        "readers": release.readers,
        "entries": [{"title": title, "page": page} for title, page in release.entries],
        "media": [{"key": key, "kind": kind} for key, kind in release.media],
        "files": [{"path": one.path, "size_bytes": one.size_bytes, "sha256": one.sha256} for one in receipt.files],
    }
    return format_json(encode_json(told), indent=1) + b"\n"


def told(release: Release) -> str:
    """How much a profile releases, in words: “4 entries and 2 photos”."""
    return _listed([_counted(len(release.entries), "entry"), *_of_kinds(kind for _, kind in release.media)])


def what_changes(before: Release | None, after: Release | None, site: str) -> str:
    """What a build would newly release or withdraw, in a sentence; empty where nothing of that changes."""
    profile = (
        f"{site} profile"
        if (after or before or _NOBODY).audience == site
        else (f"{site} profile for “{(after or before or _NOBODY).audience}”")
    )
    if before is None:
        return f"a new {profile}: {told(after)}" if after else ""
    if after is None:
        return f"the {profile} is withdrawn: {told(before)}"
    new = _differences(after, before)
    gone = _differences(before, after)
    parts = [f"{_listed([f'{number} new {rest}' for number, rest in new])} in the {profile}"] if new else []
    if gone:
        parts.append(f"{_listed([f'{number} {rest}' for number, rest in gone])} withdrawn from the {profile}")
    parts += _readers(before, after, profile)
    if (before.who, before.decision, before.until) != (after.who, after.decision, after.until):
        parts.append(f"who sees the {profile}, what for or until when is said differently")
    return "; ".join(parts)


def _readers(before: Release, after: Release, profile: str) -> list[str]:
    """What changes in who has a passphrase; without any, a profile is open to whoever has its address."""
    if before.readers and not after.readers:
        return [f"the {profile} is no longer locked"]
    new = [one for one in after.readers if one not in before.readers]
    gone = [one for one in before.readers if one not in after.readers]
    parts = [] if before.readers or not after.readers else [f"the {profile} is locked"]
    parts += [f"{_listed(new)} can open the {profile}"] if new else []
    return parts + ([f"{_listed(gone)} cannot open the {profile} any more"] if gone else [])


_NOBODY = Release("", "", "", "", "", "", (), (), (), ())


def _differences(one: Release, other: Release) -> list[tuple[str, str]]:
    """What one releases and the other does not: number and noun of each kind."""
    known_pages = {page for _, page in other.entries}
    known_media = {key for key, _ in other.media}
    counted = [_counted(sum(page not in known_pages for _, page in one.entries), "entry")]
    counted += _of_kinds(kind for key, kind in one.media if key not in known_media)
    names = {one.learner, *one.people, *one.endorsers} - {other.learner, *other.people, *other.endorsers}
    counted.append(_counted(len(names), "name"))
    return [(number, noun) for number, noun in (text.split(" ", 1) for text in counted) if number != "0"]


def _of_kinds(kinds: Iterable[str]) -> list[str]:
    found = list(kinds)
    return [_counted(found.count(kind), word) for kind, word in _KINDS.items() if kind in found]


def _counted(number: int, noun: str) -> str:
    plural = noun[:-1] + "ies" if noun.endswith("y") else f"{noun}s"
    return f"{number} {noun if number == 1 else plural}"


def _listed(parts: list[str]) -> str:
    return parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} and {parts[-1]}"
