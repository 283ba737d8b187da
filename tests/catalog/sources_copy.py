"""A copy of the sources that a test may spoil."""

from __future__ import annotations

import shutil
from pathlib import Path

from catalog.paths import SOURCES


def copy_sources(target: Path) -> Path:
    """Copy the tables; the polygons of the basemap, which are large, are linked."""
    for folder in ("facts", "figures", "edits", "network"):
        (target / folder).mkdir(parents=True)
        for path in SOURCES.glob(f"{folder}/**/*"):
            if path.suffix in (".csv", ".toml"):
                copy = target / path.relative_to(SOURCES)
                copy.parent.mkdir(exist_ok=True)
                shutil.copyfile(path, copy)
    (target / "basemap").symlink_to(SOURCES / "basemap")
    return target


def spoil(sources: Path, name: str, old: str, new: str) -> int:
    """Replace the first occurrence of a text; give the line on which it stood."""
    path = sources / name
    text = path.read_text(encoding="utf-8")
    at = text.index(old)
    path.write_text(text[:at] + new + text[at + len(old) :], encoding="utf-8")
    return text[:at].count("\n") + 1
