"""Who may see what: the one place where it is decided.

What does not pass here leaves no trace in a profile, since later stages never meet it.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from msgspec import Struct, field
from msgspec.structs import replace

from portfoliogen.assemble.consent import Consents, consents_of
from portfoliogen.assemble.endorsed import seen_endorsements
from portfoliogen.assemble.hiding import body_without, dated_by_media, renamed
from portfoliogen.assemble.veil import shown_name, veil_for, veiled
from portfoliogen.diagnostics.rules import audience as rules
from portfoliogen.model.documents import Role
from portfoliogen.model.learner import About, Learner, OnePage, Person, Proof
from portfoliogen.model.sources import MediaKind
from portfoliogen.model.visibility import Visibility
from portfoliogen.text import fold

if TYPE_CHECKING:
    from portfoliogen.assemble.veil import Veil
    from portfoliogen.diagnostics import Diagnostic, Position
    from portfoliogen.model.learner import Entry, Goal, MediaItem, Stage
    from portfoliogen.model.school import Audience, School, Selection

_SHOWS_PEOPLE = frozenset({MediaKind.PICTURE, MediaKind.FILM})


def audiences_of(learner: Learner, school: School) -> tuple[Audience, ...]:
    """All audiences of a learner: the school's, each as the learner has completed it, then the learner's own."""
    own = {one.key: one for one in learner.audiences}
    shared = tuple(own.pop(one.key, one) for one in school.audiences)
    return (*shared, *own.values())


def is_for_building(audience: Audience, today: dt.date) -> bool:
    """Whether an audience gets profiles: it is not over, and not for looking at in private only."""
    return audience.visibility > Visibility.PRIVATE and not audience.is_over(today)


def next_change(learner: Learner, audiences: tuple[Audience, ...], school: School, today: dt.date) -> dt.date | None:
    """The first day to come on which the same files would be shown otherwise, or none."""
    a_day = dt.timedelta(days=1)
    days = [entry.embargo_until for entry in learner.entries if entry.embargo_until]
    days += [entry.date.first for entry in learner.entries if entry.date]
    people = (*school.roster, *learner.others)
    untils = [*(one.until for one in audiences), *(row.until for row in people), learner.until]
    ends = [day for day in untils if day and day < dt.date.max]
    days += [end + a_day for end in ends]
    return min((day for day in days if day > today), default=None)


def seen_by(learner: Learner, audience: Audience, school: School, today: dt.date) -> Learner | None:
    """The learner as an audience may see them, as `screen`, without what there is to tell."""
    return screen(learner, audience, school, today)[0]


def screen(
    learner: Learner,
    audience: Audience,
    school: School,
    today: dt.date,
) -> tuple[Learner | None, tuple[Diagnostic, ...]]:
    """The learner as an audience may see them, or None where this audience gets no profile.

    Left out is whatever is narrower than the audience: by its own visibility, by the learner's consent, by
    the consent of those pictured, by an embargo, or because it is a draft or nothing yet.

    Reports: PG607, PG608, PG610, PG613, PG614.
    """
    publish = Visibility.PRIVATE if learner.until is not None and learner.until < today else learner.publish
    if publish < audience.visibility:
        return None, ()
    gate = _Gate(learner, audience, school, consents_of(school, learner, today), today)
    entries = tuple(filter(None, map(gate.entry, gate.selected())))
    if not entries and audience in learner.audiences:
        gate.found.append(rules.AUDIENCE_EMPTY.at(audience.at, name=audience.key, wanted=audience.visibility.word))
    keys = {entry.key for entry in entries}
    entries = tuple(_without_hidden(entry, keys) for entry in entries)
    entries = tuple(
        replace(entry, endorsements=seen_endorsements(entry, learner, audience, school)) for entry in entries
    )
    goals = tuple(_goal(goal, keys) for goal in learner.goals if _may_see_goal(goal, audience))
    titles = {goal.title for goal in goals}
    entries = tuple(replace(entry, goals=tuple(one for one in entry.goals if one in titles)) for entry in entries)
    seen = replace(
        learner,
        about=gate.about(keys),
        entries=_newest_first(entries),
        goals=goals,
        audiences=(),
        **_letter(audience, keys),
    )
    if not gate.public:
        return seen, tuple(gate.found)
    shown = shown_name(learner.name, learner.shown_as)
    seen = replace(seen, name=shown, group="", id="", folder="", kept_out=())
    veil = veil_for(learner.name, shown, learner.kept_out)
    seen, told = _under_veil(seen, veil) if veil is not None else (seen, [])
    return seen, (*gate.found, *told)


class _Gate(Struct):
    """What one audience may see of one learner; problems gather in `found`."""

    learner: Learner
    audience: Audience
    school: School
    consents: Consents
    today: dt.date
    found: list[Diagnostic] = field(default_factory=list)

    @property
    def public(self) -> bool:
        return self.audience.visibility is Visibility.PUBLIC

    @property
    def _shows_notes(self) -> bool:
        # What the learner means to say aloud is on the learner's own sheet and nowhere else.
        return self.audience.form == "conference" and not self.public

    def selected(self) -> list[Entry]:
        """The entries that the audience asks for; their order stays that of the profile."""
        select = self.audience.select
        return [entry for entry in self.learner.entries if select is None or _is_selected(entry, select)]

    def entry(self, entry: Entry) -> Entry | None:
        """An entry as the audience may see it, or None."""
        if entry.draft or entry.visibility < self.audience.visibility or entry.is_skeleton:
            return None
        if self.public and entry.embargo_until is not None and self.today < entry.embargo_until:
            return None
        agreed = [self._agreed(name) for name in entry.people]
        if not all(publish for publish, _ in agreed):
            self.found.append(rules.PEOPLE_NOT_AGREED.at(entry.at, site=self.audience.visibility.word))
            return None
        pictured = all(photo for _, photo in agreed)
        media = tuple(
            item for item in entry.media if self._may_show(item) and (pictured or item.facts.kind not in _SHOWS_PEOPLE)
        )
        withheld = len(entry.media) - len(media) - sum(1 for item in entry.media if self._is_narrower(item))
        if withheld:
            self.found.append(rules.PHOTOS_NOT_AGREED.at(entry.at, count=withheld, site=self.audience.visibility.word))
        shown = self._reduced(entry, media)
        # What was only pictures, and shows none of them here, would be a title over nothing.
        return None if shown.is_skeleton else shown

    def _reduced(self, entry: Entry, media: tuple[MediaItem, ...]) -> Entry:
        paths = {item.source.path for item in media}
        qualification = entry.qualification
        if qualification is not None and not self.audience.shows("grades"):
            qualification = replace(qualification, grade="")
        return dated_by_media(
            replace(
                entry,
                qualification=qualification,
                # Who is pictured was asked about; a page says so in the school only.
                media=tuple(replace(item, people=()) for item in media) if self.public else media,
                body=body_without(entry.body, {target for target, path in entry.files if path not in paths}),
                cover=entry.cover if entry.cover in paths else "",
                files=tuple((target, path) for target, path in entry.files if path in paths),
                stages=tuple(_stage(stage, paths) for stage in entry.stages),
                # Other people's names never leave the school by way of a learner's entry.
                with_=() if self.public else tuple(name for name in entry.with_ if self._agreed(name)[0]),
                people=() if self.public else entry.people,
                observed_by=self._adult(entry.observed_by),
                scribed_by=self._adult(entry.scribed_by),
                notes=entry.notes if self._shows_notes else (),
                proofs=tuple(one if one.source in paths else Proof(one.skill) for one in entry.proofs),
                endorsements=seen_endorsements(entry, self.learner, self.audience, self.school),
                parts=(),
            )
        )

    def about(self, keys: set[str]) -> About:
        """The learner's own page; one that is narrower than the audience stays shut, but for the choice of entries."""
        about = self.learner.about
        highlights = self._highlights(keys)
        if about.visibility is not None and about.visibility < self.audience.visibility:
            return About(highlights=highlights, language=about.language, one_page=self._one_page())
        media = tuple(item for item in about.media if self._may_show(item))
        # A face beside a name stays in the school unless the school says otherwise (SAFETY: portraits).
        portrait = about.portrait
        if portrait is not None and self.public and not self.audience.shows("portrait"):
            media = tuple(item for item in media if item.source.path != portrait.source.path)
        paths = {item.source.path for item in media}
        shut = {target for target, path in about.files if path not in paths}
        shut |= {target for target, key in about.links if key not in keys}
        statements = tuple(replace(one, by="") for one in about.statements) if self.public else about.statements
        return replace(
            about,
            name="",
            body=body_without(about.body, shut),
            media=media,
            statements=statements,
            one_page=self._one_page(),
            portrait=portrait if portrait is not None and portrait.source.path in paths else None,
            intro=about.intro if about.intro is not None and about.intro.source.path in paths else None,
            files=tuple((target, path) for target, path in about.files if path in paths),
            links=tuple((target, key) for target, key in about.links if key in keys),
            highlights=highlights,
        )

    def _one_page(self) -> OnePage:
        """The one-page profile, closed until an audience names it."""
        page = self.learner.about.one_page
        limit = Visibility.PUBLIC if page.visibility is None else page.visibility
        if not self.audience.shows("one-page") or limit < self.audience.visibility:
            return OnePage()
        return replace(page, scribed_by=self._adult(page.scribed_by))

    def _highlights(self, keys: set[str]) -> tuple[tuple[str, Position], ...]:
        """What stands first: the list of the audience, in its order, else the learner's choice."""
        select = self.audience.select
        if select is None or not select.is_list:
            return tuple((key, at) for key, at in self.learner.about.highlights if key in keys)
        entries = [entry for entry in self.learner.entries if entry.key in keys]
        listed = [entry for one in (*select.keys, *select.titles) for entry in entries if _is_named(entry, one)]
        return tuple((entry.key, entry.at) for entry in dict.fromkeys(listed))

    def _adult(self, person: Person | None) -> Person | None:
        return Person("", person.role) if person is not None and self.public else person

    def _agreed(self, name: str) -> tuple[bool, bool]:
        """Whether somebody named agreed to be published, and to be pictured, as widely as this audience."""
        publish, photo = self.consents.of(name)
        return publish >= self.audience.visibility, photo >= self.audience.visibility

    def _is_narrower(self, item: MediaItem) -> bool:
        return item.visibility is not None and item.visibility < self.audience.visibility

    def _may_show(self, item: MediaItem) -> bool:
        if self._is_narrower(item):
            return False
        if item.facts.kind in _SHOWS_PEOPLE and self.learner.photo < self.audience.visibility:
            return False
        return all(all(self._agreed(name)) for name in item.people)


