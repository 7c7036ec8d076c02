"""Locked profiles: what is in the pieces, what must not be, and who opens them."""

from __future__ import annotations

import base64
import datetime as dt
import hashlib
import json
import re
import shutil
import subprocess
from html import unescape
from typing import TYPE_CHECKING, Any

import pytest
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

import schools
from portfoliogen import looking_ahead, working
from portfoliogen.cli.program import run
from portfoliogen.exporting import export
from portfoliogen.forgetting import forget
from portfoliogen.guard import may_be_public
from portfoliogen.links import read_links
from portfoliogen.locking import keys, pieces, readers
from portfoliogen.locking.keys import lock_for
from portfoliogen.locking.readers import Reader, as_typed, new_passphrase, read_readers, write_readers
from portfoliogen.model.site import OutputFile
from portfoliogen.passphrases import give_passphrase, withdraw_passphrase
from portfoliogen.pipeline import build_school
from portfoliogen.publish import PublishWish, prepare
from portfoliogen.publish.locked import warning_of_locks
from portfoliogen.receipts import read_receipts
from portfoliogen.reports import SchoolError
from portfoliogen.serve.drawing import draw
from portfoliogen.serve.photos import Photos
from portfoliogen.serve.preview import Preview
from portfoliogen.unchanged import last_report
from portfoliogen.verifying import verify
from schools import entry

if TYPE_CHECKING:
    from pathlib import Path

    from conftest import Build, Folder

LOCKED = "{who: Employers, decision: whether to take me on, visibility: public, locked: yes}"
SETTINGS = "name: Quillfield\npublish: public\nphoto: public\ntheme: strengths\naudiences:\n  employer: {}\n"
PRICE = Reader("employer", "", "Dr Price", "north-fabric-olive-cabin-otter-sun")
LEE = Reader("employer", "", "Ms Lee", "garden-window-lemon-stone-river-cup")
AUNT = Reader("employer", "Wombat Okafor", "Aunt Zora", "salt-planet-velvet-anchor-echo-ride")
WORK: dict[str, str | bytes] = {
    "school.yml": SETTINGS.format(LOCKED),
    "learners/Wombat Okafor/profile.md": "---\nname: Wombat Okafor\n---\nI watch volcanoes at night.\n",
    "learners/Wombat Okafor/2026-03-14 Volcano/index.md": entry(
        "Krakatoa in the garden",
        visibility="public",
        text="We built it twice and it erupted.\n\n![Foam](foam.jpg)",
    ),
    "learners/Wombat Okafor/2026-03-14 Volcano/foam.jpg": schools.picture(colour="orange", size=(700, 500)),
    "learners/Ben/profile.md": "---\nname: Ben\n---\nI build bridges.\n",
    "learners/Ben/2026-04-02 Bridge.md": entry("Bens bridge", visibility="public"),
}


