"""Words on the screen: colours and progress only where a person looks at it."""

from __future__ import annotations

import io
import os
import sys
from typing import TYPE_CHECKING

import click

from portfoliogen.showing import visible

if TYPE_CHECKING:
    from typing import TextIO


def prepare_streams() -> None:
    """Let every name be printed: UTF-8 on Windows, and no sign that a terminal lacks may stop the program."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8" if os.name == "nt" else None, errors="replace")


def is_watched(stream: TextIO) -> bool:
    """Whether a person looks at a stream, rather than a file or another program."""
    return stream.isatty() and os.environ.get("TERM") != "dumb"


def with_colour(stream: TextIO) -> bool:
    """Whether to print in colour: on a terminal, unless its user does not want any (no-color.org)."""
    return is_watched(stream) and not os.environ.get("NO_COLOR")


def say(text: str, *, end: str = "\n") -> None:
    """Print to standard output, with the colours that it has."""
    click.echo(text + end, nl=False, color=with_colour(sys.stdout))


def complain(text: str, *, end: str = "\n") -> None:
    """Print to standard error, every line of it harmless."""
    lines = "\n".join(visible(line) for line in text.split("\n"))
    click.echo(lines + end, nl=False, err=True)


def say_aside(text: str) -> None:
    """Print ready text to standard error, with the colours that it has."""
    click.echo(text, nl=False, err=True, color=with_colour(sys.stderr))


class Progress:
    """One line on the terminal that says how far a build is; nothing anywhere else."""

    def __init__(self, *, wanted: bool = True) -> None:
        self._on = wanted and is_watched(sys.stderr)

    def __call__(self, done: int, total: int, name: str) -> None:
        """Say that `done` of `total` learners are ready, and who is next."""
        if self._on:
            import shutil  # noqa: PLC0415 - only where somebody watches

            room = shutil.get_terminal_size().columns - 1
            sys.stderr.write(f"\r{f'{done} of {total}  {visible(name)}'[:room]}\x1b[K")
            sys.stderr.flush()

    def clear(self) -> None:
        """Take the line away."""
        if self._on:
            sys.stderr.write("\r\x1b[K")
            sys.stderr.flush()
