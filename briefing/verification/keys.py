"""The installation's own key, and the public keys of colleagues: Ed25519, in PEM."""

from __future__ import annotations

import errno
import hashlib
import os
import stat
import sys
import tempfile
from pathlib import Path

from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from briefing.reading import read

VARIABLE = "CROSSINGS_KEY"
_LARGEST = 10_000
"""Bytes of a file with a key."""


class KeyFileError(ValueError):
    """A file with a key that cannot be used; the message says why and the way out."""


def key_path() -> Path:
    """Return where the key is kept: in the user's data folder, or where ``CROSSINGS_KEY`` says.

    Raises
    ------
    KeyFileError
        If the system knows no such home folder.
    """
    try:
        return _key_path()
    except RuntimeError as error:
        raise KeyFileError(
            f"the system knows no home folder for the key; name a file with the variable {VARIABLE}"
        ) from error


def _key_path() -> Path:
    if named := os.environ.get(VARIABLE):
        return Path(named).expanduser()
    if sys.platform == "win32":
        data = Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local")
    elif sys.platform == "darwin":
        data = Path.home() / "Library" / "Application Support"
    else:
        data = Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share")
    return data / "crossings" / "signing-key.pem"


def own_key() -> Ed25519PrivateKey | None:
    """Read the installation's key; None if none has been made yet.

    Raises
    ------
    KeyFileError
        If others may read it, or if it is no such key.
    """
    path = key_path()
    if not path.exists():
        return None
    content = read(path, _LARGEST)
    if os.name == "posix" and path.stat().st_mode & (stat.S_IRWXG | stat.S_IRWXO):
        raise KeyFileError(
            f"the key {path} can be read by others, so that anybody may have signed with it: make a "
            f"new one (move this away), or keep it with chmod 600 {path}"
        )
    try:
        key = serialization.load_pem_private_key(content, password=None)
    except (ValueError, TypeError, UnsupportedAlgorithm) as error:
        raise KeyFileError(_unusable(path)) from error
    if not isinstance(key, Ed25519PrivateKey):
        raise KeyFileError(_unusable(path))
    return key


def own_or_new_key() -> Ed25519PrivateKey:
    """Read the installation's key, or make it: readable by its owner alone, whole or not at all.

    Raises
    ------
    KeyFileError
        As ``own_key``.
    OSError
        If it cannot be written.
    """
    if key := own_key():
        return key
    path = key_path()
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    content = Ed25519PrivateKey.generate().private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )
    handle, name = tempfile.mkstemp(prefix=".signing-key-", dir=path.parent)  # mode 0600
    new = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        if not _placed(new, path):
            # Another process was quicker: its key counts.
            return own_or_new_key()
    finally:
        new.unlink(missing_ok=True)
    return own_or_new_key()


def _placed(new: Path, path: Path) -> bool:
    """Put a file in its place unless one is there."""
    try:
        os.link(new, path)
    except FileExistsError:
        return False
    except OSError as error:  # a disk without links
        if error.errno not in (errno.EPERM, errno.ENOTSUP, errno.ENOSYS, errno.EOPNOTSUPP):
            raise
        new.rename(path)
    return True


def public_key(path: Path) -> Ed25519PublicKey:
    """Read a public key, as ``python -m briefing sign --public`` writes it.

    Raises
    ------
    KeyFileError
        If the file holds no such key.
    OSError
        If it cannot be read.
    """
    try:
        key = serialization.load_pem_public_key(read(path, _LARGEST))
    except (ValueError, UnsupportedAlgorithm) as error:
        raise KeyFileError(_unusable(path)) from error
    if not isinstance(key, Ed25519PublicKey):
        raise KeyFileError(_unusable(path))
    return key


def as_pem(key: Ed25519PublicKey) -> str:
    """Write a public key for a colleague."""
    return key.public_bytes(
        serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo
    ).decode("ascii")


def fingerprint(key: Ed25519PublicKey) -> str:
    """Shorten a public key to what can be read out: half of its SHA-256 in groups of four."""
    digits = hashlib.sha256(key.public_bytes_raw()).hexdigest()[:32]
    return " ".join(digits[at : at + 4] for at in range(0, len(digits), 4))


def _unusable(path: Path) -> str:
    return f"{path} holds no Ed25519 key in PEM, as python -m briefing sign --public writes it"
