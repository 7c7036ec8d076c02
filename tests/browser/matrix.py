"""Every kind of page × theme × language × light and dark × phone and desktop, built for real and looked at by a browser.

It takes most of an hour, so the suite leaves it out and looks at a part of it. Before a release, and after work on a
theme or on what is in a page:

    python tests/browser/matrix.py                              all of it
    python tests/browser/matrix.py --theme primary --language ar
    python tests/browser/matrix.py --school DIR --theme base    a school of your own instead of the sample

It prints a line for each thing found and ends with 1 where there was one. Of each kind of page it takes as many as
show every class that pages of this kind have. Each must have nothing that axe finds (WCAG 2.2 A and AA), must not
scroll sideways, shift, say anything on the console or ask anything of elsewhere; everything on it must be reached by
Tab alone, in sight and with a mark, and its headings must be in order. All pages must be within their budgets.
"""

from __future__ import annotations

import argparse
import gzip
import re
import shutil
import sys
import tempfile
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlparse

sys.path += [str(Path(__file__).resolve().parents[1]), str(Path(__file__).resolve().parents[1] / "unit")]

import form_school
from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]
from playwright.sync_api import sync_playwright

import schools
from conftest import ARGUMENTS
from portfoliogen.locking.readers import Reader, write_readers
from portfoliogen.pipeline import build_school
from portfoliogen.theme import theme_names, themes_folder

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, BrowserContext, Page, Route

SAMPLE = Path(__file__).resolve().parents[2] / "sample-school"
LANGUAGES = ("en", "cy", "ar")
WIDTHS_PX = (320, 1280)
"""320 is also what is left of 1280 at 400%."""
STANDARDS = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"],
    "resultTypes": ["violations"],
    "preload": False,
}
BUDGETS = {".html": 15 * 1024, ".css": 10 * 1024, ".js": 12 * 1024}
"""Bytes of a file after gzip."""
HOME = 300 * 1024
"""Bytes of all that a home on a phone asks for, but film and sound."""
MOST_OF_A_KIND = 8

FORMS = """
  record: {who: A sixth-form panel, decision: whether to offer a place, form: record, show: [index, grades]}
  letter: {who: Families, decision: how to help at home, form: letter, show: [goals, one-page]}
  conference: {who: "Family, tutor and learner", decision: what to work on next, form: conference}
  showcase: {who: Employers, decision: whether to interview, form: showcase}
  application: {who: The learner and a tutor, decision: what to send, form: application}
  interview: {who: The learner and a mentor, decision: what to say, form: interview}
  careers: {who: The careers adviser, decision: which visit comes next, form: careers}
  annex: {who: The assessor, decision: whether each item is shown, form: annex, select: {skills: [S4, K2, B1, K9]}}
  placements: {who: The placement officer, decision: whether the hours are done, form: placements}
  employer: {who: Employers, decision: whether to take me on, locked: yes}
"""

# What moves within the browser's own player has no node; it tells the length of a sound once it knows it.
SHIFT = """() => new Promise(done => { let sum = 0;
    new PerformanceObserver(list => { for (const one of list.getEntries())
        if (!one.hadRecentInput && one.sources.some(part => part.node)) sum += one.value }).observe({type: 'layout-shift', buffered: true});
    setTimeout(() => done(sum), 150) })"""
OUT_OF_ORDER = """() => {
    const found = [], levels = [...document.querySelectorAll('h1, h2, h3, h4, h5, h6')]
        .filter(one => !one.closest('.prose, template')).map(one => Number(one.tagName[1]));
    if (document.querySelectorAll('h1').length != 1) found.push('not one h1');
    levels.forEach((level, at) => { if (level > (levels[at - 1] ?? 0) + 1) found.push(`h${level} at ${at}`) });
    if (document.querySelector('[tabindex]:not([tabindex="0"], [tabindex="-1"])')) found.push('tabindex');
    return found }"""
REACHABLE = """() => [...document.querySelectorAll('a[href], button, input, select, textarea, summary, video, audio')]
    .filter(one => one.checkVisibility({visibilityProperty: true}) && !one.disabled).length"""
FLAT = """() => [...document.querySelectorAll('img:not(.blur)')].filter(one => one.checkVisibility())
    .filter(one => !one.offsetHeight || !one.offsetWidth).map(one => one.outerHTML.slice(0, 90))"""
FOCUSED = """() => { const one = document.activeElement;
    if (one === document.body) return null;
    const box = one.closest('.card:focus-within, .sticker:focus-within') ?? one, place = one.getBoundingClientRect();
    return {number: [...document.querySelectorAll('*')].indexOf(one), what: one.outerHTML.slice(0, 90),
        marked: parseFloat(getComputedStyle(box).outlineWidth) >= 2 || one.matches('video, audio'),
        counts: one.matches('a[href], button, input, select, textarea, summary, video, audio'),
        seen: place.bottom > 0 && place.right > 0 && place.left < innerWidth && place.top < innerHeight} }"""


