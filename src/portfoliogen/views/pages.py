"""What each page of a profile knows, from the home to the school's index."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:
    from portfoliogen.views.parts import (
        BriefView,
        DateView,
        EntryCard,
        Fact,
        LevelView,
        Link,
        LookAgain,
        MediaUse,
        Prose,
        StageView,
    )


class EntryView(Struct, frozen=True):
    """One entry in full; `endorsements` are what adults said of it, side by side."""

    card: EntryCard
    body: Prose
    gallery: tuple[MediaUse, ...]
    facts: tuple[Fact, ...]
    elements: tuple[str, ...]
    stages: tuple[StageView, ...]
    hours: str
    brief: BriefView | None
    goals: tuple[Link, ...]
    follows: EntryCard | None
    followed_by: tuple[EntryCard, ...]
    then: LookAgain | None
    now: tuple[EntryCard, ...]
    observed_by: str
    scribed_by: str
    support: str
    next: str
    qualification: QualificationView | None
    earlier: Link | None
    later: Link | None
    tags: tuple[str, ...] = ()
    endorsements: tuple[LevelView, ...] = ()


class StatementView(Struct, frozen=True):
    """A dated statement about an element: how far, by whom."""

    element: str
    level: str
    by: str
    date: DateView


class ElementView(Struct, frozen=True):
    """A fixed part of a strand, with what stands for it."""

    name: str
    statements: tuple[StatementView, ...]
    entries: tuple[EntryCard, ...]


class StrandCard(Struct, frozen=True):
    """A strand on the home page, with the newest entries in it."""

    link: Link
    key: str
    number: int
    gloss: str
    entries: tuple[EntryCard, ...]
    colour: str = ""


class StrandView(Struct, frozen=True):
    """A strand's page. `entries` are those that stand under none of its parts."""

    card: StrandCard
    elements: tuple[ElementView, ...]
    entries: tuple[EntryCard, ...]


class Standing(Struct, frozen=True):
    """What stands behind a skill: how many entries, and in how many ways. Never a score.

    `contexts`, `modes` and `adults` are names, so that a theme can say which, not only how many.
    """

    entries: int
    contexts: tuple[str, ...]
    modes: tuple[str, ...]
    adults: tuple[str, ...]
    first: DateView
    last: DateView


class Growth(Struct, frozen=True):
    """How far a learner came along a skill's steps, against their own past alone; what a picture needs.

    `then` is the first step that an entry shows and `now` the newest, both on a scale from `lowest` to
    `highest`; `then` is None where there is one step, or no growth to show.
    """

    lowest: int
    highest: int
    then: int | None
    now: int
    then_date: DateView
    now_date: DateView


class SkillCard(Struct, frozen=True):
    """A skill on the home page. `then` and `now` are the first and newest steps, against one's own past."""

    link: Link
    key: str
    standing: Standing
    gloss: str = ""
    then: str = ""
    now: str = ""
    quote: str = ""
    growth: Growth | None = None


class SkillGroup(Struct, frozen=True):
    """Skills that belong together; `nature` is "knowledge", "skill" or "disposition"."""

    name: str
    nature: str
    skills: tuple[SkillCard, ...]


class Evidence(Struct, frozen=True):
    """An entry as evidence for one skill: the sentence, the step, the entry."""

    entry: EntryCard
    how: str
    step: str
    by_staff: bool = False


class ModeGroup(Struct, frozen=True):
    """Evidence of one mode; an entry with several modes stands in the first of them only."""

    name: str
    evidence: tuple[Evidence, ...]


class SkillView(Struct, frozen=True):
    """A skill's page: what stands behind it, and the sentences by mode."""

    card: SkillCard
    nature: str
    group: str
    source: Link
    modes: tuple[ModeGroup, ...]


class SkillsView(Struct, frozen=True):
    """All skills of the profile by group, and the entries that show one, newest first: what shows what."""

    groups: tuple[SkillGroup, ...]
    entries: tuple[EntryCard, ...]


class MonthView(Struct, frozen=True):
    """The entries of a month; the name is empty for those without one."""

    name: str
    entries: tuple[EntryCard, ...]


class YearCard(Struct, frozen=True):
    """A school year on the timeline."""

    link: Link
    months: tuple[tuple[str, int], ...]
    entries: int


class YearView(Struct, frozen=True):
    """A school year's page, newest month first."""

    name: str
    months: tuple[MonthView, ...]
    earlier: Link | None
    later: Link | None


class CourseView(Struct, frozen=True):
    """A course's page."""

    name: str
    kind: str
    phase: str
    entries: tuple[EntryCard, ...]


class QualificationView(Struct, frozen=True):
    """A qualification. `grade` is empty unless the audience asks for grades."""

    name: str
    level: str
    body: str
    status: str
    status_key: str
    date: DateView
    grade: str
    entry: Link


class QualificationsView(Struct, frozen=True):
    """The page of qualifications, by date."""

    qualifications: tuple[QualificationView, ...]


class GoalView(Struct, frozen=True):
    """A goal: what for, by when, the steps, and the entries that serve it."""

    link: Link
    status: str
    status_key: str
    set_on: DateView
    due: DateView
    steps: tuple[tuple[str, bool], ...]
    body: Prose
    entries: tuple[EntryCard, ...]


class GoalsView(Struct, frozen=True):
    """All goals that this audience may see."""

    goals: tuple[GoalView, ...]


class MovedView(Struct, frozen=True):
    """A former address of an entry, which leads on to the present one."""

    to: Link


class EntriesView(Struct, frozen=True):
    """All entries, newest first, by school year."""

    years: tuple[tuple[str, tuple[EntryCard, ...]], ...]


class Voucher(Struct, frozen=True):
    """An adult who stands behind entries."""

    name: str
    role: str
    entries: tuple[Link, ...]


class HomeView(Struct, frozen=True):
    """The home page, always in this order; a part that is empty is not shown.

    `letter` is the covering text for this audience, before all else.
    """

    highlights: tuple[EntryCard, ...]
    strands: tuple[StrandCard, ...]
    skills: tuple[SkillGroup, ...]
    goals: tuple[GoalView, ...]
    years: tuple[YearCard, ...]
    vouchers: tuple[Voucher, ...]
    more: tuple[Link, ...]
    letter: Prose | None = None


class AccessibilityView(Struct, frozen=True):
    """The statement on accessibility: whether there are media here that not everybody can use as they are."""

    films: bool = False
    sounds: bool = False
    pictures: bool = False
    documents: bool = False


class IndexGroup(Struct, frozen=True):
    """Learners of one class or folder, alphabetical."""

    name: str
    learners: tuple[Link, ...]


class IndexView(Struct, frozen=True):
    """The school site's first page: who is here, alphabetical, and nothing else."""

    groups: tuple[IndexGroup, ...]
