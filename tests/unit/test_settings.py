"""The school's own files: school.yml, roster.csv, entries.csv, people.yml, briefs."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

import schools
from portfoliogen.model.school import School
from portfoliogen.model.visibility import Visibility
from portfoliogen.opening import open_school

if TYPE_CHECKING:
    from conftest import Folder

WORK = {
    "learners/Amara/2026-03-14 Volcano.md": schools.entry(),
    "learners/Ben/2026-01-09 Bridge.md": schools.entry("Bridge", ""),
}


def _school(folder: Folder, files: schools.Files) -> tuple[School, list[tuple[str, str, int]]]:
    root = folder({**WORK, **files})
    opened = open_school(root, root / "_site")
    return opened.school, [(one.code, one.at.path, one.at.line) for one in opened.diagnostics]


def test_without_any_file_every_default_applies(folder: Folder) -> None:
    school, told = _school(folder, {})
    assert told == []
    assert (school.name, school.language, school.theme, school.year_starts) == ("Oakfield", "en", "base", 9)
    assert (school.visibility, school.publish) == (Visibility.SCHOOL, Visibility.SCHOOL)
    assert school.photo <= Visibility.SCHOOL
    assert len(school.framework.strands) == 4


def test_settings_are_read(folder: Folder) -> None:
    school, told = _school(
        folder,
        {
            "school.yml": (
                "name: Ysgol Derw\nlanguage: cy\nyear_starts: 1\nhighlights: 4\n"
                "visibility: private\npublish: public\nphoto: none\n"
                "contact: office@derw.example\nmaths: no\nreflection_words: 30\n"
            )
        },
    )
    assert told == []
    assert (school.name, school.language, school.year_starts) == ("Ysgol Derw", "cy", 1)
    assert {one.highlights for one in school.audiences} == {4}
    assert (school.visibility, school.publish, school.photo) == (
        Visibility.PRIVATE,
        Visibility.PUBLIC,
        Visibility.PRIVATE,
    )
    assert (school.contact, school.maths, school.reflection_words) == ("office@derw.example", False, 30)


@pytest.mark.parametrize(
    "courses",
    ["- {key: art, name: Art and design}", "{art: Art and design}", "art: {key: art, name: Art and design}"],
)
def test_courses_are_written_in_several_ways(folder: Folder, courses: str) -> None:
    school, told = _school(folder, {"school.yml": f"courses:\n  {courses}\n"})
    assert told == []
    assert [(one.key, one.name) for one in school.courses] == [("art", "Art and design")]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("name: [a, b]\n", ("PG813", "school.yml", 1)),
        ("nmae: Oakfield\n", ("PG802", "school.yml", 1)),
        ("name: Oakfield\nyear_starts: 13\n", ("PG803", "school.yml", 2)),
        ("name: Oakfield\nmaths: perhaps\n", ("PG803", "school.yml", 2)),
        ("name: Oakfield\npublish: everybody\n", ("PG803", "school.yml", 2)),
        ("courses:\n  - {name: Art, kind: sngle}\n", ("PG808", "school.yml", 2)),
        ("courses:\n  - [Art]\n", ("PG813", "school.yml", 2)),
        ("theme: bsae\n", ("PG812", "school.yml", 1)),
        ("framework: nowhere\n", ("PG308", "school.yml", 1)),
        ("name: Oakfield\nname: Ashfield\n", ("PG208", "school.yml", 2)),
        ("- Oakfield\n", ("PG801", "school.yml", 1)),
    ],
)
def test_a_mistake_costs_itself_only(folder: Folder, text: str, told: tuple[str, str, int]) -> None:
    school, found = _school(folder, {"school.yml": text})
    assert found == [told]
    assert school.publish <= Visibility.SCHOOL


@pytest.mark.parametrize(
    "data",
    [
        b"folder,name,class,publish,photo\nAmara,Amara Okafor,9B,public,school\nBen,Ben Li,9B,none,none\n",
        "\ufefffolder;name;class;publish;photo\r\nAmara;Amara Okafor;9B;public;school\r\n"
        "Ben;Ben Li;9B;none;none\r\n".encode(),
        "folder\tname\tclass\tpublish\tphoto\nAmara\tAmara Okafor\t9B\tpublic\tschool\n"
        "Ben\tBen Li\t9B\tnone\tnone\n".encode("utf-16"),
        b'Folder,"Full name",Form,Consent,Photos\n"Amara",Amara Okafor,9B,PUBLIC,School\nBen,Ben Li,9B,no,none\n',
    ],
)
def test_a_roster_as_offices_save_it(folder: Folder, data: bytes) -> None:
    school, told = _school(folder, {"roster.csv": data})
    assert [one for one in told if one[0] != "PG110"] == []
    assert [(row.folder, row.name, row.group, row.publish, row.photo) for row in school.roster] == [
        ("Amara", "Amara Okafor", "9B", Visibility.PUBLIC, Visibility.SCHOOL),
        ("Ben", "Ben Li", "9B", Visibility.PRIVATE, Visibility.PRIVATE),
    ]


def test_a_roster_in_windows_1252(folder: Folder) -> None:
    school, _ = _school(folder, {"roster.csv": "folder,name\nAmara,Zoë Núñez\nBen,Ben\n".encode("cp1252")})
    assert school.roster[0].name == "Zoë Núñez"


@pytest.mark.parametrize(
    ("cell", "value", "code"),
    [
        ("everyone", Visibility.PRIVATE, ["PG806"]),
        ("pubic", Visibility.PRIVATE, ["PG806"]),
        ("", None, []),
        ("Public", Visibility.PUBLIC, []),
        ("NONE", Visibility.PRIVATE, []),
    ],
)
def test_consent_that_cannot_be_read_counts_as_none(
    folder: Folder, cell: str, value: Visibility | None, code: list[str]
) -> None:
    school, told = _school(folder, {"roster.csv": f"folder,name,publish\nAmara,Amara,{cell}\nBen,Ben,none\n"})
    assert (school.roster[0].publish, [one[0] for one in told]) == (value, code)


def test_of_two_lines_about_one_learner_the_narrower_counts(folder: Folder) -> None:
    for order in (("public", "none"), ("none", "public")):
        rows = "".join(f"Amara,Amara,{word}\n" for word in order)
        school, told = _school(folder, {"roster.csv": f"folder,name,publish\n{rows}Ben,Ben,none\n"})
        assert (school.roster[0].publish, told) == (Visibility.PRIVATE, [("PG807", "roster.csv", 3)])


def test_staffs_tags_reach_their_entries(folder: Folder) -> None:
    root = folder(
        {
            **WORK,
            "entries.csv": "entry,field,value\nAmara/2026-03-14 Volcano.md,skills,creativity 5\n"
            "learners/Ben/2026-01-09 Bridge.md,subject,Physics\n",
        }
    )
    assert schools.check(root) == ()
    built = schools.build(root)
    page = built.profile("Amara").pages["skills/creativity"]
    assert "tagged by staff" in page.text
    assert "Physics" in built.profile("Ben").entries["bridge"].text


def test_a_brief_is_told_beforehand_and_shown(folder: Folder) -> None:
    root = folder(
        {
            "briefs/volcano.md": "---\ntitle: A volcano\nlooked_for: [It erupts., You say why.]\nwho: Mr Bell\n---\n",
            "learners/Amara/2026-03-14 Volcano.md": schools.entry(brief="{name: volcano, criteria: [2]}"),
        }
    )
    built = schools.build(root)
    assert set(built.codes) <= {"PG246"}
    text = built.profile("Amara").entries["volcano"].text
    assert "A volcano" in text
    assert "You say why." in text
    assert "It erupts." not in text
