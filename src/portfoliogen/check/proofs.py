"""Where in an entry something is to be seen, and what its writer means to say about it aloud."""

from __future__ import annotations

from typing import TYPE_CHECKING

from portfoliogen.check.media import missing
from portfoliogen.diagnostics.rules import links as rules
from portfoliogen.model.documents import Mapping, Scalar, Sequence
from portfoliogen.model.learner import Proof
from portfoliogen.moments import moment_in
from portfoliogen.text import one_line

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Mapping as AbstractMapping

    from portfoliogen.check.places import Places
    from portfoliogen.check.values import Fields
    from portfoliogen.check.vocabulary import Vocabulary
    from portfoliogen.diagnostics import Diagnostic
    from portfoliogen.model.documents import Tree

MAX_LINES = 40


def read_notes(fields: Fields) -> tuple[str, ...]:
    """What to say when showing the entry, line by line; only a conference that is not public ever shows it."""
    tree = fields.tree_of("notes")
    items = tree.items if isinstance(tree, Sequence) else (tree,)
    written = [line for item in items if isinstance(item, Scalar) for line in item.text.splitlines()]
    plain = (one_line(line.strip().lstrip("-*•").strip()) for line in written)
    return tuple(line for line in plain if line)[:MAX_LINES]


def read_proofs(
    fields: Fields, vocabulary: Vocabulary, places: Places, folder: str, kinds: AbstractMapping[str, str]
) -> tuple[Proof, ...]:
    """`evidence: {S4: talk.mp4#2:10, K2: [report.pdf#page=4, photo.jpg]}` as proofs, in the order written.

    Args:
        kinds: Of the entry's media, by path.

    Reports: PG301, PG306, PG501, PG503, PG515.
    """
    made: list[Proof] = []
    for key, value in _pairs(fields.tree_of("evidence")):
        skill = vocabulary.skill(one_line(key.text), key.at, fields.found)
        if skill is None:
            continue
        files = list(_files(value)) or [Scalar("", key.at)]
        made += filter(None, (_proof(skill.key, one, places, folder, kinds, fields.found) for one in files))
    return tuple(dict.fromkeys(made))


def named_in(value: Tree) -> list[str]:
    """The media that a field `evidence` names, so that they belong to its entry."""
    return [one.text for _, tree in _pairs(value) for one in _files(tree)]


def _pairs(tree: Tree | None) -> Iterator[tuple[Scalar, Tree]]:
    if isinstance(tree, Mapping):
        yield from tree.pairs
    for item in tree.items if isinstance(tree, Sequence) else (tree,) if isinstance(tree, Scalar) else ():
        if isinstance(item, Mapping):
            yield from item.pairs
        elif isinstance(item, Scalar) and item.text.strip():
            # “S4: talk.mp4#2:10” as text, or an item that the whole entry stands for.
            name, _, file = item.text.partition(":")
            yield Scalar(name.strip(), item.at), Scalar(file.strip(), item.at)


def _files(tree: Tree) -> Iterator[Scalar]:
    for item in tree.items if isinstance(tree, Sequence) else (tree,):
        if isinstance(item, Scalar):
            for part in item.text.split(","):
                if part.strip():
                    yield Scalar(part.strip(), item.at)


def _proof(
    skill: str, name: Scalar, places: Places, folder: str, kinds: AbstractMapping[str, str], found: list[Diagnostic]
) -> Proof | None:
    if not name.text:
        return Proof(skill)
    hit = places.find(name.text, folder)
    if not hit.path:
        found.append(missing(name.text, name.at, hit.paths, places))
        return None
    moment = moment_in(name.text, kinds.get(hit.path, ""))
    if moment is None and "#" in name.text and hit.path.rpartition("#")[2] != name.text.rpartition("#")[2]:
        found.append(rules.PLACE_UNCLEAR.at(name.at, found=one_line(name.text.rpartition("#")[2])[:40]))
    return Proof(skill, hit.path, moment.fragment if moment else "")
