"""The road or rail network as a graph: snapping to edges, shortest routes, their geometry."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
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

from catalog.problems import CatalogError, Problem
from catalog.tables.reading import read_table

GEOD = Geod(ellps="WGS84")
_SNAP_KM = 30.0
# Pieces of network shorter than this are stubs that the tiles' edges cut off.
_STUB_KM = 100.0

# How much longer than a trunk road a lesser one may seem: freight keeps to the main roads.
_ROAD_FACTORS: Mapping[int, float] = {1: 1.0, 2: 1.0, 3: 1.15, 4: 1.4, 5: 1.8}

LINKS = "edits/network_links.csv"
# How far from the end of a link its node may lie.
_LINK_KM = 0.1


class NoPathError(ValueError):
    """No route leads from one point to the other on the network."""


@dataclass(frozen=True)
class TracedPath:
    """A route on the network.

    Parameters
    ----------
    line
        EPSG:4326, generalised as the network's edges are.
    km
        Length along the ground as the edges tell it; on mountain roads the line is shorter.
    """

    line: BaseGeometry
    km: float


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
        Network id of the border crossing that an edge passes, "" for none, "unlisted" for a route
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
        NoPathError
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
        raise NoPathError(f"no path within {_SNAP_KM:g} km of {lon:.3f}, {lat:.3f}")

    def path(
        self,
        start: tuple[float, float],
        end: tuple[float, float],
        *,
        gateways: Collection[str] = (),
    ) -> TracedPath:
        """Find the shortest route between two points.

        Parameters
        ----------
        start, end
            (lon, lat); each is joined to the nearest edge.
        gateways
            Network ids of the border crossings that may be passed; all others are shut.

        Returns
        -------
        part
            From ``start``'s edge to ``end``'s.

        Raises
        ------
        NoPathError
            If there is none.
        """
        usable = self._connected(frozenset(gateways))
        first, at = self.snap(*start, usable)
        last, to = self.snap(*end, usable)
        if first == last:
            low, high = sorted((at, to))
            piece = shapely.ops.substring(self.lines[first], low, high, normalized=True)
            part = piece if at <= to else shapely.reverse(piece)
            return TracedPath(part, (high - low) * float(self.km[first]))
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
            raise NoPathError(f"no path from {start} to {end}")
        chain = [target]
        while chain[-1] != source:
            chain.append(int(before[chain[-1]]))
        chain.reverse()
        parts = [self._end(first, at, chain[1])]
        parts += [self._edge(one, two, usable) for one, two in pairwise(chain[1:-1])]
        out = self._end(last, to, chain[-2])
        parts.append(TracedPath(shapely.reverse(out.line), out.km))
        return TracedPath(joined([part.line for part in parts]), sum(part.km for part in parts))

    def _end(self, edge: int, share: float, node: int) -> TracedPath:
        """Return the part of an edge between a point on it and one of its ends."""
        line, km = self.lines[edge], float(self.km[edge])
        if node == self.u[edge]:
            part = shapely.ops.substring(line, 0, share, normalized=True)
            return TracedPath(shapely.reverse(part), share * km)
        return TracedPath(shapely.ops.substring(line, share, 1, normalized=True), (1 - share) * km)

    def _connected(self, gateways: frozenset[str]) -> npt.NDArray[np.bool_]:
        """Return which edges may be used: not shut, and on more than a stub of network."""
        if gateways not in self._open:
            usable = (self.crossing == "") | np.isin(self.crossing, list(gateways))
            shape = (self.nodes, self.nodes)
            keep = np.flatnonzero(usable)
            joined = csr_array((np.ones(len(keep)), (self.u[keep], self.v[keep])), shape=shape)
            label = connected_components(joined, directed=False)[1]
            reach = np.bincount(
                label[self.u[keep]], weights=self.km[keep], minlength=label.max() + 1
            )
            self._open[gateways] = usable & (reach[label[self.u]] >= _STUB_KM)
        return self._open[gateways]

    @cached_property
    def _open(self) -> dict[frozenset[str], npt.NDArray[np.bool_]]:
        return {}

    @cached_property
    def _between(self) -> dict[tuple[int, int], list[int]]:
        found: dict[tuple[int, int], list[int]] = {}
        for number, (one, two) in enumerate(zip(self.u.tolist(), self.v.tolist(), strict=True)):
            found.setdefault((min(one, two), max(one, two)), []).append(number)
        return found

    def _edge(self, one: int, two: int, usable: npt.NDArray[np.bool_]) -> TracedPath:
        numbers = [k for k in self._between[min(one, two), max(one, two)] if usable[k]]
        edge = min(numbers, key=lambda number: (self.weight[number], number))
        line = self.lines[edge]
        forward = self.u[edge] == one
        return TracedPath(line if forward else shapely.reverse(line), float(self.km[edge]))


def roads(sources: Path) -> Graph:
    """Read the main roads of six countries; lesser roads weigh more than they are long."""
    edges = pd.read_parquet(sources / "network" / "core_road_edges.parquet")
    factor = edges["cls"].map(_ROAD_FACTORS).fillna(2.0).to_numpy()
    km = edges["km"].to_numpy(dtype=float)
    graph = Graph(
        edges["u"].to_numpy(),
        edges["v"].to_numpy(),
        km,
        km * factor,
        edges["crossing"].fillna("").to_numpy(dtype=str),
        shapely.from_wkb(edges["geometry"].to_numpy()),
    )
    return _linked(graph, sources, "road")


def railways(sources: Path) -> Graph:
    """Read the railways of six countries; borders are not tagged, gauges not told apart."""
    edges = pd.read_parquet(sources / "network" / "core_rail_edges.parquet")
    km = edges["km"].to_numpy(dtype=float)
    ids = {node: n for n, node in enumerate(sorted(set(edges["u"]) | set(edges["v"])))}
    graph = Graph(
        edges["u"].map(ids).to_numpy(),
        edges["v"].map(ids).to_numpy(),
        km,
        km,
        np.full(len(edges), "", dtype=str),
        shapely.from_wkb(edges["geometry"].to_numpy()),
    )
    return _linked(graph, sources, "rail")


def _linked(graph: Graph, sources: Path, mode: str) -> Graph:
    """Close the gaps that ``edits/network_links.csv`` lists: routes that the tiles' edges cut.

    Raises
    ------
    CatalogError
        If a link ends where the network has no node.
    """
    rows = [row for row in read_table(sources, LINKS) if row["mode"] == mode]
    nodes = np.concatenate([graph.u, graph.v])
    points = np.concatenate([shapely.get_point(graph.lines, at) for at in (0, -1)])
    tree = shapely.STRtree(points)
    ends: list[list[int]] = [[], []]
    problems: list[Problem] = []
    lines = []
    for row in rows:
        line = []
        for side, found in zip(("from", "to"), ends, strict=True):
            lon, lat = float(row[f"{side}_lon"]), float(row[f"{side}_lat"])
            near = int(tree.nearest(shapely.Point(lon, lat)))
            away = GEOD.inv(lon, lat, points[near].x, points[near].y)[2] / 1000
            if away > _LINK_KM:
                text = f"no node of the {mode} network within {_LINK_KM:g} km of {lon}, {lat}"
                problems.append(row.problem(f"{text}; the nearest is {away:.1f} km off"))
            found.append(int(nodes[near]))
            line.append(points[near])
        lines.append(shapely.LineString(line))
    if problems:
        raise CatalogError(problems)
    km = np.array([length_km(line) for line in lines])
    return Graph(
        np.concatenate([graph.u, np.array(ends[0], dtype=np.int64)]),
        np.concatenate([graph.v, np.array(ends[1], dtype=np.int64)]),
        np.concatenate([graph.km, km]),
        np.concatenate([graph.weight, km]),
        np.concatenate([graph.crossing, np.full(len(lines), "", dtype=str)]),
        np.concatenate([graph.lines, np.array(lines, dtype=object)]),
    )


def joined(lines: Iterable[BaseGeometry]) -> BaseGeometry:
    """Put lines end to end; a point that follows itself is left out."""
    points = np.concatenate([shapely.get_coordinates(line) for line in lines])
    distinct = np.ones(len(points), dtype=bool)
    distinct[1:] = (points[1:] != points[:-1]).any(axis=1)
    return shapely.LineString(points[distinct])


def length_km(line: BaseGeometry) -> float:
    """Measure a line on the WGS84 ellipsoid, in km."""
    return abs(float(GEOD.geometry_length(line))) / 1000
