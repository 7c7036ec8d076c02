"""Small schools for the tests: written to disk, built by the real pipeline, and read as a reader would."""

from __future__ import annotations

import contextlib
import datetime as dt
import functools
import io
import re
import struct
import subprocess
import sys
import wave
from collections.abc import Mapping
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path
from unittest import mock

from PIL import Image

from portfoliogen.cli.program import run
from portfoliogen.diagnostics import Diagnostic
from portfoliogen.pipeline import BuildReport, build_school, check_school
from portfoliogen.theme import themes_folder

Files = Mapping[str, "str | bytes"]

TODAY = dt.date(2026, 11, 23)
SECRET = "0123456789abcdef"  # noqa: S105 - of the tests alone
"""Stands for the secret behind public addresses, so that they are the same in every run."""

_VOID = frozenset("area base br col embed hr img input link meta source track wbr".split())
_SILENT = frozenset({"script", "style", "head"})


# --- a school on disk -----------------------------------------------------------------------------


def write(root: Path, files: Files) -> Path:
    """Write files below a folder; a path that ends in a slash is a folder with nothing in it."""
    root.mkdir(parents=True, exist_ok=True)
    for path, content in files.items():
        place = root / path
        if path.endswith("/"):
            place.mkdir(parents=True, exist_ok=True)
            continue
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(content if isinstance(content, bytes) else content.encode())
    return root


def keep_secret(root: Path) -> None:
    """Give a school the secret of all tests, as though an earlier build had made it."""
    write(root, {".portfoliogen/address-secret.txt": f"{SECRET}\n"})


def entry(
    title: str = "Volcano", date: str = "2026-03-14", text: str = "We built it twice and it erupted.", **fields: str
) -> str:
    """Write an entry in which nothing is amiss, with further fields as they are given."""
    lines = {"title": title, "date": date, "strands": "[passion]", **fields}
    top = "\n".join(f"{name}: {value}" for name, value in lines.items() if value)
    return f"---\n{top}\n---\n{text}\n"


# --- media ----------------------------------------------------------------------------------------


@functools.cache
def picture(kind: str = "JPEG", colour: str = "teal", size: tuple[int, int] = (48, 32)) -> bytes:
    """A small picture."""
    out = io.BytesIO()
    Image.new("RGB", size, colour).save(out, kind)
    return out.getvalue()


