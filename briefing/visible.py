"""The legend of what the frame shows: entries of what lies outside are left out."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import shapely

from briefing.geometry import read
from briefing.stage import Stage
from layers.legend import LegendSection
from layers.registry import BY_ID, Layer
from layers.validity import holds

_CUT = ("crossings", "cut")
# Kinds that the legend has one entry for.
_ALIKE = {("boundaries", "claim"): "disputed"} | {
    ("engagements", kind): "held" for kind in ("planned", "postponed", "cancelled", "unconfirmed")
}

Seen = frozenset[tuple[str, str]]


def seen(stage: Stage) -> Seen:
    """Find the (layer, kind) pairs in a frame that a legend could explain.

    Of a way to the sea the layer counts, whatever its mode: the legend has one entry for it.
    """
    frame = shapely.Polygon(stage.frame.to_ground(stage.frame.box.outline(24)))
    shapely.prepare(frame)
    found: set[tuple[str, str]] = set()
    for section in stage.scene.legend:
        for layer_id in {item.layer for item in section.items if item.layer in BY_ID}:
            found |= _of_layer(stage, BY_ID[layer_id], frame)
    return frozenset(found)


def legend_in(stage: Stage, pairs: Seen) -> tuple[LegendSection, ...]:
    """Give the legend without the entries of what is not among the pairs."""
    sections = []
    for section in stage.scene.legend:
        items = tuple(
            item
            for item in section.items
            if not item.text
            or item.layer not in BY_ID
            or (item.layer, _ALIKE.get((item.layer, item.kind), item.kind)) in pairs
            or (BY_ID[item.layer].file == "routes" and (item.layer, "") in pairs)
        )
        if any(item.text for item in items):
            sections.append(replace(section, items=items))
    return tuple(sections)


def _of_layer(stage: Stage, layer: Layer, frame: shapely.Polygon) -> set[tuple[str, str]]:
    features = read(stage.folder / f"{layer.file}.geojson")
    there = np.flatnonzero(~shapely.is_missing(features.geometries))
    inside = there[shapely.intersects(frame, features.geometries[there])]
    found: set[tuple[str, str]] = set()
    for i in inside:
        row = features.properties[i]
        if not layer.shows(row, stage.scene.day, stage.scene.view.window):
            continue
        if layer.file != "routes":
            kind = stage.kind(layer, row)
            found.add((layer.id, _ALIKE.get((layer.id, kind), kind)))
            continue
        found.add((layer.id, ""))
        states = [one for one in row.get("states") or () if holds(one, stage.scene.day)]
        if states and states[0].get("kind") == "closed":
            found.add(_CUT)
    return found
