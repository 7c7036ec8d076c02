"""No adult is on a page and not in its receipt."""

from __future__ import annotations

from msgspec import Struct

from portfoliogen.assemble import releasing
from portfoliogen.views import forms, pages, parts

VIEWS = {
    one: {*one.__struct_fields__}
    for module in (parts, pages, forms)
    for one in vars(module).values()
    if isinstance(one, type) and issubclass(one, Struct) and one is not Struct
}


class Deep(Struct):
    inner: tuple[object, ...]


class Deeper(Deep):
    words: str


def test_every_view_with_an_adult_is_known() -> None:
    with_adults = {view for view, fields in VIEWS.items() if fields & {"by", "observed_by", "scribed_by"}}
    assert forms.TellingView in with_adults
    assert {view for view in with_adults if releasing._teller(view) is None} == set()  # type: ignore[arg-type]


def test_adults_are_found_however_deep_and_whatever_a_view_inherits() -> None:
    voucher = pages.Voucher("Ms Lee", "teacher", ())
    assert releasing._adults([Deeper(((("a", 1), Deep((voucher,))),), "b")]) == {"Ms Lee"}


def test_only_what_holds_nothing_but_words_is_passed_over() -> None:
    assert releasing._is_words(str)
    assert releasing._is_words(parts.DateView)  # type: ignore[arg-type]
    assert not releasing._is_words(Deeper)  # type: ignore[arg-type]
    assert not releasing._is_words(parts.LevelView)  # type: ignore[arg-type]
    assert not releasing._is_words(tuple)
