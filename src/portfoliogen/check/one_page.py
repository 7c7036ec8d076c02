"""The one-page profile: what people appreciate about me, what is important to me, how to support me."""

from __future__ import annotations

from typing import TYPE_CHECKING

from portfoliogen.check.values import Fields
from portfoliogen.model import fields as names
from portfoliogen.model.documents import Scalar, Sequence
from portfoliogen.model.learner import OnePage
from portfoliogen.model.visibility import Visibility
from portfoliogen.sections import cut, lines
from portfoliogen.text import fold, one_line

if TYPE_CHECKING:
    from portfoliogen.diagnostics import Diagnostic
    from portfoliogen.model.documents import Body, Document, Mapping

PARTS = ("appreciate", "important", "support")
_WORDS = {
    "appreciate": ("appreciate", "appreciates", "like about me", "admire", "great about", "strengths", "werthfawrogi"),
    "important": ("important", "matters", "pwysig"),
    "support": ("support", "help me", "cefnogi", "helpu"),
}


def one_page_of(document: Document) -> tuple[OnePage, list[Diagnostic]]:
    """A one-page profile from its own file: by fields, and by headings with what stands under them."""
    found: list[Diagnostic] = []
    fields = Fields(document.fields, names.ONE_PAGE, found)
    made = one_page_in(document.fields, document.body)
    visibility = Visibility.PRIVATE if document.unreadable_fields else fields.visibility()
    return OnePage(made.appreciate, made.important, made.support, fields.person("scribed_by"), visibility), found


def one_page_in(tree: Mapping, body: Body | None = None) -> OnePage:
    """What the fields and headings of a text say of the three parts."""
    fields = Fields(tree, names.ONE_PAGE, [])
    parts = {part: _lines(fields, part) for part in PARTS}
    for section in cut(body)[1] if body is not None else ():
        part = _part(section.heading)
        if part:
            parts[part] = (*parts[part], *lines(section.body))
    appreciate, important, support = (parts[part] for part in PARTS)
    return OnePage(appreciate, important, support)


def _part(heading: str) -> str:
    words = fold(heading)
    return next((part for part in PARTS if any(one in words for one in _WORDS[part])), "")


def _lines(fields: Fields, part: str) -> tuple[str, ...]:
    tree = fields.tree_of(part)
    items = tree.items if isinstance(tree, Sequence) else (tree,)
    written = [line for item in items if isinstance(item, Scalar) for line in item.text.splitlines()]
    return tuple(filter(None, (one_line(line.strip().lstrip("-*•").strip()) for line in written)))
