"""Read a file that somebody else may have made: a plain file, not too large, all of it."""

from __future__ import annotations

import errno
import os
from pathlib import Path

LARGEST = 64_000_000
"""Bytes of a Briefing that is looked into."""


def read(path: Path, largest: int = LARGEST) -> bytes:
    """Read a file.

    Raises
    ------
    ValueError
        If it is no plain file, such as a folder, a pipe or a device, or larger than ``largest``.
    OSError
        If it is not there or cannot be read.
    """
    if not path.exists():
        raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT), str(path))
    if not path.is_file():
        raise ValueError(f"{path.name or path} is no plain file; name a file")
    with path.open("rb") as file:
        content = file.read(largest + 1)
    if len(content) > largest:
        raise ValueError(f"{path.name} is too large: it has more than {largest:,} bytes")
    return content
