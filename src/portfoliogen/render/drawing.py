"""What templates can call: one pen for each worker and theme, pointed at one page after another."""

from __future__ import annotations

import threading
from functools import lru_cache
from typing import TYPE_CHECKING, Protocol, cast
from urllib.parse import quote

from jinja2.utils import Namespace
from markupsafe import Markup, escape
from msgspec import Struct, field

from portfoliogen.render.environment import ThemeEnvironment
from portfoliogen.render.prose import OUTSIDE_REL, join_prose
from portfoliogen.render.shown import file_path, media_view
from portfoliogen.text import shortened

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from portfoliogen.model.media import MadeMedia
    from portfoliogen.theme import Theme
    from portfoliogen.views.parts import DateView, LevelView, Link, MediaSource, MediaUse, MediaView, Prose
    from portfoliogen.words import Words

MARKS = 6
"""How many strands a theme tells apart by colour and shape; a seventh looks like the first."""

MEDIA_TEMPLATE = "media.html"

NOTHING = Markup()
_MARKS = tuple(
    Markup('<span class="mark m{}" aria-hidden="true"></span>').format(number) for number in range(1, MARKS + 1)
)
_TINTS = tuple(f"s{number}" for number in range(1, MARKS + 1))

KEPT_THEMES = 8
"""How many themes a worker keeps ready; `serve` makes a new one with each change of a template."""

KEPT_PATHS = 20_000
"""How many addresses a worker remembers between profiles; they are short."""


class NoPageError(ValueError):
    """A template links to what has no page; it should ask first whether a link has a path."""

    def __init__(self, path: str) -> None:
        super().__init__(f"“{path}” is no path below a profile")


class _MediaMacros(Protocol):
    """The two macros that a theme's `media.html` must have."""

    figure: Callable[[MediaView], str]
    inline: Callable[[MediaView], str]


class Pen(Struct):
    """Draws with one theme. What is here besides the environment changes with the profile and the page."""

    environment: ThemeEnvironment
    words: Words
    made: Mapping[str, MadeMedia]
    prefix: str = ""
    paths: dict[str, str] = field(default_factory=dict)
    shown: dict[MediaUse, MediaView | None] = field(default_factory=dict)
    plain: dict[str, Markup] = field(default_factory=dict)

    def begin_profile(self, words: Words, made: Mapping[str, MadeMedia]) -> None:
        """Forget the profile before."""
        self.words, self.made = words, made
        self.shown = {}
        self.plain = {}
        if len(self.paths) > KEPT_PATHS:
            self.paths = {}

    def url(self, path: str) -> str:
        """Link from this page to a path of the profile: relative, percent-encoded, naming index.html."""
        quoted = self.paths.get(path)
        if quoted is None:
            quoted = self.paths[path] = _quoted(path)
        return self.prefix + quoted

    def text(self, prose: Prose) -> Markup:
        """Join a learner's text into HTML, its media drawn by the theme."""
        return join_prose(prose, self)

    def media(self, use: MediaUse | None) -> MediaView | None:
        """Make a media file ready to show; None where that cannot be."""
        if use is None:
            return None
        if use not in self.shown:
            made = self.made.get(use.key)
            self.shown[use] = media_view(use, made, self.words) if made else None
        return self.shown[use]

    def file_of(self, key: str) -> str:
        """Find the path of what was made of a media file; empty where nothing could be made."""
        made = self.made.get(key)
        return file_path(made) if made else ""

    def draw_media(self, use: MediaUse, *, linked: bool) -> str:
        """Draw a media file in its place; `linked` where it stands within a link."""
        view = self.media(use)
        if view is None:
            label = escape(use.alt or use.caption or self.words.word("media.absent"))
            return f'<span class="missing" dir="auto">{label}</span>'
        # Jinja gives a template's macros as attributes that no type knows of.
        macros = cast("_MediaMacros", self.environment.get_template(MEDIA_TEMPLATE).module)
        if not use.inline and not linked:
            return macros.figure(view)
        if linked or view.kind == "picture":
            return macros.inline(view)
        return f'<a href="{self.url(view.full)}">{macros.inline(view)}</a>'

    def word(self, key: str, count: float | None = None, **values: object) -> str:
        """Find a text of the theme's words; a value that is HTML stays so, and then so is the whole."""
        if count is None and not values:
            text = self.plain.get(key)
            if text is None:
                text = self.plain[key] = escape(self.words.word(key))
            return text
        if any(isinstance(value, Markup) for value in values.values()):
            if count is not None:
                values["count"] = self.words.number(count)
            return escape(self.words.pattern(key, count)).format(**values)
        return self.words.word(key, count, **values)

    def join(self, names: list[str] | tuple[str, ...]) -> str:
        """Write names as a list in a sentence."""
        return self.words.join(names)

    def number(self, value: float) -> str:
        """Write a number as the page's language does."""
        return self.words.number(value)

    def level(self, level: LevelView, *, brief: bool = False) -> Markup:
        """Say who stands behind an entry: "Confirmed by Mr Lee, teacher, 14 March 2026"; in brief, who alone."""
        if level.key == "self":
            return escape(self.words.word("level.self"))
        if level.key == "changed":
            return escape(self.word(f"level.changed-{level.was}", date=self.when(level.date)))
        if level.by:
            comma = escape(self.words.word("comma"))
            who = comma.join(
                self.bdi(one) for one in (level.by, level.role, level.organisation)[: 1 if brief else 3] if one
            )
            text = self.word(f"level.{level.key}-by", who=who)
        else:
            text = self.words.word(f"level.{level.key}")
        if level.date.text and not brief:
            text = self.word("level.dated", level=escape(text), date=self.when(level.date))
        return escape(text)

    def when(self, date: DateView, *, short: bool = False) -> Markup:
        """Write a date for people and machines; empty where there is none."""
        return _when(date, short)

    def bdi(self, text: str) -> Markup:
        """Let a name or title keep its own direction within a line of another."""
        return _bdi(text)

    def spoken(self, language: str, direction: str = "auto") -> Markup:
        """Write the attributes that say how a learner's text is spoken and which way it runs."""
        return _spoken("" if language == self.words.language else language, direction or "auto")

    def mark(self, strand: Link) -> Markup:
        """Draw the shape of a strand, in its colour; its name always stands beside it."""
        if not strand.number:
            return NOTHING
        return _MARKS[(strand.number - 1) % MARKS]

    def tint(self, strands: tuple[Link, ...]) -> str:
        """Give the class that lends a box the colour of the first of these strands."""
        for one in strands:
            if one.number:
                return _TINTS[(one.number - 1) % MARKS]
        return "s0"

    def srcset(self, source: MediaSource) -> str:
        """Write a source's sizes as an attribute's value."""
        return ", ".join(f"{self.url(path)} {width}w" for path, width in source.srcset)


