"""Receipts: all that one profile released, to whom, for what decision, until when.

A receipt lies beside the sites, in `receipts/SITE/FOLDER.json`, with a page for people. It is made from what
was written, so it equals the real list of files, and it tells no more than the profile itself does: in the
receipt of a public profile the learner has the name that the profile shows.
"""

from __future__ import annotations

import base64
import hashlib
import json
from functools import partial
from html import escape
from typing import TYPE_CHECKING, Any

from msgspec import Struct
from msgspec.json import encode as encode_json
from msgspec.json import format as format_json

from portfoliogen.model.site import OutputFile, Release
from portfoliogen.write.records import FileRecord

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

FOLDER = "receipts"
_VERSION = 1
_WHO = {
    "school": "Staff and families, on the school's own network",
    "public": "Whoever was given the link",
    "private": "The learner and staff alone",
}
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


def receipt_files(receipt: Receipt) -> tuple[OutputFile, OutputFile]:
    """A receipt as files of the output."""
    machine, people = paths_of(receipt.site, receipt.folder)
    return (
        OutputFile(machine, make=partial(_as_json, receipt)),
        OutputFile(people, make=lambda: _as_page(receipt).encode()),
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


_STYLE = (
    ":root{color-scheme:light dark}body{max-width:60rem;margin:auto;padding:1rem;font:1rem/1.55 system-ui,sans-serif;"
    "overflow-wrap:anywhere}h1{font-size:1.5rem;line-height:1.25}dt{font-weight:600}dd{margin:0 0 .6rem}p{max-width:42rem}"
    "table{border-collapse:collapse;font-size:.875rem}th,td{text-align:start;vertical-align:top;padding:.2rem .8rem .2rem 0}"
    "th:nth-child(2),td:nth-child(2){white-space:nowrap;text-align:end}code{font:.6875rem/1.9 monospace;white-space:nowrap}td code{white-space:normal}"
    "@media(max-width:50rem){thead{position:absolute;clip-path:inset(50%)}tr,td:last-child{display:block}"
    "tr{padding:.4rem 0;border-top:1px solid}td{padding:0 .8rem 0 0}}"
    "@media print{h2{break-after:avoid}tr{break-inside:avoid}td code{display:block;max-width:34ch;font-size:9pt;line-height:1.3}}"
)
_STYLE_DIGEST = "sha256-" + base64.b64encode(hashlib.sha256(_STYLE.encode()).digest()).decode()


def _as_page(receipt: Receipt) -> str:
    """A page for people: plain, without a theme, readable in any browser and on paper."""
    release = receipt.release
    rows = [
        ("Whose profile", release.learner),
        ("Class", receipt.group),
        ("Who sees it", release.who or _WHO.get(receipt.site, receipt.site)),
        ("What they decide by it", release.decision),
        ("In what form", release.form),
        ("Until", release.until),
        ("Where", f"{receipt.site}/{receipt.folder}/"),
        ("Names in it", ", ".join(receipt.names)),
        ("Adults who stand behind it", ", ".join(release.endorsers)),
        ("Locked; who has a passphrase", ", ".join(release.readers)),
        ("How much", told(release)),
    ]
    facts = "".join(f"<dt>{escape(label)}</dt><dd>{escape(value)}</dd>\n" for label, value in rows if value)
    entries = "".join(f"<li><bdi>{escape(title)}</bdi></li>\n" for title, _ in release.entries)
    files = "".join(
        f"<tr><td>{escape(one.path)}</td><td>{one.size_bytes}</td><td><code>{one.sha256}</code></td></tr>\n"
        for one in receipt.files
    )
    return (
        '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        f"<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src '{_STYLE_DIGEST}'\">\n"
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="robots" content="noindex,nofollow">\n'
        f"<title>Receipt: {escape(release.learner)}</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n<main>\n"
        f"<h1>What the profile of <bdi>{escape(release.learner)}</bdi> releases</h1>\n"
        f"<dl>\n{facts}</dl>\n<h2>Entries</h2>\n<ul>\n{entries}</ul>\n<h2>Files</h2>\n"
        "<p>Each file has a fingerprint (SHA-256) that is worked out from its content: when anything in the file changes, "
        "it has another. <code>portfoliogen verify</code> compares them.</p>\n"
        '<table>\n<thead>\n<tr><th scope="col">File</th><th scope="col">Bytes</th><th scope="col">Fingerprint</th></tr>\n'
        "</thead>\n"
        f"<tbody>\n{files}</tbody>\n</table>\n</main>\n</body>\n</html>\n"
    )


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
