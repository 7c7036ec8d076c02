"""What a form says to an ordinary Markdown file in a learner's folder, never over one that is there."""

from __future__ import annotations

import datetime as dt
import json
import re
import unicodedata
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct

from portfoliogen.new_files import PlaceError, put_new, safe_name
from portfoliogen.patterns import pattern
from portfoliogen.serve.settings import MAX_PHOTOS, MAX_TEXT_CHARACTERS, MAX_TITLE_CHARACTERS, PHOTO_ROWS
from portfoliogen.text import one_line, slug

if TYPE_CHECKING:
    from collections.abc import Mapping

    from portfoliogen.model.framework import Framework
    from portfoliogen.model.learner import LearnerJob
    from portfoliogen.serve.uploads import Sent

_TRIES = 50
_PLAIN = pattern(r"[^\W\d_][\w ,.'’()&/-]*")
_SPECIAL_WORDS = frozenset({"yes", "no", "on", "off", "true", "false", "null", "y", "n"})
_NOT_IN_TEXT = pattern(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_SIGNS = (
    (b"\xff\xd8\xff", 0, "jpg"),
    (b"\x89PNG\r\n\x1a\n", 0, "png"),
    (b"GIF87a", 0, "gif"),
    (b"GIF89a", 0, "gif"),
    (b"WEBP", 8, "webp"),
    (b"ftypheic", 4, "heic"),
    (b"ftypheix", 4, "heic"),
    (b"ftypmif1", 4, "heic"),
    (b"ftypmsf1", 4, "heic"),
    (b"ftypavif", 4, "avif"),
)


class NewPhoto(Struct, frozen=True):
    """A photo to go beside the text; `ending` is decided by its content."""

    stem: str
    ending: str
    alt: str
    data: bytes


class NewEntry(Struct, frozen=True):
    """An entry as the form gives it, checked. `skills` are names, each with the sentence on how it shows."""

    folder: str
    title: str
    day: dt.date
    kind: str
    text: str
    strands: tuple[str, ...]
    skills: tuple[tuple[str, str], ...]
    photos: tuple[NewPhoto, ...]


def read_form(
    sent: Sent,
    jobs: Mapping[str, LearnerJob],
    framework: Framework,
    today: dt.date,
) -> tuple[NewEntry | None, tuple[str, ...]]:
    """Make an entry of what a form says; or say in words what is missing."""
    told: list[str] = []
    folder = sent.one("learner")
    if folder not in jobs:
        told.append("Choose whose entry this is.")
    title = one_line(sent.one("title"))
    if not title:
        told.append("Give it a title: a few words that say what it is.")
    elif len(title) > MAX_TITLE_CHARACTERS:
        told.append(f"The title is longer than {MAX_TITLE_CHARACTERS} signs. Put the rest into the text.")
    day = _day(sent.one("date"), today)
    if day is None:
        told.append("Write the date like 2026-03-14.")
    kinds = {one.key: one.name for one in framework.kinds}
    text = _NOT_IN_TEXT.sub("", sent.one("text").replace("\r\n", "\n").replace("\r", "\n")).strip()
    if len(text) > MAX_TEXT_CHARACTERS:
        told.append("The text is too long for one entry. Make two of it.")
    photos = _photos(sent, told)
    if not text and not photos:
        told.append("Write a few sentences or choose a photo.")
    if told or day is None:
        return None, tuple(told)
    strands = tuple(one.name for one in framework.strands if one.key in sent.all("strand"))
    skills = tuple(
        (one.name, one_line(sent.one(f"how-{one.key}")))
        for one in framework.skills
        if one.key in sent.all("skill") or sent.one(f"how-{one.key}").strip()
    )
    return NewEntry(folder, title, day, kinds.get(sent.one("kind"), ""), text, strands, skills, photos), ()


def _day(word: str, today: dt.date) -> dt.date | None:
    if not word.strip():
        return today
    try:
        return dt.date.fromisoformat(word.strip())
    except ValueError:
        return None


def _photos(sent: Sent, told: list[str]) -> tuple[NewPhoto, ...]:
    found: list[NewPhoto] = []
    taken: set[str] = set()
    for number in range(1, PHOTO_ROWS + 1):
        for key, upload in sent.files:
            if key != f"photo-{number}":
                continue
            if not upload.data:
                told.append(f"“{upload.name[:80]}” is empty. Wait until it is on this computer, and choose it again.")
                continue
            ending = picture_ending(upload.data)
            if not ending:
                told.append(f"“{upload.name[:80]}” is not a photo that can be shown. Choose a JPEG, PNG, WebP or HEIC.")
                continue
            stem = _stem(upload.name, len(found) + 1, taken)
            found.append(NewPhoto(stem, ending, one_line(sent.one(f"alt-{number}")), upload.data))
    if len(found) > MAX_PHOTOS:
        told.append(f"Choose at most {MAX_PHOTOS} photos for one entry.")
    return tuple(found)


def picture_ending(data: bytes) -> str:
    """The ending that fits a picture's content; empty where it is none that phones and browsers make."""
    return next((ending for sign, at, ending in _SIGNS if data[at : at + len(sign)] == sign), "")


def _stem(name: str, number: int, taken: set[str]) -> str:
    plain = name.replace("\\", "/").rpartition("/")[2]
    stem = slug(plain.rpartition(".")[0] or plain)[:40].strip("-") or f"photo-{number}"
    if stem in {"index", "readme"} or stem in taken:
        stem = f"{stem}-{number}"
    taken.add(stem)
    return stem


def file_name(entry: NewEntry) -> str:
    """The name of an entry's file or folder, without an ending: portable, beginning with its date."""
    return f"{entry.day.isoformat()} {safe_name(entry.title).replace('.', ' ').strip() or 'Entry'}"


def as_markdown(entry: NewEntry) -> str:
    """The entry as somebody would write it by hand."""
    lines = ["---", f"title: {_scalar(entry.title)}", f"date: {entry.day.isoformat()}"]
    if entry.kind:
        lines.append(f"kind: {_scalar(entry.kind)}")
    if entry.strands:
        lines.append(f"strands: [{', '.join(_scalar(one, in_list=True) for one in entry.strands)}]")
    if entry.skills:
        lines.append("skills:")
        for name, how in entry.skills:
            lines.append(f"  {_scalar(name)}: {_scalar(how)}" if how else f"  {_scalar(name)}:")
    parts = ["\n".join([*lines, "---"])]
    if entry.text:
        parts.append(entry.text)
    parts += [f"![{_in_brackets(one.alt)}]({one.stem}.{one.ending})" for one in entry.photos]
    return "\n\n".join(parts) + "\n"


def _scalar(words: str, *, in_list: bool = False) -> str:
    plain = _PLAIN.fullmatch(words) and words.casefold() not in _SPECIAL_WORDS and words == words.strip()
    if plain and not (in_list and "," in words):
        return words
    # A JSON text is a YAML text in double quotes; what YAML counts as the end of a line is written as an escape.
    quoted = json.dumps(words, ensure_ascii=False)
    return re.sub("[\x7f-\x9f\u2028\u2029\ufeff\ud800-\udfff]", lambda one: f"\\u{ord(one[0]):04x}", quoted)


def _in_brackets(words: str) -> str:
    return re.sub(r"([\\\[\]])", r"\\\1", words)


def write_entry(root: Path, entry: NewEntry) -> str:
    """Write an entry into a learner's folder.

    Args:
        root: The learner's folder.

    Returns:
        The path of its text below the folder.

    Raises:
        PlaceError: It cannot be written there.
    """
    text = as_markdown(entry).encode("utf-8", "replace")
    base = file_name(entry)
    there = {unicodedata.normalize("NFC", one.name).casefold().removesuffix(".md") for one in _children(root)}
    for number in range(1, _TRIES):
        name = base if number == 1 else f"{base}, {number}"
        if unicodedata.normalize("NFC", name).casefold() in there:
            continue
        if not entry.photos:
            if put_new(root, f"{name}.md", text):
                return f"{name}.md"
        elif _make_folder(root, name):
            for photo in entry.photos:
                put_new(root, f"{name}/{photo.stem}.{photo.ending}", photo.data)
            put_new(root, f"{name}/index.md", text)
            return f"{name}/index.md"
    message = f"There are many entries named “{base}” already."
    raise PlaceError(message, "Give this one another title.")


def _children(root: Path) -> list[Path]:
    try:
        return list(root.iterdir())
    except OSError as error:
        message = f"The folder “{root}” is not there just now."
        raise PlaceError(message, "Check that the drive is connected, and send the form again.") from error


def _make_folder(root: Path, name: str) -> bool:
    try:
        (root / name).mkdir()
    except FileExistsError:
        return False
    except OSError as error:
        message = f"The folder “{name}” cannot be made: {(error.strerror or 'the disk refuses').lower()}."
        raise PlaceError(message, "Check that the disk has room and that you may write there.") from error
    return True
