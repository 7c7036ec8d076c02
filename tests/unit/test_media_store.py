"""The cache of media, the guard, and what is missing: made once, mended when damaged, never hung."""

from __future__ import annotations

import json
import os
import pickle
import shutil
import sys
import time
from pathlib import Path

import media_files as files
import pytest
from msgspec.structs import replace
from PIL import Image

from portfoliogen.extras import to_install
from portfoliogen.model.media import MediaJob, Treatment
from portfoliogen.model.sources import MediaFacts, MediaKind, SourceFile
from portfoliogen.render.media import guard, make_media, makers, store


def test_a_second_call_decodes_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = files.write_jpeg(tmp_path / "a.jpg", files.photo(700, 500))
    first = files.made(path)
    job = files.job_of(path)
    monkeypatch.setattr(makers, "make_in", lambda *_: pytest.fail("made again"))
    monkeypatch.setattr(Image, "open", lambda *_, **__: pytest.fail("opened"))
    path.unlink()
    assert make_media(job, tmp_path / "store") == (first, ())


def test_what_was_told_is_told_again_about_the_file_at_hand(tmp_path: Path) -> None:
    path = files.write_jpeg(tmp_path / "a.jpg", files.photo(700, 500))
    path.write_bytes(path.read_bytes()[:-9000])
    _, (told,) = files.make(path)
    (tmp_path / "copy of a.jpg").write_bytes(path.read_bytes())
    _, (again,) = files.make(tmp_path / "copy of a.jpg")
    assert (told.code, again.code) == ("PG406", "PG406")
    assert again.at.path == "copy of a.jpg"
    assert "copy of a.jpg" in again.message


@pytest.mark.parametrize(
    "damage", ["cut", "gone", "changed", "record cut", "record empty", "record odd", "record lies"]
)
def test_what_is_damaged_is_made_again(tmp_path: Path, damage: str) -> None:
    path = files.write_jpeg(tmp_path / "a.jpg", files.photo(500, 400))
    first = files.made(path)
    whole = files.everything_in(tmp_path / "store")
    victim = Path(first.renditions[0].path)
    record = victim.parent / store.RECORD
    content = victim.read_bytes()
    match damage:
        case "cut":
            victim.write_bytes(content[:-1])
        case "gone":
            victim.unlink()
        case "changed":
            victim.write_bytes(content[:-1] + bytes([content[-1] ^ 1]))
        case "record cut":
            record.write_bytes(record.read_bytes()[:-5])
        case "record empty":
            record.write_bytes(b"")
        case "record odd":
            record.write_text("[1]")
        case _:
            said = json.loads(record.read_text())
            said["outcome"]["media"]["renditions"][0]["path"] = "../../../etc/passwd"
            record.write_text(json.dumps(said))
    assert files.made(path) == first
    assert files.everything_in(tmp_path / "store") == whole


def test_same_picture_same_bytes(tmp_path: Path) -> None:
    path = files.write_jpeg(tmp_path / "a.jpg", files.photo(900, 700), 6)
    files.made(path)
    shutil.copy(path, tmp_path / "another name.jpeg")
    first = files.everything_in(tmp_path / "store")
    shutil.rmtree(tmp_path / "store")
    files.made(tmp_path / "another name.jpeg")
    assert files.everything_in(tmp_path / "store") == first


def test_treatment_and_versions_are_part_of_the_place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    job = MediaJob("abc", SourceFile("", "a", "a", 0), MediaFacts(MediaKind.PICTURE, "jpeg"), Treatment())
    place = store.place_of(job, tmp_path)
    assert place == store.place_of(job, tmp_path)
    assert place != store.place_of(replace(job, treatment=Treatment((480,))), tmp_path)
    assert place != store.place_of(replace(job, treatment=Treatment(still=True)), tmp_path)
    monkeypatch.setattr(store, "__version__", "99")
    assert place != store.place_of(job, tmp_path)


def test_no_work_is_left_lying_about(tmp_path: Path) -> None:
    files.made(files.write_jpeg(tmp_path / "a.jpg", files.photo(300, 200)))
    files.made(files.write_pdf(tmp_path / "a.pdf"))
    (tmp_path / "b.jpg").write_bytes((tmp_path / "a.jpg").read_bytes()[:300])
    files.refusal(tmp_path / "b.jpg")
    assert not [name for name in os.listdir(tmp_path / "store") if name.startswith(".")]


