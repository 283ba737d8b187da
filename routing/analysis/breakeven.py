"""Break-even: at how many hours, or dollars, at a gate another way becomes the better one.

A way passes a gate at most once, so what the best way takes is the lesser of two straight lines:
the best way through the gate, which rises with the wait, and the best way without it, which does
not. The lines meet at one point, which is computed, not searched for.
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

from routing.errors import NoRouteError
from routing.network.closures import Closure
from routing.paths.query import Query
from routing.paths.routes import Route
from routing.paths.search import Endpoint, Path, entries, path_to, shortest, tree

if TYPE_CHECKING:
    from routing.model import Model

Unit = Literal["hours", "usd"]


@dataclass(frozen=True)
class Line:
    """What a way takes as a function of what is added at a gate: ``start + slope * added``."""

    label: str
    start: float
    slope: float

    def at(self, added: float) -> float:
        """Give what it takes when so much is added."""
        return self.start + self.slope * added


@dataclass(frozen=True)
class BreakEven:
    """Where two ways are worth the same.

    Parameters
    ----------
    place, unit
        The gate; hours or USD added there.
    through, around
        The best way that passes it and the best that does not; None if there is none.
    added
        How much more at the gate makes both equal: negative if the way around is the better one
        today; None if one of them does not exist.
    worth
        What an hour, or a dollar, adds to a way's weight by the objective asked.
    """

    place: str
    unit: Unit
    through: Route | None
    around: Route | None
    added: float | None
    worth: float = 1.0

    @property
    def lines(self) -> tuple[Line, ...]:
        """The two ways as lines, for a chart."""
        found = []
        for route, slope in ((self.through, 1.0), (self.around, 0.0)):
            if route is not None:
                found.append(
                    Line(" - ".join(route.places) or "direct", route.weight / self.worth, slope)
                )
        return tuple(found)


def crossover(one: Route, two: Route, place: str, *, unit: Unit = "hours") -> float | None:
    """Give what must be added at a place for two ways to be worth the same.

    Returns
    -------
    added
        Exact; negative if the way through the place is the worse one already; None if both pass
        the place, or neither.
    """
    slopes = [route.places.count(place) for route in (one, two)]
    if slopes[0] == slopes[1]:
        return None
    return (_value(two, unit) - _value(one, unit)) / (slopes[0] - slopes[1])


def envelope(lines: Sequence[Line]) -> list[tuple[float, Line]]:
    """Give which line is lowest from which addition on, from 0 upwards.

    Returns
    -------
    pieces
        Rising additions, the first 0, each with the line that is lowest until the next.
    """
    best = min(lines, key=lambda line: (line.start, line.slope))
    found = [(0.0, best)]
    while True:
        meets = [
            ((other.start - best.start) / (best.slope - other.slope), other.slope, at)
            for at, other in enumerate(lines)
            if other.slope < best.slope
        ]
        if not meets:
            return found
        added, _, at = min(meets)
        best = lines[at]
        found.append((added, best))


def break_even(
    model: Model,
    origin: str,
    destination: str,
    place: str,
    *,
    unit: Unit = "hours",
    query: Query | None = None,
) -> BreakEven:
    """Find at which addition at a gate the best way around it is as good as the best through it.

    Parameters
    ----------
    model
        Never modified.
    origin, destination
        Names; ``the sea`` for whichever quay is best.
    place
        Canonical id of a crossing or a port.
    unit
        hours compares by time, usd by money.
    query
        Closures and objective: ways are chosen by it and are worth the same by it; the fastest, or the
        cheapest, if None.

    Raises
    ------
    ValueError
        If the place is not on the network.
    """
    network, price = model.network, model.price
    if place not in network.by_place:
        raise ValueError(f"'{place}' is not on the network; give the id of a crossing or a port")
    asked = query or Query(objective="fastest" if unit == "hours" else "cheapest")
    ends = _ends(model, origin, destination, asked)
    asked = asked.between(*ends)
    through, around = _through(model, ends, place, asked), None
    shut = replace(asked, closures=(*asked.closures, Closure(place)))
    with suppress(NoRouteError):
        outer = _ends(model, origin, destination, shut)
        path = shortest(network, shut.arcs(network, price), *outer)
        if path is not None:
            around = asked.route(network, price, path, *outer)
    added = None
    if through is not None and around is not None:
        added = (around.weight - through.weight) / _per_unit(asked, unit)
    return BreakEven(place, unit, through, around, added, _per_unit(asked, unit))


def _per_unit(query: Query, unit: Unit) -> float:
    """Return what an hour, or a dollar, adds to a way's weight by the question's objective."""
    if unit == "usd":
        worth = {"generalised": 1.0, "cheapest": 1.0, "fewest-borders": 1.0}
    else:
        worth = {"generalised": query.usd_per_hour, "fastest": 1.0}
    if query.objective not in worth:
        raise ValueError(
            f"by the objective {query.objective} no {'hour' if unit == 'hours' else 'dollar'} at a "
            f"crossing counts, so that there is no break-even; ask by {' or '.join(worth)}"
        )
    return worth[query.objective]


def _ends(model: Model, origin: str, destination: str, query: Query) -> tuple[Endpoint, Endpoint]:
    """Return the Ends that two names mean: of several the pair between which the best way leads."""
    pairs = model.ends(origin, destination, query)
    found = [(path.weight, at) for at, pair in enumerate(pairs)
             if (path := shortest(model.network, query.between(*pair).arcs(model.network, model.price), *pair))]  # fmt: skip
    return pairs[min(found)[1] if found else 0]


def _through(
    model: Model, ends: tuple[Endpoint, Endpoint], place: str, query: Query
) -> Route | None:
    """Find the best way that passes a gate: to it, over it, and on from it."""
    network, price = model.network, model.price
    arcs = query.arcs(network, price)
    out = tree(network, arcs, entries(network, ends[0], arcs, out=True))
    best: Path | None = None
    for gateway in network.by_place[place]:
        for near, far in ((gateway.a, gateway.b), (gateway.b, gateway.a)):
            to = path_to(network, arcs, out, ends[0], _node(ends[0], near))
            over = shortest(network, arcs, _node(ends[0], near), _node(ends[0], far))
            on = shortest(network, arcs, _node(ends[0], far), ends[1])
            if to is None or over is None or on is None:
                continue
            edges = [edge for edge, _, _ in over.pieces]
            if not any(network.gateway[edge] == gateway.number for edge in edges):
                continue
            weight = to.weight + over.weight + on.weight
            if best is None or weight < best.weight:
                best = Path((*to.pieces, *over.pieces, *on.pieces), weight)
    return query.route(network, price, best, *ends) if best else None


def _node(like: Endpoint, node: int) -> Endpoint:
    return replace(like, nodes=(node,), edge=-1, place="")


def _value(route: Route, unit: Unit) -> float:
    return route.time_h.central if unit == "hours" else route.cost_usd.central
