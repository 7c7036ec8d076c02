"""Themes: chains, overrides by a school, options, and mistakes that cost only themselves."""

from __future__ import annotations

import pickle
import re
from pathlib import Path
from typing import Any

import pytest
import sample_views
from msgspec import Struct

from portfoliogen.render.drawing import pen_for
from portfoliogen.render.pages import render_pages
from portfoliogen.theme import Theme, load_theme, theme_names, themes_folder
from portfoliogen.theme_colours import contrast
from portfoliogen.theme_copies import CopyError, copy_to, originals
from portfoliogen.theme_files import read_theme_folder
from portfoliogen.theme_styles import make_small
from portfoliogen.views import forms, pages, parts

README = themes_folder() / "README.md"


def write(folder: Path, files: dict[str, str]) -> Path:
    for path, text in files.items():
        file = folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    return folder


def codes(found: tuple[object, ...]) -> list[str]:
    return [f"{one.code} {one.at.path}:{one.at.line}" for one in found]  # type: ignore[attr-defined]


def home_of(theme: Theme) -> str:
    files, found = render_pages(sample_views.full_plan(), theme, theme.words_in("en"), sample_views.MADE)
    assert not found
    return next(one.data for one in files if one.path == "index.html").decode()  # type: ignore[union-attr]


def test_the_base_theme_is_found_and_whole() -> None:
    theme, found = load_theme("base", None, ())
    assert found == ()
    assert "base" in theme_names((themes_folder(),))
    assert theme.asset_paths == ("assets/forms.css", "assets/profile.js", "assets/style.css")
    assert theme.assets_for(("home.html",)) == ("assets/profile.js", "assets/style.css")
    assert theme.assets_for(("home.html", "form_one_page.html")) == theme.asset_paths
    assert theme.options == {
        "accent": "ink",
        "text": "normal",
        "headings": "clear",
        "corners": "soft",
        "cover": "words",
        "covers": "beside",
        "listen": "within",
        "logo": "",
    }
    assert pickle.loads(pickle.dumps(theme)) == theme  # noqa: S301 - our own bytes


def test_row_f3_a_school_overrides_one_template_and_the_rest_still_come_from_the_package(tmp_path: Path) -> None:
    write(
        tmp_path,
        {
            "theme/templates/home.html": '{% extends "!home.html" %}{% block paper %}<p>Ask me.</p>{% endblock %}',
            "theme/words/en.yml": "home: {highlights: My best work}",
            "theme/assets/more.css": ".hero { color: navy; }",
            "theme/theme.yml": "options: {accent: plum}",
        },
    )
    theme, found = load_theme("base", tmp_path, ())
    html = home_of(theme)
    assert found == ()
    assert "<p>Ask me.</p>" in html
    assert "Every page prints" not in html
    assert "My best work" in html
    assert 'class="accent-plum text-normal' in html
    assert "Who stands behind this" in html
    assert theme.assets["style.css"].endswith(b".hero { color: navy; }")
    assert "more.css" not in theme.assets


def test_a_theme_stands_on_another_and_a_school_on_both(tmp_path: Path) -> None:
    write(
        tmp_path / "themes",
        {
            "loud/theme.yml": "extends: base\noptions:\n  accent: rust\n  cheer: {type: yes-no, default: yes}\n",
            "loud/templates/home.html": '{% extends "!home.html" %}{% block paper %}LOUD {{ super() }}{% endblock %}',
            "louder/theme.yml": "extends: loud",
            "louder/templates/home.html": '{% extends "!home.html" %}{% block paper %}ER {{ super() }}{% endblock %}',
        },
    )
    theme, found = load_theme("louder", None, (tmp_path / "themes",), (("cheer", "no"),))
    html = home_of(theme)
    assert found == ()
    assert [layer.name for layer in theme.layers] == ["louder", "loud", "base"]
    assert re.search(r"ER LOUD\s+<section class=\"part paper\"", html)
    assert theme.options["accent"] == "rust"
    assert theme.options["cheer"] is False


