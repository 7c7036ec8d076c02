"""The preview's addresses: profiles, the staff's pages, the form, and the stream of news."""

from __future__ import annotations

import asyncio
import secrets
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.responses import FileResponse, PlainTextResponse, RedirectResponse, Response, StreamingResponse
from starlette.routing import Route

from portfoliogen.content_types import type_of
from portfoliogen.new_files import PlaceError
from portfoliogen.serve import looking
from portfoliogen.serve.addresses import SHOWN_IN_PLACE, address_of, quoted
from portfoliogen.serve.entries import NewEntry, read_form, write_entry
from portfoliogen.serve.form import Asked, form_page
from portfoliogen.serve.guard import Guard
from portfoliogen.serve.injecting import POLICY, SCRIPT, STYLE, inject
from portfoliogen.serve.screens import PAGES_STYLE
from portfoliogen.serve.settings import UPLOAD_TIMEOUT_S
from portfoliogen.serve.staff import STAFF
from portfoliogen.serve.uploads import Sent, UploadError, gather

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import TypeVar

    from starlette.requests import Request

    from portfoliogen.serve.builder import Builder
    from portfoliogen.serve.events import Hub
    from portfoliogen.serve.preview import Preview

    T = TypeVar("T")

_ASSETS = Path(__file__).parent / "assets"
_OWN = {SCRIPT: "serve.js", STYLE: "serve.css", PAGES_STYLE: "pages.css"}
_UNPROCESSABLE = 422


class Site:
    """Answers requests by asking the builder."""

    def __init__(self, builder: Builder, hub: Hub, audience: str = "school") -> None:
        self._builder, self._hub, self._audience = builder, hub, audience
        self.token = secrets.token_urlsafe(32)

    async def _ask(self, question: Callable[[Preview], T]) -> T:
        return await asyncio.wrap_future(self._builder.ask(question))

    async def first(self, _request: Request) -> Response:
        """Lead to where one begins."""
        address = await self._ask(partial(looking.first_address, audience=self._audience))
        return RedirectResponse(quoted(address), 307)

    async def own(self, request: Request) -> Response:
        """Hand out the preview's own script and styles."""
        data = (_ASSETS / _OWN[request.url.path]).read_bytes()
        return Response(data, media_type=type_of(request.url.path))

    async def events(self, request: Request) -> Response:
        """Tell a page what becomes of it, until it is closed."""
        address = request.query_params.get("page", "/")
        if address_of(quoted(address.partition("?")[0]).encode()) is None or self._hub.is_full:
            return PlainTextResponse("There is no room for more.\n", 503)

        def first() -> None:
            self._builder.ask(
                lambda preview: self._hub.tell(address, self._hub.describe(preview, address, self._builder.away))
            )

        stream = self._hub.stream(address, request.query_params.get("mark", ""), first)
        return StreamingResponse(stream, media_type="text/event-stream")

    async def new(self, request: Request) -> Response:
        """Show the form."""
        sent = Sent(tuple(request.query_params.multi_items()))
        return await self._form(Asked(sent))

    async def save(self, request: Request) -> Response:
        """Write what the form says as an entry, and lead to its page."""
        try:
            async with asyncio.timeout(UPLOAD_TIMEOUT_S):
                sent = await gather(request.stream(), request.headers.get("content-type", ""))
        except (UploadError, TimeoutError) as error:
            words = str(error) or "That took too long. Send the form again."
            return await self._form(Asked(Sent(), (words,)), 413)
        if not secrets.compare_digest(sent.one("token").encode("utf-8", "replace"), self.token.encode()):
            problem = "This form was open before the preview was started anew. Send it once more."
            return await self._form(Asked(sent, (problem,)), 403)
        entry, problems = await self._ask(
            lambda preview: read_form(sent, preview.jobs, preview.opened.school.framework, preview.today)
        )
        if entry is None:
            return await self._form(Asked(sent, problems), _UNPROCESSABLE)
        try:
            address = await self._write(entry)
        except PlaceError as error:
            return await self._form(Asked(sent, (f"{error.message} {error.hint}",)), _UNPROCESSABLE)
        return RedirectResponse(quoted(address), 303)

    async def _write(self, entry: NewEntry) -> str:
        root = await self._ask(lambda preview: preview.folder_of(entry.folder))
        path = await asyncio.to_thread(write_entry, root, entry)
        self._builder.changed(None)
        return await self._ask(lambda preview: preview.address_of_new(entry.folder, path))

    async def _form(self, asked: Asked, status: int = 200) -> Response:
        def draw(preview: Preview) -> bytes:
            html = form_page(preview, asked, self.token, preview.today)
            return inject(html, looking.NEW, "", looking.bar_for_form(preview), listening=False)

        return Response(await self._ask(draw), status, {"content-security-policy": POLICY}, "text/html")

    async def page(self, request: Request) -> Response:
        """Hand out a page or file of the sites."""
        address = address_of(request.scope["raw_path"].partition(b"?")[0]) or "/"
        if request.url.path == STAFF and request.url.query:
            address += f"?{request.url.query}"
        look = await self._ask(lambda preview: looking.find(preview, address))
        page = look.page
        if page.source:
            return _file(page.source, page.address)
        if page.status != 200 and not address.endswith(".html"):
            fuller = address.rstrip("/") + "/index.html"
            other = await self._ask(lambda preview: looking.find(preview, fuller))
            if other.page.status == 200:
                return RedirectResponse(quoted(fuller), 307)
        kind = type_of(address) if page.is_file else "text/html; charset=utf-8"
        if not kind.startswith("text/html"):
            return Response(page.data, media_type=kind)
        html = inject(page.data, page.address, page.mark, look.bar)
        return Response(html, page.status, {"content-security-policy": POLICY}, "text/html")


def _file(source: str, address: str) -> Response:
    if not Path(source).is_file():
        return PlainTextResponse("It is not there any more.\n", 404)
    kind = type_of(address)
    headers = {"content-security-policy": "default-src 'none'; style-src 'unsafe-inline'; sandbox"}
    if kind == "application/pdf":
        headers = {"content-security-policy": "default-src 'none'; object-src 'self'"}
    if not kind.startswith(SHOWN_IN_PLACE):
        headers["content-disposition"] = "attachment"
    # Media are named after their content, so a browser may keep them for a while.
    return FileResponse(source, headers=headers | {"cache-control": "private, no-cache"}, media_type=kind)


def make_app(site: Site) -> Starlette:
    """Bring addresses and answers together."""
    routes = [
        Route("/", site.first),
        *(Route(address, site.own) for address in _OWN),
        Route("/-/events", site.events),
        Route(looking.NEW, site.new, methods=["GET"]),
        Route(looking.NEW, site.save, methods=["POST"]),
        Route("/{address:path}", site.page),
    ]
    return Starlette(routes=routes, middleware=[Middleware(Guard)])
