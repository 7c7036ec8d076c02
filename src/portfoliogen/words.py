"""The program's own words in a reader's language: texts, plurals, dates and numbers.

Texts come from `words/*.yml` of themes and of the school; plural rules, months and directions from CLDR
through Babel, which is imported when the first date or plural is asked for.
"""

from __future__ import annotations

import datetime as dt
import json
import string
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from msgspec import Struct, field

from portfoliogen.text import plain_code
from portfoliogen.views.parts import DateView

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from babel import Locale

    from portfoliogen.model.learner import Entry

WordText: TypeAlias = "str | Mapping[str, str]"
"""A text, or one for each plural category of its language: zero, one, two, few, many, other."""

_HERE = Path(__file__).parent

ENGLISH = "en"
PLURALS = frozenset({"zero", "one", "two", "few", "many", "other"})

SEPARATED = 1000
"""The smallest whole number that some language writes with a separator."""

# Languages whose plain code means a country's habits that a British school does not share.
_HABITS = {"en": "en-GB"}

_WELSH_VOWELS = frozenset("aeiouwyâêîôûŵŷáéíóúàèìòùäëïöüẅÿ")


class MissingWordError(LookupError):
    """A template asks for a word that no words file has. Never caused by what a learner wrote."""

    def __init__(self, key: str, reason: str) -> None:
        super().__init__(f"there is no word “{key}” to use: {reason}")


class BadPlaceholderError(ValueError):
    """A text has something in braces that is not a plain name."""

    def __init__(self, name: str) -> None:
        super().__init__(f"“{{{name}}}” is not a plain name in braces")


class Words(Struct, frozen=True):
    """All texts of one language, with what every language needs to write dates and numbers.

    `texts` holds this language over its plain form (`cy-GB` over `cy`); `english` is what stands in
    for a text that it has not.
    """

    language: str
    direction: str
    texts: Mapping[str, WordText] = field(default_factory=dict)
    english: Mapping[str, WordText] = field(default_factory=dict)

    def word(self, key: str, count: float | None = None, **values: object) -> str:
        """Find the text for a key and put its values in; `count` chooses the plural and fills `{count}`.

        Raises:
            MissingWordError: where neither this language nor English has the key, or a value is not given.

        """
        text = self.pattern(key, count)
        if "{" not in text:
            return text
        if count is not None:
            values["count"] = self.number(count)
        try:
            return text.format(**values)
        except (KeyError, IndexError, AttributeError, ValueError) as error:
            raise MissingWordError(key, f"it lacks a value: {error}") from error

    def title_of(self, entry: Entry) -> str:
        """An entry's title; media without a name of their own get a plain one."""
        return entry.title or self.word("media.pictures" if entry.media else "untitled")

    def pattern(self, key: str, count: float | None = None) -> str:
        """Find the text for a key, before values are put in.

        Raises:
            MissingWordError: where neither this language nor English has the key.

        """
        found, language = self.texts.get(key), self.language
        if found is None:
            found, language = self.english.get(key), ENGLISH
        if found is None:
            raise MissingWordError(key, f"it is not in “{self.language}”, nor in English")
        if isinstance(found, str):
            return found
        return found.get(plural_category(language, count or 0)) or found["other"]

    def has(self, key: str) -> bool:
        """Say whether there is a text for this key."""
        return key in self.texts or key in self.english

    def date(self, first: dt.date, last: dt.date | None = None, precision: str = "day") -> DateView:
        """Write a date as people of the language do.

        Args:
            precision: "day", "month", "year" or "range"; the first three look at `first` only.

        """
        if precision == "range" and last is not None and last != first:
            return _range_view(self.language, first, last)
        return _date_view(self.language, first, "day" if precision == "range" else precision)

    def month(self, year: int, month: int) -> str:
        """Write a month with its year, "March 2026"."""
        return _date_view(self.language, dt.date(year, month, 1), "month").text

    def month_name(self, month: int) -> str:
        """Write a month by its name alone, "March", where the year is known."""
        return _month_name(self.language, month)

    def number(self, value: float) -> str:
        """Write a number with the language's own separators, at most two decimals."""
        if isinstance(value, int) and abs(value) < SEPARATED:
            return str(value)
        return _number(self.language, float(value))

    def join(self, names: Iterable[str]) -> str:
        """Write a list as in a sentence, "Ann, Ben and Cy"."""
        return _joined(self.language, tuple(names))

    def language_name(self, language: str) -> str:
        """Give a language's name for itself, "Cymraeg"; the code where it has none."""
        return _own_name(language)


def load_words(language: str, *layers: Mapping[str, Mapping[str, WordText]]) -> Words:
    """Put the texts of several sources over each other, the last on top.

    Args:
        layers: For each source, texts by key by language code: base, theme, school.

    """
    plain = plain_code(language)
    texts: dict[str, WordText] = {}
    english: dict[str, WordText] = {}
    for layer in layers:
        english.update(layer.get(ENGLISH, {}))
        for code in dict.fromkeys((plain, language)):
            texts.update(layer.get(code, {}))
    return Words(language, direction_of(language), texts, english)


@lru_cache(maxsize=8)
def _own_table(path: str) -> Mapping[str, dict[str, str]]:
    table: dict[str, dict[str, str]] = json.loads((_HERE / path).read_text("utf-8"))
    return table


def own_texts(path: str, language: str) -> tuple[str, dict[str, str]]:
    """The texts of a page that no theme makes, from a file of this program, and the language that they are in.

    Args:
        path: A JSON file below the package: texts by key by language code. What a language lacks is English.
    """
    table = _own_table(path)
    plain = plain_code(language)
    return (plain, table[ENGLISH] | table[plain]) if plain in table else (ENGLISH, table[ENGLISH])


