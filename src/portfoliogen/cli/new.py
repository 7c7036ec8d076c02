"""`portfoliogen new`: begin an entry with the prompts of its kind."""

from __future__ import annotations

import os
import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from portfoliogen.cli import errors, options, show

if TYPE_CHECKING:
    from datetime import datetime

_HELP = """Begin an entry for a learner: a file in their folder, with the prompts of its kind.

LEARNER is any part of the learner's name. TITLE is what the entry shall be called.

\b
Examples:
  portfoliogen new Amara "Our volcano erupted" --kind project
  portfoliogen new Amara "Paper bridge" --brief bridge --in Oakfield
  portfoliogen new "Ben Li" "My first entry" --begin --class 9B

The file opens in your editor where one is set ($VISUAL or $EDITOR). An existing file is never changed.
"""


@click.command("new", help=_HELP)
@click.argument("learner")
@click.argument("title")
@click.option("--kind", default="", metavar="KIND", help="Such as project, placement or observation.")
@click.option("--brief", default="", metavar="BRIEF", help="The brief that it answers: a file in briefs/.")
@click.option(
    "--in",
    "folder",
    type=click.Path(path_type=Path),
    default=Path(),
    metavar="DIR",
    help="The school's folder; without it, the folder that you are in.",
)
@click.option("--begin", is_flag=True, help="Make a folder for a learner who has none yet.")
@click.option("--class", "group", default="", metavar="CLASS", help="With --begin: the class to put it in.")
@click.option("--no-editor", is_flag=True, help="Do not open an editor.")
@options.TODAY
def command(  # noqa: PLR0913 - one for each option
    learner: str,
    title: str,
    kind: str,
    brief: str,
    folder: Path,
    group: str,
    today: datetime | None,
    *,
    begin: bool,
    no_editor: bool,
) -> int:
    """Write the file and open it."""
    from portfoliogen.new_entry import EntryWish, PlaceError, begin_entry  # noqa: PLC0415 - as above
    from portfoliogen.reports import SchoolError  # noqa: PLC0415 - as above
    from portfoliogen.showing import visible  # noqa: PLC0415 - --help needs none of it

    wish = EntryWish(learner, title, kind, brief, begin or bool(group), group)
    try:
        made = begin_entry(folder, wish, today.date() if today else date.today())
    except (SchoolError, PlaceError) as error:
        show.complain(f"Error: {error.message}\nTry: {error.hint}")
        return errors.WRONG_USAGE
    if made.profile is not None:
        show.say(f"Began a folder for {visible(made.learner)}: {visible(str(made.profile))}")
    show.say(f"Made {visible(str(made.file))}")
    editor = os.environ.get("VISUAL") or os.environ.get("EDITOR")
    if editor and not no_editor and sys.stdin.isatty() and show.is_watched(sys.stdout):
        click.edit(filename=str(made.file), editor=editor)
    else:
        show.say("Open it in any editor, and answer the prompts under each of them. Prompts are never published.")
    return errors.FINE
