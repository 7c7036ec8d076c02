"""Sites on real servers, in a folder below the top: nginx as the book sets it up, and what the book says of IIS."""

from __future__ import annotations

import os
import posixpath
import re
import shutil
import socket
import subprocess
import time
import urllib.error
import urllib.request
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote, unquote, urljoin, urlsplit
from xml.etree import ElementTree as ET

import pytest

import schools
from portfoliogen.content_types import TYPES
from portfoliogen.publish import PublishWish, carry_out, prepare
from portfoliogen.publish.ledger import LEDGER
from schools import entry

if TYPE_CHECKING:
    from collections.abc import Iterator

BOOK = (Path(__file__).resolve().parents[2] / "docs" / "servers.md").read_text("utf-8")
SETTINGS = """publish: public
photo: public
visibility: public
targets:
  share: {kind: folder, path: ../served/school, public: no}
  open: {kind: folder, path: ../served/public, public: yes}
"""
WORK: dict[str, str | bytes] = {
    "school.yml": SETTINGS,
    "learners/Amara Okafor/2026-03-14 Volcano/index.md": entry(text="Twice, it erupted.\n\n![Foam](foam.jpg)"),
    "learners/Amara Okafor/2026-03-14 Volcano/foam.jpg": schools.picture(),
    "learners/Amara Okafor/2026-03-15 Café & 50% 🌋 #1/index.md": entry("Café & 50% 🌋 #1", text="We sat there."),
    "learners/Amara Okafor/2026-03-15 Café & 50% 🌋 #1/talk.wav": schools.sound(),
    "learners/يوسف الحداد/2026-04-02 جسر.md": entry("جسر", text="بنيناه من الورق مرتين اليوم."),
    "learners/林美玲/2026-04-02 桥.md": entry("桥"),
}


