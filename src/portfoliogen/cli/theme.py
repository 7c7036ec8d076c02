"""`portfoliogen theme`: which themes there are, what one lets you choose, and single files to change."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from portfoliogen.cli import errors, show
from portfoliogen.text import nearest

if TYPE_CHECKING:
    from portfoliogen.theme_files import OptionSpec, ThemeFolder

_HELP = """See the themes, and take single files out of one to change them.

\b
Examples:
  portfoliogen theme list
  portfoliogen theme show primary
  portfoliogen theme eject entry.html --school Oakfield

A school chooses its theme in school.yml, with a line such as “theme: secondary”.
"""


@click.group("theme", help=_HELP)
def command() -> None:
    """Hold the three commands together."""


@command.command("list")
def list_themes() -> int:
    """List the themes that come with the program."""
    from portfoliogen.theme import theme_names, themes_folder  # noqa: PLC0415 - only this command needs it

    names = theme_names((themes_folder(),))
    width = max(map(len, names))
    for name in names:
        show.say(f"{name:{width}}  {_layers(name)[0].about}")
    show.say("\nTo use one, write “theme: NAME” into school.yml. To see its options: portfoliogen theme show NAME")
    return errors.FINE


@command.command("show")
@click.argument("name")
def show_theme(name: str) -> int:
    """Show a theme's options, colours and files."""
    layers = _layers(name)
    show.say(f"{name}: {layers[0].about}")
    if len(layers) > 1:
        show.say(f"Stands on: {', '.join(layer.name for layer in layers[1:])}")
    show.say("\nOptions, for “options:” in school.yml:")
    for spec, value in _options(layers):
        shown = {True: "yes", False: "no"}.get(value, value) if isinstance(value, bool) else value
        show.say(f"  {spec.name}: {shown}".ljust(24) + f"  {spec.wanted}")
    show.say("\nFiles of its own, for portfoliogen theme eject:")
    files = [f"templates/{one}" for one in layers[0].templates] + [f"assets/{one}" for one in layers[0].assets]
    for path in sorted(files):
        show.say(f"  {path}")
    if len(layers) > 1:
        show.say(f"and all those of {layers[1].name}: portfoliogen theme show {layers[1].name}")
    return errors.FINE


@command.command("eject")
@click.argument("file", metavar="FILE")
@click.option("--to", "to", type=click.Path(path_type=Path), metavar="DIR", help="Another folder than theme/.")
@click.option(
    "--school",
    "school",
    type=click.Path(path_type=Path),
    default=Path(),
    metavar="DIR",
    help="The school's folder; without it, the folder that you are in.",
)
@click.option("--theme", "name", default="", metavar="NAME", help="Another theme than the school's.")
def eject(file: str, to: Path | None, school: Path, name: str) -> int:
    """Copy one template or style sheet into the school's theme/ folder, to change it there.

    The copy says which version it came from, and the build tells you when the original has moved on. To change
    only a part of a page, a few lines are enough, and never grow old: see themes/README.md.
    """
    from portfoliogen.theme import load_theme  # noqa: PLC0415 - only this command needs it
    from portfoliogen.theme_copies import CopyError, copy_to, originals  # noqa: PLC0415 - as above

    chosen = name or _theme_of(school)
    theme, _ = load_theme(chosen, None, ())
    files = originals(theme, _layers(chosen))
    wanted = file.replace("\\", "/").removeprefix("theme/")
    found = next(
        (
            files[path]
            for path in (wanted, f"templates/{wanted}", f"templates/{wanted}.html", f"assets/{wanted}")
            if path in files
        ),
        None,
    )
    if found is None:
        short = {path.partition("/")[2]: path for path in files}
        near = nearest(wanted.rpartition("/")[2], short)
        show.complain(f"Error: The theme “{chosen}” has no file “{file}”.")
        choices = ", ".join(sorted(short))
        show.complain(f"Try: Did you mean “{near}”?" if near else f"Try: Choose one of: {choices}.")
        return errors.WRONG_USAGE
    try:
        place = copy_to(found, to if to is not None else school / "theme")
    except CopyError as error:
        show.complain(f"Error: {error.message}\nTry: {error.hint}")
        return errors.WRONG_USAGE
    show.say(f"Copied “{found.path}” of the theme “{found.theme}” to {place}")
    show.say("Change it there; the next build uses it.")
    return errors.FINE


def _theme_of(school: Path) -> str:
    """The theme that a school chose; base where there is no school."""
    from portfoliogen.read.school_files import read_school_files  # noqa: PLC0415 - only for this command
    from portfoliogen.reports import SchoolError  # noqa: PLC0415 - as above

    if not school.is_dir():
        raise SchoolError(f"There is no folder “{school}”.", "Check the spelling.")
    files, _ = read_school_files(school.resolve())
    pairs = files.settings.pairs if files.settings else ()
    names = (getattr(value, "text", "") for key, value in pairs if key.text.strip().lower() == "theme")
    return next(names, "") or "base"


def _layers(name: str) -> list[ThemeFolder]:
    """A theme's own layers, highest first.

    Raises:
        click.UsageError: There is no such theme.
    """
    from portfoliogen.theme import BASE, theme_names, themes_folder  # noqa: PLC0415 - only this command needs it
    from portfoliogen.theme_files import read_theme_folder  # noqa: PLC0415 - as above

    folder = themes_folder()
    names = theme_names((folder,))
    layers: list[ThemeFolder] = []
    wanted = name
    while wanted and wanted not in {one.name for one in layers}:
        if wanted not in names:
            near = nearest(wanted, names)
            hint = f"Did you mean “{near}”?" if near else f"There are: {', '.join(names)}."
            raise click.UsageError(f"There is no theme “{wanted}”. {hint}")
        layers.append(read_theme_folder(folder / wanted, wanted, f"themes/{wanted}"))
        wanted = layers[-1].extends or (BASE if layers[-1].name != BASE else "")
    return layers


def _options(layers: list[ThemeFolder]) -> list[tuple[OptionSpec, object]]:
    from portfoliogen.theme_options import choose_options  # noqa: PLC0415 - only this command needs it

    specs, values = choose_options(layers, (), {}, [])
    return [(spec, values[spec.name]) for spec in specs]
