"""What is meant: a learner and their entries, every value checked."""

from __future__ import annotations

import datetime as dt
from enum import StrEnum

from msgspec import Struct, field

from portfoliogen.diagnostics import Position
from portfoliogen.model.documents import Body
from portfoliogen.model.endorsements import Endorsement, EndorsementFile, Part
from portfoliogen.model.school import NOWHERE, Audience, RosterRow, StaffTag
from portfoliogen.model.sources import MediaFacts, SourceFile
from portfoliogen.model.visibility import Visibility

SKELETON_WORDS = 5
"""Of real entries, one in five has hardly a word: a title waiting for its text."""


class Span(Struct, frozen=True, order=True):
    """A day, a month, a year or a range: first and last day, and how much of it was said.

    `precision` is "day", "month", "year" or "range".
    """

    first: dt.date
    last: dt.date
    precision: str = "day"


class DateSource(StrEnum):
    """Where an entry's date was found."""

    FIELD = "field"
    NAME = "name"
    FOLDER = "folder"
    MEDIA = "media"
    STAFF = "staff"


class SkillClaim(Struct, frozen=True):
    """A skill that an entry shows; `how` is the learner's sentence, `step` a place on the scale.

    `by_staff` is true where staff tagged it in `entries.csv`.
    """

    skill: str
    step: int | None
    how: str
    at: Position
    by_staff: bool = False


class Person(Struct, frozen=True):
    """Somebody named in an entry, as far as the entry says."""

    name: str
    role: str = ""


class MediaItem(Struct, frozen=True):
    """A media file of an entry, with what was said about it.

    `alt` is empty where nobody described it; `decorative` where somebody said there is nothing to say.
    `captions` are subtitle files: language code (or ""), file. `transcript` is plain paragraphs. `still` where
    somebody asked that it does not move.
    """

    source: SourceFile
    facts: MediaFacts
    alt: str = ""
    caption: str = ""
    decorative: bool = False
    people: tuple[str, ...] = ()
    visibility: Visibility | None = None
    transcript: tuple[str, ...] = ()
    captions: tuple[tuple[str, str], ...] = ()
    in_text: bool = False
    still: bool = False


class Stage(Struct, frozen=True):
    """A stage of a project or placement."""

    name: str
    date: Span | None = None
    hours: float | None = None
    text: str = ""
    body: Body | None = None
    media: tuple[str, ...] = ()
    folder: str = ""


class Qualification(Struct, frozen=True):
    """A qualification, never presented as more than its status says."""

    name: str
    level: str = ""
    body: str = ""
    grade: str = ""
    status: str = "working-towards"
    date: Span | None = None


class BriefAnswer(Struct, frozen=True):
    """The brief an entry answers, and which of its criteria (from 1) the learner says it meets."""

    key: str
    criteria: tuple[int, ...] = ()


class Proof(Struct, frozen=True):
    """Where in an entry a skill is to be seen: a media file by its path, and the fragment of a place in it.

    Both are empty where the entry as a whole is meant.
    """

    skill: str
    source: str = ""
    moment: str = ""


class Entry(Struct, frozen=True):
    """One piece of evidence, checked. `key` is its path in the learner's folder, without an ending.

    `parts` are the files it is made of, `endorsements` what adults said of it, the highest level that holds first.
    Entry keys in `follows` and `revisits`, goal titles in `goals`; `links` resolve what the body points
    at: target as written → entry key, and `files`: target → path of a media item. `notes` are for a conference
    alone; `proofs` say where in the entry a skill is to be seen.
    """

    key: str
    at: Position
    title: str
    kind: str
    body: Body
    date: Span | None = None
    date_from: DateSource | None = None
    summary: str = ""
    strands: tuple[str, ...] = ()
    elements: tuple[str, ...] = ()
    skills: tuple[SkillClaim, ...] = ()
    modes: tuple[str, ...] = ()
    subject: str = ""
    course: str = ""
    where: str = "school"
    provider: str = ""
    with_: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    stages: tuple[Stage, ...] = ()
    hours: float | None = None
    qualification: Qualification | None = None
    brief: BriefAnswer | None = None
    goals: tuple[str, ...] = ()
    follows: str = ""
    revisits: str = ""
    observed_by: Person | None = None
    scribed_by: Person | None = None
    support: str = ""
    next: str = ""
    cover: str = ""
    media: tuple[MediaItem, ...] = ()
    visibility: Visibility = Visibility.SCHOOL
    embargo_until: dt.date | None = None
    tags: tuple[str, ...] = ()
    language: str = ""
    draft: bool = False
    id: str = ""
    aliases: tuple[str, ...] = ()
    extra: tuple[tuple[str, str], ...] = ()
    links: tuple[tuple[str, str], ...] = ()
    files: tuple[tuple[str, str], ...] = ()
    said_at: tuple[tuple[str, Position], ...] = ()
    staff_tagged: tuple[str, ...] = ()
    parts: tuple[Part, ...] = ()
    endorsements: tuple[Endorsement, ...] = ()
    notes: tuple[str, ...] = ()
    proofs: tuple[Proof, ...] = ()

    def place_of(self, field: str) -> Position:
        """Where a field is said (`follows`, `revisits`, `goal`, `id`), else where the entry is."""
        return dict(self.said_at).get(field, self.at)

    @property
    def is_skeleton(self) -> bool:
        """Whether there is nothing to look at yet: hardly a word, no media, no record."""
        return (
            self.body.words < SKELETON_WORDS
            and not self.media
            and not self.summary
            and not self.stages
            and self.qualification is None
            and not any(claim.how for claim in self.skills)
        )

    @property
    def is_observation(self) -> bool:
        """Whether the words are an adult's about what they saw."""
        return self.observed_by is not None


