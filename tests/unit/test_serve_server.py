"""The preview as a program: what its answers say, what it turns away, and how it begins and ends."""

from __future__ import annotations

import http.client
import os
import re
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
import uvicorn

import schools
from portfoliogen.serve import running
from portfoliogen.serve.events import Hub, News

SCHOOL: schools.Files = {
    "school.yml": "name: Oakfield\n",
    "learners/Amara/profile.md": "I build things.\n",
    "learners/Amara/2026-03-14 Volcano.md": schools.entry("Volcano", text="It erupted.\n\n![A cone](cone.jpg)"),
    "learners/Amara/cone.jpg": schools.picture(size=(1200, 800)),
    "learners/Amara/2026-03-20 Talk.m4a": b"",
}
PAGE = "/school/amara/entries/volcano/index.html"


@dataclass
class Answer:
    """What came back."""

    status: int
    headers: dict[str, str]
    body: bytes


@dataclass
class Server:
    """A preview that runs."""

    process: subprocess.Popen[str]
    root: Path
    port: int
    told: list[str]

    def ask(self, path: str, method: str = "GET", body: bytes | None = None, **headers: str) -> Answer:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)
        given = {"Host": f"localhost:{self.port}"} | {name.replace("_", "-"): one for name, one in headers.items()}
        connection.request(method, path, body, given)
        answer = connection.getresponse()
        made = Answer(answer.status, {name.lower(): one for name, one in answer.getheaders()}, answer.read())
        connection.close()
        return made


def begin(root: Path, *words: str) -> Server:
    process = subprocess.Popen(
        [sys.executable, "-m", "portfoliogen", "serve", str(root), "--today", schools.TODAY.isoformat(), *words],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        env=os.environ | {"PYTHONUNBUFFERED": "1"},
    )
    assert process.stdout
    told = []
    for line in process.stdout:
        told.append(line.strip())
        if "Ctrl-C" in line:
            break
    found = re.search(r":(\d+)/", " ".join(told))
    assert found, told
    return Server(process, root, int(found[1]), told)


def end(server: Server) -> float:
    begun = time.monotonic()
    server.process.send_signal(signal.SIGINT)
    assert server.process.wait(10) == 0
    assert server.process.stdout
    assert server.process.stdout.read().strip() == "Stopped."
    server.process.stdout.close()
    return time.monotonic() - begun


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    made = begin(schools.write(tmp_path_factory.mktemp("serve") / "Oakfield", SCHOOL), "--port", "8541")
    yield made
    end(made)


def media_of(server: Server) -> str:
    for _ in range(200):
        found = re.search(rb"media/[\w.-]+\.jpg", server.ask(PAGE).body)
        if found:
            return f"/school/amara/{found[0].decode()}"
        time.sleep(0.05)
    raise AssertionError("the photo was never ready")


def test_every_answer_says_how_it_may_be_used(server: Server) -> None:
    style = "/school/amara/assets/style.css"
    for path in (PAGE, "/-/staff", "/-/new", "/nope", media_of(server), style, "/-/serve.js"):
        answer = server.ask(path)
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert answer.headers["x-frame-options"] == "DENY"
        assert answer.headers["cross-origin-resource-policy"] == "same-origin"
        assert not [name for name in answer.headers if name.startswith("access-control")]
        assert "server" not in answer.headers
    policy = server.ask(PAGE).headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert "frame-ancestors 'none'" in policy


def test_types_are_told(server: Server) -> None:
    assert server.ask(PAGE).headers["content-type"] == "text/html; charset=utf-8"
    assert server.ask("/school/assets/style.css").headers["content-type"] == "text/css; charset=utf-8"
    assert server.ask(media_of(server)).headers["content-type"] == "image/jpeg"
    assert server.ask("/-/serve.js").headers["content-type"] == "text/javascript; charset=utf-8"


def test_media_come_in_parts(server: Server) -> None:
    path = media_of(server)
    whole = server.ask(path)
    part = server.ask(path, Range="bytes=10-19")
    assert (part.status, part.body) == (206, whole.body[10:20])
    assert part.headers["content-range"] == f"bytes 10-19/{len(whole.body)}"
    assert server.ask(path, Range="bytes=-5").body == whole.body[-5:]
    assert server.ask(path, Range=f"bytes={len(whole.body)}-").status == 416
    assert server.ask(path, Range="bytes=5-1").status in {200, 400, 416}
    head = server.ask(path, "HEAD")
    assert (head.body, head.headers["content-length"]) == (b"", str(len(whole.body)))


def test_addresses_without_an_ending_lead_on(server: Server) -> None:
    assert server.ask("/").headers["location"] == "/school/index.html"
    assert server.ask("/school/amara").headers["location"] == "/school/amara/index.html"
    assert server.ask("/school/amara/").headers["location"] == "/school/amara/index.html"
    assert server.ask("//evil.example/").status == 404


@pytest.mark.parametrize(
    "path",
    [
        "/school/../school.yml",
        "/school/%2e%2e/school.yml",
        "/..%2f..%2fetc/passwd",
        "/school.yml",
        "/-/../school.yml",
        "/learners/Amara/profile.md",
        "/school/amara/media/..%5c..%5cx",
        "/school/amara/%00",
        "/-/assets/serve.js",
        "/-/settings.py",
    ],
)
def test_nothing_but_the_sites_is_served(server: Server, path: str) -> None:
    assert server.ask(path).status == 404


def test_a_name_that_only_points_here_gets_nothing(server: Server) -> None:
    answer = server.ask(PAGE, Host="evil.example")
    assert answer.status == 421
    assert b"Volcano" not in answer.body


