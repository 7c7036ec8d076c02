"""How loud a recording is, drawn as bars: an inline SVG of numbers, in the colour of the text around it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

BARS = 120
_STEP, _HEIGHT, _LEAST = 4, 48, 2


def draw_waveform(peaks: Sequence[int]) -> str:
    """Draw peaks (0 to 32,768, evenly spaced in time) as an SVG for a page; empty where there are none.

    The loudest bar fills the height, so that a voice recorded softly can be seen as well.
    """
    if not peaks:
        return ""
    count = min(BARS, len(peaks))
    bars = [max(peaks[number * len(peaks) // count : (number + 1) * len(peaks) // count]) for number in range(count)]
    loudest = max(*bars, 1) if len(bars) > 1 else max(bars[0], 1)
    lines = []
    for number, bar in enumerate(bars):
        height = max(_LEAST, round(bar * _HEIGHT / loudest))
        lines.append(f"M{number * _STEP + _STEP // 2} {(_HEIGHT - height) // 2}v{height}")
    width = count * _STEP
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="waveform" viewBox="0 0 {width} {_HEIGHT}" width="{width}"'
        f' height="{_HEIGHT}" preserveAspectRatio="none" aria-hidden="true" focusable="false"><path d="'
        f'{"".join(lines)}" fill="none" stroke="currentColor" stroke-width="2" stroke-linecap="round"/></svg>'
    )
