"""One statement of an adult: every field read and checked."""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING

from msgspec import Struct

from portfoliogen.check.dates import read_date
from portfoliogen.check.values import yes_of
from portfoliogen.diagnostics import Diagnostic, Position
from portfoliogen.diagnostics.rules import endorsements as rules
from portfoliogen.model.documents import Mapping, Scalar
from portfoliogen.model.endorsements import Endorsement, Level, Part, content_hash, part_of
from portfoliogen.patterns import pattern
from portfoliogen.text import fold, nearest, one_line, slug

if TYPE_CHECKING:
    from portfoliogen.check.vocabulary import Vocabulary
    from portfoliogen.model.documents import Tree
    from portfoliogen.model.school import Adult, School

FIELDS = (
    "by",
    "role",
    "organisation",
    "date",
    "level",
    "statement",
    "next",
    "skills",
    "hash",
    "stood",
    "named",
    "id",
    "supersedes",
    "withdrawn",
    "withdraws",
    "reason",
    "request",
)
_SPELT = {
    "who": "by",
    "name": "by",
    "person": "by",
    "organization": "organisation",
    "says": "statement",
    "next step": "next",
    "skill": "skills",
    "steps": "skills",
    "replaces": "supersedes",
    "withdraw": "withdraws",
}
_LEVELS = {
    "seen": Level.SEEN,
    "seen by": Level.SEEN,
    "confirmed": Level.CONFIRMED,
    "confirmed by": Level.CONFIRMED,
    "validated": Level.VALIDATED,
    "validated by": Level.VALIDATED,
}
_HASH = pattern(r"sha256:[0-9a-f]{64}")
_EXAMPLES = {"by": "by: Mrs Lane", "date": "date: 2026-03-16", "level": "level: confirmed"}
_ASKS = {"by": "who made it", "date": "on which day", "level": "how far it goes"}
MAX_WORDS = 5000


class Register(Struct, frozen=True):
    """What statements are checked against; `former` says that they were made at another school, by its words."""

    school: School
    vocabulary: Vocabulary
    today: dt.date
    former: bool = False

    def adult(self, word: str) -> Adult | None:
        """Somebody of the register, by name or key."""
        wanted = fold(word)
        return next((one for one in self.school.adults if wanted in {fold(one.name), fold(one.key)}), None)


def unknown_field(key: Scalar, choices: tuple[str, ...]) -> Diagnostic:
    """Tell of a field under a name that is not known."""
    return rules.UNKNOWN_STATEMENT_FIELD.at(
        key.at, found=one_line(key.text)[:60], nearest=nearest(key.text, choices), choices=", ".join(choices)
    )


