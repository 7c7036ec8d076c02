"""See that the programs are there that some tests drive: a Chromium, nginx, exiftool, Java.

What is there is used, else Debian's is installed where that is allowed. Without a browser the tests cannot run;
without one of the others its tests are passed over.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "microsoft-edge")
OTHERS = {"nginx": "nginx-light", "exiftool": "libimage-exiftool-perl", "java": "default-jre-headless"}
"""Other programs, and the packages of Debian that bring them."""
PATH = f"{os.environ.get('PATH', '')}{os.pathsep}/usr/sbin"


def find_browser() -> str | None:
    """The path of a browser that the tests can drive."""
    return next(filter(None, map(shutil.which, BROWSERS)), None)


def missing() -> list[str]:
    """Which of the other programs are not there."""
    return [name for name in OTHERS if shutil.which(name, path=PATH) is None]


def main() -> int:
    """Say which browser the tests use, or how to get one, and what else is missing."""
    packages = [] if find_browser() else ["chromium", "fonts-noto-core", "fonts-noto-cjk", "fonts-dejavu-core"]
    packages += [OTHERS[name] for name in missing()]
    if packages and hasattr(os, "geteuid") and os.geteuid() == 0 and shutil.which("apt-get"):
        subprocess.run(["apt-get", "update", "-qq"], check=False)
        subprocess.run(
            ["apt-get", "install", "-y", "-qq", "--no-install-recommends", *packages],
            check=False,
            env={**os.environ, "DEBIAN_FRONTEND": "noninteractive"},
            stdout=subprocess.DEVNULL,
        )
    browser = find_browser()
    if browser is None:
        sys.stderr.write("The browser tests need Chromium, Chrome or Edge. On Debian: sudo apt-get install chromium\n")
        return 1
    sys.stdout.write(f"Browser tests use {browser}\n")
    for name in missing():
        line = f"There is no {name}, so its tests are passed over. On Debian: sudo apt-get install {OTHERS[name]}\n"
        sys.stdout.write(line)
    return 0


if __name__ == "__main__":
    sys.exit(main())
