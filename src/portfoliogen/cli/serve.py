"""`portfoliogen serve`: look at the profiles in a browser while people write."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from portfoliogen.cli import errors, options, show
from portfoliogen.showing import visible

if TYPE_CHECKING:
    from datetime import datetime

    from portfoliogen.serve import Served

_HELP = """Look at the profiles in your browser. A page shows what you save as soon as you save it.

DIR is the school's folder; without it, the folder that you are in. Only this computer can see the pages,
and nothing is published. Stop with Ctrl-C.

\b
Examples:
  portfoliogen serve Oakfield --open
  portfoliogen serve Oakfield --audience public

What needs doing is at the address with /-/staff; a form for a new entry is at /-/new.
"""


@click.command("serve", help=_HELP)
@click.argument("folder", required=False, default=".", metavar="[DIR]", type=click.Path(path_type=Path))
@click.option(
    "--port",
    type=click.IntRange(1, 65535),
    metavar="NUMBER",
    help="The port to use, 8000 if none is named; if it is in use, the next free one.",
)
@click.option("--open", "open_browser", is_flag=True, help="Open the first page in your browser.")
@click.option(
    "--audience",
    default="school",
    metavar="A",
    show_default=True,
    help="As whom to look first: school, public, or another audience of the school.",
)
@options.TODAY
def command(folder: Path, port: int | None, audience: str, today: datetime | None, *, open_browser: bool) -> int:
    """Serve until stopped."""
    from portfoliogen.serve import serve  # noqa: PLC0415 - the web server comes with it
    from portfoliogen.serve.running import PortError  # noqa: PLC0415 - as above

    met: set[str] = set()

    def fault(error: Exception) -> None:
        # What goes wrong with one page goes wrong with all that are like it: once is enough.
        if repr(error) not in met:
            met.add(repr(error))
            errors.fault(error)

    def told(served: Served) -> None:
        if served.other_port:
            show.say(f"Another program uses that port, so this is {served.port}.")
        if served.looking:
            show.say("This folder is on a network: a save may take some seconds to show.")
        show.say(
            f"{visible(served.school_name)} is at {served.address}\n"
            f"What needs doing: {served.address}-/staff\nStop with Ctrl-C."
        )
        if open_browser:
            import webbrowser  # noqa: PLC0415 - seldom asked for

            webbrowser.open(served.address)

    def run(school: Path) -> int:
        try:
            serve(
                school,
                port=port,
                audience=audience,
                told=told,
                fault=fault,
                today=today.date() if today else date.today(),
            )
        except PortError as error:
            raise click.UsageError(f"{error} Choose another with --port.") from error
        show.say("Stopped.")
        return errors.FINE

    status, _ = errors.for_each_school((folder,), run)
    return status
