"""B6: an entry may be a folder of many files, with stages and hours."""

from __future__ import annotations

from typing import TYPE_CHECKING

from schools import entry, picture

if TYPE_CHECKING:
    from conftest import Build

COLOURS = ("red", "green", "blue", "teal", "plum", "navy", "gold", "pink", "brown", "black", "white")
STAGES = """
  - {name: Sketch, hours: 2, media: photo 1.jpg}
  - {name: Build, hours: 10.5, media: [photo 2.jpg, photo 3.jpg]}
  - {name: Launch, hours: 1}"""
PROJECT = {
    "learners/Amara/2026-06 Boat/index.md": entry(
        "Boat", "", stages=STAGES, provider="Harbour Trust", where="community", kind="project"
    ),
    **{
        f"learners/Amara/2026-06 Boat/photo {number}.jpg": picture(colour=colour)
        for number, colour in enumerate(COLOURS, 1)
    },
}


def test_row_B6_a_folder_of_twelve_files_is_one_project_page(build: Build) -> None:
    built = build(PROJECT)
    assert len(PROJECT) == 12
    assert set(built.profile("Amara").entries) == {"boat"}
    assert built.report.media == 11 * len({path for path in built.profile("Amara").files if "media/" in path}) / 11
    assert len(built.profile("Amara").entries["boat"].main.all("figure")) == 11


def test_row_B6_stages_keep_their_order_and_their_media(build: Build) -> None:
    stages = build(PROJECT).profile("Amara").entries["boat"].main.one("ol.stages").all("li")
    names = [one.one("h3").text for one in stages if one.all("h3")]
    assert names == ["Sketch", "Build", "Launch"]
    assert [len(one.all("figure")) for one in stages if one.all("h3")] == [1, 2, 0]


def test_row_B6_hours_are_summed_for_this_project_only(build: Build) -> None:
    profile = build(PROJECT | {"learners/Amara/2026-07-01 Raft.md": entry("Raft", "", hours="4")}).profile("Amara")
    assert "13.5 hours" in profile.entries["boat"].text
    assert "17.5" not in profile.text


def test_row_B6_place_and_partner_are_told(build: Build) -> None:
    page = build(PROJECT).profile("Amara").entries["boat"]
    assert "Harbour Trust" in page.text
    assert "In the community" in page.text
