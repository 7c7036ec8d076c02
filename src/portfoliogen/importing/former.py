"""Statements of a former school, put beside the school's own: byte for byte, with a note of where they are from."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING

from msgspec.structs import replace

from portfoliogen.check.former import FORMER_FILE, FORMER_FOLDER, Former, read_former
from portfoliogen.diagnostics import Position
from portfoliogen.importing.items import ImportRefusedError
from portfoliogen.model.visibility import Visibility
from portfoliogen.new_files import put_new
from portfoliogen.read.endorsement_files import read_endorsement_files
from portfoliogen.text import fold, slug
from portfoliogen.write.system import replace as put_in_place

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from portfoliogen.importing.bundle import Bundle
    from portfoliogen.importing.desk import Taken
    from portfoliogen.importing.items import Item
    from portfoliogen.model.learner import LearnerJob
    from portfoliogen.model.school import Adult, RosterRow

_NOWHERE = Position("")
_HEADER = """\
# Statements that came along from another school, as they were made there. Made by “portfoliogen import”, and
# written anew when a bundle of that school is taken in again. If the learner's folder gets another name, write it
# after “learner:”.
"""


def people_lines(adults: Iterable[Adult]) -> str:
    """Adults and providers as people.yml has them; JSON, line by line, is YAML as well."""
    lines = []
    known = tuple(adults)
    for heading, provider in (("people", False), ("providers", True)):
        chosen = [one for one in known if one.provider is provider]
        lines += [f"{heading}:\n"] if chosen else []
        for one in chosen:
            said = {
                "key": one.key,
                "name": one.name,
                "role": one.role,
                "organisation": one.organisation,
                "link": one.link,
                "named": "" if one.named is None else "yes" if one.named else "no",
            }
            there = {key: value for key, value in said.items() if value}
            lines.append(f"  - {json.dumps(there, ensure_ascii=False)}\n")
    return "".join(lines)


def take_endorsements(root: Path, bundle: Bundle, job: LearnerJob, taken: Taken, *, trial: bool) -> None:
    """Put what adults said, there and at schools before, into the school's folder `endorsements`.

    Raises:
        PlaceError: The disk refuses.
        ImportRefusedError: A note cannot be written.
    """
    here = job.folder or job.name
    was = bundle.home.removeprefix("learners/")
    known = {
        (fold(one.school), one.learner): one.folder
        for one in read_former((tree for tree, _ in read_endorsement_files(root)[0]), []).values()
    }
    earlier = {one.folder.removeprefix("endorsements/"): one for one in bundle.formers}
    own = Former(_NOWHERE, "", bundle.school, here, was=was, adults=bundle.adults, others=bundle.others)
    for folder, former in sorted({"": own, **earlier}.items()):
        statements = {path: found for path, found in bundle.endorsements.items() if _home_of(path, earlier) == folder}
        place = known.get((fold(former.school), here)) or _free(root, former.school, job)
        for path, (item, digest) in sorted(statements.items()):
            name = path.removeprefix(f"{folder}/").replace("/", "--")
            if name != FORMER_FILE:
                _put(root, f"{place}/{name}", item, digest, taken, trial=trial)
        if (statements or former.others) and not trial:
            note = replace(former, learner=here, learner_id=job.row.id if job.row else "")
            _write_note(root / place / FORMER_FILE, _note(note))


def _home_of(path: str, earlier: Mapping[str, Former]) -> str:
    folder = path.rpartition("/")[0]
    return folder if folder in earlier else ""


def _free(root: Path, school: str, job: LearnerJob) -> str:
    """A folder for a learner's statements that is nobody else's yet."""
    base = f"{FORMER_FOLDER}/{slug(school)}/{slug(job.name)}"
    place, number = base, 2
    while (root / place).exists():
        place, number = f"{base}-{number}", number + 1
    return place


def _put(root: Path, path: str, item: Item, digest: str, taken: Taken, *, trial: bool) -> None:
    """Put a file of statements in place, never over another; one that was taken in before is left alone."""
    target, number = path, 2
    while not (not (root / target).exists() if trial else put_new(root, target, item.opener)):
        if hashlib.sha256((root / target).read_bytes()).hexdigest() == digest:
            taken.known.append(path)
            return
        stem, _, ending = path.rpartition(".")
        target, number = f"{stem} {number}.{ending}", number + 1
    (taken.made if target == path else taken.changed).append((item.name, target))


def _note(former: Former) -> str:
    """The note beside statements of another school; JSON, line by line, is YAML as well."""
    said = {
        "school": former.school,
        "learner": former.learner,
        "learner_id": former.learner_id,
        "was": former.was,
    }
    lines = [f"{key}: {json.dumps(value, ensure_ascii=False)}\n" for key, value in said.items() if value]
    others = [_consent(row) for row in former.others]
    lines += ["others:\n", *(f"  - {json.dumps(one, ensure_ascii=False)}\n" for one in others)] if others else []
    return _HEADER + "".join(lines) + people_lines(former.adults)


def _consent(row: RosterRow) -> dict[str, str]:
    """What somebody agreed to there; what they agreed to be public there is not agreed here."""
    said = {"name": row.name}
    for field, value in (("publish", row.publish), ("photo", row.photo)):
        said[field] = "none" if value is Visibility.PRIVATE else "school"
    return said | ({"until": row.until.isoformat()} if row.until else {})


def _write_note(file: Path, text: str) -> None:
    data = text.encode()
    try:
        if file.is_file() and file.read_bytes() == data:
            return
        file.parent.mkdir(parents=True, exist_ok=True)
        aside = file.with_suffix(".part")
        aside.write_bytes(data)
        put_in_place(aside, file)
    except OSError as error:
        raise ImportRefusedError(f"“{file}” could not be written.", "Check that the disk has room.") from error