class GoalStep(Struct, frozen=True):
    """A step towards a goal."""

    text: str
    done: bool = False


class Goal(Struct, frozen=True):
    """What the learner works towards. `visibility` is None where nobody said: closed until an audience opens it."""

    key: str
    title: str
    at: Position
    status: str = "open"
    set_on: Span | None = None
    due: Span | None = None
    steps: tuple[GoalStep, ...] = ()
    entries: tuple[str, ...] = ()
    body: Body = field(default_factory=Body)
    visibility: Visibility | None = None
    shared: bool = False


class Statement(Struct, frozen=True):
    """A dated statement on an element (literacy …): how far, by whom."""

    element: str
    level: str
    by: str
    date: Span
    at: Position


class OnePage(Struct, frozen=True):
    """A one-page profile: what people appreciate, what is important, how to support; plain lines of each.

    It is closed until an audience names it; `visibility` is how far it may then travel, None where nobody said.
    """

    appreciate: tuple[str, ...] = ()
    important: tuple[str, ...] = ()
    support: tuple[str, ...] = ()
    scribed_by: Person | None = None
    visibility: Visibility | None = None

    def __bool__(self) -> bool:
        return bool(self.appreciate or self.important or self.support)


class About(Struct, frozen=True):
    """What `profile.md` says: the learner in their own words."""

    name: str = ""
    headline: str = ""
    languages: tuple[str, ...] = ()
    body: Body = field(default_factory=Body)
    portrait: MediaItem | None = None
    intro: MediaItem | None = None
    media: tuple[MediaItem, ...] = ()
    highlights: tuple[tuple[str, Position], ...] = ()
    statements: tuple[Statement, ...] = ()
    visibility: Visibility | None = None
    language: str = ""
    files: tuple[tuple[str, str], ...] = ()
    links: tuple[tuple[str, str], ...] = ()
    at: Position = NOWHERE
    one_page: OnePage = OnePage()


class Learner(Struct, frozen=True):
    """A person with a profile, everything they wrote checked; entries newest first.

    `audiences` are those of their own, and the school's as they completed them. `kept_out` is what no public
    file may hold. `letter` is the covering text, where an audience looks at them. `others` are people of a
    former school whom the work names, with what they agreed to there.
    """

    id: str
    folder: str
    name: str
    group: str
    about: About
    entries: tuple[Entry, ...]
    goals: tuple[Goal, ...]
    publish: Visibility
    photo: Visibility
    shown_as: str = "full"
    until: dt.date | None = None
    audiences: tuple[Audience, ...] = ()
    kept_out: tuple[str, ...] = ()
    letter: Body = field(default_factory=Body)
    letter_links: tuple[tuple[str, str], ...] = ()
    others: tuple[RosterRow, ...] = ()

    def path_to(self, entry: Entry) -> str:
        """Where an entry lies, as one may type it: this learner's folder and the entry's key."""
        return f"{self.folder}/{entry.key}" if self.folder else entry.key


class LearnerJob(Struct, frozen=True):
    """The unit of work: one learner's files and the school's settings. It pickles, so any executor runs it.

    `entry_tags` are the lines of `entries.csv` that concern this learner, `endorsements` what adults said of
    their entries.
    """

    id: str
    folder: str
    name: str
    group: str
    row: RosterRow | None
    files: tuple[SourceFile, ...]
    entry_tags: tuple[StaffTag, ...] = ()
    endorsements: tuple[EndorsementFile, ...] = ()
