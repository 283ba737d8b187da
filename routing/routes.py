"""Routes: the way found, as ordered Legs with km, hours and USD, and what they rest on."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

import numpy as np
import numpy.typing as npt

from routing.closures import Closure, closed_arcs
from routing.cost import (
    Objective,
    Tariff,
    assumed_edges,
    modes_allowed,
    used_parameters,
    weights,
)
from routing.errors import NoRouteError
from routing.network import GATE, GAUGE_BREAK, MODES, TRANSFER, Bools, Network
from routing.search import End, Path, arc_weights, entries, shortest, tree

Floats = npt.NDArray[np.float64]
_ALL = frozenset({"road", "rail", "sea"})


@dataclass(frozen=True)
class Range:
    """A figure with its range."""

    low: float
    central: float
    high: float

    def __add__(self, other: Range) -> Range:
        return Range(self.low + other.low, self.central + other.central, self.high + other.high)

    def as_dict(self, digits: int = 0) -> dict[str, float]:
        """Give it rounded."""
        names = ("low", "central", "high")
        return {name: round(getattr(self, name), digits) for name in names}


@dataclass(frozen=True)
class Leg:
    """A stretch by one mode, or the stop at a gate, a port or a terminal.

    Parameters
    ----------
    mode
        road, rail, sea, transfer, crossing or port.
    origin, destination
        Names of what lies at its ends; the same for a stop.
    length_km, time_h, cost_usd
        Along the ground; with ranges.
    line
        (lon, lat) in travel order, degrees, WGS84; two equal points for a stop.
    place
        Canonical id of a crossing or a port, "" else.
    country
        ISO alpha-3 codes of the countries in which it lies, in order.
    assumed_usd
        How much of the central cost rests on assumed parameters.
    """

    mode: str
    origin: str
    destination: str
    length_km: float
    time_h: Range
    cost_usd: Range
    line: Floats = field(compare=False)
    place: str = ""
    country: tuple[str, ...] = ()
    assumed_usd: float = 0.0

    def as_dict(self, *, geometry: bool = True) -> dict[str, Any]:
        """Give it for JSON."""
        found: dict[str, Any] = {
            "mode": self.mode,
            "from": self.origin,
            "to": self.destination,
            "place": self.place or None,
            "countries": list(self.country),
            "length_km": round(self.length_km, 1),
            "time_h": self.time_h.as_dict(1),
            "cost_usd": self.cost_usd.as_dict(),
        }
        if geometry:
            points = np.round(self.line, 4).tolist()
            found["geometry"] = {"type": "LineString", "coordinates": points}
        return found


@dataclass(frozen=True)
class Route:
    """A way from one place to another.

    Parameters
    ----------
    origin, destination, objective
        What was asked.
    legs
        In travel order.
    edges, shares
        Numbers of the edges that it uses, in travel order, and how much of each.
    weight
        What the objective adds up to.
    assumptions, sources
        Parameters that nobody published, and what else was taken for granted; who published the
        others.
    """

    origin: End
    destination: End
    objective: Objective
    legs: tuple[Leg, ...]
    edges: tuple[int, ...]
    shares: tuple[float, ...]
    weight: float
    assumptions: tuple[str, ...] = field(default=())
    sources: tuple[tuple[str, str], ...] = field(default=())

    @property
    def length_km(self) -> float:
        """Length along the ground and over water."""
        return sum(leg.length_km for leg in self.legs)

    @property
    def time_h(self) -> Range:
        """Hours from door to door."""
        return sum((leg.time_h for leg in self.legs), Range(0, 0, 0))

    @property
    def cost_usd(self) -> Range:
        """USD for a container of 20 feet, or a lorry of 20 tonnes."""
        return sum((leg.cost_usd for leg in self.legs), Range(0, 0, 0))

    @property
    def crossings(self) -> tuple[Leg, ...]:
        """The borders crossed."""
        return tuple(leg for leg in self.legs if leg.mode == "crossing")

    @property
    def places(self) -> tuple[str, ...]:
        """Canonical ids of the crossings and ports passed, in order."""
        return tuple(leg.place for leg in self.legs if leg.place)

    @property
    def assumed_share(self) -> float:
        """Share of the central cost that rests on assumed parameters, 0 to 1."""
        total = self.cost_usd.central
        return sum(leg.assumed_usd for leg in self.legs) / total if total else 0.0

    @property
    def line(self) -> Floats:
        """The whole way, (lon, lat) in travel order."""
        return np.concatenate([leg.line for leg in self.legs])

    def as_dict(self, *, geometry: bool = True) -> dict[str, Any]:
        """Give it for JSON, with the keys that ``docs/routing.md`` documents."""
        return {
            "origin": self.origin.name,
            "destination": self.destination.name,
            "objective": self.objective,
            "length_km": round(self.length_km, 1),
            "time_h": self.time_h.as_dict(1),
            "cost_usd": self.cost_usd.as_dict(),
            "borders": len(self.crossings),
            "assumed_share": round(self.assumed_share, 3),
            "crossings": [
                {"place": leg.place, "name": leg.origin, "time_h": leg.time_h.as_dict(1),
                 "cost_usd": leg.cost_usd.as_dict()}
                for leg in self.crossings
            ],
            "places": list(self.places),
            "legs": [leg.as_dict(geometry=geometry) for leg in self.legs],
            "assumptions": list(self.assumptions),
            "sources": [{"name": name, "url": url or None} for name, url in self.sources],
        }  # fmt: skip


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
    danger
        Incidents near each edge, for the safest way.
    planned
        Let ways that are not built be used.
    modes
        road, rail and sea, or fewer; empty for all. For the shortest way, empty means the road
        alone where it leads there, as published distances do, and all modes where it does not.
    notes
        By canonical id, what a way that passes there takes for granted.
    """

    objective: Objective = "cheapest"
    closures: tuple[Closure, ...] = ()
    day: date | None = None
    cargo: str = "transit"
    danger: Floats | None = field(default=None, compare=False)
    planned: bool = False
    modes: frozenset[str] = frozenset()
    notes: Mapping[str, str] = field(default_factory=dict)

    def noted(self, route: Route) -> Route:
        """Add to a way's assumptions what it takes for granted of the gates that it passes."""
        notes = [self.notes[place] for place in route.places if place in self.notes]
        return replace(route, assumptions=(*route.assumptions, *notes)) if notes else route

    @property
    def attempts(self) -> tuple[Query, ...]:
        """The questions to ask one after the other until one has an answer."""
        if self.objective == "shortest" and not self.modes:
            return (replace(self, modes=frozenset({"road"})), replace(self, modes=_ALL))
        return (self,)

    def arcs(self, network: Network, price: Tariff) -> Floats:
        """Give the weights of both directions of every edge; the closed ones are infinite."""
        base = weights(network, price, self.objective, danger=self.danger, planned=self.planned)
        if self.modes and self.modes != _ALL:
            base[~modes_allowed(network, self.modes)] = np.inf
        closed = closed_arcs(network, self.closures, day=self.day, cargo=self.cargo)
        return arc_weights(base, closed)


