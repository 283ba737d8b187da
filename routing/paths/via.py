"""Routes by way of other places: one search after the other, so that no crossing between them is lost."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from routing.costs.tariff import Tariff
from routing.errors import NoRouteError
from routing.network.network import Network
from routing.paths.query import Query, no_route_text
from routing.paths.routes import Route
from routing.paths.search import Endpoint, Path, shortest


def route_via(network: Network, price: Tariff, stops: Sequence[Endpoint], query: Query) -> Route:
    """Find the best route that passes some places in their order.

    At a crossing the route comes in on one side and goes on from that side, so that it is crossed, and paid, where
    the next place lies beyond it.

    Parameters
    ----------
    stops
        Origin, the places between, destination.

    Raises
    ------
    NoRouteError
        If one of the stretches has no route; the message names its closures.
    """
    asked = query.between(stops[0], stops[-1])
    for attempt in asked.attempts:
        arcs = attempt.arcs(network, price)
        states = [(one, Path((), 0.0)) for one in _sides(stops[0])]
        for stop in stops[1:]:
            states = [
                (side, min(found, key=lambda path: path.weight))
                for side in _sides(stop)
                if (found := [
                    Path((*before.pieces, *path.pieces), before.weight + path.weight)
                    for at, before in states
                    if (path := shortest(network, arcs, at, side)) is not None
                ])
            ]  # fmt: skip
        if states:
            _, best = min(states, key=lambda state: state[1].weight)
            return asked.route(network, price, best, stops[0], stops[-1])
    for one, two in pairwise(stops):
        if all(shortest(network, a.arcs(network, price), one, two) is None for a in asked.attempts):
            raise NoRouteError(no_route_text(network, price, one, two, asked))
    raise NoRouteError(f"no route from {stops[0].name} to {stops[-1].name} by the others")


def _sides(stop: Endpoint) -> list[Endpoint]:
    """Part an End of several nodes into one End for each."""
    if len(stop.nodes) < 2:
        return [stop]
    return [replace(stop, nodes=(node,)) for node in stop.nodes]
