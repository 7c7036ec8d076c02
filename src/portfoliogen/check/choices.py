"""Fields of an entry that take one of a few words: where, support, language, course."""

from __future__ import annotations

from portfoliogen.check.layers import Layered
from portfoliogen.check.tags import Tags
from portfoliogen.check.vocabulary import Vocabulary
from portfoliogen.diagnostics import Diagnostic
from portfoliogen.diagnostics.rules import fields as rules
from portfoliogen.diagnostics.rules import framework as framework_rules
from portfoliogen.patterns import pattern
from portfoliogen.text import fold, nearest, one_line

WHERES = ("school", "home", "community", "work", "online")
_WHERE_WORDS = {
    "at home": "home",
    "at school": "school",
    "in school": "school",
    "college": "school",
    "university": "school",
    "club": "community",
    "outside school": "community",
    "workplace": "work",
    "placement": "work",
    "internet": "online",
    "ysgol": "school",
    "cartref": "home",
    "cymuned": "community",
    "gwaith": "work",
    "ar lein": "online",
}
_SUPPORT = {
    "independently": "independently",
    "independent": "independently",
    "alone": "independently",
    "on my own": "independently",
    "with help": "help",
    "help": "help",
    "helped": "help",
    "with support": "help",
}
_LANGUAGE = pattern(r"[a-zA-Z]{2,3}(?:[-_][A-Za-z0-9]{2,8})*")


def where_of(layered: Layered, found: list[Diagnostic]) -> str:
    """Where it was learnt, one of `WHERES`; in school where nothing is said."""
    layer = layered.of("where")
    value = layer.scalar("where") if layer.has("where") else None
    if value is None:
        return "school"
    word = fold(value.text)
    if word in WHERES:
        return word
    if word in _WHERE_WORDS:
        return _WHERE_WORDS[word]
    found.append(
        rules.UNKNOWN_CHOICE.at(
            value.at,
            found=one_line(value.text)[:60],
            field="where",
            nearest=_WHERE_WORDS.get(nearest(word, _WHERE_WORDS), "") or nearest(word, WHERES),
            choices=", ".join(WHERES),
        )
    )
    return "school"


def support_of(layered: Layered) -> str:
    """How much help there was: "independently", "help", or the words as they stand."""
    text = layered.of("support").text("support")
    return _SUPPORT.get(fold(text), text)


def language_of(layered: Layered, found: list[Diagnostic]) -> str:
    """The language code of the text; empty where it is the school's."""
    layer = layered.of("lang")
    value = layer.scalar("lang") if layer.has("lang") else None
    if value is None:
        return ""
    text = one_line(value.text)
    by_name = {
        "english": "en",
        "welsh": "cy",
        "cymraeg": "cy",
        "arabic": "ar",
        "chinese": "zh",
        "polish": "pl",
        "french": "fr",
        "spanish": "es",
        "german": "de",
        "urdu": "ur",
        "italian": "it",
        "korean": "ko",
    }
    if fold(text) in by_name:
        return by_name[fold(text)]
    if _LANGUAGE.fullmatch(text):
        return text.replace("_", "-")
    found.append(rules.BAD_LANGUAGE.at(value.at, found=text[:40]))
    return ""


def course_of(layered: Layered, tags: Tags, vocabulary: Vocabulary, found: list[Diagnostic]) -> tuple[str, str]:
    """Course key and subject text; an unknown course is shown as it stands."""
    layer = layered.of("course")
    subject = layered.of("subject").text("subject")
    if layer.has("course"):
        value = layer.scalar("course")
        if value is None:
            return tags.course, subject
        match = vocabulary.courses.find(value.text)
        if match:
            return match.term.key, subject
        if vocabulary.courses.terms:
            found.append(
                framework_rules.UNKNOWN_COURSE.at(
                    value.at,
                    found=one_line(value.text)[:60],
                    nearest=vocabulary.courses.nearest(value.text),
                    choices=vocabulary.courses.choices,
                )
            )
        return "", subject or one_line(value.text)
    if subject:
        match = vocabulary.courses.find(subject)
        if match:
            return match.term.key, subject
    return tags.course, subject
