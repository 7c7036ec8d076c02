"""The pages of a profile: which there are, where they live, and what each knows."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from portfoliogen.assemble.addresses import page
from portfoliogen.assemble.evidence import skill_groups, skill_pages, strand_pages
from portfoliogen.assemble.prose import Targets, prose
from portfoliogen.model.site import PagePlan
from portfoliogen.text import slug
from portfoliogen.views import (
    BriefView,
    CourseView,
    CriterionView,
    EntriesView,
    EntryCard,
    EntryView,
    GoalsView,
    GoalView,
    HomeView,
    LearnerView,
    Link,
    LookAgain,
    MonthView,
    PageView,
    QualificationsView,
    QualificationView,
    StageView,
    Voucher,
    YearCard,
    YearView,
)

if TYPE_CHECKING:
    from portfoliogen.assemble.cards import Desk
    from portfoliogen.model.school import Entry, Goal

HOME = "index.html"
ENTRIES = page("entries")
GOALS = page("goals")
QUALIFICATIONS = page("qualifications")
TITLES_ON_TIMELINE = 3


class Pages:
    """Plans the pages of one profile, each with its template, trail and neighbours."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.strands = strand_pages(desk)
        self.skills = skill_pages(desk)
        self.goal_paths = _goal_paths(desk)
        self.years = _years(desk)
        self.nav = self._nav()

    def all(self, highlights: tuple[EntryCard, ...]) -> tuple[PagePlan, ...]:
        """Every page, sorted by path."""
        desk = self.desk
        word = desk.words.word
        plans = [self._plan("home", desk.learner.name, HOME, self._home(highlights))]
        if desk.learner.entries:
            plans.append(self._plan("entries", word("page.entries"), ENTRIES, EntriesView(self._by_year())))
        for entry, view in self._entry_views():
            plans.append(
                self._plan(
                    "entry",
                    view.card.title,
                    view.card.path,
                    view,
                    Link(word("page.entries"), ENTRIES),
                    description=entry.summary,
                )
            )
        plans += [
            self._plan(kind, one.card.link.name, one.card.link.path, one)
            for kind, views in (("strand", self.strands), ("skill", self.skills))
            for one in views.values()
        ]
        plans += self._year_plans()
        plans += self._course_plans()
        qualifications = self._qualifications()
        if qualifications:
            plans.append(
                self._plan(
                    "qualifications", word("page.qualifications"), QUALIFICATIONS, QualificationsView(qualifications)
                )
            )
        if desk.learner.goals:
            goals = tuple(self._goal(goal) for goal in desk.learner.goals)
            plans.append(self._plan("goals", word("page.goals"), GOALS, GoalsView(goals)))
            plans += [
                self._plan("goal", goal.link.name, goal.link.path, goal, Link(word("page.goals"), GOALS))
                for goal in goals
            ]
        return tuple(sorted(plans, key=lambda one: one.page.path))

    def _plan(self, kind: str, title: str, path: str, view: object, *trail: Link, description: str = "") -> PagePlan:
        home = Link(self.desk.learner.name, HOME)
        nav = tuple(Link(link.name, link.path, current=link.path == path) for link in self.nav)
        steps = (home, *trail) if path != HOME else ()
        return PagePlan(PageView(kind, title, path, steps, nav, description), f"{kind}.html", view)

    def _nav(self) -> tuple[Link, ...]:
        desk, word = self.desk, self.desk.words.word
        links = [Link(word("page.home"), HOME)]
        if desk.learner.entries:
            links.append(Link(word("page.entries"), ENTRIES))
        links += [view.card.link for view in self.strands.values()]
        if any(entry.qualification for entry in desk.learner.entries):
            links.append(Link(word("page.qualifications"), QUALIFICATIONS))
        if desk.learner.goals:
            links.append(Link(word("page.goals"), GOALS))
        return tuple(links)

    # -- home

    def _home(self, highlights: tuple[EntryCard, ...]) -> HomeView:
        desk = self.desk
        courses = [
            Link(course.name, page("courses", course.key))
            for course in desk.school.courses
            if any(entry.course == course.key for entry in desk.learner.entries)
        ]
        return HomeView(
            highlights=highlights,
            strands=tuple(view.card for view in self.strands.values()),
            skills=skill_groups(self.skills),
            goals=tuple(self._goal(goal) for goal in desk.learner.goals),
            years=tuple(self._year_card(name, entries) for name, entries in self.years.items()),
            vouchers=self._vouchers(),
            more=tuple(courses),
        )

    def _vouchers(self) -> tuple[Voucher, ...]:
        found: dict[tuple[str, str], list[Link]] = {}
        for entry in self.desk.learner.entries:
            person = entry.observed_by
            if person is not None:
                key = ("", person.role) if self.desk.public else (person.name, person.role)
                if any(key):
                    found.setdefault(key, []).append(self._link(entry))
        return tuple(Voucher(name, role, tuple(links)) for (name, role), links in sorted(found.items()))

    def _link(self, entry: Entry) -> Link:
        card = self.desk.cards[entry.key]
        return Link(card.title, card.path)

    # -- years

    def _by_year(self) -> tuple[tuple[str, tuple[EntryCard, ...]], ...]:
        undated = self.desk.words.word("undated")
        groups = [(name, entries) for name, entries in self.years.items()]
        without = [entry for entry in self.desk.learner.entries if not entry.date]
        if without:
            groups.append((undated if groups else "", without))
        return tuple((name, tuple(self.desk.cards[entry.key] for entry in entries)) for name, entries in groups)

    def _year_path(self, name: str) -> str:
        return page("years", slug(name))

    def _year_card(self, name: str, entries: list[Entry]) -> YearCard:
        months: dict[tuple[int, int], int] = {}
        for entry in reversed(entries):
            if entry.date and entry.date.precision != "year":
                first = entry.date.first
                months[(first.year, first.month)] = months.get((first.year, first.month), 0) + 1
        names = tuple((self.desk.words.month(year, month), count) for (year, month), count in months.items())
        titles = tuple(self.desk.cards[entry.key].title for entry in entries[:TITLES_ON_TIMELINE])
        return YearCard(Link(name, self._year_path(name)), names, len(entries), titles)

    def _year_plans(self) -> list[PagePlan]:
        names = list(self.years)
        plans = []
        for index, name in enumerate(names):
            months: dict[str, list[EntryCard]] = {}
            for entry in self.years[name]:
                whole = entry.date is None or entry.date.precision == "year"
                month = (
                    ""
                    if whole or entry.date is None
                    else self.desk.words.month(entry.date.first.year, entry.date.first.month)
                )
                months.setdefault(month, []).append(self.desk.cards[entry.key])
            earlier = Link(names[index + 1], self._year_path(names[index + 1])) if index + 1 < len(names) else None
            later = Link(names[index - 1], self._year_path(names[index - 1])) if index else None
            view = YearView(
                name, tuple(MonthView(month, tuple(cards)) for month, cards in months.items()), earlier, later
            )
            plans.append(self._plan("year", name, self._year_path(name), view))
        return plans

    def _course_plans(self) -> list[PagePlan]:
        plans = []
        for course in self.desk.school.courses:
            cards = tuple(
                self.desk.cards[entry.key] for entry in self.desk.learner.entries if entry.course == course.key
            )
            if cards:
                kind = self.desk.words.word(f"course.{course.kind}")
                plans.append(
                    self._plan(
                        "course",
                        course.name,
                        page("courses", course.key),
                        CourseView(course.name, kind, course.phase, cards),
                    )
                )
        return plans

    # -- entries

    def _entry_views(self) -> list[tuple[Entry, EntryView]]:
        entries = self.desk.learner.entries
        followers: dict[str, list[EntryCard]] = {}
        again: dict[str, list[EntryCard]] = {}
        for entry in reversed(entries):
            for table, key in ((followers, entry.follows), (again, entry.revisits)):
                if key:
                    table.setdefault(key, []).append(self.desk.cards[entry.key])
        made = []
        for index, entry in enumerate(entries):
            earlier = entries[index + 1] if index + 1 < len(entries) else None
            later = entries[index - 1] if index else None
            made.append(
                (
                    entry,
                    self._entry(
                        entry,
                        tuple(followers.get(entry.key, ())),
                        tuple(again.get(entry.key, ())),
                        self._link(earlier) if earlier else None,
                        self._link(later) if later else None,
                    ),
                )
            )
        return made

    def _entry(
        self,
        entry: Entry,
        followed_by: tuple[EntryCard, ...],
        now: tuple[EntryCard, ...],
        earlier: Link | None,
        later: Link | None,
    ) -> EntryView:
        desk = self.desk
        word = desk.words.word
        uses = desk.uses(entry)
        in_stages = {path for stage in entry.stages for path in stage.media}
        gallery = tuple(
            uses[item.source.path] for item in entry.media if not item.in_text and item.source.path not in in_stages
        )
        elements = [element for strand in desk.school.framework.strands for element in strand.elements]
        return EntryView(
            card=desk.cards[entry.key],
            body=desk.prose(entry, uses),
            gallery=gallery,
            facts=desk.facts(entry),
            elements=tuple(one.name_in(desk.words.language) for one in elements if one.key in entry.elements),
            stages=tuple(
                StageView(
                    stage.name,
                    desk.date(stage.date),
                    word("hours", count=stage.hours) if stage.hours is not None else "",
                    stage.text,
                    None,
                    tuple(uses[path] for path in stage.media if path in uses),
                )
                for stage in entry.stages
            ),
            hours=word("hours", count=entry.hours) if entry.hours is not None else "",
            brief=self._brief(entry),
            goals=tuple(
                Link(goal.title, self.goal_paths[goal.key]) for goal in desk.learner.goals if entry.key in goal.entries
            ),
            follows=desk.cards.get(entry.follows),
            followed_by=followed_by,
            then=self._then(entry),
            now=now,
            observed_by=desk.adult(entry.observed_by) if entry.observed_by else "",
            scribed_by=desk.adult(entry.scribed_by) if entry.scribed_by else "",
            support=word(f"support.{entry.support}") if entry.support in {"independently", "help"} else entry.support,
            next=entry.next,
            qualification=self._qualification(entry),
            earlier=earlier,
            later=later,
            tags=entry.tags,
        )

    def _then(self, entry: Entry) -> LookAgain | None:
        earlier = self.desk.by_key.get(entry.revisits)
        if earlier is None:
            return None
        uses = self.desk.uses(earlier)
        gallery = tuple(uses[item.source.path] for item in earlier.media if not item.in_text)
        return LookAgain(self.desk.cards[earlier.key], self.desk.prose(earlier, uses), gallery)

    def _brief(self, entry: Entry) -> BriefView | None:
        answer = entry.brief
        brief = next((one for one in self.desk.school.briefs if answer and one.key == answer.key), None)
        if brief is None or answer is None:
            return None
        # Criteria that an entry does not name are for `check`, never for readers.
        criteria = tuple(
            CriterionView(text, met=True) for number, text in enumerate(brief.criteria, 1) if number in answer.criteria
        )
        return BriefView(brief.title, criteria, "" if self.desk.public else brief.who, brief.when)

    # -- records

    def _qualification(self, entry: Entry) -> QualificationView | None:
        one = entry.qualification
        if one is None:
            return None
        return QualificationView(
            one.name,
            one.level,
            one.body,
            self.desk.words.word(f"qualification.{one.status}"),
            one.status,
            self.desk.date(one.date or entry.date),
            "",
            self._link(entry),
        )

    def _qualifications(self) -> tuple[QualificationView, ...]:
        made = []
        for entry in self.desk.learner.entries:
            view = self._qualification(entry)
            if view is not None and entry.qualification is not None:
                # A grade stands here and nowhere else, and only where the audience asks for it.
                made.append(replace(view, grade=entry.qualification.grade))
        return tuple(made)

    def _goal(self, goal: Goal) -> GoalView:
        desk = self.desk
        return GoalView(
            Link(goal.title, self.goal_paths[goal.key]),
            desk.words.word(f"goal.{goal.status}"),
            goal.status,
            desk.date(goal.set_on),
            desk.date(goal.due),
            tuple((step.text, step.done) for step in goal.steps),
            prose(goal.body, Targets({}, {}, {})),
            tuple(desk.cards[key] for key in goal.entries if key in desk.cards),
        )


