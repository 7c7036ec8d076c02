"""What lies in folders at a moment, and what changed between two moments."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TypeAlias

from portfoliogen.litter import is_litter

Snapshot: TypeAlias = Mapping[str, tuple[int, int, int]]
"""Size, time and number of every file by its path."""

_NOT_LOOKED_INTO = frozenset({"_site", "__pycache__"})
_VIM_PROBE = "4913"


def is_passing(name: str) -> bool:
    """Whether a name is of the kind that editors and syncing programs make for a moment, or hide."""
    return is_litter(name) or name in _NOT_LOOKED_INTO or name == _VIM_PROBE


def is_of_interest(path: Path, folders: tuple[Path, ...]) -> bool:
    """Whether a path may be somebody's work or the school's settings, and not the output or a passing file."""
    for folder in folders:
        if path.is_relative_to(folder):
            return not any(map(is_passing, path.relative_to(folder).parts))
    return False


def snapshot(folders: Iterable[Path]) -> dict[str, tuple[int, int, int]]:
    """Size, time and number of every file below folders that a person may have saved, by path."""
    found: dict[str, tuple[int, int, int]] = {}
    todo = [str(folder) for folder in folders]
    while todo:
        for one in list_of(todo.pop()):
            if is_looked_into(one):
                todo.append(one.path)
            elif not is_passing(one.name):
                try:
                    status = one.stat(follow_symlinks=False)
                except OSError:
                    continue
                found[one.path] = (status.st_size, status.st_mtime_ns, status.st_ino)
    return found


def changes(before: Snapshot, now: Snapshot) -> set[Path]:
    """Files that came, went or were saved between two looks."""
    came_or_went = before.keys() ^ now.keys()
    saved = {path for path in before.keys() & now.keys() if before[path] != now[path]}
    return {Path(path) for path in came_or_went | saved}


def list_of(folder: str | Path) -> list[os.DirEntry[str]]:
    """What is in a folder; nothing where it cannot be looked into."""
    try:
        with os.scandir(folder) as listing:
            return list(listing)
    except OSError:
        return []


def is_looked_into(one: os.DirEntry[str]) -> bool:
    """Whether this is a folder in which somebody's work may be."""
    try:
        is_folder = one.is_dir(follow_symlinks=False)
    except OSError:
        return False
    return is_folder and not is_passing(one.name)
