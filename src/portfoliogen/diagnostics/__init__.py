"""Problems found in people's files: where, what, and what to do next.

A stage returns its value together with the diagnostics it met; nothing is raised for bad input.
The kinds of problem stand in `rules.py`, the ways to print them in `formats.py`.
"""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Generic, TypeVar

from msgspec import Struct, field
from msgspec.structs import replace

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

T = TypeVar("T")


class Severity(StrEnum):
    """How much a problem matters: an error or warning asks for action, a note may be read or left."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


class Position(Struct, frozen=True, order=True):
    """A place in a file, counted as editors count.

    `path` is below the school's folder (or the learners'), with forward slashes. `line` and `column`
    start at 1; 0 means the file as a whole.
    """

    path: str
    line: int = 0
    column: int = 0


class Located(Struct, Generic[T], frozen=True):
    """A value and the place where somebody wrote it."""

    value: T
    at: Position


class Rule(Struct, frozen=True):
    """One kind of problem. Its `code` is permanent: retired, never reused.

    `message` says what is wrong, `hint` what to do; both are format strings over the values that `at`
    is given. When a value that `hint` needs is empty, `otherwise` is used in its place.
    `because` is the reason, for the catalogue that people read.
    """

    code: str
    slug: str
    severity: Severity
    message: str
    hint: str
    because: str
    otherwise: str = ""

    def at(self, position: Position, **values: object) -> Diagnostic:
        """Say that this problem is at `position`."""
        texts = {key: "" if value is None else str(value) for key, value in values.items()}
        return Diagnostic(
            self.code, self.slug, self.severity, position, self._fill(self.message, texts), self._hint(texts)
        )

    def _hint(self, texts: Mapping[str, str]) -> str:
        wanted = [key for key in texts if "{" + key + "}" in self.hint]
        if self.otherwise and any(not texts[key] for key in wanted):
            return self._fill(self.otherwise, texts)
        return self._fill(self.hint, texts)

    @staticmethod
    def _fill(template: str, texts: Mapping[str, str]) -> str:
        return template.format_map(texts)


class Diagnostic(Struct, frozen=True):
    """A problem, told: a rule at a place. `excerpt` is the source line, where there is one."""

    code: str
    slug: str
    severity: Severity
    at: Position
    message: str
    hint: str
    excerpt: str = ""

    @property
    def sort_key(self) -> tuple[Position, str, str]:
        """By place, then code, so that the order never depends on who found it first."""
        return (self.at, self.code, self.message)


class Diagnostics(Struct):
    """Collects what the stages report; the only mutable thing in the pipeline, and local to one learner."""

    found: list[Diagnostic] = field(default_factory=list)

    def take(self, result: tuple[T, Iterable[Diagnostic]]) -> T:
        """Keep a stage's diagnostics and hand on its value."""
        value, diagnostics = result
        self.found.extend(diagnostics)
        return value

    def in_order(self, sources: Mapping[str, str] | None = None) -> tuple[Diagnostic, ...]:
        """Each problem once, by place; with its source line where `sources` (path to text) has it."""
        unique = sorted(set(self.found), key=lambda one: one.sort_key)
        told = {one.at.path for one in unique}
        lines = {path: text.splitlines() for path, text in (sources or {}).items() if path in told}
        return tuple(with_excerpt(one, lines) for one in unique)


def with_excerpt(diagnostic: Diagnostic, lines: Mapping[str, Sequence[str]]) -> Diagnostic:
    """The same with its source line, where the lines of its file (by path) have it."""
    of_file = lines.get(diagnostic.at.path, ())
    if diagnostic.excerpt or not 0 < diagnostic.at.line <= len(of_file):
        return diagnostic
    return replace(diagnostic, excerpt=of_file[diagnostic.at.line - 1])
