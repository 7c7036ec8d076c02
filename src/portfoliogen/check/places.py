"""Where a name leads within one learner's folder: to a media file, to an entry, or nowhere.

A name is looked for beside the text, then percent-decoded, then from the learner's folder, then by its
last part anywhere in it; with several candidates nothing is guessed. Names never leave the folder.
"""

from __future__ import annotations

import posixpath
import unicodedata
from typing import TYPE_CHECKING
from urllib.parse import unquote

from msgspec import Struct

from portfoliogen.patterns import pattern
from portfoliogen.text import fold, nearest

if TYPE_CHECKING:
    from collections.abc import Iterable


MOST_HINTS = 300
"""So often the nearest name is looked for in one learner's folder: it compares with every name there."""

LONGEST_HINTED = 120

_TEMPLATE = pattern(r"\{\{[^{}]*\}\}")
"""What stands for a site's own address in a Jekyll text: `{{ site.baseurl }}/images/x.png`."""


def _key(path: str) -> str:
    return unicodedata.normalize("NFC", path).casefold()


class Hit(Struct, frozen=True):
    """What a name led to: paths that fit, and whether the file is just where the name says."""

    paths: tuple[str, ...]
    exact: bool = True

    @property
    def path(self) -> str:
        """The one path, or empty text where there is none or more than one."""
        return self.paths[0] if len(self.paths) == 1 else ""


class Places:
    """An index of paths below a learner's folder."""

    def __init__(self, paths: Iterable[str]) -> None:
        self._by_path: dict[str, list[str]] = {}
        self._by_name: dict[str, list[str]] = {}
        self._hints = 0
        for path in paths:
            self._by_path.setdefault(_key(path), []).append(path)
            self._by_name.setdefault(_key(path.rpartition("/")[2]), []).append(path)

    def find(self, target: str, folder: str) -> Hit:
        """Look a target up from the folder of the text that names it."""
        paths = self.at(target, folder)
        if paths:
            there = {unicodedata.normalize("NFC", path) for path in paths}
            exact = any(unicodedata.normalize("NFC", _beside(plain, folder)) in there for plain in _spellings(target))
            return Hit(paths if len(paths) == 1 or not exact else _same_case(paths, target, folder), exact)
        for plain in _spellings(target):
            parts = [part for part in plain.split("/") if part not in {"", ".", ".."}]
            for start in range(len(parts)):
                tail = "/".join(parts[start:])
                if _key(tail) in self._by_path:
                    return Hit(tuple(self._by_path[_key(tail)]), exact=False)
            if parts:
                named = self._by_name.get(_key(parts[-1]), [])
                if named:
                    return Hit(_closest(named, folder), exact=False)
        return Hit(())

    def at(self, target: str, folder: str) -> tuple[str, ...]:
        """Paths that a target names exactly, but for case: from the folder, or from the learner's own."""
        for plain in _spellings(target):
            beside = _beside(plain, folder)
            if not beside.startswith("..") and _key(beside) in self._by_path:
                return tuple(self._by_path[_key(beside)])
        return ()

    def nearest(self, target: str) -> str:
        """The name of a file that was probably meant."""
        name = unquote(target).rpartition("/")[2][:LONGEST_HINTED]
        self._hints += 1
        if self._hints > MOST_HINTS:
            return ""
        return nearest(name, (paths[0].rpartition("/")[2] for paths in self._by_name.values()))


def _beside(plain: str, folder: str) -> str:
    if plain.startswith("/"):
        return posixpath.normpath(plain.lstrip("/"))
    return posixpath.normpath(posixpath.join(folder, plain))


def _same_case(paths: tuple[str, ...], target: str, folder: str) -> tuple[str, ...]:
    # Twins that differ only by case are told apart by the spelling, where it is right.
    wanted = {_beside(plain, folder) for plain in _spellings(target)}
    return tuple(path for path in paths if path in wanted) or paths


def _closest(paths: list[str], folder: str) -> tuple[str, ...]:
    # Of several files of one name, those below the text's own folder are meant before others.
    below = [path for path in paths if folder and path.startswith(f"{folder}/")]
    return tuple(below or paths)


def _spellings(target: str) -> list[str]:
    """The target as written; decoded; and without what follows `?` or `#`."""
    plain = _TEMPLATE.sub("", target).strip().replace("\\", "/")
    cut = plain.partition("#")[0].partition("?")[0]
    return list(dict.fromkeys(one for one in (plain, cut, unquote(plain), unquote(cut)) if one))


class EntryNames:
    """Entries by path, file name and title, for links and for fields that name an entry."""

    def __init__(self, entries: Iterable[tuple[str, str, str, tuple[str, ...]]]) -> None:
        """Take (entry key, path of its text or folder, title, other names) of each entry."""
        self._by_word: dict[str, list[str]] = {}
        self._names: list[str] = []
        self._hints = 0
        paths: dict[str, str] = {}
        for key, path, title, others in entries:
            paths[path] = key
            stem = path.rpartition("/")[2]
            plain = stem.rpartition(".")[0] if stem.lower().endswith((".md", ".docx", ".txt", ".markdown")) else stem
            words = {fold(title), fold(path), fold(stem), fold(plain), fold(key), fold(key.rpartition("/")[2])}
            words |= {fold(other) for other in others}
            for word in words - {""}:
                self._by_word.setdefault(word, []).append(key)
            self._names.append(title)
        self._keys = paths
        self._places = Places(paths)
        self._name_folders()

    def _name_folders(self) -> None:
        """A folder that holds one entry may stand for it."""
        inside: dict[str, list[str]] = {}
        for path, key in self._keys.items():
            inside.setdefault(path.rpartition("/")[0], []).append(key)
        for folder, keys in inside.items():
            if folder and len(keys) == 1:
                for word in (fold(folder), fold(folder.rpartition("/")[2])):
                    self._by_word.setdefault(word, keys)

    def by_path(self, target: str, folder: str) -> tuple[str, ...]:
        """Keys of the entries that a link's target may mean: a text's path, or the folder of one."""
        plain = target.rstrip("/")
        named = (target, f"{plain}.md", plain.replace(".html", ".md")) if plain else ()
        for candidate in named:
            hit = self._places.find(candidate, folder)
            if hit.paths:
                return self._of(hit.paths)
        # Every folder may hold an index, so here the path must be right as it stands.
        for index in ("index.md", "README.md", "readme.md", ""):
            paths = self._places.at(f"{plain}/{index}" if index else plain, folder) if plain else ()
            if paths:
                return self._of(paths)
        return ()

    def _of(self, paths: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(dict.fromkeys(self._keys[path] for path in paths))

    def one(self, word: str) -> tuple[str, ...]:
        """Keys of the entries that a field means when it names one: by title or file name, else by path."""
        return self.by_word(word) or self.by_path(word, "")

    def by_word(self, word: str) -> tuple[str, ...]:
        """Keys of the entries that a title or file name means."""
        return tuple(dict.fromkeys(self._by_word.get(fold(word), [])))

    def nearest(self, word: str) -> str:
        """The title of an entry that was probably meant."""
        self._hints += 1
        return nearest(word[:LONGEST_HINTED], self._names) if self._hints <= MOST_HINTS else ""
