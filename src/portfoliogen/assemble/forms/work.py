"""For work and further study: the showcase, placements, and the log of encounters."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

from portfoliogen.assemble.evidence import skill_groups, skill_pages
from portfoliogen.assemble.forms.choice import PLACEMENT, benchmarks_of, highlighted
from portfoliogen.assemble.forms.shared import HOME, FormPage, Made
from portfoliogen.form_data import benchmarks
from portfoliogen.model.site import OutputFile
from portfoliogen.text import fold
from portfoliogen.views.forms import (
    BenchmarkView,
    CareersView,
    EncounterView,
    PlacementsView,
    PlacementView,
    ShowcaseView,
)

if TYPE_CHECKING:
    from portfoliogen.assemble.forms.shared import FormDesk
    from portfoliogen.model.learner import Entry

CAREERS_FILE = "careers.csv"
_COLUMNS = ("number", "benchmark", "title", "date", "kind", "who", "next")
_EMPLOYER = frozenset({"employer", "organisation", "company", "cyflogwr"})


def showcase(form: FormDesk) -> Made:
    """Highlights, placements, and what stands behind them."""
    learner = form.desk.learner
    view = ShowcaseView(
        form.letter(),
        tuple(form.card(entry) for entry in highlighted(learner, form.desk.audience) if entry.kind != PLACEMENT),
        _placements(form),
        skill_groups(skill_pages(form.desk)),
        form.views.qualifications(),
        form.views.vouchers(),
    )
    return Made((FormPage("showcase", form.desk.words.word("form.showcase"), HOME, view),))


def placements(form: FormDesk) -> Made:
    """Every placement as a record of its own."""
    view = PlacementsView(form.letter(), _placements(form))
    return Made((FormPage("placements", form.desk.words.word("form.placements"), HOME, view),))


def careers(form: FormDesk) -> Made:
    """Encounters by benchmark, on a page and as a table to take away."""
    rows = [
        (one.number, one.name_in(form.desk.words.language), [e for e in form.chosen if one.number in benchmarks_of(e)])
        for one in benchmarks()
    ]
    groups = tuple(
        BenchmarkView(
            number,
            name,
            tuple(EncounterView(form.card(entry), with_whom(entry), entry.next) for entry in entries),
        )
        for number, name, entries in rows
        if entries
    )
    table = [(str(number), name, entry) for number, name, entries in rows for entry in entries]
    files = (OutputFile(CAREERS_FILE, _table(form, table)),) if table else ()
    view = CareersView(form.letter(), groups, CAREERS_FILE if table else "")
    return Made((FormPage("careers", form.desk.words.word("form.careers"), HOME, view),), files)


def with_whom(entry: Entry) -> str:
    """The employer, college or adviser, as far as the entry says."""
    return next((text for label, text in entry.extra if fold(label) in _EMPLOYER), "") or entry.provider


def _placements(form: FormDesk) -> tuple[PlacementView, ...]:
    made = []
    for entry in form.desk.learner.entries:
        if entry.kind == PLACEMENT:
            view = form.entry_views[entry.key]
            said = form.said(entry)
            made.append(PlacementView(view.card, with_whom(entry), view.hours, view.stages, said, view.next))
    return tuple(made)


def _table(form: FormDesk, rows: list[tuple[str, str, Entry]]) -> bytes:
    """The log as CSV, with the mark by which a spreadsheet knows UTF-8, and no cell that it takes for a formula."""
    word = form.desk.words.word
    out = io.StringIO(newline="")
    table = csv.writer(out)
    table.writerow([word(f"form.column-{name}") for name in _COLUMNS])
    for number, name, entry in rows:
        card = form.card(entry)
        cells = (number, name, card.title, card.date.iso, card.kind, with_whom(entry), entry.next)
        table.writerow([_cell(one) for one in cells])
    return out.getvalue().encode("utf-8-sig")


def _cell(text: str) -> str:
    return f"'{text}" if text.startswith(("=", "+", "-", "@", "\t", "\r")) else text
