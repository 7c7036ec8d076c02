"""`portfoliogen lock`: who may open locked profiles."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from portfoliogen.cli import errors, options, show
from portfoliogen.showing import visible

if TYPE_CHECKING:
    from datetime import datetime

    from portfoliogen.locking.readers import Reader

_HELP = """Give a reader a passphrase for an audience that is locked, take one away, or see who has one.

An audience is locked by “locked: yes” under it in school.yml, or in a learner's file in “audiences”. Its profiles
are then encrypted, and open in the browser with a passphrase. DIR is the school's folder.

\b
Examples:
  portfoliogen lock Oakfield                 who has a passphrase
  portfoliogen lock Oakfield --audience employer --reader "Dr Price"
  portfoliogen lock Oakfield --audience engineering --learner Amara --reader "Admissions"
  portfoliogen lock Oakfield --withdraw "Dr Price"

Passphrases are kept in .portfoliogen/readers.csv in the school's folder, which students must not be able to read.
Build and publish again afterwards: a withdrawn passphrase opens nothing that is made from then on.
"""


@click.command("lock", help=_HELP)
@click.argument("folder", metavar="[DIR]", type=click.Path(path_type=Path), default=Path())
@click.option("--audience", default="", metavar="AUDIENCE", help="The locked audience, such as employer.")
@options.LEARNER
@click.option("--reader", default="", metavar="NAME", help="Make a passphrase for this reader, and print it.")
@click.option("--withdraw", default="", metavar="NAME", help="Take this reader's passphrase away.")
@click.option("--show", "reveal", is_flag=True, help="List the passphrases too, not only who has one.")
@options.TODAY
def command(
    folder: Path,
    audience: str,
    learner: str,
    reader: str,
    withdraw: str,
    today: datetime | None,
    *,
    reveal: bool,
) -> int:
    """Give, withdraw or list."""
    if reader and withdraw:
        raise click.UsageError("Give a passphrase or take one away, one at a time.")
    if reader and not audience:
        raise click.UsageError("Say for which audience: --audience NAME.")
    day = today.date() if today else date.today()

    def work(school: Path) -> int:
        from portfoliogen import passphrases  # noqa: PLC0415 - all stages come with it
        from portfoliogen.locking.readers import READERS_FILE, read_readers  # noqa: PLC0415 - as above

        if reader:
            made = passphrases.give_passphrase(school, audience, reader, learner=learner, today=day)
            show.say(
                f"{visible(made.name)} can open {_what(made)} with this passphrase, after the next build:\n\n"
                f"    {visible(made.passphrase)}\n\n"
                "Send it by another way than the link: say it on the phone, or write it on paper.\n"
                f"It is kept in {visible(str(school / READERS_FILE))}, where students must not read."
            )
        elif withdraw:
            gone = passphrases.withdraw_passphrase(school, audience, withdraw, learner=learner, today=day)
            show.say(
                f"{visible(gone.name)} cannot open {_what(gone)} any more, after the next build and publication.\n"
                "What they have seen or saved cannot be called back."
            )
        else:
            found = [one for one in read_readers(school) if audience in {"", one.audience}]
            for one in found:
                secret = f": {visible(one.passphrase)}" if reveal else ""
                show.say(f"{visible(one.name)} can open {_what(one)}{secret}")
            if not found:
                show.say("Nobody has a passphrase.")
        return errors.FINE

    return errors.for_each_school((folder,), work)[0]


def _what(reader: Reader) -> str:
    whose = f"the profile of {reader.learner}" if reader.learner else "the profiles"
    return visible(f"{whose} for “{reader.audience}”")
