"""Media made safe: every byte anew, nothing hidden, kept by content so that it is made only once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from portfoliogen.diagnostics import Position
from portfoliogen.diagnostics.rules import media as rules
from portfoliogen.model.sources import MediaKind, SourceError
from portfoliogen.render.media import store as cache

if TYPE_CHECKING:
    from pathlib import Path

    from portfoliogen.diagnostics import Diagnostic
    from portfoliogen.model.media import MadeMedia, MediaJob
    from portfoliogen.render.media.made import Outcome


def make_media(job: MediaJob, store: Path) -> tuple[MadeMedia | None, tuple[Diagnostic, ...]]:
    """Make one media file ready for pages, or find it ready in `store`.

    Returns:
        The result, None where nothing may be published; and what a person should know about it. A file
        whose `facts` name a problem was told when it was read: it gives None and no further diagnostic.

    Raises:
        OSError: the store cannot be written. What is wrong with the input is never raised.
    """
    if job.facts.problem or job.facts.kind is MediaKind.UNKNOWN:
        return None, ()
    place = cache.place_of(job, store)
    outcome = cache.recall(place)
    if outcome is None:
        try:
            outcome = _make(job, store, place)
        except SourceError as error:
            at = Position(job.source.shown)
            return None, (rules.MEDIA_UNREADABLE.at(at, name=job.source.name, reason=error.reason),)
    return outcome.media, tuple(finding.at(job.source) for finding in outcome.findings)


def _make(job: MediaJob, store: Path, place: Path) -> Outcome:
    with cache.work_folder(store) as work:
        outcome = _make_in(job, work)
        return cache.keep(outcome, work, place) if outcome.lasting else outcome


def _make_in(job: MediaJob, work: Path) -> Outcome:
    from portfoliogen.render.media import makers  # noqa: PLC0415 - nothing new, nothing loaded

    refused = makers.refused_by_size(job) or makers.refused_for_missing(job)
    if refused is not None:
        return refused
    if not makers.is_risky(job):
        return makers.make_in(job, work)
    from portfoliogen.render.media.guard import make_apart  # noqa: PLC0415 - only where it is needed

    return make_apart(job, work, makers.time_limit_s(job))
