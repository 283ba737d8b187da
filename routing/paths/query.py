"""Queries: what is asked of a Network, and the best way that answers it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date

import numpy as np

from routing.costs.flow import GOODS, Flow
from routing.costs.tariff import (
    USD_PER_HOUR,
    Objective,
    Tariff,
    modes_allowed,
    weights,
    weights_by_modes,
)
from routing.errors import NoRouteError
from routing.network.closures import Closure, closed_arcs
from routing.network.network import Bools, Network
from routing.paths.describe import route_from_path
from routing.paths.marks import shorter_day, shut_end, standing_lorries
from routing.paths.routes import Floats, Note, Route
from routing.paths.search import Endpoint, Path, arc_weights, entries, shortest, tree

_ALL = frozenset({"road", "rail", "sea"})


@dataclass(frozen=True)
class Query:
    """What is asked of a Network, beside where from and where to.

    Parameters
    ----------
    objective
        What is to be least.
    closures
        In force on the day; the others are passed over.
    day
        None for every closure, whatever its days.
    cargo
        transit or bilateral.
    incidents_per_edge
        Incidents near each edge, for the safest way.
    planned
        Let ways that are not built be used.
    modes
        road, rail and sea, or fewer; empty for all. For the shortest way, empty means the road
        alone where it leads there, as published distances do, and all modes where it does not.
    notes
        By canonical id of the gate.
    usd_per_hour
        What an hour is worth, for the generalised cost.
    goods
        Class of the goods, of ``routing.costs.flow``.
    ends
        ISO alpha-3 of the goods' ends: prices by sea and bans of two countries depend on them.
    unknown
        Canonical ids of the crossings of which nothing is known on the day.
    """

    objective: Objective = "generalised"
    closures: tuple[Closure, ...] = ()
    day: date | None = None
    cargo: str = "transit"
    incidents_per_edge: Floats | None = field(default=None, compare=False)
    planned: bool = False
    modes: frozenset[str] = frozenset()
    notes: Mapping[str, Note] = field(default_factory=dict)
    usd_per_hour: float = USD_PER_HOUR
    goods: str = GOODS[0]
    ends: tuple[str, str] = ("", "")
    unknown: frozenset[str] = frozenset()

    def between(self, origin: Endpoint, destination: Endpoint) -> Query:
        """Return the question for goods between two Ends."""
        return replace(self, ends=(origin.country, destination.country))

    @property
    def flow(self) -> Flow:
        """What prices depend on beside the way."""
        return Flow(*self.ends, self.day, self.goods)

    @property
    def known_open(self) -> Query:
        """The question over crossings of which it is known that they are open."""
        shut = (
            Closure(place, cause="status unknown", source="the ledger")
            for place in sorted(self.unknown)
        )
        return replace(self, closures=(*self.closures, *shut))

    def price(self, network: Network, price: Tariff) -> Tariff:
        """Return the prices of its day, goods and ends."""
        waits = tuple(
            extra
            for closure in self.closures
            if closure.hours_a_day is not None and closure.holds(self.day)
            for extra in shorter_day(network, closure)
        )
        return price.on(network, self.flow, waits)

    def route(
        self, network: Network, price: Tariff, path: Path, origin: Endpoint, destination: Endpoint
    ) -> Route:
        """Describe a path that answers the question, with the notes on the gates that it passes."""
        own = self.price(network, price)
        found = route_from_path(network, own, path, origin, destination, self.objective)
        return self.marked(network, price, found)

    def marked(self, network: Network, price: Tariff, found: Route) -> Route:
        """Put the notes of the question's day on a route."""
        own, origin, destination = self.price(network, price), found.origin, found.destination
        notes = [self.notes[place] for place in found.places if place in self.notes]
        notes += [
            note
            for end in dict.fromkeys((origin.place, destination.place))
            if (note := shut_end(network, found, end, self.closures, day=self.day,
                                 cargo=self.cargo, ends=self.ends))
        ]  # fmt: skip
        return replace(found, notes=(*notes, *standing_lorries(network, own, found)))

    @property
    def attempts(self) -> tuple[Query, ...]:
        """The questions to ask one after the other until one has an answer."""
        if self.objective == "shortest" and not self.modes:
            return (replace(self, modes=frozenset({"road"})), replace(self, modes=_ALL))
        return (self,)

    def arcs(self, network: Network, price: Tariff) -> Floats:
        """Give the weights of both directions of every edge; the closed ones are infinite."""
        modes = frozenset() if self.modes == _ALL else self.modes
        own = self.price(network, price)
        if self.objective == "safest":
            base = weights(network, own, "safest", incidents_per_edge=self.incidents_per_edge,
                           planned=self.planned)  # fmt: skip
            if modes:
                base[np.tile(~modes_allowed(network, modes), 2)] = np.inf
        else:
            base = weights_by_modes(network, own, self.objective, modes, planned=self.planned,
                                    usd_per_hour=self.usd_per_hour)  # fmt: skip
        closed = closed_arcs(network, self.closures, day=self.day, cargo=self.cargo, ends=self.ends)
        return arc_weights(base, closed)


def shortest_route(
    network: Network,
    price: Tariff,
    origin: Endpoint,
    destination: Endpoint,
    query: Query | None = None,
) -> Route:
    """Find the best way between two places.

    Parameters
    ----------
    network, price
        Never modified.
    origin, destination
        Of ``routing.places``.
    query
        Objective and closures; the best way over the bare network if None.

    Raises
    ------
    NoRouteError
        If every way is closed, or there is none; the message names the closures.
    """
    query = (query or Query()).between(origin, destination)
    for attempt in query.attempts:
        found = shortest(network, attempt.arcs(network, price), origin, destination)
        if found is not None:
            return query.route(network, price, found, origin, destination)
    raise NoRouteError(no_route_text(network, price, origin, destination, query))


def no_route_text(
    network: Network, price: Tariff, origin: Endpoint, destination: Endpoint, query: Query
) -> str:
    """Say that there is no way, and which closures stand in it.

    In the way is what is closed between what can still be reached from the origin and the rest.
    """
    on = f" on {query.day.isoformat()}" if query.day else ""
    text = f"no route from {origin.name} to {destination.name}{on}"
    bare = replace(query, closures=())
    if all(
        shortest(network, one.arcs(network, price), origin, destination) is None
        for one in bare.attempts
    ):
        modes = f" by {' or '.join(sorted(query.modes))}" if query.modes else ""
        return f"{text}; the network has none{modes}, whatever is closed"
    arcs = query.attempts[-1].arcs(network, price)
    reached = np.isfinite(tree(network, arcs, entries(network, origin, arcs, out=True)).distance)
    shut = sorted(
        {
            closure.place
            for closure in query.closures
            if _closed_between(network, closure, reached, query)
        }
    )
    return f"{text}; closed: {', '.join(shut)}"


def _closed_between(network: Network, closure: Closure, reached: Bools, query: Query) -> bool:
    arcs = closed_arcs(network, [closure], day=query.day, cargo=query.cargo, ends=query.ends)
    edges = arcs % network.edges
    return bool((reached[network.u[edges]] != reached[network.v[edges]]).any())
