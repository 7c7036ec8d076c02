"""Who may see what: the one place where it is decided.

What does not pass here leaves no trace in a profile, since later stages never meet it.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from portfoliogen.model.school import Visibility
from portfoliogen.model.sources import MediaKind
from portfoliogen.text import fold

if TYPE_CHECKING:
    import datetime as dt

    from portfoliogen.model.school import About, Audience, Entry, Goal, Learner, MediaItem, School, Stage

_SHOWS_PEOPLE = frozenset({MediaKind.PICTURE, MediaKind.FILM})


def seen_by(learner: Learner, audience: Audience, school: School, today: dt.date) -> Learner | None:
    """The learner as an audience may see them, or None where this audience gets no profile.

    Left out is whatever is narrower than the audience: by its own visibility, by the learner's consent, by
    the consent of those pictured, by an embargo, or because it is a draft or nothing yet.
    """
    publish = Visibility.PRIVATE if learner.until is not None and learner.until < today else learner.publish
    if publish < audience.visibility:
        return None
    consents = _consents(school, today)
    entries = tuple(
        _entry(entry, learner, audience, consents) for entry in learner.entries
        if _may_see(entry, audience, consents, today))
    keys = {entry.key for entry in entries}
    entries = tuple(_without_hidden(entry, keys) for entry in entries)
    goals = tuple(_goal(goal, keys) for goal in learner.goals if _may_see_goal(goal, audience))
    titles = {goal.title for goal in goals}
    entries = tuple(replace(entry, goals=tuple(one for one in entry.goals if one in titles)) for entry in entries)
    return replace(learner, name=shown_name(learner, audience), about=_about(learner, audience, consents, keys),
                   entries=entries, goals=goals)


def shown_name(learner: Learner, audience: Audience) -> str:
    """The name as consent allows it: full, first, or initials. The school site has full names."""
    if audience.visibility < Visibility.PUBLIC or learner.shown_as == "full":
        return learner.name
    words = learner.name.split()
    if learner.shown_as == "first":
        return words[0] if words else learner.name
    return " ".join(f"{word[0].upper()}." for word in words) or learner.name


def _consents(school: School, today: dt.date) -> dict[str, tuple[Visibility, Visibility]]:
    """What everyone on the roster agreed to: publish and photo, by folded name."""
    made = {}
    for row in school.roster:
        gone = row.until is not None and row.until < today
        publish = Visibility.PRIVATE if gone else school.publish if row.publish is None else row.publish
        photo = Visibility.PRIVATE if gone else school.photo if row.photo is None else row.photo
        for name in filter(None, (row.name, row.folder.rpartition("/")[2])):
            made[fold(name)] = (publish, photo)
    return made


def _may_see(entry: Entry, audience: Audience, consents: dict[str, tuple[Visibility, Visibility]],
             today: dt.date) -> bool:
    if entry.draft or entry.visibility < audience.visibility or entry.is_skeleton:
        return False
    public = audience.visibility is Visibility.PUBLIC
    if public and entry.embargo_until is not None and today < entry.embargo_until:
        return False
    return all(_agreed(name, audience, consents)[0] for name in entry.people)


def _agreed(name: str, audience: Audience, consents: dict[str, tuple[Visibility, Visibility]]) -> tuple[bool, bool]:
    """Whether somebody named agreed to be published, and to be pictured, as widely as this audience."""
    # Somebody whom the roster doesn't know can have agreed to nothing that leaves the school.
    unknown = (Visibility.SCHOOL, Visibility.SCHOOL)
    publish, photo = consents.get(fold(name), unknown)
    return publish >= audience.visibility, photo >= audience.visibility


def _may_show(item: MediaItem, learner: Learner, audience: Audience,
              consents: dict[str, tuple[Visibility, Visibility]]) -> bool:
    if item.visibility is not None and item.visibility < audience.visibility:
        return False
    if item.facts.kind in _SHOWS_PEOPLE and learner.photo < audience.visibility:
        return False
    return all(all(_agreed(name, audience, consents)) for name in item.people)


def _entry(entry: Entry, learner: Learner, audience: Audience,
           consents: dict[str, tuple[Visibility, Visibility]]) -> Entry:
    public = audience.visibility is Visibility.PUBLIC
    pictured = all(_agreed(name, audience, consents)[1] for name in entry.people)
    media = tuple(item for item in entry.media if _may_show(item, learner, audience, consents)
                  and (pictured or item.facts.kind not in _SHOWS_PEOPLE))
    paths = {item.source.path for item in media}
    qualification = entry.qualification
    if qualification is not None and not audience.shows("grades"):
        qualification = replace(qualification, grade="")
    return replace(
        entry, media=media, qualification=qualification,
        cover=entry.cover if entry.cover in paths else "",
        files=tuple((target, path) for target, path in entry.files if path in paths),
        stages=tuple(_stage(stage, paths) for stage in entry.stages),
        # Other people's names never leave the school by way of a learner's entry.
        with_=() if public else entry.with_, people=() if public else entry.people)


def _stage(stage: Stage, paths: set[str]) -> Stage:
    return replace(stage, media=tuple(path for path in stage.media if path in paths))


def _without_hidden(entry: Entry, keys: set[str]) -> Entry:
    return replace(
        entry, links=tuple((target, key) for target, key in entry.links if key in keys),
        follows=entry.follows if entry.follows in keys else "", revisits=entry.revisits if entry.revisits in keys else "")


def _may_see_goal(goal: Goal, audience: Audience) -> bool:
    if goal.visibility is Visibility.PRIVATE:
        return False
    if audience.visibility is Visibility.PUBLIC:
        return goal.shared
    return goal.shared or audience.shows("goals")


def _goal(goal: Goal, keys: set[str]) -> Goal:
    return replace(goal, entries=tuple(key for key in goal.entries if key in keys))


def _about(learner: Learner, audience: Audience, consents: dict[str, tuple[Visibility, Visibility]],
           keys: set[str]) -> About:
    about = learner.about
    media = tuple(item for item in about.media if _may_show(item, learner, audience, consents))
    paths = {item.source.path for item in media}
    # A face beside a name stays in the school unless the school says otherwise (SAFETY: portraits).
    portraits = audience.visibility < Visibility.PUBLIC or audience.shows("portrait")
    keep = about.portrait is not None and portraits and about.portrait.source.path in paths
    intro = about.intro if about.intro is not None and about.intro.source.path in paths else None
    hidden = about.portrait.source.path if about.portrait is not None and not keep else ""
    return replace(
        about, portrait=about.portrait if keep else None, intro=intro,
        media=tuple(item for item in media if item.source.path != hidden),
        files=tuple((target, path) for target, path in about.files if path in paths and path != hidden),
        links=tuple((target, key) for target, key in about.links if key in keys),
        highlights=tuple((key, at) for key, at in about.highlights if key in keys))
