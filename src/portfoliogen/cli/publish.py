"""`portfoliogen publish`: send a site to where its readers are."""

from __future__ import annotations

import tempfile
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from portfoliogen.cli import errors, options, show

if TYPE_CHECKING:
    from datetime import datetime

    from portfoliogen.publish import Publication

_HELP = """Send a finished site to where its readers are: a folder or share, a zip, GitHub Pages, or object
storage.

SITE_OR_DIR is the school's folder or one of its sites; without it, the folder that you are in. TARGET is one of
those that school.yml lists under “targets:”.

\b
Examples:
  portfoliogen publish Oakfield --to intranet --dry-run
  portfoliogen publish Oakfield --to web
  portfoliogen publish Oakfield --workflow     build and publish by GitHub Actions

The school's own site never goes to a public place, and nothing goes that a receipt does not name. Files that
portfoliogen did not put there are never touched.
"""


@click.command("publish", help=_HELP)
@click.argument("source", metavar="[SITE_OR_DIR]", type=click.Path(path_type=Path), default=Path())
@click.option("--to", "target", default="", metavar="TARGET", help="Where to: a name from school.yml.")
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    metavar="OUT",
    help="Where the websites are, if not in DIR/_site.",
)
@click.option("--dry-run", is_flag=True, help="Only say whose pages and what become visible, change or go.")
@click.option("--yes", is_flag=True, help="Do not ask before a first publication.")
@click.option("--workflow", is_flag=True, help="Write a workflow for GitHub Actions that builds and publishes.")
@options.TODAY
def command(
    source: Path,
    target: str,
    output: Path | None,
    today: datetime | None,
    *,
    dry_run: bool,
    yes: bool,
    workflow: bool,
) -> int:
    """Look, say what would change, ask where it is the first time, publish."""
    if bool(target) == workflow:
        raise click.UsageError("Say where to with --to TARGET, or ask for a workflow with --workflow.")
    day = today.date() if today else date.today()

    def work(folder: Path) -> int:
        from portfoliogen.publish import PublishWish, carry_out, prepare  # noqa: PLC0415 - not for --help
        from portfoliogen.publish.locked import warning_of_locks  # noqa: PLC0415 - as above

        with tempfile.TemporaryDirectory(prefix="portfoliogen-publish-", ignore_cleanup_errors=True) as aside:
            publication = prepare(PublishWish(folder, target, day, output), Path(aside))
            _tell(publication)
            warning = warning_of_locks(publication)
            if warning:
                show.complain(f"Note: {warning}")
            if dry_run:
                show.say("Nothing was sent.")
                return errors.FINE
            if publication.standing.first and not yes:
                click.confirm("This is the first publication there. Publish?", abort=True, err=True)
            carry_out(publication)
        show.say(
            "Published, and read back. What others saved or printed before cannot be called back."
            if publication.standing.gone
            else "Published, and read back."
            if publication.changes
            else "Nothing was to be done."
        )
        return errors.FINE

    def write(folder: Path) -> int:
        from portfoliogen.publish.workflow import TO_DO, write_workflow  # noqa: PLC0415 - not for --help
        from portfoliogen.showing import visible  # noqa: PLC0415 - not for --help

        show.say(f"Made {visible(str(write_workflow(folder)))}\n{TO_DO}")
        return errors.FINE

    return errors.for_each_school((source,), write if workflow else work)[0]


def _tell(publication: Publication) -> None:
    """Say in words what a publication would do."""
    from portfoliogen.showing import counted, visible  # noqa: PLC0415 - not for --help

    target, site, standing = publication.target, publication.site, publication.standing
    who = "anybody outside the school can reach" if target.public else "only the school reaches"
    show.say(f"The {visible(site.name)} site, to “{visible(target.name)}”: {visible(target.place)}, which {who}.")
    for one in publication.changes:
        show.say(f"  {visible(one.name)} {one.verb}.")
        for line in one.lines:
            show.say(f"    {visible(line)}")
    if not publication.changes:
        show.say("  Nothing has changed since the last publication.")
    limit = " GitHub Pages takes 1 GB, and no file over 100 MiB." if target.kind == "github-pages" else ""
    show.say(
        f"{counted(len(standing.new), 'new file')}, {len(standing.changed)} changed, {len(standing.gone)} to go; "
        f"{counted(len(site.files), 'file')} in all, {_size(site.size_bytes)}.{limit}"
    )


def _size(size_bytes: int) -> str:
    return f"{size_bytes / 1_000_000:.1f} MB" if size_bytes < 10**9 else f"{size_bytes / 10**9:.2f} GB"
