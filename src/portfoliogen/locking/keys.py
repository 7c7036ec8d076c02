"""Keys: one for each profile's content, and a copy of it for each reader that only their passphrase opens.

Nothing is drawn by chance, so that the same input gives the same bytes: content keys, salts and nonces come out
of the school's secret and of all that they are for, by HMAC-SHA256. With another reader, or one less, there is
another content key and another salt. A nonce is made from the content key and from what it encrypts, so no
nonce meets two contents under one key.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
from functools import lru_cache
from typing import TYPE_CHECKING

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from msgspec import Struct

from portfoliogen.locking.readers import as_typed

if TYPE_CHECKING:
    from portfoliogen.locking.readers import Reader

ITERATIONS = 600_000
"""What OWASP asks of PBKDF2 with HMAC-SHA256 (Password Storage Cheat Sheet, 2023)."""

NONCE_BYTES, SALT_BYTES = 12, 16
COPIES = 8
"""Copies of a content key are made up to a multiple of this, so that nobody can count the readers."""

_NAME_BYTES = 15


class Lock(Struct, frozen=True):
    """What locks one profile.

    `place` names the profile to its own pages and says nothing. `copies` are the content key, encrypted for each
    reader and mixed with some that fit nobody, in an order that tells nothing.
    """

    place: str
    salt: bytes
    iterations: int
    copies: tuple[bytes, ...]
    key: bytes
    addresses: bytes

    def name(self, *parts: str) -> str:
        """A name that nobody can guess or read anything from; another one with each content key."""
        return _name(derived(self.key, "name", *parts))

    def nonce(self, name: str) -> bytes:
        """The nonce of what has this name; a name stands for one content only."""
        return derived(self.key, "nonce", name)[:NONCE_BYTES]

    def address(self, path: str) -> str:
        """What stands for a file in addresses, so that a link goes on working when readers change."""
        return _name(derived(self.addresses, "address", path))


def lock_for(secret: bytes, profile: str, readers: tuple[Reader, ...]) -> Lock:
    """The lock of a profile.

    Args:
        profile: Its site and folder.
        readers: Who may open it; at least one.
    """
    if not secret or not readers:
        # Without these, anybody could work out the key.
        raise ValueError("a lock needs a secret and a reader")
    known = sorted((one.name, as_typed(one.passphrase)) for one in readers)
    flat = [text for pair in known for text in pair]
    key = derived(secret, "content", profile, *flat)
    # Profiles with the same readers have the same salt: stretching a passphrase is what takes time.
    salt = derived(secret, "salt", *flat)[:SALT_BYTES]
    place = _name(derived(secret, "place", profile))
    copies = [_copy(key, stretched(passphrase, salt, ITERATIONS), place) for _, passphrase in known]
    copies += [_blank(key, number, len(copies[0])) for number in range(-len(copies) % COPIES)]
    return Lock(place, salt, ITERATIONS, tuple(sorted(copies)), key, derived(secret, "addresses", profile))


def encrypted(key: bytes, nonce: bytes, content: bytes, about: str) -> bytes:
    """AES-256-GCM: the nonce, then the ciphertext with its tag; `about` is what it must be opened as."""
    return nonce + AESGCM(key).encrypt(nonce, content, about.encode())


def derived(secret: bytes, *parts: str) -> bytes:
    """32 bytes for one purpose, from which neither the secret nor those for any other can be worked out."""
    # A list in JSON: no two lists of parts are one text, and no audience's address begins like it.
    return hmac.new(secret, json.dumps(["lock", 1, *parts]).encode(), hashlib.sha256).digest()


@lru_cache(maxsize=512)
def stretched(passphrase: str, salt: bytes, iterations: int) -> bytes:
    """The key that a passphrase gives, at the cost of a good part of a second."""
    return hashlib.pbkdf2_hmac("sha256", passphrase.encode(), salt, iterations)


def _copy(key: bytes, own: bytes, place: str) -> bytes:
    # One reader's key encrypts many content keys: the nonce comes out of the content key and the reader's own.
    nonce = derived(key, "copy", hashlib.sha256(own).hexdigest())[:NONCE_BYTES]
    return encrypted(own, nonce, key, place)


def _blank(key: bytes, number: int, size_bytes: int) -> bytes:
    made = b"".join(derived(key, "blank", str(number), str(part)) for part in range(size_bytes // 32 + 1))
    return made[:size_bytes]


def _name(digest: bytes) -> str:
    return base64.b32encode(digest[:_NAME_BYTES]).decode().lower()
