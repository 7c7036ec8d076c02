"""Finished pages to PDF, with a browser that this computer has: tagged, with bookmarks, and nothing loaded."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from msgspec import Struct

TIMEOUT_S = 90
NAMES = (
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "chrome",
    "microsoft-edge",
    "microsoft-edge-stable",
    "msedge",
    "brave-browser",
)
_MAC = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
)
_WINDOWS = (
    r"Microsoft\Edge\Application\msedge.exe",
    r"Google\Chrome\Application\chrome.exe",
    r"Chromium\Application\chrome.exe",
)


class PrintError(Exception):
    """A page that could not be printed: what is wrong, and what to do."""

    def __init__(self, message: str, hint: str) -> None:
        super().__init__(message)
        self.message, self.hint = message, hint


class Browser(Struct, frozen=True):
    """A browser that prints without a window."""

    path: str

    def print(self, page: Path, output: Path) -> None:
        """Print one page of a finished site.

        The browser's own settings are left alone: it gets an empty folder for them, and no network.

        Raises:
            PrintError: The browser made no PDF.
        """
        output.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix="portfoliogen-print-", ignore_cleanup_errors=True) as settings:
            made = Path(settings) / "page.pdf"
            command = [
                self.path,
                "--headless",
                "--disable-gpu",
                "--no-first-run",
                "--no-default-browser-check",
                "--disable-extensions",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--host-resolver-rules=MAP * ~NOTFOUND",
                f"--user-data-dir={settings}",
                "--no-pdf-header-footer",
                "--export-tagged-pdf",
                "--generate-pdf-document-outline",
                "--virtual-time-budget=5000",
                f"--print-to-pdf={made}",
                page.resolve().as_uri(),
            ]
            if _is_root():
                # Chromium has no sandbox for root, as in a container; the page is our own and runs no one's script.
                command.insert(1, "--no-sandbox")
            try:
                done = subprocess.run(  # noqa: S603 - a browser found by name, and our own page
                    command, capture_output=True, timeout=TIMEOUT_S, check=False, stdin=subprocess.DEVNULL
                )
            except (OSError, subprocess.TimeoutExpired) as error:
                raise PrintError(
                    f"The browser “{self.path}” did not answer.",
                    "Try once more, or name another browser in the variable PORTFOLIOGEN_BROWSER.",
                ) from error
            if not made.is_file() or made.read_bytes()[:5] != b"%PDF-":
                last = done.stderr.decode("utf-8", "replace").strip().splitlines()[-1:] or ["it said nothing"]
                raise PrintError(
                    f"The browser “{self.path}” made no PDF: {last[0]}",
                    "Open the page in a browser, and choose Print and “Save as PDF”.",
                )
            # Aside first, so that a PDF that somebody has open is never left half-written.
            aside = output.with_name(f".{output.name}.part")
            try:
                shutil.copyfile(made, aside)
                os.replace(aside, output)  # noqa: PTH105 - the same call on every system
            except OSError as error:
                aside.unlink(missing_ok=True)
                raise PrintError(
                    f"“{output}” could not be written: {error.strerror}.",
                    "Close it where it is open, or choose another folder with -o.",
                ) from error


def find_browser() -> Browser:
    """Find a browser that prints: the one in PORTFOLIOGEN_BROWSER, else Chromium, Chrome or Edge.

    Raises:
        PrintError: There is none.
    """
    named = os.environ.get("PORTFOLIOGEN_BROWSER", "")
    found = shutil.which(named) if named else next(filter(None, map(shutil.which, NAMES)), None)
    if found is None and not named:
        found = next((path for path in _usual_places() if Path(path).is_file()), None)
    if found is None:
        what = f"There is no browser “{named}”." if named else "No browser that can print was found here."
        raise PrintError(
            what,
            "Install Chromium, Chrome or Edge. Or open a profile in any browser, and choose Print and “Save as PDF”.",
        )
    return Browser(found)


def _usual_places() -> tuple[str, ...]:
    if sys.platform == "darwin":
        return _MAC
    if sys.platform == "win32":
        roots = [os.environ.get(one, "") for one in ("PROGRAMFILES", "PROGRAMFILES(X86)", "LOCALAPPDATA")]
        return tuple(str(Path(root) / path) for root in roots if root for path in _WINDOWS)
    return ()


def _is_root() -> bool:
    return hasattr(os, "geteuid") and os.geteuid() == 0
