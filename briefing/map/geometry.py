"""The geometry of a layer, cut to the frame and laid on the page."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray

from briefing.canvas.shapes import CLOSE, LINE, MOVE, Points, Shape
from briefing.map.extent import MapFrame

Geometries = NDArray[np.object_]
_FINE = 0.12
"""Detail finer than this, in points, is left out: under half a pixel at 300 dpi."""


@dataclass(frozen=True)
class Features:
    """Properties and geometries of a file, in its order.

    Parameters
    ----------
    properties
        Never changed.
    geometries
        In degrees or on the page, by where they come from; None where there is none.
    """

    properties: Sequence[Mapping[str, Any]]
    geometries: Geometries


def read(path: Path) -> Features:
    """Read a file of ``data/geo``, once for each state of it.

    Raises
    ------
    FileNotFoundError
        If it has not been built; the message says how to make it.
    """
    if not path.is_file():
        raise FileNotFoundError(f"{path.name} is missing; 'make build' makes it")
    return _read(path, path.stat().st_mtime_ns)


@lru_cache(maxsize=64)
def _read(path: Path, _stamp: int) -> Features:
    features = json.loads(path.read_bytes())["features"]
    texts = [json.dumps(one["geometry"]) if one["geometry"] else None for one in features]
    return Features(
        [one["properties"] for one in features], shapely.from_geojson(np.array(texts, dtype=object))
    )


def on_page(path: Path, frame: MapFrame) -> Features:
    """Return a file's features as they lie on the page; None where nothing is left."""
    features = read(path)
    return Features(features.properties, _projected(path, path.stat().st_mtime_ns, frame))


@lru_cache(maxsize=48)
def _projected(path: Path, stamp: int, frame: MapFrame) -> Geometries:
    west, south, east, north = frame.bounds
    room = 0.06 * max(east - west, north - south)
    whole = _read(path, stamp).geometries
    box = (west - room, south - room, east + room, north + room)
    near = np.zeros(len(whole), dtype=bool)
    there = ~shapely.is_missing(whole)
    near[there] = shapely.intersects(shapely.box(*box), shapely.envelope(whole[there]))
    result = np.full(len(whole), None, dtype=object)
    if near.any():
        points = shapely.get_type_id(whole[near]) == 0
        cut = np.where(points, whole[near], shapely.clip_by_rect(whole[near], *box))
        laid = shapely.transform(cut, frame.to_page)
        fine = np.where(points, laid, shapely.simplify(laid, _FINE, preserve_topology=False))
        result[near] = np.where(shapely.is_empty(fine), None, fine)
    return result


def outline(geometry: Any, **look: object) -> Shape | None:
    """Make a shape of a polygon's rings, exteriors and holes turning opposite ways."""
    polygons = [
        part
        for part in shapely.get_parts(shapely.get_parts(geometry))
        if part.geom_type == "Polygon"
    ]
    if not polygons:
        return None
    rings = shapely.get_rings(shapely.orient_polygons(np.array(polygons)))
    return _path(rings, closed=True, **look)


def strokes(geometry: Any, **look: object) -> Shape | None:
    """Make a shape of a line's parts."""
    lines = runs(geometry)
    if not lines:
        return None
    return _path(np.array(lines), closed=False, **look)


def runs(geometry: Any) -> list[Any]:
    """Return the single lines of a geometry."""
    return [
        part
        for part in shapely.get_parts(shapely.get_parts(geometry))
        if part.geom_type in ("LineString", "LinearRing") and len(part.coords) > 1
    ]


def _path(parts: NDArray[np.object_], *, closed: bool, **look: object) -> Shape:
    points, index = shapely.get_coordinates(parts, return_index=True)
    codes = np.full(len(points), LINE, dtype=np.uint8)
    codes[np.flatnonzero(np.diff(index, prepend=-1))] = MOVE
    if closed:
        codes[np.flatnonzero(np.diff(index, append=index[-1] + 1))] = CLOSE
    return Shape(np.asarray(points, dtype=float), codes, **look)  # type: ignore[arg-type]


def coordinates(geometry: Any) -> Points:
    """Return the points of a geometry."""
    points: Points = shapely.get_coordinates(geometry)
    return points
