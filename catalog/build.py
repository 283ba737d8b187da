"""The build: from ``data/sources`` to ``data/geo``, each output by one named builder."""

from __future__ import annotations

import importlib
from collections.abc import Callable, Mapping
from pathlib import Path

from catalog.paths import GEO, SOURCES

Builder = Callable[[Path], Mapping[str, bytes]]
"""Takes the folder of sources, returns the bytes of each file by its name in ``data/geo``."""

# In the order in which they are run; each module has one function ``build(sources)``.
BUILDERS: tuple[str, ...] = (
    "catalog.geography.basemap",
    "catalog.geography.context",
    "catalog.facts.crossings",
    "catalog.facts.names",
    "catalog.facts.ports",
    "catalog.facts.policy",
    "catalog.facts.venues",
    "catalog.facts.rounds",
    "catalog.facts.incidents",
    "catalog.story.story",
    "catalog.facts.extent",
    "catalog.corridors.routes",
    "catalog.network.multimodal",
)


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
    """Write every file of ``data/geo``; files that no builder makes are removed."""
    files = outputs(sources, builders)
    target.mkdir(parents=True, exist_ok=True)
    if builders == BUILDERS:
        for stale in sorted({path.name for path in target.iterdir()} - set(files)):
            (target / stale).unlink()
    for name, content in files.items():
        (target / name).write_bytes(content)
    return [target / name for name in files]