def shortest_route(
    network: Network, price: Tariff, origin: End, destination: End, query: Query | None = None
) -> Route:
    """Find the best way between two places.

    Parameters
    ----------
    network, price
        Never modified.
    origin, destination
        Of ``routing.places``.
    query
        Objective and closures; the cheapest way over the bare network if None.

    Raises
    ------
    NoRouteError
        If every way is closed, or there is none; the message names the closures.
    """
    query = query or Query()
    for attempt in query.attempts:
        found = shortest(network, attempt.arcs(network, price), origin, destination)
        if found is not None:
            route = described(network, price, found, origin, destination, query.objective)
            return query.noted(route)
    raise NoRouteError(no_route_text(network, price, origin, destination, query))


def no_route_text(
    network: Network, price: Tariff, origin: End, destination: End, query: Query
) -> str:
    """Say that there is no way, and which closures stand in it.

    In the way is what is closed between what can still be reached from the origin and the rest.
    """
    on = f" on {query.day.isoformat()}" if query.day else ""
    text = f"no route from {origin.name} to {destination.name}{on}"
    arcs = query.attempts[-1].arcs(network, price)
    reached = np.isfinite(tree(network, arcs, entries(network, origin, arcs, out=True)).distance)
    shut = sorted(
        {
            closure.place
            for closure in query.closures
            if _in_the_way(network, closure, reached, query)
        }
    )
    return f"{text}; closed: {', '.join(shut)}" if shut else f"{text}; the network has none"


def _in_the_way(network: Network, closure: Closure, reached: Bools, query: Query) -> bool:
    arcs = closed_arcs(network, [closure], day=query.day, cargo=query.cargo)
    edges = arcs % network.edges
    return bool((reached[network.u[edges]] != reached[network.v[edges]]).any())


def described(
    network: Network,
    price: Tariff,
    path: Path,
    origin: End,
    destination: End,
    objective: Objective,
) -> Route:
    """Turn a path into a Route with its Legs, costs and sources."""
    runs = _runs(network, path)
    names = _names(network, runs, origin.name, destination.name)
    legs = tuple(_leg(network, price, run, ends) for run, ends in zip(runs, names, strict=True))
    edges = tuple(edge for edge, _, _ in path.pieces)
    used = used_parameters(network, price.parameters, edges)
    assumptions = tuple(one.text for one in used if one.assumed)
    sources = tuple(dict.fromkeys(one.source for one in used if not one.assumed))
    shares = tuple(abs(high - low) for _, low, high in path.pieces)
    return Route(
        origin, destination, objective, legs, edges, shares, path.weight, assumptions, sources
    )