def learner_view(desk: Desk) -> LearnerView:
    """The learner as this audience may see them."""
    about = desk.learner.about
    uses = {item.source.path: desk.use(item) for item in about.media}
    targets = Targets(
        {target: uses[path] for target, path in about.files if path in uses},
        {target: desk.paths[key] for target, key in about.links if key in desk.paths},
        {target: desk.cards[key].title for target, key in about.links if key in desk.cards},
    )
    text = prose(about.body, targets)
    return LearnerView(
        desk.learner.name,
        about.headline,
        about.languages,
        text if text.pieces else None,
        about.language,
        desk.use(about.portrait) if about.portrait else None,
        desk.use(about.intro) if about.intro else None,
    )


def _goal_paths(desk: Desk) -> dict[str, str]:
    paths: dict[str, str] = {}
    taken: set[str] = set()
    for goal in desk.learner.goals:
        name, number = goal.key, 2
        while name in taken:
            name, number = f"{goal.key}-{number}", number + 1
        taken.add(name)
        paths[goal.key] = page("goals", name)
    return paths


def _years(desk: Desk) -> dict[str, list[Entry]]:
    """Entries by the name of their school year, the newest year first."""
    years: dict[str, list[Entry]] = {}
    for entry in desk.learner.entries:
        if entry.date:
            years.setdefault(desk.year_name(entry.date), []).append(entry)
    return years
