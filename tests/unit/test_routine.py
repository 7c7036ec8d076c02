"""What `check` says beside the problems: what changed, what to look at again, the next small step; and --watch."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from typing import TYPE_CHECKING

import schools
from schools import entry

if TYPE_CHECKING:
    from pathlib import Path

    from conftest import Folder

SCHOOL = {
    "school.yml": "name: Oakfield\n",
    "learners/Amara/profile.md": "I build.\n",
    "learners/Amara/2026-08-14 Volcano.md": entry("Volcano", "2026-08-14"),
}


def told(root: Path, *words: str) -> str:
    return schools.command_here("check", str(root), *words).stdout


def later(path: Path) -> None:
    stamp = time.time() + 60
    os.utime(path, (stamp, stamp))


def test_before_the_first_build_the_step_is_to_build(folder: Folder) -> None:
    assert "Next small step: Build the profiles for the first time." in told(folder(SCHOOL))


def test_it_says_what_changed_since_the_last_build(folder: Folder) -> None:
    root = folder(SCHOOL)
    schools.command_here("build", str(root))
    assert "Nothing has changed since the last build" in told(root)
    later(root / "learners/Amara/2026-08-14 Volcano.md")
    (root / "school.yml").write_text("name: Oakfield\nhighlights: 4\n", "utf-8")
    later(root / "school.yml")
    words = told(root)
    assert "new or changed: learners/Amara/2026-08-14 Volcano.md" in words
    assert "new or changed: school.yml" in words
    assert "Next small step: Build, and look at the new pages" in words
    assert told(root) == words


def test_what_only_a_build_sees_of_a_photo_is_told_until_the_photo_changes(folder: Folder) -> None:
    whole = schools.picture(size=(900, 700))
    root = folder(SCHOOL | {"learners/Amara/2026-08-15 Bridge/bridge.jpg": whole[: len(whole) // 2]})
    photo = root / "learners/Amara/2026-08-15 Bridge/bridge.jpg"
    os.utime(photo, (0, 0))
    assert "PG406" not in schools.command_here("check", str(root)).stdout
    time.sleep(0.05)
    schools.command_here("build", str(root))
    assert "PG406" in schools.command_here("check", str(root)).stdout
    photo.write_bytes(whole)
    assert "PG406" not in schools.command_here("check", str(root)).stdout


def test_an_old_photo_that_is_new_here_counts_as_new(folder: Folder) -> None:
    root = folder(SCHOOL)
    schools.command_here("build", str(root))
    time.sleep(0.05)
    photo = root / "learners/Amara/2020-01-01 Old.jpg"
    photo.write_bytes(schools.picture())
    os.utime(photo, (1_500_000_000, 1_500_000_000))
    assert "new or changed: learners/Amara/2020-01-01 Old.jpg" in told(root)


def test_what_was_taken_away_is_told_by_its_folder(folder: Folder) -> None:
    root = folder(SCHOOL | {"learners/Amara/2026-08-15 Moon.md": entry("Moon", "2026-08-15")})
    schools.command_here("build", str(root))
    time.sleep(0.05)
    (root / "learners/Amara/2026-08-15 Moon.md").unlink()
    assert "something was taken away or renamed in: learners/Amara" in told(root)


def test_the_step_is_the_gravest_problem_of_what_changed(folder: Folder) -> None:
    root = folder(SCHOOL | {"learners/Amara/2026-08-01 A.md": entry("A", "2026-08-01", skills="creativty")})
    schools.command_here("build", str(root))
    assert "Next small step: learners/Amara/2026-08-01 A.md" in told(root)
    (root / "learners/Amara/2026-08-20 B.md").write_text(entry("B", "2026-08-20", where="hoem"), "utf-8")
    later(root / "learners/Amara/2026-08-20 B.md")
    assert "Next small step: learners/Amara/2026-08-20 B.md" in told(root)


def test_quiet_says_only_the_problems(folder: Folder) -> None:
    assert told(folder(SCHOOL), "--quiet") == "Oakfield (1 learner, 1 entry): no problems.\n"


def test_other_formats_stay_for_machines(folder: Folder) -> None:
    root = folder(SCHOOL)
    plain = told(root, "--format", "json")
    assert "small step" not in plain
    assert told(root, "--json") == plain


def test_watch_checks_again_after_a_save_and_ends_in_peace(folder: Folder) -> None:
    root = folder(SCHOOL)
    with subprocess.Popen(
        [sys.executable, "-u", "-m", "portfoliogen", "check", str(root), "--watch"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    ) as check:
        assert check.stdout is not None
        for line in check.stdout:
            if line.startswith("Checked at"):
                break
        time.sleep(0.5)
        (root / "learners/Amara/2026-08-20 B.md").write_text(entry("B", "2026-08-20", skills="creativty"), "utf-8")
        words = ""
        for line in check.stdout:
            words += line
            if line.startswith("Checked at"):
                break
        check.send_signal(signal.SIGINT)
        _, complaints = check.communicate(timeout=30)
    assert "PG301" in words
    assert complaints == ""
    assert check.returncode == 1
