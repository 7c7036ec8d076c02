"""What there is to take in: the files of a folder, of an archive, or one file; nothing leads out of them."""

from __future__ import annotations

import io
import os
import stat
import zipfile
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from typing import IO

MAX_FILES = 50_000
MAX_TOTAL_BYTES = 16 * 1024**3
MAX_FILE_BYTES = 4 * 1024**3
MAX_INNER_BYTES = 1024**3
_MAX_LIST_BYTES, _END_BYTES = 32 * 1024**2, 64 * 1024 + 256
_MAX_RATIO, _RATIO_FROM_BYTES = 200, 20 * 1024**2
BUNDLE_RECORD, BUNDLE_LIST = "record.json", "checksums.sha256"
"""Files that make a folder or archive a leaver's bundle."""

_NOISE = frozenset({"thumbs.db", "desktop.ini", "__macosx", ".ds_store", ".obsidian", ".trash", ".git", ".stfolder"})


class ImportRefusedError(Exception):
    """A source that is not taken in: what is wrong, and what to do."""

    def __init__(self, message: str, hint: str) -> None:
        super().__init__(message)
        self.message, self.hint = message, hint


class Item(Struct, frozen=True):
    """A file of a source: its path there, its size, and how to open it."""

    path: str
    size_bytes: int
    opener: Callable[[], IO[bytes]]

    @property
    def name(self) -> str:
        """The last part of the path."""
        return self.path.rpartition("/")[2]

    @property
    def folder(self) -> str:
        """The path of the folder that it is in, empty at the top."""
        return self.path.rpartition("/")[0]

    @property
    def ending(self) -> str:
        """The last ending, in lower case."""
        return self.name.rpartition(".")[2].lower() if "." in self.name else ""

    def read(self) -> bytes:
        """All bytes.

        Raises:
            ImportRefusedError: The file holds more than it said, or cannot be read.
        """
        try:
            with self.opener() as file:
                data = file.read(self.size_bytes + 1)
        except (OSError, zipfile.BadZipFile, RuntimeError, EOFError, NotImplementedError, ValueError) as error:
            raise ImportRefusedError(
                f"“{self.path}” cannot be read.", "Make the export again and try once more."
            ) from error
        except Exception as error:
            if type(error).__module__ != "zlib":
                raise
            raise ImportRefusedError(
                f"“{self.path}” is damaged.", "Make the export again and try once more."
            ) from error
        if len(data) > self.size_bytes:
            raise ImportRefusedError(f"“{self.path}” is larger than its archive says.", "Do not use this archive.")
        return data


@contextmanager
def open_source(source: Path) -> Iterator[tuple[Item, ...]]:
    """The files of a folder or archive, sorted by path; noise of systems and editors is passed over.

    Raises:
        ImportRefusedError: There is no such source, or the archive is not safe.
    """
    with ExitStack() as stack:
        if source.is_dir():
            yield tuple(_folder(source))
        elif source.is_file() and zipfile.is_zipfile(source) and source.suffix.lower() not in {".docx", ".epub"}:
            yield tuple(_archive(stack, source, source.name))
        elif source.is_file() and source.suffix.lower() == ".zip":
            raise ImportRefusedError(f"“{source.name}” is no archive, or half of one.", "Download it once more.")
        elif source.is_file():
            yield (Item(source.name, source.stat().st_size, lambda: source.open("rb")),)
        else:
            raise ImportRefusedError(f"There is nothing at “{source}”.", "Check the spelling, or drag the file here.")


def bundle_folder(paths: Iterable[str]) -> str | None:
    """Where the leaver's bundle is among the files of a source: empty, or a folder with a slash; None where none is."""
    known = set(paths)
    tops = sorted(path.removesuffix(BUNDLE_RECORD) for path in known if path.endswith(BUNDLE_RECORD))
    return next(
        (
            top
            for top in tops
            if top.count("/") <= 1
            and top == (f"{top.partition('/')[0]}/" if top else "")
            and f"{top}{BUNDLE_LIST}" in known
        ),
        None,
    )


def _folder(root: Path) -> list[Item]:
    items: list[Item] = []
    todo = [root]
    while todo:
        folder = todo.pop()
        try:
            listed = sorted(os.scandir(folder), key=lambda one: one.name)
        except OSError as error:
            raise ImportRefusedError(
                f"The folder “{folder}” cannot be opened.", "Copy it to this computer first."
            ) from error
        for one in listed:
            if is_noise(one.name) or one.is_symlink():
                continue
            path = Path(one.path)
            status = one.stat(follow_symlinks=False)
            if one.is_dir(follow_symlinks=False):
                todo.append(path)
            elif stat.S_ISREG(status.st_mode):
                items.append(Item(path.relative_to(root).as_posix(), status.st_size, _opener(path)))
        _bounded(len(items), sum(item.size_bytes for item in items))
    return sorted(items, key=lambda item: item.path)


