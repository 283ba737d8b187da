"""Tracing: a corridor's waypoints become Legs on the road, rail and sea network."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import pairwise
from pathlib import Path

import geopandas as gpd
import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from catalog.facts.places import Place, read_places
from catalog.geography.towns import towns_left_out
from catalog.names import ISO3
from catalog.network.graph import (
    GEOD,
    Graph,
    NoPathError,
    TracedPath,
    joined,
    length_km,
    railways,
    roads,
)
from catalog.problems import CatalogError, Problem
from catalog.tables.reading import read_table
from catalog.tables.rows import Row

_WAYPOINTS = "edits/corridor_waypoints.csv"
# Two thirds of a thousandth of a degree is about 300 m: less than a line's width on the screen
# below zoom 9.
_SIMPLIFIED = 0.0015


@dataclass(frozen=True)
class Waypoint:
    """A point that a corridor passes.

    Parameters
    ----------
    name, lon, lat
        As shown; degrees, WGS84.
    place
        Canonical id, "" for a town.
    mode
        How the stretch that ends here is travelled: road, rail, sea or air; "" for the first.
    method
        How it is traced: network, road (a railway drawn along the road), sea, air or schematic.
    built
        False while it is planned or under construction.
    note
        What the reader has to know of the tracing.
    """

    name: str
    lon: float
    lat: float
    place: str = ""
    mode: str = ""
    method: str = ""
    built: bool = True
    note: str = ""


@dataclass(frozen=True)
class Leg:
    """One stretch of a corridor by one mode, on one side of a gateway.

    Parameters
    ----------
    branch
        "" for the main line of the corridor.
    mode, built, note, method
        As of its waypoints.
    origin, destination
        Waypoints at its ends.
    gateway
        Canonical id of the last border crossing passed before this leg, "" if none.
    path
        Its line in EPSG:4326, and its length.
    """

    branch: str
    mode: str
    built: bool
    method: str
    note: str
    origin: Waypoint
    destination: Waypoint
    gateway: str
    path: TracedPath

    @property
    def line(self) -> BaseGeometry:
        """Its line in EPSG:4326."""
        return self.path.line

    @property
    def length_km(self) -> float | None:
        """Length along the ground; None for a schematic leg, whose line is not the route."""
        return None if self.method == "schematic" else self.path.km


class CorridorTracer:
    """The networks and places that tracing needs, read once."""

    def __init__(self, sources: Path) -> None:
        self._sources = sources
        self.places: Mapping[str, Place] = read_places(sources)
        self._network_ids = {
            row["canonical_id"]: row["network_id"]
            for row in read_table(sources, "facts/canonical_ids.csv")
        }

    @cached_property
    def roads(self) -> Graph:
        """The road network."""
        return roads(self._sources)

    @cached_property
    def railways(self) -> Graph:
        """The rail network."""
        return railways(self._sources)

    @cached_property
    def towns(self) -> dict[tuple[str, str], tuple[float, float]]:
        """(lon, lat) by name and ISO country code: Natural Earth's, else GeoNames'."""
        folder = self._sources / "basemap"
        found: dict[tuple[str, str], tuple[float, float]] = {}
        names = gpd.read_file(folder / "places_geonames.gpkg")
        names = names[~names["geonameid"].isin(towns_left_out(self._sources))]
        for row in names.sort_values("population").itertuples():
            key = (row.name, ISO3.get(row.countrycode, row.countrycode))
            found[key] = (row.longitude, row.latitude)
        earth = gpd.read_file(folder / "populated_places_10m_ne4.gpkg")
        for row in earth.itertuples():
            found[row.NAME, row.ADM0_A3] = (row.geometry.x, row.geometry.y)
        return found

    @cached_property
    def lanes(self) -> dict[frozenset[str], tuple[str, BaseGeometry]]:
        """Sea lanes by the canonical ids of their two ports, with the first port's id."""
        codes = {"KHI": "PK-KHI", "BQM": "PK-BQM", "GWD": "PK-GWD", "ZBR": "IR-ZBR-SB",
                 "BND": "IR-BND", "BOM": "IN-BOM", "NSA": "IN-NSA", "MUN": "IN-MUN",
                 "IXY": "IN-IXY", "JEA": "AE-JEA", "SOH": "OM-SOH"}  # fmt: skip
        table = gpd.read_file(self._sources / "network" / "sea_port_to_port_region.geojson")
        return {
            frozenset((codes[row.a], codes[row.b])): (codes[row.a], row.geometry)
            for row in table.itertuples()
            if row.a in codes and row.b in codes
        }

    def waypoints(self) -> dict[str, dict[str, list[Waypoint]]]:
        """Read every corridor's waypoints, by corridor and branch.

        Raises
        ------
        CatalogError
            If a waypoint names a place or a town that is not in the data.
        """
        problems: list[Problem] = []
        found: dict[str, dict[str, list[Waypoint]]] = {}
        for row in read_table(self._sources, _WAYPOINTS):
            try:
                point = self._waypoint(row)
            except KeyError as error:
                problems.append(row.problem(f"{error} is not in the data; correct the name"))
                continue
            found.setdefault(row["corridor"], {}).setdefault(row["branch"], []).append(point)
        if problems:
            raise CatalogError(problems)
        return found

    def legs(self, branch: str, points: Sequence[Waypoint]) -> list[Leg]:
        """Trace one branch.

        Raises
        ------
        NoPathError
            If the network does not join two waypoints.
        """
        gateways = [p.place for p in points if p.place.startswith("XG-")]
        ids = [self._network_ids[gateway] for gateway in gateways if self._network_ids.get(gateway)]
        legs: list[Leg] = []
        gateway = ""
        for before, point in pairwise(points):
            if before.place.startswith("XG-"):
                gateway = before.place
            path = self._trace(before, point, ids)
            leg = Leg(branch, point.mode, point.built, point.method, point.note, before, point,
                      gateway, path)  # fmt: skip
            if legs and _goes_on(legs[-1], leg):
                legs[-1] = replace(legs[-1], destination=point, path=_passing(legs[-1].path, path))
            else:
                if legs:
                    leg = _meeting(legs[-1], leg)
                legs.append(leg)
        return [replace(leg, path=_simplified(leg.path)) for leg in legs]

    def _waypoint(self, row: Row) -> Waypoint:
        if row["place"]:
            place = self.places[row["place"]]
            lon, lat = place.lon, place.lat
        elif row["lon"]:
            lon, lat = float(row["lon"]), float(row["lat"])
        else:
            lon, lat = self.towns[row["town"], row["country"]]
        return Waypoint(row["name"], lon, lat, row["place"], row["mode"], row["method"],
                        row["built"] != "no", row["note"])  # fmt: skip

    def _trace(self, one: Waypoint, two: Waypoint, gateways: Iterable[str]) -> TracedPath:
        start, end = (one.lon, one.lat), (two.lon, two.lat)
        if two.method in ("schematic", "air"):
            return _measured(_great_circle(start, end))
        if two.method == "sea":
            first, line = self.lanes[frozenset((one.place, two.place))]
            return _measured(line if first == one.place else shapely.reverse(line))
        graph = self.railways if two.mode == "rail" and two.method == "network" else self.roads
        try:
            return graph.path(start, end, gateways=list(gateways))
        except NoPathError as error:
            raise NoPathError(f"{one.name} to {two.name} by {two.mode}: {error}") from error


