"""What every message needs: what is wrong, text that a terminal cannot obey, numbers with their words.

Light to import, so that a build with nothing to do need not load what it does not use.
"""

from __future__ import annotations

import sys

from portfoliogen.patterns import pattern

# What a terminal obeys instead of showing it: controls, lines of other kinds, marks that turn the direction
# of text, what has no shape, halves of characters. U+200C and U+200D stay: words and emoji need them.
UNSEEN = pattern(
    "[\x00-\x1f\x7f-\x9f\u00ad\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f"
    "\ufeff\ufff9-\ufffb\ud800-\udfff]",
)

_NEEDS_NO_QUOTES = pattern(r"[A-Za-z0-9_.:/\\+=-]+")


class Refusal(Exception):  # noqa: N818 - each kind of it has a name of its own
    """Work that cannot be done, for a reason outside the program.

    Args:
        message: What is wrong, in a sentence or two.
        hint: What to do next.
    """

    for_all = False
    """Whether every other school would meet the same."""

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message, hint)
        self.message, self.hint = message, hint

    def __str__(self) -> str:
        return self.message


def typed(word: object) -> str:
    """Write a name or a path as one types it into a shell, in quotes where it needs them.

    Whoever copies the command runs it with this word as it is, whatever somebody called a file. Double quotes mean
    the same to every shell; where one would act on something between them, single quotes are used.
    """
    text, on_windows = str(word), sys.platform == "win32"
    if _NEEDS_NO_QUOTES.fullmatch(text) and (on_windows or "\\" not in text):
        return text
    if not set('"$`%!\u201c\u201d\u201e' if on_windows else '"$`!\\').intersection(text):
        return f'"{text}"'
    return "'" + text.replace("'", "''" if on_windows else "'\"'\"'") + "'"


def visible(text: str) -> str:
    """Make text that a terminal shows instead of obeying: an escape becomes <U+001B>."""
    return UNSEEN.sub(lambda found: f"<U+{ord(found[0]):04X}>", text)


def counted(number: int, word: str, several: str = "") -> str:
    """Put a number before its word: '1 entry', '3 entries'."""
    return f"{number:,} {word if number == 1 else several or word + 's'}"
