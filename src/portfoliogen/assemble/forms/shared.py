"""What all forms are made of: pages of their own, files to take away, and how an entry is told of."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct, field

from portfoliogen.assemble.endorsed import holding, level_view
from portfoliogen.assemble.prose import Targets, prose
from portfoliogen.views.forms import TellingView

if TYPE_CHECKING:
    from collections.abc import Mapping

    from portfoliogen.assemble.cards import Desk
    from portfoliogen.assemble.entry_views import EntryViews
    from portfoliogen.diagnostics import Diagnostic, Position
    from portfoliogen.model.documents import Body
    from portfoliogen.model.learner import Entry
    from portfoliogen.model.site import OutputFile
    from portfoliogen.views.pages import EntryView
    from portfoliogen.views.parts import EntryCard, LevelView, Prose

HOME = "index.html"


class FormPage(Struct, frozen=True):
    """A page of a form, before its trail and menu; `kind` names its template."""

    kind: str
    title: str
    path: str
    view: object


class Made(Struct, frozen=True):
    """What a form is made of: its pages, the first of them first, files to take away, and what there is to tell."""

    pages: tuple[FormPage, ...]
    files: tuple[OutputFile, ...] = ()
    found: tuple[Diagnostic, ...] = ()


class FormDesk(Struct, frozen=True):
    """What a form is put together from.

    `chosen` are the entries that it is about, in their order. `address` is where the profile can be looked up,
    empty where nobody said. `at` is where to tell of a problem.
    """

    desk: Desk
    views: EntryViews
    chosen: tuple[Entry, ...]
    address: str
    at: Position
    entry_views: Mapping[str, EntryView] = field(default_factory=dict)

    def card(self, entry: Entry) -> EntryCard:
        """An entry as lists show it."""
        return self.desk.cards[entry.key]

    def cards(self) -> tuple[EntryCard, ...]:
        """The chosen entries as lists show them."""
        return tuple(self.card(entry) for entry in self.chosen)

    def letter(self) -> Prose | None:
        """The covering text, or None where there is none."""
        return self.prose(self.desk.learner.letter)

    def prose(self, body: Body) -> Prose | None:
        """A part of the covering text, or None where it is empty."""
        paths, cards = self.desk.paths, self.desk.cards
        links = {target: key for target, key in self.desk.learner.letter_links if key in paths}
        made = prose(
            body,
            Targets(
                {},
                {target: paths[key] for target, key in links.items()},
                {target: cards[key].title for target, key in links.items()},
            ),
        )
        return made or None

    def linked(self, targets: tuple[str, ...]) -> tuple[EntryCard, ...]:
        """The entries that targets in the covering text lead to, each once."""
        links = dict(self.desk.learner.letter_links)
        keys = dict.fromkeys(links[target] for target in targets if links.get(target) in self.desk.cards)
        return tuple(self.desk.cards[key] for key in keys)

    def said(self, entry: Entry) -> tuple[LevelView, ...]:
        """What adults said of an entry as it is now."""
        return tuple(level_view(self.desk, one) for one in holding(entry))

    def telling(self, entry: Entry) -> TellingView:
        """An entry as a letter or talk tells of it."""
        view = self.entry_views[entry.key]
        return TellingView(
            view.card, view.brief, self.said(entry), view.next, view.hours, view.scribed_by, view.observed_by
        )
