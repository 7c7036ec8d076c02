"""What there is to do for a learner: for each thing its place, what it is, and the next small step.

Most of it comes from diagnostics. It is about work and never about a child: no counts, no ranks.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from portfoliogen.diagnostics import Position, Severity
from portfoliogen.model.visibility import Visibility
from portfoliogen.routine import look_again
from portfoliogen.showing import typed

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Iterator

    from portfoliogen.diagnostics import Diagnostic
    from portfoliogen.model.learner import Learner, LearnerJob
    from portfoliogen.model.school import School
    from portfoliogen.words import Words

SUBJECTS = {
    "undated": "Date",
    "no-such-day": "Date",
    "bad-date": "Date",
    "ambiguous-date": "Date",
    "future-date": "Date",
    "no-strand": "Strand",
    "no-alt": "Description of a picture",
    "no-transcript": "Captions or transcript",
    "no-reflection": "Own words",
    "skeleton": "Own words",
    "private-since-unsure": "Who may see it",
    "people-not-agreed": "Consent",
    "photos-not-agreed": "Consent",
    "not-on-roster": "Consent",
    "roster-in-doubt": "Consent",
    "audience-wider-than-consent": "Consent",
}
"""What a line is about, by the rule that found it; other errors are to be mended, other rules are not listed."""
_ENDORSEMENT_CODES = "PG7"
_AT_ONCE = 3
"""How many entries to look at again, or to endorse, are named at once: a week's work, not a backlog."""


class Task(Struct, frozen=True):
    """One thing to do: what it is about, where, what was found, and the action."""

    subject: str
    at: Position
    found: str
    action: str

    @property
    def sort_key(self) -> tuple[str, Position, str]:
        """By subject, then by place."""
        return (self.subject, self.at, self.found)


def tasks_of(
    learner: Learner,
    job: LearnerJob,
    diagnostics: Iterable[Diagnostic],
    school: School,
    words: Words,
    today: dt.date,
) -> tuple[Task, ...]:
    """List what there is to do for one learner."""
    made = [
        *tasks_from(diagnostics),
        *_consent(job, school),
        *_goals(learner, today),
        *_look_again(learner, today),
        *_endorsements(learner, words),
    ]
    return tuple(sorted(set(made), key=lambda one: one.sort_key))


def tasks_from(diagnostics: Iterable[Diagnostic]) -> Iterator[Task]:
    """The diagnostics that staff would act on."""
    for one in diagnostics:
        subject = SUBJECTS.get(one.slug, "")
        if not subject and one.code.startswith(_ENDORSEMENT_CODES) and one.severity is not Severity.NOTE:
            subject = "Endorsement"
        if not subject and one.severity is Severity.ERROR:
            subject = "To mend"
        if subject:
            yield Task(subject, one.at, one.message, one.hint)


def _consent(job: LearnerJob, school: School) -> Iterator[Task]:
    """Consent that staff keep in the roster, in the columns that they keep."""
    if job.row is None:
        return  # Where there is a roster at all, a diagnostic tells it.
    missing = [
        word
        for word in ("publish", "photo")
        if getattr(job.row, word) is None and any(getattr(row, word) is not None for row in school.roster)
    ]
    if missing:
        columns = " and ".join(f"“{word}”" for word in missing)
        yield Task(
            "Consent",
            job.row.at,
            f"The roster does not say what was agreed for {columns}.",
            "Ask the family, and write none, school or public.",
        )


def _goals(learner: Learner, today: dt.date) -> Iterator[Task]:
    for goal in learner.goals:
        if goal.status == "open" and goal.due and goal.due.last < today:
            yield Task(
                "Goal",
                goal.at,
                f"The day for “{goal.title}” has passed.",
                "Talk about it: is it met, does it need another day, or another step?",
            )


def _look_again(learner: Learner, today: dt.date) -> Iterator[Task]:
    """The entries whose turn it is, a few at a time."""
    places = {(entry.title, entry.date.first): entry.at for entry in learner.entries if entry.date}
    for one in look_again(learner, today)[:_AT_ONCE]:
        yield Task(
            "Look again",
            places[one.title, one.day],
            f"“{one.title}” of {one.day.isoformat()} is due.",
            "Ask: what would you say about it now? A new entry can name it under “revisits”.",
        )


def _endorsements(learner: Learner, words: Words) -> Iterator[Task]:
    """The newest entries that no adult has stood behind yet; what changed since comes from diagnostics."""
    waiting = [
        entry
        for entry in learner.entries
        if not (entry.draft or entry.is_skeleton or entry.endorsements) and entry.visibility is not Visibility.PRIVATE
    ]
    for entry in waiting[:_AT_ONCE]:
        yield Task(
            "Endorsement",
            entry.at,
            f"“{words.title_of(entry)}” waits for an adult who saw it.",
            f"Look at it with the learner, then type: portfoliogen endorse {typed(learner.path_to(entry))}",
        )
