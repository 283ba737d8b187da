"""Scenario: what a View's what-if comes to, in words and lines: ways against a baseline."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from layers.text.words import capital, names, plural, short_day
from layers.view.parts import Question
from layers.what_if.network_map import NetworkMap
from layers.what_if.route_lines import ends, numbers, route_lines

# What finds ways is heavy: it is imported when a way is asked for.
if TYPE_CHECKING:
    from routing.analysis.compare import Row
    from routing.paths.routes import Route

_TAKEN = {
    "last": "unknown statuses taken as last reported",
    "open": "unknown statuses taken as open",
    "closed": "unknown statuses taken as closed",
}
_OBJECTIVES = {
    "generalised": "best by cost and time",
    "cheapest": "cheapest",
    "fastest": "fastest",
    "shortest": "shortest",
    "fewest-borders": "with the fewest land borders",
    "safest": "safest",
}


@dataclass(frozen=True)
class Mark:
    """A gate that the what-if closes or reopens: where it lies, in degrees (WGS84)."""

    place: str
    name: str
    lon: float
    lat: float
    closed: bool


@dataclass(frozen=True)
class Scenario:
    """The answer to a View's what-if.

    Parameters
    ----------
    view
        What was asked.
    routes, rows
        The ways, best first, and their figures; none if there is no way or none was asked for.
    baseline, base_row
        The best way with what ``view.against`` says; None if there is none.
    reported, reported_row
        The best way by the reports of the day alone, where the what-if sets out from another start;
        None if there is none, or the start is the day as reported.
    closed
        What the what-if closes, each with what is stopped, in words; "" for all.
    reopened
        What it reopens.
    marks
        The same as places on the map.
    error, advice
        Why there is no way, and what the reader of the page can do; "" if there is one.
    problems
        Names that nothing goes by, with a suggestion each; they are left out.
    network_map
        What is drawn instead of the ways, where the View asks for it.
    pending
        The answer is being worked out; ``error`` says so.
    beside
        Sentences on the next best way and on the best one over crossings known to be open.
    """

    view: Question
    routes: tuple[Route, ...] = ()
    rows: tuple[Row, ...] = ()
    baseline: Route | None = None
    base_row: Row | None = None
    reported: Route | None = None
    reported_row: Row | None = None
    closed: tuple[tuple[str, str], ...] = ()
    reopened: tuple[str, ...] = ()
    marks: tuple[Mark, ...] = ()
    error: str = ""
    advice: str = ""
    problems: tuple[str, ...] = ()
    network_map: NetworkMap | None = None
    pending: bool = False
    beside: tuple[str, ...] = ()

    @property
    def subject(self) -> str:
        """Say what the map is about, and that it is a what-if; "" if no way is asked for."""
        asked = self.network_map.subject if self.network_map else self.ends
        return (
            f"What if: {_lower(asked) if self.network_map else asked}"
            if asked and self.what_if
            else asked
        )

    @property
    def ends(self) -> str:
        """Say where from and where to; "" if either is open."""
        ends = (self.view.origin, self.view.destination)
        if self.routes:
            ends = (self.routes[0].origin.name, self.routes[0].destination.name)
        return f"{point_words(ends[0])} to {point_words(ends[1])}" if all(ends) else ""

    @property
    def what_if(self) -> str:
        """Say what is closed and reopened, and the terms that are not the usual ones."""
        stops: dict[str, list[str]] = {}
        for name, stop in self.closed:
            stops.setdefault(stop, []).append(name)
        parts = [" ".join([names(some), "closed", stop]).strip() for stop, some in stops.items()]
        if self.reopened:
            parts.append(f"{names(self.reopened)} open")
        if self.view.ledger == "none":
            parts.append("no reported status counted" if parts else "everything open")
        elif self.view.unknown in _TAKEN:
            parts.append(_TAKEN[self.view.unknown])
        if self.view.trade == "bilateral":
            parts.append("cargo of two neighbours, not transit")
        return ", ".join(parts)

    @property
    def line(self) -> str:
        """Say the scenario in a line, as in the map's date block."""
        objective = _OBJECTIVES[self.view.objective]
        asked = f"{self.ends}, {objective}" if self.ends else ""
        if self.network_map:
            asked = _lower(self.network_map.subject)
        if not self.what_if:
            return asked
        return f"What if: {self.what_if}" + (f"; {asked}" if asked else "")

    def aside(self, *, titled: bool) -> str:
        """Say the scenario beside a title; one that names the ends already needs no more."""
        if titled:
            return f"What if: {self.what_if}" if self.what_if else ""
        return self.line

    @property
    def held_against(self) -> str:
        """Name the baseline."""
        if self.view.against == "open":
            return "everything open"
        reported = f"what is reported for {short_day(self.view.day.isoformat())}"
        if self.view.ledger == "none" and self.view.unknown in _TAKEN:
            return f"{reported}, {_TAKEN[self.view.unknown]}"
        return reported

    @property
    def finding(self) -> str:
        """Say what the best way takes and how that differs from the baseline; "" without a way."""
        if self.error:
            return self.error
        if self.network_map:
            return self.network_map.finding
        if not self.rows:
            return ""
        row = self.rows[0]
        said = (
            f"{_best(self.view.objective)} {row.length_km:,.0f} km, "
            f"{row.time_days:.1f} days, {row.cost_usd:,.0f} USD"
        )
        if self.base_row is None:
            return f"{said}; no route with {self.held_against}"
        return f"{said}; {self.differs}"

    @property
    def differs(self) -> str:
        """Say by how much the best way differs from the baseline."""
        more = difference(self.rows[0]) if self.rows else ""
        if more:
            return f"{more} against {self.held_against}"
        return f"no difference from {self.held_against}"

    @property
    def summary(self) -> str:
        """The scenario in words, for those who do not see the map."""
        line = self.line[:1].upper() + self.line[1:]
        parts = [f"{line}." if line else "", f"{self.finding}." if self.finding else ""]
        if self.rows:
            towns = names(self.rows[0].via[:8])
            parts.append(f"The best route passes {towns}." if towns else "")
            others = len(self.rows) - 1
            parts.append(f"{plural(others, 'alternative')} shown." if others else "")
        return " ".join(part for part in parts if part)

    @property
    def sources(self) -> tuple[tuple[str, str], ...]:
        """Name with address who published the figures of all ways."""
        return tuple(dict.fromkeys(one for route in self.routes for one in route.sources))

    @property
    def assumptions(self) -> tuple[str, ...]:
        """Give the figures of all ways that nobody published."""
        return tuple(dict.fromkeys(one for route in self.routes for one in route.assumptions))

    @property
    def passed(self) -> tuple[str, ...]:
        """Give the crossings and ports on the best way: their names are shown before others."""
        return self.routes[0].places if self.routes else ()

    @property
    def notes(self) -> tuple[str, ...]:
        """Give what the ways, the baseline included, take for granted of the gates they pass."""
        routes = (*self.routes, *filter(None, (self.baseline, self.reported)))
        told = (note.text for route in routes for note in route.notes)
        return tuple(dict.fromkeys([*told, *self.beside]))

    @property
    def moves(self) -> tuple[str, ...]:
        """Say how far the ends lie from where the ways begin and end."""
        routes = (*self.routes, *([self.baseline] if self.baseline else []))
        return tuple(dict.fromkeys(text for route in routes for text in route.moves))

    @property
    def moved(self) -> bool:
        """Tell whether the baseline is drawn: there is one, and the best way is another."""
        if self.baseline is None or not self.routes:
            return self.baseline is not None
        return self.baseline.edges != self.routes[0].edges

    @property
    def drawn(self) -> bool:
        """Tell whether it has lines on the map."""
        return bool(self.routes or self.baseline or self.network_map)

    def geojson(self) -> bytes:
        """Give the ways' lines, the lowest first, points with their numbers, and the towns at their ends."""
        return self._written

    @cached_property
    def _written(self) -> bytes:
        if self.network_map:
            return self.network_map.lines
        features: list[dict[str, Any]] = []
        if self.baseline is not None and self.moved:
            features += route_lines(self.baseline, "baseline", f"Baseline, {self.held_against}", 0)
        for rank, route in reversed(list(enumerate(self.routes, start=1))):
            kind = "best" if rank == 1 else "other"
            row = self.rows[rank - 1]
            title = f"{rank}. {self.ends}: {row.length_km:,.0f} km, {row.cost_usd:,.0f} USD"
            features += route_lines(route, kind, title, rank)
        features += numbers(self.routes)
        features += ends(self.routes[:1])
        made = {"type": "FeatureCollection", "features": features}
        return json.dumps(made, ensure_ascii=False, separators=(",", ":")).encode("utf-8")


