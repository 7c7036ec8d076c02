"""The page that a locked profile shows to everybody: plain words, and a field for the passphrase."""

from __future__ import annotations

import base64
import json
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING

from portfoliogen.model.site import OutputFile

if TYPE_CHECKING:
    from portfoliogen.locking.keys import Lock
    from portfoliogen.words import Words

SCRIPT, STYLE = "lock.js", "lock.css"

_POLICY = (
    "default-src 'none'; script-src 'self' blob:; style-src 'self' blob:; img-src blob: data:; "
    "media-src blob: data:; font-src blob:; base-uri 'none'; form-action 'none'"
)
"""As on every page, and blob: for what was decrypted here; nothing is loaded from elsewhere, no script stands inline."""

_FOR_THE_SCRIPT = ("working", "wrong", "missing", "play", "loading", "again")


def first_page(lock: Lock, index: tuple[str, ...], words: Words) -> OutputFile:
    """The page as a file; it says nothing of the learner, the school or what is in the profile."""
    told = {
        "place": lock.place,
        "salt": _text(lock.salt),
        "iterations": lock.iterations,
        "copies": [_text(one) for one in lock.copies],
        "index": index,
    }
    said = {key: escape(words.word(f"lock.{key}")) for key in ("title", "ask", "label", "show", "open", "script")}
    unable = escape(words.word("lock.unable"))
    data = "".join(f' data-{key}="{escape(words.word(f"lock.{key}"))}"' for key in _FOR_THE_SCRIPT)
    html = (
        f'<!doctype html>\n<html lang="{escape(words.language)}" dir="{words.direction}">\n<head>\n'
        '<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="robots" content="noindex,nofollow">\n<meta name="referrer" content="no-referrer">\n'
        '<meta name="color-scheme" content="light dark">\n'
        f'<title>{said["title"]}</title>\n<link rel="icon" href="data:,">\n'
        f'<link rel="stylesheet" href="{STYLE}">\n<script src="{SCRIPT}" defer></script>\n</head>\n'
        f'<body class="locked">\n<main id="main">\n<h1>{said["title"]}</h1>\n'
        f"<noscript><p>{said['script']}</p></noscript>\n"
        f'<p id="unable" role="alert" hidden>{unable}</p>\n'
        f'<form id="lock" hidden{data} data-lock="{escape(json.dumps(told, separators=(",", ":")))}">\n'
        f'<p id="ask">{said["ask"]}</p>\n'
        # So that a password manager tells locked profiles apart.
        f'<input type="text" name="username" autocomplete="username" value="{lock.place}" hidden>\n'
        f'<p><label for="passphrase">{said["label"]}</label>\n'
        '<input id="passphrase" type="password" dir="auto" autocomplete="current-password" autocapitalize="none"'
        ' spellcheck="false" required aria-describedby="ask told"></p>\n'
        f'<p><label><input id="show" type="checkbox"> {said["show"]}</label></p>\n'
        '<p id="told" role="alert"></p>\n'
        f'<p><button type="submit">{said["open"]}</button></p>\n'
        "</form>\n</main>\n</body>\n</html>\n"
    )
    return OutputFile("index.html", html.encode())


def open_files() -> tuple[OutputFile, ...]:
    """The script that decrypts and the style of the first page: the same for every locked profile."""
    folder = Path(__file__).parent / "assets"
    return tuple(OutputFile(name, (folder / name).read_bytes()) for name in (SCRIPT, STYLE))


def _text(data: bytes) -> str:
    return base64.b64encode(data).decode()