def prepare(school: Path | None, folder: Path) -> Path:
    """Copy a school; to the sample school comes an audience for each form and a learner who has something for each."""
    root = folder / "school"
    shutil.copytree(school or SAMPLE, root, ignore=shutil.ignore_patterns("_site", ".portfoliogen"))
    if school:
        return root
    settings = root / "school.yml"
    text = settings.read_text("utf-8").replace("framework: learner-profile", "framework: [learner-profile, technician]")
    settings.write_text(text.replace("\n\ncourses:", f"{FORMS}\ncourses:"), "utf-8")
    schools.write(
        root,
        {path: data for path, data in form_school.with_media().items() if path not in {"school.yml", "roster.csv"}},
    )
    with (root / "roster.csv").open("a", encoding="utf-8") as roster:
        roster.write("\n,Amara,Amara Okafor,9B,9,public,public,full,\n")
    write_readers(root, (Reader("employer", "", "Dr Price", "north-fabric-olive-cabin-otter-sun"),))
    return root


def dress(root: Path, theme: str, language: str) -> None:
    """Have the school use this theme and speak this language."""
    settings = root / "school.yml"
    text = settings.read_text("utf-8") if settings.exists() else ""
    text = re.sub(r"^(theme|language):.*\n", "", text, flags=re.MULTILINE)
    settings.write_text(f"theme: {theme}\nlanguage: {language}\n{text}", "utf-8")


def pages_of_each_kind(output: Path) -> Iterator[tuple[str, Path]]:
    """As many pages of each kind as show all classes that pages of the kind have, the largest first."""
    kinds: dict[str, list[tuple[Path, frozenset[str]]]] = {}
    for path in sorted(output.rglob("*.html"), key=lambda one: (-one.stat().st_size, str(one))):
        text = path.read_text("utf-8")
        body = re.search(r'<body class="on-([\w-]+)', text)
        kind = body[1] if body else "locked" if "passphrase" in text else "other"
        classes = frozenset(word for found in re.findall(r'class="([^"]*)"', text) for word in found.split())
        kinds.setdefault(kind, []).append((path, classes))
    for kind, found in sorted(kinds.items()):
        seen: frozenset[str] = frozenset()
        taken = 0
        for path, classes in found:
            if (not taken or classes - seen) and taken < MOST_OF_A_KIND:
                seen, taken = seen | classes, taken + 1
                yield kind, path


def walk_with_the_keyboard(page: Page) -> Iterator[str]:
    """Tab from the start of a page to its end."""
    page.evaluate("() => { document.activeElement.blur(); scrollTo(0, 0) }")
    wanted, reached = int(page.evaluate(REACHABLE)), set()
    for step in range(wanted * 4 + 20):
        page.keyboard.press("Tab")
        at = page.evaluate(FOCUSED)
        if at is None:
            break
        if step == 0 and 'class="skip"' not in at["what"] and page.locator(".skip").count():
            yield "the first stop is not the skip link"
        if not at["marked"]:
            yield f"no mark on {at['what']}"
        if not at["seen"]:
            yield f"focus out of sight on {at['what']}"
        if at["counts"]:
            reached.add(at["number"])
    if len(reached) < wanted:
        yield f"Tab reaches {len(reached)} of {wanted}"


def without_a_place(context: BrowserContext, address: str) -> Iterator[str]:
    """Open a page whose pictures never come, and tell which of them have no place."""
    held: list[Route] = []
    page = context.new_page()
    page.route(re.compile(r"\.(webp|jpg|png)$"), lambda route: held.append(route))  # noqa: PLW0108 - no built-in one
    page.goto(address, wait_until="domcontentloaded")
    yield from (f"no place before it comes: {one}" for one in page.evaluate(FLAT))
    for one in held:
        one.abort()
    page.close()


