"""What a map is about, as ground that its frame has to show."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
import shapely

from briefing.map.extent import Points
from briefing.map.geometry import read
from briefing.map.map_context import shows
from layers.layer import Layer
from layers.registry import BY_ID
from layers.scene.scene import Scene

_COUNTRY = "Afghanistan"
_LAND = ("road", "rail")
_WIDEST = (25.0, 15.0, 92.0, 48.0)
"""Degrees: a map shows no more, so that the data's edges are not seen; arrows point beyond."""
_FINE = 0.25
"""Degrees: what is finer does not move a frame."""


def subject_of(scene: Scene, folder: Path) -> Points | None:
    """Return points (degrees) of what a Scene is about; None if it is the region as a whole."""
    found = [points for points in _parts(scene, folder) if len(points)]
    if not found:
        return None
    points = np.vstack(found)
    west, south, east, north = _WIDEST
    inside = (points[:, 0] > west) & (points[:, 0] < east)
    inside &= (points[:, 1] > south) & (points[:, 1] < north)
    return points[inside] if inside.any() else None


def _parts(scene: Scene, folder: Path) -> Iterator[Points]:
    layers = [BY_ID[key] for key in scene.ids]
    scenario = scene.scenario
    if scenario is not None and scenario.routes:
        for route in scenario.routes:
            for leg in route.legs:
                yield np.asarray(leg.line)[:: max(1, len(leg.line) // 50)]
                yield np.asarray(leg.line)[-1:]
        return
    routes = [layer for layer in layers if layer.file == "routes"]
    events = [layer for layer in layers if layer.windowed or layer.id == "venues"]
    if routes:
        # What leads far beyond the region gets an arrow at the edge, unless nothing else is on.
        near = [layer for layer in routes if layer.on] or routes
        yield _country(folder)
        for layer in near:
            yield from _shown(scene, layer, folder)
        yield from _shown(scene, BY_ID["ports"], folder, gateways={one.id for one in near})
    elif events:
        for layer in events:
            yield from _shown(scene, layer, folder)
        if "incidents" in scene.ids or "incidents_ucdp" in scene.ids:
            yield from _shown(scene, BY_ID["border"], folder)
    elif "crossings" in scene.ids:
        yield _country(folder)


def _shown(
    scene: Scene, layer: Layer, folder: Path, gateways: set[str] | None = None
) -> Iterator[Points]:
    features = read(folder / f"{layer.file}.geojson")
    for row, geometry in zip(features.properties, features.geometries, strict=True):
        if geometry is None or not shows(scene, layer, row):
            continue
        if layer.file == "routes" and row.get("mode") not in _LAND:
            continue
        if gateways is not None and f"routes_{row.get('gate')}" not in gateways:
            continue
        yield _thin(geometry)


def _thin(geometry: Any) -> Points:
    points: Points = shapely.get_coordinates(geometry)
    return points if len(points) < 60 else np.vstack((points[:: len(points) // 50], points[-1:]))


def _country(folder: Path) -> Points:
    path = folder / "land.geojson"
    return _outline(path, path.stat().st_mtime_ns)


@lru_cache(maxsize=2)
def _outline(path: Path, _stamp: int) -> Points:
    features = read(path)
    own = [
        geometry
        for row, geometry in zip(features.properties, features.geometries, strict=True)
        if row.get("name") == _COUNTRY
    ]
    points: Points = shapely.get_coordinates(shapely.simplify(own, _FINE))
    return points
