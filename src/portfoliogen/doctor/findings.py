"""What an examination finds: how something stands, in words, and what to do about it."""

from __future__ import annotations

from enum import StrEnum

from msgspec import Struct


class State(StrEnum):
    """How something stands: `fine`, worth knowing (`note`), or in the way of work (`broken`)."""

    FINE = "fine"
    NOTE = "note"
    BROKEN = "broken"


class Finding(Struct, frozen=True):
    """One thing that was looked at. `hint` is what to type or do; empty where nothing needs doing."""

    group: str
    key: str
    state: State
    message: str
    hint: str = ""
