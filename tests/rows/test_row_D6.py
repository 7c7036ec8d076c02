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


ONE_PAGE = {
    "learners/Dani/one-page.md": (
        "---\nscribed_by: Mrs Lane, teaching assistant\n---\n"
        "## What people appreciate about me\n- My laugh\n## What is important to me\n- Music, quokka\n"
        "## How best to support me\n- Hold my left hand\n"
    )
}
FRIENDS = "audiences:\n  friends: {who: A new school, decision: how to begin, form: record, show: [one-page]%s}\n"


def test_row_D6_a_one_page_file_is_in_no_profile_unless_an_audience_names_it(build: Build) -> None:
    built = build({**WORDLESS, **ONE_PAGE})
    assert not [path for path, data in built.files.items() if b"quokka" in data or "one-page" in path]


def test_row_D6_an_audience_that_names_it_gets_all_three_parts(build: Build) -> None:
    school = str(WORDLESS["school.yml"]) + FRIENDS % ""
    built = build({**WORDLESS, **ONE_PAGE, "school.yml": school})
    page = built.files["school/dani--friends/one-page/index.html"].decode()
    for words in ("What people appreciate about me", "My laugh", "Music, quokka", "Hold my left hand", "Mrs Lane"):
        assert words in page
    assert [path for path, data in built.files.items() if b"quokka" in data] == [
        "school/dani--friends/one-page/index.html"
    ]


def test_row_D6_in_public_the_audience_must_name_it_and_the_page_may_say_no(build: Build) -> None:
    school = str(WORDLESS["school.yml"]) + FRIENDS % ", visibility: public"
    built = build({**WORDLESS, **ONE_PAGE, "school.yml": school})
    (path,) = [path for path, data in built.files.items() if b"quokka" in data]
    assert path.startswith("public/")
    assert "Mrs Lane" not in built.files[path].decode()
    closed = {path: text.replace("---\n", "---\nvisibility: school\n", 1) for path, text in ONE_PAGE.items()}
    built = build({**WORDLESS, **closed, "school.yml": school})
    assert not [path for path, data in built.files.items() if b"quokka" in data]


def test_row_D6_the_one_page_may_be_fields_of_the_profile(build: Build) -> None:
    school = str(WORDLESS["school.yml"]) + FRIENDS % ""
    profile = "---\nappreciate: [My laugh, My drum]\nimportant: Music\nsupport: Hold my left hand\n---\n"
    built = build({**WORDLESS, "school.yml": school, "learners/Dani/profile.md": profile})
    assert b"My drum" in built.files["school/dani--friends/one-page/index.html"]
    assert b"My drum" not in built.files["school/dani/index.html"]
