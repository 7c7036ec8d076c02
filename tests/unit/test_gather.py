"""Which files are one piece of evidence."""

from __future__ import annotations

import pytest

from portfoliogen.check.gather import entry_key, gather, is_meaningless
from portfoliogen.diagnostics import Position
from portfoliogen.model.documents import Body, Document, Mapping
from portfoliogen.model.sources import MediaFacts, MediaKind, SourceFile

PICTURE = MediaFacts(MediaKind.PICTURE, "jpeg")


def _document(path: str) -> Document:
    return Document(SourceFile("/x", path, path, 1), "", Mapping((), Position(path)), Body())


def _gather(texts: list[str], media: list[str], used: dict[str, set[str]] | None = None) -> dict[str, list[str]]:
    files = [(SourceFile("/x", path, path, 1), PICTURE) for path in media]
    return {
        one.key: [source.path for source, _ in one.media] for one in gather(map(_document, texts), files, used or {})
    }


@pytest.mark.parametrize(
    ("texts", "media", "entries"),
    [
        # a text is an entry; a text that is its folder's takes the folder's media
        (["a.md"], [], {"a": []}),
        (["Debate/index.md"], ["Debate/photo.jpg"], {"Debate": ["Debate/photo.jpg"]}),
        (["Debate/README.md"], ["Debate/images/photo.jpg"], {"Debate": ["Debate/images/photo.jpg"]}),
        (["Debate/Speech.md"], ["Debate/photo.jpg"], {"Debate/Speech": ["Debate/photo.jpg"]}),
        # a file named like a text belongs to it
        (["a.md", "b.md"], ["b.jpg"], {"a": [], "b": ["b.jpg"]}),
        # no text at all
        (
            [],
            ["Woodwork/1.jpg", "Woodwork/2.jpg", "Woodwork/10.jpg"],
            {"Woodwork": ["Woodwork/1.jpg", "Woodwork/2.jpg", "Woodwork/10.jpg"]},
        ),
        ([], ["Owl.jpg"], {"Owl": ["Owl.jpg"]}),
        ([], ["IMG_1.jpg", "IMG_2.jpg"], {"media": ["IMG_1.jpg", "IMG_2.jpg"]}),
        ([], ["Owl.jpg", "IMG_2.jpg"], {"Owl": ["Owl.jpg"], "media": ["IMG_2.jpg"]}),
        ([], ["photos/Owl.jpg"], {"photos/Owl": ["photos/Owl.jpg"]}),
        # two texts of one name
        (["a.md", "a.txt"], [], {"a": [], "a (txt)": []}),
    ],
)
def test_whose_media_are(texts: list[str], media: list[str], entries: dict[str, list[str]]) -> None:
    assert _gather(texts, media) == entries


def test_a_file_belongs_to_every_text_that_names_it() -> None:
    assert _gather(["a.md", "b.md"], ["x.jpg"], {"x.jpg": {"a", "b"}}) == {"a": ["x.jpg"], "b": ["x.jpg"]}


def test_a_file_of_the_profile_is_no_entry() -> None:
    assert _gather(["a.md"], ["me.jpg"], {"me.jpg": {"profile"}}) == {"a": []}


def test_no_file_is_lost() -> None:
    media = ["x.jpg", "d/x.jpg", "d/e/x.jpg", "img/y.jpg", "IMG_1.jpg", "d/IMG_1.jpg"]
    for texts in ([], ["a.md"], ["a.md", "b.md"], ["d/index.md"], ["index.md"], ["d/a.md", "d/b.md"]):
        assert sorted(path for paths in _gather(texts, media).values() for path in paths) == sorted(media)


@pytest.mark.parametrize(
    ("path", "key"),
    [
        ("2026-03-14 Volcano.md", "2026-03-14 Volcano"),
        ("Debate/index.md", "Debate"),
        ("Debate/README.md", "Debate"),
        ("index.md", "index"),
        ("a.b.md", "a.b"),
    ],
)
def test_an_entrys_key(path: str, key: str) -> None:
    assert entry_key(_document(path)) == key


@pytest.mark.parametrize(
    ("stem", "says_nothing"),
    [
        ("IMG_1234", True),
        ("PXL_20260314_101112", True),
        ("DSC00012", True),
        ("WhatsApp Image 2026-03-14 at 10.11.12", True),
        ("20260314_101112", True),
        ("image", True),
        ("photo (2)", True),
        ("Screenshot 2026-03-14 101112", True),
        ("0f8fad5b-d9cb-469f-a165-70867728950e", True),
        ("Owl", False),
        ("photo of an owl", False),
        ("image of our town", False),
        ("Moon 3", False),
        ("deadbeat", False),
    ],
)
def test_a_name_that_says_nothing(stem: str, *, says_nothing: bool) -> None:
    assert is_meaningless(stem) is says_nothing
