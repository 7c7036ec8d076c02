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
import stat
import sys
from functools import lru_cache
from operator import attrgetter
from pathlib import Path
from typing import Any

from msgspec import Struct

from portfoliogen import __version__
from portfoliogen.patterns import pattern

LIMIT_BYTES = 4 << 30
"""What may be kept for all schools of a user together; a trust of 50 schools and 50,000 learners takes 1 to 2 GB."""
UNUSED_DAYS = 100
_DAY_S = 86_400
BESIDE_PROGRAM = Path(__file__).parent / "__pycache__"
"""Where Python keeps what it compiles of the program itself."""
_TEMPLATES = "templates"
_OURS = pattern("[0-9a-f]{24}")
_DIGEST_BYTES = 32
LIBRARIES = (
    "PIL",
    "av",
    "babel",
    "charset_normalizer",
    "cryptography",
    "filetype",
    "jinja2",
    "latex2mathml",
    "mammoth",
    "markdown_it",
    "markupsafe",
    "mdit_py_plugins",
    "msgspec",
    "nh3",
    "pillow_heif",
    "pypdfium2",
    "segno",
    "tinytag",
    "yaml",
)
"""All that pages and media depend on, those that may come later too: what was told missing is made then."""


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
    for file in sorted(_files(Path(__file__).parent), key=attrgetter("path")):
        with contextlib.suppress(OSError):
            status = file.stat()
            parts.append(f"{file.name} {status.st_size} {status.st_mtime_ns}")
    parts += [f"{name} {_library_stamp(name)}" for name in LIBRARIES]
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()


def _files(folder: Path | str) -> list[os.DirEntry[str]]:
    found: list[os.DirEntry[str]] = []
    with contextlib.suppress(OSError), os.scandir(folder) as listing:
        for one in listing:
            if one.is_dir(follow_symlinks=False):
                if one.name not in {"__pycache__", "sample-school"}:
                    found += _files(one.path)
            else:
                found.append(one)
    return found


def _library_stamp(name: str) -> str:
    # Versions are read from metadata only by importing half of importlib; the folder's time says as much.
    for place in sys.path:
        with contextlib.suppress(OSError):
            status = os.stat(os.path.join(place, name))
            # Beside a command lie others, and one of them may be called as the library that it belongs to.
            if stat.S_ISDIR(status.st_mode):
                return str(status.st_mtime_ns)
    return ""


def load(file: Path | str) -> Any:  # noqa: ANN401 - whatever was saved
    """What was saved, or None where nothing whole is there that this very program wrote."""
    try:
        with open(file, "rb") as opened:
            if not _is_own(os.fstat(opened.fileno())):
                return None
            data = opened.read()
    except OSError:
        return None
    digest, payload = data[:_DIGEST_BYTES], data[_DIGEST_BYTES:]
    if hashlib.sha256(program_fingerprint().encode() + payload).digest() != digest:
        return None
    try:
        return pickle.loads(payload)  # noqa: S301 - written by this user's own build, whole by its digest
    except Exception:  # noqa: BLE001 - pickle raises whatever it meets; what cannot be read counts as absent
        return None


def _is_own(status: os.stat_result) -> bool:
    # What another user left there could run anything: pickle does what it is told.
    return not hasattr(os, "getuid") or status.st_uid == os.getuid()


def save(file: Path, value: object) -> None:
    """Keep a value; a disk that does not take it costs only the time that it would have saved."""
    save_packed(file, pack(value))


def pack(value: object) -> bytes:
    """A value as it is kept, so that another process can keep it."""
    return pickle.dumps(value, protocol=pickle.HIGHEST_PROTOCOL)


def save_packed(file: Path, payload: bytes) -> None:
    """Keep a value that is packed already, as `save` does."""
    import tempfile  # noqa: PLC0415 - nothing new, nothing to save

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


def drop(file: Path) -> None:
    """Keep a value no longer."""
    with contextlib.suppress(OSError):
        file.unlink()


class Kept(Struct, frozen=True):
    """What is kept for one school and output, or for the templates of one version of the program."""

    folder: Path
    size_bytes: int
    used_s: float


def template_folder() -> Path:
    """Where compiled templates are kept, for this very program alone."""
    return user_cache_folder() / _TEMPLATES / program_fingerprint()[:24]


def beside_program() -> Path | None:
    """Where what is made of the program's own files is kept; None where nothing may be."""
    return BESIDE_PROGRAM if not sys.dont_write_bytecode and os.access(BESIDE_PROGRAM, os.W_OK) else None


def mark_used(folder: Path) -> None:
    """Note that something of a cache folder was of use, so that others are dropped before it."""
    with contextlib.suppress(OSError):
        os.utime(folder)


def kept() -> list[Kept]:
    """Everything that is kept for this user, what was used last at the end; no other files, whoever put them there."""
    top = user_cache_folder()
    found = []
    for folder in (*_folders(top), *_folders(top / _TEMPLATES)):
        if _OURS.fullmatch(folder.name):
            with contextlib.suppress(OSError):
                found.append(Kept(folder, size_bytes(folder), folder.stat().st_mtime))
    return sorted(found, key=lambda one: (one.used_s, str(one.folder)))


def trim(in_use: Path, now_s: float, limit_bytes: int = LIMIT_BYTES) -> None:
    """Drop what was not used for long, and the oldest of the rest until it is no more than a limit.

    It looks at most once a day.
    """
    top = user_cache_folder()
    stamp = top / ".trimmed"
    with contextlib.suppress(OSError):
        if now_s - stamp.stat().st_mtime < _DAY_S:
            return
    with contextlib.suppress(OSError):
        top.mkdir(parents=True, exist_ok=True, mode=0o700)
        stamp.touch()
    everything = kept()
    total = sum(one.size_bytes for one in everything)
    for one in everything:
        if one.folder != in_use and (total > limit_bytes or now_s - one.used_s > UNUSED_DAYS * _DAY_S):
            clear(one.folder)
            total -= one.size_bytes


def clear(folder: Path) -> None:
    """Forget everything in a cache folder."""
    shutil.rmtree(folder, ignore_errors=True)


def _folders(folder: Path) -> list[Path]:
    try:
        with os.scandir(folder) as listing:
            return [Path(one.path) for one in listing if one.is_dir(follow_symlinks=False)]
    except OSError:
        return []


def size_bytes(folder: Path) -> int:
    """How much a folder holds; nothing where it is not there."""
    total = 0
    for file in _files(folder):
        with contextlib.suppress(OSError):
            total += file.stat().st_size
    return total