@pytest.fixture(autouse=True)
def _quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Stretch passphrases little: what it should cost is seen in one test of its own."""
    monkeypatch.setattr(keys, "ITERATIONS", 1000)


def give(root: Path, *who: Reader) -> None:
    write_readers(root, who)


def make(folder: Folder, *who: Reader, **files: str) -> Path:
    root = folder({**WORK, **files})
    give(root, *who)
    return root


class Opened:
    """A locked profile, opened as `lock.js` does it, from its files alone."""

    def __init__(self, files: dict[str, bytes], passphrase: str) -> None:
        page = files["index.html"].decode()
        self.lock: dict[str, Any] = json.loads(unescape(page.partition('data-lock="')[2].partition('"')[0]))
        salt = base64.b64decode(self.lock["salt"])
        own = hashlib.pbkdf2_hmac("sha256", as_typed(passphrase).encode(), salt, self.lock["iterations"])
        self.sealed = {path.removeprefix("sealed/").removesuffix(".js"): data for path, data in files.items()}
        self.key = next(filter(None, (self._copy(own, copy) for copy in self.lock["copies"])), b"")
        self.files: dict[str, bytes] = {}
        if self.key:
            table = json.loads(b"".join(map(self.piece, self.lock["index"])).rstrip(b"\0"))
            for path, (_, _, size_bytes, names) in table.items():
                self.files[path] = b"".join(map(self.piece, names))[:size_bytes]

    def _copy(self, own: bytes, copy: str) -> bytes:
        data = base64.b64decode(copy)
        try:
            return AESGCM(own).decrypt(data[:12], data[12:], self.lock["place"].encode())
        except InvalidTag:
            return b""

    def piece(self, name: str) -> bytes:
        data = ciphertext(self.sealed[name])
        return AESGCM(self.key).decrypt(data[:12], data[12:], name.encode())


def ciphertext(script: bytes) -> bytes:
    match = re.fullmatch(rb'portfoliogenPiece\("[a-z2-7]{24}","([A-Za-z0-9+/=]+)"\);\n', script)
    assert match, script[:80]
    return base64.b64decode(match[1])


def locked_in(files: dict[str, bytes], site: str = "public") -> dict[str, dict[str, bytes]]:
    """The locked profiles of a site: address, then bytes by path."""
    found: dict[str, dict[str, bytes]] = {}
    for path, data in files.items():
        parts = path.split("/", 2)
        if parts[0] == site and len(parts) > 2 and f"{site}/{parts[1]}/lock.js" in files:
            found.setdefault(parts[1], {})[parts[2]] = data
    return found


def whose(profiles: dict[str, dict[str, bytes]], root: Path, name: str) -> dict[str, bytes]:
    folder = next(one.folder for one in read_links(root) if one.name == name and one.audience == "employer")
    return profiles[folder]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[schools.Built, schools.Built]:
    """The same school twice: locked, and open."""
    home = tmp_path_factory.mktemp("locked")
    built = []
    for name, settings in (
        ("Locked", LOCKED),
        ("Open", LOCKED.replace(", locked: yes", "")),
    ):
        voice = {"learners/Wombat Okafor/2026-03-14 Volcano/voice.wav": schools.sound()}
        root = schools.write(home / name, {**WORK, **voice, "school.yml": SETTINGS.format(settings)})
        schools.keep_secret(root)
        give(root, PRICE, LEE, AUNT)
        built.append(schools.build(root))
    return built[0], built[1]


# --- what is there, and what is not ----------------------------------------------------------------


def test_every_reader_opens_the_very_files_of_the_open_profile(made: tuple[schools.Built, schools.Built]) -> None:
    locked, plain = made
    assert locked.codes == plain.codes
    profile = whose(locked_in(locked.files), locked.root, "Wombat Okafor")
    open_folder = next(one.folder for one in read_links(plain.root) if one.audience == "employer" and "Wom" in one.name)
    wanted = {
        path.removeprefix(f"public/{open_folder}/"): data
        for path, data in plain.files.items()
        if path.startswith(f"public/{open_folder}/")
    }
    assert any(path.endswith(".mp3") for path in wanted)
    for reader in (PRICE, LEE, AUNT):
        assert Opened(profile, reader.passphrase).files == wanted
    assert Opened(profile, PRICE.passphrase.upper().replace("-", " ")).files == wanted


def test_a_wrong_passphrase_opens_nothing(made: tuple[schools.Built, schools.Built]) -> None:
    profiles = locked_in(made[0].files)
    assert Opened(whose(profiles, made[0].root, "Wombat Okafor"), "north fabric olive cabin otter sum").key == b""
    # Aunt Zora was given the one profile, not everybody's.
    assert Opened(whose(profiles, made[0].root, "Ben"), AUNT.passphrase).key == b""


def test_no_name_title_text_or_picture_is_in_any_byte_of_a_locked_profile(
    made: tuple[schools.Built, schools.Built],
) -> None:
    locked, plain = made
    profiles = locked_in(locked.files)
    assert len(profiles) == 2
    texts = [
        b"wombat okafor quillfield krakatoa erupted bridge employer volcano strengths".split(),
        [one.passphrase.encode() for one in (PRICE, LEE, AUNT)],
    ]
    media = [data for path, data in plain.files.items() if "/media/" in path]
    assert len(media) > 3
    for folder, files in profiles.items():
        assert re.fullmatch(r"[a-z2-7]{24}", folder)
        assert all(re.fullmatch(r"index\.html|lock\.(js|css)|sealed/[a-z2-7]{24}\.js", path) for path in files)
        everything = b"\n".join([*files.values(), *(ciphertext(files[path]) for path in files if "sealed/" in path)])
        assert [text for group in texts for text in group if text in everything.lower()] == []
        assert not any(data[at : at + 24] in everything for data in media for at in range(0, len(data) - 24, 97))


def test_sizes_tell_no_more_than_one_of_seven(made: tuple[schools.Built, schools.Built]) -> None:
    sizes = {
        len(ciphertext(data)) - 12 - 16
        for files in locked_in(made[0].files).values()
        for path, data in files.items()
        if path.startswith("sealed/")
    }
    assert sizes <= {1 << power for power in range(14, 21)}
    assert len(sizes) > 1


def test_nobody_can_count_the_readers(made: tuple[schools.Built, schools.Built]) -> None:
    for files in locked_in(made[0].files).values():
        lock = Opened(files, PRICE.passphrase).lock
        assert len(lock["copies"]) == keys.COPIES
        assert len({len(one) for one in lock["copies"]}) == 1


def test_the_first_page_says_only_plain_words_in_the_schools_language(folder: Folder) -> None:
    for language, title in (("cy", "Mae'r proffil hwn wedi'i gloi"), ("ar", "هذا الملف مقفل")):
        files = {**WORK, "school.yml": f"language: {language}\n{SETTINGS.format(LOCKED)}"}
        root = folder(files, language)
        give(root, PRICE)
        (page, *_) = [files["index.html"].decode() for files in locked_in(schools.build(root).files).values()]
        tree = schools.parse(page)
        assert tree.one("h1").text == title
        assert tree.one("html").attributes["lang"] == language
        assert tree.one("html").attributes["dir"] == ("rtl" if language == "ar" else "ltr")
        assert [one.attributes.get("for") for one in tree.all("label")] == ["passphrase", None]


def test_the_policy_allows_no_inline_script_and_no_other_host(made: tuple[schools.Built, schools.Built]) -> None:
    for files in locked_in(made[0].files).values():
        policy = re.search(r'Content-Security-Policy" content="([^"]+)"', files["index.html"].decode())
        assert policy
        assert "default-src 'none'" in policy[1]
        assert "unsafe" not in policy[1]
        assert "http" not in policy[1]


# --- the same input, the same bytes ----------------------------------------------------------------


def test_the_same_input_gives_the_same_bytes(folder: Folder) -> None:
    root = make(folder, PRICE, LEE)
    first = schools.build(root, root.parent / "one")
    give(root, LEE, PRICE)
    assert schools.build(root, root.parent / "two").files == first.files


def test_a_changed_sentence_changes_few_pieces_and_no_nonce_meets_two_contents(folder: Folder) -> None:
    root = make(folder, PRICE)
    before = whose(locked_in(schools.build(root).files), root, "Wombat Okafor")
    place = root / "learners/Wombat Okafor/2026-03-14 Volcano/index.md"
    place.write_text(place.read_text("utf-8").replace("twice", "thrice"), "utf-8")
    after = whose(locked_in(schools.build(root).files), root, "Wombat Okafor")
    kept = before.keys() & after.keys()
    assert 0 < len(before.keys() - kept) < len(kept)
    assert all(before[path] == after[path] for path in kept if path.startswith("sealed/"))
    met: dict[bytes, bytes] = {}
    for path, data in (*before.items(), *after.items()):
        if path.startswith("sealed/"):
            sealed = ciphertext(data)
            assert met.setdefault(sealed[:12], sealed) == sealed
    # A link that somebody kept leads to the same page still.
    assert _addresses(before) == _addresses(after)


def _addresses(files: dict[str, bytes], reader: Reader = PRICE) -> dict[str, str]:
    opened = Opened(files, reader.passphrase)
    table = json.loads(b"".join(map(opened.piece, opened.lock["index"])).rstrip(b"\0"))
    return {path: address for path, (address, *_) in table.items()}


def test_whoever_is_withdrawn_is_left_with_a_key_that_fits_nothing(folder: Folder) -> None:
    root = make(folder, PRICE, LEE)
    before = whose(locked_in(schools.build(root).files), root, "Wombat Okafor")
    kept = Opened(before, PRICE.passphrase)
    withdraw_passphrase(root, "", "dr price", today=schools.TODAY)
    after = whose(locked_in(schools.build(root).files), root, "Wombat Okafor")
    other = Opened(after, LEE.passphrase)
    assert Opened(after, PRICE.passphrase).key == b""
    assert other.files == kept.files
    assert other.key != kept.key
    assert other.lock["salt"] != kept.lock["salt"]
    assert {path for path in before.keys() & after.keys() if path.startswith("sealed/")} == set()
    assert _addresses(before, LEE) == _addresses(after, LEE)
    other.key = kept.key
    for name in other.lock["index"]:
        with pytest.raises(InvalidTag):
            other.piece(name)
    give_passphrase(root, "employer", "Dr Price", today=schools.TODAY)
    assert Opened(whose(locked_in(schools.build(root).files), root, "Wombat Okafor"), PRICE.passphrase).key == b""


def test_a_build_that_remembers_notices_readers(folder: Folder, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PORTFOLIOGEN_CACHE", str(folder({}, "cache")))
    monkeypatch.setattr(working, "UNSETTLED_NS", -(10**18))
    monkeypatch.setattr("portfoliogen.unchanged.is_settled", lambda *_: True)
    root = make(folder, PRICE, LEE)
    output = root.parent / "out"

    def build() -> dict[str, bytes]:
        build_school(root, output=output, today=schools.TODAY, remember=True)
        return schools.contents(output, without=".portfoliogen")

    build()
    assert last_report(root, output, schools.TODAY)[0] is not None
    assert build() == schools.build(root, root.parent / "clean").files
    kept = {path.name for path in (root.parent / "cache").rglob("*") if path.is_file()}
    assert kept
    for path in (root.parent / "cache").rglob("*"):
        assert not path.is_file() or PRICE.passphrase.encode() not in path.read_bytes()
    give(root, LEE)
    assert last_report(root, output, schools.TODAY)[0] is None
    assert build() == schools.build(root, root.parent / "clean2").files
    media = list((output / ".portfoliogen/cache/media").iterdir())
    build()
    assert list((output / ".portfoliogen/cache/media").iterdir()) == media != []


def test_a_passphrase_is_stretched_as_long_as_is_advised(made: tuple[schools.Built, schools.Built]) -> None:
    for files in locked_in(made[0].files).values():
        assert Opened(files, PRICE.passphrase).lock["iterations"] >= 600_000


def test_a_large_film_is_cut_into_pieces_of_a_mebibyte(tmp_path: Path) -> None:
    film = bytes(range(256)) * 10_000
    (tmp_path / "film.mp4").write_bytes(film)
    lock = lock_for(b"secret", "public/x", (PRICE,))
    cut, index = pieces.cut((OutputFile("media/film.mp4", None, str(tmp_path / "film.mp4")),), lock)
    assert all(one.data is None for one in cut)
    contents = {one.path.removeprefix("sealed/").removesuffix(".js"): ciphertext(one.content or b"") for one in cut}
    assert sorted(len(one) - 28 for one in contents.values()) == [1 << 14, 1 << 19, 1 << 20, 1 << 20]

    def opened(name: str) -> bytes:
        return AESGCM(lock.key).decrypt(contents[name][:12], contents[name][12:], name.encode())

    ((_, kind, size_bytes, names),) = json.loads(b"".join(map(opened, index)).rstrip(b"\0")).values()
    assert (kind, size_bytes) == ("video/mp4", len(film))
    assert b"".join(map(opened, names))[:size_bytes] == film


# --- closed in doubt --------------------------------------------------------------------------------


def test_what_should_be_locked_never_stands_open(build: Build) -> None:
    said = {
        "a": ("locked: yes", "PG617"),
        "b": ("passphrase: yes", "PG617"),
        "c": ("passphrase: open sesame", "PG615"),
        "d": ("password:", "PG615"),
        "e": ("locked:", "PG603"),
        "f": ("locked: perhaps", "PG603"),
        "g": ("locked: [yes]", "PG603"),
        "h": ("locked: no\nlock: yes", "PG603"),
        "i": ("loked: yes", "PG604"),
        "j": ("locked: no\npassphrase: open sesame", "PG615"),
    }
    home = "learners/Ben/audiences"
    top = "---\nwho: T\ndecision: D\nvisibility: public\n"
    built = build({**WORK, **{f"{home}/{name}.md": f"{top}{line}\n---\nHi\n" for name, (line, _) in said.items()}})
    told = {(one.at.path.removeprefix(f"{home}/").removesuffix(".md"), one.code) for one in built.told}
    assert {(name, code) for name, (_, code) in said.items()} <= told
    assert {one.audience for one in built.report.links} == {"school", "public"}


def test_no_as_an_answer_leaves_it_open(build: Build) -> None:
    work = {**WORK, "school.yml": SETTINGS.format(LOCKED.replace("yes", "no"))}
    built = build(work)
    assert [one.audience for one in built.report.links].count("employer") == 2
    assert locked_in(built.files) == {}


def test_a_missing_extra_is_told_once_and_nothing_stands_open(folder: Folder, monkeypatch: pytest.MonkeyPatch) -> None:
    root = make(folder, PRICE)
    before = schools.build(root)
    assert len(locked_in(before.files)) == 2
    monkeypatch.setattr("portfoliogen.locking.importlib.util.find_spec", lambda _: None)
    built = schools.build(root)
    assert built.codes.count("PG618") == 1
    assert not any(one.audience == "employer" for one in built.report.links)
    folders = {path.split("/")[1] for path in built.files if path.startswith("public/")}
    assert folders & {one.folder for one in before.report.links if one.audience == "employer"} == set()
    with pytest.raises(SchoolError, match="lacks"):
        give_passphrase(root, "employer", "Ms Lee", today=schools.TODAY)


def test_a_learner_can_lock_what_the_school_leaves_open_and_not_the_other_way_round(folder: Folder) -> None:
    root = make(folder, Reader("public", "Ben", "Gran", PRICE.passphrase), PRICE)
    schools.write(
        root,
        {
            "learners/Ben/audiences/public.md": "---\nlocked: yes\n---\nHello.\n",
            "learners/Wombat Okafor/audiences/employer.md": "---\nlocked: no\n---\nHello.\n",
        },
    )
    built = schools.build(root)
    locked = locked_in(built.files)
    assert {(one.name, one.audience) for one in built.report.links if one.folder in locked} == {
        ("Ben", "public"),
        ("Ben", "employer"),
        ("Wombat Okafor", "employer"),
    }


def test_in_the_school_a_locked_profile_is_in_no_list_and_its_address_names_nobody(folder: Folder) -> None:
    settings = "audiences:\n  sixth: {who: S, decision: D}\n"
    root = folder({**WORK, "school.yml": settings})
    give(root, Reader("sixth", "", "Ms Lee", LEE.passphrase), Reader("school", "", "Ms Lee", LEE.passphrase))
    assert "school/wombat-okafor--sixth/index.html" in schools.build(root).files
    (root / "school.yml").write_text(
        "audiences:\n  school: {locked: yes}\n  sixth: {who: S, decision: D, locked: yes}\n", "utf-8"
    )
    built = schools.build(root)
    site = {path: data for path, data in built.files.items() if path.startswith("school/")}
    assert len(locked_in(built.files, "school")) == 4
    assert b"ombat" not in b"".join(site.values())
    assert not any("wombat" in path for path in site)
    assert {one.name for one in read_links(root)} == {"Wombat Okafor", "Ben"}


def test_the_last_reader_gone_takes_the_profile_down_also_for_one_learner(folder: Folder) -> None:
    root = make(folder, PRICE)
    assert len(locked_in(schools.build(root).files)) == 2
    withdraw_passphrase(root, "employer", "Dr Price", today=schools.TODAY)
    assert len(locked_in(schools.build(root, learner="Ben").files)) == 1
    assert schools.build(root).codes.count("PG617") == 1


@pytest.mark.parametrize(
    "text",
    [
        "audience,learner,name,passphrase\nemployer,,Dr Price,open sesame\n",
        "audience,learner,name,passphrase\nemployer,,Dr Price,a b c d e f\n",
        "audience,learner,name,passphrase\nemployer,,Dr Price\n",
        f"audience,learner,name,passphrase\n,,Dr Price,{PRICE.passphrase}\n",
        f"audience,learner,name,passphrase\nemployer,,Dr Price,{PRICE.passphrase}\nemployer,,dr price,{LEE.passphrase}\n",
        "nonsense\nmore,of,it\n",
        b"\xff\xfe\x00broken",
    ],
)
def test_a_damaged_table_stops_the_build_before_anything_changes(folder: Folder, text: str | bytes) -> None:
    root = folder({**WORK, readers.READERS_FILE: text})
    with pytest.raises(SchoolError, match="locked profiles"):
        schools.build(root)


def test_a_spreadsheet_may_have_saved_the_table(folder: Folder) -> None:
    odd = Reader("employer", "", "=Dr 'Price'", PRICE.passphrase)
    root = make(folder, odd)
    assert read_readers(root) == (odd,)
    assert (root / readers.READERS_FILE).stat().st_mode & 0o077 == 0
    text = (root / readers.READERS_FILE).read_text("utf-8-sig").replace("\r\n", "\n") + "\n\n"
    (root / readers.READERS_FILE).write_text(text, "utf-8")
    assert read_readers(root) == (odd,)
    (root / readers.READERS_FILE).write_text(text.replace(",", ";"), "utf-8-sig")
    assert read_readers(root) == (odd,)


@pytest.mark.skipif(shutil.which("git") is None, reason="no git here")
def test_git_never_takes_the_table(folder: Folder) -> None:
    root = make(folder, PRICE)
    subprocess.run(["git", "init", "-q", str(root)], check=True, timeout=30)
    told = subprocess.run(
        ["git", "status", "--porcelain", "--untracked-files=all"],
        cwd=root,
        check=True,
        timeout=30,
        capture_output=True,
        text=True,
    )
    assert "school.yml" in told.stdout
    assert "readers.csv" not in told.stdout


def test_a_lock_without_a_secret_or_a_reader_is_refused() -> None:
    for secret, who in ((b"", (PRICE,)), (b"secret", ())):
        with pytest.raises(ValueError, match="needs"):
            lock_for(secret, "public/x", who)


def test_passphrases_are_long_and_drawn_by_chance() -> None:
    drawn = {new_passphrase() for _ in range(50)}
    assert len(drawn) == 50
    assert all(re.fullmatch(r"[a-z]{3,8}(-[a-z]{3,8}){5}", one) for one in drawn)
    assert as_typed("  North—FABRIC_olive,cabin\tOtter  sun ") == as_typed(PRICE.passphrase)


# --- the other commands -----------------------------------------------------------------------------


def test_receipts_are_true_and_say_who_can_open(made: tuple[schools.Built, schools.Built]) -> None:
    locked, _ = made
    found = [one for one in read_receipts(locked.output) if one.release.audience == "employer"]
    assert [one.release.readers for one in found if one.release.learner == "Wombat Okafor"] == [
        ("Aunt Zora", "Dr Price", "Ms Lee")
    ]
    assert {one.folder: {file.path for file in one.files} for one in found} == {
        folder: set(files) for folder, files in locked_in(locked.files).items()
    }
    assert all(one.problems == () for one in verify(locked.output))
    assert may_be_public(locked.output / "public", schools.TODAY).may_go


def test_looking_ahead_says_who_can_open_and_what_would_change(folder: Folder) -> None:
    root = make(folder, PRICE)
    output = root.parent / "out"
    schools.build(root, output)
    (seen,) = looking_ahead.preview(root, "employer", learner="Ben", today=schools.TODAY)
    assert seen.readers == ("Dr Price",)
    assert seen.entries == ("Bens bridge",)
    give(root, LEE)
    changes = {
        one.learner: one.sentences for one in looking_ahead.differences(root, output=output, today=schools.TODAY)
    }
    assert changes["Ben"] == (
        "Ms Lee can open the public profile for “employer”; Dr Price cannot open the public profile for “employer” any more",
    )
    give(root)
    (seen,) = looking_ahead.preview(root, "employer", learner="Ben", today=schools.TODAY)
    assert "nobody has a passphrase" in seen.why_not


def test_forgetting_takes_the_readers_of_that_learner_along(folder: Folder) -> None:
    root = make(folder, PRICE, AUNT)
    output = root.parent / "out"
    schools.build(root, output)
    forget(root, "Wombat Okafor", output=output, today=schools.TODAY)
    assert read_readers(root) == (PRICE,)
    assert len(locked_in(schools.contents(output))) == 1
    places = (schools.contents(output), schools.contents(root / ".portfoliogen"))
    assert not any(b"ombat" in data for files in places for data in files.values())


def test_a_bundle_is_the_learners_own_and_open(folder: Folder) -> None:
    settings = f"audiences:\n  school: {{locked: yes}}\n  employer: {LOCKED}\n"
    root = make(folder, PRICE, **{"school.yml": settings})
    work = root.parent / "work"
    work.mkdir()
    bundle = export(root, "Wombat", work, today=schools.TODAY, file=root.parent / "wombat.zip")
    assert (work / "site/school").is_dir()
    assert b"Krakatoa" in b"".join(schools.contents(work / "site").values())
    assert PRICE.passphrase.encode() not in bundle.file.read_bytes()
    shutil.rmtree(root / "learners/Ben")


def test_a_pdf_of_a_locked_profile_is_refused(
    folder: Folder, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PORTFOLIOGEN_BROWSER", "true")
    root = make(folder, PRICE)
    assert run(["pdf", str(root), "--audience", "employer", "--today", "2026-11-23"]) == 2
    assert "locked" in capsys.readouterr().err
    assert not (root / "_site/pdf").exists()


def test_publishing_warns_where_no_browser_could_unlock(folder: Folder) -> None:
    settings = f"targets:\n  open: {{kind: folder, path: ../open}}\n{SETTINGS.format(LOCKED)}"
    root = make(folder, PRICE, **{"school.yml": settings})
    build_school(root, today=schools.TODAY)
    (root.parent / "open").mkdir()
    (root.parent / "work").mkdir()
    for address, wanted in (
        ("", "does not say where"),
        ("http://intranet.example.org", "no browser can open"),
        ("https://profiles.example.org", ""),
        ("http://localhost:8000", ""),
    ):
        (root / "school.yml").write_text(settings + (f"addresses: {{public: {address}}}\n" if address else ""), "utf-8")
        publication = prepare(PublishWish(root, "open", schools.TODAY), root.parent / "work")
        assert "for Employers, with a passphrase" in [line for one in publication.changes for line in one.lines]
        warning = warning_of_locks(publication)
        assert wanted in warning
        assert bool(warning) == bool(wanted)


def test_the_preview_shows_it_open_as_soon_as_somebody_has_a_passphrase(folder: Folder) -> None:
    root = folder(WORK)
    photos = Photos(root.parent / "store", lambda _: None)
    preview = Preview(root, schools.TODAY, root.parent / "store", photos, lambda _: None)
    assert draw(preview, preview.address("Ben", "employer")) is None
    give(root, PRICE)
    preview.open()
    preview.prepared("Ben")
    page = draw(preview, preview.address("Ben", "employer"))
    assert page is not None
    assert b"Bens bridge" in page.data
    photos.stop()


def test_the_command_gives_lists_and_withdraws(folder: Folder, capsys: pytest.CaptureFixture[str]) -> None:
    root = str(folder(WORK))

    def lock(*words: str) -> tuple[int, str]:
        status = run(["lock", root, *words, "--today", dt.date(2026, 11, 23).isoformat()])
        told = capsys.readouterr()
        return status, told.out + told.err

    assert lock() == (0, "Nobody has a passphrase.\n")
    status, told = lock("--audience", "employer", "--reader", "Dr Price")
    assert status == 0
    (reader,) = read_readers(folder({}))
    assert reader.passphrase in told
    assert lock()[1] == "Dr Price can open the profiles for “employer”\n"
    assert reader.passphrase in lock("--show")[1]
    assert "already" in lock("--audience", "employer", "--reader", "dr price")[1]
    assert "not locked" in lock("--audience", "public", "--reader", "Ms Lee")[1]
    assert "There is no audience" in lock("--audience", "employers!", "--reader", "Ms Lee")[1]
    assert lock("--audience", "employer", "--learner", "Wombat", "--reader", "Aunt Zora")[0] == 0
    assert [(one.name, one.learner) for one in read_readers(folder({}))] == [
        ("Dr Price", ""),
        ("Aunt Zora", "Wombat Okafor"),
    ]
    assert "Did you mean “Dr Price”" in lock("--withdraw", "Dr Prise")[1]
    assert lock("--withdraw", "Dr Price")[0] == 0
    assert [one.name for one in read_readers(folder({}))] == ["Aunt Zora"]
    assert lock("--reader", "Ms Lee")[0] == 2
    assert lock("--reader", "Ms Lee", "--withdraw", "Dr Price")[0] == 2


def test_a_learners_own_audience_needs_a_learner(folder: Folder) -> None:
    own = "---\nwho: Tutors\ndecision: a place\nlocked: yes\n---\nHi.\n"
    root = folder({**WORK, "learners/Ben/audiences/tutors.md": own})
    with pytest.raises(SchoolError, match="learners' own"):
        give_passphrase(root, "tutors", "Dr Price", today=schools.TODAY)
    made = give_passphrase(root, "tutors", "Dr Price", learner="Ben", today=schools.TODAY)
    assert (made.audience, made.learner) == ("tutors", "Ben")
    assert len(locked_in(schools.build(root).files, "school")) == 1
