"""How large a picture is shown: pure arithmetic."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

TALLEST = 2.5
"""Height over width from which a tall picture keeps its width readable instead of its length small."""
LONGEST_PX = 16_000
"""No side is longer: WebP ends at 16,383."""


def fit(width_px: int, height_px: int, nominal_px: int) -> tuple[int, int]:
    """The size for one nominal width, never above the picture itself.

    `nominal_px` is the width of what is wider than high and the height of what is higher than wide, so that
    a photo has the same number of pixels whichever way up it was taken; a long screenshot, higher than
    `TALLEST` times its width, stays as wide as one of exactly that shape.
    """
    slim = max(1.0, min(height_px / width_px, TALLEST))
    width = min(width_px, nominal_px / slim)
    longest = max(width, width * height_px / width_px)
    width *= min(1.0, LONGEST_PX / longest)
    return max(1, round(width)), max(1, round(width * height_px / width_px))


def ladder(width_px: int, height_px: int, nominal: Iterable[int]) -> tuple[tuple[int, int], ...]:
    """All sizes to make, smallest first, ending with the picture's own size where that comes first."""
    sizes: list[tuple[int, int]] = []
    for step in sorted(set(nominal)):
        size = fit(width_px, height_px, step)
        if not sizes or size[0] > sizes[-1][0]:
            sizes.append(size)
        if size == (width_px, height_px):
            break
    return tuple(sizes)
