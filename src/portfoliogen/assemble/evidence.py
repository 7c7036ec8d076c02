"""What stands behind a strand or a skill: entries, contexts, modes, adults, dates. Never a score."""

from __future__ import annotations

from typing import TYPE_CHECKING

from portfoliogen.assemble.endorsed import adults_behind
from portfoliogen.views.pages import (
    ElementView,
    Evidence,
    Growth,
    ModeGroup,
    SkillCard,
    SkillGroup,
    SkillsView,
    SkillView,
    Standing,
    StatementView,
    StrandCard,
    StrandView,
)
from portfoliogen.views.parts import DateView, Link

if TYPE_CHECKING:
    from portfoliogen.assemble.cards import Desk
    from portfoliogen.model.framework import Skill, Strand
    from portfoliogen.model.learner import Entry, SkillClaim, Span

NEWEST_ON_HOME = 3


def standing(desk: Desk, entries: list[Entry], skill: str) -> Standing:
    """The facts behind a skill; ten copies of one entry add no context and no mode."""
    dated = sorted((entry for entry in entries if entry.date), key=lambda one: one.date)  # type: ignore[arg-type, return-value]
    adults = {name for entry in entries for name in adults_behind(entry, skill)}
    modes = {mode for entry in entries for mode in entry.modes}
    return Standing(
        entries=len(entries),
        contexts=tuple(sorted({desk.context(entry) for entry in entries})),
        modes=tuple(name for key, name in desk.mode_names.items() if key in modes),
        adults=tuple(sorted(adults)),
        first=desk.date(dated[0].date) if dated else DateView(),
        last=desk.date(dated[-1].date) if dated else DateView(),
    )


def skill_pages(desk: Desk) -> dict[str, SkillView]:
    """A view for each skill that an entry shows, in the framework's order."""
    claims: dict[str, list[tuple[Entry, SkillClaim]]] = {}
    for entry in desk.learner.entries:
        for claim in entry.skills:
            claims.setdefault(claim.skill, []).append((entry, claim))
    return {
        skill.key: _skill(desk, skill, claims[skill.key])
        for skill in desk.school.framework.skills
        if skill.key in claims
    }


def _skill(desk: Desk, skill: Skill, claims: list[tuple[Entry, SkillClaim]]) -> SkillView:
    stepped = sorted(
        ((entry.date, claim.step) for entry, claim in claims if claim.step is not None and entry.date is not None),
        key=lambda one: one[0],
    )
    then, now = (stepped[0][1], stepped[-1][1]) if stepped else (None, None)
    quote = next((claim.how for _, claim in claims if claim.how), "")
    link = desk.skill_links[skill.key]
    card = SkillCard(
        link,
        skill.key,
        standing(desk, [entry for entry, _ in claims], skill.key),
        skill.gloss,
        # A step back is not growth to show: a harder task often looks like one.
        then=desk.step(skill.key, then) if then is not None and now is not None and then < now else "",
        now=desk.step(skill.key, now),
        quote=quote,
        growth=_growth(desk, skill, stepped),
    )
    groups: dict[str, list[Evidence]] = {}
    for entry, claim in claims:
        mode = entry.modes[0] if entry.modes else ""
        groups.setdefault(mode, []).append(
            Evidence(desk.cards[entry.key], claim.how, desk.step(skill.key, claim.step), claim.by_staff)
        )
    order = [*desk.mode_names, ""]
    source = desk.school.framework.publisher
    return SkillView(
        card,
        skill.nature,
        skill.group,
        _source_link(skill, source),
        tuple(ModeGroup(desk.mode_names.get(mode, ""), tuple(groups[mode])) for mode in order if mode in groups),
    )


def _growth(desk: Desk, skill: Skill, stepped: list[tuple[Span, int]]) -> Growth | None:
    """The first and the newest step on the skill's scale, for a picture; None where no entry says a step."""
    if not stepped:
        return None
    (then_date, then), (now_date, now) = stepped[0], stepped[-1]
    if skill.levels:
        lowest, highest = 1, len(skill.levels)
    else:
        lowest, highest = skill.first_step, skill.last_step
    grown = then < now
    return Growth(
        lowest,
        highest,
        then if grown else None,
        now,
        desk.date(then_date) if grown else DateView(),
        desk.date(now_date),
    )


def skills_view(desk: Desk, views: dict[str, SkillView]) -> SkillsView:
    """What shows what: the skills, and every entry that shows one."""
    shown = tuple(desk.cards[entry.key] for entry in desk.learner.entries if entry.skills)
    return SkillsView(skill_groups(views), shown)


def _source_link(skill: Skill, publisher: str) -> Link:
    return Link(publisher if skill.link else "", skill.link)


def skill_groups(views: dict[str, SkillView]) -> tuple[SkillGroup, ...]:
    """The skills of the home page by group, each group in the framework's order."""
    groups: dict[tuple[str, str], list[SkillCard]] = {}
    for view in views.values():
        groups.setdefault((view.group, view.nature), []).append(view.card)
    return tuple(SkillGroup(name, nature, tuple(cards)) for (name, nature), cards in groups.items())


def strand_pages(desk: Desk) -> dict[str, StrandView]:
    """A view for each strand that holds something, in the framework's order; an empty one has no page."""
    made = {}
    for strand in desk.school.framework.strands:
        entries = [entry for entry in desk.learner.entries if strand.key in entry.strands]
        elements = _elements(desk, strand)
        if entries or elements:
            made[strand.key] = _strand(desk, strand, entries, elements)
    return made


def _strand(desk: Desk, strand: Strand, entries: list[Entry], elements: tuple[ElementView, ...]) -> StrandView:
    cards = tuple(desk.cards[entry.key] for entry in entries)
    card = StrandCard(
        desk.strand_links[strand.key], strand.key, strand.number, strand.gloss, cards[:NEWEST_ON_HOME], strand.colour
    )
    # An entry that stands under a part of the strand is not listed a second time.
    grouped = {one.path for element in elements for one in element.entries}
    return StrandView(card, elements, tuple(one for one in cards if one.path not in grouped))


def _elements(desk: Desk, strand: Strand) -> tuple[ElementView, ...]:
    made = []
    for element in strand.elements:
        statements = tuple(
            StatementView(
                element.name_in(desk.words.language),
                desk.words.word(f"statement.{one.level}"),
                "" if desk.public else one.by,
                desk.date(one.date),
            )
            for one in desk.learner.about.statements
            if one.element == element.key
        )
        entries = tuple(desk.cards[entry.key] for entry in desk.learner.entries if element.key in entry.elements)
        if statements or entries:
            made.append(ElementView(element.name_in(desk.words.language), statements, entries))
    return tuple(made)
