"""Reach: how far one gets from a place in hours, dollars or kilometres."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal

import numpy as np
import numpy.typing as npt

from routing.costs.tariff import CENTRAL, Objective, Tariff
from routing.network.network import RAIL, ROAD, Network
from routing.paths.query import Query
from routing.paths.routes import Floats
from routing.paths.search import Endpoint, Tree, entries, tree
from routing.places import Gazetteer

Measure = Literal["hours", "usd", "km", "generalised"]
_OBJECTIVES: dict[str, Objective] = {
    "hours": "fastest", "usd": "cheapest", "km": "shortest", "generalised": "generalised",
}  # fmt: skip


@dataclass(frozen=True)
class Isochrones:
    """What it takes to get from a place to every node.

    Parameters
    ----------
    network, origin, measure
        What was asked.
    value
        Hours, USD or km to each node; infinite where no way leads.
    unknown, passed
        Crossings of which nothing is known on the day; for each node, as bits in their order, which of them
        the way there passes.
    """

    network: Network
    origin: Endpoint
    measure: Measure
    value: Floats
    unknown: tuple[str, ...] = ()
    passed: npt.NDArray[np.int64] | None = None

    def doubtful(self, end: Endpoint) -> tuple[str, ...]:
        """Return the crossings on the way to a place of which nothing is known."""
        if self.passed is None:
            return ()
        bits = int(self.passed[self._node(end)])
        return tuple(place for at, place in enumerate(self.unknown) if bits >> at & 1)

    def _node(self, end: Endpoint) -> int:
        nodes = end.nodes or (int(self.network.u[end.edge]), int(self.network.v[end.edge]))
        return min(nodes, key=lambda node: self.value[node])

    def at(self, end: Endpoint) -> float:
        """Give what it takes to get to a place: to the nearer end of its edge."""
        return float(self.value[self._node(end)])

    def towns(self, gazetteer: Gazetteer) -> list[tuple[str, float, Endpoint]]:
        """Give the towns of the map that are reached, nearest first, with what it takes and where."""
        found = [(name, self.at(end), end) for name, end in gazetteer.town_ends.items()]
        reached = [one for one in found if np.isfinite(one[1])]
        return sorted(reached, key=lambda one: (one[1], one[0]))

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
                               "origin": self.origin.name, "doubtful": list(self._within(high))},
                "geometry": {"type": "MultiLineString", "coordinates": _rounded(lines)},
            }
            for low, high, lines in zip(lows, limits, self.bands(limits, most_class=most_class), strict=True)
        ]  # fmt: skip
        return {"type": "FeatureCollection", "features": features}

    def _within(self, limit: float) -> tuple[str, ...]:
        """Return the crossings of which nothing is known that ways within a limit pass."""
        if self.passed is None:
            return ()
        bits = int(np.bitwise_or.reduce(self.passed[self.value < limit], initial=0))
        return tuple(place for at, place in enumerate(self.unknown) if bits >> at & 1)


def _rounded(lines: Sequence[Floats]) -> list[Any]:
    """Write lines with three decimals; all are rounded at once."""
    if not lines:
        return []
    flat = np.round(np.concatenate(lines), 3).tolist()
    found, at = [], 0
    for line in lines:
        found.append(flat[at : at + len(line)])
        at += len(line)
    return found


def _passed(network: Network, found: Tree, unknown: Sequence[str]) -> npt.NDArray[np.int64]:
    """Return for each node, as bits, which of some crossings the way there passes."""
    marks = np.zeros(network.nodes + 1, dtype=np.int64)
    for bit, place in enumerate(unknown):
        for gateway in network.by_place[place]:
            for near, far in ((gateway.a, gateway.b), (gateway.b, gateway.a)):
                if found.before[far] == near:
                    marks[far] |= 1 << bit
    before = np.append(found.before, network.nodes).astype(np.int64)
    before[before < 0] = network.nodes
    for _ in range(int(np.ceil(np.log2(network.nodes + 2)))):
        marks |= marks[before]
        before = before[before]
    return marks[:-1]


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
        hours, usd, km or both (generalised), each by the way that takes the least of it.
    query
        Closures, day, cargo and modes; its objective is passed over.
    level
        Low, central or high costs.
    """
    query = query or Query()
    asked = replace(query, objective=_OBJECTIVES[measure], ends=(origin.country, ""))
    own = asked.price(network, price)
    table = {"hours": own.hours[level], "usd": own.usd[level],
             "km": np.tile(network.km.astype(np.float64), 2),
             "generalised": own.usd[level] + query.usd_per_hour * own.hours[level]}[measure]  # fmt: skip
    arcs = asked.arcs(network, price)
    arcs = np.where(np.isfinite(arcs), np.maximum(table, 1e-6), np.inf)
    found = tree(network, arcs, entries(network, origin, arcs, out=True))
    unknown = tuple(sorted(query.unknown))
    return Isochrones(
        network, origin, measure, found.distance, unknown, _passed(network, found, unknown)
    )
