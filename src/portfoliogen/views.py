"""What a theme may show: the contract with theme authors.

Every page template gets `page`, `site`, `learner` and one `view` from this module, all read-only.
Paths are below the profile's folder (`entries/volcano/index.html`); a template turns one into a link
with `url(path)`. Text is plain and gets escaped; `Prose` becomes HTML with `text(prose)`; a `MediaUse`
becomes a `MediaView` with `media(use)`, or None where the file could not be made ready.
Translated words come from `word(key, count=…, name=…)`. themes/README.md lists all of it.
"""

from __future__ import annotations

from msgspec import Struct


class Link(Struct, frozen=True):
    """Something that has a page; `path` is empty where this audience gets no page for it.

    `number` is a strand's place in its framework, which picks its colour and shape; 0 for all else.
    """

    name: str
    path: str = ""
    current: bool = False
    number: int = 0


class MediaUse(Struct, frozen=True):
    """A media file in its place. `key` finds what was made of it; `alt` is empty for a decoration.

    `inline` says that it stands within a line of text, where no figure may be.
    """

    key: str
    kind: str
    alt: str = ""
    caption: str = ""
    decorative: bool = False
    width_px: int | None = None
    transcript: tuple[str, ...] = ()
    captions: tuple[tuple[str, str], ...] = ()
    name: str = ""
    inline: bool = False


class Anchor(Struct, frozen=True):
    """The start or end of a link in prose.

    `path` leads to a page of the profile, `media` to what was made of a media file (by its key), `href` to
    another site; with none of them, what was linked is not there (for this audience) and the text stands
    without a link. `moment` is a place in the media file, as a fragment: "t=130", "page=4".
    """

    path: str = ""
    href: str = ""
    media: str = ""
    end: bool = False
    moment: str = ""


class Prose(Struct, frozen=True):
    """A learner's text: safe HTML, cut where media and links stand."""

    pieces: tuple[str | MediaUse | Anchor, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.pieces)


class MediaSource(Struct, frozen=True):
    """A file to offer the browser: `srcset` for pictures, one path for film and sound."""

    mime: str
    path: str
    srcset: tuple[tuple[str, int], ...] = ()


class MediaView(Struct, frozen=True):
    """A media file made ready to show.

    kind: "picture", "film", "sound", "document" or "attachment".
    sources: best first; `fallback` is the one that every browser shows, `full` the largest.
    poster: a still of a film, or the first page of a document, as a MediaView of kind "picture".
    captions: subtitles as (language, label, data URI).
    animated: a picture that moves; `fallback` stands still.
    duration: in words of a clock, "1:05"; `size` in words, "1.2 MB".
    """

    kind: str
    sources: tuple[MediaSource, ...]
    fallback: str
    full: str
    alt: str = ""
    caption: str = ""
    decorative: bool = False
    width_px: int = 0
    height_px: int = 0
    limit_px: int = 0
    placeholder: str = ""
    poster: MediaView | None = None
    waveform: str = ""
    duration: str = ""
    pages: int = 0
    size: str = ""
    format: str = ""
    transcript: tuple[str, ...] = ()
    captions: tuple[tuple[str, str, str], ...] = ()
    name: str = ""
    animated: bool = False


class DateView(Struct, frozen=True):
    """A date for people and machines; `iso` may be a day, month or year. Empty text: undated."""

    text: str = ""
    iso: str = ""
    short: str = ""


class CardView(Struct, frozen=True):
    """What a message shows of a profile whose link is pasted into it (Open Graph): what its first page shows, too.

    `picture` is shown only where `address`, the first page's own, is known.
    """

    description: str
    picture: MediaUse | None
    address: str


class SiteView(Struct, frozen=True):
    """Whom a profile is for and what holds on all its pages. `statement` is its page on accessibility.

    `card` is None unless the school asked for cards, and the profile is public.
    """

    language: str
    direction: str
    school: str
    contact: str
    audience: str
    who: str
    decision: str
    single: bool
    statement: str = ""
    card: CardView | None = None


class PageView(Struct, frozen=True):
    """The page itself. `kind` names its template; `trail` leads up to it from the home."""

    kind: str
    title: str
    path: str
    trail: tuple[Link, ...] = ()
    nav: tuple[Link, ...] = ()
    description: str = ""


class LearnerView(Struct, frozen=True):
    """The learner as this audience may see them.

    `about` is in their own words; of a long text it is the beginning, and `about_more` the rest.
    """

    name: str
    headline: str = ""
    languages: tuple[str, ...] = ()
    about: Prose | None = None
    about_language: str = ""
    portrait: MediaUse | None = None
    intro: MediaUse | None = None
    about_more: Prose | None = None


class LevelView(Struct, frozen=True):
    """What stands behind an entry, in words: "self", "seen", "confirmed" or "validated".

    "changed" says that the entry is no longer what the adult saw; `was` is what they gave it then. `skills`
    are those that they confirmed, `next` the step that they suggest, `link` a page of their organisation.
    """

    key: str
    by: str = ""
    role: str = ""
    date: DateView = DateView()
    statement: str = ""
    organisation: str = ""
    link: str = ""
    next: str = ""
    skills: tuple[SkillTag, ...] = ()
    was: str = ""


class SkillTag(Struct, frozen=True):
    """A skill on an entry: how it shows, in the learner's words, and the step where one was said."""

    skill: Link
    step: str = ""
    how: str = ""
    by_staff: bool = False


class EntryCard(Struct, frozen=True):
    """An entry as other pages list it."""

    title: str
    path: str
    date: DateView
    summary: str
    kind: str
    kind_key: str
    modes: tuple[str, ...]
    where: str
    where_key: str
    strands: tuple[Link, ...]
    skills: tuple[SkillTag, ...]
    cover: MediaUse | None
    level: LevelView
    language: str
    direction: str
    has_film: bool = False
    has_sound: bool = False
    observed: bool = False
    year: str = ""
    course: str = ""


class Fact(Struct, frozen=True):
    """A line of what is known about an entry: label, value, and a page where there is one."""

    key: str
    label: str
    value: str
    path: str = ""


class StageView(Struct, frozen=True):
    """A stage of a project, in its order."""

    name: str
    date: DateView
    hours: str
    text: str
    body: Prose | None
    media: tuple[MediaUse, ...]


class CriterionView(Struct, frozen=True):
    """A criterion of a brief and whether the learner says that this entry meets it."""

    text: str
    met: bool


class BriefView(Struct, frozen=True):
    """The brief that an entry answers."""

    title: str
    criteria: tuple[CriterionView, ...]
    who: str
    when: str


class LookAgain(Struct, frozen=True):
    """An earlier and a later look at the same thing."""

    card: EntryCard
    body: Prose
    media: tuple[MediaUse, ...] = ()


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


# --- forms: one view for the first page of each, besides the profile's ---------------------------------


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
    more than the page can hold.
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
