"""Staff's tags from entries.csv as fields of the entries that they name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from portfoliogen.diagnostics.rules import fields as rules
from portfoliogen.model.documents import Mapping, Scalar, Sequence
from portfoliogen.text import fold, nearest

if TYPE_CHECKING:
    from collections.abc import Iterable

    from portfoliogen.check.gather import Gathered
    from portfoliogen.diagnostics import Diagnostic
    from portfoliogen.model.documents import Tree
    from portfoliogen.model.school import StaffTag

OF_A_FILE = ("alt", "caption", "decorative", "transcript", "people", "visibility")
"""What may be said of one media file, as in `alt:photo.jpg`."""


def staff_fields(tags: Iterable[StaffTag], gathered: list[Gathered], problems: list[Diagnostic]) -> dict[str, Mapping]:
    """Fields by entry key, in the shape in which front matter would say the same.

    Reports: PG240.
    """
    keys = _names(gathered)
    by_entry: dict[str, list[StaffTag]] = {}
    for tag in tags:
        key = keys.get(fold(tag.entry)) or keys.get(fold(tag.entry.rpartition(".")[0]))
        if key:
            by_entry.setdefault(key, []).append(tag)
        else:
            near = nearest(tag.entry, (one.key for one in gathered))
            problems.append(rules.STAFF_TAG_UNKNOWN_ENTRY.at(tag.at, entry=tag.entry, nearest=near))
    return {key: _fields(found) for key, found in by_entry.items()}


def _names(gathered: list[Gathered]) -> dict[str, str]:
    """What staff may call an entry: its path, its last part, or a folder that holds just one entry."""
    keys: dict[str, str] = {}
    in_folder: dict[str, list[str]] = {}
    for made in gathered:
        for word in (made.key, made.path, made.key.rpartition("/")[2]):
            keys.setdefault(fold(word), made.key)
        in_folder.setdefault(made.folder, []).append(made.key)
    for folder, entries in in_folder.items():
        if folder and len(entries) == 1:
            keys.setdefault(fold(folder), entries[0])
    return keys


def _fields(tags: list[StaffTag]) -> Mapping:
    plain: dict[str, list[Tree]] = {}
    media: dict[str, list[tuple[Scalar, Tree]]] = {}
    for tag in tags:
        name = Scalar(tag.field, tag.at)
        what, _, file = tag.field.partition(":")
        if file.strip() and fold(what) in OF_A_FILE:
            media.setdefault(file.strip(), []).append((Scalar(fold(what), tag.at), Scalar(tag.value, tag.at)))
        else:
            plain.setdefault(name.text, []).append(Scalar(tag.value, tag.at))
    at = tags[0].at
    pairs: list[tuple[Scalar, Tree]] = [
        (Scalar(field, values[0].at), values[0] if len(values) == 1 else Sequence(tuple(values), values[0].at))
        for field, values in plain.items()
    ]
    if media:
        files = tuple((Scalar(file, at), Mapping(tuple(said), at)) for file, said in media.items())
        pairs.append((Scalar("media", at), Mapping(files, at)))
    return Mapping(tuple(pairs), at)
