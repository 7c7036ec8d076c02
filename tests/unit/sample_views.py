"""A full learner and one who has only begun, as views: what themes are tried with.

The full one has something in every field of every view, so that a template which forgets one is seen.
"""

from __future__ import annotations

import datetime as dt

from msgspec.structs import replace

from portfoliogen.model.media import MadeMedia, Rendition
from portfoliogen.model.site import PagePlan, SitePlan
from portfoliogen.model.sources import MediaKind
from portfoliogen.views.pages import (
    AccessibilityView,
    CourseView,
    ElementView,
    EntriesView,
    EntryView,
    Evidence,
    GoalsView,
    GoalView,
    Growth,
    HomeView,
    IndexGroup,
    IndexView,
    ModeGroup,
    MonthView,
    MovedView,
    QualificationsView,
    QualificationView,
    SkillCard,
    SkillGroup,
    SkillsView,
    SkillView,
    Standing,
    StatementView,
    StrandCard,
    StrandView,
    Voucher,
    YearCard,
    YearView,
)
from portfoliogen.views.parts import (
    Anchor,
    BriefView,
    CriterionView,
    DateView,
    EntryCard,
    Fact,
    LearnerView,
    LevelView,
    Link,
    LookAgain,
    MediaUse,
    PageView,
    Prose,
    SiteView,
    SkillTag,
    StageView,
)
from portfoliogen.words import load_words

_ENGLISH = load_words("en", {})

NAME = "Amara O’Connor-Okafor"

STRANDS = tuple(
    Link(name, f"strands/{key}/index.html", number=number)
    for number, (key, name) in enumerate(
        (
            ("foundations", "Foundations"),
            ("curriculum", "Curriculum and qualifications"),
            ("passion", "Passion"),
            ("skills", "Essential skills"),
        ),
        1,
    )
)
FOUNDATIONS, CURRICULUM, PASSION, ESSENTIAL = STRANDS

SKILL_NAMES = (
    "Listening",
    "Speaking",
    "Problem Solving",
    "Creativity",
    "Adapting",
    "Planning",
    "Leadership",
    "Teamwork",
)
SKILLS = {name: Link(name, f"skills/{name.lower().replace(' ', '-')}/index.html") for name in SKILL_NAMES}

WAVE = (
    '<svg viewBox="0 0 120 24" preserveAspectRatio="none" aria-hidden="true"><path fill="currentColor" d="'
    + "".join(
        f"M{x} {12 - h}h2v{2 * h}h-2z"
        for x, h in zip(range(0, 120, 4), (3, 6, 9, 4, 11, 7, 2, 5, 8, 10) * 3, strict=True)
    )
    + '"/></svg>'
)

PICTURES = {
    "volcano": (1600, 1067),
    "beach": (1600, 1200),
    "bridge": (1600, 1067),
    "debate": (1067, 1600),
    "bowl": (1200, 1200),
    "market": (1600, 900),
    "portrait": (960, 1200),
    "sketch": (480, 360),
}
"""The pictures of the full learner: name to size. The browser tests draw them."""


def day(year: int, month: int, number: int) -> DateView:
    """Give a day as the program writes it in English."""
    return _ENGLISH.date(dt.date(year, month, number))


