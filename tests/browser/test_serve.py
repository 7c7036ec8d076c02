"""`serve` in a real browser: saving, problems over the page, the form, the switcher."""

from __future__ import annotations

import os
import signal
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

import schools

SCHOOL: schools.Files = {
    "school.yml": "name: Oakfield\n",
    "roster.csv": "folder,name,class,publish,photo\n"
    "9B/Amara Okafor,Amara Okafor,9B,public,public\n9B/Ben Li,Ben Li,9B,school,school\n",
    "learners/9B/Amara Okafor/profile.md": "---\nname: Amara Okafor\n---\nI build things.\n",
    "learners/9B/Amara Okafor/2026-03-14 Volcano.md": schools.entry(
        "Volcano", visibility="public", text="We built it twice and it erupted."
    ),
    "learners/9B/Amara Okafor/2026-03-20 Bridge.md": schools.entry("Bridge", "2026-03-20", text="It held two of us."),
    "learners/9B/Ben Li/profile.md": "I read.\n",
    "learners/9B/Ben Li/2026-05-02 Moon.md": schools.entry("Moon", "2026-05-02", text="I drew the moon by night."),
}
VOLCANO = "learners/9B/Amara Okafor/2026-03-14 Volcano.md"
VOLCANO_PAGE = "school/amara-okafor/entries/volcano/index.html"

Start = Callable[[Path], str]


@pytest.fixture
def start() -> Iterator[Start]:
    """Give `start(folder)`, which serves a school and gives its address."""
    running: list[subprocess.Popen[str]] = []

    def begin(folder: Path, *words: str) -> str:
        process = subprocess.Popen(
            [
                sys.executable,
                "-m",
                "portfoliogen",
                "serve",
                str(folder),
                "--today",
                schools.TODAY.isoformat(),
                "--port",
                "8431",
                *words,
            ],
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            env=os.environ | {"PYTHONUNBUFFERED": "1"},
        )
        running.append(process)
        assert process.stdout
        for line in process.stdout:
            if " is at http://" in line:
                return line.rpartition(" ")[2].strip()
        raise AssertionError("the preview did not start")

    yield begin
    for process in running:
        process.send_signal(signal.SIGINT)
        assert process.wait(10) == 0
        assert process.stdout
        assert "Traceback" not in process.stdout.read()
        process.stdout.close()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """Give an empty window; a page that a policy stops or whose script fails is told at the end."""
    context = browser.new_context()
    page = context.new_page()
    wrong: list[str] = []
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on("console", lambda message: wrong.append(message.text) if message.type == "error" else None)
    page.set_default_timeout(15_000)
    yield page
    context.close()
    assert [one for one in wrong if "404" not in one and "422" not in one] == []


@pytest.fixture
def school(tmp_path: Path) -> Path:
    """Give a school on disk."""
    return schools.write(tmp_path / "Oakfield", SCHOOL)


def loads(page: Page) -> Callable[[], int]:
    """Count how often a window loads a page from now on."""
    seen: list[str] = []
    page.on("load", lambda _: seen.append(page.url))
    return lambda: len(seen)


def listening(page: Page) -> None:
    """Wait until the page hears what is saved."""
    page.wait_for_load_state("load")
    page.wait_for_timeout(400)


def test_a_save_shows_by_itself_and_only_where_it_changed_something(school: Path, start: Start, page: Page) -> None:
    address = start(school)
    page.goto(address + VOLCANO_PAGE)
    other = page.context.new_page()
    other.goto(address + "school/ben-li/entries/moon/index.html")
    expect(page.get_by_text("We built it twice")).to_be_visible()
    listening(other)
    here, there = loads(page), loads(other)
    (school / VOLCANO).write_text(schools.entry("Volcano", text="We built it thrice and it erupted."))
    expect(page.get_by_text("We built it thrice")).to_be_visible()
    page.wait_for_timeout(600)
    assert (here(), there()) == (1, 0)


