"""What a form sends, read within bounds, and the ordinary file that comes of it."""

from __future__ import annotations

import asyncio
import datetime as dt
from collections.abc import AsyncIterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from msgspec.structs import replace

import schools
from portfoliogen.opening import open_school
from portfoliogen.pipeline import check_school
from portfoliogen.serve.entries import (
    NewEntry,
    NewPhoto,
    as_markdown,
    file_name,
    picture_ending,
    read_form,
    write_entry,
)
from portfoliogen.serve.uploads import Sent, Upload, UploadError, gather

BORDER = "----WebKitFormBoundary7MA4YWxkTrZu0gW"
DAY = dt.date(2026, 6, 1)
ENTRY = NewEntry("Amara", "Kite", DAY, "", "We cut the sail twice.", (), (), ())


def sent(
    body: bytes, kind: str = f"multipart/form-data; boundary={BORDER}", limit: int = 1 << 24, piece: int = 7
) -> Sent:
    async def chunks() -> AsyncIterator[bytes]:
        for at in range(0, len(body), piece):
            yield body[at : at + piece]

    with ThreadPoolExecutor(1) as pool:  # a browser test may have a loop in this thread already
        return pool.submit(asyncio.run, gather(chunks(), kind, limit)).result(30)


def part(name: str, value: bytes, file: str | None = None) -> bytes:
    of_file = f'; filename="{file}"\r\nContent-Type: image/jpeg' if file is not None else ""
    return f'--{BORDER}\r\nContent-Disposition: form-data; name="{name}"{of_file}\r\n\r\n'.encode() + value + b"\r\n"


END = f"--{BORDER}--\r\n".encode()


def test_fields_and_files_arrive_as_they_were_sent() -> None:
    photo = b"\xff\xd8\xff\r\n--not a border\r\n\x00"
    found = sent(
        part("title", "Ein „Drachen“\r\nüber uns".encode())
        + part("strand", b"a")
        + part("strand", b"b")
        + part("photo-1", photo, "IMG %22one%22.JPG")
        + part("photo-2", b"", "")
        + part("text", b"")
        + END
    )
    assert found.one("title") == "Ein „Drachen“\r\nüber uns"
    assert found.all("strand") == ("a", "b")
    assert found.one("text") == ""
    assert found.files == (("photo-1", Upload('IMG "one".JPG', photo)),)


def test_a_large_form_waits_on_the_disk() -> None:
    photo = b"\xff\xd8\xff" + bytes(3_000_000)
    found = sent(part("photo-1", photo, "a.jpg") + part("title", b"T") + END, piece=65536)
    assert found.file("photo-1") == Upload("a.jpg", photo)
    assert found.one("title") == "T"


def test_a_form_without_files_is_read_too() -> None:
    found = sent(b"title=A+b&text=x%0D%0Ay&strand=1&strand=2", "application/x-www-form-urlencoded")
    assert (found.one("title"), found.one("text"), found.all("strand")) == ("A b", "x\r\ny", ("1", "2"))
    assert sent(b"", "text/plain") == Sent()


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        (b"x", "application/json"),
        (b"x", "multipart/form-data"),
        (b"x", "multipart/form-data; boundary=" + "b" * 200),
        (b"no border here", f"multipart/form-data; boundary={BORDER}"),
        (part("a", b"1"), f"multipart/form-data; boundary={BORDER}"),
        (f"--{BORDER}\r\nno end of head".encode() + END, f"multipart/form-data; boundary={BORDER}"),
        (part("a", b"1") * 400 + END, f"multipart/form-data; boundary={BORDER}"),
        (part("text", b"x" * 500_000) + END, f"multipart/form-data; boundary={BORDER}"),
        (b"&".join(b"a=1" for _ in range(400)), "application/x-www-form-urlencoded"),
    ],
)
def test_what_is_no_form_is_refused_in_words(body: bytes, kind: str) -> None:
    with pytest.raises(UploadError, match=r"\w+ \w+"):
        sent(body, kind, piece=65536)


def test_too_much_is_refused_before_it_is_taken_in() -> None:
    with pytest.raises(UploadError, match="more than 1 MB"):
        sent(part("photo-1", bytes(2_000_000), "a.jpg") + END, limit=1 << 20, piece=65536)


def test_the_file_reads_as_somebody_would_write_it() -> None:
    entry = replace(
        ENTRY,
        kind="Project",
        strands=("Passion",),
        skills=(("Creativity", "I tried three tails."), ("Teamwork", "")),
        photos=(NewPhoto("kite", "jpg", "A [red] kite", b""),),
    )
    assert as_markdown(entry) == (
        "---\ntitle: Kite\ndate: 2026-06-01\nkind: Project\nstrands: [Passion]\nskills:\n"
        "  Creativity: I tried three tails.\n  Teamwork:\n---\n\nWe cut the sail twice.\n\n"
        "![A \\[red\\] kite](kite.jpg)\n"
    )


