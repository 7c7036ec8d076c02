"""From an address to the bytes of a page or file, drawn when somebody asks for it; and what is told on it."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from portfoliogen.assemble.audience import seen_by
from portfoliogen.model.site import LearnerSite, Profile
from portfoliogen.render.pages import render_pages
from portfoliogen.serve.photos import Wanted
from portfoliogen.shared_pages import shared_files

if TYPE_CHECKING:
    from portfoliogen.diagnostics import Diagnostic
    from portfoliogen.serve.learners import Draft, Prepared
    from portfoliogen.serve.preview import Preview

_FOUND = 200


class Page(Struct, frozen=True):
    """One file of the sites: its bytes, or where they lie, and whose it is.

    `learner` is the folder of the learner whose page it is; `entry` the path of the file that an entry's
    page comes from; `diagnostics` are those of drawing it.
    """

    address: str
    data: bytes = b""
    source: str = ""
    learner: str | None = None
    audience: str = ""
    entry: str = ""
    diagnostics: tuple[Diagnostic, ...] = ()
    status: int = _FOUND

    @property
    def is_file(self) -> bool:
        """Whether it is a file beside the pages, such as a style sheet or a photo."""
        return self.status == _FOUND and not self.address.startswith("/-/") and not self.address.endswith(".html")

    @property
    def mark(self) -> str:
        """A short digest of the bytes, to see whether a reader has these."""
        return hashlib.sha256(self.data).hexdigest()[:16]


def draw(preview: Preview, address: str) -> Page | None:
    """Draw the page at an address, or find the file; None where there is none."""
    parts = address.split("/", 3)
    place = preview.place_of(parts[1], parts[2]) if len(parts) == 4 else None
    if place is None:
        data = shared(preview).get(address.removeprefix("/"))
        return None if data is None else Page(address, data, audience=parts[1])
    folder, audience = place
    made = preview.prepared(folder)
    draft = made.drafts.get(audience)
    if draft is None or (draft.plan.site, draft.plan.folder) != (parts[1], parts[2]):
        return None
    return _file(preview, Page(address, learner=folder, audience=audience), made, draft)


def _file(preview: Preview, page: Page, made: Prepared, draft: Draft) -> Page | None:
    theme = preview.shop.theme
    path = page.address.split("/", 3)[3]
    if path.startswith("assets/"):
        data = theme.assets.get(path.removeprefix("assets/"))
        return None if data is None else replace(page, data=data)
    if path.startswith("media/"):
        return _media(preview, page, path.removeprefix("media/"), draft)
    given = next((one.data for one in draft.plan.files if one.path == path), None)
    if given is not None:
        return replace(page, data=given)
    plan = draft.pages.get(path)
    if plan is None:
        return None
    wanted = Wanted(preview.photos.made)
    files, told = render_pages(replace(draft.plan, pages=(plan,), assets=()), theme, preview.shop.words, wanted)
    missing = wanted.missing & draft.media
    if missing:
        preview.photos.want({one.key: one for one in draft.plan.media if one.key in missing})
    entry = next((shown for shown, pages in made.shown_on.items() if pages.get(page.audience) == path), "")
    return replace(page, data=files[0].data or b"", entry=entry, diagnostics=told)


def _media(preview: Preview, page: Page, name: str, draft: Draft) -> Page | None:
    for key in draft.media:
        made = preview.photos.made.get(key)
        for one in made.files if made else ():
            if one.name == name:
                return replace(page, source=one.path)
    return None


def shared(preview: Preview) -> dict[str, bytes]:
    """Draw the list of learners, and whatever else belongs to nobody, from names alone."""
    sites = []
    school = preview.opened.school
    # Nobody's entries are looked at here, so the consent of others need not be worked out for each.
    alone = replace(school, roster=())
    for folder, job in preview.jobs.items():
        profiles = []
        told = preview.told.get(folder)
        for key in ("school", "public"):
            audience = preview.audiences[key]
            seen = seen_by(preview.listed[folder], audience, alone, preview.today)
            if seen is not None and (told is None or key in told.homes):
                place = preview.shop.addresses.folder(job, audience)
                profiles.append(Profile(audience.site, place, told.name if told else seen.name, job.group, ()))
        sites.append(LearnerSite(job.name, tuple(profiles), ()))
    files = shared_files(sites, school, preview.shop.theme, preview.shop.words)
    return {one.path: one.data for one in files if one.data is not None}


def problems_of(preview: Preview, page: Page) -> tuple[Diagnostic, ...]:
    """What is to be told on a page: its entry's problems, its learner's, or the school's own."""
    if page.learner is None:
        return preview.opened.diagnostics
    made = preview.prepared(page.learner)
    keys = {key for draft in made.drafts.values() for key in draft.media}
    media = {one for key in keys for one in preview.photos.diagnostics.get(key, ())}
    found = sorted({*made.diagnostics, *media, *page.diagnostics}, key=lambda one: one.sort_key)
    if not page.entry:
        return tuple(found)
    home = page.entry.rpartition("/")[0] if _is_index(page.entry) else page.entry
    return tuple(
        one
        for one in found
        if one.at.path == page.entry or one.at.path.startswith(f"{home}/") or one in page.diagnostics
    )


def _is_index(path: str) -> bool:
    return path.rpartition("/")[2].rpartition(".")[0].casefold() in {"index", "readme"}