def test_a_new_file_and_a_renamed_learner_show(school: Path, start: Start, page: Page) -> None:
    page.goto(start(school))
    listening(page)
    schools.write(school, {"learners/9B/Cai Wu/profile.md": "I sing.\n"})
    expect(page.get_by_role("link", name="Cai Wu")).to_be_visible()
    schools.write(school, {"learners/9B/Cai Wu/profile.md": "---\nname: Caitlin Wu\n---\nI sing.\n"})
    expect(page.get_by_role("link", name="Caitlin Wu")).to_be_visible()


def test_problems_lie_over_the_page_until_they_are_mended(school: Path, start: Start, page: Page) -> None:
    page.goto(start(school) + VOLCANO_PAGE)
    listening(page)
    expect(page.locator(".pgs-box")).to_have_count(0)
    (school / VOLCANO).write_text(
        schools.entry(
            "<img src=x onerror=alert(1)>", skills="{creativty: 6}", text="It erupted, as we had hoped it would."
        )
    )
    box = page.locator(".pgs-box")
    expect(box).to_be_visible()
    expect(box).to_contain_text("creativty")
    expect(box).to_contain_text("2026-03-14 Volcano.md, line 5")
    expect(box).to_contain_text("Did you mean “Creativity”?")
    expect(box.locator("pre").first).to_contain_text("skills: {creativty: 6}")
    link = box.get_by_role("link", name="Open in VS Code").first.get_attribute("href")
    assert link
    assert link.startswith("vscode://file/")
    assert link.endswith("Volcano.md:5:10")
    box.get_by_role("button", name="Hide").click()
    expect(box).to_be_hidden()
    page.get_by_role("button", name="What to mend").click()
    expect(box).to_be_visible()
    (school / VOLCANO).write_text(schools.entry("Volcano", text="It erupted, as we had hoped it would."))
    expect(box).to_have_count(0)


def test_hostile_names_stay_words(tmp_path: Path, start: Start, page: Page) -> None:
    name = "<img src=x onerror=alert(1)>\u202e&quot;'"
    folder = tmp_path / "Oakfield"
    home = f"learners/9B/{name}"
    schools.write(
        folder,
        {
            f"{home}/profile.md": "I build.\n",
            f"{home}/2026-03-14 <b>x.md": "---\nskills: [<script>alert(2)<script>]\n---\nWe did.\n",
        },
    )
    page.on("dialog", lambda _: pytest.fail("a name ran"))
    address = start(folder)
    for path in ("", "-/staff", "-/as/public", "-/new"):
        page.goto(address + path)
        assert page.locator("img[src=x]").count() == 0
        page.wait_for_timeout(300)
    page.goto(address)
    page.get_by_role("link", name="onerror").click()
    expect(page.locator(".pgs-box")).to_contain_text("<script>alert(2)<script>")


def test_the_form_makes_an_entry_with_a_photo(school: Path, start: Start, page: Page, tmp_path: Path) -> None:
    photo = schools.write(tmp_path / "phone", {"IMG 2034.JPG": schools.picture(size=(640, 480))}) / "IMG 2034.JPG"
    page.goto(start(school) + "school/amara-okafor/index.html")
    page.get_by_role("link", name="Add an entry").click()
    page.get_by_role("link", name="Project", exact=True).click()
    expect(page.get_by_text("What did you want to find out or make?")).to_be_visible()
    assert page.get_by_label("Whose entry is it?").input_value() == "9B/Amara Okafor"
    page.get_by_label("Title").fill('Our "kite": it flew')
    page.get_by_label("Date").fill("2026-06-01")
    page.get_by_label("In your own words").fill("We cut the sail twice.\n\nThen it flew over the school.")
    page.get_by_label("Photo 1").set_input_files(photo)
    page.get_by_label("What is to be seen?").first.fill("A red kite over [our] school")
    page.get_by_label("Creativity").check()
    page.locator("[name=how-creativity]").fill("I tried: three tails")
    page.get_by_role("button", name="Save and see the page").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text('Our "kite": it flew')
    expect(page.get_by_text("Then it flew over the school.")).to_be_visible()
    picture = page.get_by_role("img", name="A red kite over [our] school")
    expect(picture).to_be_visible()
    assert picture.evaluate("one => one.decode().then(() => one.naturalWidth)") > 0
    (made,) = (school / "learners/9B/Amara Okafor").glob("2026-06-01*")
    assert sorted(one.name for one in made.iterdir()) == ["img-2034.jpg", "index.md"]
    assert "creativity" in (made / "index.md").read_text().lower()
    expect(page.locator("main")).to_contain_text("I tried: three tails")


