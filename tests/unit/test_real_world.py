"""What real students hand in: each input is the smallest that once went wrong, beside what is expected of it."""

from __future__ import annotations

import datetime as dt
import io
import unicodedata
import zipfile
from typing import TYPE_CHECKING

import pytest

import schools
from portfoliogen.check.dates import date_in_name
from portfoliogen.check.places import Places
from portfoliogen.litter import is_litter
from portfoliogen.model.documents import Purpose, Reference, Scalar
from portfoliogen.model.fields import ENTRY
from portfoliogen.model.sources import SourceFile
from portfoliogen.read.docx import read_docx
from portfoliogen.read.encoding import decode
from portfoliogen.read.front_matter import split
from portfoliogen.read.markdown import MarkdownText, read_markdown
from portfoliogen.whose_folders import guess_homes

if TYPE_CHECKING:
    from conftest import Build
    from portfoliogen.model.documents import Body


def body(text: str) -> Body:
    return read_markdown(MarkdownText(text, "x.md"))[0][0]


def html(text: str) -> str:
    return "".join(piece if isinstance(piece, str) else f"[{piece.target}]" for piece in body(text).pieces)


def fields(text: str) -> dict[str, str]:
    top, _ = split(text, "x.md")
    return {key.text: value.text for key, value in top.fields.pairs if isinstance(value, Scalar)}


# --- whose folders these are ----------------------------------------------------------------------


def homes(paths: str, *, bare: bool = True) -> set[str]:
    """The learners' folders of a listing; one learner's is the empty path."""
    files = [SourceFile("", path, path, 1) for path in paths.split()]
    by_folder: dict[str, list[SourceFile]] = {}
    for one in files:
        by_folder.setdefault(one.folder, []).append(one)
    folders = sorted(
        {"/".join(one.path.split("/")[:end]) for one in files for end in range(1, one.path.count("/") + 1)}
    )
    return guess_homes(folders, by_folder, bare=bare)[0]


@pytest.mark.parametrize(
    ("listing", "expected"),
    [
        ("01-Moss/c/README.md 02-T1ar3/c/README.md README.md", {"01-Moss", "02-T1ar3"}),
        ("Amara/a.md Ben/b.md assets/x.png", {"Amara", "Ben"}),
        ("student01/a.md student02/a.md", {"student01", "student02"}),
        ("Alumno-1/a.md Alumno-2/a.md", {"Alumno-1", "Alumno-2"}),
        ("Amara/a.md", {"Amara"}),
        ("_posts/2024-01-01-a.md _config.yml index.md", {""}),
        ("01/questions.md 02/questions.md 03/questions.md", {""}),
        ("Introduccion/README.md Unidad1/README.md Unidad2/README.md Unidad3/README.md", {""}),
        ("week-1/a.md week-2/a.md", {""}),
        ("content/en/a.md config/p.yaml", {""}),
        ("cs/Chapter1.md assets/a.png index.html", {""}),
        ("2024-01-01_A/a.md 2024-02-01_B/b.md", {""}),
    ],
)
def test_folders_of_people_are_told_from_folders_of_one_person(listing: str, expected: set[str]) -> None:
    assert homes(listing) == expected


def test_below_learners_every_folder_is_a_learner() -> None:
    assert homes("01/a.md 02/a.md", bare=False) == {"01", "02"}


def test_the_schools_own_files_do_not_make_one_learner_of_all(build: Build) -> None:
    built = build({"school.yml": "name: Oakfield\n", "Amara/2026-03-14 Volcano.md": schools.entry()})
    assert list(built.report.learners) == ["Amara"]
    assert built.codes == []


# --- files and names ------------------------------------------------------------------------------


def test_a_text_without_a_name_is_its_folders_entry(build: Build) -> None:
    assert not is_litter(".md")
    assert is_litter(".DS_Store")
    built = build({"learners/Amara/2026-03-14 Kite/.md": "---\nstrands: passion\n---\nWe flew a kite on the hill.\n"})
    assert "We flew a kite" in built.profile().text
    assert "Kite" in built.profile().home.text


