"""What a reader may find hard to use in a profile: for its statement on accessibility, which is honest."""

from __future__ import annotations

from typing import TYPE_CHECKING

from portfoliogen.assemble.addresses import page
from portfoliogen.model.sources import MediaKind
from portfoliogen.views.pages import AccessibilityView

if TYPE_CHECKING:
    from portfoliogen.assemble.cards import Desk

ACCESSIBILITY = page("accessibility")


def barriers(desk: Desk) -> AccessibilityView:
    """Look through all media of the profile for what has no text beside it."""
    items = [item for entry in desk.learner.entries for item in entry.media]
    items += [item for item in (desk.learner.about.portrait, desk.learner.about.intro) if item]
    return AccessibilityView(
        films=any(item.facts.kind is MediaKind.FILM and not (item.captions or item.transcript) for item in items),
        sounds=any(item.facts.kind is MediaKind.SOUND and not (item.captions or item.transcript) for item in items),
        pictures=any(item.facts.kind is MediaKind.PICTURE and not (item.alt or item.decorative) for item in items),
        documents=any(item.facts.kind in {MediaKind.DOCUMENT, MediaKind.ATTACHMENT} for item in items),
    )
