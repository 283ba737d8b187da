"""The search: shortest ways over arrays of weights, from and to points on edges."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from routing.network.network import Network

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Endpoint:
    """Where a way begins or ends: a node, or a point on an edge.

    Parameters
    ----------
    name, lon, lat
        As shown; degrees, WGS84.
    nodes
        Numbers of the nodes where it may begin or end, at no cost: both sides of a crossing, the
        sea side of a port; empty for a point on an edge.
    edge, share
        The edge and how far along it from ``u``, 0 to 1; -1 for a node.
    off_km
        How far the place lies from where it is joined.
    place
        Canonical id of a port or a crossing, "" for a town.
    country
        ISO alpha-3 of the land in which it lies, ``SEA`` for the open sea, "" where it is not one country.
    beyond
        What is said of the way that leads on from here, where the place itself lies off the
        network; "" where it does not.
    """

    name: str
    lon: float
    lat: float
    nodes: tuple[int, ...] = ()
    edge: int = -1
    share: float = 0.0
    off_km: float = 0.0
    place: str = ""
    country: str = ""
    beyond: str = ""


@dataclass(frozen=True)
class Path:
    """A way as pieces of edges in travel order.

    Parameters
    ----------
    pieces
        Of each: the edge, from which share to which; backwards if the first is the larger.
    weight
        What its edges' weights add up to.
    """

    pieces: tuple[tuple[int, float, float], ...]
    weight: float

    def arcs(self, edges: int) -> tuple[tuple[int, float], ...]:
        """Return its arcs in travel order, each with the share of it that is used.

        Parameters
        ----------
        edges
            Number of the Network's edges.
        """
        return tuple(
            (edge if high > low else edge + edges, abs(high - low))
            for edge, low, high in self.pieces
        )


@dataclass(frozen=True)
class Tree:
    """The cheapest ways from an End to every node.

    Parameters
    ----------
    distance
        Weight to each node; infinite where no way leads.
    before
        The node before each on its way; the number of nodes where the way begins.
    """

    distance: Floats
    before: npt.NDArray[np.int32]


def arc_weights(weights: Floats, closed: npt.NDArray[np.int64] | None = None) -> Floats:
    """Return the weights of all arcs with an infinite one for those that are closed."""
    both = weights.copy()
    if closed is not None and len(closed):
        both[closed] = np.inf
    return both


def entries(network: Network, end: Endpoint, arcs: Floats, *, out: bool) -> list[tuple[int, float]]:
    """Give the nodes by which a way leaves (or, with ``out`` False, reaches) an End, with weights."""
    if end.nodes:
        return [(node, 0.0) for node in end.nodes]
    edge, share = end.edge, end.share
    forward, reverse = float(arcs[edge]), float(arcs[network.edges + edge])
    if not out:
        forward, reverse = reverse, forward
    return [(int(network.u[edge]), share * reverse), (int(network.v[edge]), (1 - share) * forward)]


def tree(network: Network, arcs: Floats, start: Sequence[tuple[int, float]], *,
         reverse: bool = False, limit: float = np.inf) -> Tree:  # fmt: skip
    """Find the cheapest ways from some nodes to all.

    Parameters
    ----------
    arcs
        Weights of both directions, as of ``arc_weights``.
    start
        Nodes with what it takes to be there.
    reverse
        Find the ways to these nodes instead.
    limit
        Go no farther than this.
    """
    from scipy.sparse import csr_array
    from scipy.sparse.csgraph import dijkstra

    indptr, indices, arc = network.arcs
    n = network.nodes
    if reverse:
        arc = np.where(arc >= network.edges, arc - network.edges, arc + network.edges)
    nodes = np.array([node for node, _ in start], dtype=np.int32)
    data = np.concatenate([arcs[arc], [max(w, 1e-12) for _, w in start]])
    matrix = csr_array(
        (
            data,
            np.concatenate([indices, nodes]),
            np.append(indptr, np.int32(len(data))),
        ),
        shape=(n + 1, n + 1),
    )
    distance, before = dijkstra(
        matrix, directed=True, indices=n, return_predecessors=True, limit=limit
    )
    return Tree(distance[:n], np.where(before == n, n, before)[:n])


def shortest(
    network: Network,
    arcs: Floats,
    origin: Endpoint,
    destination: Endpoint,
    *,
    limit: float = np.inf,
) -> Path | None:
    """Find the cheapest way between two Ends; None if there is none within a weight."""
    from_origin = tree(network, arcs, entries(network, origin, arcs, out=True), limit=limit)
    return path_to(network, arcs, from_origin, origin, destination)


def path_to(
    network: Network, arcs: Floats, found: Tree, origin: Endpoint, destination: Endpoint
) -> Path | None:
    """Read the way to an End from the tree of an origin; None if there is none."""
    best, weight = -1, np.inf
    for node, rest in entries(network, destination, arcs, out=False):
        if found.distance[node] + rest < weight:
            best, weight = node, float(found.distance[node] + rest)
    if origin.edge >= 0 and origin.edge == destination.edge:
        edge = origin.edge + (network.edges if destination.share < origin.share else 0)
        direct = abs(destination.share - origin.share) * float(arcs[edge])
        if direct <= weight:
            return Path(((origin.edge, origin.share, destination.share),), direct)
    if best < 0:
        return None
    nodes = [best]
    while found.before[nodes[-1]] != network.nodes:
        nodes.append(int(found.before[nodes[-1]]))
    nodes.reverse()
    pieces = _whole(network, arcs, np.array(nodes, dtype=np.int64))
    if origin.edge >= 0:
        pieces.insert(0, (origin.edge, origin.share, _share(network, origin.edge, nodes[0])))
    if destination.edge >= 0:
        share = _share(network, destination.edge, nodes[-1])
        pieces.append((destination.edge, share, destination.share))
    return Path(tuple(p for p in pieces if p[1] != p[2]), weight)


def _share(network: Network, edge: int, node: int) -> float:
    return 0.0 if node == network.u[edge] else 1.0


def _whole(
    network: Network, arcs: Floats, nodes: npt.NDArray[np.int64]
) -> list[tuple[int, float, float]]:
    """Return the lightest edges between the nodes of a path, each in the direction of travel."""
    keys, order = network.pairs
    wanted = nodes[:-1] * network.nodes + nodes[1:]
    first, last = np.searchsorted(keys, wanted), np.searchsorted(keys, wanted, side="right")
    best = order[np.minimum(first, len(order) - 1)].copy()
    for at in np.flatnonzero(last - first > 1).tolist():
        some = order[first[at] : last[at]]
        best[at] = some[np.argmin(arcs[some])]
    edges = network.edges
    return [(arc, 0.0, 1.0) if arc < edges else (arc - edges, 1.0, 0.0) for arc in best.tolist()]
