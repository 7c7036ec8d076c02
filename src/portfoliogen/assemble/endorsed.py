"""What adults said of an entry, as one audience may read it, and as its pages show it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from portfoliogen.model.endorsements import Level, guard_for, hides_name
from portfoliogen.model.visibility import Visibility
from portfoliogen.text import fold
from portfoliogen.views.parts import LevelView, SkillTag

if TYPE_CHECKING:
    from portfoliogen.assemble.cards import Desk
    from portfoliogen.model.endorsements import Endorsement, Guard
    from portfoliogen.model.learner import Entry, Learner
    from portfoliogen.model.school import Audience, School

SELF = LevelView("self")


def seen_endorsements(entry: Entry, learner: Learner, audience: Audience, school: School) -> tuple[Endorsement, ...]:
    """The statements about an entry as an audience may know them; `audience.py` asks.

    Outside the school an adult without consent is their role alone, and words that name somebody who may
    not be named are left out. Of a statement about an earlier version only level and date are left.
    """
    if not entry.endorsements:
        return ()
    seen = tuple(one if one.holds else _outdated(one) for one in entry.endorsements)
    if audience.visibility < Visibility.PUBLIC:
        return seen
    guard = guard_for(learner, school)
    return tuple(_in_public(one, guard) for one in seen)


def _outdated(one: Endorsement) -> Endorsement:
    return replace(one, statement="", next="", skills=())


def _in_public(one: Endorsement, guard: Guard) -> Endorsement:
    if not guard.lets_pass(one):
        one = replace(one, statement="", next="")
    if one.named:
        return one
    # A firm that bears its owner's name gives the name away.
    keep = not hides_name(f"{one.organisation} {one.link}", one.name)
    role = "" if hides_name(one.role, one.name) else one.role
    return replace(
        one,
        name="",
        adult=role,
        role=role,
        organisation=one.organisation if keep else "",
        link=one.link if keep else "",
        id="",
        request="",
    )


def level_of(desk: Desk, entry: Entry) -> LevelView:
    """What stands behind an entry: the highest level that holds, else that it has changed, else the learner."""
    return level_view(desk, entry.endorsements[0]) if entry.endorsements else SELF


def level_view(desk: Desk, one: Endorsement) -> LevelView:
    """A statement as pages show it."""
    date = desk.words.date(one.date)
    if not one.holds:
        return LevelView("changed", date=date, was=one.level.word)
    organisation = "" if fold(one.organisation) in {"", fold(desk.school.name), fold(one.name)} else one.organisation
    who, role = (one.name, one.role) if one.name else (one.role, "")
    if not who and organisation:
        who, organisation = organisation, ""
    skills = tuple(SkillTag(desk.skill_links[key], desk.step(key, step)) for key, step in one.skills)
    return LevelView(
        one.level.word,
        who,
        role,
        date,
        one.statement,
        organisation,
        one.link if one.level is Level.VALIDATED else "",
        one.next,
        skills,
    )


def holding(entry: Entry) -> tuple[Endorsement, ...]:
    """The statements about an entry that still hold."""
    return tuple(one for one in entry.endorsements if one.holds)


def adults_behind(entry: Entry, skill: str) -> set[str]:
    """Who stands behind an entry as evidence of a skill; whoever named skills stands behind those alone."""
    return {
        one.name or one.role or one.organisation
        for one in holding(entry)
        if not one.skills or skill in dict(one.skills)
    } - {""}
