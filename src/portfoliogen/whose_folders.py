"""Whose folders these are, where no roster says it and not everybody has a profile.md: a guess, told where in doubt."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from portfoliogen.litter import TEXT_ENDINGS
from portfoliogen.model.folders import is_asset_folder
from portfoliogen.patterns import pattern
from portfoliogen.text import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from portfoliogen.model.sources import SourceFile

SCHOOL_FOLDERS = frozenset(
    "frameworks briefs theme endorsements _site audiences site public node_modules __pycache__ venv env".split()
)
"""Folders of the school itself, never a learner."""

SCHOOL_FILES = frozenset("school.yml school.yaml roster.csv entries.csv people.yml people.yaml".split())
"""Files of the school itself, where learners' folders lie beside them."""

_THINGS = frozenset(
    "content contents config src lib code scripts docs data layouts archetypes i18n css js styles themes templates "
    "posts blog pages notes notas notizen journal diary archive archives misc other shared common resources "
    "assignments homework projects labs exercises lessons readings slides".split()
)
"""Names of folders that programs and courses have, and nobody is called."""

_PEOPLE = frozenset(
    "student pupil learner person child user alumno alumna alumnos estudiante estudante aluno schueler eleve élève "
    "étudiant etudiant studente alunno ученик студент uczen uczeń elev öğrenci ogrenci 학생 学生 學生 生徒 طالب תלמיד "
    "disgybl candidate group team grupo equipo gruppe gruppo".split()
)
"""Words that count people, so that “student 1” and “student 2” are two."""

_DATED = pattern(r"^\(?(?:19|20)\d\d(?:\D|$)")
_NUMBER = pattern(r"[\d\s_.()#-]+")
_CLASS = pattern(
    r"(?:y|yr|year|p|s|ks|set|form|class|group|tutor group|grade|stage|klasse|classe|clase|jahrgang|blwyddyn|dosbarth)"
    r" ?\d{1,2} ?[a-z]{0,3}\d?|\d{1,2} ?[a-z]{1,3}\d?|(?:19|20)\d\d (?:\d\d){1,2}"
)
"""Names that classes have and nobody is called: “8D”, “Year 9”, “2026-27”."""
_SCHOOLS_TEXTS = frozenset(
    ["readme", "index", " index", "license", "licence", "contributing", "changelog", "code of conduct", "syllabus"]
)


def guess_homes(
    folders: Sequence[str], by_folder: Mapping[str, Sequence[SourceFile]], *, bare: bool
) -> tuple[set[str], bool]:
    """The learners' folders, and whether all is one learner's.

    Args:
        bare: Nothing says that these are learners' folders at all, as one called “learners” would.
    """
    tops = {folder for folder in folders if "/" not in folder and fold(folder) not in SCHOOL_FOLDERS}
    used = {folder.partition("/")[0] for folder in by_folder}
    likely = {top for top in tops & used if _may_be_somebodys(top)}
    people = _people(likely) if bare else likely
    loose = sum(one.ending in TEXT_ENDINGS and fold(one.stem) not in _SCHOOLS_TEXTS for one in by_folder.get("", ()))
    beside = used - people or by_folder.get("")
    if bare and len(people) == 1 and beside:
        people = set()  # one folder among a site's others is not one person's
    if people and len(people) > loose and len(people) >= len(likely - people):
        return people, False
    return ({""}, True) if by_folder else (tops, False)


def out_of_classes(
    homes: Iterable[str], folders: Sequence[str], by_folder: Mapping[str, Sequence[SourceFile]]
) -> set[str]:
    """The same, with the folders in a class's folder in place of that: it holds no work of its own, only theirs."""
    inner = _inner(folders, by_folder)
    found: set[str] = set()
    todo = list(homes)
    while todo:
        home = todo.pop()
        if _is_class(home) and home not in by_folder and all(map(_may_be_somebodys, inner.get(home, [""]))):
            todo += inner[home]
        else:
            found.add(home)
    return found


