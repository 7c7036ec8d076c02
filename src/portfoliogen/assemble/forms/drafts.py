"""For applying and being asked: the organiser of an application, and the interview pack; never public."""

from __future__ import annotations

from typing import TYPE_CHECKING

from portfoliogen.assemble.evidence import skill_groups, skill_pages
from portfoliogen.assemble.forms.shared import HOME, FormPage, Made
from portfoliogen.diagnostics.rules import links as rules
from portfoliogen.form_data import application as known_application
from portfoliogen.model.site import OutputFile
from portfoliogen.sections import cut, plain_text, targets, without_pointers
from portfoliogen.views.forms import ApplicationView, AskedView, InterviewView, PairView, QuestionView

if TYPE_CHECKING:
    from portfoliogen.assemble.forms.shared import FormDesk
    from portfoliogen.model.documents import Body

DRAFT_FILE = "application.txt"


def application(form: FormDesk) -> Made:
    """The questions, each with its draft and entries; characters counted as the form counts them."""
    desk, known = form.desk, known_application()
    language = desk.words.language
    first, sections = cut(desk.learner.letter)
    bodies: dict[int, list[Body]] = {}
    found = []
    for section in sections:
        question = known.question(section.heading)
        if question is not None:
            bodies.setdefault(question.number, []).append(section.body)
        else:
            choices = "; ".join(f"{one.number} {one.text}" for one in known.questions)
            found.append(rules.QUESTION_UNKNOWN.at(form.at, found=section.heading[:80], choices=choices))
    questions = []
    for one in known.questions:
        drafts = bodies.get(one.number, [])
        draft = "\n\n".join(filter(None, map(plain_text, drafts)))
        entries = form.linked(tuple(target for body in drafts for target in targets(body)))
        questions.append(
            QuestionView(one.number, one.text_in(language), draft, len(draft), len(draft) >= known.least, entries)
        )
    used = {card.path for one in questions for card in one.entries}
    length = sum(one.length for one in questions)
    text = "\n\n\n".join(f"{one.number}. {one.text}\n\n{one.draft}" for one in questions if one.draft)
    files = (OutputFile(DRAFT_FILE, f"{text}\n".encode()),) if text else ()
    view = ApplicationView(
        form.prose(first),
        known.name_in(language),
        tuple(questions),
        length,
        known.limit,
        known.least,
        max(0, length - known.limit),
        DRAFT_FILE if text else "",
        tuple(card for card in form.cards() if card.path not in used),
    )
    return Made((FormPage("application", known.name_in(language), HOME, view),), files, tuple(found))


def interview(form: FormDesk) -> Made:
    """Questions with what to say and what to show, and what was learnt beside what was done with it."""
    desk = form.desk
    first, sections = cut(desk.learner.letter)
    asked = tuple(
        AskedView(one.heading, form.prose(without_pointers(one.body)), form.linked(targets(one.body)))
        for one in sections
    )
    pairs = tuple(
        PairView(desk.cards[entry.follows], form.card(entry)) for entry in form.chosen if entry.follows in desk.cards
    )
    view = InterviewView(form.prose(first), asked, pairs, skill_groups(skill_pages(desk)))
    return Made((FormPage("interview", desk.words.word("form.interview"), HOME, view),))
