"""What a profile lets out, in words: the part of its receipt that is known before any file is made."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from portfoliogen.model.site import Release
from portfoliogen.views.forms import OnePageView
from portfoliogen.views.pages import EntryView, StatementView, Voucher
from portfoliogen.views.parts import LevelView

if TYPE_CHECKING:
    from collections.abc import Iterator

    from portfoliogen.assemble.cards import Desk
    from portfoliogen.model.site import PagePlan


def release_of(desk: Desk, pages: tuple[PagePlan, ...]) -> Release:
    """All that the pages of a profile tell of people, entries and media.

    Adults are found by walking through what the pages know, so that none is on a page and not here.
    """
    audience, learner = desk.audience, desk.learner
    people = {name for entry in learner.entries for name in (*entry.with_, *entry.people)}
    seen: set[int] = set()
    endorsers = {name for plan in pages for name in _adults(plan.view, seen)}
    return Release(
        learner=learner.name,
        audience=audience.key,
        who=audience.who,
        decision=audience.decision,
        form=audience.form,
        until=audience.until.isoformat() if audience.until else "",
        entries=tuple((desk.cards[entry.key].title, desk.cards[entry.key].path) for entry in learner.entries),
        media=tuple((key, desk.media[key].facts.kind.value) for key in sorted(desk.media)),
        people=tuple(sorted(people)),
        endorsers=tuple(sorted(endorsers)),
    )


def _adults(view: object, seen: set[int]) -> Iterator[str]:
    """The names of adults anywhere in a view; a card that stands on many pages is looked at once."""
    if id(view) in seen:
        return
    if isinstance(view, LevelView):
        yield from filter(None, [view.by or view.organisation or view.role])
    elif isinstance(view, Voucher):
        yield from filter(None, [view.name or view.role])
    elif isinstance(view, StatementView):
        yield from filter(None, [view.by])
    elif isinstance(view, OnePageView):
        yield from filter(None, [view.scribed_by])
    elif isinstance(view, EntryView):
        yield from filter(None, [view.observed_by, view.scribed_by])
    if isinstance(view, tuple):
        for one in view:
            yield from _adults(one, seen)
    elif isinstance(view, Struct):
        seen.add(id(view))
        for name in view.__struct_fields__:
            value = getattr(view, name)
            # Most of what a page knows is text, a number or nothing: the walk is long, so it passes those at once.
            if value and not isinstance(value, (str, int)):
                yield from _adults(value, seen)