def test_the_digest_changes_with_anything_that_shows(tmp_path: Path) -> None:
    digests: set[str] = set()
    for files in (
        {},
        {"theme/words/en.yml": "undated: No date"},
        {"theme/assets/more.css": "a{}"},
        {"theme/templates/goal.html": "x"},
        {"theme/theme.yml": "options: {text: large}"},
    ):
        digests.add(load_theme("base", write(tmp_path / str(len(digests)), files), ())[0].digest)
    assert len(digests) == 5


@pytest.mark.parametrize(
    ("files", "expected"),
    [
        ({"theme/templates/goal.html": "{% if %}"}, "PG855 theme/templates/goal.html:1"),
        ({"theme/templates/gaol.html": "x"}, "PG857 theme/templates/gaol.html:0"),
        ({"theme/words/en.yml": "undatd: Soon"}, "PG858 theme/words/en.yml:1"),
        ({"theme/words/en.yml": "a: 1\nundated: '{when}'"}, "PG859 theme/words/en.yml:2"),
        ({"theme/words/en.yml": "undated: '{0.__class__}'"}, "PG859 theme/words/en.yml:1"),
        ({"theme/words/en.yml": "undated: [a]"}, "PG861 theme/words/en.yml:1"),
        ({"theme/words/en.yml": "undated: 'x"}, "PG850 theme/words/en.yml:1"),
        ({"theme/theme.yml": "options:\n  acent: plum"}, "PG853 theme/theme.yml:2"),
        ({"theme/theme.yml": "options:\n  accent: pink"}, "PG854 theme/theme.yml:2"),
        ({"theme/assets/page.php": "x"}, "PG860 theme/assets/page.php:0"),
    ],
)
def test_a_mistake_is_told_at_its_place_and_costs_only_itself(
    tmp_path: Path, files: dict[str, str], expected: str
) -> None:
    theme, found = load_theme("base", write(tmp_path, files), ())
    assert expected in codes(found)
    assert "Highlights" in home_of(theme)


def test_an_unknown_theme_and_a_loop_fall_back_to_base(tmp_path: Path) -> None:
    write(tmp_path, {"a/theme.yml": "extends: b", "b/theme.yml": "extends: a", "c/theme.yml": "extends: bsae"})
    for name, code in (("bass", "PG812"), ("../base", "PG812"), ("a", "PG851"), ("c", "PG852")):
        theme, found = load_theme(name, None, (tmp_path,))
        assert [one.code for one in found] == [code]
        assert theme.layers[-1].name == "base"


def test_a_link_in_a_theme_folder_is_not_followed(tmp_path: Path) -> None:
    write(tmp_path, {"secret.css": "x", "theme/theme.yml": ""})
    (tmp_path / "theme/assets").mkdir()
    (tmp_path / "theme/assets/secret.css").symlink_to(tmp_path / "secret.css")
    theme, found = load_theme("base", tmp_path, ())
    assert [one.code for one in found] == ["PG860"]
    assert "secret.css" not in theme.assets


def test_a_template_that_fails_is_told_at_its_line_and_the_theme_s_own_draws_the_page(tmp_path: Path) -> None:
    write(tmp_path, {"theme/templates/goal.html": "<p>\n{{ view.nothing }}"})
    theme, _ = load_theme("base", tmp_path, ())
    files, found = render_pages(sample_views.full_plan(), theme, theme.words_in("en"), sample_views.MADE)
    assert codes(found) == ["PG856 theme/templates/goal.html:2"]
    goal = next(one.data for one in files if one.path == sample_views.GOAL.link.path)
    assert b"I want to know it when somebody asks" in (goal or b"")


