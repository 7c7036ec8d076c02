"""Forms in a real browser, opened from disk: accessible, on paper, presented by keyboard, and alone."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import form_school
import pypdfium2  # type: ignore[import-untyped]
import pytest
from visiting import LOOKS, Visit

import schools
from portfoliogen.theme import theme_names, themes_folder

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Page

    from schools import Built

PAGES = (
    *((form, "index.html") for form in form_school.FORMS),
    ("conference", "notes/index.html"),
    ("letter", "one-page/index.html"),
)
UNDER_A_BAR = """() => [...document.querySelectorAll('.part > h2')].filter(one => {
    const bar = getComputedStyle(one, '::before');
    return bar.content != 'none' && parseFloat(bar.height) > parseFloat(getComputedStyle(one).paddingTop);
}).map(one => one.textContent)"""
"""Headings that a theme's bar above them runs into."""
DIRECTIONS = "where => [...new Set([...document.querySelectorAll(where)].map(one => getComputedStyle(one).direction))]"
AWAY_FROM_ITS_SIDE = """() => [...document.querySelectorAll('td[dir] > a:first-child, th[dir] > a:first-child')]
    .filter(one => one.closest('tr').getBoundingClientRect().width > 0)
    .map(one => [one.textContent, one.parentElement.getBoundingClientRect().right - one.parentElement.lastElementChild
        .getBoundingClientRect().right, one.parentElement.getBoundingClientRect().right - one.getBoundingClientRect().right])
    .filter(([, last, first]) => Math.min(last, first) > 1)"""
"""Cells of a table from right to left whose words do not begin at its right."""


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    return form_school.build(tmp_path_factory.mktemp("school") / "Oakfield")


def file_of(built: Built, form: str, path: str = "index.html") -> Path:
    profile = form_school.profile(built, form)
    return built.output / profile.site / profile.folder / path


def printed(window: Page, file: Path) -> list[str]:
    """The words of each page of paper."""
    with Visit(window, file, 1280, "dark") as visit:
        document = pypdfium2.PdfDocument(visit.page.pdf(format="A4", prefer_css_page_size=True))
        return [page.get_textpage().get_text_bounded() for page in document]


@pytest.mark.parametrize(("form", "path"), PAGES)
def test_a_form_is_accessible_fits_and_stays_alone(window: Page, built: Built, form: str, path: str) -> None:
    with Visit(window, file_of(built, form, path), 320, "light") as visit:
        for width_px, scheme in LOOKS:
            visit.look(width_px, scheme)
            assert visit.overflow_px() <= 0, width_px
            assert visit.faults() == [], (width_px, scheme)
        assert visit.said == []
        assert visit.strangers == []


@pytest.mark.parametrize("theme", [name for name in theme_names((themes_folder(),)) if name != "base"])
def test_forms_in_other_themes_are_accessible_and_fit(window: Page, tmp_path: Path, theme: str) -> None:
    school = form_school.SCHOOL + f"theme: {theme}\n"
    root = schools.write(tmp_path / "Oakfield", {**form_school.FILES, "school.yml": school})
    schools.keep_secret(root)
    built = schools.build(root)
    # axe is slow: the forms take turns from theme to theme.
    looked_at = form_school.FORMS[len(theme) % 2 :: 2]
    for form in form_school.FORMS:
        with Visit(window, file_of(built, form), 320, "dark" if form < "e" else "light") as visit:
            assert visit.overflow_px() <= 0, form
            assert form not in looked_at or visit.faults() == [], form
            visit.look(1280, "light")
            assert visit.overflow_px() <= 0, form
            assert visit.page.evaluate(UNDER_A_BAR) == [], form
            assert visit.said == []


@pytest.mark.parametrize("language", ["cy-GB", "ar"])
def test_forms_in_other_languages_are_accessible_and_fit(window: Page, tmp_path: Path, language: str) -> None:
    root = schools.write(
        tmp_path / "Oakfield", {**form_school.FILES, "school.yml": form_school.SCHOOL + f"language: {language}\n"}
    )
    schools.keep_secret(root)
    built = schools.build(root)
    for form in form_school.FORMS:
        with Visit(window, file_of(built, form), 320, "light") as visit:
            for width_px in (320, 1280):
                visit.look(width_px, "light")
                assert visit.overflow_px() <= 0, form
                assert visit.faults() == [], form
            if language == "ar":
                # In a line that runs the other way, “14 مارس 2026” would read “2026 مارس 14”.
                assert visit.page.evaluate(DIRECTIONS, "[dir='auto'] time") in ([], ["rtl"]), form
                assert visit.page.evaluate(AWAY_FROM_ITS_SIDE) == [], form
    profile = form_school.profile(built, "record")
    for plain in (f"receipts/{profile.site}/{profile.folder}.html", "public/index.html"):
        with Visit(window, built.output / plain, 320, "light") as visit:
            for width_px, scheme in LOOKS:
                visit.look(width_px, scheme)
                assert visit.overflow_px() <= 0, plain
                assert visit.faults() == [], plain


