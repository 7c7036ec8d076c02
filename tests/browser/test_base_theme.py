"""The base theme in a real browser, opened from disk as from a memory stick: readable, reachable, alone."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING, Literal, Self, TypeAlias

import pytest
import sample_views
from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]

from portfoliogen.render.pages import render_pages
from portfoliogen.theme import load_theme

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Browser, Page

    from portfoliogen.model.site import SitePlan

Scheme: TypeAlias = Literal["light", "dark"]

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
WIDTHS_PX = (320, 390, 1280)
EXAMINED = {(320, "light"), (390, "dark"), (1280, "light"), (1280, "dark")}
"""Where axe looks too; it takes a second each time."""

STANDARDS = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}


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


class Visit:
    """A page opened from disk, and what it said and asked for."""

    def __init__(self, browser: Browser, file: Path, width_px: int, scheme: Scheme, *, script: bool = True) -> None:
        self.context = browser.new_context(
            viewport={"width": width_px, "height": 800},
            color_scheme=scheme,
            java_script_enabled=script,
        )
        self.page: Page = self.context.new_page()
        self.said: list[str] = []
        self.asked: list[str] = []
        self.page.on("console", lambda message: self.said.append(message.text))
        self.page.on("pageerror", lambda error: self.said.append(str(error)))
        self.page.on("request", lambda request: self.asked.append(request.url))
        self.page.on("requestfailed", lambda request: self.said.append(f"failed: {request.url}"))
        self.page.goto(file.as_uri(), wait_until="load")

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.context.close()

    def faults(self) -> list[str]:
        """All that axe finds, each in a line."""
        found = Axe().run(self.page, options=STANDARDS).response["violations"]
        return [f"{one['id']}: {node['target']} {node['failureSummary']}" for one in found for node in one["nodes"]]

    def overflow_px(self) -> int:
        """How far the page scrolls sideways."""
        return int(self.page.evaluate("document.documentElement.scrollWidth - innerWidth"))


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width_px", WIDTHS_PX)
@pytest.mark.parametrize("kind", KINDS)
def test_a_page_is_accessible_fits_and_stays_alone(
    browser: Browser, sites: dict[str, Path], kind: str, width_px: int, scheme: Scheme
) -> None:
    with Visit(browser, sites["en"] / KINDS[kind], width_px, scheme) as visit:
        assert visit.overflow_px() <= 0
        assert visit.said == []
        assert [one for one in visit.asked if not one.startswith(("file://", "data:"))] == []
        if (width_px, scheme) in EXAMINED:
            assert visit.faults() == []


@pytest.mark.parametrize("language", ["cy", "ar"])
@pytest.mark.parametrize("kind", ["home", "entry", "skill", "qualifications"])
def test_other_languages_are_accessible_and_fit(
    browser: Browser, sites: dict[str, Path], kind: str, language: str
) -> None:
    for width_px in (320, 1280):
        with Visit(browser, sites[language] / KINDS[kind], width_px, "light") as visit:
            assert visit.overflow_px() <= 0
            assert visit.faults() == []


@pytest.mark.parametrize(
    ("site", "path"), [("empty", "index.html"), ("empty", "entry/index.html"), ("index", "index.html")]
)
def test_a_beginner_s_page_and_the_school_index_are_accessible(
    browser: Browser, sites: dict[str, Path], site: str, path: str
) -> None:
    with Visit(browser, sites[site] / path, 390, "dark") as visit:
        assert visit.overflow_px() <= 0
        assert visit.faults() == []


def test_row_f7_every_page_is_whole_without_a_script(browser: Browser, sites: dict[str, Path]) -> None:
    with Visit(browser, sites["en"] / "index.html", 390, "light", script=False) as visit:
        page = visit.page
        page.get_by_role("link", name="Our volcano erupted").first.click()
        assert page.get_by_role("heading", level=1).inner_text().startswith("Our volcano erupted")
        page.get_by_role("link", name="Creativity").last.click()
        assert page.get_by_role("heading", level=1).inner_text() == "Creativity"
        assert visit.said == []


def test_the_policy_stops_inline_styles_scripts_and_pictures_from_elsewhere(
    browser: Browser, sites: dict[str, Path], tmp_path: Path
) -> None:
    text = (sites["en"] / "index.html").read_text(encoding="utf-8")
    evil = (
        '<p id="evil" style="color:red" onclick="x">x</p><script>document.title="gone"</script>'
        '<img src="https://example.org/a.png" alt="x"></main>'
    )
    (tmp_path / "index.html").write_text(text.replace("</main>", evil), encoding="utf-8")
    with Visit(browser, tmp_path / "index.html", 390, "light") as visit:
        assert visit.page.title() == sample_views.NAME
        assert visit.page.locator("#evil").evaluate("one => getComputedStyle(one).color") != "rgb(255, 0, 0)"
        assert sum("Content Security Policy" in one for one in visit.said) > len("no")


def test_the_keyboard_reaches_everything_and_shows_where_it_is(browser: Browser, sites: dict[str, Path]) -> None:
    with Visit(browser, sites["en"] / "index.html", 1280, "light") as visit:
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


def test_links_that_stand_alone_are_large_enough_for_a_thumb(browser: Browser, sites: dict[str, Path]) -> None:
    for kind in ("home", "entry"):
        with Visit(browser, sites["en"] / KINDS[kind], 390, "light") as visit:
            small = visit.page.evaluate("""() => [...document.querySelectorAll(
                '.parts a, .around a, .more a, .whose a')]
                .filter(one => one.checkVisibility()).map(one => one.getBoundingClientRect())
                .filter(box => box.height < 44).length""")
            assert small == 0


def test_row_a5_paper_has_no_menus_no_cut_pictures_and_the_targets_of_links(
    browser: Browser, sites: dict[str, Path]
) -> None:
    with Visit(browser, sites["en"] / KINDS["entry"], 1280, "dark") as visit:
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


def test_forced_colours_keep_shapes_and_levels(browser: Browser, sites: dict[str, Path]) -> None:
    with Visit(browser, sites["en"] / "index.html", 390, "light") as visit:
        visit.page.emulate_media(forced_colors="active")
        colours = visit.page.evaluate("""() => [...document.querySelectorAll('.mark')].slice(0, 4)
            .map(one => getComputedStyle(one).backgroundColor)""")
        assert "rgba(0, 0, 0, 0)" not in colours


def test_nothing_moves_for_those_who_asked_for_rest(browser: Browser, sites: dict[str, Path]) -> None:
    with Visit(browser, sites["en"] / "index.html", 1280, "light") as visit:
        visit.page.emulate_media(reduced_motion="reduce")
        moving = visit.page.evaluate("""() => [...document.querySelectorAll('*')]
            .filter(one => parseFloat(getComputedStyle(one).transitionDuration) > 0).length""")
        assert moving == 0


def test_a_page_does_not_jump_while_pictures_arrive(browser: Browser, sites: dict[str, Path]) -> None:
    for kind in ("home", "entry"):
        with Visit(browser, sites["en"] / KINDS[kind], 390, "light") as visit:
            visit.page.evaluate("scrollTo(0, document.body.scrollHeight)")
            visit.page.wait_for_timeout(300)
            shift = visit.page.evaluate("""() => new Promise(done => { let sum = 0;
                new PerformanceObserver(list => { for (const one of list.getEntries())
                    if (!one.hadRecentInput) sum += one.value }).observe({type: 'layout-shift', buffered: true});
                setTimeout(() => done(sum), 200) })""")
            assert shift == 0
