"""What a hostile student hands in: nothing runs, nothing private is shown, nothing takes long."""

from __future__ import annotations

import re
import time
from typing import TYPE_CHECKING

import pytest

import schools
from portfoliogen.diagnostics import Position
from portfoliogen.read.encoding import decode
from portfoliogen.read.front_matter import split
from portfoliogen.read.markdown import MarkdownText, read_markdown
from portfoliogen.read.sanitise import clean, cut

if TYPE_CHECKING:
    from conftest import Build

MOST_SECONDS = 5

BAD_HTML = [
    "<script>alert(1)</script>",
    "<SCRIPT SRC=//evil.example/x.js></SCRIPT>",
    "<img src=x onerror=alert(1)>",
    "<svg onload=alert(1)><animate onbegin=alert(1) attributeName=x></svg>",
    '<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=1 onerror=alert(1)&gt;"></math>',
    '<form><math><mtext></form><form><mglyph><svg><mtext><style><path id="</style><img onerror=alert(1) src>">',
    '<noscript><p title="</noscript><img src=x onerror=alert(1)>"></noscript>',
    "<template shadowrootmode=open><script>alert(1)</script></template>",
    '<svg><style><img src="</style><img src=x onerror=alert(1)//"></svg>',
    '<math href="javascript:alert(1)">CLICK</math>',
    '<iframe srcdoc="<script>alert(1)</script>"></iframe>',
    "<iframe src='https://e.example/\" onmouseover=\"alert(1)'></iframe>",
    "<iframe src=java&#115;cript:alert(1)></iframe>",
    '<base href="//evil.example/"><meta http-equiv=refresh content="0;url=//evil.example">',
    '<p style="position:fixed;inset:0">cover</p>',
    "<details open ontoggle=alert(1)>x</details>",
    '<a href="jav&#x09;ascript:alert(1)">a</a><a href="&#1;javascript:alert(1)">b</a>',
    '<a href=" javascript:alert(1)">c</a>',
    '<a href="JaVaScRiPt&colon;alert(1)">d</a><a href="data:text/html,x">e</a><a href="java\nscript:alert(1)">g</a>',
    '<p title="A <p B"></p><i title=" onmouseover=alert(1) ">x</i><wbr title="A <p B"></p>',
    "<textarea></p><img src=x onerror=alert(1)></textarea><xmp><img src=x onerror=alert(1)></xmp><plaintext>",
]
BAD_MARKDOWN = [
    "[a](javascript:alert(1)) [b](<javascript:alert(1)>) [c](jav&#x0A;ascript:alert(1)) [g](&#106;avascript:alert(1))",
    '![a" onerror="alert(1)](x.png "b\\" onload=\\"alert(1)")',
    '![[javascript:alert(1)]] [[javascript:alert(1)|x]] ![["><img src=x onerror=alert(1)>.png]]',
    '## h {onclick=alert(1) #"><script>}',
    "[x](y){onclick=alert(1) href=javascript:alert(1) style=x}",
    '<div>\n![" onerror=alert(1) "](x" onerror=alert(1) y.png)\n</div>',
    '> [!x" onclick=alert(1)] <img src=x onerror=alert(1)>',
    "$\\href{javascript:alert(1)}{x}$ $\\text{<script>alert(1)</script>}$",
    '```"><script>alert(1)</script>\n</code><script>alert(1)</script>\n```',
]
_LIVE = re.compile(
    r"<(?:script|style|iframe|object|embed|svg|form|input|base|meta|link)\b|<[^>]*?\s(?:on\w+|style|srcset)=",
    re.IGNORECASE,
)
_TAG = re.compile(r"<[a-zA-Z][^>]*>")


def pieces(text: str) -> str:
    (made, _), _ = read_markdown(MarkdownText(text, "x.md"))
    return "".join(piece for piece in made.pieces if isinstance(piece, str))


@pytest.mark.parametrize("text", [*BAD_HTML, *(f"words {one} words" for one in BAD_HTML), *BAD_MARKDOWN])
def test_nothing_of_a_text_runs(text: str) -> None:
    made = pieces(text)
    assert not _LIVE.search(re.sub(r'="[^"<>]*"', "=", made))
    assert not [tag for tag in _TAG.findall(made) if "javascript:" in tag.lower()]
    assert clean(made) in {made, clean(clean(made))}


