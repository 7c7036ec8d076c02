"""What people named in an entry agreed to: how widely they may be published, and pictured."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from msgspec import Struct

from portfoliogen.model.visibility import Visibility
from portfoliogen.text import fold

if TYPE_CHECKING:
    import datetime as dt

    from portfoliogen.model.learner import Learner
    from portfoliogen.model.school import RosterRow, School

Agreed = tuple[Visibility, Visibility]

# Somebody whom the roster does not know can have agreed to nothing that leaves the school.
_UNKNOWN: Agreed = (Visibility.SCHOOL, Visibility.SCHOOL)


class Consents(Struct, frozen=True):
    """What everyone on the roster and the learner agreed to (publish, photo), by the words of their names."""

    people: tuple[tuple[frozenset[str], Agreed], ...]

    def of(self, name: str) -> Agreed:
        """What somebody named agreed to.

        “Ben” may be any Ben on the roster, and “Ben Carter and Ali” are two people: whoever may be meant
        counts, and the narrowest consent holds.
        """
        words = _words(name)
        if not words:
            return _UNKNOWN
        meant = [agreed for names, agreed in self.people if names <= words or words <= names]
        # Of several people in one piece, somebody may not be on the roster.
        if not meant or (_is_list(name) and all(names != words for names, _ in self.people)):
            meant.append(_UNKNOWN)
        return min(publish for publish, _ in meant), min(photo for _, photo in meant)


def consents_of(school: School, learner: Learner, today: dt.date) -> Consents:
    """The consent of all who can be named in this learner's entries."""
    people: list[tuple[frozenset[str], Agreed]] = []
    for row in (*school.roster, *learner.others):
        gone = row.until is not None and row.until < today
        publish = Visibility.PRIVATE if gone else school.publish if row.publish is None else row.publish
        photo = Visibility.PRIVATE if gone else school.photo if row.photo is None else row.photo
        people += [(words, (publish, photo)) for words in _names_of(row)]
    if not any(_words(learner.name) == words for words, _ in people):
        people.append((_words(learner.name), (learner.publish, learner.photo)))
    return Consents(tuple(people))


def _names_of(row: RosterRow) -> set[frozenset[str]]:
    return {words for name in (row.name, row.folder.rpartition("/")[2]) if (words := _words(name))}


def _words(name: str) -> frozenset[str]:
    return frozenset(re.findall(r"[^\W_]+", fold(name))) - {"and", "a", "ac"}


def _is_list(name: str) -> bool:
    return bool(re.search(r"[,&+/]|\b(?:and|with|ac|a)\b", fold(name)))