def _block(kind: str) -> str:
    (text,) = re.findall(rf"^```{kind}\n(.*?)^```$", BOOK, re.MULTILINE | re.DOTALL)
    return str(text)


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Both sites of a school, published to folders."""
    top = tmp_path_factory.mktemp("servers")
    root = schools.write(top / "Oakfield", WORK)
    schools.keep_secret(root)
    schools.build(root, root / "_site")
    for target, site in (("share", "school"), ("open", "public")):
        (top / "served" / site).mkdir(parents=True)
        (top / target).mkdir()
        carry_out(prepare(PublishWish(root, target, schools.TODAY), top / target))
    return top / "served"


@pytest.fixture(scope="module")
def address(served: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a real nginx, set up with the lines of the book for each site."""
    program = shutil.which("nginx", path=f"{os.environ['PATH']}{os.pathsep}/usr/sbin")
    if program is None:
        pytest.skip("no nginx here; on Debian: apt-get install nginx-light")
    work = tmp_path_factory.mktemp("nginx")
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        port = one.getsockname()[1]
    said = _block("nginx")
    blocks = [
        said.replace("/srv/profiles/", f"{served}/{site}/").replace("/profiles/ {", f"/deep/er/{site}/ {{")
        for site in ("school", "public")
    ]
    aside = "".join(f"{name}_temp_path {work};\n" for name in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi"))
    (work / "nginx.conf").write_text(
        f"{'user root;' if getattr(os, 'geteuid', os.getpid)() == 0 else ''}\ndaemon off;\nworker_processes 1;\npid {work}/pid;\n"
        f"error_log {work}/error.log;\nevents {{}}\nhttp {{\naccess_log off;\n{aside}"
        f"server {{\nlisten 127.0.0.1:{port};\n{''.join(blocks)}}}\n}}\n",
        "utf-8",
    )
    server = subprocess.Popen([program, "-c", str(work / "nginx.conf"), "-p", str(work), "-e", str(work / "e.log")])
    try:
        for _ in range(100):
            with socket.socket() as one:
                if one.connect_ex(("127.0.0.1", port)) == 0:
                    break
            assert server.poll() is None, (work / "e.log").read_text("utf-8")
            time.sleep(0.05)
        yield f"http://127.0.0.1:{port}/deep/er"
    finally:
        server.terminate()
        server.wait(10)


def _get(url: str, **headers: str) -> tuple[int, dict[str, str], bytes, str]:
    """Status, headers, bytes and the address where they came from in the end."""
    request = urllib.request.Request(url, headers=headers)  # noqa: S310 - our own server
    try:
        with urllib.request.build_opener(urllib.request.ProxyHandler({})).open(request, timeout=20) as answer:
            return answer.status, dict(answer.headers), answer.read(), answer.url
    except urllib.error.HTTPError as error:
        return error.code, dict(error.headers), b"", url


def _starts(served: Path, site: str) -> list[str]:
    if site == "school":
        return ["index.html"]
    return [f"{one.name}/index.html" for one in (served / site).iterdir() if one.is_dir()]


@pytest.mark.parametrize("site", ["school", "public"])
def test_every_link_of_every_page_leads_somewhere_on_a_real_server(served: Path, address: str, site: str) -> None:
    top = f"{address}/{site}/"
    todo = [urljoin(top, quote(one)) for one in _starts(served, site)]
    seen: dict[str, bytes] = {}
    while todo:
        url = todo.pop()
        if url in seen:
            continue
        status, headers, data, _ = _get(url)
        path = unquote(url.removeprefix(top))
        assert status == 200, path
        seen[url] = data
        assert data == (served / site / path).read_bytes()
        assert headers["Content-Type"].partition(";")[0] == TYPES[path.rpartition(".")[2]].partition(";")[0], path
        assert headers["X-Robots-Tag"] == "noindex, nofollow"
        if path.endswith(".html"):
            assert headers["Content-Type"] == "text/html; charset=utf-8"
            for target in schools.Page(path, data.decode()).targets:
                if not target.startswith(("http:", "https:", "mailto:", "data:", "#")):
                    found = urljoin(url, target).partition("#")[0].partition("?")[0]
                    assert found.startswith(top), (path, target)
                    todo.append(found)
    pages = {unquote(url.removeprefix(top)) for url in seen if url.endswith(".html")}
    there = {path for path in schools.contents(served / site) if path.endswith(".html")}
    # The first page of the public site is linked from nowhere, and links to nobody.
    assert pages == there - ({"index.html"} if site == "public" else set())
    assert len(pages) > 10


def test_a_folder_shows_its_first_page_with_and_without_its_slash(served: Path, address: str) -> None:
    for url in (f"{address}/school/", f"{address}/school/amara-okafor/", f"{address}/school/amara-okafor"):
        status, _, data, final = _get(url)
        assert status == 200
        path = posixpath.join(urlsplit(final).path.partition("/school/")[2], "index.html")
        assert data == (served / "school" / path).read_bytes()
    # Nobody gets a list of the public profiles.
    status, _, data, _ = _get(f"{address}/public/")
    assert status == 200
    assert schools.Page("index.html", data.decode()).targets == []


def test_sound_can_be_entered_in_the_middle(served: Path, address: str) -> None:
    (path,) = [one for one in schools.contents(served / "school") if one.endswith(".mp3")]
    status, headers, data, _ = _get(f"{address}/school/{quote(path)}", Range="bytes=10-19")
    assert (status, headers["Content-Type"]) == (206, "audio/mpeg")
    assert data == (served / "school" / path).read_bytes()[10:20]


def test_what_publish_keeps_for_itself_is_shown_to_nobody(served: Path, address: str) -> None:
    assert (served / "public" / LEDGER).exists()
    for site in ("school", "public"):
        assert _get(f"{address}/{site}/{LEDGER}")[0] == 404
        assert _get(f"{address}/{site}/nobody/index.html")[0] == 404


def test_the_settings_for_iis_are_whole(served: Path) -> None:
    tree = ET.fromstring(_block("xml"))  # noqa: S314 - our own book
    told = {one.attrib["fileExtension"]: one.attrib["mimeType"] for one in tree.iter("mimeMap")}
    assert [one.attrib["fileExtension"] for one in tree.iter("remove")] == list(told), "IIS stops at one that it knows"
    assert {ending: kind.partition(";")[0] for ending, kind in told.items()} == {
        ending: TYPES[ending[1:]].partition(";")[0] for ending in told
    }
    known_to_iis = {".html", ".css", ".js", ".txt", ".jpg", ".png", ".gif", ".pdf", ".mp3"}
    endings = {Path(path).suffix for path in schools.contents(served) if LEDGER not in path}
    assert endings <= known_to_iis | told.keys()
    assert {one.attrib["segment"] for one in tree.iter("add") if "segment" in one.attrib} >= {LEDGER}
    assert [one.attrib["value"] for one in tree.iter("add") if one.attrib.get("value", "").endswith("html")] == [
        "index.html"
    ]
