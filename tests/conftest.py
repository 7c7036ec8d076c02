"""What all tests share: schools written to disk and built, and the switch that renews golden files."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parent / "unit"))

import schools

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator

    from schools import Built, Files

    class Folder(Protocol):
        """Writes a school to disk and gives its folder."""

        def __call__(self, files: Files, name: str = "Oakfield") -> Path: ...

    class Build(Protocol):
        """Writes a school to disk, or takes one, and builds it."""

        def __call__(self, school: Files | Path, *, today: dt.date = ..., learner: str = "") -> Built: ...


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--update-golden", action="store_true", help="Write what is expected anew; then read the difference with git."
    )


@pytest.fixture(scope="session")
def update_golden(request: pytest.FixtureRequest) -> bool:
    """Whether golden files are to be written anew."""
    return bool(request.config.getoption("--update-golden"))


@pytest.fixture(scope="session", autouse=True)
def _nothing_left_behind(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Take away at the end what the program, and what it starts, put into the folder for temporary files."""
    tmp_path_factory.getbasetemp()  # pytest's own, which it looks after, stays where it is
    with (
        tempfile.TemporaryDirectory(prefix="portfoliogen-tests-", ignore_cleanup_errors=True) as place,
        pytest.MonkeyPatch.context() as patch,
    ):
        patch.setenv("TMPDIR", place)
        patch.setattr(tempfile, "tempdir", place)
        yield


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    """Give `folder({"learners/Amara/a.md": "…"})`, which writes a school and gives its folder."""

    def make(files: Files, name: str = "Oakfield") -> Path:
        root = schools.write(tmp_path / name, files)
        schools.keep_secret(root)
        return root

    return make


@pytest.fixture
def build(folder: Folder) -> Build:
    """Give `build({"learners/Amara/a.md": "…"})`, which writes a school and builds it."""

    def make(school: Files | Path, *, today: dt.date = schools.TODAY, learner: str = "") -> Built:
        root = school if isinstance(school, Path) else folder(school)
        return schools.build(root, today=today, learner=learner)

    return make
