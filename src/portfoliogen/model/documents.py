"""What files say, each piece with its place: values before anybody asks what they mean."""

from __future__ import annotations

from enum import StrEnum
from typing import TypeAlias

from msgspec import Struct

from portfoliogen.diagnostics import Located, Position
from portfoliogen.model.sources import MediaFacts, SourceFile


class Scalar(Struct, frozen=True):
    """A piece of text in a field. Empty text means that the field was left empty."""

    text: str
    at: Position


class Sequence(Struct, frozen=True):
    """A list, in the order written."""

    items: tuple[Tree, ...]
    at: Position


class Mapping(Struct, frozen=True):
    """Keys and their values, in the order written; keys are as people wrote them."""

    pairs: tuple[tuple[Scalar, Tree], ...]
    at: Position


Tree: TypeAlias = Scalar | Sequence | Mapping


NOWHERE = Position("")


class Role(StrEnum):
    """What a reference in a body does."""

    EMBED = "embed"  # a picture, film, sound or document shown in place
    INLINE = "inline"  # the same within a line of text
    LINK = "link"  # the start of a link; its text follows as pieces
    LINK_END = "link-end"


class Reference(Struct, frozen=True):
    """A place in a body that points at something; `assemble` finds out at what.

    `target` is as written, percent-decoded by nobody yet. `width_px` is a most, asked for by the writer.
    """

    role: Role
    target: str = ""
    alt: str = ""
    caption: str = ""
    width_px: int | None = None
    at: Position = NOWHERE


Piece: TypeAlias = str | Reference


class Body(Struct, frozen=True):
    """A text as safe HTML, cut at each thing that it points at.

    The strings among `pieces` have passed the sanitiser and go into a page unchanged. `first_heading`
    and `first_paragraph` are plain text. `words` counts words that a person wrote.
    """

    pieces: tuple[Piece, ...] = ()
    first_heading: str = ""
    first_paragraph: str = ""
    words: int = 0
    hashtags: tuple[Located[str], ...] = ()

    @property
    def references(self) -> tuple[Reference, ...]:
        """All that the text points at, in order."""
        return tuple(piece for piece in self.pieces if isinstance(piece, Reference))


class Purpose(StrEnum):
    """What a text in a learner's folder is for, by its name and place."""

    ENTRY = "entry"
    PROFILE = "profile"
    GOAL = "goal"
    AUDIENCE = "audience"
    ONE_PAGE = "one-page"
    TRANSCRIPT = "transcript"
    CAPTIONS = "captions"
    DESCRIPTIONS = "descriptions"


class Document(Struct, frozen=True):
    """A text file read: its fields, its body, and pictures that were pasted into it.

    `unreadable_fields` is true where the block of fields could not be understood even line by line;
    nothing may then be concluded from a field that is not there. A file of goals gives one document for
    each of them. `digest` is the SHA-256 of the file's bytes.
    """

    source: SourceFile
    text: str
    fields: Mapping
    body: Body
    purpose: Purpose = Purpose.ENTRY
    pasted: tuple[SourceFile, ...] = ()
    unreadable_fields: bool = False
    digest: str = ""


class Subtitles(Struct, frozen=True):
    """A file of subtitles: as clean WebVTT, what is spoken as plain paragraphs, and the language that its name tells."""

    source: SourceFile
    vtt: str
    spoken: tuple[str, ...]
    digest: str = ""
    language: str = ""


class Found(Struct, frozen=True):
    """All that the reading of one learner's folder gave: texts, facts of each media file, subtitles.

    Pictures that were pasted into a text are among the media; their bytes are `inline`. A Word file is among the
    documents and the media, since only its neighbours can say which it is.
    """

    documents: tuple[Document, ...]
    media: tuple[tuple[SourceFile, MediaFacts], ...]
    subtitles: tuple[Subtitles, ...] = ()
