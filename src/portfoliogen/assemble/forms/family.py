"""The letter to the family, and the conference that a learner leads."""

from __future__ import annotations

from typing import TYPE_CHECKING

from portfoliogen.assemble.addresses import page
from portfoliogen.assemble.forms.shared import HOME, FormPage, Made
from portfoliogen.views.forms import ConferenceView, LetterView, NotesView, NoteView
from portfoliogen.views.parts import Link

if TYPE_CHECKING:
    from portfoliogen.assemble.forms.shared import FormDesk
    from portfoliogen.views.pages import GoalView

NOTES = page("notes")


def letter(form: FormDesk) -> Made:
    """What I did, what it shows, what next; of one child alone, and beside nobody else's."""
    view = LetterView(form.letter(), tuple(form.telling(entry) for entry in form.chosen), _goals(form))
    return Made((FormPage("letter", form.desk.words.word("form.letter"), HOME, view),))


def conference(form: FormDesk) -> Made:
    """Slides in the order chosen, and the learner's own sheet where there are notes and the site is the school's."""
    word = form.desk.words.word
    slides = tuple(form.telling(entry) for entry in form.chosen)
    notes = (
        ()
        if form.desk.public
        else tuple(
            NoteView(number, Link(form.card(entry).title, f"{HOME}#slide-{number}"), entry.notes)
            for number, entry in enumerate(form.chosen, 1)
            if entry.notes
        )
    )
    link = Link(word("form.notes"), NOTES) if notes else None
    pages = [
        FormPage("conference", word("form.conference"), HOME, ConferenceView(form.letter(), slides, _goals(form), link))
    ]
    if notes:
        pages.append(FormPage("notes", word("form.notes"), NOTES, NotesView(notes)))
    return Made(tuple(pages))


def _goals(form: FormDesk) -> tuple[GoalView, ...]:
    return tuple(form.views.goal(goal) for goal in form.desk.learner.goals)
