"""The legend of what the frame shows: entries of what lies outside are left out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import shapely

from briefing.map.geometry import read
from briefing.map.map_context import MapContext, shows, states_in
from layers.layer import Layer
from layers.lines.states import kind_in
from layers.registry import BY_ID
from layers.scene_parts import LegendSection

_STATES = "route_states"
# Kinds that the legend has one entry for.
_ALIKE = {("boundaries", "claim"): "disputed"} | {
    ("engagements", kind): "held" for kind in ("planned", "postponed", "cancelled", "unconfirmed")
}

KindsInView = frozenset[tuple[str, str]]


def _entry(layer: str, kind: str) -> tuple[str, str]:
    """Return in words which entry of the legend explains a kind; of ports there is one for each status."""
    if layer == "ports" and "_" in kind:
        return layer, kind.rpartition("_")[2]
    return layer, _ALIKE.get((layer, kind), kind)


def kinds_in_view(context: MapContext, sections: Sequence[LegendSection]) -> KindsInView:
    """Find the (layer, kind) pairs in a frame that a legend could explain.

    Of a route to the sea the layer counts, whatever its mode: the legend has one entry for it.
    """
    frame = shapely.Polygon(context.frame.to_ground(context.frame.box.outline(24)))
    shapely.prepare(frame)
    found: set[tuple[str, str]] = set()
    for section in sections:
        told = {item.layer for item in section.items}
        if _STATES in told:
            told |= {key for key in context.scene.ids if BY_ID[key].file == "routes"}
        for layer_id in told & BY_ID.keys():
            found |= _of_layer(context, BY_ID[layer_id], frame)
    return frozenset(found)


def legend_in(sections: Sequence[LegendSection], pairs: KindsInView) -> tuple[LegendSection, ...]:
    """Return a legend without the entries of what is not among the pairs.

    A section of notes alone, which explains no sign, stays.
    """
    found = []
    for section in sections:
        items = tuple(
            item
            for item in section.items
            if not item.text
            or (item.layer not in BY_ID and item.layer != _STATES)
            or _entry(item.layer, item.kind) in pairs
            or (
                item.layer in BY_ID
                and BY_ID[item.layer].file == "routes"
                and (item.layer, "") in pairs
            )
        )
        if any(item.text for item in items) or items == section.items:
            found.append(replace(section, items=items))
    return tuple(found)


def _of_layer(context: MapContext, layer: Layer, frame: shapely.Polygon) -> set[tuple[str, str]]:
    features = read(context.folder / f"{layer.file}.geojson")
    there = np.flatnonzero(~shapely.is_missing(features.geometries))
    inside = there[shapely.intersects(frame, features.geometries[there])]
    found: set[tuple[str, str]] = set()
    routes = layer.file == "routes"
    states = states_in(context.scene, features.properties) if routes else {}
    for i in inside:
        row = features.properties[i]
        if not shows(context.scene, layer, row):
            continue
        found.add(_entry(layer.id, context.kind(layer, row)))
        if row.get("phase") == "ageing":
            found.add((layer.id, "ages"))
        if routes:
            found.add((layer.id, ""))
            found.add((_STATES, kind_in(states, row)))
    return found