def _made() -> dict[str, MadeMedia]:
    made = {}
    for name, (width, height) in PICTURES.items():
        sizes = [one for one in (480, 960, 1600) if one <= width] or [width]
        made[name] = MadeMedia(
            MediaKind.PICTURE,
            tuple(
                Rendition(f"{name}-{one}.{ending}", "", mime, one * 90, one, round(one * height / width))
                for ending, mime in (("webp", "image/webp"), ("jpg", "image/jpeg"))
                for one in sizes
            ),
            placeholder="data:image/gif;base64,R0lGODlhAQABAIAAAMiyl////ywAAAAAAQABAAACAkQBADs=",
            width_px=width,
            height_px=height,
        )
    poster = made["debate"].renditions
    made["speech"] = MadeMedia(
        MediaKind.FILM,
        (Rendition("speech.mp4", "", "video/mp4", 4_200_000, 720, 1080),),
        poster=poster,
        width_px=720,
        height_px=1080,
        duration_s=65.2,
        size_bytes=4_200_000,
    )
    made["voice"] = MadeMedia(
        MediaKind.SOUND,
        (Rendition("voice.mp3", "", "audio/mpeg", 480_000),),
        waveform=WAVE,
        duration_s=41.0,
        size_bytes=480_000,
    )
    made["report"] = MadeMedia(
        MediaKind.DOCUMENT,
        (Rendition("report.pdf", "", "application/pdf", 1_240_000),),
        poster=made["sketch"].renditions,
        pages=4,
        size_bytes=1_240_000,
    )
    made["slides"] = MadeMedia(
        MediaKind.ATTACHMENT,
        (Rendition("slides.pptx", "", "application/vnd.ms-powerpoint", 820_000),),
        size_bytes=820_000,
    )
    return made


MADE = _made()


def told(html: str) -> Prose:
    """Make a text that points at nothing."""
    return Prose((html,))


def picture(key: str, alt: str, caption: str = "", **more: object) -> MediaUse:
    """Use one of the pictures."""
    return replace(MediaUse(key, "picture", alt, caption), **more)  # type: ignore[arg-type]


VOLCANO = picture("volcano", "A papier-mâché cone with red foam running down one side", "Second try, outside")
BEACH = picture("beach", "Grey beach at low tide with a line of plastic bottles", "What one tide left")
BRIDGE = picture("bridge", "A bridge of paper straws holding a jar of marbles")
BOWL = picture("bowl", "A wooden bowl with a dark rim on a workbench")
SKETCH = picture("sketch", "Four pencil drawings of volcanoes")
MARKET = picture("market", "A market stall with jars of chutney and a hand-painted sign")
SPEECH = MediaUse(
    "speech",
    "film",
    "Amara speaks at a lectern",
    "Debate final, the closing speech",
    transcript=(
        "Madam Chair, we are told that phones ruin attention.",
        "I would ask: whose attention, and to what?",
    ),
    captions=(("en", "WEBVTT\n\n00:00.000 --> 00:03.000\nMadam Chair, we are told that phones ruin attention.\n"),),
)
VOICE = MediaUse(
    "voice",
    "sound",
    "",
    "What I noticed in the rehearsal",
    transcript=(
        "I go too fast when I know it well.",
        "Nan said breathe at the commas, so I drew them in red.",
    ),
)
REPORT = MediaUse("report", "document", "", "Beach survey, the report", name="Beach survey.pdf")
SLIDES = MediaUse("slides", "attachment", "", "", name="Straw bridges.pptx")
LOST = MediaUse("gone", "picture", "A photo that could not be read")

MR_LEE = LevelView(
    "confirmed",
    "Mr Lee",
    "science teacher",
    day(2026, 3, 16),
    "She changed one thing at a time, which most of the class did not.",
)
MS_ADEYEMI = LevelView("seen", "Ms Adeyemi", "form tutor", day(2026, 5, 4))
MARSHES = LevelView(
    "validated",
    "Jo Marsh",
    "warden",
    day(2025, 11, 30),
    "Her counts are in our survey for the county.",
    "Leigh Marshes Wildlife Trust",
    "https://www.leigh-marshes.example",
    "Come along to the winter count.",
    (SkillTag(Link("Planning", "skills/planning/index.html"), "step 8"),),
)
CHANGED = LevelView("changed", date=day(2025, 12, 1), was="confirmed")
SELF = LevelView("self")


def card(slug: str, title: str, date: DateView, summary: str, **more: object) -> EntryCard:
    """Make an entry's card with ordinary values where none are given."""
    plain = EntryCard(
        title=title,
        path=f"entries/{slug}/index.html",
        date=date,
        summary=summary,
        kind="Project",
        kind_key="project",
        modes=("made",),
        where="At school",
        where_key="school",
        strands=(PASSION,),
        skills=(),
        cover=None,
        level=SELF,
        language="en",
        direction="ltr",
        year="2025–26",
    )
    return replace(plain, **more)  # type: ignore[arg-type]


