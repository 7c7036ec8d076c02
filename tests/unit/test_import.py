"""`import`: work from elsewhere, nothing lost, nothing twice, nothing overwritten, nothing outside the folder."""

from __future__ import annotations

import base64
import io
import json
import zipfile
from typing import TYPE_CHECKING

import pytest

import schools
from portfoliogen.importing import ImportRefusedError, ImportWish, take_in
from portfoliogen.importing.items import open_source
from portfoliogen.importing.texts import day_in, notion_page, relinked, tidy_google
from portfoliogen.new_files import safe_name
from portfoliogen.starting.word import Field, Paragraph, write_docx

if TYPE_CHECKING:
    import subprocess
    from pathlib import Path

    from conftest import Folder

SCHOOL = {
    "learners/9B/Amara Okafor/profile.md": "---\nname: Amara Okafor\n---\nI build things.\n",
    "learners/9B/Ben Li/profile.md": "I read.\n",
}
HASH = "4d7a8c51e0b94b3c8f6a2d1e9c7b5a30"
OTHER = "0f3c5b7a9e1d2c4b6a8f0e1d3c5b7a91"


def bring(root: Path, source: Path, *words: str) -> subprocess.CompletedProcess[str]:
    return schools.command_here("import", str(source), "--in", str(root), *words)


def of(root: Path, learner: str = "9B/Amara Okafor") -> dict[str, bytes]:
    return {path: data for path, data in schools.contents(root / "learners" / learner).items() if path != "profile.md"}


def packed(files: dict[str, str | bytes]) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for path, data in files.items():
            archive.writestr(path, data)
    return made.getvalue()


# --- one file -------------------------------------------------------------------------------------


def test_a_word_file_is_taken_in_once(folder: Folder, tmp_path: Path) -> None:
    root = folder(SCHOOL)
    essay = tmp_path / "Moon essay.docx"
    essay.write_bytes(write_docx((Field("Date", "2026-03-14"), Paragraph("The moon is far."))))
    told = bring(root, essay, "--to", "amara")
    assert told.returncode == 0, told.stderr
    assert list(of(root)) == ["Moon essay.docx"]
    again = bring(root, essay, "--to", "amara")
    assert "was here already" in again.stdout
    assert list(of(root)) == ["Moon essay.docx"]
    copy = tmp_path / "Moon essay (1).docx"
    copy.write_bytes(essay.read_bytes())
    assert "was here already" in bring(root, copy, "--to", "amara").stdout
    assert list(of(root)) == ["Moon essay.docx"]


def test_what_changed_is_put_beside_and_told(folder: Folder, tmp_path: Path) -> None:
    root = folder(SCHOOL)
    text = tmp_path / "Moon.md"
    text.write_text("The moon is far.\n", "utf-8")
    bring(root, text, "--to", "amara")
    mine = root / "learners/9B/Amara Okafor/Moon.md"
    mine.write_text("My own words now.\n", "utf-8")
    text.write_text("The moon is very far.\n", "utf-8")
    told = bring(root, text, "--to", "amara")
    assert "Changed since it was taken in" in told.stdout
    assert mine.read_text("utf-8") == "My own words now.\n"
    assert of(root)["Moon 2.md"] == b"The moon is very far.\n"
    assert (
        "were here already" in bring(root, text, "--to", "amara").stdout
        or "was here already" in bring(root, text, "--to", "amara").stdout
    )


def test_what_was_taken_away_comes_back_only_when_asked(folder: Folder, tmp_path: Path) -> None:
    root = folder(SCHOOL)
    text = tmp_path / "Moon.md"
    text.write_text("The moon is far.\n", "utf-8")
    bring(root, text, "--to", "amara")
    (root / "learners/9B/Amara Okafor/Moon.md").unlink()
    assert "--again brings it back" in bring(root, text, "--to", "amara").stdout
    assert of(root) == {}
    bring(root, text, "--to", "amara", "--again")
    assert list(of(root)) == ["Moon.md"]


def test_a_dry_run_writes_nothing(folder: Folder, tmp_path: Path) -> None:
    root = folder(SCHOOL)
    (tmp_path / "Moon.md").write_text("Far.\n", "utf-8")
    before = schools.contents(root)
    told = bring(root, tmp_path / "Moon.md", "--to", "amara", "--dry-run")
    assert "Would take in 1 file" in told.stdout
    assert schools.contents(root) == before


