"""A small school in which adults vouch for entries, and the real command to do it with."""

from __future__ import annotations

import json
import re
from html import unescape
from pathlib import Path
from typing import TYPE_CHECKING

import schools
from portfoliogen.endorsing import open_entries
from schools import entry, picture

if TYPE_CHECKING:
    import subprocess

    from portfoliogen.endorsing import OpenEntries

VOLCANO = "learners/9B/Amara Okafor/2026-03-14 Volcano"
PEOPLE = """\
people:
  - {name: Mrs Lane, role: teaching assistant, contact: lane@oakfield.example, named: no}
  - {name: Mr Bassi, role: science teacher, contact: bassi@oakfield.example, named: yes}
  - {name: Coach Mehmet, role: coach, organisation: Harbour Rowing, contact: mehmet@harbour.example, named: yes}
providers:
  - {name: Harbour Rowing, link: "https://www.harbour-rowing.example/about", contact: office@harbour.example}
"""
SCHOOL: dict[str, str | bytes] = {
    "school.yml": "name: Oakfield\nvisibility: public\npublish: public\nphoto: public\n",
    "people.yml": PEOPLE,
    "learners/9B/Amara Okafor/profile.md": "I build things.\n",
    "learners/9B/Ben Li/profile.md": "I look up.\n",
    f"{VOLCANO}/index.md": entry(
        "Our volcano",
        "",
        "We built it twice.\n\n![Two pupils pour vinegar](photo.jpg)",
        skills="{teamwork: {step: 5, how: We took turns.}}",
    ),
    f"{VOLCANO}/photo.jpg": picture(),
    "learners/9B/Amara Okafor/2026-05-02 Debate.md": entry("Debate final", "", "I spoke last and we won the round."),
    "learners/9B/Ben Li/2026-05-02 Moon.md": entry("Moon", "", "I drew the moon on eleven nights."),
}


def endorse(root: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """Run the command, which must work."""
    done = schools.command_here("endorse", str(root), *words)
    assert done.returncode == 0, done.stderr
    return done


def refuse(root: Path, *words: str) -> str:
    """Run the command, which must refuse in plain words, and give what it says."""
    done = schools.command_here("endorse", str(root), *words)
    assert done.returncode == 2, done.stdout
    assert "Traceback" not in done.stderr
    assert "PG901" not in done.stderr
    return done.stderr


def statements(root: Path) -> dict[str, str]:
    """The files of endorsements by path, without what was asked."""
    folder = root / "endorsements"
    return {
        path.relative_to(folder).as_posix(): path.read_text("utf-8")
        for path in sorted(folder.rglob("*.yml"))
        if "asked" not in path.parts
    }


def opened(root: Path) -> OpenEntries:
    """All entries, as the command finds them."""
    return open_entries(root, schools.TODAY)


def asked(root: Path, *words: str) -> dict[str, object]:
    """Make a form for Amara's volcano and read what it would send back, all but what is written by hand."""
    page = root.parent / "form.html"
    endorse(root, "amara volcano", "--ask", "--to", "Coach Mehmet, Harbour Rowing", "-o", str(page), *words)
    data = re.search(r'data-form="([^"]*)"', page.read_text("utf-8"))
    assert data
    sent = json.loads(unescape(data[1]))
    return {
        "portfoliogen": "statement",
        "version": 1,
        "request": sent["request"],
        "hash": sent["hash"],
        "name": "Coach Mehmet",
        "role": "rowing coach",
        "organisation": "Harbour Rowing",
        "date": "2026-11-23",
        "statement": "She rowed us through a hard day, and kept the count.",
        "next": "",
        "skills": [],
        "named": True,
    }


def answer(root: Path, fields: dict[str, object]) -> Path:
    """Write the file that came back."""
    file = root.parent / "statement.json"
    file.write_text(json.dumps(fields), encoding="utf-8")
    return file
