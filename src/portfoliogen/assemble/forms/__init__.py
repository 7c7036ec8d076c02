"""The forms: the shape that an audience gets. Each is built from what the audience may see, and from nothing else.

`profile` is the full one, in `assemble/pages.py`; every other form is a first page of its own, with the pages
of the entries that it is about.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from portfoliogen.assemble.addresses import moved_pages
from portfoliogen.assemble.barriers import ACCESSIBILITY, barriers
from portfoliogen.assemble.entry_views import EntryViews
from portfoliogen.assemble.forms.annex import annex
from portfoliogen.assemble.forms.choice import chosen_for
from portfoliogen.assemble.forms.drafts import application, interview
from portfoliogen.assemble.forms.family import conference, letter
from portfoliogen.assemble.forms.one_page import one_page_page
from portfoliogen.assemble.forms.record import record
from portfoliogen.assemble.forms.shared import HOME, FormDesk, FormPage, Made
from portfoliogen.assemble.forms.work import careers, placements, showcase
from portfoliogen.assemble.hiding import only
from portfoliogen.model.site import PagePlan
from portfoliogen.views.pages import MovedView
from portfoliogen.views.parts import Link, PageView

if TYPE_CHECKING:
    from collections.abc import Callable

    from portfoliogen.assemble.cards import Desk
    from portfoliogen.diagnostics import Position
    from portfoliogen.model.learner import Entry, Learner
    from portfoliogen.model.school import Audience

__all__ = ["FORMS", "form_of", "narrowed", "one_page_page"]

FORMS: dict[str, Callable[[FormDesk], Made]] = {
    "record": record,
    "letter": letter,
    "conference": conference,
    "showcase": showcase,
    "application": application,
    "interview": interview,
    "careers": careers,
    "annex": annex,
    "placements": placements,
}
"""Every form but the profile, by the word in an audience that chooses it."""


def narrowed(learner: Learner, audience: Audience) -> tuple[Learner, tuple[Entry, ...]]:
    """The learner with the entries of a form alone, and those entries in the form's order."""
    chosen = chosen_for(learner, audience)
    if len(chosen) == len(learner.entries):
        return learner, chosen
    kept = only(learner, {entry.key for entry in chosen})
    by_key = {entry.key: entry for entry in kept.entries}
    return kept, tuple(by_key[entry.key] for entry in chosen)


def form_of(desk: Desk, chosen: tuple[Entry, ...], address: str, at: Position) -> tuple[tuple[PagePlan, ...], Made]:
    """All pages of a form, sorted by path, and what else it is made of.

    Args:
        desk: A lean one, over the learner with the entries of this form.
        chosen: Those entries, in the form's order.
        address: Where the profile can be looked up; empty where nobody said.
        at: Where to tell of a problem.
    """
    views = EntryViews(desk)
    of_entries = views.all()
    made = FORMS[desk.audience.form](
        FormDesk(desk, views, chosen, address, at, {entry.key: view for entry, view in of_entries})
    )
    word = desk.words.word
    more = one_page_page(desk)
    pages = (*made.pages, *((more,) if more else ()))
    nav = tuple(Link(one.title, one.path) for one in pages) if len(pages) > 1 else ()
    home = Link(pages[0].title, HOME)
    plans = [_plan(one, nav, home) for one in pages]
    plans += [
        PagePlan(PageView("entry", view.card.title, view.card.path, (home,), nav, entry.summary), "entry.html", view)
        for entry, view in of_entries
    ]
    titles = {card.path: card.title for card in desk.cards.values()}
    plans += [
        PagePlan(
            PageView("moved", titles[path], former, (home,), nav), "moved.html", MovedView(Link(titles[path], path))
        )
        for former, path in moved_pages(desk.learner.entries, desk.paths).items()
    ]
    plans.append(
        PagePlan(
            PageView("accessibility", word("page.accessibility"), ACCESSIBILITY, (home,), nav),
            "accessibility.html",
            barriers(desk),
        )
    )
    return tuple(sorted(plans, key=lambda one: one.page.path)), made


def _plan(one: FormPage, nav: tuple[Link, ...], home: Link) -> PagePlan:
    marked = tuple(replace(link, current=link.path == one.path) for link in nav)
    trail = () if one.path == HOME else (home,)
    template = f"form_{one.kind.replace('-', '_')}.html"
    return PagePlan(PageView(one.kind, one.title, one.path, trail, marked), template, one.view)
