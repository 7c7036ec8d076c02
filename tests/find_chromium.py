"""See that there is a Chromium for the browser tests, and an nginx for those of servers.

What is there is used, else Debian's is installed where that is allowed. Without nginx its tests are passed over.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "microsoft-edge")


def find() -> str | None:
    """The path of a browser that the tests can drive."""
    return next(filter(None, map(shutil.which, NAMES)), None)


def has_nginx() -> bool:
    """Whether there is a web server to put sites on."""
    return shutil.which("nginx", path=f"{os.environ.get('PATH', '')}{os.pathsep}/usr/sbin") is not None


def main() -> int:
    """Say which browser the tests use, or how to get one."""
    browser = find()
    packages = [] if browser else ["chromium", "fonts-noto-core", "fonts-noto-cjk", "fonts-dejavu-core"]
    packages += [] if has_nginx() else ["nginx-light"]
    if packages and hasattr(os, "geteuid") and os.geteuid() == 0 and shutil.which("apt-get"):
        subprocess.run(["apt-get", "update", "-qq"], check=False)
        subprocess.run(
            ["apt-get", "install", "-y", "-qq", "--no-install-recommends", *packages],
            check=False,
            env={**os.environ, "DEBIAN_FRONTEND": "noninteractive"},
            stdout=subprocess.DEVNULL,
        )
        browser = find()
    if browser is None:
        sys.stderr.write("The browser tests need Chromium, Chrome or Edge. On Debian: sudo apt-get install chromium\n")
        return 1
    sys.stdout.write(f"Browser tests use {browser}\n")
    if not has_nginx():
        sys.stdout.write(
            "There is no nginx, so its tests are passed over. On Debian: sudo apt-get install nginx-light\n"
        )
    return 0


if __name__ == "__main__":
    sys.exit(main())