def _goes_on(last: Leg, leg: Leg) -> bool:
    """Return whether a stretch only continues the leg before it."""
    same = (last.mode, last.built, last.method, last.note, last.gateway)
    return same == (leg.mode, leg.built, leg.method, leg.note, leg.gateway)


def _measured(line: BaseGeometry) -> TracedPath:
    return TracedPath(line, length_km(line))


def _passing(last: TracedPath, path: TracedPath) -> TracedPath:
    """Put a stretch to a town and the stretch from it together, without going in and out again.

    Where the route on begins with the road that the way in ended with, freight turns off before.
    """
    come, go = shapely.get_coordinates(last.line)[::-1], shapely.get_coordinates(path.line)
    most = min(len(come), len(go)) - 1
    alike = np.isclose(come[:most], go[:most], rtol=0, atol=1e-9).all(axis=1)
    turn = most if alike.all() else int(np.argmin(alike))
    spur = max(0, turn - 1)
    shortened = [
        TracedPath(line, path.km * length_km(line) / length_km(path.line))
        for path, line in (
            (last, shapely.LineString(come[spur:][::-1])),
            (path, shapely.LineString(go[spur:])),
        )
    ]
    return TracedPath(joined([part.line for part in shortened]), sum(part.km for part in shortened))


def _meeting(last: Leg, leg: Leg) -> Leg:
    """Let a leg of another mode start where the leg before it ends."""
    end = shapely.get_coordinates(last.line)[-1]
    points = shapely.get_coordinates(leg.line)
    if tuple(end) == tuple(points[0]):
        return leg
    km = leg.path.km + length_km(shapely.LineString([end, points[0]]))
    return replace(leg, path=TracedPath(shapely.LineString(np.vstack([end, points])), km))


def _great_circle(start: tuple[float, float], end: tuple[float, float]) -> BaseGeometry:
    number = max(2, int(GEOD.inv(*start, *end)[2] / 80_000))
    return shapely.LineString([start, *GEOD.npts(*start, *end, number), end])


def _simplified(path: TracedPath) -> TracedPath:
    return replace(path, line=shapely.simplify(path.line, _SIMPLIFIED))
