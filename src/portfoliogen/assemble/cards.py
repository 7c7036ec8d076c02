"""Entries as pages show them: cards, tags, facts, media in use."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from msgspec.structs import replace

from portfoliogen.assemble.addresses import entry_pages, page
from portfoliogen.assemble.endorsed import level_of
from portfoliogen.assemble.prose import Targets, prose
from portfoliogen.model.media import MediaJob, Treatment
from portfoliogen.model.sources import MediaKind
from portfoliogen.model.visibility import Visibility
from portfoliogen.views.parts import DateView, EntryCard, Fact, Link, MediaUse, Prose, SkillTag
from portfoliogen.words import direction_of

if TYPE_CHECKING:
    from portfoliogen.model.learner import Entry, Learner, MediaItem, Person, Span
    from portfoliogen.model.school import Audience, School
    from portfoliogen.words import Words

KEY_DIGITS = 20
LONG_DAYS = 100


class Desk:
    """What the pages of one profile are put together from; local to one profile.

    `lean` says that strands, skills, courses and goals get no pages of their own.
    """

    def __init__(
        self, learner: Learner, audience: Audience, school: School, words: Words, *, lean: bool = False
    ) -> None:
        self.learner, self.audience, self.school, self.words, self.lean = learner, audience, school, words, lean
        self.paths = entry_pages(learner.entries)
        self.cards: dict[str, EntryCard] = {}
        self.media: dict[str, MediaJob] = {}
        self.by_key = {entry.key: entry for entry in learner.entries}
        framework = school.framework
        language = words.language
        self.strand_links = {
            strand.key: Link(strand.name_in(language), page("strands", strand.key), number=strand.number)
            for strand in framework.strands
        }
        self.skill_links = {
            skill.key: Link(skill.name_in(language), page("skills", skill.key)) for skill in framework.skills
        }
        if lean:
            # A form has pages for entries alone.
            self.strand_links = {key: replace(link, path="") for key, link in self.strand_links.items()}
            self.skill_links = {key: replace(link, path="") for key, link in self.skill_links.items()}
        self.mode_names = {mode.key: mode.name_in(language) for mode in framework.modes}
        self.kind_names = {kind.key: kind.name_in(language) for kind in framework.kinds}
        self.steps = {skill.key: skill for skill in framework.skills}
        self.public = self.audience.visibility is Visibility.PUBLIC
        for entry in self.learner.entries:
            self.cards[entry.key] = self._card(entry)

    # -- words

    def date(self, span: Span | None) -> DateView:
        """A date in the profile's language; empty where there is none."""
        return self.words.date(span.first, span.last, span.precision) if span else DateView()

    def step(self, skill: str, step: int | None) -> str:
        """A step in words: its level's name, or “step 6”."""
        if step is None:
            return ""
        levels = self.steps[skill].levels
        return levels[step - 1] if levels else self.words.word("step", step=step)

    def adult(self, person: Person) -> str:
        """An adult as this audience may know them: by role alone outside the school."""
        if self.public:
            return person.role
        return f"{person.name}, {person.role}" if person.name and person.role else person.name or person.role

    # -- media

    def use(self, item: MediaItem) -> MediaUse:
        """A media file in a page; the work of making it ready is written down once."""
        still = item.still and item.facts.animated
        key = item.facts.digest[:KEY_DIGITS] + ("-still" if still else "")
        self.media.setdefault(key, MediaJob(key, item.source, item.facts, Treatment(still=still)))
        return MediaUse(
            key, item.facts.kind.value, item.alt, item.caption, item.decorative, None, item.transcript, item.captions
        )

    def uses(self, entry: Entry) -> dict[str, MediaUse]:
        """All media of an entry by path."""
        return {item.source.path: self.use(item) for item in entry.media}

    def prose(self, entry: Entry, uses: dict[str, MediaUse]) -> Prose:
        """An entry's text as this audience may read it."""
        targets = Targets(
            {target: uses[path] for target, path in entry.files if path in uses},
            {target: self.paths[key] for target, key in entry.links if key in self.paths},
            {target: self.cards[key].title for target, key in entry.links if key in self.cards},
        )
        return prose(entry.body, targets)

    # -- cards

    def _card(self, entry: Entry) -> EntryCard:
        kinds = {item.facts.kind for item in entry.media}
        language = entry.language or self.learner.about.language or self.words.language
        title = self.words.title_of(entry)
        return EntryCard(
            title=title,
            path=self.paths[entry.key],
            date=self.date(entry.date),
            # Said once is enough.
            summary="" if entry.summary.casefold() == title.casefold() else entry.summary,
            kind=self.kind_names.get(entry.kind, entry.kind),
            kind_key=entry.kind,
            modes=tuple(self.mode_names[mode] for mode in entry.modes),
            where=self.words.word(f"where.{entry.where}"),
            where_key=entry.where,
            strands=tuple(self.strand_links[key] for key in entry.strands),
            skills=tuple(
                SkillTag(self.skill_links[claim.skill], self.step(claim.skill, claim.step), claim.how, claim.by_staff)
                for claim in entry.skills
            ),
            cover=self._cover(entry),
            level=level_of(self, entry),
            language=language,
            direction=direction_of(language) if entry.language else "auto",
            has_film=MediaKind.FILM in kinds,
            has_sound=MediaKind.SOUND in kinds,
            observed=entry.is_observation,
            year=self.year_name(entry.date),
            course=self._course_name(entry),
        )

    def _cover(self, entry: Entry) -> MediaUse | None:
        """The picture that stands for an entry: the one it names, else its first."""
        pictures = [item for item in entry.media if item.facts.kind is MediaKind.PICTURE]
        chosen = next((item for item in pictures if item.source.path == entry.cover), None)
        chosen = (
            chosen or next((item for item in pictures if item.in_text), None) or (pictures[0] if pictures else None)
        )
        if chosen is None:
            chosen = next((item for item in entry.media if item.facts.kind is MediaKind.FILM), None)
        return self.use(chosen) if chosen else None

    def _course_name(self, entry: Entry) -> str:
        course = self.school.course(entry.course) if entry.course else None
        return course.name if course else entry.subject

    def year_name(self, span: Span | None) -> str:
        """The school year of a date as people write it: 2025–26."""
        return year_name(span.first, self.school.year_starts) if span else ""

    def context(self, entry: Entry) -> str:
        """Where and in what an entry arose: two entries of one context are one way of gathering evidence."""
        about = self._course_name(entry) or entry.provider
        where = self.words.word(f"where.{entry.where}")
        return f"{about} ({where})" if about else where

    def facts(self, entry: Entry) -> tuple[Fact, ...]:
        """What is known about an entry, in a fixed order, as far as somebody said it."""
        word, join = self.words.word, self.words.join
        card = self.cards[entry.key]
        course = self.school.course(entry.course) if entry.course else None
        rows = [
            ("kind", card.kind if entry.kind != "reflection" else "", ""),
            ("course", course.name if course else "", page("courses", course.key) if course and not self.lean else ""),
            ("subject", entry.subject, ""),
            ("where", card.where if entry.where != "school" else "", ""),
            ("provider", entry.provider, ""),
            ("mode", join(card.modes) if card.modes else "", ""),
            ("with", join(entry.with_) if entry.with_ else "", ""),
            ("people", join(entry.people) if entry.people else "", ""),
        ]
        made = [Fact(key, word(f"fact.{key}"), value, path) for key, value, path in rows if value]
        return (*made, *(Fact("extra", label, value) for label, value in entry.extra))


def is_long(span: Span) -> bool:
    """Whether a date is too wide to stand in one month: a year, or a range of a term and more."""
    return (span.last - span.first).days > LONG_DAYS


def year_name(day: dt.date, starts: int) -> str:
    """The name of the school year that a day is in; a calendar year where it begins in January."""
    year = school_year(day, starts)
    return str(year) if starts == 1 else f"{year}\N{EN DASH}{(year + 1) % 100:02}"


def school_year(day: dt.date, starts: int) -> int:
    """The year in which the school year of a day began."""
    return day.year if day.month >= starts else day.year - 1
