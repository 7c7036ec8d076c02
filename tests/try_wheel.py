"""Install the wheel into an empty environment, far from the checkout, and build the sample school with it."""

from __future__ import annotations

import subprocess
import sys
import tempfile
import venv
from pathlib import Path


def main() -> int:
    """Exit status 0 where the sample builds from the wheel alone."""
    wheel = max(Path(sys.argv[1]).resolve().glob("portfoliogen-*.whl"), key=lambda one: one.stat().st_mtime)
    with tempfile.TemporaryDirectory() as name:
        place = Path(name)
        venv.create(place / "venv", with_pip=True)
        python = place / "venv" / ("Scripts" if sys.platform == "win32" else "bin") / "python"
        run = ["-m", "pip", "install", "--quiet", "--disable-pip-version-check", str(wheel)]
        subprocess.run([python, *run], check=True, cwd=place)
        find = "import portfoliogen, pathlib; print(pathlib.Path(portfoliogen.__file__).parent / 'sample-school')"
        sample = subprocess.run([python, "-c", find], check=True, cwd=place, capture_output=True, text=True)
        build = [python, "-m", "portfoliogen", "build", sample.stdout.strip(), "-o", str(place / "site")]
        subprocess.run(build, check=True, cwd=place)
        pages = list((place / "site" / "school").rglob("index.html"))
        sys.stdout.write(f"{wheel.name}: {len(pages)} pages from the sample school.\n")
        return 0 if len(pages) > 100 else 1


if __name__ == "__main__":
    sys.exit(main())
