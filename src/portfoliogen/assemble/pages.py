"""The pages of a profile: which there are, where they live, and what each knows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from portfoliogen.assemble.addresses import moved_pages, page
from portfoliogen.assemble.barriers import ACCESSIBILITY, barriers
from portfoliogen.assemble.cards import is_long
from portfoliogen.assemble.entry_views import EntryViews
from portfoliogen.assemble.evidence import skill_groups, skill_pages, skills_view, strand_pages
from portfoliogen.assemble.forms.one_page import one_page_page
from portfoliogen.assemble.prose import Targets, beginning, prose
from portfoliogen.model.site import PagePlan
from portfoliogen.text import slug
from portfoliogen.views.pages import (
    CourseView,
    EntriesView,
    GoalsView,
    HomeView,
    MonthView,
    MovedView,
    QualificationsView,
    YearCard,
    YearView,
)
from portfoliogen.views.parts import EntryCard, LearnerView, Link, PageView

if TYPE_CHECKING:
    from portfoliogen.assemble.cards import Desk
    from portfoliogen.model.learner import Entry
    from portfoliogen.views.parts import Prose

HOME = "index.html"
ENTRIES = page("entries")
GOALS = page("goals")
QUALIFICATIONS = page("qualifications")
SKILLS = page("skills")
ABOUT_WORDS = 90
"""How much of what a learner says of themselves opens the home, so that it is read in two minutes."""


class Pages:
    """Plans the pages of one profile, each with its template, trail and neighbours."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.strands = strand_pages(desk)
        self.skills = skill_pages(desk)
        self.views = EntryViews(desk)
        self.years = _years(desk)
        self.one_page = one_page_page(desk)
        self.nav = self._nav()

    def all(self, highlights: tuple[EntryCard, ...]) -> tuple[PagePlan, ...]:
        """Every page, sorted by path."""
        desk = self.desk
        word = desk.words.word
        plans = [self._plan("home", desk.learner.name, HOME, self._home(highlights))]
        if desk.learner.entries:
            plans.append(self._plan("entries", word("page.entries"), ENTRIES, EntriesView(self._by_year())))
        for entry, view in self.views.all():
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
        plans += [self._plan("strand", one.card.link.name, one.card.link.path, one) for one in self.strands.values()]
        plans += self._skill_plans()
        plans.append(self._plan("accessibility", word("page.accessibility"), ACCESSIBILITY, barriers(desk)))
        titles = {card.path: card.title for card in desk.cards.values()}
        plans += [
            self._plan("moved", titles[path], former, MovedView(Link(titles[path], path)))
            for former, path in moved_pages(desk.learner.entries, desk.paths).items()
        ]
        plans += self._year_plans()
        plans += self._course_plans()
        qualifications = self.views.qualifications()
        if qualifications:
            plans.append(
                self._plan(
                    "qualifications", word("page.qualifications"), QUALIFICATIONS, QualificationsView(qualifications)
                )
            )
        if desk.learner.goals:
            goals = tuple(self.views.goal(goal) for goal in desk.learner.goals)
            plans.append(self._plan("goals", word("page.goals"), GOALS, GoalsView(goals)))
            plans += [
                self._plan("goal", goal.link.name, goal.link.path, goal, Link(word("page.goals"), GOALS))
                for goal in goals
            ]
        if self.one_page:
            plan = self._plan("one-page", self.one_page.title, self.one_page.path, self.one_page.view)
            plans.append(replace(plan, template="form_one_page.html"))
        return tuple(sorted(plans, key=lambda one: one.page.path))

    def _skill_plans(self) -> list[PagePlan]:
        if not self.skills:
            return []
        name = self.desk.words.word("page.skills")
        plans = [self._plan("skills", name, SKILLS, skills_view(self.desk, self.skills))]
        return plans + [
            self._plan("skill", one.card.link.name, one.card.link.path, one, Link(name, SKILLS))
            for one in self.skills.values()
        ]

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
        if self.skills:
            links.append(Link(word("page.skills"), SKILLS))
        if any(entry.qualification for entry in desk.learner.entries):
            links.append(Link(word("page.qualifications"), QUALIFICATIONS))
        if desk.learner.goals:
            links.append(Link(word("page.goals"), GOALS))
        if self.one_page:
            links.append(Link(self.one_page.title, self.one_page.path))
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
            goals=tuple(self.views.goal(goal) for goal in desk.learner.goals),
            years=tuple(self._year_card(name, entries) for name, entries in self.years.items()),
            vouchers=self.views.vouchers(),
            more=(*courses, *([Link(self.one_page.title, self.one_page.path)] if self.one_page else [])),
            letter=letter if (letter := _letter(desk)) else None,
        )

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
            if entry.date and not is_long(entry.date):
                first = entry.date.first
                months[(first.year, first.month)] = months.get((first.year, first.month), 0) + 1
        names = tuple((self.desk.words.month_name(month), count) for (_, month), count in months.items())
        return YearCard(Link(name, self._year_path(name)), names, len(entries))

    def _year_plans(self) -> list[PagePlan]:
        names = list(self.years)
        plans = []
        for index, name in enumerate(names):
            months: dict[str, list[EntryCard]] = {}
            for entry in self.years[name]:
                whole = entry.date is None or is_long(entry.date)
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


def learner_view(desk: Desk) -> LearnerView:
    """The learner as this audience may see them."""
    about = desk.learner.about
    uses = {item.source.path: desk.use(item) for item in about.media}
    targets = Targets(
        {target: uses[path] for target, path in about.files if path in uses},
        {target: desk.paths[key] for target, key in about.links if key in desk.paths},
        {target: desk.cards[key].title for target, key in about.links if key in desk.cards},
    )
    text, more = beginning(prose(about.body, targets), ABOUT_WORDS)
    return LearnerView(
        desk.learner.name,
        about.headline,
        about.languages,
        text if text.pieces else None,
        about.language,
        desk.use(about.portrait) if about.portrait else None,
        desk.use(about.intro) if about.intro else None,
        more if more.pieces else None,
    )


def _letter(desk: Desk) -> Prose:
    links = [(target, key) for target, key in desk.learner.letter_links if key in desk.paths]
    return prose(
        desk.learner.letter,
        Targets(
            {},
            {target: desk.paths[key] for target, key in links},
            {target: desk.cards[key].title for target, key in links},
        ),
    )


def _years(desk: Desk) -> dict[str, list[Entry]]:
    """Entries by the name of their school year, the newest year first."""
    years: dict[str, list[Entry]] = {}
    for entry in desk.learner.entries:
        if entry.date:
            years.setdefault(desk.year_name(entry.date), []).append(entry)
    return years
