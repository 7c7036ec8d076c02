"""The school's register: adults and providers who may vouch for an entry."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from portfoliogen.diagnostics.rules import endorsements as rules
from portfoliogen.diagnostics.rules import settings as settings_rules
from portfoliogen.model.documents import Mapping, Scalar, Sequence
from portfoliogen.model.school import Adult
from portfoliogen.text import fold, one_line, slug

if TYPE_CHECKING:
    from portfoliogen.diagnostics import Diagnostic, Position
    from portfoliogen.model.documents import Tree

_PROVIDERS = frozenset({"providers", "provider", "partners", "organisations", "organizations"})
_SPELT = {
    "organization": "organisation",
    "org": "organisation",
    "school": "organisation",
    "url": "link",
    "website": "link",
    "web": "link",
    "page": "link",
    "job": "role",
}
_YES = frozenset({"yes", "true", "on", "y", "1", "ydy", "ie"})
_NO = frozenset({"no", "false", "off", "n", "0", "na"})


def check_people(people: Mapping | None, found: list[Diagnostic]) -> tuple[Adult, ...]:
    """The adults and providers of people.yml; what is private there, such as `contact`, is left behind.

    A person without a page of their own gets the page of the provider they work for.

    Reports: PG711, PG718, PG813.
    """
    if people is None:
        return ()
    adults: list[Adult] = []
    for key, value in people.pairs:
        provider = fold(key.text) in _PROVIDERS
        if isinstance(value, Sequence):
            for item in value.items:
                adults += _listed(item, key.text, found, provider=provider)
        elif isinstance(value, Mapping) and value.pairs and all(isinstance(one, Mapping) for _, one in value.pairs):
            # `people:` above a map of names
            for name, one in value.pairs:
                adults.append(_adult(_fields(one), name, found, provider=provider))
        elif isinstance(value, Mapping):
            adults.append(_adult(_fields(value), key, found, provider=False))
        elif value.text:
            adults.append(_adult({"role": value}, key, found, provider=False))
        elif fold(key.text) not in {"people", "adults", *_PROVIDERS}:
            adults.append(_adult({}, key, found, provider=False))
    pages = {fold(one.name): one.link for one in adults if one.provider and one.link}
    return tuple(one if one.link or not one.organisation else _with_link(one, pages) for one in adults)


def _with_link(adult: Adult, pages: dict[str, str]) -> Adult:
    from msgspec.structs import replace  # noqa: PLC0415 - where a provider has a page

    return replace(adult, link=pages.get(fold(adult.organisation), ""))


def _listed(item: Tree, field: str, found: list[Diagnostic], *, provider: bool) -> list[Adult]:
    if isinstance(item, Scalar) and item.text:
        return [_adult({}, item, found, provider=provider)]
    fields = _fields(item)
    if "name" in fields:
        return [_adult(fields, fields["name"], found, provider=provider)]
    found.append(
        settings_rules.SCHOOL_TEXT_SHAPE.at(
            item.at, field=field, wanted="a list of people", example="- {name: Mrs Lane, role: teacher}"
        )
    )
    return []


def _fields(tree: Tree) -> dict[str, Scalar]:
    made: dict[str, Scalar] = {}
    if isinstance(tree, Mapping):
        for key, value in tree.pairs:
            field = fold(key.text)
            if isinstance(value, Scalar) and value.text:
                made.setdefault(_SPELT.get(field, field), value)
    return made


def _adult(fields: dict[str, Scalar], named: Scalar, found: list[Diagnostic], *, provider: bool) -> Adult:
    def text(field: str) -> str:
        return one_line(fields[field].text)[:200] if field in fields else ""

    name = text("name") or one_line(named.text)[:200]
    return Adult(
        key=slug(text("key") or name),
        name=name,
        role=text("role"),
        organisation=text("organisation"),
        link=_link(fields.get("link"), found),
        named=_named(fields.get("named"), found, default=True if provider else None),
        provider=provider,
        at=named.at,
    )


def _named(value: Scalar | None, found: list[Diagnostic], *, default: bool | None) -> bool | None:
    """Whether they agreed to be named outside the school; what cannot be read counts as no."""
    if value is None:
        return default
    word = fold(value.text)
    if word in _YES | _NO:
        return word in _YES
    found.append(_misfit(value, value.at))
    return False


def _misfit(value: Scalar, at: Position) -> Diagnostic:
    return rules.STATEMENT_VALUE.at(
        at,
        found=one_line(value.text)[:60],
        field="named",
        help="Write yes or no; until then they are not named in public.",
    )


def _link(value: Scalar | None, found: list[Diagnostic]) -> str:
    """A page of theirs, where it is an address of the web with nobody's password in it."""
    if value is None:
        return ""
    link = value.text.strip()
    try:
        parts = urlsplit(link)
        good = parts.scheme in {"https", "http"} and bool(parts.hostname) and "@" not in parts.netloc
    except ValueError:
        good = False
    if good and link.isprintable() and " " not in link:
        return link
    found.append(rules.ADULT_LINK.at(value.at, found=one_line(link)[:80]))
    return ""