VOLCANO_CARD = card(
    "volcano",
    "Our volcano erupted (on the third try)",
    day(2026, 3, 14),
    "We built it twice. The first one leaked from the bottom, so nothing came out of the top.",
    cover=VOLCANO,
    level=MR_LEE,
    strands=(CURRICULUM, ESSENTIAL),
    course="Science",
    skills=(
        SkillTag(SKILLS["Creativity"], "step 6", "I tried three mixtures before the one that worked."),
        SkillTag(SKILLS["Teamwork"], "step 5", "When Sam and I disagreed we did a small test of both ideas."),
        SkillTag(SKILLS["Planning"], "", "", by_staff=True),
    ),
)
BEACH_CARD = card(
    "beach",
    "Counting what the tide leaves",
    day(2025, 11, 29),
    "Every Saturday for ten weeks I walked the same two hundred metres and wrote down each piece of plastic.",
    cover=BEACH,
    level=MARSHES,
    kind="Service",
    kind_key="service",
    where="In the community",
    where_key="community",
    strands=(PASSION, FOUNDATIONS),
    modes=("written", "made"),
    skills=(
        SkillTag(
            SKILLS["Planning"],
            "step 8",
            "I kept the same route and the same hour so weeks could be compared.",
        ),
    ),
)
DEBATE_CARD = card(
    "debate",
    "Debate final",
    day(2026, 5, 2),
    "I closed for our side. I had four minutes and used three and a half.",
    cover=SPEECH,
    level=MS_ADEYEMI,
    kind="Performance",
    kind_key="performance",
    modes=("oral",),
    has_film=True,
    strands=(FOUNDATIONS, ESSENTIAL),
    skills=(SkillTag(SKILLS["Speaking"], "step 9", "I left a silence after the question and waited."),),
)
BOWL_CARD = card(
    "bowl",
    "A bowl from the cherry tree",
    day(2026, 6, 7),
    "The tree came down in the storm. Grandad had the lathe.",
    cover=BOWL,
    where="At home",
    where_key="home",
    kind="Making",
    kind_key="making",
)
ESSAY_CARD = card(
    "essay",
    "Why I changed my mind about Macbeth",
    day(2026, 1, 20),
    "In Year 8 I wrote that Lady Macbeth made him do it. I read that essay again this winter and I do not "
    "think so any more. He asks the witches to stay before she has said a word.",
    kind="Reflection",
    kind_key="reflection",
    modes=("written",),
    strands=(CURRICULUM,),
    course="English",
)
MARKET_CARD = card(
    "market",
    "يوم في السوق",
    day(2026, 4, 18),
    "بعنا أربعين برطمانًا وتعلّمت كيف أحسب الباقي بسرعة.",
    cover=MARKET,
    language="ar",
    direction="rtl",
    where="At work",
    where_key="work",
    kind="Experience",
    kind_key="experience",
    has_sound=True,
    strands=(PASSION,),
    level=MS_ADEYEMI,
)
WATCHED_CARD = card(
    "watched",
    "Helping the new boy",
    day(2025, 10, 3),
    "Amara sat down next to him without being asked.",
    observed=True,
    strands=(ESSENTIAL,),
    modes=("observed",),
    kind="Observation",
    kind_key="observation",
    level=MS_ADEYEMI,
)
UNDATED_CARD = card("photos", "Photos and files", DateView("Undated"), "", cover=BRIDGE)
OLD_ESSAY_CARD = card(
    "macbeth",
    "Who killed the king?",
    day(2024, 2, 6),
    "She did, because she had the plan.",
    kind="Reflection",
    kind_key="reflection",
    modes=("written",),
    strands=(CURRICULUM,),
    year="2023–24",
    language="cy",
    direction="ltr",
)

CARDS = (
    BOWL_CARD,
    DEBATE_CARD,
    MARKET_CARD,
    VOLCANO_CARD,
    ESSAY_CARD,
    BEACH_CARD,
    WATCHED_CARD,
    OLD_ESSAY_CARD,
    UNDATED_CARD,
)

