"""One learner's entries to a plan: who may see what, at which address? No disk is touched here.

The plan is the whole truth about a profile: what an audience may not see ends here, and nothing outside
the plan is ever made.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from portfoliogen.assemble.audience import screen
from portfoliogen.assemble.barriers import ACCESSIBILITY
from portfoliogen.assemble.cards import Desk
from portfoliogen.assemble.forms import FORMS, form_of, narrowed
from portfoliogen.assemble.pages import Pages, learner_view
from portfoliogen.assemble.releasing import release_of
from portfoliogen.diagnostics import Position
from portfoliogen.diagnostics.rules import links as rules
from portfoliogen.links import link_to
from portfoliogen.model.school import NEVER_PUBLIC
from portfoliogen.model.site import SitePlan
from portfoliogen.model.visibility import Visibility
from portfoliogen.views.parts import CardView, SiteView

if TYPE_CHECKING:
    import datetime as dt

    from portfoliogen.diagnostics import Diagnostic
    from portfoliogen.model.learner import Learner
    from portfoliogen.model.school import Audience, School
    from portfoliogen.model.site import OutputFile
    from portfoliogen.views.parts import EntryCard
    from portfoliogen.words import Words


def assemble(
    learner: Learner,
    audience: Audience,
    school: School,
    words: Words,
    today: dt.date,
    folder: str,
) -> tuple[SitePlan | None, tuple[Diagnostic, ...]]:
    """Plan one profile; None where this audience gets none.

    Args:
        folder: The profile's address below its site.

    Reports: PG508, PG516, PG517, PG607, PG608, PG610, PG613, PG614.
    """
    seen, told = screen(learner, audience, school, today)
    if seen is None:
        return None, told
    if audience.form in NEVER_PUBLIC and audience.visibility is Visibility.PUBLIC:
        return None, told
    files: tuple[OutputFile, ...] = ()
    card = None
    if audience.form in FORMS:
        seen, chosen = narrowed(seen, audience)
        desk = Desk(seen, audience, school, words, lean=True)
        at = audience.at if audience in learner.audiences else Position(learner.about.at.path or learner.folder)
        pages, made = form_of(desk, chosen, _address(audience.site, folder, school), at)
        files, found = made.files, list(made.found)
    else:
        desk = Desk(seen, audience, school, words)
        highlights, found = _highlights(desk)
        pages = Pages(desk).all(highlights)
        card = _card(seen, highlights, audience, school, folder)
    view = learner_view(desk)
    site = SiteView(
        words.language,
        words.direction,
        school.name,
        school.contact,
        audience.key,
        audience.who,
        audience.decision,
        school.single,
        ACCESSIBILITY,
        card,
    )
    media = tuple(desk.media[key] for key in sorted(desk.media))
    release = release_of(desk, pages)
    plan = SitePlan(audience.site, folder, audience.key, view, site, pages, media, release=release, files=files)
    return plan, (*told, *found)


def _address(site: str, folder: str, school: School) -> str:
    """Where the profile can be looked up from anywhere; empty where the school does not say where its sites go."""
    address = link_to(site, folder, dict(school.web))
    return address if address.startswith("http") else ""


def _card(
    seen: Learner, highlights: tuple[EntryCard, ...], audience: Audience, school: School, folder: str
) -> CardView | None:
    """What a pasted link shows: headline and first picture of the first page, never the portrait."""
    if not school.link_cards or audience.visibility is not Visibility.PUBLIC:
        return None
    cover = next((card.cover for card in highlights if card.cover and card.cover.kind == "picture"), None)
    return CardView(seen.about.headline, cover, _address(audience.site, folder, school))


def _highlights(desk: Desk) -> tuple[tuple[EntryCard, ...], list[Diagnostic]]:
    """The list of the audience, or the learner's own choice, in their order; else the newest entries."""
    chosen = desk.learner.about.highlights
    select = desk.audience.select
    limit = len(chosen) if select is not None and select.is_list else desk.audience.highlights
    if not chosen:
        return tuple(desk.cards[entry.key] for entry in desk.learner.entries[:limit]), []
    cards = [desk.cards[key] for key, _ in dict.fromkeys(chosen)]
    found = []
    if len(cards) > limit:
        shown = ", ".join(f"“{card.title}”" for card in cards[:limit])
        found.append(rules.TOO_MANY_HIGHLIGHTS.at(chosen[limit][1], count=len(cards), limit=limit, shown=shown))
    return tuple(cards[:limit]), found
