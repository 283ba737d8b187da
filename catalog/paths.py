"""Where the project's data lie."""

from __future__ import annotations

from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SOURCES = ROOT / "data" / "sources"
GEO = ROOT / "data" / "geo"


def relative(path: Path) -> str:
    """Give a path as it is named in messages: relative to the project, with ``/``."""
    try:
        return path.resolve().relative_to(ROOT).as_posix()
    except ValueError:
        return path.as_posix()


def stamp_of(folder: Path) -> int:
    """Give the state of a folder's files: whatever is kept of them holds while it is the same."""
    return max((path.stat().st_mtime_ns for path in folder.glob("*.*")), default=0)
