"""How long `portfoliogen serve` takes: to the first page, and from a save to the page in a browser.

    python benchmarks/preview.py [--learners 500] [--entries 40] [--starts 9] [--saves 40] [--browser]

A school is made (in memory, where the system has such a disk), served by the real command, and asked over HTTP;
then the same for one learner with 200 entries.
“First page” is from starting the command to the last byte of the first page, once for the list of learners and
once for the page of one entry. “Save” is from closing the saved file to the last byte of the page, asked for when
the preview says so; with --browser, to the new words on the page in Chromium. Beside the time on the clock stands
the time of the processor that the preview used up; the clock alone means little where others work.
"""

from __future__ import annotations

import argparse
import contextlib
import http.client
import os
import re
import shutil
import signal
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import corpus

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

PORT = 8650
MEMORY = "/dev/shm"  # noqa: S108 - a folder of our own is made in it
REST_S = 3.0
WATCH_S = 1.5
"""Until every folder is watched; a save before that is found some seconds later."""
_TICKS = os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True)
class Spent:
    """Milliseconds on the clock and of the processor."""

    clock_ms: float
    processor_ms: float


def tell(what: str, spent: list[Spent]) -> None:
    """Print the median and the worst."""
    clock = sorted(one.clock_ms for one in spent)
    work = statistics.median(one.processor_ms for one in spent)
    print(
        f"{what:<48} median {statistics.median(clock):6.0f} ms   best {clock[0]:6.0f}   worst {clock[-1]:6.0f}"
        f"   processor {work:6.0f} ms   of {len(spent)}",
        flush=True,
    )


def processor_ms(pid: int) -> float:
    """What a process has used so far."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) * 1000 / _TICKS


def get(path: str) -> bytes:
    """Ask for a page."""
    connection = http.client.HTTPConnection("127.0.0.1", PORT, timeout=60)
    try:
        connection.request("GET", path)
        response = connection.getresponse()
        data = response.read()
    finally:
        connection.close()
    if response.status != 200:
        message = f"{path}: {response.status}"
        raise SystemExit(message)
    return data


@contextlib.contextmanager
def served(school: Path) -> Iterator[subprocess.Popen[bytes]]:
    """Run the command."""
    command = [sys.executable, "-m", "portfoliogen", "serve", str(school), "--port", str(PORT)]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    try:
        yield process
    finally:
        process.send_signal(signal.SIGINT)
        process.wait(30)


def first_page(school: Path, path: str) -> Spent:
    """Start the command and ask for a page until there is one."""
    begun = time.perf_counter()
    with served(school) as process:
        while True:
            try:
                get(path)
            except ConnectionError:
                time.sleep(0.002)
            else:
                break
        return Spent((time.perf_counter() - begun) * 1000, processor_ms(process.pid))


class Stream:
    """A page open in a browser, as the preview sees it."""

    def __init__(self, page: str) -> None:
        mark = re.search(rb'data-mark="([^"]*)"', get(page))
        self._socket = socket.create_connection(("127.0.0.1", PORT))
        query = f"page={page}&mark={mark.group(1).decode() if mark else ''}"
        self._socket.sendall(f"GET /-/events?{query} HTTP/1.1\r\nHost: localhost:{PORT}\r\n\r\n".encode())
        self._seen = b""

    def wait(self) -> None:
        """Until the preview says that the page is another one."""
        while b"event: reload" not in self._seen:
            self._seen += self._socket.recv(65536)
        self._seen = b""

    def close(self) -> None:
        """Close it."""
        self._socket.close()


def saves(process: subprocess.Popen[bytes], entry: Path, page: str, count: int) -> list[Spent]:
    """Save an entry again and again, a quiet while apart, and wait for its page."""
    stream = Stream(page)
    text = entry.read_text("utf-8")
    spent = []
    try:
        for number in range(count):
            time.sleep(0.3 + number % 5 * 0.07)
            words = f"Saved as number {number} today."
            used, begun = processor_ms(process.pid), time.perf_counter()
            entry.write_text(f"{text}\n\n{words}\n", "utf-8")
            stream.wait()
            shown = get(page)
            spent.append(Spent((time.perf_counter() - begun) * 1000, processor_ms(process.pid) - used))
            if words.encode() not in shown:
                message = "the page does not show what was saved"
                raise SystemExit(message)
    finally:
        stream.close()
        entry.write_text(text, "utf-8")
    return spent


def saves_in_browser(process: subprocess.Popen[bytes], entry: Path, page: str, count: int) -> list[Spent]:
    """Do the same with Chromium, until the words can be read."""
    from playwright.sync_api import sync_playwright  # noqa: PLC0415 - only where a browser is wanted

    path = shutil.which("chromium") or shutil.which("google-chrome")
    text = entry.read_text("utf-8")
    spent = []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox", "--disable-gpu"])
        window = browser.new_page()
        window.goto(f"http://localhost:{PORT}{page}")
        time.sleep(1)
        for number in range(count):
            time.sleep(0.3 + number % 5 * 0.07)
            words = f"Saved as number {number} today."
            used, begun = processor_ms(process.pid), time.perf_counter()
            entry.write_text(f"{text}\n\n{words}\n", "utf-8")
            window.get_by_text(words).wait_for()
            spent.append(Spent((time.perf_counter() - begun) * 1000, processor_ms(process.pid) - used))
        browser.close()
    entry.write_text(text, "utf-8")
    return spent


def page_of(entry: Path) -> str:
    """The address of an entry's page in the school site, as the corpus names both."""
    learner, title = entry.parent.name, entry.stem.partition(" ")[2]
    return f"/school/{learner}/entries/{title}/index.html".casefold().replace(" ", "-")


