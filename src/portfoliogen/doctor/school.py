"""A school's folders: can they be reached, do they change by themselves, is there room; and what was built."""

from __future__ import annotations

import json
import os
import shutil
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

from portfoliogen.diagnostics import Severity
from portfoliogen.doctor.findings import Finding, State
from portfoliogen.opening import open_school
from portfoliogen.reports import SchoolError
from portfoliogen.routine import Notes
from portfoliogen.serve.disks import is_on_network

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from portfoliogen.opening import OpenSchool

_SCHOOL, _OUTPUT = "the school", "the websites"
_SYNCED = ("onedrive", "google drive", "googledrive", "my drive", "dropbox", "icloud", "nextcloud", "cloudstorage")
_LONG_PATH, _ROOM_BYTES, _SLOW_S = 240, 1024**3, 3.0
_PLACEHOLDERS = frozenset({"PG107", "PG108"})


def examine_school(folder: Path) -> Iterator[Finding]:
    """Look at one school, and at what was built of it."""
    begun = time.monotonic()
    try:
        opened = open_school(folder, folder / "_site")
    except SchoolError as error:
        yield Finding(_SCHOOL, "reachable", State.BROKEN, error.message, error.hint)
        return
    except OSError as error:
        yield Finding(
            _SCHOOL,
            "reachable",
            State.BROKEN,
            f"“{folder}” cannot be read: {error.strerror}.",
            "Check that the drive is connected and that you may open it.",
        )
        return
    took_s = time.monotonic() - begun
    yield _settings(opened)
    yield _reachable(opened, took_s)
    yield _polling(folder, opened)
    yield _placeholders(opened)
    yield _long_paths(opened)
    yield _room(folder)
    yield from _output(folder, opened)


def _settings(opened: OpenSchool) -> Finding:
    wrong = [
        one for one in opened.diagnostics if one.severity == Severity.ERROR and one.code.startswith(("PG8", "PG3"))
    ]
    if wrong:
        return Finding(
            _SCHOOL,
            "settings",
            State.BROKEN,
            f"{opened.school.name}: {wrong[0].at.path}: {wrong[0].message}",
            wrong[0].hint,
        )
    told = (
        "settings can be read"
        if (Path(opened.school.root) / "school.yml").exists()
        else "no school.yml; every default applies"
    )
    return Finding(_SCHOOL, "settings", State.FINE, f"{opened.school.name}: {told}")


def _reachable(opened: OpenSchool, took_s: float) -> Finding:
    root = opened.learners_root
    if not opened.jobs:
        return Finding(
            _SCHOOL,
            "reachable",
            State.NOTE,
            f"No learner's folder was found in “{root}”.",
            'portfoliogen new "Ben Li" "My first entry" --begin',
        )
    if took_s > _SLOW_S:
        return Finding(
            _SCHOOL,
            "reachable",
            State.NOTE,
            f"“{root}” can be read, slowly ({took_s:.0f} seconds to list).",
            "A wired connection, or a copy on this computer, makes builds faster.",
        )
    return Finding(_SCHOOL, "reachable", State.FINE, f"The learners' folders can be read: {root}")


def _polling(folder: Path, opened: OpenSchool) -> Finding:
    if any(map(is_on_network, (folder.resolve(), opened.learners_root))):
        return Finding(
            _SCHOOL,
            "polling",
            State.NOTE,
            "The folders are on a network, so saves are found by looking every few seconds.",
            "Nothing needs doing; “serve” and “check --watch” do so by themselves.",
        )
    return Finding(_SCHOOL, "polling", State.FINE, "Saves are noticed at once")


def _placeholders(opened: OpenSchool) -> Finding:
    found = [one for one in opened.diagnostics if one.code in _PLACEHOLDERS]
    if found:
        return Finding(
            _SCHOOL,
            "placeholders",
            State.NOTE,
            f"Some files are only in the cloud, as “{found[0].at.path}”.",
            found[0].hint,
        )
    return Finding(_SCHOOL, "placeholders", State.FINE, "Every file is on this computer, or comes when it is opened")


