"""The words of a framework, found however they are written."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Generic, TypeVar

from msgspec import Struct

from portfoliogen.diagnostics.rules import framework as rules
from portfoliogen.model.framework import Term
from portfoliogen.patterns import pattern
from portfoliogen.text import fold, nearest

if TYPE_CHECKING:
    from collections.abc import Iterable

    from portfoliogen.diagnostics import Diagnostic, Position
    from portfoliogen.model.framework import Framework, Kind, Skill, Strand
    from portfoliogen.model.school import Course

TermT = TypeVar("TermT", bound=Term)

_WITH_STEP = pattern(r"^(?P<word>.*?[^\W\d])\s*[:=]?\s*(?:step\s*|level\s*|\()?(?P<step>\d{1,3})\)?$", re.IGNORECASE)


class Match(Struct, Generic[TermT], frozen=True):
    """A word found: the term, and the version in which it was given its present name, if it had another."""

    term: TermT
    former: str = ""


class Table(Generic[TermT]):
    """Terms by every word that stands for them."""

    def __init__(self, terms: Iterable[TermT]) -> None:
        self.terms = tuple(terms)
        self._by_word: dict[str, Match[TermT]] = {}
        for term in self.terms:
            for name, version in term.former:
                self._by_word.setdefault(fold(name), Match(term, version))
        for term in self.terms:
            for word in (*term.aliases, *(name for _, name in term.names), term.name, term.key):
                self._by_word[fold(word)] = Match(term)

    def find(self, word: str) -> Match[TermT] | None:
        """The term that a word stands for."""
        return self._by_word.get(fold(word))

    def nearest(self, word: str) -> str:
        """The name of the term that was probably meant, or empty text."""
        close = nearest(word, self._by_word)
        return self._by_word[close].term.name if close else ""

    @property
    def choices(self) -> str:
        """All names, for a hint."""
        return ", ".join(term.name for term in self.terms)


class Vocabulary:
    """A school's words: made once for a worker, then only looked up."""

    def __init__(self, framework: Framework, courses: tuple[Course, ...] = ()) -> None:
        self.framework = framework
        self.strands: Table[Strand] = Table(framework.strands)
        self.elements: Table[Term] = Table(term for strand in framework.strands for term in strand.elements)
        self.strand_of_element = {term.key: strand.key for strand in framework.strands for term in strand.elements}
        self.skills: Table[Skill] = Table(framework.skills)
        self.modes: Table[Term] = Table(framework.modes)
        self.kinds: Table[Kind] = Table(framework.kinds)
        self.courses: Table[Term] = Table(Term(course.key, course.name) for course in courses)

    def skill(self, word: str, at: Position, found: list[Diagnostic]) -> Skill | None:
        """The skill that a word stands for; tells when it has another name now, or none."""
        match = self.skills.find(word)
        if match is None:
            found.append(
                rules.UNKNOWN_SKILL.at(
                    at, found=word[:60], nearest=self.skills.nearest(word), choices=self.skills.choices
                )
            )
            return None
        if match.former:
            found.append(rules.FORMER_WORD.at(at, found=word, name=match.term.name, version=match.former))
        return match.term

    def step(self, skill: Skill, word: str, at: Position, found: list[Diagnostic]) -> int | None:
        """A step of a skill by number or by the name of a level."""
        text = fold(word)
        levels = {fold(level): number for number, level in enumerate(skill.levels, skill.first_step)}
        if text in levels:
            return levels[text]
        text = text.removeprefix("step").removeprefix("level").strip()
        if text.isascii() and text.isdigit() and len(text) < 4 and not word.strip().startswith(("-", "–", "−")):
            number = int(text)
            if skill.first_step <= number <= skill.last_step and skill.last_step:
                return number
        if skill.levels:
            first, last = skill.levels[0], skill.levels[-1]
        else:
            first, last = str(skill.first_step), str(skill.last_step)
        found.append(rules.STEP_OUT_OF_RANGE.at(at, found=word[:40], skill=skill.name, first=first, last=last))
        return None

    def split_step(self, word: str) -> tuple[str, str]:
        """“teamwork 5” and “teamwork5” as a skill and a step; a level's name counts as a step too."""
        if self.skills.find(word):
            return word, ""
        match = _WITH_STEP.match(word)
        if match:
            return match["word"].strip(), match["step"]
        first, _, last = word.rpartition(" ")
        found = self.skills.find(first) if first else None
        if found and fold(last) in {fold(level) for level in found.term.levels}:
            return first, last
        return word, ""
