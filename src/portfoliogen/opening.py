"""A folder to a school and its learners' jobs: settings read and checked, folders walked, theme loaded."""

from __future__ import annotations

import datetime as dt
import os
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from portfoliogen.check.briefs import check_briefs
from portfoliogen.check.endorsements import Register, check_endorsements
from portfoliogen.check.settings import RawSettings, check_settings
from portfoliogen.check.vocabulary import Vocabulary
from portfoliogen.check.vouching import share_out
from portfoliogen.diagnostics import Diagnostic, Diagnostics, Position
from portfoliogen.diagnostics.rules import fields as field_rules
from portfoliogen.diagnostics.rules import settings as rules
from portfoliogen.discover import discover
from portfoliogen.read import read
from portfoliogen.read.endorsement_files import read_endorsement_files
from portfoliogen.read.school_files import read_school_files
from portfoliogen.reports import SchoolError
from portfoliogen.text import fold, nearest
from portfoliogen.theme import load_theme, themes_folder
from portfoliogen.walking import walk
from portfoliogen.whose_folders import SCHOOL_FOLDERS

if TYPE_CHECKING:
    from portfoliogen.model.learner import LearnerJob
    from portfoliogen.model.school import School, StaffTag
    from portfoliogen.survey import Survey
    from portfoliogen.theme import Theme

_OWN_FILES = ("school.yml", "school.yaml", "roster.csv", "entries.csv", "people.yml", "people.yaml")
_ANY_DAY = dt.date(9999, 1, 1)


class OpenSchool(Struct, frozen=True):
    """A school, ready to be built: everything that its learners have in common, and a job for each.

    `learners_root` is the folder that the learners' folders are in. `texts` are the school's own files by
    path, for showing lines of diagnostics.
    """

    school: School
    theme: Theme
    jobs: tuple[LearnerJob, ...]
    learners_root: Path
    diagnostics: tuple[Diagnostic, ...]


def open_school(folder: Path, output: Path, today: dt.date = _ANY_DAY, seen: Survey | None = None) -> OpenSchool:
    """Read a school's own files and find its learners.

    Args:
        seen: Stamps of the files, where somebody has just looked.
        today: No statement of an adult can be of a later day; without it, any day will do.

    Raises:
        SchoolError: where the folder, or the learners' folder that it names, is not there.
    """
    if not folder.is_dir():
        raise SchoolError(f"There is no folder “{folder}”.", "Check the spelling, or go to the folder and type a dot.")
    root = folder.resolve()
    diagnostics = Diagnostics()
    files = diagnostics.take(read_school_files(root))
    school = diagnostics.take(
        check_settings(
            RawSettings(
                str(root),
                root.name,
                files.settings,
                files.roster,
                files.columns,
                files.tags,
                files.people,
                files.frameworks,
                files.roster_state,
            )
        )
    )
    school = replace(school, briefs=diagnostics.take(check_briefs(diagnostics.take(read(files.briefs)).documents)))
    learners_root, shown = _learners_root(root, school)
    own = frozenset(_inodes(root))
    skip = _skipped(root, learners_root, output)
    walked = diagnostics.take(walk(str(learners_root), shown, own, skip, seen))
    found = diagnostics.take(discover(school, walked, str(learners_root)))
    school = replace(school, single=found.single)
    jobs = diagnostics.take(_with_tags(found.jobs, school))
    trees = diagnostics.take(read_endorsement_files(root))
    register = Register(school, Vocabulary(school.framework), today)
    endorsed = diagnostics.take(check_endorsements((tree for tree, _ in trees), register))
    jobs = diagnostics.take(share_out(jobs, endorsed))
    theme = diagnostics.take(load_theme(school.theme, root, (themes_folder(),), school.options, dict(school.places)))
    return OpenSchool(
        school,
        theme,
        jobs,
        learners_root,
        diagnostics.in_order({**dict(files.texts), **{tree.at.path: text for tree, text in trees}}),
    )


def _learners_root(root: Path, school: School) -> tuple[Path, str]:
    """The folder that the learners' folders are in, and what people are told in front of paths in it."""
    if school.learners:
        named = Path(school.learners)
        place = named if named.is_absolute() else root / named
        if not place.is_dir():
            rule = rules.LEARNERS_MISSING.at(Position("school.yml"), found=school.learners)
            raise SchoolError(rule.message, rule.hint)
        inside = place.resolve().is_relative_to(root)
        return place.resolve(), f"{place.resolve().relative_to(root).as_posix()}/" if inside else ""
    usual = root / "learners"
    if usual.is_dir() and not usual.is_symlink():
        return usual, "learners/"
    return root, ""


def _inodes(root: Path) -> list[tuple[int, int]]:
    """The school's own files by device and inode, so that a hard link to one is recognised."""
    found = []
    for name in _OWN_FILES:
        try:
            status = os.stat(root / name, follow_symlinks=False)
        except OSError:
            continue
        found.append((status.st_dev, status.st_ino))
    return found


def _skipped(root: Path, learners_root: Path, output: Path) -> frozenset[str]:
    """Folders that lie among the learners' but are the school's own, or the output."""
    skip = {"_site"}
    if learners_root == root:
        skip |= {name for name in SCHOOL_FOLDERS if name != "audiences"}
        skip |= {one.name for one in _own_files_in(root)}
    resolved = output.resolve()
    if resolved.is_relative_to(learners_root) and resolved != learners_root:
        skip.add(resolved.relative_to(learners_root).as_posix())
    return frozenset(skip)


def _own_files_in(root: Path) -> list[Path]:
    return [root / name for name in _OWN_FILES if (root / name).is_file()]


def _with_tags(
    jobs: tuple[LearnerJob, ...],
    school: School,
) -> tuple[tuple[LearnerJob, ...], tuple[Diagnostic, ...]]:
    """Share out the lines of entries.csv: each goes to the learner whose folder it begins with.

    Reports: PG240.
    """
    if not school.tags:
        return jobs, ()
    tags: dict[str, list[StaffTag]] = {}
    found: list[Diagnostic] = []
    names = {
        fold(name): job.folder for job in jobs for name in (job.folder.rpartition("/")[2], job.name, job.folder) if name
    }
    for tag in school.tags:
        home, path = _home_of(tag.entry, names, single=len(jobs) == 1)
        if home is None:
            found.append(
                field_rules.STAFF_TAG_UNKNOWN_ENTRY.at(
                    tag.at, entry=tag.entry, nearest=nearest(tag.entry.partition("/")[0], names)
                )
            )
        else:
            tags.setdefault(home, []).append(replace(tag, entry=path))
    return tuple(replace(job, entry_tags=tuple(tags.get(job.folder, ()))) for job in jobs), tuple(found)


def _home_of(entry: str, names: dict[str, str], *, single: bool) -> tuple[str | None, str]:
    """The learner's folder and the rest of the path; any part of the path may be where the learner begins."""
    parts = entry.split("/")
    if parts and fold(parts[0]) == "learners":
        parts = parts[1:]
    for end in range(len(parts) - 1, 0, -1):
        for start in range(end):
            home = names.get(fold("/".join(parts[start:end])))
            if home is not None:
                return home, "/".join(parts[end:])
    return (next(iter(names.values())), "/".join(parts)) if single and names else (None, entry)
