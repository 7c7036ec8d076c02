"""Google's Takeout: what its .json files say of classwork and photos, as fields of entries.

The shape of these files is Google's own and changes; whatever has a title and a day is understood, wherever
it stands. Names and addresses of other people in them are never copied.
"""

from __future__ import annotations

import datetime as dt
import json
import re
from typing import TYPE_CHECKING, Any

from msgspec import Struct

from portfoliogen.new_files import safe_name
from portfoliogen.patterns import pattern
from portfoliogen.starting.templates import quoted
from portfoliogen.text import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from portfoliogen.importing.items import Item

_OUTER = frozenset(
    {
        "takeout",
        "classroom",
        "classes",
        "drive",
        "my drive",
        "google photos",
        "google fotos",
        "assignments",
        "posts",
        "class posts",
        "announcements",
        "coursework",
        "submissions",
    }
)
_SIDE = pattern(r"(?:\.s[a-z-]*)?(?:\(\d+\))?\.json$", re.IGNORECASE)
_MAX_DEPTH = 30
_MAX_JSON_BYTES = 64 * 1024**2


class Task(Struct, frozen=True):
    """A piece of classwork, as Classroom describes it."""

    title: str
    day: str = ""
    words: str = ""


class Photo(Struct, frozen=True):
    """What Google Photos says of a picture or film: the beginning of its name, the day, its description."""

    folder: str
    name: str
    day: str = ""
    words: str = ""


def inner_path(path: str) -> str:
    """A path without the folders that Takeout puts around everybody's files."""
    parts = path.split("/")
    kept = [part for part in parts[:-1] if fold(part) not in _OUTER]
    return "/".join([*kept, parts[-1]])


def is_takeout(items: Iterable[Item]) -> bool:
    """Whether a source looks like one of Google's."""
    return any(fold(item.path.split("/")[0]) in {"takeout", "classroom"} for item in items)


def told_by(items: Iterable[Item]) -> tuple[tuple[Task, ...], tuple[Photo, ...], tuple[str, ...]]:
    """All that the .json files tell, and the paths of those that told nothing."""
    tasks: list[Task] = []
    photos: list[Photo] = []
    silent: list[str] = []
    for item in items:
        if item.ending != "json":
            continue
        data = _load(item)
        before = len(tasks) + len(photos)
        if isinstance(data, dict) and "photoTakenTime" in data:
            photos.append(
                Photo(
                    item.folder,
                    _SIDE.sub("", item.name),
                    _day(data["photoTakenTime"]),
                    str(data.get("description") or ""),
                )
            )
        else:
            tasks += _tasks(data)
        if len(tasks) + len(photos) == before:
            silent.append(item.path)
    return tuple(dict.fromkeys(tasks)), tuple(photos), tuple(silent)


def _load(item: Item) -> Any:  # noqa: ANN401 - whatever the file holds
    if item.size_bytes > _MAX_JSON_BYTES:
        return None
    try:
        return json.loads(item.read().decode("utf-8-sig"))
    except (ValueError, RecursionError):
        return None


def _tasks(data: object, depth: int = 0) -> Iterator[Task]:
    if depth > _MAX_DEPTH:
        return
    if isinstance(data, dict):
        title = data.get("title")
        if (
            isinstance(title, str)
            and title.strip()
            and set(data) & {"creationTime", "dueDate", "description", "updateTime", "workType", "submissions"}
        ):
            words = data.get("description")
            yield Task(
                " ".join(title.split()),
                _day(data.get("creationTime") or data.get("updateTime")),
                words.strip() if isinstance(words, str) else "",
            )
        for value in data.values():
            yield from _tasks(value, depth + 1)
    elif isinstance(data, list):
        for value in data:
            yield from _tasks(value, depth + 1)


def _day(value: object) -> str:
    if isinstance(value, dict):
        value = value.get("timestamp", "")
    text = str(value or "")
    if text.isdecimal() and len(text) < 12:
        return dt.datetime.fromtimestamp(int(text), dt.UTC).date().isoformat()
    return text[:10] if re.match(r"\d{4}-\d\d-\d\d", text) else ""


def index_texts(folders: dict[str, list[str]], tasks: tuple[Task, ...], photos: tuple[Photo, ...]) -> dict[str, str]:
    """Texts for folders that have none: what Google says of the work in them.

    Args:
        folders: For each folder of the source, the names of its files.

    Returns:
        For a folder, the text of its `index.md`.
    """
    by_name = {fold(safe_name(task.title)): task for task in tasks}
    made = {}
    for folder, names in folders.items():
        task = by_name.get(fold(folder.rpartition("/")[2])) if folder else None
        seen = {
            name: photo
            for name in names
            for photo in photos
            if photo.folder == folder and (photo.name == name or name.startswith(photo.name[:46] or "\0"))
        }
        if task is None and not seen:
            continue
        days = sorted(photo.day for photo in seen.values() if photo.day)
        day = (task.day if task else "") or next(iter(days), "")
        lines = ["---"]
        if task:
            lines.append(f"title: {quoted(task.title)}")
        if day:
            lines.append(f"date: {day}")
        said = {name: photo.words for name, photo in seen.items() if photo.words}
        if said:
            lines.append("media:")
            lines += [f"  {_key(name)}: {{caption: {_key(' '.join(words.split()))}}}" for name, words in said.items()]
        lines += ["---", ""]
        if task and task.words:
            lines += ["The task was:", "", *(f"> {line}".rstrip() for line in task.words.splitlines()), ""]
        made[folder] = "\n".join(lines)
    return made


def _key(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)
