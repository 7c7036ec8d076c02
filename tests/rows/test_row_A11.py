"""A11: strengths first; no word of ours judges a child."""

from __future__ import annotations

import re

import pytest
import yaml

import schools
from portfoliogen.theme import themes_folder

JUDGING = re.compile(
    r"\b(missing|below|fail\w*|poor\w*|weak\w*|(?<!stand )(?<!stands )behind|lack\w*|insufficient|inadequate|"
    r"unsatisfactory|red|amber|incomplete|not met|under ?achiev\w*|low|worst)\b",
    re.IGNORECASE,
)
THEMES = sorted(path.parent.name for path in themes_folder().glob("*/theme.yml"))


def _texts(tree: object, name: str = "") -> list[tuple[str, str]]:
    if isinstance(tree, dict):
        return [pair for key, value in tree.items() for pair in _texts(value, f"{name}.{key}" if name else str(key))]
    return [(name, str(tree))]


def _words(theme: str) -> dict[str, str]:
    path = themes_folder() / theme / "words" / "en.yml"
    if not path.is_file():
        return {}
    return {
        name.partition(".one")[0].partition(".other")[0]: text
        for name, text in _texts(yaml.safe_load(path.read_text("utf-8")))
    }


@pytest.mark.parametrize("theme", THEMES)
def test_row_A11_no_word_of_a_theme_judges(theme: str) -> None:
    assert {name: text for name, text in _words(theme).items() if JUDGING.search(text)} == {}


def test_row_A11_no_template_judges() -> None:
    texts = {path: text for path, text in schools.theme_texts().items() if path.endswith(".html")}
    assert {path: words for path, text in texts.items() if (words := JUDGING.findall(text))} == {}


@pytest.mark.parametrize("theme", THEMES)
def test_row_A11_no_traffic_lights(theme: str) -> None:
    for path in sorted((themes_folder() / theme).glob("assets/*.css")):
        assert not re.search(
            r"\b(traffic|rag-|amber|danger|warning|success|fail)\b",
            path.read_text("utf-8").replace("alert-warning", ""),
        ), path.name
