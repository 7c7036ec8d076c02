"""A9: one source, several audiences; what one does not get leaves no trace in its profile."""

from __future__ import annotations

from typing import TYPE_CHECKING

import schools
from schools import entry

if TYPE_CHECKING:
    from conftest import Build
    from schools import Built

AUDIENCES = """\
publish: public
audiences:
  sixth-form:
    who: The sixth form's tutors
    decision: which courses to offer
    visibility: public
    select: {kind: project}
    show: [grades]
  employer:
    who: Firms that offer placements
    decision: whom to invite
    visibility: public
    select: {tag: work}
  family:
    who: The learner's family
    decision: what to talk about at home
"""
OWN = """\
---
who: Admissions tutors
decision: whether to invite me to interview
visibility: public
show: [grades]
entries: [Narwhal bridge, Okapi cafe]
---
Read the [bridge](2026-03-14 Narwhal bridge.md) first, dear zebra.
"""
WORK = {
    "school.yml": AUDIENCES,
    "learners/Amara/2026-03-14 Narwhal bridge.md": entry(
        "Narwhal bridge", text="We tested a narwhal of paper.", kind="project", visibility="public"
    ),
    "learners/Amara/2026-04-14 Okapi cafe.md": entry(
        "Okapi cafe", "2026-04-14", "I served okapi soup for a week.", tags="[work]", visibility="public"
    ),
    "learners/Amara/2026-05-14 Gibbon diary.md": entry("Gibbon diary", "2026-05-14", "A diary of one gibbon."),
    "learners/Amara/audiences/engineering.md": OWN,
}
ANIMALS = ("narwhal", "okapi", "gibbon", "zebra")


def _animals(built: Built) -> dict[str, set[str]]:
    """The animals in each profile's files and receipt, by the profile's audience."""
    found = {}
    for link in built.report.links:
        parts = (f"{link.site}/{link.folder}/", f"receipts/{link.site}/{link.folder}.")
        text = b"".join(path.encode() + data for path, data in built.files.items() if path.startswith(parts)).lower()
        found[link.audience] = {animal for animal in ANIMALS if animal.encode() in text}
    return found


def test_row_A9_one_source_gives_a_profile_for_each_audience_and_nothing_leaks(build: Build) -> None:
    assert _animals(build(WORK)) == {
        "school": {"narwhal", "okapi", "gibbon"},
        "public": {"narwhal", "okapi"},
        "sixth-form": {"narwhal"},
        "employer": {"okapi"},
        "family": {"narwhal", "okapi", "gibbon"},
        "engineering": {"narwhal", "okapi", "zebra"},
    }


def test_row_A9_a_learners_list_keeps_its_order_and_its_covering_text_comes_first(build: Build) -> None:
    built = build(WORK)
    link = next(one for one in built.report.links if one.audience == "engineering")
    home = schools.parse(built.files[f"public/{link.folder}/index.html"].decode())
    assert home.text.index("dear zebra") < home.text.index("Highlights")
    assert home.text.index("Narwhal bridge") < home.text.index("Okapi cafe")
    assert [one.attributes["href"] for one in home.one(".letter").all("a")] == ["entries/narwhal-bridge/index.html"]


def test_row_A9_an_audience_that_is_over_is_gone_with_the_next_build(build: Build) -> None:
    until = {"learners/Amara/audiences/engineering.md": OWN.replace("---\n", "---\nuntil: 2026-12-01\n", 1)}
    before = build(WORK | until)
    after = schools.build(before.root, today=schools.dt.date(2026, 12, 2))
    assert [one.audience for one in before.report.links if one.audience == "engineering"]
    assert b"zebra" not in b"".join(after.files.values())
    assert "PG606" in after.codes


def test_row_A9_a_single_audience_can_be_built_alone(build: Build) -> None:
    before = build(WORK)
    (before.root / "learners/Amara/2026-04-14 Okapi cafe.md").unlink()
    schools.build_school(before.root, output=before.output, audience="employer", today=schools.TODAY)
    after = schools.contents(before.output, without=".portfoliogen")
    changed = {
        path.split("/")[1] for path in before.files.keys() | after.keys() if before.files.get(path) != after.get(path)
    }
    employer = next(one.folder for one in before.report.links if one.audience == "employer")
    assert changed == {employer, "public"}  # its profile, and its receipt
