"""What an entry is made of, file by file: what an endorsement is bound to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from portfoliogen.check.media import stem_of
from portfoliogen.model.documents import Purpose
from portfoliogen.model.endorsements import Part, part_of

if TYPE_CHECKING:
    from portfoliogen.check.gather import Gathered
    from portfoliogen.model.documents import Found


class Parts:
    """The files behind each entry of one learner, by their bytes."""

    def __init__(self, found: Found) -> None:
        self._beside: dict[str, list[Part]] = {}
        files = [(one.source, one.digest) for one in found.documents if one.purpose is Purpose.TRANSCRIPT]
        files += [(one.source, one.digest) for one in found.subtitles]
        self._lists = tuple(
            (one.source.folder, part_of("words", one.source.name, one.digest))
            for one in found.documents
            if one.purpose in {Purpose.CAPTIONS, Purpose.DESCRIPTIONS}
        )
        for source, digest in files:
            part = part_of("words", source.name, digest)
            # `clip.cy.vtt` belongs to `clip.mp4`, and so does `clip.vtt`.
            for stem in {stem_of(source.path), stem_of(stem_of(source.path))}:
                self._beside.setdefault(stem, []).append(part)

    def of(self, made: Gathered) -> tuple[Part, ...]:
        """The text, the media and the words beside them. A pasted picture is part of its text's bytes."""
        parts = {part_of("text", "", made.document.digest)} if made.document else set()
        for source, facts in made.media:
            if source.inline is None:
                parts.add(part_of("media", source.name, facts.digest))
                parts.update(self._beside.get(stem_of(source.path), ()))
                parts.update(part for folder, part in self._lists if folder == source.folder)
        return tuple(sorted(parts))
