"""F6: a learner's numbers are known to the school and to no public byte; links are random and stable."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import schools
from canaries import look
from schools import entry

if TYPE_CHECKING:
    from conftest import Build

NUMBERS = {"upn": "H801200001001", "uln": "9876543210", "id": "oak-77123", "email": "amara.o@oakfield.example"}
WORK = {
    "roster.csv": "id,folder,name,publish,shown_as,upn,uln,email\n"
    "{id},9B/Amara Okafor,Amara Okafor,public,first,{upn},{uln},{email}\n".format(**NUMBERS),
    "learners/9B/Amara Okafor/2026-03-14 9876543210 Volcano.md": entry(
        "Volcano OAK-77123",
        visibility="public",
        text="I am H80120 0001001, or 98765 43210 to the board; write to amara.o@oakfield.example.",
    ),
}


def test_row_F6_no_number_is_in_any_public_byte(build: Build) -> None:
    built = build(WORK)
    public = look({path: data for path, data in built.files.items() if "public/" in path})
    plain = re.sub(rb"[\s.-]", b"", public.text)
    assert public.words({"volcano"})
    assert [name for name, number in NUMBERS.items() if re.sub(r"[\s.-]", "", number).lower().encode() in plain] == []
    assert "PG608" in built.codes


def test_row_F6_the_address_is_random_and_stays(build: Build) -> None:
    built = build(WORK)
    link = next(one for one in built.report.links if one.site == "public")
    assert re.fullmatch(r"[a-z2-7]{24}", link.folder)
    again = schools.build(built.root, built.output.parent / "other")
    assert link.folder in {one.folder for one in again.report.links}


def test_row_F6_moving_up_a_class_keeps_the_address_where_there_is_an_id(build: Build) -> None:
    before = build(WORK)
    (before.root / "learners/9B").rename(before.root / "learners/10B")
    roster = (before.root / "roster.csv").read_text().replace("9B/", "10B/")
    (before.root / "roster.csv").write_text(roster)
    after = schools.build(before.root)
    assert {one.folder for one in before.report.links if one.site == "public"} == {
        one.folder for one in after.report.links if one.site == "public"
    }
