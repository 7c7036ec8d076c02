"""G2: what is looked for is told beforehand; a page shows what was met, and check what is open."""

from __future__ import annotations

from typing import TYPE_CHECKING

import form_school
import pytest

if TYPE_CHECKING:
    from schools import Built


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    return form_school.build(tmp_path_factory.mktemp("school") / "Oakfield")


def test_row_G2_an_entry_shows_the_criteria_that_it_names(built: Built) -> None:
    page = form_school.profile(built, "conference").entries["volcano"]
    assert "What was looked for" in page.text
    assert "You change one thing at a time" in page.text
    assert "You say what surprised you" in page.text


def test_row_G2_what_is_open_is_in_check_alone(built: Built) -> None:
    (told,) = [one for one in built.told if one.code == "PG246"]
    assert "You draw a graph" in told.message
    assert told.severity == "note"
    assert not [path for path, data in built.files.items() if b"draw a graph" in data]
