"""Leg status: whether trade gets along a leg on a day, by its gateway's status and what happens at sea."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from catalog.corridors.tracing import Leg
from catalog.dates import with_day
from catalog.facts import crossings
from catalog.ledger.as_of import versions_by_known_date
from catalog.ledger.crossing_reports import read_places
from catalog.ledger.port_reports import read_port_ledger
from catalog.ledger.statuses import TRADE, last_reported, reported, status_words
from catalog.ledger.traffic import people_alone

State = dict[str, Any]
"""``valid_from`` and ``valid_to`` (ISO days, None without end), ``kind``, ``text``, ``place``; of
gateways and of what is built also ``known_from`` and ``known_to``."""

# From what hinders least to what hinders most; what is not known is never taken for open.
_ORDER = ("open", "limited", "unknown", "closed")
_OPEN = "9999"


@dataclass(frozen=True)
class PortRestriction:
    """What keeps traffic from a port for a time.

    Parameters
    ----------
    port
        Canonical id.
    start, end
        ISO days; the end is the first day after it, "9999" if it has none.
    kind
        What it leaves of a leg that begins or ends at the port: limited or closed.
    title, text
        What it is called, and what it says.
    affects
        ``ships``, or ``transit``: of Afghan goods alone.
    known_from, known_to
        ISO days between which it was known so; None for open ends.
    """

    port: str
    start: str
    end: str
    kind: str
    title: str
    text: str
    affects: str = "ships"
    known_from: str | None = None
    known_to: str | None = None

    def known(self, day: str) -> bool:
        """Return whether it was what was known on a day."""
        return (self.known_from or "") <= day < (self.known_to or _OPEN)

    def state(self, leg: Leg, legs: Iterable[Leg], afghan: Collection[str] = ()) -> State | None:
        """Return what it does to a leg of a corridor; None if nothing.

        A port that a corridor passes by land lies within a leg: what happens at sea is not its.

        Parameters
        ----------
        leg, legs
            The leg, and all legs of the corridor.
        afghan
            Gateways of Afghanistan: a corridor with none of them carries no Afghan transit.
        """
        ends = [end.place for one in legs for end in (one.origin, one.destination)]
        met = self.port in (leg.origin.place, leg.destination.place)
        if self.affects == "transit":
            if not met or not set(afghan).intersection(ends):
                return None
            kind, text = "closed", self.text
        elif met:
            kind, text = self.kind, self.text
        elif self.port in ends and self.kind == "closed":
            kind, text = "limited", "nothing by sea; the route by land is not cut"
        else:
            return None
        return {"valid_from": self.start, "valid_to": self.end if self.end < _OPEN else None,
                "kind": kind, "text": f"{self.title}: {text}", "place": self.port}  # fmt: skip


def port_restrictions(sources: Path) -> tuple[PortRestriction, ...]:
    """Read what keeps traffic from ports, for every state of knowledge, from the ports' ledger."""
    ledger = read_port_ledger(sources)
    return tuple(
        _measure(place, ledger.status(entry))
        for place in ledger.intervals
        for entry in ledger.of(place)
        if entry.value.phase != "unknown" and ledger.status(entry)["hinders"]
    )


def _measure(place: str, row: Mapping[str, Any]) -> PortRestriction:
    said = f" (last reported {row['reported_text']})" if row["phase"] == "ageing" else ""
    return PortRestriction(
        place, row["valid_from"], row["valid_to"] or _OPEN, row["status_kind"],
        row["status_title"], f"{row['status_said']}{said}", row["hinders"], row["known_from"],
        row["known_to"],
    )  # fmt: skip


def afghan_gateways(sources: Path) -> frozenset[str]:
    """Return the crossings with Afghanistan on one side."""
    places, _ = read_places(sources)
    return frozenset(
        place for place, row in places.items() if "AFG" in (row["country_a"], row["country_b"])
    )


def gateway_states(sources: Path) -> dict[str, list[State]]:
    """Say by gateway and day what the ledger lets through to trade."""
    made = json.loads(crossings.build(sources)["crossings.geojson"])
    found: dict[str, list[State]] = {}
    for feature in made["features"]:
        row = feature["properties"]
        status = str(row["status"])
        kind = TRADE.get(status, "unknown")
        day = str(row["date_text"])
        said = reported(status, day)
        if row["told_later"]:
            said = f"{status_words(status)}, as told {with_day('on', day)}"
        elif row["phase"] == "ageing":
            said = last_reported(status, day)
        elif kind == "unknown":
            said = "not known"
        if kind == "open" and people_alone(row["covers"]):
            # That people pass does not say that trade does.
            kind, said = "unknown", f"{said}: people pass, trade is not reported"
        found.setdefault(row["place"], []).append(
            {"valid_from": row["valid_from"], "valid_to": row["valid_to"], "kind": kind,
             "text": f"{row['name']}: {said}", "place": row["place"], "known_from": row["known_from"],
             "known_to": row["known_to"]}
        )  # fmt: skip
    return found


