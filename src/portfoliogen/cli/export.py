"""`portfoliogen export`: give a learner who leaves all that is theirs."""

from __future__ import annotations

import tempfile
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from portfoliogen.cli import errors, options, show

if TYPE_CHECKING:
    from datetime import datetime

_HELP = """Give a learner who leaves all that is theirs, in one zip: their profile, which opens by double click, their
own files, what adults said of them, receipts, and a page that explains it.

LEARNER is any part of the learner's name. DIR is the school's folder; without it, the folder that you are in.

\b
Examples:
  portfoliogen export "Amara Okafor" Oakfield
  portfoliogen export Amara -o D:/leavers/amara.zip

Originals hold more than the pages show, such as where a photo was taken: the zip is for the learner alone.
"""


@click.command("export", help=_HELP)
@click.argument("learner")
@click.argument("folder", metavar="[DIR]", type=click.Path(path_type=Path), default=Path())
@click.option("-o", "--output", "file", type=click.Path(path_type=Path), metavar="FILE.zip", help="Where to put it.")
@click.option(
    "--site",
    type=click.Path(path_type=Path),
    metavar="OUT",
    help="Where the school's websites and receipts are, if not in DIR/_site.",
)
@options.TODAY
def command(learner: str, folder: Path, file: Path | None, site: Path | None, today: datetime | None) -> int:
    """Make the bundle and say what to keep."""
    from portfoliogen.exporting import export  # noqa: PLC0415 - all stages come with it
    from portfoliogen.showing import counted, typed, visible  # noqa: PLC0415 - not for --help

    def work(school: Path) -> int:
        with tempfile.TemporaryDirectory(prefix="portfoliogen-export-", ignore_cleanup_errors=True) as aside:
            made = export(
                school, learner, Path(aside), file=file, output=site, today=today.date() if today else date.today()
            )
        show.say(
            f"Made {visible(str(made.file))} for {visible(made.learner)}: {counted(made.files, 'file')}, "
            f"{made.size_bytes / 1_000_000:.1f} MB."
        )
        show.say(f"Its fingerprint, to keep at school: {made.fingerprint}")
        show.say(f"Next: portfoliogen verify {typed(made.file)}")
        return errors.FINE

    return errors.for_each_school((folder,), work)[0]
