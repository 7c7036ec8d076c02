"""What the first page of each form knows, besides that of the profile."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:
    from portfoliogen.views.pages import GoalView, QualificationView, SkillCard, SkillGroup, Voucher
    from portfoliogen.views.parts import BriefView, EntryCard, LevelView, Link, Prose, StageView


class OnePagePart(Struct, frozen=True):
    """A part of the one-page profile: "appreciate", "important" or "support", and plain lines."""

    key: str
    title: str
    lines: tuple[str, ...]


class OnePageView(Struct, frozen=True):
    """The one-page profile. `scribed_by` wrote down the learner's words."""

    parts: tuple[OnePagePart, ...]
    scribed_by: str = ""


class Code(Struct, frozen=True):
    """A QR code as the path of an SVG drawing, of so many units each way."""

    path: str
    units: int


class RecordView(Struct, frozen=True):
    """The record of one A4 page; its texts are cut to fit. `index` is the evidence index, on a page of its own.

    `address` is where the record can be looked up, `code` the same as a QR code. `more` says that the learner has
    more than the page can hold; `room` is "roomy", "easy", "close" or "packed".
    """

    about: str
    highlights: tuple[EntryCard, ...]
    skills: tuple[SkillCard, ...]
    qualifications: tuple[QualificationView, ...]
    vouchers: tuple[Voucher, ...]
    address: str = ""
    code: Code | None = None
    index: tuple[EntryCard, ...] = ()
    more: bool = False
    letter: Prose | None = None
    room: str = "close"


class TellingView(Struct, frozen=True):
    """An entry as a letter or talk tells of it: what I did, what it shows, what adults said, what next."""

    card: EntryCard
    brief: BriefView | None
    said: tuple[LevelView, ...]
    next: str
    hours: str = ""
    scribed_by: str = ""
    observed_by: str = ""


class LetterView(Struct, frozen=True):
    """The letter to the family. `goals` are those that this audience may see."""

    letter: Prose | None
    tellings: tuple[TellingView, ...]
    goals: tuple[GoalView, ...]


class ConferenceView(Struct, frozen=True):
    """A conference that the learner leads, slide by slide. `notes` is the learner's own sheet."""

    letter: Prose | None
    slides: tuple[TellingView, ...]
    goals: tuple[GoalView, ...]
    notes: Link | None = None


class NoteView(Struct, frozen=True):
    """What the learner means to say about one slide."""

    number: int
    slide: Link
    lines: tuple[str, ...]


class NotesView(Struct, frozen=True):
    """The learner's own sheet for a conference, by slide; never public."""

    notes: tuple[NoteView, ...]


class PlacementView(Struct, frozen=True):
    """A placement: with whom, when, how long, its stages, and what the supervisor said."""

    card: EntryCard
    employer: str
    hours: str
    stages: tuple[StageView, ...]
    said: tuple[LevelView, ...]
    next: str


class PlacementsView(Struct, frozen=True):
    """All placements, the newest first; their hours are never added up."""

    letter: Prose | None
    placements: tuple[PlacementView, ...]


class ShowcaseView(Struct, frozen=True):
    """For a job or course: highlights and placements, and what stands behind them."""

    letter: Prose | None
    highlights: tuple[EntryCard, ...]
    placements: tuple[PlacementView, ...]
    skills: tuple[SkillGroup, ...]
    qualifications: tuple[QualificationView, ...]
    vouchers: tuple[Voucher, ...]


class QuestionView(Struct, frozen=True):
    """A question of an application, the draft so far, and the entries to draw on.

    `length` counts characters as the form counts them, spaces too; `enough` says whether it is the least.
    """

    number: int
    text: str
    draft: str
    length: int
    enough: bool
    entries: tuple[EntryCard, ...]


class ApplicationView(Struct, frozen=True):
    """The organiser of an application; `least` is for each answer, `limit` for all together.

    `file` is the whole as a text file, for `url`; `over` by how many characters it is too long. `others` are
    entries that no question draws on yet.
    """

    letter: Prose | None
    title: str
    questions: tuple[QuestionView, ...]
    length: int
    limit: int
    least: int
    over: int
    file: str
    others: tuple[EntryCard, ...]


class AskedView(Struct, frozen=True):
    """A question of an interview: what I want to say, and the entries to show."""

    question: str
    points: Prose | None
    entries: tuple[EntryCard, ...]


class PairView(Struct, frozen=True):
    """What was learnt, and the entry that builds on it by doing."""

    theory: EntryCard
    practice: EntryCard


class InterviewView(Struct, frozen=True):
    """The interview pack: questions with entries, theory with practice, and skills with their sentences."""

    letter: Prose | None
    questions: tuple[AskedView, ...]
    pairs: tuple[PairView, ...]
    skills: tuple[SkillGroup, ...]


class EncounterView(Struct, frozen=True):
    """An encounter with work or study: with whom, and what the learner does with it."""

    card: EntryCard
    who: str
    next: str


class BenchmarkView(Struct, frozen=True):
    """A benchmark that learners log, and the encounters that belong to it, newest first."""

    number: int
    name: str
    encounters: tuple[EncounterView, ...]


class CareersView(Struct, frozen=True):
    """One learner's log of encounters. `file` is the same as a table, for `url`."""

    letter: Prose | None
    benchmarks: tuple[BenchmarkView, ...]
    file: str


class AnnexMark(Struct, frozen=True):
    """An entry that shows an item; `place` links to the second or page in its media."""

    card: EntryCard
    place: Prose | None = None


class AnnexItem(Struct, frozen=True):
    """An item of a mapping, "S4 Uses tools safely", and what shows it."""

    key: str
    name: str
    marks: tuple[AnnexMark, ...]


class AnnexGroup(Struct, frozen=True):
    """Items that belong together."""

    name: str
    items: tuple[AnnexItem, ...]


class AnnexView(Struct, frozen=True):
    """The mapping annex: item, entry, place. What nothing shows yet is not in it."""

    letter: Prose | None
    groups: tuple[AnnexGroup, ...]
    vouchers: tuple[Voucher, ...]