def settled(process: subprocess.Popen[bytes]) -> None:
    """Wait until the preview has read everything and does nothing."""
    while True:
        before = processor_ms(process.pid)
        time.sleep(REST_S)
        if processor_ms(process.pid) - before < 100:
            return


def school_of(folder: Path, learners: int, entries: int) -> tuple[Path, Path]:
    """Make a school; an entry in the midst of it."""
    corpus.make(folder, learners, entries)
    people = sorted(one.parent for one in (folder / "learners").rglob("profile.md"))
    written = sorted(people[len(people) // 2].glob("2*.md"))
    return folder, written[len(written) // 2]


def measure(folder: Path, given: argparse.Namespace, learners: int, entries: int) -> None:
    """Measure one school."""
    school, entry = school_of(folder, learners, entries)
    page = page_of(entry)
    print(f"{learners} learners with {entries} entries each; load {os.getloadavg()[0]:.1f}", flush=True)
    if given.starts:
        tell("first page: list of learners", [first_page(school, "/school/index.html") for _ in range(given.starts)])
        tell("first page: one entry", [first_page(school, page) for _ in range(given.starts)])
    if not given.saves:
        return
    kinds: list[tuple[str, Callable[..., list[Spent]]]] = [("a save to the page", saves)]
    if given.browser:
        kinds.append(("a save to the words in Chromium", saves_in_browser))
    with served(school) as process:
        while True:
            with contextlib.suppress(ConnectionError):
                get(page)
                break
            time.sleep(0.05)
        time.sleep(WATCH_S)
        for what, how in kinds:
            tell(f"{what}, others still being read", how(process, entry, page, given.saves // 4))
        settled(process)
        for what, how in kinds:
            tell(what, how(process, entry, page, given.saves))


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--learners", type=int, default=500)
    parser.add_argument("--entries", type=int, default=40)
    parser.add_argument("--starts", type=int, default=9)
    parser.add_argument("--saves", type=int, default=40)
    parser.add_argument("--browser", action="store_true")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory(dir=MEMORY if Path(MEMORY).is_dir() else None) as place:
        measure(Path(place) / "school", given, given.learners, given.entries)
        measure(Path(place) / "small", given, 1, 200)