_TABLE = """
<div class="scroll" tabindex="0"><table><thead><tr><th>Mixture</th>
<th class="right">Vinegar (ml)</th><th class="center">Height</th></tr></thead>
<tbody><tr><td>First</td><td class="right">50</td><td class="center">none</td></tr>
<tr><td>Second</td><td class="right">80</td><td class="center">4 cm</td></tr>
<tr><td>Third, with soap</td><td class="right">80</td><td class="center">19 cm</td></tr></tbody></table></div>
<div class="alert alert-tip"><p class="alert-title">Tip</p>
<p>Soap goes in first, or it never mixes.</p></div>
<ul class="contains-task-list"><li class="task">☑ Wider crater</li><li class="task">☐ Try with lemon</li></ul>
<dl><dt>Control</dt><dd>What you leave the same on purpose.</dd></dl>
<p>The volume of the cone is
<math><mi>V</mi><mo>=</mo><mfrac><mn>1</mn><mn>3</mn></mfrac><mi>π</mi><msup><mi>r</mi><mn>2</mn></msup></math>,
so we needed <code>0.4</code> litres.<sup class="footnote-ref"><a href="#fn1" id="fnref1">1</a></sup></p>
<blockquote><p>It is only an explosion if you did not expect it.</p></blockquote>
"""
_NOTES = """
<section class="footnotes"><ol><li id="fn1"><p>Measured with water.
<a href="#fnref1">↩</a></p></li></ol></section>
"""
_LEAK = """<p>We built it twice. The first one leaked from the bottom, so nothing came out of the top.
Sam said the paste was too wet and I said the bottle was too wide, and we were """
_MEASURED = """<h2>What we measured</h2><p>One spoon of baking soda, then vinegar, then we timed the
foam. It is like the """

BODY = Prose((
    _LEAK, Anchor(path="entries/beach/index.html"), "both a bit right", Anchor(end=True),
    ".</p>", VOLCANO, _MEASURED,
    Anchor(href="https://example.org/volcano?a=1&b=2"), "recipe here", Anchor(end=True), ", but ", Anchor(),
    "our notes", Anchor(end=True), " say something else. The ",
    Anchor(media="report"), "whole report", Anchor(end=True), " has ", replace(SKETCH, inline=True), " and ",
    replace(VOICE, inline=True), ".</p>", _TABLE, LOST, _NOTES,
))  # fmt: skip

ENTRY = EntryView(
    card=VOLCANO_CARD,
    endorsements=(MR_LEE, MARSHES, CHANGED),
    body=BODY,
    gallery=(BRIDGE, picture("debate", "Sam pours", ""), SPEECH, VOICE, REPORT, SLIDES),
    facts=(
        Fact("with", "With", "Sam T."),
        Fact("course", "Course", "Science", "courses/science/index.html"),
        Fact("mode", "How it was shown", "made"),
        Fact("hours", "Time spent", "6.5 hours"),
    ),
    elements=("numeracy",),
    stages=(
        StageView(
            "Idea",
            day(2026, 2, 20),
            "1 hour",
            "We drew four volcanoes and voted.",
            None,
            (SKETCH,),
        ),
        StageView(
            "First try",
            day(2026, 3, 2),
            "3 hours",
            "",
            told("<p>It leaked. We wrote down where.</p>"),
            (),
        ),
        StageView("Second try", day(2026, 3, 14), "2.5 hours", "It worked at a quarter past two.", None, ()),
    ),
    hours="6.5 hours",
    brief=BriefView(
        "A fair test",
        (
            CriterionView("You change one thing at a time", met=True),
            CriterionView("You say what surprised you", met=False),
        ),
        "Mr Lee and your table",
        "Friday 20 March",
    ),
    goals=(Link("Explain my results without notes", "goals/explain/index.html"),),
    follows=OLD_ESSAY_CARD,
    followed_by=(BEACH_CARD,),
    then=None,
    now=(ESSAY_CARD,),
    observed_by="",
    scribed_by="Ms Adeyemi",
    support="Done with help",
    next="Try it with lemon juice, and film it from the side so that we can measure how fast it goes.",
    qualification=QualificationView(
        "CREST Bronze",
        "Level 1",
        "British Science Association",
        "Awarded",
        "awarded",
        day(2026, 6, 1),
        "",
        Link("Our volcano", "entries/volcano/index.html"),
    ),
    earlier=Link("Why I changed my mind about Macbeth", "entries/essay/index.html"),
    later=Link("يوم في السوق", "entries/market/index.html"),
    tags=("science fair", "<b>foam</b>"),
)

