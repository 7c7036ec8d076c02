"""The record of one A4 page: who, highlights, skills with what stands behind them, qualifications, who vouches."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from portfoliogen.assemble.evidence import skill_pages
from portfoliogen.assemble.forms.choice import highlighted
from portfoliogen.assemble.forms.shared import HOME, FormPage, Made
from portfoliogen.text import shortened
from portfoliogen.views.forms import Code, RecordView

if TYPE_CHECKING:
    from portfoliogen.assemble.forms.shared import FormDesk
    from portfoliogen.views.pages import SkillCard
    from portfoliogen.views.parts import EntryCard

# What fits on a page of A4 with room to breathe; a browser test prints the fullest one.
ABOUT_SIGNS = 330
HIGHLIGHTS = 6
SUMMARY_SIGNS = 105
TITLE_SIGNS = 64
SKILLS = 10
QUALIFICATIONS = 6
VOUCHERS = 6
INDEX = 27
INDEX_SKILLS = 4
ROOM = ((47, "roomy"), (61, "easy"), (70, "close"))
"""Up to how many lines of small print a page is set how; what has more is packed."""


def record(form: FormDesk) -> Made:
    """The record; the evidence index has a page of its own, where the audience asks for it."""
    desk = form.desk
    skills = [view.card for view in skill_pages(desk).values()]
    qualifications, vouchers = form.views.qualifications(), form.views.vouchers()
    index = tuple(replace(_short(card), skills=card.skills[:INDEX_SKILLS]) for card in form.cards()[:INDEX])
    highlights = highlighted(desk.learner, desk.audience)
    view = RecordView(
        about=shortened(" ".join(desk.learner.about.body.first_paragraph.split()), ABOUT_SIGNS),
        highlights=tuple(_short(form.card(entry)) for entry in highlights[:HIGHLIGHTS]),
        skills=tuple(sorted(skills, key=_most_seen)[:SKILLS]),
        qualifications=tuple(
            replace(one, name=shortened(one.name, TITLE_SIGNS), body=shortened(one.body, 40))
            for one in qualifications[:QUALIFICATIONS]
        ),
        vouchers=vouchers[:VOUCHERS],
        address=form.address,
        code=code_of(form.address),
        index=index if desk.audience.shows("index") else (),
        more=len(skills) > SKILLS
        or len(qualifications) > QUALIFICATIONS
        or len(vouchers) > VOUCHERS
        or len(form.chosen) > INDEX,
        letter=form.letter(),
    )
    lines = _lines(view)
    view = replace(view, room=next((room for most, room in ROOM if lines <= most), "packed"))
    return Made((FormPage("record", desk.words.word("form.record"), HOME, view),))


def _lines(view: RecordView) -> float:
    """About how many lines of small print the page has: two columns of 58 signs below a text of 120."""

    def wrapped(signs: int, width: int = 58) -> int:
        return -(-signs // width)

    highlights = [
        0.5 + wrapped(len(one.title) + 14, 48) + wrapped(len(one.summary)) + (1 if one.level.key == "self" else 2)
        for one in view.highlights
    ]
    columns = (
        highlights,
        [3.0 if one.standing.entries > 1 else 2.2 for one in view.skills],
        [float(wrapped(len(one.name) + len(one.body) + 30, 50)) for one in view.qualifications],
        [float(wrapped(len(one.name) + len(one.role) + 24, 50)) for one in view.vouchers],
    )
    parts = [2.2 + (sum(one) + max(one)) / 2 for one in columns if one]
    return 9 + wrapped(len(view.about), 120) + sum(parts) + (2 if view.address else 0)


def _short(card: EntryCard) -> EntryCard:
    return replace(card, title=shortened(card.title, TITLE_SIGNS), summary=shortened(card.summary, SUMMARY_SIGNS))


def _most_seen(card: SkillCard) -> int:
    # Where not all fit, those come first that have been seen in most places; the framework's order decides the rest.
    return -len(card.standing.contexts)


def code_of(address: str) -> Code | None:
    """An address as a QR code; None where there is no address, or nothing to make codes with."""
    if not address:
        return None
    try:
        import segno  # noqa: PLC0415 - only where somebody said where the sites go
    except ImportError:
        return None
    rows = [bytes(row) for row in segno.make(address, error="m", micro=False).matrix]
    path = "".join(f"M{x} {y}h1v1h-1z" for y, row in enumerate(rows) for x, dark in enumerate(row) if dark)
    return Code(path, len(rows))
