"""Photos, films and documents made ready beside the pages, those that somebody looks at first."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Mapping
from queue import SimpleQueue
from typing import TYPE_CHECKING

from portfoliogen.diagnostics import Position
from portfoliogen.diagnostics.rules import media as rules
from portfoliogen.render.media import make_media

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from portfoliogen.diagnostics import Diagnostic
    from portfoliogen.model.media import MadeMedia, MediaJob

_MAKERS = 2


class Wanted(Mapping[str, "MadeMedia"]):
    """What is made so far, as a page asks for it; `missing` are the keys that it asked for in vain."""

    def __init__(self, made: Mapping[str, MadeMedia]) -> None:
        self._made = made
        self.missing: set[str] = set()

    def __getitem__(self, key: str) -> MadeMedia:
        """Hand out what is there, and remember what is not."""
        try:
            return self._made[key]
        except KeyError:
            self.missing.add(key)
            raise

    def __iter__(self) -> Iterator[str]:
        """Keys of what is made."""
        return iter(self._made)

    def __len__(self) -> int:
        """How much is made."""
        return len(self._made)


class Photos:
    """Makes media in threads of its own and says when one is ready; each is made once.

    Args:
        store: Where finished media are kept while the preview runs.
        ready: Called with a key, in a thread of its own, when its media are made or have failed.
    """

    def __init__(self, store: Path, ready: Callable[[str], None]) -> None:
        self.made: dict[str, MadeMedia] = {}
        self.diagnostics: dict[str, tuple[Diagnostic, ...]] = {}
        self._store, self._ready = store, ready
        self._begun: set[str] = set()
        self._stopping = threading.Event()
        self._queue: SimpleQueue[MediaJob] = SimpleQueue()
        # A pool of the library would wait at the end for a film that takes minutes; Ctrl-C must not.
        for _ in range(_MAKERS):
            threading.Thread(target=self._work, name="photos", daemon=True).start()

    def want(self, jobs: Mapping[str, MediaJob]) -> None:
        """Have these made, unless they are on their way."""
        for key in sorted(jobs.keys() - self._begun):
            self._begun.add(key)
            self._queue.put(jobs[key])

    def forget_failed(self, keys: set[str]) -> None:
        """Let these be tried again: their files have changed."""
        self._begun -= keys - self.made.keys()

    def stop(self) -> None:
        """Make no more."""
        self._stopping.set()

    def _work(self) -> None:
        while True:
            job = self._queue.get()
            if self._stopping.is_set():
                return
            self._make(job)

    def _make(self, job: MediaJob) -> None:
        try:
            made, told = make_media(job, self._store)
        except Exception as error:  # noqa: BLE001 - a fault in one photo must not stop the others
            at = Position(job.source.shown)
            made, told = None, (rules.MEDIA_UNREADABLE.at(at, name=job.source.name, reason=_reason(error)),)
        if made is not None:
            self.made[job.key] = made
        self.diagnostics[job.key] = told
        self._ready(job.key)


def _reason(error: Exception) -> str:
    if isinstance(error, OSError) and error.strerror:
        return error.strerror.lower()
    return f"it met a fault of portfoliogen ({type(error).__name__})"
