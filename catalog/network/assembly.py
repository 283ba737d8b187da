"""Pieces of a network under construction: edges that can be cut at points and joined to others."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import numpy.typing as npt
import shapely
import shapely.ops

from catalog.network.graph import GEOD, Graph, length_km

NO_GATEWAY = ""
_STUB_KM = 100.0


@dataclass
class NetworkBuilder:
    """Edges of all modes with common node numbers, as lists that grow.

    Parameters
    ----------
    u, v, km, mode, cls, country, gateway
        By edge; ``gateway`` is "" or the key of the gateway that the edge is.
    lines
        EPSG:4326, from ``u`` to ``v``.
    nodes
        How many there are so far.
    """

    u: list[int] = field(default_factory=list)
    v: list[int] = field(default_factory=list)
    km: list[float] = field(default_factory=list)
    mode: list[str] = field(default_factory=list)
    cls: list[int] = field(default_factory=list)
    country: list[str] = field(default_factory=list)
    gateway: list[str] = field(default_factory=list)
    lines: list[Any] = field(default_factory=list)
    nodes: int = 0

    def node(self) -> int:
        """Return a new node's number."""
        self.nodes += 1
        return self.nodes - 1

    def add(
        self,
        u: int,
        v: int,
        line: Any,
        mode: str,
        *,
        km: float | None = None,
        cls: int = 0,
        country: str = "",
        gateway: str = NO_GATEWAY,
    ) -> None:
        """Add one edge; its length is that of its line unless told."""
        self.u.append(u)
        self.v.append(v)
        self.km.append(length_km(line) if km is None else km)
        self.mode.append(mode)
        self.cls.append(cls)
        self.country.append(country)
        self.gateway.append(gateway)
        self.lines.append(line)


@dataclass(frozen=True)
class Layer:
    """One mode's graph with what is known of its edges.

    Parameters
    ----------
    graph
        Its edges.
    mode
        road or rail.
    cls
        Class of each edge.
    side
        Country of each node, ISO alpha-3.
    """

    graph: Graph
    mode: str
    cls: npt.NDArray[np.int64]
    side: npt.NDArray[np.str_]

    @property
    def border(self) -> npt.NDArray[np.bool_]:
        """Edges whose ends lie in different countries."""
        crossing: npt.NDArray[np.bool_] = self.side[self.graph.u] != self.side[self.graph.v]
        return crossing


@dataclass(frozen=True)
class Point:
    """Where something is joined to a layer: the edge, how far along, how far off."""

    edge: int
    share: float
    lon: float
    lat: float
    off_km: float


def usable_edges(layer: Layer) -> npt.NDArray[np.bool_]:
    """Return which edges may be joined to: on no stub that the tiles cut off."""
    from scipy.sparse import csr_array
    from scipy.sparse.csgraph import connected_components

    graph = layer.graph
    shape = (graph.nodes, graph.nodes)
    joined = csr_array((np.ones(len(graph.u)), (graph.u, graph.v)), shape=shape)
    label = connected_components(joined, directed=False)[1]
    reach = np.bincount(label[graph.u], weights=graph.km, minlength=label.max() + 1)
    least = _STUB_KM if layer.mode == "road" else 0.0
    usable: npt.NDArray[np.bool_] = reach[label[graph.u]] >= least
    return usable


def snapped(layer: Layer, lon: float, lat: float, usable: npt.NDArray[np.bool_]) -> Point:
    """Join a point to the nearest usable edge.

    Raises
    ------
    NoPathError
        If none lies within 30 km.
    """
    edge, share = layer.graph.snap(lon, lat, usable)
    met = layer.graph.lines[edge].interpolate(share, normalized=True)
    return Point(edge, share, met.x, met.y, GEOD.inv(lon, lat, met.x, met.y)[2] / 1000)


def insert_points(builder: NetworkBuilder, layer: Layer, points: Sequence[Point]) -> list[int]:
    """Copy a layer's edges, cut where points lie.

    Returns
    -------
    nodes
        Number of the node at each point, in the order given.
    """
    base = builder.nodes
    builder.nodes += len(layer.side)
    at: Mapping[int, list[int]] = defaultdict(list)
    for number, point in enumerate(points):
        at[point.edge].append(number)
    found = [-1] * len(points)
    graph = layer.graph
    for edge in range(len(graph.u)):
        u, v = base + int(graph.u[edge]), base + int(graph.v[edge])
        line, km = graph.lines[edge], float(graph.km[edge])
        cls, country = int(layer.cls[edge]), str(layer.side[graph.u[edge]])
        start, before = u, 0.0
        for number in sorted(at.get(edge, ()), key=lambda one: points[one].share):
            share = points[number].share
            if share <= 1e-9:
                found[number] = u
            elif share >= 1 - 1e-9:
                found[number] = v
            elif share - before <= 1e-9:
                found[number] = start
            else:
                found[number] = builder.node()
                part = shapely.ops.substring(line, before, share, normalized=True)
                length = (share - before) * km
                builder.add(
                    start, found[number], part, layer.mode, km=length, cls=cls, country=country
                )
                start, before = found[number], share
        rest = shapely.ops.substring(line, before, 1, normalized=True) if before else line
        builder.add(start, v, rest, layer.mode, km=(1 - before) * km, cls=cls, country=country)
    return found


def straight_km(points: Sequence[Any]) -> Any:
    """Measure between each line's ends: no edge is shorter, whatever its share of a cut one."""
    ends = np.array([(*line[0], *line[-1]) for line in points])
    return GEOD.inv(*ends.T)[2] / 1000


def renumber(builder: NetworkBuilder, pairs: Sequence[tuple[int, int]]) -> tuple[Any, Any, Any]:
    """Return the nodes that edges use numbers from 0 without gaps."""
    u, v = np.array(builder.u), np.array(builder.v)
    used = np.unique(np.concatenate([u, v, np.array(pairs).ravel()]))
    numbers = np.full(builder.nodes, -1, dtype=np.int32)
    numbers[used] = np.arange(len(used), dtype=np.int32)
    return numbers[u], numbers[v], numbers
