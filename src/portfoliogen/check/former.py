"""What adults of a learner's former schools said: folders of statements, each with a note of where it is from.

`import` puts the statements of a leaver's bundle, byte for byte, into `endorsements/former/SCHOOL/LEARNER/`, and
beside them `former.yml`: which school, whose they are here, who the adults were, and who else agreed to what.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from portfoliogen.check.people import check_people
from portfoliogen.check.roster import read_roster
from portfoliogen.diagnostics import Diagnostic, Located
from portfoliogen.diagnostics.rules import endorsements as rules
from portfoliogen.model.documents import Mapping, Scalar, Sequence
from portfoliogen.model.school import Adult, RosterRow
from portfoliogen.text import fold, one_line, slug

if TYPE_CHECKING:
    from collections.abc import Iterable

    from portfoliogen.diagnostics import Position
    from portfoliogen.model.endorsements import Endorsement, EndorsementFile
    from portfoliogen.model.school import School

FORMER_FILE = "former.yml"
FORMER_FOLDER = "endorsements/former"


class Former(Struct, frozen=True):
    """A former school as one learner's statements know it.

    `folder` is where the statements lie. `learner` and `learner_id` say whose they are here, `was` which folder
    was theirs there. `others` are people whom the work names, with what they agreed to there.
    """

    at: Position
    folder: str
    school: str
    learner: str
    learner_id: str = ""
    was: str = ""
    adults: tuple[Adult, ...] = ()
    others: tuple[RosterRow, ...] = ()

    def as_school(self, school: School) -> School:
        """The school as that one: with its name and its adults, who are of it where nobody says otherwise."""
        adults = tuple(
            one if one.provider or one.organisation else replace(one, organisation=self.school) for one in self.adults
        )
        return replace(school, name=self.school, adults=adults)

    def own(self, file: EndorsementFile, school: School) -> EndorsementFile:
        """A file of statements from there, about a learner who is here now."""
        entry = file.entry.removeprefix(f"{self.was}/") if not file.learner and self.was else file.entry
        # A teacher there and one here may share a name, and are two; unless the learner has come back.
        back = fold(self.school) == fold(school.name)
        said = file.endorsements if back else tuple(map(self._apart, file.endorsements))
        return replace(
            file,
            learner=self.learner,
            learner_id=self.learner_id,
            entry=entry,
            endorsements=said,
            former=self.school,
        )

    def _apart(self, one: Endorsement) -> Endorsement:
        return replace(one, adult=f"{slug(self.school)}/{one.adult}")


def read_former(trees: Iterable[Mapping], found: list[Diagnostic]) -> dict[str, Former]:
    """The notes about former schools, by the folder that each speaks of.

    Reports: PG701, and what is wrong with people and consent.
    """
    made = {}
    for tree in trees:
        folder, _, name = tree.at.path.rpartition("/")
        if name == FORMER_FILE and folder.startswith(f"{FORMER_FOLDER}/"):
            made[folder] = _former(tree, folder, found)
    return made


def _former(tree: Mapping, folder: str, found: list[Diagnostic]) -> Former:
    said = {fold(key.text).replace(" ", "_"): value for key, value in reversed(tree.pairs)}

    def text(name: str) -> str:
        value = said.get(name)
        return one_line(value.text)[:200] if isinstance(value, Scalar) else ""

    if not text("school"):
        found.append(
            rules.ENDORSEMENTS_UNREADABLE.at(
                tree.at, name=tree.at.path, reason="it does not say which school it is from (“school:”)"
            )
        )
    people = Mapping(tuple(pair for pair in tree.pairs if fold(pair[0].text) in {"people", "providers"}), tree.at)
    return Former(
        tree.at,
        folder,
        text("school") or folder.split("/")[2],
        text("learner").replace("\\", "/").strip("/"),
        text("learner_id"),
        text("was"),
        check_people(people, found),
        _others(said.get("others"), found),
    )


def _others(tree: object, found: list[Diagnostic]) -> tuple[RosterRow, ...]:
    listed = tree.items if isinstance(tree, Sequence) else ()
    rows = [
        {fold(key.text): Located(value.text, value.at) for key, value in one.pairs if isinstance(value, Scalar)}
        for one in listed
        if isinstance(one, Mapping)
    ]
    columns = {key: cell.at for row in rows for key, cell in row.items()}
    made, told = read_roster(rows, [Located(name, at) for name, at in columns.items()])
    found += told
    return made
