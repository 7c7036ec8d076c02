"""Every theme in a real browser, from disk: accessible, within its budgets, and what its script adds."""

from __future__ import annotations

import gzip
import re
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlparse

import pytest
import sample_views
from playwright.sync_api import expect
from visiting import LOOKS, Visit, faults, overflow_px

from portfoliogen.render.pages import render_pages
from portfoliogen.theme import load_theme, theme_names, themes_folder

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Page
    from visiting import Scheme

THEMES = theme_names((themes_folder(),))
OTHERS = [name for name in THEMES if name != "base"]
KINDS = {
    "home": "index.html",
    "entries": "entries/index.html",
    "skills": "skills/index.html",
    "accessibility": "accessibility/index.html",
    "entry": sample_views.VOLCANO_CARD.path,
    "then and now": sample_views.ESSAY_CARD.path,
    "no words": sample_views.UNDATED_CARD.path,
    "strand": sample_views.FOUNDATIONS.path,
    "skill": sample_views.SKILLS["Creativity"].path,
    "year": "years/2025-26/index.html",
    "qualifications": "qualifications/index.html",
    "goal": sample_views.GOAL.link.path,
}
NEW_IN_BASE = ("entries", "skills", "accessibility")
"""Pages that test_base_theme.py does not look at."""

HTML_GZ, CSS_GZ, SCRIPT_GZ, HOME = 15 * 1024, 10 * 1024, 12 * 1024, 300 * 1024
"""Budgets in bytes; the home's is for all of it but film and sound."""


@pytest.fixture(scope="session")
def sites(tmp_path_factory: pytest.TempPathFactory, draw_media: Path) -> dict[tuple[str, str], Path]:
    """Every theme in English and Arabic, as folders."""
    made = {}
    for name in THEMES:
        theme, found = load_theme(name, None, ())
        assert found == ()
        for language, direction in (("en", "ltr"), ("ar", "rtl")):
            folder = tmp_path_factory.mktemp(f"{name}-{language}")
            plan = sample_views.full_plan(language, direction)
            files, problems = render_pages(plan, theme, theme.words_in(language), sample_views.MADE)
            assert problems == ()
            for one in files:
                place = folder / one.path
                place.parent.mkdir(parents=True, exist_ok=True)
                place.write_bytes(one.data or b"")
            (folder / "media").symlink_to(draw_media)
            made[name, language] = folder
    return made


@pytest.fixture
def page(window: Page) -> Iterator[Page]:
    """A page that fails the test if it says anything, or asks for anything from elsewhere."""
    with Visit(window) as visit:
        yield window
    assert visit.said == []
    assert visit.strangers == []


def look(page: Page, width_px: int, scheme: Scheme) -> None:
    page.set_viewport_size({"width": width_px, "height": 800})
    page.emulate_media(color_scheme=scheme)


CASES = [(theme, kind) for theme in THEMES for kind in (KINDS if theme != "base" else NEW_IN_BASE)]


@pytest.mark.parametrize(("theme", "kind"), CASES)
def test_axe_finds_nothing_and_the_page_fits(
    page: Page, sites: dict[tuple[str, str], Path], theme: str, kind: str
) -> None:
    page.goto((sites[theme, "en"] / KINDS[kind]).as_uri())
    for width_px, _ in LOOKS[:2]:
        page.set_viewport_size({"width": width_px, "height": 800})
        assert overflow_px(page) <= 0
    # axe is slow: the themes take turns, so that each kind is looked at narrow and wide, by day and by night.
    look(page, *LOOKS[(THEMES.index(theme) + list(KINDS).index(kind)) % len(LOOKS)])
    assert faults(page) == []


@pytest.mark.parametrize("kind", ["home", "entries", "skills", "entry"])
@pytest.mark.parametrize("theme", THEMES)
def test_right_to_left_axe_finds_nothing_and_the_page_fits(
    page: Page, sites: dict[tuple[str, str], Path], theme: str, kind: str
) -> None:
    page.goto((sites[theme, "ar"] / KINDS[kind]).as_uri())
    look(page, 320, "dark" if kind in {"home", "skills"} else "light")
    assert overflow_px(page) <= 0
    assert faults(page) == []
    look(page, 1280, "light")
    assert overflow_px(page) <= 0


