"""What a pasted link shows: nothing unless the school asks, and then nothing that the first page does not show."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

import schools
from schools import entry

if TYPE_CHECKING:
    from conftest import Build

WEB = "addresses: {public: https://profiles.example.org/oak}\n"
WORK: dict[str, str | bytes] = {
    "school.yml": "publish: public\nphoto: public\nvisibility: public\nlink_cards: yes\n" + WEB,
    "learners/Amara/profile.md": '---\nname: Amara Okafor\nheadline: I build "things" & <mend> them\n---\nHello.\n',
    "learners/Amara/2026-03-14 Volcano/index.md": entry(text="Twice, it erupted.\n\n![Red foam](foam.jpg)"),
    "learners/Amara/2026-03-14 Volcano/foam.jpg": schools.picture(),
}


def _cards(build: Build, files: dict[str, str | bytes]) -> dict[str, dict[str, str]]:
    """The card of each page that has one, by site and path; names as in the page."""
    found = {}
    for path, data in build(files).files.items():
        if path.endswith(".html") and b"og:" in data:
            page = schools.Page(path, data.decode())
            found[path] = {
                one.attributes["property"]: one.attributes["content"]
                for one in page.tree.all("meta")
                if "property" in one.attributes
            }
    return found


def test_a_card_shows_what_the_first_page_shows(build: Build) -> None:
    cards = _cards(build, WORK)
    ((path, card),) = cards.items()
    site, folder, name = path.split("/")
    assert (site, name) == ("public", "index.html")
    address = f"https://profiles.example.org/oak/{folder}/"
    picture = card.pop("og:image")
    assert card == {
        "og:type": "profile",
        "og:title": "Amara Okafor",
        "og:description": 'I build "things" & <mend> them',
        "og:url": address,
        "og:image:alt": "Red foam",
    }
    assert picture.startswith(f"{address}media/")


def test_the_picture_is_one_of_the_profiles_own(build: Build) -> None:
    built = build(WORK)
    profile = built.profile("Amara Okafor", "public")
    (link,) = re.findall(r'og:image" content="([^"]+)"', profile.home.html)
    assert link.partition(f"{profile.folder}/")[2] in profile.files


@pytest.mark.parametrize("settings", ["", "link_cards: no\n", "link_cards: perhaps\n"])
def test_no_card_unless_the_school_asks(build: Build, settings: str) -> None:
    said = str(WORK["school.yml"]).replace("link_cards: yes\n", settings)
    assert _cards(build, {**WORK, "school.yml": said}) == {}


def test_no_address_no_picture(build: Build) -> None:
    (card,) = _cards(build, {**WORK, "school.yml": str(WORK["school.yml"]).replace(WEB, "")}).values()
    assert card.keys() == {"og:type", "og:title", "og:description"}


def test_what_the_profile_may_not_show_is_in_no_card(build: Build) -> None:
    roster = "name,publish,photo,shown_as\nAmara Okafor,public,none,initials\n"
    files = {key: data for key, data in WORK.items() if "profile.md" not in key}
    files["learners/Amara/profile.md"] = "---\nheadline: Amara Okafor builds\n---\nHello.\n"
    files = {key.replace("learners/Amara/", "learners/Amara Okafor/"): data for key, data in files.items()}
    (card,) = _cards(build, {**files, "roster.csv": roster}).values()
    assert "og:image" not in card
    assert "Okafor" not in " ".join(card.values())
