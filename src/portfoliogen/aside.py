"""A piece of work in a process of its own, while this one gets ready for what comes next.

To look through a large school and to load the program take about as long as each other, a sixth of a build after an
edit: side by side they take as long as one.
"""

from __future__ import annotations

import contextlib
import marshal
import os
import select
import signal
import sys
import threading
from typing import TYPE_CHECKING, NoReturn, TypeVar, cast

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

FoundT = TypeVar("FoundT")

_WHOLE = b"."
"""Stands at the end of an answer that is whole."""


def can_fork() -> bool:
    """Whether this process can be doubled without harm, and a second core is there for it."""
    alone = sys.platform.startswith("linux") and threading.active_count() == 1
    return alone and len(os.sched_getaffinity(0)) > 1


def aside(work: Callable[[], FoundT], meanwhile: Iterable[object]) -> FoundT:
    """Do a piece of work in another process, and something else in this one until it is done.

    Args:
        work: What it finds has to be of the plainest types, which `marshal` takes. It must leave nothing behind in
            this process; where the other process cannot do it, it is done here.
        meanwhile: Takes a short step with each item that is asked for; as many are taken as there is time for.
    """
    answer, telling = os.pipe()
    # Ctrl-C is for this process; the other ends by itself, at the latest where nobody listens any more.
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        process = os.fork()
        if not process:
            os.close(answer)
            _tell(work, telling)
    except OSError:
        os.close(answer)
        process = 0
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
        os.close(telling)
    if not process:
        return work()
    try:
        with open(answer, "rb") as opened:  # noqa: PTH123 - a pipe has no path
            for _ in meanwhile:
                if select.select([opened], [], [], 0)[0]:
                    break
            told = opened.read()
    finally:
        # By now it has told all, or nobody wants to know. Whoever started the program may have seen to its end.
        with contextlib.suppress(ChildProcessError):
            os.waitpid(process, 0)
    if not told.endswith(_WHOLE):
        return work()
    return cast("FoundT", marshal.loads(told))  # noqa: S302 - our own process said it


def _tell(work: Callable[[], object], telling: int) -> NoReturn:
    try:
        with open(telling, "wb") as opened:
            # Version 2 of the format is the quickest: later ones look for values that stand twice.
            opened.write(marshal.dumps(work(), 2) + _WHOLE)  # type: ignore[arg-type]  # see `aside`
    finally:
        os._exit(0)  # whatever happened, this process says no more
