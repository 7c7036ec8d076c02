"""How far an entry may travel, as its own fields say: whatever cannot be understood is private."""

from __future__ import annotations

import datetime as dt

from portfoliogen.check.layers import EntryContext
from portfoliogen.check.values import Fields, texts
from portfoliogen.model.framework import Kind
from portfoliogen.model.visibility import Visibility


def visibility(
    fields: Fields, staff: Fields | None, kind: Kind | None, context: EntryContext, *, unreadable: bool
) -> Visibility:
    """The narrowest of what was said; whatever cannot be understood is private."""
    if unreadable:
        return Visibility.PRIVATE
    written = fields.visibility()
    from_staff = staff.visibility() if staff is not None else None
    said = [one for one in (written, from_staff) if one is not None]
    if said:
        return min(said)
    if kind is not None and kind.visibility is not None:
        return kind.visibility
    return context.default_visibility


def embargo(fields: Fields, staff: Fields | None, today: dt.date) -> dt.date | None:
    """The day before which it is in no public profile, the later of two; one that cannot be read never comes."""
    days = []
    for layer in filter(None, (fields, staff)):
        if layer.has("embargo_until"):
            days.append(layer.day("embargo_until", today) or dt.date.max)
        elif "embargo_until" in layer.doubtful:
            days.append(dt.date.max)
    return max(days, default=None)


def is_draft(fields: Fields) -> bool:
    """Whether it is a draft; what cannot be read is taken as yes."""
    return "draft" in fields.doubtful or (fields.has("draft") and fields.yes("draft", default=True))


def people(fields: Fields, staff: Fields | None) -> tuple[str, ...]:
    """Everyone who is pictured, whoever said so: nobody can be taken off a list that consent depends on."""
    return texts(word for layer in filter(None, (fields, staff)) for word in layer.words("people"))
