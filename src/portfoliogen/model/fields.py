"""The fields of an entry, a profile and a goal, by the names that people give them."""

from __future__ import annotations

from portfoliogen.text import fold

ENTRY = (
    "title",
    "date",
    "summary",
    "strands",
    "skills",
    "kind",
    "mode",
    "subject",
    "course",
    "where",
    "provider",
    "with",
    "people",
    "stages",
    "hours",
    "qualification",
    "brief",
    "goal",
    "follows",
    "revisits",
    "observed_by",
    "scribed_by",
    "support",
    "next",
    "cover",
    "media",
    "visibility",
    "embargo_until",
    "tags",
    "lang",
    "draft",
    "id",
    "aliases",
    "notes",
    "evidence",
)
PROFILE = (
    "scribed_by",
    "name",
    "headline",
    "languages",
    "portrait",
    "intro",
    "highlights",
    "statements",
    "visibility",
    "lang",
    "media",
    "appreciate",
    "important",
    "support",
)
ONE_PAGE = ("appreciate", "important", "support", "scribed_by", "visibility", "lang")
GOAL = ("title", "status", "set", "due", "steps", "entries", "visibility", "share")
AUDIENCE = ("who", "decision", "form", "visibility", "until", "locked", "select", "show", "text")

_OTHER_NAMES = {
    "strand": "strands",
    "skill": "skills",
    "essential skills": "skills",
    "modes": "mode",
    "type": "kind",
    "tag": "tags",
    "categories": "tags",
    "category": "tags",
    "keywords": "tags",
    "language": "lang",
    "image": "cover",
    "featured image": "cover",
    "thumbnail": "cover",
    "description": "summary",
    "excerpt": "summary",
    "subtitle": "summary",
    "abstract": "summary",
    "goals": "goal",
    "person": "people",
    "who": "people",
    "together with": "with",
    "place": "where",
    "location": "where",
    "embargo": "embargo_until",
    "alias": "aliases",
    "observer": "observed_by",
    "observed by": "observed_by",
    "scribed by": "scribed_by",
    "scribe": "scribed_by",
    "embargo until": "embargo_until",
    "what next": "next",
    "next step": "next",
    "follow up": "follows",
    "look again": "revisits",
    "day": "date",
    "when": "date",
    "created": "date",
    "stage": "stages",
    "photos": "media",
    "strengths": "appreciate",
    "subject area": "subject",
    "visible": "visibility",
    "visible to": "visibility",
}

FOREIGN = frozenset(
    map(
        fold,
        (
            "layout author authors mathjax math permalink slug lastmod updated modified weight toc comments published "
            "url url_pdf url_code url_video url_slides url_dataset url_poster url_project url_source math katex header "
            "sidebar share related pin menu nav_order parent has_children output editor bibliography csl tocdepth "
            "cssclasses cssclass publish banner icon status reading_time readtime background comments_id gh-repo gh-badge "
            "last-modified-at header-img header-style hidden featured projects links external_link css js order up "
            "image_caption doi publication publication_types marp theme paginate size class kernel jupyter version "
            "widget headless design item date_format excalidraw-plugin widget_id excalidraw-open-md"
        ).split(),
    )
)
"""Keys that other programs put into front matter: nobody here has to act on them."""

_AUDIENCE_NAMES = {
    "for": "who",
    "audience": "who",
    "reader": "who",
    "readers": "who",
    "purpose": "decision",
    "why": "decision",
    "expires": "until",
    "expiry": "until",
    "entries": "select",
    "entry": "select",
    "shows": "show",
    "letter": "text",
    "covering text": "text",
    "visible": "visibility",
    "visible to": "visibility",
    "lock": "locked",
    "passphrase": "locked",
    "pass phrase": "locked",
    "password": "locked",
    "pass word": "locked",
    "protected": "locked",
}

CLAIMS = frozenset(
    map(
        fold,
        "endorsed endorsed_by confirmed confirmed_by verified verified_by validated "
        "validated_by approved approved_by seen_by endorsement endorsements".split(),
    )
)
"""Keys by which an author would vouch for their own work."""

_TABLES: dict[tuple[str, ...], dict[str, str]] = {}


def canonical(key: str, names: tuple[str, ...]) -> str:
    """The field that a key stands for, without regard to case, accents and joining signs; else empty text."""
    table = _TABLES.get(names)
    if table is None:
        table = {fold(name): name for name in names}
        table |= {
            fold(other): name for other, name in _OTHER_NAMES.items() if name in names and fold(other) not in table
        }
        _TABLES[names] = table
    return table.get(fold(key), "")


def spoken(names: tuple[str, ...]) -> tuple[str, ...]:
    """All that these fields may be called: their own names and the others that people give them."""
    return (*names, *(other for other, name in _OTHER_NAMES.items() if name in names))


def canonical_of_audience(key: str) -> str:
    """The field of an audience that a key stands for, as `canonical`."""
    word = fold(key)
    return word if word in AUDIENCE else _AUDIENCE_NAMES.get(word, "")