def test_google_docs_markdown_becomes_readable(folder: Folder, tmp_path: Path) -> None:
    root = folder(SCHOOL)
    data = base64.b64encode(schools.picture("PNG")).decode()
    (tmp_path / "My volcano.md").write_text(
        f"# **1\\. My volcano**\n\nWe built it twice\\!\n\n![][image1]\n\n[image1]: <data:image/png;base64,{data}>\n",
        "utf-8",
    )
    assert bring(root, tmp_path / "My volcano.md", "--to", "amara").returncode == 0
    taken = of(root)
    text = taken["My volcano.md"].decode()
    assert text.startswith("# 1. My volcano\n")
    (picture,) = (path for path in taken if path.startswith("images/"))
    assert f"![]({picture})" in text
    assert taken[picture] == schools.picture("PNG")
    assert "base64" not in text
    assert "We built it twice\\!" in text


def test_pictures_that_are_damaged_stay_as_they_are() -> None:
    text = "![][image1]\n\n[image1]: <data:image/png;base64,AAAAAAAAAAAAAAAAA>\n"
    assert tidy_google(text) == (text, {})


# --- Notion ---------------------------------------------------------------------------------------

NOTION = {
    f"Export/Bridge {HASH}.md": (
        f"# Bridge\n\nDate: March 14, 2026\nSkills: creativity\nMood: happy\n\nIt held.\n\n"
        f"![a bridge](Bridge%20{HASH}/Untitled%2012.png)\n\n[the other](Tower%20{OTHER}.md)\n"
    ),
    f"Export/Bridge {HASH}/Untitled 12.png": schools.picture("PNG"),
    f"Export/Tower {OTHER}.md": "# Tower\n\nIt fell.\n",
    f"Export/Bridge {HASH}.csv": "Name,Mood\nUntitled 12,happy\nKite,sad\n",
}


@pytest.mark.parametrize("nested", [False, True])
def test_a_notion_export_loses_its_digits_and_keeps_its_links(folder: Folder, tmp_path: Path, *, nested: bool) -> None:
    root = folder(SCHOOL)
    archive = packed(NOTION)
    (tmp_path / "Export.zip").write_bytes(packed({"Export-Part-1.zip": archive}) if nested else archive)
    told = bring(root, tmp_path / "Export.zip", "--to", "amara")
    assert told.returncode == 0, told.stderr
    taken = of(root)
    assert set(taken) >= {"Bridge.md", "Bridge/Untitled 12.png", "Tower.md"}
    assert not [path for path in taken if HASH in path]
    text = taken["Bridge.md"].decode()
    assert "title: Bridge\ndate: 2026-03-14\nskills: creativity\n" in text
    assert "Mood: happy" in text
    assert "![a bridge](<Bridge/Untitled 12.png>)" in text
    assert "[the other](Tower.md)" in text
    assert "It held." in text
    assert "none came for Kite, so copy these by hand" in told.stdout
    bring(root, tmp_path / "Export.zip", "--to", "amara")
    assert of(root) == taken


def test_a_notion_page_whose_first_lines_are_text_stays_text() -> None:
    text = "# Bridge\n\nNote: it held.\nAnd more of it.\n"
    assert notion_page(text) == text


# --- Obsidian -------------------------------------------------------------------------------------


def test_an_obsidian_vault_keeps_its_embeds(folder: Folder, tmp_path: Path) -> None:
    root = folder(SCHOOL)
    vault = schools.write(
        tmp_path / "Vault",
        {
            "2026-03-14 Bridge.md": "It held.\n\n![[Pasted image 20260314.png|300]]\n\n%% secret %%\n",
            "Attachments/Pasted image 20260314.png": schools.picture("PNG"),
            ".obsidian/app.json": "{}",
            ".trash/Old.md": "old\n",
        },
    )
    assert bring(root, vault, "--to", "amara").returncode == 0
    taken = of(root)
    assert set(taken) == {"2026-03-14 Bridge.md", "Attachments/Pasted image 20260314.png"}
    assert {one.code for one in schools.check(root) if one.code.startswith("PG5")} <= {"PG502"}