class Statement:
    """One item of the list while it is read; `endorsement` is None where nothing can be shown."""

    def __init__(self, tree: Tree, register: Register, found: list[Diagnostic]) -> None:
        self.tree, self.register, self.found = tree, register, found
        self.at = tree.at
        self.fields: dict[str, Tree] = {}
        self.endorsement: Endorsement | None = None
        self.withdrawn = False
        if not isinstance(tree, Mapping):
            found.append(rules.STATEMENT_INCOMPLETE.at(self.at, missing="who made it", example="- by: Mrs Lane"))
            return
        for key, value in tree.pairs:
            name = fold(key.text)
            name = _SPELT.get(name, name)
            if name in FIELDS:
                self.fields.setdefault(name, value)
            else:
                found.append(unknown_field(key, FIELDS))
        self.withdrawn = self._withdrawn()
        if "withdraws" not in self.fields:
            self.endorsement = self._read()

    def _scalar(self, name: str) -> Scalar | None:
        value = self.fields.get(name)
        if value is None or (isinstance(value, Scalar) and not value.text.strip()):
            return None
        if isinstance(value, Scalar):
            return value
        self._misfit(value.at, "a list", name, "Write one value.")
        return None

    def _text(self, name: str, limit: int = 200) -> str:
        value = self._scalar(name)
        return one_line(value.text)[:limit] if value else ""

    def _words(self, name: str) -> str:
        """Paragraphs, with an empty line between them."""
        value = self._scalar(name)
        blocks = re.split(r"\n\s*\n", value.text) if value else []
        return "\n\n".join(filter(None, map(one_line, blocks)))[:MAX_WORDS]

    def _misfit(self, at: Position, shown: str, name: str, advice: str) -> None:
        self.found.append(rules.STATEMENT_VALUE.at(at, found=one_line(shown)[:60], field=name, help=advice))

    def _withdrawn(self) -> bool:
        # A day, a yes, or whatever else: in doubt it is taken back.
        value = self.fields.get("withdrawn")
        return value is not None and not (isinstance(value, Scalar) and fold(value.text) in {"", "no", "false"})

    def _read(self) -> Endorsement | None:
        missing = [name for name in _ASKS if self._scalar(name) is None]
        if missing:
            self.found.append(
                rules.STATEMENT_INCOMPLETE.at(
                    self.at, missing=" or ".join(_ASKS[name] for name in missing), example=_EXAMPLES[missing[0]]
                )
            )
            return None
        adult, day, level, content = self._adult(), self._day(), self._level(), self._hash()
        if adult is None or day is None or level is None or not content:
            return None
        parts = self._parts()
        if parts and content_hash(parts) != content:
            self.found.append(rules.PARTS_DISAGREE.at(self.fields["hash"].at))
            parts = ()
        organisation = self._text("organisation") or (adult.name if adult.provider else adult.organisation)
        if level is Level.VALIDATED and fold(organisation) in {"", fold(self.register.school.name)}:
            self.found.append(rules.NOT_OUTSIDE.at(self.fields["level"].at, name=adult.name))
            level = Level.CONFIRMED
        return Endorsement(
            id=self._text("id") or f"{day.isoformat()}-{slug(adult.name)}",
            adult=adult.key,
            name=adult.name,
            role=self._text("role") or adult.role or ("provider" if adult.provider else ""),
            date=day,
            level=level,
            hash=content,
            at=self.at,
            organisation=organisation,
            link=adult.link,
            parts=parts,
            statement=self._words("statement"),
            next=self._words("next"),
            skills=self._skills(),
            named=self._named(adult),
            request=self._text("request"),
        )

    def _adult(self) -> Adult | None:
        value = self._scalar("by")
        if value is None:
            return None
        adult = self.register.adult(one_line(value.text))
        if adult is None:
            names = [one.name for one in self.register.school.adults]
            self.found.append(
                rules.UNKNOWN_ADULT.at(value.at, found=one_line(value.text)[:80], nearest=nearest(value.text, names))
            )
        return adult

    def _day(self) -> dt.date | None:
        value = self._scalar("date")
        if value is None:
            return None
        span, _ = read_date(value.text, value.at, self.register.today)
        if span is None or span.precision != "day":
            self._misfit(
                value.at, value.text, "date", "Write the day like this: 2026-03-16. Until then it is not shown."
            )
            return None
        if span.first > self.register.today + dt.timedelta(days=1):
            self.found.append(rules.DATE_TO_COME.at(value.at, found=span.first.isoformat()))
            return None
        return span.first

    def _level(self) -> Level | None:
        value = self._scalar("level")
        level = _LEVELS.get(fold(value.text)) if value else None
        if level is None and value is not None:
            self.found.append(
                rules.UNKNOWN_LEVEL.at(
                    value.at,
                    found=one_line(value.text)[:60],
                    nearest=nearest(value.text, ("seen", "confirmed", "validated")),
                )
            )
        return level

    def _hash(self) -> str:
        value = self._scalar("hash")
        text = value.text.strip().lower() if value else ""
        if _HASH.fullmatch(text):
            return text
        self.found.append(rules.NO_HASH.at(value.at if value else self.at))
        return ""

    def _parts(self) -> tuple[Part, ...]:
        """What stood there: `text: digest`, `media: {name: digest}`, `words: {name: digest}`.

        Files of one name in two folders stand in one line, a digest each.
        """
        tree = self.fields.get("stood")
        made: list[Part] = []
        for key, value in tree.pairs if isinstance(tree, Mapping) else ():
            if isinstance(value, Scalar) and key.text == "text":
                made.append(part_of("text", "", value.text))
            elif isinstance(value, Mapping):
                made += [
                    part_of(key.text, name.text, digest)
                    for name, one in value.pairs
                    if isinstance(one, Scalar)
                    for digest in one.text.split()
                ]
        return tuple(sorted(made))

    def _skills(self) -> tuple[tuple[str, int | None], ...]:
        from portfoliogen.check.tags import read_skills  # noqa: PLC0415 - few statements name a skill

        # Skills that another school's framework has and this one has not are nobody's mistake.
        told: list[Diagnostic] = [] if self.register.former else self.found
        claims = read_skills(self.fields.get("skills"), self.register.vocabulary, told)
        return tuple((claim.skill, claim.step) for claim in claims)

    def _named(self, adult: Adult) -> bool:
        """Whether they may be named in public: nobody said no, and somebody said yes."""
        value = self._scalar("named")
        before = len(self.found)
        said = None if value is None else yes_of(value, "named", self.found, default=False)
        if len(self.found) > before and value is not None:
            self.found[before:] = []
            self._misfit(value.at, value.text, "named", "Write yes or no; until then they are not named in public.")
        answers = [one for one in (said, adult.named) if one is not None]
        return bool(answers) and all(answers)
