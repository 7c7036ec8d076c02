"""G9: each subject has fields and words of its own; no universal scale is forced."""

from __future__ import annotations

from typing import TYPE_CHECKING

from schools import entry

if TYPE_CHECKING:
    from conftest import Build

SCHOOL = """\
framework: [learner-profile, ours]
courses:
  - {name: Science, kind: single, fields: {hypothesis: What I expected}}
  - {name: Dance, kind: applied, fields: {tempo: Tempo, partner: Danced with}}
"""
FRAMEWORK = """\
skills:
  fair-test: {name: Fair testing, steps: 1-4}
  phrasing: {name: Phrasing, levels: [Following, Shaping, Leading]}
  curiosity: {name: Curiosity, kind: disposition, steps: none}
"""


def test_row_G9_two_subjects_with_different_fields_build_together(build: Build) -> None:
    built = build(
        {
            "school.yml": SCHOOL,
            "frameworks/ours.yml": FRAMEWORK,
            "learners/Amara/2026-03-14 Volcano.md": entry(
                course="Science",
                hypothesis="More vinegar makes more foam.",
                skills="{fair test: {step: 4, how: I changed one thing.}, curiosity: I asked the fire brigade.}",
            ),
            "learners/Amara/2026-05-02 Waltz.md": entry(
                "Waltz",
                "",
                course="Dance",
                tempo="90",
                partner="Ben",
                skills="{phrasing: {step: Shaping, how: I held the pause.}}",
            ),
        }
    )
    assert built.codes == []
    entries = built.profile("Amara").entries
    assert "What I expected More vinegar makes more foam." in entries["volcano"].text
    assert "Tempo" not in entries["volcano"].text
    assert "Tempo 90" in entries["waltz"].text
    assert "Danced with Ben" in entries["waltz"].text
    assert "What I expected" not in entries["waltz"].text


def test_row_G9_a_skill_may_have_its_own_scale_or_none(build: Build) -> None:
    work = {"school.yml": SCHOOL, "frameworks/ours.yml": FRAMEWORK}
    path = "learners/Amara/2026-03-14 Volcano.md"
    for skills, code in (
        ("{fair test: {step: 5, how: I changed one thing.}}", "PG305"),
        ("{phrasing: {step: 4, how: I held the pause.}}", "PG305"),
        ("{curiosity: {step: 1, how: I asked.}}", "PG305"),
    ):
        built = build({**work, path: entry(skills=skills)})
        assert built.codes == [code]
