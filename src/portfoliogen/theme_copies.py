"""Copies of a theme's files in a school's `theme/`: made with a note, and told when the original moves on."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct

from portfoliogen import __version__
from portfoliogen.diagnostics import Position
from portfoliogen.diagnostics.rules import settings as rules
from portfoliogen.patterns import pattern

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from portfoliogen.diagnostics import Diagnostic
    from portfoliogen.theme import Theme
    from portfoliogen.theme_files import ThemeFolder

_NOTE = pattern(r"copied from (\S+) (\S+) by portfoliogen (\S+), (\w{12})")
_NOTE_ROOM = 300


class CopyError(Exception):
    """A file that cannot be copied: what is wrong, and what to do."""

    def __init__(self, message: str, hint: str) -> None:
        super().__init__(message)
        self.message, self.hint = message, hint


class Original(Struct, frozen=True):
    """A file of a theme, as the highest layer has it that comes with the program."""

    theme: str
    path: str
    data: bytes

    @property
    def with_note(self) -> bytes:
        """The file with a first line that says where it is from."""
        note = f"copied from {self.theme} {self.path} by portfoliogen {__version__}, {_digest(self.data)}"
        start, end = ("/*", "*/") if self.path.endswith((".css", ".js")) else ("{#", "#}")
        return f"{start} {note} {end}\n".encode() + self.data


def originals(theme: Theme, folders: Sequence[ThemeFolder]) -> dict[str, Original]:
    """Every template, style sheet and script of a theme by path below the theme's folder.

    Args:
        folders: The theme's own layers, highest first, without the school's.

    """
    del theme
    found: dict[str, Original] = {}
    for folder in reversed(folders):
        for name, text in folder.templates.items():
            found[f"templates/{name}"] = Original(folder.name, f"templates/{name}", text.encode())
        for name, data in folder.assets.items():
            if name.endswith((".css", ".js")):
                found[f"assets/{name}"] = Original(folder.name, f"assets/{name}", data)
    return found


def copy_to(original: Original, folder: Path) -> Path:
    """Put a copy into a school's theme folder; what is there already stays as it is.

    Raises:
        CopyError: There is such a file, or the folder cannot be written to.
    """
    place = folder / original.path
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        with place.open("xb") as file:
            file.write(original.with_note)
    except FileExistsError:
        hint = "Move it away first, or put the copy elsewhere with --to."
        raise CopyError(f"There is “{place}” already; it was left as it is.", hint) from None
    except OSError as error:
        raise CopyError(f"“{place}” could not be written: {error.strerror}.", "Choose another folder.") from error
    return place


def check_copies(layer: ThemeFolder, below: Sequence[ThemeFolder]) -> Iterator[Diagnostic]:
    """Tell of copies whose originals are no longer what they were copied from.

    Reports: PG863.
    """
    texts = {f"templates/{name}": text.encode() for name, text in layer.templates.items()}
    texts.update({f"assets/{name}": data for name, data in layer.assets.items() if name.endswith((".css", ".js"))})
    for path, data in sorted(texts.items()):
        note = _NOTE.search(data[:_NOTE_ROOM].decode("utf-8", "replace"))
        if note is None:
            continue
        now = next((one for folder in below if (one := _file_of(folder, path)) is not None), None)
        if now is None or _digest(now) != note[4]:
            yield rules.THEME_COPY_OLD.at(
                Position(f"{layer.where}/{path}", 1, 1), name=path.rpartition("/")[2], version=note[3], theme=note[1]
            )


def _file_of(folder: ThemeFolder, path: str) -> bytes | None:
    part, _, name = path.partition("/")
    if part == "templates":
        text = folder.templates.get(name)
        return None if text is None else text.encode()
    return folder.assets.get(name)


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()[:12]
