"""What lies outside the map: its name at the edge, with an arrow and the distance from there."""

from __future__ import annotations

from collections.abc import Iterator
from math import atan2, hypot, pi
from typing import Any

import numpy as np
import pyproj
import shapely
from numpy.typing import NDArray

from briefing.canvas.box import Box
from briefing.canvas.labels import Name, Place
from briefing.canvas.shapes import Text
from briefing.map.extent import moved
from briefing.map.geometry import read
from briefing.map.map_context import MapContext, Row
from briefing.map.names import text_of
from layers.registry import BY_ID

_ARROWS = "→↘↓↙←↖↑↗"
_MOST = 8
"""So many names at the edges: those that are nearest."""
_RANK = 2.6
_SIZE = 12.0


def of_outside(context: MapContext) -> Iterator[Name]:
    """Name the ends of routes, of asked routes and the meeting places that lie beyond the edges."""
    frame = context.frame
    geod = pyproj.Geod(ellps="WGS84")
    inner = frame.box.grown(-8 * context.unit)
    middle = np.array(inner.middle)
    found: dict[str, tuple[float, Name]] = {}
    for said, lon, lat, asked in _targets(context):
        at = np.array(frame.at(lon, lat))
        if frame.box.has(*at) or not np.isfinite(at).all() or said in found:
            continue
        away = at - middle
        room = np.array((inner.width, inner.height)) / 2
        edge = middle + away * float(np.min(room / np.maximum(np.abs(away), 1e-9)))
        ((west, south),) = frame.to_ground(edge[None])
        km = geod.inv(west, south, lon, lat)[2] / 1000
        arrow = _ARROWS[round(atan2(away[1], away[0]) / (pi / 4)) % 8]
        far = max(10, round(km, -1 if km < 1000 else -2))
        label = text_of(context, f"{arrow} {said}, {far:,.0f} km", _SIZE, context.colors["soft"])
        name = Name(
            label,
            float(edge[0]),
            float(edge[1]),
            -5.2 if asked else _RANK,
            places=_along(label, edge, inner),
        )
        found[said] = -1.0 if asked else km, name
    for _, name in sorted(found.values(), key=lambda one: one[0])[:_MOST]:
        yield name


def _targets(context: MapContext) -> Iterator[tuple[str, float, float, bool]]:
    """Return names and places (degrees) that a map speaks of, and whether they were asked for."""
    scenario = context.scene.scenario
    if scenario is not None and scenario.routes:
        for end in (scenario.routes[0].origin, scenario.routes[0].destination):
            yield end.name, end.lon, end.lat, True
        return
    for key in context.scene.ids:
        layer = BY_ID[key]
        if layer.file == "routes" and not moved(context.scene.view):
            for row, geometry in context.features(layer):
                if geometry.length > 0:
                    yield from _end(context, str(row["to_name"]), row)
        elif layer.id == "venues":
            for row in context.scene.features("venues"):
                point = _whole(context, "venues", str(row["id"]))
                if point is not None:
                    yield str(row.get("label") or row["name"]), point.x, point.y, False


def _end(context: MapContext, said: str, row: Row) -> Iterator[tuple[str, float, float, bool]]:
    line = _whole(context, "routes", str(row["id"]))
    if line is not None:
        lon, lat = shapely.get_coordinates(line)[-1]
        yield said, float(lon), float(lat), False


def _whole(context: MapContext, file: str, key: str) -> Any:
    features = read(context.folder / f"{file}.geojson")
    for row, geometry in zip(features.properties, features.geometries, strict=True):
        if row["id"] == key:
            return geometry
    return None


def _along(label: Text, edge: NDArray[np.float64], inner: Box) -> list[Place]:
    """Return places inside the map at the edge, the nearest to where the route leaves it first."""
    em, half = label.size, label.width / 2 + 2
    low = np.array((inner.x0 + half, inner.y0 + em))
    high = np.array((inner.x1 - half, inner.y1 - em))
    found = []
    for i in range(-8, 9):
        for j in range(-8, 9):
            at = np.clip(edge + np.array((2.0 * i, 1.3 * j)) * em, low, high)
            found.append(Place(float(at[0]), float(at[1]), price=0.5 * hypot(*(at - edge)) / em))
    return found
