"""Files of endorsements written: added to at the end, whole or not at all, one writer at a time."""

from __future__ import annotations

import contextlib
import os
import time
from typing import TYPE_CHECKING

from portfoliogen.framework import plain
from portfoliogen.locks import release_lock, take_lock
from portfoliogen.model.documents import Mapping
from portfoliogen.read.encoding import decode
from portfoliogen.read.endorsement_files import FOLDER
from portfoliogen.reports import SchoolError
from portfoliogen.write.system import replace, sync_file
from portfoliogen.yaml_fields import YamlFault, parse
from portfoliogen.yaml_writing import lines_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Mapping as AbstractMapping
    from pathlib import Path

_WAIT_S = 10.0
_ADVICE = "Check that the disk has room and that you may write in the school's folder."


@contextlib.contextmanager
def only_writer(root: Path) -> Iterator[None]:
    """Keep others from writing endorsements of this school at the same time.

    Raises:
        SchoolError: Somebody else has been writing for long, or the folder cannot be made.
    """
    folder = root / FOLDER
    if folder.is_symlink():
        raise SchoolError(f"The folder “{FOLDER}” is a link to somewhere else.", "Put the folder itself in its place.")
    try:
        folder.mkdir(exist_ok=True)
        until = time.monotonic() + _WAIT_S
        while (lock := take_lock(folder / ".lock")) is None:
            if time.monotonic() > until:
                raise SchoolError("Somebody else is writing endorsements just now.", "Wait a moment and try again.")
            time.sleep(0.05)
    except OSError as error:
        raise SchoolError(f"The folder “{folder}” cannot be written: {_reason(error)}.", _ADVICE) from error
    try:
        yield
    finally:
        release_lock(lock)


def add_statement(file: Path, header: list[str], item: AbstractMapping[str, object]) -> None:
    """Add a statement at the end of a file; what stands there already stays as it is, byte for byte.

    Raises:
        SchoolError: The file is written in a way that nothing can be added to, or the disk refuses.
    """
    lines = [f"{'- ' if number == 0 else '  '}{line}" if line else "" for number, line in enumerate(lines_of(item))]
    block = "\n".join(lines) + "\n"
    before = read_if_there(file)
    if before is None:
        before = ("\n".join(header) + "\n").encode()
    gap = b"" if before.endswith(b"\n") else b"\n"
    after = before + gap + b"\n" + block.encode()
    old, new = _statements(before), _statements(after)
    if old is None or new is None or new[:-1] != old or plain_fields(new[-1]) != _as_text(item):
        raise SchoolError(
            f"“{file.name}” is written in a way that nothing can be added to it.", f"Add this to it by hand:\n{block}"
        )
    write_whole(file, after)


def _as_text(item: AbstractMapping[str, object]) -> dict[str, object]:
    return {key: _as_text(value) if isinstance(value, dict) else value for key, value in item.items()}


def plain_fields(data: object) -> dict[str, object]:
    """Fields as they were read, all of them text."""
    return data if isinstance(data, dict) else {}


def _statements(data: bytes) -> list[object] | None:
    """The list of statements, empty where there is none yet; None where the file cannot be read."""
    decoded = decode(data)
    try:
        tree = parse(decoded[0], "") if decoded else None
    except YamlFault:
        return None
    if not isinstance(tree, Mapping):
        return None
    found = plain(tree).get("statements")
    return [] if found == "" else found if isinstance(found, list) else None


def read_if_there(file: Path) -> bytes | None:
    """A file's bytes, or None where there is no such file.

    Raises:
        SchoolError: It is there, and cannot be read.
    """
    try:
        descriptor = os.open(file, os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0))
        with os.fdopen(descriptor, "rb") as stream:
            return stream.read()
    except FileNotFoundError:
        return None
    except OSError as error:
        raise SchoolError(f"“{file}” cannot be read: {_reason(error)}.", "Look at it, and try again.") from error


def write_whole(file: Path, data: bytes) -> None:
    """Put a file in place, whole or not at all.

    Raises:
        SchoolError: The disk refuses; nothing has changed then.
    """
    aside = file.with_name(f".{file.name}.part")
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        aside.write_bytes(data)
        sync_file(aside)
        replace(aside, file)
    except OSError as error:
        with contextlib.suppress(OSError):
            aside.unlink()
        raise SchoolError(f"“{file}” could not be written: {_reason(error)}.", _ADVICE) from error


def _reason(error: OSError) -> str:
    return (error.strerror or "the disk refuses").lower()
