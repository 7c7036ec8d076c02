"""Films in the colours and the brightness that every screen shows: BT.709.

Phones film in high dynamic range by default (iPhones since 2020: BT.2020 with HLG). Encoded as it lies it looks grey
and dull, so each colour is looked up in a table (a cube of 33 steps, interpolated): ffmpeg's own conversion does the
same in six times the time. The white of a page stays nearly white, and what is brighter is pressed into the
little room above it. Numbers of colour spaces are those of ITU-T H.273; the curves are ITU-R BT.2100 tables 4 and 5
(PQ, and HLG shown at 1,000 cd/m²), reference white ITU-R BT.2408, the last curve IEC 61966-2-1.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from PIL import Image

BT709, _LIMITED, _UNSAID = 1, 1, 2
_HIGH_DEFINITION_PX = 720
_PQ, _HLG = 16, 18
_BT2020 = 9

_STEPS = 33
_WHITE_CD_M2 = 203.0
_HLG_PEAK_CD_M2 = 1000.0
_KNEE = 0.75
_TO_BT709 = (
    (1.6604910, -0.5876411, -0.0728499),
    (-0.1245505, 1.1328999, -0.0083494),
    (-0.0181508, -0.1005789, 1.1187297),
)
_FLAGS = "flags=bicubic+accurate_rnd"


def is_bright(frame: Any) -> bool:
    """Whether a picture of a film is of high dynamic range."""
    return frame.color_trc in {_PQ, _HLG}


def is_wide(frame: Any) -> bool:
    """Whether it has colours, too, that an ordinary screen lacks."""
    return bool(frame.color_primaries == _BT2020)


def scaling(graph: Any, frame: Any, size_px: tuple[int, int], folder: Path) -> list[Any]:
    """The filters that bring pictures like this one to a size and to the colours of every screen.

    Args:
        folder: Where a table of colours may be left; nobody else's file has its name.
    """
    size = f"{size_px[0]}:{size_px[1]}:{_FLAGS}"
    # As players guess: large pictures are coded as in high definition, small ones as on old television.
    guess = "bt709" if frame.height >= _HIGH_DEFINITION_PX else "bt601"
    given = f"{size}:in_color_matrix={guess}" if frame.colorspace == _UNSAID else size
    if not (is_bright(frame) or is_wide(frame)):
        return [graph.add("scale", f"{given}:out_range=tv:out_color_matrix=bt709")]
    table = folder / f"colours-{frame.color_trc}.cube"
    if not table.exists():
        table.write_text("\n".join(_cube(frame.color_trc)), encoding="ascii")
    return [
        graph.add("scale", given),
        graph.add("format", "gbrp10le"),
        graph.add("lut3d", file=str(table)),
        graph.add("scale", f"{_FLAGS}:out_range=tv:out_color_matrix=bt709"),
    ]


def name_colours(context: Any, frame: Any) -> None:
    """Tell an encoder, before its first picture, what `scaling` makes of pictures like this one."""
    changed = is_bright(frame) or is_wide(frame)
    context.color_range = _LIMITED
    context.colorspace = BT709
    context.color_primaries = BT709 if changed else frame.color_primaries
    context.color_trc = BT709 if changed else frame.color_trc


def picture_of(av: Any, frame: Any, folder: Path) -> Image.Image:
    """One picture of a film, as every screen shows it."""
    graph = av.filter.Graph()
    graph.link_nodes(
        graph.add_buffer(width=frame.width, height=frame.height, format=frame.format, time_base=frame.time_base),
        *scaling(graph, frame, (frame.width, frame.height), folder),
        graph.add("format", "yuv444p"),
        graph.add("buffersink"),
    ).configure()
    graph.push(frame)
    image: Image.Image = graph.pull().to_image()
    return image


def forget_tables(folder: Path) -> None:
    """Take away the tables of colours that were needed while a film was made."""
    for table in folder.glob("colours-*.cube"):
        table.unlink()


def _cube(transfer: int) -> Iterator[str]:
    # The table in Adobe's text form; red changes quickest.
    yield f"LUT_3D_SIZE {_STEPS}"
    steps = [number / (_STEPS - 1) for number in range(_STEPS)]
    light = [_light(transfer, step) for step in steps]
    for blue in light:
        for green in light:
            for red in light:
                yield " ".join(f"{part:.5f}" for part in _shown(transfer, (red, green, blue)))


def _light(transfer: int, signal: float) -> float:
    if transfer == _PQ:  # to multiples of reference white
        power = math.pow(signal, 1 / 78.84375)
        part = max(power - 0.8359375, 0) / (18.8515625 - 18.6875 * power)
        return 10_000 / _WHITE_CD_M2 * math.pow(part, 1 / 0.1593017578)
    if transfer == _HLG:  # of the scene, 0 to 1
        return (
            signal * signal / 3 if signal <= 0.5 else (math.exp((signal - 0.55991073) / 0.17883277) + 0.28466892) / 12
        )
    return math.pow(signal, 2.4)


def _shown(transfer: int, light: tuple[float, float, float]) -> Iterator[float]:
    if transfer == _HLG:
        brightness = 0.2627 * light[0] + 0.6780 * light[1] + 0.0593 * light[2]
        gain = _HLG_PEAK_CD_M2 / _WHITE_CD_M2 * brightness**0.2
        light = (light[0] * gain, light[1] * gain, light[2] * gain)
    most = max(light)
    if transfer in {_PQ, _HLG} and most > _KNEE:
        room = 1 - _KNEE
        pressed = (_KNEE + room * math.tanh((most - _KNEE) / room)) / most
        light = (light[0] * pressed, light[1] * pressed, light[2] * pressed)
    for row in _TO_BT709:
        part = min(1.0, max(0.0, sum(weight * one for weight, one in zip(row, light, strict=True))))
        yield 12.92 * part if part <= 0.0031308 else 1.055 * part ** (1 / 2.4) - 0.055
