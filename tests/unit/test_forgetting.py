from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest

import schools
from portfoliogen.cache import cache_of
from portfoliogen.forgetting import forget
from portfoliogen.pipeline import SchoolError
from schools import entry

if TYPE_CHECKING:
    from conftest import Build
    from schools import Built

WORK = {
    "school.yml": "audiences:\n  family: {who: The family, decision: what to read}\n",
    "roster.csv": "folder,name,publish,photo,shown_as\nQuokka Okafor,Quokka Okafor,public,public,first\n"
    "Ben,Ben Carter,public,public,full\n",
    "learners/Quokka Okafor/2026-03-14 Volcano/index.md": entry(
        visibility="public", text="We built it twice.\n\n![Foam](foam.jpg)"
    ),
    "learners/Quokka Okafor/2026-03-14 Volcano/foam.jpg": schools.picture(colour="red"),
    "learners/Quokka Okafor/audiences/tutors.md": "---\nwho: Tutors\ndecision: a place\nvisibility: public\n---\nHello.\n",
    "learners/Ben/2026-03-14 Bridge/index.md": entry(
        "Bridge", visibility="public", text="It held ten kilos.\n\n![Bridge](bridge.jpg)"
    ),
    "learners/Ben/2026-03-14 Bridge/bridge.jpg": schools.picture(colour="blue"),
}


def _traces(built: Built, *places: str) -> list[str]:
    """Every file, of the output and of what the school keeps, in which the learner still is."""
    found = []
    for folder in (built.output, built.root / ".portfoliogen", cache_of(built.root, built.output)):
        files = schools.contents(folder) if folder.is_dir() else {}
        found += [
            path
            for path, data in files.items()
            if b"quokka" in data.lower() or "quokka" in path.lower() or any(one in path for one in places)
        ]
    return found


def _places(built: Built) -> list[str]:
    return [one.folder for one in built.report.links if one.name.startswith("Quokka")]


@pytest.mark.parametrize("gone", [False, True])
@pytest.mark.parametrize("name", ["Quokka Okafor", "quokka okafor"])
def test_nothing_of_the_learner_is_left(build: Build, name: str, *, gone: bool) -> None:
    built = build(WORK)
    places = _places(built)
    assert len(places) == 4
    assert _traces(built, *places)
    if gone:
        shutil.rmtree(built.root / "learners/Quokka Okafor")
        roster = "folder,name,publish,photo,shown_as\nBen,Ben Carter,public,public,full\n"
        (built.root / "roster.csv").write_text(roster)
    done = forget(built.root, name, output=built.output, today=schools.TODAY)
    assert _traces(built, *places) == []
    assert len(done.profiles) == 4
    assert any("backups" in one for one in done.to_do)
    assert any("Move the folder" in one for one in done.to_do) is not gone


def test_everybody_else_stays_as_they_were(build: Build) -> None:
    built = build(WORK)
    places = _places(built)
    forget(built.root, "Quokka Okafor", output=built.output, today=schools.TODAY)
    after = schools.contents(built.output, without=".portfoliogen")
    same = {
        path: data
        for path, data in built.files.items()
        if not any(one in path for one in places) and path != "school/index.html"
    }
    assert {path: after[path] for path in same} == same
    assert b"Ben Carter" in after["school/index.html"]
    assert schools.contents(built.output / ".portfoliogen/cache/media")


def test_what_forgetting_leaves_is_what_a_clean_build_makes(build: Build) -> None:
    built = build(WORK)
    forget(built.root, "Quokka Okafor", output=built.output, today=schools.TODAY)
    shutil.rmtree(built.root / "learners/Quokka Okafor")
    forgotten = schools.contents(built.output, without=".portfoliogen")
    assert schools.build(built.root, built.output.parent / "clean").files == forgotten


def test_nobody_is_forgotten_for_somebody_else(build: Build) -> None:
    built = build(WORK)
    with pytest.raises(SchoolError, match="Nothing here is known"):
        forget(built.root, "Quokka", output=built.output, today=schools.TODAY)
    assert schools.contents(built.output, without=".portfoliogen") == built.files


def test_the_command_asks_first_and_tells_what_is_left_to_do(build: Build) -> None:
    built = build(WORK)
    refused = schools.command_here("forget", "Quokka Okafor", str(built.root), "-o", str(built.output))
    assert refused.returncode != 0
    assert schools.contents(built.output, without=".portfoliogen") == built.files
    done = schools.command_here("forget", "Quokka Okafor", str(built.root), "-o", str(built.output), "--yes")
    assert done.returncode == 0
    assert "What only a person can do" in done.stdout
