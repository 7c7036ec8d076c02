"""`portfoliogen doctor`: what is here, what is missing, what to do."""

from __future__ import annotations

import json
from pathlib import Path

import click

from portfoliogen.cli import errors, show

_HELP = """Look at this computer, a school's folders and what was built of them; say what is missing, and what to type.

\b
Examples:
  portfoliogen doctor Oakfield
  portfoliogen doctor --json          to send to somebody who helps

The exit status is 1 only if something is in the way of work.
"""
_SIGNS = {"fine": "ok  ", "note": "note", "broken": "STOP"}


@click.command("doctor", help=_HELP)
@click.argument("folder", required=False, default=Path(), metavar="[DIR]", type=click.Path(path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="Print the result for other programs, as JSON.")
def command(folder: Path, *, as_json: bool) -> int:
    """Examine, and print what was found."""
    from portfoliogen import __version__  # noqa: PLC0415 - --help needs none of it
    from portfoliogen.doctor import State, examine  # noqa: PLC0415 - as above
    from portfoliogen.showing import visible  # noqa: PLC0415 - as above

    found = examine(folder)
    broken = any(one.state is State.BROKEN for one in found)
    if as_json:
        fields = [
            {"group": one.group, "key": one.key, "state": str(one.state), "message": one.message, "hint": one.hint}
            for one in found
        ]
        show.say(
            json.dumps(
                {"version": 1, "portfoliogen": __version__, "fine": not broken, "findings": fields},
                ensure_ascii=False,
                indent=1,
            )
        )
    else:
        group = ""
        for one in found:
            if one.group != group:
                group = one.group
                show.say(f"{group.capitalize()}:")
            show.say(f"  {_SIGNS[one.state]}  {visible(one.message)}")
            if one.hint:
                show.say(f"        Try: {visible(one.hint)}")
    return errors.PROBLEMS if broken else errors.FINE
