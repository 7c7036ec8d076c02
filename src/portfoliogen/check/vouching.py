"""Which entry a statement is about, and whether the entry is still what the adult saw."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

from msgspec.structs import replace

from portfoliogen.diagnostics.rules import endorsements as rules
from portfoliogen.model.endorsements import content_hash, guard_for, what_changed
from portfoliogen.model.visibility import Visibility
from portfoliogen.showing import typed
from portfoliogen.text import fold, nearest

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from portfoliogen.diagnostics import Diagnostic
    from portfoliogen.model.endorsements import Endorsement, EndorsementFile
    from portfoliogen.model.learner import Entry, Learner, LearnerJob
    from portfoliogen.model.school import School


def share_out(
    jobs: tuple[LearnerJob, ...],
    files: Iterable[EndorsementFile],
) -> tuple[tuple[LearnerJob, ...], tuple[Diagnostic, ...]]:
    """Give each learner the statements about their own entries, and nobody else's.

    Reports: PG716.
    """
    shared: dict[str, list[EndorsementFile]] = {}
    found: list[Diagnostic] = []
    for one in files:
        folder, file, reason = _home_of(one, jobs)
        if folder is None and one.former and one.entry:
            continue  # The note of that former school, beside it, is told.
        if folder is None:
            word = one.learner or one.entry
            names = [name for job in jobs for name in (job.folder, job.name) if name]
            found.append(
                rules.LEARNER_UNCLEAR.at(
                    one.at, found=word or "This file", reason=reason, nearest=nearest(word, names) if word else ""
                )
            )
        else:
            shared.setdefault(folder, []).append(file)
    if not shared:
        return jobs, tuple(found)
    return tuple(replace(job, endorsements=tuple(shared.get(job.folder, ()))) for job in jobs), tuple(found)


def _plain(path: str) -> str:
    return unicodedata.normalize("NFC", path).casefold().strip("/")


def _home_of(file: EndorsementFile, jobs: tuple[LearnerJob, ...]) -> tuple[str | None, EndorsementFile, str]:
    """The folder of the learner whom a file is about, the file, and why there is none.

    The roster's id decides where both have one: a folder's name may be another child's by next year.
    """
    if file.learner_id:
        by_id = [job for job in jobs if job.row is not None and fold(job.row.id) == fold(file.learner_id)]
        if len(by_id) == 1:
            return by_id[0].folder, file, ""
    # Somebody whom the roster knows under another id is somebody else.
    open_jobs = [job for job in jobs if not (file.learner_id and job.row is not None and job.row.id)]
    if not file.learner:
        return _from_path(file, open_jobs)
    exact = [job for job in open_jobs if _plain(job.folder) == _plain(file.learner)]
    if len(exact) == 1:
        return exact[0].folder, file, ""
    last = fold(file.learner.rpartition("/")[2])
    by_name = [job for job in open_jobs if last in {fold(job.folder.rpartition("/")[2]), fold(job.name)}]
    if len(by_name) == 1:
        return by_name[0].folder, replace(file, found_by_name=True), ""
    return None, file, "the name of several learners" if by_name else "nobody's folder here"


def _from_path(file: EndorsementFile, jobs: list[LearnerJob]) -> tuple[str | None, EndorsementFile, str]:
    """A file written by hand may say learner and entry in one path, as entries.csv does."""
    path = _plain(file.entry).removeprefix("learners/")
    hits = [job for job in jobs if job.folder and path.startswith(f"{_plain(job.folder)}/")]
    if len(hits) == 1:
        return hits[0].folder, replace(file, entry=path[len(_plain(hits[0].folder)) + 1 :]), ""
    if len(jobs) == 1 and not jobs[0].folder and path:
        return "", file, ""
    return None, file, "in nobody's folder here" if path else "without “learner:” and “entry:”"


def vouch(learner: Learner, files: Sequence[EndorsementFile], school: School) -> tuple[Learner, list[Diagnostic]]:
    """The learner with every statement at its entry, each marked whether the entry is still as it was.

    An entry that was moved or renamed is known by its content. Content decides over the name, too, so that
    a badge stays with the work when another file takes the name that the work had.

    Reports: PG705, PG706, PG715.
    """
    found: list[Diagnostic] = []
    if not files:
        return learner, found
    learner = replace(learner, others=tuple(row for file in files for row in file.others))
    hashes = {entry.key: content_hash(entry.parts) for entry in learner.entries}
    given: dict[str, list[Endorsement]] = {}
    for file in files:
        if not file.endorsements:
            continue
        entry = _entry_of(file, learner.entries, hashes)
        if entry is None:
            found.append(_missing(file, learner))
        else:
            held = given.setdefault(entry.key, [])
            held += [replace(one, holds=one.hash == hashes[entry.key]) for one in file.endorsements]
    entries = tuple(
        replace(entry, endorsements=_in_order(given[entry.key])) if entry.key in given else entry
        for entry in learner.entries
    )
    guard = guard_for(learner, school)
    for entry in entries:
        for one in entry.endorsements:
            if not one.holds:
                found.append(_changed(one, entry, learner))
            elif min(entry.visibility, learner.publish) is Visibility.PUBLIC and not guard.lets_pass(one):
                found.append(rules.WORDS_KEPT.at(one.at, role=one.role or "adult", title=entry.title or entry.key))
    return replace(learner, entries=entries), found


def _entry_of(file: EndorsementFile, entries: tuple[Entry, ...], hashes: dict[str, str]) -> Entry | None:
    seen = {one.hash for one in file.endorsements}
    by_id = [entry for entry in entries if file.entry_id and fold(entry.id) == fold(file.entry_id)]
    by_key = [entry for entry in entries if _plain(entry.key) == _plain(file.entry)]
    named = by_id[0] if len(by_id) == 1 else by_key[0] if len(by_key) == 1 else None
    if named is not None and hashes[named.key] in seen:
        return named
    same = [entry for entry in entries if hashes[entry.key] in seen and entry.parts]
    if len(same) == 1:
        return same[0]
    return None if file.found_by_name else named


def _in_order(endorsements: list[Endorsement]) -> tuple[Endorsement, ...]:
    """The highest level that holds first, then the newest; one of each adult."""
    ordered = sorted(endorsements, key=lambda one: (one.holds, one.level, one.date, one.id), reverse=True)
    best: dict[str, Endorsement] = {}
    for one in ordered:
        best.setdefault(one.adult, one)
    return tuple(best.values())


def _missing(file: EndorsementFile, learner: Learner) -> Diagnostic:
    table = {fold(word): entry.key for entry in learner.entries for word in (entry.title, entry.key) if word}
    words = [fold(file.title), nearest(file.entry, table), nearest(file.title, table)]
    close = next((table[word] for word in words if word in table), "")
    people = ", ".join(dict.fromkeys(one.name for one in file.endorsements))
    return rules.ENDORSED_ENTRY_MISSING.at(
        file.at, entry=file.entry or file.title or file.entry_id, people=people, nearest=close, learner=learner.name
    )


def _changed(one: Endorsement, entry: Entry, learner: Learner) -> Diagnostic:
    changes = what_changed(one.parts, entry.parts) if one.parts else ()
    return rules.CHANGED_SINCE.at(
        one.at,
        title=entry.title or entry.key,
        level=one.level.word,
        name=one.name,
        date=one.date.isoformat(),
        changes=", ".join(changes) or "text or media",
        entry=typed(learner.path_to(entry)),
    )
