"""Goals: what the learner works towards, with steps, dates and the entries that serve it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from portfoliogen.check.values import Fields
from portfoliogen.diagnostics.rules import fields as rules
from portfoliogen.diagnostics.rules import links as link_rules
from portfoliogen.model import fields as names
from portfoliogen.model.documents import Scalar, Sequence
from portfoliogen.model.learner import Goal, GoalStep
from portfoliogen.model.visibility import Visibility
from portfoliogen.text import fold, nearest, one_line, slug

if TYPE_CHECKING:
    import datetime as dt

    from portfoliogen.check.places import EntryNames
    from portfoliogen.diagnostics import Diagnostic
    from portfoliogen.model.documents import Document
    from portfoliogen.model.learner import Entry

STATUSES = ("open", "met", "paused", "dropped")
_STATUS_WORDS = {fold(word): word for word in STATUSES} | {
    "done": "met",
    "closed": "met",
    "reached": "met",
    "achieved": "met",
    "complete": "met",
    "completed": "met",
    "active": "open",
    "ongoing": "open",
    "working on it": "open",
    "on hold": "paused",
    "stopped": "dropped",
}
_DONE = ("[x]", "done:", "✓", "☑")


def check_goals(
    documents: list[Document],
    entry_names: EntryNames,
    entries: tuple[Entry, ...],
    today: dt.date,
) -> tuple[tuple[Goal, ...], list[Diagnostic]]:
    """Check all goals of a learner, and join them with the entries that name them.

    Reports: PG230, PG237, PG509, PG510.
    """
    found: list[Diagnostic] = []
    goals = [_goal(document, entry_names, today, found) for document in documents]
    by_title = {fold(goal.title): index for index, goal in enumerate(goals)}
    for entry in entries:
        for name in entry.goals:
            index = by_title.get(fold(name))
            if index is None:
                found.append(
                    link_rules.GOAL_UNKNOWN.at(
                        entry.place_of("goal"), name=name[:80], nearest=nearest(name, [goal.title for goal in goals])
                    )
                )
            elif entry.key not in goals[index].entries:
                goals[index] = replace(goals[index], entries=(*goals[index].entries, entry.key))
    for index, goal in enumerate(goals):
        if goal.status == "met" and not goal.entries:
            example = entries[0].title if entries else "My entry"
            found.append(rules.GOAL_WITHOUT_ENTRY.at(goal.at, goal=goal.title, example=example))
            goals[index] = replace(goal, status="open")
    return tuple(goals), found


def _goal(document: Document, entry_names: EntryNames, today: dt.date, found: list[Diagnostic]) -> Goal:
    fields = Fields(document.fields, names.GOAL, found)
    title = fields.text("title") or document.body.first_heading or document.source.stem
    status = _status(fields, found)
    before = len(found)
    due = fields.span("due", today)
    # A goal lies ahead by nature: its date may.
    found[before:] = [one for one in found[before:] if one.code != rules.FUTURE_DATE.code]
    visibility = Visibility.PRIVATE if document.unreadable_fields else fields.visibility()
    return Goal(
        key=slug(title),
        title=title,
        at=document.fields.at,
        status=status,
        set_on=fields.span("set", today),
        due=due,
        steps=_steps(fields),
        entries=_entries(fields, entry_names, found),
        body=document.body,
        visibility=visibility,
        shared=visibility is Visibility.PUBLIC or fields.yes("share", default=False),
    )


def _status(fields: Fields, found: list[Diagnostic]) -> str:
    value = fields.scalar("status")
    if value is None or not value.text.strip():
        return "open"
    status = _STATUS_WORDS.get(fold(value.text))
    if status is None:
        found.append(
            rules.UNKNOWN_CHOICE.at(
                value.at,
                found=one_line(value.text)[:60],
                field="status",
                nearest=nearest(value.text, STATUSES),
                choices=", ".join(STATUSES),
            )
        )
        return "open"
    return status


def _steps(fields: Fields) -> tuple[GoalStep, ...]:
    tree = fields.tree_of("steps")
    if isinstance(tree, Scalar):
        words = [part.strip() for part in tree.text.split(",")]
    elif isinstance(tree, Sequence):
        words = [item.text.strip() for item in tree.items if isinstance(item, Scalar)]
    else:
        return ()
    steps = []
    for word in filter(None, words):
        done = word.lower().startswith(_DONE)
        text = word
        for mark in (*_DONE, "[ ]", "☐"):
            if text.lower().startswith(mark):
                text = text[len(mark) :].strip()
                break
        steps.append(GoalStep(one_line(text), done))
    return tuple(steps)


def _entries(fields: Fields, entry_names: EntryNames, found: list[Diagnostic]) -> tuple[str, ...]:
    keys = []
    for word in fields.names("entries", lambda text: bool(entry_names.one(text))):
        hits = entry_names.one(word.value)
        if len(hits) == 1:
            keys.append(hits[0])
        elif len(hits) > 1:
            found.append(link_rules.ENTRY_AMBIGUOUS.at(word.at, name=word.value[:80], count=len(hits)))
        else:
            found.append(
                link_rules.ENTRY_UNKNOWN.at(
                    word.at, field="entries", name=word.value[:80], nearest=entry_names.nearest(word.value)
                )
            )
    return tuple(dict.fromkeys(keys))
