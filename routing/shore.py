"""Shore: how much of a straight line lies over water, so that no road begins there."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import shapely

_BESIDE = 0.05
"""Degrees, some 5 km: quays stand on made ground that a coarse coast leaves out."""


@dataclass(frozen=True)
class Shore:
    """The land of the map.

    Parameters
    ----------
    land
        Its parts, indexed; degrees, WGS84.
    """

    land: shapely.STRtree

    @classmethod
    def read(cls, geo: Path) -> Shore:
        """Read the land from the built files."""
        features = json.loads((geo / "land.geojson").read_bytes())["features"]
        shapes = [shapely.from_geojson(json.dumps(one["geometry"])) for one in features]
        return cls(shapely.STRtree(shapely.get_parts(shapes)))

    def wet_share(self, start: tuple[float, float], end: tuple[float, float]) -> float:
        """Give the share of the line between two (lon, lat) that lies over water, 0 to 1."""
        if start == end:
            return 0.0 if len(self.land.query(shapely.Point(start), "intersects")) else 1.0
        line = shapely.LineString([start, end])
        parts = self.land.geometries[self.land.query(line, predicate="intersects")]
        dry = shapely.length(shapely.union_all(shapely.intersection(line, parts)))
        return float(np.clip(1 - dry / line.length, 0.0, 1.0))

    def same_land(self, one: tuple[float, float], two: tuple[float, float]) -> bool:
        """Tell whether two (lon, lat) lie on, or within 5 km of, the same part of the land."""
        parts = [
            set(self.land.query_nearest(shapely.Point(at), max_distance=_BESIDE).tolist())
            for at in (one, two)
        ]
        return bool(parts[0] & parts[1])
