"""Several processes of this computer, and what any crew needs to hand out work and give back results in order.

Apart from `executors` since it takes a while to load, and a build with little to do works alone.
"""

from __future__ import annotations

import contextlib
import multiprocessing
import signal
import sys
import threading
from collections import deque
from concurrent.futures import FIRST_COMPLETED, BrokenExecutor, Executor, Future, ProcessPoolExecutor, wait
from functools import partial
from typing import TYPE_CHECKING, Generic, TypeVar, cast

from msgspec import Struct, field

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

CommonT = TypeVar("CommonT")
OrderT = TypeVar("OrderT")
ResultT = TypeVar("ResultT")
LostT = TypeVar("LostT")

IN_FLIGHT = 3
"""Orders handed out for each worker: enough to keep it busy, few enough to keep memory flat."""

LOOK_EVERY_S = 2.0


def run_in_processes(
    workers: int,
    work: Callable[[CommonT, OrderT], ResultT],
    common: CommonT,
    orders: Sequence[OrderT],
    lost: Callable[[], LostT],
) -> Iterator[ResultT | LostT]:
    """Do every order in one of so many processes, and yield the results in order.

    Args:
        common: What every order needs; it is handed to each worker once.
        lost: Makes what stands in the place of an order whose worker died.
    """
    results = InTurn[ResultT | LostT]()
    queue = deque(enumerate(orders))
    while queue:
        pool = _pool(workers, common)
        waiting: dict[Future[ResultT], tuple[int, OrderT]] = {}
        try:
            for number, answer in completed(partial(_submit, pool, work), queue, waiting, workers):
                yield from results.add(number, answer.result())
        except BrokenExecutor:
            # Nobody can say which of those in flight was the cause: each is tried alone, by its own process.
            _stop(pool)
            for number, order in waiting.values():
                yield from results.add(number, _alone(work, common, order, lost))
        except BaseException:
            _stop(pool)
            raise
        else:
            pool.shutdown()


class InTurn(Struct, Generic[ResultT]):
    """Results that came in any order, given on in the order asked for."""

    turn: int = 0
    early: dict[int, ResultT] = field(default_factory=dict)

    def add(self, number: int, result: ResultT) -> Iterator[ResultT]:
        """Take a result, and give those whose turn it is now."""
        self.early[number] = result
        while self.turn in self.early:
            yield self.early.pop(self.turn)
            self.turn += 1


def completed(
    submit: Callable[[OrderT], Future[ResultT]],
    queue: deque[tuple[int, OrderT]],
    waiting: dict[Future[ResultT], tuple[int, OrderT]],
    workers: int,
    look: Callable[[], None] = lambda: None,
) -> Iterator[tuple[int, Future[ResultT]]]:
    """Hand out numbered orders and yield their answers as they come.

    However long one takes, the others go on: only what nobody has finished counts as handed out.

    Args:
        queue: Taken from its left; where handing out fails, the order stays in it.
        waiting: What is handed out. An answer leaves it after it was looked at without an exception.
        look: Called while nothing comes, to see whether anybody still works.
    """
    while queue or waiting:
        while queue and len(waiting) < workers * IN_FLIGHT:
            number, order = queue[0]
            waiting[submit(order)] = number, order
            queue.popleft()
        done, _ = wait(waiting, LOOK_EVERY_S, FIRST_COMPLETED)
        for answer in done:
            yield waiting[answer][0], answer
            del waiting[answer]
        if not done:
            look()


def _submit(pool: Executor, work: Callable[[CommonT, OrderT], ResultT], order: OrderT) -> Future[ResultT]:
    return pool.submit(_do, work, order)


def _alone(
    work: Callable[[CommonT, OrderT], ResultT], common: CommonT, order: OrderT, lost: Callable[[], LostT]
) -> ResultT | LostT:
    pool = _pool(1, common)
    try:
        return _submit(pool, work, order).result()
    except BrokenExecutor:
        return lost()
    finally:
        _stop(pool)


def _pool(workers: int, common: object) -> ProcessPoolExecutor:
    # A fork starts in a millisecond and brings what is loaded; where threads run or there is none, a new process.
    can_fork = sys.platform.startswith("linux") and threading.active_count() == 1
    context = multiprocessing.get_context("fork" if can_fork else "spawn")
    return ProcessPoolExecutor(workers, mp_context=context, initializer=_begin, initargs=(common,))


_common: object = None
"""Of a worker's process: what all of its orders need."""


def _begin(common: object) -> None:
    global _common  # noqa: PLW0603 - an initializer has no other way to leave something behind
    _common = common
    # Ctrl-C is for the process that the teacher sees; it stops the others.
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def _do(work: Callable[[CommonT, OrderT], ResultT], order: OrderT) -> ResultT:
    return work(cast("CommonT", _common), order)


def _stop(pool: ProcessPoolExecutor) -> None:
    processes = list((pool._processes or {}).values())  # noqa: SLF001 - there is no public way to stop at once
    for process in processes:
        with contextlib.suppress(OSError, ValueError, AttributeError):
            process.kill()
    pool.shutdown(wait=True, cancel_futures=True)
