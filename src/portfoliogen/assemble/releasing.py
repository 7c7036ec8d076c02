"""What a profile lets out, in words: the part of its receipt that is known before any file is made."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from typing import TYPE_CHECKING, Any

from msgspec import Struct
from msgspec.structs import astuple

from portfoliogen.model.site import Release
from portfoliogen.views.forms import OnePageView, TellingView
from portfoliogen.views.pages import EntryView, StatementView, Voucher
from portfoliogen.views.parts import LevelView

if TYPE_CHECKING:
    from collections.abc import Iterable

    from portfoliogen.assemble.cards import Desk
    from portfoliogen.model.site import PagePlan


def release_of(desk: Desk, pages: tuple[PagePlan, ...]) -> Release:
    """All that the pages of a profile tell of people, entries and media.

    Adults are found by walking through what the pages know, so that none is on a page and not here.
    """
    audience, learner = desk.audience, desk.learner
    people = {name for entry in learner.entries for name in (*entry.with_, *entry.people)}
    endorsers = _adults(plan.view for plan in pages)
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


_NAMES: Mapping[type, Callable[[Any], Iterable[str]]] = {
    LevelView: lambda level: (level.by or level.organisation or level.role,),
    Voucher: lambda voucher: (voucher.name or voucher.role,),
    StatementView: lambda statement: (statement.by,),
    OnePageView: lambda page: (page.scribed_by,),
    EntryView: lambda entry: (entry.observed_by, entry.scribed_by),
    TellingView: lambda telling: (telling.observed_by, telling.scribed_by),
}
"""Which adults each of these tells of."""

_WORDS = frozenset({"str", "int", "bool", "None"})


@cache
def _teller(kind: type) -> Callable[[Any], Iterable[str]] | None:
    return next((tell for one, tell in _NAMES.items() if issubclass(kind, one)), None)


@cache
def _is_words(kind: type) -> bool:
    """Whether a value of this type is text or a number, or holds nothing else: most of what a page knows is."""
    if not issubclass(kind, Struct):
        return kind.__name__ in _WORDS
    said = [of for one in kind.__mro__ for of in vars(one).get("__annotations__", {}).values()]
    return _teller(kind) is None and all(set(of.split(" | ")) <= _WORDS for of in said)


def _adults(views: Iterable[object]) -> set[str]:
    """The names of adults anywhere in these views; a card that stands on many pages is looked at once."""
    names: set[str] = set()
    seen: set[int] = set()
    todo = list(views)
    while todo:
        one = todo.pop()
        if id(one) in seen:
            continue
        seen.add(id(one))
        tell = _teller(type(one))  # type: ignore[arg-type]  # types are hashable
        if tell:
            names.update(tell(one))
        parts = one if isinstance(one, tuple) else astuple(one) if isinstance(one, Struct) else ()
        todo += [part for part in parts if part and not _is_words(type(part))]  # type: ignore[arg-type]  # types are hashable
    return names - {""}
