"""`portfoliogen pdf`: each learner's profile on paper, or as a file to send."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from portfoliogen.cli import errors, options, show

if TYPE_CHECKING:
    from datetime import datetime

    from portfoliogen.printing import Browser

SCHOOL = "school"

_HELP = """Print the first page of each learner's profile as a PDF that screen readers understand.

DIR is the school's folder; without it, the folder that you are in. The profiles are built first, and printed by
a browser of this computer: Chromium, Chrome or Edge. The PDFs go into DIR/_site/pdf.

\b
Examples:
  portfoliogen pdf Oakfield
  portfoliogen pdf Oakfield --learner "Amara Okafor" -o D:/for-the-interview
  portfoliogen pdf Oakfield --audience one-page

A PDF is a copy: it does not change when the profile does, and you are the one who takes it down.
"""


@click.command("pdf", help=_HELP)
@click.argument("folder", metavar="[DIR]", type=click.Path(path_type=Path), default=Path())
@options.LEARNER
@click.option("--audience", default=SCHOOL, metavar="NAME", help="For whom; without it, for the school.")
@click.option("-o", "--output", type=click.Path(path_type=Path), metavar="OUT", help="Where to put the PDFs.")
@click.option("-q", "--quiet", is_flag=True, help="Say nothing unless something is wrong.")
@options.TODAY
def command(
    folder: Path, learner: str, audience: str, output: Path | None, today: datetime | None, *, quiet: bool
) -> int:
    """Build, then print."""
    from portfoliogen.printing import PrintError, find_browser  # noqa: PLC0415 - only this command needs it

    try:
        browser = find_browser()
    except PrintError as error:
        show.complain(f"Error: {error.message}\nTry: {error.hint}")
        return errors.WRONG_USAGE

    def work(school: Path) -> int:
        return _print_school(school, browser, learner, audience, output, today, quiet=quiet)

    return errors.for_each_school((folder,), work)[0]


def _print_school(
    folder: Path,
    browser: Browser,
    learner: str,
    audience: str,
    output: Path | None,
    today: datetime | None,
    *,
    quiet: bool,
) -> int:
    from portfoliogen.opening import open_school  # noqa: PLC0415 - all stages come with it
    from portfoliogen.pipeline import SchoolError, build_school  # noqa: PLC0415 - all stages come with it
    from portfoliogen.printed import FOLDER, note_printed, pdf_name  # noqa: PLC0415 - as above
    from portfoliogen.printing import PrintError  # noqa: PLC0415 - as above
    from portfoliogen.receipts import is_locked  # noqa: PLC0415 - as above
    from portfoliogen.text import slug  # noqa: PLC0415 - as above
    from portfoliogen.workshop import known_audience  # noqa: PLC0415 - as above

    progress = show.Progress(wanted=not quiet)
    try:
        report = build_school(
            folder,
            learner=learner,
            today=today.date() if today else date.today(),
            progress=progress,
        )
        links = [one for one in report.links if one.audience == slug(audience)]
        if not links:
            opened = open_school(folder, report.output)
            known_audience(audience, opened.school, opened.jobs)
            keys = ", ".join(sorted({one.audience for one in report.links}))
            raise SchoolError(f"Nobody here has a profile for “{audience}”.", f"There are profiles for: {keys}.")
        if any(is_locked(report.output, one.site, one.folder) for one in links):
            raise SchoolError(
                f"The profiles for “{slug(audience)}” are locked, and a PDF of one would be open to whoever has it.",
                "Open the profile in a browser with a passphrase, and choose Print there.",
            )
        place = output if output is not None else report.output / FOLDER
        status = errors.FINE
        for number, link in enumerate(links):
            progress(number, len(links), link.name)
            try:
                browser.print(report.output / link.site / link.folder / "index.html", place / pdf_name(link.folder))
                if output is None:
                    note_printed(report.output, (link.site, link.folder))
            except PrintError as error:
                show.complain(f"{link.name}: {error.message}\nTry: {error.hint}")
                status = errors.PROBLEMS
    finally:
        progress.clear()
    if status == errors.FINE and not quiet:
        show.say(f"{len(links)} PDF{'s' if len(links) > 1 else ''} in {place}")
    return status