# --- Google ---------------------------------------------------------------------------------------

TAKEOUT = {
    "Takeout/Classroom/Classes/9B Science/9B Science.json": json.dumps(
        {
            "name": "9B Science",
            "teachers": [{"emailAddress": "bassi@example.org"}],
            "posts": [
                {
                    "creationTime": "2026-02-03T09:00:00Z",
                    "courseWork": {
                        "title": "Volcano model",
                        "description": "Build one and\nsay why.",
                        "creationTime": "2026-02-03T09:00:00Z",
                        "submissions": [{"state": "TURNED_IN"}],
                    },
                }
            ],
        }
    ),
    "Takeout/Classroom/Classes/9B Science/Assignments/Volcano model/photo.jpg": schools.picture(),
    "Takeout/Drive/My Drive/Essay.docx": write_docx((Paragraph("The moon is far away from us."),)),
    "Takeout/Drive/Plan.gdoc": '{"url": "https://docs.google.com/x", "email": "me@example.org"}',
    "Takeout/Google Photos/Trip/IMG_1.jpg": schools.picture("JPEG", "navy"),
    "Takeout/Google Photos/Trip/IMG_1.jpg.supplemental-metadata.json": json.dumps(
        {
            "title": "IMG_1.jpg",
            "description": "Our tent in the rain",
            "photoTakenTime": {"timestamp": "1780000000"},
            "geoData": {"latitude": 51.5},
            "people": [{"name": "Other Child"}],
        }
    ),
    "Takeout/Drive/empty.txt": "",
}


def test_takeout_gives_work_with_titles_and_days_and_nobodys_address(folder: Folder, tmp_path: Path) -> None:
    root = folder(SCHOOL)
    (tmp_path / "takeout.zip").write_bytes(packed(TAKEOUT))
    told = bring(root, tmp_path / "takeout.zip", "--to", "amara")
    assert told.returncode == 0, told.stderr
    taken = of(root)
    assert "9B Science/Volcano model/photo.jpg" in taken
    index = taken["9B Science/Volcano model/index.md"].decode()
    assert "title: Volcano model\ndate: 2026-02-03\n" in index
    assert "> Build one and\n> say why." in index
    assert "Our tent in the rain" in taken["Trip/index.md"].decode()
    assert "date: 2026-05-28" in taken["Trip/index.md"].decode()
    everything = b"\n".join(taken.values())
    for secret in (b"example.org", b"Other Child", b"51.5"):
        assert secret not in everything
    assert "File › Download" in told.stdout
    assert "it is empty (0 bytes)" in told.stdout
    assert "names and addresses in it are not copied" in told.stdout
    bring(root, tmp_path / "takeout.zip", "--to", "amara")
    assert of(root) == taken


# --- a table --------------------------------------------------------------------------------------


def test_a_table_gives_one_entry_for_each_row(folder: Folder, tmp_path: Path) -> None:
    root = folder(SCHOOL)
    (tmp_path / "kite.jpg").write_bytes(schools.picture())
    table = tmp_path / "answers.csv"
    table.write_text(
        "Timestamp,Email Address,Student,Title,Skills,Reflection,Photo,Favourite part,Date\n"
        "2026-03-16 10:20:31,a@example.org,Amara Okafor,"
        '"Kite: red","creativity, teamwork","It flew.\n\nTwice.",kite.jpg,The tail,2026-03-14\n'
        "2026-03-15 11:00:00,b@example.org,Ben Li,Boat,,It sank.,missing.jpg,,\n"
        "2026-03-16 11:00:00,,Nobody Known,Car,,It stood.,,,\n",
        "utf-8",
    )
    told = bring(root, table)
    assert told.returncode == 0, told.stderr
    amara = of(root)
    assert set(amara) == {"2026-03-14 Kite red/index.md", "2026-03-14 Kite red/kite.jpg"}
    text = amara["2026-03-14 Kite red/index.md"].decode()
    assert 'title: "Kite: red"' in text
    assert "skills: creativity, teamwork" in text
    assert "It flew.\n\nTwice." in text
    assert "**Favourite part:** The tail" in text
    assert "![](missing.jpg)" in of(root, "9B/Ben Li")["2026-03-15 Boat.md"].decode()
    assert "example.org" not in text
    assert "the column “Email Address”" in told.stdout
    assert "Nobody Known" in told.stdout
    assert "missing.jpg" in told.stdout
    bring(root, table)
    assert of(root) == amara


