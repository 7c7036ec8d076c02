"""One entry: every field read, checked, and given its default where it is absent."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from portfoliogen.check import records
from portfoliogen.check.choices import course_of, language_of, support_of, where_of
from portfoliogen.check.gather import Gathered, is_index
from portfoliogen.check.layers import EntryContext, Layered, shown
from portfoliogen.check.media import media_items, missing, said_in_field, said_in_text
from portfoliogen.check.naming import date_of, summary_of, title_of
from portfoliogen.check.openness import embargo, is_draft, people, visibility
from portfoliogen.check.proofs import read_notes, read_proofs
from portfoliogen.check.tags import tags_of
from portfoliogen.check.values import Fields, texts
from portfoliogen.diagnostics import Diagnostic, Position
from portfoliogen.diagnostics.rules import fields as rules
from portfoliogen.diagnostics.rules import framework as framework_rules
from portfoliogen.diagnostics.rules import texts as text_rules
from portfoliogen.framework import plain
from portfoliogen.model import fields as names
from portfoliogen.model.documents import Body, Mapping
from portfoliogen.model.learner import SKELETON_WORDS, Entry, Person, Stage
from portfoliogen.model.sources import MediaKind
from portfoliogen.text import one_line

if TYPE_CHECKING:
    from portfoliogen.check.places import Places
    from portfoliogen.check.resolve import Targets
    from portfoliogen.check.vocabulary import Vocabulary
    from portfoliogen.model.framework import Kind
    from portfoliogen.model.learner import MediaItem


_JOINS = ("follows", "revisits", "goal", "id")
"""Fields that name other things, which are looked for only when all entries are known."""


def check_entry(
    made: Gathered, targets: Targets, staff: Mapping | None, context: EntryContext
) -> tuple[Entry, list[Diagnostic]]:
    """Check one entry.

    Reports: the PG2 rules on fields, PG3 and PG45.
    """
    found: list[Diagnostic] = []
    document = made.document
    at = Position(document.source.shown if document else shown(made))
    tree = document.fields if document else Mapping((), at)
    school, vocabulary = context.school, context.vocabulary
    labels = _extra_labels(context)
    fields = Fields(tree, names.ENTRY, found, tuple(labels))
    by_staff = Fields(staff, names.ENTRY, found, tuple(labels)) if staff else None
    folders = tuple(part for part in made.key.split("/")[:-1] if part)
    if document is None or is_index(document):
        folders = tuple(part for part in made.folder.split("/") if part)
    tags = tags_of(fields, by_staff, document.body.hashtags if document else (), folders, vocabulary)
    body = document.body if document else Body()
    layered = Layered(fields, by_staff)

    said = said_in_text(document, targets.files)
    for layer in (fields, by_staff):
        if layer is not None:
            said_in_field(layer, said, context.places, made.folder, found)
    context.beside.add_listed(said)
    media = media_items(made.media, said, context.beside, found)
    date, date_from = date_of(layered, made, media, context, found)
    title = title_of(layered, made, body)
    observed_by = layered.of("observed_by").person("observed_by")
    kind = tags.kind or _implied_kind(observed_by, vocabulary)
    if not tags.modes:
        tags.modes.update(dict.fromkeys(_implied_modes(body, media, observed_by, vocabulary)))
    course, subject = course_of(layered, tags, vocabulary, found)
    stages = _stages(records.read_stages(fields, context.today), context.places, made.folder, found)
    entry = Entry(
        key=made.key,
        at=at,
        title=title,
        kind=kind.key if kind else "reflection",
        body=body,
        date=date,
        date_from=date_from,
        summary=summary_of(layered.of("summary").text("summary"), body),
        strands=tuple(tags.strands),
        elements=tuple(tags.elements),
        skills=tuple(tags.skills.values()),
        modes=tuple(tags.modes),
        subject=subject,
        course=course,
        where=where_of(layered, found),
        provider=layered.of("provider").text("provider"),
        with_=texts(layered.of("with").words("with")),
        people=people(fields, by_staff),
        stages=stages,
        hours=_hours(layered, stages, found),
        qualification=records.read_qualification(fields, context.today),
        brief=records.read_brief(layered.of("brief"), school.briefs),
        goals=texts(layered.of("goal").words("goal")),
        follows=fields.text("follows"),
        revisits=fields.text("revisits"),
        observed_by=observed_by,
        scribed_by=layered.of("scribed_by").person("scribed_by"),
        support=support_of(layered),
        next=fields.text("next"),
        cover=_cover(fields, context, made, found),
        media=media,
        visibility=visibility(
            fields, by_staff, kind, context, unreadable=document is not None and document.unreadable_fields
        ),
        embargo_until=embargo(fields, by_staff, context.today),
        tags=tuple(tags.free),
        language=language_of(layered, found),
        draft=is_draft(fields) or (by_staff is not None and is_draft(by_staff)),
        id=fields.text("id"),
        aliases=texts(fields.words("aliases")),
        extra=_extra(fields, labels),
        links=tuple(targets.entries.items()),
        files=tuple(targets.files.items()),
        said_at=tuple((name, layered.of(name).at(name)) for name in _JOINS if layered.of(name).has(name)),
        staff_tagged=tuple(tags.by_staff),
        notes=read_notes(fields),
        proofs=read_proofs(
            fields, vocabulary, context.places, made.folder, {item.source.path: item.facts.kind.value for item in media}
        ),
    )
    if document is not None and document.unreadable_fields and not document.text and not document.body.pieces:
        return entry, []  # nothing could be read, which was told; nothing more is to be asked of it
    if entry.is_skeleton:
        # One cause, one diagnostic: of what is not begun, no date and no strand is asked.
        return entry, [*(one for one in found if one.code != rules.UNDATED.code), text_rules.SKELETON.at(_top(entry))]
    told = {one.code for one in found}
    if document is not None and document.unreadable_fields:
        told.add(rules.UNREADABLE_FIELDS.code)
    found += _expectations(entry, kind, context, told, has_text=document is not None)
    return entry, found


def _extra_labels(context: EntryContext) -> dict[str, str]:
    labels: dict[str, str] = {}
    for kind in context.school.framework.kinds:
        labels.update(kind.fields)
    for course in context.school.courses:
        labels.update(course.fields)
    return labels


def _extra(fields: Fields, labels: dict[str, str]) -> tuple[tuple[str, str], ...]:
    made = []
    for name, value in fields.more:
        data = plain(value)
        text = ", ".join(map(str, data)) if isinstance(data, list) else str(data) if isinstance(data, str) else ""
        if text:
            made.append((labels[name], one_line(text)))
    return tuple(made)


def _implied_kind(observed_by: Person | None, vocabulary: Vocabulary) -> Kind | None:
    match = vocabulary.kinds.find("observation" if observed_by else "reflection")
    return match.term if match else None


def _implied_modes(
    body: Body, media: tuple[MediaItem, ...], observed_by: Person | None, vocabulary: Vocabulary
) -> tuple[str, ...]:
    kinds = {item.facts.kind for item in media}
    modes = []
    if observed_by is not None:
        modes.append("observed")
    elif body.words >= SKELETON_WORDS:
        modes.append("written")
    if kinds & {MediaKind.SOUND, MediaKind.FILM}:
        modes.append("oral" if MediaKind.SOUND in kinds else "performed")
    if not modes and MediaKind.PICTURE in kinds:
        modes.append("made")
    known = {mode.key for mode in vocabulary.modes.terms}
    return tuple(mode for mode in modes if mode in known)


def _stages(stages: tuple[Stage, ...], places: Places, folder: str, found: list[Diagnostic]) -> tuple[Stage, ...]:
    made = []
    for stage in stages:
        paths = []
        for name in stage.media:
            hit = places.find(name, folder)
            if hit.path:
                paths.append(hit.path)
            else:
                found.append(missing(name, Position(folder), hit.paths, places))
        made.append(replace(stage, media=tuple(paths)))
    return tuple(made)


def _hours(layered: Layered, stages: tuple[Stage, ...], found: list[Diagnostic]) -> float | None:
    layer = layered.of("hours")
    hours = layer.number("hours")
    by_stage = [stage.hours for stage in stages if stage.hours is not None]
    if not by_stage:
        return hours
    total = sum(by_stage)
    if hours is not None and abs(total - hours) > 0.01:
        found.append(rules.HOURS_TWICE.at(layer.at("hours"), sum=f"{total:g}", hours=f"{hours:g}"))
    return total


def _cover(fields: Fields, context: EntryContext, made: Gathered, found: list[Diagnostic]) -> str:
    tree = fields.tree_of("cover")
    if isinstance(tree, Mapping):
        return ""
    value = fields.scalar("cover")
    if value is None or value.text.startswith(("http:", "https:", "//")):
        return ""
    hit = context.places.find(value.text, made.folder)
    if not hit.path:
        found.append(missing(value.text, value.at, hit.paths, context.places))
    return hit.path


def _top(entry: Entry) -> Position:
    """The first line of an entry's text; the entry as a whole where it has none."""
    return Position(entry.at.path, 1, 1) if entry.body.pieces else entry.at


def _expectations(
    entry: Entry, kind: Kind | None, context: EntryContext, told: set[str], *, has_text: bool
) -> list[Diagnostic]:
    """What the framework expects of every entry and this one leaves open."""
    found: list[Diagnostic] = []
    expects = {*context.school.framework.expects, *(kind.expects if kind else ())}
    at = _top(entry)
    strands = context.school.framework.strands
    # One cause, one diagnostic: a misspelt strand, or fields that cannot be read, have been told already.
    told_already = told & {framework_rules.UNKNOWN_STRAND.code, rules.UNREADABLE_FIELDS.code}
    if "strands" in expects and strands and not entry.strands and not told_already:
        example = context.school.framework.example_strand
        found.append(rules.NO_STRAND.at(at, line=f"strands: {example}" if has_text else "", example=example))
    for claim in entry.skills:
        if not claim.how and not claim.by_staff:
            skill = context.school.framework.skill(claim.skill)
            found.append(rules.NO_HOW.at(claim.at, skill=skill.name, key=skill.key))
    wanted = context.school.reflection_words
    if wanted and entry.body.words < wanted and not entry.is_observation:
        found.append(text_rules.NO_REFLECTION.at(at, words=entry.body.words, wanted=wanted))
    return found
