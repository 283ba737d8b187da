"""How far a coordinate lies outside a country, along the ground."""

from __future__ import annotations

import math
from functools import lru_cache
from pathlib import Path
from typing import Any

import geopandas as gpd
import shapely
from pyproj import Geod

TOLERANCE_KM = 5.0
"""Coasts are drawn coarsely, harbours lie before them, and gateways stand on the line itself."""

EXTENT = (20.0, 0.0, 100.0, 60.0)
"""West, south, east, north of the map; countries beyond it are not held."""

_GEOD = Geod(ellps="WGS84")
_FOCUS = ("iso_a3", "iso_a2", "name")
_OTHERS = ("ADM0_A3", "ISO_A3_EH", "ISO_A2_EH", "NAME", "NAME_LONG", "ADMIN")


class Countries:
    """Land of the countries on the map, by code or name.

    Parameters
    ----------
    focus
        Polygons whose land borders are those of the detailed map (``countries_osm_focus.gpkg``).
    others
        Polygons for every other country (``countries_10m.gpkg``).
    """

    def __init__(self, focus: gpd.GeoDataFrame, others: gpd.GeoDataFrame) -> None:
        self._land: dict[str, Any] = {}
        for frame, columns in ((focus, _FOCUS), (others, _OTHERS)):
            for column in columns:
                for name, shape in zip(frame[column], frame.geometry, strict=True):
                    self._land.setdefault(str(name), shape)
        for code, name in zip(focus["iso_a2"], focus["name"], strict=True):
            for alias in others.loc[others["ISO_A2_EH"] == code, list(_OTHERS)].to_numpy().ravel():
                self._land[str(alias)] = self._land[str(name)]

    def distance_km(self, lon: float, lat: float, code: str) -> float | None:
        """Measure the geodesic distance from a country, by its code or name; 0 inside.

        Returns
        -------
        distance
            None if the point lies beyond the map's extent, infinite if the country is not known or
            farther than about 200 km.
        """
        west, south, east, north = EXTENT
        if not (west <= lon <= east and south <= lat <= north):
            return None
        land = self._land.get(code)
        return math.inf if land is None else _distance_km(lon, lat, land)


@lru_cache(maxsize=4)
def load_countries(basemap: Path) -> Countries:
    """Read the countries' polygons from the basemap's sources."""
    return Countries(
        gpd.read_file(basemap / "countries_osm_focus.gpkg"),
        gpd.read_file(basemap / "countries_10m.gpkg", columns=list(_OTHERS)),
    )


def _distance_km(lon: float, lat: float, land: Any) -> float:
    point = shapely.Point(lon, lat)
    if shapely.covers(land, point):
        return 0.0
    near = shapely.clip_by_rect(land, lon - 2, lat - 2, lon + 2, lat + 2)
    if near.is_empty:
        return math.inf
    # Nearest in degrees that are shrunk to be as wide as they are high here.
    shrink = math.cos(math.radians(lat))
    shrunk = shapely.transform(near, lambda xy: xy * (shrink, 1.0))
    nearest = shapely.shortest_line(shapely.Point(lon * shrink, lat), shrunk).coords[1]
    return float(_GEOD.inv(lon, lat, nearest[0] / shrink, nearest[1])[2]) / 1000
