"""C2: an observation by an adult is an entry of its own, labelled as the adult's words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from schools import entry, picture

if TYPE_CHECKING:
    from conftest import Build

SEEN = entry(
    "Sharing the blocks", "", "Amara waited and then said: your turn.", observed_by="Mrs Lane, teaching assistant"
)


def test_row_C2_an_observation_alone_renders_as_the_adults_words(build: Build) -> None:
    built = build({"learners/Amara/2026-03-14 Blocks.md": SEEN})
    assert built.codes == []
    page = built.profile("Amara").entries["blocks"]
    label = page.text.index("In the words of Mrs Lane, teaching assistant")
    assert label < page.text.index("Amara waited")
    assert "14 March 2026" in page.text
    assert "Observed" in page.text


def test_row_C2_a_photo_with_an_observer_and_no_text_is_valid(build: Build) -> None:
    built = build(
        {
            "learners/Amara/2026-03-14 Blocks/index.md": "---\nstrands: [passion]\n"
            "observed_by: {name: Mrs Lane, role: teaching assistant}\n"
            "media: {tower.jpg: {alt: A tower of nine blocks}}\n---\n",
            "learners/Amara/2026-03-14 Blocks/tower.jpg": picture(),
        }
    )
    assert built.codes == []
    page = built.profile("Amara").entries["blocks"]
    assert "Mrs Lane, teaching assistant" in page.text
    assert "A tower of nine blocks" in [one.attributes["alt"] for one in page.main.all("img")]