def beside(profiles: set[str], by_folder: Mapping[str, Sequence[SourceFile]], *, bare: bool) -> set[str]:
    """Folders with work beside those that hold a `profile.md`, or in another class: nobody has to write about themselves.

    Args:
        bare: as in `guess_homes`.
    """
    parents = {one.rpartition("/")[0] for one in profiles}
    above = {one[:at] for one in profiles for at, sign in enumerate(one) if sign == "/"}
    depths = {one.count("/") for one in profiles}
    found = {
        one
        for one in _used(by_folder) - above
        if one.count("/") in depths
        and (one.rpartition("/")[0] in parents or _is_class(one.rpartition("/")[0]))
        and _may_be_somebodys(one)
    }
    people = _people([one.rpartition("/")[2] for one in found | profiles])
    return {one for one in found if not bare or one.rpartition("/")[2] in people}


def maybe_several(
    homes: Iterable[str],
    folders: Sequence[str],
    by_folder: Mapping[str, Sequence[SourceFile]],
    topics: Iterable[str],
) -> Iterator[tuple[str, list[str]]]:
    """Folders that were taken for a learner's and hold nothing but folders that may be learners' themselves.

    Args:
        topics: Names of strands, kinds and courses: folders of these are somebody's own.
    """
    inner = _inner(folders, by_folder)
    known = {fold(one) for one in topics}
    for home in sorted(homes):
        below = inner.get(home, [])
        if any(_is_an_entry(one, by_folder) for one in below):
            continue
        names = [one.rpartition("/")[2] for one in below]
        people = {one for one in _people(names) if fold(one) not in known and _may_be_somebodys(one)}
        if home and home not in by_folder and len(names) > 1 and people == set(names):
            yield home, names


def _inner(folders: Sequence[str], by_folder: Mapping[str, Sequence[SourceFile]]) -> dict[str, list[str]]:
    """The folders with something in them, by the folder that they lie in."""
    used = _used(by_folder)
    inner: dict[str, list[str]] = {}
    for folder in folders:
        if folder in used:
            inner.setdefault(folder.rpartition("/")[0], []).append(folder)
    return inner


def _used(by_folder: Mapping[str, Sequence[SourceFile]]) -> set[str]:
    """All folders with a file in them or below."""
    found: set[str] = set()
    for one in by_folder:
        folder = one
        while folder and folder not in found:
            found.add(folder)
            folder = folder.rpartition("/")[0]
    return found


def _is_class(folder: str) -> bool:
    return _CLASS.fullmatch(re.sub(r"\W+", " ", fold(folder.rpartition("/")[2])).strip()) is not None


def _may_be_somebodys(folder: str) -> bool:
    name = folder.rpartition("/")[2]
    return bool(name) and not _DATED.match(name) and not is_asset_folder(name) and fold(name) not in SCHOOL_FOLDERS


def _is_an_entry(folder: str, by_folder: Mapping[str, Sequence[SourceFile]]) -> bool:
    """Whether a folder is one piece of work: a text in it stands for the folder."""
    stands_for_it = {"index", fold(folder.rpartition("/")[2])}
    return any(one.ending in TEXT_ENDINGS and fold(one.stem) in stands_for_it for one in by_folder.get(folder, ()))


def _people(names: Iterable[str]) -> set[str]:
    """The names that could be somebody's: neither a number, nor a thing's, nor one of a row such as week 1, week 2."""
    rows: dict[str, int] = {}
    for name in names:
        rows[_row(name)] = rows.get(_row(name), 0) + 1
    return {
        name
        for name in names
        if _row(name) not in _THINGS | {""}
        and not name.startswith("_")
        and (rows[_row(name)] == 1 or _row(name) in _PEOPLE)
    }


def _row(name: str) -> str:
    return _NUMBER.sub(" ", fold(name)).strip()
