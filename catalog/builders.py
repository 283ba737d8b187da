"""Builders: the modules that make ``data/geo``, and the files of facts that each makes."""

from __future__ import annotations

from collections.abc import Mapping

# In the order in which they are run; each module has one function ``build(sources)``. A file is
# named without its ending; a builder whose files state no dated, sourced facts has none.
FACTS_OF: Mapping[str, tuple[str, ...]] = {
    "catalog.geography.basemap": (),
    "catalog.geography.reference_layers": ("border",),
    "catalog.facts.crossings": ("crossings",),
    "catalog.facts.names": (),
    "catalog.network.finder": (),
    "catalog.facts.ports": ("ports",),
    "catalog.facts.policy": ("policy",),
    "catalog.facts.venues": ("venues", "engagements"),
    "catalog.facts.rounds": ("rounds",),
    "catalog.facts.incidents": ("incidents", "incidents_ucdp"),
    "catalog.story.story": (),
    "catalog.facts.extent": (),
    "catalog.figures.figures": (),
    "catalog.corridors.routes": ("routes",),
    "catalog.network.multimodal": (),
    "catalog.network.routing_tables": (),
    "catalog.record.revision_commands": (),
    "catalog.network.main_roads": (),
}

BUILDERS: tuple[str, ...] = tuple(FACTS_OF)

FACTS: tuple[str, ...] = tuple(file for files in FACTS_OF.values() for file in files)
"""The files of ``data/geo`` that state dated, sourced facts."""
