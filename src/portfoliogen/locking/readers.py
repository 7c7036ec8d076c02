"""Who may open locked profiles, each with a passphrase of their own: a table in the school's private folder.

`.portfoliogen/readers.csv` lies beside the secret of public addresses, where staff can read it and students
cannot, and in no repository. A line is one reader: of an audience, of one learner's profile or of everybody's.
"""

from __future__ import annotations

import contextlib
import csv
import io
import os
import unicodedata
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct

from portfoliogen.patterns import pattern
from portfoliogen.reports import SchoolError
from portfoliogen.text import fold, natural_key

if TYPE_CHECKING:
    from collections.abc import Iterable

READERS_FILE = ".portfoliogen/readers.csv"
_IGNORED = ".portfoliogen/.gitignore", "# Passphrases belong in no repository.\nreaders.csv\n"
WORDS_IN_A_PASSPHRASE = 6
"""Six of some 1,800 words are 65 bits; stretched by PBKDF2, guessing them costs more than anybody has."""

_FEWEST_WORDS, _FEWEST_LETTERS = 4, 16
_APART = pattern(r"[\W_]+")


class Reader(Struct, frozen=True, order=True):
    """Somebody who may open profiles: of an audience (its key), of one learner (a folder) or of all (empty)."""

    audience: str
    learner: str
    name: str
    passphrase: str


_COLUMNS = Reader.__struct_fields__


def readers_of(readers: Iterable[Reader], audience: str, learner: str) -> tuple[Reader, ...]:
    """Those who may open one learner's profile for an audience, in order of names."""
    found = (one for one in readers if one.audience == audience and one.learner in {"", learner})
    return tuple(sorted(found, key=lambda one: (natural_key(one.name), one)))


def as_typed(passphrase: str) -> str:
    """A passphrase as it counts: capitals, accents' coding and what stands between words make no difference."""
    plain = unicodedata.normalize("NFKC", passphrase).lower()
    return " ".join(part for part in _APART.split(plain) if part)


def new_passphrase() -> str:
    """Several words, by chance."""
    import secrets  # noqa: PLC0415 - builds draw no words

    text = Path(__file__).with_name("words.txt").read_text("utf-8")
    words = [line for line in text.split("\n") if line and not line.startswith("#")]
    return "-".join(secrets.choice(words) for _ in range(WORDS_IN_A_PASSPHRASE))


def read_readers(root: Path) -> tuple[Reader, ...]:
    """All readers of a school; empty where there is no table.

    Raises:
        SchoolError: It is there and cannot be read, or a line of it cannot be meant. Nothing is built then: a
            reader who is left out by mistake would change every key, and one who is let in could not be called back.
    """
    file = root / READERS_FILE
    try:
        text = file.read_text("utf-8-sig")
    except FileNotFoundError:
        return ()
    except (OSError, UnicodeDecodeError) as error:
        raise SchoolError(
            f"The table of those who may open locked profiles cannot be read: “{file}”.",
            "Put back your copy of it, or let yourself read it.",
        ) from error
    found = []
    # Where numbers have a decimal comma, spreadsheets save tables with semicolons.
    between = ";" if ";" in text.partition("\n")[0] else ","
    try:
        for number, row in enumerate(csv.DictReader(io.StringIO(text, newline=""), delimiter=between), 2):
            found.append(_reader(row, number, file))
    except csv.Error as error:
        raise _damaged(file, 1, "it is not a table") from error
    if len({(one.audience, one.learner, fold(one.name)) for one in found}) < len(found):
        raise _damaged(file, len(found) + 1, "somebody stands there twice")
    return tuple(sorted(found))


def _reader(row: dict[str, str | None], line: int, file: Path) -> Reader:
    told = {column: _plain(row.get(column) or "").strip() for column in _COLUMNS}
    if None in row or not (told["audience"] and told["name"]):
        raise _damaged(file, line, "each line needs an audience, a learner or nothing, a name and a passphrase")
    counts = as_typed(told["passphrase"])
    if len(counts.split()) < _FEWEST_WORDS or len(counts) < _FEWEST_LETTERS:
        raise _damaged(file, line, f"the passphrase of “{told['name']}” is so short that it could be guessed")
    return Reader(**told)


def _damaged(file: Path, line: int, reason: str) -> SchoolError:
    return SchoolError(
        f"The table of those who may open locked profiles is damaged: “{file}”, line {line}: {reason}.",
        "Put back your copy of it, or take the line out and run: portfoliogen lock",
    )


def write_readers(root: Path, readers: Iterable[Reader]) -> None:
    """Put the table in place, whole or not at all.

    An empty one stays: it tells the next build that locked profiles may have to be taken down.

    Raises:
        SchoolError: The school's folder cannot be written.
    """
    file = root / READERS_FILE
    out = io.StringIO(newline="")
    table = csv.writer(out)
    table.writerow(_COLUMNS)
    rows = [[_cell(getattr(one, column)) for column in _COLUMNS] for one in sorted(readers)]
    table.writerows(rows)
    aside = file.with_name(f".{file.name}.{os.getpid()}")
    try:
        file.parent.mkdir(exist_ok=True)
        with contextlib.suppress(FileExistsError), (root / _IGNORED[0]).open("x", encoding="utf-8") as opened_anew:
            opened_anew.write(_IGNORED[1])
        with contextlib.suppress(FileNotFoundError):
            aside.unlink()
        descriptor = os.open(aside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "wb") as opened:
            opened.write(out.getvalue().encode("utf-8-sig"))
            opened.flush()
            os.fsync(opened.fileno())
        aside.replace(file)
    except OSError as error:
        raise SchoolError(
            f"The table of readers could not be kept in “{file}”: {(error.strerror or 'no reason given').lower()}.",
            "Let this computer write to the school's folder, then try again.",
        ) from error


def _cell(text: str) -> str:
    # A cell that begins like this is a formula to a spreadsheet.
    return f"'{text}" if text.startswith(("=", "+", "-", "@", "\t", "\r")) else text


def _plain(cell: str) -> str:
    return cell[1:] if cell.startswith(("'=", "'+", "'-", "'@", "'\t", "'\r")) else cell
