"""F7: light enough for any device, whole without JavaScript, from a memory stick."""

from __future__ import annotations

import posixpath
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import unquote

import pytest

from schools import TODAY, Built, Profile, build, entry, film, picture, sound

if TYPE_CHECKING:
    from collections.abc import Iterator

LIMIT_BYTES = 100_000
SAMPLE = Path(__file__).resolve().parent.parent.parent / "sample-school"
WORK = {
    "school.yml": "publish: public\nphoto: public\nvisibility: public\n",
    "learners/Amara/profile.md": "---\nname: Amara\n---\nI build things.\n",
    **{
        f"learners/Amara/2026-{month:02}-{day:02} Day {month} {day}.md": entry(
            f"Day {month} {day}",
            "",
            f"{'We built and tested it again. ' * 20}\n\n![A cone](photo.jpg)",
            skills="{creativity: I tried three mixtures., teamwork: I held it.}",
        )
        for month in range(1, 11)
        for day in range(1, 13)
    },
    "learners/Amara/photo.jpg": picture(size=(640, 480)),
    "learners/Amara/2026-03-14 Talk/talk.wav": sound(),
    "learners/Amara/2026-03-15 Film/film.mp4": film(),
}


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    from schools import keep_secret, write  # noqa: PLC0415 - one use

    root = write(tmp_path_factory.mktemp("F7") / "Oakfield", WORK)
    keep_secret(root)
    return build(root, today=TODAY)


def _profiles(built: Built) -> Iterator[Profile]:
    for site in ("school", "public"):
        yield from built.profiles(site).values()


def test_row_F7_a_page_and_its_style_stay_under_100_kb(built: Built) -> None:
    for profile in _profiles(built):
        style = sum(len(data) for path, data in profile.files.items() if path.endswith(".css"))
        heavy = {
            path: len(page.html.encode()) + style
            for path, page in profile.pages.items()
            if len(page.html.encode()) + style > LIMIT_BYTES
        }
        assert heavy == {}


def test_row_F7_no_script_is_needed(built: Built) -> None:
    for profile in _profiles(built):
        for page in profile.pages.values():
            # A script may add something; it is a file of the theme's that the page waits for in no way.
            for script in page.tree.all("script"):
                assert script.attributes["src"].rpartition("/")[0].endswith("assets")
                assert "defer" in script.attributes
                assert script.parts == []
            assert page.tree.all("noscript") == []
            assert all(not node.attributes.get("href", "").startswith("javascript:") for node in page.tree.all("a"))
            assert all(
                node.attributes.get("controls") is not None
                for name in ("audio", "video")
                for node in page.tree.all(name)
            )


def test_row_F7_media_wait_until_they_are_wanted(built: Built) -> None:
    for profile in _profiles(built):
        for page in profile.pages.values():
            pictures = page.main.all("img")
            assert all(one.attributes.get("loading") == "lazy" for one in pictures[3:])
            assert all(
                one.attributes.get("preload") in {"none", "metadata"}
                for name in ("audio", "video")
                for one in page.tree.all(name)
            )


def test_row_F7_every_link_works_from_a_memory_stick(built: Built) -> None:
    for profile in _profiles(built):
        for page in profile.pages.values():
            for target in page.targets:
                if target.startswith(("#", "data:", "mailto:", "https://")):
                    continue
                assert not target.startswith(("/", "http:", "file:"))
                path = posixpath.normpath(
                    posixpath.join(posixpath.dirname(page.path), unquote(target.partition("#")[0]))
                )
                assert path in profile.files, f"{page.path} links to {target}"
