from __future__ import annotations

from pathlib import Path

import pytest

from portfoliogen import cache
from portfoliogen.survey import survey


def test_what_is_saved_is_loaded(tmp_path: Path) -> None:
    file = tmp_path / "deep" / "state"
    cache.save(file, {"a": (1, 2)})
    assert cache.load(file) == {"a": (1, 2)}


@pytest.mark.parametrize("at", [0, 5, 40, -1])
def test_a_damaged_file_counts_as_absent(tmp_path: Path, at: int) -> None:
    file = tmp_path / "state"
    cache.save(file, {"a": (1, 2)})
    data = bytearray(file.read_bytes())
    data[at] ^= 0xFF
    file.write_bytes(bytes(data))
    assert cache.load(file) is None


def test_a_half_written_file_counts_as_absent(tmp_path: Path) -> None:
    file = tmp_path / "state"
    cache.save(file, list(range(1000)))
    file.write_bytes(file.read_bytes()[:200])
    assert cache.load(file) is None


def test_another_version_counts_as_absent(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "state"
    cache.save(file, 1)
    monkeypatch.setattr(cache, "program_fingerprint", lambda: "another")
    assert cache.load(file) is None


def test_a_disk_that_refuses_costs_nothing(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    cache.save(tmp_path / "file" / "state", 1)
    assert cache.load(tmp_path / "file" / "state") is None


def test_a_survey_sees_every_kind_of_change(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "x.md").write_text("one")
    (tmp_path / "_site").mkdir()
    before = survey((str(tmp_path),), (str(tmp_path / "_site"),))
    (tmp_path / "_site" / "index.html").write_text("made")
    assert survey((str(tmp_path),), (str(tmp_path / "_site"),)) == before
    (tmp_path / "a" / "x.md").write_text("two")
    assert survey((str(tmp_path),), (str(tmp_path / "_site"),)) != before
