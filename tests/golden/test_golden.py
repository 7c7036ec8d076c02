"""One learner's plan and pages, kept to be read: a change of either shows as a difference that people review.

`school/` is the source, `plan.txt` every page and file of each audience's profile, `pages/` the pages of the
public one that show most, in the base theme. To renew them: `--update-golden`, then read the difference.
"""

from __future__ import annotations

import re
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import schools

if TYPE_CHECKING:
    from schools import Built, Profile

HERE = Path(__file__).parent
PAGES = HERE / "pages"
KEPT = ("index.html", "entries/volcano/index.html", "entries/looking-back/index.html", "skills/creativity/index.html")
"""Pages that are kept whole; `plan.txt` names the others."""


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    root = tmp_path_factory.mktemp("golden") / "Oakfield"
    shutil.copytree(HERE / "school", root)
    schools.keep_secret(root)
    return schools.build(root)


def _plan(built: Built) -> str:
    lines = []
    for site in ("school", "public"):
        for name, profile in built.profiles(site).items():
            lines.append(f"{name} ({site})")
            lines += [f"    {path}{_title(profile, path)}" for path in sorted(profile.files)]
    return "\n".join(lines) + "\n"


def _title(profile: Profile, path: str) -> str:
    page = profile.pages.get(path.removesuffix("index.html").rstrip("/")) if path.endswith(".html") else None
    return f" — {page.title}" if page else ""


def _plain(html: str) -> str:
    """A page without what a picture library's next version might change."""
    return re.sub(r"data:image/webp;base64,[A-Za-z0-9+/=]+", "data:image/webp;base64,…", html)


def test_nothing_is_amiss_in_the_golden_learner(built: Built) -> None:
    assert built.codes == []


def test_plan(built: Built, *, update_golden: bool) -> None:
    file = HERE / "plan.txt"
    if update_golden:
        file.write_text(_plan(built), encoding="utf-8")
    assert _plan(built) == file.read_text(encoding="utf-8")


def test_pages(built: Built, *, update_golden: bool) -> None:
    profile = built.profile("Amara Okafor", "public")
    pages = {
        page.path.replace("/index.html", ".html"): _plain(page.html)
        for page in profile.pages.values()
        if page.path in KEPT
    }
    if update_golden:
        shutil.rmtree(PAGES, ignore_errors=True)
        schools.write(PAGES, pages)
    kept = {path.relative_to(PAGES).as_posix(): path.read_text("utf-8") for path in sorted(PAGES.rglob("*.html"))}
    assert sorted(pages) == sorted(kept)
    for path, html in pages.items():
        assert html == kept[path], path
