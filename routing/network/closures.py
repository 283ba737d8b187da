"""Closures: interruptions of gates, ports and straits, and those that the ledger tells of a day."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

import numpy as np
import numpy.typing as npt

from routing.network.network import HORMUZ, Gateway, Network

Cargo = Literal["trucks", "transit", "bilateral", "all"]
Direction = Literal["both", "forward", "reverse"]
DIRECTIONS_FORMERLY: Mapping[str, Direction] = {"forth": "forward", "back": "reverse"}
"""Today's direction by its name in the links and commands of earlier editions."""
TRADES: tuple[str, ...] = ("transit", "bilateral")
"""What is to pass: cargo for elsewhere, or of the two countries of a crossing."""
_NONE: npt.NDArray[np.int64] = np.array([], dtype=np.int64)


@dataclass(frozen=True)
class Closure:
    """An interruption of a place.

    Parameters
    ----------
    place
        Canonical id of a crossing or a port, or ``hormuz``.
    modes
        Modes that it stops: of a crossing road and rail, of a port road (its land side) and sea
        (ships that call there, not those that pass; the way by land stays); empty for all.
    cargo
        trucks: the road alone; transit: cargo for elsewhere, by any mode; bilateral: cargo of the
        two countries; all.
    direction
        Of a crossing: forward from its first country to its second, reverse, or both. Afghanistan is
        the first country of its crossings.
    start, end
        First day and day after the last; None for open ends.
    cause, source
        Why, and who says so.
    bound
        Country, ISO alpha-3: it stops goods alone that come from there or go there, whatever they
        pass on the way; "" for all goods.
    lorries_a_day, hours_a_day
        So many still pass, or it is open so long: then nothing is stopped altogether; None for neither.
    """

    place: str
    modes: frozenset[str] = frozenset()
    cargo: Cargo = "all"
    direction: Direction = "both"
    start: date | None = None
    end: date | None = None
    cause: str = "what-if"
    source: str = ""
    bound: str = ""
    lorries_a_day: float | None = None
    hours_a_day: float | None = None

    @property
    def partial(self) -> bool:
        """Tell whether some still pass."""
        return self.lorries_a_day is not None or self.hours_a_day is not None

    def holds(self, day: date | None) -> bool:
        """Tell whether it is in force on a day; without a day it always is."""
        if day is None:
            return True
        return (self.start is None or self.start <= day) and (self.end is None or day < self.end)

    def meant_for(self, ends: Collection[str]) -> bool:
        """Tell whether it stands for goods between some countries."""
        return not self.bound or self.bound in ends

    def stops(self, mode: str, cargo: str) -> bool:
        """Tell whether it stops a kind of cargo by a mode."""
        if self.modes and mode not in self.modes:
            return False
        if self.cargo == "trucks":
            return mode == "road"
        return self.cargo in {"all", cargo}


def closed_arcs(
    network: Network,
    closures: Iterable[Closure],
    *,
    day: date | None = None,
    cargo: str = "transit",
    ends: Collection[str] = (),
) -> npt.NDArray[np.int64]:
    """Give the numbers of the arcs that closures stop.

    Parameters
    ----------
    network
        Whose arcs.
    closures
        Those not in force on the day are passed over, and those whose place is not on it.
    day
        None for any day.
    cargo
        What is to pass: transit, or bilateral for trade between the two countries of a crossing.
    ends
        Countries of the goods' ends, ISO alpha-3.

    Returns
    -------
    arcs
        ``edge`` for an edge from ``u`` to ``v``, ``network.edges + edge`` for its way back.
    """
    found: list[npt.NDArray[np.int64]] = []
    for closure in closures:
        if not closure.holds(day) or closure.partial or not closure.meant_for(ends):
            continue
        if closure.place == HORMUZ:
            if closure.stops("sea", cargo):
                found += _both(network, network.gateway_edges.get(1, _NONE))
            continue
        for gateway in network.by_place.get(closure.place, ()):
            found += _stopped(network, gateway, closure, cargo)
    return np.unique(np.concatenate(found)) if found else _NONE


def _both(network: Network, edges: npt.NDArray[np.int64]) -> list[npt.NDArray[np.int64]]:
    return [edges, edges + network.edges]


def _stopped(
    network: Network, gateway: Gateway, closure: Closure, cargo: str
) -> list[npt.NDArray[np.int64]]:
    own = network.gateway_edges.get(gateway.number, _NONE)
    if gateway.kind == "port":
        found = []
        if closure.stops("sea", cargo):
            found += _both(network, network.calls[gateway.number])
        if closure.stops("road", cargo):
            found += _both(network, own)
        return found
    if not closure.stops(gateway.mode, cargo):
        return []
    forward = np.where(network.u[own] == gateway.a, own, own + network.edges)
    reverse = np.where(forward >= network.edges, forward - network.edges, forward + network.edges)
    return {"both": [forward, reverse], "forward": [forward], "reverse": [reverse]}[
        closure.direction
    ]


def without(closures: Iterable[Closure], reopened: Collection[str]) -> tuple[Closure, ...]:
    """Leave out the closures of places that are to be open."""
    return tuple(closure for closure in closures if closure.place not in reopened)
