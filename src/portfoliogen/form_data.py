"""Facts that forms go by, from data files: the questions of applications, the benchmarks of encounters."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Any

from msgspec import Struct

from portfoliogen.framework import plain
from portfoliogen.text import fold, text_in
from portfoliogen.yaml_fields import parse

_HERE = Path(__file__).parent

APPLICATION = "ucas-2026"
"""The application that the form `application` organises, a file in `applications/`."""


class Question(Struct, frozen=True):
    """A question of an application; `words` are those by which a short heading is known."""

    number: int
    text: str
    names: tuple[tuple[str, str], ...]
    words: tuple[str, ...]

    def text_in(self, language: str) -> str:
        """The question in a language, else in English."""
        return text_in(language, self.names, self.text)


class Application(Struct, frozen=True):
    """An application: its questions, the most characters for all answers, the fewest for each."""

    key: str
    name: str
    names: tuple[tuple[str, str], ...]
    limit: int
    least: int
    questions: tuple[Question, ...]

    def name_in(self, language: str) -> str:
        """The name in a language, else in English."""
        return text_in(language, self.names, self.name)

    def question(self, heading: str) -> Question | None:
        """The question that a heading means: by its number, else by one of its words."""
        words = fold(heading).replace("?", " ").replace(".", " ").replace(":", " ").replace(")", " ").split()
        if words and words[0] in {"question", "q", "cwestiwn"}:
            words = words[1:]
        first = words[0].removeprefix("q") if words else ""
        numbered = next((one for one in self.questions if first == str(one.number)), None)
        same = next(
            (
                one
                for one in self.questions
                if fold(heading) in {fold(one.text), *(fold(text) for _, text in one.names)}
            ),
            None,
        )
        if numbered or same:
            return numbered or same
        named = [one for one in self.questions if not {fold(word) for word in one.words}.isdisjoint(words)]
        return named[0] if len(named) == 1 else None


class Benchmark(Struct, frozen=True):
    """A benchmark that learners log: its number, name, and the kinds of entry that belong to it."""

    number: int
    name: str
    names: tuple[tuple[str, str], ...]
    kinds: tuple[str, ...]

    def name_in(self, language: str) -> str:
        """The name in a language, else in English."""
        return text_in(language, self.names, self.name)

    @property
    def skill(self) -> str:
        """The key under which an entry may name it."""
        return f"gatsby-{self.number}"


@lru_cache(maxsize=1)
def application() -> Application:
    """The application that learners can organise."""
    told = _data("applications", APPLICATION)
    questions = tuple(
        Question(number, one["text"], tuple(one["names"].items()), tuple(one["words"]))
        for number, one in enumerate(told["questions"], 1)
    )
    return Application(
        APPLICATION, told["name"], tuple(told["names"].items()), int(told["limit"]), int(told["least"]), questions
    )


@lru_cache(maxsize=1)
def benchmarks() -> tuple[Benchmark, ...]:
    """The benchmarks that learners log, by number."""
    told = _data("frameworks", "gatsby")
    kinds: dict[str, list[str]] = {}
    for kind, number in told["encounters"].items():
        kinds.setdefault(number, []).append(kind)
    named = {number: told["benchmarks"][number] for number in sorted(kinds, key=int)}
    return tuple(
        Benchmark(int(number), one["name"], tuple(one["names"].items()), tuple(kinds[number]))
        for number, one in named.items()
    )


def _data(folder: str, key: str) -> dict[str, Any]:
    text = (_HERE / folder / f"{key}.yml").read_text("utf-8")
    data: dict[str, Any] = plain(parse(text, f"{folder}/{key}.yml"))
    return data