def test_files_that_nobody_owns_are_told_by_name(build: Build) -> None:
    lost = {f"learners/9B/{name}.md": "x" for name in "abcd"}
    built = build({"learners/9B/Amara/profile.md": "Hi", "learners/9B/Amara/2026-03-14 V.md": schools.entry(), **lost})
    assert [one.message for one in built.told] == [
        "“9B/a.md, b.md, c.md and 1 more” is in no learner's folder, so it is in no profile."
    ]


def test_a_name_on_disk_in_parts_is_the_name_in_the_text() -> None:
    name = unicodedata.normalize("NFD", "é foto.png")
    for written in ("é foto.png", name, "%C3%A9%20foto.png", "./é foto.png"):
        assert Places([f"a/{name}"]).find(written, "a").exact
    assert not Places(["b/x.png"]).find("x.png", "a").exact


def test_a_site_address_of_jekyll_in_front_of_a_path_is_passed_over() -> None:
    assert Places(["images/x.png"]).find("{{ site.baseurl }}/images/x.png", "posts").path == "images/x.png"


def test_a_time_of_day_behind_the_date_of_a_name() -> None:
    span, rest = date_in_name("2024-10-06T12-30-00 Trip")
    assert span is not None
    assert (span.first, rest) == (dt.date(2024, 10, 6), "Trip")


@pytest.mark.parametrize(
    ("data", "text"),
    [
        ("é “q”\n".encode() + b"\xe2\x82", "é “q”\n"),
        ("“a” ‘b’ é".encode() + b"\x92s", "“a” ‘b’ é\ufffds"),
        ("Caf\u00e9".encode("cp1252"), "Café"),
    ],
)
def test_a_few_broken_bytes_do_not_cost_the_text(data: bytes, text: str) -> None:
    decoded = decode(data)
    assert decoded is not None
    assert decoded[0] == text


# --- the top of a text ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "---\n# a comment of the theme\n\ntitle: A\n---\nText\n",
        "---\n\ntitle: A\n---\nText\n",
        "---yaml\ntitle: A\n---\nText\n",
        "—\ntitle: A\n—\nText\n",
        "\\---\ntitle: A\n\\---\nText\n",
        "\u200b---\ntitle: A\n---\nText\n",
        "Name: Ana\nClass: 9B\nTitle: A\nTeacher: Mr B\n\nText\n",
    ],
)
def test_ways_to_write_fields(text: str) -> None:
    assert fields(text)["Title" if "Title" in text else "title"] == "A"
    assert split(text, "x.md")[0].body.strip() == "Text"


@pytest.mark.parametrize(
    "text",
    [
        "---\n\n# Heading\n\nNote: this\n\n---\nmore\n",
        "---\n# Heading\nJust text\n---\n",
        "—\nA dash.\n—\n",
        "Name: Ana\n\nText\n",
    ],
)
def test_what_only_looks_like_fields_stays_text(text: str) -> None:
    top, found = split(text, "x.md")
    assert (top.fields.pairs, top.body, found) == ((), text, [])


def word_file(*paragraphs: tuple[str, str]) -> bytes:
    """A Word file of (style, text) paragraphs, with the parts that a reader asks for and no more."""
    office = "http://schemas.openxmlformats.org"
    kinds = f"{office}/officeDocument/2006/relationships"
    names = sorted({style for style, _ in paragraphs})
    styles = "".join(
        f'<w:style w:type="paragraph" w:styleId="{one}"><w:name w:val="{one}"/></w:style>' for one in names
    )
    text = "".join(
        f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr><w:r><w:t>{words}</w:t></w:r></w:p>'
        for style, words in paragraphs
    )
    main = f'xmlns:w="{office}/wordprocessingml/2006/main"'
    package, part = f"{office}/package/2006", "application/vnd.openxmlformats-officedocument.wordprocessingml"
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{package}/content-types">'
        f'<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/word/document.xml" ContentType="{part}.document.main+xml"/>'
        f'<Override PartName="/word/styles.xml" ContentType="{part}.styles+xml"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{package}/relationships">'
        f'<Relationship Id="a" Type="{kinds}/officeDocument" Target="word/document.xml"/></Relationships>',
        "word/_rels/document.xml.rels": f'<Relationships xmlns="{package}/relationships">'
        f'<Relationship Id="b" Type="{kinds}/styles" Target="styles.xml"/></Relationships>',
        "word/styles.xml": f"<w:styles {main}>{styles}</w:styles>",
        "word/document.xml": f"<w:document {main}><w:body>{text}</w:body></w:document>",
    }
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return out.getvalue()


