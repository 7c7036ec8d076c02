"""What waits for an adult: entries that nobody has looked at yet, and those that changed since."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from portfoliogen.model.endorsements import what_changed
from portfoliogen.model.visibility import Visibility

if TYPE_CHECKING:
    from portfoliogen.endorsing.entries import Candidate, OpenEntries
    from portfoliogen.model.endorsements import Endorsement


class Waiting(Struct, frozen=True):
    """An entry that waits. `since` is the statement that no longer holds, `changes` say what is different."""

    candidate: Candidate
    since: Endorsement | None = None
    changes: tuple[str, ...] = ()

    @property
    def reason(self) -> str:
        """Why it waits: new, or changed."""
        return "changed" if self.since else "new"


def waiting(opened: OpenEntries) -> tuple[Waiting, ...]:
    """What waits, by learner: changed entries first, then new ones, each with the newest first.

    Left out are drafts, entries that hold nothing yet, and what a learner keeps private.
    """
    found: list[Waiting] = []
    for one in opened.entries:
        entry = one.entry
        if entry.draft or entry.is_skeleton or entry.visibility is Visibility.PRIVATE:
            continue
        if any(statement.holds for statement in entry.endorsements):
            continue
        if entry.endorsements:
            since = entry.endorsements[0]
            found.append(Waiting(one, since, what_changed(since.parts, entry.parts) if since.parts else ()))
        else:
            found.append(Waiting(one))
    order = {id(one.job): number for number, one in reversed(list(enumerate(opened.entries)))}
    return tuple(sorted(found, key=lambda one: (order[id(one.candidate.job)], one.since is None)))