THEN_ENTRY = replace(
    ENTRY,
    card=ESSAY_CARD,
    body=told(
        "<p>In Year 8 I wrote that Lady Macbeth made him do it. I read that essay again this winter and I"
        " do not think so any more. He asks the witches to <em>stay</em> before she has said a "
        "word.</p><p>What changed is that I now look at who speaks first, not who speaks most.</p>"
    ),
    gallery=(),
    facts=(),
    stages=(),
    hours="",
    brief=None,
    goals=(),
    follows=None,
    followed_by=(),
    now=(),
    then=LookAgain(
        OLD_ESSAY_CARD,
        told("<p>Lady Macbeth killed the king, because she had the plan. He only held the dagger.</p>"),
        (picture("sketch", "My drawing of the castle"),),
    ),
    scribed_by="",
    support="",
    qualification=None,
    tags=(),
)
OBSERVED_ENTRY = replace(
    THEN_ENTRY,
    card=WATCHED_CARD,
    then=None,
    observed_by="Ms Adeyemi",
    next="",
    earlier=None,
    body=told(
        "<p>On his first day the new boy stood by the coats. Amara sat down next to him without being "
        "asked, and showed him her timetable instead of asking for his.</p>"
    ),
)
WORDLESS_ENTRY = replace(
    THEN_ENTRY, card=UNDATED_CARD, then=None, body=Prose(), gallery=(BRIDGE, BOWL, VOICE), next="", later=None
)
ARABIC_ENTRY = replace(
    THEN_ENTRY,
    card=MARKET_CARD,
    then=None,
    gallery=(MARKET, VOICE),
    body=told(
        "<p>بعنا أربعين برطمانًا وتعلّمت كيف أحسب الباقي بسرعة. في الساعة الأولى لم يتوقّف أحد، ثم وضعنا "
        "الخبز أمام البرطمانات.</p>"
    ),
)
FILM_ENTRY = replace(THEN_ENTRY, card=DEBATE_CARD, then=None, gallery=(), body=Prose((SPEECH,)))

CREATIVITY = SkillCard(
    SKILLS["Creativity"],
    "creativity",
    Standing(
        3,
        ("school", "home"),
        ("made", "written"),
        ("Mr Lee", "Ms Adeyemi"),
        day(2024, 2, 6),
        day(2026, 3, 14),
    ),
    "Having an idea, and then a better one.",
    "step 3",
    "step 6",
    "I tried three mixtures before the one that worked.",
    Growth(0, 15, 3, 6, day(2024, 2, 6), day(2026, 3, 14)),
)
PLANNING = SkillCard(
    SKILLS["Planning"],
    "planning",
    Standing(2, ("community",), ("written",), ("Jo Marsh",), day(2025, 11, 29), day(2026, 3, 14)),
    then="step 8",
    now="step 8",
    quote="I kept the same route and the same hour so weeks could be compared.",
    growth=Growth(0, 15, None, 8, DateView(), day(2026, 3, 14)),
)
SPEAKING = SkillCard(
    SKILLS["Speaking"],
    "speaking",
    Standing(1, ("school",), ("oral",), (), day(2026, 5, 2), day(2026, 5, 2)),
    quote="I left a silence after the question and waited.",
)
CURIOSITY = SkillCard(Link("Curiosity"), "curiosity", Standing(1, (), (), (), DateView(), DateView()))

GROUPS = (
    SkillGroup("Creative problem solving", "skill", (CREATIVITY, PLANNING)),
    SkillGroup("Communication", "skill", (SPEAKING,)),
    SkillGroup("", "disposition", (CURIOSITY,)),
)

