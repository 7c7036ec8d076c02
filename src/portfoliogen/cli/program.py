"""The commands by name, each loaded only when it is used, and the end of every one of them."""

from __future__ import annotations

import os
import sys
from importlib import import_module
from typing import TYPE_CHECKING

import click

from portfoliogen.cli import errors, show

if TYPE_CHECKING:
    from collections.abc import Sequence

COMMANDS = {
    "init": ("portfoliogen.cli.init", "Make a new school, with an example, templates and sheets to print."),
    "build": ("portfoliogen.cli.build", "Make the profiles: read the folders, write the websites."),
    "check": ("portfoliogen.cli.check", "Tell what to mend, without making anything."),
    "serve": ("portfoliogen.cli.serve", "Look at the profiles in your browser while people write."),
    "new": ("portfoliogen.cli.new", "Begin a new entry for a learner, with prompts."),
    "import": ("portfoliogen.cli.import_", "Take in work from Google, Word, Notion, Obsidian or a table."),
    "endorse": ("portfoliogen.cli.endorse", "Vouch for entries; see what waits; ask somebody outside."),
    "lock": ("portfoliogen.cli.lock", "Say who may open locked profiles, each with a passphrase."),
    "publish": ("portfoliogen.cli.publish", "Send a site to a folder, a share, a zip, GitHub Pages or a bucket."),
    "links": ("portfoliogen.cli.links", "Show the links to hand out, with QR codes and labels to print."),
    "export": ("portfoliogen.cli.export", "Give a learner who leaves all that is theirs, in one zip."),
    "verify": ("portfoliogen.cli.verify", "Say whether a bundle, receipt or site is what was released."),
    "forget": ("portfoliogen.cli.forget", "Take all traces of a learner away."),
    "report": ("portfoliogen.cli.report", "Show staff what opportunities each course gives."),
    "theme": ("portfoliogen.cli.theme", "See the themes; take a file out of one to change it."),
    "pdf": ("portfoliogen.cli.pdf", "Print each profile's first page as a PDF."),
    "cache": ("portfoliogen.cli.cache", "See what is kept to save time, and throw it away."),
    "doctor": ("portfoliogen.cli.doctor", "Look at this computer and say what is missing."),
    "completion": ("portfoliogen.cli.completion", "Let the Tab key complete commands, options and folders."),
}
"""Name of each command, the module whose `command` it is, and what it is for."""

_MEANT = {
    "preview": "serve",
    "open": "serve",
    "watch": "serve",
    "view": "serve",
    "make": "build",
    "generate": "build",
    "validate": "check",
    "test": "check",
    "start": "init",
    "create": "init",
    "add": "new",
    "print": "pdf",
    "delete": "forget",
    "remove": "forget",
    "share": "links",
    "deploy": "publish",
    "upload": "publish",
    "sign": "endorse",
    "password": "lock",
    "zip": "export",
}
"""Words that people try, and the command that does it."""

_HELP = """Turn a school's folders of evidence into a profile for each learner: small, private websites that
open on any phone.

\b
Three commands are enough for a term:
  portfoliogen init Oakfield      make the school's folder “Oakfield”, once
  portfoliogen check Oakfield     what to mend in the folder “Oakfield”
  portfoliogen build Oakfield     make the profiles, in Oakfield/_site

Your learners' own files are only read, never changed.
"""


class LazyGroup(click.Group):
    """Loads a command's module only when that command is used."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Names in the order of the table, which is the order of use."""
        del ctx
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Load a command."""
        del ctx
        if cmd_name not in COMMANDS:
            return None
        command = import_module(COMMANDS[cmd_name][0]).command
        return command if isinstance(command, click.Command) else None

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the command, or tell which one was probably meant."""
        if args and args[0] not in COMMANDS and not args[0].startswith("-"):
            from difflib import get_close_matches  # noqa: PLC0415 - only for a slip

            word = args[0].lower()
            near = [_MEANT[word]] if word in _MEANT else get_close_matches(word, COMMANDS, 1)
            meant = f" Did you mean “{near[0]}”? {COMMANDS[near[0]][1]}" if near else ""
            raise click.UsageError(f"There is no command “{args[0]}”.{meant}", ctx)
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List the commands without loading them."""
        del ctx
        with formatter.section("Commands"):
            formatter.write_dl([(name, words) for name, (_, words) in COMMANDS.items()])


@click.group(
    cls=LazyGroup,
    invoke_without_command=True,
    help=_HELP,
    epilog="For one command: portfoliogen build --help",
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@click.version_option(package_name="portfoliogen", message="portfoliogen %(version)s")
@click.pass_context
def program(ctx: click.Context) -> None:
    """Show the help where no command is named."""
    if ctx.invoked_subcommand is None:
        click.echo(ctx.get_help())


def run(arguments: Sequence[str]) -> int:
    """Run a command line.

    Returns:
        The exit status: 0 fine, 1 problems, 2 wrong usage or configuration, 3 a fault of the program, 130
        stopped by the user.
    """
    show.prepare_streams()
    try:
        status = program.main(list(arguments), prog_name="portfoliogen", standalone_mode=False)
        sys.stdout.flush()
    except click.ClickException as error:
        return errors.wrong_usage(error)
    except (KeyboardInterrupt, click.Abort):
        show.complain("Stopped. Nothing half-made was left behind.")
        return errors.STOPPED
    except BrokenPipeError:
        # Whoever read our words has gone, as with `| head`. Python would complain while it closes stdout.
        sys.stdout = open(os.devnull, "w", encoding="utf-8")  # noqa: PTH123, SIM115 - open until the very end
        return errors.PROBLEMS
    except Exception as error:  # noqa: BLE001 - whatever it is, nobody shall meet a traceback
        return errors.fault(error)
    return status if isinstance(status, int) else errors.FINE
