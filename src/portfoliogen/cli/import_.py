"""`portfoliogen import`: take in work from elsewhere."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from portfoliogen.cli import errors, options, show

if TYPE_CHECKING:
    from datetime import datetime

    from portfoliogen.importing import Taken

_SHOWN = 12
_HELP = """Take in work from elsewhere, into a learner's folder.

SOURCE is a file, a folder or a zip: Word files, Google Docs saved as Markdown, an export from Notion, an Obsidian
vault, Google Takeout (Classroom, Drive, Photos), a table (CSV) with one row for each entry, the bundle that a
learner brings along from another school, or a framework of skills as CASE (JSON).

\b
Examples:
  portfoliogen import essay.docx --to Amara
  portfoliogen import Export-4d7a8c51.zip --to "Ben Li" --in Oakfield
  portfoliogen import answers.csv            each row names its learner
  portfoliogen import amara-okafor.zip       a bundle: a folder is made, what adults said goes along
  portfoliogen import county-skills.json     a framework: a file in frameworks/ is made

Doing it again takes in only what is new. Nothing is overwritten, and the source is only read.
"""


@click.command("import", help=_HELP)
@click.argument("source", type=click.Path(path_type=Path))
@click.option("--to", "learner", default="", metavar="LEARNER", help="Whose it is: any part of the name.")
@click.option(
    "--in",
    "folder",
    type=click.Path(path_type=Path),
    default=Path(),
    metavar="DIR",
    help="The school's folder; without it, the folder that you are in.",
)
@click.option("--dry-run", is_flag=True, help="Only say what would be done.")
@click.option("--again", is_flag=True, help="Also bring back what was taken in before and deleted since.")
@click.option(
    "--fingerprint",
    default="",
    metavar="FINGERPRINT",
    help="Of a leaver's bundle: the one that the school kept. With another one, nothing is taken in.",
)
@click.option("--json", "as_json", is_flag=True, help="Print the result for other programs, as JSON.")
@options.TODAY
def command(
    source: Path,
    learner: str,
    folder: Path,
    fingerprint: str,
    today: datetime | None,
    *,
    dry_run: bool,
    again: bool,
    as_json: bool,
) -> int:
    """Take a source in and say what was done."""
    from portfoliogen.importing import (  # noqa: PLC0415 - --help needs none of it
        ImportRefusedError,
        ImportWish,
        PlaceError,
        take_in,
    )
    from portfoliogen.reports import SchoolError  # noqa: PLC0415 - as above

    wish = ImportWish(source, learner, dry_run, again, fingerprint)
    try:
        taken = take_in(folder, wish, today.date() if today else date.today())
    except (ImportRefusedError, SchoolError, PlaceError) as error:
        show.complain(f"Error: {error.message}\nTry: {error.hint}")
        return errors.WRONG_USAGE
    if as_json:
        show.say(
            json.dumps(
                {
                    "version": 1,
                    "learners": list(taken.learners),
                    "made": taken.made,
                    "known": taken.known,
                    "changed": taken.changed,
                    "left": taken.left,
                    "notes": taken.notes,
                },
                ensure_ascii=False,
                indent=1,
            )
        )
    else:
        _tell(taken, folder, trial=dry_run)
    return errors.FINE


def _tell(taken: Taken, folder: Path, *, trial: bool) -> None:
    from portfoliogen.showing import counted, typed, visible  # noqa: PLC0415 - not with --json

    verb = "Would take in" if trial else "Took in"
    whose = f" for {visible(', '.join(taken.learners))}" if taken.learners else ""
    show.say(f"{verb} {counted(len(taken.made) + len(taken.changed), 'file')}{whose}.")
    for source, target in taken.made[:_SHOWN]:
        show.say(f"  {visible(source)}  →  {visible(target)}")
    if len(taken.made) > _SHOWN:
        show.say(f"  … and {len(taken.made) - _SHOWN} more.")
    for source, target in taken.changed:
        show.say(
            f"  Changed since it was taken in, so it was put beside the other: {visible(source)}  →  "
            f"{visible(target)}. Compare the two and delete one."
        )
    if taken.known:
        show.say(f"{counted(len(taken.known), 'file')} {'was' if len(taken.known) == 1 else 'were'} here already.")
    if taken.left:
        show.say("Left where it was:")
        for source, reason in taken.left:
            show.say(f"  {visible(source)}: {visible(reason)}")
    for note in taken.notes:
        show.say(visible(note))
    if (taken.made or taken.changed) and not trial:
        show.say(f"Next: portfoliogen check {typed(folder)}")