@pytest.mark.parametrize("theme", OTHERS)
def test_text_four_times_as_large_still_fits(page: Page, sites: dict[tuple[str, str], Path], theme: str) -> None:
    for kind in ("home", "entry", "entries"):
        page.goto((sites[theme, "en"] / KINDS[kind]).as_uri())
        look(page, 320, "light")
        assert overflow_px(page) <= 0, kind


LONG_WORDS = """() => {
    const walker = document.createTreeWalker(document.querySelector('main'), NodeFilter.SHOW_TEXT);
    const hidden = ['SCRIPT', 'STYLE', 'TEMPLATE', 'OPTION'];
    for (let node; (node = walker.nextNode()); )
        if (node.data.trim() && !hidden.includes(node.parentElement.tagName)) node.data = 'Aa'.repeat(60) + 'ب'.repeat(60);
}"""


@pytest.mark.parametrize("theme", THEMES)
def test_words_without_an_end_do_not_push_a_page_sideways(
    page: Page, sites: dict[tuple[str, str], Path], theme: str
) -> None:
    look(page, 320, "light")
    for kind in ("home", "entry", "entries", "strand", "skill", "qualifications", "goal"):
        page.goto((sites[theme, "en"] / KINDS[kind]).as_uri())
        page.evaluate(LONG_WORDS)
        assert overflow_px(page) <= 0, kind


@pytest.mark.parametrize("theme", THEMES)
def test_a_theme_stays_within_its_budgets(browser: Browser, sites: dict[tuple[str, str], Path], theme: str) -> None:
    folder = sites[theme, "en"]
    for file in folder.rglob("*.html"):
        assert len(gzip.compress(file.read_bytes())) <= HTML_GZ, file
    assert len(gzip.compress((folder / "assets/style.css").read_bytes())) <= CSS_GZ
    assert len(gzip.compress((folder / "assets/profile.js").read_bytes())) <= SCRIPT_GZ
    asked: set[str] = set()
    context = browser.new_context(viewport={"width": 390, "height": 800}, device_scale_factor=2)
    page = context.new_page()
    page.on("request", lambda request: asked.add(unquote(urlparse(request.url).path)))
    page.goto((folder / "index.html").as_uri())
    page.evaluate("scrollTo(0, document.body.scrollHeight)")
    page.wait_for_timeout(200)
    context.close()
    sizes = {
        one: len(gzip.compress(folder.joinpath(one).read_bytes()))
        for one in asked
        if one.startswith(f"{folder}/") and not one.endswith((".mp4", ".mp3"))
    }
    assert sum(sizes.values()) <= HOME, sizes


@pytest.mark.parametrize("theme", THEMES)
def test_paper_has_no_menus_no_buttons_and_whole_pictures(
    page: Page, sites: dict[tuple[str, str], Path], theme: str
) -> None:
    for kind in ("home", "entries", "entry"):
        page.goto((sites[theme, "en"] / KINDS[kind]).as_uri())
        page.emulate_media(media="print", color_scheme="dark")
        for hidden in (".parts", ".skip", ".look", ".find", "button", ".foot [href$='accessibility/index.html']"):
            assert page.locator(hidden).filter(visible=True).count() == 0, (kind, hidden)
        assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
        assert page.evaluate("""() => [...document.querySelectorAll('figure img, .card, .row')]
            .filter(one => one.checkVisibility()).every(one => getComputedStyle(
                one.closest('figure, .card, .row, li')).breakInside === 'avoid' || one.closest('.then-now'))""")
        # A wide table may run into the margin; nothing else may leave the sheet.
        page.set_viewport_size({"width": 673, "height": 950})
        assert overflow_px(page) <= 0, kind
        # No narrow column that cuts the names of skills.
        names = "all => Math.min(999, ...all.map(one => one.offsetWidth / parseFloat(getComputedStyle(one).fontSize)))"
        assert page.locator(".skill h4").evaluate_all(names) > 6, kind