def _crowded() -> dict[str, str | bytes]:
    """A learner with more of everything than a page can hold, in long words."""
    files: dict[str, str | bytes] = {
        **form_school.FILES,
        "people.yml": "people:\n"
        + "".join(
            f"  - {{name: Professor Dr Wilhelmina Featherstonehaugh {n}, role: head of materials science and design, "
            "named: yes}\n"
            for n in range(8)
        ),
    }
    skills = (
        "listening",
        "speaking",
        "problem-solving",
        "creativity",
        "adapting",
        "planning",
        "leadership",
        "teamwork",
        "S4",
        "K2",
        "K9",
        "B1",
    )
    claims = ", ".join(f"{name}: {{how: A sentence on how this shows it in the work of that day.}}" for name in skills)
    text = "A long sentence about everything that was tried and what it led to in the end of it all. " * 6
    for number in range(40):
        title = f"The history of bridges and of those who crossed them, told from both ends, part {number}"
        files[f"learners/Amara/2026-01-{number % 28 + 1:02} Work {number}.md"] = schools.entry(
            title,
            f"2026-01-{number % 28 + 1:02}",
            text,
            skills=f"{{{claims}}}",
            qualification=f"{{name: A level in everything that can be measured {number}, level: Level 3, "
            "body: The Examining Board of the Northern Universities, status: awarded, grade: A*, "
            "date: 2026-01-02}"
            if number < 9
            else "",
            where=("school", "home", "work", "community")[number % 4],
        )
    names = ", ".join(f"2026-01-{number + 1:02} Work {number}" for number in range(6))
    files["learners/Amara/profile.md"] = f"---\nheadline: {text[:140]}\nhighlights: [{names}]\n---\n{text}\n"
    return files


@pytest.fixture(scope="module")
def crowded(tmp_path_factory: pytest.TempPathFactory) -> Built:
    root = schools.write(tmp_path_factory.mktemp("crowded") / "Oakfield", _crowded())
    schools.keep_secret(root)
    for number in range(8):
        done = schools.command_here(
            "endorse",
            str(root),
            f"Amara/2026-01-{number + 1:02} Work {number}",
            "--by",
            f"Professor Dr Wilhelmina Featherstonehaugh {number}",
            "--level",
            "confirmed",
        )
        assert done.returncode == 0, done.stderr
    return schools.build(root)


def test_row_A5_the_record_is_one_page_of_a4_and_the_index_a_second(window: Page, built: Built, crowded: Built) -> None:
    for one in (built, crowded):
        sheets = printed(window, file_of(one, "record"))
        assert len(sheets) == 2
        assert "Amara Okafor" in sheets[0]
        assert "intranet.oakfield.example" in sheets[0]
        assert "Evidence index" in sheets[1]
    assert "Self-reported" in sheets[1] or "Confirmed" in sheets[1]


def test_row_A5_without_the_index_it_is_just_one_page(window: Page, crowded: Built, tmp_path: Path) -> None:
    school = form_school.SCHOOL.replace("show: [index, grades]", "show: [grades]")
    root = schools.write(tmp_path / "Oakfield", {**_crowded(), "school.yml": school})
    schools.keep_secret(root)
    (sheet,) = printed(window, file_of(schools.build(root), "record"))
    assert "Home" not in sheet
    assert crowded.files


def test_row_A5_paper_has_no_menus_and_no_cut_words(window: Page, crowded: Built) -> None:
    with Visit(window, file_of(crowded, "record"), 1280, "light") as visit:
        visit.page.emulate_media(media="print")
        for hidden in (".top", ".skip"):
            assert not visit.page.locator(hidden).first.is_visible()
        cut = visit.page.evaluate("""() => [...document.querySelectorAll('.sheet-a4 *')]
            .filter(one => one.scrollWidth > one.clientWidth + 1)
            .filter(one => getComputedStyle(one).overflowX != 'visible').length""")
        assert cut == 0


