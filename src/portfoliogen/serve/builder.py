"""The thread that builds: what somebody asks for goes first, then what is being looked at, then the rest."""

from __future__ import annotations

import threading
import time
from collections import deque
from concurrent.futures import Future
from typing import TYPE_CHECKING

from msgspec import Struct, field

from portfoliogen.reports import SchoolError

if TYPE_CHECKING:
    from collections.abc import Callable, Generator
    from pathlib import Path
    from typing import TypeVar

    from portfoliogen.serve.events import Hub
    from portfoliogen.serve.preview import Preview

    T = TypeVar("T")

SETTLE_S = 3.0
"""After a save and a quiet time of so long, everything is listed anew, in case an event was missed."""
_UNDISTURBED_S = 1.0
FIRST_PAGE_S = 1.0
PAGE_S = 0.2
BURST_S = 1.0
"""How long the rest waits: at the beginning, after a question (a page brings more with it), in all for a burst."""


class _Waiting(Struct):
    """What waits to be done."""

    asked: deque[tuple[Future[object], Callable[[Preview], object]]] = field(default_factory=deque)
    changed: set[Path] = field(default_factory=set)
    reopen: bool = False
    refresh: bool = False
    stop: bool = False

    @property
    def something(self) -> bool:
        return bool(self.asked or self.changed or self.reopen or self.refresh or self.stop)


class Builder(threading.Thread):
    """Owns the preview; everybody else asks it.

    Args:
        make: Opens the preview, in this thread.
        hub: Is told what changed on the pages that somebody looks at.
        fault: Is told what went wrong inside the program, for the terminal.
    """

    def __init__(self, make: Callable[[], Preview], hub: Hub, fault: Callable[[Exception], None]) -> None:
        super().__init__(name="builder", daemon=True)
        self._make, self._hub, self._fault = make, hub, fault
        self._waiting = _Waiting()
        self._condition = threading.Condition()
        self._rest: Generator[None, None, object] | None = None
        self._settle_at = 0.0
        self._shown_at = 0.0
        self._rest_at = self._asked_at = self._burst_at = 0.0
        self.away = ""
        self.opened: Future[Preview] = Future()

    # -- from other threads

    def ask(self, question: Callable[[Preview], T]) -> Future[T]:
        """Have something looked up or drawn as soon as may be."""
        future: Future[T] = Future()
        with self._condition:
            self._waiting.asked.append((future, question))  # type: ignore[arg-type]
            self._condition.notify()
        return future

    def changed(self, paths: set[Path] | None) -> None:
        """Say which files changed; None if that is not known."""
        with self._condition:
            if paths is None:
                self._waiting.reopen = True
            else:
                self._waiting.changed |= paths
            self._condition.notify()

    def settle(self) -> None:
        """Have everything listed anew in a quiet moment, in case something was missed so far."""
        with self._condition:
            self._settle_at = time.monotonic() + SETTLE_S
            self._condition.notify()

    def gone(self, folder: str) -> None:
        """Say that a folder is away; empty text when all are back."""
        self.away = (
            f"“{folder}” is not there just now. What you see is from before; it goes on when it is back."
            if folder
            else ""
        )
        if folder:
            self.refresh()
        else:
            self.changed(None)

    def refresh(self) -> None:
        """Have the pages that are looked at drawn again."""
        with self._condition:
            self._waiting.refresh = True
            self._condition.notify()

    def stop(self) -> None:
        """Stop after the step that is being done."""
        with self._condition:
            self._waiting.stop = True
            self._condition.notify()

    # -- the thread

    def run(self) -> None:
        """Open the school and build until told to stop."""
        try:
            preview = self._make()
        except Exception as error:  # noqa: BLE001 - whoever waits for the first page is told
            self.opened.set_exception(error)
            return
        self._rest_at = time.monotonic() + FIRST_PAGE_S
        self.opened.set_result(preview)
        while True:
            with self._condition:
                if not self._waiting.something:
                    self._condition.wait(self._time_to_wait(preview))
                waiting, self._waiting = self._waiting, _Waiting()
            if waiting.stop:
                return
            try:
                self._do(preview, waiting)
            except Exception as error:  # noqa: BLE001 - the preview goes on, whatever it met
                self._fault(error)

    def _time_to_wait(self, preview: Preview) -> float | None:
        """Seconds until there is something to do that nobody asked for; None if there never is."""
        times = [self._settle_at] if self._settle_at else []
        if self._rest is not None or preview.unknown():
            times.append(self._rest_at)
        return max(0.0, min(times) - time.monotonic()) if times else None

    def _do(self, preview: Preview, waiting: _Waiting) -> None:
        news = self._take_changes(preview, waiting)
        if waiting.asked:
            self._let_pages_go_first()
        for future, question in waiting.asked:
            if future.set_running_or_notify_cancel():
                try:
                    future.set_result(question(preview))
                except Exception as error:  # noqa: BLE001 - goes to whoever asked
                    future.set_exception(error)
        if news or waiting.refresh:
            self._tell(preview, everything=True)
        elif not waiting.something and time.monotonic() >= self._rest_at:
            self._one_step(preview)

    def _let_pages_go_first(self) -> None:
        now = time.monotonic()
        if now - self._asked_at > PAGE_S:
            self._burst_at = now
        self._asked_at = now
        self._rest_at = min(now + PAGE_S, self._burst_at + BURST_S)

    def _take_changes(self, preview: Preview, waiting: _Waiting) -> bool:
        now = time.monotonic()
        settle = self._settle_at and now >= self._settle_at and not waiting.something
        if not (waiting.changed or waiting.reopen or settle):
            return False
        self._rest = None
        self._let_pages_go_first()
        if waiting.reopen or settle or not preview.touch(waiting.changed):
            self._settle_at = 0.0
            try:
                preview.open()
            except SchoolError as error:
                self.away = f"{error.message} {error.hint}"
            else:
                self.away = ""
        else:
            self._settle_at = now + SETTLE_S
        return True

    def _one_step(self, preview: Preview) -> None:
        """Go a step on with the learners whom nobody has asked for yet."""
        if self._rest is None:
            unknown = preview.unknown()
            if not unknown:
                return
            self._rest = preview.steps(unknown[0])
        try:
            next(self._rest)
        except StopIteration:
            self._rest = None
            if time.monotonic() - self._shown_at > _UNDISTURBED_S or not preview.unknown():
                self._tell(preview, everything=False)

    def _tell(self, preview: Preview, *, everything: bool) -> None:
        """Draw what is looked at, and tell the readers of pages that came out otherwise.

        Args:
            everything: Not only the pages that list all learners.
        """
        self._shown_at = time.monotonic()
        for address in self._hub.watched():
            if everything or address.startswith(("/-/", "/school/index.html")):
                self._hub.tell(address, self._hub.describe(preview, address, self.away))
