"""What belongs to a site and to no profile: its first page, and whom it is for."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from portfoliogen.model.site import OutputFile, PagePlan, SitePlan
from portfoliogen.render.pages import render_pages
from portfoliogen.text import natural_key
from portfoliogen.views import IndexGroup, IndexView, LearnerView, Link, PageView, SiteView

if TYPE_CHECKING:
    from collections.abc import Iterable

    from portfoliogen.model.school import School
    from portfoliogen.model.site import LearnerSite, Profile
    from portfoliogen.theme import Theme
    from portfoliogen.words import Words

PURPOSES = {"school": "staff and families, on the school's own network", "public": "whoever was given a link"}


def shared_files(sites: Iterable[LearnerSite], school: School, theme: Theme, words: Words) -> tuple[OutputFile, ...]:
    """The school site's index, alphabetical; and for each site a note that says whom it is for.

    The public site has no list of people: its first page says nothing.
    """
    profiles = [profile for site in sites for profile in site.profiles]
    files = []
    for site in sorted({profile.site for profile in profiles}):
        note = {"site": site, "for": PURPOSES.get(site, site), "public": site == "public"}
        files.append(OutputFile(f"{site}/site.json", json.dumps(note, indent=1).encode() + b"\n"))
    inside = [profile for profile in profiles if profile.site == "school"]
    if inside:
        files += _index(inside, school, theme, words)
    return tuple(files)


def _index(profiles: list[Profile], school: School, theme: Theme, words: Words) -> list[OutputFile]:
    groups: dict[str, list[Link]] = {}
    for profile in profiles:
        groups.setdefault(profile.group, []).append(Link(profile.name, f"{profile.folder}/index.html"))
    view = IndexView(tuple(
        IndexGroup(name, tuple(sorted(groups[name], key=lambda link: (natural_key(link.name), link.path))))
        for name in sorted(groups, key=natural_key)))
    page = PageView("index", school.name, "index.html")
    site = SiteView(words.language, words.direction, school.name, school.contact, "school", "", "", school.single)
    plan = SitePlan("school", "", "school", LearnerView(""), site, (PagePlan(page, "index.html", view),), (),
                    theme.asset_paths)
    pages, _ = render_pages(plan, theme, words, {})
    return [OutputFile(f"school/{file.path}", file.data) for file in pages]