def direction_of(language: str) -> str:
    """Say "rtl" where the language is written from right to left, else "ltr"."""
    return "rtl" if _locale(language).character_order == "right-to-left" else "ltr"


def placeholders(text: WordText) -> frozenset[str]:
    """List the names in braces of a text and all its plurals.

    Raises:
        ValueError: where braces do not match; BadPlaceholderError where they hold more than a plain name.

    """
    found = set()
    for one in (text,) if isinstance(text, str) else text.values():
        for _, name, detail, conversion in string.Formatter().parse(one):
            if name is None:
                continue
            if not name.isidentifier() or detail or conversion:
                raise BadPlaceholderError(name)
            found.add(name)
    return frozenset(found)


@lru_cache(maxsize=64)
def _locale(language: str) -> Locale:
    # Babel takes 11 ms to import and several more for each locale: only when a page needs it.
    from babel import Locale, UnknownLocaleError  # noqa: PLC0415 - Babel is only needed once a page is drawn

    for code in (
        _HABITS.get(language.lower(), language),
        plain_code(language),
        "en-GB",
    ):
        try:
            return Locale.parse(code.replace("_", "-"), sep="-")
        except (UnknownLocaleError, ValueError, TypeError):
            continue
    raise BadPlaceholderError(language)  # never reached: Babel always has English


@lru_cache(maxsize=4096)
def plural_category(language: str, count: float) -> str:
    """Give the CLDR plural category of a number: "one", "other" …."""
    whole = int(count) if float(count).is_integer() else count
    return str(_locale(language).plural_form(whole))


@lru_cache(maxsize=16384)
def _date_view(language: str, day: dt.date, precision: str) -> DateView:
    from babel.dates import format_date, format_skeleton  # noqa: PLC0415 - Babel is only needed once a page is drawn

    locale = _locale(language)
    if precision == "year":
        return DateView(f"{day.year}", f"{day:%Y}", f"{day.year}")
    if precision == "month":
        return DateView(
            format_skeleton("yMMMM", day, locale=locale),
            f"{day:%Y-%m}",
            format_skeleton("yMMM", day, locale=locale),
        )
    return DateView(
        format_date(day, "long", locale=locale), day.isoformat(), format_skeleton("yMMMd", day, locale=locale)
    )


@lru_cache(maxsize=128)
def _month_name(language: str, month: int) -> str:
    return str(_locale(language).months["stand-alone"]["wide"][month])


@lru_cache(maxsize=4096)
def _range_view(language: str, first: dt.date, last: dt.date) -> DateView:
    whole_months = first.day == 1 and (last + dt.timedelta(days=1)).day == 1
    if whole_months and (first.month, last.month, last.year) == (1, 12, first.year):
        return _date_view(language, first, "year")
    if whole_months and (first.year, first.month) == (last.year, last.month):
        return _date_view(language, first, "month")
    skeleton = "yMMM" if whole_months else "yMMMd"
    iso = f"{first:%Y-%m}" if whole_months else first.isoformat()
    return DateView(
        _interval(language, first, last, skeleton, "MMMM"),
        iso,
        _interval(language, first, last, skeleton, "MMM"),
    )


def _interval(language: str, first: dt.date, last: dt.date, skeleton: str, month: str) -> str:
    """Write a range by CLDR's short pattern for it, with the month's name as long as asked for."""
    from babel.dates import format_date, format_interval  # noqa: PLC0415 - Babel is only needed once a page is drawn

    locale = _locale(language)
    differs = "y" if first.year != last.year else "M" if first.month != last.month else "d"
    patterns = locale.interval_formats.get(skeleton, {}).get(differs)
    if not patterns:
        return str(format_interval(first, last, skeleton, locale=locale))
    texts = []
    for pattern, day in zip(patterns, (first, last), strict=False):
        long = pattern.replace("MMM", month) if "MMMM" not in pattern else pattern
        texts.append(format_date(day, long, locale=locale))
    whole = "".join(texts)
    # Days of one month stand close, "14–18 March 2026"; CLDR 48 puts thin spaces there, earlier ones none.
    return whole.replace("\u2009–\u2009", "–") if differs == "d" else whole


@lru_cache(maxsize=4096)
def _number(language: str, value: float) -> str:
    from babel.numbers import format_decimal  # noqa: PLC0415 - Babel is only needed once a page is drawn

    return str(format_decimal(round(value, 2), locale=_locale(language)))


@lru_cache(maxsize=4096)
def _joined(language: str, names: tuple[str, ...]) -> str:
    from babel.lists import format_list  # noqa: PLC0415 - Babel is only needed once a page is drawn

    if not names:
        return ""
    text = str(format_list(list(names), locale=_locale(language)))
    # CLDR writes the Welsh "and" as "a(c)", since the next letter decides which of the two it is.
    return text.replace("a(c)", "ac" if names[-1][:1].casefold() in _WELSH_VOWELS else "a")


@lru_cache(maxsize=256)
def _own_name(language: str) -> str:
    from babel import Locale, UnknownLocaleError  # noqa: PLC0415 - Babel is only needed once a page is drawn

    try:
        locale = Locale.parse(language.replace("_", "-"), sep="-")
    except (UnknownLocaleError, ValueError, TypeError):
        return language
    name = locale.get_language_name(locale) or language
    return str(name[:1].upper() + name[1:])
