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
    countries
        ISO alpha-3 of each part, as the map's boundaries are drawn: a depiction.
    """

    land: shapely.STRtree
    countries: tuple[str, ...] = ()

    @classmethod
    def read(cls, geo: Path) -> Shore:
        """Read the land from the built files."""
        features = json.loads((geo / "land.geojson").read_bytes())["features"]
        shapes = [shapely.from_geojson(json.dumps(one["geometry"])) for one in features]
        parts, of = shapely.get_parts(shapes, return_index=True)
        codes = [str(one["properties"]["iso_a3"]) for one in features]
        return cls(shapely.STRtree(parts), tuple(codes[at] for at in of.tolist()))

    def country(self, lon: float, lat: float) -> str:
        """Return the country in whose land a point lies, or off whose coast within 5 km; "" if in none."""
        spot = shapely.Point(lon, lat)
        found = self.land.query(spot, predicate="intersects")
        if not len(found):
            found = self.land.query_nearest(spot, max_distance=_BESIDE)
        return self.countries[int(found[0])] if len(found) else ""

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
