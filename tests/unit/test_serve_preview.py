"""The preview's pages are those of a build; what changes is drawn anew, and only readers of it are told."""

from __future__ import annotations

import asyncio
import os
import time
from collections.abc import Callable, Coroutine, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TypeVar

import pytest

import schools
from portfoliogen.pipeline import SchoolError
from portfoliogen.read import readings
from portfoliogen.read.one_file import ToRead
from portfoliogen.read.readings import Readings
from portfoliogen.serve import looking
from portfoliogen.serve.builder import Builder
from portfoliogen.serve.drawing import shared
from portfoliogen.serve.events import Hub, News
from portfoliogen.serve.photos import Photos
from portfoliogen.serve.preview import Preview

T = TypeVar("T")

SCHOOL: schools.Files = {
    "school.yml": "name: Oakfield\npublish: public\nphoto: public\n",
    "learners/9B/Amara Okafor/profile.md": "---\nname: Amara Okafor\n---\nI build things.\n",
    "learners/9B/Amara Okafor/2026-03-14 Volcano.md": schools.entry("Volcano", visibility="public"),
    "learners/9B/Amara Okafor/2026-05 Debate/index.md": schools.entry(
        "Debate", "2026-05-02", text="We won.\n\n![A cup](cup.jpg)"
    ),
    "learners/9B/Amara Okafor/2026-05 Debate/cup.jpg": schools.picture(size=(700, 500)),
    "learners/9B/Amara Okafor/talk.m4a": b"",
    "learners/9B/Amara Okafor/talk.txt": "What I said in the talk.\n",
    "learners/9B/Amara Okafor/goals.md": "# Build a bridge\n\n- [ ] Draw it\n",
    "learners/9B/Ben Li/profile.md": "I read.\n",
    "learners/9B/Ben Li/2026-05-02 Moon.md": schools.entry("Moon", "2026-05-02", skills="{creativty: 3}"),
    "learners/9B/Ben Li/2026-05-03 Moon.txt": "I looked at the moon again.\n",
}
VOLCANO = "learners/9B/Amara Okafor/2026-03-14 Volcano.md"
VOLCANO_PAGE = "/school/amara-okafor/entries/volcano/index.html"


def not_expected(error: Exception) -> None:
    raise error


@pytest.fixture
def school(tmp_path: Path) -> Path:
    root = schools.write(tmp_path / "Oakfield", SCHOOL)
    schools.keep_secret(root)
    return root


@pytest.fixture
def preview(school: Path, tmp_path: Path) -> Iterator[Preview]:
    photos = Photos(tmp_path / "store", lambda _: None)
    yield Preview(school, schools.TODAY, tmp_path / "store", photos, not_expected)
    photos.stop()


def all_pages(preview: Preview) -> dict[str, bytes]:
    """Every page of the sites, once all photos are ready."""

    def drawn() -> dict[str, bytes]:
        paths = [
            f"{draft.plan.site}/{draft.plan.folder}/{path}"
            for folder in preview.jobs
            for draft in preview.prepared(folder).drafts.values()
            for path in draft.pages
        ]
        paths += [path for path in shared(preview) if path.endswith(".html")]
        return {path: looking.find(preview, f"/{path}").page.data for path in paths}

    drawn()
    end = time.monotonic() + 20
    wanted = {
        key for folder in preview.jobs for draft in preview.prepared(folder).drafts.values() for key in draft.media
    }
    while wanted - preview.photos.made.keys() and time.monotonic() < end:
        time.sleep(0.02)
    return drawn()


def built_pages(root: Path, output: Path) -> dict[str, bytes]:
    return {
        path: data
        for path, data in schools.build(root, output).files.items()
        if path.endswith(".html") and not path.startswith("receipts/")
    }


def test_every_page_is_that_of_a_build(school: Path, preview: Preview, tmp_path: Path) -> None:
    assert all_pages(preview) == built_pages(school, tmp_path / "out")


def test_after_saves_every_page_is_that_of_a_build(school: Path, preview: Preview, tmp_path: Path) -> None:
    all_pages(preview)
    (school / VOLCANO).write_text(schools.entry("Volcano again", skills="[creativity]", visibility="public"))
    assert preview.touch([school / VOLCANO])
    assert preview.stale == {"9B/Amara Okafor"}
    assert all_pages(preview) == built_pages(school, tmp_path / "one")
    (school / VOLCANO).rename(school / VOLCANO.replace("Volcano", "Eruption"))
    schools.write(school, {"roster.csv": "folder,publish\n9B/Ben Li,none\n9B/Amara Okafor,public\n"})
    assert not preview.touch([school / VOLCANO])
    preview.open()
    pages = all_pages(preview)
    assert pages == built_pages(school, tmp_path / "two")
    assert not any("ben-li" in path for path in pages)


