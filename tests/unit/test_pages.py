"""Pages: order, safety, links, media, and that what is empty leaves no trace."""

from __future__ import annotations

import gzip
import html.parser
import posixpath
import re
import time
from urllib.parse import unquote

import pytest
import sample_views
from msgspec.structs import replace

from portfoliogen.model.site import PagePlan, SitePlan
from portfoliogen.render.pages import render_pages
from portfoliogen.theme import Theme, load_theme
from portfoliogen.views.parts import Anchor, Link, Prose

KILOBYTE = 1024


@pytest.fixture(scope="module")
def theme() -> Theme:
    return load_theme("base", None, ())[0]


def draw(plan: SitePlan, theme: Theme) -> dict[str, str]:
    files, found = render_pages(plan, theme, theme.words_in(plan.view.language), sample_views.MADE)
    assert found == ()
    return {one.path: (one.data or b"").decode() for one in files}


@pytest.fixture(scope="module")
def full(theme: Theme) -> dict[str, str]:
    return draw(sample_views.full_plan(), theme)


class Outline(html.parser.HTMLParser):
    """Reads a page's tags, its ids and all that it points at."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str]]] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, {name: value or "" for name, value in attrs}))

    def links(self) -> list[str]:
        found = [one[name] for _, one in self.tags for name in ("href", "src", "poster") if name in one]
        for _, one in self.tags:
            found += [part.split()[0] for part in one.get("srcset", "").split(", ") if part]
        return found


def with_body(*pieces: object) -> PagePlan:
    view = replace(sample_views.THEN_ENTRY, then=None, body=Prose(pieces))  # type: ignore[arg-type]
    return PagePlan(sample_views.page("entry", "X", "entries/x/index.html"), "entry.html", view)


def article(plan: PagePlan, theme: Theme) -> str:
    return draw(replace(sample_views.full_plan(), pages=(plan,)), theme)[plan.page.path]


def test_every_page_of_a_plan_is_drawn_and_nothing_else(full: dict[str, str]) -> None:
    plan = sample_views.full_plan()
    assert list(full) == sorted([one.page.path for one in plan.pages] + list(plan.assets))


def test_every_link_leads_to_a_page_or_file_of_the_profile_and_names_it(full: dict[str, str]) -> None:
    media = {f"media/{one.name}" for made in sample_views.MADE.values() for one in made.files}
    for path, text in full.items():
        if not path.endswith(".html"):
            continue
        for link in Outline(text).links():
            if link.startswith(("data:", "mailto:", "https://", "#")):
                continue
            target = posixpath.normpath(posixpath.join(posixpath.dirname(path), unquote(link.partition("#")[0])))
            assert target in full or target in media, (path, link)


@pytest.mark.parametrize("language", ["en", "cy", "ar"])
def test_every_page_has_its_language_one_h1_and_no_id_twice(theme: Theme, language: str) -> None:
    direction = "rtl" if language == "ar" else "ltr"
    for path, text in draw(sample_views.full_plan(language, direction), theme).items():
        if path.endswith(".html"):
            outline = Outline(text)
            ids = [one["id"] for _, one in outline.tags if "id" in one]
            assert outline.tags[0] == (
                "html",
                {"lang": language, "dir": direction, "class": " ".join(theme.choices)},
            )
            assert [tag for tag, _ in outline.tags].count("h1") == 1, path
            assert len(ids) == len(set(ids)), path


def test_no_page_has_inline_style_or_script_or_asks_another_host(full: dict[str, str]) -> None:
    for path, text in full.items():
        for tag, attributes in Outline(text).tags if path.endswith(".html") else ():
            assert tag not in {"style", "iframe", "object", "embed"}, path
            assert tag != "script" or re.fullmatch(r"(\.\./)*assets/profile\.js", attributes.get("src", "")), path
            assert "style" not in attributes, path
            assert not any(name.startswith("on") for name in attributes), path
            if tag not in {"a", "math"}:
                assert not attributes.get("href", "").startswith(("http", "//")), path
                assert not attributes.get("src", "").startswith(("http", "//")), path


def test_p1_what_a_learner_writes_is_never_a_template_or_a_tag(theme: Theme) -> None:
    evil = "<script>alert(1)</script>{{ 7*7 }}{% raw %}\"'&"
    card = replace(sample_views.VOLCANO_CARD, title=evil, summary=evil, kind=evil, where=evil)
    view = replace(
        sample_views.ENTRY,
        card=card,
        next=evil,
        observed_by=evil,
        support=evil,
        tags=(evil,),
        gallery=(replace(sample_views.BRIDGE, alt=evil, caption=evil),),
        earlier=Link(evil, "a/index.html"),
    )
    plan = PagePlan(sample_views.page("entry", evil, "e/index.html"), "entry.html", view)
    text = article(plan, theme)
    assert (
        text.count("<script") == text.count('<script src="../assets/profile.js" defer blocking="render"></script>') == 1
    )
    assert "49" not in re.sub(r"\d{3,}", "", text)
    assert text.count("&lt;script&gt;alert(1)&lt;/script&gt;{{ 7*7 }}{% raw %}") > len("sum")


def test_links_in_text(theme: Theme) -> None:
    plan = with_body(
        "<p>",
        Anchor(path="media/a b&'.pdf"),
        "1",
        Anchor(end=True),
        Anchor(href='https://x.org/"?a&b'),
        "2",
        Anchor(end=True),
        Anchor(),
        "3",
        Anchor(end=True),
        Anchor(media="bowl"),
        "4",
        Anchor(end=True),
        Anchor(media="gone"),
        "5",
        "</p>",
    )
    text = article(plan, theme)
    assert '<a href="../../media/a%20b%26%27.pdf">1</a>' in text
    assert '<a href="https://x.org/&#34;?a&amp;b" rel="noopener noreferrer nofollow">2</a>' in text
    assert '<span class="missing">3</span>' in text
    assert '<a href="../../media/bowl-960.webp">4</a>' in text
    assert '<span class="missing">5</p></span>' in text
    assert "target=" not in text


def test_media_in_text(theme: Theme) -> None:
    inline = replace(sample_views.BRIDGE, inline=True)
    plan = with_body(
        sample_views.VOLCANO,
        "<p>",
        inline,
        Anchor(path="a/index.html"),
        inline,
        Anchor(end=True),
        replace(sample_views.VOICE, inline=True),
        sample_views.LOST,
        "</p>",
        sample_views.SPEECH,
    )
    text = article(plan, theme)
    body = text.split('<div class="prose"', 1)[1].split("</article>")[0]
    assert body.index("<figure") < body.index("<p>")
    assert "<figure" not in body.split("<p>")[1].split("</p>")[0]
    assert '<source type="image/webp" srcset="../../media/volcano-480.webp 480w, ' in body
    assert 'src="../../media/volcano-960.jpg"' in body
    assert 'href="../../media/volcano-1600.webp"' in body
    assert 'width="1600" height="1067"' in body
    assert '<span class="missing" dir="auto">A photo that could not be read</span>' in body
    assert '<a href="../../media/voice.mp3">What I noticed in the rehearsal</a>' in body
    assert '<track kind="captions" src="data:text/vtt;base64,' in body
    assert "I would ask: whose attention, and to what?" in body
    assert ">1:05<" in body


def test_a_decoration_has_no_words_and_a_width_is_kept(theme: Theme) -> None:
    text = article(
        with_body(replace(sample_views.BRIDGE, decorative=True, alt="x"), replace(sample_views.BOWL, width_px=300)),
        theme,
    )
    assert 'alt=""' in text
    assert 'alt="x"' not in text
    assert 'width="300" height="300"' in text


def test_row_a8_the_home_keeps_its_order(full: dict[str, str]) -> None:
    home = full["index.html"]
    order = [
        "I am fourteen",
        'id="highlights"',
        'id="strands"',
        'id="skills"',
        'id="goals"',
        'id="years"',
        'id="vouch"',
        'class="more"',
        'id="paper"',
    ]
    places = [home.index(one) for one in order]
    assert places == sorted(places)


def test_what_an_entry_shows_and_who_stands_behind_it_comes_before_its_media_and_text(full: dict[str, str]) -> None:
    page = full[sample_views.VOLCANO_CARD.path].split("<main")[1]
    order = [
        "Our volcano erupted",
        "What this shows",
        "Curriculum and qualifications",
        "I tried three mixtures",
        "Confirmed by <bdi>Mr Lee</bdi>, <bdi>science teacher</bdi>",
        "written down by <bdi>Ms Adeyemi</bdi>",
        "We built it twice",
        "<figure",
        "Stages",
        "What next",
        "What was looked for",
        "Earlier",
    ]
    places = [page.index(one) for one in order]
    assert places == sorted(places)


def test_row_c2_an_observation_is_labelled_as_the_adult_s_words(full: dict[str, str]) -> None:
    assert "In the words of <bdi>Ms Adeyemi</bdi>, who saw it" in full[sample_views.WATCHED_CARD.path]


def test_row_c6_then_and_now_stand_side_by_side(full: dict[str, str]) -> None:
    page = full[sample_views.ESSAY_CARD.path]
    assert page.index("She had the plan".lower()) < page.index("What changed is that I now") < page.index("What next")
    assert page.index('<section class="then"') < page.index('<section class="now"')


def test_row_b6_stages_keep_their_order_and_hours(full: dict[str, str]) -> None:
    page = full[sample_views.VOLCANO_CARD.path]
    assert page.index(">Idea<") < page.index(">First try<") < page.index(">Second try<")
    assert "6.5 hours" in page


def test_row_a3_a_skill_page_prints_its_five_facts_and_no_score(full: dict[str, str]) -> None:
    page = full[sample_views.SKILLS["Creativity"].path]
    for fact in ("3 entries", "2 contexts", "2 modes", "2 adults"):
        assert fact in page
    assert '<time datetime="2024-02-06">6 February 2024</time> to <time datetime="2026-03-14">' in page
    assert "%" not in re.sub(r"<[^>]*>", "", page)
    assert page.index('id="mode1">Made') < page.index('id="mode2">Written')


def test_row_a10_no_grade_but_on_the_page_of_qualifications(full: dict[str, str]) -> None:
    assert [path for path, text in full.items() if "Merit" in text] == ["qualifications/index.html"]


def test_words_of_another_language_are_marked(full: dict[str, str]) -> None:
    assert '<h1 lang="ar" dir="rtl">يوم في السوق</h1>' in full[sample_views.MARKET_CARD.path]
    assert '<h3 lang="ar" dir="auto">' in full["index.html"]


def test_row_a2_what_is_empty_leaves_no_trace(theme: Theme) -> None:
    for path, text in draw(replace(sample_views.empty_plan(), assets=()), theme).items():
        words = re.sub(r"<[^>]+>", " ", text.split("<main")[1])
        assert not re.search(r"\b0\b", words), path
        for word in ("None", "Highlights", "Strands", "Undefined", "()"):
            assert word not in words, path
        assert not re.search(r"<(ul|ol|dl|section|p|h[1-6])[^>]*>\s*</\1>", text), path


def test_no_template_leaves_an_empty_element_in_a_full_profile(full: dict[str, str]) -> None:
    for path, text in full.items():
        assert not re.search(r"<(ul|ol|dl|section|p|h[1-6]|figcaption)[^>]*>\s*</\1>", text), path


def test_the_school_index_lists_people_and_nothing_else(theme: Theme) -> None:
    text = draw(sample_views.index_plan(), theme)["index.html"]
    assert '<a href="9b/li/index.html"><bdi>李小明</bdi></a>' in text
    assert "<nav" not in text


def test_g4_g6_a_page_says_whom_it_is_for_and_what_it_decides(full: dict[str, str]) -> None:
    for path in ("index.html", sample_views.VOLCANO_CARD.path):
        assert "Made for: <bdi>a sixth-form panel</bdi>." in full[path]
        assert "a place on the art and science course" in full[path]


def test_f7_pages_and_styles_are_small(full: dict[str, str]) -> None:
    for path, text in full.items():
        limit = 10 if path.endswith(".css") else 15
        assert len(gzip.compress(text.encode())) < limit * KILOBYTE, path


def test_the_same_plan_gives_the_same_bytes(theme: Theme, full: dict[str, str]) -> None:
    assert draw(sample_views.full_plan(), theme) == full
    assert draw(sample_views.full_plan(), load_theme("base", None, ())[0]) == full


def test_a_page_takes_little_time(theme: Theme) -> None:
    view = replace(sample_views.ENTRY, gallery=(sample_views.BRIDGE,), stages=(), brief=None, qualification=None)
    pages = tuple(
        PagePlan(sample_views.page("entry", "X", f"entries/{one}/index.html"), "entry.html", view) for one in range(300)
    )
    plan = replace(sample_views.full_plan(), pages=pages, assets=())
    draw(plan, theme)
    started = time.process_time()
    draw(plan, theme)
    # 0.4 ms on the machine it was written on; the limit leaves room for a busy one.
    assert (time.process_time() - started) / len(pages) < 0.004
