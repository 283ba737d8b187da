"""The road or rail network as a graph: snapping to edges, shortest ways, their geometry."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pandas as pd
import shapely
import shapely.ops
from pyproj import Geod
from scipy.sparse import csr_array
from scipy.sparse.csgraph import connected_components, dijkstra
from shapely.geometry.base import BaseGeometry

GEOD = Geod(ellps="WGS84")
_SNAP_KM = 30.0
# Pieces of network shorter than this are stubs that the tiles' edges cut off.
_STUB_KM = 100.0

# How much longer than a trunk road a lesser one may seem: freight keeps to the main roads.
_ROAD_FACTORS: Mapping[int, float] = {1: 1.0, 2: 1.0, 3: 1.15, 4: 1.4, 5: 1.8}


class NoWayError(ValueError):
    """No way leads from one point to the other on the network."""


@dataclass(frozen=True)
class Graph:
    """Edges of one mode.

    Parameters
    ----------
    u, v
        Node numbers of each edge's ends, from 0.
    km
        Length of each edge.
    weight
        What the search adds up, in km of trunk road.
    crossing
        Network id of the border crossing that an edge passes, "" for none, "unlisted" for a way
        over the border that is not among the crossings.
    lines
        Geometry of each edge from ``u`` to ``v``, EPSG:4326.
    """

    u: npt.NDArray[np.int64]
    v: npt.NDArray[np.int64]
    km: npt.NDArray[np.float64]
    weight: npt.NDArray[np.float64]
    crossing: npt.NDArray[np.str_]
    lines: npt.NDArray[np.object_]

    @cached_property
    def nodes(self) -> int:
        """Number of nodes."""
        return int(max(self.u.max(), self.v.max())) + 1

    @cached_property
    def tree(self) -> shapely.STRtree:
        """Index of the edges."""
        return shapely.STRtree(self.lines)

    def snap(self, lon: float, lat: float, usable: npt.NDArray[np.bool_]) -> tuple[int, float]:
        """Find the nearest usable edge to a point.

        Returns
        -------
        edge, share
            Number of the edge and how far along it, 0 to 1.

        Raises
        ------
        NoWayError
            If none lies within 30 km.
        """
        point = shapely.Point(lon, lat)
        near = self.tree.query(shapely.buffer(point, 0.4))
        near = near[usable[near]]
        if len(near):
            distances = shapely.distance(self.lines[near], point)
            edge = int(near[np.lexsort((near, distances))[0]])
            line = self.lines[edge]
            share = float(line.project(point, normalized=True))
            met = line.interpolate(share, normalized=True)
            if GEOD.inv(lon, lat, met.x, met.y)[2] / 1000 <= _SNAP_KM:
                return edge, share
        raise NoWayError(f"no way within {_SNAP_KM:g} km of {lon:.3f}, {lat:.3f}")

    def path(
        self,
        start: tuple[float, float],
        end: tuple[float, float],
        *,
        gates: Collection[str] = (),
    ) -> BaseGeometry:
        """Find the shortest way between two points.

        Parameters
        ----------
        start, end
            (lon, lat); each is joined to the nearest edge.
        gates
            Network ids of the border crossings that may be passed; all others are shut.

        Returns
        -------
        line
            From ``start``'s edge to ``end``'s, EPSG:4326.

        Raises
        ------
        NoWayError
            If there is none.
        """
        usable = self._connected(frozenset(gates))
        first, at = self.snap(*start, usable)
        last, to = self.snap(*end, usable)
        if first == last:
            low, high = sorted((at, to))
            piece = shapely.ops.substring(self.lines[first], low, high, normalized=True)
            return piece if at <= to else shapely.reverse(piece)
        n = self.nodes
        source, target = n, n + 1
        ends = [
            (source, self.u[first], at * self.weight[first]),
            (source, self.v[first], (1 - at) * self.weight[first]),
            (self.u[last], target, to * self.weight[last]),
            (self.v[last], target, (1 - to) * self.weight[last]),
        ]
        keep = np.flatnonzero(usable)
        rows = np.concatenate([self.u[keep], [int(one) for one, _, _ in ends]])
        columns = np.concatenate([self.v[keep], [int(two) for _, two, _ in ends]])
        weights = np.concatenate([self.weight[keep], [max(w, 1e-6) for _, _, w in ends]])
        order = np.lexsort((weights, columns, rows))
        rows, columns, weights = rows[order], columns[order], weights[order]
        single = np.ones(len(rows), dtype=bool)
        single[1:] = (rows[1:] != rows[:-1]) | (columns[1:] != columns[:-1])
        matrix = csr_array((weights[single], (rows[single], columns[single])), shape=(n + 2, n + 2))
        cost, before = dijkstra(matrix, directed=False, indices=source, return_predecessors=True)
        if not np.isfinite(cost[target]):
            raise NoWayError(f"no way from {start} to {end}")
        chain = [target]
        while chain[-1] != source:
            chain.append(int(before[chain[-1]]))
        chain.reverse()
        return self._line(chain, first, at, last, to, usable)

    def _line(
        self,
        chain: list[int],
        first: int,
        at: float,
        last: int,
        to: float,
        usable: npt.NDArray[np.bool_],
    ) -> BaseGeometry:
        pieces = [self._end(first, at, chain[1])]
        for one, two in pairwise(chain[1:-1]):
            pieces.append(self._edge(one, two, usable))
        pieces.append(shapely.reverse(self._end(last, to, chain[-2])))
        points = np.concatenate([shapely.get_coordinates(piece) for piece in pieces])
        distinct = np.ones(len(points), dtype=bool)
        distinct[1:] = (points[1:] != points[:-1]).any(axis=1)
        return shapely.LineString(points[distinct])

    def _end(self, edge: int, share: float, node: int) -> BaseGeometry:
        """Give the part of an edge between a point on it and one of its ends."""
        line = self.lines[edge]
        if node == self.u[edge]:
            return shapely.reverse(shapely.ops.substring(line, 0, share, normalized=True))
        return shapely.ops.substring(line, share, 1, normalized=True)

    def _connected(self, gates: frozenset[str]) -> npt.NDArray[np.bool_]:
        """Tell which edges may be used: not shut, and on more than a stub of network."""
        if gates not in self._open:
            usable = (self.crossing == "") | np.isin(self.crossing, list(gates))
            shape = (self.nodes, self.nodes)
            keep = np.flatnonzero(usable)
            joined = csr_array((np.ones(len(keep)), (self.u[keep], self.v[keep])), shape=shape)
            label = connected_components(joined, directed=False)[1]
            reach = np.bincount(
                label[self.u[keep]], weights=self.km[keep], minlength=label.max() + 1
            )
            self._open[gates] = usable & (reach[label[self.u]] >= _STUB_KM)
        return self._open[gates]

    @cached_property
    def _open(self) -> dict[frozenset[str], npt.NDArray[np.bool_]]:
        return {}

    @cached_property
    def _between(self) -> dict[tuple[int, int], list[int]]:
        found: dict[tuple[int, int], list[int]] = {}
        for number, (one, two) in enumerate(zip(self.u.tolist(), self.v.tolist(), strict=True)):
            found.setdefault((min(one, two), max(one, two)), []).append(number)
        return found

    def _edge(self, one: int, two: int, usable: npt.NDArray[np.bool_]) -> BaseGeometry:
        numbers = [k for k in self._between[min(one, two), max(one, two)] if usable[k]]
        edge = min(numbers, key=lambda number: (self.weight[number], number))
        line = self.lines[edge]
        return line if self.u[edge] == one else shapely.reverse(line)


def roads(sources: Path) -> Graph:
    """Read the main roads of six countries; lesser roads weigh more than they are long."""
    edges = pd.read_parquet(sources / "network" / "core_road_edges.parquet")
    factor = edges["cls"].map(_ROAD_FACTORS).fillna(2.0).to_numpy()
    km = edges["km"].to_numpy(dtype=float)
    return Graph(
        edges["u"].to_numpy(),
        edges["v"].to_numpy(),
        km,
        km * factor,
        edges["crossing"].fillna("").to_numpy(dtype=str),
        shapely.from_wkb(edges["geometry"].to_numpy()),
    )


def railways(sources: Path) -> Graph:
    """Read the railways of six countries; borders are not tagged, gauges not told apart."""
    edges = pd.read_parquet(sources / "network" / "core_rail_edges.parquet")
    km = edges["km"].to_numpy(dtype=float)
    ids = {node: n for n, node in enumerate(sorted(set(edges["u"]) | set(edges["v"])))}
    return Graph(
        edges["u"].map(ids).to_numpy(),
        edges["v"].map(ids).to_numpy(),
        km,
        km,
        np.full(len(edges), "", dtype=str),
        shapely.from_wkb(edges["geometry"].to_numpy()),
    )


def length_km(line: BaseGeometry) -> float:
    """Measure a line on the WGS84 ellipsoid, in km."""
    return abs(float(GEOD.geometry_length(line))) / 1000
