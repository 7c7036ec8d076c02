"""What belongs to a site and to no profile: its first page, and whom it is for."""

from __future__ import annotations

import json
from html import escape
from typing import TYPE_CHECKING

from portfoliogen.assemble.barriers import ACCESSIBILITY
from portfoliogen.model.site import OutputFile, PagePlan, SitePlan
from portfoliogen.render.pages import render_pages
from portfoliogen.text import natural_key
from portfoliogen.views.pages import AccessibilityView, IndexGroup, IndexView
from portfoliogen.views.parts import LearnerView, Link, PageView, SiteView

if TYPE_CHECKING:
    from collections.abc import Iterable

    from portfoliogen.model.school import School
    from portfoliogen.model.site import LearnerSite, Profile, Release
    from portfoliogen.theme import Theme
    from portfoliogen.words import Words

PURPOSES = {
    "school": "staff and families, on the school's own network",
    "public": "whoever was given a link",
    "private": "the learner and staff alone: drafts and notes, never published",
}
SITE_FILE = "site.json"
ROBOTS = b"User-agent: *\nDisallow: /\n"


def shared_files(sites: Iterable[LearnerSite], school: School, theme: Theme, words: Words) -> tuple[OutputFile, ...]:
    """The school site's index, alphabetical; and for each site a note that says whom it is for.

    The public and the private site have no list of people: their first page says only whose
    place it is, and stands there so that no server lists the folders in its place.
    """
    profiles = [profile for site in sites for profile in site.profiles]
    files = []
    for site in sorted({profile.site for profile in profiles}):
        note = {"site": site, "for": PURPOSES.get(site, site), "public": site == "public"}
        files.append(OutputFile(f"{site}/{SITE_FILE}", json.dumps(note, indent=1).encode() + b"\n"))
        files.append(OutputFile(f"{site}/robots.txt", ROBOTS))
        if site != "school":
            files.append(OutputFile(f"{site}/index.html", _front(site, school, words)))
    inside = [profile for profile in profiles if profile.site == "school"]
    if inside:
        # An audience has no place in the list of all: its profiles are for those who were given the link.
        files += _index([one for one in inside if one.release is None or _is_listed(one.release)], school, theme, words)
    return tuple(files)


def _is_listed(release: Release) -> bool:
    # A locked profile names nobody, so no list may name it either.
    return release.audience == "school" and not release.readers


def _front(site: str, school: School, words: Words) -> bytes:
    """What somebody sees who has lost the end of a link: whose place it is, and whom to ask."""
    said = [words.word("index.alone")] if site == "public" else []
    if said and school.contact:
        said.append(words.word("footer.contact", contact=school.contact))
    lines = "".join(f"<p>{escape(one)}</p>\n" for one in said)
    return (
        f'<!doctype html>\n<html lang="{escape(words.language)}" dir="{words.direction}">\n<head>\n'
        '<meta charset="utf-8">\n'
        '<meta http-equiv="Content-Security-Policy" content="default-src \'none\'">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="robots" content="noindex,nofollow">\n<meta name="referrer" content="no-referrer">\n'
        '<meta name="color-scheme" content="light dark">\n'
        f"<title>{escape(school.name)}</title>\n</head>\n<body>\n<main>\n<h1>{escape(school.name)}</h1>\n"
        f"{lines}</main>\n</body>\n</html>\n"
    ).encode()


def _index(profiles: list[Profile], school: School, theme: Theme, words: Words) -> list[OutputFile]:
    groups: dict[str, list[Link]] = {}
    for profile in profiles:
        groups.setdefault(profile.group, []).append(Link(profile.name, f"{profile.folder}/index.html"))
    view = IndexView(
        tuple(
            IndexGroup(name, tuple(sorted(groups[name], key=lambda link: (natural_key(link.name), link.path))))
            for name in sorted(groups, key=natural_key)
        )
    )
    page = PageView("index", school.name, "index.html")
    site = SiteView(
        words.language, words.direction, school.name, school.contact, "school", "", "", school.single, ACCESSIBILITY
    )
    about = PageView(
        "accessibility", words.word("page.accessibility"), ACCESSIBILITY, (Link(school.name, "index.html"),)
    )
    plan = SitePlan(
        "school",
        "",
        "school",
        LearnerView(""),
        site,
        (PagePlan(about, "accessibility.html", AccessibilityView()), PagePlan(page, "index.html", view)),
        (),
        theme.asset_paths,
    )
    pages, _ = render_pages(plan, theme, words, {})
    return [OutputFile(f"school/{file.path}", file.data) for file in pages]
