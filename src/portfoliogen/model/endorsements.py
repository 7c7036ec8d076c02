"""What adults vouch for: statements about an entry as it stood on a day."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from enum import IntEnum
from typing import TYPE_CHECKING

from msgspec import Struct

from portfoliogen.diagnostics import Position
from portfoliogen.text import fold

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable

    from portfoliogen.model.learner import Learner
    from portfoliogen.model.school import RosterRow, School

HASH_PREFIX = "sha256:"
_TITLES = frozenset("mr mrs ms miss mx dr prof professor sir dame rev revd coach the and".split())
_SHORTEST_NAME = 3
NOWHERE = Position("")


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


class Part(Struct, frozen=True, order=True):
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
    gone, new = sorted(before - after, key=_text_first), sorted(after - before, key=_text_first)
    told = []
    for part in tuple(gone):
        same_name = next((one for one in new if (one.kind, one.name) == (part.kind, part.name)), None)
        same_bytes = next((one for one in new if one.digest == part.digest and one.name and part.name), None)
        if same_name is not None:
            told.append(f"{_called(part)} changed")
        elif same_bytes is not None:
            told.append(f"{part.name} is now called {same_bytes.name}")
        if same_name is not None or same_bytes is not None:
            gone.remove(part)
            new.remove(same_name or same_bytes)  # type: ignore[arg-type]
    told += [f"{_called(part)} added" for part in new]
    told += [f"{_called(part)} removed" for part in gone]
    return tuple(told)


def _text_first(part: Part) -> tuple[bool, Part]:
    return part.kind != "text", part


def _called(part: Part) -> str:
    return part.name or "the text"


class Endorsement(Struct, frozen=True):
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
    at: Position = NOWHERE
    organisation: str = ""
    link: str = ""
    parts: tuple[Part, ...] = ()
    statement: str = ""
    next: str = ""
    skills: tuple[tuple[str, int | None], ...] = ()
    named: bool = False
    request: str = ""
    holds: bool = False


class EndorsementFile(Struct, frozen=True):
    """All that adults said about one entry: a file of the school's folder `endorsements`.

    `learner` is a folder below the learners', `learner_id` the roster's; `entry` and `entry_id` the entry's
    key and id. `endorsements` are those that count: neither withdrawn nor superseded. `found_by_name` says
    that the learner was found by name alone. `former` is the school where they were made, where it is another
    one; `others` what people whom the work names agreed to there.
    """

    at: Position
    learner: str
    entry: str
    learner_id: str = ""
    entry_id: str = ""
    title: str = ""
    endorsements: tuple[Endorsement, ...] = ()
    found_by_name: bool = False
    former: str = ""
    others: tuple[RosterRow, ...] = ()


class Guard(Struct, frozen=True):
    """Names that no statement may carry into public.

    `names` are the parts of the learner's name that stay in the school, and the names of others without
    consent. `whole` is the learner's full name, which the name rule replaces by itself wherever it stands.
    """

    names: tuple[str, ...]
    whole: str

    def lets_pass(self, endorsement: Endorsement) -> bool:
        """Whether the words of a statement may stand in public: they name nobody who may not be named."""
        names = (*self.names, *(() if endorsement.named else telling_words(endorsement.name)))
        folded = fold(f"{endorsement.statement} {endorsement.next}").replace(fold(self.whole), " ")
        return not any(re.search(rf"(?<!\w){re.escape(fold(name))}(?!\w)", folded) for name in names)


def guard_for(learner: Learner, school: School) -> Guard:
    """The names that statements about a learner may not carry into public."""
    own = () if learner.shown_as == "full" else telling_words(learner.name)
    if learner.shown_as == "first":
        own = own[1:]
    others = (
        row.name or row.folder.rpartition("/")[2]
        for row in (*school.roster, *learner.others)
        if (school.publish if row.publish is None else row.publish).word != "public"
    )
    return Guard((*own, *(name for name in others if name and fold(name) != fold(learner.name))), learner.name)


def hides_name(text: str, name: str) -> bool:
    """Whether a text, such as a firm's name or address, gives a person's name away."""
    folded = fold(text)
    return any(fold(word) in folded for word in telling_words(name))


def telling_words(name: str) -> tuple[str, ...]:
    """The words of a name that tell who it is: no “Mrs”, no single letter."""
    return tuple(
        word for word in re.split(r"[\s,.()]+", name) if len(word) >= _SHORTEST_NAME and fold(word) not in _TITLES
    )
