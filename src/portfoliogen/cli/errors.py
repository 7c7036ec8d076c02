"""How a command ends when it cannot do what it was asked: in plain words, with an exit status."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from portfoliogen import __version__
from portfoliogen.cli import show
from portfoliogen.showing import Refusal

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

FINE, PROBLEMS, WRONG_USAGE, FAULT, STOPPED = 0, 1, 2, 3, 130


def wrong_usage(error: click.ClickException) -> int:
    """Say what was wrong with the words of the command line."""
    show.complain(f"Error: {_in_plain_words(error)}")
    if isinstance(error, click.UsageError) and error.ctx is not None:
        show.complain(f"       {error.ctx.command_path} --help shows what there is.")
    return WRONG_USAGE


def _in_plain_words(error: click.ClickException) -> str:
    """What click says for programmers, as one says it to a teacher."""
    if isinstance(error, click.FileError):
        return f"“{error.ui_filename}” cannot be written: {(error.message or 'it is refused').lower()}."
    if isinstance(error, click.NoSuchOption):
        near = f" Did you mean “{error.possibilities[0]}”?" if error.possibilities else ""
        return f"There is no option “{error.option_name}”.{near}"
    if not isinstance(error, click.BadParameter) or error.param is None:
        return error.format_message()
    kind, name = error.param.type, error.param.opts[-1] if error.param.param_type_name == "option" else "It"
    missing = isinstance(error, click.MissingParameter)
    if isinstance(kind, click.Choice):
        return f"{'Say which' if missing else f'{name} can be'}: {', '.join(map(str, kind.choices))}."
    if missing:
        return f"{error.param.human_readable_name} is missing."
    if isinstance(kind, click.IntRange):
        return f"{name} takes a number from {kind.min} to {kind.max}."
    if isinstance(kind, click.DateTime):
        return f"{name} takes a day such as 2026-03-14."
    return error.format_message()


def fault(error: BaseException) -> int:
    """Say that the program is at fault, and keep what its makers need in a file of the temporary folder."""
    from portfoliogen.diagnostics import Position  # noqa: PLC0415 - hardly ever needed
    from portfoliogen.diagnostics.rules.faults import UNEXPECTED  # noqa: PLC0415 - hardly ever needed

    told = UNEXPECTED.at(Position(""), file=_keep(error))
    show.complain(
        f"{told.message} ({told.code})\n"
        f"What is published already is whole, and nobody's files were changed.\n{told.hint}"
    )
    return FAULT


def _keep(error: BaseException) -> str:
    import platform  # noqa: PLC0415 - hardly ever needed
    import tempfile  # noqa: PLC0415 - as above
    import traceback  # noqa: PLC0415 - as above

    details = "".join(traceback.format_exception(error))
    text = (
        f"portfoliogen {__version__}, Python {platform.python_version()}, {platform.platform()}\n"
        f"{' '.join(sys.argv)}\n\n{details}"
    )
    try:
        with tempfile.NamedTemporaryFile(
            "w",
            prefix="portfoliogen-fault-",
            suffix=".txt",
            encoding="utf-8",
            errors="backslashreplace",
            delete=False,
        ) as file:
            file.write(text)
            return file.name
    except OSError:
        # A full disk may be why we are here. Then the screen is the only place left.
        show.complain(text)
        return "the lines above"


def for_each_school(
    folders: Sequence[Path],
    work: Callable[[Path], int],
) -> tuple[int, dict[Path, Exception]]:
    """Do a piece of work for several schools; what stops one of them is told and stops no other.

    Args:
        work: Takes a school's folder and gives an exit status.

    Returns:
        The gravest exit status, and what stopped a school, by its folder.
    """
    status = FINE
    stopped: dict[Path, Exception] = {}
    for folder in folders:
        try:
            status = max(status, work(folder))
        except Refusal as error:
            status = max(status, WRONG_USAGE)
            name = f"{folder}: " if len(folders) > 1 and not error.for_all else ""
            show.complain(f"Error: {name}{error.message}")
            if error.hint:
                show.complain(f"Try: {error.hint}")
            if error.for_all:
                # Those that are done are done.
                return status, stopped | dict.fromkeys(folders[folders.index(folder) :], error)
            stopped[folder] = error
        except (BrokenPipeError, click.Abort, click.ClickException):
            raise
        except Exception as error:  # noqa: BLE001 - a fault in one school must not stop the others
            stopped[folder] = error
            if len(folders) > 1:
                show.complain(f"{folder}:")
            status = max(status, fault(error))
    return status, stopped
