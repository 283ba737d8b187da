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
from briefing.library import load_library
from briefing.map import basemap, edges, line_names, names
from briefing.map.arcs import arcs
from briefing.map.geometry import on_page
from briefing.map.lines import DrawnLine, casings, drawn_lines, lines
from briefing.map.map_context import MapContext
from briefing.map.points import DrawnPoint, cited, drawn_points
from briefing.map.routes import routes
from briefing.map.sides import of_sides
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


def map_part(context: MapContext, furniture: Sequence[Box], extra: Sequence[Name] = ()) -> MapPart:
    """Draw the map of a stage.

    Parameters
    ----------
    furniture
        Boxes in the map that nothing named may touch.
    extra
        Other names that want a place.
    """
    # Numbers of incidents lie over all other marks, beside which they stand.
    layers = sorted((BY_ID[key] for key in context.scene.ids), key=lambda one: one.group_points)
    found = {
        layer.id: drawn_lines(context, layer)
        for layer in layers
        if layer.geometry == "line" and layer.file != "routes"
    }
    to_sea = routes(context, [layer for layer in layers if layer.file == "routes"])
    found |= to_sea.drawn_lines
    dots = _points(context, layers)
    rings = _changed(context)
    marks = [
        _widened(context, spot) if spot.row.get("place") in rings else spot
        for layer in layers
        for spot in dots.get(layer.id, [])
    ]
    part, answer = MapPart(), answered(context)
    first = {
        layer.geometry if layer.file != "routes" else "routes": layer for layer in layers[::-1]
    }
    for layer in layers:
        if layer is first.get("routes"):
            part.items += to_sea.items
        if layer is first.get("point"):
            part.items += [*answer.lines, *_rings(context, marks)]
        if layer.geometry == "line":
            items, taken = _stroked(context, layer, found, marks)
            part.items += items
            part.marks += taken
        elif layer.geometry == "point":
            part.items += [item for spot in dots[layer.id] for item in spot.under]
            part.items += [item for spot in dots[layer.id] for item in spot.drawn()]
        else:
            part.items += _ground(context, layer)
    part.items += [] if first.get("point") else answer.lines
    # Not in the border's colour, and thin: where gates crowd the rings meet.
    part.items += _around(context, rings.values(), _CHANGED * context.unit, "text", 1.8)
    part.items += answer.over
    part.marks += [*_taken(context, marks), *answer.marks]
    labels = [
        *extra,
        *names.of_claim(context),
        *names.of_answer(context),
        *names.of_ends(context),
        *edges.of_outside(context),
        *names.of_marks(context, marks),
    ]
    for layer in layers:
        if layer.geometry == "label":
            labels += names.of_places(context, layer)
        elif layer.geometry == "line":
            labels += line_names.of_lines(context, found.get(layer.id, []))
    drawn = [one_line for layer in layers for one_line in found.get(layer.id, ())]
    labels += of_sides(context, drawn)
    part.labels = place(
        labels, part.marks, context.frame.box.grown(-4 * context.unit), furniture=furniture,
        lines=[*line_names.obstacles(drawn), *strokes_of(answer.lines)], land=_shores(context),
    )  # fmt: skip
    part.items += line_names.plates(part.labels, context)
    return part


def _stroked(
    context: MapContext,
    layer: Layer,
    found: Mapping[str, Sequence[DrawnLine]],
    marks: Sequence[DrawnPoint],
) -> tuple[list[Item], list[Box]]:
    """Draw a line layer, and give the room that its numbers take; routes are drawn together."""
    if layer.file == "routes":
        return [], []
    own = found[layer.id]
    if layer.id == "engagements":
        return arcs(context, own, [(spot.x, spot.y, spot.reach) for spot in marks])
    return [*casings(own, context), *lines(own, context)], []


