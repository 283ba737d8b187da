"""A folder to work in that goes when the work is done, and at the next start if the work was killed."""

from __future__ import annotations

import hashlib
import os
import platform
import shutil
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_OLD = 24 * 3600.0
"""Seconds after which a folder of another machine is nobody's any more."""


@contextmanager
def work_folder(prefix: str, parent: Path | None = None) -> Iterator[Path]:
    """Make a folder and remove it, and those of the same prefix that a killed process left.

    Parameters
    ----------
    prefix
        Of its name, which goes on with the machine and the process.
    parent
        Where it is made; the system's folder for temporary files if None.
    """
    place = parent or Path(tempfile.gettempdir())
    _sweep(place, prefix)
    with tempfile.TemporaryDirectory(
        prefix=f"{prefix}{_machine()}-{os.getpid()}-", dir=place
    ) as made:
        yield Path(made)


def _sweep(place: Path, prefix: str) -> None:
    for left in place.glob(f"{prefix}*"):
        if left.is_dir() and not left.is_symlink() and _is_left(left, prefix):
            shutil.rmtree(left, ignore_errors=True)


def _is_left(folder: Path, prefix: str) -> bool:
    machine, _, rest = folder.name.removeprefix(prefix).partition("-")
    process = rest.partition("-")[0]
    if machine == _machine() and process.isdecimal() and os.name == "posix":
        return not _lives(int(process))
    try:
        return time.time() - folder.stat().st_mtime > _OLD
    except OSError:
        return False


def _lives(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except (PermissionError, OverflowError):
        return True
    return True


def _machine() -> str:
    return hashlib.sha256(platform.node().encode()).hexdigest()[:8]
