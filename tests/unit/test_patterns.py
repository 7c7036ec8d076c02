"""Regular expressions that are compiled when they are first asked for."""

import importlib
import pkgutil
import re

import pytest

import portfoliogen
from portfoliogen.patterns import _Pattern, pattern


def test_is_what_re_gives() -> None:
    found = pattern(r"(\w+) Fair", re.IGNORECASE)
    assert found.pattern == r"(\w+) Fair"
    match = found.match("Science fair")
    assert match
    assert match[1] == "Science"
    assert found.sub("x", "a fair b FAIR") == "x x"
    assert pattern(rb"\d").findall(b"a1b2") == [b"1", b"2"]


def test_is_compiled_once_and_only_when_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    compiled = re.compile("a+")

    def compile_it(text: str, _: int) -> re.Pattern[str]:
        asked.append(text)
        return compiled

    monkeypatch.setattr("portfoliogen.patterns.re.compile", compile_it)
    found = pattern("a+")
    assert asked == []
    assert [found.sub("b", "aa"), found.sub("b", "caa")] == ["b", "cb"]
    assert asked == ["a+"]


def test_each_of_the_program_can_be_compiled() -> None:
    """Python would say so when the program starts; so this does it instead."""
    count = 0
    for module in pkgutil.walk_packages(portfoliogen.__path__, "portfoliogen."):
        if module.name.rpartition(".")[2] == "__main__":
            continue
        for name, value in vars(importlib.import_module(module.name)).items():
            if isinstance(value, _Pattern):
                assert value.pattern, name
                count += 1
    assert count > 100
