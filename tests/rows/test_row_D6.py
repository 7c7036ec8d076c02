"""D6: a learner without a written word has a complete, accessible site."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from schools import Built, picture, recording

if TYPE_CHECKING:
    from conftest import Build

WORDLESS = {
    "school.yml": "framework: strengths\npublish: public\nphoto: public\nvisibility: public\n",
    "roster.csv": "folder,name,publish,photo\nDani,Dani Reyes,public,public\n",
    "entries.csv": (
        "entry,field,value\n"
        'Dani/2026-02-03 Drum,observed_by,"Mr Ito, music therapist"\n'
        "Dani/2026-02-03 Drum,support,with help\n"
        "Dani/2026-03-10 Paint,support,independently\n"
    ),
    "learners/Dani/2026-02-03 Drum/voice.txt": "Dani hums and taps twice.\n",
    "learners/Dani/2026-03-10 Paint/blue.jpg": picture(colour="blue"),
    "learners/Dani/2026-03-10 Paint/red.jpg": picture(colour="red"),
}


@pytest.fixture
def built(build: Build) -> Built:
    return build({**WORDLESS, "learners/Dani/2026-02-03 Drum/voice.m4a": recording()})


def test_row_D6_sounds_and_photos_alone_make_a_whole_site(built: Built) -> None:
    assert not [one for one in built.told if one.severity == "error"]
    for site in ("school", "public"):
        profile = built.profile("Dani Reyes", site)
        assert set(profile.entries) == {"drum", "paint"}
        assert profile.entries["drum"].main.all("audio")
        assert len(profile.entries["paint"].main.all("figure")) == 2
        assert "2025–26" in profile.home.text
        assert profile.home.part("Highlights").all("a")


def test_row_D6_support_is_told_in_words(built: Built) -> None:
    entries = built.profile("Dani Reyes").entries
    assert "Done with help" in entries["drum"].text
    assert "Done independently" in entries["paint"].text


def test_row_D6_the_adults_words_are_labelled(built: Built) -> None:
    assert "Mr Ito, music therapist" in built.profile("Dani Reyes").entries["drum"].text


def test_row_D6_each_page_can_be_used_by_everybody(built: Built) -> None:
    for page in built.profile("Dani Reyes", "public").pages.values():
        assert page.tree.one("html").attributes["lang"]
        assert len(page.tree.all("h1")) == 1
        assert page.title
        assert all("alt" in picture.attributes for picture in page.tree.all("img"))
        assert all(link.text or link.all("img") for link in page.tree.all("a"))


def test_row_D6_the_one_page_profile_is_private_by_default(build: Build) -> None:
    built = build(
        {
            **WORDLESS,
            "learners/Dani/2026-01-10 All about me.md": "---\nkind: one-page profile\n---\nHold my hand, quokka.\n",
        }
    )
    assert set(built.codes) <= {"PG451"}
    assert not [path for path, data in built.files.items() if b"quokka" in data]
