"""Publishing to object storage that speaks S3: only what changed, deletions last, and no object of somebody else's.

Keys come from where this computer keeps them (the environment, ~/.aws, a role of the machine), never from school.yml.
"""

from __future__ import annotations

import hashlib
from contextlib import contextmanager
from functools import partial
from typing import TYPE_CHECKING, Any

from msgspec import Struct

from portfoliogen.content_types import type_of
from portfoliogen.extras import to_install
from portfoliogen.publish.changes import Standing
from portfoliogen.publish.ledger import LEDGER, Ledger, Placed, key_of, ledger_bytes, ledger_from
from portfoliogen.publish.order import place_in_order
from portfoliogen.publish.problems import PublishError, in_the_way_of, other_site
from portfoliogen.publish.released import read_released

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from portfoliogen.publish.released import ReleasedSite
    from portfoliogen.publish.targets import Target

_TEXTS = frozenset({"html", "json", "txt"})
_ASK_EACH_TIME, _ONE_DAY = "no-cache", "private, max-age=86400"
"""Pages are asked for each time. The rest may be kept by a reader for a day, and by nobody in between, so that
what is taken down does not live on in others' caches."""

_CHUNK_BYTES = 1 << 20


class _State(Struct, frozen=True):
    """The client, what was put there before, the ledger's own tag, and our objects as they are, by path."""

    client: Any
    ledger: Ledger
    tag: str
    placed: Mapping[str, Placed]


def cache_control(path: str) -> str:
    """How long a file may be kept by who has read it."""
    return _ASK_EACH_TIME if path.rpartition(".")[2].lower() in _TEXTS else _ONE_DAY


def look(target: Target, site: ReleasedSite) -> Standing:
    """What is in a bucket now, and what would be.

    Raises:
        PublishError: It cannot be reached, holds another site, or something of somebody else's is in the way.
    """
    client = _client(target)
    with _asking(target):
        ledger, tag = _ledger(client, target)
        listed = dict(_listed(client, target))
    if ledger is not None and ledger.site != site.name:
        raise other_site(target.place, ledger.site, site.name)
    known = ledger or Ledger(site.name, {})
    after = {one.path: one.sha256 for one in site.files}
    placed: dict[str, Placed] = {}
    in_the_way = []
    with _asking(target):
        for path, (found, size_bytes) in listed.items():
            ours = _ours(client, target, path, known.files.get(key_of(path)), found, size_bytes)
            if ours is not None:
                placed[path] = ours
            elif path in after:
                in_the_way.append(path)
    if in_the_way:
        raise in_the_way_of(target.place, sorted(in_the_way))
    before = {path: one.digests[0] for path, one in placed.items()}
    state = _State(client, known, tag, placed)
    return Standing(ledger is None, before, after, partial(_read, client, target), state)


def send(target: Target, site: ReleasedSite, standing: Standing) -> None:
    """Put all that changed in place, read it back, and take away what is no longer released.

    Raises:
        PublishError: The storage does not take it. The next publication goes on where this one stopped.
    """
    if not isinstance(standing.state, _State):
        raise TypeError(standing.state)
    state, client = standing.state, standing.state.client
    settled = all(len(one.digests) == 1 and one.tag for one in state.ledger.files.values())
    if not (standing.new or standing.changed or standing.gone or standing.first) and settled:
        return
    records = {one.path: one for one in site.files}
    placed = dict(state.placed)
    pending = dict(state.ledger.files)
    for path in (*standing.new, *standing.changed):
        earlier = pending.get(key_of(path), Placed(()))
        pending[key_of(path)] = Placed((*earlier.digests, standing.after[path]), tag=earlier.tag)
    with _asking(target):
        tag = _keep(client, target, Ledger(site.name, pending), state.tag)
        for path in sorted((*standing.new, *standing.changed), key=place_in_order):
            placed[path] = _put(client, target, path, read_released(site, records[path]), records[path].sha256)
        for path in sorted(standing.gone, key=place_in_order, reverse=True):
            _take_down(client, target, path, placed.pop(path))
        _keep(client, target, Ledger(site.name, {key_of(path): one for path, one in placed.items()}), tag)


def _client(target: Target) -> Any:
    try:
        import boto3  # noqa: PLC0415 - an extra, and only for this kind of target
        from botocore.config import Config  # noqa: PLC0415 - as above
        from botocore.exceptions import BotoCoreError  # noqa: PLC0415 - as above
    except ImportError as error:
        raise PublishError(
            "To publish to object storage, portfoliogen needs boto3, which is not installed.",
            f"Install it: {to_install('s3')}",
        ) from error
    # Storages other than Amazon's do not know the newer kinds of checksums; what is put there is read back anyway.
    config = Config(
        request_checksum_calculation="when_required",
        response_checksum_validation="when_required",
        retries={"max_attempts": 4, "mode": "standard"},
        connect_timeout=20,
        read_timeout=120,
    )
    try:
        return boto3.session.Session().client(
            "s3", region_name=target.region or None, endpoint_url=target.endpoint or None, config=config
        )
    except (BotoCoreError, ValueError) as error:
        raise PublishError(
            f"“{target.place}” cannot be used: {error}", "Look at the target in school.yml and at the keys in ~/.aws."
        ) from error


