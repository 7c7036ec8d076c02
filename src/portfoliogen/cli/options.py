"""Options that several commands share."""

from __future__ import annotations

from pathlib import Path

import click


def _schools(ctx: click.Context, parameter: click.Parameter, folders: tuple[Path, ...]) -> tuple[Path, ...]:
    """Take each folder once, a trust's schools in its place, and the current one where none is named."""
    del ctx, parameter
    found: dict[Path, None] = {}
    for folder in folders or (Path(),):
        found.update(dict.fromkeys(_schools_of(folder)))
    return tuple(found)


def _schools_of(folder: Path) -> tuple[Path, ...]:
    if folder.suffix.casefold() not in {".yml", ".yaml"} and not (folder / "trust.yml").is_file():
        return (folder,)
    from portfoliogen.reports import SchoolError  # noqa: PLC0415 - for a trust only
    from portfoliogen.trust import schools_of, trust_file  # noqa: PLC0415 - as above

    file = trust_file(folder)
    try:
        return (folder,) if file is None else schools_of(file)
    except SchoolError as error:
        raise click.UsageError(f"{error.message} {error.hint}") from error


SCHOOLS = click.argument("folders", nargs=-1, metavar="[DIR]...", type=click.Path(path_type=Path), callback=_schools)
LEARNER = click.option("--learner", default="", metavar="NAME", help="Only this learner, by name or folder.")
TODAY = click.option(
    "--today", type=click.DateTime(["%Y-%m-%d"]), hidden=True, help="Build as on another day; for tests."
)