def test_a_disk_that_is_full_is_no_bad_picture(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = files.write_jpeg(tmp_path / "a.jpg", files.photo(300, 200))

    def fail(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "write_bytes", fail)
    with pytest.raises(OSError, match="No space"):
        files.make(path)


def test_a_picture_pasted_into_a_document(tmp_path: Path) -> None:
    content = files.write_jpeg(tmp_path / "a.jpg", files.photo(600, 400)).read_bytes()
    source = SourceFile("", "Poem.docx#1", "Poem.docx", len(content), inline=content)
    facts = files.facts_of(tmp_path / "a.jpg")
    media, told = make_media(MediaJob("k1", source, facts, Treatment()), tmp_path / "store")
    assert media is not None
    assert not told
    files.photo(600, 400).save(tmp_path / "b.tiff")
    tiff = (tmp_path / "b.tiff").read_bytes()
    source = SourceFile("", "Poem.docx#2", "Poem.docx", len(tiff), inline=tiff)
    job = MediaJob("k2", source, files.facts_of(tmp_path / "b.tiff"), Treatment())
    assert make_media(job, tmp_path / "store")[0] is not None


def test_what_was_told_when_it_was_read_is_not_told_again(tmp_path: Path) -> None:
    source = SourceFile("", "a.svg", "a.svg", 3, inline=b"<svg>")
    facts = MediaFacts(MediaKind.UNKNOWN, "svg", problem="it is a drawing")
    assert make_media(MediaJob("k", source, facts, Treatment()), tmp_path / "store") == (None, ())


@pytest.mark.parametrize(
    ("name", "module", "extra"),
    [
        ("a.heic", "pillow_heif", "photos"),
        ("a.mp4", "av", "video"),
        ("a.wav", "av", "video"),
        ("a.pdf", "pypdfium2", "pdf"),
    ],
)
def test_a_missing_extra_is_one_line_to_type(
    tmp_path: Path, name: str, module: str, extra: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    starts = {"a.heic": b"\0\0\0\x18ftypheic\0\0\0\0mif1heic", "a.wav": b"RIFF\x24\0\0\0WAVEfmt ", "a.pdf": b"%PDF-1.4"}
    path = tmp_path / name
    if name == "a.mp4":
        files.write_film(path, frames=2)
    else:
        path.write_bytes(starts[name] + bytes(60))
    monkeypatch.setitem(sys.modules, module, None)
    media, (told,) = files.make(path)
    assert media is None
    assert told.code == "PG408"
    assert told.hint == f"Type: {to_install(extra)}"
    photo = files.write_jpeg(tmp_path / "b.jpg", files.photo(200, 100))
    assert files.made(photo).renditions
    monkeypatch.undo()
    assert not any(one.code == "PG408" for one in files.make(path)[1])  # it was not remembered


def _guarded(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    child: str,
    seconds: float = 20.0,
    memory: int = guard.MEMORY_LIMIT_BYTES,
) -> str:
    monkeypatch.setattr(guard, "_START", "import pickle, sys; pickle.load(sys.stdin.buffer)\n" + child)
    path = files.write_jpeg(tmp_path / "a.jpg", files.photo(60, 40))
    outcome = guard.make_apart(files.job_of(path), tmp_path, seconds, memory)
    assert outcome.media is None
    assert not outcome.lasting
    (finding,) = outcome.findings
    assert finding.code == "PG409"
    return dict(finding.values)["reason"]


def test_the_guard_ends_what_hangs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    start = time.monotonic()
    assert _guarded(tmp_path, monkeypatch, "import time; time.sleep(60)", seconds=0.5) == "takes too long"
    assert time.monotonic() - start < 5


@pytest.mark.skipif(not Path("/proc/self/statm").exists(), reason="the system does not say")
def test_the_guard_ends_what_grows(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    child = "import time; a = bytearray(90 << 20); a[::4096] = b'x' * len(a[::4096]); time.sleep(30)"
    assert _guarded(tmp_path, monkeypatch, child, memory=60 << 20) == "takes too much memory"


@pytest.mark.parametrize(
    "child",
    [
        "import os; os.abort()",
        "print('{')",
        "print('{\"media\": 3}')",
        "print('x' * 2_000_000)",
        "pass",
        'print(\'{"media": {"kind": "film"}, "findings": [], "lasting": true, "x": \')',
    ],
)
def test_the_guard_believes_no_nonsense(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, child: str) -> None:
    assert _guarded(tmp_path, monkeypatch, child)


def test_the_guard_tells_a_full_disk_from_a_bad_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(OSError, match="full"):
        _guarded(tmp_path, monkeypatch, 'print(\'{"disk": [28, "full"]}\')')


def test_a_folder_may_be_named_from_where_one_stands(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    files.quadrants().save(tmp_path / "a.tiff")
    monkeypatch.chdir(tmp_path)
    source = SourceFile(".", "a.tiff", "a.tiff", 1)
    job = MediaJob("k", source, files.facts_of(tmp_path / "a.tiff"), Treatment())
    media, told = make_media(job, Path("store"))
    assert media is not None, told


def test_jobs_travel_between_processes(tmp_path: Path) -> None:
    job = files.job_of(files.write_jpeg(tmp_path / "a.jpg", files.photo(30, 20)))
    assert pickle.loads(pickle.dumps(job)) == job  # noqa: S301 - a test


def test_two_at_once_end_alike(tmp_path: Path) -> None:
    path = files.write_jpeg(tmp_path / "a.jpg", files.photo(300, 200))
    job = files.job_of(path)
    place = store.place_of(job, tmp_path / "store")
    with store.work_folder(tmp_path / "store") as work:
        outcome = makers.make_in(job, work)
        first = files.made(path)  # somebody else was faster
        second = store.keep(outcome, work, place)
    assert second.media == first


def test_large_pictures_are_made_apart() -> None:
    def risky(format_name: str, width: int, height: int) -> bool:
        facts = MediaFacts(MediaKind.PICTURE, format_name, width, height)
        return makers.is_risky(MediaJob("k", SourceFile("", "a", "a", 0), facts, Treatment()))

    assert not risky("jpeg", 4032, 3024)
    assert not risky("png", 4032, 3024)
    assert risky("jpeg", 20_000, 5_000)
    assert risky("png", 8_000, 6_000)
    assert risky("heic", 100, 100)
    assert risky("jpeg", 0, 0)
