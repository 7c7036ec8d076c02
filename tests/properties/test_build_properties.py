"""What holds for every school, whatever is in its files."""

from __future__ import annotations

import functools
import os
import posixpath
import re
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

import schools
from portfoliogen.diagnostics.rules import ALL
from portfoliogen.theme import themes_folder
from schools import Built, Node, Profile, entry, picture

EXAMPLES = int(os.environ.get("PORTFOLIOGEN_EXAMPLES", "15"))
"""How many schools are tried for each property; a thousand are worth a coffee before a release."""

PHASES = (
    (Phase.explicit, Phase.generate, Phase.shrink)
    if "PORTFOLIOGEN_EXAMPLES" in os.environ
    else (Phase.explicit, Phase.generate)
)
"""A failure is told at once; to have it made small, say how many examples."""

few = settings(
    max_examples=EXAMPLES, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck), phases=PHASES
)

# Random text finds little: these are pieces of what people and other programs really write.
PIECES = (
    "title",
    "date",
    "strands",
    "skills",
    "visibility",
    "stages",
    "media",
    "goal",
    "hours",
    "qualification",
    "brief",
    ": ",
    "- ",
    "? ",
    ", ",
    "\n",
    "\n\n",
    "\n  ",
    "\n\t",
    "\r\n",
    "---\n",
    "----\n",
    "+++\n",
    "...\n",
    "# ",
    "## ",
    "> ",
    "[",
    "]",
    "{",
    "}",
    "[[",
    "]]",
    "![[photo.jpg]]",
    "![](",
    "![](photo.jpg)",
    "](",
    ")",
    "[x](../../../etc/passwd)",
    "![](C:\\x\\photo.jpg)",
    "|",
    "| a | b |\n|---|---|\n",
    "*",
    "**",
    "_",
    "`",
    "```\n",
    "~~~",
    "$",
    "$$x^2$$",
    "\\",
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<a href='javascript:alert(1)'>",
    "<style>*{}</style>",
    "<iframe src='https://evil.example'></iframe>",
    "<svg onload=alert(1)>",
    "<!--",
    "-->",
    "</p>",
    "<",
    "&amp;",
    "&#x0;",
    "{{ site.title }}",
    "{% raw %}",
    "{{",
    "%}",
    "{#",
    "{: .x onclick=y}",
    "%%",
    "[^1]",
    "\n[^1]: ",
    "==",
    "#teamwork99 ",
    "#passion ",
    "café",
    "Owain Llŷr",
    "林美玲",
    "مريم",
    "👩‍🚀",
    "e\u0301",
    "\u202e",
    "\u2066",
    "\x00",
    "\x1b[31m",
    "\x07",
    "\ufeff",
    "\u200b",
    "\u2028",
    "2026-02-30",
    "2026-03-14",
    "03/04/2026",
    "public",
    "private",
    "pubic",
    "yes",
    "~",
    "&anchor ",
    "*alias ",
    "!!python/object:os.system ",
    "'",
    '"',
    "“",
    "’",
    "1e999",
    "-0",
    "https://example.org/a?b=c&d",
    "data:text/html,x",
    "photo.jpg",
    "%2e%2e%2f",
    "\\..\\",
    "a" * 300,
    "word " * 50,
    "😀" * 40,
    "]]>",
    "x" * 5 + "\n===\n",
)
TEXT = st.lists(st.sampled_from(PIECES), max_size=14).map("".join)
FIELDS = st.sampled_from(
    (
        "title",
        "date",
        "strands",
        "skills",
        "kind",
        "mode",
        "where",
        "with",
        "people",
        "stages",
        "hours",
        "qualification",
        "brief",
        "goal",
        "follows",
        "revisits",
        "observed_by",
        "support",
        "cover",
        "media",
        "visibility",
        "embargo_until",
        "tags",
        "lang",
        "draft",
        "id",
        "aliases",
        "summary",
        "subject",
        "course",
        "next",
        "provider",
    )
)
FILE = (
    st.builds(
        lambda pairs, body: "---\n" + "".join(f"{name}: {value}\n" for name, value in pairs) + "---\n" + body,
        st.lists(st.tuples(FIELDS, TEXT), max_size=4),
        TEXT,
    )
    | TEXT
)
NAMES = st.sampled_from(
    (
        "a.md",
        "profile.md",
        "goals.md",
        "2026-03-14 Volcano.md",
        "README.md",
        "Café.md",
        "b/index.md",
        "c/photo.jpg",
        "photo.jpg",
        "clip.vtt",
        "x.docx",
        "林/月饼.md",
        "goals/one.md",
        "audiences/work.md",
        "d/e/f.txt",
        "clip.mp4",
        "n.csv",
        "CON.md",
        "aux/nul.md",
        "index.html",
        "..a.md",
        "a  b.md",
        "'\"&<b>.md",
        "%2e%2e%2fx.md",
        "{{x}}.md",
        "-.md",
        "#.md",
    )
)
FOLDER = st.dictionaries(NAMES, FILE, min_size=1, max_size=4)

