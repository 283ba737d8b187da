"""Folder: where the files that the browser reads lie, kept from one start to the next."""

from __future__ import annotations

import atexit
import hashlib
import os
import shutil
import sys
import tempfile
import time
from collections.abc import Callable, Iterable
from pathlib import Path

KEPT_DAYS = 30
"""What no server has served for so long is removed."""
_REMEDY = "make room there, or name another folder in XDG_CACHE_HOME (LOCALAPPDATA on Windows)"


class ServingError(OSError):
    """The browser's files cannot be written; the message names the folder and the way out."""


def cache_home() -> Path:
    """Return the user's folder for what can be made again, as the system has it."""
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local")
    if os.environ.get("XDG_CACHE_HOME"):
        return Path(os.environ["XDG_CACHE_HOME"])
    return Path.home() / ("Library/Caches" if sys.platform == "darwin" else ".cache")


def served_folder(parts: Iterable[bytes]) -> Path:
    """Make the folder for what is made of some contents, or find it.

    It lies in the user's cache, where nobody cleans up after ten days as in ``/tmp``; where that
    cannot be written, in a folder for temporary files, until the server ends.

    Raises
    ------
    ServingError
        If neither can be written.
    """
    whole = hashlib.sha256()
    for part in parts:
        whole.update(hashlib.sha256(part).digest())
    try:
        home = cache_home() / "crossings"
        folder = home / f"web-{whole.hexdigest()[:16]}"
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        with tempfile.TemporaryFile(dir=folder):
            pass
    except (OSError, RuntimeError):  # no home, or one that cannot be written
        return _for_now()
    os.utime(folder)
    for other in home.glob("web-*"):
        if other != folder and time.time() - other.stat().st_mtime > KEPT_DAYS * 86_400:
            shutil.rmtree(other, ignore_errors=True)
    return folder


def put(path: Path, content: bytes) -> None:
    """Write a file whole or not at all, unless it is there with this content.

    Raises
    ------
    ServingError
        If it cannot be written.
    """
    if path.is_file() and path.stat().st_size == len(content) and path.read_bytes() == content:
        return

    def write() -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=path.parent, prefix=".part-", delete=False) as part:
            name = Path(part.name)
            try:
                part.write(content)
            except OSError:
                part.close()
                name.unlink(missing_ok=True)
                raise
        name.chmod(0o644)
        name.replace(path)

    _told(write, path.parent)


def _for_now() -> Path:
    made: list[Path] = []
    _told(lambda: made.append(Path(tempfile.mkdtemp(prefix="crossings-web-"))), cache_home())
    atexit.register(shutil.rmtree, made[0], ignore_errors=True)
    return made[0]


def _told(work: Callable[[], None], folder: Path) -> None:
    try:
        work()
    except OSError as error:
        why = (error.strerror or "cannot be written").lower()
        raise ServingError(
            f"the map's files cannot be written into {folder} ({why}); {_REMEDY}"
        ) from error