STRAND_CARDS = (
    StrandCard(
        FOUNDATIONS,
        "foundations",
        1,
        "Reading, numbers, speaking and working with screens.",
        (DEBATE_CARD, BEACH_CARD),
    ),
    StrandCard(
        CURRICULUM,
        "curriculum",
        2,
        "Subjects and what they led to.",
        (VOLCANO_CARD, ESSAY_CARD, OLD_ESSAY_CARD),
    ),
    StrandCard(PASSION, "passion", 3, "What I would do on a Saturday anyway.", (BOWL_CARD, MARKET_CARD, BEACH_CARD)),
    StrandCard(ESSENTIAL, "skills", 4, "", (DEBATE_CARD, VOLCANO_CARD)),
)

GOAL = GoalView(
    Link("Explain my results without notes", "goals/explain/index.html"),
    "Open",
    "open",
    day(2026, 1, 12),
    day(2026, 7, 1),
    (("Say it to Nan", True), ("Say it to the class", False)),
    told("<p>I know it when I write it. I want to know it when somebody asks.</p>"),
    (VOLCANO_CARD,),
)

YEARS = (
    YearCard(
        Link("2025–26", "years/2025-26/index.html"),
        (
            ("October", 1),
            ("November", 1),
            ("January", 1),
            ("March", 1),
            ("April", 1),
            ("May", 1),
            ("June", 12),
        ),
        18,
    ),
    YearCard(Link("2023–24", "years/2023-24/index.html"), (("February", 1),), 1),
)

HOME = HomeView(
    highlights=(VOLCANO_CARD, BEACH_CARD, DEBATE_CARD, BOWL_CARD, ESSAY_CARD, MARKET_CARD),
    strands=STRAND_CARDS,
    skills=GROUPS,
    goals=(GOAL,),
    years=YEARS,
    vouchers=(
        Voucher("Jo Marsh", "Leigh Marshes Wildlife Trust", (Link(BEACH_CARD.title, BEACH_CARD.path),)),
        Voucher("Mr Lee", "science teacher", (Link(VOLCANO_CARD.title, VOLCANO_CARD.path),)),
        Voucher(
            "Ms Adeyemi",
            "form tutor",
            (Link(DEBATE_CARD.title, DEBATE_CARD.path), Link(MARKET_CARD.title, MARKET_CARD.path)),
        ),
    ),
    more=(Link("All entries", "entries/index.html"), Link("Qualifications", "qualifications/index.html")),
    letter=told("<p>Dear panel, I would like to learn how to build what I can so far only test.</p>"),
)

NAV = (
    Link("Home", "index.html"),
    Link("All entries", "entries/index.html"),
    *STRANDS,
    Link("Skills", "skills/index.html"),
    Link("Creativity", SKILLS["Creativity"].path),
    Link("Year by year", "years/2025-26/index.html"),
    Link("Goals", "goals/index.html"),
    Link("Qualifications", "qualifications/index.html"),
    Link("Science", "courses/science/index.html"),
    Link("2023–24", "years/2023-24/index.html"),
)

SITE = SiteView(
    "en",
    "ltr",
    "Oakfield School",
    "profiles@oakfield.example",
    "public",
    "a sixth-form panel",
    "a place on the art and science course",
    single=False,
    statement="accessibility/index.html",
)

LEARNER = LearnerView(
    NAME,
    "I take things apart to see who is right",
    ("English", "Igbo", "some Arabic"),
    told(
        "<p>I am fourteen. I like finding out which of two people is right by making a small test, and I "
        "like it best when it turns out to be neither. On Saturdays I count plastic on the beach at "
        "Leigh; on Sundays I turn wood with my grandad, who says I sand too long.</p><p>What I find hard "
        "is stopping. I am learning to hand things in when they are good enough to be useful.</p>"
    ),
    "en",
    picture("portrait", "Amara laughing, with sawdust on her glasses"),
    SPEECH,
)


