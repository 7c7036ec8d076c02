"""The mapping annex: item of a framework → entry → second of a film, or page of a document."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from portfoliogen.assemble.forms.shared import HOME, FormPage, Made
from portfoliogen.diagnostics.rules import links as rules
from portfoliogen.moments import moment_in
from portfoliogen.views.forms import AnnexGroup, AnnexItem, AnnexMark, AnnexView
from portfoliogen.views.parts import Anchor, Prose

if TYPE_CHECKING:
    from portfoliogen.assemble.forms.shared import FormDesk
    from portfoliogen.model.framework import Skill
    from portfoliogen.model.learner import Entry, Proof

ITEMS_TOLD = 12


def annex(form: FormDesk) -> Made:
    """Each item with what shows it; the items that nothing shows yet are told to the learner alone."""
    desk = form.desk
    select = desk.audience.select
    skills = [
        one for one in desk.school.framework.skills if select is None or not select.skills or one.key in select.skills
    ]
    marks = {one.key: _marks(form, one) for one in skills}
    groups: dict[str, list[AnnexItem]] = {}
    for one in skills:
        if marks[one.key]:
            name = one.group or desk.words.word(f"nature.{one.nature}")
            groups.setdefault(name, []).append(AnnexItem(one.key, one.name_in(desk.words.language), marks[one.key]))
    view = AnnexView(
        form.letter(), tuple(AnnexGroup(name, tuple(items)) for name, items in groups.items()), form.views.vouchers()
    )
    open_items = [one for one in skills if not marks[one.key]]
    found = (
        ()
        if not open_items
        else (
            rules.ITEMS_UNMAPPED.at(
                form.at, items=_listed(open_items), name=desk.audience.key, example=open_items[0].key
            ),
        )
    )
    return Made((FormPage("annex", desk.words.word("form.annex"), HOME, view),), (), found)


def _marks(form: FormDesk, skill: Skill) -> tuple[AnnexMark, ...]:
    made: list[AnnexMark] = []
    for entry in form.chosen:
        proofs = [one for one in entry.proofs if one.skill == skill.key]
        if proofs:
            made += (AnnexMark(form.card(entry), _place(form, entry, one)) for one in proofs)
        elif any(claim.skill == skill.key for claim in entry.skills):
            made.append(AnnexMark(form.card(entry)))
    return tuple(dict.fromkeys(made))


def _place(form: FormDesk, entry: Entry, proof: Proof) -> Prose | None:
    """A link to the second or page that a proof names: “talk.mp4 at 02:10”, “report.pdf, page 4”."""
    item = next((one for one in entry.media if one.source.path == proof.source), None)
    if item is None:
        return None
    word = form.desk.words.word
    use = form.desk.use(item)
    moment = moment_in(f"#{proof.moment}", use.kind) if proof.moment else None
    name = item.source.name
    label = (
        name
        if moment is None
        else word("form.at-time", name=name, time=moment.clock)
        if moment.clock
        else word("form.at-page", name=name, page=moment.page)
    )
    return Prose((Anchor(media=use.key, moment=moment.fragment if moment else ""), escape(label), Anchor(end=True)))


def _listed(skills: list[Skill]) -> str:
    names = [f"“{one.name}”" for one in skills[:ITEMS_TOLD]]
    more = len(skills) - len(names)
    return f"{', '.join(names)} and {more} more" if more else ", ".join(names)