def test_a_save_reads_one_file(school: Path, preview: Preview, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(readings, "UNSETTLED_NS", -(10**18))  # files made just now count as settled
    preview.open()
    preview.prepared("9B/Amara Okafor")
    read: list[str] = []
    whole = Readings.read

    def noted(self: Readings, order: ToRead) -> None:
        read.append(order.source.name)
        whole(self, order)

    monkeypatch.setattr(Readings, "read", noted)
    (school / VOLCANO).write_text(schools.entry("Volcano", text="Now it erupted thrice."))
    preview.touch([school / VOLCANO])
    assert b"thrice" in looking.find(preview, VOLCANO_PAGE).page.data
    assert read == ["2026-03-14 Volcano.md"]
    # The same size at the same time: only the event tells.
    status = (school / VOLCANO).stat()
    (school / VOLCANO).write_text(schools.entry("Volcano", text="Now it erupted twiced"))
    os.utime(school / VOLCANO, ns=(status.st_atime_ns, status.st_mtime_ns))
    preview.touch([school / VOLCANO])
    assert b"twiced" in looking.find(preview, VOLCANO_PAGE).page.data


def test_what_a_plain_text_is_depends_on_its_neighbour(school: Path, preview: Preview, tmp_path: Path) -> None:
    schools.write(school, {"learners/9B/Ben Li/Talk.txt": "What I said of the moon.\n"})
    preview.open()
    assert "school/ben-li/entries/talk/index.html" in all_pages(preview)
    schools.write(school, {"learners/9B/Ben Li/talk.m4a": "sound"})
    preview.open()
    assert all_pages(preview) == built_pages(school, tmp_path / "out")


@pytest.mark.parametrize(
    "address",
    [
        "/school/amara-okafor/../ben-li/index.html",
        "/school/nobody/index.html",
        "/school/amara-okafor/media/x.jpg",
        "/school/amara-okafor/assets/../../x",
        "/public/amara-okafor/index.html",
        "/public//index.html",
        "/x",
        "/x/y/z",
        "/school/amara-okafor/roster.csv",
        "/learners/9B/Amara Okafor/profile.md",
        "/-/as/nobody",
    ],
)
def test_what_is_not_in_the_sites_is_not_there(preview: Preview, address: str) -> None:
    assert looking.find(preview, address).page.status == 404


def test_the_index_needs_no_learners_files(preview: Preview) -> None:
    html = looking.find(preview, "/school/index.html").page.data.decode()
    assert "Amara Okafor" in html
    assert not preview.told


def test_problems_belong_to_the_page(preview: Preview) -> None:
    def told(address: str) -> set[str]:
        return {one["code"] for one in looking.describe(preview, address, "").problems}

    assert "PG301" in told("/school/ben-li/entries/moon/index.html")
    assert "PG301" in told("/school/ben-li/index.html")
    assert "PG301" not in told("/school/amara-okafor/index.html")
    (problem,) = [
        one
        for one in looking.describe(preview, "/school/ben-li/entries/moon/index.html", "").problems
        if one["code"] == "PG301"
    ]
    assert problem["place"] == "learners/9B/Ben Li/2026-05-02 Moon.md, line 5"
    assert problem["excerpt"].startswith("skills: {creativty: 3}\n")


def test_a_drive_that_is_not_connected_takes_nothing_down(school: Path, preview: Preview) -> None:
    (school / "learners").rename(school.with_name("away"))
    (school / "learners").mkdir()
    with pytest.raises(SchoolError, match="nothing in"):
        preview.open()
    assert "Amara Okafor" in looking.find(preview, "/school/index.html").page.data.decode()


# --- the builder ----------------------------------------------------------------------------------


class Built:
    """A builder at work, and what readers were told."""

    def __init__(self, school: Path, store: Path) -> None:
        self.news: list[tuple[str, News]] = []
        self.hub = Hub(looking.describe)
        self.watched: list[str] = []
        self.hub.watched = lambda: list(self.watched)  # type: ignore[method-assign]
        self.hub.tell = lambda address, news: self.news.append((address, news))  # type: ignore[method-assign]
        self.faults: list[Exception] = []
        photos = Photos(store, lambda _: None)
        self.builder = Builder(
            lambda: Preview(school, schools.TODAY, store, photos, self.faults.append), self.hub, self.faults.append
        )
        self.builder.start()
        self.preview = self.builder.opened.result(20)

    def until_idle(self) -> None:
        end = time.monotonic() + 20
        while self.builder.ask(lambda preview: preview.unknown()).result(20) and time.monotonic() < end:
            time.sleep(0.02)


@pytest.fixture
def built(school: Path, tmp_path: Path) -> Iterator[Built]:
    made = Built(school, tmp_path / "store")
    yield made
    made.builder.stop()
    made.builder.join(5)
    assert made.faults == []


def in_a_thread(work: Coroutine[object, object, T]) -> T:
    """Run something asynchronous; a browser test may have a loop in this thread already."""
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(asyncio.run, work).result(30)


def waiting_for(true: Callable[[], object]) -> None:
    end = time.monotonic() + 10
    while not true():
        assert time.monotonic() < end
        time.sleep(0.01)


def test_everybody_is_looked_at_in_the_end(built: Built) -> None:
    built.until_idle()
    assert set(built.preview.told) == {"9B/Amara Okafor", "9B/Ben Li"}
    page = looking.find(built.preview, "/-/staff").page.data.decode()
    assert "still being read" not in page
    assert "type: portfoliogen endorse &#34;9B/Amara Okafor/" in page.replace("&quot;", "&#34;")
    assert "Ben Li" in page


def test_readers_are_told_of_what_they_look_at_as_it_is_after_the_build(school: Path, built: Built) -> None:
    built.until_idle()
    built.watched = [VOLCANO_PAGE, "/school/ben-li/index.html"]
    before = {address: looking.describe(built.preview, address, "").mark for address in built.watched}
    built.news.clear()
    (school / VOLCANO).write_text(schools.entry("Volcano", text="Now it erupted thrice."))
    built.builder.changed({school / VOLCANO})
    waiting_for(lambda: len(built.news) >= 2)
    after = {address: news.mark for address, news in built.news}
    assert after[VOLCANO_PAGE] != before[VOLCANO_PAGE]
    assert after["/school/ben-li/index.html"] == before["/school/ben-li/index.html"]


def test_a_question_that_fails_fails_alone(built: Built) -> None:
    def fail(_: Preview) -> None:
        raise RuntimeError("no")

    with pytest.raises(RuntimeError):
        built.builder.ask(fail).result(10)
    assert built.builder.ask(lambda preview: len(preview.jobs)).result(10) == 2


def test_a_folder_that_is_away_is_told(school: Path, built: Built) -> None:
    built.watched = ["/school/index.html"]
    built.builder.gone(str(school))
    waiting_for(lambda: built.news and "not there just now" in built.news[-1][1].notice)
    built.builder.gone("")
    waiting_for(lambda: not built.news[-1][1].notice)


# --- the stream -----------------------------------------------------------------------------------


async def heard(hub: Hub, mark: str, news: list[News], wanted: int) -> list[str]:
    """What a reader of a page hears."""
    said: list[str] = []

    async def listen() -> None:
        async for piece in hub.stream("/a", mark, lambda: None):
            said.append(piece.decode())
            if len(said) > wanted:
                return

    task = asyncio.create_task(listen())
    for one in news:
        await asyncio.sleep(0.02)
        hub.tell("/a", one)
    await asyncio.sleep(0.05)
    hub.close()
    await asyncio.wait_for(task, 5)
    return [piece.split("\n")[0] for piece in said[1:]]


def test_a_page_is_loaded_again_only_when_its_bytes_changed() -> None:
    def events(mark: str, *news: News) -> list[str]:
        return in_a_thread(heard(Hub(looking.describe), mark, list(news), 10))

    assert events("one", News("one")) == ["event: problems"]
    assert events("one", News("one"), News("one")) == ["event: problems"]
    assert events("one", News("two")) == ["event: reload", "event: problems"]
    assert events("one", News("one"), News("one", ({"code": "PG301"},)), News("one")) == ["event: problems"] * 3


def test_a_slow_reader_keeps_only_the_latest() -> None:
    async def try_it() -> list[bytes]:
        hub = Hub(looking.describe)
        stream = hub.stream("/a", "0", lambda: None)
        first = await anext(stream)
        waiting = asyncio.ensure_future(anext(stream))
        await asyncio.sleep(0)
        for number in range(1000):
            hub.tell("/a", News(str(number), notice=f"Notice {number}"))
        said = [first, await waiting, await anext(stream)]
        await stream.aclose()  # type: ignore[attr-defined]
        assert hub.watched() == []
        return said

    assert b"Notice 999" in in_a_thread(try_it())[-1]


def test_nothing_in_a_name_can_begin_another_event() -> None:
    async def try_it() -> str:
        hub = Hub(looking.describe)
        stream = hub.stream("/a", "x", lambda: None)
        await anext(stream)
        waiting = asyncio.ensure_future(anext(stream))
        await asyncio.sleep(0)
        hub.tell("/a", News("x", notice="a\n\nevent: reload\ndata: {}\u2028\r\n\n"))
        said = await waiting
        await stream.aclose()  # type: ignore[attr-defined]
        return said.decode()

    assert in_a_thread(try_it()).count("\nevent") == 0
