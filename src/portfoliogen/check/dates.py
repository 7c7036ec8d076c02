"""Dates as young people write them, to a first and a last day."""

from __future__ import annotations

import calendar
import datetime as dt
import re
from typing import TYPE_CHECKING

from portfoliogen.diagnostics import Position
from portfoliogen.diagnostics.rules import fields as rules
from portfoliogen.model.learner import Span
from portfoliogen.patterns import pattern
from portfoliogen.text import fold

if TYPE_CHECKING:
    from portfoliogen.diagnostics import Diagnostic

_ISO = pattern(r"(\d{4})(?:[-./ ](\d{1,2})(?:[-./ ](\d{1,2}))?)?(?:[T ]\d{1,2}[:.h]\d\d.*)?$")
_LOCAL = pattern(r"(\d{1,2})\s*[-./]\s*(\d{1,2})\s*[-./]\s*(\d{4}|\d{2})$")
_WORDS = pattern(
    r"(?:[^\W\d]+,?\s+)?(\d{1,2})(?:st|nd|rd|th|\.|º)?\s+(?:of\s+|de\s+)?([^\W\d]+)\.?,?\s+(?:de\s+)?(\d{4})$"
)
_WORDS_FIRST = pattern(r"(?:[^\W\d]+,\s+)?([^\W\d]+)\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})$")
_MONTH_YEAR = pattern(r"([^\W\d]+)\.?,?\s+(\d{4})$")
_CJK = pattern(r"(\d{4})\s*[年년]\s*(?:(\d{1,2})\s*[月월]\s*(?:(\d{1,2})\s*[日일号]?)?)?$")
_RANGE = pattern(r"\s+(?:to|until|till|bis|a|–|—|-|/)\s+|\s*(?:–|—|\.\.+)\s*(?=\d{4})|(?<=\d\d-\d\d)/(?=\d{4}-)")
_SHORT_RANGE = pattern(r"(\d{4}-\d{2}-)(\d{2})\s*[–-]\s*(\d{2})$")
_IN_NAME = pattern(
    r"^\(?((?:19|20)\d{2})(?:[-_. ]?(\d{1,2})(?!\d)(?:[-_. ](\d{1,2})(?!\d))?|(\d{2})(\d{2})(?!\d))?\)?"
    r"(?=$|[^\w]|_|T\d|(?<=\d\d-\d\d)[^\W\d])"
)
_CAMERA = pattern(
    r"^(?:img|vid|pxl|mvimg|dsc|burst|scan|photo|video|recording|signal|screenshot|screen shot|screen recording|"
    r"whatsapp (?:image|video|audio|ptt)|foto|bild|aufnahme|captura|capture)[-_ ]*(?:\d{4}-)?"
    r"((?:19|20)\d{2})[-_.]?(\d{2})[-_.]?(\d{2})(?!\d)",
    re.IGNORECASE,
)
"""How phones and message programs name a photo: often the only date that is left in it."""
_LOCAL_NAME = pattern(r"^(\d{1,2})([-._ ])(\d{1,2})\2((?:19|20)\d{2})(?!\d)")
_SPELLED_NAME = pattern(r"^(\d{1,2})(?:st|nd|rd|th|\.)? ([^\W\d]{3,}) (\d{4})(?!\d)|^(\d{4})年(\d{1,2})月(\d{1,2})日")
_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan ionawr enero janvier januar gennaio stycznia styczen",
            "february feb chwefror febrero fevrier februar febbraio lutego luty",
            "march mar mawrth marzo mars marz marca marzec",
            "april apr ebrill abril avril aprile kwietnia kwiecien",
            "may mai mayo maggio maja maj",
            "june jun mehefin junio juin juni giugno czerwca czerwiec",
            "july jul gorffennaf julio juillet juli luglio lipca lipiec",
            "august aug awst agosto aout sierpnia sierpien",
            "september sept sep medi septiembre septembre settembre wrzesnia wrzesien",
            "october oct hydref octubre octobre oktober ottobre pazdziernika pazdziernik",
            "november nov tachwedd noviembre novembre listopada listopad",
            "december dec rhagfyr diciembre decembre dezember dicembre grudnia grudzien",
        ),
        1,
    )
    for name in names.split()
}
_SCHOOL_YEAR = pattern(r"^(?:school year |year )?((?:19|20)\d\d)\s*[-–—_/ ]\s*(?:20)?(\d\d)(?!\d)", re.IGNORECASE)
_TWO_DIGIT_YEAR_PIVOT = 70
_FIRST_YEAR = 1900
_NOWHERE = Position("")


def read_date(text: str, at: Position, today: dt.date) -> tuple[Span | None, list[Diagnostic]]:
    """A day, a month, a year or a range.

    Reports: PG212 to PG216, PG218.
    """
    text = " ".join(text.strip().strip("\"'").split())
    short = _SHORT_RANGE.match(text)
    if short:
        text = f"{short[1]}{short[2]} to {short[1]}{short[3]}"
    parts = _RANGE.split(text)
    if len(parts) == 2:
        return _range(text, parts, at, today)
    span, found = _one(text, at, today)
    if span is not None and span.first - dt.timedelta(days=1) > today:
        found.append(rules.FUTURE_DATE.at(at, found=text))
    return span, found


def _range(text: str, parts: list[str], at: Position, today: dt.date) -> tuple[Span | None, list[Diagnostic]]:
    first, found = _one(parts[0], at, today)
    last, more = _one(parts[1], at, today)
    found += more
    if first is None or last is None:
        return None, found[:1]
    if last.last < first.first:
        return None, [*found, rules.DATE_RANGE.at(at, found=text)]
    if first.first - dt.timedelta(days=1) > today:
        found.append(rules.FUTURE_DATE.at(at, found=text))
    return Span(first.first, last.last, "range"), found


