"""The one-page profile: what people appreciate about me, what is important to me, how to support me."""

from __future__ import annotations

from typing import TYPE_CHECKING

from portfoliogen.assemble.addresses import page
from portfoliogen.assemble.forms.shared import FormPage
from portfoliogen.views.forms import OnePagePart, OnePageView

if TYPE_CHECKING:
    from portfoliogen.assemble.cards import Desk

ONE_PAGE = page("one-page")


def one_page_page(desk: Desk) -> FormPage | None:
    """Its page, where there is one and the audience names it."""
    told = desk.learner.about.one_page
    if not told:
        return None
    word = desk.words.word
    parts = tuple(
        OnePagePart(key, word(f"form.{key}"), lines)
        for key, lines in (("appreciate", told.appreciate), ("important", told.important), ("support", told.support))
        if lines
    )
    scribe = desk.adult(told.scribed_by) if told.scribed_by else ""
    return FormPage("one-page", word("form.one-page"), ONE_PAGE, OnePageView(parts, scribe))