def look_at(browser: Browser, address: str) -> Iterator[str]:
    """Open one page in all its looks and tell what is wrong."""
    context = browser.new_context(viewport={"width": 320, "height": 800}, reduced_motion="reduce")
    yield from without_a_place(context, address)
    page = context.new_page()
    said: list[str] = []
    asked: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.on("requestfailed", lambda request: said.append(f"failed: {request.url}"))
    page.on("request", lambda request: asked.append(request.url))
    page.goto(address)
    page.evaluate("scrollTo(0, document.body.scrollHeight)")
    if shift := page.evaluate(SHIFT):
        yield f"shifts by {shift:.3f}"
    yield from page.evaluate(OUT_OF_ORDER)
    own = ("file:", "data:", "blob:", "http://127.0.0.1:")
    yield from (f"asks for {one}" for one in asked if not one.startswith(own))
    for width_px in WIDTHS_PX:
        page.set_viewport_size({"width": width_px, "height": 800})
        over = int(page.evaluate("document.documentElement.scrollWidth - innerWidth"))
        if over > 0:
            yield f"{width_px}px: scrolls {over}px sideways"
        yield from (f"{width_px}px: {one}" for one in walk_with_the_keyboard(page))
        for scheme in ("light", "dark"):
            page.emulate_media(color_scheme=scheme)
            for one in Axe().run(page, options=STANDARDS).response["violations"]:
                for node in one["nodes"]:
                    yield f"{width_px}px {scheme}: {one['id']} {node['target']} {node['failureSummary']}"
        page.emulate_media(color_scheme="light")
    yield from (f"says: {one}" for one in said)
    context.close()


def _sent(file: Path) -> int:
    return len(gzip.compress(file.read_bytes())) if file.suffix in BUDGETS else file.stat().st_size


def over_budget(output: Path) -> Iterator[str]:
    """Tell which files are larger than they may be."""
    for path in sorted(output.rglob("*")):
        if path.suffix in BUDGETS and not {"sealed", ".portfoliogen"} & set(path.parts):
            size = _sent(path)
            if size > BUDGETS[path.suffix]:
                yield f"{path.relative_to(output)}: {size} bytes after gzip"


def homes(output: Path) -> list[Path]:
    """Every learner's home."""
    return [one for one in sorted(output.glob("*/*/index.html")) if 'class="on-home' in one.read_text("utf-8")]


def heavy(browser: Browser, home: Path) -> Iterator[str]:
    """Tell whether a home, read to its end, asks for more than it may on a phone."""
    for density in (2, 3):
        context = browser.new_context(viewport={"width": 390, "height": 800}, device_scale_factor=density)
        page = context.new_page()
        asked: set[Path] = set()
        page.on("requestfinished", lambda request, asked=asked: asked.add(Path(unquote(urlparse(request.url).path))))
        page.goto(home.as_uri())
        page.evaluate("document.querySelectorAll('img').forEach(one => { one.loading = 'eager' })")
        page.wait_for_load_state("networkidle")
        context.close()
        size = sum(_sent(one) for one in asked if one.is_file() and one.suffix not in {".mp4", ".mp3"})
        if size > HOME:
            yield f"asks for {size} bytes at {density}x"


def one_theme(theme: str, languages: tuple[str, ...], school: Path | None) -> list[str]:
    """Build and look at all pages of one theme."""
    found: list[str] = []
    with tempfile.TemporaryDirectory() as name, sync_playwright() as playwright:
        root, output = prepare(school, Path(name)), Path(name) / "out"
        chromium = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
        browser = playwright.chromium.launch(executable_path=chromium, args=ARGUMENTS)
        for language in languages:
            dress(root, theme, language)
            build_school(root, output=output, today=schools.TODAY)
            problems = [f"{theme} {language}: {one}" for one in over_budget(output)]
            pages = list(pages_of_each_kind(output))
            problems += [] if pages else [f"{theme} {language}: no page was made"]
            for kind, path in pages:
                where = f"{theme} {language} {kind} {path.relative_to(output).parent}"
                problems += [f"{where}: {one}" for one in look_at(browser, path.as_uri())]
            for home in homes(output):
                problems += [
                    f"{theme} {language} {home.parent.relative_to(output)}: {one}" for one in heavy(browser, home)
                ]
            told = [f"{theme} {language}: {len(pages)} pages, {len(problems)} found", *problems]
            print("\n    ".join(told), flush=True)  # noqa: T201 - it is what this command is for
            found += problems
        browser.close()
    return found


def main() -> int:
    """Look at all that was asked for."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--theme", action="append", help="only this theme; may be said more than once")
    parser.add_argument("--language", action="append", help="only this language; may be said more than once")
    parser.add_argument("--school", type=Path, help="a school's folder instead of the sample's")
    parser.add_argument("-j", "--jobs", type=int, default=1, help="how many themes at once")
    wanted = parser.parse_args()
    themes = wanted.theme or theme_names((themes_folder(),))
    with ProcessPoolExecutor(wanted.jobs) as pool:
        jobs = [pool.submit(one_theme, one, tuple(wanted.language or LANGUAGES), wanted.school) for one in themes]
        return 1 if sum(len(one.result()) for one in jobs) else 0


if __name__ == "__main__":
    sys.exit(main())
