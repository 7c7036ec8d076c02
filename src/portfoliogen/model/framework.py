"""A framework as a school uses it: strands, skills, modes and kinds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from portfoliogen.text import text_in

if TYPE_CHECKING:
    from collections.abc import Mapping

    from portfoliogen.model.visibility import Visibility


class Term(Struct, frozen=True):
    """A word of a framework: a strand, element, skill, mode or kind.

    `names` holds translations by language code. `aliases` are other words for it, `former` words of an
    earlier version with that version.
    """

    key: str
    name: str
    names: tuple[tuple[str, str], ...] = ()
    gloss: str = ""
    aliases: tuple[str, ...] = ()
    former: tuple[tuple[str, str], ...] = ()
    symbol: str = ""

    def name_in(self, language: str) -> str:
        """The name in a language, else in the framework's own."""
        return text_in(language, self.names, self.name)


class Strand(Term, frozen=True):
    """A domain of learning; `elements` are its fixed parts, where it has some."""

    number: int = 0
    elements: tuple[Term, ...] = ()
    colour: str = ""


class Skill(Term, frozen=True):
    """A skill, piece of knowledge or disposition (`nature`), with its scale.

    `levels` are the names of the steps where they have names, lowest first; `first_step` and
    `last_step` bound the numbers.
    """

    group: str = ""
    nature: str = "skill"
    first_step: int = 0
    last_step: int = 15
    levels: tuple[str, ...] = ()
    link: str = ""


class Kind(Term, frozen=True):
    """A kind of entry: the strands it implies, prompts that help to write, stages it goes through."""

    strands: tuple[str, ...] = ()
    prompts: tuple[str, ...] = ()
    stages: tuple[str, ...] = ()
    modes: tuple[str, ...] = ()
    visibility: Visibility | None = None
    expects: tuple[str, ...] = ()
    fields: tuple[tuple[str, str], ...] = ()


class Framework(Struct, frozen=True):
    """Strands, skills, modes and kinds, as a school uses them."""

    key: str
    title: str
    strands: tuple[Strand, ...]
    skills: tuple[Skill, ...]
    modes: tuple[Term, ...]
    kinds: tuple[Kind, ...]
    expects: tuple[str, ...] = ()
    publisher: str = ""
    version: str = ""
    source: str = ""
    licence: str = ""
    notices: tuple[str, ...] = ()

    @property
    def example_strand(self) -> str:
        """The strand that hints name: one that few would think of first."""
        return self.strands[-2 if len(self.strands) > 1 else -1].key if self.strands else ""

    def strand(self, key: str) -> Strand:
        """The strand with this key, which `check` has made sure of."""
        return next(one for one in self.strands if one.key == key)

    def skill(self, key: str) -> Skill:
        """The skill with this key, which `check` has made sure of."""
        return next(one for one in self.skills if one.key == key)

    def kind(self, key: str) -> Kind:
        """The kind with this key, which `check` has made sure of."""
        return next(one for one in self.kinds if one.key == key)


def by_key(items: tuple[Term, ...]) -> Mapping[str, Term]:
    """Terms by their keys."""
    return {one.key: one for one in items}