@pytest.mark.parametrize("theme", THEMES)
def test_on_paper_nothing_stands_alone(page: Page, sites: dict[tuple[str, str], Path], theme: str) -> None:
    def breaks(where: str, which: str) -> str:
        return str(page.locator(where).first.evaluate(f"one => getComputedStyle(one).{which}"))

    page.emulate_media(media="print")
    page.goto((sites[theme, "en"] / KINDS["year"]).as_uri())
    assert breaks(".timeline > li", "breakInside") == "avoid"
    assert breaks(".foot", "breakBefore") == "avoid"
    page.goto((sites[theme, "en"] / KINDS["skills"]).as_uri())
    assert breaks(".map", "breakInside") == "avoid"
    # What sticks has no line below it on paper.
    assert breaks(".map th[scope='row']", "position") == "static"
    page.goto((sites[theme, "en"] / KINDS["entry"]).as_uri())
    # It may be as long as a page, and would leave the first one nearly empty.
    assert breaks(".shows", "breakInside") == "auto"
    assert breaks(".about > section", "breakInside") == "avoid"
    page.goto((sites[theme, "en"] / KINDS["then and now"]).as_uri())
    page.set_viewport_size({"width": 673, "height": 950})
    assert len(breaks(".then-now", "gridTemplateColumns").split()) == len(("then", "now"))


# --- what the script adds


def test_entries_are_found_by_words_strand_skill_and_year(page: Page, sites: dict[tuple[str, str], Path]) -> None:
    page.goto((sites["base", "en"] / KINDS["entries"]).as_uri())
    rows = page.locator(".row")
    everything = rows.filter(visible=True).count()
    page.get_by_label("Words").fill("ERÚPTED vólcano")
    assert rows.filter(visible=True).count() == 1
    assert page.get_by_role("status").inner_text() == "Shown: 1"
    page.get_by_label("Words").fill("nothing has this in it")
    assert "Take one choice away" in page.get_by_role("status").inner_text()
    assert page.get_by_role("heading", level=2).filter(visible=True).count() == 0
    page.get_by_role("button", name="Show all").click()
    expect(rows.filter(visible=True)).to_have_count(everything)
    page.get_by_label("Strand", exact=True).select_option("Passion")
    some = rows.filter(visible=True).count()
    assert 0 < some < everything
    page.get_by_label("Skill", exact=True).select_option("Planning")
    assert 0 < rows.filter(visible=True).count() <= some


def test_the_keyboard_reaches_the_filter_and_uses_it(page: Page, sites: dict[tuple[str, str], Path]) -> None:
    page.goto((sites["secondary", "en"] / KINDS["entries"]).as_uri())
    for _ in range(60):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.id") == "find-words":
            break
    page.keyboard.type("bowl")
    assert page.locator(".row").filter(visible=True).count() == 1
    page.keyboard.press("Enter")
    assert page.url.endswith("entries/index.html")


@pytest.mark.parametrize("theme", THEMES)
def test_the_light_box_opens_turns_and_gives_the_focus_back(
    page: Page, sites: dict[tuple[str, str], Path], theme: str
) -> None:
    page.goto((sites[theme, "en"] / KINDS["no words"]).as_uri())
    frame = page.locator("a.frame").first
    frame.focus()
    page.keyboard.press("Enter")
    dialog = page.get_by_role("dialog")
    assert dialog.is_visible()
    first = dialog.get_by_role("img").get_attribute("src")
    assert dialog.get_by_role("img").get_attribute("alt") == sample_views.BRIDGE.alt
    assert faults(page) == []
    page.keyboard.press("ArrowRight")
    assert dialog.get_by_role("img").get_attribute("src") != first
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("Escape")
    assert not dialog.is_visible()
    assert page.evaluate("document.activeElement.matches('a.frame')")


def test_a_reader_s_choice_of_light_or_dark_is_remembered(page: Page, sites: dict[tuple[str, str], Path]) -> None:
    page.goto((sites["base", "en"] / "index.html").as_uri())
    paper = "getComputedStyle(document.body).backgroundColor"
    day = page.evaluate(paper)
    page.get_by_role("button", name="Dark page").click()
    night = page.evaluate(paper)
    assert night != day
    assert faults(page) == []
    page.goto((sites["base", "en"] / KINDS["entry"]).as_uri())
    assert page.evaluate(paper) == night
    page.emulate_media(color_scheme="dark")
    page.get_by_role("button", name="Light page").click()
    assert page.evaluate(paper) == day