def test_a_template_of_a_school_may_call_in_any_way_that_jinja_knows(tmp_path: Path) -> None:
    calls = """{% macro box(name, of="") %}<i class="{{ of }}">{{ name }}{{ caller() if caller is defined }}</i>{% endmacro %}
{% macro any() %}{{ varargs|join("+") }}{{ kwargs|length }}{% endmacro %}
{% set pair = ("a<b", "c") %}{{ box(*pair) }}|{{ box(**{"name": "d"}) }}|{% call box("e") %}f{% endcall %}|
{{ any(1, 2, x=3) }}|{{ namespace(**{"class": "g"}).class }}|{% for n in range(2) %}{{ loop.cycle("h", "i") }}{% endfor %}|
{% block more %}{{ bdi("<j>") }}{{ self.last() }}{% endblock %}|{% block last %}k{% endblock %}"""
    html = home_of(load_theme("base", write(tmp_path, {"theme/templates/home.html": calls}), ())[0])
    assert html.replace("\n", "").split("|") == [
        '<i class="c">a&lt;b</i>',
        '<i class="">d</i>',
        '<i class="">ef</i>',
        "1+21",
        "g",
        "hi",
        "<bdi>&lt;j&gt;</bdi>k",
        "k",
    ]


@pytest.mark.parametrize(
    ("asked", "drawn"),
    [
        ("{% if view.nothing is defined %}there{% else %}none{% endif %}", "none"),
        ("{{ view.nothing|default('none') }}", "none"),
        ("{% if learner.name is defined %}some{% endif %}", "some"),
        ("{% set d = {'class': 'c', 'k': 'v', 'items': 1} %}{{ d['class'] }}{{ d.class }}{{ d.k }}", "ccv"),
        ("{% import 'one.html' as one %}{{ one.two is defined }}{{ one.say('a', b='b') }}", "Falseab-none"),
        ("{% import 'one.html' as one %}{{ one.say('a') }}{{ one.rest('a', 'b', c='d') }}", "a--nonea b d"),
        ("{% import 'one.html' as one %}{% call one.around() %}in{% endcall %}", "(in)"),
        ("{% for n in 'ab' %}{{ loop.index }}{{ loop.last }}{% endfor %}", "1False2True"),
        ("{{ option.nothing is defined }}{{ 'a'.upper() }}{{ 1.5.is_integer() }}", "FalseAFalse"),
        (
            (
                "{% set kept = namespace(m=none) %}{% autoescape false %}{% macro m(a) %}{{ a }}{% endmacro %}"
                "{% set kept.m = m %}{% endautoescape %}{{ kept.m('<i>') }}{{ kept.m(a='&') }}"
            ),
            "&lt;i&gt;&amp;",
        ),
        ("{{ [1, 2][0].real }}{{ 'x'['upper']() }}{{ 'yes' if view.no is defined }}", "1X"),
    ],
)
def test_a_template_may_ask_for_what_is_not_there(asked: str, drawn: str, tmp_path: Path) -> None:
    macros = (
        "{% macro say(a, b='-') %}{{ a }}{{ b }}-{{ a.nothing|default('none') }}{% endmacro %}"
        "{% macro rest(a) %}{{ a }} {{ varargs|join }} {{ kwargs.c }}{% endmacro %}"
        "{% macro around() %}({{ caller() }}){% endmacro %}"
    )
    files = {"theme/templates/goal.html": asked, "theme/templates/one.html": macros}
    theme, _ = load_theme("base", write(tmp_path, files), ())
    drawings, found = render_pages(sample_views.full_plan(), theme, theme.words_in("en"), sample_views.MADE)
    assert found == ()
    assert next(one.data for one in drawings if one.path == sample_views.GOAL.link.path) == drawn.encode()


def test_what_is_packaged_needs_no_page_drawn_twice(monkeypatch: pytest.MonkeyPatch) -> None:
    def only_quick(*values: Any, quick: bool = True) -> object:
        assert quick
        return pen_for(*values)

    monkeypatch.setattr("portfoliogen.render.pages.pen_for", only_quick)
    for name in ("base", "primary", "secondary", "strengths", "showcase"):
        theme, _ = load_theme(name, None, (themes_folder(),))
        render_pages(sample_views.full_plan(), theme, theme.words_in("en"), sample_views.MADE)


