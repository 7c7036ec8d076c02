"""A new school: settings that fit it, one example learner, templates, sheets and help for editors."""

from __future__ import annotations

import datetime as dt
import re
from html import escape
from pathlib import Path
from string import Template
from typing import TYPE_CHECKING

from msgspec import Struct

from portfoliogen import framework as frameworks
from portfoliogen.diagnostics import Position
from portfoliogen.new_files import PlaceError, put_new
from portfoliogen.patterns import pattern
from portfoliogen.starting.editor import editor_files
from portfoliogen.starting.pictures import draw
from portfoliogen.starting.settings import SETTINGS, Setting
from portfoliogen.starting.templates import LANGUAGES, quoted, template_files, words
from portfoliogen.theme import theme_names, themes_folder

if TYPE_CHECKING:
    from collections.abc import Mapping

    from portfoliogen.model.framework import Framework

__all__ = ["LANGUAGES", "SETTINGS", "PlaceError", "Started", "Wish", "copy_sample", "start_school"]

_HERE = Path(__file__).parent
_PART = pattern(r"^=== (?P<path>.+?)(?: <- (?P<motif>[\w-]+))?$", re.MULTILINE)
_SLOT = pattern(r"\{(?:(?P<unit>day|month)-(?P<number>\d+)|(?P<word>home|name|skill|strand))\}")
_NOT_COPIED = frozenset({"_site", "__pycache__", ".portfoliogen", "make_media.py", ".DS_Store", ".lock"})


class Wish(Struct, frozen=True):
    """What somebody wants to start with."""

    setting: str = "secondary"
    language: str = "en"
    name: str = ""


class Started(Struct, frozen=True):
    """What was made: the paths of new files, and of those that were there already and stayed as they are."""

    folder: Path
    written: tuple[str, ...]
    kept: tuple[str, ...]
    theme: str = ""
    theme_wanted: str = ""
    learner: str = ""
    sheets: tuple[str, ...] = ()


def start_school(folder: Path, wish: Wish, today: dt.date) -> Started:
    """Make a school that builds without any diagnostic.

    Raises:
        PlaceError: where a school is there already, or the disk refuses.
    """
    _refuse_a_school(folder)
    setting = SETTINGS[wish.setting]
    names = theme_names((themes_folder(),))
    theme = setting.theme if setting.theme in names else "base"
    name = wish.name or folder.resolve().name
    framework, _ = frameworks.load(tuple((key, Position("school.yml")) for key in setting.frameworks), {})
    sheets = _sheets(setting, framework, name, wish.language)
    files = {
        "school.yml": _settings(setting, name, theme, wish.language).encode(),
        "people.yml": _PEOPLE.encode(),
        ".gitignore": _GITIGNORE.encode(),
        **({} if setting.learners else {"roster.csv": _roster(setting)}),
        **_example(setting, wish.language, today),
        **sheets,
        **template_files(framework, wish.language),
        **editor_files(framework, wish.language, names),
    }
    written, kept = _write(folder, files)
    return Started(folder, written, kept, theme, setting.theme, setting.learner, tuple(sheets))


def copy_sample(folder: Path) -> Started:
    """Copy the sample school that comes with the program.

    Raises:
        PlaceError: where a school is there already, there is no sample, or the disk refuses.
    """
    _refuse_a_school(folder)
    source = sample_folder()
    if source is None:
        raise PlaceError(
            "The sample school did not come with this copy of portfoliogen.",
            "Install it again, from the folder that portfoliogen came in: pip install .",
        )
    files = {}
    for one in sorted(source.rglob("*")):
        path = one.relative_to(source)
        if one.is_file() and not one.is_symlink() and not _NOT_COPIED & set(path.parts):
            files[path.as_posix()] = one.read_bytes()
    written, kept = _write(folder, files)
    return Started(folder, written, kept)


def sample_folder() -> Path | None:
    """The sample school: in the wheel, else in the checkout."""
    here = Path(__file__).resolve().parent.parent
    return next((one for one in (here / "sample-school", here.parent.parent / "sample-school") if one.is_dir()), None)


def _refuse_a_school(folder: Path) -> None:
    if folder.exists() and not folder.is_dir():
        raise PlaceError(f"“{folder}” is a file.", "Name a folder that is not there yet.")
    if any((folder / name).exists() for name in ("school.yml", "school.yaml")):
        raise PlaceError(
            f"There is a school in “{folder}” already; nothing was changed.",
            "Name another folder, or run “portfoliogen check” on this one.",
        )


