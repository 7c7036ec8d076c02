"""The program's words: plurals, dates, numbers, and that every language of the base theme is complete."""

from __future__ import annotations

import datetime as dt
import pickle

import pytest

from portfoliogen.theme import load_theme
from portfoliogen.words import MissingWordError, Words, WordText, load_words, placeholders

WORDS: dict[str, dict[str, WordText]] = {
    "en": {"hours": {"one": "{count} hour", "other": "{count} hours"}, "hi": "Hello {name}", "only": "English"},
    "cy": {"hours": {"one": "{count} awr", "two": "{count} awr!", "other": "{count} o oriau"}},
}
MARCH = dt.date(2026, 3, 14)


@pytest.fixture(scope="module")
def english() -> Words:
    return load_words("en", WORDS)


@pytest.mark.parametrize(("count", "text"), [(1, "1 hour"), (2, "2 hours"), (2.5, "2.5 hours"), (0, "0 hours")])
def test_count_picks_the_plural(english: Words, count: float, text: str) -> None:
    assert english.word("hours", count) == text


def test_a_language_has_plurals_of_its_own() -> None:
    assert load_words("cy", WORDS).word("hours", 2) == "2 awr!"


def test_what_a_language_lacks_is_said_in_english() -> None:
    assert load_words("cy", WORDS).word("only") == "English"


def test_a_later_source_stands_over_an_earlier_one() -> None:
    assert load_words("en-GB", WORDS, {"en": {"hi": "Hiya {name}"}}).word("hi", name="Bo") == "Hiya Bo"


@pytest.mark.parametrize("key", ["nothing", "hi"])
def test_a_word_that_is_not_there_or_not_filled_is_loud(english: Words, key: str) -> None:
    with pytest.raises(MissingWordError, match=key):
        english.word(key)


@pytest.mark.parametrize(
    ("language", "first", "last", "precision", "text"),
    [
        ("en", MARCH, None, "day", "14 March 2026"),
        ("en", MARCH, None, "month", "March 2026"),
        ("en", MARCH, None, "year", "2026"),
        ("en", MARCH, dt.date(2026, 3, 18), "range", "14\N{EN DASH}18 March 2026"),
        ("en", dt.date(2026, 3, 1), dt.date(2026, 3, 31), "range", "March 2026"),
        ("en", dt.date(2026, 1, 1), dt.date(2026, 12, 31), "range", "2026"),
        ("en", MARCH, MARCH, "range", "14 March 2026"),
        ("cy", MARCH, None, "day", "14 Mawrth 2026"),
        ("ar", MARCH, None, "month", "مارس 2026"),
        ("pl", MARCH, None, "month", "marzec 2026"),
        ("zh-Hant", MARCH, None, "day", "2026年3月14日"),
        ("not-a-language", MARCH, None, "day", "14 March 2026"),
    ],
)
def test_dates_as_people_write_them(
    language: str, first: dt.date, last: dt.date | None, precision: str, text: str
) -> None:
    assert load_words(language, {}).date(first, last, precision).text == text


def test_dates_have_machine_and_short_forms(english: Words) -> None:
    view = english.date(MARCH, dt.date(2026, 4, 2), "range")
    assert (view.iso, view.short.replace("\N{THIN SPACE}", "")) == ("2026-03-14", "14 Mar\N{EN DASH}2 Apr 2026")
    assert english.date(MARCH, None, "month").iso == "2026-03"
    assert english.month(2026, 3) == "March 2026"
    assert english.month_name(3) == "March"


def test_lists_numbers_and_directions(english: Words) -> None:
    welsh = load_words("cy", {})
    assert english.join(("Ann", "Ben", "Cy")) == "Ann, Ben and Cy"
    assert welsh.join(("Ann", "Ifan")) == "Ann ac Ifan"
    assert welsh.join(("Ann", "Ben")) == "Ann a Ben"
    assert english.join(()) == ""
    assert english.number(12345.678) == "12,345.68"
    assert [load_words(one, {}).direction for one in ("en", "cy", "ar", "ur", "he")] == [
        "ltr",
        "ltr",
        "rtl",
        "rtl",
        "rtl",
    ]
    assert english.language_name("cy") == "Cymraeg"


def test_words_travel_to_another_process(english: Words) -> None:
    assert pickle.loads(pickle.dumps(english)) == english  # noqa: S301 - our own bytes


def test_every_language_of_the_base_theme_is_complete() -> None:
    words = load_theme("base", None, ())[0].words
    for language in ("cy", "ar"):
        assert set(words[language]) == set(words["en"]), language
        for key, text in words[language].items():
            assert placeholders(text) == placeholders(words["en"][key]), (language, key)


def test_every_plural_that_a_language_needs_is_there() -> None:
    needed = {"en": {"one", "other"}, "cy": {"one", "other"}, "ar": {"zero", "one", "two", "few", "many", "other"}}
    for language, texts in load_theme("base", None, ())[0].words.items():
        for key, text in texts.items():
            assert isinstance(text, str) or needed[language] <= set(text), (language, key)


UNKIND = ("missing", "below", "fail", "weak", "poor", "%", "behind", "not yet", "nothing yet", "red", "amber")


def test_row_a11_no_word_of_the_theme_is_unkind() -> None:
    english = load_theme("base", None, ())[0].words["en"]
    for key, text in english.items():
        said = text if isinstance(text, str) else " ".join(text.values())
        for word in said.lower().replace("stands behind", "").replace("stand behind", "").split():
            assert word.strip(".,:") not in UNKIND, (key, said)
