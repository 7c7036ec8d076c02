"""Diagnostics as text for a terminal, a log or an e-mail."""

from __future__ import annotations

import unicodedata
from collections import Counter
from itertools import islice
from typing import TYPE_CHECKING

from portfoliogen.diagnostics import Severity
from portfoliogen.diagnostics.formats.grouping import with_repeats
from portfoliogen.showing import UNSEEN, counted, visible

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from portfoliogen.diagnostics import Diagnostic

WINDOW_COLUMNS = 100
TAB = "    "
_REACH = 4 * WINDOW_COLUMNS
_MARKS_KEPT = 6

_STYLES = {Severity.ERROR: "1;31", Severity.WARNING: "1;33", Severity.NOTE: "1;36"}
_CARET_STYLE, _PATH_STYLE, _QUIET_STYLE = "1", "1", "2"


def as_text(
    diagnostics: Sequence[Diagnostic],
    *,
    colour: bool = False,
    learners: Iterable[str] = (),
    limit: int = 0,
) -> str:
    """Print problems as people read them: the place, the line, a caret and what to do.

    Args:
        colour: With the escape sequences of a terminal.
        learners: Names of learners, so that one slip made again and again by one of them is told five times.
        limit: How many problems to show at most, the rest being counted; 0 means all.

    Returns:
        Lines with an end each; empty when there is no problem.
    """
    lines: list[str] = []
    told = 0
    for one, more in islice(with_repeats(diagnostics, learners), limit or None):
        lines += _lines_of(one, colour=colour)
        if more:
            lines.append(_styled(f"    … and {more} more like this ({one.code}).", _QUIET_STYLE, on=colour))
        told += 1 + more
    if told < len(diagnostics):
        lines.append(_styled(f"… and {len(diagnostics) - told} more.", _QUIET_STYLE, on=colour))
    return "".join(f"{line}\n" for line in lines)


def summary_line(diagnostics: Iterable[Diagnostic]) -> str:
    """Count problems in words: '2 errors and 1 warning'; 'no problems' if there are none."""
    count = Counter(one.severity for one in diagnostics)
    words = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "note"}
    parts = [counted(count[severity], word) for severity, word in words.items() if count[severity]]
    if len(parts) > 1:
        return f"{', '.join(parts[:-1])} and {parts[-1]}"
    return parts[0] if parts else "no problems"


def _lines_of(one: Diagnostic, *, colour: bool) -> list[str]:
    place = visible(one.at.path)
    if one.at.line:
        place += f":{one.at.line}" + (f":{one.at.column}" if one.at.column else "")
    place = f"{_styled(place, _PATH_STYLE, on=colour)}: " if place else ""
    severity = _styled(f"{one.severity} {one.code}", _STYLES[one.severity], on=colour)
    lines = [f"{place}{severity} {visible(one.message)}"]
    if one.excerpt and one.at.line:
        shown, caret_column = excerpt_window(one.excerpt, one.at.column)
        gutter = f"    {one.at.line} | "
        lines.append(_styled(gutter, _QUIET_STYLE, on=colour) + shown)
        if one.at.column:
            lines.append(" " * (len(gutter) + caret_column) + _styled("^", _CARET_STYLE, on=colour))
    if one.hint:
        lines.append(f"    Try: {visible(one.hint)}")
    return lines


def _styled(text: str, style: str, *, on: bool) -> str:
    return f"\x1b[{style}m{text}\x1b[0m" if on else text


def excerpt_window(line: str, column: int) -> tuple[str, int]:
    """Show a source line, cut to a window around a column.

    Args:
        column: From 1, in characters; 0 means the line as a whole.

    Returns:
        The line as a terminal shows it, and how many columns of it stand before the caret.
    """
    line = line.rstrip()
    target = min(max(column - 1, 0), len(line))
    # Only what can end up in the window is looked at: a line may hold a megabyte.
    first = max(0, target - _REACH)
    cells = [_cell(sign) for sign in line[first : target + _REACH]]
    start, end = _window(cells, target - first)
    before = "…" if first or start else ""
    after = "…" if end < len(cells) or target + _REACH < len(line) else ""
    caret = len(before) + sum(width for _, width in cells[start : target - first])
    return before + _without_pile(cells[start:end]) + after, caret


def _cell(sign: str) -> tuple[str, int]:
    """How a character is shown, and over how many columns."""
    if sign == "\t":
        return TAB, len(TAB)
    if UNSEEN.match(sign):
        name = visible(sign)
        return name, len(name)
    if sign.isascii():
        return sign, 1
    if unicodedata.category(sign) in {"Mn", "Me", "Cf"}:
        return sign, 0
    return sign, 2 if unicodedata.east_asian_width(sign) in "WF" else 1


def _window(cells: list[tuple[str, int]], target: int) -> tuple[int, int]:
    """First and last cell of the widest window that fits, with the target about in its middle."""
    if sum(width for _, width in cells) <= WINDOW_COLUMNS:
        return 0, len(cells)
    room = WINDOW_COLUMNS - 2
    start = end = target
    used = 0
    while (start > 0 or end < len(cells)) and used < room:
        if end < len(cells):
            used += cells[end][1]
            end += 1
        if start > 0 and used < room:
            start -= 1
            used += cells[start][1]
    # A mark without its letter would land on the sign before the window.
    while start < target and cells[start][1] == 0:
        start += 1
    while end < len(cells) and cells[end][1] == 0:
        end += 1
    return start, end


def _without_pile(cells: list[tuple[str, int]]) -> str:
    """Join cells, with no more than a few marks on one letter: a pile of them runs over other lines."""
    shown, pile = [], 0
    for sign, width in cells:
        pile = pile + 1 if width == 0 else 0
        if pile <= _MARKS_KEPT:
            shown.append(sign)
    return "".join(shown)
