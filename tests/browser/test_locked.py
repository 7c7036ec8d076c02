"""Locked profiles in a real browser: from a folder, from localhost, under https, and where none can be opened."""

from __future__ import annotations

import functools
import http.server
import io
import re
import shutil
import threading
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING, Self

import media_files
import pytest
from visiting import ADVICE, faults

import schools
from portfoliogen.links import read_links
from portfoliogen.locking.readers import Reader, write_readers
from schools import entry

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Page, Route

PRICE = Reader("employer", "", "Dr Price", "north-fabric-olive-cabin-otter-sun")
LEE = Reader("employer", "", "Ms Lee", "garden-window-lemon-stone-river-cup")


def _document() -> bytes:
    """A table of OpenOffice, which a browser can only save."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        made.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        made.writestr("content.xml", '<o:document-content xmlns:o="o"/>')
        made.writestr("META-INF/manifest.xml", '<m:manifest xmlns:m="m"/>')
    return out.getvalue()


HOME = "learners/Wombat Okafor"
WORK: dict[str, str | bytes] = {
    "school.yml": "name: Quillfield\npublish: public\nphoto: public\ntheme: strengths\naudiences:\n"
    "  employer: {who: Employers, decision: whether to take me on, visibility: public, locked: yes}\n",
    f"{HOME}/profile.md": "---\nname: Wombat Okafor\n---\nI watch volcanoes at night.\n",
    f"{HOME}/2026-03-14 Volcano/index.md": entry(
        "Krakatoa in the garden",
        visibility="public",
        skills="{teamwork: 5}",
        text="We built it twice. See [the bridge](2026-04-01 Bridge.md), and [how](#how).\n\n![Foam](foam.jpg)\n\n"
        "![My voice](voice.wav)\n\n![It erupts](film.mp4)\n\n![My plan](plan.ods)\n\n![My sheet](sheet.pdf)\n\n[page two](sheet.pdf#2)\n\n"
        + "A long story.\n\n" * 60
        + "## How\n\nWith vinegar.",
    ),
    f"{HOME}/2026-03-14 Volcano/foam.jpg": schools.picture(colour="orange", size=(1800, 1200)),
    f"{HOME}/2026-03-14 Volcano/voice.wav": schools.sound(),
    f"{HOME}/2026-03-14 Volcano/film.mp4": schools.film(),
    f"{HOME}/2026-03-14 Volcano/plan.ods": _document(),
    f"{HOME}/2026-04-01 Bridge.md": entry("A bridge of straws", "2026-04-01", visibility="public"),
}
INSECURE, SECURE = "http://intranet.example.org/", "https://profiles.example.org/"
OPENS_IN = ("folder", "localhost", "https")


@pytest.fixture(scope="module")
def school(tmp_path_factory: pytest.TempPathFactory) -> schools.Built:
    root = schools.write(tmp_path_factory.mktemp("locked") / "Quillfield", WORK)
    media_files.write_pdf(root / HOME / "2026-03-14 Volcano/sheet.pdf")
    schools.keep_secret(root)
    write_readers(root, (PRICE, LEE))
    return schools.build(root)


@pytest.fixture(scope="module")
def profile(school: schools.Built) -> Path:
    folder = next(one.folder for one in read_links(school.root) if one.audience == "employer")
    return school.output / "public" / folder


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture(scope="module")
def server(profile: Path) -> Iterator[str]:
    made = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(_Quiet, directory=str(profile.parent)))
    threading.Thread(target=made.serve_forever, daemon=True).start()
    yield f"http://localhost:{made.server_address[1]}/"
    made.shutdown()
    made.server_close()


class Tab:
    """A tab, and all that it asked for and said."""

    def __init__(self, browser: Browser, profile: Path, *, script: bool = True) -> None:
        self.profile = profile
        self.context = browser.new_context(
            viewport={"width": 390, "height": 800}, java_script_enabled=script, accept_downloads=True
        )
        self.context.set_default_timeout(10_000)
        self.asked: list[str] = []
        self.said: list[str] = []
        for address in (INSECURE, SECURE):
            self.context.route(f"{address}**", self._answer)
        self.page: Page = self.new()

    def _answer(self, route: Route) -> None:
        path = route.request.url.split("/", 3)[3].partition("?")[0]
        file = self.profile.parent / path
        kind = {"html": "text/html", "js": "text/javascript", "css": "text/css"}.get(path.rpartition(".")[2], "")
        if file.is_file():
            route.fulfill(body=file.read_bytes(), content_type=kind)
        else:
            route.fulfill(status=404, body="")

    def new(self) -> Page:
        page = self.context.new_page()
        page.on("request", lambda request: self.asked.append(request.url))
        page.on("console", lambda message: self.said.append(message.text))
        page.on("pageerror", lambda error: self.said.append(str(error)))
        return page

    def type(self, passphrase: str) -> None:
        self.page.fill("#passphrase", passphrase)
        self.page.click("button[type=submit]")

    def heading(self, text: str) -> None:
        self.page.wait_for_selector(f"h1 >> text={text}")

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.context.close()


def address(place: str, profile: Path, server: str) -> str:
    base = {"folder": f"{profile.parent.as_uri()}/", "localhost": server, "https": SECURE, "http": INSECURE}[place]
    return f"{base}{profile.name}/index.html"


@pytest.mark.parametrize("place", OPENS_IN)
def test_a_reader_opens_goes_on_comes_back_and_reloads(
    browser: Browser, profile: Path, server: str, place: str
) -> None:
    with Tab(browser, profile) as tab:
        start = address(place, profile, server)
        tab.page.goto(start)
        assert tab.page.title() == "This profile is locked"
        _unlock(tab)
        tab.page.click("main a:has-text('Krakatoa')")
        tab.heading("Krakatoa")
        entry_address = tab.page.url
        _play(tab.page)
        _look_closely(tab.page)
        _go_about(tab, entry_address)
        _another_tab(tab.new(), entry_address)
        assert tab.said == []
        asked = {url.partition("?")[0] for url in tab.asked if not url.startswith(("blob:", "data:"))}
        own = re.compile(
            re.escape(start.removesuffix("index.html")) + r"(index\.html|lock\.(js|css)|sealed/[a-z2-7]{24}\.js)"
        )
        assert [url for url in asked if not own.fullmatch(url.partition("#")[0])] == []


def _unlock(tab: Tab) -> None:
    page = tab.page
    tab.type("these are six other words altogether")
    page.wait_for_selector("#told >> text=does not open")
    assert page.get_attribute("#passphrase", "aria-invalid") == "true"
    assert page.evaluate("document.activeElement.id") == "passphrase"
    tab.type(PRICE.passphrase.upper().replace("-", " "))
    tab.heading("Wombat Okafor")
    assert page.title() == "Wombat Okafor"
    # Dressed by the theme, and its script at work.
    page.wait_for_selector("button.look")
    assert page.evaluate("document.styleSheets.length") == 2


def _play(page: Page) -> None:
    page.wait_for_selector("audio[src]")
    assert page.evaluate("document.querySelector('audio').play().then(() => 'plays')") == "plays"
    page.click(".lock-play")
    page.wait_for_selector(".lock-play", state="detached")
    assert page.evaluate("document.querySelector('video').play().then(() => 'plays')") == "plays"


def _look_closely(page: Page) -> None:
    page.wait_for_selector("a.frame img[src^=blob]:not(.blur)")
    page.click("a.frame")
    page.wait_for_selector("dialog[open] img[src^=blob]")
    # The largest comes when it is decrypted.
    for _ in range(50):
        if page.evaluate("document.querySelector('dialog img').naturalWidth") == 1600:
            break
        page.wait_for_timeout(20)
    else:
        pytest.fail("the large picture did not come")
    page.keyboard.press("Escape")


def _go_about(tab: Tab, entry_address: str) -> None:
    page = tab.page
    page.evaluate("scrollTo({top: 700, behavior: 'instant'})")
    # Without scrolling to the link first, as a person's click would not.
    page.dispatch_event("main a:has-text('the bridge')", "click")
    tab.heading("A bridge")
    page.go_back()
    tab.heading("Krakatoa")
    page.wait_for_timeout(50)
    assert page.evaluate("scrollY") > 300
    page.reload()
    tab.heading("Krakatoa")
    page.goto(f"{entry_address}#main")
    tab.heading("Krakatoa")
    page.wait_for_selector("main:target")


def _another_tab(page: Page, entry_address: str) -> None:
    """A link that is kept opens where it leads, once the passphrase is typed: another tab has no key."""
    page.goto(entry_address)
    page.fill("#passphrase", LEE.passphrase)
    page.press("#passphrase", "Enter")
    page.wait_for_selector("h1 >> text=Krakatoa")
    page.click(".lock-again button")
    page.wait_for_selector("#passphrase")
    page.reload()
    page.wait_for_selector("#passphrase")


def test_documents_are_saved_or_shown_at_their_page(browser: Browser, profile: Path) -> None:
    with Tab(browser, profile) as tab:
        tab.page.goto(address("folder", profile, ""))
        tab.type(PRICE.passphrase)
        tab.page.click("main a:has-text('Krakatoa')")
        tab.heading("Krakatoa")
        with tab.page.expect_download() as waiting:
            tab.page.click("main a:has-text('My plan')")
        assert Path(waiting.value.path()).read_bytes()[:4] == b"PK\x03\x04"
        assert waiting.value.suggested_filename.endswith(".ods")
        address_of_page = tab.page.get_attribute("main a:has-text('page two')", "href") or ""
        tab.page.click("main a:has-text('page two')")
        tab.page.wait_for_url(re.compile(r"^blob:.*#page=2$"))
        tab.page.go_back()
        tab.heading("Krakatoa")
        # As from a middle click, or a link that was copied.
        tab.page.goto(address_of_page)
        tab.page.wait_for_url(re.compile(r"^blob:.*#page=2$"))
        assert tab.said == []


def test_under_http_the_page_says_why_it_cannot_be_opened(browser: Browser, profile: Path) -> None:
    with Tab(browser, profile) as tab:
        tab.page.goto(address("http", profile, ""))
        assert tab.page.evaluate("crypto.subtle") is None
        assert "https://" in tab.page.inner_text("#unable")
        assert not tab.page.is_visible("#lock")
        assert tab.said == []


def test_without_scripts_the_page_says_what_it_needs(browser: Browser, profile: Path, server: str) -> None:
    with Tab(browser, profile, script=False) as tab:
        tab.page.goto(address("folder", profile, server))
        assert "JavaScript" in tab.page.inner_text("main")
        assert not tab.page.is_visible("#lock")


def test_the_locked_page_is_for_everybody(browser: Browser, profile: Path) -> None:
    with Tab(browser, profile) as tab:
        tab.page.emulate_media(color_scheme="dark")
        tab.page.set_viewport_size({"width": 320, "height": 600})
        tab.page.goto(address("folder", profile, ""))
        tab.page.keyboard.press("Tab")
        assert tab.page.evaluate("document.activeElement.id") == "passphrase"
        tab.type("these are six other words altogether")
        tab.page.wait_for_selector("#told >> text=does not open")
        tab.page.check("#show")
        assert tab.page.get_attribute("#passphrase", "type") == "text"
        assert faults(tab.page, ADVICE) == []
        assert tab.page.evaluate("document.documentElement.scrollWidth") <= 320


def test_odd_addresses_and_a_spoilt_key_do_no_harm(browser: Browser, profile: Path) -> None:
    with Tab(browser, profile) as tab:
        start = address("folder", profile, "")
        tab.page.goto(f"{start}?p=constructor#%zz")
        tab.type(PRICE.passphrase)
        tab.heading("Wombat Okafor")
        tab.page.evaluate("Object.keys(sessionStorage).forEach(name => sessionStorage.setItem(name, 'no key ✗'))")
        tab.page.reload()
        tab.page.wait_for_selector("#passphrase")
        tab.type("")
        tab.type(LEE.passphrase)
        tab.heading("Wombat Okafor")
        assert tab.said == []


def test_a_tab_that_kept_an_old_key_is_asked_again_and_a_lost_piece_is_told(
    browser: Browser, school: schools.Built, profile: Path, tmp_path: Path
) -> None:
    root = shutil.copytree(school.root, tmp_path / "Quillfield")
    output = shutil.copytree(school.output, tmp_path / "out")
    copy = output / "public" / profile.name
    with Tab(browser, copy) as tab:
        tab.page.goto(address("folder", copy, ""))
        tab.type(PRICE.passphrase)
        tab.heading("Wombat Okafor")
        write_readers(root, (LEE,))
        schools.build(root, output)
        tab.page.reload()
        tab.page.wait_for_selector("#passphrase")
        tab.type(PRICE.passphrase)
        tab.page.wait_for_selector("#told >> text=does not open")
        tab.type(LEE.passphrase)
        tab.heading("Wombat Okafor")
        for file in (copy / "sealed").iterdir():
            file.unlink()
        tab.page.reload()
        tab.page.wait_for_selector("#told >> text=did not come")
