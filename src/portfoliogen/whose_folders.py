"""Whose folders these are, where neither a roster nor a profile.md says so: each one's, or all one learner's."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from portfoliogen.litter import TEXT_ENDINGS
from portfoliogen.model.folders import is_asset_folder
from portfoliogen.text import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

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

_DATED = re.compile(r"^\(?(?:19|20)\d\d(?:\D|$)")
_NUMBER = re.compile(r"[\d\s_.()#-]+")
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
    likely = {top for top in tops & used if not _DATED.match(top) and not is_asset_folder(top)}
    people = _people(likely) if bare else likely
    loose = sum(one.ending in TEXT_ENDINGS and fold(one.stem) not in _SCHOOLS_TEXTS for one in by_folder.get("", ()))
    beside = used - people or by_folder.get("")
    if bare and len(people) == 1 and beside:
        people = set()  # one folder among a site's others is not one person's
    if people and len(people) > loose and len(people) >= len(likely - people):
        return people, False
    return ({""}, True) if by_folder else (tops, False)


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
