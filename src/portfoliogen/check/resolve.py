"""What each text points at: files, other entries, other sites, or nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from msgspec import Struct, field

from portfoliogen.check.media import missing
from portfoliogen.diagnostics import Diagnostic, Position
from portfoliogen.diagnostics.rules import links as rules
from portfoliogen.model.documents import Role
from portfoliogen.moments import KIND_OF_ENDING, moment_in
from portfoliogen.text import one_line

if TYPE_CHECKING:
    from portfoliogen.check.places import EntryNames, Places
    from portfoliogen.model.documents import Document


class Targets(Struct):
    """The targets of one text: to paths of media, to keys of entries."""

    files: dict[str, str] = field(default_factory=dict)
    entries: dict[str, str] = field(default_factory=dict)


def resolve(document: Document, places: Places, names: EntryNames) -> tuple[Targets, list[Diagnostic]]:
    """Find out where everything that a text points at leads.

    Reports: PG501 to PG505, PG514, PG515.
    """
    targets = Targets()
    found: list[Diagnostic] = []
    pasted = {one.name: one.path for one in document.pasted}
    folder = document.source.folder
    done: set[str] = set()
    for reference in document.body.references:
        target = reference.target
        if reference.role is Role.LINK_END or target in done:
            continue
        if not _is_outside(target):
            done.add(target)  # a name is looked up, and told of, where it stands first
        if target in pasted:
            targets.files[target] = pasted[target]
        elif _is_outside(target):
            if reference.role is not Role.LINK:
                found.append(rules.REMOTE_MEDIA.at(reference.at, host=_host(target)))
        elif reference.role is Role.LINK:
            _link(target, folder, reference.at, places, names, targets, found)
        else:
            _embed(target, folder, reference.at, places, names, targets, found)
    return targets, found


def _is_outside(target: str) -> bool:
    return target.startswith(("http://", "https://", "//", "mailto:", "tel:")) or target.lower().startswith(
        ("http://", "https://")
    )


def _host(target: str) -> str:
    try:
        return (urlsplit(target).hostname or target)[:80]
    except ValueError:
        return one_line(target)[:80]


def _link(
    target: str,
    folder: str,
    at: Position,
    places: Places,
    names: EntryNames,
    targets: Targets,
    found: list[Diagnostic],
) -> None:
    keys = names.by_path(target, folder) or names.by_word(target.partition("#")[0])
    hit = places.find(target, folder)
    if len(keys) == 1 and not (hit.exact and hit.path):
        targets.entries[target] = keys[0]
    elif hit.path:
        targets.files[target] = hit.path
        _place(target, hit.path, at, found)
    elif len(keys) > 1:
        found.append(rules.ENTRY_AMBIGUOUS.at(at, name=one_line(target)[:120], count=len(keys)))
    else:
        found.append(
            rules.LINK_NOT_FOUND.at(
                at, name=one_line(target)[:120], nearest=names.nearest(target) or places.nearest(target)
            )
        )


def _place(target: str, path: str, at: Position, found: list[Diagnostic]) -> None:
    """A time or page behind `#` that nobody can go to is told."""
    kind = KIND_OF_ENDING.get(path.rpartition(".")[2].lower())
    if "#" in target and kind and not path.endswith(target) and moment_in(target, kind) is None:
        found.append(rules.PLACE_UNCLEAR.at(at, found=one_line(target.rpartition("#")[2])[:40]))


def _embed(
    target: str,
    folder: str,
    at: Position,
    places: Places,
    names: EntryNames,
    targets: Targets,
    found: list[Diagnostic],
) -> None:
    hit = places.find(target, folder)
    if hit.path:
        targets.files[target] = hit.path
        if not hit.exact:
            found.append(rules.MEDIA_ELSEWHERE.at(at, name=one_line(target)[:120], found=hit.path))
        return
    keys = () if hit.paths else names.by_path(target, folder) or names.by_word(target.partition("#")[0])
    if len(keys) == 1:
        targets.entries[target] = keys[0]
        found.append(rules.EMBED_NOTE.at(at, name=one_line(target)[:120]))
    else:
        found.append(missing(target, at, hit.paths, places))
