"""`portfoliogen report`: what opportunities pupils get, for those who lead assessment."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from portfoliogen.cli import errors, options, show

if TYPE_CHECKING:
    from datetime import datetime

_HELP = """Show staff what opportunities to show learning each course gives, and who has nothing yet.

It looks at courses, strands, modes, places and years, and never compares learners: no counts, no ranks. Every line
ends in something that a learner can do next.

\b
Examples:
  portfoliogen report Oakfield
  portfoliogen report Oakfield --html -o overview.html
  portfoliogen report Oakfield --csv > overview.csv
"""


@click.command("report", help=_HELP)
@click.argument("folder", required=False, default=Path(), metavar="[DIR]", type=click.Path(path_type=Path))
@click.option("--html", "form", flag_value="html", help="One page to read, print or send to colleagues.")
@click.option("--csv", "form", flag_value="csv", help="A table for a spreadsheet.")
@click.option(
    "-o",
    "--output",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="FILE",
    help="Write to this file instead of the screen.",
)
@options.TODAY
def command(folder: Path, form: str | None, output: Path | None, today: datetime | None) -> int:
    """Look through the school and print what was found."""
    from portfoliogen import overview_page  # noqa: PLC0415 - --help needs none of it
    from portfoliogen.overview import survey  # noqa: PLC0415 - as above

    forms = {"html": overview_page.as_page, "csv": overview_page.as_table}

    def report(school: Path) -> int:
        progress = show.Progress()
        try:
            found = survey(school, today.date() if today else date.today(), progress)
        finally:
            progress.clear()
        text = forms.get(form or "", overview_page.as_words)(found)
        if output is None:
            show.say(text, end="")
        else:
            _write(output, text, table=form == "csv")
            show.say(f"Wrote {output}")
        return errors.FINE

    status, _ = errors.for_each_school([folder], report)
    return status


def _write(file: Path, text: str, *, table: bool) -> None:
    """Write the report, whole or not at all; spreadsheets know UTF-8 by the mark at its beginning."""
    aside = file.with_name(f".{file.name}.part")
    try:
        aside.write_text(text, encoding="utf-8-sig" if table else "utf-8", newline="\n")
        aside.replace(file)
    except OSError as error:
        aside.unlink(missing_ok=True)
        raise click.FileError(str(file), hint=error.strerror) from error
