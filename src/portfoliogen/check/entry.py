"""One entry: every field read, checked, and given its default where it is absent."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from portfoliogen.check import records
from portfoliogen.check.dates import date_in_name, day_of, school_year_in_name
from portfoliogen.check.gather import Gathered, is_index, is_meaningless
from portfoliogen.check.media import Beside, media_items, missing, said_in_field, said_in_text
from portfoliogen.check.proofs import read_notes, read_proofs
from portfoliogen.check.tags import tags_of
from portfoliogen.check.values import Fields, texts
from portfoliogen.diagnostics import Diagnostic, Position
from portfoliogen.diagnostics.rules import fields as rules
from portfoliogen.diagnostics.rules import framework as framework_rules
from portfoliogen.framework import plain
from portfoliogen.model import fields as names
from portfoliogen.model.documents import Body, Mapping
from portfoliogen.model.school import SKELETON_WORDS, DateSource, Entry, Person, School, Stage, Visibility
from portfoliogen.model.sources import MediaKind
from portfoliogen.text import fold, nearest, one_line

if TYPE_CHECKING:
    from portfoliogen.check.places import Places
    from portfoliogen.check.resolve import Targets
    from portfoliogen.check.tags import Tags
    from portfoliogen.check.vocabulary import Vocabulary
    from portfoliogen.model.school import Kind, MediaItem, Span

WHERES = ("school", "home", "community", "work", "online")
SUMMARY_LENGTH = 220
_WHERE_WORDS = {
    "at home": "home",
    "at school": "school",
    "in school": "school",
    "college": "school",
    "university": "school",
    "club": "community",
    "outside school": "community",
    "workplace": "work",
    "placement": "work",
    "internet": "online",
    "ysgol": "school",
    "cartref": "home",
    "cymuned": "community",
    "gwaith": "work",
    "ar lein": "online",
}
_SUPPORT = {
    "independently": "independently",
    "independent": "independently",
    "alone": "independently",
    "on my own": "independently",
    "with help": "help",
    "help": "help",
    "helped": "help",
    "with support": "help",
}
_LANGUAGE = re.compile(r"[a-zA-Z]{2,3}(?:[-_][A-Za-z0-9]{2,8})*")
_SENTENCE_END = re.compile(r"[.!?…。！？؟][\"'”’)]*\s")
_EXPORT_DIGEST = re.compile(r"\s+[0-9a-f]{32}$")


@dataclass(frozen=True, slots=True)
class EntryContext:
    """What an entry is checked against."""

    school: School
    vocabulary: Vocabulary
    places: Places
    beside: Beside
    today: dt.date
    default_visibility: Visibility
    with_empty_dates_told: bool = True


def check_entry(
    made: Gathered, targets: Targets, staff: Mapping | None, context: EntryContext
) -> tuple[Entry, list[Diagnostic]]:
    """Check one entry.

    Reports: the PG2 rules on fields, PG3 and PG45.
    """
    found: list[Diagnostic] = []
    document = made.document
    at = Position(document.source.shown if document else _shown(made))
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
    layered = _Layered(fields, by_staff)

    said = said_in_text(document, targets.files)
    for layer in (fields, by_staff):
        if layer is not None:
            said_in_field(layer, said, context.places, made.folder, found)
    media = media_items(made.media, said, context.beside, found)
    date, date_from = _date(layered, made, media, context, found)
    title = _title(layered, made, body)
    observed_by = layered.of("observed_by").person("observed_by")
    kind = tags.kind or _implied_kind(observed_by, vocabulary)
    if not tags.modes:
        tags.modes.update(dict.fromkeys(_implied_modes(body, media, observed_by, vocabulary)))
    course, subject = _course(layered, tags, vocabulary, found)
    stages = _stages(records.read_stages(fields, context.today), context.places, made.folder, found)
    entry = Entry(
        key=made.key,
        at=at,
        title=title,
        kind=kind.key if kind else "reflection",
        body=body,
        date=date,
        date_from=date_from,
        summary=_summary(layered.of("summary").text("summary"), body),
        strands=tuple(tags.strands),
        elements=tuple(tags.elements),
        skills=tuple(tags.skills.values()),
        modes=tuple(tags.modes),
        subject=subject,
        course=course,
        where=_where(layered, found),
        provider=layered.of("provider").text("provider"),
        with_=texts(layered.of("with").words("with")),
        people=_people(fields, by_staff),
        stages=stages,
        hours=_hours(layered, stages, found),
        qualification=records.read_qualification(fields, context.today),
        brief=records.read_brief(layered.of("brief"), school.briefs),
        goals=texts(layered.of("goal").words("goal")),
        follows=fields.text("follows"),
        revisits=fields.text("revisits"),
        observed_by=observed_by,
        scribed_by=layered.of("scribed_by").person("scribed_by"),
        support=_support(layered),
        next=fields.text("next"),
        cover=_cover(fields, context, made, found),
        media=media,
        visibility=_visibility(
            fields, by_staff, kind, context, unreadable=document is not None and document.unreadable_fields
        ),
        embargo_until=_embargo(fields, by_staff, context.today),
        tags=tuple(tags.free),
        language=_language(layered, found),
        draft=_is_draft(fields) or (by_staff is not None and _is_draft(by_staff)),
        id=fields.text("id"),
        aliases=texts(fields.words("aliases")),
        extra=_extra(fields, labels),
        links=tuple(targets.entries.items()),
        files=tuple(targets.files.items()),
        staff_tagged=tuple(tags.by_staff),
        notes=read_notes(fields),
        proofs=read_proofs(
            fields, vocabulary, context.places, made.folder, {item.source.path: item.facts.kind.value for item in media}
        ),
    )
    if document is not None and document.unreadable_fields and not document.text and not document.body.pieces:
        return entry, []  # nothing could be read, which was told; nothing more is to be asked of it
    told = {one.code for one in found}
    if document is not None and document.unreadable_fields:
        told.add(rules.UNREADABLE_FIELDS.code)
    found += _expectations(entry, kind, context, told)
    return entry, found


class _Layered:
    """The fields of the text, else staff's; front matter wins."""

    def __init__(self, fields: Fields, staff: Fields | None) -> None:
        self._fields, self._staff = fields, staff

    def of(self, field: str) -> Fields:
        if self._staff is not None and not self._fields.has(field) and self._staff.has(field):
            return self._staff
        return self._fields

    def is_staffs(self, field: str) -> bool:
        return self._staff is not None and self.of(field) is self._staff


