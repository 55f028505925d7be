"""A signature over the record of a site or a package: who has the public key can check it.

Ed25519 (RFC 8032) over the bytes of the record, which holds the hash of every other file. Keys are
PEM files as OpenSSL writes them: `openssl genpkey -algorithm ed25519 -out office.pem`.
"""

from __future__ import annotations

import base64
import hashlib
import json
import os
from pathlib import Path

from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import (
    Ed25519PrivateKey,
    Ed25519PublicKey,
)

from analysis import errors

_ALGORITHM = "ed25519"
_RAW = (serialization.Encoding.Raw, serialization.PublicFormat.Raw)


def make_key(path: Path) -> Path:
    """Write a new private key to `path`, for its owner only; the path of the public key beside it.

    Raises:
        UsageError: one of the two files is there already.
    """
    public = path.with_suffix(".pub.pem")
    for target in (path, public):
        if target.exists():
            raise errors.UsageError(
                f"{target} is there already; nothing was written.", "Choose another name."
            )
    key = Ed25519PrivateKey.generate()
    secret = key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        file.write(secret)
    public.write_bytes(
        key.public_key().public_bytes(
            serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo
        )
    )
    return public


def read_key(path: Path) -> Ed25519PrivateKey:
    """The private key in a PEM file.

    Raises:
        UsageError: it is none, is locked by a password, or is of another kind.
    """
    try:
        key = serialization.load_pem_private_key(path.read_bytes(), password=None)
    except (ValueError, TypeError, UnsupportedAlgorithm) as failure:
        raise _no_key(path, "private") from failure
    if not isinstance(key, Ed25519PrivateKey):
        raise _no_key(path, "private")
    return key


def sign(content: bytes, key: Ed25519PrivateKey) -> bytes:
    """The signature of `content`, as the file that stands beside it."""
    told = {
        "algorithm": _ALGORITHM,
        "public_key": key.public_key().public_bytes(*_RAW).hex(),
        "signature": base64.b64encode(key.sign(content)).decode(),
    }
    return (json.dumps(told, indent=1) + "\n").encode()


def demand(content: bytes, signature: bytes, public: Path) -> str:
    """The fingerprint of the key in `public`, if it signed `content`.

    Raises:
        UsageError: `public` is no public key.
        CheckError: it did not, or there is no signature.
    """
    key = _public(public)
    try:
        told = json.loads(signature)
        key.verify(base64.b64decode(told["signature"], validate=True), content)
    except (InvalidSignature, ValueError, KeyError, TypeError, RecursionError) as failure:
        raise errors.CheckError(
            f"The signature is not one of the key {public} over this record.",
            "Do not trust the pages; ask whoever signed them for a new copy.",
        ) from failure
    return fingerprint(key)


def fingerprint(key: Ed25519PublicKey) -> str:
    """The first 16 digits of the hash of a public key, to be compared by telephone."""
    return hashlib.sha256(key.public_bytes(*_RAW)).hexdigest()[:16]


def _public(path: Path) -> Ed25519PublicKey:
    try:
        key = serialization.load_pem_public_key(path.read_bytes())
    except (ValueError, UnsupportedAlgorithm) as failure:
        raise _no_key(path, "public") from failure
    if not isinstance(key, Ed25519PublicKey):
        raise _no_key(path, "public")
    return key


def _no_key(path: Path, kind: str) -> errors.UsageError:
    return errors.UsageError(
        f"{path} is no {kind} Ed25519 key in PEM form without a password.",
        "Make a pair with `fivelens key --to office.pem`.",
    )
