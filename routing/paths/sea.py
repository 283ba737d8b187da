"""The sea: the quays from which a ship can reach the open ocean on a day."""

from __future__ import annotations

import numpy as np

from routing.costs.flow import SEA as SEA_CODE
from routing.errors import NoRouteError
from routing.network.network import Network
from routing.paths.routes import Floats
from routing.paths.search import Endpoint

OPEN_SEA = "IN-BOM"
"""A port whose offing is the open sea, whether or not ships may call there: quays from which no lane
leads to it (the Caspian's) are not the sea's."""
COUNTRIES = frozenset({"IRN", "PAK"})
NAME = "the sea"


def open_quays(network: Network, arcs: Floats) -> tuple[tuple[int, str], ...]:
    """Give the sea sides, and ids, of the ports of Iran and Pakistan that ships can reach.

    Parameters
    ----------
    network, arcs
        Weights of both directions of every edge; closed ones are infinite.

    Raises
    ------
    NoRouteError
        If no ship reaches any of them.
    """
    ocean = next((gateway for gateway in network.gateways if gateway.place == OPEN_SEA), None)
    if ocean is not None:
        reached = _afloat(network, arcs, network.anchorages[ocean.number])
        found = tuple(
            (gateway.a, gateway.place)
            for gateway in network.gateways
            if gateway.kind == "port" and gateway.country_a in COUNTRIES and gateway.a in reached
        )
        if found:
            return found
    raise NoRouteError("no ship reaches any port of Iran or Pakistan; reopen one of them")


def _afloat(network: Network, arcs: Floats, start: int) -> frozenset[int]:
    """Return the nodes that a ship reaches from a node at sea."""
    from scipy.sparse import csr_array
    from scipy.sparse.csgraph import breadth_first_order

    edges, nodes, at = network.waters
    number = len(edges)
    u, v = at[:number], at[number:]
    forward, reverse = (np.isfinite(arcs[edges + offset]) for offset in (0, network.edges))
    rows, columns = (
        np.concatenate([u[forward], v[reverse]]),
        np.concatenate([v[forward], u[reverse]]),
    )
    graph = csr_array((np.ones(len(rows)), (rows, columns)), shape=(len(nodes), len(nodes)))
    origin = int(np.searchsorted(nodes, start))
    order = breadth_first_order(graph, origin, return_predecessors=False)
    return frozenset(nodes[order].tolist())


def ocean_sink(network: Network, arcs: Floats) -> Endpoint:
    """Give the sea as a place to go to: whichever open quay is best.

    Raises
    ------
    NoRouteError
        If no ship reaches any port of Iran or Pakistan.
    """
    nodes = tuple(node for node, _ in open_quays(network, arcs))
    return Endpoint(NAME, 0.0, 0.0, nodes=nodes, country=SEA_CODE)
