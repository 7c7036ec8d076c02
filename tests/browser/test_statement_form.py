"""The form for people outside, filled in as they would, from a file on their own computer."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from endorsed_school import SCHOOL, endorse, refuse, statements

import schools

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Browser, Page

ODD = """\
---
title: "</title><script>document.title='run'</script>"
strands: [passion]
skills: {teamwork: "<img src=x onerror=document.title='run'>"}
---
We rowed out, and back again.
"""
HOSTILE = {"learners/9B/Amara Okafor/2026-07-01 Odd.md": ODD}


def _school(tmp_path: Path) -> Path:
    return schools.write(tmp_path / "Oakfield", SCHOOL | HOSTILE)


def _form(browser: Browser, root: Path, word: str, requests: list[str], problems: list[str]) -> Page:
    file = root.parent / "form.html"
    endorse(root, word, "--ask", "--to", "Coach Mehmet, Harbour Rowing", "-o", str(file))
    page = browser.new_context(accept_downloads=True, viewport={"width": 360, "height": 740}).new_page()
    page.on("request", lambda one: requests.append(one.url))
    page.on("console", lambda one: problems.append(one.text) if one.type in {"error", "warning"} else None)
    page.on("pageerror", lambda one: problems.append(str(one)))
    page.clock.set_fixed_time("2026-11-23T12:00:00")
    page.goto(file.as_uri())
    return page


def test_a_statement_goes_out_and_comes_back(browser: Browser, tmp_path: Path) -> None:
    root = _school(tmp_path)
    requests: list[str] = []
    problems: list[str] = []
    page = _form(browser, root, "amara volcano", requests, problems)
    page.get_by_role("button", name="Save my statement").click()
    assert page.get_by_role("alert").is_visible()
    page.get_by_label("You are").fill("rowing coach")
    page.get_by_label("What did you see?").fill("She kept the count.\n\n“Even” in the rain — <b>all</b> day.")
    page.get_by_label("What could be a next step?").fill("Steer next time.")
    page.get_by_text("Teamwork").click()
    page.get_by_text("Yes, my name may be shown.").click()
    with page.expect_download() as download:
        page.get_by_role("button", name="Save my statement").click()
    assert page.get_by_text("One step is left").is_visible()
    file = tmp_path / download.value.suggested_filename
    assert file.name.startswith("statement-")
    assert file.suffix == ".json"
    download.value.save_as(file)
    assert json.loads(page.locator("#copy").input_value()) == json.loads(file.read_text("utf-8"))
    assert [one for one in requests if not one.startswith(("file:", "blob:"))] == []
    assert problems == []
    page.context.close()

    endorse(root, "--accept", str(file))
    (text,) = statements(root).values()
    for line in ("level: validated", "role: rowing coach", "named: yes", "teamwork:", "next: Steer next time."):
        assert line in text
    entry = schools.build(root).profile("Amara Okafor").entries["volcano"]
    assert "Validated by Coach Mehmet, rowing coach, Harbour Rowing" in entry.text
    assert "“Even” in the rain — <b>all</b> day." in entry.text
    assert "accepted already" in refuse(root, "--accept", str(file))


def test_nothing_that_a_learner_wrote_runs_in_the_form(browser: Browser, tmp_path: Path) -> None:
    requests: list[str] = []
    page = _form(browser, _school(tmp_path), "amara odd", requests, [])
    assert page.title() != "run"
    assert page.locator("img").count() == 0
    assert page.locator("script").count() == 1
    assert len(requests) == 1
    assert page.evaluate("() => document.documentElement.scrollWidth <= innerWidth")
    page.context.close()
