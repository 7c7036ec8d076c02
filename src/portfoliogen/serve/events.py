"""Who looks at which page, and what they are told when it changes: server-sent events, written by hand."""

from __future__ import annotations

import asyncio
import json
import threading
from typing import TYPE_CHECKING

from msgspec import Struct, field

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable

    from portfoliogen.serve.preview import Preview

MAX_READERS = 100
_ALIVE_S = 15.0


class News(Struct, frozen=True):
    """A page as it is now: the digest of its bytes, what is to be told on it, and a notice for all pages."""

    mark: str
    problems: tuple[dict[str, str], ...] = ()
    notice: str = ""


class _Reader(Struct):
    """A page open in somebody's browser. Only the latest news is kept, so that a slow reader holds up nothing."""

    address: str
    mark: str
    loop: asyncio.AbstractEventLoop
    latest: News | None = None
    wake: asyncio.Event = field(default_factory=asyncio.Event)


class Hub:
    """All readers.

    Args:
        describe: Finds the news of an address; called in the builder's thread.
    """

    def __init__(self, describe: Callable[[Preview, str, str], News]) -> None:
        self.describe = describe
        self._readers: list[_Reader] = []
        self._lock = threading.Lock()
        self._closed = False

    def watched(self) -> list[str]:
        """The addresses that somebody looks at."""
        with self._lock:
            return sorted({one.address for one in self._readers})

    @property
    def is_full(self) -> bool:
        """Whether there are so many readers that something must be wrong."""
        with self._lock:
            return len(self._readers) >= MAX_READERS

    def tell(self, address: str, news: News) -> None:
        """Tell the readers of a page; from any thread."""
        with self._lock:
            readers = [one for one in self._readers if one.address == address]
        for one in readers:
            one.loop.call_soon_threadsafe(_hand_over, one, news)

    def close(self) -> None:
        """Let every stream end."""
        self._closed = True
        with self._lock:
            readers = list(self._readers)
        for one in readers:
            one.loop.call_soon_threadsafe(one.wake.set)

    async def stream(self, address: str, mark: str, first: Callable[[], None]) -> AsyncIterator[bytes]:
        """Everything that a reader of a page is told, as the bytes of an event stream.

        Args:
            mark: The digest of the page that the reader has.
            first: Asks for news of the page, once the reader is on the list.
        """
        reader = _Reader(address, mark, asyncio.get_running_loop())
        with self._lock:
            self._readers.append(reader)
        told = ""
        try:
            yield b"retry: 500\n\n"
            first()
            while not self._closed:
                try:
                    await asyncio.wait_for(reader.wake.wait(), _ALIVE_S)
                except TimeoutError:
                    yield b": still here\n\n"
                    continue
                reader.wake.clear()
                news, reader.latest = reader.latest, None
                if news is None:
                    continue
                if news.mark != reader.mark:
                    reader.mark = news.mark
                    yield _event("reload", {})
                said = json.dumps([news.problems, news.notice])
                if said != told:
                    told = said
                    yield _event("problems", {"problems": news.problems, "notice": news.notice})
        finally:
            with self._lock:
                self._readers.remove(reader)


def _hand_over(reader: _Reader, news: News) -> None:
    reader.latest = news
    reader.wake.set()


def _event(name: str, content: dict[str, object]) -> bytes:
    # JSON holds no line end, so nothing in a name can begin another event.
    return f"event: {name}\ndata: {json.dumps(content)}\n\n".encode()
