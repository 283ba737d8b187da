"""Manifest: which files the build wrote, with size and SHA-256, and whether they lie there still."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from catalog.paths import relative, stamp_of
from catalog.problems import CatalogError, Problem

FILE = "MANIFEST.json"
_REMEDY = "run 'make build'"
_OF_THE_SYSTEM = ("Thumbs.db", "desktop.ini")
"""What a desktop lays beside any file, like names that begin with a dot."""


@dataclass(frozen=True)
class Entry:
    """A file as the build wrote it: its length in bytes, and its SHA-256 in hexadecimal."""

    size: int
    sha256: str

    @classmethod
    def of(cls, content: bytes) -> Entry:
        """Measure a content."""
        return cls(len(content), hashlib.sha256(content).hexdigest())


def manifest_of(entries: Mapping[str, Entry]) -> bytes:
    """Write a manifest: JSON with one file a line, by name."""
    rows = (
        f'"{name}":{json.dumps(vars(entry), separators=(",", ":"))}'
        for name, entry in sorted(entries.items())
    )
    return ('{"files":{\n' + ",\n".join(rows) + "\n}}\n").encode()


def read_manifest(folder: Path) -> dict[str, Entry]:
    """Read the manifest of a folder.

    Raises
    ------
    CatalogError
        If there is none, or it is damaged; the message says the way out.
    """
    path = folder / FILE
    try:
        rows = json.loads(path.read_bytes())["files"]
        return {
            str(name): Entry(int(row["size"]), str(row["sha256"])) for name, row in rows.items()
        }
    except OSError as error:
        text = "is missing" if isinstance(error, FileNotFoundError) else "cannot be read"
        raise CatalogError([Problem(relative(path), 0, f"{text}; {_REMEDY}")]) from error
    except (ValueError, TypeError, LookupError, AttributeError, RecursionError) as error:
        raise CatalogError([Problem(relative(path), 0, f"is damaged; {_REMEDY}")]) from error


def faults(folder: Path) -> list[Problem]:
    """Name every file that is not as the build wrote it: missing, damaged or not of the build."""
    try:
        entries = read_manifest(folder)
    except CatalogError as error:
        return list(error.problems)
    found = [
        Problem(relative(folder / name), 0, f"{text}; {_REMEDY}")
        for name, entry in entries.items()
        if (text := _fault(folder / name, entry))
    ]
    text = f"was not written by the build; move it away, or {_REMEDY}"
    found += [
        Problem(relative(path), 0, text)
        for path in folder.iterdir()
        if path.name not in (*entries, FILE, *_OF_THE_SYSTEM) and not path.name.startswith(".")
    ]
    return sorted(found)


def intact(folder: Path) -> Mapping[str, Entry]:
    """Return the files of a folder once they are known to be as the build wrote them.

    Raises
    ------
    CatalogError
        With every file that is missing, damaged or not of the build, and the way out.
    """
    return _intact(folder, stamp_of(folder))


@lru_cache(maxsize=4)
def _intact(folder: Path, _stamp: int) -> Mapping[str, Entry]:
    problems = faults(folder)
    if problems:
        raise CatalogError(problems)
    return read_manifest(folder)


def _fault(path: Path, entry: Entry) -> str:
    try:
        content = path.read_bytes()
    except FileNotFoundError:
        return "is missing"
    except OSError as error:
        return f"cannot be read ({error.strerror})"
    if len(content) != entry.size:
        return f"is damaged: it has {len(content):,} bytes where {entry.size:,} are due"
    return "" if Entry.of(content) == entry else "is damaged: its content is not what was built"
