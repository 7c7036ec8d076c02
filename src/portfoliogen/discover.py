"""A school's folders to learners and their files: what is there, and whose it is.

No file is opened here. What syncing tools and editors leave behind is passed over in silence; what a person
should know about is told.
"""

from __future__ import annotations

import os
import re
import unicodedata
from operator import attrgetter
from typing import TYPE_CHECKING

from msgspec import Struct

from portfoliogen.diagnostics import Diagnostic, Position
from portfoliogen.diagnostics.rules import files as rules
from portfoliogen.diagnostics.rules import settings as settings_rules
from portfoliogen.litter import TEXT_ENDINGS
from portfoliogen.model.learner import LearnerJob
from portfoliogen.model.school import RosterRow, School
from portfoliogen.model.sources import SourceFile
from portfoliogen.patterns import pattern
from portfoliogen.text import fold, natural_key, nearest, some_of
from portfoliogen.whose_folders import SCHOOL_FILES, beside, guess_homes, maybe_several, out_of_classes

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from portfoliogen.model.framework import Term
    from portfoliogen.model.school import Course
    from portfoliogen.walking import Walked

PROFILE_NAMES = frozenset({"profile.md", "profile.markdown", "profile.docx", "profile.txt"})
_CONFLICT = pattern(
    r"^(?P<stem>.+?)(?:\s*\((?:[^()]*(?:conflict|konflikt|conflicto|conflit|in conflitto|Case Conflict|"
    r"SFConflict)[^()]*)\)|[ _-]+(?:conflict|conflicted copy)[ _-][^.]*|\.sync-conflict-\d+-\d+-\w+|"
    r"-(?:DESKTOP|LAPTOP|PC|MacBook)-?[\w-]{3,})(?P<ending>\.\w+)$",
    re.IGNORECASE,
)
_COPY = pattern(
    r"^(?:(?:copy of|copie de|copia de|kopie von|copi o)\s+(?P<a>.+)|"
    r"(?P<b>.+?)(?:\s*\(\d{1,2}\)|\s*[-–]\s*(?:copy|copie|copia|kopie)(?:\s*\(\d{1,2}\))?))$",
    re.IGNORECASE,
)
_MAYBE = ("(", "onfli", "copi", "copy", "kopi", "-desktop", "-laptop", "-pc", "-macbook")
"""What is in every name that either of these takes; most names have none of it, and this is soon said."""


def split_conflicts(files: Iterable[SourceFile]) -> tuple[tuple[SourceFile, ...], tuple[Diagnostic, ...]]:
    """Take out the second versions that syncing programs and people leave beside a file.

    Reports: PG105, PG106.
    """
    files = tuple(files)
    names_of_all = "\n".join([one.path for one in files]).lower()
    if not any(sign in names_of_all for sign in _MAYBE):
        return files, ()
    names = {unicodedata.normalize("NFC", one.path).casefold(): one for one in files}
    kept: list[SourceFile] = []
    found: list[Diagnostic] = []
    for source in files:
        folder = f"{source.folder}/" if source.folder else ""
        conflict = _CONFLICT.match(source.name)
        if conflict and (folder + conflict["stem"] + conflict["ending"]).casefold() in names:
            found.append(
                rules.CONFLICT_COPY.at(
                    Position(source.shown), name=source.name, original=conflict["stem"] + conflict["ending"]
                )
            )
            continue
        original = _original_of_copy(source, folder, names)
        # Camera and message programs number their pictures, so “(1)” says copy only for the same bytes' size.
        is_text = source.ending in TEXT_ENDINGS
        if original is not None and (is_text or original.size_bytes == source.size_bytes):
            found.append(rules.COPY_OF.at(Position(source.shown), name=source.name, original=original.name))
            continue
        kept.append(source)
    return tuple(kept), tuple(found)


def _original_of_copy(source: SourceFile, folder: str, names: dict[str, SourceFile]) -> SourceFile | None:
    dot = f".{source.name.rpartition('.')[2]}" if "." in source.name else ""
    stem = source.name.removesuffix(dot)
    while True:
        match = _COPY.match(stem)
        if match is None:
            return None
        stem = (match["a"] or match["b"]).strip()
        original = names.get(unicodedata.normalize("NFC", folder + stem + dot).casefold())
        if original is not None:
            return original if original.path != source.path else None


class Discovered(Struct, frozen=True):
    """The learners of a school, by folder, and whether the folder itself is one learner's."""

    jobs: tuple[LearnerJob, ...]
    single: bool