@lru_cache(maxsize=1024, typed=True)
def _bdi(text: str) -> Markup:
    return Markup(f"<bdi>{escape(text)}</bdi>")  # noqa: S704 - escaped, or written by the program


@lru_cache(maxsize=64)
def _spoken(language: str, direction: str) -> Markup:
    said = f' lang="{escape(language)}"' if language else ""
    return Markup(f'{said} dir="{escape(direction)}"')  # noqa: S704 - escaped, or written by the program


@lru_cache(maxsize=1024)
def _when(date: DateView, short: bool) -> Markup:  # noqa: FBT001 - a key to what is kept
    if not date.text:
        return NOTHING
    text = escape((date.short or date.text) if short else date.text)
    if not date.iso:
        return Markup(f"<span>{text}</span>")  # noqa: S704 - escaped, or written by the program
    return Markup(f'<time datetime="{escape(date.iso)}">{text}</time>')  # noqa: S704 - escaped, or written by the program


def _quoted(path: str) -> str:
    if not path or path.startswith("/"):
        raise NoPageError(path)
    file, hash_sign, fragment = path.partition("#")
    if not file or file.endswith("/"):
        file += "index.html"
    return quote(file) + (f"#{quote(fragment, safe='=:,.-_')}" if hash_sign else "")


_WORKER = threading.local()


def pen_for(theme: Theme, words: Words, made: Mapping[str, MadeMedia], *, quick: bool = True) -> Pen:
    """Find this worker's pen for a theme; templates are compiled only the first time."""
    pens: dict[tuple[str, bool], Pen] | None = getattr(_WORKER, "pens", None)
    if pens is None:
        pens = _WORKER.pens = {}
    pen = pens.get((theme.digest, quick))
    if pen is None:
        if len(pens) >= KEPT_THEMES:
            pens.clear()
        environment = ThemeEnvironment(theme, quick=quick)
        pen = pens[theme.digest, quick] = Pen(environment, words, made)
        environment.globals = {
            "url": pen.url,
            "text": pen.text,
            "media": pen.media,
            "word": pen.word,
            "join": pen.join,
            "number": pen.number,
            "level": pen.level,
            "when": pen.when,
            "spoken": pen.spoken,
            "mark": pen.mark,
            "bdi": pen.bdi,
            "tint": pen.tint,
            "srcset": pen.srcset,
            "shortened": shortened,
            "outside_rel": OUTSIDE_REL,
            "option": theme.options,
            "choices": theme.choices,
            "range": range,
            "namespace": Namespace,
        }
    pen.begin_profile(words, made)
    return pen
