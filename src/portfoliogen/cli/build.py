"""`portfoliogen build`: make the profiles of one or several schools."""

from __future__ import annotations

from contextlib import ExitStack
from datetime import date
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

import click

from portfoliogen.cli import built, errors, options, show

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from datetime import datetime

    from portfoliogen.diagnostics import Diagnostic
    from portfoliogen.executors import Crew
    from portfoliogen.reports import BuildReport
    from portfoliogen.unchanged import Seen

_HELP = """Make the profiles of a school: one small website for each learner.

DIR is the school's folder; without it, the folder that you are in. The websites go into DIR/_site. Several
schools are built one after another, each as though it were alone: name their folders, or a folder with a
list of them in trust.yml.

\b
Examples:
  portfoliogen build Oakfield
  portfoliogen build Oakfield --learner "Amara Okafor"
  portfoliogen build Oakfield -o D:/profiles
  portfoliogen build Oakfield --preview public --learner "Amara Okafor"
  portfoliogen build Oakfield Fernhill
  portfoliogen build NorthernTrust --executor dask://HOST:8786

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
@click.option(
    "--executor",
    default="",
    metavar="WHERE",
    help="Work on a cluster: dask://HOST:8786, or dask://local to try it here.",
)
@click.option(
    "--no-cache",
    is_flag=True,
    help="Make every page anew and keep nothing of it; photos and films that are finished are used again.",
)
@options.TODAY
def command(  # noqa: PLR0913 - one for each option
    folders: tuple[Path, ...],
    output: Path | None,
    learner: str,
    audience: str,
    preview: str,
    today: datetime | None,
    workers: int,
    executor: str,
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
        from portfoliogen.cli import ahead  # noqa: PLC0415 - only with --preview and --diff

        return errors.for_each_school(
            folders,
            lambda folder: (
                ahead.preview(folder, preview, learner, day, as_json=as_json)
                if preview
                else ahead.differences(folder, outputs[folder], learner, day, as_json=as_json)
            ),
        )[0]
    reports: dict[Path, BuildReport | None] = {}

    def build(folder: Path, crew: Callable[[], Crew]) -> int:
        progress = show.Progress(wanted=not quiet)
        try:
            report, seen = None, None
            if not (no_cache or learner or audience or links):
                report, seen = _nothing_to_do(folder, outputs[folder], day)
            if report is None:
                from portfoliogen.pipeline import build_school  # noqa: PLC0415 - all stages come with it

                report = build_school(
                    folder,
                    output=outputs[folder],
                    learner=learner,
                    audience=audience,
                    links=links,
                    today=day,
                    crew=crew(),
                    remember=not no_cache,
                    seen=seen,
                    progress=progress,
                )
        finally:
            progress.clear()
        # With a thousand schools, what is not asked for is let go.
        reports[folder] = report if as_json else None
        if not as_json:
            built.tell(folder, report, strict=strict, quiet=quiet)
            if links:
                from portfoliogen.cli.ahead import tell_links  # noqa: PLC0415 - only with --links

                tell_links(report.links, folder)
        return _status(report.diagnostics, strict=strict)

    with ExitStack() as open_crews:
        crew = _crew(executor, workers, open_crews)
        status, stopped = errors.for_each_school(folders, lambda folder: build(folder, crew))
    if as_json:
        built.tell_as_json(folders, reports, stopped)
    elif len(folders) > 1 and not quiet:
        built.tell_of_all(folders, stopped)
    return status


def _crew(executor: str, workers: int, open_crews: ExitStack) -> Callable[[], Crew]:
    """Find out who will work: called together only when there is something to do."""
    if executor:
        from portfoliogen.cluster import Cluster  # noqa: PLC0415 - with a cluster only
        from portfoliogen.reports import ClusterError  # noqa: PLC0415 - as above

        try:
            cluster = open_crews.enter_context(Cluster(executor, workers))
        except ClusterError as error:
            raise click.UsageError(f"{error.message} {error.hint}") from error
        return lambda: cluster

    def processes() -> Crew:
        from portfoliogen.executors import Processes  # noqa: PLC0415 - only where there is work

        return Processes(workers)

    return processes


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


def _nothing_to_do(folder: Path, output: Path | None, day: date) -> tuple[BuildReport | None, Seen | None]:
    """What the last build said, where nothing has changed since; else what was seen to find that out."""
    from portfoliogen.unchanged import last_report  # noqa: PLC0415 - with it, nothing else need be loaded

    if not folder.is_dir():
        return None, None
    return last_report(folder.resolve(), output or folder / "_site", day, _get_ready)


def _get_ready(language: str) -> Iterator[object]:
    """Load what a build needs where something has changed."""
    for module in _WANTED:
        yield import_module(module)
    from portfoliogen.words import direction_of  # noqa: PLC0415 - as above

    yield direction_of(language)  # all that is known of a language is loaded when something is asked of it


_WANTED = (
    *("yaml", "markdown_it", "jinja2", "portfoliogen.read", "portfoliogen.check", "portfoliogen.assemble"),
    *("portfoliogen.render.pages", "portfoliogen.write", "portfoliogen.pipeline", "babel.dates"),
)
"""What a build loads, in steps of some hundredths of a second."""
