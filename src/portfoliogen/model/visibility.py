"""How far a thing may travel."""

from __future__ import annotations

from enum import IntEnum


class Visibility(IntEnum):
    """How far a thing may ever travel; a lower value is narrower."""

    PRIVATE = 0
    SCHOOL = 1
    PUBLIC = 2

    @property
    def word(self) -> str:
        """As people write it."""
        return self.name.lower()
