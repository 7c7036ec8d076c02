"""Who saved what: the system's own events on local disks, looking again and again where there are none.

What is reported are paths of files that changed, or None where it is only known that something did. A
folder that goes away (a share, a memory stick) is waited for.
"""

from __future__ import annotations

import os
import sys
import threading
import time
from pathlib import Path
from typing import TYPE_CHECKING

from watchdog.events import (
    DirCreatedEvent,
    DirDeletedEvent,
    DirMovedEvent,
    FileClosedEvent,
    FileCreatedEvent,
    FileDeletedEvent,
    FileModifiedEvent,
    FileMovedEvent,
    FileSystemEvent,
    FileSystemEventHandler,
)
from watchdog.observers import Observer

from portfoliogen.serve.debounce import Debounced, Report
from portfoliogen.serve.disks import is_on_network
from portfoliogen.serve.snapshots import changes, is_looked_into, is_of_interest, list_of, snapshot

if TYPE_CHECKING:
    from collections.abc import Callable

    from watchdog.observers.api import BaseObserver

    from portfoliogen.serve.snapshots import Snapshot

_HEARTBEAT_S = 0.5
SLOWEST_S = 30.0
_SHARE_OF_TIME = 10
"""Looking through the folders may take a tenth of the time."""
_MAX_WATCHES = 64
_NEWS: list[type[FileSystemEvent]] = [
    DirCreatedEvent,
    DirDeletedEvent,
    DirMovedEvent,
    FileClosedEvent,
    FileCreatedEvent,
    FileDeletedEvent,
    FileModifiedEvent,
    FileMovedEvent,
]


class _Handler(FileSystemEventHandler):
    """Passes on what changed; opening and reading are no changes, or the build would wake itself."""

    def __init__(self, folders: tuple[Path, ...], debounced: Debounced) -> None:
        self._folders, self._debounced = folders, debounced

    def on_any_event(self, event: FileSystemEvent) -> None:
        if not isinstance(event, tuple(_NEWS)):
            return
        named = [Path(os.fsdecode(name)) for name in (event.src_path, event.dest_path) if name]
        paths = {path for path in named if is_of_interest(path, self._folders)}
        if paths:
            self._debounced.add(None if event.is_directory else paths)


class Watcher:
    """Watches folders until stopped, natively or by looking.

    Args:
        folders: The school's folder and, where it lies elsewhere, the learners'.
        report: Told of changes, in a thread of the watcher.
        away: Told when a folder goes away (its name) and when all are back (empty text).
        begun: Told when the first watch is in place; what was saved before that is found by listing once more.
        look: Look instead of waiting for the system's events; None to find out what is needed.
        begin_after_s: Leave the processor to the first page for so long.
    """

    def __init__(
        self,
        folders: tuple[Path, ...],
        report: Report,
        away: Callable[[str], None],
        begun: Callable[[], None],
        *,
        look: bool | None = None,
        begin_after_s: float = 0.0,
    ) -> None:
        self._begin_after_s = begin_after_s
        self._folders, self._away, self._begun = folders, away, begun
        self._debounced = Debounced(report)
        self._look = any(map(is_on_network, folders)) if look is None else look
        self._observer: BaseObserver | None = None
        self._stopped = threading.Event()
        self._thread = threading.Thread(target=self._run, name="watcher", daemon=True)

    @property
    def is_looking(self) -> bool:
        """Whether changes are found by looking."""
        return self._look

    def start(self) -> None:
        """Begin, in a thread of its own: on a large school it takes a while."""
        self._thread.start()

    def stop(self) -> None:
        """Stop watching."""
        self._stopped.set()
        self._debounced.stop()
        self._end_native()

    def _run(self) -> None:
        self._stopped.wait(self._begin_after_s)
        first = True
        while not self._stopped.is_set():
            marks = self._marks()
            if marks is None:
                self._wait_for_folders()
                continue
            if not self._look and not self._begin_native():
                self._look = True
            if first:
                self._begun()
            else:
                self._away("")
                self._debounced.add(None)
            first = False
            if self._look:
                self._look_until_gone(marks)
            else:
                self._listen_until_gone(marks)
            self._end_native()

    def _marks(self) -> tuple[tuple[int, int], ...] | None:
        """Which folders these are, to notice another one (or none) in their place."""
        found = []
        for folder in self._folders:
            try:
                status = os.stat(folder)
            except OSError:
                return None
            found.append((status.st_dev, status.st_ino))
        return tuple(found)

    def _wait_for_folders(self) -> None:
        gone = next((one for one in self._folders if not one.is_dir()), self._folders[0])
        self._away(str(gone))
        while not self._stopped.wait(_HEARTBEAT_S) and self._marks() is None:
            pass

    # -- native

    def _begin_native(self) -> bool:
        observer = Observer()
        handler = _Handler(self._folders, self._debounced)
        try:
            observer.start()
            for folder, deep in self._watched():
                observer.schedule(handler, str(folder), recursive=deep, event_filter=_NEWS)
        except OSError:
            # No more watches to be had, or a disk that knows none.
            observer.stop()
            return False
        self._observer = observer
        return True

    def _watched(self) -> list[tuple[Path, bool]]:
        """Folders to watch, and whether with all below.

        Linux wants a watch for every folder, so there the output is kept out: it may be larger than the school.
        """
        found: list[tuple[Path, bool]] = []
        for folder in self._folders:
            tops = [Path(one.path) for one in list_of(folder) if is_looked_into(one)]
            if sys.platform != "linux" or len(tops) > _MAX_WATCHES:
                found.append((folder, True))
            else:
                found += [(folder, False), *((top, True) for top in tops)]
        return found

    def _listen_until_gone(self, marks: tuple[tuple[int, int], ...]) -> None:
        tops = {path for path, _ in self._watched()}
        while not self._stopped.wait(_HEARTBEAT_S):
            observer = self._observer
            if (
                self._marks() != marks
                or observer is None
                or not observer.is_alive()
                or not all(emitter.is_alive() for emitter in observer.emitters)
                or {path for path, _ in self._watched()} != tops
            ):
                return

    def _end_native(self) -> None:
        observer, self._observer = self._observer, None
        if observer is not None:
            observer.stop()

    # -- looking

    def _look_until_gone(self, marks: tuple[tuple[int, int], ...]) -> None:
        before: Snapshot | None = None
        pause_s = 0.0
        while not self._stopped.wait(pause_s):
            if self._marks() != marks:
                return
            begun = time.monotonic()
            now = snapshot(self._folders)
            took_s = time.monotonic() - begun
            pause_s = min(max(_HEARTBEAT_S, took_s * _SHARE_OF_TIME), SLOWEST_S)
            if self._marks() != marks:
                return
            if before is not None and now != before:
                self._debounced.add(changes(before, now))
            before = now
