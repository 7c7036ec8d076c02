"""What all pages share: links, dates, texts, media, the page itself, and an entry as it stands in a list."""

from __future__ import annotations

from msgspec import Struct


class Link(Struct, frozen=True):
    """Something that has a page; `path` is empty where this audience gets no page for it.

    `number` is a strand's place in its framework, which picks its colour and shape; 0 for all else.
    """

    name: str
    path: str = ""
    current: bool = False
    number: int = 0


class MediaUse(Struct, frozen=True):
    """A media file in its place. `key` finds what was made of it; `alt` is empty for a decoration.

    `inline` says that it stands within a line of text, where no figure may be.
    """

    key: str
    kind: str
    alt: str = ""
    caption: str = ""
    decorative: bool = False
    width_px: int | None = None
    transcript: tuple[str, ...] = ()
    captions: tuple[tuple[str, str], ...] = ()
    name: str = ""
    inline: bool = False


class Anchor(Struct, frozen=True):
    """The start or end of a link in prose.

    `path` leads to a page of the profile, `media` to what was made of a media file (by its key), `href` to
    another site; with none of them, what was linked is not there (for this audience) and the text stands
    without a link. `moment` is a place in the media file, as a fragment: "t=130", "page=4".
    """

    path: str = ""
    href: str = ""
    media: str = ""
    end: bool = False
    moment: str = ""


class Prose(Struct, frozen=True):
    """A learner's text: safe HTML, cut where media and links stand."""

    pieces: tuple[str | MediaUse | Anchor, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.pieces)


class MediaSource(Struct, frozen=True):
    """A file to offer the browser: `srcset` for pictures, one path for film and sound."""

    mime: str
    path: str
    srcset: tuple[tuple[str, int], ...] = ()


class MediaView(Struct, frozen=True):
    """A media file made ready to show.

    kind: "picture", "film", "sound", "document" or "attachment".
    sources: best first; `fallback` is the one that every browser shows, `full` the largest, `small` the smallest.
    poster: a still of a film, or the first page of a document, as a MediaView of kind "picture".
    captions: subtitles as (language, label, data URI).
    animated: a picture that moves; `fallback` and `small` stand still.
    duration: in words of a clock, "1:05"; `size` in words, "1.2 MB".
    """

    kind: str
    sources: tuple[MediaSource, ...]
    fallback: str
    full: str
    small: str
    alt: str = ""
    caption: str = ""
    decorative: bool = False
    width_px: int = 0
    height_px: int = 0
    limit_px: int = 0
    placeholder: str = ""
    poster: MediaView | None = None
    waveform: str = ""
    duration: str = ""
    pages: int = 0
    size: str = ""
    format: str = ""
    transcript: tuple[str, ...] = ()
    captions: tuple[tuple[str, str, str], ...] = ()
    name: str = ""
    animated: bool = False


class DateView(Struct, frozen=True):
    """A date for people and machines; `iso` may be a day, month or year. Empty text: undated."""

    text: str = ""
    iso: str = ""
    short: str = ""


class CardView(Struct, frozen=True):
    """What a message shows of a profile whose link is pasted into it (Open Graph): what its first page shows, too.

    `picture` is shown only where `address`, the first page's own, is known.
    """

    description: str
    picture: MediaUse | None
    address: str


class SiteView(Struct, frozen=True):
    """Whom a profile is for and what holds on all its pages. `statement` is its page on accessibility.

    `card` is None unless the school asked for cards, and the profile is public.
    """

    language: str
    direction: str
    school: str
    contact: str
    audience: str
    who: str
    decision: str
    single: bool
    statement: str = ""
    card: CardView | None = None


class PageView(Struct, frozen=True):
    """The page itself. `kind` names its template; `trail` leads up to it from the home."""

    kind: str
    title: str
    path: str
    trail: tuple[Link, ...] = ()
    nav: tuple[Link, ...] = ()
    description: str = ""


class LearnerView(Struct, frozen=True):
    """The learner as this audience may see them.

    `about` is in their own words; of a long text it is the beginning, and `about_more` the rest.
    """

    name: str
    headline: str = ""
    languages: tuple[str, ...] = ()
    about: Prose | None = None
    about_language: str = ""
    portrait: MediaUse | None = None
    intro: MediaUse | None = None
    about_more: Prose | None = None


class LevelView(Struct, frozen=True):
    """What stands behind an entry, in words: "self", "seen", "confirmed" or "validated".

    "changed" says that the entry is no longer what the adult saw; `was` is what they gave it then. `skills`
    are those that they confirmed, `next` the step that they suggest, `link` a page of their organisation.
    """

    key: str
    by: str = ""
    role: str = ""
    date: DateView = DateView()
    statement: str = ""
    organisation: str = ""
    link: str = ""
    next: str = ""
    skills: tuple[SkillTag, ...] = ()
    was: str = ""


class SkillTag(Struct, frozen=True):
    """A skill on an entry: how it shows, in the learner's words, and the step where one was said."""

    skill: Link
    step: str = ""
    how: str = ""
    by_staff: bool = False


class EntryCard(Struct, frozen=True):
    """An entry as other pages list it."""

    title: str
    path: str
    date: DateView
    summary: str
    kind: str
    kind_key: str
    modes: tuple[str, ...]
    where: str
    where_key: str
    strands: tuple[Link, ...]
    skills: tuple[SkillTag, ...]
    cover: MediaUse | None
    level: LevelView
    language: str
    direction: str
    has_film: bool = False
    has_sound: bool = False
    observed: bool = False
    year: str = ""
    course: str = ""


class Fact(Struct, frozen=True):
    """A line of what is known about an entry: label, value, and a page where there is one."""

    key: str
    label: str
    value: str
    path: str = ""


class StageView(Struct, frozen=True):
    """A stage of a project, in its order."""

    name: str
    date: DateView
    hours: str
    text: str
    body: Prose | None
    media: tuple[MediaUse, ...]


class CriterionView(Struct, frozen=True):
    """A criterion of a brief and whether the learner says that this entry meets it."""

    text: str
    met: bool


class BriefView(Struct, frozen=True):
    """The brief that an entry answers."""

    title: str
    criteria: tuple[CriterionView, ...]
    who: str
    when: str


class LookAgain(Struct, frozen=True):
    """An earlier and a later look at the same thing."""

    card: EntryCard
    body: Prose
    media: tuple[MediaUse, ...] = ()
