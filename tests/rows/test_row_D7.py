"""D7: an interview pack: question → entries, and theory beside practice; not public."""

from __future__ import annotations

import posixpath
from typing import TYPE_CHECKING
from urllib.parse import unquote

import form_school
import pytest

if TYPE_CHECKING:
    from schools import Built


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    return form_school.build(tmp_path_factory.mktemp("school") / "Oakfield")


def test_row_D7_each_question_leads_to_its_entries(built: Built) -> None:
    profile = form_school.profile(built, "interview")
    failed, here = profile.home.main.one("ol.asked").all("li")[0], profile.home.main.one("ol.asked").all("h3")[1]
    assert failed.text.startswith("Tell us about a time you failed The leak, and what I kept.")
    assert [link.attributes["href"] for link in failed.all("a")] == ["entries/volcano/index.html"]
    assert here.text == "Why here?"
    assert all(target in profile.files for target in profile.home.targets if target.startswith("entries/"))


def test_row_D7_theory_stands_beside_practice(built: Built) -> None:
    pair = form_school.profile(built, "interview").home.main.one("ol.theory")
    assert [one.text for one in pair.all("h3")] == ["Rhetoric", "Debate final"]


def test_row_D7_every_link_leads_to_a_file(built: Built) -> None:
    profile = form_school.profile(built, "interview")
    for page in profile.pages.values():
        for target in page.targets:
            if not target.startswith(("#", "data:", "mailto:", "http")):
                path = posixpath.normpath(posixpath.join(posixpath.dirname(page.path), unquote(target.split("#")[0])))
                assert path in profile.files, (page.path, target)


def test_row_D7_the_pack_is_not_public(built: Built) -> None:
    public = form_school.public(built)
    assert b"time you failed" not in public
    assert b"The lathes" not in public
