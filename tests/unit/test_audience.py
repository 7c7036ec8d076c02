from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

import schools
from canaries import look
from schools import entry

if TYPE_CHECKING:
    from conftest import Build, Folder

PUBLIC = {"school.yml": "publish: public\n"}
V = "learners/Amara/2026-03-14 Volcano.md"


def _public(build: Build, files: schools.Files) -> bytes:
    built = build({**PUBLIC, **files})
    return look({path: data for path, data in built.files.items() if "public/" in path}).text.lower()


@pytest.mark.parametrize(
    "field",
    [
        "visibility: private",
        "visibility: Publik",
        "visibilty: private",
        "visable to: private",
        "visibility: [public, private]",
        "draft: yes",
        "draft: perhaps",
        "drafft: yes",
        "embargo_until: 2027-01-01",
        "embargo_until: whenever",
        "embargo: 2027-13-45",
        "people: [Nobody Known]",
        "kind: log",
    ],
)
def test_in_doubt_an_entry_is_not_public(build: Build, field: str) -> None:
    said = "" if field.startswith(("visib", "kind")) else "visibility: public\n"
    secret = f"---\ntitle: Quokka\ndate: 2026-03-14\nstrands: [passion]\n{said}{field}\n---\nA quokka smiled at us.\n"
    text = _public(build, {V: entry("Heron", visibility="public"), "learners/Amara/2026-04-01 Quokka.md": secret})
    assert b"heron" in text
    assert b"quokka" not in text


def test_staff_can_only_make_an_entry_narrower_and_a_learner_cannot_undo_it(build: Build) -> None:
    tags = "entry,field,value\nAmara/Quokka.md,embargo_until,2027-01-01\nAmara/Emu.md,people,Nobody Known\n"
    text = _public(
        build,
        {
            "entries.csv": tags,
            V: entry("Heron", visibility="public"),
            "learners/Amara/Quokka.md": entry("Quokka", visibility="public", embargo_until="2020-01-01"),
            "learners/Amara/Emu.md": entry("Emu", visibility="public", people="[Amara]"),
        },
    )
    assert b"heron" in text
    assert b"quokka" not in text
    assert b"emu<" not in text


@pytest.mark.parametrize("people", ["Ben", "Ben Carter", "ben carter", "Ben Carter and Amara", "Carter"])
def test_whoever_may_be_meant_has_to_agree(build: Build, people: str) -> None:
    built = build(
        {
            "roster.csv": "folder,name,publish,photo\nAmara,Amara Okafor,school,school\nBen,Ben Carter,none,none\n",
            V: entry("Heron"),
            "learners/Amara/2026-04-01 Quokka.md": entry("Quokka", "2026-04-01", people=f"[{people}]"),
        }
    )
    assert list(built.profile("Amara Okafor").entries) == ["volcano"]
    assert b"quokka" not in b"".join(built.files.values()).lower()


def test_an_entry_of_pictures_that_may_not_be_shown_is_not_a_title_over_nothing(build: Build) -> None:
    text = _public(
        build,
        {
            V: entry("Heron", visibility="public"),
            "learners/Amara/profile.md": "---\nvisibility: public\n---\nI am Amara, hello to you.\n",
            "learners/Amara/2026-05 Quokka/1.jpg": schools.picture(),
        },
    )
    assert b"quokka" not in text


def test_a_profile_page_that_is_private_stays_shut(build: Build) -> None:
    text = _public(
        build,
        {
            V: entry("Heron", visibility="public"),
            "learners/Amara/profile.md": "---\nvisibility: school\nheadline: Quokka keeper\n---\nI keep a quokka at home.\n",
        },
    )
    assert b"heron" in text
    assert b"quokka" not in text


def test_the_learners_own_version_of_a_schools_audience_can_only_be_narrower(build: Build) -> None:
    settings = (
        "publish: public\naudiences:\n  college: {who: Tutors, decision: a place, until: 2026-12-31, "
        "visibility: school}\n"
    )
    own = "---\nvisibility: public\nuntil: 2030-01-01\nentries: [Heron]\n---\nDear zebra.\n"
    built = build(
        {
            "school.yml": settings,
            V: entry("Heron", visibility="public"),
            "learners/Amara/2026-04-01 Quokka.md": entry("Quokka", "2026-04-01"),
            "learners/Amara/audiences/college.md": own,
        }
    )
    (link,) = [one for one in built.report.links if one.audience == "college"]
    assert (link.site, link.folder, link.until, link.who) == ("school", "amara--college", "2026-12-31", "Tutors")
    text = b"".join(data for path, data in built.files.items() if path.startswith("school/amara--college/")).lower()
    assert b"zebra" in text
    assert b"quokka" not in text


@pytest.mark.parametrize("select", ["{kind: nonsense}", "{colour: red}", "[]", "[No such entry]", "{tag: [nothing]}"])
def test_a_selection_that_cannot_be_understood_selects_nothing(build: Build, select: str) -> None:
    settings = f"audiences:\n  college: {{who: Tutors, decision: a place, select: {select}}}\n"
    built = build({"school.yml": settings, V: entry("Heron", tags="[x]")})
    text = b"".join(data for path, data in built.files.items() if path.startswith("school/amara--college/")).lower()
    assert b"heron" not in text
    assert text


def test_a_build_of_one_learner_takes_down_what_they_may_not_have_any_more(build: Build) -> None:
    roster = "folder,name,publish\nAmara,Amara,{}\nBen,Ben,public\n"
    files = {V: entry("Heron", visibility="public"), "learners/Ben/a.md": entry("Bridge", visibility="public")}
    before = build({**files, "roster.csv": roster.format("public")})
    (before.root / "roster.csv").write_text(roster.format("none"))
    after = schools.build(before.root, before.output, learner="Amara")
    assert b"heron" not in b"".join(after.files.values()).lower()
    assert set(after.profiles()) == {"Ben"}
    assert set(after.profiles("public")) == {"Ben"}
    assert b"Amara" not in after.files["school/index.html"]
    assert "Amara" not in (before.root / ".portfoliogen/links.csv").read_text("utf-8-sig")


def test_a_public_site_lists_nobody_and_asks_not_to_be_found(build: Build) -> None:
    built = build({**PUBLIC, V: entry("Heron", visibility="public")})
    assert built.files["public/robots.txt"] == b"User-agent: *\nDisallow: /\n"
    (folder,) = [one.folder for one in built.report.links if one.site == "public"]
    assert folder.encode() not in built.files["public/index.html"] + built.files["public/site.json"]
    front = schools.parse(built.files["public/index.html"].decode())
    assert "ask whoever gave it to you" in front.one("main").text
    assert front.all("a") == []
    pages = [data for path, data in built.files.items() if path.startswith("public/") and path.endswith(".html")]
    assert all(b'name="robots" content="noindex' in data and b"Content-Security-Policy" in data for data in pages)


def test_preview_and_diff_write_nothing(folder: Folder) -> None:
    root = folder({**PUBLIC, V: entry("Heron", visibility="public")})
    before = schools.contents(root)
    assert "Heron" in schools.command_here("build", str(root), "--preview", "public").stdout
    assert "a new public profile: 1 entry" in schools.command_here("build", str(root), "--diff").stdout
    assert "Did you mean “public”" in schools.command_here("build", str(root), "--preview", "publik").stderr
    assert schools.contents(root) == before
