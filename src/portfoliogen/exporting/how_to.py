"""What a learner reads first when they open their bundle: a page in plain words, without any script."""

from __future__ import annotations

from html import escape
from urllib.parse import quote

from msgspec import Struct

from portfoliogen.extras import wheel_name
from portfoliogen.words import direction_of, own_texts

_STYLE = (
    "body{font:1.125rem/1.6 system-ui,sans-serif;max-width:40rem;margin:2rem auto;padding:0 1rem}"
    "code{background:#eee;color:#111;padding:.1em .3em;overflow-wrap:anywhere;unicode-bidi:isolate}"
    "@media(prefers-color-scheme:dark){body{background:#111;color:#eee}a{color:#9cf}code{background:#333;color:#eee}}"
)


class Leaving(Struct, frozen=True):
    """Who leaves with what: names, where the profile's first page lies in the bundle, and what made it.

    `language` is the school's; without words in it, the page is in English.
    """

    name: str
    school: str
    first_page: str
    version: str
    language: str = "en"


def how_to_page(leaving: Leaving) -> bytes:
    """The page, in the school's language."""
    language, texts = own_texts("exporting/how_to.words.json", leaving.language)
    names = {"name": f"<bdi>{escape(leaving.name)}</bdi>", "school": f"<bdi>{escape(leaving.school)}</bdi>"}
    codes = {
        "site": _code("site"),
        "sources": _code("sources"),
        "program": _code(wheel_name(leaving.version)),
        "install": _code(f'pip install "./{wheel_name(leaving.version)}[all]"'),
        "build": _code("portfoliogen build sources"),
        "command": _code("portfoliogen verify ."),
    }

    def say(key: str, **values: str) -> str:
        return escape(texts[key], quote=False).format(**{**names, **codes, **values})

    folders = (
        ("site", "site"),
        ("sources", "sources"),
        ("receipts", "receipts"),
        ("checksums", "checksums.sha256"),
    )
    inside = "\n".join(f"<li>{say(key, folder=_code(folder))}</li>" for key, folder in folders)
    steps = "\n".join(f"<li>{say(key)}</li>" for key in ("next_school", "alone", "verify"))
    page = f"""<!doctype html>
<html lang="{language}" dir="{direction_of(language)}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex,nofollow">
<title>{escape(texts["title"].format(name=leaving.name))}</title>
<style>{_STYLE}</style>
</head>
<body>
<h1>{say("heading")}</h1>
<p>{say("what")}</p>
<p><strong><a href="{quote(leaving.first_page)}">{say("open")}</a></strong></p>
<h2>{say("before")}</h2>
<p>{say("unpack")}</p>
<h2>{say("inside")}</h2>
<ul>
{inside}
</ul>
<p>{say("care")}</p>
<h2>{say("go_on")}</h2>
<ol>
{steps}
</ol>
<p>{say("others")}</p>
</body>
</html>
"""
    return page.encode()


def _code(text: str) -> str:
    return f'<code dir="ltr">{escape(text)}</code>'
