"""What an entry is checked against, and the two layers of its fields: the text's and staff's."""

from __future__ import annotations

import datetime as dt

from msgspec import Struct

from portfoliogen.check.beside import Beside
from portfoliogen.check.gather import Gathered
from portfoliogen.check.places import Places
from portfoliogen.check.values import Fields
from portfoliogen.check.vocabulary import Vocabulary
from portfoliogen.model.school import School
from portfoliogen.model.visibility import Visibility


class EntryContext(Struct, frozen=True):
    """What an entry is checked against."""

    school: School
    vocabulary: Vocabulary
    places: Places
    beside: Beside
    today: dt.date
    default_visibility: Visibility
    with_empty_dates_told: bool = True


class Layered:
    """The fields of the text, else staff's; front matter wins."""

    def __init__(self, fields: Fields, staff: Fields | None) -> None:
        self._fields, self._staff = fields, staff

    def of(self, field: str) -> Fields:
        """Find the layer that says a field."""
        if self._staff is not None and not self._fields.has(field) and self._staff.has(field):
            return self._staff
        return self._fields

    def is_staffs(self, field: str) -> bool:
        """Whether only staff said it."""
        return self._staff is not None and self.of(field) is self._staff


def shown(made: Gathered) -> str:
    """The path of an entry as people see it, also where it has no text."""
    if made.media:
        source = made.media[0][0]
        if made.path == source.path:
            return source.shown
        return (
            source.shown.removesuffix(source.path).rstrip("/") or "."
            if made.path == "."
            else source.shown.removesuffix(source.path) + made.path
        )
    return made.path
