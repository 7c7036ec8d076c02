"""The page of a receipt: all that a profile releases, in the school's language, and no more than words."""

from __future__ import annotations

import pytest

import schools
from portfoliogen.model.site import Release
from portfoliogen.receipt_page import receipt_page
from portfoliogen.receipts import Receipt
from portfoliogen.write.records import FileRecord

NAME = "Ann <b>{x}</b>"
RECEIPT = Receipt(
    "public",
    "ann",
    "9B",
    Release(
        NAME,
        "college",
        "",
        "A place",
        "record",
        "2027-01-31",
        (("Tea & <i>toast</i>", "entries/tea/index.html"), ("مدرستي", "entries/my/index.html")),
        (("a", "picture"), ("b", "picture"), ("c", "film"), ("d", "of a new kind")),
        ("Ben",),
        ("Ms O'Neil",),
    ),
    (FileRecord("index.html", 1234, "0" * 64),),
)


@pytest.mark.parametrize(
    ("language", "shown", "direction", "link", "much"),
    [
        ("en", "en", "ltr", "Whoever was given the link", ["entries: 2", "photos: 2", "films: 1"]),
        ("cy-GB", "cy", "ltr", "Pwy bynnag a gafodd y ddolen", ["cofnodion: 2", "ffotograffau: 2", "ffilmiau: 1"]),
        ("ar", "ar", "rtl", "كل من أُعطي الرابط", ["أعمال: 2", "صور: 2", "أفلام: 1"]),
        ("de", "en", "ltr", "Whoever was given the link", ["entries: 2", "photos: 2", "films: 1"]),
    ],
)
def test_a_receipt_is_in_the_schools_language(
    language: str, shown: str, direction: str, link: str, much: list[str]
) -> None:
    page = schools.parse(receipt_page(RECEIPT, language).decode())
    top = page.one("html")
    assert (top.attributes["lang"], top.attributes["dir"]) == (shown, direction)
    facts = [[one.text for one in fact.all("bdi")] for fact in page.all("dd")]
    assert facts == [
        [NAME],
        ["9B"],
        [link],
        ["A place"],
        ["record"],
        ["2027-01-31"],
        ["public/ann/"],
        [NAME, "Ben", "Ms O'Neil"],
        ["Ms O'Neil"],
        much,
    ]
    assert len(page.all("dt")) == len(facts)
    assert page.all("b") == page.all("i") == []
    assert NAME in page.one("h1").text
    assert NAME in page.one("title").text
    assert [one.text for one in page.one("ul").all("bdi")] == ["Tea & <i>toast</i>", "مدرستي"]
    assert [one.text for one in page.one("tbody").all("td")] == ["index.html", "1234", "0" * 64]
