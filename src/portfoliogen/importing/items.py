"""What there is to take in: the files of a folder, of an archive, or one file; nothing leads out of them."""

from __future__ import annotations

import io
import os
import stat
import zipfile
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from typing import IO

MAX_FILES = 50_000
MAX_TOTAL_BYTES = 16 * 1024**3
MAX_FILE_BYTES = 4 * 1024**3
MAX_INNER_BYTES = 1024**3
_MAX_RATIO, _RATIO_FROM_BYTES = 200, 20 * 1024**2
_NOISE = frozenset({"thumbs.db", "desktop.ini", "__macosx", ".ds_store", ".obsidian", ".trash", ".git", ".stfolder"})


class ImportRefusedError(Exception):
    """A source that is not taken in: what is wrong, and what to do."""

    def __init__(self, message: str, hint: str) -> None:
        super().__init__(message)
        self.message, self.hint = message, hint


@dataclass(frozen=True, slots=True)
class Item:
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
        elif source.is_file():
            yield (Item(source.name, source.stat().st_size, lambda: source.open("rb")),)
        else:
            raise ImportRefusedError(f"There is nothing at “{source}”.", "Check the spelling, or drag the file here.")


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
        archive = stack.enter_context(zipfile.ZipFile(source))
    except (zipfile.BadZipFile, OSError) as error:
        raise ImportRefusedError(f"“{name}” is damaged.", "Download it once more.") from error
    infos = [one for one in archive.infolist() if not one.is_dir()]
    _bounded(len(infos), sum(one.file_size for one in infos))
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
