"""`doctor` and `completion`: what is here, what is missing, what to type."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from importlib import metadata
from typing import TYPE_CHECKING

import pytest

import schools
from portfoliogen.doctor import State, environment, examine
from portfoliogen.doctor import school as of_school
from schools import entry

if TYPE_CHECKING:
    from pathlib import Path

    from conftest import Folder

SCHOOL = {"learners/Amara/2026-03-14 Volcano.md": entry()}


def run(*words: str, **environ: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "portfoliogen", *words],
        env=os.environ | environ,
        capture_output=True,
        check=False,
        encoding="utf-8",
        timeout=120,
    )


def keys(folder: Path) -> dict[str, State]:
    return {one.key: one.state for one in examine(folder)}


def test_a_sound_school_is_fine(folder: Folder) -> None:
    root = folder(SCHOOL)
    told = run("doctor", str(root))
    assert told.returncode == 0, told.stdout
    for group in ("The computer", "The school", "The websites"):
        assert f"{group}:" in told.stdout or "This computer:" in told.stdout
    assert "Traceback" not in told.stderr
    assert keys(root)["there"] is State.NOTE


def test_what_is_broken_gives_a_status_and_a_hint(folder: Folder, tmp_path: Path) -> None:
    told = run("doctor", str(tmp_path / "nowhere"))
    assert told.returncode == 1
    assert "STOP" in told.stdout
    root = folder(SCHOOL | {"school.yml": "courses: [{name: X, kind: nonsense}]\n"})
    assert keys(root)["settings"] is State.BROKEN
    other = folder(SCHOOL | {"_site/holiday.jpg": "mine"}, "Elm")
    assert keys(other)["ours"] is State.BROKEN


def test_every_note_says_what_to_do(folder: Folder) -> None:
    found = examine(folder(SCHOOL | {"learners/Amara/plan.gdoc": "{}"}))
    assert all(one.hint for one in found if one.state is not State.FINE)
    assert {one.key: one.state for one in found}["placeholders"] is State.NOTE


def test_the_output_is_stale_after_a_save(folder: Folder) -> None:
    root = folder(SCHOOL)
    assert schools.command_here("build", str(root)).returncode == 0
    assert keys(root)["stale"] is State.FINE
    file = root / "learners/Amara/2026-03-14 Volcano.md"
    file.write_text(entry(text="We built it a third time and it erupted."), "utf-8")
    stamp = (root / "_site/.portfoliogen").stat().st_mtime + 5
    os.utime(file, (stamp, stamp))
    assert keys(root)["stale"] is State.NOTE
    assert keys(root)["site-school"] is State.FINE


def test_json_can_be_sent_to_somebody_who_helps(folder: Folder) -> None:
    told = json.loads(run("doctor", str(folder(SCHOOL)), "--json").stdout)
    assert told["fine"] is True
    assert {"group", "key", "state", "message", "hint"} == set(told["findings"][0])


def test_a_missing_extra_is_told_with_the_line_to_type(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(metadata, "requires", lambda _: ["click>=8", 'nowhere-at-all>=1; extra == "photos"'])
    found = {one.key: one for one in environment.examine_environment()}
    assert found["extra-photos"].hint == "pip install nowhere-at-all"
    monkeypatch.setattr(metadata, "requires", lambda _: ["nowhere-at-all"])
    found = {one.key: one for one in environment.examine_environment()}
    assert found["packages"].state is State.BROKEN
    assert found["packages"].hint == "pip install nowhere-at-all"


def test_a_network_and_a_full_disk_are_told(folder: Folder, monkeypatch: pytest.MonkeyPatch) -> None:
    root = folder(SCHOOL)
    monkeypatch.setattr(of_school, "is_on_network", lambda _: True)
    monkeypatch.setattr(shutil, "disk_usage", lambda _: shutil._ntuple_diskusage(10, 10, 1))  # type: ignore[attr-defined]
    found = keys(root)
    assert found["polling"] is State.NOTE
    assert found["room"] is State.BROKEN


@pytest.mark.parametrize(
    ("shell", "sign"),
    [
        ("bash", "_PORTFOLIOGEN_COMPLETE=bash_complete"),
        ("zsh", "#compdef portfoliogen"),
        ("fish", "complete --no-files --command portfoliogen"),
        ("powershell", "Register-ArgumentCompleter"),
    ],
)
def test_every_shell_completes(shell: str, sign: str) -> None:
    told = run("completion", shell)
    assert told.returncode == 0, told.stderr
    assert sign in told.stdout


def test_bash_completes_commands_and_options() -> None:
    told = run(COMP_WORDS="portfoliogen ch", COMP_CWORD="1", _PORTFOLIOGEN_COMPLETE="bash_complete")
    assert "plain,check" in told.stdout
    told = run(COMP_WORDS="portfoliogen check --wa", COMP_CWORD="2", _PORTFOLIOGEN_COMPLETE="bash_complete")
    assert "plain,--watch" in told.stdout
