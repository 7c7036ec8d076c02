"""`portfoliogen forget`: take all traces of a learner away, and say what a person must still do."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from portfoliogen.cli import errors, options, show
from portfoliogen.showing import counted, visible

if TYPE_CHECKING:
    from datetime import datetime

_HELP = """Take all traces of a learner out of the websites, the receipts, the links and what is kept to build faster.

LEARNER is the whole name, or the folder. DIR is the school's folder; without it, the folder that you are in.
It works as well when the learner's own folder is gone. What people wrote is left alone: at the end you read
what only a person can do.

\b
Examples:
  portfoliogen forget "Amara Okafor"
  portfoliogen forget "9B/Amara Okafor" Oakfield
"""


@click.command("forget", help=_HELP)
@click.argument("learner")
@click.argument("folder", metavar="[DIR]", required=False, type=click.Path(path_type=Path), default=Path())
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    metavar="OUT",
    help="Where the websites are, if not in DIR/_site.",
)
@click.option("--yes", is_flag=True, help="Do not ask first.")
@options.TODAY
def command(learner: str, folder: Path, output: Path | None, today: datetime | None, *, yes: bool) -> int:
    """Ask, forget, and say what is left to do."""
    from portfoliogen.forgetting import forget  # noqa: PLC0415 - all stages come with it

    if not yes:
        click.confirm(f"Take all that was made for “{visible(learner)}” away?", abort=True, err=True)

    def work(school: Path) -> int:
        day = today.date() if today else date.today()
        done = forget(school, learner, output=output, today=day)
        show.say(
            f"{visible(done.learner)} is forgotten: {counted(len(done.profiles), 'profile')}, "
            f"{counted(done.links, 'link')} and {counted(done.cached, 'kept file')} taken away."
        )
        for profile in done.profiles:
            show.say(f"  {visible(profile)}")
        show.say("What only a person can do:")
        for one in done.to_do:
            show.say(f"  - {visible(one)}")
        return errors.FINE

    return errors.for_each_school((folder,), work)[0]