def page(kind: str, title: str, path: str, trail: tuple[Link, ...] = ()) -> PageView:
    """Make a page with the navigation that all have, its own link marked."""
    home = (Link(NAME, "index.html"),) if path != "index.html" else ()
    nav = tuple(replace(link, current=link.path == path) for link in NAV)
    return PageView(kind, title, path, (*home, *trail), nav, "A learner profile")


def _skill_view() -> SkillView:
    return SkillView(
        CREATIVITY,
        "skill",
        "Creative problem solving",
        Link("Universal Framework 2.0", "https://example.org/framework"),
        (
            ModeGroup(
                "Made",
                (
                    Evidence(VOLCANO_CARD, "I tried three mixtures before the one that worked.", "step 6"),
                    Evidence(BOWL_CARD, "", "", by_staff=True),
                ),
            ),
            ModeGroup("Written", (Evidence(MARKET_CARD, "غيّرت ترتيب البرطمانات حتى توقّف الناس.", "step 3"),)),
        ),
    )


def full_pages() -> tuple[PagePlan, ...]:
    """Every kind of page of the full learner, sorted by address."""
    entries = (Link("All entries", "entries/index.html"),)
    strand = StrandView(
        STRAND_CARDS[0],
        (
            ElementView("Oracy", (StatementView("Oracy", "Secure", "Ms Adeyemi", day(2026, 5, 8)),), (DEBATE_CARD,)),
            ElementView("Literacy", (), (ESSAY_CARD,)),
        ),
        (DEBATE_CARD, BEACH_CARD),
    )
    qualifications = QualificationsView(
        (
            QualificationView(
                "CREST Bronze",
                "Level 1",
                "British Science Association",
                "Awarded",
                "awarded",
                day(2026, 6, 1),
                "Merit",
                Link("Our volcano", "entries/volcano/index.html"),
            ),
            QualificationView(
                "GCSE Art and Design",
                "Level 2",
                "Example Board",
                "Working towards",
                "working-towards",
                DateView(),
                "",
                Link(""),
            ),
        )
    )
    pages = [
        PagePlan(page("home", NAME, "index.html"), "home.html", HOME),
        PagePlan(
            page("entries", "All entries", "entries/index.html"),
            "entries.html",
            EntriesView((("2025–26", CARDS[:7]), ("2023–24", CARDS[7:8]), ("", CARDS[8:]))),
        ),
        PagePlan(page("strand", "Foundations", FOUNDATIONS.path), "strand.html", strand),
        *(
            PagePlan(page("strand", one.link.name, one.link.path), "strand.html", StrandView(one, (), one.entries))
            for one in STRAND_CARDS[1:]
        ),
        PagePlan(page("skills", "Skills", "skills/index.html"), "skills.html", SkillsView(GROUPS, CARDS)),
        PagePlan(
            page("accessibility", "Accessibility", "accessibility/index.html"),
            "accessibility.html",
            AccessibilityView(films=True, sounds=True, pictures=True, documents=True),
        ),
        *(PagePlan(page("skill", link.name, link.path), "skill.html", _skill_view()) for link in SKILLS.values()),
        PagePlan(
            page("year", "2025–26", "years/2025-26/index.html"),
            "year.html",
            YearView(
                "2025–26",
                (
                    MonthView("June 2026", (BOWL_CARD,)),
                    MonthView("May 2026", (DEBATE_CARD,)),
                    MonthView("", (UNDATED_CARD,)),
                ),
                Link("2023–24", "years/2023-24/index.html"),
                None,
            ),
        ),
        PagePlan(
            page("year", "2023–24", "years/2023-24/index.html"),
            "year.html",
            YearView(
                "2023–24",
                (MonthView("February 2024", (OLD_ESSAY_CARD,)),),
                None,
                Link("2025–26", "years/2025-26/index.html"),
            ),
        ),
        PagePlan(
            page("course", "Science", "courses/science/index.html"),
            "course.html",
            CourseView("Science", "Single subject", "Key stage 3", (VOLCANO_CARD,)),
        ),
        PagePlan(
            page("qualifications", "Qualifications", "qualifications/index.html"),
            "qualifications.html",
            qualifications,
        ),
        PagePlan(
            page("moved", VOLCANO_CARD.title, "entries/eruption/index.html"),
            "moved.html",
            MovedView(Link(VOLCANO_CARD.title, VOLCANO_CARD.path)),
        ),
        PagePlan(page("goals", "Goals", "goals/index.html"), "goals.html", GoalsView((GOAL,))),
        PagePlan(page("goal", GOAL.link.name, GOAL.link.path), "goal.html", GOAL),
        *(
            PagePlan(page("entry", view.card.title, view.card.path, entries), "entry.html", view)
            for view in (
                ENTRY,
                THEN_ENTRY,
                OBSERVED_ENTRY,
                WORDLESS_ENTRY,
                ARABIC_ENTRY,
                FILM_ENTRY,
                replace(WORDLESS_ENTRY, card=BOWL_CARD, gallery=(BOWL,)),
                replace(FILM_ENTRY, card=BEACH_CARD, body=Prose(("<p>Ten weeks.</p>", BEACH)), gallery=(REPORT,)),
                replace(OBSERVED_ENTRY, card=OLD_ESSAY_CARD, observed_by=""),
            )
        ),
    ]
    return tuple(sorted(pages, key=lambda one: one.page.path))


