"""Audiences: who reads, in what form, for what decision, until when; the school's and a learner's own."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from msgspec.structs import replace

from portfoliogen.check.audience_fields import AudienceFields
from portfoliogen.diagnostics import Diagnostic, Position
from portfoliogen.diagnostics.rules import audience as rules
from portfoliogen.diagnostics.rules import links as link_rules
from portfoliogen.model.documents import Mapping, Scalar, Sequence
from portfoliogen.model.school import Audience, Selection
from portfoliogen.model.visibility import Visibility
from portfoliogen.text import fold, slug

if TYPE_CHECKING:
    from portfoliogen.check.places import EntryNames
    from portfoliogen.check.vocabulary import Vocabulary
    from portfoliogen.model.documents import Document, Tree
    from portfoliogen.model.learner import Learner

_ALWAYS = {"school": Visibility.SCHOOL, "public": Visibility.PUBLIC}


def school_audiences(
    tree: Tree | None,
    vocabulary: Vocabulary,
    highlights: int,
) -> tuple[tuple[Audience, ...], list[Diagnostic]]:
    """The two audiences that are always there, then those that the school adds, in its order.

    Reports: PG602, PG603, PG604, PG615.
    """
    found: list[Diagnostic] = []
    made = {
        key: Audience(key, "", "", "profile", visibility, highlights=highlights) for key, visibility in _ALWAYS.items()
    }
    for name, value in _named(tree):
        key = slug(name.text)
        reader = AudienceFields(name.text, value, vocabulary, name.at, found)
        audience = reader.audience(
            made.get(key) or Audience(key, "", "", "profile", Visibility.SCHOOL, at=name.at, highlights=highlights)
        )
        if key in _ALWAYS:
            # Where these two go is fixed; only what they show may be said.
            made[key] = replace(audience, visibility=min(audience.visibility, _ALWAYS[key]))
        elif reader.is_whole(audience):
            made[key] = audience
    return tuple(made.values()), found


def own_audiences(
    documents: list[Document],
    shared: tuple[Audience, ...],
    vocabulary: Vocabulary,
    entry_names: EntryNames,
    links: dict[str, dict[str, str]],
) -> tuple[tuple[Audience, ...], list[Diagnostic]]:
    """A learner's own audiences. One named like the school's completes that, and can only make it narrower.

    Args:
        links: By the path of each text, where its links lead: target as written → entry key.

    Reports: PG509, PG512, PG602, PG603, PG604, PG615.
    """
    found: list[Diagnostic] = []
    base = {one.key: one for one in shared}
    made: dict[str, Audience] = {}
    for document in documents:
        if document.unreadable_fields:
            continue  # told already, and nothing may be concluded from what is not there
        key = slug(document.source.stem)
        at = document.fields.at
        reader = AudienceFields(document.source.stem, document.fields, vocabulary, at, found, own=True)
        start = base.get(key) or Audience(key, "", "", "profile", Visibility.SCHOOL)
        audience = reader.audience(replace(start, at=at))
        if key in base:
            audience = _within(audience, base[key])
        elif not reader.is_whole(audience):
            continue
        letter = document.body if document.body.pieces else audience.letter
        made[key] = replace(
            audience,
            letter=letter,
            select=_with_keys(audience.select, entry_names, at, found),
            letter_links=tuple(links.get(document.source.path, {}).items()),
        )
    return tuple(made.values()), found


def tell_of_audiences(learner: Learner, school: tuple[Audience, ...], today: dt.date) -> list[Diagnostic]:
    """What a learner should know of their own audiences.

    Reports: PG605, PG606.
    """
    found = []
    shared = {one.key for one in school}
    for one in learner.audiences:
        if one.visibility > learner.publish and one.key not in shared:
            found.append(
                rules.AUDIENCE_TOO_WIDE.at(
                    one.at, name=one.key, wanted=one.visibility.word, agreed=learner.publish.word
                )
            )
        elif one.is_over(today):
            found.append(rules.AUDIENCE_OVER.at(one.at, name=one.key, until=one.until))
    return found


def _within(audience: Audience, base: Audience) -> Audience:
    untils = [day for day in (audience.until, base.until) if day is not None]
    return replace(audience, visibility=min(audience.visibility, base.visibility), until=min(untils, default=None))


def _with_keys(
    select: Selection | None, entry_names: EntryNames, at: Position, found: list[Diagnostic]
) -> Selection | None:
    if select is None or not select.titles:
        return select
    keys = []
    for title in select.titles:
        hits = entry_names.by_word(title) or entry_names.by_path(title, "")
        if len(hits) == 1:
            keys.append(hits[0])
        elif hits:
            found.append(link_rules.ENTRY_AMBIGUOUS.at(at, name=title[:80], count=len(hits)))
        else:
            found.append(
                link_rules.ENTRY_UNKNOWN.at(at, field="entries", name=title[:80], nearest=entry_names.nearest(title))
            )
    # A list of which nothing was found selects nothing, not everything.
    return replace(select, titles=(), keys=tuple(dict.fromkeys(keys)), nothing=not keys)


def _named(tree: Tree | None) -> list[tuple[Scalar, Mapping]]:
    """Audiences by name, whether written as a map or as a list of maps with a name."""
    if isinstance(tree, Mapping):
        return [(key, value if isinstance(value, Mapping) else Mapping((), key.at)) for key, value in tree.pairs]
    pairs = []
    for item in tree.items if isinstance(tree, Sequence) else ():
        if isinstance(item, Mapping):
            name = next((value for key, value in item.pairs if fold(key.text) in {"name", "key"}), None)
            rest = tuple(pair for pair in item.pairs if fold(pair[0].text) not in {"name", "key"})
            pairs.append((name if isinstance(name, Scalar) else Scalar("", item.at), Mapping(rest, item.at)))
        elif isinstance(item, Scalar):
            pairs.append((item, Mapping((), item.at)))
    return pairs