def strokes_of(items: Iterable[Item]) -> list[Line]:
    """Return what is drawn of lines alone as names see it."""
    found = []
    for item in items:
        if isinstance(item, Shape) and item.stroke and not item.fill and not item.dash:
            cuts = np.flatnonzero(item.codes == MOVE)[1:]
            found += [Line(run, item.width) for run in np.split(item.points, cuts)]
    return found


def _shores(context: MapContext) -> list[Points]:
    """Return the outer rings of the land in the frame."""
    found = on_page(context.folder / "land.geojson", context.frame).geometries
    parts = shapely.get_parts(
        shapely.get_parts(np.array([one for one in found if one is not None]))
    )
    return [
        shapely.get_coordinates(shapely.get_exterior_ring(part))
        for part in parts
        if part.geom_type == "Polygon"
    ]


def _ground(context: MapContext, layer: Layer) -> list[Item | basemap.Raster]:
    if layer.geometry == "image":
        return [basemap.relief(context, layer)]
    if layer.geometry == "polygon":
        return [*(basemap.land(context, layer) if layer.owner else basemap.areas(context, layer))]
    return []


def _points(context: MapContext, layers: Sequence[Layer]) -> dict[str, list[DrawnPoint]]:
    """Find the marks; those of crossings first, since others make room for them."""
    points = [layer for layer in layers if layer.geometry == "point"]
    gateways = [
        spot for layer in points if layer.id == "crossings" for spot in drawn_points(context, layer)
    ]
    return {
        layer.id: gateways if layer.id == "crossings" else drawn_points(context, layer, gateways)
        for layer in points
    }


def _taken(context: MapContext, marks: Sequence[DrawnPoint]) -> list[Box]:
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
            x, y = quote_at(spot.reach, context.unit)
            half = 5 * context.unit
            boxes.append(Box(spot.x + x - half, spot.y + y - half, spot.x + x + half,
                             spot.y + y + half))  # fmt: skip
    for one in (context.scene.claim or {}).get("places") or ():
        x, y = context.frame.at(float(one["lon"]), float(one["lat"]))
        r = 14 * context.unit
        boxes.append(Box(x - r, y - r, x + r, y + r, f"claim/{one['id']}"))
    return boxes


def _rings(context: MapContext, marks: Sequence[DrawnPoint]) -> list[Item]:
    """Ring what is chosen, and the places of the claim that is shown."""
    accent, unit = context.colors["accent"], context.unit
    chosen = context.scene.selected
    key = f"{chosen[0].id}/{chosen[1]['id']}" if chosen else ""
    rings: list[Item] = [
        circle(spot.x, spot.y, spot.reach + 5 * unit, stroke=accent, width=2.5 * unit)
        for spot in marks
        if spot.owner == key
    ]
    # Around a mark with a number, not under it.
    r = max(13 * unit, 0.8 * context.size.text + 4 * unit)
    return rings + _around(context, (context.scene.claim or {}).get("places") or (), r)


def _around(
    context: MapContext, places: Iterable[Mapping[str, Any]], r: float, color: str = "accent",
    width: float = 3.0,
) -> list[Item]:  # fmt: skip
    """Ring places, at a distance in points."""
    found: list[Item] = []
    for one in places:
        x, y = context.frame.at(float(one["lon"]), float(one["lat"]))
        if context.frame.box.has(x, y, -14 * context.unit):
            look = {"stroke": context.colors[color], "width": width * context.unit}
            found.append(circle(x, y, r, **look))
    return found


def _changed(context: MapContext) -> dict[str, RingedPlace]:
    """Find the places whose status is another one than on the day that is compared with."""
    if context.scene.view.since is None:
        return {}
    return {
        one["id"]: one for one in load_library(context.folder).changed_places(context.scene.view)
    }


def _widened(context: MapContext, spot: DrawnPoint) -> DrawnPoint:
    """Let a mark's name stand outside the ring around it."""
    return replace(spot, reach=max(spot.reach, (_CHANGED + 1.5) * context.unit))
