"""What is found on disk, and the one door through which it is read."""

from __future__ import annotations

import errno
import hashlib
import os
import stat
from enum import StrEnum

from msgspec import Struct

_PIECE_BYTES = 64 * 1024
MAX_TEXT_BYTES = 2 * 1024 * 1024
"""A text longer than this is not a reflection; the longest seen among 1,889 real entries was 0.4 MB."""


class SourceError(Exception):
    """An input file could not be read. Never raised for what the program writes.

    `passing`: the disk refused it, and may give it at the next try though the file looks no different.
    """

    def __init__(self, reason: str, *, passing: bool = False) -> None:
        super().__init__(reason)
        self.reason = reason
        self.passing = passing


class MediaKind(StrEnum):
    """What a media file is, by its content."""

    PICTURE = "picture"
    FILM = "film"
    SOUND = "sound"
    DOCUMENT = "document"  # PDF
    ATTACHMENT = "attachment"  # Word, PowerPoint and others that are offered, not shown
    UNKNOWN = "unknown"


class MediaFacts(Struct, frozen=True):
    """What the first look at a media file tells, without decoding it.

    `format` is a short lower-case name decided by content (jpeg, heic, mp4 …). `width_px` and
    `height_px` are as seen upright. `captured` is an ISO day. `problem` says in words why the file
    cannot be shown, and is empty where it can. `digest` is the SHA-256 of the content.
    """

    kind: MediaKind
    format: str = ""
    width_px: int | None = None
    height_px: int | None = None
    duration_s: float | None = None
    captured: str | None = None
    pages: int | None = None
    animated: bool = False
    problem: str = ""
    digest: str = ""


class SourceFile(Struct, frozen=True):
    """A file in somebody's folder.

    `root` is the folder that nothing is read outside of; `path` is below it, with forward slashes;
    `shown` is the path that people are told. `changed_ns` is when the disk
    last changed anything about the file, which nobody can set back. `inline` holds the bytes of a picture that was pasted
    into a document and so has no file of its own.
    """

    root: str
    path: str
    shown: str
    size_bytes: int
    modified_ns: int = 0
    changed_ns: int = 0
    inline: bytes | None = None

    @property
    def name(self) -> str:
        """The last part of the path."""
        return self.path.rpartition("/")[2]

    @property
    def folder(self) -> str:
        """The path of the folder it is in, empty for the root itself."""
        return self.path.rpartition("/")[0]

    @property
    def stem(self) -> str:
        """The name without its last ending."""
        name = self.name
        return name.rpartition(".")[0] or name

    @property
    def ending(self) -> str:
        """The last ending in lower case, without its dot."""
        return self.name.rpartition(".")[2].lower() if "." in self.name else ""

    def open(self) -> int:
        """Open for reading and return a file descriptor that the caller closes.

        Raises:
            SourceError: where the path leads out of the root, is not an ordinary file, or cannot be read.
        """
        return _open_below(self.root, self.path)

    def read(self, limit_bytes: int = MAX_TEXT_BYTES) -> bytes:
        """All bytes, at most `limit_bytes`.

        Raises:
            SourceError: as `open`, and where the file is larger than the limit.
        """
        if self.inline is not None:
            return self.inline
        descriptor = self.open()
        try:
            data = _all_of(descriptor, limit_bytes)
        except OSError as error:
            raise unreadable(error) from error
        finally:
            os.close(descriptor)
        if len(data) > limit_bytes:
            raise SourceError(f"it is larger than {limit_bytes // (1024 * 1024)} MB")
        return data

    def digest(self) -> str:
        """The SHA-256 of the content, in hexadecimal digits.

        Raises:
            SourceError: as `open`.
        """
        if self.inline is not None:
            return hashlib.sha256(self.inline).hexdigest()
        with os.fdopen(self.open(), "rb") as file:
            try:
                return hashlib.file_digest(file, "sha256").hexdigest()
            except OSError as error:
                raise unreadable(error) from error


def _all_of(descriptor: int, limit_bytes: int) -> bytes:
    """Everything up to the end or just beyond the limit; Python's own file objects take twice the time."""
    pieces = [os.read(descriptor, min(_PIECE_BYTES, limit_bytes + 1))]
    done = len(pieces[0])
    while pieces[-1] and done <= limit_bytes:
        pieces.append(os.read(descriptor, min(_PIECE_BYTES, limit_bytes + 1 - done)))
        done += len(pieces[-1])
    return b"".join(pieces)


_HAS_DIR_FD = os.open in os.supports_dir_fd and hasattr(os, "O_NOFOLLOW")


def _open_below(root: str, path: str) -> int:
    """Open an ordinary file below `root` without following any link on the way."""
    parts = path.split("/")
    if not path or any(part in {"", ".", ".."} for part in parts):
        raise SourceError("its path leads out of the folder")
    try:
        descriptor = _open_steps(root, parts) if _HAS_DIR_FD else _open_whole(root, path)
    except OSError as error:
        raise unreadable(error) from error
    if not stat.S_ISREG(os.fstat(descriptor).st_mode):
        os.close(descriptor)
        raise SourceError("it is not an ordinary file")
    return descriptor


def _open_steps(root: str, parts: list[str]) -> int:
    # Folder by folder, so that a link swapped in after the walk is refused too (SAFETY: one door).
    here = os.open(root, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        for part in parts[:-1]:
            inner = os.open(part, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW | os.O_CLOEXEC, dir_fd=here)
            os.close(here)
            here = inner
        return os.open(parts[-1], os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC, dir_fd=here)
    finally:
        os.close(here)


def _open_whole(root: str, path: str) -> int:
    # Windows has no openat: compare real paths instead.
    full = os.path.join(root, *path.split("/"))
    real = os.path.realpath(full)
    if os.path.commonpath([os.path.realpath(root), real]) != os.path.realpath(root) or os.path.islink(full):
        raise SourceError("it is a link to somewhere else")
    return os.open(full, os.O_RDONLY | getattr(os, "O_BINARY", 0))


def unreadable(error: OSError) -> SourceError:
    """The same in words that people know."""
    return SourceError(_reason(error), passing=True)


def _reason(error: OSError) -> str:
    if error.errno in {errno.ELOOP, errno.ENOTDIR}:
        return "it is a link to somewhere else"
    if error.errno in {errno.EACCES, errno.EPERM}:
        return "this computer may not read it"
    if error.errno == errno.ENOENT:
        return "it was there a moment ago and is gone"
    if error.errno == errno.EINVAL:
        return "it is only in the cloud; choose “Always keep on this device” and build again"
    return (error.strerror or "it cannot be read").lower()
