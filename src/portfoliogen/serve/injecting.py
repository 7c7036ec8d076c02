"""What a served page has besides its own bytes: a bar, a script that listens, and leave to load both."""

from __future__ import annotations

import re
from html import escape, unescape

from msgspec import Struct

from portfoliogen.patterns import pattern

SCRIPT, STYLE = "/-/serve.js", "/-/serve.css"
_POLICY = pattern(rb'(<meta\s+http-equiv="Content-Security-Policy"\s+content=")([^"]*)(")', re.IGNORECASE)
_HEAD_END = pattern(rb"</head\s*>", re.IGNORECASE)
_BODY_END = pattern(rb"</body\s*>(?!.*</body\s*>)", re.IGNORECASE | re.DOTALL)
_NEEDED = ("script-src", "style-src", "connect-src")
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' data:; "
    "media-src 'self' data:; font-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
)
"""For every page that the preview sends; a profile's own policy counts besides."""


class Choice(Struct, frozen=True):
    """A link of the bar: its words, where it leads (empty where there is nothing), and whether one is there."""

    words: str
    address: str
    is_here: bool = False


def bar(choices: tuple[Choice, ...], others: tuple[Choice, ...]) -> str:
    """The bar at the foot of the window: who is looking, and what else there is."""
    see = "".join(f"<li>{_link(one)}</li>" for one in choices)
    more = "".join(f"<li>{_link(one)}</li>" for one in others)
    looking = f"<span>See it</span><ul>{see}</ul>" if choices else ""
    return (
        f'<nav class="pgs-bar" aria-label="Preview" lang="en" dir="ltr">{looking}<ul class="pgs-more">{more}</ul></nav>'
    )


def _link(one: Choice) -> str:
    if not one.address:
        return f'<span class="pgs-none">{escape(one.words)}</span>'
    here = ' aria-current="true"' if one.is_here else ""
    return f'<a href="{escape(one.address)}"{here}>{escape(one.words)}</a>'


def inject(html: bytes, address: str, mark: str, bar_html: str, *, listening: bool = True) -> bytes:
    """Put the bar and the script into a page.

    Args:
        mark: The digest of the page without them, which the script compares with what is told later.
        listening: With the script; not where a reload would lose what somebody types.
    """
    html = _POLICY.sub(_widened, html, count=1)
    html = _before(_HEAD_END, html, f'<link rel="stylesheet" href="{STYLE}">\n')
    foot = f"{bar_html}\n"
    if listening:
        foot += f'<script src="{SCRIPT}" defer data-page="{escape(address)}" data-mark="{escape(mark)}"></script>\n'
    return _before(_BODY_END, html, foot)


def _before(end: re.Pattern[bytes], html: bytes, piece: str) -> bytes:
    found = end.search(html)
    at = found.start() if found else len(html)
    return html[:at] + piece.encode() + html[at:]


def _widened(found: re.Match[bytes]) -> bytes:
    """A policy that lets the preview's own script run and listen, and nothing else that it forbade."""
    rules: dict[str, list[str]] = {}
    for part in unescape(found[2].decode("utf-8", "replace")).split(";"):
        words = part.split()
        if words:
            rules.setdefault(words[0].lower(), words[1:])
    for name in _NEEDED:
        sources = [one for one in rules.get(name, rules.get("default-src", [])) if one != "'none'"]
        rules[name] = sources if "'self'" in sources else [*sources, "'self'"]
    text = "; ".join(" ".join((name, *sources)) for name, sources in rules.items())
    return found[1] + escape(text, quote=False).replace('"', "&quot;").encode() + found[3]