def discover(school: School, walked: Walked, learners_root: str) -> tuple[Discovered, tuple[Diagnostic, ...]]:
    """Decide which folders are learners and share out the files.

    Reports: PG105, PG106, PG112, PG118 to PG120, PG122, PG811.
    """
    found: list[Diagnostic] = []
    by_folder: dict[str, list[SourceFile]] = {}
    profiles: set[str] = set()
    files_of_all = tuple(one for one in walked.files if one.path not in SCHOOL_FILES)
    for source in files_of_all:
        folder, _, name = source.path.rpartition("/")
        by_folder.setdefault(folder, []).append(source)
        if name[:1] in "pP" and name.lower() in PROFILE_NAMES:
            profiles.add(folder)
    rows, missing = _match_roster(school, walked.folders)
    found += missing
    single = False
    if "" in profiles and len(profiles) == 1 and not rows:
        homes, single = {""}, True
    elif rows:
        homes = _outermost(set(rows) | profiles - {""})
    else:
        said = school.learners or learners_root.endswith(("/learners", "\\learners"))
        bare = not said and len(files_of_all) == len(walked.files)
        if profiles:
            profiles -= {""}
            homes = _outermost(profiles | beside(profiles, by_folder, bare=bare))
        else:
            homes, single = guess_homes(walked.folders, by_folder, bare=bare)
        homes = homes if bare else out_of_classes(homes, walked.folders, by_folder)
        shown = files_of_all[0].shown.removesuffix(files_of_all[0].path) if files_of_all else ""
        found += [
            rules.MAYBE_SEVERAL.at(Position(shown + home), name=home.rpartition("/")[2], names=some_of(names))
            for home, names in maybe_several(homes, walked.folders, by_folder, _topics(school))
        ]
        if single:
            found.append(settings_rules.SINGLE_LEARNER.at(Position(".")))
    jobs = []
    owned: dict[str, list[SourceFile]] = {home: [] for home in homes}
    stray: list[SourceFile] = []
    for folder, inside in by_folder.items():
        home = _home_of(folder, homes)
        (owned[home] if home is not None else stray).extend(inside)
    found += _tell_stray(sorted(stray, key=attrgetter("path")))
    for home in sorted(homes, key=natural_key):
        below = len(home) + 1 if home else 0
        root = os.path.join(learners_root, *home.split("/")) if home else learners_root
        files, copies = split_conflicts(sorted(owned[home], key=attrgetter("path")))
        found += copies
        row = rows.get(home)
        parent, _, name = home.rpartition("/")
        job = LearnerJob(
            id=(row.id if row and row.id else "") or home or school.name,
            folder=home,
            name=(row.name if row else "") or _name_of(name or (school.name if single else name)),
            group=(row.group if row else "") or parent.rpartition("/")[2],
            row=row,
            # The same files seen from their learner's folder, which nothing is read outside of.
            files=tuple(
                [
                    SourceFile(root, one.path[below:], one.shown, one.size_bytes, one.modified_ns, one.changed_ns)
                    for one in files
                ]
            ),
        )
        if not files:
            found.append(rules.EMPTY_LEARNER.at(Position(home or "."), name=home or school.name))
        jobs.append(job)
    if not jobs:
        found.append(rules.NO_LEARNERS.at(Position("."), name=school.learners or school.name))
    return Discovered(tuple(jobs), single), tuple(found)


def _match_roster(school: School, folders: tuple[str, ...]) -> tuple[dict[str, RosterRow], list[Diagnostic]]:
    """Roster lines by folder: by path, else by a folder's name, else by the learner's name."""
    by_path = {fold(unicodedata.normalize("NFC", folder)): folder for folder in folders}
    by_name: dict[str, list[str]] = {}
    names = [folder.rpartition("/")[2] for folder in folders]
    for name, folder in zip(names, folders, strict=True):
        by_name.setdefault(fold(name), []).append(folder)
    rows: dict[str, RosterRow] = {}
    found: list[Diagnostic] = []
    for row in school.roster:
        wanted = row.folder or row.name
        home: str | None = by_path.get(fold(wanted))
        if home is None:
            candidates = by_name.get(fold(wanted.rpartition("/")[2]), [])
            in_class = [one for one in candidates if row.group and fold(row.group) in fold(one)]
            chosen = in_class if len(in_class) == 1 else candidates
            shallow = [one for one in chosen if one.count("/") == min(c.count("/") for c in chosen)] if chosen else []
            home = shallow[0] if len(shallow) == 1 else None
        if home is None:
            found.append(
                rules.ROSTER_FOLDER_MISSING.at(row.at, name=wanted, nearest=nearest(wanted.rpartition("/")[2], names))
            )
        else:
            rows[home] = row
    return rows, found


def _outermost(homes: set[str]) -> set[str]:
    """Learners' folders that lie in no other learner's folder."""
    named = homes - {""}
    return {home for home in homes if _home_of(home.rpartition("/")[0], named) is None}


def _home_of(folder: str, homes: set[str]) -> str | None:
    while True:
        if folder in homes:
            return folder
        if not folder:
            return None
        folder = folder.rpartition("/")[0]


def _topics(school: School) -> set[str]:
    """What folders are called that sort one learner's work."""
    terms: tuple[Term | Course, ...] = (
        *school.framework.strands,
        *school.framework.skills,
        *school.framework.kinds,
        *school.courses,
    )
    return {word for one in terms for word in (one.key, one.name)}


def _tell_stray(stray: Iterable[SourceFile]) -> Iterator[Diagnostic]:
    """Tell of work that is in no learner's folder, once for each folder."""
    by_folder: dict[str, list[SourceFile]] = {}
    for source in stray:
        if source.folder or fold(source.stem) not in {"readme", "licence", "license"}:
            by_folder.setdefault(source.folder, []).append(source)
    for folder, files in by_folder.items():
        if len(files) == 1:
            yield rules.OWNED_BY_NOBODY.at(
                Position(files[0].shown), name=files[0].path, folder=f"“{folder}”" if folder else "the folder"
            )
        else:
            at = files[0].shown.removesuffix(files[0].name).rstrip("/")
            yield rules.OWNED_BY_NOBODY.at(
                Position(at or "."),
                name=(f"{folder}/" if folder else "") + some_of([one.name for one in files]),
                folder=f"“{folder}”" if folder else "the folder",
            )


_NAME_NOISE = pattern(r"\s+[0-9a-f]{32}$")


def _name_of(folder_name: str) -> str:
    """A learner's name from a folder's: as it stands, with joining signs as spaces and no export's digest."""
    name = _NAME_NOISE.sub("", folder_name)
    if " " not in name and re.fullmatch(r"[^\W\d]+(?:[-_][^\W\d]+)+", name):
        name = re.sub(r"[-_]", " ", name)
        name = name.title() if name.islower() else name
    return name.strip() or folder_name
