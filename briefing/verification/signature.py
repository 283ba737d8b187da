"""A signature beside a file: FILE.sig says which key signed it, and the file's bytes stay the same."""

from __future__ import annotations

import base64
import binascii
import hashlib
import os
import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from pathlib import Path

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from briefing.reading import read
from briefing.verification.keys import fingerprint

_HEAD = "crossings signature 1"
_FORM = re.compile(rf"{_HEAD}\nkey: ([A-Za-z0-9+/]{{43}}=)\nsignature: ([A-Za-z0-9+/]{{86}}==)\n")
_LARGEST = 1_000


class Trust(Enum):
    """Who signed a file."""

    OWN = "own"
    TRUSTED = "trusted"
    OTHER = "other"
    NONE = "none"
    UNFIT = "unfit"


@dataclass(frozen=True)
class Signed:
    """What the signature beside a file says.

    Parameters
    ----------
    trust
        Who signed it.
    said
        A sentence.
    """

    trust: Trust
    said: str

    @property
    def known(self) -> bool:
        """It was signed by this desk or by one that is trusted."""
        return self.trust in (Trust.OWN, Trust.TRUSTED)


def signature_path(path: Path) -> Path:
    """Name the file with the signature of a file."""
    return path.with_name(f"{path.name}.sig")


def signature_of(content: bytes, key: Ed25519PrivateKey) -> str:
    """Write the signature of a file's content; the same each time for the same key."""
    public = key.public_key().public_bytes_raw()
    return (
        f"{_HEAD}\nkey: {base64.b64encode(public).decode()}\n"
        f"signature: {base64.b64encode(key.sign(_message(content))).decode()}\n"
    )


def signed(
    content: bytes,
    path: Path,
    own: Ed25519PublicKey | None,
    trusted: Mapping[str, Ed25519PublicKey],
) -> Signed:
    """Return who signed a file.

    Parameters
    ----------
    content, path
        The file.
    own
        The installation's key, if it has one.
    trusted
        The keys of colleagues, by what they are called here.
    """
    beside = signature_path(path)
    if not os.path.lexists(beside):
        return Signed(Trust.NONE, "It is not signed.")
    unfit = Signed(
        Trust.UNFIT,
        "The signature beside it does not fit: the file was changed after it was signed, or the "
        "signature is another file's.",
    )
    try:
        found = _FORM.fullmatch(read(beside, _LARGEST).decode("ascii"))
        if found is None:
            return unfit
        key = Ed25519PublicKey.from_public_bytes(base64.b64decode(found[1], validate=True))
        key.verify(base64.b64decode(found[2], validate=True), _message(content))
    except (OSError, ValueError, binascii.Error, InvalidSignature):
        return unfit
    return _who(key, own, trusted)


def _who(
    key: Ed25519PublicKey, own: Ed25519PublicKey | None, trusted: Mapping[str, Ed25519PublicKey]
) -> Signed:
    if own is not None and key == own:
        return Signed(Trust.OWN, f"Made by this desk (key {fingerprint(key)}).")
    for name, colleague in trusted.items():
        if key == colleague:
            said = f"Signed by a key that you trust: {name} ({fingerprint(key)})."
            return Signed(Trust.TRUSTED, said)
    return Signed(
        Trust.OTHER,
        f"Signed by another key ({fingerprint(key)}), which says nothing until you know whose it is: "
        "ask for the public key and name it with --trust.",
    )


def _message(content: bytes) -> bytes:
    """Return what is signed: the file's hash, with words that no other use of the key signs."""
    return f"{_HEAD}\nsha512: {hashlib.sha512(content).hexdigest()}\n".encode()
