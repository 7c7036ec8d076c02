"""The command line: options in, exit status out, no decisions.

Nothing is imported here that `--version` does not need: a program that answers late seems broken.
"""

import sys


def main() -> None:
    """Run `portfoliogen` with the words of the command line, and end with its exit status."""
    if sys.argv[1:] in (["--version"], ["-V"]):
        from portfoliogen import __version__  # noqa: PLC0415 - see above

        print(f"portfoliogen {__version__}")  # noqa: T201 - click's echo is not loaded yet
        sys.exit(0)
    from portfoliogen.cli.program import run  # noqa: PLC0415 - see above

    sys.exit(run(sys.argv[1:]))
