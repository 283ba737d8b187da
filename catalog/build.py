"""The build: from ``data/sources`` to ``data/geo``, each output by one named builder."""

from __future__ import annotations

import importlib
from collections.abc import Callable, Mapping
from pathlib import Path

from catalog.builders import BUILDERS
from catalog.manifest import FILE, Entry, manifest_of, read_manifest
from catalog.paths import GEO, SOURCES
from catalog.problems import CatalogError

Builder = Callable[[Path], Mapping[str, bytes]]
"""Takes the folder of sources, returns the bytes of each file by its name in ``data/geo``."""


def outputs(sources: Path = SOURCES, builders: tuple[str, ...] = BUILDERS) -> dict[str, bytes]:
    """Compute every file of ``data/geo`` without writing any."""
    files: dict[str, bytes] = {}
    for module in builders:
        made = importlib.import_module(module).build(sources)
        twice = sorted(set(files) & set(made))
        if twice:
            raise ValueError(f"{module} writes {twice}, which another builder has written")
        files.update(made)
    return files


def write(
    sources: Path = SOURCES, target: Path = GEO, builders: tuple[str, ...] = BUILDERS
) -> list[Path]:
    """Write files of ``data/geo``, and which they are into the manifest.

    The build of everything removes what an earlier one wrote and this one does not; nothing else
    is ever removed. Each file is there whole or not at all.
    """
    files = outputs(sources, builders)
    target.mkdir(parents=True, exist_ok=True)
    for name, content in files.items():
        _put(target / name, content)
    record(target, files, whole=builders == BUILDERS)
    return [target / name for name in files]


def record(target: Path, made: Mapping[str, bytes], *, whole: bool) -> list[Path]:
    """Write the manifest; give what was removed.

    Parameters
    ----------
    target
        As ``data/geo``.
    made
        Bytes of the files that were written, by name.
    whole
        They are all there is to be: what an earlier build wrote besides is removed.
    """
    try:
        before = read_manifest(target)
    except CatalogError:
        before = {}
    entries = {name: Entry.of(content) for name, content in made.items()}
    stale = sorted(set(before) - set(entries)) if whole else []
    for name in stale:
        (target / name).unlink(missing_ok=True)
    _put(target / FILE, manifest_of(entries if whole else before | entries))
    return [target / name for name in stale]


def _put(path: Path, content: bytes) -> None:
    part = path.with_name(f".{path.name}.part")
    part.write_bytes(content)
    part.replace(path)