def difference(row: Row) -> str:
    """Say by how much a way differs from the baseline, its money first; "" if it does not."""
    if row.more_usd is None or row.more_days is None or row.more_km is None:
        return ""
    if abs(row.more_usd) < 0.5 and abs(row.more_km) < 0.5:
        return ""
    return f"{signed(row.more_usd)} USD, {signed(row.more_days, 1)} days, {signed(row.more_km)} km"


def signed(value: float, digits: int = 0) -> str:
    """Write a difference with its sign."""
    text = f"{abs(value):,.{digits}f}"
    if not float(text.replace(",", "")):
        return text
    return f"{'+' if value > 0 else '−'}{text}"


def point_words(name: str) -> str:
    """Write a place; a point such as ``69.2,34.5`` by its degrees."""
    try:
        lon, lat = (float(part) for part in name.split(","))
    except ValueError:
        return name
    return f"{abs(lat):.2f} {'S' if lat < 0 else 'N'} {abs(lon):.2f} {'W' if lon < 0 else 'E'}"


def _best(objective: str) -> str:
    """Begin a sentence with the route that an objective asks for."""
    return (
        "Best route" if objective == "generalised" else f"{capital(_OBJECTIVES[objective])} route"
    )


def _lower(text: str) -> str:
    return text[:1].lower() + text[1:]
