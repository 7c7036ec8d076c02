"""The roster: what staff say of each learner, consent above all. What cannot be read counts as none."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from portfoliogen.diagnostics import Diagnostic, Located, Position
from portfoliogen.diagnostics.rules import audience as audience_rules
from portfoliogen.diagnostics.rules import settings as rules
from portfoliogen.model.school import RosterRow, RosterState
from portfoliogen.model.visibility import Visibility
from portfoliogen.text import fold, nearest, one_line

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from portfoliogen.model.learner import LearnerJob
    from portfoliogen.model.school import School

    Row = Mapping[str, Located[str]]

ROSTER_COLUMNS = (
    "id",
    "folder",
    "name",
    "class",
    "year",
    "publish",
    "photo",
    "shown_as",
    "until",
    "upn",
    "uln",
    "email",
)
SHOWN_AS = ("initials", "first", "full")
CONSENT_WORDS = {
    "none": Visibility.PRIVATE,
    "no": Visibility.PRIVATE,
    "private": Visibility.PRIVATE,
    "school": Visibility.SCHOOL,
    "public": Visibility.PUBLIC,
}
_CONSENT_COLUMNS = frozenset({"publish", "photo", "shown_as", "until"})
_KEPT_OUT = ("id", "upn", "uln", "email")
_OTHER_COLUMNS = {
    "group": "class",
    "form": "class",
    "tutor group": "class",
    "learner": "folder",
    "pupil": "name",
    "student": "name",
    "full name": "name",
    "year group": "year",
    "photos": "photo",
    "consent": "publish",
    "display name": "shown_as",
    "candidate": "name",
    "e mail": "email",
    "mail": "email",
    "email address": "email",
    "unique pupil number": "upn",
    "unique learner number": "uln",
}


class Consent(Struct, frozen=True):
    """What one learner and their family agreed to."""

    publish: Visibility
    photo: Visibility
    shown_as: str = "full"
    until: dt.date | None = None
    kept_out: tuple[str, ...] = ()


def consent_of(job: LearnerJob, school: School) -> tuple[Consent, list[Diagnostic]]:
    """A learner's consent. Where there is a roster, nobody who is not on it is public.

    Reports: PG611, PG612.
    """
    row = job.row
    if row is not None:
        return Consent(
            school.publish if row.publish is None else row.publish,
            school.photo if row.photo is None else row.photo,
            row.shown_as,
            row.until,
            row.kept_out,
        ), []
    if school.roster_state is RosterState.ABSENT:
        return Consent(school.publish, school.photo), []
    at = Position("roster.csv")
    if school.roster_state is RosterState.DAMAGED:
        return Consent(Visibility.PRIVATE, Visibility.PRIVATE), [audience_rules.ROSTER_IN_DOUBT.at(at, name=job.name)]
    told = [audience_rules.NOT_ON_ROSTER.at(at, name=job.name)] if school.publish is Visibility.PUBLIC else []
    return Consent(min(school.publish, Visibility.SCHOOL), min(school.photo, Visibility.SCHOOL)), told


def read_roster(
    rows: Iterable[Row],
    columns: Iterable[Located[str]],
) -> tuple[tuple[RosterRow, ...], list[Diagnostic]]:
    """The lines of the roster, one for each learner.

    Reports: PG805, PG806, PG807.
    """
    found: list[Diagnostic] = []
    known = _columns(tuple(columns), found)
    made: dict[str, RosterRow] = {}
    for cells in (_cells(row, known) for row in rows):
        if "folder" not in cells and "name" not in cells:
            continue
        row = _row(cells, found)
        key = fold(row.folder or row.name)
        if key in made:
            found.append(rules.ROSTER_TWICE.at(row.at, folder=row.folder or row.name))
            row = _narrower(made[key], row)
        made[key] = row
    return tuple(made.values()), found


def _columns(columns: tuple[Located[str], ...], found: list[Diagnostic]) -> dict[str, str]:
    """The columns by their folded headings. A consent column under a wrong name is still about consent."""
    known = {fold(column): column for column in ROSTER_COLUMNS} | _OTHER_COLUMNS
    there = {known.get(fold(column.value)) for column in columns}
    for column in columns:
        if not column.value or fold(column.value) in known:
            continue
        close = nearest(column.value, ROSTER_COLUMNS)
        found.append(
            rules.ROSTER_COLUMN.at(column.at, found=column.value, nearest=close, choices=", ".join(ROSTER_COLUMNS))
        )
        if close in _CONSENT_COLUMNS and close not in there:
            known[fold(column.value)] = close
    return known


def _cells(row: Row, known: Mapping[str, str]) -> dict[str, Located[str]]:
    return {known[name]: cell for name, cell in row.items() if name in known and cell.value}


def _row(cells: Mapping[str, Located[str]], found: list[Diagnostic]) -> RosterRow:
    text = {name: one_line(cell.value) for name, cell in cells.items()}
    numbers = [text.get(column, "") for column in _KEPT_OUT]
    return RosterRow(
        id=text.get("id", ""),
        folder=text.get("folder", "").strip("/\\").replace("\\", "/"),
        name=text.get("name", ""),
        group=text.get("class", ""),
        year=text.get("year", ""),
        publish=_consent(cells, "publish", found),
        photo=_consent(cells, "photo", found),
        shown_as=_shown_as(cells, found),
        until=_day(cells, found),
        at=next(iter(cells.values())).at,
        # An id that is a word is the name once more, which has a rule of its own.
        kept_out=tuple(one for one in numbers if "@" in one or any(sign.isdigit() for sign in one)),
    )


def _narrower(first: RosterRow, second: RosterRow) -> RosterRow:
    def least(one: Visibility | None, other: Visibility | None) -> Visibility | None:
        return min((value for value in (one, other) if value is not None), default=None)

    return replace(
        first,
        publish=least(first.publish, second.publish),
        photo=least(first.photo, second.photo),
        shown_as=min(first.shown_as, second.shown_as, key=SHOWN_AS.index),
        until=min((day for day in (first.until, second.until) if day is not None), default=None),
        kept_out=(*first.kept_out, *second.kept_out),
    )


def _consent(cells: Mapping[str, Located[str]], column: str, found: list[Diagnostic]) -> Visibility | None:
    cell = cells.get(column)
    if cell is None:
        return None
    word = fold(cell.value)
    if word in CONSENT_WORDS:
        return CONSENT_WORDS[word]
    found.append(
        rules.ROSTER_VALUE.at(cell.at, found=cell.value, field=column, used="none", choices="none, school, public")
    )
    return Visibility.PRIVATE


def _shown_as(cells: Mapping[str, Located[str]], found: list[Diagnostic]) -> str:
    cell = cells.get("shown_as")
    if cell is None:
        return "full"
    word = fold(cell.value).removesuffix(" name")
    if word in SHOWN_AS:
        return word
    found.append(
        rules.ROSTER_VALUE.at(
            cell.at, found=cell.value, field="shown_as", used="initials", choices=", ".join(reversed(SHOWN_AS))
        )
    )
    return "initials"


def _day(cells: Mapping[str, Located[str]], found: list[Diagnostic]) -> dt.date | None:
    cell = cells.get("until")
    if cell is None:
        return None
    for pattern in ("%Y-%m-%d", "%d/%m/%Y", "%d.%m.%Y"):
        try:
            return dt.datetime.strptime(cell.value, pattern).replace(tzinfo=dt.UTC).date()
        except ValueError:
            continue
    found.append(
        rules.ROSTER_VALUE.at(
            cell.at, found=cell.value, field="until", used="today", choices="a day such as 2027-07-31"
        )
    )
    return dt.date.min