def _shown(made: Gathered) -> str:
    if made.media:
        source = made.media[0][0]
        if made.path == source.path:
            return source.shown
        return source.shown.removesuffix(source.path) + ("" if made.path == "." else made.path)
    return made.path


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


def _title(layered: _Layered, made: Gathered, body: Body) -> str:
    title = layered.of("title").text("title")
    if title:
        return _clean_title(title)
    if body.first_heading:
        return _clean_title(body.first_heading)
    path = made.path if made.document is None or not is_index(made.document) else made.folder
    stem = path.rpartition("/")[2]
    if made.document is not None and not is_index(made.document):
        stem = made.document.source.stem
    elif made.document is None and made.media and made.path == made.media[0][0].path:
        stem = made.media[0][0].stem
    if made.loose or is_meaningless(stem) or stem in {"", "."}:
        return ""
    _, rest = date_in_name(stem)
    rest = _EXPORT_DIGEST.sub("", rest)
    rest = re.sub(r"^(?:copy of|copie de|copia de)\s+", "", rest, flags=re.IGNORECASE)
    rest = re.sub(r"\s*\(\d{1,2}\)$", "", rest)
    if " " not in rest:
        rest = re.sub(r"[-_]+", " ", rest)
    plain = rest.strip(" -_.")
    return _clean_title(plain[:1].upper() + plain[1:]) if plain else ""


