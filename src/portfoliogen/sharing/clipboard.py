"""What this computer has for putting a text where the next “paste” finds it."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys

from portfoliogen.reports import SchoolError

_LONGEST_S = 10
_UNIX = (
    ("WAYLAND_DISPLAY", ("wl-copy",)),
    ("DISPLAY", ("xclip", "-selection", "clipboard")),
    ("DISPLAY", ("xsel", "--clipboard", "--input")),
    ("WSL_DISTRO_NAME", ("clip.exe",)),
)


def copy(text: str) -> None:
    """Put a text on the clipboard.

    Raises:
        SchoolError: This computer has none, or it did not take the text.
    """
    words = _program()
    if words is None:
        raise SchoolError(
            "This computer has no clipboard that portfoliogen can reach.",
            "Select the link with the mouse; on Linux, install wl-clipboard or xclip.",
        )
    encoding = "utf-16-le" if words[0].casefold().endswith("clip.exe") else "utf-8"
    try:
        # What such a program leaves running must not hold our own output open.
        subprocess.run(  # noqa: S603 - no shell, and every word is ours
            words,
            input=text.encode(encoding),
            check=True,
            timeout=_LONGEST_S,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
    except (OSError, subprocess.SubprocessError) as error:
        raise SchoolError("The clipboard did not take the link.", "Select it with the mouse, or try again.") from error


def _program() -> list[str] | None:
    if sys.platform == "win32":
        known: tuple[tuple[str, tuple[str, ...]], ...] = (("", ("clip.exe",)),)
    elif sys.platform == "darwin":
        known = (("", ("pbcopy",)),)
    else:
        known = _UNIX
    for variable, (name, *rest) in known:
        place = shutil.which(name) if not variable or os.environ.get(variable) else None
        if place:
            return [place, *rest]
    return None
