"""What every maker of media hands back: files in a work folder, findings in words, or a refusal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from portfoliogen.diagnostics import Diagnostic, Position, Rule
from portfoliogen.diagnostics.rules import media as rules
from portfoliogen.model.media import MadeMedia, MediaJob, Rendition
from portfoliogen.model.sources import SourceFile

if TYPE_CHECKING:
    from pathlib import Path

_RULES = {rule.code: rule for rule in vars(rules).values() if isinstance(rule, Rule)}


class Finding(Struct, frozen=True):
    """A problem met while making, without its place: the same content may be found in several files."""

    code: str
    values: tuple[tuple[str, str], ...] = ()

    def at(self, source: SourceFile) -> Diagnostic:
        """The same as a diagnostic about a file."""
        return _RULES[self.code].at(Position(source.shown), name=source.name, **dict(self.values))


class Outcome(Struct, frozen=True):
    """What came of a job: `media` is None where nothing may be published.

    `lasting` says that doing it again would end the same way, so that it may be remembered.
    """

    media: MadeMedia | None
    findings: tuple[Finding, ...] = ()
    lasting: bool = True


class Withheld(Exception):  # noqa: N818 - it is an answer, not an error of ours
    """A file cannot be shown or cleaned. Never raised for what the program writes."""

    def __init__(self, rule: Rule, *, lasting: bool = True, **values: object) -> None:
        super().__init__(rule.code)
        self.finding = Finding(rule.code, tuple((key, str(value)) for key, value in values.items()))
        self.lasting = lasting

    @property
    def outcome(self) -> Outcome:
        """The refusal as a job's outcome."""
        return Outcome(None, (self.finding,), self.lasting)


class StoreError(OSError):
    """The results cannot be written: the disk is full or gone. Never the file's fault."""


def note(rule: Rule, **values: object) -> Finding:
    """A finding that goes with a result."""
    return Finding(rule.code, tuple((key, str(value)) for key, value in values.items()))


def stem_of(job: MediaJob) -> str:
    """The beginning of the names of a job's files: from its content and treatment, never from its name."""
    default = MediaJob(job.key, job.source, job.facts, type(job.treatment)())
    return job.key if job.treatment == default.treatment else f"{job.key}-{job.treatment.recipe}"


def put(folder: Path, name: str, mime: str, content: bytes, size_px: tuple[int, int] = (0, 0)) -> Rendition:
    """Write a file of a result; its `path` is relative to the work folder until the store has taken it.

    Raises:
        StoreError: the disk is full or gone; that is never the file's fault.
    """
    try:
        (folder / name).write_bytes(content)
    except OSError as error:
        raise StoreError(error.errno, error.strerror) from error
    return Rendition(name, name, mime, len(content), *size_px)
