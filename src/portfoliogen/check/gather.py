"""Texts and loose media to entries: what is one piece of evidence.

A text is an entry; a text named README or index is its folder's. Media that no text mentions belong to
the entry of their folder; a folder of media with no text is an entry without words.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from msgspec import Struct, field

from portfoliogen.model.documents import Purpose
from portfoliogen.model.folders import is_asset_folder
from portfoliogen.patterns import pattern
from portfoliogen.text import fold, natural_key

if TYPE_CHECKING:
    from collections.abc import Iterable

    from portfoliogen.model.documents import Document
    from portfoliogen.model.sources import MediaFacts, SourceFile

INDEX_STEMS = frozenset({"readme", "index", " index", "", "index 1", ".md", ".markdown", ".txt", ".docx"})
"""Names that say nothing of their own; a file that is called “.md” was given no name at all."""

_MEANINGLESS = pattern(
    r"^(?:(?:img|dsc[nf]?|pxl|mvi|mov|vid|gopr|p\d{3}|photo|image|picture|scan|untitled|screenshot|screen shot|"
    r"bildschirmfoto|captura de pantalla|whatsapp (?:image|video|audio|ptt)|pasted image|signal|snapchat|recording|"
    r"voice memo|new recording|document|file|video|audio|clip|received|fullsizerender|facebook|inshot|capcut)"
    r"[\s_.\-()]*[\d\s_.\-:()apmt]*|at[\d\s._-]+|[\d\s_.\-()]+|[0-9a-f]{8,}(?: [0-9a-f]{4}){0,3}(?: [0-9a-f]{12})?)$",
    re.IGNORECASE,
)


class Gathered(Struct):
    """The makings of one entry: its text, where it has one, and its media in order.

    `path` is what people call it: the text's path, or the folder's, or the file's.
    """

    key: str
    path: str
    folder: str
    document: Document | None = None
    media: list[tuple[SourceFile, MediaFacts]] = field(default_factory=list)
    loose: bool = False


def is_meaningless(stem: str) -> bool:
    """Whether a file's name says nothing: a camera's or a program's numbering."""
    return bool(_MEANINGLESS.match(fold(stem)))


def is_index(document: Document) -> bool:
    """Whether a text stands for its folder."""
    return fold(document.source.stem) in INDEX_STEMS


def entry_key(document: Document) -> str:
    """An entry's name for itself: its path without ending, or its folder's for an index."""
    source = document.source
    if is_index(document):
        return source.folder or "index"
    return source.path.rpartition(".")[0] or source.path


def gather(
    documents: Iterable[Document], media: Iterable[tuple[SourceFile, MediaFacts]], used: dict[str, set[str]]
) -> list[Gathered]:
    """Share out media among entries.

    Args:
        used: For each media path, the keys of the entries (or "profile") whose text names it.
    """
    entries: dict[str, Gathered] = {}
    for document in documents:
        if document.purpose is Purpose.ENTRY:
            key = entry_key(document)
            while key in entries:
                key = (
                    f"{key} ({document.source.ending})"
                    if f"{key} ({document.source.ending})" not in entries
                    else f"{key}+"
                )
            entries[key] = Gathered(key, document.source.path, document.source.folder, document)
    by_folder: dict[str, list[Gathered]] = {}
    for entry in entries.values():
        by_folder.setdefault(entry.folder, []).append(entry)
    sharing: dict[str, set[str]] = {}
    for path, keys in used.items():
        sharing.setdefault(path.rpartition("/")[0], set()).update(keys)
    for source, facts in media:
        users = used.get(source.path)
        if users:
            for key in sorted(users):
                if key in entries:
                    entries[key].media.append((source, facts))
            continue
        owner = _owner(source, by_folder, sharing, entries)
        if owner is None:
            owner = _new_entry(source, by_folder, entries)
        owner.media.append((source, facts))
    for entry in entries.values():
        entry.media.sort(key=lambda one: natural_key(one[0].path))
    return sorted(entries.values(), key=lambda one: one.key)


def _owner(
    source: SourceFile, by_folder: dict[str, list[Gathered]], sharing: dict[str, set[str]], entries: dict[str, Gathered]
) -> Gathered | None:
    """The entry that an unmentioned file belongs to, where there is one."""
    stem = fold(source.stem)
    folder = source.folder
    for entry in by_folder.get(folder, ()):
        if entry.document is not None and fold(entry.document.source.stem) == stem:
            return entry
    while True:
        texts = [entry for entry in by_folder.get(folder, ()) if entry.document is not None]
        index = next((entry for entry in texts if entry.document is not None and is_index(entry.document)), None)
        if index is not None and (folder or len(texts) == 1):
            return index
        if folder and len(texts) == 1:
            return texts[0]
        users = sharing.get(folder, set()) & entries.keys()
        if len(users) == 1 and not texts:
            return entries[next(iter(users))]
        if not folder or not is_asset_folder(folder) or texts:
            return None
        folder = folder.rpartition("/")[0]


def _new_entry(source: SourceFile, by_folder: dict[str, list[Gathered]], entries: dict[str, Gathered]) -> Gathered:
    """An entry without words: the folder's, the file's own, or one for all nameless files of the folder."""
    folder = source.folder
    while folder and is_asset_folder(folder):
        folder = folder.rpartition("/")[0]
    texts = [entry for entry in by_folder.get(folder, ()) if entry.document is not None]
    if folder and not texts:
        key, path, loose = folder, folder, False
    elif is_meaningless(source.stem):
        key, path, loose = (f"{folder}/media" if folder else "media"), folder, True
    else:
        key, path, loose = source.path.rpartition(".")[0], source.path, False
    made = entries.get(key)
    if made is None:
        made = entries[key] = Gathered(key, path or ".", folder, loose=loose)
        by_folder.setdefault(folder, []).append(made)
    return made