def test_half_an_archive_is_no_work(folder: Folder, tmp_path: Path) -> None:
    root = folder(SCHOOL)
    (tmp_path / "export.zip").write_bytes(packed(NOTION)[:300])
    told = bring(root, tmp_path / "export.zip", "--to", "amara")
    assert told.returncode == 2
    assert "is no archive, or half of one" in told.stderr
    assert of(root) == {}


# --- what is not safe -----------------------------------------------------------------------------


@pytest.mark.parametrize("path", ["../evil.md", "a/../../evil.md", "/etc/evil.md", "C:/evil.md", "..\\evil.md"])
def test_an_archive_that_leads_out_is_refused_whole(folder: Folder, tmp_path: Path, path: str) -> None:
    root = folder(SCHOOL)
    (tmp_path / "x.zip").write_bytes(packed({"good.md": "fine\n", path: "evil\n"}))
    told = bring(root, tmp_path / "x.zip", "--to", "amara")
    assert told.returncode == 2
    assert "none of it was taken in" in told.stderr
    assert of(root) == {}


def test_an_archive_that_swells_is_refused(tmp_path: Path) -> None:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("big.txt", b"\0" * (30 * 1024 * 1024))
    (tmp_path / "bomb.zip").write_bytes(made.getvalue())
    with pytest.raises(ImportRefusedError), open_source(tmp_path / "bomb.zip"):
        pass


def test_a_link_in_an_archive_is_refused(tmp_path: Path) -> None:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        info = zipfile.ZipInfo("photo.jpg")
        info.external_attr = 0o120777 << 16
        archive.writestr(info, "/etc/passwd")
    (tmp_path / "x.zip").write_bytes(made.getvalue())
    with pytest.raises(ImportRefusedError), open_source(tmp_path / "x.zip"):
        pass


def test_links_in_a_folder_are_not_followed(folder: Folder, tmp_path: Path) -> None:
    root = folder(SCHOOL)
    schools.write(tmp_path / "secret", {"passwords.md": "hunter2\n"})
    source = schools.write(tmp_path / "Work", {"good.md": "Fine work.\n"})
    (source / "more").symlink_to(tmp_path / "secret")
    (source / "passwords.md").symlink_to(tmp_path / "secret/passwords.md")
    bring(root, source, "--to", "amara")
    assert set(of(root)) == {"good.md"}


def test_a_source_that_is_not_there_is_told(folder: Folder, tmp_path: Path) -> None:
    told = bring(folder(SCHOOL), tmp_path / "nowhere.zip", "--to", "amara")
    assert told.returncode == 2
    assert "There is nothing at" in told.stderr


def test_a_damaged_memory_stops_before_anything_is_written(folder: Folder, tmp_path: Path) -> None:
    root = folder(SCHOOL | {".portfoliogen/imports.json": "{"})
    (tmp_path / "Moon.md").write_text("Far.\n", "utf-8")
    with pytest.raises(ImportRefusedError):
        take_in(root, ImportWish(tmp_path / "Moon.md", "amara"), schools.TODAY)
    assert of(root) == {}


# --- pieces ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("a/b:c?.md", "a b c.md"),
        ("..", ""),
        ("CON", "CON 1"),
        ("火山.md", "火山.md"),
        ("x" * 300 + ".md", "x" * 117 + ".md"),
        (" .hidden. ", "hidden"),
        ("a\u202eb", "a b"),
    ],
)
def test_names_are_safe_everywhere(name: str, safe: str) -> None:
    assert safe_name(name) == safe


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("March 14, 2026 10:14 AM", "2026-03-14"),
        ("14 March 2026", "2026-03-14"),
        ("2026-03-14T10:00Z", "2026-03-14"),
        ("soon", ""),
    ],
)
def test_days_of_other_programs(text: str, day: str) -> None:
    assert day_in(text) == day


def test_links_to_elsewhere_stay_as_they_are() -> None:
    text = "[a](https://example.org/x.md) ![b](/abs.png) [c](#part) [d](gone.md)"
    assert relinked(text, "x.md", "y.md", {"x.png": "y.png"}) == text
