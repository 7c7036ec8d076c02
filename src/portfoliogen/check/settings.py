"""The school's settings: every value read, checked and given its default."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from portfoliogen import framework as frameworks
from portfoliogen.check.audiences import school_audiences
from portfoliogen.check.people import check_people
from portfoliogen.check.roster import CONSENT_WORDS, read_roster
from portfoliogen.check.vocabulary import Vocabulary
from portfoliogen.diagnostics import Diagnostic, Located, Position
from portfoliogen.diagnostics.rules import settings as rules
from portfoliogen.framework import plain
from portfoliogen.model.documents import Mapping, Scalar, Sequence
from portfoliogen.model.school import Course, RosterState, School, StaffTag
from portfoliogen.model.visibility import Visibility
from portfoliogen.text import fold, nearest, one_line, slug

if TYPE_CHECKING:
    from collections.abc import Mapping as AbstractMapping

    from portfoliogen.model.documents import Tree

SETTINGS = (
    "name",
    "language",
    "framework",
    "frameworks",
    "theme",
    "learners",
    "courses",
    "visibility",
    "publish",
    "photo",
    "highlights",
    "year_starts",
    "contact",
    "maths",
    "link_cards",
    "reflection_words",
    "audiences",
    "options",
    "output",
    "targets",
    "addresses",
)
COURSE_KINDS = ("single", "interdisciplinary", "applied", "technical")


class RawSettings(Struct, frozen=True):
    """What the school's files say, as the reader found it."""

    root: str
    default_name: str
    settings: Mapping | None
    roster: tuple[AbstractMapping[str, Located[str]], ...]
    columns: tuple[Located[str], ...]
    tags: tuple[AbstractMapping[str, Located[str]], ...]
    people: Mapping | None
    frameworks: tuple[tuple[str, str, str], ...]
    roster_state: RosterState = RosterState.ABSENT


def check_settings(raw: RawSettings) -> tuple[School, tuple[Diagnostic, ...]]:
    """The school that the files describe; whatever is wrong stays at its default.

    Reports: PG802 to PG809, PG813 and the framework rules.
    """
    fields = _Fields(raw.settings or Mapping((), Position("school.yml")))
    found = fields.found
    own = {key: (path, text) for key, path, text in raw.frameworks}
    framework, problems = frameworks.load((*fields.words("framework"), *fields.words("frameworks")), own)
    found += problems
    adults = check_people(raw.people, found)
    courses = _courses(fields)
    audiences, told = school_audiences(
        fields.tree("audiences"), Vocabulary(framework, courses), fields.number("highlights", 6, 1, 24)
    )
    found += told
    roster, told = read_roster(raw.roster, raw.columns)
    found += told
    school = School(
        root=raw.root,
        name=fields.text("name") or raw.default_name,
        language=fields.text("language") or "en",
        framework=framework,
        courses=courses,
        adults=adults,
        roster=roster,
        roster_state=raw.roster_state,
        tags=_tags(raw, found),
        audiences=audiences,
        learners=fields.text("learners"),
        theme=fields.text("theme") or "base",
        visibility=fields.visibility("visibility", Visibility.SCHOOL),
        publish=fields.visibility("publish", Visibility.SCHOOL),
        photo=fields.visibility("photo", Visibility.SCHOOL),
        year_starts=fields.number("year_starts", 9, 1, 12),
        contact=fields.text("contact"),
        maths=fields.yes("maths", default=True),
        link_cards=fields.yes("link_cards", default=False),
        reflection_words=fields.number("reflection_words", 0, 0, 1000),
        options=fields.pairs("options"),
        web=fields.pairs("addresses"),
        places=fields.places("theme", "options"),
    )
    fields.tell_unknown()
    return school, tuple(found)