def _clean_title(text: str) -> str:
    """A title without a Google export's escapes and marks."""
    plain = re.sub(r"\\([-\\`*_{}\[\]()#+.!=<>~|])", r"\1", one_line(text))
    return re.sub(r"^\*\*(.+)\*\*$", r"\1", plain)[:300]


def _summary(written: str, body: Body) -> str:
    text = written or body.first_paragraph
    text = re.sub(r"(?:^|\s)#[^\W\d_][\w-]*", "", text).strip() if "#" in text else text
    if len(text) <= SUMMARY_LENGTH:
        return text
    cut = text[:SUMMARY_LENGTH]
    ends = [match.end() for match in _SENTENCE_END.finditer(f"{cut} ")]
    if ends and ends[-1] > 60:
        return cut[: ends[-1]].strip()
    return cut[: cut.rfind(" ")].rstrip(" ,;:–-") + "…" if " " in cut[60:] else cut + "…"


def _date(
    layered: _Layered, made: Gathered, media: tuple[MediaItem, ...], context: EntryContext, found: list[Diagnostic]
) -> tuple[Span | None, DateSource | None]:
    layer = layered.of("date")
    if layer.has("date"):
        span = layer.span("date", context.today)
        if span is not None:
            return span, DateSource.STAFF if layered.is_staffs("date") else DateSource.FIELD
        return None, DateSource.FIELD  # told already: one cause, one diagnostic
    parts = [part for part in made.key.split("/") if part]
    if made.document is not None and not is_index(made.document):
        parts = [*made.document.source.folder.split("/"), made.document.source.stem]
    elif made.document is None and made.media and made.path == made.media[0][0].path:
        parts = [*made.media[0][0].folder.split("/"), made.media[0][0].stem]
    for number, part in enumerate(reversed(parts)):
        span, _ = date_in_name(part)
        if span is not None and dt.date(1950, 1, 1) <= span.first <= context.today:
            return span, DateSource.NAME if number == 0 else DateSource.FOLDER
    days = sorted(
        day
        for day in (day_of(item.facts.captured) for item in media if item.facts.captured)
        if day is not None and day.first <= context.today
    )
    if days:
        return days[0], DateSource.MEDIA
    for part in reversed(parts):
        span = school_year_in_name(part, context.school.year_starts)
        if span is not None and span.first <= context.today:
            return span, DateSource.FOLDER
    if context.with_empty_dates_told:
        at = Position(made.document.source.shown, 1, 1) if made.document else Position(_shown(made))
        found.append(rules.UNDATED.at(at, example=context.today.isoformat()))
    return None, None


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


def _course(layered: _Layered, tags: Tags, vocabulary: Vocabulary, found: list[Diagnostic]) -> tuple[str, str]:
    """Course key and subject text; an unknown course is shown as it stands."""
    layer = layered.of("course")
    subject = layered.of("subject").text("subject")
    if layer.has("course"):
        value = layer.scalar("course")
        if value is None:
            return tags.course, subject
        match = vocabulary.courses.find(value.text)
        if match:
            return match.term.key, subject
        if vocabulary.courses.terms:
            found.append(
                framework_rules.UNKNOWN_COURSE.at(
                    value.at,
                    found=one_line(value.text)[:60],
                    nearest=vocabulary.courses.nearest(value.text),
                    choices=vocabulary.courses.choices,
                )
            )
        return "", subject or one_line(value.text)
    if subject:
        match = vocabulary.courses.find(subject)
        if match:
            return match.term.key, subject
    return tags.course, subject


def _where(layered: _Layered, found: list[Diagnostic]) -> str:
    layer = layered.of("where")
    value = layer.scalar("where") if layer.has("where") else None
    if value is None:
        return "school"
    word = fold(value.text)
    if word in WHERES:
        return word
    if word in _WHERE_WORDS:
        return _WHERE_WORDS[word]
    found.append(
        rules.UNKNOWN_CHOICE.at(
            value.at,
            found=one_line(value.text)[:60],
            field="where",
            nearest=nearest(word, WHERES),
            choices=", ".join(WHERES),
        )
    )
    return "school"


