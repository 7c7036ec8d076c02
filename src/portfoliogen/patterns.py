"""Regular expressions that are compiled when they are first asked for.

There are some two hundred, and a build after an edit asks a third of them: to compile the others took a
twentieth of its time.
"""

from __future__ import annotations

import re
from typing import Any, AnyStr, cast


def pattern(text: AnyStr, flags: int = 0) -> re.Pattern[AnyStr]:
    """`re.compile`, when it is wanted."""
    return cast("re.Pattern[AnyStr]", _Pattern(text, flags))


class _Pattern:
    def __init__(self, text: str | bytes, flags: int) -> None:
        self._text, self._flags = text, flags

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401 - whatever a pattern has
        found = getattr(re.compile(self._text, self._flags), name)
        setattr(self, name, found)  # so that it is not asked for here again
        return found