HOSTILE = [
    'Our "kite": it # flew',
    "no",
    "- a\\b",
    "{x: 1}",
    "*anchor",
    "!!python/object:x",
    "2026-06-01",
    "It's | > %",
    "\u2028x\u0085y",
    "<script>alert(1)</script>",
    "😀 kite",
    "---",
    "a: b",
    "'",
    '"',
    "\\",
]


@pytest.mark.parametrize("words", HOSTILE)
def test_whatever_somebody_types_is_read_back_as_typed(words: str, tmp_path: Path) -> None:
    root = schools.write(tmp_path / "O", {f"learners/{name}/profile.md": "I build.\n" for name in ("Amara", "Ben")})
    opened = open_school(root, root / "_site", schools.TODAY)
    form = Sent(
        (
            ("learner", "Amara"),
            ("title", words),
            ("date", "2026-06-01"),
            ("text", "We made it fly together."),
            ("skill", "creativity"),
            ("how-creativity", words),
        )
    )
    entry, problems = read_form(form, {one.folder: one for one in opened.jobs}, opened.school.framework, DAY)
    assert problems == ()
    assert entry
    path = write_entry(root / "learners" / "Amara", entry)
    assert Path(path).name == path
    learners = []
    told = check_school(
        root, today=schools.TODAY, seen=lambda _job, learner, _school: learners.append(learner)
    ).diagnostics
    assert [one.code for one in told if one.severity == "error"] == []
    (made,) = learners[0].entries
    assert (made.title, made.skills[0].how) == (entry.title, entry.skills[0][1])


def test_nothing_that_is_there_is_written_over(tmp_path: Path) -> None:
    (tmp_path / "2026-06-01 KITE.md").write_text("Mine.")
    assert write_entry(tmp_path, ENTRY) == "2026-06-01 Kite, 2.md"
    with_photo = replace(ENTRY, photos=(NewPhoto("kite", "jpg", "", schools.picture()),))
    assert write_entry(tmp_path, with_photo) == "2026-06-01 Kite, 3/index.md"
    assert write_entry(tmp_path, with_photo) == "2026-06-01 Kite, 4/index.md"
    assert (tmp_path / "2026-06-01 KITE.md").read_text() == "Mine."


@pytest.mark.parametrize(
    "title",
    [
        "../../../etc/passwd",
        "..",
        "a/b\\c",
        "CON",
        "x" * 500,
        "a\u202egpj.exe",
        "trailing. . ",
        "\u200b",
        "nul\0byte",
        "~$x",
    ],
)
def test_file_names_are_safe(title: str, tmp_path: Path) -> None:
    name = file_name(replace(ENTRY, title=title))
    assert not set('/\\:*?"<>|\0\u202e\u200b') & set(name)
    assert name.startswith("2026-06-01 ")
    assert not name.endswith((" ", "."))
    assert len(name.encode()) < 200
    write_entry(tmp_path, replace(ENTRY, title=title))
    assert [one.name for one in tmp_path.iterdir()] == [f"{name}.md"]


def form(**fields: str) -> Sent:
    return Sent(tuple({"learner": "Amara", "title": "Kite", "date": "", "text": "We flew."}.items() | fields.items()))


def test_what_is_missing_is_said(tmp_path: Path) -> None:
    root = schools.write(tmp_path / "O", {"learners/Amara/profile.md": "I build.\n"})
    opened = open_school(root, root / "_site", schools.TODAY)
    jobs = {one.folder: one for one in opened.jobs}

    def told(sent: Sent) -> str:
        return " ".join(read_form(sent, jobs, opened.school.framework, DAY)[1])

    one = dict(form().fields)
    assert "whose entry" in told(Sent(tuple((one | {"learner": "../Ben"}).items())))
    assert "title" in told(Sent(tuple((one | {"title": " \n"}).items())))
    assert "2026-03-14" in told(Sent(tuple((one | {"date": "14/03/2026"}).items())))
    assert "sentences" in told(Sent(tuple((one | {"text": ""}).items())))
    svg = (("photo-1", Upload("x.jpg", b"<svg onload=alert(1)>")),)
    assert "“x.jpg” is not a photo" in told(Sent(tuple(one.items()), svg))
    empty = (("photo-1", Upload("x.jpg", b"")),)
    assert "“x.jpg” is empty" in told(Sent(tuple(one.items()), empty))
    entry, _ = read_form(Sent(tuple(one.items())), jobs, opened.school.framework, DAY)
    assert entry
    assert entry.day == DAY


def test_photos_are_named_by_their_content() -> None:
    assert picture_ending(schools.picture("JPEG")) == "jpg"
    assert picture_ending(schools.picture("PNG")) == "png"
    assert picture_ending(schools.picture("WEBP")) == "webp"
    assert picture_ending(b"GIF89a...") == "gif"
    assert picture_ending(b"<html>") == ""
    assert picture_ending(b"") == ""
