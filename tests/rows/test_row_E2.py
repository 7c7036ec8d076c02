"""E2: messages that teach: what, where, why, what to type; each rule has its case and its place in the book."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from portfoliogen.diagnostics.rules import ALL

ROOT = Path(__file__).resolve().parents[2]
CATALOGUE = (ROOT / "docs/diagnostics.md").read_text("utf-8")


@pytest.mark.parametrize("code", sorted(ALL))
def test_row_E2_a_message_is_short_and_says_what_to_do(code: str) -> None:
    rule = ALL[code]
    for text in (rule.message, rule.hint, rule.otherwise):
        bare = re.sub(r"“[^”]*”|\{\w+\}|\S+\.(?:md|csv|yml|jpg|mp4|vtt|txt|docx)\b", "x", text)
        assert len(re.findall(r"[.?!](?:\s|$)", bare)) <= 2, text
    assert rule.hint


@pytest.mark.parametrize("code", sorted(ALL))
def test_row_E2_a_rule_has_its_anchor_in_the_book(code: str) -> None:
    assert f"\n### {code}\n" in CATALOGUE


def test_row_E2_the_cases_are_of_rules_that_exist() -> None:
    cases = {path.name[:5] for path in (ROOT / "tests/cases").iterdir() if re.match(r"PG\d{3}-", path.name)}
    assert cases <= set(ALL)
    assert "PG301" in cases
