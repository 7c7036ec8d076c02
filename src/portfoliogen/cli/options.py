"""Options that several commands share."""

from __future__ import annotations

import shlex
import subprocess
import sys
from pathlib import Path

import click


def _schools(ctx: click.Context, parameter: click.Parameter, folders: tuple[Path, ...]) -> tuple[Path, ...]:
    """Take each folder once, and the current one where none is named."""
    del ctx, parameter
    return tuple(dict.fromkeys(folders)) or (Path(),)


SCHOOLS = click.argument("folders", nargs=-1, metavar="[DIR]...", type=click.Path(path_type=Path), callback=_schools)
LEARNER = click.option("--learner", default="", metavar="NAME", help="Only this learner, by name or folder.")
TODAY = click.option(
    "--today", type=click.DateTime(["%Y-%m-%d"]), hidden=True, help="Build as on another day; for tests."
)


def typed(folder: Path) -> str:
    """Write a folder as one would type it, with quotes where it needs them."""
    if sys.platform == "win32":
        return subprocess.list2cmdline([str(folder)])
    return shlex.quote(str(folder))
