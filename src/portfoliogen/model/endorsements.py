"""What adults vouch for: statements about an entry as it stood on a day."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from dataclasses import dataclass
from enum import IntEnum
from typing import TYPE_CHECKING

from portfoliogen.diagnostics import Position
from portfoliogen.text import fold

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable

HASH_PREFIX = "sha256:"
_TITLES = frozenset("mr mrs ms miss mx dr prof professor sir dame rev revd coach the and".split())
_SHORTEST_NAME = 3


class Level(IntEnum):
    """What stands behind an entry; a higher value is more."""

    SELF = 0
    SEEN = 1
    CONFIRMED = 2
    VALIDATED = 3

    @property
    def word(self) -> str:
        """As people write it."""
        return self.name.lower()


@dataclass(frozen=True, slots=True, order=True)
class Part:
    """A file that an entry is made of.

    `kind` is "text" (its own text), "media", or "words" (a transcript or subtitles). `name` is the file's
    name without its folder, empty for the text. `digest` is the SHA-256 of the file's bytes.
    """

    kind: str
    name: str
    digest: str


def part_of(kind: str, name: str, digest: str) -> Part:
    """A part, its name as it is compared: a Mac and a Windows computer write one accent in two ways."""
    return Part(kind, "" if kind == "text" else unicodedata.normalize("NFC", name), digest)


def content_hash(parts: Iterable[Part]) -> str:
    """The hash that an endorsement is bound to: all files of an entry, wherever in the drive they lie.

    SHA-256 over the line “portfoliogen entry 1” and, sorted, a line for each file: its kind, its digest and,
    for all but the text, its name. Each line ends in a line feed. The name counts since captions and places
    in the text are said by name: two photos that change names change what the entry says.
    """
    lines = sorted(f"{part.kind} {part.digest} {part.name}".rstrip() for part in parts)
    text = "".join(f"{line}\n" for line in ("portfoliogen entry 1", *lines))
    return HASH_PREFIX + hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def what_changed(then: Iterable[Part], now: Iterable[Part]) -> tuple[str, ...]:
    """In words, how an entry differs from what it was: “the text changed”, “photo.jpg added”."""
    before, after = set(then), set(now)
    gone = {(part.kind, part.name): part for part in before - after}
    new = {(part.kind, part.name): part for part in after - before}
    told = []
    for key in sorted(gone.keys() & new.keys(), key=lambda one: (one[0] != "text", one)):
        told.append(f"{_called(gone.pop(key))} changed")
        new.pop(key)
    by_digest = {part.digest: key for key, part in new.items()}
    for key, part in sorted(gone.items()):
        renamed = by_digest.get(part.digest)
        if renamed is not None and renamed in new and part.name and renamed[1]:
            told.append(f"{part.name} is now called {renamed[1]}")
            del new[renamed]
            del gone[key]
    told += [f"{_called(part)} added" for _, part in sorted(new.items())]
    told += [f"{_called(part)} removed" for _, part in sorted(gone.items())]
    return tuple(told)


def _called(part: Part) -> str:
    return part.name or "the text"


@dataclass(frozen=True, slots=True)
class Endorsement:
    """An adult's statement about an entry as it stood on a day.

    `adult` is the key in the school's register; `hash` what the statement is bound to, `parts` what stood
    there then, where that was noted. `skills` are keys of the framework with the step that was confirmed.
    `named` says whether the adult may be named outside the school, `request` which form it came back from.
    `holds` says whether the entry is still what they saw.
    """

    id: str
    adult: str
    name: str
    role: str
    date: dt.date
    level: Level
    hash: str
    at: Position = Position("")
    organisation: str = ""
    link: str = ""
    parts: tuple[Part, ...] = ()
    statement: str = ""
    next: str = ""
    skills: tuple[tuple[str, int | None], ...] = ()
    named: bool = False
    request: str = ""
    holds: bool = False


@dataclass(frozen=True, slots=True)
class EndorsementFile:
    """All that adults said about one entry: a file of the school's folder `endorsements`.

    `learner` is a folder below the learners', `learner_id` the roster's; `entry` and `entry_id` the entry's
    key and id. `endorsements` are those that count: neither withdrawn nor superseded. `found_by_name` says
    that the learner was found by name alone.
    """

    at: Position
    learner: str
    entry: str
    learner_id: str = ""
    entry_id: str = ""
    title: str = ""
    endorsements: tuple[Endorsement, ...] = ()
    found_by_name: bool = False


def names_somebody(words: str, names: Iterable[str]) -> bool:
    """Whether a text has any of these names in it, as a word of its own."""
    folded = fold(words)
    return any(re.search(rf"(?<!\w){re.escape(fold(name))}(?!\w)", folded) for name in names if fold(name))


def parts_of_name(name: str) -> tuple[str, ...]:
    """The words of a name that tell who it is: no “Mrs”, no single letter."""
    return tuple(word for word in re.split(r"[\s,.()]+", name)
                 if len(word) >= _SHORTEST_NAME and fold(word) not in _TITLES)
