"""Where the project's data lie."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SOURCES = ROOT / "data" / "sources"
GEO = Path(os.environ.get("CROSSINGS_GEO") or ROOT / "data" / "geo")
"""The built files; CROSSINGS_GEO names another folder, for app and commands alike."""


def relative(path: Path) -> str:
    """Return a path as it is named in messages: relative to the project, with ``/``."""
    try:
        return path.resolve().relative_to(ROOT).as_posix()
    except ValueError:
        return path.as_posix()


def stamp_of(folder: Path) -> int:
    """Return the state of a folder's files: whatever is kept of them holds while it is the same.

    It is the same number in every process.
    """
    stats = sorted((path.name, path.stat()) for path in folder.glob("*.*"))
    text = repr([(name, stat.st_mtime_ns, stat.st_size) for name, stat in stats])
    return int.from_bytes(hashlib.sha256(text.encode()).digest()[:8])