@pytest.mark.parametrize(
    "wrong",
    [
        "{{ nothing(1) }}",
        "{% macro m(a) %}{% endmacro %}{{ m(1, 2) }}",
        "{% macro m(a) %}{% endmacro %}{{ m(1, a=2) }}",
        "{% macro m(a) %}{% endmacro %}{{ m(1, b=2) }}",
        "{% macro m(a) %}{{ a }}{% endmacro %}{{ m() }}",
        "{{ url(page.path, a=1, a=2) }}",
        "{{ 1 / 0 }}",
        "{% macro m(n) %}{{ m(n) }}{% endmacro %}{{ m(1) }}",
        "{{ word('no.such') }}",
        "{{ 9.0 ** 999 }}",
        "{{ page.trail[0].x.y }}",
    ],
)
def test_whatever_a_template_fails_of_is_told(wrong: str, tmp_path: Path) -> None:
    theme, _ = load_theme("base", write(tmp_path, {"theme/templates/goal.html": f"\n{wrong}"}), ())
    _, found = render_pages(sample_views.full_plan(), theme, theme.words_in("en"), sample_views.MADE)
    (told,) = found
    assert (told.code, told.at.path) == ("PG856", "theme/templates/goal.html")
    assert told.at.line == (0 if "a=1" in wrong else 2)  # only Python itself minds, in what Jinja made of it
    assert "line 1" not in told.message


def documented() -> dict[str, list[str]]:
    """Read the tables of fields in themes/README.md: view, then its fields in order."""
    found: dict[str, list[str]] = {}
    name = ""
    for line in README.read_text(encoding="utf-8").split("## The views")[1].splitlines():
        if line.startswith("### "):
            name = line[4:]
            found[name] = []
        elif match := re.match(r"\| `(\w+)` \|", line):
            found[name].append(match[1])
    return found


def test_the_readme_lists_every_view_and_field_and_no_other() -> None:
    real = {
        name: list(kind.__struct_fields__)
        for module in (parts, pages, forms)
        for name, kind in vars(module).items()
        if isinstance(kind, type) and issubclass(kind, Struct) and kind.__module__ == module.__name__
    }
    assert documented() == real


def test_the_readme_lists_every_function_and_template_and_no_other() -> None:
    text = README.read_text(encoding="utf-8")
    theme, _ = load_theme("base", None, ())
    pen = pen_for(theme, theme.words_in("en"), {})
    calls = text.split("## What a template can call")[1].split("## The views")[0]
    assert set(re.findall(r"^\| `(\w+)", calls, re.MULTILINE)) == set(pen.environment.globals)
    given = text.split("## What a template is given")[1].split("## What a template can call")[0]
    listed = set(re.findall(r"^\| `(\w+\.html)`", given, re.MULTILINE))
    assert listed == set(theme.layers[0].templates) - {
        "base.html",
        "form.html",
        "parts.html",
        "media.html",
        "pictures.html",
    }
    for name in listed:
        row = re.search(rf"^\| `{name}` \| \w+ \|(.*)\|$", given, re.MULTILINE)
        own = set(re.findall(r"{% block (\w+)", theme.layers[0].templates[name]))
        blocks = own - set(re.findall(r"{% block (\w+)", theme.layers[0].templates["base.html"]))
        assert set(re.findall(r"\w+", row[1] if row else "")) == blocks, name


PACKAGED = theme_names((themes_folder(),))


@pytest.mark.parametrize("name", PACKAGED)
def test_every_packaged_theme_is_whole_and_can_be_read(name: str) -> None:
    theme, found = load_theme(name, None, ())
    assert found == ()
    assert theme.about
    assert [layer.packaged for layer in theme.layers] == [True] * len(theme.layers)


@pytest.mark.parametrize("name", PACKAGED)
def test_every_colour_of_a_palette_can_be_read_by_day_and_by_night(name: str) -> None:
    theme, _ = load_theme(name, None, ())
    listed = load_theme(name, None, (), (("accent", "no such colour"),))[1][0].hint
    names = re.findall(r"[a-z]+(?=[,;])", listed.partition("one of:")[2])
    assert len(names) >= 8
    for one in names:
        assert load_theme(name, None, (), (("accent", one),))[1] == (), one
    assert theme.choices[0] == f"accent-{theme.options['accent']}"


