"""Which of the entries that an audience sees a form is about, in which order."""

from __future__ import annotations

from typing import TYPE_CHECKING

from portfoliogen.form_data import benchmarks

if TYPE_CHECKING:
    from collections.abc import Callable

    from portfoliogen.model.learner import Entry, Learner
    from portfoliogen.model.school import Audience

PLACEMENT = "placement"


def chosen_for(learner: Learner, audience: Audience) -> tuple[Entry, ...]:
    """The entries of a form; `learner` holds what the audience may see, and nothing more is ever chosen."""
    choose = _CHOICES.get(audience.form)
    return learner.entries if choose is None else choose(learner, audience)


def highlighted(learner: Learner, audience: Audience) -> tuple[Entry, ...]:
    """The list of the audience or the learner's highlights, in their order; else the newest entries."""
    by_key = {entry.key: entry for entry in learner.entries}
    keys = [key for key, _ in dict.fromkeys(learner.about.highlights) if key in by_key]
    listed = audience.select is not None and audience.select.is_list
    if not keys:
        return learner.entries[: audience.highlights]
    return tuple(by_key[key] for key in (keys if listed else keys[: audience.highlights]))


def placements(learner: Learner, _audience: Audience) -> tuple[Entry, ...]:
    """All placements, the newest first."""
    return tuple(entry for entry in learner.entries if entry.kind == PLACEMENT)


def encounters(learner: Learner, _audience: Audience) -> tuple[Entry, ...]:
    """All that belongs to a benchmark that learners log."""
    return tuple(entry for entry in learner.entries if benchmarks_of(entry))


def benchmarks_of(entry: Entry) -> tuple[int, ...]:
    """The benchmarks that an entry belongs to: by its kind, and by those that it names as skills."""
    named = {claim.skill for claim in entry.skills} | {proof.skill for proof in entry.proofs}
    return tuple(one.number for one in benchmarks() if entry.kind in one.kinds or one.skill in named)


def _letter(learner: Learner, audience: Audience) -> tuple[Entry, ...]:
    # A letter home tells what is new; who wants another choice lists it.
    if audience.select is not None and audience.select.is_list:
        return highlighted(learner, audience)
    return learner.entries[: audience.highlights]


def _showcase(learner: Learner, audience: Audience) -> tuple[Entry, ...]:
    return tuple(dict.fromkeys((*highlighted(learner, audience), *placements(learner, audience))))


def _mapped(learner: Learner, _audience: Audience) -> tuple[Entry, ...]:
    return tuple(entry for entry in learner.entries if entry.skills or entry.proofs)


_CHOICES: dict[str, Callable[[Learner, Audience], tuple[Entry, ...]]] = {
    "letter": _letter,
    "conference": highlighted,
    "showcase": _showcase,
    "placements": placements,
    "careers": encounters,
    "annex": _mapped,
}
