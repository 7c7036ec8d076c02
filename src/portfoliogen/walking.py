"""One walk through a folder, with what the walk itself tells and no more: no file is opened here."""

from __future__ import annotations

import os
import stat
from operator import attrgetter
from typing import TYPE_CHECKING

from msgspec import Struct, field

from portfoliogen.diagnostics import Diagnostic, Position
from portfoliogen.diagnostics.rules import files as rules
from portfoliogen.litter import STUBS, TEXT_ENDINGS, is_litter, is_work
from portfoliogen.model.sources import SourceFile

if TYPE_CHECKING:
    from portfoliogen.survey import Stamp, Survey

MAX_DEPTH = 24
_STAND_INS = STUBS | {"icloud"}


class Walked(Struct, frozen=True):
    """All that lies below one folder: files, and folders, by their paths below it."""

    files: tuple[SourceFile, ...]
    folders: tuple[str, ...]


class _Tree(Struct):
    """One folder while the walk goes on."""

    files: list[SourceFile] = field(default_factory=list)
    folders: list[str] = field(default_factory=list)


def walk(
    root: str,
    shown: str,
    own_inodes: frozenset[tuple[int, int]] = frozenset(),
    skip: frozenset[str] = frozenset(),
    seen: Survey | None = None,
) -> tuple[Walked, tuple[Diagnostic, ...]]:
    """List every file below `root` once, without following any link.

    Args:
        shown: What people are told in front of each path, empty or ending in a slash.
        own_inodes: The school's own files, so that a hard link to one of them is refused.
        skip: Folders below the root that are not the learners' (by path).
        seen: Stamps of just now: on a network disk, to ask for each again is most of a walk.

    Reports: PG102 to PG104, PG107, PG108, PG114 to PG116, PG121.
    """
    tree = _Tree()
    own_nodes = {node for _, node in own_inodes}
    # Windows tells of placeholders by an attribute, which no stamp has; and it gives the status with the listing.
    stamps = seen if seen is not None and os.name == "posix" else {}
    found: list[Diagnostic] = []
    todo = [("", 0)]
    while todo:
        folder, depth = todo.pop()
        try:
            with os.scandir(os.path.join(root, folder) if folder else root) as listing:
                entries = sorted(listing, key=attrgetter("name"))
        except OSError as error:
            found.append(
                rules.FILE_UNREADABLE.at(
                    Position(shown + folder),
                    name=folder or shown or ".",
                    reason=(error.strerror or "it cannot be opened").lower(),
                )
            )
            continue
        below: list[tuple[str, int]] = []
        for entry in entries:
            name = entry.name
            path = f"{folder}/{name}" if folder else name
            known = stamps.get(entry.path)
            # Most files, and so first: nothing else need be asked of them.
            if known and is_work(name) and name.isascii() and _is_ordinary(entry, known, own_nodes):
                tree.files.append(SourceFile(root, path, shown + path, *known[:3]))
                continue
            if is_litter(name):
                continue
            if not name.isascii() and any("\udc80" <= sign <= "\udcff" for sign in name):
                found.append(rules.UNREADABLE_NAME.at(Position(_visible(shown + path)), name=_visible(name)))
            elif entry.is_symlink():
                found.append(rules.LINK_OUTSIDE.at(Position(shown + path), name=path))
            elif entry.is_dir(follow_symlinks=False):
                if path in skip:
                    continue
                if depth >= MAX_DEPTH:
                    found.append(rules.TOO_DEEP.at(Position(shown + path), name=path, limit=MAX_DEPTH))
                    continue
                tree.folders.append(path)
                below.append((path, depth + 1))
            else:
                if (
                    known
                    and name.lower().rpartition(".")[2] not in _STAND_INS
                    and _is_ordinary(entry, known, own_nodes)
                ):
                    tree.files.append(SourceFile(root, path, shown + path, *known[:3]))
                    continue
                source = _file(root, path, shown, entry, own_inodes, found)
                if source is not None:
                    tree.files.append(source)
        todo += reversed(below)  # so that files come nearly in the order in which they are wanted
    tree.files.sort(key=attrgetter("path"))
    return Walked(tuple(tree.files), tuple(sorted(tree.folders))), tuple(found)


def _is_ordinary(entry: os.DirEntry[str], known: Stamp, own_nodes: set[int]) -> bool:
    """Whether nothing but its name, size and times need be known of a file."""
    return known[0] > 0 and known[3] not in own_nodes and entry.is_file(follow_symlinks=False)


def _file(
    root: str,
    path: str,
    shown: str,
    entry: os.DirEntry[str],
    own_inodes: frozenset[tuple[int, int]],
    found: list[Diagnostic],
) -> SourceFile | None:
    try:
        status = entry.stat(follow_symlinks=False)
    except OSError:
        return None  # gone between the listing and now: nothing to tell
    if not stat.S_ISREG(status.st_mode):
        found.append(rules.SPECIAL_FILE.at(Position(shown + path), name=path))
        return None
    if status.st_nlink > 1 and (status.st_dev, status.st_ino) in own_inodes:
        found.append(rules.SAME_INODE.at(Position(shown + path), name=path))
        return None
    lower = entry.name.lower()
    if lower.rpartition(".")[2] in STUBS:
        found.append(rules.CLOUD_STUB.at(Position(shown + path), name=path))
        return None
    # OneDrive and iCloud leave a placeholder: an attribute on Windows, a hidden name on a Mac.
    offline = getattr(status, "st_file_attributes", 0) & 0x401000
    if offline or lower.endswith(".icloud"):
        found.append(rules.NOT_DOWNLOADED.at(Position(shown + path), name=path))
        return _awaited(root, path, shown, lower)
    if status.st_size == 0:
        found.append(rules.EMPTY_FILE.at(Position(shown + path), name=path))
        # A text that has not come through yet may be the one that says who may see what lies beside it.
        if entry.name.rpartition(".")[2].lower() not in TEXT_ENDINGS:
            return None
    return SourceFile(root, path, shown + path, status.st_size, status.st_mtime_ns, status.st_ctime_ns)


def _awaited(root: str, path: str, shown: str, lower: str) -> SourceFile | None:
    """A text that is still in the cloud, as an empty one: it may say who may see what lies beside it."""
    if lower.endswith(".icloud"):
        folder, _, name = path.rpartition("/")
        plain = name.removeprefix(".")[: -len(".icloud")]
        path = f"{folder}/{plain}" if folder else plain
    if path.rpartition(".")[2].lower() not in TEXT_ENDINGS:
        return None
    return SourceFile(root, path, shown + path, 0)


def _visible(text: str) -> str:
    return text.encode("utf-8", "backslashreplace").decode()
