"""Publishing to object storage, over real HTTP: to moto's server, which speaks S3."""

from __future__ import annotations

import builtins
import shutil
from typing import TYPE_CHECKING, Any

import pytest

import schools
from portfoliogen.content_types import type_of
from portfoliogen.publish import PublishError, PublishWish, bucket, carry_out, prepare
from portfoliogen.publish.ledger import LEDGER
from portfoliogen.publish.order import place_in_order
from schools import entry

boto3 = pytest.importorskip("boto3")
moto_server = pytest.importorskip("moto.server")

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from portfoliogen.publish import Publication

BUCKET = "oakfield-profiles"
WORK: dict[str, str | bytes] = {
    "learners/Amara/2026-03-14 Volcano/index.md": entry(visibility="public", text="Twice.\n\n![Foam](foam.jpg)"),
    "learners/Amara/2026-03-14 Volcano/foam.jpg": schools.picture(),
    "learners/Ben/2026-04-02 Bridge.md": entry("Bridge", visibility="public"),
}


@pytest.fixture(scope="module")
def storage() -> Iterator[str]:
    """The address of a storage."""
    server = moto_server.ThreadedMotoServer(port=0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    yield f"http://{host}:{port}"
    server.stop()


@pytest.fixture(autouse=True)
def _keys(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("AWS_PROFILE", "AWS_SESSION_TOKEN"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "testing")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "testing")
    monkeypatch.setenv("AWS_DEFAULT_REGION", "eu-west-2")
    monkeypatch.setenv("AWS_CONFIG_FILE", "/nowhere")
    monkeypatch.setenv("AWS_SHARED_CREDENTIALS_FILE", "/nowhere")
    monkeypatch.setenv("AWS_EC2_METADATA_DISABLED", "true")
    monkeypatch.setenv("NO_PROXY", "*")


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = schools.write(tmp_path_factory.mktemp("bucket") / "Oakfield", {**WORK, "school.yml": "publish: public\n"})
    schools.keep_secret(root)
    schools.build(root, root / "_site")
    return root


@pytest.fixture
def client(storage: str) -> Iterator[Any]:
    """A client of its own, and an empty bucket."""
    made = boto3.client("s3", endpoint_url=storage, region_name="eu-west-2")
    made.create_bucket(Bucket=BUCKET, CreateBucketConfiguration={"LocationConstraint": "eu-west-2"})
    yield made
    for one in made.list_objects_v2(Bucket=BUCKET).get("Contents", ()):
        made.delete_object(Bucket=BUCKET, Key=one["Key"])
    made.delete_bucket(Bucket=BUCKET)


@pytest.fixture
def school(built: Path, tmp_path: Path, storage: str) -> Path:
    root = shutil.copytree(built, tmp_path / "Oakfield")
    place = f"kind: s3, bucket: {BUCKET}, endpoint: {storage}"
    (root / "school.yml").write_text(
        f"publish: public\ntargets:\n  web: {{{place}}}\n  below: {{{place}, prefix: /profiles/}}\n"
        f"  inside: {{{place}, public: no}}\n",
        "utf-8",
    )
    return root


def _prepared(school: Path, target: str = "web") -> Publication:
    work = school.parent / "work"
    shutil.rmtree(work, ignore_errors=True)
    work.mkdir()
    return prepare(PublishWish(school, target, schools.TODAY), work)


def _publish(school: Path, target: str = "web") -> Publication:
    publication = _prepared(school, target)
    carry_out(publication)
    return publication


def _objects(client: Any, prefix: str = "") -> dict[str, bytes]:
    listed = client.list_objects_v2(Bucket=BUCKET, Prefix=prefix).get("Contents", ())
    return {
        one["Key"].removeprefix(prefix): client.get_object(Bucket=BUCKET, Key=one["Key"])["Body"].read()
        for one in listed
        if not one["Key"].endswith(LEDGER)
    }


def _rewrite(school: Path, text: str) -> None:
    (school / "learners/Ben/2026-04-02 Bridge.md").write_text(entry("Bridge", visibility="public", text=text))
    schools.build(school, school / "_site")


def test_a_bucket_gets_the_site_with_types_and_times(school: Path, client: Any) -> None:
    client.put_object(Bucket=BUCKET, Key="theirs.txt", Body=b"theirs")
    assert _publish(school).standing.first
    site = schools.contents(school / "_site/public")
    assert _objects(client) == {**site, "theirs.txt": b"theirs"}
    for path in site:
        told = client.head_object(Bucket=BUCKET, Key=path)
        assert told["ContentType"] == type_of(path)
        assert "octet-stream" not in told["ContentType"], path
        assert told["CacheControl"] == ("no-cache" if path.endswith((".html", ".json", ".txt")) else bucket._ONE_DAY)
    assert _publish(school).changes == ()


def test_only_what_changed_is_written_and_what_is_withdrawn_goes_last(school: Path, client: Any) -> None:
    _publish(school, "below")
    before = {
        one["Key"]: one["LastModified"] for one in client.list_objects_v2(Bucket=BUCKET, Prefix="profiles/")["Contents"]
    }
    client.put_object(Bucket=BUCKET, Key="profiles/theirs.txt", Body=b"theirs")
    shutil.rmtree(school / "learners/Amara")
    _rewrite(school, "We built it from paper.")
    steps: list[tuple[str, str]] = []
    publication = _prepared(school, "below")
    ours = publication.standing.state.client  # type: ignore[attr-defined]
    ours.meta.events.register(
        "before-call.s3.*",
        lambda model, params, **_: steps.append((model.name, params["url_path"].rpartition("/")[0])),
    )
    put: list[str] = []
    ours.meta.events.register("before-parameter-build.s3.PutObject", lambda params, **_: put.append(params["Key"]))
    carry_out(publication)
    assert _objects(client, "profiles/") == {**schools.contents(school / "_site/public"), "theirs.txt": b"theirs"}
    names = [name for name, _ in steps]
    assert "DeleteObject" in names
    assert (
        names.index("DeleteObject") > max(number for number, name in enumerate(names[:-1]) if name == "PutObject")
        or names[-1] == "PutObject"
    )
    sent = [key.removeprefix("profiles/") for key in put if not key.endswith(LEDGER)]
    assert set(sent) == {*publication.standing.new, *publication.standing.changed}
    assert sent == sorted(sent, key=place_in_order)
    assert {one.verb for one in publication.changes} >= {"goes", "changes"}
    assert len(sent) < len(before)


def test_somebody_elses_object_in_the_way_stops_everything(school: Path, client: Any) -> None:
    page = next(path for path in schools.contents(school / "_site/public") if path.endswith("/index.html"))
    client.put_object(Bucket=BUCKET, Key=page, Body=b"theirs")
    with pytest.raises(PublishError, match="did not put there"):
        _prepared(school)
    assert _objects(client) == {page: b"theirs"}


def test_what_somebody_changed_is_neither_replaced_nor_deleted(school: Path, client: Any) -> None:
    _publish(school)
    (page,) = [path for path in _objects(client) if path.endswith("bridge/index.html")]
    client.put_object(Bucket=BUCKET, Key=page, Body=b"theirs")
    with pytest.raises(PublishError, match="somebody changed since"):
        _prepared(school)
    shutil.rmtree(school / "learners/Ben")
    schools.build(school, school / "_site")
    _publish(school)
    assert _objects(client)[page] == b"theirs"


def test_an_interrupted_publication_is_completed_by_the_next(school: Path, client: Any) -> None:
    _publish(school)
    old = schools.contents(school / "_site/public")
    shutil.rmtree(school / "learners/Amara")
    schools.write(school, {"learners/Cara/2026-05-01 Song.md": entry("Song", visibility="public")})
    _rewrite(school, "We built it from paper.")
    new = schools.contents(school / "_site/public")
    publication = _prepared(school)
    left = [7]

    def fail(**_: object) -> None:
        left[0] -= 1
        if left[0] < 0:
            from botocore.exceptions import EndpointConnectionError  # noqa: PLC0415 - for this test

            raise EndpointConnectionError(endpoint_url="the storage")

    for name in ("PutObject", "DeleteObject"):
        publication.standing.state.client.meta.events.register(f"before-call.s3.{name}", fail)  # type: ignore[attr-defined]
    with pytest.raises(PublishError, match="could not be reached"):
        carry_out(publication)
    assert _objects(client) not in (old, new)
    for path, data in _objects(client).items():
        assert data in {old.get(path), new.get(path)}, path
    _publish(school)
    assert _objects(client) == new
    assert _publish(school).changes == ()


def test_two_publications_at_once(school: Path, client: Any) -> None:
    _publish(school)
    _rewrite(school, "Again.")
    late = _prepared(school)
    _rewrite(school, "And again.")
    _publish(school)
    before = _objects(client)
    with pytest.raises(PublishError, match="in the meantime"):
        carry_out(late)
    assert _objects(client) == before


def test_the_school_site_and_the_public_site_never_share_a_bucket(school: Path, client: Any) -> None:
    _publish(school)
    with pytest.raises(PublishError, match="holds the public site"):
        _prepared(school, "inside")
    assert "site.json" in _objects(client)


def test_what_stands_in_the_way_is_told_in_words(
    school: Path, client: Any, storage: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings = school / "school.yml"

    def told(target: str) -> PublishError:
        settings.write_text(f"publish: public\ntargets:\n  web: {{kind: s3, {target}}}\n", "utf-8")
        with pytest.raises(PublishError) as caught:
            _prepared(school)
        return caught.value

    assert "no bucket “nobody-has-this”" in told(f"bucket: nobody-has-this, endpoint: {storage}").message
    assert "could not be reached" in told(f"bucket: {BUCKET}, endpoint: 'http://127.0.0.1:9'").message
    assert "never stand in school.yml" in told(f"bucket: {BUCKET}, secret_access_key: x").message
    assert "which bucket" in told("path: x").message
    assert "which bucket" in told("bucket: ../x").message
    assert "no address" in told(f"bucket: {BUCKET}, endpoint: 'https://me:pass@host'").message
    client.put_object(Bucket=BUCKET, Key=LEDGER, Body=b"{}")
    assert "damaged" in told(f"bucket: {BUCKET}, endpoint: {storage}").message
    for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"):
        monkeypatch.delenv(name)
    error = told(f"bucket: {BUCKET}, endpoint: {storage}")
    assert "no keys" in error.message
    assert "never in school.yml" in error.hint
    real = builtins.__import__

    def missing(name: str, *rest: Any, **more: Any) -> Any:
        if name.partition(".")[0] == "boto3":
            raise ImportError(name)
        return real(name, *rest, **more)

    monkeypatch.setattr(builtins, "__import__", missing)
    assert "pip install boto3" in told(f"bucket: {BUCKET}, endpoint: {storage}").hint


def test_the_command(school: Path, client: Any) -> None:
    done = schools.command_here("publish", str(school), "--to", "web", "--dry-run")
    assert done.returncode == 0, done.stderr
    assert f"s3://{BUCKET}/" in done.stdout
    assert _objects(client) == {}
