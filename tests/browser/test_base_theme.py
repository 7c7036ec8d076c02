"""The base theme in a real browser, opened from disk as from a memory stick: readable, reachable, alone."""

from __future__ import annotations

import re
import shutil
from typing import TYPE_CHECKING

import pytest
import sample_views
from visiting import LOOKS, Visit

from portfoliogen.render.pages import render_pages
from portfoliogen.theme import load_theme

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Browser, Page, Route

    from portfoliogen.model.site import SitePlan

KINDS = {
    "home": "index.html",
    "entries": "entries/index.html",
    "entry": sample_views.VOLCANO_CARD.path,
    "then and now": sample_views.ESSAY_CARD.path,
    "film": sample_views.DEBATE_CARD.path,
    "no words": sample_views.UNDATED_CARD.path,
    "arabic": sample_views.MARKET_CARD.path,
    "strand": sample_views.FOUNDATIONS.path,
    "skill": sample_views.SKILLS["Creativity"].path,
    "year": "years/2025-26/index.html",
    "course": "courses/science/index.html",
    "qualifications": "qualifications/index.html",
    "goals": "goals/index.html",
    "goal": sample_views.GOAL.link.path,
}


def write_site(folder: Path, plan: SitePlan, media: Path | None) -> Path:
    theme, _ = load_theme("base", None, ())
    files, _ = render_pages(plan, theme, theme.words_in(plan.view.language), sample_views.MADE)
    for one in files:
        path = folder / one.path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(one.data or b"")
    if media:
        shutil.copytree(media, folder / "media")
    return folder


@pytest.fixture(scope="session")
def sites(tmp_path_factory: pytest.TempPathFactory, draw_media: Path) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("sites")
    return {
        "en": write_site(folder / "en", sample_views.full_plan(), draw_media),
        "cy": write_site(folder / "cy", sample_views.full_plan("cy"), draw_media),
        "ar": write_site(folder / "ar", sample_views.full_plan("ar", "rtl"), draw_media),
        "empty": write_site(folder / "empty", sample_views.empty_plan(), None),
        "index": write_site(folder / "index", sample_views.index_plan(), None),
    }


@pytest.mark.parametrize("kind", KINDS)
def test_a_page_is_accessible_fits_and_stays_alone(window: Page, sites: dict[str, Path], kind: str) -> None:
    with Visit(window, sites["en"] / KINDS[kind], 320, "light") as visit:
        for width_px, scheme in LOOKS:
            visit.look(width_px, scheme)
            assert visit.overflow_px() <= 0, width_px
            assert visit.faults() == [], (width_px, scheme)
        visit.look(390, "light")
        assert visit.overflow_px() <= 0
        assert visit.said == []
        assert visit.strangers == []


def test_on_a_phone_light_or_dark_is_chosen_in_the_corner(window: Page, sites: dict[str, Path]) -> None:
    """Where there is no name beside it and where there is one."""
    for site, page in (("index", "index.html"), ("en", KINDS["home"]), ("en", KINDS["entry"])):
        with Visit(window, sites[site] / page, 390, "light") as visit:
            from_the_edge = "one => innerWidth - one.getBoundingClientRect().right"
            assert visit.page.locator(".look").evaluate(from_the_edge) < 20, page


@pytest.mark.parametrize("language", ["cy", "ar"])
@pytest.mark.parametrize("kind", ["home", "entry", "skill", "qualifications"])
def test_other_languages_are_accessible_and_fit(window: Page, sites: dict[str, Path], kind: str, language: str) -> None:
    with Visit(window, sites[language] / KINDS[kind], 320, "light") as visit:
        for width_px in (320, 1280):
            visit.look(width_px, "light")
            assert visit.overflow_px() <= 0
            assert visit.faults() == []


@pytest.mark.parametrize(
    ("site", "path"), [("empty", "index.html"), ("empty", "entry/index.html"), ("index", "index.html")]
)
def test_a_beginner_s_page_and_the_school_index_are_accessible(
    window: Page, sites: dict[str, Path], site: str, path: str
) -> None:
    with Visit(window, sites[site] / path, 390, "dark") as visit:
        assert visit.overflow_px() <= 0
        assert visit.faults() == []


def test_row_f7_every_page_is_whole_without_a_script(window_without_script: Page, sites: dict[str, Path]) -> None:
    with Visit(window_without_script, sites["en"] / "index.html", 390, "light") as visit:
        page = visit.page
        page.get_by_role("link", name="Our volcano erupted").first.click()
        assert page.get_by_role("heading", level=1).inner_text().startswith("Our volcano erupted")
        page.get_by_role("link", name="Creativity").last.click()
        assert page.get_by_role("heading", level=1).inner_text() == "Creativity"
        assert visit.said == []


