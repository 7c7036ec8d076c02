"""From an address to what a browser gets: a profile's page, the staff's pages, and what is told on each."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import parse_qs, quote, urlencode

from msgspec import Struct

from portfoliogen.diagnostics import Severity
from portfoliogen.diagnostics.formats.terminal import excerpt_window
from portfoliogen.model.visibility import Visibility
from portfoliogen.serve.addresses import quoted
from portfoliogen.serve.drawing import Page, draw, problems_of
from portfoliogen.serve.events import News
from portfoliogen.serve.injecting import Choice, bar
from portfoliogen.serve.screens import name, nothing_there, screen, text
from portfoliogen.serve.staff import STAFF, editor_address, staff_page
from portfoliogen.showing import visible
from portfoliogen.text import natural_key

if TYPE_CHECKING:
    from portfoliogen.diagnostics import Diagnostic
    from portfoliogen.model.school import Audience
    from portfoliogen.serve.learners import Prepared
    from portfoliogen.serve.preview import Preview

AS = "/-/as/"
NEW = "/-/new"
_SHOWN = 12


class Look(Struct, frozen=True):
    """A page and the bar that goes with it."""

    page: Page
    bar: str


def first_address(preview: Preview, audience: str = "school") -> str:
    """Where to begin: the list of learners, or the only learner's first page."""
    if preview.opened.school.single and preview.jobs:
        return preview.address(next(iter(preview.jobs)), audience) or STAFF
    return "/school/index.html" if audience == "school" else f"{AS}{quote(audience, safe='')}"


def find(preview: Preview, address: str) -> Look:
    """Draw whatever an address means; where it means nothing, the page that says so."""
    path, _, query = address.partition("?")
    page: Page | None
    if path == STAFF:
        learner = parse_qs(query).get("learner", [None])[0]
        page = Page(address, staff_page(preview, learner))
    elif path.startswith(AS):
        page = _list_of(preview, address, path.removeprefix(AS))
    else:
        page = draw(preview, path)
    page = page or Page(address, nothing_there(), status=404)
    return Look(page, bar(_choices(preview, page), _others(preview, page)))


def describe(preview: Preview, address: str, notice: str) -> News:
    """Tell what a page is now, for those who have it open."""
    page = find(preview, address).page
    serious = [one for one in problems_of(preview, page) if one.severity is not Severity.NOTE]
    serious.sort(key=lambda one: (one.severity is not Severity.ERROR, one.sort_key))
    return News(page.mark, tuple(_told(preview, one) for one in serious[:_SHOWN]), visible(notice))


def _told(preview: Preview, one: Diagnostic) -> dict[str, str]:
    excerpt = ""
    if one.excerpt:
        shown, caret = excerpt_window(one.excerpt, one.at.column)
        excerpt = f"{shown}\n{' ' * caret}^" if one.at.column else shown
    line = f", line {one.at.line}" if one.at.line else ""
    return {
        "severity": str(one.severity),
        "code": one.code,
        "message": visible(one.message),
        "hint": visible(one.hint),
        "place": visible(one.at.path) + line,
        "excerpt": excerpt,
        "editor": editor_address(preview.place_on_disk(one.at.path), one.at) if one.at.path else "",
    }


def words_for(audience: Audience) -> str:
    """How the bar names an audience."""
    known = {"school": "as a parent", "public": "as the public"}
    return known.get(audience.key) or f"as {visible(audience.who or audience.key)}"


def bar_for_form(preview: Preview) -> str:
    """The bar under the form."""
    page = Page(NEW)
    return bar(_choices(preview, page), _others(preview, page))


def _choices(preview: Preview, page: Page) -> tuple[Choice, ...]:
    """The same page as each audience has it; elsewhere the way to their first page."""
    if page.learner is None:
        return tuple(
            Choice(
                words_for(audience),
                quoted(first_address(preview, key)),
                page.address.partition("?")[0] == first_address(preview, key),
            )
            for key, audience in preview.audiences.items()
        )
    made = preview.prepared(page.learner)
    return tuple(
        Choice(words_for(one), quoted(page.address), is_here=True)
        if one.key == page.audience
        else _elsewhere(preview, page, made, one)
        for one in made.audiences
    )


def _elsewhere(preview: Preview, page: Page, made: Prepared, audience: Audience) -> Choice:
    words = words_for(audience)
    draft = made.drafts.get(audience.key)
    if draft is None:
        return Choice(f"{words}: no profile", "")
    path = page.address.split("/", 3)[3]
    if page.entry:
        path = made.shown_on.get(page.entry, {}).get(audience.key, "")
    if path in draft.pages:
        return Choice(words, quoted(preview.address(made.job.folder, audience.key, path)))
    return Choice(f"{words} (not this page)", quoted(preview.address(made.job.folder, audience.key)))


def _others(preview: Preview, page: Page) -> tuple[Choice, ...]:
    query = f"?{urlencode({'learner': page.learner})}" if page.learner else ""
    home = () if preview.opened.school.single else (Choice("All learners", "/school/index.html"),)
    return (*home, Choice("What needs doing", STAFF, page.address == STAFF), Choice("Add an entry", NEW + query))


def _list_of(preview: Preview, address: str, key: str) -> Page | None:
    """A list for staff of the profiles of an audience that gets no list itself."""
    audience = preview.audiences.get(key)
    if audience is None:
        return None
    points = []
    for folder, told in sorted(preview.told.items(), key=lambda one: (natural_key(one[1].name), one[0])):
        if key in told.homes and folder in preview.jobs:
            points.append(f'<li><a href="{text(quoted(preview.address(folder, key)))}">{name(told.name)}</a></li>')
    said = "<p>This list is for staff.</p>"
    if audience.visibility is Visibility.PUBLIC:
        said += "<p>Outside the school there is none: whoever is given a link sees that one profile.</p>"
    if preview.unknown():
        said += '<p class="busy" role="status">Some folders are still being read; this page grows by itself.</p>'
    elif not points:
        said += "<p>Nobody has a profile for this audience. Staff say who may in roster.csv, under “publish”.</p>"
    people = f'<ul class="people">\n{"".join(points)}\n</ul>' if points else ""
    return Page(address, screen(f"Profiles {words_for(audience)}", f"{said}\n{people}"))