@pytest.mark.parametrize("form", ["letter", "conference", "annex", "careers", "interview", "application"])
def test_row_D2_every_pack_prints_without_menus(window: Page, built: Built, form: str) -> None:
    sheets = printed(window, file_of(built, form))
    assert sheets
    assert not re.search(r"Skip to|Light|Dark", "".join(sheets))
    assert all(sheet.strip() for sheet in sheets)


def test_row_D2_on_paper_there_is_room_for_goals(window: Page, built: Built) -> None:
    sheets = printed(window, file_of(built, "conference"))
    assert "Goal 3" in sheets[-1]
    assert "By when" in sheets[-1]


def test_row_D2_on_paper_entries_share_a_sheet_and_what_is_agreed_has_its_own(window: Page, built: Built) -> None:
    *entries, agreed = printed(window, file_of(built, "conference"))
    assert "1 of 3" in entries[0]
    assert "2 of 3" in entries[0]
    assert agreed.startswith("What we agree")


def test_a_receipt_is_read_on_a_phone_and_at_a_desk(window: Page, built: Built) -> None:
    profile = form_school.profile(built, "record")
    lines = "all => Math.max(...all.map(one => one.getClientRects().length))"
    with Visit(window, built.output / "receipts" / profile.site / f"{profile.folder}.html", 320, "light") as visit:
        for width_px, scheme in LOOKS:
            visit.look(width_px, scheme)
            assert visit.overflow_px() <= 0, width_px
            assert visit.faults() == [], (width_px, scheme)
        # Half a number is another number.
        size = visit.page.locator("td:nth-child(2)").first
        assert size.evaluate("one => getComputedStyle(one).whiteSpace") == "nowrap"
        assert visit.page.locator("td code").evaluate_all(lines) == 1
        visit.look(320, "light")
        assert visit.page.locator("td code").evaluate_all(lines) == len(("half", "half"))


def test_row_D2_the_conference_is_presented_by_keyboard(window: Page, built: Built) -> None:
    with Visit(window, file_of(built, "conference"), 1280, "light") as visit:
        page = visit.page
        page.get_by_role("button", name="Present").click()
        shown = "[...document.querySelectorAll('[data-slide]')].filter(one => one.checkVisibility()).map(one => one.id)"
        assert page.evaluate(shown) == ["slide-0"]
        for wanted in ("slide-1", "slide-2", "slide-3", "agree", "agree"):
            page.keyboard.press("ArrowRight")
            assert page.evaluate(shown) == [wanted]
            # The bar says which it is; “1 of 3” beside “2 / 5” would be another count.
            assert page.get_by_text(" of 3").filter(visible=True).count() == 0
        page.keyboard.press("Home")
        assert page.evaluate(shown) == ["slide-0"]
        page.keyboard.press("Escape")
        assert len(page.evaluate(shown)) == 5
        assert page.get_by_text("1 of 3").filter(visible=True).count() == 1
        assert visit.said == []


def test_row_D2_without_a_script_links_lead_from_slide_to_slide(window_without_script: Page, built: Built) -> None:
    with Visit(window_without_script, file_of(built, "conference"), 390, "light") as visit:
        visit.page.get_by_role("link", name="Volcano").first.click()
        visit.page.locator("#slide-1").get_by_role("link", name="Next", exact=True).click()
        assert visit.page.url.endswith("#slide-2")


@pytest.mark.parametrize(("form", "table"), [("record", ".evidence-index table"), ("annex", ".annex")])
def test_on_a_phone_a_table_is_read_row_by_row(window: Page, built: Built, form: str, table: str) -> None:
    """In columns, a phone has room for a letter or two of a title."""
    with Visit(window, file_of(built, form), 320, "light") as visit:
        cells = visit.page.locator(table).first.locator("tbody td:not(:empty)")
        widths = [box["width"] for one in cells.all() if (box := one.bounding_box())]
        assert len(widths) > 2
        assert min(widths) > 200


def test_row_D4_what_is_copied_has_the_length_that_is_shown(window: Page, built: Built) -> None:
    with Visit(window, file_of(built, "application"), 1280, "light") as visit:
        page = visit.page
        for number in (1, 2):
            text = page.locator(f"#draft-{number}").input_value()
            length = page.locator(".question").nth(number - 1).locator(".length").inner_text()
            assert length == f"{len(text)} characters"


def test_row_D8_the_film_opens_at_its_second(window: Page, built: Built) -> None:
    with Visit(window, file_of(built, "annex"), 1280, "light") as visit:
        link = visit.page.get_by_role("link", name="talk.mp4 at 02:10")
        assert link.get_attribute("href", timeout=1000).endswith(".mp4#t=130")
