"""A learner who comes from another school with a bundle: whose it is here, and everything put in its place."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import TYPE_CHECKING

from portfoliogen.finding import find_learner
from portfoliogen.importing.bundle import is_schools
from portfoliogen.importing.desk import Desk, Draft
from portfoliogen.importing.former import take_endorsements
from portfoliogen.importing.items import ImportRefusedError
from portfoliogen.model.learner import LearnerJob
from portfoliogen.new_files import safe_name
from portfoliogen.patterns import pattern
from portfoliogen.text import fold
from portfoliogen.whose_folders import SCHOOL_FOLDERS

if TYPE_CHECKING:
    from portfoliogen.importing.bundle import Bundle
    from portfoliogen.importing.desk import ImportWish, Taken
    from portfoliogen.importing.records import Memory
    from portfoliogen.opening import OpenSchool

_CONTROLS = pattern(r"[\x00-\x1f\x7f]")
_ALONE = pattern(r"(?:profile|goals)\.(?:md|markdown|docx|txt)", re.IGNORECASE)
"""Files of which a learner has one: a second one would be taken for an entry."""

_MOST_NAME_BYTES = 240
_SHOWN = 5


def take_bundle(bundle: Bundle, opened: OpenSchool, memory: Memory, wish: ImportWish, taken: Taken) -> None:
    """Take a bundle in: the learner's files into their folder, what adults said into `endorsements`.

    Raises:
        SchoolError: Nobody, or several, have the name that was given.
        ImportRefusedError: The bundle is not the one that the school made, or may be somebody else's.
        PlaceError: The disk refuses.
    """
    asked = wish.fingerprint.strip().casefold()
    if asked and (asked != bundle.fingerprint or bundle.changed or bundle.missing):
        raise ImportRefusedError(
            "This bundle is not the one that the school made: its fingerprint is another, or files in it have changed. "
            "Nothing was taken in.",
            f"Ask {bundle.school} for the bundle itself.",
        )
    key = f"bundle {bundle.school}, {bundle.learner}: "
    if not bundle.work:
        raise ImportRefusedError(
            f"This bundle holds no work of {bundle.learner}'s.", f"Ask {bundle.school} for a new one."
        )
    job = _whose(bundle, opened, memory, wish, key)
    desk = Desk(opened.learners_root, job, memory, wish, taken)
    for path, (item, digest) in sorted(bundle.work.items()):
        if any(part.startswith(".") for part in path.split("/")) or (not job.folder and is_schools(path)):
            taken.left.append((path, "it is no work, but a file of a school's or a program's own"))
            continue
        place = "/".join(map(_kept_name, path.split("/")))
        if place != path:
            taken.notes.append(f"“{path}” is called “{place}” here: this computer does not take the other name.")
        there = opened.learners_root / job.folder / place
        known = memory.known(job.folder, f"{key}{path}")
        if _ALONE.fullmatch(place) and there.exists() and known is None and not desk.holds(place, item.opener):
            taken.left.append((path, "there is one here already; compare the two, and copy over what is missing"))
            continue
        desk.put(Draft(path, f"{key}{path}", digest, item.opener), place=place, exactly=True)
    if bundle.trusted:
        take_endorsements(Path(opened.school.root), bundle, job, taken, trial=wish.trial)
    _tell(bundle, opened, job, taken)


def _whose(bundle: Bundle, opened: OpenSchool, memory: Memory, wish: ImportWish, key: str) -> LearnerJob:
    """The learner here: the one who was named, who had this bundle before, or somebody new."""
    if wish.learner:
        return find_learner(opened.jobs, wish.learner, may_begin=True)
    before = [job for job in opened.jobs if any(one.startswith(key) for one in memory.learners.get(job.folder, {}))]
    if len(before) == 1:
        return before[0]
    same = [job for job in opened.jobs if fold(bundle.learner) in {fold(job.name), fold(job.folder.rpartition("/")[2])}]
    if same or opened.school.single:
        names = ", ".join(f"“{job.folder or job.name}”" for job in same or opened.jobs)
        raise ImportRefusedError(
            f"This bundle is {bundle.learner}'s, and there is {names} here already.",
            "If that is the same person, say so with --to and the name; a new learner's folder needs another name.",
        )
    folder = safe_name(bundle.home.rpartition("/")[2] or bundle.learner) or "New learner"
    taken = (opened.learners_root / folder).exists() and folder not in memory.learners
    if taken or folder.casefold() in SCHOOL_FOLDERS:
        raise ImportRefusedError(
            f"A learner's folder cannot be called “{folder}” here: that is something else's name.",
            "Move it away, or name the learner with --to.",
        )
    return LearnerJob(folder, folder, bundle.learner, "", None, ())


def _kept_name(name: str) -> str:
    """A name as it was, as far as this computer takes it: what an entry says of its files must go on being true."""
    plain = _CONTROLS.sub("", name)
    long = len(plain.encode("utf-8", "replace")) > _MOST_NAME_BYTES
    return (safe_name(plain) if long or os.name == "nt" else plain) or "Untitled"


def _tell(bundle: Bundle, opened: OpenSchool, job: LearnerJob, taken: Taken) -> None:
    """Say what nobody should have to find out: what was changed on the way, and what only people can do."""
    notes = taken.notes
    if bundle.changed or bundle.missing:
        said = [
            f"{what}: {', '.join(paths[:_SHOWN])}{' …' if len(paths) > _SHOWN else ''}."
            for what, paths in (("Changed since it was made, or damaged", bundle.changed), ("Missing", bundle.missing))
            if paths
        ]
        notes.append(f"The bundle is not as {bundle.school} made it. {' '.join(said)}")
    if not bundle.trusted:
        notes.append(
            f"What adults at {bundle.school} said was not taken in, since it is not as they sent it. "
            "Ask them for a new bundle."
        )
    elif bundle.endorsements:
        notes.append(
            f"What adults said is shown as said at {bundle.school}. Whoever changes a bundle can change its list as "
            f"well: ask {bundle.school} whether this is the fingerprint that they kept: {bundle.fingerprint}"
        )
    if bundle.tags:
        notes.append(f"Tags that staff gave at {bundle.school} stay in the bundle, in sources/entries.csv.")
    notes.append(
        "Its settings, briefs, frameworks and theme stay in the bundle, and so do the pages and receipts: here, this "
        "school's own hold."
    )
    if opened.school.roster and job.row is None:
        notes.append(
            f"Add “{job.folder}” to roster.csv, with what was agreed here: what was agreed at {bundle.school} does "
            "not count for this school."
        )
    elif not job.files and not any(_ALONE.fullmatch(path) for path in bundle.work):
        notes.append(f"If no profile of “{job.folder}” appears, write a profile.md into the folder.")
