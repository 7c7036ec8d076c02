"""A learner's sources as a school of their own: their files, and of the school's only what is about them.

What would let other people's lives travel along stays behind: other learners' lines of the roster (but for the
consent of those whom this work names, so that it goes on being kept), contacts, targets, and the secret behind
public addresses.
"""

from __future__ import annotations

import csv
import io
import json
import re
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct

from portfoliogen.framework import plain
from portfoliogen.importing.former import people_lines
from portfoliogen.model.fields import canonical_of_audience
from portfoliogen.model.sources import SourceError
from portfoliogen.model.visibility import Visibility
from portfoliogen.read.school_files import read_school_files
from portfoliogen.reports import SchoolError
from portfoliogen.text import fold
from portfoliogen.write import trees

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from portfoliogen.model.learner import Learner, LearnerJob
    from portfoliogen.model.school import Adult, RosterRow, School

_LEFT_OUT = frozenset({"targets", "addresses", "output", "learners", "publish", "name"})
_MOST_BYTES = 4 * 1024**3
_FOLDERS = ("briefs", "frameworks", "theme")


class Leaver(Struct, frozen=True):
    """The learner whose bundle it is. `texts` are all that they wrote, by path."""

    job: LearnerJob
    learner: Learner
    texts: Mapping[str, str]


def copy_sources(leaver: Leaver, school: School, target: Path) -> None:
    """Write a learner's sources into an empty folder, which can then be built like any school.

    Raises:
        SchoolError: One of the files cannot be read.
    """
    root = Path(school.root)
    home = f"learners/{leaver.job.folder}/" if leaver.job.folder else ""
    for source in leaver.job.files:
        try:
            _put(target, f"{home}{source.path}", source.read(_MOST_BYTES))
        except SourceError as error:
            raise SchoolError(
                f"“{source.shown}” cannot be read: {error.reason}.",
                "Nothing was exported, so that nothing is missing. Mend that file, then try again.",
            ) from error
    for folder in _FOLDERS:
        for path in trees.look(root / folder):
            place = root / folder / path
            if place.is_file() and not place.is_symlink():
                _put(target, f"{folder}/{path}", place.read_bytes())
    for path in sorted({one.at.path for one in leaver.job.endorsements}):
        _put(target, path, (root / path).read_bytes())
    _put(target, "school.yml", _settings(school).encode())
    if leaver.job.folder:
        _put(target, "roster.csv", _roster(leaver, school).encode())
    if leaver.job.entry_tags:
        rows = [(f"{leaver.job.folder}/{one.entry}".lstrip("/"), one.field, one.value) for one in leaver.job.entry_tags]
        _put(target, "entries.csv", _table(("entry", "field", "value"), rows).encode())
    adults = tuple(_adults_of(leaver, school))
    if adults:
        _put(target, "people.yml", people_lines(adults).encode())


def _put(target: Path, path: str, data: bytes) -> None:
    place = target / path
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_bytes(data)


def _settings(school: School) -> str:
    """The settings that shape the profile; JSON, line by line, is YAML as well."""
    settings = read_school_files(Path(school.root))[0].settings
    said = {fold(key.text): (key.text, plain(value)) for key, value in settings.pairs} if settings else {}
    kept = {key: _unlocked(value) for folded, (key, value) in said.items() if folded not in _LEFT_OUT}
    lines = [
        f"{json.dumps(key, ensure_ascii=False)}: {json.dumps(value, ensure_ascii=False)}\n"
        for key, value in {"name": school.name, **kept, "publish": "school"}.items()
    ]
    return "# Made by `portfoliogen export`: what of the school's settings shapes this profile.\n" + "".join(lines)


def _unlocked(value: object) -> object:
    """A setting without what locks an audience: the bundle is the learner's own, and no passphrase is in it."""
    if isinstance(value, dict):
        return {key: _unlocked(one) for key, one in value.items() if canonical_of_audience(str(key)) != "locked"}
    return [_unlocked(one) for one in value] if isinstance(value, list | tuple) else value


def _roster(leaver: Leaver, school: School) -> str:
    job = leaver.job
    own = job.row
    photo = min(leaver.learner.photo, Visibility.SCHOOL).word
    rows = [
        (
            own.id if own else "",
            job.folder,
            own.name if own else "",
            own.group if own else "",
            own.year if own else "",
            "school",
            "none" if photo == "private" else photo,
            own.shown_as if own else "full",
            "",
        )
    ]
    # By name alone: their folders are not here.
    rows += [
        (
            "",
            "",
            one.name or one.folder.rpartition("/")[2],
            "",
            "",
            *_consent(one, school),
            "",
            one.until.isoformat() if one.until else "",
        )
        for one in _others_named(leaver, school)
    ]
    return _table(("id", "folder", "name", "class", "year", "publish", "photo", "shown_as", "until"), rows)


def _consent(row: RosterRow, school: School) -> tuple[str, str]:
    said = (school.publish if row.publish is None else row.publish, school.photo if row.photo is None else row.photo)
    publish, photo = ("none" if one is Visibility.PRIVATE else one.word for one in said)
    return publish, photo


def _others_named(leaver: Leaver, school: School) -> Iterable[RosterRow]:
    """The lines of those whom this learner's work names, as the check of consent would find them."""
    named = {
        words
        for entry in leaver.learner.entries
        for name in (*entry.with_, *entry.people, *(one for item in entry.media for one in item.people))
        if (words := _words(name))
    }
    for row in school.roster:
        names = {words for name in (row.name, row.folder.rpartition("/")[2]) if (words := _words(name))}
        if row is not leaver.job.row and any(one <= other or other <= one for one in names for other in named):
            yield row


def _words(name: str) -> frozenset[str]:
    return frozenset(re.findall(r"[^\W_]+", fold(name))) - {"and", "a", "ac"}


def _adults_of(leaver: Leaver, school: School) -> Iterable[Adult]:
    """Adults who vouch for this work or whom it names, and all providers."""
    keys = {one.adult for file in leaver.job.endorsements for one in file.endorsements}
    texts = fold(" ".join(leaver.texts.values()))
    return (one for one in school.adults if one.provider or one.key in keys or fold(one.name) in texts)


def _table(columns: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    out = io.StringIO(newline="")
    table = csv.writer(out)
    table.writerow(columns)
    table.writerows(rows)
    return out.getvalue()