def _runs(network: Network, path: Path) -> list[list[tuple[int, float, float]]]:
    """Part the pieces where the mode changes; every gate stands alone."""
    runs: list[list[tuple[int, float, float]]] = []
    for piece in path.pieces:
        mode = network.mode[piece[0]]
        if runs and mode != GATE and network.mode[runs[-1][-1][0]] == mode:
            runs[-1].append(piece)
        else:
            runs.append([piece])
    return runs


def _names(
    network: Network, runs: Sequence[list[tuple[int, float, float]]], first: str, last: str
) -> list[tuple[str, str]]:
    """Name the ends of each run: by the gates beside it, else by the terminal."""
    own = [_gate_name(network, run) for run in runs]
    found = []
    for at, run in enumerate(runs):
        if own[at]:
            found.append((own[at], own[at]))
            continue
        before = first if at == 0 else own[at - 1] or _where(network, run[0])
        after = last if at == len(runs) - 1 else own[at + 1] or _where(network, run[-1], end=True)
        found.append((before, after))
    return found


def _gate_name(network: Network, run: Sequence[tuple[int, float, float]]) -> str:
    gate = network.gate_named(int(network.gate[run[0][0]]))
    if network.mode[run[0][0]] == GATE and gate is not None:
        return gate.name
    return ""


def _where(network: Network, piece: tuple[int, float, float], *, end: bool = False) -> str:
    edge, low, high = piece
    points = network.points(edge)
    lon, lat = points[-1] if (high > low) == end else points[0]
    return f"{lat:.2f} N {lon:.2f} E"


def _leg(
    network: Network,
    price: Tariff,
    run: Sequence[tuple[int, float, float]],
    names: tuple[str, str],
) -> Leg:
    edges = np.array([edge for edge, _, _ in run])
    shares = np.array([abs(high - low) for _, low, high in run])
    usd = (price.usd[:, edges] * shares).sum(axis=1)
    hours = (price.hours[:, edges] * shares).sum(axis=1)
    gate = network.gate_named(int(network.gate[edges[0]])) if len(run) == 1 else None
    mode = MODES[network.mode[edges[0]]]
    if gate is not None and mode == "gate":
        mode = gate.kind
    assumed = np.array(assumed_edges(network, price.parameters, edges.tolist()))
    countries = dict.fromkeys(network.countries[code] for code in network.country[edges])
    if gate is not None:
        countries = dict.fromkeys((gate.country_a, gate.country_b))
    if network.mode[edges[0]] == TRANSFER and network.cls[edges[0]] == GAUGE_BREAK:
        names = (f"{names[0]} (break of gauge)", names[1])
    return Leg(
        mode,
        *names,
        float((network.km[edges] * shares).sum()),
        Range(*hours.tolist()),
        Range(*usd.tolist()),
        _line(network, run),
        gate.place if gate is not None else "",
        tuple(country for country in countries if country),
        float((price.usd[1, edges] * shares * assumed).sum()),
    )


def line_of(network: Network, path: Path) -> Floats:
    """Give a path's line, (lon, lat) in travel order, degrees."""
    return _line(network, path.pieces)


def _line(network: Network, run: Iterable[tuple[int, float, float]]) -> Floats:
    """Join the lines of a run in travel order; a point that follows itself is left out."""
    parts = [_part(network.points(edge), low, high) for edge, low, high in run]
    points = np.concatenate(parts)
    if len(points) < 2:
        return points
    keep = np.ones(len(points), dtype=bool)
    keep[1:] = (points[1:] != points[:-1]).any(axis=1)
    return points[keep] if keep.sum() > 1 else points[:2]


def _part(points: Floats, low: float, high: float) -> Floats:
    """Cut a line between two shares of its length in degrees; turned if ``low`` is the larger."""
    if low > high:
        return _part(points, high, low)[::-1]
    if low <= 0.0 and high >= 1.0:
        return points
    steps = np.hypot(*np.diff(points, axis=0).T)
    at = np.concatenate([[0.0], np.cumsum(steps)])
    ends = np.array([low, high]) * at[-1]
    cut = np.stack([np.interp(ends, at, points[:, axis]) for axis in (0, 1)], axis=1)
    inner = points[(at > ends[0]) & (at < ends[1])]
    return np.concatenate([cut[:1], inner, cut[1:]])
