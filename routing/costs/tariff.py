"""Costs: money and hours of every edge of a Network, and what each objective adds up."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Literal, get_args

import numpy as np
import numpy.typing as npt

from routing.costs.parameters import Parameter, Parameters
from routing.network.network import (
    GATEWAY,
    GAUGE_BREAK,
    PLANNED,
    RAIL,
    ROAD,
    SEA,
    TRANSFER,
    Network,
)

Floats = npt.NDArray[np.float64]
Objective = Literal["cheapest", "fastest", "shortest", "fewest-borders", "safest"]
OBJECTIVES: tuple[Objective, ...] = get_args(Objective)

BORDER_USD = 1e6
"""What ``fewest-borders`` adds at each border: more than any way costs."""
INCIDENT_KM = 0.2
"""What ``safest`` adds to each kilometre for each incident within 25 km over 90 days."""

LOW, CENTRAL, HIGH = range(3)


@dataclass(frozen=True)
class Tariff:
    """Money and hours of every edge, for a container of 20 feet or a lorry of 20 tonnes.

    Parameters
    ----------
    usd, hours
        Shape (3, edges): low, central, high.
    parameters
        From which they come.
    """

    usd: Floats
    hours: Floats
    parameters: Parameters

    def __post_init__(self) -> None:
        self.usd.setflags(write=False)
        self.hours.setflags(write=False)


def tariff(network: Network, parameters: Parameters) -> Tariff:
    """Price every edge of a Network."""
    usd, hours = np.zeros((3, network.edges)), np.zeros((3, network.edges))
    km = network.km.astype(float)
    for mode, name in ((ROAD, "road"), (RAIL, "rail"), (SEA, "sea")):
        here = network.mode == mode
        for number, country in enumerate(network.countries):
            at = np.flatnonzero(here & (network.country == number))
            if not len(at):
                continue
            rate = parameters.values(parameters.find("rate", name, country))
            pace = parameters.values(parameters.find("speed", name, country))
            for level in range(3):
                factor = _class_factors(network, at, parameters, country, level)
                usd[level, at] = km[at] * rate[level] * factor
                hours[level, at] = km[at] * pace[level] * factor
    for number in np.flatnonzero(network.mode >= TRANSFER).tolist():
        for parameter in stop_parameters(network, parameters, number):
            target = hours if parameter.kind == "wait" else usd
            target[:, number] += parameters.values(parameter)
    return Tariff(usd, hours, parameters)


def _class_factors(
    network: Network, at: npt.NDArray[np.int64], parameters: Parameters, country: str, level: int
) -> Floats:
    factors = np.ones(len(at))
    if network.mode[at[0]] == ROAD:
        for cls in np.unique(network.cls[at]).tolist():
            found = parameters.find("class", "road", country, str(min(max(cls, 1), 5)))
            factors[network.cls[at] == cls] = parameters.values(found)[level]
    return factors


def stop_parameters(network: Network, parameters: Parameters, edge: int) -> list[Parameter]:
    """Give the waits and fees of a gate, a port or a transfer."""
    if network.mode[edge] == TRANSFER:
        mode = "gauge" if network.cls[edge] == GAUGE_BREAK else "transfer"
        return [parameters.find(kind, mode) for kind in ("wait", "fee")]
    gateway = network.gateway_numbered(int(network.gateway[edge]))
    if network.mode[edge] != GATEWAY or gateway is None:
        return []
    sides = dict.fromkeys((gateway.country_a, gateway.country_b))
    return [
        parameters.find(kind, gateway.mode, country, gateway.place)
        for country in sides
        for kind in ("wait", "fee")
    ]


def used_parameters(
    network: Network, parameters: Parameters, edges: Iterable[int]
) -> list[Parameter]:
    """Give every parameter that the cost of some edges rests on, each once."""
    found: dict[tuple[str, str, str, str], Parameter] = {}
    names = {ROAD: "road", RAIL: "rail", SEA: "sea"}
    seen = set()
    for edge in edges:
        mode, cls = int(network.mode[edge]), int(network.cls[edge])
        country = network.countries[network.country[edge]]
        if mode in names:
            if (mode, cls, country) in seen:
                continue
            seen.add((mode, cls, country))
            here = [parameters.find(kind, names[mode], country) for kind in ("rate", "speed")]
            if mode == ROAD:
                here.append(parameters.find("class", "road", country, str(min(max(cls, 1), 5))))
        else:
            here = stop_parameters(network, parameters, edge)
        found.update({one.key: one for one in here})
    return list(found.values())


def assumed_edges(network: Network, parameters: Parameters, edges: Collection[int]) -> list[bool]:
    """Tell of each edge whether an assumed rate, or fee, is in its cost in money."""
    names = {ROAD: "road", RAIL: "rail", SEA: "sea"}
    told: dict[tuple[int, int], bool] = {}
    found = []
    for edge in edges:
        mode, country = int(network.mode[edge]), int(network.country[edge])
        if mode not in names:
            stops = stop_parameters(network, parameters, edge)
            found.append(any(one.assumed for one in stops if one.kind == "fee"))
            continue
        if (mode, country) not in told:
            rate = parameters.find("rate", names[mode], network.countries[country])
            told[mode, country] = rate.assumed
        found.append(told[mode, country])
    return found


def weights(
    network: Network,
    price: Tariff,
    objective: Objective,
    *,
    incidents_per_edge: Floats | None = None,
    planned: bool = False,
) -> Floats:
    """Give what an objective adds up along each edge; infinite where nothing is built.

    Parameters
    ----------
    network, price
        What is weighed.
    objective
        cheapest: USD; fastest: hours; shortest: km; fewest-borders: borders, then USD; safest: km,
        each as much longer as there were incidents near (``INCIDENT_KM``).
    incidents_per_edge
        Incidents near each edge; needed for ``safest``.
    planned
        Let ways that are not built be used.

    Raises
    ------
    ValueError
        If the objective is none of these, or safest without danger.
    """
    found: Floats
    if objective == "cheapest":
        found = price.usd[CENTRAL].copy()
    elif objective == "fastest":
        found = price.hours[CENTRAL].copy()
    elif objective == "shortest":
        found = network.km.astype(np.float64)
    elif objective == "fewest-borders":
        border = (network.mode == GATEWAY) & _crossings(network)
        found = price.usd[CENTRAL] + np.where(border, BORDER_USD, 0.0)
    elif objective == "safest":
        if incidents_per_edge is None:
            raise ValueError(
                "the safest route needs the incidents near each edge: pass incidents_per_edge"
            )
        found = network.km.astype(np.float64) * (1 + INCIDENT_KM * incidents_per_edge)
    else:
        raise ValueError(f"objective {objective!r} is none of {', '.join(OBJECTIVES)}")
    found = np.maximum(found, 1e-6)
    if not planned:
        found[network.cls == PLANNED] = np.inf
    return found


def modes_allowed(network: Network, modes: Collection[str]) -> npt.NDArray[np.bool_]:
    """Tell which edges are open to some modes; a transfer needs two of them, a port the sea."""
    kinds = {ROAD: "road", RAIL: "rail", SEA: "sea"}
    allowed_modes = np.array([kinds.get(mode, "") in modes for mode in range(5)])
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
