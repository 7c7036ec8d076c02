"""`portfoliogen completion`: what makes the Tab key complete commands and options."""

from __future__ import annotations

import click

from portfoliogen.cli import errors, show

_SHELLS = ("bash", "zsh", "fish", "powershell")
_HELP = """Print the lines that make the Tab key complete commands, options and folders in your shell.

\b
bash:        portfoliogen completion bash >> ~/.bashrc
zsh:         portfoliogen completion zsh >> ~/.zshrc
fish:        portfoliogen completion fish > ~/.config/fish/completions/portfoliogen.fish
PowerShell:  portfoliogen completion powershell >> $PROFILE

Then open a new terminal.
"""


@click.command("completion", help=_HELP)
@click.argument("shell", type=click.Choice(_SHELLS))
def command(shell: str) -> int:
    """Print the script."""
    from click.shell_completion import get_completion_class  # noqa: PLC0415 - --help needs none of it

    from portfoliogen.cli.program import program  # noqa: PLC0415 - it names this module

    kind = get_completion_class(shell) or get_completion_class("pwsh")
    if kind is None:
        raise click.UsageError(f"This click knows no completion for {shell}; pip install --upgrade click")
    script = kind(program, {}, "portfoliogen", "_PORTFOLIOGEN_COMPLETE")
    show.say(script.source())
    return errors.FINE
