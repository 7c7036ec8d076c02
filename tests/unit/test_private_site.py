"""Forms that hold drafts or notes stand in a site of their own, which nothing publishes."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import form_school
import pytest
from msgspec.structs import replace

import schools
from portfoliogen.cli.program import run
from portfoliogen.guard import may_be_public
from portfoliogen.model.school import Audience
from portfoliogen.model.visibility import Visibility

if TYPE_CHECKING:
    from pathlib import Path

    from conftest import Build
    from schools import Built

DRAFTS = ("application", "conference", "interview")


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    root = schools.write(tmp_path_factory.mktemp("school") / "Oakfield", form_school.FILES)
    schools.keep_secret(root)
    targets = f"targets: {{share: {{kind: folder, path: {root.parent / 'share'}, public: no}}}}\n"
    schools.write(root, {"school.yml": form_school.SCHOOL + targets})
    return schools.build(root, root / "_site")


def test_drafts_and_notes_are_in_a_place_of_their_own(built: Built) -> None:
    sites = {one.audience: one.site for one in built.report.links}
    assert {key for key, site in sites.items() if site == "private"} == set(DRAFTS)
    assert not [path for path in built.files if path.startswith("school/") and path.split("/")[1].endswith(DRAFTS)]
    for words in (b"quokka", b"time you failed", b"why</strong> things break"):
        places = {path.partition("/")[0] for path, data in built.files.items() if words in data}
        assert places <= {"private"}, words


def test_the_place_says_whom_it_is_for_and_lists_nobody(built: Built) -> None:
    note = json.loads(built.files["private/site.json"])
    assert note["site"] == "private"
    assert note["public"] is False
    assert "never published" in note["for"]
    assert b"Amara" not in built.files["private/index.html"]
    assert b"private" not in built.files["school/index.html"]


def test_no_page_of_another_site_leads_there(built: Built) -> None:
    assert not [
        path for path, data in built.files.items() if path.startswith(("school/", "public/")) and b"private/" in data
    ]


@pytest.mark.parametrize("words", [[], ["--dry-run"]])
def test_publish_refuses_it(built: Built, words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    status = run(["publish", str(built.output / "private"), "--to", "share", "--today", "2026-11-23", *words])
    assert status == 2
    assert "nothing publishes them" in capsys.readouterr().err
    assert not (built.root.parent / "share" / "amara--interview").exists()
    assert "never published" in may_be_public(built.output / "private", schools.TODAY).reasons[0]


def test_publishing_the_school_site_leaves_it_here(built: Built) -> None:
    (built.root.parent / "share").mkdir()
    assert run(["publish", str(built.root), "--yes", "--to", "share", "--today", "2026-11-23"]) == 0
    sent = schools.contents(built.root.parent / "share")
    assert "amara/index.html" in sent
    assert not [path for path, data in sent.items() if "interview" in path.split("/")[0] or b"quokka" in data]


def test_what_becomes_a_draft_leaves_the_school_site(build: Build) -> None:
    school = form_school.SCHOOL.replace("form: interview", "form: letter")
    files = form_school.FILES | {"school.yml": school}
    first = build(files)
    assert "school/amara--interview/index.html" in first.files
    schools.write(first.root, {"school.yml": form_school.SCHOOL})
    second = schools.build(first.root, first.output)
    assert "school/amara--interview/index.html" not in second.files
    assert "private/amara--interview/index.html" in second.files


def test_a_locked_one_may_stand_in_the_school_where_only_readers_open_it() -> None:
    audience = Audience("talk", "Family", "what next", "conference", Visibility.SCHOOL)
    assert audience.site == "private"
    assert replace(audience, locked=True).site == "school"
    assert replace(audience, form="letter").site == "school"


def test_who_is_forgotten_is_gone_from_there_too(tmp_path: Path) -> None:
    root = schools.write(tmp_path / "Oakfield", form_school.FILES)
    schools.keep_secret(root)
    built = schools.build(root, root / "_site")
    assert "private/amara--interview/index.html" in built.files
    assert run(["forget", "Amara", str(root), "--yes", "--today", "2026-11-23"]) == 0
    assert not [path for path in schools.contents(root / "_site") if "amara" in path]