def known_states(
    leg: Leg,
    legs: Sequence[Leg],
    gateways: Mapping[str, list[State]],
    at_sea: Sequence[PortRestriction],
    afghan: Collection[str] = (),
) -> list[State]:
    """Say for every day, and by what was known on every other, whether trade gets along a leg.

    Parameters are those of ``states_of``; the states of the gateways are those of all knowledge.
    """
    met = _gateways(leg, legs, gateways)
    told = [one for gateway in met for one in gateways[gateway]]
    ends = {one[key] for one in told for key in ("known_from", "known_to") if one[key]}
    shut = [one for one in at_sea if one.state(leg, legs, afghan)]
    ends |= {day for one in shut for day in (one.known_from, one.known_to) if day}

    def known_on(day: date | None) -> list[State]:
        text = day.isoformat() if day else ""
        known = [one for one in shut if one.known(text)]
        return states_of(leg, legs, _known(met, gateways, text), known, afghan)

    found = versions_by_known_date(
        map(date.fromisoformat, ends),
        known_on,
        key=lambda one: (one["valid_from"], one["valid_to"], one["kind"], one["text"]),
    )
    found.sort(key=lambda one: one.value["valid_from"] or "")
    return [{**one.value, **one.as_properties()} for one in found]


def _known(
    met: Iterable[str], gateways: Mapping[str, list[State]], day: str
) -> dict[str, list[State]]:
    """Return gateways' states as known on a day; "" for before anything was known."""
    return {
        gateway: _runs(
            {key: value for key, value in one.items() if key not in ("known_from", "known_to")}
            for one in gateways[gateway]
            if (one["known_from"] or "") <= day and (not one["known_to"] or day < one["known_to"])
        )
        for gateway in met
    }


def states_of(
    leg: Leg,
    legs: Sequence[Leg],
    gateways: Mapping[str, list[State]],
    at_sea: Iterable[PortRestriction],
    afghan: Collection[str] = (),
) -> list[State]:
    """Say for every day whether trade gets along a leg: what hinders most of all that it meets.

    Parameters
    ----------
    leg
        A leg of a corridor.
    legs
        All legs of that corridor.
    gateways
        States by gateway.
    at_sea
        What keeps traffic from ports.
    afghan
        Gateways of Afghanistan.
    """
    if not leg.built:
        return [{"valid_from": None, "valid_to": None, "kind": "planned", "text": "Not built",
                 "place": None}]  # fmt: skip
    first, *others = _gateways(leg, legs, gateways) or [""]
    states = gateways[first] if first else [
        {"valid_from": None, "valid_to": None, "kind": "unknown", "text": "No status by day",
         "place": None}
    ]  # fmt: skip
    for gateway in others:
        for other in gateways[gateway]:
            states = [part for state in states for part in _hindered(state, other)]
    for restriction in at_sea:
        shut = restriction.state(leg, legs, afghan)
        if shut:
            states = [part for state in states for part in _hindered(state, shut)]
    return _runs(states)


def _gateways(leg: Leg, legs: Iterable[Leg], gateways: Mapping[str, Any]) -> list[str]:
    """Find the gateways that a leg depends on: those at its ends, the last before it, or the branch's."""
    ends = [place for place in (leg.origin.place, leg.destination.place) if place in gateways]
    if ends:
        return list(dict.fromkeys(ends))
    branch = [end.place for one in legs if one.branch == leg.branch
              for end in (one.origin, one.destination)]  # fmt: skip
    return [place for place in (leg.gateway, *branch) if place in gateways][:1]


def _hindered(state: State, other: State) -> list[State]:
    """Split a state where another begins and ends; where both hold, give what hinders more.

    Where both hinder alike it stays owed to what it was owed to: the gateway.
    """
    begin, stop = state["valid_from"] or "", state["valid_to"] or _OPEN
    start, end = max(begin, other["valid_from"] or ""), min(stop, other["valid_to"] or _OPEN)
    if start >= end:
        return [state]
    worse = max((state, other), key=lambda one: _ORDER.index(one["kind"]))
    parts = [state | {"valid_to": start}] if begin < start else []
    parts.append(worse | {"valid_from": start or None, "valid_to": end if end < _OPEN else None})
    return [*parts, state | {"valid_from": end}] if end < stop else parts


def _runs(states: Iterable[State]) -> list[State]:
    """Join neighbouring intervals that say the same."""
    runs: list[State] = []
    for state in sorted(states, key=lambda one: one["valid_from"] or ""):
        last = runs[-1] if runs else None
        if last and (last["kind"], last["text"]) == (state["kind"], state["text"]):
            last["valid_to"] = state["valid_to"]
        else:
            runs.append(dict(state))
    return runs
