"""What earlier builds found out, kept so that the next one need not find it out again.

It lies in the user's own cache folder and never beside students' work, since it is read with pickle: only
what this user's own builds wrote may be trusted so far. A file that is damaged, half-written or from
another version of anything counts as absent: it costs time and never a wrong byte.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import pickle
import shutil
import sys
import tempfile
from functools import lru_cache
from pathlib import Path
from typing import Any

from portfoliogen import __version__

_DIGEST_BYTES = 32
_LIBRARIES = ("markdown_it", "mdit_py_plugins", "nh3", "jinja2", "babel", "yaml", "PIL", "mammoth", "latex2mathml")


def user_cache_folder() -> Path:
    """The folder for caches of this user; `PORTFOLIOGEN_CACHE` names another."""
    named = os.environ.get("PORTFOLIOGEN_CACHE")
    if named:
        return Path(named)
    if sys.platform == "win32":
        base = os.environ.get("LOCALAPPDATA") or str(Path.home() / "AppData" / "Local")
    elif sys.platform == "darwin":
        base = str(Path.home() / "Library" / "Caches")
    else:
        base = os.environ.get("XDG_CACHE_HOME") or str(Path.home() / ".cache")
    return Path(base) / "portfoliogen"


def cache_of(school_root: Path, output: Path) -> Path:
    """The cache of one school and one output; it carries no name of anybody."""
    word = f"{school_root.resolve()}\n{output.resolve()}"
    return user_cache_folder() / hashlib.sha256(word.encode(errors="surrogateescape")).hexdigest()[:24]


@lru_cache(maxsize=1)
def program_fingerprint() -> str:
    """The program, its libraries and its Python, as a digest: with another one, nothing kept is used.

    In a checkout the program's files count by size and time, so that a changed line is noticed.
    """
    parts = [__version__, sys.version]
    for file in sorted(_files(Path(__file__).parent)):
        with contextlib.suppress(OSError):
            status = file.stat()
            parts.append(f"{file.name} {status.st_size} {status.st_mtime_ns}")
    parts += [f"{name} {_library_stamp(name)}" for name in _LIBRARIES]
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()


def _files(folder: Path) -> list[Path]:
    found: list[Path] = []
    with contextlib.suppress(OSError), os.scandir(folder) as listing:
        for one in listing:
            if one.is_dir(follow_symlinks=False):
                if one.name not in {"__pycache__", "sample-school"}:
                    found += _files(Path(one.path))
            else:
                found.append(Path(one.path))
    return found


def _library_stamp(name: str) -> str:
    # Versions are read from metadata only by importing half of importlib; the folder's time says as much.
    for place in sys.path:
        with contextlib.suppress(OSError):
            return str(os.stat(os.path.join(place, name)).st_mtime_ns)
    return ""


def load(file: Path) -> Any:  # noqa: ANN401 - whatever was saved
    """What was saved, or None where nothing whole is there that this very program wrote."""
    try:
        data = file.read_bytes()
    except OSError:
        return None
    digest, payload = data[:_DIGEST_BYTES], data[_DIGEST_BYTES:]
    if hashlib.sha256(program_fingerprint().encode() + payload).digest() != digest:
        return None
    try:
        return pickle.loads(payload)  # noqa: S301 - written by this user's own build, whole by its digest
    except Exception:  # noqa: BLE001 - pickle raises whatever it meets; what cannot be read counts as absent
        return None


def save(file: Path, value: object) -> None:
    """Keep a value; a disk that does not take it costs only the time that it would have saved."""
    payload = pickle.dumps(value, protocol=pickle.HIGHEST_PROTOCOL)
    digest = hashlib.sha256(program_fingerprint().encode() + payload).digest()
    with contextlib.suppress(OSError):
        file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        descriptor, name = tempfile.mkstemp(dir=file.parent, prefix=".new-")
        try:
            with os.fdopen(descriptor, "wb") as opened:
                opened.write(digest + payload)
            os.replace(name, file)
        except OSError:
            with contextlib.suppress(OSError):
                os.unlink(name)
            raise


def clear(folder: Path) -> None:
    """Forget everything in a cache folder."""
    shutil.rmtree(folder, ignore_errors=True)


def size_bytes(folder: Path) -> int:
    """How much a cache folder holds."""
    return sum(file.stat().st_size for file in _files(folder) if file.exists())
