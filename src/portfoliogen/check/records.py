"""Fields that hold a record: stages, qualifications, briefs, statements."""

from __future__ import annotations

from typing import TYPE_CHECKING

from portfoliogen.check.dates import read_date
from portfoliogen.check.values import hours_of, person_of
from portfoliogen.diagnostics import Diagnostic, Position
from portfoliogen.diagnostics.rules import fields as rules
from portfoliogen.diagnostics.rules import framework as framework_rules
from portfoliogen.diagnostics.rules import links as link_rules
from portfoliogen.diagnostics.rules import texts as text_rules
from portfoliogen.model.documents import Mapping, Scalar, Sequence
from portfoliogen.model.learner import BriefAnswer, Qualification, Stage, Statement
from portfoliogen.model.school import Brief
from portfoliogen.text import fold, nearest, one_line

if TYPE_CHECKING:
    import datetime as dt

    from portfoliogen.check.values import Fields
    from portfoliogen.check.vocabulary import Vocabulary
    from portfoliogen.model.documents import Tree

STATUSES = ("proposed", "working-towards", "awarded")
STATEMENT_LEVELS = ("working-towards", "secure", "awarded")
_STATUS_WORDS = {fold(word): word for word in STATUSES} | {
    "working": "working-towards",
    "predicted": "working-towards",
    "in progress": "working-towards",
    "passed": "awarded",
    "achieved": "awarded",
    "working toward": "working-towards",
}
_LEVEL_WORDS = {fold(word): word for word in STATEMENT_LEVELS} | {"working": "working-towards"}


def _parts(tree: Mapping) -> dict[str, Tree]:
    return {fold(key.text): value for key, value in tree.pairs}


def _text(parts: dict[str, Tree], *names: str) -> str:
    for name in names:
        value = parts.get(name)
        if isinstance(value, Scalar) and value.text.strip():
            return one_line(value.text)
    return ""


def read_stages(fields: Fields, today: dt.date) -> tuple[Stage, ...]:
    """Ordered stages: names, or maps with name, date, hours, text, media.

    Reports: PG211, PG212, PG220.
    """
    tree = fields.tree_of("stages")
    if tree is None:
        return ()
    if isinstance(tree, Mapping):
        items: list[Tree] = [
            Mapping(
                (
                    (Scalar("name", key.at), key),
                    *(value.pairs if isinstance(value, Mapping) else ((Scalar("text", value.at), value),)),
                ),
                key.at,
            )
            for key, value in tree.pairs
        ]
    elif isinstance(tree, Sequence):
        items = list(tree.items)
    else:
        items = [Scalar(part.strip(), tree.at) for part in tree.text.split(",") if part.strip()]
    stages = []
    for item in items:
        stage = _stage(item, fields.found, today)
        if stage is None:
            fields.found.append(
                rules.WRONG_SHAPE.at(
                    item.at,
                    field="stages",
                    wanted="a list of stages",
                    example="- {name: Proposal, date: 2026-03-01, hours: 4}",
                )
            )
        else:
            stages.append(stage)
    return tuple(stages)


def _stage(item: Tree, found: list[Diagnostic], today: dt.date) -> Stage | None:
    if isinstance(item, Scalar):
        return Stage(one_line(item.text)) if item.text.strip() else None
    if not isinstance(item, Mapping):
        return None
    parts = _parts(item)
    name = _text(parts, "name", "stage", "title")
    if not name and len(item.pairs) == 1 and isinstance(item.pairs[0][1], Scalar):
        return Stage(one_line(item.pairs[0][0].text), text=one_line(item.pairs[0][1].text))
    if not name:
        return None
    date, hours = parts.get("date"), parts.get("hours")
    span = None
    if isinstance(date, Scalar) and date.text.strip():
        span, problems = read_date(date.text, date.at, today)
        found += problems
    media = parts.get("media") or parts.get("files") or parts.get("file")
    names: tuple[str, ...] = ()
    if isinstance(media, Scalar):
        names = tuple(part.strip() for part in media.text.split(",") if part.strip())
    elif isinstance(media, Sequence):
        names = tuple(one.text for one in media.items if isinstance(one, Scalar))
    return Stage(
        name,
        span,
        hours_of(hours, "hours", found) if isinstance(hours, Scalar) and hours.text else None,
        _text(parts, "text", "note", "what", "reflection"),
        None,
        names,
    )


def read_qualification(fields: Fields, today: dt.date) -> Qualification | None:
    """A qualification; one that is awarded needs a body and a date, else it is not shown as awarded.

    Reports: PG211, PG229, PG237.
    """
    tree = fields.tree_of("qualification")
    if tree is None:
        return None
    found = fields.found
    if isinstance(tree, Scalar):
        return Qualification(one_line(tree.text)) if tree.text.strip() else None
    if not isinstance(tree, Mapping):
        found.append(
            rules.WRONG_SHAPE.at(
                tree.at,
                field="qualification",
                wanted="one qualification",
                example="qualification: {name: Art, level: GCSE, body: AQA}",
            )
        )
        return None
    parts = _parts(tree)
    name = _text(parts, "name", "title", "subject") or "Qualification"
    body, grade = _text(parts, "body", "awarding body", "board"), _text(parts, "grade", "result")
    written = _text(parts, "status")
    status = _STATUS_WORDS.get(fold(written), "")
    at = next((value.at for key, value in tree.pairs if fold(key.text) == "status"), tree.at)
    if written and not status:
        found.append(
            rules.UNKNOWN_CHOICE.at(
                at, found=written[:60], field="status", nearest=nearest(written, STATUSES), choices=", ".join(STATUSES)
            )
        )
    date = parts.get("date")
    span = None
    if isinstance(date, Scalar) and date.text.strip():
        span, problems = read_date(date.text, date.at, today)
        # What is still worked towards lies ahead; its date may.
        ahead = rules.FUTURE_DATE.code if status != "awarded" else ""
        found += [one for one in problems if one.code != ahead]
    status = status or "working-towards"
    missing = [word for word, there in (("its awarding body", body), ("a date", span)) if not there]
    if status == "awarded" and missing:
        found.append(rules.AWARD_INCOMPLETE.at(at, name=name, missing=" and ".join(missing)))
        status = "working-towards"
    return Qualification(name, _text(parts, "level"), body, grade, status, span)


