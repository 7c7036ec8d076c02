from __future__ import annotations

import unicodedata

import pytest

from portfoliogen.assemble.veil import Veil, shown_name, veil_for
from portfoliogen.model.documents import Body, Reference, Role

NAME = "Bertie Josef Nwáchukwu-Finch"


def _veil(kept_out: tuple[str, ...] = ("tw-0064", "b.finch@x.example")) -> Veil:
    veil = veil_for(NAME, "Bertie", kept_out)
    assert veil is not None
    return veil


@pytest.mark.parametrize(
    ("name", "shown_as", "wanted"),
    [
        ("Amara Okafor", "full", "Amara Okafor"),
        ("Amara Okafor", "first", "Amara"),
        ("Amara Okafor", "initials", "A. O."),
        ("Okafor, Amara", "first", "Amara"),
        ("Ava-Mae D'Souza", "first", "Ava-Mae"),
        ("林美玲 (Lin Meiling)", "first", "美玲"),
        ("يوسف الحداد", "first", "يوسف"),
        ("Madonna", "first", "Madonna"),
        ("Madonna", "initials", "M."),
        ("(Amara) Okafor", "first", "Okafor"),
    ],
)
def test_a_name_as_consent_allows_it(name: str, shown_as: str, wanted: str) -> None:
    assert shown_name(name, shown_as) == wanted


@pytest.mark.parametrize(
    "text",
    [
        NAME,
        NAME.upper(),
        "Bertie Nwachukwu-Finch",
        "Bertie Nwachukwu Finch",
        "BertieNwachukwuFinch",
        "bertie_nwachukwu-finch",
        "Nwachukwu-Finch, Bertie",
        "Nwachukwu Finch Bertie",
        unicodedata.normalize("NFD", NAME),
        "Bertie Nwachukwu\N{NON-BREAKING HYPHEN}Finch",
        "Ber\u00adtie Nwachukwu-Finch",
    ],
)
def test_a_full_name_is_hidden_however_it_is_written(text: str) -> None:
    assert _veil().text(f"By {text}, 2026") == "By Bertie, 2026"


@pytest.mark.parametrize("text", ["Bertie", "Mr Finch", "Robertie Nwachukwu-Finches", "a finch", ""])
def test_other_words_stay(text: str) -> None:
    assert _veil().text(text) == text


@pytest.mark.parametrize("text", ["tw-0064", "TW 0064", "tw0064", "b.finch@x.example", "B.FINCH@X.EXAMPLE"])
def test_a_number_is_left_out(text: str) -> None:
    assert _veil().text(f"I am {text}!") == "I am …!"


def test_a_number_within_another_stays() -> None:
    veil = _veil(kept_out=("1234567890",))
    assert veil.text("11234567890 and 12345678901") == "11234567890 and 12345678901"
    assert veil.text("12 34 56-78 90") == "…"


def test_a_name_that_is_half_in_bold_is_hidden() -> None:
    body = Body(('<p id="bertie-nwachukwu-finch">I am <strong>Bertie</strong> Nwachukwu-Finch &amp; co</p>',))
    assert _veil().body(body).pieces == ('<p id="Bertie">I am <strong>Bertie</strong> &amp; co</p>',)


def test_a_link_that_tells_the_name_is_words_only() -> None:
    link = Reference(Role.LINK, "https://x.example/Bertie%20Nwachukwu-Finch")
    other = Reference(Role.LINK, "https://x.example/")
    end = Reference(Role.LINK_END)
    body = Body(("<p>See ", link, "me", end, " or ", other, "this", end, "</p>"))
    assert _veil().body(body).pieces == ("<p>See me or ", other, "this", end, "</p>")


def test_what_hides_nothing_comes_out_as_it_was() -> None:
    body = Body(("<p>AT&amp;T &quot;x&quot; é</p>", Reference(Role.EMBED, "a.jpg", "A cone")))
    assert _veil().body(body) is body


def test_without_anything_to_hide_there_is_no_veil() -> None:
    assert veil_for("Amara Okafor", "Amara Okafor", ()) is None
