"""What files said when they were last read, so that only those that changed since are read again."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from msgspec import Struct, field

from portfoliogen.read.one_file import Reading, ToRead, read_file

if TYPE_CHECKING:
    from collections.abc import Iterable

    from portfoliogen.model.sources import SourceFile

UNSETTLED_NS = 2_000_000_000
"""A file that changed so shortly before it was read may have changed again without its time showing it."""


class Readings(Struct):
    """One learner's readings: by file, with its size and times and how it was read; and when."""

    kept: dict[ToRead, tuple[Reading, int]] = field(default_factory=dict)

    def begin(self, orders: Iterable[ToRead]) -> list[ToRead]:
        """Forget all readings but those that hold for certain; list what there is to read."""
        orders = tuple(orders)
        self.kept = {order: self.kept[order] for order in orders if self._holds(order)}
        return [order for order in orders if order not in self.kept]

    def _holds(self, order: ToRead) -> bool:
        reading, read_at_ns = self.kept.get(order, (None, 0))
        newest_ns = max(order.source.modified_ns, order.source.changed_ns)
        return reading is not None and read_at_ns - newest_ns > UNSETTLED_NS and not reading.passing

    def read(self, order: ToRead) -> None:
        """Read a file."""
        now = time.time_ns()
        self.kept[order] = read_file(order), now

    def forget(self, source: SourceFile) -> None:
        """Forget what a file said, though it looks the same."""
        self.kept = {order: made for order, made in self.kept.items() if order.source != source}

    def of(self, orders: Iterable[ToRead]) -> list[Reading]:
        """What files say, in the same order."""
        found = []
        for order in orders:
            if order not in self.kept:
                self.read(order)
            found.append(self.kept[order][0])
        return found

    @property
    def passing(self) -> bool:
        """Whether the disk refused a file that it may give at the next try."""
        return any(reading.passing for reading, _ in self.kept.values())