BEN = {
    "learners/Ben/profile.md": "---\nname: Ben Li\nheadline: I read.\n---\nI like the sea.\n",
    "learners/Ben/2026-01-09 Bridge.md": entry(
        "Bridge", "", "![A bridge](bridge.jpg)\n\nIt held.", skills="{teamwork: We lifted it together.}"
    ),
    "learners/Ben/bridge.jpg": picture(),
}
OPEN = {"school.yml": "publish: public\nphoto: public\nvisibility: public\n"}
BOTH = OPEN | {"roster.csv": "folder,name\nAmara,Amara\nBen,Ben Li\n"}
"""The roster makes both of them learners, whatever is in their folders."""


HERE: list[Path] = []
"""The folder of this run, in which every school has one of its own."""


@pytest.fixture(scope="module", autouse=True)
def _home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    HERE.append(tmp_path_factory.mktemp("properties"))
    yield
    shutil.rmtree(HERE.pop(), ignore_errors=True)


def _write(files: schools.Files, name: str = "Oakfield") -> Path:
    root = schools.write(Path(tempfile.mkdtemp(dir=HERE[-1])) / name, files)
    schools.keep_secret(root)
    return root


def _build(files: schools.Files) -> Built:
    return schools.build(_write(files))


def _amara(folder: dict[str, str]) -> dict[str, str | bytes]:
    return {f"learners/Amara/{path}": text for path, text in folder.items()}


# --- what a page may never hold -------------------------------------------------------------------

LOADING = {"src", "srcset", "poster", "data", "background", "action", "formaction", "ping", "manifest", "archive"}
KNOWN_SCHEMES = ("https://", "http://", "mailto:", "tel:", "data:")


def is_themes_own(script: Node, page: str, profile: Profile) -> bool:
    """Whether a script is a whole file of the theme's, and nothing that stands in the page."""
    path = posixpath.normpath(posixpath.join(posixpath.dirname(page), script.attributes.get("src", "")))
    own = themes_folder() / "base" / path
    return not script.parts and path.startswith("assets/") and own.is_file() and profile.files[path] == own.read_bytes()


def assert_harmless(profile: Profile) -> None:
    """See that no page runs anything or loads anything from elsewhere."""
    for page in profile.pages.values():
        for node in page.tree.all():
            if node.tag == "script":
                assert is_themes_own(node, page.path, profile), page.path
            if node.tag == "form":
                # The theme's own way to find an entry; it sends nothing anywhere.
                assert not LOADING & set(node.attributes), page.path
                continue
            assert node.tag not in {"style", "iframe", "object", "embed", "base"}, page.path
            for name, value in node.attributes.items():
                assert not name.startswith("on"), f"{page.path}: {name}"
                assert name != "style", page.path
                plain = re.sub(r"[\x00-\x20]", "", value).casefold()
                assert not plain.startswith(("javascript:", "vbscript:", "data:text")), f"{page.path}: {value}"
                if name in LOADING or (name == "href" and node.tag == "link"):
                    assert not re.match(r"([a-z]+:)?//", plain), f"{page.path} loads {value}"
                elif name == "href" and re.match(r"[a-z][a-z0-9+.-]*:", plain):
                    assert plain.startswith(KNOWN_SCHEMES), f"{page.path}: {value}"
        assert not re.search(
            r"<script(?! src)|\son\w+\s*=\s*[\"']|javascript:alert",
            re.sub(r"&[a-z#0-9]+;", "", re.sub(r">[^<]*<", "><", page.html)),
        ), page.path


