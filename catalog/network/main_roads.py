"""Main roads as the ground of a map that is near: motorways, trunk and primary roads of the network."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from math import floor
from pathlib import Path

import geopandas as gpd
import pandas as pd
import shapely
from shapely.geometry.base import BaseGeometry

from catalog.geojson import CRS, to_geojson
from catalog.origin import load_origins

NAME = "main_roads"
CLASSES = (1, 2, 3)
"""Classes of roads that are drawn: motorways, trunk and primary roads."""
TOLERANCE_DEG = 0.0015
"""No point is left out that lies farther from the line: half a pixel at zoom 9, as of the routes."""
_SHORTEST_DEG = 0.02
"""Shorter pieces are stubs at junctions."""
_CELL_DEG = 2.0
"""A feature is what lies in a cell of so many degrees, so that what is out of sight costs little."""


def build(sources: Path) -> Mapping[str, bytes]:
    """Build ``main_roads.geojson``: a feature for the roads of a class in a cell of the map."""
    edges = pd.read_parquet(sources / "network" / "core_road_edges.parquet")
    rows: list[dict[str, int | str]] = []
    shapes = []
    for rank in CLASSES:
        own = shapely.from_wkb(edges.loc[edges["cls"] == rank, "geometry"].to_numpy())
        whole = shapely.line_merge(shapely.multilinestrings(shapely.get_parts(own)))
        for (across, up), lines in sorted(_cells(shapely.get_parts(whole)).items()):
            rows.append({"id": f"R{rank}:{across}:{up}", "rank": rank})
            shapes.append(shapely.multilinestrings(lines))
    frame = gpd.GeoDataFrame(rows, geometry=shapes, crs=CRS)
    used = [load_origins(sources)["osm_network"]]
    return {f"{NAME}.geojson": to_geojson(frame, name=NAME, origins=used, decimals=3)}


def _cells(lines: Iterable[BaseGeometry]) -> dict[tuple[int, int], list[BaseGeometry]]:
    """Part lines by where their middles lie; within a cell they are in the order of their points."""
    found: dict[tuple[int, int], list[BaseGeometry]] = {}
    for line in shapely.simplify(lines, TOLERANCE_DEG):
        if line.length >= _SHORTEST_DEG:
            middle = line.interpolate(0.5, normalized=True)
            key = floor(middle.x / _CELL_DEG), floor(middle.y / _CELL_DEG)
            found.setdefault(key, []).append(line)
    return {key: sorted(own, key=lambda line: tuple(line.coords)) for key, own in found.items()}
