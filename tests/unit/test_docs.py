"""The book in docs/: its commands are run, its examples checked, its tables compared with the program."""

from __future__ import annotations

import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

import schools
from portfoliogen.check.audience_fields import FORMS
from portfoliogen.check.settings import SETTINGS
from portfoliogen.cli.program import COMMANDS
from portfoliogen.diagnostics import Severity
from portfoliogen.diagnostics.formats.catalogue import as_markdown
from portfoliogen.diagnostics.rules import MODULES
from portfoliogen.model.fields import ENTRY
from portfoliogen.starting.word import Paragraph, write_docx

DOCS = Path(__file__).resolve().parents[2] / "docs"
PAGES = sorted(path.name for path in DOCS.glob("*.md"))
_BLOCK = re.compile(r"^```(?P<kind>\w+)\n(?P<text>.*?)^```$", re.MULTILINE | re.DOTALL)
HELPERS = {
    "school.yml": "name: Oakfield\ncourses: [{name: Science}]\n",
    "briefs/bridge.md": "---\ntitle: A bridge\ncriteria: [You say what you tried]\nwho: Mr Bassi\n---\n",
    "learners/Ben Li/profile.md": "I read.\n",
    "learners/Amara Okafor/profile.md": "---\nname: Amara Okafor\n---\nI build things.\n",
    "learners/Amara Okafor/goals.md": "# Explain a project\nSet: 2026-02-01\n\n- [ ] Ask Grandad\n",
}


def blocks(page: str, kind: str) -> list[str]:
    return [match["text"] for match in _BLOCK.finditer((DOCS / page).read_text("utf-8")) if match["kind"] == kind]


def plain(*words: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    """Run a command that no day matters to."""
    return subprocess.run(
        [sys.executable, "-m", "portfoliogen", *words],
        cwd=cwd,
        capture_output=True,
        check=False,
        encoding="utf-8",
        timeout=120,
    )


def test_the_book_has_its_chapters() -> None:
    assert {"students.md", "teachers.md", "schools.md", "themes.md", "fields.md", "diagnostics.md"} <= set(PAGES)


@pytest.mark.parametrize("page", PAGES)
def test_the_commands_of_a_page_work_in_its_order(page: str, tmp_path: Path) -> None:
    (tmp_path / "essay.docx").write_bytes(write_docx((Paragraph("The moon is far away from all of us."),)))
    (tmp_path / "answers.csv").write_text("Student,Title,Reflection\nAmara Okafor,Kite,It flew twice.\n", "utf-8")
    for block in blocks(page, "console"):
        for line in block.splitlines():
            assert line.startswith("$ portfoliogen "), line
            words = shlex.split(line)[2:]
            told = (
                schools.command_here(*words, cwd=tmp_path)
                if words[0] not in {"doctor", "completion"}
                else plain(*words, cwd=tmp_path)
            )
            assert told.returncode == 0, f"{line}\n{told.stdout}{told.stderr}"


@pytest.mark.parametrize("page", PAGES)
def test_every_command_that_is_named_is_there(page: str) -> None:
    text = (DOCS / page).read_text("utf-8")
    named = re.findall(r"`portfoliogen ([a-z]+)", text)
    assert set(named) <= set(COMMANDS)


@pytest.mark.parametrize("page", PAGES)
def test_links_between_pages_lead_somewhere(page: str) -> None:
    for target in re.findall(r"\]\(([^)#]+)(?:#[^)]*)?\)", re.sub(_BLOCK, "", (DOCS / page).read_text("utf-8"))):
        if not target.startswith(("http", "{")):
            assert (DOCS / target).exists(), target


def test_every_field_has_its_example_and_no_other() -> None:
    headings = re.findall(r"^### (\S+)$", (DOCS / "fields.md").read_text("utf-8"), re.MULTILINE)
    assert sorted(headings) == sorted(ENTRY)
    sections = (DOCS / "fields.md").read_text("utf-8").split("\n### ")[1:]
    for section in sections:
        name = section.partition("\n")[0]
        (example,) = (match["text"] for match in _BLOCK.finditer(section))
        assert re.search(rf"^{name}:", example, re.MULTILINE), name


def test_the_examples_have_nothing_to_mend(tmp_path: Path) -> None:
    files: dict[str, str | bytes] = dict(HELPERS)
    home = "learners/Amara Okafor"
    for page, learner in (("fields.md", home), ("students.md", "learners/Ben Li")):
        for number, text in enumerate(blocks(page, "markdown")):
            files[f"{learner}/{number}/index.md"] = text
            for name in re.findall(r"\b(\w+\.jpg)\b", text):
                files[f"{learner}/{number}/{name}"] = schools.picture()
    root = schools.write(tmp_path / "Oakfield", files)
    assert [one for one in schools.check(root) if one.severity is not Severity.NOTE] == []


def test_the_forms_of_the_book_are_all_forms_and_can_be_built(tmp_path: Path) -> None:
    text = (DOCS / "forms.md").read_text("utf-8")
    assert re.findall(r"^\| `(\w+)` \|", text, re.MULTILINE)[1:] == list(FORMS)
    (audiences,) = blocks("forms.md", "yaml")
    own = dict(zip(("conference", "application", "interview"), blocks("forms.md", "markdown"), strict=True))
    home = "learners/Amara Okafor"
    files: dict[str, str | bytes] = {
        **HELPERS,
        "school.yml": f"name: Oakfield\n{audiences}",
        **{
            f"{home}/2026-03-1{n} {title}.md": schools.entry(title)
            for n, title in enumerate(("Volcano", "Debate final"))
        },
        **{f"{home}/audiences/{name}.md": told for name, told in own.items()},
    }
    built = schools.build(schools.write(tmp_path / "Oakfield", files))
    assert [one for one in built.told if one.severity is Severity.ERROR] == []
    amara = {one.audience for one in built.report.links if one.learner == "Amara Okafor"}
    assert amara >= {*FORMS} - {"profile"}
    assert b"Speak in assembly" in built.files["private/amara-okafor--conference/index.html"]


def test_the_settings_are_all_told() -> None:
    table = (DOCS / "schools.md").read_text("utf-8").partition("### school.yml")[2].partition("### roster.csv")[0]
    told = re.findall(r"`(\w+)`", "".join(re.findall(r"^\| (`.*?) \|", table, re.MULTILINE)))
    assert sorted(told) == sorted(SETTINGS)


def test_the_catalogue_is_that_of_the_program(*, update_golden: bool) -> None:
    text = as_markdown(MODULES)
    if update_golden:
        (DOCS / "diagnostics.md").write_text(text, "utf-8")
    assert (DOCS / "diagnostics.md").read_text("utf-8") == text, (
        "pytest tests/unit/test_docs.py --update-golden writes it anew"
    )


def test_the_book_teaches_in_plain_words() -> None:
    for page in PAGES:
        text = (DOCS / page).read_text("utf-8").lower()
        assert not re.search(r"\b(simply|obviously|leverage|utilise|utilize|seamless|robust)\b", text), page
