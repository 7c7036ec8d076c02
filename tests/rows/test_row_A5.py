"""A5: on paper too: a record of one page for an audience, with what is needed to look it up."""

from __future__ import annotations

from typing import TYPE_CHECKING

import form_school
import pytest

if TYPE_CHECKING:
    from conftest import Build
    from schools import Built


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    return form_school.build(tmp_path_factory.mktemp("school") / "Oakfield")


def test_row_A5_the_record_holds_what_a_reader_needs(built: Built) -> None:
    record = form_school.profile(built, "record").home
    for words in (
        "I take things apart",
        "Highlights",
        "Volcano",
        "Creativity",
        "CREST Bronze",
        "Merit",
        "A sixth-form panel",
        "whether to offer a place",
    ):
        assert words in record.text
    (code,) = record.main.all("svg")
    assert "https://intranet.oakfield.example/s/amara--record/" in code.attributes["aria-label"]


def test_row_A5_the_evidence_index_has_a_sheet_of_its_own(built: Built) -> None:
    sheets = form_school.profile(built, "record").home.main.all(".sheet-a4")
    assert len(sheets) == 2
    assert len(sheets[1].all("tr")) == 1 + len(form_school.profile(built, "record").entries)


def test_row_A5_without_an_address_there_is_no_code(build: Build) -> None:
    school = "\n".join(line for line in form_school.SCHOOL.splitlines() if not line.startswith("addresses"))
    record = form_school.profile(build(form_school.FILES | {"school.yml": school}), "record").home
    assert not record.main.all("svg")
    assert "Look it up" not in record.text
