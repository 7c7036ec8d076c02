"""Pictures for the example learner, drawn here so that no real child's work is needed."""

from __future__ import annotations

import io
import random
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from PIL.ImageDraw import ImageDraw

_SIZE = (1600, 1200)
_PAPER, _INK, _RUST, _MOSS, _SKY, _SAND = "#f6f1e7", "#2b2a33", "#b4532a", "#5d7a3a", "#a9c9d6", "#d9b382"


def draw(motif: str) -> bytes:
    """Draw one of the pictures as JPEG; the same bytes each time."""
    from PIL import Image, ImageDraw  # noqa: PLC0415 - a command that draws nothing need not load it

    picture = Image.new("RGB", _SIZE, _PAPER)
    _MOTIFS[motif](ImageDraw.Draw(picture), random.Random(motif))  # noqa: S311 - a drawing, no secret
    made = io.BytesIO()
    picture.save(made, "JPEG", quality=84)
    return made.getvalue()


def _bug_hotel(pen: ImageDraw, chance: random.Random) -> None:
    pen.rectangle((0, 0, 1600, 800), fill=_SKY)
    pen.rectangle((0, 800, 1600, 1200), fill=_MOSS)
    pen.polygon(((260, 330), (800, 90), (1340, 330)), fill=_RUST, outline=_INK, width=10)
    pen.rectangle((330, 330, 1270, 1010), fill=_SAND, outline=_INK, width=10)
    for row in range(3):
        for column in range(4):
            left, top = 350 + column * 228, 350 + row * 218
            pen.rectangle((left, top, left + 212, top + 200), fill="#8a6a44", outline=_INK, width=6)
            for _ in range(14):
                across, down, size = chance.randint(14, 160), chance.randint(14, 150), chance.randint(18, 38)
                fill = chance.choice((_SAND, _MOSS, "#c98d4e", "#e5d2a8"))
                pen.ellipse(
                    (left + across, top + down, left + across + size, top + down + size),
                    fill=fill,
                    outline=_INK,
                    width=3,
                )


def _bridge(pen: ImageDraw, chance: random.Random) -> None:
    for line in range(0, 1600, 80):
        pen.line((line, 0, line, 1200), fill="#e6dfd0", width=3)
        pen.line((0, line, 1600, line), fill="#e6dfd0", width=3)
    top = [(200 + step * 200, 420 - (3 - abs(3 - step)) * 55) for step in range(7)]
    foot = [(200 + step * 200, 760) for step in range(7)]
    for one, other in pairwise(top):
        pen.line((*one, *other), fill=_RUST, width=16)
    pen.line((*foot[0], *foot[-1]), fill=_RUST, width=20)
    for number, (above, below) in enumerate(zip(top, foot, strict=True)):
        pen.line((*above, *below), fill=_INK, width=10)
        if number < 6:
            other = foot[number + 1] if number % 2 else top[number + 1]
            pen.line((*(above if number % 2 else below), *other), fill=_INK, width=8)
    for across, down in (*top, *foot):
        wobble = chance.randint(-3, 3)
        pen.ellipse(
            (across - 20 + wobble, down - 20, across + 20 + wobble, down + 20), fill=_SAND, outline=_INK, width=6
        )
    for side in (140, 1400):
        pen.rectangle((side, 780, side + 60, 1130), fill="#8f8b85", outline=_INK, width=8)


def _joint(pen: ImageDraw, chance: random.Random) -> None:
    pen.rectangle((0, 0, 1600, 1200), fill="#c7ccd1")
    for top, left, right in ((330, 60, 1000), (640, 620, 1560)):
        pen.rectangle((left, top, right, top + 250), fill=_SAND, outline=_INK, width=10)
        for _ in range(9):
            down = top + chance.randint(20, 230)
            pen.line((left + 15, down, right - 15, down + chance.randint(-14, 14)), fill="#b98f59", width=5)
    for step in range(4):
        left = 640 + step * 95
        pen.polygon(((left, 580), (left + 70, 580), (left + 55, 660), (left + 15, 660)), fill="#e7c696", outline=_INK)
    pen.line((60, 1020, 1560, 1020), fill=_INK, width=6)
    for mark in range(60, 1560, 50):
        pen.line((mark, 1020, mark, 1050 if mark % 100 else 1070), fill=_INK, width=5)


