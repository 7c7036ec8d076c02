"""`portfoliogen check`: all problems of one or several schools; it makes no site."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click
from msgspec.structs import replace

from portfoliogen.cli import errors, options, show
from portfoliogen.diagnostics.formats.machines import as_github, as_json, as_sarif
from portfoliogen.diagnostics.formats.page import as_html
from portfoliogen.diagnostics.formats.terminal import as_text, summary_line
from portfoliogen.showing import counted, visible

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from datetime import datetime

    from portfoliogen.diagnostics import Diagnostic
    from portfoliogen.reports import CheckReport

_HELP = """Tell what to mend in a school's folders: each problem with its file, its line and what to type; then what
has changed since the last build, what it is time to look at again, and the next small step.

DIR is the school's folder; without it, the folder that you are in. Nothing is made, and nothing is changed.

\b
Examples:
  portfoliogen check Oakfield
  portfoliogen check Oakfield --learner "Amara Okafor"
  portfoliogen check Oakfield --format html -o problems.html
  portfoliogen check Oakfield --watch            again after each save, until you press Ctrl-C

The exit status is 1 if there are errors; with --strict also if there are warnings.
"""
_MACHINE_FORMATS: Mapping[str, Callable[[Sequence[Diagnostic]], str]] = {
    "json": as_json,
    "sarif": as_sarif,
    "github": as_github,
}


@click.command("check", help=_HELP)
@options.SCHOOLS
@options.LEARNER
@click.option("--strict", is_flag=True, help="Count warnings like errors.")
@click.option(
    "--format",
    "format_name",
    type=click.Choice(["text", "json", "sarif", "github", "html"]),
    default="text",
    show_default=True,
    help="text to read; html for a page to print or send to colleagues; the others for programs.",
)
@click.option("--json", "for_programs", is_flag=True, help="The same as --format json.")
@click.option(
    "-o",
    "--output",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="FILE",
    help="Write to this file instead of the screen.",
)
@click.option("--look-again", is_flag=True, help="List every entry that it is time to come back to.")
@click.option("-q", "--quiet", is_flag=True, help="Only the problems: nothing on what changed and what comes next.")
@click.option("--watch", is_flag=True, help="Check again whenever somebody saves a file.")
@options.TODAY
def command(  # noqa: PLR0913 - one for each option
    folders: tuple[Path, ...],
    learner: str,
    format_name: str,
    output: Path | None,
    today: datetime | None,
    *,
    strict: bool,
    look_again: bool,
    quiet: bool,
    watch: bool,
    for_programs: bool,
) -> int:
    """Check each school in turn, once or as long as somebody works on it."""
    format_name = "json" if for_programs else format_name

    def check() -> int:
        day = today.date() if today else date.today()
        return _check(folders, learner, format_name, output, day, strict=strict, look_again=look_again, quiet=quiet)

    if not watch:
        return check()
    from portfoliogen.cli.watching import again_and_again  # noqa: PLC0415 - watchdog comes with it

    return again_and_again(folders, check)


def _check(
    folders: tuple[Path, ...],
    learner: str,
    format_name: str,
    output: Path | None,
    today: date,
    *,
    strict: bool,
    look_again: bool,
    quiet: bool,
) -> int:
    from portfoliogen.pipeline import check_school  # noqa: PLC0415 - all stages come with it
    from portfoliogen.routine import Notes, told  # noqa: PLC0415 - as above

    reports: list[tuple[Path, CheckReport]] = []
    routines: dict[Path, str] = {}

    def check(folder: Path) -> int:
        notes = Notes(folder, today=today)
        progress = show.Progress()
        try:
            report = check_school(folder, learner=learner, progress=progress, today=today, seen=notes.seen)
        finally:
            progress.clear()
        reports.append((folder, report))
        if format_name == "text" and not quiet:
            routines[folder] = told(notes, report.diagnostics, all_due=look_again)
        serious = {"error", "warning"} if strict else {"error"}
        found = any(one.severity in serious for one in report.diagnostics)
        return errors.PROBLEMS if found else errors.FINE

    status, _ = errors.for_each_school(folders, check)
    if not reports:
        return status
    # A log on GitHub needs paths below the repository, and several schools need theirs told apart.
    rooted = len(folders) > 1 or format_name in {"github", "sarif"}
    if output is None:
        text = _print(reports, routines, format_name, colour=show.with_colour(sys.stdout), rooted=rooted)
        show.say(text, end="")
    else:
        _write(output, _print(reports, routines, format_name, colour=False, rooted=rooted))
        show.say(f"Wrote {visible(str(output))}: {summary_line(_all(reports))}.")
    return status


def _all(reports: Sequence[tuple[Path, CheckReport]], *, rooted: bool = False) -> list[Diagnostic]:
    return [_below(folder, one) if rooted else one for folder, report in reports for one in report.diagnostics]


def _below(folder: Path, one: Diagnostic) -> Diagnostic:
    """Give a problem's place from the folder that the command was run in."""
    root = folder.as_posix()
    if folder.is_absolute() and folder.is_relative_to(Path.cwd()):
        root = folder.relative_to(Path.cwd()).as_posix()
    if root == ".":
        return one
    path = f"{root}/{one.at.path}" if one.at.path else root
    return replace(one, at=replace(one.at, path=path))


def _print(
    reports: Sequence[tuple[Path, CheckReport]],
    routines: Mapping[Path, str],
    format_name: str,
    *,
    colour: bool,
    rooted: bool,
) -> str:
    if format_name in _MACHINE_FORMATS:
        return _MACHINE_FORMATS[format_name](_all(reports, rooted=rooted))
    names = [name for _, report in reports for name in report.learners]
    if format_name == "html":
        schools = ", ".join(report.school_name for _, report in reports)
        return as_html(_all(reports, rooted=rooted), school_name=schools, learners=names)
    return "\n".join(
        as_text(_all([(folder, report)], rooted=rooted), colour=colour, learners=report.learners)
        + _summary(report)
        + routines.get(folder, "")
        for folder, report in reports
    )


def _summary(report: CheckReport) -> str:
    numbers = f"{counted(len(report.learners), 'learner')}, {counted(report.entries, 'entry', 'entries')}"
    return f"{visible(report.school_name)} ({numbers}): {summary_line(report.diagnostics)}.\n"


def _write(file: Path, text: str) -> None:
    """Write a report, whole or not at all."""
    aside = file.with_name(f".{file.name}.part")
    try:
        aside.write_text(text, encoding="utf-8", newline="\n")
        aside.replace(file)
    except OSError as error:
        aside.unlink(missing_ok=True)
        raise click.FileError(str(file), hint=error.strerror) from error