def _is_selected(entry: Entry, select: Selection) -> bool:
    if select.nothing:
        return False
    if select.is_list:
        return any(_is_named(entry, one) for one in (*select.keys, *select.titles))
    skills = {claim.skill for claim in entry.skills} | {proof.skill for proof in entry.proofs}
    wanted = (
        (select.kinds, {entry.kind}),
        (select.strands, {*entry.strands, *entry.elements}),
        (select.skills, skills),
        (tuple(map(fold, select.tags)), set(map(fold, entry.tags))),
    )
    return all(not choices or not there.isdisjoint(choices) for choices, there in wanted)


def _is_named(entry: Entry, name: str) -> bool:
    return name == entry.key or fold(name) in {fold(entry.title), fold(entry.key.rpartition("/")[2])}


def _stage(stage: Stage, paths: set[str]) -> Stage:
    return replace(stage, media=tuple(path for path in stage.media if path in paths))


def _without_hidden(entry: Entry, keys: set[str]) -> Entry:
    shut = {target for target, key in entry.links if key not in keys}
    return replace(
        entry,
        body=body_without(entry.body, shut) if shut else entry.body,
        links=tuple((target, key) for target, key in entry.links if key in keys),
        follows=entry.follows if entry.follows in keys else "",
        revisits=entry.revisits if entry.revisits in keys else "",
    )


