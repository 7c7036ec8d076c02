"""D9: one command over many schools; each learner is alone."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import schools
from schools import entry, picture

if TYPE_CHECKING:
    from pathlib import Path

    from conftest import Build

NAMES = ("Amara", "Ben", "Cerys")
COLOURS = ("red", "green", "blue")


def _school(town: str) -> dict[str, str | bytes]:
    files: dict[str, str | bytes] = {
        "school.yml": f"name: {town}\npublish: public\nphoto: public\nvisibility: public\n"
    }
    for name, colour in zip(NAMES, COLOURS, strict=True):
        canary = f"canary-{town}-{name}".casefold()
        files[f"learners/{name}/2026-03-14 {canary}.md"] = entry(canary, "", f"{canary}\n\n![{canary}]({canary}.jpg)")
        files[f"learners/{name}/{canary}.jpg"] = picture(colour=colour)
        files[f"learners/{name}/profile.md"] = f"---\nheadline: {canary}\n---\n{canary}\n"
    return files


def test_row_D9_one_command_builds_many_schools(tmp_path: Path) -> None:
    towns = ("Ashfield", "Oakfield", "Elmfield")
    for town in towns:
        schools.keep_secret(schools.write(tmp_path / town, _school(town)))
    told = schools.command_here("build", *towns, "-o", "sites", "--json", cwd=tmp_path)
    assert (told.returncode, told.stderr) == (0, "")
    assert [one["name"] for one in json.loads(told.stdout)["schools"]] == list(towns)
    for town in towns:
        found = b"".join(schools.contents(tmp_path / "sites" / town).values())
        assert [other for other in towns if f"canary-{other}".casefold().encode() in found] == [town]


def test_row_D9_no_learners_site_has_a_string_or_file_of_another(build: Build) -> None:
    built = build(_school("Oakfield"))
    for site in ("school", "public"):
        profiles = built.profiles(site)
        assert set(profiles) == set(NAMES)
        media = []
        for name, profile in profiles.items():
            found = [other for other in NAMES if f"canary-oakfield-{other}".casefold().encode() in profile.everything]
            assert found == [name]
            assert not [other for other in NAMES if other != name and other.encode() in profile.everything]
            media.append({path for path in profile.files if path.startswith("media/")})
        assert not media[0] & media[1] | media[1] & media[2] | media[0] & media[2]