def _long_paths(opened: OpenSchool) -> Finding:
    paths = [os.path.join(one.root, one.path) for job in opened.jobs for one in job.files]
    longest = max(paths, key=len, default="")
    if len(longest) > _LONG_PATH:
        state = State.NOTE
        where = "Windows may not open it." if sys.platform != "win32" else "Windows may refuse it."
        return Finding(
            _SCHOOL,
            "long-paths",
            state,
            f"A path is {len(longest)} characters long. {where}",
            f"Give shorter names to the folders of “{Path(longest).name}”.",
        )
    return Finding(_SCHOOL, "long-paths", State.FINE, "No path is too long for Windows")


def _room(folder: Path) -> Finding:
    usage = shutil.disk_usage(folder)
    free = f"{usage.free / 1024**3:.1f} GB free"
    if usage.free < _ROOM_BYTES // 10:
        return Finding(
            _SCHOOL, "room", State.BROKEN, f"The disk is nearly full ({free}).", "Make room, then build again."
        )
    if usage.free < _ROOM_BYTES:
        return Finding(
            _SCHOOL, "room", State.NOTE, f"The disk has little room ({free}).", "Make room before a large build."
        )
    return Finding(_SCHOOL, "room", State.FINE, f"The disk has room ({free})")


def _output(folder: Path, opened: OpenSchool) -> Iterator[Finding]:
    output = folder / "_site"
    if not output.exists():
        yield Finding(_OUTPUT, "there", State.NOTE, "Nothing has been built into _site yet.", "portfoliogen build")
        return
    if not (output / ".portfoliogen").is_dir():
        # An empty folder is fine for a build; anything else belongs to somebody.
        if any(not one.name.startswith(".") for one in output.iterdir()):
            yield Finding(
                _OUTPUT,
                "ours",
                State.BROKEN,
                f"“{output}” was not made by portfoliogen.",
                "Move it away, or build elsewhere: portfoliogen build -o OTHER",
            )
        else:
            yield Finding(_OUTPUT, "there", State.NOTE, "Nothing has been built into _site yet.", "portfoliogen build")
        return
    if not os.access(output, os.W_OK):
        yield Finding(
            _OUTPUT,
            "writable",
            State.BROKEN,
            f"You may not write to “{output}”.",
            "Ask whoever looks after this computer, or build elsewhere with -o.",
        )
    else:
        yield Finding(_OUTPUT, "ours", State.FINE, f"Made by portfoliogen: {output}")
    if any((output / ".portfoliogen" / "staging").glob("*")):
        yield Finding(
            _OUTPUT,
            "stopped",
            State.NOTE,
            "A build is at work, or was stopped before its end.",
            "What is published is whole. The next build tidies up: portfoliogen build",
        )
    yield _stale(folder, opened)
    yield from _sites(output)
    if any(word in str(output.resolve()).lower() for word in _SYNCED):
        yield Finding(
            _OUTPUT,
            "synced",
            State.NOTE,
            "The websites lie in a folder that is synced to a cloud.",
            "Builds are faster elsewhere: portfoliogen build -o FOLDER",
        )


def _stale(folder: Path, opened: OpenSchool) -> Finding:
    notes = Notes(folder)
    for job in opened.jobs:
        notes.files += [(one.shown, one.modified_ns, os.path.join(one.root, one.path)) for one in job.files]
    changes = notes.changes()
    since = f"{changes.since:%Y-%m-%d %H:%M}" if changes.since else ""
    if changes.changed or changes.emptied:
        first = (*changes.changed, *changes.emptied)[0]
        return Finding(
            _OUTPUT,
            "stale",
            State.NOTE,
            f"Something was saved since the last build ({since}), as “{first}”.",
            "portfoliogen build",
        )
    return Finding(_OUTPUT, "stale", State.FINE, f"Up to date with the folders (built {since})")


def _sites(output: Path) -> Iterator[Finding]:
    """Whose each site is, as its site.json says."""
    files: Sequence[Path] = sorted(output.glob("*/site.json"))
    for file in files:
        try:
            told = json.loads(file.read_text("utf-8"))
            whom = str(told.get("for", "")) if isinstance(told, dict) else ""
        except (OSError, ValueError):
            yield Finding(
                _OUTPUT, f"site-{file.parent.name}", State.NOTE, f"“{file}” cannot be read.", "portfoliogen build"
            )
            continue
        yield Finding(_OUTPUT, f"site-{file.parent.name}", State.FINE, f"{file.parent.name}: for {whom}")
