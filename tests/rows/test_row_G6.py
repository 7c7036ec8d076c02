"""G6: what decision follows? The page says so, and the receipt lists just what was released."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING

import schools
from schools import entry

if TYPE_CHECKING:
    from conftest import Build

WORK = {
    "school.yml": "audiences:\n  college: {who: The college's tutors, decision: a place in the sixth form}\n",
    "roster.csv": "folder,name,class,publish,photo,shown_as\nAmara Okafor,Amara Okafor,9B,public,public,first\n",
    "learners/Amara Okafor/2026-03-14 Volcano/index.md": entry(
        visibility="public", text="We built it twice, and here it is.\n\n![Foam](foam.jpg)", **{"with": "[Ben]"}
    ),
    "learners/Amara Okafor/2026-03-14 Volcano/foam.jpg": schools.picture(),
}


def test_row_G6_the_page_says_who_reads_it_for_what(build: Build) -> None:
    home = build(WORK).files["school/amara-okafor--college/index.html"].decode()
    assert "The college&#39;s tutors" in home
    assert "a place in the sixth form" in home


def test_row_G6_each_receipt_equals_the_real_files(build: Build) -> None:
    built = build(WORK)
    folders = {f"{one.site}/{one.folder}" for one in built.report.links}
    assert len(folders) == 3
    for folder in folders:
        site, _, name = folder.partition("/")
        receipt = json.loads(built.files[f"receipts/{site}/{name}.json"])
        real = {
            (path.removeprefix(f"{folder}/"), len(data), hashlib.sha256(data).hexdigest())
            for path, data in built.files.items()
            if path.startswith(f"{folder}/")
        }
        assert {(one["path"], one["size_bytes"], one["sha256"]) for one in receipt["files"]} == real
    assert {path for path in built.files if path.startswith("receipts/")} == {
        f"receipts/{folder}{ending}" for folder in folders for ending in (".json", ".html")
    }


def test_row_G6_a_receipt_tells_no_more_than_its_profile(build: Build) -> None:
    built = build(WORK)
    public = b"".join(data for path, data in built.files.items() if path.startswith("receipts/public/"))
    assert b"Amara" in public
    assert b"Okafor" not in public
    assert b"Ben" not in public
    assert b"9B" not in public
    receipt = json.loads(built.files["receipts/school/amara-okafor--college.json"])
    assert receipt["audience"]["decision"] == "a place in the sixth form"
    assert receipt["names"] == ["Amara Okafor", "Ben"]


def test_row_G6_the_difference_is_said_in_words_and_nothing_is_made(build: Build) -> None:
    built = build(WORK)
    bridge = entry("Bridge", "2026-04-01", visibility="public")
    schools.write(built.root, {"learners/Amara Okafor/2026-04-01 Bridge.md": bridge})
    said = schools.command_here("build", str(built.root), "-o", str(built.output), "--diff").stdout
    assert "1 new entry in the public profile" in said
    assert schools.contents(built.output, without=".portfoliogen") == built.files
