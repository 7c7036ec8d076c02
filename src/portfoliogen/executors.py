"""Where work is done: in this process or in several, through the standard executor interface.

`cluster.py` does the same on other computers. Results come back in the order asked for. A worker that dies
costs the order it was busy with; the others are done again by a new one.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Protocol, TypeVar

from msgspec import Struct

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

CommonT = TypeVar("CommonT")
OrderT = TypeVar("OrderT")
ResultT = TypeVar("ResultT")


class WorkerDied(Exception):  # noqa: N818 - an event, told by name to whom it happened
    """The process that worked on an order ended before it was done."""


class Crew(Protocol):
    """Whoever does the work."""

    def hands(self) -> int:
        """How many orders can be worked on at once."""
        ...

    def run(
        self, work: Callable[[CommonT, OrderT], ResultT], common: CommonT, orders: Sequence[OrderT]
    ) -> Iterator[ResultT | WorkerDied]:
        """Do every order and yield the results in order; a `WorkerDied` stands in the place of one that was lost.

        Args:
            common: What every order needs; it is handed to each worker once.
        """
        ...


def available_cores() -> int:
    """How many processes can be busy at once."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


class Processes(Struct, frozen=True):
    """Processes of this computer. 1 does everything here, one after another; 0 is as many as there are cores."""

    most: int

    def hands(self) -> int:
        """How many orders can be worked on at once."""
        return self.most or available_cores()

    def run(
        self, work: Callable[[CommonT, OrderT], ResultT], common: CommonT, orders: Sequence[OrderT]
    ) -> Iterator[ResultT | WorkerDied]:
        """Do every order, as `Crew.run`."""
        workers = min(self.hands(), len(orders))
        if workers <= 1:
            yield from (work(common, order) for order in orders)
            return
        from portfoliogen.pools import run_in_processes  # noqa: PLC0415 - see there

        yield from run_in_processes(workers, work, common, orders, WorkerDied)


ALONE = Processes(1)
"""This process, by itself."""