def full_plan(language: str = "en", direction: str = "ltr") -> SitePlan:
    """Plan the full learner's profile, with the chrome in a language."""
    site = replace(SITE, language=language, direction=direction)
    return SitePlan(
        "public", "amara", "public", LEARNER, site, full_pages(), (), ("assets/profile.js", "assets/style.css")
    )


EMPTY_CARD = EntryCard(
    "Photos and files",
    "entries/photos/index.html",
    DateView(),
    "",
    "",
    "",
    (),
    "",
    "",
    (),
    (),
    None,
    SELF,
    "",
    "",
)
EMPTY_ENTRY = EntryView(
    EMPTY_CARD, Prose(), (), (), (), (), "", None, (), None, (), None, (), "", "", "", "", None, None, None
)
EMPTY_STANDING = Standing(0, (), (), (), DateView(), DateView())


def empty_plan() -> SitePlan:
    """Every kind of page for a learner of whom nothing is known but a name."""
    site = SiteView("en", "ltr", "", "", "school", "", "", single=True)
    link = Link("Something")
    views: dict[str, object] = {
        "home": HomeView((), (), (), (), (), (), ()),
        "entry": EMPTY_ENTRY,
        "entries": EntriesView(()),
        "strand": StrandView(StrandCard(link, "x", 1, "", ()), (), ()),
        "skill": SkillView(SkillCard(link, "x", EMPTY_STANDING), "", "", Link(""), ()),
        "year": YearView("", (), None, None),
        "course": CourseView("", "", "", ()),
        "qualifications": QualificationsView(()),
        "goals": GoalsView(()),
        "skills": SkillsView((), ()),
        "accessibility": AccessibilityView(),
        "goal": GoalView(link, "Open", "open", DateView(), DateView(), (), Prose(), ()),
    }
    pages = tuple(
        PagePlan(
            PageView(kind, "Bo", f"{kind}/index.html" if kind != "home" else "index.html"),
            f"{kind}.html",
            view,
        )
        for kind, view in sorted(views.items())
    )
    return SitePlan(
        "school", "bo", "school", LearnerView("Bo"), site, pages, (), ("assets/profile.js", "assets/style.css")
    )


def index_plan() -> SitePlan:
    """Plan the first page of a school's site."""
    view = IndexView(
        (
            IndexGroup("9B", (Link(NAME, "9b/amara/index.html"), Link("李小明", "9b/li/index.html"))),
            IndexGroup("", (Link("Zoë"),)),
        )
    )
    plan = PagePlan(PageView("index", "Oakfield School", "index.html"), "index.html", view)
    about = PagePlan(
        PageView("accessibility", "Accessibility", "accessibility/index.html"),
        "accessibility.html",
        AccessibilityView(),
    )
    return SitePlan(
        "school", "", "school", LearnerView(""), SITE, (about, plan), (), ("assets/profile.js", "assets/style.css")
    )