def read_brief(fields: Fields, briefs: tuple[Brief, ...]) -> BriefAnswer | None:
    """The brief an entry answers, and the criteria it names.

    Reports: PG246, PG312, PG511.
    """
    tree = fields.tree_of("brief")
    if tree is None:
        return None
    parts = _parts(tree) if isinstance(tree, Mapping) else {}
    name = _text(parts, "name", "brief", "key") if parts else tree.text if isinstance(tree, Scalar) else ""
    table = {fold(word): brief for brief in briefs for word in (brief.title, brief.key)}
    brief = table.get(fold(name.removesuffix(".md")))
    if brief is None:
        fields.found.append(
            link_rules.BRIEF_UNKNOWN.at(
                tree.at, name=one_line(name)[:80], nearest=nearest(name, [one.key for one in briefs])
            )
        )
        return None
    criteria = parts.get("criteria") or parts.get("meets")
    wanted: list[Scalar] = []
    if isinstance(criteria, Sequence):
        wanted = [one for one in criteria.items if isinstance(one, Scalar)]
    elif isinstance(criteria, Scalar):
        wanted = [Scalar(part.strip(), criteria.at) for part in criteria.text.split(",") if part.strip()]
    numbers = []
    for one in wanted:
        if one.text.isascii() and one.text.isdigit() and 1 <= int(one.text[:4]) <= len(brief.criteria):
            numbers.append(int(one.text))
        else:
            fields.found.append(
                framework_rules.UNKNOWN_CRITERION.at(
                    one.at, brief=brief.title, found=one_line(one.text)[:40], count=len(brief.criteria)
                )
            )
    left = [text for number, text in enumerate(brief.criteria, 1) if number not in numbers]
    if left and len(numbers) == len(wanted):
        fields.found.append(
            text_rules.CRITERIA_OPEN.at(
                tree.at, brief=brief.title, criteria="; ".join(f"“{one}”" for one in left), key=brief.key
            )
        )
    return BriefAnswer(brief.key, tuple(numbers))


def read_statements(fields: Fields, vocabulary: Vocabulary, today: dt.date) -> tuple[Statement, ...]:
    """Dated statements about the parts of a strand (literacy …); each says how far, by whom and when.

    Reports: PG228, PG237, PG311.
    """
    tree = fields.tree_of("statements")
    items: list[tuple[str, Tree]] = []
    if isinstance(tree, Mapping):
        items = [(key.text, value) for key, value in tree.pairs]
    elif isinstance(tree, Sequence):
        items = [("", item) for item in tree.items]
    made = []
    for key, value in items:
        statement = _statement(key, value, vocabulary, fields.found, today)
        if statement is not None:
            made.append(statement)
    return tuple(made)


def _statement(
    key: str, value: Tree, vocabulary: Vocabulary, found: list[Diagnostic], today: dt.date
) -> Statement | None:
    parts: dict[str, Tree] = _parts(value) if isinstance(value, Mapping) else {"level": value}
    name = _text(parts, "element", "name") or key
    element = vocabulary.elements.find(name)
    at: Position = value.at
    if element is None:
        found.append(
            framework_rules.UNKNOWN_ELEMENT.at(
                at,
                found=one_line(name)[:60],
                nearest=vocabulary.elements.nearest(name),
                choices=vocabulary.elements.choices,
            )
        )
        return None
    written = _text(parts, "level", "status", "statement")
    level = _LEVEL_WORDS.get(fold(written), "")
    if not level:
        found.append(
            rules.UNKNOWN_CHOICE.at(
                at,
                found=written[:60] or "nothing",
                field="level",
                nearest=nearest(written, STATEMENT_LEVELS),
                choices=", ".join(STATEMENT_LEVELS),
            )
        )
        return None
    by = parts.get("by") or parts.get("author") or parts.get("who")
    person = person_of(by) if by is not None else None
    date = parts.get("date")
    span = None
    if isinstance(date, Scalar) and date.text.strip():
        span, problems = read_date(date.text, date.at, today)
        found += problems
        if span is None:
            return None
    missing = [word for word, there in (("a name (by)", person), ("a date", span)) if not there]
    if missing or person is None or span is None:
        found.append(rules.STATEMENT_INCOMPLETE.at(at, element=element.term.name, missing=" and ".join(missing)))
        return None
    by_text = f"{person.name}, {person.role}" if person.role else person.name
    return Statement(element.term.key, level, by_text, span, at)
