"""The built files, read once for all tests."""

from __future__ import annotations

import json
from functools import lru_cache
from pathlib import Path
from typing import Any

import geopandas as gpd
import numpy as np
import shapely
from numpy.typing import NDArray

from catalog.manifest import FILE, Entry, manifest_of
from catalog.paths import GEO

Segment = tuple[tuple[float, float], tuple[float, float]]


def seal(folder: Path) -> None:
    """Write the manifest of a folder whose files a test has changed, as the build of them would."""
    files = {
        path.name: Entry.of(path.read_bytes()) for path in folder.iterdir() if path.name != FILE
    }
    (folder / FILE).unlink(missing_ok=True)
    (folder / FILE).write_bytes(manifest_of(files))


def linked(folder: Path) -> Path:
    """Fill a folder with links to the built files; to change one, unlink it first."""
    folder.mkdir()
    for path in GEO.iterdir():
        (folder / path.name).symlink_to(path)
    return folder


@lru_cache
def collection(name: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((GEO / f"{name}.geojson").read_bytes())
    return found


@lru_cache
def frame(name: str) -> gpd.GeoDataFrame:
    return gpd.GeoDataFrame.from_features(collection(name)["features"], crs="EPSG:4326")


def unit_at(name: str, lon: float, lat: float) -> str:
    """Give the land unit at a point, "" at sea."""
    land = frame(name)
    at = land.sindex.query(shapely.Point(lon, lat), predicate="within")
    return str(land["id"].iloc[at[0]]) if len(at) else ""


def segments(shape: Any) -> set[Segment]:
    """Give every straight piece of lines or of outlines, whatever its direction."""
    outline = shapely.boundary(shape) if shapely.area(shape) else shape
    found: set[Segment] = set()
    for line in shapely.get_parts(outline):
        points: NDArray[np.float64] = shapely.get_coordinates(line)
        pairs = zip(map(tuple, points[:-1].tolist()), map(tuple, points[1:].tolist()), strict=True)
        found |= {(min(one, two), max(one, two)) for one, two in pairs}
    return found
