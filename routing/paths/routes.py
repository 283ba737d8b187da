"""Routes: the way found, as ordered Legs with km, hours and USD, and what they rest on."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import numpy as np
import numpy.typing as npt

from routing.costs.tariff import Objective
from routing.costs.terms import Term
from routing.network.network import GATEWAY, Network
from routing.paths.search import Endpoint

_TOLD_KM = 1.0
"""From so far on it is said that a place is joined to a road elsewhere."""

Floats = npt.NDArray[np.float64]


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
class Note:
    """What a way that passes a gate takes for granted of it.

    Parameters
    ----------
    place
        Canonical id.
    mark
        In a word or two, to stand beside the gate's name.
    text
        In full, with what was reported and when.
    """

    place: str
    mark: str
    text: str


@dataclass(frozen=True)
class Route:
    """A way from one place to another.

    Parameters
    ----------
    origin, destination, objective
        What was asked.
    legs
        In travel order.
    edges, shares, backward
        Numbers of the edges that it uses, in travel order, how much of each, and whether it is
        used from ``v`` to ``u``.
    weight
        What the objective adds up to.
    assumptions, sources
        Parameters that nobody published; who published the others.
    notes
        On gates that it passes whose status of the day is limited, not of the day, or set aside; on
        those where it ends without passing.
    terms
        What its cost is made of, for draws.
    figures
        Every parameter that it rests on, in words, as it is used after the calibration.
    """

    origin: Endpoint
    destination: Endpoint
    objective: Objective
    legs: tuple[Leg, ...]
    edges: tuple[int, ...]
    shares: tuple[float, ...]
    weight: float
    assumptions: tuple[str, ...] = field(default=())
    sources: tuple[tuple[str, str], ...] = field(default=())
    notes: tuple[Note, ...] = field(default=())
    backward: tuple[bool, ...] = field(default=())
    terms: tuple[Term, ...] = field(default=(), compare=False, repr=False)
    figures: tuple[str, ...] = field(default=(), compare=False, repr=False)

    def arcs(self, network: Network) -> list[int]:
        """Return the numbers of its arcs in travel order."""
        pairs = zip(self.edges, self.backward, strict=True)
        return [edge + network.edges if back else edge for edge, back in pairs]

    def stop_arcs(self, network: Network) -> list[tuple[int, bool]]:
        """Return the edges of the crossings and ports passed, in order, each with whether backwards."""
        return [
            (edge, back)
            for edge, back in zip(self.edges, self.backward, strict=True)
            if network.mode[edge] == GATEWAY
        ]

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
        """The borders crossed over land; to call at a port is none."""
        return tuple(leg for leg in self.legs if leg.mode == "crossing")

    @property
    def moves(self) -> tuple[str, ...]:
        """Say how far the ends lie from where the way begins and ends, if by more than a km."""
        ends = ((self.origin, "begins"), (self.destination, "ends"))
        moved = (
            f"{end.name} lies {end.off_km:.0f} km from where the route {verb}; no figure includes that stretch"
            for end, verb in ends
            if end.off_km >= _TOLD_KM and not end.beyond
        )
        return (*moved, *(end.beyond for end, _ in ends if end.beyond))

    @property
    def places(self) -> tuple[str, ...]:
        """Canonical ids of the crossings and ports passed, in order."""
        return tuple(leg.place for leg in self.legs if leg.place)

    @property
    def stops(self) -> tuple[str, ...]:
        """Names of the crossings and ports passed, in order, each with what is doubtful of it."""
        marks = {note.place: f" ({note.mark})" for note in self.notes}
        return tuple(f"{leg.origin}{marks.get(leg.place, '')}" for leg in self.legs if leg.place)

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
            "origin_off_km": round(self.origin.off_km, 1),
            "destination_off_km": round(self.destination.off_km, 1),
            "borders": len(self.crossings),
            "assumed_share": round(self.assumed_share, 3),
            "crossings": [
                {"place": leg.place, "name": leg.origin, "time_h": leg.time_h.as_dict(1),
                 "cost_usd": leg.cost_usd.as_dict()}
                for leg in self.crossings
            ],
            "places": list(self.places),
            "marks": [
                {"place": note.place, "mark": note.mark, "text": note.text} for note in self.notes
            ],
            "beyond": next(
                (end.beyond for end in (self.destination, self.origin) if end.beyond), None
            ),
            "legs": [leg.as_dict(geometry=geometry) for leg in self.legs],
            "assumptions": [
                *self.assumptions, *(note.text for note in self.notes), *self.moves
            ],
            "parameters": list(self.figures),
            "sources": [{"name": name, "url": url or None} for name, url in self.sources],
        }  # fmt: skip
