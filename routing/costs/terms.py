"""Terms: what the cost of an edge is made of, as amounts of parameters.

A term is an amount times the values of one parameter, or of two (a rate and the class of the road). All that is
said of costs is read from terms: prices, what they rest on, draws, and the fit to published totals.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import numpy as np

from routing.costs.flow import Flow
from routing.costs.parameters import Extra, Parameter, Parameters
from routing.network.network import (
    GATEWAY,
    GAUGE_BREAK,
    RAIL,
    ROAD,
    SEA,
    TRANSFER,
    Gateway,
    Network,
)

NAMES = {ROAD: "road", RAIL: "rail", SEA: "sea"}
_CALL_SHARE = 0.5
"""A voyage calls at two ports: each bears half of its fixed part."""


@dataclass(frozen=True)
class Term:
    """An amount of one parameter, or of the product of two.

    Parameters
    ----------
    unit
        usd or h.
    amount
        Of km, of stops.
    parameters
        Whose values it is multiplied by.
    """

    unit: str
    amount: float
    parameters: tuple[Parameter, ...]

    @property
    def main(self) -> Parameter:
        """The parameter that gives it its unit."""
        return self.parameters[0]

    @property
    def assumed(self) -> bool:
        """Whether nobody published its main figure."""
        return self.main.assumed


def unit_of(parameter: Parameter) -> str:
    """Return usd or h: what a parameter adds to."""
    return "h" if parameter.kind in ("speed", "wait") else "usd"


def value(parameters: Parameters, term: Term, level: int) -> float:
    """Return what a term comes to: at level 0 low, 1 central, 2 high."""
    found = term.amount
    for one in term.parameters:
        found *= parameters.values(one)[level]
    return found


def line_parameters(
    parameters: Parameters, mode: str, country: str, cls: int, flow: Flow
) -> list[tuple[Parameter, ...]]:
    """Return what a km by a mode in a country is priced by: a rate and a speed, on roads with a class."""
    direction = flow.direction if mode == "sea" else ""
    partner = flow.partner if mode == "sea" else ""
    found: list[tuple[Parameter, ...]] = []
    for kind in ("rate", "speed"):
        one = parameters.find(kind, mode, country, direction=direction, partner=partner)
        if mode == "road":
            number = str(min(max(cls, 1), 5))
            found.append((one, parameters.find("class", "road", country, number)))
        else:
            found.append((one,))
    return found


def stop_terms(
    network: Network, parameters: Parameters, edge: int, flow: Flow, *, back: bool
) -> list[Term]:
    """Return the waits and fees of a crossing, a port, a call or a transfer.

    Parameters
    ----------
    back
        Whether it is passed from its second side to its first.
    """
    mode = int(network.mode[edge])
    if mode == TRANSFER:
        name = "gauge" if network.cls[edge] == GAUGE_BREAK else "transfer"
        return [_term(parameters.find(kind, name)) for kind in ("wait", "fee")]
    gateway = network.gateway_numbered(int(network.gateway[edge]))
    if gateway is None:
        return []
    if mode == SEA:
        fixed = (
            parameters.look_up(kind, "call", direction=flow.direction, partner=flow.partner)
            for kind in ("wait", "fee")
        )
        return [_term(one, _CALL_SHARE) for one in fixed if one is not None]
    if mode != GATEWAY:
        return []
    port = gateway.kind == "port"
    direction = ("export" if back else "import") if port else ("reverse" if back else "forward")
    sides = dict.fromkeys((gateway.country_a, gateway.country_b))
    found = [
        _term(parameters.find(kind, gateway.mode, country, gateway.place, direction=direction,
                              partner=flow.partner if port else ""))
        for country in sides
        for kind in ("wait", "fee")
    ]  # fmt: skip
    added = extras_at(parameters, gateway, direction, flow)
    return [*found, *(_term(one.parameter) for one in added if one.meets == "cargo")]


def extras_at(parameters: Parameters, gateway: Gateway, direction: str, flow: Flow) -> list[Extra]:
    """Return what is added at a crossing or a port for a flow, in one direction of travel."""
    return [
        one
        for one in parameters.extras
        if one.parameter.place == gateway.place
        and one.mode == gateway.mode
        and one.parameter.direction in ("", direction)
        and one.holds(flow.day, flow.goods, flow.ends)
    ]


def _term(parameter: Parameter, amount: float = 1.0) -> Term:
    return Term(unit_of(parameter), amount, (parameter,))


def terms_of(
    network: Network, parameters: Parameters, arcs: Iterable[tuple[int, float]], flow: Flow
) -> list[Term]:
    """Return what a way costs as terms, each set of parameters once.

    Parameters
    ----------
    arcs
        Numbers of its arcs in travel order, each with the share of it that is used.
    """
    amounts: dict[tuple[Parameter, ...], float] = {}
    pairs = list(arcs)
    numbers = np.array([arc for arc, _ in pairs], dtype=np.int64)
    shares = np.array([share for _, share in pairs])
    edges = numbers % network.edges
    modes = network.mode[edges].astype(np.int64)
    stops = (modes >= TRANSFER) | ((modes == SEA) & (network.gateway[edges] > 1))
    for at in np.flatnonzero(stops).tolist():
        back = bool(numbers[at] >= network.edges)
        for one in stop_terms(network, parameters, int(edges[at]), flow, back=back):
            amounts[one.parameters] = amounts.get(one.parameters, 0.0) + one.amount * shares[at]
    lines = modes < TRANSFER
    kinds = (modes * 256 + network.country[edges]) * 256 + network.cls[edges]
    km: dict[tuple[int, int, int], float] = {}
    for kind in np.unique(kinds[lines]).tolist():
        here = lines & (kinds == kind)
        length = float((network.km[edges[here]] * shares[here]).sum())
        km[kind >> 16, kind >> 8 & 255, kind & 255] = length
    for (mode, country, cls), length in km.items():
        if not length:
            continue
        for some in line_parameters(parameters, NAMES[mode], network.countries[country], cls, flow):
            amounts[some] = amounts.get(some, 0.0) + length
    return [Term(unit_of(some[0]), amount, some) for some, amount in amounts.items()]


def used(terms: Iterable[Term]) -> Iterator[Parameter]:
    """Return every parameter of some terms, each once."""
    yield from dict.fromkeys(one for term in terms for one in term.parameters)
