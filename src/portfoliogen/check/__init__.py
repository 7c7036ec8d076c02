"""Documents to a learner: what does it mean, and is it right? No disk is touched here."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from portfoliogen.check.about import check_about, used_by_about
from portfoliogen.check.agreed import with_agreed
from portfoliogen.check.audiences import own_audiences, tell_of_audiences
from portfoliogen.check.beside import Beside, beside, with_attachments, with_transcripts, without_moving_parts
from portfoliogen.check.entry import check_entry
from portfoliogen.check.gather import Gathered, entry_key, gather
from portfoliogen.check.goals import check_goals
from portfoliogen.check.habits import as_habits
from portfoliogen.check.layers import EntryContext
from portfoliogen.check.one_page import one_page_in, one_page_of
from portfoliogen.check.parts import Parts
from portfoliogen.check.places import EntryNames, Places
from portfoliogen.check.proofs import named_in
from portfoliogen.check.resolve import Targets, resolve
from portfoliogen.check.roster import consent_of
from portfoliogen.check.staff import staff_fields
from portfoliogen.check.values import Fields
from portfoliogen.check.vouching import vouch
from portfoliogen.diagnostics import Diagnostic, Position
from portfoliogen.diagnostics.rules import fields as rules
from portfoliogen.diagnostics.rules import links as link_rules
from portfoliogen.model.documents import Document, Found, Mapping, Purpose, Scalar, Sequence, Tree
from portfoliogen.model.learner import About, Entry, Learner, LearnerJob, OnePage
from portfoliogen.model.school import School
from portfoliogen.model.sources import MediaFacts, MediaKind, SourceFile
from portfoliogen.model.visibility import Visibility
from portfoliogen.text import fold

if TYPE_CHECKING:
    from collections.abc import Iterable

    from portfoliogen.check.vocabulary import Vocabulary


class Checks(Struct, frozen=True):
    """What every learner is checked against: the school, its words, and the day."""

    school: School
    vocabulary: Vocabulary
    today: dt.date


def check(found: Found, job: LearnerJob, checks: Checks) -> tuple[Learner, tuple[Diagnostic, ...]]:
    """Find out what one learner's files mean.

    Reports: every rule of PG2, PG3, PG45 and PG5.
    """
    problems: list[Diagnostic] = []
    school = checks.school
    found = with_transcripts(with_attachments(found))
    files = {source.path: (source, facts) for source, facts in found.media}
    places = Places(path for path in files if files[path][0].inline is None)
    texts = [one for one in found.documents if one.purpose is Purpose.ENTRY]
    rough_names = _names(texts)
    targets: dict[str, Targets] = {}
    used: dict[str, set[str]] = {}
    profile = next((one for one in found.documents if one.purpose is Purpose.PROFILE), None)
    for document in (*texts, *((profile,) if profile else ())):
        made, told = resolve(document, places, rough_names)
        targets[document.source.path] = made
        problems += told
        key = entry_key(document) if document is not profile else "profile"
        for path in {*made.files.values(), *_named_in_fields(document, places)}:
            used.setdefault(path, set()).add(key)
    for path, keys in _named_out_of_sight(texts, files).items():
        if path not in used:
            used[path] = keys
    letters = [one for one in found.documents if one.purpose is Purpose.AUDIENCE]
    for document in letters:
        targets[document.source.path], told = resolve(document, places, rough_names)
        problems += told
    if profile:
        for path in used_by_about(profile, targets[profile.source.path], places):
            used.setdefault(path, set()).add("profile")
    context = _context(checks, places, beside(found, places, problems), _default_visibility(profile, school))
    gathered = gather(texts, _usable(without_moving_parts(files, used, problems), used), used)
    entries = _entries(gathered, targets, staff_fields(job.entry_tags, gathered, problems), context, problems)
    entry_names = EntryNames(
        (entry.key, one.path, entry.title, (entry.id, *entry.aliases))
        for entry, one in zip(entries, gathered, strict=True)
    )
    entries = _join(entries, entry_names, problems)
    parts = Parts(found)
    entries = tuple(replace(entry, parts=parts.of(one)) for entry, one in zip(entries, gathered, strict=True))
    about = About()
    if profile:
        about, told = check_about(
            profile, targets[profile.source.path], files, context, lambda word: bool(entry_names.one(word))
        )
        problems += told
        about = replace(about, highlights=_highlights(about, entry_names, problems))
    goals, told = check_goals(
        [one for one in found.documents if one.purpose is Purpose.GOAL], entry_names, entries, checks.today
    )
    problems += told
    about = replace(about, one_page=_one_page(found, gathered, entries, problems) or about.one_page)
    row = job.row
    consent, told = consent_of(job, school)
    problems += told
    audiences, told = own_audiences(
        letters,
        school.audiences,
        checks.vocabulary,
        entry_names,
        {path: made.entries for path, made in targets.items()},
    )
    problems += told
    goals, audiences = with_agreed(goals, audiences, checks.today)
    learner = Learner(
        id=job.id,
        folder=job.folder,
        name=(row.name if row and row.name else "") or about.name or job.name,
        group=job.group,
        about=about,
        entries=newest_first(entries),
        goals=goals,
        publish=consent.publish,
        photo=consent.photo,
        shown_as=consent.shown_as,
        until=consent.until,
        audiences=audiences,
        kept_out=consent.kept_out,
    )
    problems += tell_of_audiences(learner, school.audiences, checks.today)
    learner, told = vouch(learner, job.endorsements, school)
    problems += told
    return learner, tuple(as_habits(problems, learner, _folder_of(job), school.framework, checks.today))


def _folder_of(job: LearnerJob) -> Position:
    first = next(iter(job.files), None)
    return Position((first.shown.removesuffix(first.path).rstrip("/") if first else job.folder) or ".")


def _one_page(
    found: Found,
    gathered: list[Gathered],
    entries: tuple[Entry, ...],
    problems: list[Diagnostic],
) -> OnePage | None:
    """The one-page profile of a file of its own, else of an entry of that kind; None where there is neither."""
    document = next((one for one in found.documents if one.purpose is Purpose.ONE_PAGE), None)
    if document is not None:
        made, told = one_page_of(document)
        problems += told
        return made or None
    texts = (one.document for entry, one in zip(entries, gathered, strict=True) if entry.kind == "one-page")
    return next((one_page_in(text.fields, text.body) for text in texts if text is not None), None)


def _context(checks: Checks, places: Places, beside: Beside, visibility: Visibility) -> EntryContext:
    """What the entries of one learner are checked against."""
    return EntryContext(
        checks.school,
        checks.vocabulary,
        places,
        beside,
        checks.today,
        visibility,
        "date" in checks.school.framework.expects,
    )


def _usable(
    files: Iterable[tuple[SourceFile, MediaFacts]],
    used: dict[str, set[str]],
) -> list[tuple[SourceFile, MediaFacts]]:
    # What cannot be shown was told when it was read; a pasted picture belongs only to its own text.
    return [
        (source, facts)
        for source, facts in files
        if facts.kind is not MediaKind.UNKNOWN and (source.inline is None or source.path in used)
    ]


def _default_visibility(profile: Document | None, school: School) -> Visibility:
    if profile is None:
        return school.visibility
    fields = Fields(profile.fields, ("visibility",), [])
    said = Visibility.PRIVATE if profile.unreadable_fields else fields.visibility()
    return school.visibility if said is None else said


def _named_out_of_sight(texts: list[Document], files: Iterable[str]) -> dict[str, set[str]]:
    """Files that only a hidden note of a text names: they stay with that text, and so as private as it is."""
    named: dict[str, set[str]] = {}
    for document in texts:
        if "<!--" in document.text or "%%" in document.text:
            for path in files:
                if path.rpartition("/")[2] in document.text:
                    named.setdefault(path, set()).add(entry_key(document))
    return named


def _names(texts: list[Document]) -> EntryNames:
    rough = []
    for document in texts:
        title = next(
            (
                value.text
                for key, value in document.fields.pairs
                if isinstance(value, Scalar) and fold(key.text) == "title"
            ),
            document.body.first_heading,
        )
        others = [
            name
            for key, value in document.fields.pairs
            if fold(key.text) in {"id", "alias", "aliases"}
            for name in _scalars(value, keys=False)
        ]
        rough.append((entry_key(document), document.source.path, title, tuple(others)))
    return EntryNames(rough)


def _named_in_fields(document: Document, places: Places) -> set[str]:
    """Media that the fields of an entry name: its cover, its media, those of its stages."""
    names: list[str] = []
    for key, value in document.fields.pairs:
        field = fold(key.text)
        if field == "cover" and isinstance(value, Scalar):
            names.append(value.text)
        elif field == "evidence":
            names += named_in(value)
        elif field in {"media", "stages"}:
            names += _scalars(value, keys=field == "media")
    folder = document.source.folder
    return {hit.path for hit in (places.find(name, folder) for name in names if name) if hit.path}


def _scalars(tree: Tree, *, keys: bool) -> list[str]:
    if isinstance(tree, Scalar):
        return [tree.text]
    if isinstance(tree, Sequence):
        return [name for item in tree.items for name in _scalars(item, keys=keys)]
    found: list[str] = []
    for key, value in tree.pairs:
        if keys:
            found.append(key.text)
        if fold(key.text) in {"media", "file", "files"}:
            found += _scalars(value, keys=False)
    return found


def _entries(
    gathered: list[Gathered],
    targets: dict[str, Targets],
    staff: dict[str, Mapping],
    context: EntryContext,
    problems: list[Diagnostic],
) -> tuple[Entry, ...]:
    entries = []
    for made in gathered:
        of_text = targets.get(made.document.source.path, Targets()) if made.document else Targets()
        entry, told = check_entry(made, of_text, staff.get(made.key), context)
        problems += told
        entries.append(entry)
    return tuple(entries)


def _join(entries: tuple[Entry, ...], names: EntryNames, problems: list[Diagnostic]) -> tuple[Entry, ...]:
    """Entries with the entries that they name found; same titles and ids told."""
    made = []
    titles: dict[str, Entry] = {}
    ids: dict[str, Entry] = {}
    for entry in entries:
        links = {"id": entry.id}
        for field in ("follows", "revisits"):
            word = getattr(entry, field)
            hits = tuple(key for key in names.one(word) if key != entry.key) if word else ()
            if word and len(hits) != 1:
                problems.append(
                    link_rules.ENTRY_UNKNOWN.at(
                        entry.place_of(field), field=field, name=word[:80], nearest=names.nearest(word)
                    )
                )
            links[field] = hits[0] if len(hits) == 1 else ""
        title = fold(entry.title)
        if title and title in titles and not entry.id:
            problems.append(rules.REPEATED_TITLE.at(entry.at, other=titles[title].at.path))
        elif title:
            titles[title] = entry
        if entry.id and fold(entry.id) in ids:
            problems.append(rules.DUPLICATE_ID.at(entry.place_of("id"), id=entry.id, other=ids[fold(entry.id)].at.path))
            links["id"] = ""  # it belongs to the entry that had it first
        elif entry.id:
            ids[fold(entry.id)] = entry
        made.append(replace(entry, id=links["id"], follows=links["follows"], revisits=links["revisits"]))
    return tuple(made)


def _highlights(about: About, names: EntryNames, problems: list[Diagnostic]) -> tuple[tuple[str, Position], ...]:
    """Highlights as entry keys, each with its place."""
    made = []
    for word, at in about.highlights:
        hits = names.one(word)
        if len(hits) == 1:
            made.append((hits[0], at))
        else:
            problems.append(link_rules.HIGHLIGHT_UNKNOWN.at(at, name=word[:80], nearest=names.nearest(word)))
    return tuple(made)


def newest_first(entries: tuple[Entry, ...]) -> tuple[Entry, ...]:
    """Entries by date, the newest first; those without a date at the end, by path."""
    dated = sorted((one for one in entries if one.date), key=lambda one: (one.date, one.key), reverse=True)
    return (*dated, *sorted((one for one in entries if not one.date), key=lambda one: one.key))