@functools.cache
def sound() -> bytes:
    """A second of silence, as a WAV file."""
    out = io.BytesIO()
    with wave.open(out, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(16_000)
        file.writeframes(struct.pack("<16000h", *[0] * 16_000))
    return out.getvalue()


@functools.cache
def recording() -> bytes:
    """Half a second of a voice memo, as a phone makes it (M4A)."""
    return _encoded("m4a", lambda path, made: made.write_sound(path, "aac", seconds=0.5))


@functools.cache
def film() -> bytes:
    """A third of a second of film (MP4)."""
    return _encoded("mp4", lambda path, made: made.write_film(path, frames=8))


def _encoded(ending: str, work: object) -> bytes:
    import tempfile  # noqa: PLC0415 - few tests need it

    import media_files  # noqa: PLC0415 - it loads the film libraries

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"made.{ending}"
        work(path, media_files)  # type: ignore[operator]
        return path.read_bytes()


# --- what a theme says -----------------------------------------------------------------------------


def theme_texts() -> dict[str, str]:
    """All words that themes themselves put on pages, by file: English words, and what templates hold."""
    texts = {}
    for path in sorted(themes_folder().glob("*/words/en.yml")):
        texts[_shown(path)] = re.sub(r"^\s*#.*$", "", path.read_text("utf-8"), flags=re.MULTILINE)
    for path in sorted(themes_folder().glob("*/templates/*.html")):
        text = re.sub(r"\{#.*?#\}|\{%.*?%\}|\{\{.*?\}\}", " ", path.read_text("utf-8"), flags=re.DOTALL)
        texts[_shown(path)] = re.sub(r"<[^>]*>", " ", text)
    assert texts
    return texts


def _shown(path: Path) -> str:
    return path.relative_to(themes_folder()).as_posix()


# --- what a reader meets --------------------------------------------------------------------------


@dataclass
class Node:
    """An element of a page; `parts` are its texts and elements, in order."""

    tag: str
    attributes: dict[str, str]
    parts: list[Node | str] = field(default_factory=list)

    @property
    def text(self) -> str:
        """The words that a reader sees, runs of space made one."""
        return " ".join(self._words().split())

    def _words(self) -> str:
        if self.tag in _SILENT:
            return ""
        words = "".join(part if isinstance(part, str) else part._words() for part in self.parts)
        return f" {words} " if self.tag not in {"a", "span", "bdi", "em", "strong", "sup", "sub"} else words

    @property
    def classes(self) -> set[str]:
        """The element's classes."""
        return set(self.attributes.get("class", "").split())

    def all(self, selector: str = "*") -> list[Node]:
        """Every element below, in the order of the page, by `tag`, `.class`, `#id` or `tag.class`."""
        found = []
        for part in self.parts:
            if isinstance(part, Node):
                if part.fits(selector):
                    found.append(part)
                found += part.all(selector)
        return found

    def one(self, selector: str) -> Node:
        """The only such element."""
        (found,) = self.all(selector)
        return found

    def fits(self, selector: str) -> bool:
        """Whether a selector means this element."""
        match = re.fullmatch(r"([a-z0-9*]*)(?:\.([\w-]+)|#([\w-]+))?", selector)
        assert match, selector
        tag, name, identity = match.groups()
        return (
            (not tag or tag in {"*", self.tag})
            and (not name or name in self.classes)
            and (not identity or identity == self.attributes.get("id"))
        )


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.root = Node("", {})
        self._open = [self.root]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        node = Node(tag, {name: value or "" for name, value in attrs})
        self._open[-1].parts.append(node)
        if tag not in _VOID:
            self._open.append(node)

    def handle_endtag(self, tag: str) -> None:
        if tag in _VOID:
            return
        assert self._open[-1].tag == tag, f"</{tag}> closes <{self._open[-1].tag}>"
        self._open.pop()

    def handle_data(self, data: str) -> None:
        self._open[-1].parts.append(data)


def parse(html: str) -> Node:
    """Read a page; every element must be closed where it should be."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    assert len(reader._open) == 1, f"<{reader._open[-1].tag}> is never closed"
    return reader.root


@dataclass(frozen=True)
class Page:
    """A page of a profile; `path` is below the profile's folder."""

    path: str
    html: str

    @functools.cached_property
    def tree(self) -> Node:
        """The page's elements."""
        return parse(self.html)

    @property
    def main(self) -> Node:
        """What the page says, without menus and footer."""
        return self.tree.one("main")

    @property
    def text(self) -> str:
        """The words of `main`."""
        return self.main.text

    @property
    def title(self) -> str:
        """The page's first heading."""
        return self.tree.one("h1").text

    @property
    def nav(self) -> list[str]:
        """The words of the menu."""
        return [link.text for bar in self.tree.all("nav.parts") for link in bar.all("a")]

    def part(self, heading: str) -> Node:
        """The section under a heading."""
        return next(
            one for one in self.tree.all("section") if any(node.text.startswith(heading) for node in one.all("h2")[:1])
        )

    @property
    def targets(self) -> list[str]:
        """All that the page links to or loads, as written."""
        found = []
        for node in self.tree.all():
            found += [node.attributes[name] for name in ("href", "src", "poster") if name in node.attributes]
            found += [part.split()[0] for part in node.attributes.get("srcset", "").split(",") if part.split()]
        return found


@dataclass(frozen=True)
class Profile:
    """One learner's profile for one audience: every file of its folder."""

    site: str
    folder: str
    files: Mapping[str, bytes]

    @functools.cached_property
    def pages(self) -> dict[str, Page]:
        """Pages by their path, without “index.html”; the home page is the empty path."""
        return {
            path.removesuffix("index.html").rstrip("/"): Page(path, data.decode())
            for path, data in self.files.items()
            if path.endswith(".html")
        }

    @property
    def home(self) -> Page:
        """The first page."""
        return self.pages[""]

    @property
    def text(self) -> str:
        """The words of all pages."""
        return " ".join(page.tree.text for page in self.pages.values())

    @property
    def everything(self) -> bytes:
        """All names and bytes."""
        return b"\n".join(part for path, data in sorted(self.files.items()) for part in (path.encode(), data))

    @property
    def entries(self) -> dict[str, Page]:
        """The pages of entries by the last part of their address."""
        return {path.removeprefix("entries/"): page for path, page in self.pages.items() if path.startswith("entries/")}


@dataclass(frozen=True)
class Built:
    """A school after a build: what was told, and every file of the sites as it was then."""

    root: Path
    output: Path
    report: BuildReport
    files: dict[str, bytes]

    @property
    def told(self) -> tuple[Diagnostic, ...]:
        """All diagnostics."""
        return self.report.diagnostics

    @property
    def codes(self) -> list[str]:
        """The codes of all diagnostics, in the order told."""
        return [one.code for one in self.told]

    def profiles(self, site: str = "school") -> dict[str, Profile]:
        """The profiles of a site by the name on their first page."""
        folders: dict[str, dict[str, bytes]] = {}
        for path, data in self.files.items():
            parts = path.split("/", 2)
            if parts[0] == site and len(parts) > 2 and f"{site}/{parts[1]}/assets/style.css" in self.files:
                folders.setdefault(parts[1], {})[parts[2]] = data
        made = [Profile(site, folder, files) for folder, files in folders.items()]
        return {one.home.title: one for one in made}

    def profile(self, name: str = "", site: str = "school") -> Profile:
        """A learner's profile; the only one, where no name is given."""
        profiles = self.profiles(site)
        if not name:
            (name,) = profiles
        return profiles[name]


def contents(folder: Path, without: str = "") -> dict[str, bytes]:
    """The bytes of every file below a folder by its path."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and (not without or path.relative_to(folder).parts[0] != without)
    }


def build(root: Path, output: Path | None = None, *, today: dt.date = TODAY, learner: str = "") -> Built:
    """Build a school as the command does, in this process."""
    output = output or root.parent / f"{root.name}-out"
    report = build_school(root, output=output, today=today, learner=learner)
    return Built(root, output, report, contents(output, without=".portfoliogen"))


def check(root: Path, *, today: dt.date = TODAY) -> tuple[Diagnostic, ...]:
    """Check a school as the command does, in this process."""
    return check_school(root, today=today).diagnostics


def command_here(*words: str, cwd: Path | None = None) -> subprocess.CompletedProcess[str]:
    """Run the command line on the day of the tests, with nobody at the keyboard.

    It runs within this process: one of its own takes half a second to start.
    """
    argv = [*words, "--today", TODAY.isoformat()]
    out, err = io.TextIOWrapper(io.BytesIO(), "utf-8"), io.TextIOWrapper(io.BytesIO(), "utf-8")
    with (
        contextlib.redirect_stdout(out),
        contextlib.redirect_stderr(err),
        contextlib.chdir(cwd or Path.cwd()),
        mock.patch.object(sys, "stdin", io.StringIO()),
    ):
        status = run(argv)
    texts = []
    for stream in (out, err):
        stream.flush()
        texts.append(stream.buffer.getvalue().decode())  # type: ignore[attr-defined]
    return subprocess.CompletedProcess(argv, status, *texts)


def places(diagnostics: tuple[Diagnostic, ...]) -> list[tuple[str, str, int, int]]:
    """Code, path, line and column of each."""
    return [(one.code, one.at.path, one.at.line, one.at.column) for one in diagnostics]
