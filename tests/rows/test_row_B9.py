"""B9: the essential skills by name only, with versions, aliases and steps as numbers."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import yaml

import portfoliogen
import schools
from portfoliogen.framework import built_in
from schools import entry

if TYPE_CHECKING:
    from conftest import Build, Folder

PATH = "learners/Amara/2026-03-14 Volcano.md"


@pytest.mark.parametrize(
    ("old", "new", "key"), [("staying positive", "Adapting", "adapting"), ("Aiming High", "Planning", "planning")]
)
def test_row_B9_a_former_name_counts_as_the_new_one_with_a_note(build: Build, old: str, new: str, key: str) -> None:
    built = build({PATH: entry(skills=f"{{{old}: We laughed and began again.}}")})
    assert schools.places(built.told) == [("PG306", PATH, 5, 10)]
    assert built.told[0].severity == "note"
    assert new in built.told[0].message
    assert "We laughed and began again." in built.profile("Amara").pages[f"skills/{key}"].text


def test_row_B9_version_1_keeps_its_own_names(build: Build) -> None:
    built = build(
        {
            "school.yml": "framework: [learner-profile, universal-framework-1]\n",
            PATH: entry(skills="{staying positive: We laughed and began again.}"),
        }
    )
    assert built.codes == []
    assert built.profile("Amara").pages["skills/adapting"].title == "Staying Positive"


def test_row_B9_step_99_is_an_error_that_says_the_range(folder: Folder) -> None:
    told = schools.check(folder({PATH: entry(skills="{creativity: {step: 99, how: I tried three mixtures.}}")}))
    assert schools.places(told) == [("PG305", PATH, 5, 29)]
    assert "0 to 15" in told[0].message


def test_row_B9_a_skill_page_links_out_to_its_source(build: Build) -> None:
    page = (
        build({PATH: entry(skills="{creativity: I tried three mixtures.}")}).profile("Amara").pages["skills/creativity"]
    )
    assert [one for one in page.targets if one.startswith("https://www.skillsbuilder.org/")]


def test_row_B9_no_statement_of_a_step_is_in_the_package() -> None:
    for name in ("universal-framework-1", "universal-framework-2"):
        data = yaml.safe_load(built_in()[name])
        allowed = {"name", "names", "group", "link", "aliases", "former", "kind", "symbol"}
        assert [key for skill in data["skills"].values() for key in skill if key not in allowed] == []
        assert data["text_included"] is False
    package = Path(portfoliogen.__file__).parent
    for path in sorted(package.rglob("*.yml")):
        assert not re.search(r"\bI (?:listen|speak|can|work|adapt|plan|lead|solve)\b", path.read_text("utf-8")), path
