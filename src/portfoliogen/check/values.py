"""Fields asked for by type: what each may hold, and what is said when it does not."""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING

from portfoliogen.check.dates import read_date
from portfoliogen.diagnostics import Diagnostic, Located, Position
from portfoliogen.diagnostics.rules import fields as rules
from portfoliogen.model import fields as names
from portfoliogen.model.documents import Mapping, Scalar, Sequence
from portfoliogen.model.learner import Person
from portfoliogen.model.visibility import Visibility
from portfoliogen.patterns import pattern
from portfoliogen.text import fold, nearest, one_line

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from portfoliogen.model.documents import Tree
    from portfoliogen.model.learner import Span

MAX_TEXT = 5_000
_YES = frozenset({"yes", "true", "on", "y", "1", "ydw", "ie", "si", "oui", "ja"})
_NO = frozenset({"no", "false", "off", "n", "0", "na", "nein", "non"})
_HOURS = pattern(r"(\d{1,5}(?:[.,]\d{1,2})?)\s*(?:h|hrs?|hours?|awr)?$")
_PERSON = pattern(r"^(?P<name>[^,(]+?)\s*(?:[,(]\s*(?P<role>[^)]*?)\)?)?$")
VISIBILITIES = ("private", "school", "public")


class Fields:
    """The fields of one text by their canonical names, read by type; problems gather in `found`."""

    def __init__(
        self, tree: Mapping, known: tuple[str, ...], found: list[Diagnostic], extra: tuple[str, ...] = ()
    ) -> None:
        self.tree, self.known, self.found, self.extra = tree, known, found, extra
        self._values: dict[str, Tree] = {}
        self._keys: dict[str, Scalar] = {}
        self.repeated: set[str] = set()
        self.doubtful: set[str] = set()
        self.more: list[tuple[str, Tree]] = []
        wanted = {fold(name): name for name in extra}
        for key, value in tree.pairs:
            field = names.canonical(key.text, known)
            if field:
                if field in self._values:
                    self.repeated.add(field)
                elif not (isinstance(value, Scalar) and not value.text.strip()):
                    self._values[field] = value
                    self._keys[field] = key
            elif fold(key.text) in wanted:
                self.more.append((wanted[fold(key.text)], value))
            else:
                self._unknown(key)

    def _unknown(self, key: Scalar) -> None:
        folded = fold(key.text)
        if folded in names.CLAIMS:
            self.found.append(rules.ENDORSED_BY_LEARNER.at(key.at, field=key.text))
        elif folded and folded not in names.FOREIGN:
            spoken = names.spoken(self.known)
            self.doubtful.add(names.canonical(nearest(key.text, spoken), self.known))
            near = nearest(key.text, (*spoken, *self.extra))
            self.found.append(rules.UNKNOWN_FIELD.at(key.at, field=one_line(key.text)[:60], nearest=near))

    def has(self, field: str) -> bool:
        """Whether the field is there and not empty."""
        return field in self._values

    def tree_of(self, field: str) -> Tree | None:
        """The field as it was written."""
        return self._values.get(field)

    def at(self, field: str) -> Position:
        """Where the field's name stands, else where the fields begin."""
        return self._keys[field].at if field in self._keys else self.tree.at

    def scalar(self, field: str, example: str = "") -> Scalar | None:
        """The field where it holds one value."""
        value = self._values.get(field)
        if value is None or isinstance(value, Scalar):
            return value
        if isinstance(value, Sequence) and len(value.items) == 1 and isinstance(value.items[0], Scalar):
            return value.items[0]
        self.found.append(
            rules.WRONG_SHAPE.at(
                value.at, field=field, wanted="one value, not several", example=example or f"{field}: …"
            )
        )
        return None

    def text(self, field: str) -> str:
        """One line of plain text, else empty."""
        value = self.scalar(field)
        return one_line(value.text)[:MAX_TEXT] if value else ""

    def words(self, field: str) -> list[Located[str]]:
        """A list, however it was written: a YAML list, or words with commas between them."""
        return words_of(self._values.get(field), field, self.found)

    def names(self, field: str, known: Callable[[str], bool]) -> list[Located[str]]:
        """A list of names that may hold commas: the whole line where it is known as it stands, else its pieces."""
        value = self._values.get(field)
        if isinstance(value, Scalar) and known(one_line(value.text)):
            return [Located(one_line(value.text), value.at)]
        return self.words(field)

    def span(self, field: str, today: dt.date) -> Span | None:
        """A date of any precision, or none."""
        value = self._values.get(field)
        if value is None:
            return None
        if isinstance(value, Sequence) and all(isinstance(item, Scalar) for item in value.items):
            value = Scalar(" to ".join(item.text for item in value.items if isinstance(item, Scalar)), value.at)
        if isinstance(value, Mapping):
            parts = {fold(key.text): one.text for key, one in value.pairs if isinstance(one, Scalar)}
            ends = [parts.get(name, "") for name in (("from", "to") if "from" in parts else ("start", "end"))]
            value = Scalar(" to ".join(filter(None, ends)), value.at)
        if not isinstance(value, Scalar) or not value.text.strip():
            return None
        span, problems = read_date(value.text, value.at, today)
        self.found += problems
        return span

    def day(self, field: str, today: dt.date) -> dt.date | None:
        """The last day of a date field; a day to come is not a slip here."""
        before = len(self.found)
        span = self.span(field, today)
        self.found[before:] = [one for one in self.found[before:] if one.code != rules.FUTURE_DATE.code]
        return span.last if span else None

    def number(self, field: str) -> float | None:
        """Hours or the like."""
        value = self.scalar(field, f"{field}: 12")
        if value is None:
            return None
        return hours_of(value, field, self.found)

    def yes(self, field: str, *, default: bool) -> bool:
        """Yes or no, in the words that people use."""
        value = self.scalar(field, f"{field}: yes")
        if value is None:
            return default
        return yes_of(value, field, self.found, default=default)

    def person(self, field: str) -> Person | None:
        """A name, or a name with a role."""
        value = self._values.get(field)
        return person_of(value) if value is not None else None

    def visibility(self) -> Visibility | None:
        """The visibility that was written; an unknown word is private, so is one of two, and one that is misspelt."""
        if "visibility" in self.repeated:
            self.found[:] = [
                one
                for one in self.found
                if not (one.code == rules.REPEATED_FIELD.code and fold(one.message).startswith("“visib"))
            ]
            self.found.append(rules.REPEATED_VISIBILITY.at(self.at("visibility")))
            return Visibility.PRIVATE
        value = self._values.get("visibility")
        if "visibility" in self.doubtful:
            return Visibility.PRIVATE  # told as a field that is not known; it may have been meant to close the entry
        return visibility_of(value, self.found) if value is not None else None


