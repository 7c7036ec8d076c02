"""Many events of one save made into one: said once it has been quiet for a moment."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TypeAlias

Report: TypeAlias = Callable[[set[Path] | None], None]
"""Told of files that changed; None where it is only known that something did."""

DEBOUNCE_S = 0.02
_AT_MOST_S = 0.5


class Debounced:
    """Gathers what changed until it has been quiet for a moment, and then says it once.

    Args:
        clock: Seconds that only go up; for tests.
    """

    def __init__(
        self, report: Report, quiet_s: float = DEBOUNCE_S, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._report, self._quiet_s, self._clock = report, quiet_s, clock
        self._paths: set[Path] = set()
        self._all = False
        self._first = self._last = 0.0
        self._condition = threading.Condition()
        self._stopped = False
        self._thread = threading.Thread(target=self._run, name="debounce", daemon=True)
        self._thread.start()

    def add(self, paths: Iterable[Path] | None) -> None:
        """Note a change; None where it is not known what changed."""
        with self._condition:
            now = self._clock()
            if not self._paths and not self._all:
                self._first = now
            self._last = now
            if paths is None:
                self._all = True
            else:
                self._paths.update(paths)
            self._condition.notify()

    def stop(self) -> None:
        """Say nothing more."""
        with self._condition:
            self._stopped = True
            self._condition.notify()

    def _run(self) -> None:
        while True:
            with self._condition:
                while not self._stopped and not self._is_due():
                    self._condition.wait(self._time_left())
                if self._stopped:
                    return
                paths, self._paths = (None if self._all else self._paths), set()
                self._all = False
            self._report(paths)

    def _is_due(self) -> bool:
        return bool(self._paths or self._all) and self._time_left() == 0

    def _time_left(self) -> float | None:
        if not (self._paths or self._all):
            return None
        now = self._clock()
        return max(0.0, min(self._last + self._quiet_s, self._first + _AT_MOST_S) - now)
