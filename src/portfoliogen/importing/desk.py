"""The work on one learner's folder: each file of a source put there once, and never over another."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct, field

from portfoliogen.importing import table, takeout
from portfoliogen.importing.texts import notion_page, relinked, tidy_google, without_digest
from portfoliogen.new_files import put_new, safe_name
from portfoliogen.read.encoding import decode
from portfoliogen.text import some_of

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import IO

    from portfoliogen.importing.items import Item
    from portfoliogen.importing.records import Memory
    from portfoliogen.model.learner import LearnerJob

_TEXTS = frozenset({"md", "markdown", "txt"})
_STUBS = frozenset({"gdoc", "gsheet", "gslides", "gdraw", "gform", "gsite", "url", "webloc"})
_MAX_TEXT_BYTES = 64 * 1024**2


class ImportWish(Struct, frozen=True):
    """What to take in and for whom; `trial` writes nothing, `again` takes in what was taken away since.

    `fingerprint` is what the former school says of a bundle.
    """

    source: Path
    learner: str = ""
    trial: bool = False
    again: bool = False
    fingerprint: str = ""


class Taken(Struct):
    """What was done: files made, files known from before, changed ones put beside, and what was left, and why.

    `notes` are sentences about all of it. Paths of the source come first, paths below the learners' folder second.
    """

    made: list[tuple[str, str]] = field(default_factory=list)
    known: list[str] = field(default_factory=list)
    changed: list[tuple[str, str]] = field(default_factory=list)
    left: list[tuple[str, str]] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    learners: dict[str, None] = field(default_factory=dict)


class Draft(Struct, frozen=True):
    """A file on its way: its key (its path without an export's own marks), digest, and content."""

    source: str
    key: str
    digest: str
    content: bytes | Callable[[], IO[bytes]]


class Desk(Struct):
    """The work on one learner's folder."""

    root: Path
    job: LearnerJob
    memory: Memory
    wish: ImportWish
    taken: Taken

    def take_files(self, items: tuple[Item, ...]) -> None:
        """Take in a folder or an archive: media first, so that texts can be pointed at them."""
        google = takeout.is_takeout(items)
        notion = any(without_digest(item.path) != item.path for item in items)
        places = _targets(items, google=google)
        work = [item for item in items if self._is_work(item, items, google=google, notion=notion)]
        put: dict[str, str] = {}
        for item in work:
            if item.ending not in _TEXTS:
                put[item.path] = self.put(Draft(item.path, places[item.path], _digest(item), item.opener))
        where = {item.path: put.get(item.path, places[item.path]) for item in work}
        for item in work:
            if item.ending in _TEXTS:
                self._take_text(item, places[item.path], where, notion=notion)
        if google:
            self._tell_of_google(items, work, places)

    def _is_work(self, item: Item, items: tuple[Item, ...], *, google: bool, notion: bool) -> bool:
        reason = ""
        if item.size_bytes == 0:
            reason = "it is empty (0 bytes)"
        elif item.ending in _STUBS:
            reason = "it only points to a document in the cloud: open that, choose File › Download, and import the file"
        elif google and item.name == "archive_browser.html":
            reason = "it only lists what the export holds"
        elif google and item.ending == "json":
            return False
        elif notion and item.ending == "csv":
            pages = _without_digests(re.sub(r"_all$", "", item.path.rpartition(".")[0]))
            names = [one.name for one in items if _without_digests(one.path).startswith(f"{pages}/")]
            if names:
                reason = "its rows are pages of their own, which were taken in"
                missing = table.rows_without(decoded(item) or "", map(without_digest, names))
                if missing:
                    reason += f"; none came for {some_of(missing)}, so copy these by hand"
        if reason:
            self.taken.left.append((item.path, reason))
        return not reason

    def _take_text(self, item: Item, place: str, where: dict[str, str], *, notion: bool) -> None:
        digest = _digest(item)
        text = decoded(item)
        if text is None:
            self.put(Draft(item.path, place, digest, item.opener))
            return
        if item.ending == "txt":
            self.put(Draft(item.path, place, digest, item.opener))
            return
        text, pictures = tidy_google(text)
        if notion:
            text = notion_page(text)
        text = relinked(text, item.path, place, where)
        folder = place.rpartition("/")[0]
        for name, data in pictures.items():
            key = f"{folder}/images/{name}" if folder else f"images/{name}"
            target = self.put(Draft(item.path, key, hashlib.sha256(data).hexdigest(), data), quietly=True)
            text = text.replace(f"]({name})", f"](images/{target.rpartition('/')[2]})").replace(
                f'src="{name}"', f'src="images/{target.rpartition("/")[2]}"'
            )
        self.put(Draft(item.path, place, digest, text.encode()))

    def _tell_of_google(self, items: tuple[Item, ...], work: list[Item], places: dict[str, str]) -> None:
        tasks, photos, silent = takeout.told_by(items)
        folders: dict[str, list[str]] = {}
        with_text = {item.folder for item in work if item.ending in {*_TEXTS, "docx"}}
        for item in work:
            if item.folder not in with_text:
                folders.setdefault(item.folder, []).append(item.name)
        for folder, text in takeout.index_texts(folders, tasks, photos).items():
            inner = places[next(item.path for item in work if item.folder == folder)].rpartition("/")[0]
            key = f"{inner}/index.md" if inner else "index.md"
            self.put(Draft(f"{folder}/ (what Google says of it)", key, _sha(text.encode()), text.encode()))
        told = [item for item in items if item.ending == "json"]
        self.taken.left += [
            (
                item.path,
                "it holds no work"
                if item.path in silent
                else "it was read for titles and days; names and addresses in it are not copied",
            )
            for item in told
        ]

    def take_row(self, row: table.Row, text: str, found: list[Item]) -> None:
        """Take in one row of a table, with the files that it names."""
        key = f"table:{row.key}"
        digest = _sha(text.encode())
        place = f"{row.name}/index.md" if found else f"{row.name}.md"
        known = self.memory.known(self.job.folder, key)
        target = self.put(Draft(f"row “{row.name}”", key, digest, text.encode()), place=place)
        if known is None or known[1] != target:
            for item in found:
                self.put(
                    Draft(item.path, f"{key}:{item.name}", _digest(item), item.opener),
                    place=f"{target.rpartition('/')[0]}/{safe_name(item.name)}",
                )

    def put(self, draft: Draft, *, place: str = "", quietly: bool = False, exactly: bool = False) -> str:
        """Put a file into the learner's folder, unless it was taken in before.

        Args:
            exactly: Each name counts: “photo (1).jpg” is no second “photo.jpg”.

        Returns:
            Where it is now, below the learner's folder.
        """
        self.taken.learners.setdefault(self.job.name)
        known = self.memory.known(self.job.folder, draft.key) or (None if exactly else self._renamed(draft))
        if (
            known is not None
            and known[0] == draft.digest
            and not (self.wish.again and not self._file(known[1]).exists())
        ):
            if not quietly:
                if self._file(known[1]).exists():
                    self.taken.known.append(draft.source)
                else:
                    self.taken.left.append(
                        (draft.source, "it was taken in before and has been taken away since; --again brings it back")
                    )
            return known[1]
        target = place or draft.key
        number = 1
        while not self._write(target, draft):
            if self.holds(target, draft.content):
                self.memory.keep(self.job.folder, draft.key, draft.digest, target)
                if not quietly:
                    self.taken.known.append(draft.source)
                return target
            number += 1
            target = _numbered(place or draft.key, number)
        self.memory.keep(self.job.folder, draft.key, draft.digest, target)
        shown = f"{self.job.folder}/{target}" if self.job.folder else target
        if known is not None and known[0] != draft.digest:
            self.taken.changed.append((draft.source, shown))
        elif not quietly:
            self.taken.made.append((draft.source, shown))
        return target

    def _renamed(self, draft: Draft) -> tuple[str, str] | None:
        """The same file under a name that this program or a browser gave it: “essay (1).docx”."""
        plain = re.sub(r" ?\(\d{1,2}\)(?=\.\w+$)", "", draft.key)
        return self.memory.known(self.job.folder, plain) if plain != draft.key else None

    def _file(self, target: str) -> Path:
        return self.root / self.job.folder / target

    def _write(self, target: str, draft: Draft) -> bool:
        if self.wish.trial:
            return not self._file(target).exists()
        path = f"{self.job.folder}/{target}" if self.job.folder else target
        return put_new(self.root, path, draft.content)

    def holds(self, target: str, content: bytes | Callable[[], IO[bytes]]) -> bool:
        """Whether a file is there, and is the very same."""
        try:
            with self._file(target).open("rb") as file:
                there = hashlib.file_digest(file, "sha256").hexdigest()
        except OSError:
            return False
        if isinstance(content, bytes):
            return there == _sha(content)
        with content() as source:
            return there == hashlib.file_digest(source, "sha256").hexdigest()  # type: ignore[arg-type]


def _sha(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def _digest(item: Item) -> str:
    with item.opener() as file:
        return hashlib.file_digest(file, "sha256").hexdigest()  # type: ignore[arg-type]


def _numbered(path: str, number: int) -> str:
    """“Volcano 2.md”: a number in brackets would say that it is a copy."""
    folder, _, name = path.rpartition("/")
    if name == "index.md" and folder:
        return f"{folder} {number}/{name}"
    stem, dot, ending = name.rpartition(".")
    numbered = f"{stem} {number}{dot}{ending}" if dot else f"{name} {number}"
    return f"{folder}/{numbered}" if folder else numbered


def _targets(items: tuple[Item, ...], *, google: bool) -> dict[str, str]:
    """Where each file goes below the learner's folder: its own folders without an export's outer one and marks."""
    tops = {item.path.partition("/")[0] for item in items if "/" in item.path}
    one_top = len(tops) == 1 and all("/" in item.path for item in items)
    taken: set[str] = set()
    made = {}
    for item in items:
        path = takeout.inner_path(item.path) if google else item.path.partition("/")[2] if one_top else item.path
        parts = [safe_name(without_digest(part)) or "Untitled" for part in path.split("/")]
        target = plain = "/".join(parts)
        number = 1
        while target.casefold() in taken:
            number += 1
            target = _numbered(plain, number)
        taken.add(target.casefold())
        made[item.path] = target
    return made


def decoded(item: Item) -> str | None:
    """A file's text, or None where it is none or too long for one."""
    if item.size_bytes > _MAX_TEXT_BYTES:
        return None
    found = decode(item.read())
    return found[0] if found else None


def _without_digests(path: str) -> str:
    return "/".join(map(without_digest, path.split("/")))
