"""E3: one bad file never stops the class."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import schools
from schools import entry

if TYPE_CHECKING:
    from conftest import Folder

CLASS = {f"learners/9B/Learner {number:02}/2026-03-14 Volcano.md": entry() for number in range(1, 31)}
CLASS["roster.csv"] = "folder\n" + "".join(f"9B/Learner {number:02}\n" for number in range(1, 31))
BROKEN = "learners/9B/Learner 17/2026-03-14 Volcano.md"


def test_row_E3_one_broken_learner_of_thirty(folder: Folder) -> None:
    root = folder(
        CLASS | {BROKEN: "---\ntitle: [never closed\nskills: {creativty: 6}\n---\nWords, words, words, words.\n"}
    )
    told = schools.command_here("build", str(root), "-o", str(root / "_site"), "--json")
    (report,) = json.loads(told.stdout)["schools"]
    assert told.returncode == 0
    assert len(report["learners"]) == 30
    built = schools.contents(root / "_site", without=".portfoliogen")
    assert (
        len([path for path in built if path.startswith("school/learner-") and path.endswith("/volcano/index.html")])
        >= 29
    )
    assert {one["path"] for one in report["diagnostics"]} == {BROKEN}


def test_row_E3_the_exit_code_says_so(folder: Folder) -> None:
    root = folder(CLASS | {BROKEN: entry(skills="{creativty: I tried three mixtures.}")})
    assert schools.command_here("check", str(root)).returncode == 1
    assert schools.command_here("build", str(root), "--strict").returncode == 1
    clear = schools.command_here("check", str(root)).stdout
    assert [line.partition(": ")[0] for line in clear.splitlines() if " PG" in line] == [f"{BROKEN}:5:10"]
    assert "Did you mean “Creativity”?" in clear


def test_row_E3_the_others_are_the_same_as_without_the_broken_one(folder: Folder) -> None:
    bad = schools.build(folder(CLASS | {BROKEN: "---\n{{{\n---\n\x00\x01"}, "Bad")).profiles()
    good = schools.build(folder(CLASS, "Good")).profiles()
    names = [name for name in good if "17" not in name]
    assert len(names) == 29
    for name in names:
        assert {path: data.replace(b"Bad", b"Good") for path, data in bad[name].files.items()} == dict(good[name].files)
