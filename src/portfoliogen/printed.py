"""The PDFs that were printed into an output, so that none of them outlives the profile that it shows."""

from __future__ import annotations

import contextlib
import json
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

FOLDER = "pdf"
_LIST = ".portfoliogen/printed.json"


def pdf_name(profile_folder: str) -> str:
    """A file name that says no more than the profile's own address."""
    return f"{profile_folder.replace('/', '-')}.pdf"


def printed(output: Path) -> dict[str, tuple[str, str]]:
    """What was printed into an output: file name → site and folder of its profile."""
    try:
        listed = json.loads((output / _LIST).read_text("utf-8"))
        return {str(name): (str(site), str(folder)) for name, (site, folder) in listed.items()}
    except (OSError, ValueError, TypeError, AttributeError):
        return {}


def note_printed(output: Path, address: tuple[str, str]) -> None:
    """Write down that a profile was printed."""
    _keep(output, {**printed(output), pdf_name(address[1]): address})


def drop_printed(output: Path, is_stale: Callable[[tuple[str, str]], bool]) -> None:
    """Remove the PDFs of profiles that have changed or are gone; other people's files in the folder stay."""
    listed = printed(output)
    stale = {name for name, address in listed.items() if is_stale(address)}
    for name in stale:
        with contextlib.suppress(OSError):
            (output / FOLDER / name).unlink(missing_ok=True)
    if stale:
        _keep(output, {name: address for name, address in listed.items() if name not in stale})


def _keep(output: Path, listed: dict[str, tuple[str, str]]) -> None:
    file = output / _LIST
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(json.dumps(listed, indent=1, sort_keys=True) + "\n", "utf-8")
