"""`portfoliogen verify`: say whether something is what was released."""

from __future__ import annotations

from pathlib import Path

import click

from portfoliogen.cli import errors, options, show

_HELP = """Say whether a bundle, a receipt, a page, a profile or a site is what was released: nothing changed, lost or added.

\b
Examples:
  portfoliogen verify amara-okafor.zip
  portfoliogen verify Oakfield/_site
  portfoliogen verify Oakfield/_site/receipts/school/amara-okafor.json
  portfoliogen verify saved-page.html -o Oakfield/_site      is this page one that was released?

It compares files with the list that was made with them. Where it matters, compare the fingerprint of a bundle with
the one that the school kept: whoever changes a bundle could change its list as well.
"""


@click.command("verify", help=_HELP)
@click.argument("place", metavar="FILE_OR_DIR", type=click.Path(path_type=Path))
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    metavar="OUT",
    help="Where the websites and receipts are, for a file that was taken out of them.",
)
@options.TODAY
def command(place: Path, output: Path | None, today: object) -> int:
    """Compare, and say what differs."""
    from portfoliogen.showing import counted, visible  # noqa: PLC0415 - not for --help
    from portfoliogen.verifying import verify  # noqa: PLC0415 - as above

    del today

    def work(named: Path) -> int:
        status = errors.FINE
        for one in verify(named, output):
            if one.problems:
                status = errors.PROBLEMS
                show.say(f"{visible(one.what)} is not what was released.")
                for problem in one.problems:
                    show.say(f"  {visible(problem)}")
            else:
                whole = f": all {counted(one.files, 'file')} as the list says, and no other" if one.files > 1 else ""
                show.say(f"{visible(one.what)} is as it was released{whole}.")
            if one.fingerprint:
                show.say(f"Its fingerprint: {one.fingerprint}")
        return status

    return errors.for_each_school((place,), work)[0]
