"""The preview's own pages: one frame for all of them, and words escaped once."""

from __future__ import annotations

from html import escape

from portfoliogen.showing import visible

PAGES_STYLE = "/-/pages.css"


def text(words: str) -> str:
    """Words as HTML: escaped, and with nothing in them that a browser obeys instead of showing."""
    return escape(visible(words))


def name(words: str) -> str:
    """A name, whose direction must not turn the words around it."""
    return f"<bdi>{text(words)}</bdi>"


def screen(title: str, main: str) -> bytes:
    """A whole page around its main part, which is HTML already."""
    return (
        '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="robots" content="noindex">\n<meta name="color-scheme" content="light dark">\n'
        f'<title>{text(title)}</title>\n<link rel="icon" href="data:,">\n'
        f'<link rel="stylesheet" href="{PAGES_STYLE}">\n</head>\n<body>\n'
        f'<main id="main">\n<h1>{text(title)}</h1>\n{main}\n</main>\n</body>\n</html>\n'
    ).encode("utf-8", "replace")


def nothing_there() -> bytes:
    """The page that stands where there is none, and gives way as soon as there is one."""
    return screen(
        "There is no page here",
        (
            "<p>The entry may have been renamed, moved or kept private. As soon as there is a page at this address, "
            'it shows.</p>\n<p><a href="/">To the first page</a></p>'
        ),
    )