@few
@given(FOLDER)
def test_no_files_content_stops_a_build_or_harms_a_reader(folder: dict[str, str]) -> None:
    built = _build(BOTH | _amara(folder) | BEN)
    assert [one for one in built.codes if one.startswith("PG9") or one not in ALL] == []
    assert len(built.report.learners) == 2
    for site in ("school", "public"):
        for profile in built.profiles(site).values():
            assert_harmless(profile)


@functools.cache
def _ben_beside_another() -> Built:
    return _build(BOTH | BEN | {"learners/Amara/2026-03-14 Volcano.md": entry()})


@few
@given(FOLDER)
def test_one_learners_files_change_nothing_of_anothers(folder: dict[str, str]) -> None:
    alone = _ben_beside_another()
    beside = _build(BOTH | _amara(folder) | BEN)
    for site in ("school", "public"):
        assert beside.profile("Ben Li", site).files == alone.profile("Ben Li", site).files


@few
@given(FOLDER)
def test_two_builds_give_the_same_bytes(folder: dict[str, str]) -> None:
    files = BOTH | _amara(folder) | BEN
    first = _build(files)
    second = schools.build(_write(dict(reversed(files.items())), "Oakfield"))
    assert first.files == second.files
    assert first.told == second.told
    again = schools.build(first.root, first.output)
    assert again.files == first.files
    assert again.report.written == 0


@few
@given(FOLDER)
def test_no_output_leaves_its_folder_and_no_source_is_touched(folder: dict[str, str]) -> None:
    root = _write(BOTH | _amara(folder) | BEN)
    before = schools.contents(root)
    schools.build(root, root / "_site")
    after = schools.contents(root)
    ours = ("_site/", ".portfoliogen/")
    assert {path: data for path, data in after.items() if not path.startswith(ours)} == {
        path: data for path, data in before.items() if not path.startswith(ours)
    }
    assert sorted(one.name for one in root.parent.iterdir()) == ["Oakfield"]


CANARY = "quokka7canary"
HIDING = st.sampled_from(
    (
        "visibility: private\n",
        "draft: yes\n",
        "Visibility: Private\n",
        "visibility: pubic\n",
        "visibility: freinds only\n",
        "visibility: public\nvisibility: school\n",
        "visibility: [public, school]\n",
        "visibility:\n  to: everybody\n",
        "draft: true\n",
        "visibility public\n",
        "visible to: private\n",
        "kind: log\n",
    )
)


@few
@given(HIDING, TEXT, st.sampled_from(("body", "title", "tags", "photo", "link", "skills", "subject", "goal")))
def test_what_is_private_or_a_draft_leaves_no_trace(hidden: str, noise: str, where: str) -> None:
    # A file with this sign in it is no text: the test below is about those.
    text = noise.replace("visib", "").replace("---", "").replace("+++", "").replace("\x00", "")
    top = f"---\n{hidden}"
    top += {
        "title": f"title: {CANARY}\n",
        "tags": f"tags: [{CANARY}]\n",
        "subject": f"subject: {CANARY}\n",
        "skills": f"skills: {{creativity: {CANARY}}}\n",
        "goal": f"goal: {CANARY}\n",
    }.get(where, "")
    body = f"{CANARY}\n\n{text}\n\n![{CANARY}]({CANARY}.jpg)\n"
    files = (
        BOTH
        | BEN
        | {
            f"learners/Amara/2026-03-14 {CANARY}/index.md": f"{top}---\n{body}",
            f"learners/Amara/2026-03-14 {CANARY}/{CANARY}.jpg": picture(),
            "learners/Amara/2026-05-02 Debate.md": entry(
                "Debate",
                "",
                f"After [that one](2026-03-14%20{CANARY}/index.md) I spoke.",
                follows=f"2026-03-14 {CANARY}",
            ),
            "learners/Amara/profile.md": f"---\nname: Amara\nhighlights: [2026-03-14 {CANARY}, Debate]\n---\nI do.\n",
        }
    )
    built = _build(files)
    found = [path for path, data in built.files.items() if CANARY.encode() in data.lower() or CANARY in path.casefold()]
    assert found == []


