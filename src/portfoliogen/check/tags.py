"""Strands, skills, kind, mode, course and year of an entry, however they were said.

Front matter wins; staff's tags, hashtags and folders' names add to it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from msgspec import Struct, field
from msgspec.structs import replace

from portfoliogen.check.values import words_of
from portfoliogen.diagnostics import Diagnostic, Located
from portfoliogen.diagnostics.rules import framework as rules
from portfoliogen.model.documents import Mapping, Scalar, Sequence
from portfoliogen.model.learner import SkillClaim
from portfoliogen.text import fold, one_line

if TYPE_CHECKING:
    from portfoliogen.check.values import Fields
    from portfoliogen.check.vocabulary import Vocabulary
    from portfoliogen.model.documents import Tree
    from portfoliogen.model.framework import Kind, Skill


class Tags(Struct):
    """What an entry is tagged with: keys of the framework's words, each once, in the order met."""

    strands: dict[str, None] = field(default_factory=dict)
    elements: dict[str, None] = field(default_factory=dict)
    skills: dict[str, SkillClaim] = field(default_factory=dict)
    kind: Kind | None = None
    modes: dict[str, None] = field(default_factory=dict)
    course: str = ""
    free: dict[str, None] = field(default_factory=dict)
    by_staff: dict[str, None] = field(default_factory=dict)

    def add_strand(self, vocabulary: Vocabulary, word: str) -> bool:
        """Take a word as a strand or as a part of one."""
        strand = vocabulary.strands.find(word)
        if strand is not None:
            self.strands.setdefault(strand.term.key)
            return True
        element = vocabulary.elements.find(word)
        if element is not None:
            self.elements.setdefault(element.term.key)
            self.strands.setdefault(vocabulary.strand_of_element[element.term.key])
            return True
        return False

    def add_skill(self, claim: SkillClaim) -> None:
        """Take a skill; what is said first about it stays, what was left open is filled."""
        old = self.skills.get(claim.skill)
        if old is None:
            self.skills[claim.skill] = claim
        else:
            self.skills[claim.skill] = replace(
                old, step=old.step if old.step is not None else claim.step, how=old.how or claim.how
            )


def tags_of(
    fields: Fields,
    staff: Fields | None,
    hashtags: tuple[Located[str], ...],
    folders: tuple[str, ...],
    vocabulary: Vocabulary,
) -> Tags:
    """All tags of an entry.

    Reports: PG301 to PG307, PG313.
    """
    tags = Tags()
    found = fields.found
    for layer, by_staff in ((fields, False), (staff, True)):
        if layer is None:
            continue
        before = {*tags.strands, *tags.skills}
        for word in layer.words("strands"):
            _strand(word, tags, vocabulary, layer.found)
        for claim in read_skills(layer.tree_of("skills"), vocabulary, layer.found, by_staff=by_staff):
            tags.add_skill(claim)
        if tags.kind is None and layer.has("kind"):
            tags.kind = _kind(layer, vocabulary)
        for word in layer.words("mode"):
            _mode(word, tags, vocabulary, layer.found)
        for word in layer.words("tags"):
            tags.free.setdefault(word.value)
        if by_staff:
            tags.by_staff = dict.fromkeys({**tags.strands, **tags.skills}.keys() - before)
    for tag in hashtags:
        _hashtag(tag, tags, vocabulary, found)
    _folders(folders, tags, vocabulary)
    kind = tags.kind
    if kind is not None:
        for key in kind.strands:
            tags.strands.setdefault(key)
        if not tags.modes:
            tags.modes.update(dict.fromkeys(kind.modes))
    return tags


def _strand(word: Located[str], tags: Tags, vocabulary: Vocabulary, found: list[Diagnostic]) -> None:
    if tags.add_strand(vocabulary, word.value):
        return
    skill = vocabulary.skills.find(word.value)
    if skill is not None:
        tags.add_skill(SkillClaim(skill.term.key, None, "", word.at))
        found.append(rules.SKILL_AS_STRAND.at(word.at, found=word.value))
        return
    found.append(
        rules.UNKNOWN_STRAND.at(
            word.at,
            found=word.value[:60],
            nearest=vocabulary.strands.nearest(word.value),
            choices=vocabulary.strands.choices,
        )
    )


def _kind(layer: Fields, vocabulary: Vocabulary) -> Kind | None:
    value = layer.scalar("kind", "kind: project")
    if value is None:
        return None
    match = vocabulary.kinds.find(one_line(value.text))
    if match is None:
        layer.found.append(
            rules.UNKNOWN_KIND.at(
                value.at,
                found=one_line(value.text)[:60],
                nearest=vocabulary.kinds.nearest(value.text),
                choices=vocabulary.kinds.choices,
            )
        )
        return None
    return match.term


def _mode(word: Located[str], tags: Tags, vocabulary: Vocabulary, found: list[Diagnostic]) -> None:
    match = vocabulary.modes.find(word.value)
    if match is None:
        found.append(
            rules.UNKNOWN_MODE.at(
                word.at,
                found=word.value[:60],
                nearest=vocabulary.modes.nearest(word.value),
                choices=vocabulary.modes.choices,
            )
        )
    else:
        tags.modes.setdefault(match.term.key)


