"""Whether a folder may go to a public place: what `publish` asks before it sends anything.

Nothing is taken on trust: the folder has to say that it is public, and every file in it has to stand in a
receipt, with the bytes that the receipt names.
"""

from __future__ import annotations

import hashlib
import json
import os
from typing import TYPE_CHECKING

from msgspec import Struct

from portfoliogen.receipts import FOLDER, read_receipt
from portfoliogen.shared_pages import PURPOSES, ROBOTS, SITE_FILE

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator
    from pathlib import Path

_SITE_FILES = frozenset({SITE_FILE, "robots.txt", "index.html"})
_BY_HAND = frozenset({"CNAME", ".nojekyll"})
_SHOWN = 5


class Verdict(Struct, frozen=True):
    """Whether a folder may be public. `reasons` say why not, each with what to do; empty where it may."""

    reasons: tuple[str, ...]

    @property
    def may_go(self) -> bool:
        """Whether it may go to a public place."""
        return not self.reasons


def may_be_public(site: Path, today: dt.date) -> Verdict:
    """Whether a site's folder may go to a public place.

    Args:
        site: The folder `public` of an output; its receipts lie beside it.
    """
    refused = _not_public(site)
    if refused:
        return Verdict((refused,))
    reasons: list[str] = []
    wanted: dict[str, str] = {}
    for file in sorted((site.parent / FOLDER / site.name).glob("*.json")):
        receipt = read_receipt(file)
        if receipt is None or receipt.site != "public" or receipt.folder != file.stem:
            reasons.append(f"The receipt “{file.name}” cannot be read. Build again.")
            continue
        until = receipt.release.until
        if until and until < today.isoformat():
            reasons.append(f"The profile “{receipt.folder}” was for the time until {until}. A new build takes it down.")
        wanted |= {f"{receipt.folder}/{one.path}": one.sha256 for one in receipt.files}
    reasons += _compared(site, wanted)
    return Verdict(tuple(reasons))


def _not_public(site: Path) -> str:
    """Why a folder is no public site at all, or nothing."""
    if not site.is_dir() or site.is_symlink():
        return f"“{site}” is not a folder."
    if (site / ".portfoliogen").exists() or (site / FOLDER).exists():
        return f"“{site}” holds the sites, the school's too, and receipts. Choose the folder “public” in it."
    try:
        said = json.loads((site / SITE_FILE).read_bytes())
        public, name = said["public"] is True and said["site"] == "public", str(said["site"])
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return f"“{site}” does not say whom it is for ({SITE_FILE} is missing or damaged). Build again."
    if not public:
        whom = PURPOSES.get(name, "the school alone")
        return f"“{site}” is the {name} site: it is for {whom}."
    return ""


def _compared(site: Path, wanted: dict[str, str]) -> list[str]:
    """How the files of a site differ from its receipts."""
    there = dict(_files(site))
    own = {path for path in there if path in _SITE_FILES | _BY_HAND}
    unknown = sorted(there.keys() - wanted.keys() - own)
    missing = sorted(wanted.keys() - there.keys())
    changed = sorted(path for path in wanted.keys() & there.keys() if _digest(there[path]) != wanted[path])
    if "robots.txt" not in there or there["robots.txt"].read_bytes() != ROBOTS:
        changed.append("robots.txt")
    return [
        f"{text} ({_named(paths)}). {what}"
        for paths, text, what in (
            (unknown, "Some files stand in no receipt", "Take them away, or build again into an empty folder."),
            (missing, "Some files of the receipts are not there", "Build again."),
            (changed, "Some files are not as they were built", "Build again."),
        )
        if paths
    ]


def _files(site: Path) -> Iterator[tuple[str, Path]]:
    """Every file below a site, but for a repository's own; a link counts as a file, and is in no receipt."""
    for folder, folders, names in os.walk(site):
        folders[:] = sorted(name for name in folders if name != ".git")
        links = [name for name in folders if os.path.islink(os.path.join(folder, name))]
        for name in (*links, *names):
            path = os.path.relpath(os.path.join(folder, name), site).replace(os.sep, "/")
            if path != ".git":
                yield path, site / path


def _digest(file: Path) -> str:
    if file.is_symlink() or not file.is_file():
        return ""
    with file.open("rb") as opened:
        return hashlib.file_digest(opened, "sha256").hexdigest()


def _named(paths: list[str]) -> str:
    more = f" and {len(paths) - _SHOWN} more" if len(paths) > _SHOWN else ""
    return f"{', '.join(f'“{path}”' for path in paths[:_SHOWN])}{more}"
