"""What belongs to media by name and place: lists of words for pictures, transcripts, subtitles, Live Photos."""

from __future__ import annotations

import io
import time
from typing import TYPE_CHECKING

import pytest
from PIL import Image

import schools
from portfoliogen.check.beside import LIVE_PHOTO_S, without_moving_parts
from portfoliogen.diagnostics import Diagnostic
from portfoliogen.model.sources import MediaFacts, MediaKind, SourceFile
from schools import entry

if TYPE_CHECKING:
    from conftest import Build, Folder

DAY = "learners/Amara/2026-06-01 Woodwork/"
PHOTOS: dict[str, str | bytes] = {f"{DAY}IMG_{n}.jpg": schools.picture(size=(40 + n, 30)) for n in (2, 10, 9)}


LISTS = {
    f"{DAY}captions.txt": "# Our week\n\nIMG_2.jpg: We saw the planks:\n   three of oak.\n- img_9 – Glue\nIMG_10 = Done\n",
    f"{DAY}descriptions.txt": (
        "IMG_2.jpg: Two pupils saw a plank\nIMG_9.jpg\tdecorative\nIMG_10.JPG: A stool with three legs\n"
    ),
}


def test_lists_say_what_is_to_be_seen_in_natural_order(build: Build) -> None:
    built = build(PHOTOS | LISTS)
    main = built.profile("Amara").entries["woodwork"].main
    pictures = [one for one in main.all("img") if "blur" not in one.classes]
    assert [one.attributes["alt"] for one in pictures] == ["Two pupils saw a plank", "", "A stool with three legs"]
    assert [one.text for one in main.all("figcaption")] == ["We saw the planks: three of oak.", "Glue", "Done"]
    assert "PG451" not in built.codes
    assert len(built.profile("Amara").entries) == 1  # the lists are no entries


def test_what_is_said_nearer_by_wins(build: Build) -> None:
    said = entry("Woodwork", "", "![A saw](IMG_2.jpg)", media="{IMG_10.jpg: {caption: From the field}}")
    main = build(PHOTOS | LISTS | {f"{DAY}index.md": said}).profile("Amara").entries["woodwork"].main
    texts = [one.text for one in main.all("figcaption")]
    assert "From the field" in texts
    assert "Done" not in texts
    assert "We saw the planks: three of oak." in texts
    assert "A saw" in [one.attributes["alt"] for one in main.all("img")]


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("IMG_2.jpg", "PG455"),
        ("We had a good time.", "PG455"),
        ("IMG_3.jpg: Not there", "PG501"),
        ("../../Ben/secret.jpg: Somebody else's", "PG501"),
        (":::: ; | , --", "PG455"),
    ],
)
def test_lines_that_name_nothing_are_told_with_their_place(folder: Folder, line: str, code: str) -> None:
    root = folder(PHOTOS | {f"{DAY}captions.txt": f"IMG_9.jpg: Glue\n{line}\n"})
    told = [one for one in schools.check(root) if one.code not in {"PG451", "PG223"}]
    assert schools.places(tuple(told)) == [(code, f"{DAY}captions.txt", 2, 1)]


def test_a_name_without_its_ending_means_the_picture(build: Build) -> None:
    film = {f"{DAY}IMG_2.mp4": schools.film(), f"{DAY}IMG_3.mp4": schools.film()}
    main = build(PHOTOS | film | {f"{DAY}captions.txt": "IMG_2: The picture\nIMG_3: The film\n"})
    figures = main.profile("Amara").entries["woodwork"].main.all("figure")
    said = {one.one("figcaption").text: "film" in one.classes for one in figures if one.all("figcaption")}
    assert {words: film for words, film in said.items() if words.startswith("The")} == {
        "The picture": False,
        next(words for words in said if words.startswith("The film")): True,
    }


def test_a_list_made_to_stop_a_build_does_not(folder: Folder) -> None:
    lines = ["a" + ":a" * 200_000, *["x: y"] * 30_000, "IMG_9.jpg: Glue"]
    started = time.process_time()
    told = schools.check(folder(PHOTOS | {f"{DAY}captions.txt": "\n".join(lines)}))
    assert time.process_time() - started < 5
    assert sum(one.code == "PG501" for one in told) == 20


