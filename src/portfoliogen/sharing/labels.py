"""A sheet of labels to print: for each link who it leads to, for whom, and a QR code; one page, loads nothing."""

from __future__ import annotations

import datetime as dt
from html import escape
from typing import TYPE_CHECKING

from msgspec.structs import replace

from portfoliogen.links import LABELS_FILE, qr_svg, write_qr_codes
from portfoliogen.reports import SchoolError
from portfoliogen.words import load_words, own_texts

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from portfoliogen.links import ProfileLink
    from portfoliogen.model.school import School
    from portfoliogen.words import Words

PER_SHEET = 14
"""Two columns and seven rows of 99.1 × 38.1 mm: sheets of this cut are sold everywhere (L7163)."""

_STYLE = """\
@page{size:A4;margin:0}
*{box-sizing:border-box}
body{margin:0;font:11pt/1.25 system-ui,sans-serif;color:#000;background:#fff}
.sheet{width:210mm;height:296mm;padding:15.1mm 4.65mm 0;display:grid;grid-template-columns:99.1mm 99.1mm;
grid-auto-rows:38.1mm;column-gap:2.5mm;align-content:start;break-after:page;overflow:hidden}
.label{display:flex;gap:3mm;align-items:center;padding:2mm 3mm;overflow:hidden}
.label svg{flex:none;width:33mm;height:33mm}
.label div{min-width:0;max-height:34mm;overflow:hidden}
.label p{margin:0 0 1mm;overflow-wrap:anywhere}
.label strong{font-size:13pt}
.link{font:7.5pt/1.2 ui-monospace,monospace;direction:ltr;unicode-bidi:isolate}
.how{margin:5mm auto;max-width:190mm;padding:0 5mm}
@media print{.how{display:none}}
@media screen{.sheet{margin:5mm auto;outline:1px solid #999}.label{outline:1px dashed #ccc}}
"""


def write_codes(folder: Path, links: Mapping[ProfileLink, str], school: School, *, labels: bool) -> Path | None:
    """Make QR codes of whole links in place of earlier ones, and a sheet of labels where it is wanted.

    Args:
        links: With the name that each profile shows, since a label goes where the profile goes.

    Returns:
        Where the sheet is.

    Raises:
        SchoolError: The school's folder cannot be written.
    """
    sheet = folder / LABELS_FILE
    try:
        write_qr_codes(folder, links)
        if labels:
            called = [replace(one, name=name) for one, name in links.items()]
            sheet.write_text(labels_page(called, school.name, school.language), "utf-8")
    except OSError as error:
        raise SchoolError(
            f"QR codes could not be made in “{sheet.parent}”: {(error.strerror or 'no reason given').lower()}.",
            "Let this computer write to the school's folder, then try again.",
        ) from error
    return sheet if labels else None


def labels_page(links: Sequence[ProfileLink], school: str, language: str) -> str:
    """The sheet, in the school's language where there are words for it.

    Args:
        links: Whole ones; a link that works only below the output cannot be scanned.
    """
    language, texts = own_texts("sharing/labels.words.json", language)
    words = load_words(language)
    sheets = "".join(
        f'<section class="sheet">\n{"".join(_label(one, texts["until"], words) for one in some)}</section>\n'
        for some in (links[start : start + PER_SHEET] for start in range(0, len(links), PER_SHEET))
    )
    return (
        f'<!doctype html>\n<html lang="{escape(language)}" dir="{words.direction}">\n<head>\n<meta charset="utf-8">\n'
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n"
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="robots" content="noindex,nofollow">\n'
        f"<title>{escape(texts['title'].format(school=school))}</title>\n<style>\n{_STYLE}</style>\n</head>\n<body>\n"
        f'<p class="how">{escape(texts["print"])}</p>\n{sheets}</body>\n</html>\n'
    )


def _label(link: ProfileLink, until: str, words: Words) -> str:
    day = words.date(dt.date.fromisoformat(link.until)).text if link.until else ""
    lines = [
        f"<p><strong><bdi>{escape(link.name)}</bdi></strong></p>",
        *([f"<p><bdi>{escape(link.who)}</bdi></p>"] if link.who else []),
        *([f"<p>{escape(until.format(date=day))}</p>"] if day else []),
        f'<p class="link">{escape(link.link)}</p>',
    ]
    return f'<div class="label">{qr_svg(link)}<div>{"".join(lines)}</div></div>\n'