def _opener(path: Path) -> Callable[[], IO[bytes]]:
    return lambda: path.open("rb")


def is_noise(name: str) -> bool:
    """Whether a file or folder is a system's or an editor's own."""
    return name.casefold() in _NOISE or name.startswith(("~$", "._")) or name.lower().endswith((".tmp", ".part"))


def _bounded(files: int, size_bytes: int) -> None:
    if files > MAX_FILES:
        raise ImportRefusedError(f"There are more than {MAX_FILES:,} files.", "Take in one folder of it at a time.")
    if size_bytes > MAX_TOTAL_BYTES:
        raise ImportRefusedError("The files come to more than 16 GB.", "Take in one folder of it at a time.")


def _archive(stack: ExitStack, source: Path | io.BytesIO, name: str, *, inner: bool = False) -> list[Item]:
    try:
        _count(source)
        archive = stack.enter_context(zipfile.ZipFile(source))
    except (zipfile.BadZipFile, OSError) as error:
        raise ImportRefusedError(f"“{name}” is damaged.", "Download it once more.") from error
    infos = [one for one in archive.infolist() if not one.is_dir()]
    _bounded(len(infos), sum(one.file_size for one in infos))
    # In a leaver's bundle, an archive is the learner's own work.
    inner = inner or bundle_folder(one.filename for one in infos) is not None
    items: list[Item] = []
    for info in infos:
        path = _safe_path(info, name)
        if any(is_noise(part) for part in path.split("/")):
            continue
        if not inner and path.lower().endswith(".zip") and info.file_size <= MAX_INNER_BYTES:
            # Notion and Takeout put their parts into archives of their own.
            data = Item(path, info.file_size, _member(archive, info)).read()
            items += _archive(stack, io.BytesIO(data), path, inner=True)
        else:
            items.append(Item(path, info.file_size, _member(archive, info)))
    return sorted(items, key=lambda item: item.path)


def _count(source: Path | io.BytesIO) -> None:
    """Refuse an archive whose list of files alone would fill the memory, before it is read.

    Its end (PKWARE's APPNOTE 4.3.14 to 4.3.16) says how long that list is.
    """
    with source.open("rb") if isinstance(source, Path) else io.BytesIO(source.getvalue()) as file:
        size = file.seek(0, os.SEEK_END)
        file.seek(max(0, size - _END_BYTES))
        end = file.read()
    for sign, start, length in ((b"PK\x05\x06", 12, 4), (b"PK\x06\x06", 40, 8)):
        found = end.rfind(sign)
        told = int.from_bytes(end[found + start : found + start + length], "little") if found >= 0 else 0
        if found >= 0 and told != 0xFFFFFFFF and told > _MAX_LIST_BYTES:
            _bounded(MAX_FILES + 1, 0)


def _member(archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> Callable[[], IO[bytes]]:
    return lambda: archive.open(info)


def _safe_path(info: zipfile.ZipInfo, archive: str) -> str:
    """The path of a member.

    Raises:
        ImportRefusedError: It leads out of the archive, is locked, a link, or far larger unpacked than packed.
    """
    path = info.filename.replace("\\", "/")
    if not info.flag_bits & 0x800:
        with suppress(UnicodeError):
            path = path.encode("cp437").decode("utf-8")
    parts = path.split("/")
    if path.startswith("/") or any(part in {"..", "."} for part in parts) or ":" in parts[0] or "\0" in path:
        raise ImportRefusedError(
            f"“{archive}” wants to write outside its folder, so none of it was taken in.",
            "Do not use this archive; ask for a new one.",
        )
    if info.flag_bits & 0x1:
        raise ImportRefusedError(f"“{archive}” is protected by a password.", "Unpack it first, then import the folder.")
    if stat.S_ISLNK(info.external_attr >> 16):
        raise ImportRefusedError(
            f"“{archive}” holds a link in place of a file, so none of it was taken in.",
            "Do not use this archive; ask for a new one.",
        )
    swollen = info.file_size > _RATIO_FROM_BYTES and info.file_size > _MAX_RATIO * max(1, info.compress_size)
    if swollen or info.file_size > MAX_FILE_BYTES:
        raise ImportRefusedError(
            f"“{archive}” unpacks to far more than it should, so none of it was taken in.",
            "Do not use this archive; ask for a new one.",
        )
    return "/".join(part for part in parts if part)