class _Fields:
    """The fields of school.yml, each asked for by its type."""

    def __init__(self, tree: Mapping) -> None:
        self.found: list[Diagnostic] = []
        self._tree = tree
        self._values: dict[str, Tree] = {}
        for key, value in tree.pairs:
            self._values.setdefault(fold(key.text).replace(" ", "_"), value)

    def _scalar(self, field: str, example: str) -> Scalar | None:
        value = self._values.get(field)
        if value is None:
            return None
        if isinstance(value, Scalar):
            return value if value.text else None
        self.found.append(rules.SCHOOL_TEXT_SHAPE.at(value.at, field=field, wanted="one value", example=example))
        return None

    def text(self, field: str) -> str:
        value = self._scalar(field, f"{field}: …")
        return one_line(value.text) if value else ""

    def words(self, field: str) -> tuple[tuple[str, Position], ...]:
        value = self._values.get(field)
        if isinstance(value, Scalar) and value.text:
            return tuple((part.strip(), value.at) for part in value.text.split(",") if part.strip())
        if isinstance(value, Sequence):
            return tuple((item.text, item.at) for item in value.items if isinstance(item, Scalar))
        return ()

    def number(self, field: str, default: int, low: int, high: int) -> int:
        value = self._scalar(field, f"{field}: {default}")
        if value is None:
            return default
        if value.text.isascii() and value.text.isdigit() and low <= int(value.text[:9]) <= high:
            return int(value.text)
        self.found.append(
            rules.BAD_SETTING.at(value.at, found=value.text, field=field, help=f"Write a number from {low} to {high}.")
        )
        return default

    def yes(self, field: str, *, default: bool) -> bool:
        value = self._scalar(field, f"{field}: yes")
        if value is None:
            return default
        word = fold(value.text)
        if word in {"yes", "true", "on", "y", "ydy", "ie"}:
            return True
        if word in {"no", "false", "off", "n", "na"}:
            return False
        self.found.append(rules.BAD_SETTING.at(value.at, found=value.text, field=field, help="Write yes or no."))
        return default

    def visibility(self, field: str, default: Visibility) -> Visibility:
        value = self._scalar(field, f"{field}: school")
        if value is None:
            return default
        word = fold(value.text)
        if word in CONSENT_WORDS:
            return CONSENT_WORDS[word]
        self.found.append(
            rules.BAD_SETTING.at(
                value.at,
                found=value.text,
                field=field,
                help="Choose private, school or public; private is used until then.",
            )
        )
        return Visibility.PRIVATE

    def pairs(self, field: str) -> tuple[tuple[str, str], ...]:
        value = self._values.get(field)
        if not isinstance(value, Mapping):
            return ()
        return tuple((key.text, one.text) for key, one in value.pairs if isinstance(one, Scalar))

    def places(self, *names: str) -> tuple[tuple[str, Position], ...]:
        """Where settings, and the fields within them, are said."""
        made = []
        for name in names:
            value = self._values.get(name)
            made += [(key.text, key.at) for key, _ in value.pairs] if isinstance(value, Mapping) else []
            made += [(name, value.at)] if isinstance(value, Scalar) else []
        return tuple(made)

    def tree(self, field: str) -> Tree | None:
        return self._values.get(field)

    def tell_unknown(self) -> None:
        for key, _ in self._tree.pairs:
            if fold(key.text).replace(" ", "_") not in SETTINGS:
                self.found.append(
                    rules.UNKNOWN_SETTING.at(
                        key.at, found=key.text, nearest=nearest(key.text, SETTINGS), choices=", ".join(SETTINGS)
                    )
                )


def _courses(fields: _Fields) -> tuple[Course, ...]:
    tree = fields.tree("courses")
    items: list[Tree] = []
    if isinstance(tree, Sequence):
        items = list(tree.items)
    elif isinstance(tree, Mapping):
        # By name, with what there is to say of each; or by key, with the name.
        items = [
            Mapping(((Scalar("key", key.at), key), (Scalar("name", key.at), value)), key.at)
            if isinstance(value, Scalar) and value.text.strip()
            else Mapping(((Scalar("name", key.at), key), *(value.pairs if isinstance(value, Mapping) else ())), key.at)
            for key, value in tree.pairs
        ]
    courses = []
    for item in items:
        data = plain(item)
        data = {"name": data} if isinstance(data, str) else data
        if not isinstance(data, dict) or not (data.get("name") or data.get("key")):
            fields.found.append(
                rules.SCHOOL_TEXT_SHAPE.at(
                    item.at, field="courses", wanted="a list of courses", example="- {name: History, kind: single}"
                )
            )
            continue
        kind = fold(str(data.get("kind", "single"))) or "single"
        if kind not in COURSE_KINDS:
            at = (
                next((one.at for key, one in item.pairs if key.text == "kind"), item.at)
                if isinstance(item, Mapping)
                else item.at
            )
            fields.found.append(
                rules.COURSE_KIND.at(
                    at, found=data.get("kind"), nearest=nearest(kind, COURSE_KINDS), choices=", ".join(COURSE_KINDS)
                )
            )
            kind = "single"
        name = str(data.get("name") or data["key"])
        extra = data.get("fields") if isinstance(data.get("fields"), dict) else {}
        courses.append(
            Course(
                key=slug(str(data.get("key") or name)),
                name=one_line(name),
                kind=kind,
                phase=one_line(str(data.get("phase", ""))),
                fields=tuple((str(key), one_line(str(label))) for key, label in (extra or {}).items()),
            )
        )
    return tuple(courses)


def _tags(raw: RawSettings, found: list[Diagnostic]) -> tuple[StaffTag, ...]:
    tags = []
    for row in raw.tags:
        entry, field, value = (row.get(name) for name in ("entry", "field", "value"))
        if entry is None or field is None or value is None or not entry.value or not field.value:
            at = next(iter(row.values())).at if row else Position("entries.csv")
            found.append(
                rules.CSV_SHAPE.at(
                    at, reason="it does not say entry, field and value", help="The columns are entry, field and value."
                )
            )
            continue
        tags.append(StaffTag(entry.value.replace("\\", "/").strip("/"), field.value, value.value, entry.at))
    return tuple(tags)