def _support(layered: _Layered) -> str:
    text = layered.of("support").text("support")
    return _SUPPORT.get(fold(text), text)


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


def _hours(layered: _Layered, stages: tuple[Stage, ...], found: list[Diagnostic]) -> float | None:
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


def _people(fields: Fields, staff: Fields | None) -> tuple[str, ...]:
    """Everyone who is pictured, whoever said so: nobody can be taken off a list that consent depends on."""
    return texts(word for layer in filter(None, (fields, staff)) for word in layer.words("people"))


def _is_draft(fields: Fields) -> bool:
    """Whether it is a draft; what cannot be read is taken as yes."""
    return "draft" in fields.doubtful or (fields.has("draft") and fields.yes("draft", default=True))


def _embargo(fields: Fields, staff: Fields | None, today: dt.date) -> dt.date | None:
    """The day before which it is in no public profile, the later of two; one that cannot be read never comes."""
    days = []
    for layer in filter(None, (fields, staff)):
        if layer.has("embargo_until"):
            days.append(layer.day("embargo_until", today) or dt.date.max)
        elif "embargo_until" in layer.doubtful:
            days.append(dt.date.max)
    return max(days, default=None)


def _visibility(
    fields: Fields, staff: Fields | None, kind: Kind | None, context: EntryContext, *, unreadable: bool
) -> Visibility:
    """The narrowest of what was said; whatever cannot be understood is private."""
    if unreadable:
        return Visibility.PRIVATE
    written = fields.visibility()
    from_staff = staff.visibility() if staff is not None else None
    said = [one for one in (written, from_staff) if one is not None]
    if said:
        return min(said)
    if kind is not None and kind.visibility is not None:
        return kind.visibility
    return context.default_visibility


def _language(layered: _Layered, found: list[Diagnostic]) -> str:
    layer = layered.of("lang")
    value = layer.scalar("lang") if layer.has("lang") else None
    if value is None:
        return ""
    text = one_line(value.text)
    by_name = {
        "english": "en",
        "welsh": "cy",
        "cymraeg": "cy",
        "arabic": "ar",
        "chinese": "zh",
        "polish": "pl",
        "french": "fr",
        "spanish": "es",
        "german": "de",
        "urdu": "ur",
        "italian": "it",
        "korean": "ko",
    }
    if fold(text) in by_name:
        return by_name[fold(text)]
    if _LANGUAGE.fullmatch(text):
        return text.replace("_", "-")
    found.append(rules.BAD_LANGUAGE.at(value.at, found=text[:40]))
    return ""


def _expectations(entry: Entry, kind: Kind | None, context: EntryContext, told: set[str]) -> list[Diagnostic]:
    """What the framework expects of every entry and this one leaves open."""
    found: list[Diagnostic] = []
    expects = {*context.school.framework.expects, *(kind.expects if kind else ())}
    at = Position(entry.at.path, 1, 1) if entry.body.pieces else entry.at
    strands = context.school.framework.strands
    # One cause, one diagnostic: a misspelt strand, or fields that cannot be read, have been told already.
    told_already = told & {framework_rules.UNKNOWN_STRAND.code, rules.UNREADABLE_FIELDS.code}
    if "strands" in expects and strands and not entry.strands and not told_already:
        example = strands[-2 if len(strands) > 1 else -1].key
        found.append(rules.NO_STRAND.at(at, example=example))
    for claim in entry.skills:
        if not claim.how and not claim.by_staff:
            skill = context.school.framework.skill(claim.skill)
            found.append(rules.NO_HOW.at(claim.at, skill=skill.name, key=skill.key))
    if entry.is_skeleton:
        found.append(rules.SKELETON.at(at))
    wanted = context.school.reflection_words
    if wanted and not entry.is_skeleton and entry.body.words < wanted and not entry.is_observation:
        found.append(rules.NO_REFLECTION.at(at, words=entry.body.words, wanted=wanted))
    return found
