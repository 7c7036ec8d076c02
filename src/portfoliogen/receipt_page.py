"""A receipt for people: plain, without a theme, readable in any browser and on paper, in the school's language."""

from __future__ import annotations

import base64
import hashlib
from collections import Counter
from html import escape
from typing import TYPE_CHECKING

from portfoliogen.words import direction_of, own_texts

if TYPE_CHECKING:
    from portfoliogen.receipts import Receipt

_STYLE = (
    ":root{color-scheme:light dark}body{max-width:60rem;margin:auto;padding:1rem;font:1rem/1.55 system-ui,sans-serif;"
    "overflow-wrap:anywhere}h1{font-size:1.5rem;line-height:1.25}dt{font-weight:600}dd{margin:0 0 .6rem}p{max-width:42rem}"
    "table{border-collapse:collapse;font-size:.875rem}th,td{text-align:start;vertical-align:top;padding:.2rem .8rem .2rem 0}"
    "th:nth-child(2),td:nth-child(2){white-space:nowrap;text-align:end}code{font:.6875rem/1.9 monospace;white-space:nowrap}td code{white-space:normal}"
    "@media(max-width:50rem){thead{position:absolute;clip-path:inset(50%)}tr,td:last-child{display:block}"
    "tr{padding:.4rem 0;border-top:1px solid}td{padding:0 .8rem 0 0}}"
    "@media print{h2{break-after:avoid}tr{break-inside:avoid}td code{display:block;max-width:34ch;font-size:9pt;line-height:1.3}}"
)
_STYLE_DIGEST = "sha256-" + base64.b64encode(hashlib.sha256(_STYLE.encode()).digest()).decode()


def receipt_page(receipt: Receipt, language: str) -> bytes:
    """All that a profile releases, as a page.

    Args:
        language: The school's; without words in it, the page is in English.
    """
    release = receipt.release
    language, texts = own_texts("receipts.words.json", language)
    name = _bdi(release.learner)
    rows = (
        ("learner", (release.learner,)),
        ("class", (receipt.group,)),
        ("who", (release.who or texts.get(receipt.site, receipt.site),)),
        ("decision", (release.decision,)),
        ("form", (release.form,)),
        ("until", (release.until,)),
        ("where", (f"{receipt.site}/{receipt.folder}/",)),
        ("names", receipt.names),
        ("adults", release.endorsers),
        ("readers", release.readers),
        ("much", _much(receipt, texts)),
    )
    facts = "".join(
        f"<dt>{escape(texts[key])}</dt><dd>{' · '.join(map(_bdi, values))}</dd>\n"
        for key, values in rows
        if any(values)
    )
    entries = "".join(f"<li>{_bdi(title)}</li>\n" for title, _ in release.entries)
    files = "".join(
        f"<tr><td>{_bdi(one.path)}</td><td>{one.size_bytes}</td><td><code>{one.sha256}</code></td></tr>\n"
        for one in receipt.files
    )
    columns = "".join(f'<th scope="col">{escape(texts[key])}</th>' for key in ("file", "bytes", "fingerprint"))
    compare = escape(texts["compare"]).format(command="<code>portfoliogen verify</code>")
    return (
        f'<!doctype html>\n<html lang="{language}" dir="{direction_of(language)}">\n<head>\n<meta charset="utf-8">\n'
        f"<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src '{_STYLE_DIGEST}'\">\n"
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="robots" content="noindex,nofollow">\n'
        f"<title>{escape(texts['title'].format(name=release.learner))}</title>\n<style>{_STYLE}</style>\n"
        f"</head>\n<body>\n<main>\n<h1>{escape(texts['heading']).format(name=name)}</h1>\n"
        f"<dl>\n{facts}</dl>\n<h2>{escape(texts['entries'])}</h2>\n<ul>\n{entries}</ul>\n"
        f"<h2>{escape(texts['files'])}</h2>\n<p>{compare}</p>\n"
        f"<table>\n<thead>\n<tr>{columns}</tr>\n</thead>\n"
        f"<tbody>\n{files}</tbody>\n</table>\n</main>\n</body>\n</html>\n"
    ).encode()


def _much(receipt: Receipt, texts: dict[str, str]) -> tuple[str, ...]:
    kinds = Counter(kind for _, kind in receipt.release.media)
    counted = {"entries": len(receipt.release.entries), **kinds}
    return tuple(texts[f"of-{what}"].format(number=number) for what, number in counted.items() if f"of-{what}" in texts)


def _bdi(text: str) -> str:
    return f"<bdi>{escape(text)}</bdi>"