def _one(text: str, at: Position, today: dt.date) -> tuple[Span | None, list[Diagnostic]]:
    match = _ISO.match(text) or _CJK.match(text)
    if match:
        return _span(text, int(match[1]), match[2], match[3], at)
    match = _LOCAL.match(text)
    if match:
        return _local(text, match, at, today)
    for expression, day, month, year in ((_WORDS, 1, 2, 3), (_WORDS_FIRST, 2, 1, 3)):
        match = expression.match(text)
        if match and fold(match[month]) in _MONTHS:
            return _span(text, int(match[year]), str(_MONTHS[fold(match[month])]), match[day], at)
    match = _MONTH_YEAR.match(text)
    if match and fold(match[1]) in _MONTHS:
        return _span(text, int(match[2]), str(_MONTHS[fold(match[1])]), None, at)
    return None, [rules.BAD_DATE.at(at, found=text)]


def _span(
    text: str, year: int, month: str | None, day: str | None, at: Position
) -> tuple[Span | None, list[Diagnostic]]:
    if year < _FIRST_YEAR:
        return None, [rules.BAD_DATE.at(at, found=text)]
    if month is None:
        return Span(dt.date(year, 1, 1), dt.date(year, 12, 31), "year"), []
    number = int(month)
    if not 1 <= number <= 12:
        return None, [rules.NO_SUCH_DAY.at(at, found=text, month="", days="")]
    days = calendar.monthrange(year, number)[1]
    if day is None:
        return Span(dt.date(year, number, 1), dt.date(year, number, days), "month"), []
    if not 1 <= int(day) <= days:
        name = calendar.month_name[number]
        return None, [rules.NO_SUCH_DAY.at(at, found=text, month=f"{name} {year}", days=days)]
    exact = dt.date(year, number, int(day))
    return Span(exact, exact), []


def _local(text: str, match: re.Match[str], at: Position, today: dt.date) -> tuple[Span | None, list[Diagnostic]]:
    first, second, year = int(match[1]), int(match[2]), int(match[3])
    if len(match[3]) == 2:
        year += 2000 if year < _TWO_DIGIT_YEAR_PIVOT else 1900
    day, month = (first, second) if second <= 12 else (second, first)
    span, found = _span(text, year, str(month), str(day), at)
    if span is None:
        return None, found
    # In the schools that this is written for the day comes first.
    read = f"{span.first.day} {calendar.month_name[span.first.month]} {year}"
    iso = span.first.isoformat()
    if first <= 12 and second <= 12 and first != second and _exists(year, first, second):
        other = dt.date(year, first, second)
        if other <= today:
            return span, [rules.AMBIGUOUS_DATE.at(at, found=text, read=read, iso=iso, other=other.isoformat())]
    return span, [rules.LOCAL_DATE.at(at, found=text, read=read, iso=iso)]


def _exists(year: int, month: int, day: int) -> bool:
    return 1 <= month <= 12 and 1 <= day <= calendar.monthrange(year, month)[1]


def date_in_name(name: str) -> tuple[Span | None, str]:
    """The date that begins a file's or folder's name, and the name without it."""
    match = _IN_NAME.match(name)
    if not match:
        return _other_date_in_name(name)
    month, day = (match[2], match[3]) if match[2] else (match[4], match[5])
    year = int(match[1])
    if month is None and re.match(r"[-–/]\d{2}(?!\d)", name[match.end() :]):
        return None, name
    span = None
    whole = month is None or 1 <= int(month) <= 12
    if whole and (day is None or (month and _exists(year, int(month), int(day)))):
        span, _ = _span(name, year, month, day, _NOWHERE)
    if span is None:
        return None, name
    rest = re.sub(r"^(?:T\d[\d:.h-]*Z?)?[\s_.,:;–—-]*", "", name[match.end() :])
    return span, rest or name


def _other_date_in_name(name: str) -> tuple[Span | None, str]:
    """A date written otherwise: by a phone, with the day first, or with the month's name."""
    if match := _CAMERA.match(name):
        span, _ = _span(name, int(match[1]), match[2], match[3], _NOWHERE)
        return span, name
    if match := _LOCAL_NAME.match(name):
        first, second, year = int(match[1]), int(match[3]), int(match[4])
        if first <= 12 and second <= 12 and match[2] != ".":
            return None, name  # nobody can say which of the two is the day
        day, month = (first, second) if second <= 12 else (second, first)
    elif match := _SPELLED_NAME.match(name):
        day, month = (int(match[1]), _MONTHS.get(fold(match[2]), 0)) if match[1] else (int(match[6]), int(match[5]))
        year = int(match[3] or match[4])
    else:
        return None, name
    if not _exists(year, month, day):
        return None, name
    rest = name[match.end() :].lstrip(" _.,:;–—-")
    return Span(dt.date(year, month, day), dt.date(year, month, day)), rest or name


def school_year_in_name(name: str, starts: int) -> Span | None:
    """The school year that a folder such as “2023-24” is named after."""
    match = _SCHOOL_YEAR.match(name)
    if not match or (int(match[1]) + 1) % 100 != int(match[2]) % 100:
        return None
    first = dt.date(int(match[1]), starts, 1)
    return Span(first, first.replace(year=first.year + 1) - dt.timedelta(days=1), "range")


def day_of(iso: str) -> Span | None:
    """A span for an ISO day that a camera wrote."""
    try:
        day = dt.date.fromisoformat(iso)
    except ValueError:
        return None
    return Span(day, day)
