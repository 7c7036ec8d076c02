"""G5: in what form? The same entry, two audiences, two forms."""

from __future__ import annotations

from typing import TYPE_CHECKING

import form_school
import pytest

import schools

if TYPE_CHECKING:
    from conftest import Build, Folder
    from schools import Built


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    return form_school.build(tmp_path_factory.mktemp("school") / "Oakfield")


@pytest.mark.parametrize("form", form_school.FORMS)
def test_row_G5_each_form_is_made_by_a_line_in_an_audience(built: Built, form: str) -> None:
    home = form_school.profile(built, form).home
    assert home.tree.one("body").classes == {f"on-{form}"}
    assert "Amara Okafor" in home.text


def test_row_G5_one_entry_stands_in_two_forms(built: Built) -> None:
    record, letter = (form_school.profile(built, form).home for form in ("record", "letter"))
    assert "Volcano" in record.text
    assert "Volcano" in letter.text
    assert record.html != letter.html


def test_row_G5_an_unknown_form_is_told_with_the_nearest(folder: Folder) -> None:
    school = "audiences:\n  family: {who: The family, decision: what to praise, form: lettre}\n"
    (told,) = schools.check(folder({"school.yml": school, "learners/Amara/2026-03-14 Volcano.md": schools.entry()}))
    assert told.code == "PG603"
    assert "“letter”" in told.hint


@pytest.mark.parametrize(("written", "form"), [("one page", "record"), ("UCAS", "application"), ("print", "record")])
def test_row_G5_a_form_may_be_called_what_people_call_it(build: Build, written: str, form: str) -> None:
    school = f"audiences:\n  panel: {{who: A panel, decision: a place, form: {written}}}\n"
    built = build({"school.yml": school, "learners/Amara/2026-03-14 Volcano.md": schools.entry()})
    assert form_school.profile(built, "panel").home.tree.one("body").classes == {f"on-{form}"}
