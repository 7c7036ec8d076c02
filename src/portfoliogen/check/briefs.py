"""Briefs: what staff look for in a task, who will look and when, told beforehand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from portfoliogen.check.values import Fields, words_of
from portfoliogen.diagnostics.rules import settings as rules
from portfoliogen.model.documents import Mapping, Scalar, Sequence
from portfoliogen.model.school import Brief
from portfoliogen.text import one_line, slug

if TYPE_CHECKING:
    from collections.abc import Iterable

    from portfoliogen.diagnostics import Diagnostic
    from portfoliogen.model.documents import Document

FIELDS = ("title", "criteria", "who", "when", "kind")


def check_briefs(documents: Iterable[Document]) -> tuple[tuple[Brief, ...], tuple[Diagnostic, ...]]:
    """Check the school's briefs.

    Reports: PG210, PG211, PG810.
    """
    briefs = []
    found: list[Diagnostic] = []
    for document in documents:
        fields = Fields(_renamed(document.fields), FIELDS, found)
        tree = fields.tree_of("criteria")
        if isinstance(tree, Sequence):
            criteria = tuple(one_line(one.text) for one in tree.items if isinstance(one, Scalar) and one.text.strip())
        else:
            criteria = tuple(word.value for word in words_of(tree, "criteria", found))
        if not criteria:
            found.append(rules.BRIEF_WITHOUT_CRITERIA.at(fields.at("criteria")))
        title = fields.text("title") or document.body.first_heading or document.source.stem
        briefs.append(
            Brief(
                slug(document.source.stem),
                title,
                criteria,
                fields.text("who"),
                fields.text("when"),
                document.body,
                document.fields.at,
            )
        )
    return tuple(briefs), tuple(found)


def _renamed(fields: Mapping) -> Mapping:
    other = {
        "looked_for": "criteria",
        "looks for": "criteria",
        "what we look for": "criteria",
        "who looks": "who",
        "who_looks": "who",
    }
    return Mapping(
        tuple((Scalar(other.get(key.text.casefold(), key.text), key.at), value) for key, value in fields.pairs),
        fields.at,
    )