@pytest.mark.parametrize("name", PACKAGED)
def test_text_can_be_read_on_a_ground_that_is_tinted_with_a_strand(name: str) -> None:
    theme, _ = load_theme(name, None, ())
    style = theme.assets["style.css"].decode()
    for block in re.findall(r"\{(--accent[^}]*)\}", style):
        colours = dict(re.findall(r"--(\w+):(#\w{6})", block))
        share = int(re.findall(r"--tint:(\d+)%", block)[0]) / 100
        for number in range(1, 7):
            tinted = mix(colours[f"s{number}"], colours["card"], share)
            for text in ("ink", "soft"):
                assert contrast(colours[text], tinted) >= 4.5, (text, number, block[:40])


def mix(one: str, other: str, share: float) -> str:
    parts = [(int(one[at : at + 2], 16), int(other[at : at + 2], 16)) for at in (1, 3, 5)]
    return "#" + "".join(f"{round(a * share + b * (1 - share)):02x}" for a, b in parts)


def test_a_school_s_own_colour_is_used_where_it_can_be_read(tmp_path: Path) -> None:
    theme, found = load_theme("base", None, (), (("accent", "#7A1F3D"),))
    assert found == ()
    assert "accent-own" in theme.choices
    style = theme.assets["style.css"].decode()
    assert "--accent:#7a1f3d" in style
    night = style.partition("prefers-color-scheme:dark")[2]
    assert contrast(re.findall(r"--accent:(#\w{6})", night)[0], "#171512") >= 4.5
    write(tmp_path, {"theme/theme.yml": 'palette: {maroon: "#7a1f3d"}\noptions: {accent: maroon}\n'})
    assert "--accent:#7a1f3d" in load_theme("secondary", tmp_path, ())[0].assets["style.css"].decode()


def test_a_colour_that_cannot_be_read_is_told_and_the_nearest_is_used() -> None:
    theme, found = load_theme("base", None, (), (("accent", "#ffcc00"),))
    assert codes(found) == ["PG862 school.yml:0"]
    used = re.findall(r"“(#\w{6})” is used", found[0].message)[0]
    assert contrast(used, "#faf6f0") >= 4.5
    assert contrast(used, "#faf6f0") < 5
    assert f"--accent:{used}" in theme.assets["style.css"].decode()


def test_contrast_is_that_of_wcag() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#767676", "#ffffff") == pytest.approx(4.54, abs=0.01)


def test_a_logo_is_a_file_that_is_there(tmp_path: Path) -> None:
    write(tmp_path, {"theme/theme.yml": "options: {logo: badge.svg}\n", "theme/assets/badge.svg": "<svg/>"})
    theme, found = load_theme("base", tmp_path, ())
    assert found == ()
    assert '<img class="logo" src="assets/badge.svg" alt=""' in home_of(theme)
    write(tmp_path, {"theme/theme.yml": "options: {logo: bagde.svg}\n"})
    assert codes(load_theme("base", tmp_path, ())[1]) == ["PG854 theme/theme.yml:1"]


@pytest.mark.parametrize("path", ["templates/entry.html", "assets/forms.css", "assets/style.css"])
def test_a_copy_of_a_file_is_told_once_its_original_has_moved_on(path: str, tmp_path: Path) -> None:
    theme, _ = load_theme("primary", None, ())
    folder = themes_folder()
    layers = [read_theme_folder(folder / one, one, f"themes/{one}") for one in ("primary", "base")]
    files = originals(theme, layers)
    place = copy_to(files[path], tmp_path / "theme")
    assert load_theme("primary", tmp_path, ())[1] == ()
    with pytest.raises(CopyError, match="already"):
        copy_to(files[path], tmp_path / "theme")
    place.write_text(re.sub(r", \w{12}", ", 0123456789ab", place.read_text("utf-8"), count=1), "utf-8")
    assert codes(load_theme("primary", tmp_path, ())[1]) == [f"PG863 theme/{path}:1"]


def test_a_small_style_sheet_means_the_same() -> None:
    style = b'a { b: "x ;  /*y*/"; c : url("d ; e") } /* f */\n@media (g: h) {\n  i , j { k: calc(1px + 2px); }\n}\n'
    small = make_small(style.replace(b"/*y*/", b""))
    assert small == b'a{b:"x ;  ";c :url("d ; e")}@media (g:h){i,j{k:calc(1px + 2px)}}'