def test_another_sites_form_writes_nothing(server: Server) -> None:
    own = {
        "Origin": f"http://localhost:{server.port}",
        "Sec_Fetch_Site": "same-origin",
        "Content_Type": "application/x-www-form-urlencoded",
    }
    fields = b"learner=Amara&title=Planted&text=Some+words+that+somebody+planted."
    before = sorted((server.root / "learners" / "Amara").iterdir())
    assert server.ask("/-/new", "POST", fields, Origin="http://evil.example").status == 403
    assert server.ask("/-/new", "POST", fields, Sec_Fetch_Site="cross-site").status == 403
    assert server.ask("/-/new", "POST", fields).status == 403
    assert server.ask("/-/new", "POST", fields, **own).status == 403
    assert server.ask("/-/new", "POST", fields + b"&token=guess", **own).status == 403
    assert server.ask("/-/new", "POST", fields + b"&token=%ff%fe", **own).status == 403
    assert sorted((server.root / "learners" / "Amara").iterdir()) == before
    token = re.search(rb'name="token" value="([\w-]+)"', server.ask("/-/new").body)
    assert token
    answer = server.ask("/-/new", "POST", fields + b"&token=" + token[1], **own)
    assert (answer.status, answer.headers["location"]) == (303, "/school/amara/entries/planted/index.html")
    assert b"Planted" in server.ask(answer.headers["location"]).body


def test_a_form_that_is_too_much_or_broken_is_answered_in_words(server: Server) -> None:
    own = {"Origin": f"http://localhost:{server.port}", "Content_Type": "multipart/form-data; boundary=x"}
    answer = server.ask("/-/new", "POST", b"--x\r\nbroken", **own)
    assert answer.status == 413
    assert b"did not arrive whole" in answer.body


def test_slow_readers_hold_up_nobody(server: Server) -> None:
    slow = []
    for number in range(30):
        one = socket.create_connection(("127.0.0.1", server.port))
        host = f"Host: localhost:{server.port}\r\n"
        one.sendall(f"GET {PAGE} HTTP/1.1\r\n{host}".encode() + (b"\r\n" if number % 2 else b""))
        slow.append(one)
    for number in range(20):
        one = socket.create_connection(("127.0.0.1", server.port))
        one.sendall(f"GET /-/events?page={PAGE}&mark={number} HTTP/1.1\r\nHost: localhost\r\n\r\n".encode())
        slow.append(one)
    begun = time.monotonic()
    assert server.ask(PAGE).status == 200
    assert time.monotonic() - begun < 3
    for one in slow:
        one.close()


def test_the_stream_tells_of_a_save(server: Server) -> None:
    mark = re.search(rb'data-mark="(\w+)"', server.ask(PAGE).body)
    assert mark
    connection = http.client.HTTPConnection("localhost", server.port, timeout=20)
    connection.request("GET", f"/-/events?page={PAGE}&mark={mark[1].decode()}")
    answer = connection.getresponse()
    assert answer.getheader("content-type", "").startswith("text/event-stream")
    said: list[str] = []

    def listen() -> None:
        while line := answer.readline():
            said.append(line.decode().strip())
            if "event: reload" in said:
                return

    thread = threading.Thread(target=listen, daemon=True)
    thread.start()
    time.sleep(0.5)
    assert "event: reload" not in said
    schools.write(server.root, {"learners/Amara/2026-03-14 Volcano.md": schools.entry("Volcano", text="Once more.")})
    thread.join(15)
    assert "event: reload" in said
    assert b"Once more." in server.ask(PAGE).body
    connection.close()


def test_a_port_in_use_is_told_and_ctrl_c_stops_at_once(server: Server) -> None:
    other = begin(server.root, "--port", str(server.port))
    assert other.port > server.port
    assert f"so this is {other.port}" in other.told[0]
    listening = socket.create_connection(("127.0.0.1", other.port))
    listening.sendall(b"GET /-/events?page=/school/index.html HTTP/1.1\r\nHost: localhost\r\n\r\n")
    assert b"200" in listening.recv(100)
    assert end(other) < 4
    listening.close()


def test_only_this_computer_is_listened_to(server: Server) -> None:
    listening = subprocess.run(["cat", "/proc/net/tcp"], capture_output=True, text=True, check=False).stdout
    if not listening:
        pytest.skip("only Linux tells")
    ours = [
        line.split()[1]
        for line in listening.splitlines()
        if line.split()[1].endswith(f":{server.port:04X}") and line.split()[3] == "0A"
    ]
    assert ours == [f"0100007F:{server.port:04X}"]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["nowhere"], "There is no folder"),
        ([".", "--audience", "aliens"], "There is no audience “aliens”"),
        ([".", "--port", "0"], "--port"),
    ],
)
def test_what_cannot_be_served_is_told(tmp_path: Path, words: list[str], said: str) -> None:
    schools.write(tmp_path, SCHOOL)
    done = subprocess.run(
        [sys.executable, "-m", "portfoliogen", "serve", *words],
        cwd=tmp_path,
        capture_output=True,
        encoding="utf-8",
        check=False,
        timeout=60,
    )
    assert done.returncode == 2
    assert said in done.stderr


def test_ctrl_c_comes_through_while_a_reader_is_being_listed() -> None:
    hub = Hub(lambda *_: News(""))
    server = running._Server(uvicorn.Config(lambda: None, log_config=None), hub, lambda: None)
    # The handler runs in the thread that may hold the lock; here another thread stands for it, so that a fault ends.
    pressed = threading.Thread(target=server._stop, args=(signal.SIGINT, None), daemon=True)
    with hub._lock:
        pressed.start()
        pressed.join(5)
        assert server.should_exit
        assert not pressed.is_alive()
