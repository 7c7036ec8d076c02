"""Every rule, shown: a tiny school that breaks it, and all that `check` says of that school.

`tests/cases/PG301-unknown-skill/school/` is the school; `make.py` beside it makes what a repository cannot
keep; `diagnostics.txt` is the text. After a change of wording: `--update-golden`, then read the difference.
"""

from __future__ import annotations

import importlib.util
import re
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import schools
from portfoliogen.cli.program import run
from portfoliogen.diagnostics.formats.terminal import as_text
from portfoliogen.diagnostics.rules import ALL

if TYPE_CHECKING:
    from types import ModuleType

CASES = Path(__file__).parent / "cases"
NAMES = sorted(path.name for path in CASES.iterdir() if path.is_dir() and path.name != "__pycache__")

BUILD_ONLY = frozenset({"PG406", "PG407", "PG409", "PG410", "PG412", "PG413", "PG414", "PG856"})
"""Told by `build`, since only the making of a page or a picture finds them out."""

ELSEWHERE = {
    "PG408": "unit/test_media_store.py: an optional library is missing",
    "PG411": "needs a file of more than 100 MB",
    "PG609": "unit/test_addresses.py",
    "PG612": "unit/test_roster.py: PG809 says what is wrong with the line",
    "PG618": "unit/test_locking.py: an optional library is missing",
    "PG851": "themes that extend one another are the program's own",
    "PG852": "as PG851",
    "PG901": "unit/test_cli.py",
    "PG902": "unit/test_working.py",
    "PG951": "unit/test_write.py",
    "PG952": "unit/test_write.py",
    "PG953": "unit/test_write.py",
    "PG954": "unit/test_write.py",
    "PG955": "unit/test_write.py",
    "PG956": "unit/test_write.py",
}
"""Rules that no school's input brings about, and where they are tested."""

ALONGSIDE = {"PG120": {"PG112"}}
"""What is rightly told beside a rule: here the work in the folder that the roster spells otherwise."""


def _make(case: Path, root: Path) -> None:
    """Copy a case's school and let its `make.py` complete it."""
    if (case / "school").is_dir():
        shutil.copytree(case / "school", root)
    else:
        root.mkdir()
    if (case / "make.py").is_file():
        _module(case / "make.py").make(root)


def _module(path: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location(f"make_{path.parent.name.replace('-', '_')}", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def _told(case: Path, root: Path, capsys: pytest.CaptureFixture[str]) -> str:
    """All that a person reads about this school."""
    _make(case, root)
    if case.name[:5] in BUILD_ONLY:
        return as_text(schools.build(root).told)
    run(["check", str(root), "--quiet", "--today", schools.TODAY.isoformat()])
    out, complaints = capsys.readouterr()
    return out + complaints


@pytest.mark.parametrize("name", NAMES)
def test_case(name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str], *, update_golden: bool) -> None:
    case = CASES / name
    told = _told(case, tmp_path / "Oakfield", capsys)
    if update_golden:
        (case / "diagnostics.txt").write_text(told, encoding="utf-8")
    assert told == (case / "diagnostics.txt").read_text(encoding="utf-8")
    codes = set(re.findall(r"(?:error|warning|note) (PG\d{3}) ", told))
    # One cause, one diagnostic. A setting that stops everything is told without its code.
    others = ALONGSIDE.get(name[:5], set())
    assert codes - others == ({name[:5]} if name[:5] != "PG804" else set())


@pytest.mark.parametrize("code", sorted(set(ALL) - set(ELSEWHERE)))
def test_every_rule_has_its_case(code: str) -> None:
    assert f"{code}-{ALL[code].slug}" in NAMES


def test_a_case_is_called_as_its_rule() -> None:
    assert [f"{name[:5]}-{ALL[name[:5]].slug}" for name in NAMES] == NAMES