def test_the_form_works_without_scripts_and_says_what_is_missing(school: Path, start: Start, browser: Browser) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(start(school) + "-/new")
    page.get_by_label("Title").fill("Kite")
    page.get_by_role("button", name="Save and see the page").click()
    alert = page.get_by_role("alert")
    assert "Choose whose entry this is." in alert.inner_text()
    assert "Write a few sentences or choose a photo." in alert.inner_text()
    assert page.get_by_label("Title").input_value() == "Kite"
    page.get_by_label("Whose entry is it?").select_option("Ben Li")
    page.get_by_label("In your own words").fill("We cut the sail twice before it flew.")
    page.get_by_role("button", name="Save and see the page").click()
    assert "Kite" in page.get_by_role("heading", level=1).inner_text()
    context.close()


def test_the_switcher_shows_the_same_page_as_others_see_it(school: Path, start: Start, page: Page) -> None:
    page.goto(start(school) + VOLCANO_PAGE)
    page.get_by_role("link", name="as the public").click()
    assert "/public/" in page.url
    assert page.url.endswith("/entries/volcano/index.html")
    page.get_by_role("link", name="as a parent").click()
    page.goto(page.url.replace("volcano", "bridge"))
    page.get_by_role("link", name="as the public (not this page)").click()
    assert "/entries/" not in page.url
    page.goto(page.url.partition("/public/")[0] + "/school/ben-li/index.html")
    expect(page.get_by_text("as the public: no profile")).to_be_visible()
    page.get_by_role("link", name="All learners").click()
    page.get_by_role("link", name="as the public").click()
    expect(page.get_by_role("link", name="Amara Okafor")).to_be_visible()
    expect(page.get_by_role("link", name="Ben Li")).to_have_count(0)


def test_staff_see_what_needs_doing_and_it_goes_when_it_is_done(school: Path, start: Start, page: Page) -> None:
    schools.write(school, {"learners/9B/Ben Li/Stars.md": "---\nstrands: [passion]\n---\nWe looked at the stars.\n"})
    page.goto(start(school) + "-/staff")
    line = page.get_by_role("listitem").filter(has_text="Stars.md").filter(has_text="Date")
    expect(line).to_have_count(1)
    expect(line.get_by_role("link", name="See the page")).to_be_visible()
    (school / "learners/9B/Ben Li/Stars.md").rename(school / "learners/9B/Ben Li/2026-05-04 Stars.md")
    expect(line).to_have_count(0)
    names = page.get_by_role("heading", level=3).all_inner_texts()
    assert names == sorted(names)


def test_a_share_that_goes_away_is_told_and_comes_back(school: Path, start: Start, page: Page) -> None:
    page.goto(start(school) + VOLCANO_PAGE)
    listening(page)
    away = school.with_name("away")
    school.rename(away)
    expect(page.get_by_role("status")).to_contain_text("is not there just now")
    page.reload()
    expect(page.get_by_text("We built it twice")).to_be_visible()
    away.rename(school)
    expect(page.get_by_role("status").filter(has_text="not there")).to_have_count(0)
    (school / VOLCANO).write_text(schools.entry("Volcano", text="We are back, and it erupted."))
    expect(page.get_by_text("We are back")).to_be_visible()


def test_a_save_shows_soon(school: Path, start: Start, page: Page) -> None:
    page.goto(start(school) + VOLCANO_PAGE)
    times = []
    for turn in range(5):
        listening(page)
        begun = time.perf_counter()
        (school / VOLCANO).write_text(schools.entry("Volcano", text=f"Turn {turn}, and it erupted."))
        expect(page.get_by_text(f"Turn {turn},").first).to_be_visible()
        times.append(time.perf_counter() - begun)
    assert statistics.median(times) < 2  # far below on a quiet computer; benchmarks measure it