@contextmanager
def _asking(target: Target) -> Iterator[None]:
    """Turn every failure of the storage inside the block into a PublishError."""
    from botocore.exceptions import (  # noqa: PLC0415 - as in `_client`, which runs before
        BotoCoreError,
        ClientError,
        NoCredentialsError,
        PartialCredentialsError,
    )

    try:
        yield
    except (NoCredentialsError, PartialCredentialsError) as error:
        raise PublishError(
            f"This computer has no keys for “{target.place}”.",
            "Set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or keep them in ~/.aws/credentials; never in school.yml.",
        ) from error
    except ClientError as error:
        said = error.response.get("Error", {})
        raise PublishError(*_words(target, str(said.get("Code", "")), str(said.get("Message", "")))) from error
    except BotoCoreError as error:
        raise PublishError(
            f"“{target.place}” could not be reached: {error}",
            "Check the address and the network, then publish again: it goes on where it stopped.",
        ) from error


def _words(target: Target, code: str, message: str) -> tuple[str, str]:
    if code == "NoSuchBucket":
        return f"There is no bucket “{target.bucket}”.", "Make it first, or mend its name in school.yml."
    if code in {"AccessDenied", "403", "SignatureDoesNotMatch", "InvalidAccessKeyId"}:
        return (
            f"The storage does not let you into “{target.place}” ({code}).",
            "The keys need the rights to list the bucket and to get, put and delete its objects.",
        )
    if code in {"PreconditionFailed", "ConditionalRequestConflict", "412"}:
        return f"Somebody else published to “{target.place}” in the meantime.", "Publish again."
    return (
        f"“{target.place}” does not take it. The storage says: {message or code or 'nothing'}",
        "Publish again: it goes on where it stopped.",
    )


def _ledger(client: Any, target: Target) -> tuple[Ledger | None, str]:
    try:
        found = client.get_object(Bucket=target.bucket, Key=target.prefix + LEDGER)
    except client.exceptions.NoSuchKey:
        return None, ""
    try:
        return ledger_from(found["Body"].read()), str(found["ETag"])
    except ValueError as error:
        raise PublishError(
            f"“{target.prefix}{LEDGER}” in “{target.place}” is damaged, so nobody can tell which objects are ours.",
            "Empty the bucket by hand, then publish again.",
        ) from error


def _listed(client: Any, target: Target) -> Iterator[tuple[str, tuple[str, int]]]:
    """Path, tag and size of every object below the prefix."""
    for page in client.get_paginator("list_objects_v2").paginate(Bucket=target.bucket, Prefix=target.prefix):
        for one in page.get("Contents", ()):
            path = str(one["Key"]).removeprefix(target.prefix)
            if path != LEDGER:
                yield path, (str(one["ETag"]), int(one["Size"]))


def _ours(
    client: Any,
    target: Target,
    path: str,
    known: Placed | None,
    tag: str,
    size_bytes: int,
) -> Placed | None:
    """An object as it is now, where it is one that we put there and nobody changed."""
    if known is None:
        return None
    if len(known.digests) == 1 and known.tag == tag:
        return known
    # A publication that was interrupted: the bytes themselves tell.
    digest = _digest(client, target, path)
    return Placed((digest,), size_bytes, tag=tag) if digest in known.digests else None


def _put(client: Any, target: Target, path: str, data: bytes, digest: str) -> Placed:
    """Put one object in place, and read it back."""
    put = client.put_object(
        Bucket=target.bucket,
        Key=target.prefix + path,
        Body=data,
        ContentType=type_of(path),
        CacheControl=cache_control(path),
    )
    if _digest(client, target, path) != digest:
        raise PublishError(
            f"“{path}” reads differently from what was written.", "Look at the storage, then publish again."
        )
    return Placed((digest,), len(data), tag=str(put["ETag"]))


def _take_down(client: Any, target: Target, path: str, known: Placed) -> None:
    if _digest(client, target, path) in known.digests:
        client.delete_object(Bucket=target.bucket, Key=target.prefix + path)


def _keep(client: Any, target: Target, ledger: Ledger, tag: str) -> str:
    """Put the ledger in place, only over the one that was read; its new tag."""
    from botocore.exceptions import ClientError  # noqa: PLC0415 - as above

    fields = {
        "Bucket": target.bucket,
        "Key": target.prefix + LEDGER,
        "Body": ledger_bytes(ledger),
        "ContentType": "application/json",
        "CacheControl": _ASK_EACH_TIME,
    }
    try:
        put = client.put_object(**fields, **({"IfMatch": tag} if tag else {"IfNoneMatch": "*"}))
    except ClientError as error:
        if error.response.get("Error", {}).get("Code") != "NotImplemented":
            raise
        put = client.put_object(**fields)  # This storage cannot tell of two at once.
    return str(put["ETag"])


def _digest(client: Any, target: Target, path: str) -> str:
    """The SHA-256 of an object as it can be read now; empty where it is gone."""
    try:
        body = client.get_object(Bucket=target.bucket, Key=target.prefix + path)["Body"]
    except client.exceptions.NoSuchKey:
        return ""
    digest = hashlib.sha256()
    for chunk in body.iter_chunks(_CHUNK_BYTES):
        digest.update(chunk)
    return digest.hexdigest()


def _read(client: Any, target: Target, path: str) -> bytes:
    with _asking(target):
        return bytes(client.get_object(Bucket=target.bucket, Key=target.prefix + path)["Body"].read())
