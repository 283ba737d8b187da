"""The map in its box: layers from the ground up, marks, then names where there is room."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np
import shapely

from briefing.canvas.box import Box
from briefing.canvas.cells import Line
from briefing.canvas.labels import Label, Name, place
from briefing.canvas.shapes import MOVE, Item, Points, Shape, circle
from briefing.composer import load_material
from briefing.map import basemap, edges, line_names, names
from briefing.map.geometry import on_page
from briefing.map.lines import casings, lines, ways
from briefing.map.points import Spot, cited, spots
from briefing.map.routes import routes
from briefing.map.stage import Stage
from briefing.map.symbols import quote_at
from briefing.map.what_if import answered
from layers.command import RingedPlace
from layers.layer import Layer
from layers.registry import BY_ID

_CHANGED = 13.0
"""CSS pixels from the middle of a place to the ring that says its status changed."""


@dataclass
class MapPart:
    """What is drawn in the map's box, lowest first.

    Parameters
    ----------
    items
        Shapes and rasters under the labels.
    labels
        In their places.
    marks
        Room that symbols and crosses take, each with its owner.
    """

    items: list[Item | basemap.Raster] = field(default_factory=list)
    labels: list[Label] = field(default_factory=list)
    marks: list[Box] = field(default_factory=list)


def map_part(stage: Stage, furniture: Sequence[Box], extra: Sequence[Name] = ()) -> MapPart:
    """Draw the map of a stage.

    Parameters
    ----------
    furniture
        Boxes in the map that nothing named may touch.
    extra
        Other names that want a place.
    """
    layers = [BY_ID[key] for key in stage.scene.ids]
    found = {
        layer.id: ways(stage, layer)
        for layer in layers
        if layer.geometry == "line" and layer.file != "routes"
    }
    to_sea = routes(stage, [layer for layer in layers if layer.file == "routes"])
    found |= to_sea.ways
    dots = _spots(stage, layers)
    rings = _changed(stage)
    marks = [
        _widened(stage, spot) if spot.row.get("place") in rings else spot
        for layer in layers
        for spot in dots.get(layer.id, [])
    ]
    part, answer = MapPart(), answered(stage)
    first = {
        layer.geometry if layer.file != "routes" else "routes": layer for layer in layers[::-1]
    }
    for layer in layers:
        if layer is first.get("routes"):
            part.items += to_sea.items
        if layer is first.get("point"):
            part.items += [*answer.lines, *_rings(stage, marks)]
        if layer.geometry == "line":
            if layer.file != "routes":
                part.items += [*casings(found[layer.id], stage), *lines(found[layer.id], stage)]
        elif layer.geometry == "point":
            part.items += [item for spot in dots[layer.id] for item in spot.under]
            part.items += [item for spot in dots[layer.id] for item in spot.drawn()]
        else:
            part.items += _ground(stage, layer)
    part.items += [] if first.get("point") else answer.lines
    part.items += _around(stage, rings.values(), _CHANGED * stage.unit)
    part.items += answer.over
    part.marks = [*_taken(stage, marks), *answer.marks]
    labels = [
        *extra,
        *names.of_claim(stage),
        *names.of_answer(stage),
        *names.of_ends(stage),
        *edges.of_outside(stage),
        *names.of_marks(stage, marks),
    ]
    for layer in layers:
        if layer.geometry == "label":
            labels += names.of_places(stage, layer)
        elif layer.geometry == "line":
            labels += line_names.of_ways(stage, found.get(layer.id, []))
    drawn = [way for layer in layers for way in found.get(layer.id, ())]
    part.labels = place(
        labels, part.marks, stage.frame.box.grown(-4 * stage.unit), furniture=furniture,
        lines=[*line_names.obstacles(drawn), *strokes_of(answer.lines)], land=_shores(stage),
    )  # fmt: skip
    part.items += line_names.plates(part.labels, stage)
    return part


def strokes_of(items: Iterable[Item]) -> list[Line]:
    """Give what is drawn of lines alone as names see it."""
    found = []
    for item in items:
        if isinstance(item, Shape) and item.stroke and not item.fill and not item.dash:
            cuts = np.flatnonzero(item.codes == MOVE)[1:]
            found += [Line(run, item.width) for run in np.split(item.points, cuts)]
    return found


def _shores(stage: Stage) -> list[Points]:
    """Give the outer rings of the land in the frame."""
    found = on_page(stage.folder / "land.geojson", stage.frame).geometries
    parts = shapely.get_parts(
        shapely.get_parts(np.array([one for one in found if one is not None]))
    )
    return [
        shapely.get_coordinates(shapely.get_exterior_ring(part))
        for part in parts
        if part.geom_type == "Polygon"
    ]


def _ground(stage: Stage, layer: Layer) -> list[Item | basemap.Raster]:
    if layer.geometry == "image":
        return [basemap.relief(stage, layer)]
    if layer.geometry == "polygon":
        return [*(basemap.land(stage, layer) if layer.owner else basemap.areas(stage, layer))]
    return []


def _spots(stage: Stage, layers: Sequence[Layer]) -> dict[str, list[Spot]]:
    """Find the marks; those of crossings first, since others make room for them."""
    points = [layer for layer in layers if layer.geometry == "point"]
    gates = [spot for layer in points if layer.id == "crossings" for spot in spots(stage, layer)]
    return {
        layer.id: gates if layer.id == "crossings" else spots(stage, layer, gates)
        for layer in points
    }


def _taken(stage: Stage, marks: Sequence[Spot]) -> list[Box]:
    boxes = [
        Box(s.x - s.reach - 1, s.y - s.reach - 1, s.x + s.reach + 1, s.y + s.reach + 1, s.owner)
        for s in marks
        if s.layer.symbol != "dot"
    ]
    # A letter at a mark's shoulder takes room of its own.
    for spot in marks:
        for item in spot.items:
            if not isinstance(item, Shape) and (item.x or item.y):
                badge = item.moved(spot.x, spot.y).box
                boxes.append(Box(badge.x0, badge.y0, badge.x1, badge.y1, spot.owner))
        if spot.layer.symbol != "dot" and cited(spot.row):
            x, y = quote_at(spot.reach, stage.unit)
            half = 5 * stage.unit
            boxes.append(Box(spot.x + x - half, spot.y + y - half, spot.x + x + half,
                             spot.y + y + half))  # fmt: skip
    for one in (stage.scene.claim or {}).get("places") or ():
        x, y = stage.frame.at(float(one["lon"]), float(one["lat"]))
        r = 14 * stage.unit
        boxes.append(Box(x - r, y - r, x + r, y + r, f"claim/{one['id']}"))
    return boxes


def _rings(stage: Stage, marks: Sequence[Spot]) -> list[Item]:
    """Ring what is chosen, and the places of the claim that is shown."""
    accent, unit = stage.colors["accent"], stage.unit
    chosen = stage.scene.selected
    key = f"{chosen[0].id}/{chosen[1]['id']}" if chosen else ""
    rings: list[Item] = [
        circle(spot.x, spot.y, spot.reach + 5 * unit, stroke=accent, width=2.5 * unit)
        for spot in marks
        if spot.owner == key
    ]
    # Around a mark with a number, not under it.
    r = max(13 * unit, 0.8 * stage.size.text + 4 * unit)
    return rings + _around(stage, (stage.scene.claim or {}).get("places") or (), r)


def _around(stage: Stage, places: Iterable[Mapping[str, Any]], r: float) -> list[Item]:
    """Ring places, at a distance in points."""
    found: list[Item] = []
    for one in places:
        x, y = stage.frame.at(float(one["lon"]), float(one["lat"]))
        if stage.frame.box.has(x, y, -14 * stage.unit):
            look = {"stroke": stage.colors["accent"], "width": 3 * stage.unit}
            found.append(circle(x, y, r, **look))
    return found


def _changed(stage: Stage) -> dict[str, RingedPlace]:
    """Find the places whose status is another one than on the day that is compared with."""
    if stage.scene.view.since is None:
        return {}
    return {one["id"]: one for one in load_material(stage.folder).ringed(stage.scene.view)}


def _widened(stage: Stage, spot: Spot) -> Spot:
    """Let a mark's name stand outside the ring around it."""
    return replace(spot, reach=max(spot.reach, (_CHANGED + 1.5) * stage.unit))
