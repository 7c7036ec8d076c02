"""Texts of other programs made into entries: Google Docs, Notion, and links that must go on working."""

from __future__ import annotations

import base64
import binascii
import hashlib
import posixpath
import re
from datetime import datetime
from typing import TYPE_CHECKING
from urllib.parse import unquote

from portfoliogen.model.fields import ENTRY, canonical
from portfoliogen.patterns import pattern
from portfoliogen.starting.templates import quoted

if TYPE_CHECKING:
    from collections.abc import Mapping

_PICTURE = pattern(r"<?data:image/(?P<kind>png|jpe?g|gif|webp);base64,(?P<data>[A-Za-z0-9+/=\s]{16,}?)>?(?=[\s)\"']|$)")
_DEFINED = pattern(r"^\[(?P<id>[^\]\n]+)\]:[ \t]*(?P<target><[^>\n]*>|\S+)[ \t]*$", re.MULTILINE)
_USED = pattern(r"!\[(?P<alt>[^\]\n]*)\]\[(?P<id>[^\]\n]+)\]")
_HEADING = pattern(r"^(?P<marks>#{1,6}) +\*\*(?P<words>.+?)\*\* *$", re.MULTILINE)
_ESCAPED = pattern(r"\\([-.!()=<>+_])")
_LINK = pattern(
    r"(?P<before>!?\[[^\]\n]*\]\()(?P<target><[^>\n]+>|[^()\s]*(?:\([^()\s]*\)[^()\s]*)*)(?P<after>(?:\s+\"[^\"\n]*\")?\))"
)
_DIGEST = pattern(r"[ _-]([0-9a-f]{32}|[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})(?=\.|$)")
_PROPERTY = pattern(r"^([^\W\d_][\w .'/()-]{0,40}?): (.+)$")
_DAYS = ("%B %d, %Y %I:%M %p", "%B %d, %Y", "%d %B %Y", "%Y/%m/%d %H:%M", "%Y/%m/%d", "%b %d, %Y", "%d %b %Y")


def without_digest(name: str) -> str:
    """A Notion name without the digits that it ends in."""
    return _DIGEST.sub("", name)


def tidy_google(text: str) -> tuple[str, dict[str, bytes]]:
    """A Google Docs export with its pictures as files, and headings without a second emphasis.

    Returns:
        The text, and the pictures by file name. Nothing of the text's words is changed.
    """
    pictures: dict[str, bytes] = {}

    def keep(match: re.Match[str]) -> str:
        try:
            data = base64.b64decode("".join(match["data"].split()), validate=True)
        except (binascii.Error, ValueError):
            return match[0]
        ending = match["kind"].replace("jpeg", "jpg")
        name = f"picture-{hashlib.sha256(data).hexdigest()[:8]}.{ending}"
        pictures[name] = data
        return name

    text = _PICTURE.sub(keep, text)
    if pictures:
        named = {match["id"]: match["target"] for match in _DEFINED.finditer(text) if match["target"] in pictures}
        text = _USED.sub(
            lambda match: f"![{_alt(match['alt'])}]({named[match['id']]})" if match["id"] in named else match[0], text
        )
        text = _DEFINED.sub(lambda match: "" if match["id"] in named else match[0], text).rstrip() + "\n"
    return _HEADING.sub(
        lambda match: f"{match['marks']} {_ESCAPED.sub(lambda one: one[1], match['words'])}", text
    ), pictures


def _alt(words: str) -> str:
    return "" if words in {"alt_text", "image", "image_tooltip"} else words


def notion_page(text: str) -> str:
    """A Notion page with its title and properties as fields; what is no field of ours stays in the text."""
    lines = text.replace("\r\n", "\n").split("\n")
    start = next((number for number, line in enumerate(lines) if line.strip()), 0)
    if not lines or not lines[start].startswith("# "):
        return text
    title = lines[start][2:].strip()
    number = start + 1
    while number < len(lines) and not lines[number].strip():
        number += 1
    fields: dict[str, str] = {"title": title}
    kept: list[str] = []
    while number < len(lines):
        match = _PROPERTY.match(lines[number])
        if not match:
            break
        field, value = canonical(match[1], ENTRY), match[2].strip()
        if field == "date":
            value = day_in(value)
        if field and value and field not in fields:
            fields[field] = value
        else:
            kept.append(lines[number])
        number += 1
    if number < len(lines) and lines[number].strip():
        # The line after belongs to the text, so these were no properties but its first paragraph.
        return text
    head = ["---", *(f"{field}: {quoted(value)}" for field, value in fields.items()), "---", ""]
    return "\n".join([*head, *(f"{line}  " for line in kept), *([""] if kept else []), *lines[number + 1 :]])


def day_in(text: str) -> str:
    """A day as other programs write it, as an ISO day; empty text where it is none."""
    plain = text.strip()
    if re.match(r"\d{4}-\d\d-\d\d", plain):
        return plain[:10]
    for form in _DAYS:
        try:
            return datetime.strptime(plain, form).date().isoformat()  # noqa: DTZ007 - a day, without any hour
        except ValueError:
            continue
    return ""


def relinked(text: str, source: str, target: str, places: Mapping[str, str]) -> str:
    """Links and pictures of a text that has moved, pointed at where their files are now.

    Args:
        source: The text's path in the source, from which its links were written.
        target: Its path now.
        places: Where each file of the source is now, by its path there.
    """

    def turn(match: re.Match[str]) -> str:
        written = match["target"].strip("<>")
        path, mark, part = written.partition("#")
        if not path or ":" in path.split("/")[0] or path.startswith(("/", "\\")):
            return match[0]
        for one in (path, unquote(path)):
            place = places.get(posixpath.normpath(posixpath.join(posixpath.dirname(source), one)))
            if place is not None:
                moved = posixpath.relpath(place, posixpath.dirname(target) or ".")
                return f"{match['before']}{_bracketed(moved + mark + part)}{match['after']}"
        return match[0]

    return _LINK.sub(turn, text)


def _bracketed(target: str) -> str:
    return f"<{target}>" if set(target) & set(" ()") else target
