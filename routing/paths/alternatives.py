"""Alternatives: ways that differ in earnest from the best one and from each other.

Candidates come from two sources: the best way once each gate that a way uses is closed in turn, and
the best way once the edges of the ways found so far weigh more (a penalty). Each is a shortest path
under some positive weights, so it passes no node twice. At sea the penalty falls on every lane alike: ships still take
the shortest way from quay to quay, and another way has to call elsewhere, or go by land. Of the candidates, in order of their true
weight, those are kept of which at most ``MOST_OVERLAP`` runs along one kept before: within
``ALONG_KM`` of it, over land or water, whichever of two parallel roads or lanes it takes.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from routing.costs.tariff import Tariff
from routing.errors import NoRouteError
from routing.network.incidents import on_sphere
from routing.network.network import GATEWAY, SEA, Network
from routing.paths.describe import line_of
from routing.paths.query import Query, no_route_text
from routing.paths.routes import Route
from routing.paths.search import Endpoint, Path, shortest

Floats = npt.NDArray[np.float64]

MOST_OVERLAP = 0.7
"""Largest share of the shorter of two ways that may run along the other."""
ALONG_KM = 20.0
"""How near a way is to another that it runs along."""
_STEP_KM = 10.0
PENALTY = 1.4
"""What the weight of an edge is multiplied by each time a way has used it."""


def alternatives(
    network: Network,
    price: Tariff,
    origin: Endpoint,
    destination: Endpoint,
    query: Query | None = None,
    *,
    number: int = 4,
    most_overlap: float = MOST_OVERLAP,
) -> list[Route]:
    """Find the best way and others that differ in earnest, best first.

    Parameters
    ----------
    number
        How many at most, the best one included; fewer if there are no more.
    most_overlap
        See ``MOST_OVERLAP``.

    Raises
    ------
    NoRouteError
        If there is no way at all.
    """
    query = (query or Query()).between(origin, destination)
    for attempt in query.attempts:
        arcs = attempt.arcs(network, price)
        best = shortest(network, arcs, origin, destination)
        if best is not None:
            break
    if best is None:
        raise NoRouteError(no_route_text(network, price, origin, destination, query))
    if not best.pieces:
        return [query.route(network, price, best, origin, destination)]
    found = [best]
    if number > 1:
        found += _by_closing(network, arcs, origin, destination, best, 2 * number)
        found += _by_penalty(network, arcs, origin, destination, found, 2 * number)
    kept: list[Path] = []
    lines: list[Floats] = []
    for path in sorted(found, key=lambda one: one.weight):
        line = samples(line_of(network, path))
        if len(kept) < number and all(overlap(line, other) <= most_overlap for other in lines):
            kept.append(path)
            lines.append(line)
    return [query.route(network, price, path, origin, destination) for path in kept]


def samples(line: Floats, *, step_km: float = _STEP_KM) -> Floats:
    """Give points at even steps along a line, on a sphere in km: shape (n, 3).

    Parameters
    ----------
    line
        (lon, lat), degrees.
    """
    points = on_sphere(line)
    steps = np.linalg.norm(np.diff(points, axis=0), axis=1)
    at = np.concatenate([[0.0], np.cumsum(steps)])
    wanted = np.arange(0.0, at[-1] + step_km, step_km)
    return np.stack([np.interp(wanted, at, points[:, axis]) for axis in range(3)], axis=1)


def overlap(one: Floats, two: Floats) -> float:
    """Give the share of the shorter of two ways that runs along the other, 0 to 1.

    Parameters
    ----------
    one, two
        As of ``samples``.
    """
    from scipy.spatial import cKDTree

    short, other = (one, two) if len(one) <= len(two) else (two, one)
    away, _ = cKDTree(other).query(short)
    return float((away <= ALONG_KM).mean())


def _true(network: Network, arcs: Floats, path: Path) -> Path:
    """Weigh a path found under other weights by the true ones."""
    numbers = [e if high > low else e + network.edges for e, low, high in path.pieces]
    shares = [abs(high - low) for _, low, high in path.pieces]
    return Path(path.pieces, float((arcs[numbers] * shares).sum()))


def _by_closing(
    network: Network, arcs: Floats, origin: Endpoint, destination: Endpoint, best: Path, most: int
) -> list[Path]:
    """Close each gate of the ways found in turn, those of the best first."""
    found: list[Path] = []
    queue = [(frozenset[int](), best)]
    tried: set[frozenset[int]] = {frozenset()}
    while queue and len(found) < most:
        closed, path = queue.pop(0)
        gateways = [e for e, _, _ in path.pieces if network.mode[e] == GATEWAY]
        for gateway in gateways:
            shut = closed | {gateway}
            if shut in tried or len(found) >= most:
                continue
            tried.add(shut)
            edges = np.array(sorted(shut))
            other = arcs.copy()
            other[np.concatenate([edges, edges + network.edges])] = np.inf
            route = shortest(network, other, origin, destination)
            if route is not None:
                found.append(route)
                queue.append((shut, route))
    return found


def _by_penalty(
    network: Network,
    arcs: Floats,
    origin: Endpoint,
    destination: Endpoint,
    found: list[Path],
    most: int,
) -> list[Path]:
    """Make what has been used dearer, and search again."""
    other = arcs.copy()
    routes: list[Path] = []
    last = found[0]
    for _ in range(most):
        edges = _penalised(network, last)
        other[edges] *= PENALTY
        other[edges + network.edges] *= PENALTY
        route = shortest(network, other, origin, destination)
        if route is None:
            break
        last = _true(network, arcs, route)
        routes.append(last)
    return routes


def _penalised(network: Network, path: Path) -> npt.NDArray[np.int64]:
    """Give the edges that a way makes dearer: its own, and with one of the sea all of the sea."""
    edges = np.array([edge for edge, _, _ in path.pieces], dtype=np.int64)
    if (network.mode[edges] == SEA).any():
        edges = np.union1d(edges, np.flatnonzero(network.mode == SEA))
    return edges