def test_a_transcript_may_be_markdown(build: Build) -> None:
    files = {
        f"{DAY}index.md": entry("Woodwork", "", "I told Gran.\n\n![Gran and I](talk.wav)"),
        f"{DAY}talk.wav": schools.sound(),
        f"{DAY}talk.md": "**Gran:** Is it *oak*?\n\n**Me:** Ash & glue.\n",
    }
    built = build(files)
    (page,) = built.profile("Amara").entries.values()
    assert [one.text for one in page.main.one("details").all("p")] == ["Gran: Is it oak?", "Me: Ash & glue."]
    assert built.codes == []


def test_a_text_with_fields_or_alone_with_a_recording_is_an_entry(build: Build) -> None:
    files = {
        f"{DAY}index.md": entry("Woodwork", ""),
        f"{DAY}talk.wav": schools.sound(),
        f"{DAY}talk.md": entry("Gran's questions", "", "She asked a lot."),
        "learners/Amara/2026-07-01 Debate.md": "I spoke first.\n",
        "learners/Amara/2026-07-01 Debate.wav": schools.recording(),
        "learners/Amara/2026-07-02 Song.mp3": schools.recording(),
        "learners/Amara/2026-07-02 Song.transcript.md": "Calon lân",
    }
    entries = build(files).profile("Amara").entries
    assert "I spoke first." in entries["debate"].text
    assert "She asked a lot." in entries["talk"].text
    assert entries["song"].main.one("details").one("p").text == "Calon lân"


def test_subtitles_in_several_languages(build: Build) -> None:
    cue = "WEBVTT\n\n00:00.000 --> 00:00.200\n{}\n"
    files = {
        f"{DAY}index.md": entry("Woodwork", "", "![Sawing](saw.mp4)"),
        f"{DAY}saw.mp4": schools.film(),
        f"{DAY}saw.vtt": cue.format("I saw"),
        f"{DAY}saw.cy.vtt": cue.format("Dw i'n llifio"),
        f"{DAY}saw.pt-BR.srt": "1\n00:00:00,000 --> 00:00:00,200\nEu serro\n",
    }
    built = build(files)
    tracks = built.profile("Amara").entries["woodwork"].main.all("track")
    assert [one.attributes.get("srclang", "") for one in tracks] == ["", "cy", "pt-BR"]
    assert all(one.attributes["src"].startswith("data:text/vtt;base64,") for one in tracks)
    assert built.codes == []


def _media(name: str, kind: MediaKind, format_name: str, seconds: float | None = None) -> tuple[SourceFile, MediaFacts]:
    return SourceFile("", name, name, 1), MediaFacts(kind, format_name, duration_s=seconds)


@pytest.mark.parametrize(
    ("film", "wanted", "kept"),
    [
        (("IMG_1.MOV", "mov", 2.8), (), False),
        (("IMG_1.MOV", "mov", 2.8), ("IMG_1.MOV",), True),
        (("IMG_1.MOV", "mov", LIVE_PHOTO_S + 1), (), True),
        (("IMG_1.mp4", "mp4", 2.8), (), True),
        (("IMG_2.MOV", "mov", 2.8), (), True),
        (("b/IMG_1.MOV", "mov", 2.8), (), True),
    ],
)
def test_the_moving_part_of_a_live_photo(film: tuple[str, str, float], wanted: tuple[str, ...], kept: bool) -> None:  # noqa: FBT001 - a table
    name, format_name, seconds = film
    picture = _media("IMG_1.HEIC", MediaKind.PICTURE, "heic")
    moving = _media(name, MediaKind.FILM, format_name, seconds)
    told: list[Diagnostic] = []
    files = {source.path: (source, facts) for source, facts in (picture, moving)}
    left = without_moving_parts(files, wanted, told)
    assert (moving in left, picture in left) == (kept, True)
    assert [one.code for one in told] == ([] if kept else ["PG417"])


def test_a_moving_picture_stands_still_on_request(build: Build) -> None:
    frames = [Image.new("RGB", (60, 40), colour) for colour in ("red", "green", "blue")]
    out = io.BytesIO()
    frames[0].save(out, "GIF", save_all=True, append_images=frames[1:], duration=100)
    files = {
        f"{DAY}turn.gif": out.getvalue(),
        f"{DAY}again.gif": out.getvalue(),
        f"{DAY}index.md": entry("Woodwork", "", media="{turn.gif: {alt: A lathe, still: yes}, again.gif: A lathe}"),
    }
    built = build(files)
    names = [path for path in built.profile("Amara").files if path.startswith("media/")]
    assert sum("moving" in name for name in names) == 1
    assert sum("still" in name for name in names) == 2  # WebP and PNG
    assert len(built.profile("Amara").entries["woodwork"].main.all("figure")) == 2
    assert built.codes == []
