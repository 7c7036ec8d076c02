"""G7: no learner is compared with another."""

from __future__ import annotations

import itertools
import json
import re
from typing import TYPE_CHECKING

import schools
from schools import entry

if TYPE_CHECKING:
    from conftest import Folder

NAMES = ("Amara", "Ben", "Cerys")
SCHOOL = {"school.yml": "name: Oakfield\npublish: public\nvisibility: public\n"}
WORK = {
    name: {
        f"2026-03-{day:02} Day {day}.md": entry(f"Day {day}", "", skills="{teamwork: 7}")
        for day in range(1, 3 + 2 * number)
    }
    for number, name in enumerate(NAMES)
}
COMPARING = re.compile(
    r"\b(rank\w*|average\w*|mean score|percent\w*|percentile\w*|leader ?board|top \d+|compared|cohort|above|class "
    r"average|out of|quartile|median|best in)\b|\d+ ?%",
    re.IGNORECASE,
)


def _school(order: tuple[str, ...], first: str = "") -> dict[str, str]:
    """The same three learners; their folders' order on disk and in the roster is as given."""
    files = dict(SCHOOL)
    files["roster.csv"] = "folder,name\n" + "".join(f"{name},{name}\n" for name in order)
    for name in order:
        if name != first:
            files |= {f"learners/{name}/{path}": text for path, text in WORK[name].items()}
    return files


def test_row_G7_permuting_learners_changes_no_learners_site(folder: Folder) -> None:
    sites = []
    for number, order in enumerate(itertools.permutations(NAMES)):
        built = schools.build(folder(_school(order), f"order-{number}/Oakfield"))
        sites.append(built.files)
    assert all(one == sites[0] for one in sites)


def test_row_G7_a_learners_site_is_the_same_whoever_else_is_there(folder: Folder) -> None:
    together = schools.build(folder(_school(NAMES), "all/Oakfield"))
    for name in NAMES:
        alone = schools.build(folder(_school((name,)), f"only-{name}/Oakfield"))
        for site in ("school", "public"):
            assert alone.profile(name, site).files == together.profile(name, site).files


def test_row_G7_shared_pages_hold_names_in_order_and_no_number(folder: Folder) -> None:
    built = schools.build(folder(_school(tuple(reversed(NAMES)))))
    index = schools.Page("index.html", built.files["school/index.html"].decode())
    assert [link.text for link in index.main.all("a")] == list(NAMES)
    assert not re.search(r"\d", index.text)
    assert set(json.loads(built.files["school/site.json"])) <= {"site", "for", "public"}


def test_row_G7_no_word_of_a_theme_compares() -> None:
    assert {path: words for path, text in schools.theme_texts().items() if (words := COMPARING.findall(text))} == {}
