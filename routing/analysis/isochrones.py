"""Reach: how far one gets from a place in hours, dollars or kilometres."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np

from routing.costs.tariff import CENTRAL, Objective, Tariff
from routing.errors import UnknownPlaceError
from routing.network.network import RAIL, ROAD, Network
from routing.paths.query import Query
from routing.paths.routes import Floats
from routing.paths.search import Endpoint, entries, tree
from routing.places import Gazetteer

Measure = Literal["hours", "usd", "km"]
_OBJECTIVES: dict[str, Objective] = {"hours": "fastest", "usd": "cheapest", "km": "shortest"}


@dataclass(frozen=True)
class Isochrones:
    """What it takes to get from a place to every node.

    Parameters
    ----------
    network, origin, measure
        What was asked.
    value
        Hours, USD or km to each node; infinite where no way leads.
    """

    network: Network
    origin: Endpoint
    measure: Measure
    value: Floats

    def at(self, end: Endpoint) -> float:
        """Give what it takes to get to a place: to the nearer end of its edge."""
        if end.nodes:
            return float(min(self.value[node] for node in end.nodes))
        edge = end.edge
        return float(min(self.value[self.network.u[edge]], self.value[self.network.v[edge]]))

    def towns(self, gazetteer: Gazetteer) -> list[tuple[str, float]]:
        """Give the towns of the map that are reached, nearest first, with what it takes."""
        seen = {}
        for town in gazetteer.towns.values():
            try:
                end = gazetteer.point(town.lon, town.lat, town.name)
            except UnknownPlaceError:
                continue
            value = self.at(end)
            if np.isfinite(value):
                seen[town.name] = value
        return sorted(seen.items(), key=lambda item: (item[1], item[0]))

    def bands(
        self, limits: Sequence[float], *, most_class: int = 2, railways: bool = True
    ) -> list[list[Floats]]:
        """Give the roads and railways reached within each limit but not within the one before.

        Parameters
        ----------
        limits
            Rising.
        most_class
            Least road shown: 1 motorways, 2 trunk roads, 3 primary, 4 secondary, 5 tertiary.
        railways
            Show these too.

        Returns
        -------
        bands
            For each limit the lines of its edges, (lon, lat), cut where the limit is met.
        """
        network = self.network
        one, two = self.value[network.u], self.value[network.v]
        shown = (network.mode == ROAD) & (network.cls <= most_class)
        if railways:
            shown |= network.mode == RAIL
        near, far = np.minimum(one, two), np.maximum(one, two)
        found = []
        low = 0.0
        for high in limits:
            whole = np.flatnonzero(shown & (near >= low) & (far < high))
            parts = np.flatnonzero(
                shown & (near < high) & (far >= low) & ((near < low) | (far >= high))
            )
            lines = [network.points(edge) for edge in whole.tolist()]
            cut = (self._cut(edge, low, high) for edge in parts.tolist())
            found.append([*lines, *(line for line in cut if len(line))])
            low = high
        return found

    def _cut(self, edge: int, low: float, high: float) -> Floats:
        """Give the part of an edge between two values, which rise evenly from end to end."""
        points = self.network.points(edge)
        values = self.value[[self.network.u[edge], self.network.v[edge]]]
        if values[0] > values[1]:
            points, values = points[::-1], values[::-1]
        if not np.isfinite(values[1]):
            return points[:0]
        span = max(values[1] - values[0], 1e-9)
        start, end = np.clip([(low - values[0]) / span, (high - values[0]) / span], 0, 1)
        if end <= start:
            return points[:0]
        steps = np.hypot(*np.diff(points, axis=0).T)
        at = np.concatenate([[0.0], np.cumsum(steps)])
        at = at / (at[-1] or 1.0)
        where = np.concatenate([[start], at[(at > start) & (at < end)], [end]])
        return np.stack([np.interp(where, at, points[:, axis]) for axis in (0, 1)], axis=1)

    def as_geojson(self, limits: Sequence[float], *, most_class: int = 2) -> dict[str, Any]:
        """Give the bands as one feature each, with ``low`` and ``high`` in the measure."""
        lows = [0.0, *limits[:-1]]
        features = [
            {
                "type": "Feature",
                "properties": {"low": low, "high": high, "measure": self.measure,
                               "origin": self.origin.name},
                "geometry": {
                    "type": "MultiLineString",
                    "coordinates": [np.round(line, 3).tolist() for line in lines],
                },
            }
            for low, high, lines in zip(lows, limits, self.bands(limits, most_class=most_class), strict=True)
        ]  # fmt: skip
        return {"type": "FeatureCollection", "features": features}


def isochrones(
    network: Network,
    price: Tariff,
    origin: Endpoint,
    *,
    measure: Measure = "hours",
    query: Query | None = None,
    level: int = CENTRAL,
) -> Isochrones:
    """Find what it takes to get from a place to every other.

    Parameters
    ----------
    network, price, origin
        Never modified.
    measure
        hours, usd or km, each by the way that takes the least of it.
    query
        Closures, day, cargo and modes; its objective is passed over.
    level
        Low, central or high costs.
    """
    query = query or Query()
    table = {"hours": price.hours[level], "usd": price.usd[level],
             "km": network.km.astype(np.float64)}[measure]  # fmt: skip
    arcs = Query(_OBJECTIVES[measure], query.closures, query.day, query.cargo,
                 planned=query.planned, modes=query.modes).arcs(network, price)  # fmt: skip
    both = np.concatenate([table, table])
    arcs = np.where(np.isfinite(arcs), np.maximum(both, 1e-6), np.inf)
    found = tree(network, arcs, entries(network, origin, arcs, out=True))
    return Isochrones(network, origin, measure, found.distance)