def test_values_of_attributes_hold_no_angle_brackets() -> None:
    """The cut and the veil take text between angle brackets for a tag, so older sanitisers would not do."""
    made = cut(
        '<p><wbr title="A <p B"></p> <i title="> x &quot; onmouseover=&quot;alert(1)">x</i>', lambda _: Position("x")
    )
    assert made == ('<p><wbr title="A &lt;p B"></p> <i title="&gt; x &quot; onmouseover=&quot;alert(1)">x</i>',)


def test_no_class_of_the_theme_can_be_borrowed() -> None:
    assert "badge" not in pieces('<p class="badge confirmed endorsement standing">Confirmed by the head</p>')
    assert "confirmed" not in pieces("{.confirmed .endorsement}\nwords\n")


def test_every_id_of_a_text_is_set_apart() -> None:
    made = pieces('<a id="main"></a>\n\n# {#top}\n\n## Facts {#facts}\n\n[x](#"onclick=alert)\n')
    assert set(re.findall(r'\sid="([^"]*)"', made)) == {"t-main", "t-facts"}


def test_control_signs_are_no_part_of_a_text() -> None:
    assert decode(b"a\x1b[31mb\x07\x01\x7f c\td\ne") == ("a[31mb c\td\ne", "")


@pytest.mark.parametrize(
    "text",
    [
        "---\n# note\n\nvisibility: private\n---\nx",
        "---\n\ntitle: A\nvisibility: private\n---\nx",
        "---yaml\nvisibility: private\n---\nx",
        "—\nvisibility: private\n—\nx",
        "\\---\nvisibility: private\n\\---\nx",
        "```yaml\nvisibility: private\n```\nx",
        "visibility：private\n\nx",
        "=====\nvisibility: private\n=====\nx",
        "# Title\n\n**Visibility:** private\n\nx",
        "---\ntitle: a\n---\n---\nvisibility: private\n---\nx",
        "---\npublished: false\n---\nx",
        "---\nprivate: yes\n---\nx",
        "---\nvisibility:private\ntitle: x\n---\nx",
    ],
)
def test_a_wish_to_stay_private_is_heard_however_it_is_written(text: str, build: Build) -> None:
    built = build(
        {
            "school.yml": "name: O\nvisibility: public\n",
            "learners/Amara/2026-03-14 V.md": schools.entry(),
            "learners/Amara/2026-04-01 S.md": text.replace("\nx", "\nSECRETWORDS of mine"),
        }
    )
    assert not [path for path, data in built.files.items() if b"SECRETWORDS" in data]


@pytest.mark.parametrize(
    "text", ["Visibility: poor, but we sailed.", "# Poem\n\nDraft: 3 of the poem.", "---\npublished: true\n---\nx"]
)
def test_words_about_visibility_are_words(text: str) -> None:
    top, found = split(text, "x.md")
    assert not top.unreadable
    assert "private" not in [getattr(value, "text", "") for _, value in top.fields.pairs]
    assert found == []


SLOW = {
    "parens": "[a](" * 60_000,
    "kramdown": "{:" * 100_000,
    "spaced": "](a b" * 60_000,
    "pictures": f"<div>\n{'![a](' * 60_000}",
    "definitions": "a\n: b\n" * 19_000,
    "braces": "{a=" * 200_000,
    "lines": "a\n" * 300_000,
    "headings": "# a\n" * 200_000,
    "brackets": "[" * 200_000,
    "stars": "*a " * 100_000,
    "comments": "<!--" * 100_000,
    "tags": "<div>" + "<svg " * 4000 + "a" * 10**6,
    "anchors": "".join(f"[a](#h{n})\n" for n in range(8000)) + "".join(f"# h{n}\n" for n in range(8000)),
    "callouts": "> [!a]\n" * 9000,
    "breaks": "![a](a.jpg)\n\nx\n" + "\\\n" * 39_000 + "y\n",
    "colons": "https://a.org\n" + ":" * 200_000,
    "protocols": "https: " * 40_000 + "https://a.org",
    "addresses": "https://a.org " + "a@" * 200_000,
    "mixed lists": "- a\n+ b\n" * 19_000,
    "mixed numbers": "1. a\n2) b\n" * 19_000,
    "quotes and lists": "> a\n- b\n" * 19_000,
    "formulas": "$" + "{" * 9000 + "}" * 9000 + "$",
}


@pytest.mark.parametrize("name", SLOW)
def test_no_text_takes_long(name: str) -> None:
    begin = time.process_time()
    top, _ = split(SLOW[name], "x.md")
    read_markdown(MarkdownText(top.body, "x.md"))
    assert time.process_time() - begin < MOST_SECONDS
