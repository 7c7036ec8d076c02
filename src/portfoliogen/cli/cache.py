"""`portfoliogen cache`: what is kept between builds, and throwing it away."""

from __future__ import annotations

import json
from pathlib import Path

import click

from portfoliogen.cli import errors, show

_HELP = """See what is kept between builds to save time, and throw it away.

Nothing that anybody wrote is in there, and no build ever needs it: without it the next one takes longer, and
gives the same. What was not used for long, or takes too much room, is dropped by itself.

\b
Examples:
  portfoliogen cache info
  portfoliogen cache clear               for all schools
  portfoliogen cache clear Oakfield      for one, with its finished photos and films
"""
_OUTPUT = click.option(
    "-o", "--output", type=click.Path(path_type=Path), metavar="OUT", help="Where its websites are, if not in _site."
)


@click.group("cache", help=_HELP)
def command() -> None:
    """Hold the two commands together."""


@command.command("info")
@click.argument("folder", required=False, metavar="[DIR]", type=click.Path(path_type=Path))
@_OUTPUT
@click.option("--json", "as_json", is_flag=True, help="Print the result for other programs, as JSON.")
def info(folder: Path | None, output: Path | None, *, as_json: bool) -> int:
    """Say where it is and how much room it takes: for everybody, or for the school in DIR."""
    from portfoliogen import cache  # noqa: PLC0415 - --help needs none of it

    if folder is None:
        places = {"results": sum(one.size_bytes for one in cache.kept())}
        where = cache.user_cache_folder()
        fields: dict[str, object] = {"limit": cache.LIMIT_BYTES}
    else:
        where = cache.cache_of(folder, output or folder / "_site")
        places = {"results": cache.size_bytes(where), "media": cache.size_bytes(_media(folder, output))}
        fields = {}
    if as_json:
        show.say(json.dumps({"version": 1, "folder": str(where), **places, **fields}, indent=2))
        return errors.FINE
    words = {"results": "What builds found out", "media": "Finished photos, films and documents"}
    for name, size in places.items():
        show.say(f"{words[name]}: {size / 1e6:.1f} MB")
    show.say(f"Folder: {where}")
    return errors.FINE


@command.command("clear")
@click.argument("folder", required=False, metavar="[DIR]", type=click.Path(path_type=Path))
@_OUTPUT
def clear(folder: Path | None, output: Path | None) -> int:
    """Throw it away: all of it, or that of the school in DIR with its finished photos and films."""
    from portfoliogen import cache  # noqa: PLC0415 - --help needs none of it
    from portfoliogen.locks import is_locked  # noqa: PLC0415 - as above

    if folder is None:
        places = [one.folder for one in cache.kept()]
    else:
        if is_locked((output or folder / "_site") / ".portfoliogen" / "lock"):
            show.complain("Error: A build is at work there just now.\nTry: Wait until it has finished.")
            return errors.WRONG_USAGE
        places = [cache.cache_of(folder, output or folder / "_site"), _media(folder, output)]
    size = sum(map(cache.size_bytes, places))
    for place in places:
        cache.clear(place)
    show.say(f"{size / 1e6:.1f} MB thrown away. The next build takes longer, and gives the same.")
    return errors.FINE


def _media(folder: Path, output: Path | None) -> Path:
    return (output or folder / "_site") / ".portfoliogen" / "cache" / "media"