def test_the_policy_stops_inline_styles_scripts_and_pictures_from_elsewhere(
    window: Page, sites: dict[str, Path], tmp_path: Path
) -> None:
    text = (sites["en"] / "index.html").read_text(encoding="utf-8")
    evil = (
        '<p id="evil" style="color:red" onclick="x">x</p><script>document.title="gone"</script>'
        '<img src="https://example.org/a.png" alt="x"></main>'
    )
    (tmp_path / "index.html").write_text(text.replace("</main>", evil), encoding="utf-8")
    with Visit(window, tmp_path / "index.html", 390, "light") as visit:
        assert visit.page.title() == sample_views.NAME
        assert visit.page.locator("#evil").evaluate("one => getComputedStyle(one).color") != "rgb(255, 0, 0)"
        assert sum("Content Security Policy" in one for one in visit.said) > len("no")


def test_the_keyboard_reaches_everything_and_shows_where_it_is(window: Page, sites: dict[str, Path]) -> None:
    with Visit(window, sites["en"] / "index.html", 1280, "light") as visit:
        page = visit.page
        wanted = page.evaluate(
            "[...document.querySelectorAll('a[href], summary, video, audio, [tabindex=\"0\"]')]"
            ".filter(one => one.checkVisibility()).length"
        )
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.className") == "skip"
        reached = set()
        for _ in range(wanted * 2):
            reached.add(page.evaluate("[...document.querySelectorAll('*')].indexOf(document.activeElement)"))
            width = page.evaluate("""() => { const one = document.activeElement;
                const box = one.closest('.card:focus-within') ?? one;
                return parseFloat(getComputedStyle(box).outlineWidth) }""")
            assert width >= 3 or page.evaluate("document.activeElement.matches('video, body')")
            page.keyboard.press("Tab")
        assert len(reached) >= wanted


def test_links_that_stand_alone_are_large_enough_for_a_thumb(window: Page, sites: dict[str, Path]) -> None:
    for kind in ("home", "entry"):
        with Visit(window, sites["en"] / KINDS[kind], 390, "light") as visit:
            small = visit.page.evaluate("""() => [...document.querySelectorAll(
                '.parts a, .around a, .more a, .whose a')]
                .filter(one => one.checkVisibility()).map(one => one.getBoundingClientRect())
                .filter(box => box.height < 44).length""")
            assert small == 0


def test_row_a5_paper_has_no_menus_no_cut_pictures_and_the_targets_of_links(
    window: Page, sites: dict[str, Path]
) -> None:
    with Visit(window, sites["en"] / KINDS["entry"], 1280, "dark") as visit:
        page = visit.page
        page.emulate_media(media="print")
        for hidden in (".parts", ".trail", ".around", ".skip", "audio", "video"):
            assert not page.locator(hidden).first.is_visible(), hidden
        after = page.locator('.prose a[href^="https"]').first.evaluate(
            "one => getComputedStyle(one, '::after').content"
        )
        assert "example.org/volcano" in after
        assert page.locator(".transcript p").first.is_visible()
        assert page.locator("img.still").first.is_visible()
        assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"


def test_forced_colours_keep_shapes_and_levels(window: Page, sites: dict[str, Path]) -> None:
    with Visit(window, sites["en"] / "index.html", 390, "light") as visit:
        visit.page.emulate_media(forced_colors="active")
        colours = visit.page.evaluate("""() => [...document.querySelectorAll('.mark')].slice(0, 4)
            .map(one => getComputedStyle(one).backgroundColor)""")
        assert "rgba(0, 0, 0, 0)" not in colours


def test_nothing_moves_for_those_who_asked_for_rest(window: Page, sites: dict[str, Path]) -> None:
    with Visit(window, sites["en"] / "index.html", 1280, "light") as visit:
        visit.page.emulate_media(reduced_motion="reduce")
        moving = visit.page.evaluate("""() => [...document.querySelectorAll('*')]
            .filter(one => parseFloat(getComputedStyle(one).transitionDuration) > 0).length""")
        assert moving == 0


def test_a_page_does_not_jump_while_pictures_arrive(window: Page, sites: dict[str, Path]) -> None:
    for kind in ("home", "entry"):
        with Visit(window, sites["en"] / KINDS[kind], 390, "light") as visit:
            visit.page.evaluate("scrollTo(0, document.body.scrollHeight)")
            visit.page.wait_for_timeout(300)
            shift = visit.page.evaluate("""() => new Promise(done => { let sum = 0;
                new PerformanceObserver(list => { for (const one of list.getEntries())
                    if (!one.hadRecentInput) sum += one.value }).observe({type: 'layout-shift', buffered: true});
                setTimeout(() => done(sum), 200) })""")
            assert shift == 0


@pytest.mark.parametrize("path", [KINDS["entry"], sample_views.UNDATED_CARD.path])
def test_a_picture_has_its_place_before_it_comes(browser: Browser, sites: dict[str, Path], path: str) -> None:
    held: list[Route] = []
    page = browser.new_page(viewport={"width": 390, "height": 800})
    page.route(re.compile(r"\.(webp|jpg|png)$"), lambda route: held.append(route))  # noqa: PLW0108 - no built-in one
    page.goto((sites["en"] / path).as_uri(), wait_until="domcontentloaded")
    flat = page.evaluate("""() => [...document.querySelectorAll('img:not(.blur)')]
        .filter(one => one.checkVisibility() && !one.offsetHeight).map(one => one.outerHTML)""")
    assert flat == []
    assert held
    for one in held:
        one.abort()
    page.close()
