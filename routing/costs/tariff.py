"""Costs: money and hours of every arc of a Network, and what each objective adds up."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal, get_args

import numpy as np
import numpy.typing as npt

from routing.costs.flow import Flow
from routing.costs.parameters import ANY, Extra, Parameters
from routing.costs.terms import NAMES, line_parameters, stop_terms, value
from routing.network.network import GATEWAY, PLANNED, SEA, TRANSFER, Network

Floats = npt.NDArray[np.float64]
Objective = Literal["generalised", "cheapest", "fastest", "shortest", "fewest-borders", "safest"]
OBJECTIVES: tuple[Objective, ...] = get_args(Objective)

USD_PER_HOUR = 8.0
"""What an hour of a container or a lorry is worth unless another value is asked: 0.6 to 2.1 % of a cargo's
value a day (Hummels and Schaur 2013) on 8,500 to 42,000 USD is 2 to 37, charges on a box of up to 200 USD a day are 8."""
USD_PER_HOUR_RANGE = (3.0, 17.0)
"""Within which that value is uncertain: a choice within the sources' 2 to 37."""
BORDER_USD = 1e6
"""What ``fewest-borders`` adds at each border: more than any way costs."""
INCIDENT_KM = 0.2
"""What ``safest`` adds to each kilometre for each incident within 25 km over 90 days."""

_KEPT = 6
"""So many prices of other flows are kept: 10 MB each."""

_WEIGHED = 3

LOW, CENTRAL, HIGH = range(3)


@dataclass(frozen=True)
class Tariff:
    """Money and hours of both directions of every edge, for a container of 20 feet or a lorry's load.

    Parameters
    ----------
    usd, hours
        Shape (3, 2 x edges): low, central, high; first from ``u`` to ``v``, then back.
    parameters
        From which they come.
    flow
        For which goods, ends and day.
    others
        Prices for the last flows that were asked, by what they depend on: a cache.
    weighed
        Weights for the last objectives that were asked: a cache.
    """

    usd: Floats
    hours: Floats
    parameters: Parameters
    flow: Flow = field(default_factory=Flow)
    others: dict[tuple[object, ...], Tariff] = field(
        default_factory=dict, compare=False, repr=False
    )
    weighed: dict[tuple[object, ...], Floats] = field(
        default_factory=dict, compare=False, repr=False
    )

    def __post_init__(self) -> None:
        self.usd.setflags(write=False)
        self.hours.setflags(write=False)

    def on(self, network: Network, flow: Flow, added: Collection[Extra] = ()) -> Tariff:
        """Return the prices for other goods, ends or another day.

        Parameters
        ----------
        added
            What a question adds at crossings, beside what the tables add.
        """
        partner = flow.partner and (
            flow.partner if flow.partner in self.parameters.partners else ANY
        )
        held = tuple(
            one for one in self.parameters.extras if one.holds(flow.day, flow.goods, flow.ends)
        )
        key = (flow.direction, partner, held, tuple(added))
        if key not in self.others:
            base = replace(self, parameters=self.parameters.with_extras(added)) if added else self
            if len(self.others) >= _KEPT:
                self.others.pop(next(iter(self.others)))
            self.others[key] = _repriced(network, base, flow)
        return replace(self.others[key], flow=flow)


def tariff(network: Network, parameters: Parameters, flow: Flow | None = None) -> Tariff:
    """Price both directions of every edge of a Network."""
    flow = flow or Flow()
    shape = (3, network.edges)
    usd, hours = np.zeros(shape), np.zeros(shape)
    for mode in NAMES:
        _price_lines(network, parameters, mode, flow, usd, hours)
    usd, hours = (np.concatenate([one, one], axis=1) for one in (usd, hours))
    stops = (network.mode >= TRANSFER) | ((network.mode == SEA) & (network.gateway > 1))
    return _with_stops(network, parameters, flow, usd, hours, stops)


def _repriced(network: Network, base: Tariff, flow: Flow) -> Tariff:
    """Price again what depends on the flow: the sea, every port, and crossings at which anything is ever added."""
    edges, extras = network.edges, base.parameters.extras
    added = {one.parameter.place for one in extras}
    moved = np.array([
        False, False, *(one.kind == "port" or one.place in added for one in network.gateways),
    ])  # fmt: skip
    stops = moved[network.gateway] & ((network.mode == GATEWAY) | (network.mode == SEA))
    again = np.tile(stops | (network.mode == SEA), 2)
    tables = (base.usd.copy(), base.hours.copy())
    for table in tables:
        table[:, again] = 0.0
    for half in (slice(0, edges), slice(edges, 2 * edges)):
        _price_lines(network, base.parameters, SEA, flow, *(table[:, half] for table in tables))
    found = _with_stops(network, base.parameters, flow, tables[0], tables[1], stops)
    return replace(found, others=base.others, weighed={})


def _price_lines(
    network: Network, parameters: Parameters, mode: int, flow: Flow, usd: Floats, hours: Floats
) -> None:
    """Fill in what the kilometres of a mode cost and take."""
    here, km = network.mode == mode, network.km.astype(float)
    for number, country in enumerate(network.countries):
        own = np.flatnonzero(here & (network.country == number))
        for cls in np.unique(network.cls[own]).tolist():
            at = own[network.cls[own] == cls]
            some = line_parameters(parameters, NAMES[mode], country, cls, flow)
            for table, group in zip((usd, hours), some, strict=True):
                for level in range(3):
                    price = np.prod([parameters.values(one)[level] for one in group])
                    table[level, at] = km[at] * price