def test_the_title_of_a_word_file_and_the_fields_below_it() -> None:
    data = word_file(("Title", "Moon poster"), ("Normal", "Skills: creativity, teamwork"), ("Normal", "We had card."))
    document, _ = read_docx(SourceFile("", "Moon.docx", "Moon.docx", len(data), inline=data), Purpose.ENTRY, ENTRY)
    assert document is not None
    said = {key.text: value.text for key, value in document.fields.pairs if isinstance(value, Scalar)}
    assert said == {"Skills": "creativity, teamwork", "title": "Moon poster"}


# --- other programs' Markdown ---------------------------------------------------------------------


def test_pictures_in_raw_html_are_pictures() -> None:
    for text in ("<center>![a](x/a.png)</center>\n", '<figure markdown>\n  ![a](x/a.png "t")\n</figure>\n'):
        assert [one.target for one in body(text).references] == ["x/a.png"]
    assert html("<div>\n![a](my photo (1).jpg)\n</div>\n").startswith("<div>\n[my photo (1).jpg]")


def test_a_place_given_to_a_heading_is_no_part_of_its_title() -> None:
    made = body("## Phone bill {#id1.3}\n\nText. [up](#next)\n\n## Next {: .x #next}\n")
    assert made.first_heading == "Phone bill"
    assert made.hashtags == ()
    assert '<h2 id="t-next">Next</h2>' in "".join(map(str, made.pieces))


@pytest.mark.parametrize("link", ["#11-título", "#1-1-titulo", "#11-t%C3%ADtulo", "#1.1 Título"])
def test_links_within_a_text_lead_to_its_headings(link: str) -> None:
    assert 'href="#t-1-1-titulo"' in html(f"# T\n\n[go](<{link}>)\n\n## 1.1 Título\n")


def test_a_link_within_a_text_that_leads_nowhere_is_no_link() -> None:
    assert "href" not in html("[go](#nowhere) [top](#)\n")


def test_callouts_have_a_title_and_a_text() -> None:
    assert html("> [!info]- Title\n> one\n> two\n") == (
        '<div class="alert alert-note">\n<p class="alert-title">Title</p>\n<p>one\ntwo</p>\n</div>\n'
    )
    assert '<div class="alert alert-caution">\n<p class="alert-title">Bug</p>' in html("> [!bug]\n> x\n")


@pytest.mark.parametrize("words", ["<title>", "<body>", "<style>", "List<String>", "<your name>", "<svg>"])
def test_writing_about_tags_loses_nothing(words: str) -> None:
    made = html(f"I learned {words} today.\n\nAnd more.\n")
    assert f"I learned {words.replace('<', '&lt;').replace('>', '&gt;')} today." in made
    assert "And more." in made


def test_files_of_programs_are_passed_over_and_never_errors(build: Build) -> None:
    files = {f"learners/Amara/code/x.{ending}": "x = 1\n" for ending in ("puml", "hex", "canvas", "py", "vue")}
    built = build({"learners/Amara/2026-03-14 V.md": schools.entry(), **files})
    assert set(built.codes) == {"PG113"}


def test_a_text_of_very_many_links_to_nothing_is_told_once(build: Build) -> None:
    text = schools.entry(text="[a](gone.md) ![b](gone.png)\n\n" * 3000)
    built = build({"learners/Amara/2026-03-14 V.md": text})
    assert sorted(built.codes) == ["PG501", "PG505"]


def test_references_keep_their_order() -> None:
    kinds = [type(piece) is Reference for piece in body("![a](a.png)\n\ntext\n\n![b](b.png)\n").pieces]
    assert kinds == [True, False, True]
