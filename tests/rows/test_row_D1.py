"""D1: a family sees its own child's profile and nobody else's; words taken down are marked as such."""

from __future__ import annotations

from typing import TYPE_CHECKING

from schools import entry

if TYPE_CHECKING:
    from conftest import Build

SCHOOL = "audiences:\n  family: {who: The child's family, decision: what to read together}\n"
WORK = {
    "school.yml": SCHOOL,
    "learners/Amara/2026-03-14 Snail.md": entry(
        "Snail", text="It has a house on its back.", scribed_by="Mrs Lane, teacher"
    ),
    "learners/Ben/2026-03-14 Walrus.md": entry("Walrus", text="It has very long teeth."),
}


def test_row_D1_a_familys_profile_holds_only_that_child(build: Build) -> None:
    built = build(WORK)
    family = {path: data for path, data in built.files.items() if path.startswith("school/amara--family/")}
    assert "school/amara--family/index.html" in family
    text = b"".join(path.encode() + data for path, data in family.items()).lower()
    assert b"snail" in text
    assert not [word for word in (b"ben", b"walrus") if b">" + word in text or b"/" + word in text]
    assert b'href="../' not in family["school/amara--family/index.html"]


def test_row_D1_the_list_of_learners_does_not_name_audiences(build: Build) -> None:
    assert b"--family" not in build(WORK).files["school/index.html"]


def test_row_D1_words_that_an_adult_took_down_are_marked(build: Build) -> None:
    page = build(WORK).files["school/amara--family/entries/snail/index.html"].decode()
    assert "Mrs Lane" in page
