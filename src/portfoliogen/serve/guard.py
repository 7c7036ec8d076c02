"""Who may ask: a browser on this computer that shows the preview itself, and nobody else's pages.

A page of another site can make a browser send requests here. It may not read what comes back, nor write,
nor listen: hence the list of hosts (against DNS rebinding), the look at where a request comes from, and no
word of CORS anywhere.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse

from portfoliogen.serve.addresses import address_of

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

HOSTS = frozenset({"localhost", "127.0.0.1", "[::1]"})
WRITES, LISTENS = ("/-/new",), ("/-/events",)
_READS = frozenset({"GET", "HEAD"})
_HEADERS = {
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "cross-origin-resource-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    # Not no-referrer: under it, browsers send “Origin: null” with our own form.
    "referrer-policy": "same-origin",
    "cache-control": "no-store",
}


class Guard:
    """Turns away what does not come from the preview's own pages, and says how its answers may be used."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Look at a request before anybody else does."""
        if scope["type"] == "lifespan":
            await self._app(scope, receive, send)
            return
        if scope["type"] != "http":
            return

        async def send_guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in _HEADERS.items():
                    headers.setdefault(name, value)
            await send(message)

        refusal = refused(scope["method"], scope["path"], scope.get("raw_path") or b"/", Headers(scope=scope))
        if refusal is not None:
            status, words = refusal
            await PlainTextResponse(words + "\n", status)(scope, receive, send_guarded)
            return
        await self._app(scope, receive, send_guarded)


def refused(method: str, path: str, raw_path: bytes, headers: Headers) -> tuple[int, str] | None:
    """Why a request is turned away, as a status and words; None where it may pass."""
    hosts = headers.getlist("host")
    if len(hosts) != 1 or _host_of(hosts[0]) not in HOSTS:
        return 421, "This preview answers only as localhost."
    if method not in _READS and not (method == "POST" and path in WRITES):
        return 405, "Only GET and HEAD are answered here."
    if address_of(raw_path.partition(b"?")[0]) is None:
        return 404, "There is no such page."
    site = headers.get("sec-fetch-site", "")
    origin = headers.get("origin")
    if origin is not None and origin != f"http://{hosts[0]}":
        return 403, "This request comes from another site."
    if method not in _READS or path in LISTENS:
        if site not in {"", "same-origin"} or (method not in _READS and not site and origin is None):
            return 403, "This request does not come from the preview itself."
    elif site in {"cross-site", "same-site"} and not _is_visit(headers):
        return 403, "Other sites may link here, but not show what is here."
    return None


def _host_of(host: str) -> str:
    name, colon, port = host.rpartition(":")
    return name.lower() if colon and port.isdecimal() else host.lower()


def _is_visit(headers: Headers) -> bool:
    """Whether somebody followed a link, so that the page fills a window of its own."""
    return headers.get("sec-fetch-mode") == "navigate" and headers.get("sec-fetch-dest") == "document"