def _letter(audience: Audience, keys: set[str]) -> dict[str, Any]:
    """The covering text without links to what this audience does not see; it shows no media."""
    shut = {one.target for one in audience.letter.references if one.role in {Role.EMBED, Role.INLINE}}
    shut |= {target for target, key in audience.letter_links if key not in keys}
    links = tuple((target, key) for target, key in audience.letter_links if key in keys)
    return {"letter": body_without(audience.letter, shut), "letter_links": links}


def _newest_first(entries: tuple[Entry, ...]) -> tuple[Entry, ...]:
    dated = sorted((one for one in entries if one.date), key=lambda one: (one.date, one.key), reverse=True)
    return (*dated, *sorted((one for one in entries if not one.date), key=lambda one: one.key))


def _may_see_goal(goal: Goal, audience: Audience) -> bool:
    """Goals are closed: each opens by its own word, or in the school by an audience that shows goals."""
    if goal.visibility is Visibility.PRIVATE:
        return False
    if audience.visibility is Visibility.PUBLIC:
        return goal.shared
    return goal.shared or goal.visibility is not None or audience.shows("goals")


def _goal(goal: Goal, keys: set[str]) -> Goal:
    return replace(goal, entries=tuple(key for key in goal.entries if key in keys))


def _under_veil(seen: Learner, veil: Veil) -> tuple[Learner, list[Diagnostic]]:
    """The learner with the name rule kept in every text, title and address, and what was changed told."""
    entries = tuple(veiled(entry, veil) for entry in seen.entries)
    goals = tuple(veiled(goal, veil) for goal in seen.goals)
    about = veiled(seen.about, veil)
    found: list[Diagnostic] = []
    for entry, veiled_entry in zip(seen.entries, entries, strict=True):
        found += _told(veil, entry, entry.at) if entry != veiled_entry else []
    for goal, veiled_goal in zip(seen.goals, goals, strict=True):
        found += _told(veil, goal, goal.at) if goal != veiled_goal else []
    if about != seen.about:
        found += _told(veil, seen.about, seen.about.at)
    seen = replace(seen, about=about, entries=entries, goals=goals, letter=veil.body(seen.letter))
    return renamed(seen, veil.text), found


def _told(veil: Veil, before: object, at: Position) -> list[Diagnostic]:
    """What the veil took out of something: the name, a number, or both."""
    found = []
    if veil.name is not None and veiled(before, replace(veil, numbers=None)) != before:
        found.append(rules.OWN_NAME_HIDDEN.at(at, shown=veil.shown))
    if veil.numbers is not None and veiled(before, replace(veil, name=None)) != before:
        found.append(rules.NUMBER_LEFT_OUT.at(at))
    return found
