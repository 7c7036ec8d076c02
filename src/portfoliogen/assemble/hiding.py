"""Leaving a thing out so that nothing shows where it was: its place in a text, its date, its path."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from msgspec.structs import replace

from portfoliogen.model.documents import Body, Reference, Role
from portfoliogen.model.learner import DateSource, Span
from portfoliogen.text import slug

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable

    from portfoliogen.model.documents import Piece
    from portfoliogen.model.learner import Entry, Learner


def body_without(body: Body, targets: Collection[str]) -> Body:
    """A body without what leads to some targets: media are gone, the words of a link stand as plain words."""
    if not targets:
        return body
    pieces: list[Piece] = []
    in_hidden_link = False
    for piece in body.pieces:
        if not isinstance(piece, Reference):
            _add(pieces, piece)
        elif piece.role is Role.LINK_END and in_hidden_link:
            in_hidden_link = False
        elif piece.target not in targets:
            pieces.append(piece)
        elif piece.role is Role.LINK:
            in_hidden_link = True
    return replace(body, pieces=tuple(pieces))


def _add(pieces: list[Piece], text: str) -> None:
    """Join a string to one before it; a paragraph that has nothing left in it goes."""
    last = pieces[-1] if pieces else None
    if not isinstance(last, str):
        pieces.append(text)
    elif last.rstrip().endswith("<p>") and text.lstrip().startswith("</p>"):
        pieces[-1] = last.rstrip().removesuffix("<p>") + text.lstrip().removeprefix("</p>").lstrip("\n")
    else:
        pieces[-1] = last + text


def only(learner: Learner, keys: Collection[str]) -> Learner:
    """The learner with some of their entries, in which nothing shows that there are others."""
    entries = tuple(
        replace(
            entry,
            body=body_without(entry.body, {target for target, key in entry.links if key not in keys}),
            links=tuple((target, key) for target, key in entry.links if key in keys),
            follows=entry.follows if entry.follows in keys else "",
            revisits=entry.revisits if entry.revisits in keys else "",
        )
        for entry in learner.entries
        if entry.key in keys
    )
    about = replace(
        learner.about,
        body=body_without(learner.about.body, {target for target, key in learner.about.links if key not in keys}),
        links=tuple((target, key) for target, key in learner.about.links if key in keys),
        highlights=tuple((key, at) for key, at in learner.about.highlights if key in keys),
    )
    return replace(
        learner,
        entries=entries,
        about=about,
        goals=tuple(replace(goal, entries=tuple(key for key in goal.entries if key in keys)) for goal in learner.goals),
        letter=body_without(learner.letter, {target for target, key in learner.letter_links if key not in keys}),
        letter_links=tuple((target, key) for target, key in learner.letter_links if key in keys),
    )


def dated_by_media(entry: Entry) -> Entry:
    """An entry whose date came from its media, dated by those that are left."""
    if entry.date_from is not DateSource.MEDIA:
        return entry
    days = sorted(dt.date.fromisoformat(item.facts.captured) for item in entry.media if item.facts.captured)
    return replace(entry, date=Span(days[0], days[0]) if days else None)


def renamed(learner: Learner, rename: Callable[[str], str]) -> Learner:
    """The learner with entries and goals under other keys, since addresses are made from them."""
    keys = _unique((entry.key for entry in learner.entries), rename)
    goal_keys = _unique((goal.key for goal in learner.goals), lambda key: slug(rename(key)))
    return replace(
        learner,
        entries=tuple(
            replace(
                entry,
                key=keys[entry.key],
                follows=keys.get(entry.follows, ""),
                revisits=keys.get(entry.revisits, ""),
                links=tuple((target, keys[key]) for target, key in entry.links),
            )
            for entry in learner.entries
        ),
        goals=tuple(
            replace(goal, key=goal_keys[goal.key], entries=tuple(keys[key] for key in goal.entries))
            for goal in learner.goals
        ),
        about=replace(
            learner.about,
            highlights=tuple((keys[key], at) for key, at in learner.about.highlights),
            links=tuple((target, keys[key]) for target, key in learner.about.links),
        ),
        letter_links=tuple((target, keys[key]) for target, key in learner.letter_links),
    )


def _unique(keys: Iterable[str], rename: Callable[[str], str]) -> dict[str, str]:
    made: dict[str, str] = {}
    taken: set[str] = set()
    for key in dict.fromkeys(keys):
        name, number = rename(key), 2
        base = name
        while name in taken:
            name, number = f"{base} {number}", number + 1
        taken.add(name)
        made[key] = name
    return made