def _write(folder: Path, files: Mapping[str, bytes]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise PlaceError(
            f"The folder “{folder}” cannot be made: {(error.strerror or 'the disk refuses').lower()}.",
            "Choose a place where you may write.",
        ) from error
    written: list[str] = []
    kept: list[str] = []
    for path, data in files.items():
        (written if put_new(folder, path, data) else kept).append(path)
    return tuple(written), tuple(kept)


def _settings(setting: Setting, name: str, theme: str, language: str) -> str:
    lines = [
        "# yaml-language-server: $schema=.vscode/school.schema.json",
        "# The school's settings. docs/schools.md explains each of them.",
        f"name: {quoted(name)}",
        f"language: {language}",
        f"framework: [{', '.join(setting.frameworks)}]",
        f"theme: {theme}",
        "# How far work travels when nobody says anything: private, school or public.",
        "visibility: school",
        "# Consent where roster.csv says nothing: none, school or public.",
        "publish: school",
        "photo: school",
    ]
    if setting.learners:
        lines += ["# Your own folder.", f"learners: {setting.learners}"]
    if setting.courses:
        lines.append("courses:")
        lines += [f"  - {{name: {course}, kind: {kind}, phase: {phase}}}" for course, kind, phase in setting.courses]
    return "\n".join(lines) + "\n"


def _roster(setting: Setting) -> bytes:
    folder = setting.home.removeprefix("learners/").rstrip("/")
    heading = "folder,name,class,publish,photo,shown_as,until"
    return f"{heading}\n{folder},{setting.learner},{setting.group},school,school,full,\n".encode()


def _example(setting: Setting, language: str, today: dt.date) -> dict[str, bytes]:
    """The example learner's files and the brief that one of their entries answers."""
    folder = _HERE / "examples"
    own = folder / f"{setting.key}.{language}.txt"
    text = (own if own.is_file() else folder / f"any.{language}.txt").read_text("utf-8")
    values = {"home": setting.home, "name": setting.learner, "skill": setting.skill, "strand": setting.strand}

    def fill(match: re.Match[str]) -> str:
        if match["word"]:
            return values[match["word"]]
        days = int(match["number"]) * (1 if match["unit"] == "day" else 30)
        day = (today - dt.timedelta(days=days)).isoformat()
        return day if match["unit"] == "day" else day[:7]

    text = _SLOT.sub(fill, text)
    parts = list(_PART.finditer(text))
    ends = [*(part.start() for part in parts[1:]), len(text)]
    return {
        part["path"]: draw(part["motif"]) if part["motif"] else text[part.end() + 1 : end].encode()
        for part, end in zip(parts, ends, strict=True)
    }


def _sheets(setting: Setting, framework: Framework, name: str, language: str) -> dict[str, bytes]:
    """Two sheets to print: one for teachers, one for students."""
    folder = _HERE / "sheets"
    page = Template((folder / "page.html").read_text("utf-8"))
    skill = next((one.key for one in framework.skills if one.key == setting.skill), "")
    values = {
        "school": escape(name),
        "learner": escape(setting.learner),
        "example": escape(setting.home),
        "skill": skill,
        "strands": "".join(
            f"<li>{escape(one.name_in(language))}: <code>{one.key}</code></li>" for one in framework.strands
        ),
        "skills": "".join(
            f"<li>{escape(one.name_in(language))}: <code>{one.key}</code></li>" for one in framework.skills
        ),
    }
    titles = {
        "teachers": words(language).get("sheet-teachers", "For teachers"),
        "students": words(language).get("sheet-students", "For students"),
    }
    made = {}
    for whom, title in titles.items():
        body = Template((folder / f"{whom}.{language}.html").read_text("utf-8")).substitute(values)
        made[f"sheets/{title}.html"] = page.substitute(language=language, title=escape(title), body=body).encode()
    return made


_PEOPLE = """\
# yaml-language-server: $schema=.vscode/people.schema.json
# Adults and partners who may vouch for what learners do. Contacts are never published.
people:
  - {key: lane, name: Mrs Lane, role: teacher, contact: lane@example.org}
"""
_GITIGNORE = """\
# Made by portfoliogen, from what is in this folder.
_site/
# The secret behind public addresses: keep a copy somewhere safe, and out of any repository.
.portfoliogen/address-secret.txt
.portfoliogen/links*
# Who may open locked profiles, and with which passphrase: the same holds for it.
.portfoliogen/readers.csv
# What systems and editors leave behind.
.DS_Store
Thumbs.db
desktop.ini
~$*
*.tmp
"""