def _with_stops(
    network: Network,
    parameters: Parameters,
    flow: Flow,
    usd: Floats,
    hours: Floats,
    stops: npt.NDArray[np.bool_],
) -> Tariff:
    """Add what some crossings, ports, calls and transfers cost and take, each way."""
    for edge in np.flatnonzero(stops).tolist():
        for back in (False, True):
            arc = edge + network.edges * back
            for term in stop_terms(network, parameters, edge, flow, back=back):
                target = hours if term.unit == "h" else usd
                target[:, arc] += [value(parameters, term, level) for level in range(3)]
    return Tariff(usd, hours, parameters, flow)


def assumed_arcs(network: Network, price: Tariff, arcs: Sequence[int]) -> npt.NDArray[np.bool_]:
    """Tell of each arc whether an assumed rate, or fee, is in its cost in money."""
    numbers = np.asarray(arcs)
    edges = numbers % network.edges
    found = np.zeros(len(numbers), dtype=bool)
    kinds = network.mode[edges].astype(np.int64) * 256 + network.country[edges]
    for kind in np.unique(kinds).tolist():
        mode, country = divmod(kind, 256)
        if mode in NAMES:
            some = line_parameters(
                price.parameters, NAMES[mode], network.countries[country], 1, price.flow
            )
            found[kinds == kind] = some[0][0].assumed
    stops = (network.mode[edges] >= TRANSFER) | (
        (network.mode[edges] == SEA) & (network.gateway[edges] > 1)
    )
    for at in np.flatnonzero(stops).tolist():
        back = bool(numbers[at] >= network.edges)
        terms = stop_terms(network, price.parameters, int(edges[at]), price.flow, back=back)
        found[at] |= any(one.assumed for one in terms if one.unit == "usd")
    return found


def weights(
    network: Network,
    price: Tariff,
    objective: Objective,
    *,
    incidents_per_edge: Floats | None = None,
    planned: bool = False,
    usd_per_hour: float = USD_PER_HOUR,
) -> Floats:
    """Return what an objective adds up along each arc; infinite where nothing is built.

    Parameters
    ----------
    network, price
        What is weighed.
    objective
        generalised: USD and hours at ``usd_per_hour``; cheapest: USD; fastest: hours; shortest: km;
        fewest-borders: borders, then USD; safest: km, each as much longer as there were incidents
        near (``INCIDENT_KM``).
    incidents_per_edge
        Incidents near each edge; needed for ``safest``.
    planned
        Let ways that are not built be used.
    usd_per_hour
        What an hour is worth.

    Raises
    ------
    ValueError
        If the objective is none of these, or safest without danger.
    """
    found: Floats
    km = np.tile(network.km.astype(np.float64), 2)
    if objective == "generalised":
        found = price.usd[CENTRAL] + usd_per_hour * price.hours[CENTRAL]
    elif objective == "cheapest":
        found = price.usd[CENTRAL].copy()
    elif objective == "fastest":
        found = price.hours[CENTRAL].copy()
    elif objective == "shortest":
        found = km
    elif objective == "fewest-borders":
        border = np.tile((network.mode == GATEWAY) & _crossings(network), 2)
        found = price.usd[CENTRAL] + np.where(border, BORDER_USD, 0.0)
    elif objective == "safest":
        if incidents_per_edge is None:
            raise ValueError(
                "the safest route needs the incidents near each edge: pass incidents_per_edge"
            )
        found = km * (1 + INCIDENT_KM * np.tile(incidents_per_edge, 2))
    else:
        raise ValueError(f"objective {objective!r} is none of {', '.join(OBJECTIVES)}")
    found = np.maximum(found, 1e-6)
    if not planned:
        found[np.tile(network.cls == PLANNED, 2)] = np.inf
    return found


def weights_by_modes(
    network: Network,
    price: Tariff,
    objective: Objective,
    modes: frozenset[str],
    *,
    planned: bool,
    usd_per_hour: float,
) -> Floats:
    """Return the weights of an objective with an infinite one for modes that are not allowed; not to be changed."""
    key = (objective, modes, planned, usd_per_hour)
    if key not in price.weighed:
        if len(price.weighed) >= _WEIGHED:
            price.weighed.pop(next(iter(price.weighed)))
        found = weights(network, price, objective, planned=planned, usd_per_hour=usd_per_hour)
        if modes:
            found[np.tile(~modes_allowed(network, modes), 2)] = np.inf
        found.setflags(write=False)
        price.weighed[key] = found
    return price.weighed[key]


def modes_allowed(network: Network, modes: Collection[str]) -> npt.NDArray[np.bool_]:
    """Tell which edges are open to some modes; a transfer needs two of them, a port the sea."""
    allowed_modes = np.array([NAMES.get(mode, "") in modes for mode in range(5)])
    gateways = np.array([False, False, *(gateway.mode in modes for gateway in network.gateways)])
    allowed: npt.NDArray[np.bool_] = allowed_modes[network.mode]
    allowed |= (network.mode == GATEWAY) & gateways[network.gateway]
    if "rail" in modes:
        allowed |= network.mode == TRANSFER
    return allowed


def _crossings(network: Network) -> npt.NDArray[np.bool_]:
    kinds = np.array([False, False, *(gateway.kind == "crossing" for gateway in network.gateways)])
    border: npt.NDArray[np.bool_] = kinds[network.gateway]
    return border