def visibility_of(value: Tree, found: list[Diagnostic]) -> Visibility:
    """A visibility, failing closed."""
    if isinstance(value, Sequence) and len(value.items) == 1:
        value = value.items[0]
    word = fold(value.text) if isinstance(value, Scalar) else ""
    if word in VISIBILITIES:
        return Visibility[word.upper()]
    shown = value.text if isinstance(value, Scalar) else "a list"
    found.append(rules.BAD_VISIBILITY.at(value.at, found=one_line(shown)[:60], nearest=nearest(word, VISIBILITIES)))
    return Visibility.PRIVATE


def words_of(value: Tree | None, field: str, found: list[Diagnostic]) -> list[Located[str]]:
    """The pieces of a list, each with its place."""
    if value is None:
        return []
    if isinstance(value, Scalar):
        pieces = []
        offset = 0
        for part in re.split(r"[,;،、]", value.text):
            word = part.strip()
            if word:
                lead = len(part) - len(part.lstrip())
                pieces.append(
                    Located(
                        one_line(word)[:300], Position(value.at.path, value.at.line, value.at.column + offset + lead)
                    )
                )
            offset += len(part) + 1
        return pieces
    if isinstance(value, Mapping):
        return [Located(one_line(key.text), key.at) for key, _ in value.pairs]
    made = []
    for item in value.items:
        if isinstance(item, Scalar):
            if item.text.strip():
                made.append(Located(one_line(item.text)[:300], item.at))
        elif isinstance(item, Mapping) and len(item.pairs) == 1:
            made.append(Located(one_line(item.pairs[0][0].text), item.pairs[0][0].at))
        else:
            found.append(
                rules.WRONG_SHAPE.at(item.at, field=field, wanted="a list of words", example=f"{field}: [one, two]")
            )
    return made


def hours_of(value: Scalar, field: str, found: list[Diagnostic]) -> float | None:
    """A number of hours."""
    match = _HOURS.match(fold(value.text))
    if match:
        return float(match[1].replace(",", "."))
    found.append(rules.BAD_NUMBER.at(value.at, found=one_line(value.text)[:60], field=field, example="12"))
    return None


def yes_of(value: Scalar, field: str, found: list[Diagnostic], *, default: bool) -> bool:
    """Yes or no."""
    word = fold(value.text)
    if word in _YES:
        return True
    if word in _NO:
        return False
    found.append(rules.BAD_YES_NO.at(value.at, found=one_line(value.text)[:60], field=field))
    return default


def person_of(value: Tree) -> Person | None:
    """A person: “Mrs Lane”, “Mrs Lane, teaching assistant” or `{name, role}`."""
    if isinstance(value, Mapping):
        parts = {fold(key.text): one_line(one.text) for key, one in value.pairs if isinstance(one, Scalar)}
        return Person(parts.get("name", ""), parts.get("role", "")) if parts.get("name") or parts.get("role") else None
    if isinstance(value, Scalar) and value.text.strip():
        match = _PERSON.match(one_line(value.text))
        return Person(match["name"], match["role"] or "") if match else Person(one_line(value.text))
    return None


def texts(words: Iterable[Located[str]]) -> tuple[str, ...]:
    """The values alone, each once."""
    return tuple(dict.fromkeys(word.value for word in words))
