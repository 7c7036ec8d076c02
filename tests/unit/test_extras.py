"""How what is missing gets installed: by the libraries' own names, never by ours, which is another's on PyPI."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

from portfoliogen import __version__
from portfoliogen.extras import EXTRAS, wheel_name
from portfoliogen.publish.workflow import _WORKFLOW, TO_DO

ROOT = Path(__file__).resolve().parents[2]
_OURS = re.compile(r"""pip3? +(?:install|wheel|download)[^\n`“”]*[\s"'=]portfoliogen(?=["'\s\[<>=`”]|$)""")
_TEXTS = [
    ROOT / "README.md",
    ROOT / "Makefile",
    *sorted((ROOT / "docs").rglob("*.*")),
    ROOT / "docs/container/Dockerfile",
    *sorted((ROOT / "src").rglob("*.py")),
    *sorted((ROOT / "src").rglob("*.json")),
    *sorted((ROOT / "themes").rglob("*.md")),
]


def test_the_table_is_that_of_the_project() -> None:
    told = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["optional-dependencies"]
    named = {extra: tuple(re.split(r"[<>=~!\[; ]", one)[0] for one in lines) for extra, lines in told.items()}
    assert {extra: packages for extra, packages in named.items() if extra not in {"all", "dev"}} == EXTRAS


@pytest.mark.parametrize(
    ("line", "dangerous"),
    [
        ('pip install "portfoliogen[lock]"', True),
        ("pip install --force-reinstall portfoliogen", True),
        ("python -m pip install 'portfoliogen==1'", True),
        ('pip install "./portfoliogen-0.1.0-py3-none-any.whl[all]"', False),
        ('pip install "$(echo /wheels/portfoliogen-*.whl)[all]"', False),
        ('pip install ".[all]"', False),
    ],
)
def test_what_would_fetch_the_other_program_is_known(line: str, *, dangerous: bool) -> None:
    assert bool(_OURS.search(line)) is dangerous


def test_no_line_fetches_the_program_of_the_same_name() -> None:
    found = [
        f"{path}: {match[0]}"
        for path in _TEXTS
        if path.suffix not in {".png", ".jpg", ".webp"} and path.is_file()
        for match in _OURS.finditer(path.read_text("utf-8"))
    ]
    assert found == []


def test_the_workflow_installs_the_wheel_that_its_list_asks_for() -> None:
    assert 'pip install "./.github/@WHEEL@[lock]"' in _WORKFLOW
    assert "--wheel-dir SCHOOL/.github" in TO_DO
    assert wheel_name(__version__).startswith(f"portfoliogen-{__version__}-")