def _bubbles(pen: ImageDraw, chance: random.Random) -> None:
    pen.rectangle((0, 0, 1600, 1200), fill="#dcebf0")
    for _ in range(46):
        across, down, size = chance.randint(-60, 1500), chance.randint(-60, 1100), chance.randint(50, 240)
        colour = chance.choice(("#7fb2c8", "#c79ac4", "#8fb98a", "#e0b080"))
        pen.ellipse((across, down, across + size, down + size), outline=colour, width=9)
        pen.arc(
            (across + size * 0.2, down + size * 0.2, across + size * 0.8, down + size * 0.8),
            190,
            260,
            fill="white",
            width=10,
        )


def _notes(pen: ImageDraw, chance: random.Random) -> None:
    colours = ("#f3d36b", "#e9a6a1", "#a8cdb0", "#a9c9d6")
    for row in range(3):
        for column in range(4):
            left, top = 110 + column * 360 + chance.randint(-14, 14), 80 + row * 360 + chance.randint(-14, 14)
            pen.rectangle((left, top, left + 290, top + 290), fill=colours[(row + column) % 4], outline=_INK, width=5)
            for line in range(chance.randint(3, 5)):
                pen.line(
                    (left + 35, top + 60 + line * 48, left + chance.randint(150, 255), top + 60 + line * 48),
                    fill=_INK,
                    width=7,
                )
    for start, end in (((400, 225), (470, 225)), ((760, 585), (830, 585)), ((255, 370), (255, 440))):
        pen.line((*start, *end), fill=_RUST, width=14)


def _engine(pen: ImageDraw, chance: random.Random) -> None:
    import math  # noqa: PLC0415 - one drawing needs it

    pen.rectangle((0, 0, 1600, 1200), fill="#dfe3e4")
    for across, down, size, teeth in ((520, 560, 300, 18), (1010, 700, 200, 12), (1240, 380, 130, 10)):
        turn = chance.random()
        for tooth in range(teeth):
            angle = turn + tooth * 2 * math.pi / teeth
            end_x, end_y = across + math.cos(angle) * (size + 34), down + math.sin(angle) * (size + 34)
            pen.line((across, down, end_x, end_y), fill=_INK, width=46)
        pen.ellipse((across - size, down - size, across + size, down + size), fill="#9aa3a8", outline=_INK, width=12)
        pen.ellipse(
            (across - size // 3, down - size // 3, across + size // 3, down + size // 3),
            fill=_RUST,
            outline=_INK,
            width=10,
        )


def _garden(pen: ImageDraw, chance: random.Random) -> None:
    pen.rectangle((0, 0, 1600, 430), fill=_SKY)
    pen.rectangle((0, 430, 1600, 1200), fill="#7a5b3d")
    for row in range(5):
        down = 520 + row * 145
        pen.line((0, down + 40, 1600, down + 40), fill="#634830", width=26)
        for across in range(40, 1600, 118 - row * 6):
            height = chance.randint(60, 110)
            for lean in (-34, 0, 34):
                pen.line((across, down + 30, across + lean, down + 30 - height), fill=_MOSS, width=14)
    pen.ellipse((1290, 60, 1460, 230), fill="#f0c75e")


_MOTIFS: dict[str, Callable[[ImageDraw, random.Random], None]] = {
    "bug-hotel": _bug_hotel,
    "bridge": _bridge,
    "joint": _joint,
    "bubbles": _bubbles,
    "notes": _notes,
    "engine": _engine,
    "garden": _garden,
}
