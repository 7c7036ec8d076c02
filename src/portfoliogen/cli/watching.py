"""A piece of work done again whenever somebody saves a file."""

from __future__ import annotations

import queue
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from portfoliogen.cli import errors, show

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence


def again_and_again(folders: Sequence[Path], work: Callable[[], int]) -> int:
    """Work once, and again after each save, until Ctrl-C; folders on a network are looked through.

    Returns:
        The exit status of the last time.
    """
    try:
        from portfoliogen.serve.watching import Watcher  # noqa: PLC0415 - watchdog comes with it
    except ImportError as error:
        message = "To watch, one more package is needed: pip install watchdog"
        raise click.ClickException(message) from error

    watched = _watched(folders)
    news: queue.SimpleQueue[str] = queue.SimpleQueue()
    watcher = Watcher(
        watched, lambda _: news.put(""), lambda gone: news.put(gone) if gone else None, lambda: news.put("")
    )
    status = errors.FINE
    watcher.start()
    try:
        while True:
            gone = news.get()
            while not news.empty():
                gone = news.get()
            if gone:
                show.complain(f"“{gone}” has gone away; waiting until it is back.")
                continue
            status = work()
            show.say(f"Checked at {datetime.now().astimezone():%H:%M:%S}. Waiting for a save; Ctrl-C ends this.\n")
    except KeyboardInterrupt:
        return status
    finally:
        watcher.stop()


def _watched(folders: Sequence[Path]) -> tuple[Path, ...]:
    """The schools' folders, and the learners' where those lie elsewhere."""
    from portfoliogen.opening import open_school  # noqa: PLC0415 - see above
    from portfoliogen.reports import SchoolError  # noqa: PLC0415 - see above

    found = {folder.resolve(): None for folder in folders}
    for folder in folders:
        try:
            root = open_school(folder, folder / "_site").learners_root
        except SchoolError:
            continue
        if not any(root.is_relative_to(one) for one in found):
            found[root] = None
    return tuple(found)