UNREADABLE = {
    "a stray sign": b"---\nvisibility: private\n---\nOur secret.\x00",
    "a picture": b"\x89PNG\r\n\x1a\n\x00\x00",
    "a pointer": b"version https://git-lfs.github.com/spec/v1\noid x\n",
    "too long": b"x" * 2_200_000,
    "half synced": b"",
}


@pytest.mark.parametrize("text", UNREADABLE.values(), ids=UNREADABLE)
@pytest.mark.parametrize("name", ["index.md", "Our secret.md", "Our secret.docx"])
def test_what_lies_beside_a_text_that_cannot_be_read_is_kept_back(name: str, text: bytes) -> None:
    """The text may have said who may see it (SAFETY P8)."""
    built = _build(
        BOTH
        | BEN
        | {
            f"learners/Amara/2026-03-14 Secret/{name}": text,
            f"learners/Amara/2026-03-14 Secret/{CANARY}.jpg": picture(colour="red"),
            "learners/Amara/2026-05-02 Debate.md": entry("Debate", ""),
        }
    )
    found = [path for path, data in built.files.items() if b"secret" in data.lower() or "secret" in path.casefold()]
    assert found == []
    assert not [path for path in built.profile("Amara", "public").files if path.startswith("media/")]


# --- learners beside one another ------------------------------------------------------------------

NAMES_OF_LEARNERS = ("Amara", "Ben", "Cerys", "Dani")


def _class(names: tuple[str, ...]) -> dict[str, str | bytes]:
    files: dict[str, str | bytes] = dict(OPEN)
    for name in names:
        files |= {
            f"learners/{name}/2026-03-{day:02} Day {day}.md": entry(
                f"Day {day} of {name}", "", "![A cone](photo.jpg)\n\nIt erupted.", skills="{creativity: I mixed.}"
            )
            for day in range(1, 3)
        }
        files[f"learners/{name}/photo.jpg"] = picture()
    return files


ALL_OF_THEM = _class(NAMES_OF_LEARNERS)


@functools.cache
def _all_of_them() -> Built:
    return _build(ALL_OF_THEM)


@settings(few, max_examples=6)
@given(st.permutations(NAMES_OF_LEARNERS))
def test_the_order_of_learners_changes_nothing(names: list[str]) -> None:
    assert _build(_class(tuple(names))).files == _all_of_them().files


@settings(few, max_examples=4)
@given(st.sampled_from(NAMES_OF_LEARNERS))
def test_removing_one_learner_leaves_the_others_as_they_were(gone: str) -> None:
    root = _write(ALL_OF_THEM)
    before = schools.build(root)
    for path in sorted((root / "learners" / gone).iterdir()):
        path.unlink()
    (root / "learners" / gone).rmdir()
    after = schools.build(root)
    for site in ("school", "public"):
        left = before.profiles(site)
        del left[gone]
        assert {name: one.files for name, one in after.profiles(site).items()} == {
            name: one.files for name, one in left.items()
        }
    assert not [path for path, data in after.files.items() if gone.encode() in data]


@pytest.mark.parametrize("name", ["Accessibility", "assets", "index.html", "site.json", "robots.txt", "entries", "CON"])
def test_a_learner_may_be_called_like_a_file_of_the_site(name: str) -> None:
    files = {f"learners/{name}/profile.md": "I build things.\n", f"learners/{name}/2026-03-14 Volcano.md": entry()}
    built = _build(OPEN | BEN | files)
    assert {one for one in built.codes if one.startswith("PG9")} == set()
    assert set(built.profiles()) == {name, "Ben Li"}