def _hashtag(tag: Located[str], tags: Tags, vocabulary: Vocabulary, found: list[Diagnostic]) -> None:
    """`#teamwork5`, `#passion`; a tag that the framework doesn't know is a free one."""
    spaced = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", tag.value).replace("_", " ")
    word, step = vocabulary.split_step(spaced)
    skill = vocabulary.skills.find(word)
    if skill is not None:
        number = vocabulary.step(skill.term, step, tag.at, found) if step else None
        tags.add_skill(SkillClaim(skill.term.key, number, "", tag.at))
    elif tags.add_strand(vocabulary, spaced):
        pass
    elif mode := vocabulary.modes.find(spaced):
        tags.modes.setdefault(mode.term.key)
    elif (kind := vocabulary.kinds.find(spaced)) and tags.kind is None:
        tags.kind = kind.term
    else:
        tags.free.setdefault(tag.value)


def _folders(folders: tuple[str, ...], tags: Tags, vocabulary: Vocabulary) -> None:
    """A folder named like a strand, kind or course tags all that is in it; the nearest folder wins."""
    for name in reversed(folders):
        plain = re.sub(r"^\d{1,2}\s*[-_.)]\s*", "", name)
        for word in (name, plain):
            # A folder called “Oracy” says where its entries belong even where the text names other strands.
            if tags.add_strand(vocabulary, word):
                break
            kind = vocabulary.kinds.find(word)
            if kind is not None:
                tags.kind = tags.kind or kind.term
                break
            course = vocabulary.courses.find(word)
            if course is not None:
                tags.course = tags.course or course.term.key
                break


def read_skills(
    tree: Tree | None, vocabulary: Vocabulary, found: list[Diagnostic], *, by_staff: bool = False
) -> list[SkillClaim]:
    """The skills of an entry: words, words with steps, or a map to a step, to a sentence, or to both."""
    claims: list[SkillClaim] = []
    if isinstance(tree, Mapping):
        for key, value in tree.pairs:
            claims += _claim(key, value, vocabulary, found, by_staff=by_staff)
        return claims
    if isinstance(tree, Sequence):
        for item in tree.items:
            if isinstance(item, Mapping):
                named = {fold(key.text): value for key, value in item.pairs}
                name = named.get("skill") or named.get("name")
                if isinstance(name, Scalar):
                    claims += _claim(name, item, vocabulary, found, by_staff=by_staff)
                else:
                    claims += read_skills(item, vocabulary, found, by_staff=by_staff)
            elif isinstance(item, Scalar):
                claims += _words(
                    words_of(Sequence((item,), item.at), "skills", found), vocabulary, found, by_staff=by_staff
                )
        return claims
    return _words(words_of(tree, "skills", found), vocabulary, found, by_staff=by_staff)


def _words(
    words: list[Located[str]], vocabulary: Vocabulary, found: list[Diagnostic], *, by_staff: bool
) -> list[SkillClaim]:
    claims = []
    for located in words:
        word, step = vocabulary.split_step(located.value)
        how = ""
        if not vocabulary.skills.find(word) and ":" in located.value:
            word, _, how = (part.strip() for part in located.value.partition(":"))
            word, step = vocabulary.split_step(word)
        skill = vocabulary.skill(word, located.at, found)
        if skill is not None:
            number = vocabulary.step(skill, step, located.at, found) if step else None
            claims.append(SkillClaim(skill.key, number, how, located.at, by_staff))
    return claims


def _claim(
    key: Scalar, value: Tree, vocabulary: Vocabulary, found: list[Diagnostic], *, by_staff: bool
) -> list[SkillClaim]:
    word, step_in_key = vocabulary.split_step(one_line(key.text))
    skill = vocabulary.skill(word, key.at, found)
    if skill is None:
        return []
    step = vocabulary.step(skill, step_in_key, key.at, found) if step_in_key else None
    how = ""
    if isinstance(value, Scalar):
        step, how = _step_or_how(skill, value, step, vocabulary, found)
    elif isinstance(value, Mapping):
        for name, detail in value.pairs:
            if not isinstance(detail, Scalar):
                continue
            if fold(name.text) in {"step", "level"} and detail.text.strip():
                step = vocabulary.step(skill, detail.text, detail.at, found)
            elif fold(name.text) in {"how", "why", "evidence", "because"}:
                how = one_line(detail.text)
    elif isinstance(value, Sequence):
        for item in value.items:
            if isinstance(item, Scalar):
                own_step, own_how = _step_or_how(skill, item, step, vocabulary, found)
                step, how = own_step, how or own_how
    return [SkillClaim(skill.key, step, how, key.at, by_staff)]


def _step_or_how(
    skill: Skill, value: Scalar, step: int | None, vocabulary: Vocabulary, found: list[Diagnostic]
) -> tuple[int | None, str]:
    text = one_line(value.text)
    levels = {fold(level) for level in skill.levels}
    if re.fullmatch(r"(?:step\s*|level\s*)?-?\d{1,5}", text, re.IGNORECASE) or fold(text) in levels:
        return vocabulary.step(skill, text, value.at, found), ""
    return step, text
