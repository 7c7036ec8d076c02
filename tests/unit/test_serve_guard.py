"""Who may ask the preview, and for what: rebinding, other sites, ways out of the sites."""

from __future__ import annotations

import pytest
from starlette.datastructures import Headers

from portfoliogen.content_types import type_of
from portfoliogen.serve.addresses import address_of, quoted
from portfoliogen.serve.guard import refused
from portfoliogen.serve.injecting import Choice, bar, inject

LOCAL = {"host": "localhost:8000"}
OWN = LOCAL | {"origin": "http://localhost:8000", "sec-fetch-site": "same-origin"}


def status(method: str = "GET", path: str = "/school/index.html", **headers: str) -> int:
    given = LOCAL | {name.replace("_", "-"): value for name, value in headers.items()}
    found = refused(method, path, path.encode(), Headers(given))
    return found[0] if found else 200


@pytest.mark.parametrize("host", ["localhost:8000", "127.0.0.1:8000", "[::1]:8000", "LOCALHOST", "localhost"])
def test_this_computer_may_ask(host: str) -> None:
    assert status(host=host) == 200


@pytest.mark.parametrize(
    "host",
    [
        "evil.example:8000",
        "localhost.evil.example",
        "127.0.0.1.nip.io:8000",
        "",
        "192.168.1.2:8000",
        "0.0.0.0:8000",
        "localhost:8000@evil",
        "localhost:80x",
    ],
)
def test_a_name_that_only_points_here_may_not(host: str) -> None:
    assert status(host=host) == 421


def test_a_request_without_or_with_two_hosts_may_not() -> None:
    for raw in ([], [(b"host", b"localhost"), (b"host", b"evil.example")]):
        found = refused("GET", "/", b"/", Headers(raw=raw))
        assert found
        assert found[0] == 421


@pytest.mark.parametrize("method", ["PUT", "DELETE", "OPTIONS", "PATCH", "TRACE", "CONNECT", "POST"])
def test_pages_are_only_read(method: str) -> None:
    assert status(method, **{name.replace("-", "_"): value for name, value in OWN.items()}) == 405


def test_only_the_previews_own_form_may_write() -> None:
    def post(**headers: str) -> int:
        return status("POST", "/-/new", **headers)

    assert post(origin="http://localhost:8000", sec_fetch_site="same-origin") == 200
    assert post(origin="http://localhost:8000") == 200
    assert post() == 403
    assert post(origin="null") == 403
    assert post(origin="http://evil.example", sec_fetch_site="cross-site") == 403
    assert post(origin="http://localhost:9000", sec_fetch_site="same-site") == 403
    assert post(origin="https://localhost:8000") == 403
    assert post(sec_fetch_site="cross-site") == 403
    assert post(sec_fetch_site="none") == 403


def test_only_the_previews_own_pages_may_listen() -> None:
    assert status(path="/-/events", sec_fetch_site="same-origin") == 200
    assert status(path="/-/events") == 200
    assert status(path="/-/events", sec_fetch_site="cross-site") == 403
    assert status(path="/-/events", sec_fetch_site="same-site") == 403
    assert status(path="/-/events", origin="http://evil.example") == 403
    assert status(path="/-/events", sec_fetch_site="none", sec_fetch_mode="navigate", sec_fetch_dest="document") == 403


def test_other_sites_may_link_here_and_not_embed() -> None:
    visit = {"sec_fetch_mode": "navigate", "sec_fetch_dest": "document"}
    assert status(sec_fetch_site="cross-site", **visit) == 200
    assert status(sec_fetch_site="cross-site", sec_fetch_mode="no-cors", sec_fetch_dest="image") == 403
    assert status(sec_fetch_site="cross-site", sec_fetch_mode="navigate", sec_fetch_dest="iframe") == 403
    assert status(sec_fetch_site="same-site", sec_fetch_mode="cors", sec_fetch_dest="empty") == 403


@pytest.mark.parametrize(
    "raw",
    [
        "/../etc/passwd",
        "/school/../../x",
        "/school/%2e%2e/x",
        "/school/..%2fx",
        "/school/%2e%2e%2fx",
        "/a%5c..%5cx",
        "/a\\..\\x",
        "/a%00.html",
        "/a/./b",
        "/C:/Windows/win.ini",
        "/c%3a/x",
        "/con/index.html",
        "/school/NUL.html",
        "/a/lpt1",
        "/a/b.",
        "/a/b%20",
        "//evil.example/x",
        "/a//b",
        "/%ff",
        "/a%0d%0ax",
        "/a|b",
        "/a*b",
        "x",
        "",
        "/" + "a" * 5000,
    ],
)
def test_no_address_leads_out(raw: str) -> None:
    assert address_of(raw.encode()) is None


@pytest.mark.parametrize(
    ("raw", "address"),
    [
        ("/", "/"),
        ("/school/index.html", "/school/index.html"),
        ("/school/", "/school/"),
        ("/school/%D9%85%D9%86/index.html", "/school/من/index.html"),
        ("/a/console/nullable.html", "/a/console/nullable.html"),
        ("/a/b%252e%252e", "/a/b%2e%2e"),
    ],
)
def test_ordinary_addresses_are_read_once(raw: str, address: str) -> None:
    assert address_of(raw.encode()) == address


def test_addresses_survive_a_link() -> None:
    for address in ("/school/من/index.html", "/a/it's 100% & more/x.html"):
        assert address_of(quoted(address).encode()) == address


def test_types_are_certain() -> None:
    assert type_of("/a/index.html") == "text/html; charset=utf-8"
    assert type_of("/a/media/x.JPG") == "image/jpeg"
    assert type_of("/a/media/x.exe") == "application/octet-stream"
    assert type_of("/a/index") == "application/octet-stream"


PAGE = (
    b'<!doctype html><html><head><meta http-equiv="Content-Security-Policy" content="default-src \'none\'; '
    b"style-src 'self'; form-action 'none'\"></head><body><p>&lt;/body&gt; </p></body></html>"
)


def test_a_page_gets_leave_for_the_preview_and_nothing_else() -> None:
    made = inject(PAGE, "/school/a/index.html", "abc", "<nav></nav>").decode()
    assert (
        "default-src 'none'; style-src 'self'; form-action 'none'; script-src 'self'; connect-src 'self'\">"
    ) in made
    assert made.endswith(
        '<nav></nav>\n<script src="/-/serve.js" defer data-page="/school/a/index.html"'
        ' data-mark="abc"></script>\n</body></html>'
    )
    assert '<link rel="stylesheet" href="/-/serve.css">\n</head>' in made


def test_a_page_without_an_end_is_served_all_the_same() -> None:
    assert b"serve.js" in inject(b"<p>Half a page", "/", "", "")


def test_hostile_words_stay_words_in_the_bar() -> None:
    hostile = '"><script>alert(1)</script>'
    made = bar((Choice(hostile, hostile), Choice(hostile, "")), ()) + inject(b"", hostile, hostile, "").decode()
    assert "<script>alert" not in made
    assert '""' not in made
