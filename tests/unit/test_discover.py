"""Whose folders these are, and what of a shared drive is nobody's work."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import schools
from portfoliogen.litter import _WORK, STUBS, is_litter, is_work
from portfoliogen.opening import OpenSchool, open_school
from portfoliogen.reports import SchoolError
from portfoliogen.survey import survey
from portfoliogen.walking import walk

if TYPE_CHECKING:
    from pathlib import Path

    from conftest import Folder

A, B = "Words of one.\n", "Words of two.\n"


def _open(root: Path) -> OpenSchool:
    return open_school(root, root / "_site")


@pytest.mark.parametrize(
    ("files", "learners", "single"),
    [
        # each folder below learners/, or below the school
        ({"learners/Amara/a.md": A, "learners/Ben/b.md": B}, {"Amara": ["a.md"], "Ben": ["b.md"]}, False),
        ({"Amara/a.md": A, "Ben/b.md": B}, {"Amara": ["a.md"], "Ben": ["b.md"]}, False),
        ({"Amara/a.md": A, "Ben/b.md": B, "README.md": A}, {"Amara": ["a.md"], "Ben": ["b.md"]}, False),
        # profile.md makes a learner at any depth
        (
            {"learners/9B/Amara/profile.md": A, "learners/9B/Amara/x/a.md": A},
            {"9B/Amara": ["profile.md", "x/a.md"]},
            False,
        ),
        (
            {"learners/Y9/9B/Amara/profile.docx": A, "learners/10A/Ben/profile.md": B},
            {"10A/Ben": ["profile.md"], "Y9/9B/Amara": ["profile.docx"]},
            False,
        ),
        # a class's folder holds learners, at any depth; whatever is dated or of a topic is one learner's own
        (
            {"learners/8D/Zoë/a.md": A, "learners/8D/Ben/b.md": B, "learners/Amara/Art/c.md": A},
            {"8D/Zoë": ["a.md"], "8D/Ben": ["b.md"], "Amara": ["Art/c.md"]},
            False,
        ),
        (
            {"learners/Year 9/9B/Amara/x/a.md": A, "learners/Class 3/2026-03-14 Fox/index.md": B},
            {"Year 9/9B/Amara": ["x/a.md"], "Class 3": ["2026-03-14 Fox/index.md"]},
            False,
        ),
        # beside somebody with a profile.md are learners too, in this class and another
        (
            {
                "learners/9B/Amara/profile.md": A,
                "learners/9B/Ben/x/b.md": B,
                "learners/9B/photos/c.md": B,
                "learners/9C/Cleo/d.md": A,
                "learners/Trips/Castle/e.md": A,
            },
            {"9B/Amara": ["profile.md"], "9B/Ben": ["x/b.md"], "9C/Cleo": ["d.md"]},
            False,
        ),
        (
            {"learners/Amara/profile.md": A, "learners/8D/Zoë/a.md": A, "learners/8D/Ben/b.md": B},
            {"Amara": ["profile.md"], "8D/Zoë": ["a.md"], "8D/Ben": ["b.md"]},
            False,
        ),
        ({"Amara/profile.md": A, "Ben/b.md": B, "docs/c.md": A}, {"Amara": ["profile.md"], "Ben": ["b.md"]}, False),
        # the roster does
        (
            {"roster.csv": "folder,name\n9B/Amara,Amara Okafor\n", "learners/9B/Amara/a.md": A},
            {"9B/Amara": ["a.md"]},
            False,
        ),
        (
            {"roster.csv": "name;class\nAmara;9B\nAmara;9C\n", "learners/9B/Amara/a.md": A},
            {"9B/Amara": ["a.md"]},
            False,
        ),
        # one learner's own folder
        ({"profile.md": A, "a.md": A, "d/b.md": A}, {"": ["a.md", "d/b.md", "profile.md"]}, True),
        ({"a.md": A, "b.md": B}, {"": ["a.md", "b.md"]}, True),
        ({"2026-03-14.md": A, "images/x.md": A}, {"": ["2026-03-14.md", "images/x.md"]}, True),
        # the school's own folders are nobody's
        (
            {"Amara/a.md": A, "briefs/b.md": B, "_site/x.md": A, "node_modules/y.md": A, ".git/z.md": A},
            {"Amara": ["a.md"]},
            False,
        ),
    ],
)
def test_whose_folders_these_are(
    folder: Folder, files: dict[str, str], learners: dict[str, list[str]], *, single: bool
) -> None:
    opened = _open(folder(files))
    assert {job.folder: sorted(one.path for one in job.files) for job in opened.jobs} == learners
    assert opened.school.single is single


@pytest.mark.parametrize(
    ("folder_name", "name"),
    [
        ("Amara Okafor", "Amara Okafor"),
        ("amara-okafor", "Amara Okafor"),
        ("Ava-Mae D'Souza", "Ava-Mae D'Souza"),
        ("林美玲", "林美玲"),
        ("amara", "amara"),
        ("Amara 0123456789abcdef0123456789abcdef", "Amara"),
    ],
)
def test_a_learners_name(folder: Folder, folder_name: str, name: str) -> None:
    (job,) = _open(folder({f"learners/{folder_name}/a.md": A})).jobs
    assert job.name == name


@pytest.mark.parametrize(
    "name",
    [
        ".DS_Store",
        "Thumbs.db",
        "desktop.ini",
        "~$Moon.docx",
        "a.tmp",
        "b.md~",
        ".hidden.md",
        "x.crdownload",
        "._a.jpg",
        ".~lock.a.odt#",
        "a.swp",
        "Icon\r",
    ],
)
def test_litter_is_passed_over_in_silence(folder: Folder, name: str) -> None:
    opened = _open(folder({"learners/Amara/a.md": A, f"learners/Amara/{name}": "x"}))
    assert [one.name for one in opened.jobs[0].files] == ["a.md"]
    assert opened.diagnostics == ()


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("a (Amara's conflicted copy 2026-03-15).md", "PG105"),
        ("a (conflict).md", "PG105"),
        ("a.sync-conflict-20260314-101112-ABCDEF.md", "PG105"),
        ("a-DESKTOP-4J2K1.md", "PG105"),
        ("Copy of a.md", "PG106"),
        ("a (1).md", "PG106"),
        ("a - Copy.md", "PG106"),
        ("a - Copy (2).md", "PG106"),
        ("Poem.gdoc", "PG107"),
        ("Link.url", "PG107"),
        (".film.mp4.icloud", "PG108"),
    ],
)
def test_oddities_are_told_once_and_left_out(folder: Folder, name: str, code: str) -> None:
    opened = _open(folder({"learners/Amara/a.md": A, f"learners/Amara/{name}": A}))
    assert [(one.code, one.at.path) for one in opened.diagnostics] == [(code, f"learners/Amara/{name}")]
    assert [one.name for one in opened.jobs[0].files] == ["a.md"]


@pytest.mark.parametrize("name", ["b (1).md", "Copy of b.md", "photo (1).jpg", "Me (and Ben).md", "Chapter (2).md"])
def test_what_only_looks_like_a_copy_stays(folder: Folder, name: str) -> None:
    opened = _open(
        folder({"learners/Amara/a.md": A, "learners/Amara/photo.jpg": b"longer", f"learners/Amara/{name}": B})
    )
    assert name in [one.name for one in opened.jobs[0].files]
    assert opened.diagnostics == ()


def test_nothing_outside_is_followed(folder: Folder, tmp_path: Path) -> None:
    (tmp_path / "secret.md").write_text("quokka")
    (tmp_path / "outside").mkdir()
    (tmp_path / "outside" / "b.md").write_text("quokka")
    root = folder({"roster.csv": "folder,name\nAmara,quokka\n", "learners/Amara/a.md": A})
    home = root / "learners" / "Amara"
    (home / "link.md").symlink_to(tmp_path / "secret.md")
    (home / "folder").symlink_to(tmp_path / "outside")
    (home / "loop").symlink_to(home)
    os.mkfifo(home / "pipe.md")
    (home / "roster.csv").hardlink_to(root / "roster.csv")
    opened = _open(root)
    assert [one.path for one in opened.jobs[0].files] == ["a.md"]
    assert sorted(one.code for one in opened.diagnostics) == ["PG102", "PG102", "PG102", "PG103", "PG121"]


def test_learners_somewhere_else(folder: Folder, tmp_path: Path) -> None:
    schools.write(tmp_path / "share", {"Amara/a.md": A})
    opened = _open(folder({"school.yml": f"learners: {tmp_path / 'share'}\n"}))
    assert [job.folder for job in opened.jobs] == ["Amara"]


def test_a_drive_that_is_not_there_stops_everything(folder: Folder) -> None:
    with pytest.raises(SchoolError) as raised:
        _open(folder({"school.yml": "learners: //server/gone\n"}))
    assert "//server/gone" in raised.value.message
    assert "drive" in raised.value.hint
    with pytest.raises(SchoolError):
        _open(folder({}) / "nowhere")


def test_work_in_nobodys_folder_is_told_not_lost(folder: Folder) -> None:
    opened = _open(folder({"learners/9B/Amara/profile.md": A, "learners/9B/Trip.md": B}))
    assert schools.places(opened.diagnostics) == [("PG112", "learners/9B/Trip.md", 0, 0)]


def test_several_children_in_one_profile_are_told(folder: Folder) -> None:
    files = {"learners/Puffins/Kofi/a.md": A, "learners/Puffins/Maisie/b.md": B}
    topics = {"learners/Ben/Passion/c.md": A, "learners/Ben/Teamwork/d.md": A, "learners/Cleo/week 1/e.md": A}
    known = {"learners/Cleo/week 2/f.md": A, "learners/Di/profile.md": A}
    opened = _open(folder(files | topics | known))
    assert schools.places(opened.diagnostics) == [("PG122", "learners/Puffins", 0, 0)]
    assert "Kofi, Maisie" in opened.diagnostics[0].message


def test_a_folder_for_each_piece_of_work_is_no_doubt(folder: Folder) -> None:
    pages = {"learners/year-10/Ben/A bridge/index.md": A, "learners/year-10/Ben/A poem/index.md": B}
    notes = {"learners/Cleo/Volcano/Volcano.md": A, "learners/Cleo/Fox/Fox.md": B}
    opened = _open(folder(pages | notes))
    assert opened.diagnostics == ()
    assert sorted(job.name for job in opened.jobs) == ["Ben", "Cleo"]


def test_a_walk_with_the_stamps_of_a_survey_finds_the_same(folder: Folder) -> None:
    files = {"a.md": A, "b/c.md": B, "empty.md": "", "empty.jpg": "", "plan.gdoc": "{}", ".film.mp4.icloud": "x"}
    root = folder({"school.yml": "name: O\n", **{f"learners/{path}": text for path, text in files.items()}})
    home = root / "learners"
    os.link(root / "school.yml", home / "school's own.md")
    (home / "link.md").symlink_to(home / "a.md")
    os.mkfifo(home / "pipe.md")
    status = (root / "school.yml").stat()
    own = frozenset({(status.st_dev, status.st_ino)})
    plain = walk(str(home), "learners/", own)
    assert len({one.code for one in plain[1]}) >= 6
    seen = survey((str(root),))
    assert walk(str(home), "learners/", own, seen=seen) == plain
    (home / "b" / "new.md").write_text("new", "utf-8")
    assert [one.path for one in walk(str(home), "learners/", own, seen=seen)[0].files].count("b/new.md") == 1


@settings(max_examples=300, deadline=None)
@given(
    st.text(st.sampled_from("aA~.$é -x"), max_size=6), st.sampled_from([*_WORK, ".tmp", ".gdoc", ".icloud", "~", ""])
)
def test_a_name_as_most_work_has_is_no_litter_and_no_stub(stem: str, ending: str) -> None:
    name = stem + ending
    if name and is_work(name):
        assert not is_litter(name)
        assert name.lower().rpartition(".")[2] not in STUBS | {"icloud"}
