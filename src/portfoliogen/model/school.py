"""What is meant: a school and its settings, every value checked."""

from __future__ import annotations

import datetime as dt
from enum import StrEnum

from msgspec import Struct, field

from portfoliogen.diagnostics import Position
from portfoliogen.model.documents import Body
from portfoliogen.model.framework import Framework
from portfoliogen.model.visibility import Visibility

NOWHERE = Position("")
"""The place of what no file says."""

NEVER_PUBLIC = frozenset({"application", "conference", "interview"})
"""Forms that hold drafts, or notes to oneself: for the learner and those who help."""


class Course(Struct, frozen=True):
    """A course of the school; `fields` are extra entry fields that its entries may have: key, label."""

    key: str
    name: str
    kind: str = "single"
    phase: str = ""
    fields: tuple[tuple[str, str], ...] = ()


class Brief(Struct, frozen=True):
    """What is looked for in a task, who will look and when; told to learners beforehand."""

    key: str
    title: str
    criteria: tuple[str, ...]
    who: str
    when: str
    body: Body
    at: Position


class Adult(Struct, frozen=True):
    """An adult or provider of the school's register; their contact stays in people.yml, unread.

    `link` is a page of theirs or of their organisation. `named` says whether they agreed to be named outside
    the school; None where nobody has said.
    """

    key: str
    name: str
    role: str
    organisation: str = ""
    link: str = ""
    named: bool | None = None
    provider: bool = False
    at: Position = NOWHERE


class RosterRow(Struct, frozen=True):
    """What staff say of a learner.

    `kept_out` are the learner's numbers and e-mail address, read so that they can be kept out of what is public.
    """

    id: str
    folder: str
    name: str
    group: str
    year: str
    publish: Visibility | None
    photo: Visibility | None
    shown_as: str
    until: dt.date | None
    at: Position
    kept_out: tuple[str, ...] = ()


class StaffTag(Struct, frozen=True):
    """A line of `entries.csv`: staff's tag for an entry."""

    entry: str
    field: str
    value: str
    at: Position


class RosterState(StrEnum):
    """How far the roster can be believed about somebody whom it does not name."""

    ABSENT = "absent"
    WHOLE = "whole"
    DAMAGED = "damaged"


class Selection(Struct, frozen=True):
    """Which entries an audience gets: those that fit in every respect named, or those listed, in their order.

    `titles` are as people wrote them; `keys` the same as entry keys, for an audience of the learner's own.
    `nothing` says that it could not be understood, so no entry fits.
    """

    kinds: tuple[str, ...] = ()
    strands: tuple[str, ...] = ()
    skills: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    titles: tuple[str, ...] = ()
    keys: tuple[str, ...] = ()
    nothing: bool = False

    @property
    def is_list(self) -> bool:
        """Whether entries are named one by one."""
        return bool(self.titles or self.keys)


class Audience(Struct, frozen=True):
    """Who reads, in what form, for what decision, until when.

    `select` is None where the audience gets every entry that it may see. `letter` is the covering text,
    `letter_links` what it points at: target as written, entry key. `locked` profiles open with a passphrase only.
    """

    key: str
    who: str
    decision: str
    form: str
    visibility: Visibility
    until: dt.date | None = None
    show: tuple[str, ...] = ()
    highlights: int = 6
    select: Selection | None = None
    letter: Body = field(default_factory=Body)
    letter_links: tuple[tuple[str, str], ...] = ()
    at: Position = NOWHERE
    locked: bool = False

    @property
    def site(self) -> str:
        """The site that this audience's profiles go to; drafts and notes go to one that is never published.

        Locked ones may stand in the school site, where only those with a passphrase read them.
        """
        if self.visibility is Visibility.PUBLIC:
            return "public"
        return "private" if self.form in NEVER_PUBLIC and not self.locked else "school"

    def is_over(self, today: dt.date) -> bool:
        """Whether its last day has passed."""
        return self.until is not None and self.until < today

    def shows(self, what: str) -> bool:
        """Whether what is closed by default (grades, goals …) is open to this audience."""
        return what in self.show


class School(Struct, frozen=True):
    """The settings of one school, from its own files; trusted to be meant well, not to be correct.

    `places` is where the theme and its options are said, by their names.
    """

    root: str
    name: str
    language: str
    framework: Framework
    courses: tuple[Course, ...] = ()
    briefs: tuple[Brief, ...] = ()
    adults: tuple[Adult, ...] = ()
    roster: tuple[RosterRow, ...] = ()
    roster_state: RosterState = RosterState.ABSENT
    tags: tuple[StaffTag, ...] = ()
    audiences: tuple[Audience, ...] = ()
    learners: str = ""
    theme: str = "base"
    visibility: Visibility = Visibility.SCHOOL
    publish: Visibility = Visibility.SCHOOL
    photo: Visibility = Visibility.SCHOOL
    year_starts: int = 9
    highlights: int = 6
    contact: str = ""
    maths: bool = True
    link_cards: bool = False
    single: bool = False
    reflection_words: int = 0
    options: tuple[tuple[str, str], ...] = ()
    web: tuple[tuple[str, str], ...] = ()
    places: tuple[tuple[str, Position], ...] = ()

    def course(self, key: str) -> Course | None:
        """The course with this key, where the school lists it."""
        return next((one for one in self.courses if one.key == key), None)