def test_a_page_is_presented_part_by_part(page: Page, sites: dict[tuple[str, str], Path]) -> None:
    page.goto((sites["showcase", "en"] / "index.html").as_uri())
    page.get_by_role("button", name="Present this page").click()
    assert page.get_by_role("heading", level=1).is_visible()
    assert not page.get_by_role("heading", name="Highlights").is_visible()
    for _ in range(12):
        if page.get_by_role("heading", name="Highlights").is_visible():
            break
        page.keyboard.press("ArrowRight")
    assert page.get_by_role("heading", name="Highlights").is_visible()
    assert not page.get_by_role("heading", level=1).is_visible()
    page.get_by_role("button", name="End").click()
    assert page.get_by_role("heading", level=1).is_visible()
    assert page.evaluate("document.activeElement.matches('.start')")


def test_without_a_script_no_control_is_there(window_without_script: Page, sites: dict[tuple[str, str], Path]) -> None:
    for kind in ("home", "entries", "entry"):
        with Visit(window_without_script, sites["primary", "en"] / KINDS[kind]) as visit:
            assert visit.page.locator("button, input, select, dialog").count() == 0


# --- pictures


@pytest.mark.parametrize("theme", THEMES)
def test_every_picture_made_of_shapes_says_its_result(
    page: Page, sites: dict[tuple[str, str], Path], theme: str
) -> None:
    page.goto((sites[theme, "en"] / KINDS["skills"]).as_uri())
    says = re.compile("step 3.*step 6", re.DOTALL | re.IGNORECASE)
    picture = page.get_by_role("img", name=re.compile("^Creativity .*step 3.*step 6"))
    assert picture.count() == 1
    assert says.search(page.get_by_role("row", name="Creativity").first.inner_text())
    assert page.get_by_role("table").nth(1).get_by_role("columnheader").count() > len("abc")
    assert "%" not in page.locator("main").inner_text()


def test_pictures_of_shapes_hold_on_paper_and_in_forced_colours(page: Page, sites: dict[tuple[str, str], Path]) -> None:
    page.goto((sites["base", "en"] / KINDS["skills"]).as_uri())
    page.emulate_media(forced_colors="active")
    dot = page.locator(".dot").first
    assert dot.evaluate("one => getComputedStyle(one).backgroundColor") not in {
        "rgba(0, 0, 0, 0)",
        page.evaluate("getComputedStyle(document.body).backgroundColor"),
    }
    page.emulate_media(media="print", forced_colors="none")
    assert dot.evaluate("one => getComputedStyle(one).printColorAdjust") == "exact"


@pytest.mark.parametrize("theme", THEMES)
def test_in_forced_colours_shapes_stay_and_the_page_that_is_open_is_told(
    page: Page, sites: dict[tuple[str, str], Path], theme: str
) -> None:
    def colours(where: str, which: str) -> set[str]:
        return set(page.locator(where).evaluate_all(f"all => all.map(one => getComputedStyle(one).{which})"))

    page.goto((sites[theme, "en"] / KINDS["skills"]).as_uri())
    page.emulate_media(forced_colors="active")
    ground, ink = (page.evaluate(f"getComputedStyle(document.body).{one}") for one in ("backgroundColor", "color"))
    assert colours(".parts a:not([aria-current])", "borderBottomColor") - {ground} == set() or colours(
        ".parts a:not([aria-current])", "borderBottomWidth"
    ) == {"0px"}
    assert colours(".parts [aria-current]", "borderBottomColor") - {ground}
    assert colours(".growth-picture .track", "stroke") == {ink}
    assert page.locator(".look").filter(visible=True).count() == 0
    page.goto((sites[theme, "en"] / KINDS["entries"]).as_uri())
    assert colours(".mark", "backgroundColor") == {ink}


def test_right_to_left_growth_runs_from_the_right(page: Page, sites: dict[tuple[str, str], Path]) -> None:
    page.goto((sites["base", "ar"] / KINDS["skills"]).as_uri())
    then, now = (page.locator(f".growths .{name}").first.bounding_box() for name in ("then", "now"))
    assert then is not None
    assert now is not None
    assert now["x"] < then["x"]
