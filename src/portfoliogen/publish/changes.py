"""What a publication would change, in words: whose pages and what become visible, change or go."""

from __future__ import annotations

import re
from html import unescape
from typing import TYPE_CHECKING

from msgspec import Struct

from portfoliogen.patterns import pattern
from portfoliogen.shared_pages import PURPOSES
from portfoliogen.text import natural_key

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from portfoliogen.publish.released import ReleasedSite
    from portfoliogen.receipts import Receipt

_TITLE = pattern(rb"<title>(.*?)</title>", re.DOTALL | re.IGNORECASE)


def _no_bytes(path: str) -> bytes:
    del path
    return b""


class Standing(Struct, frozen=True):
    """What is at a target now, as far as this program put it there.

    `before` and `after` map each path to a digest, both of one sort. `read` gives the bytes of a file that is
    there now. `state` is what only that kind of target needs.
    """

    first: bool
    before: Mapping[str, str]
    after: Mapping[str, str]
    read: Callable[[str], bytes] = _no_bytes
    state: object = None

    @property
    def new(self) -> tuple[str, ...]:
        """Paths that become visible."""
        return tuple(sorted(self.after.keys() - self.before.keys()))

    @property
    def changed(self) -> tuple[str, ...]:
        """Paths of which the bytes change."""
        return tuple(
            sorted(path for path in self.after.keys() & self.before.keys() if self.after[path] != self.before[path])
        )

    @property
    def gone(self) -> tuple[str, ...]:
        """Paths that go."""
        return tuple(sorted(self.before.keys() - self.after.keys()))


class ProfileChange(Struct, frozen=True):
    """What happens to one profile. `verb` is “becomes visible”, “changes” or “goes”; `lines` say what."""

    name: str
    folder: str
    verb: str
    lines: tuple[str, ...]


def changes_of(site: ReleasedSite, standing: Standing) -> tuple[ProfileChange, ...]:
    """What a publication would change, profile by profile, in the order of names; shared pages last."""
    receipts = {one.folder: one for one in site.receipts}
    folders = {_folder(path) for path in (*standing.new, *standing.changed, *standing.gone)}
    # What stays, or is new, and is no profile belongs to all: the first page, how it looks, the statement.
    shared = folders & {_folder(path) for path in standing.after} - receipts.keys()
    told = [_change(folder, receipts.get(folder), standing) for folder in sorted(folders - shared) if folder]
    told.sort(key=lambda one: (natural_key(one.name), one.folder))
    if shared:
        told.append(ProfileChange("The pages that all share", "", "change", ()))
    return tuple(told)


def _change(folder: str, receipt: Receipt | None, standing: Standing) -> ProfileChange:
    new, changed, gone = (
        tuple(path for path in paths if _folder(path) == folder)
        for paths in (standing.new, standing.changed, standing.gone)
    )
    if receipt is None:
        name = _title(standing, f"{folder}/index.html") or folder
        return ProfileChange(name, folder, "goes", _lines(("goes", gone, standing, None)))
    release = receipt.release
    if all(_folder(path) != folder for path in standing.before):
        who = f"for {release.who or PURPOSES.get(receipt.site, release.audience)}"
        locked = ", with a passphrase" if release.readers else ""
        until = f", until {release.until}" if release.until else ""
        return ProfileChange(
            release.learner,
            folder,
            "becomes visible",
            (f"{who}{locked}{until}", *_lines(("new", new, standing, receipt))),
        )
    return ProfileChange(
        release.learner,
        folder,
        "changes",
        _lines(
            ("new", new, standing, receipt), ("changed", changed, standing, receipt), ("goes", gone, standing, receipt)
        ),
    )


def _lines(*parts: tuple[str, tuple[str, ...], Standing, Receipt | None]) -> tuple[str, ...]:
    lines = []
    for verb, paths, standing, receipt in parts:
        titles = {f"{receipt.folder}/{page}": title for title, page in receipt.release.entries} if receipt else {}
        pages = [
            titles.get(path) or (_title(standing, path) if verb == "goes" else "")
            for path in paths
            if path.endswith(".html") and (path in titles or (verb == "goes" and "/entries/" in path))
        ]
        others = len(paths) - len(pages)
        named = [f"“{title}”" for title in pages if title]
        if others:
            named.append(f"{others} other {'file' if others == 1 else 'files'}")
        if named:
            lines.append(f"{verb}: {', '.join(named)}")
    return tuple(lines)


def _title(standing: Standing, path: str) -> str:
    """What a page that is there now calls itself."""
    if path not in standing.before:
        return ""
    found = _TITLE.search(standing.read(path))
    return " ".join(unescape(found[1].decode("utf-8", "replace")).split()) if found else ""


def _folder(path: str) -> str:
    """The profile that a file belongs to; empty for what all share."""
    return path.partition("/")[0] if "/" in path else ""
