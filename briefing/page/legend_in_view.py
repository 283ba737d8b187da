"""The legend of what the frame shows: entries of what lies outside are left out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import shapely

from briefing.map.geometry import read
from briefing.map.stage import Stage, shows
from layers.layer import Layer
from layers.registry import BY_ID
from layers.routes import is_unknown
from layers.scene_parts import LegendSection

_CUT = ("crossings", "cut")
_UNSURE = ("route_states", "unknown")
# Kinds that the legend has one entry for.
_ALIKE = {("boundaries", "claim"): "disputed"} | {
    ("engagements", kind): "held" for kind in ("planned", "postponed", "cancelled", "unconfirmed")
}

Seen = frozenset[tuple[str, str]]


def _entry(layer: str, kind: str) -> tuple[str, str]:
    """Say which entry of the legend explains a kind; of ports there is one for each status."""
    if layer == "ports" and "_" in kind:
        return layer, kind.rpartition("_")[2]
    return layer, _ALIKE.get((layer, kind), kind)


def seen(stage: Stage, sections: Sequence[LegendSection]) -> Seen:
    """Find the (layer, kind) pairs in a frame that a legend could explain.

    Of a way to the sea the layer counts, whatever its mode: the legend has one entry for it.
    """
    frame = shapely.Polygon(stage.frame.to_ground(stage.frame.box.outline(24)))
    shapely.prepare(frame)
    found: set[tuple[str, str]] = set()
    for section in sections:
        for layer_id in {item.layer for item in section.items if item.layer in BY_ID}:
            found |= _of_layer(stage, BY_ID[layer_id], frame)
    return frozenset(found)


def legend_in(sections: Sequence[LegendSection], pairs: Seen) -> tuple[LegendSection, ...]:
    """Give a legend without the entries of what is not among the pairs.

    A section of notes alone, which explains no sign, stays.
    """
    found = []
    for section in sections:
        items = tuple(
            item
            for item in section.items
            if not item.text
            or (item.layer not in BY_ID and (item.layer, item.kind) != _UNSURE)
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


def _of_layer(stage: Stage, layer: Layer, frame: shapely.Polygon) -> set[tuple[str, str]]:
    features = read(stage.folder / f"{layer.file}.geojson")
    there = np.flatnonzero(~shapely.is_missing(features.geometries))
    inside = there[shapely.intersects(frame, features.geometries[there])]
    found: set[tuple[str, str]] = set()
    for i in inside:
        row = features.properties[i]
        if not shows(stage.scene, layer, row):
            continue
        if layer.file != "routes":
            found.add(_entry(layer.id, stage.kind(layer, row)))
            continue
        found.add((layer.id, ""))
        if stage.state(row).get("kind") == "closed":
            found.add(_CUT)
        if is_unknown(row, stage.state(row)):
            found.add(_UNSURE)
    return found
