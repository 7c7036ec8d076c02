"""`portfoliogen build`: make the profiles of one or several schools."""

from __future__ import annotations

import json
import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from portfoliogen import __version__
from portfoliogen.cli import ahead, errors, options, show

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from portfoliogen.diagnostics import Diagnostic
    from portfoliogen.reports import BuildReport

SHOWN = 20
"""How many problems a build shows; the rest is counted, and `check` shows all of them."""
_JSON_VERSION = 1

_HELP = """Make the profiles of a school: one small website for each learner.

DIR is the school's folder; without it, the folder that you are in. The websites go into DIR/_site.

\b
Examples:
  portfoliogen build Oakfield
  portfoliogen build Oakfield --learner "Amara Okafor"
  portfoliogen build Oakfield -o D:/profiles
  portfoliogen build Oakfield --preview public --learner "Amara Okafor"

A mistake in one learner's files never stops another's profile. Your learners' own files are only read.
"""


@click.command("build", help=_HELP)
@options.SCHOOLS
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    metavar="OUT",
    help="Where to put the websites: an empty folder, or one made by an earlier build.",
)
@options.LEARNER
@click.option("--audience", default="", metavar="AUDIENCE", help="Only for this audience, such as public or employer.")
@click.option(
    "--preview",
    default="",
    metavar="AUDIENCE",
    help="Make nothing; say what exactly this audience would see. Goes with --learner.",
)
@click.option("--diff", "diff", is_flag=True, help="Make nothing; say what a build would newly release or withdraw.")
@click.option("--links", is_flag=True, help="Print each profile's link, and make QR codes of them.")
@click.option("--strict", is_flag=True, help="End with exit status 1 if there are any errors or warnings.")
@click.option("-q", "--quiet", is_flag=True, help="Say nothing unless something is wrong.")
@click.option("--json", "as_json", is_flag=True, help="Print the result for other programs, as JSON.")
@click.option(
    "-j",
    "--jobs",
    "workers",
    type=click.IntRange(0, 256),
    default=0,
    metavar="N",
    help="How many processes work at once; without it, as many as there are cores.",
)
@click.option("--no-cache", is_flag=True, help="Make everything anew, and keep nothing for the next build.")
@options.TODAY
def command(  # noqa: PLR0913 - one for each option
    folders: tuple[Path, ...],
    output: Path | None,
    learner: str,
    audience: str,
    preview: str,
    today: datetime | None,
    workers: int,
    *,
    no_cache: bool,
    diff: bool,
    links: bool,
    strict: bool,
    quiet: bool,
    as_json: bool,
) -> int:
    """Build each school in turn."""
    day = today.date() if today else date.today()
    outputs = _outputs(folders, output)
    if preview or diff:
        return errors.for_each_school(
            folders,
            lambda folder: (
                ahead.preview(folder, preview, learner, day, as_json=as_json)
                if preview
                else ahead.differences(folder, outputs[folder], learner, day, as_json=as_json)
            ),
        )[0]
    reports: dict[Path, BuildReport] = {}

    def build(folder: Path) -> int:
        progress = show.Progress(wanted=not quiet)
        try:
            report = None
            if not (no_cache or learner or audience or links):
                report = _nothing_to_do(folder, outputs[folder], day)
            if report is None:
                from portfoliogen.pipeline import build_school  # noqa: PLC0415 - all stages come with it

                report = build_school(
                    folder,
                    output=outputs[folder],
                    learner=learner,
                    audience=audience,
                    links=links,
                    today=day,
                    workers=workers,
                    remember=not no_cache,
                    progress=progress,
                )
        finally:
            progress.clear()
        reports[folder] = report
        if not as_json:
            _tell(folder, report, strict=strict, quiet=quiet)
            if links:
                ahead.tell_links(report.links, folder)
        return _status(report.diagnostics, strict=strict)

    status, stopped = errors.for_each_school(folders, build)
    if as_json:
        schools = [_as_fields(folder, reports.get(folder), stopped.get(folder)) for folder in folders]
        tool = {"name": "portfoliogen", "version": __version__}
        show.say(json.dumps({"version": _JSON_VERSION, "tool": tool, "schools": schools}, indent=2))
    return status


def _outputs(folders: Sequence[Path], output: Path | None) -> dict[Path, Path | None]:
    """Give each school an output folder: with several, one below `output` for each."""
    if output is None or len(folders) == 1:
        return dict.fromkeys(folders, output)
    names = [folder.resolve().name for folder in folders]
    if len({name.casefold() for name in names}) < len(names):
        message = "With -o, the folders of several schools need different names."
        raise click.UsageError(message)
    return {folder: output / name for folder, name in zip(folders, names, strict=True)}


def _status(diagnostics: Sequence[Diagnostic], *, strict: bool) -> int:
    """Find a build's exit status. A profile that could not be written counts without --strict, too."""
    kinds = {str(one.severity) for one in diagnostics}
    faults = any(one.code.startswith("PG9") and one.severity == "error" for one in diagnostics)
    return errors.PROBLEMS if faults or (strict and kinds & {"error", "warning"}) else errors.FINE


def _nothing_to_do(folder: Path, output: Path | None, day: date) -> BuildReport | None:
    """What the last build said, where nothing has changed since."""
    from portfoliogen.unchanged import last_report  # noqa: PLC0415 - with it, nothing else need be loaded
    from portfoliogen.write.guard import is_held  # noqa: PLC0415 - as above

    output = output or folder / "_site"
    # While another build is at work there, what lies in place may be about to change.
    if not folder.is_dir() or is_held(output):
        return None
    return last_report(folder.resolve(), output, day)


def _tell(folder: Path, report: BuildReport, *, strict: bool, quiet: bool) -> None:
    """Say in plain words what was made, where to look and what is wrong."""
    from portfoliogen.diagnostics.formats import as_text, summary_line  # noqa: PLC0415 - not with --json
    from portfoliogen.diagnostics.formats.terminal import counted, visible  # noqa: PLC0415 - not with --json

    told = {"error", "warning"} if strict else {"error"}
    serious = [one for one in report.diagnostics if one.severity in told]
    if serious:
        colour = show.with_colour(sys.stderr)
        show.say_aside(as_text(serious, colour=colour, learners=report.learners, limit=SHOWN))
    if quiet:
        return
    numbers = (counted(len(report.learners), "learner"), counted(report.entries, "entry", "entries"))
    show.say(f"{visible(report.school_name)}: {', '.join(numbers)}, {counted(report.pages, 'page')}.")
    if report.first_page is not None:
        show.say(f"To look at them, open {visible(str(report.first_page))}")
    if report.diagnostics:
        show.say(
            f"Found {summary_line(report.diagnostics)}. To see all of it: portfoliogen check {options.typed(folder)}"
        )


def _as_fields(folder: Path, report: BuildReport | None, stopped: Exception | None) -> dict[str, object]:
    from portfoliogen.diagnostics.formats.machines import (  # noqa: PLC0415 - only with --json
        as_fields,
        count_by_severity,
    )

    if report is None:
        hint = getattr(stopped, "hint", "")
        return {"folder": str(folder), "built": False, "error": {"message": str(stopped), "hint": hint}}
    return {
        "folder": str(folder),
        "built": True,
        "name": report.school_name,
        "output": str(report.output),
        "first_page": str(report.first_page or ""),
        "learners": list(report.learners),
        "entries": report.entries,
        "pages": report.pages,
        "media": report.media,
        "written": report.written,
        "unchanged": report.unchanged,
        "removed": report.removed,
        "summary": count_by_severity(report.diagnostics),
        "diagnostics": [as_fields(one) for one in report.diagnostics],
    }
