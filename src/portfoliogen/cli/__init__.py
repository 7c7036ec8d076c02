"""The command line: options in, exit status out, no decisions.

Nothing is imported here that `--version` does not need: a program that answers late seems broken.
"""

import gc
import sys


def main() -> None:
    """Run `portfoliogen` with the words of the command line, and end with its exit status."""
    if sys.argv[1:] in (["--version"], ["-V"]):
        from portfoliogen import __version__  # noqa: PLC0415 - see above

        print(f"portfoliogen {__version__}")  # noqa: T201 - click's echo is not loaded yet
        sys.exit(0)
    # Our values hold no cycles, and what a build reads stays: looking for cycles
    # as often as Python would takes a twentieth of a build.
    gc.set_threshold(400_000, 20, 50)
    from portfoliogen.cli.program import run  # noqa: PLC0415 - see above

    _end(run(sys.argv[1:]))


def _end(status: int) -> None:
    """End at once. Python would take every value apart first, a fifth of a build that has little to do."""
    import atexit  # noqa: PLC0415 - see above
    import os  # noqa: PLC0415
    import threading  # noqa: PLC0415

    if threading.active_count() > 1:
        sys.exit(status)
    try:
        atexit._run_exitfuncs()  # noqa: SLF001 - what sys.exit would do before all the rest
        sys.stdout.flush()
        sys.stderr.flush()
    except (OSError, ValueError):
        sys.exit(status)
    os._exit(status)
