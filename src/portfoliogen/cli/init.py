"""`portfoliogen init`: a new school, ready to build."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from portfoliogen.cli import errors, options, show

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from portfoliogen.starting import Started

_SETTINGS = ("primary", "secondary", "college", "send", "higher", "work", "single")
_LANGUAGES = {"english": "en", "saesneg": "en", "cymraeg": "cy", "welsh": "cy"}
_HELP = """Make a new school: a folder with settings, one example learner, templates for entries in Markdown and
Word, and sheets to print for teachers and students.

\b
Examples:
  portfoliogen init Oakfield --setting primary
  portfoliogen init Oakfield --language cy
  portfoliogen init Sample --sample

Without DIR it asks. What is there already is never overwritten.
"""


@click.command("init", help=_HELP)
@click.argument("folder", required=False, metavar="[DIR]", type=click.Path(path_type=Path))
@click.option("--setting", type=click.Choice(_SETTINGS), default=None, help="What kind of place it is for.")
@click.option("--name", default="", metavar="NAME", help="The school's name; without it, the folder's.")
@click.option("--language", type=click.Choice(["en", "cy"]), default=None, help="en English, cy Welsh.")
@click.option("--sample", is_flag=True, help="Copy the large sample school instead.")
@options.TODAY
def command(
    folder: Path | None,
    setting: str | None,
    name: str,
    language: str | None,
    today: datetime | None,
    *,
    sample: bool,
) -> int:
    """Make a school and say what to do next."""
    from portfoliogen.starting import PlaceError, Wish, copy_sample, start_school  # noqa: PLC0415 - --help needs none

    if folder is None:
        if not (show.is_watched(sys.stdout) and sys.stdin.isatty()):
            raise click.UsageError("Name the new folder, as in: portfoliogen init Oakfield")
        folder, setting, language = _ask(setting, language, sample=sample)
    try:
        if sample:
            started = copy_sample(folder)
            if setting or language or name:
                show.say("The sample is one school for all ages; the other options change nothing in it.")
        else:
            wish = Wish(setting or "secondary", language or "en", name)
            started = start_school(folder, wish, today.date() if today else date.today())
    except PlaceError as error:
        show.complain(f"Error: {error.message}\nTry: {error.hint}")
        return errors.WRONG_USAGE
    _tell(started)
    return errors.FINE


def _ask(setting: str | None, language: str | None, *, sample: bool) -> tuple[Path, str | None, str | None]:
    """Ask for what was not said; every question has an answer ready."""
    from portfoliogen.starting import SETTINGS  # noqa: PLC0415 - see above

    show.say("A new school. Press Enter to take what stands in brackets.\n")
    folder = Path(click.prompt("What shall its folder be called?", default="My school"))
    if sample:
        return folder, setting, language
    if setting is None:
        show.say("\nWhat is it for?")
        for number, one in enumerate(SETTINGS.values(), 1):
            show.say(f"  {number}  {one.what}")
        numbers = {str(number): one for number, one in enumerate(SETTINGS, 1)}
        setting = click.prompt("Number", default="2", value_proc=_one_of(numbers, f"a number from 1 to {len(numbers)}"))
    if language is None:
        language = click.prompt(
            "\nLanguage: en (English) or cy (Cymraeg)", default="en", value_proc=_one_of(_LANGUAGES, "en or cy")
        )
    return folder, setting, language


def _one_of(answers: dict[str, str], wanted: str) -> Callable[[str], str]:
    """Understand an answer by what it may be called, or by what it means; anything else is asked again."""

    def understood(answer: str) -> str:
        said = answer.strip().casefold()
        if said in answers.values():
            return said
        if said not in answers:
            raise click.UsageError(f"Write {wanted}.")
        return answers[said]

    return understood


def _tell(started: Started) -> None:
    from portfoliogen.showing import counted, typed, visible  # noqa: PLC0415 - see above

    folder = typed(started.folder)
    show.say(f"Made {counted(len(started.written), 'file')} in {visible(str(started.folder))}.")
    for path in started.kept:
        show.say(f"Left as it was: {visible(path)}")
    if started.theme != started.theme_wanted:
        show.say(f"The theme “{started.theme_wanted}” is not installed, so “{started.theme}” is used.")
    show.say(f"\nNext:\n  portfoliogen build {folder}    makes the profiles; then open the page that it names")
    if not started.learner:
        show.say(f"  portfoliogen check {folder}    one learner in it, Bertie, makes every mistake on purpose")
        show.say(f"  to read: {visible(str(started.folder / 'README.md'))} says who is in it")
    else:
        show.say(f'  portfoliogen new --in {folder} {typed(started.learner)} "My first entry"')
    for path in started.sheets:
        show.say(f"  to print: {visible(str(started.folder / path))}")
