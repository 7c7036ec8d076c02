"""Everything started in order, and stopped again: builder, watcher, web server."""

from __future__ import annotations

import asyncio
import contextlib
import errno
import shutil
import signal
import socket
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import uvicorn
from msgspec import Struct

from portfoliogen.serve import looking
from portfoliogen.serve.app import Site, make_app
from portfoliogen.serve.builder import Builder
from portfoliogen.serve.events import Hub
from portfoliogen.serve.photos import Photos
from portfoliogen.serve.preview import Preview
from portfoliogen.serve.watching import Watcher
from portfoliogen.workshop import unknown_audience

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Iterator

HOST = "127.0.0.1"
FIRST_PORT = 8000
_PORTS_TRIED = 50
_SWITCH_S = 0.001
_JOIN_S = 2.0
_BEGIN_S = 0.5
"""The first page goes before the watch of a large school, which takes a while to begin."""


class PortError(Exception):
    """No port is free."""


class Served(Struct, frozen=True):
    """What is being served: where, and what should be told about it.

    `other_port` is true where the port that was asked for is in use. `looking` says that changes are found
    by looking through the folders again and again.
    """

    address: str
    port: int
    other_port: bool
    looking: bool
    school_name: str


class _Server(uvicorn.Server):
    """Stops at the first Ctrl-C, and ends the program itself rather than raising the signal again."""

    def __init__(self, config: uvicorn.Config, hub: Hub, ready: Callable[[], None]) -> None:
        super().__init__(config)
        self._hub, self._tell_ready = hub, ready

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Let the usual signals end the server."""
        caught = [signal.SIGINT, signal.SIGTERM]
        if sys.platform == "win32":
            caught.append(signal.SIGBREAK)
        before = {one: signal.signal(one, self._stop) for one in caught}
        try:
            yield
        finally:
            for one, handler in before.items():
                signal.signal(one, handler)

    def _stop(self, *_: object) -> None:
        # A signal may come while this very thread holds the hub's lock, so here nothing is locked.
        self.should_exit = True

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """Let every stream end, and then the server."""
        self._hub.close()
        await super().shutdown(sockets)

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Begin to answer, and say so."""
        await super().startup(sockets)
        self._tell_ready()


def serve(
    folder: Path,
    *,
    port: int | None,
    audience: str,
    today: dt.date,
    told: Callable[[Served], None],
    fault: Callable[[Exception], None],
) -> None:
    """Show a school in the browser until Ctrl-C.

    Args:
        port: The port to use; None for the usual one. If it is in use, the next free one.
        audience: As whom to look first.
        told: Called once, when the first page can be asked for.
        fault: Called with what went wrong inside the program.

    Raises:
        SchoolError: The folder is not there.
        PortError: No port is free.
    """
    store = Path(tempfile.mkdtemp(prefix="portfoliogen-serve-"))
    # The builder works without a pause; with Python's usual 5 ms turns an answer would wait for several.
    sys.setswitchinterval(_SWITCH_S)
    listener = free_socket(port if port is not None else FIRST_PORT)
    hub = Hub(looking.describe)
    photos = Photos(store, lambda _key: builder.refresh())
    builder = Builder(lambda: Preview(folder, today, store, photos, fault), hub, fault)
    watcher: Watcher | None = None
    try:
        builder.start()
        preview = builder.opened.result()
        if audience not in preview.audiences:
            raise unknown_audience(audience, preview.audiences)
        watcher = _watch(preview, builder)
        site = Site(builder, hub, audience)
        config = uvicorn.Config(
            make_app(site),
            log_config=None,
            access_log=False,
            lifespan="off",
            server_header=False,
            ws="none",
            timeout_graceful_shutdown=1,
            timeout_keep_alive=30,
            backlog=128,
        )
        used = listener.getsockname()[1]
        served = Served(
            f"http://localhost:{used}/",
            used,
            used != (port or FIRST_PORT),
            watcher.is_looking,
            preview.opened.school.name,
        )
        server = _Server(config, hub, lambda: told(served))
        asyncio.run(server.serve(sockets=[listener]))
    finally:
        listener.close()
        hub.close()
        if watcher is not None:
            watcher.stop()
        photos.stop()
        builder.stop()
        builder.join(_JOIN_S)
        shutil.rmtree(store, ignore_errors=True)


def _watch(preview: Preview, builder: Builder) -> Watcher:
    root = Path(preview.opened.school.root)
    learners = preview.opened.learners_root
    folders = (root,) if learners.is_relative_to(root) else (root, learners)
    watcher = Watcher(folders, builder.changed, builder.gone, builder.settle, begin_after_s=_BEGIN_S)
    watcher.start()
    return watcher


def free_socket(port: int) -> socket.socket:
    """Listen on this computer alone, at a port or at the next that is free.

    Raises:
        PortError: None of the next fifty is.
    """
    for number in range(port, min(port + _PORTS_TRIED, 65536)):
        listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
        if sys.platform != "win32":
            # On Windows this would let two programs share a port; elsewhere it only forgets the last run.
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listener.bind((HOST, number))
            listener.listen(128)
        except OSError as error:
            listener.close()
            if error.errno not in {errno.EADDRINUSE, errno.EACCES}:
                raise
            continue
        return listener
    message = f"No port from {port} on is free."
    raise PortError(message)
