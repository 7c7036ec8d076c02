"""`new`: an entry file with prompts, for a learner found by any part of the name."""

from __future__ import annotations

import os
import pty
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

import schools
from portfoliogen.finding import find_learner
from portfoliogen.model.learner import LearnerJob
from portfoliogen.reports import SchoolError

if TYPE_CHECKING:
    from pathlib import Path

    from conftest import Folder

SCHOOL = {
    "school.yml": "name: Oakfield\n",
    "learners/9B/Amara Okafor/profile.md": "---\nname: Amara Okafor\n---\nI build things.\n",
    "learners/9B/José Ñandú/profile.md": "I read.\n",
    "briefs/bridge.md": "---\ntitle: A paper bridge\ncriteria: [You say what you tried, You test it]\n---\n",
}
TODAY = ("--today", "2026-11-23")


def new(root: Path, *words: str) -> subprocess.CompletedProcess[str]:
    return schools.command_here("new", *words, "--in", str(root))


def test_a_new_entry_has_its_fields_and_prompts(folder: Folder) -> None:
    root = folder(SCHOOL)
    told = new(root, "amara", "Our volcano: erupted?", "--kind", "projects")
    assert told.returncode == 0, told.stderr
    (file,) = (root / "learners/9B/Amara Okafor").glob("2026-11-23*")
    assert file.name == "2026-11-23 Our volcano erupted.md"
    text = file.read_text("utf-8")
    assert 'title: "Our volcano: erupted?"' in text
    assert "kind: project\n" in text
    assert "> Prompt: What did you try?" in text
    assert str(file) in told.stdout
    assert schools.command_here("check", str(root), "--quiet").returncode == 0


def test_a_learner_is_found_by_any_part_of_the_name(folder: Folder) -> None:
    root = folder(SCHOOL)
    assert new(root, "jose nandu", "One").returncode == 0
    assert len(list((root / "learners/9B/José Ñandú").glob("*.md"))) == 2
    several = new(root, "9B", "One")
    assert several.returncode == 2
    assert "could be 2 learners" in several.stderr
    nobody = new(root, "Amarra Okafor", "One")
    assert nobody.returncode == 2
    assert "Did you mean “Amara Okafor”?" in nobody.stderr


def test_apostrophes_need_not_be_typed() -> None:
    jobs = [
        LearnerJob(name, f"12/{name}", name, "12", None, ()) for name in ("Zoë O’Hara-N'Dour", "Ava-Mae D'Souza", "Li")
    ]
    for word, place in {"ohara": 0, "O'Hara n’dour": 0, "DSOUZA": 1, "12/li": 2}.items():
        assert find_learner(jobs, word) is jobs[place], word
    with pytest.raises(SchoolError) as told:
        find_learner(jobs, "Ava-May D'Sousa", may_begin=True)
    assert told.value.hint == (
        "Did you mean “Ava-Mae D'Souza”? To begin a folder for somebody new: "
        'portfoliogen new "Ava-May D\'Sousa" "My first entry" --begin'
    )


def test_an_existing_file_is_never_changed(folder: Folder) -> None:
    root = folder(SCHOOL)
    assert new(root, "Amara", "Volcano").returncode == 0
    file = root / "learners/9B/Amara Okafor/2026-11-23 Volcano.md"
    file.write_text("mine", "utf-8")
    told = new(root, "Amara", "Volcano")
    assert told.returncode == 2
    assert "is there already" in told.stderr
    assert file.read_text("utf-8") == "mine"


def test_a_brief_brings_what_is_looked_for(folder: Folder) -> None:
    root = folder(SCHOOL)
    assert new(root, "Amara", "Bridge", "--brief", "paper bridge").returncode == 0
    text = (root / "learners/9B/Amara Okafor/2026-11-23 Bridge.md").read_text("utf-8")
    assert "brief: bridge\n" in text
    assert "> Prompt: You say what you tried" in text
    told = new(root, "Amara", "Other", "--brief", "bridg")
    assert "Did you mean “bridge”?" in new(root, "Amara", "Other", "--brief", "bridgge").stderr
    assert told.returncode == 0


def test_an_unknown_kind_is_told_with_the_nearest(folder: Folder) -> None:
    told = new(folder(SCHOOL), "Amara", "X", "--kind", "projct")
    assert told.returncode == 2
    assert "Did you mean “Project”?" in told.stderr


def test_a_new_learner_begins_with_a_profile(folder: Folder) -> None:
    root = folder(SCHOOL)
    hint = new(root, "Zed Abara", "First").stderr
    assert "--begin" in hint
    told = new(root, "Zed Abara", "First", "--class", "9C")
    assert told.returncode == 0, told.stderr
    assert "name: Zed Abara" in (root / "learners/9C/Zed Abara/profile.md").read_text("utf-8")
    assert new(root, "zed", "Second").returncode == 0
    assert new(root, "Zed Abara", "Third", "--begin").returncode == 2


def test_nothing_leads_out_of_the_learners_folder(folder: Folder) -> None:
    root = folder(SCHOOL)
    assert new(root, "Amara", "../../../evil").returncode == 0
    assert new(root, "../../evil", "x", "--class", "../..").returncode in {0, 2}
    outside = [path for path in root.parent.rglob("*.md") if not path.is_relative_to(root / "learners")]
    assert outside == [root / "briefs/bridge.md"]


def test_the_editor_opens_on_a_terminal_only(folder: Folder, tmp_path: Path) -> None:
    root = folder(SCHOOL)
    editor = tmp_path / "editor"
    editor.write_text('#!/bin/sh\necho "$1" > "$0.opened"\n', "utf-8")
    editor.chmod(0o755)
    words = [sys.executable, "-m", "portfoliogen", "new", "Amara", "Moon", "--in", str(root), *TODAY]
    environment = os.environ | {"VISUAL": str(editor), "TERM": "xterm"}
    subprocess.run(words, env=environment, check=True, capture_output=True)
    assert not (tmp_path / "editor.opened").exists()
    ours, theirs = pty.openpty()
    words[5] = "Sun"
    with subprocess.Popen(words, env=environment, stdin=theirs, stdout=theirs, stderr=theirs) as asked:
        os.close(theirs)
        asked.wait(60)
    os.close(ours)
    assert (tmp_path / "editor.opened").read_text("utf-8").strip().endswith("2026-11-23 Sun.md")


def test_prompts_are_in_the_schools_language_wherever_it_is_spoken(folder: Folder) -> None:
    texts = set()
    for language in ("cy", "cy-GB"):
        root = folder({**SCHOOL, "school.yml": f"name: Derw\nlanguage: {language}\n"})
        assert new(root, "Amara", f"Pont {language}").returncode == 0
        (file,) = root.rglob(f"*Pont {language}.md")
        texts.add(file.read_text("utf-8").replace(f"Pont {language}", ""))
    (text,) = texts
    assert "> Prompt:" not in text
