"""The computer itself: Python, what is installed, what pictures and films can be made."""

from __future__ import annotations

import importlib
import platform
import shutil
import subprocess
import sys
from importlib import metadata
from typing import TYPE_CHECKING

from portfoliogen import __version__
from portfoliogen.doctor.findings import Finding, State
from portfoliogen.extras import to_install
from portfoliogen.patterns import pattern

if TYPE_CHECKING:
    from collections.abc import Iterator

_GROUP = "this computer"
_OLDEST = (3, 11)
_FOR = {
    "photos": "photos straight from iPhones (HEIC)",
    "video": "films and sound made to play everywhere",
    "pdf": "pictures of the first page of PDFs, and clean copies",
    "lock": "profiles that open with a passphrase",
    "serve": "the live preview",
    "sign": "signed statements",
    "publish": "publishing to the internet",
    "badges": "digital badges",
}
_NOT_FOR_USERS = frozenset({"dev", "all", "docs", "test"})
_REQUIREMENT = pattern(r"^([A-Za-z0-9._-]+)")
_EXTRA = pattern(r"extra\s*==\s*['\"]([\w-]+)['\"]")


def examine_environment() -> Iterator[Finding]:
    """Look at everything that does not depend on a school."""
    yield _python()
    yield from _packages()
    yield from _pictures()
    yield from _films()
    yield _git()
    yield _screen()


def _python() -> Finding:
    words = (
        f"Python {platform.python_version()} on {platform.system()} {platform.release()}, portfoliogen {__version__}"
    )
    if sys.version_info[:2] < _OLDEST:
        return Finding(
            _GROUP,
            "python",
            State.BROKEN,
            f"{words}: this Python is too old.",
            "Install Python 3.11 or later from https://www.python.org/downloads/",
        )
    return Finding(_GROUP, "python", State.FINE, words)


def _packages() -> Iterator[Finding]:
    """What portfoliogen stands on, and its extras."""
    needed, extras = _requirements()
    missing = [name for name in needed if not _version(name)]
    if missing:
        yield Finding(
            _GROUP,
            "packages",
            State.BROKEN,
            f"Missing: {', '.join(missing)}.",
            f"pip install {' '.join(missing)}",
        )
    else:
        told = ", ".join(f"{name} {_version(name)}" for name in sorted(needed, key=str.lower))
        yield Finding(_GROUP, "packages", State.FINE, f"All packages are here: {told}")
    for extra, names in sorted(extras.items()):
        what = _FOR.get(extra, extra)
        lacking = [name for name in names if not _version(name)]
        if lacking:
            yield Finding(
                _GROUP,
                f"extra-{extra}",
                State.NOTE,
                f"Not installed: {what} (needs {', '.join(lacking)}).",
                f"pip install {' '.join(lacking)}",
            )
        else:
            yield Finding(_GROUP, f"extra-{extra}", State.FINE, f"Installed: {what}")


def _requirements() -> tuple[list[str], dict[str, list[str]]]:
    needed: list[str] = []
    extras: dict[str, list[str]] = {}
    try:
        told = metadata.requires("portfoliogen") or []
    except metadata.PackageNotFoundError:
        return [], {}
    for line in told:
        name = _REQUIREMENT.match(line)
        extra = _EXTRA.search(line)
        if name is None or name[1].lower() == "portfoliogen" or "sys_platform" in line or "platform_system" in line:
            continue
        if extra is None:
            needed.append(name[1])
        elif extra[1] not in _NOT_FOR_USERS:
            extras.setdefault(extra[1], []).append(name[1])
    return needed, extras


def _version(name: str) -> str:
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return ""


def _pictures() -> Iterator[Finding]:
    try:
        features = importlib.import_module("PIL.features")
    except ImportError:
        return
    for feature, name in (("avif", "AVIF"), ("webp", "WebP")):
        if features.check(feature):
            yield Finding(_GROUP, feature, State.FINE, f"{name} pictures can be made")
        else:
            yield Finding(
                _GROUP,
                feature,
                State.NOTE,
                f"{name} pictures cannot be made; JPEG is used, which is larger.",
                "pip install --upgrade pillow",
            )
    heic = _can_import("pillow_heif")
    yield Finding(
        _GROUP,
        "heic",
        State.FINE if heic else State.NOTE,
        "HEIC photos can be read" if heic else "HEIC photos cannot be read; each is told when it is met.",
        "" if heic else to_install("photos"),
    )


def _films() -> Iterator[Finding]:
    try:
        codecs = importlib.import_module("av.codec")
    except ImportError:
        yield Finding(
            _GROUP,
            "h264",
            State.NOTE,
            "Films cannot be made ready; only those that play everywhere are "
            "published, without any data about where and when.",
            to_install("video"),
        )
        return
    except Exception as error:  # noqa: BLE001 - a damaged library may raise whatever it likes
        yield Finding(
            _GROUP,
            "h264",
            State.BROKEN,
            f"The film library cannot be loaded ({type(error).__name__}).",
            "pip install --force-reinstall av",
        )
        return
    able = any(_has_codec(codecs, name) for name in ("libx264", "h264_videotoolbox", "h264_mf", "libopenh264"))
    yield Finding(
        _GROUP,
        "h264",
        State.FINE if able else State.NOTE,
        "Films can be made into H.264, which plays everywhere" if able else "Films cannot be made into H.264 here.",
        "" if able else "pip install --upgrade av",
    )


def _has_codec(codecs: object, name: str) -> bool:
    try:
        codecs.Codec(name, "w")  # type: ignore[attr-defined]
    except Exception:  # noqa: BLE001 - an unknown codec, by whatever exception this version has for it
        return False
    return True


def _can_import(name: str) -> bool:
    try:
        importlib.import_module(name)
    except Exception:  # noqa: BLE001 - missing or damaged comes to the same
        return False
    return True


def _git() -> Finding:
    place = shutil.which("git")
    if place is None:
        return Finding(
            _GROUP,
            "git",
            State.NOTE,
            "git is not installed; only publishing to GitHub Pages needs it.",
            "Install it from https://git-scm.com",
        )
    try:
        told = subprocess.run([place, "--version"], capture_output=True, text=True, timeout=10, check=False)  # noqa: S603
    except (OSError, subprocess.SubprocessError):
        return Finding(_GROUP, "git", State.NOTE, "git is here but does not answer.", "Install it again.")
    return Finding(_GROUP, "git", State.FINE, told.stdout.strip() or "git")


def _screen() -> Finding:
    encoding = (sys.stdout.encoding or "").lower().replace("-", "")
    if encoding in {"utf8", "cp65001"}:
        return Finding(_GROUP, "screen", State.FINE, "Every script can be shown on this screen")
    return Finding(
        _GROUP,
        "screen",
        State.NOTE,
        f"This screen shows {encoding or 'few'} characters only; names in other "
        "scripts look like “?” here, and are right on the pages.",
        "Set PYTHONUTF8=1, or use another terminal.",
    )
