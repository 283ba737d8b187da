"""Passage: whether trade gets along a leg on a day, by its gate's status and what happens at sea."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from catalog.facts import crossings
from catalog.tables import Row, read_table
from catalog.trace import Leg

State = dict[str, Any]
"""``valid_from`` and ``valid_to`` (ISO days, None without end), ``kind``, ``text``, ``place``."""

# What a status lets through to trade.
_TRADE = {
    "open": "open",
    "limited": "limited",
    "export_only": "limited",
    "pedestrian_only": "closed",
    "humanitarian_only": "closed",
    "returnees_only": "closed",
    "closed": "closed",
}
# From what tells least to what hinders most.
_ORDER = ("unknown", "open", "limited", "closed")

# Policy events that begin and end a measure at sea, and what it leaves of a leg that meets the port.
_MEASURES = (("P57", "P64", "limited"), ("P64", "P67", "closed"))


@dataclass(frozen=True)
class Measure:
    """Something that keeps ships from ports for a time.

    Parameters
    ----------
    ports
        Canonical ids.
    start, end
        ISO days; the end is the first day after it.
    kind
        What it leaves of a leg that begins or ends at one of the ports: limited or closed.
    title, text
        What it is called, and what changed.
    """

    ports: frozenset[str]
    start: str
    end: str
    kind: str
    title: str
    text: str

    def state(self, leg: Leg, legs: Iterable[Leg]) -> State | None:
        """Say what it does to a leg of a corridor; None if nothing.

        A port that a corridor passes by land lies within a leg: what happens at sea is not its.
        """
        met = [end.place for end in (leg.origin, leg.destination) if end.place in self.ports]
        near = [end.place for one in legs for end in (one.origin, one.destination)
                if end.place in self.ports]  # fmt: skip
        if met:
            kind, text = self.kind, f"{self.title}: {self.text}"
        elif near and self.kind == "closed":
            kind, text = "limited", f"{self.title}: nothing by sea; the way by land is not cut"
        else:
            return None
        return {"valid_from": self.start, "valid_to": self.end, "kind": kind, "text": text,
                "place": (met or near)[0]}  # fmt: skip


def measures(sources: Path) -> tuple[Measure, ...]:
    """Read the blockade of Iran's ports, and what came before it, from the policy events."""
    events = read_table(sources, "facts/policy_events.csv").by("event_id")
    return tuple(_measure(events[begin], events[end], kind) for begin, end, kind in _MEASURES)


def _measure(begin: Row, end: Row, kind: str) -> Measure:
    ports = frozenset(begin["place_ids"].split("|"))
    return Measure(ports, begin["date"], end["date"], kind, begin["title"], begin["what_changed"])


def gate_states(sources: Path) -> dict[str, list[State]]:
    """Say by gate and day what the ledger lets through to trade."""
    made = json.loads(crossings.build(sources)["crossings.geojson"])
    found: dict[str, list[State]] = {}
    for feature in made["features"]:
        row = feature["properties"]
        status = str(row["status"])
        kind = _TRADE.get(status, "unknown")
        words = status.replace("_", " ")
        text = f"{row['name']}: {words}, reported {row['date_text']}"
        if row["phase"] == "ageing":
            text = f"{row['name']}: last reported {words} on {row['date_text']}"
        elif kind == "unknown":
            text = f"{row['name']}: not known"
        found.setdefault(row["place"], []).append(
            {"valid_from": row["valid_from"], "valid_to": row["valid_to"], "kind": kind,
             "text": text, "place": row["place"]}
        )  # fmt: skip
    return {place: _runs(states) for place, states in found.items()}


def states_of(
    leg: Leg,
    legs: Sequence[Leg],
    gates: Mapping[str, list[State]],
    at_sea: Iterable[Measure],
) -> list[State]:
    """Say for every day whether trade gets along a leg.

    Parameters
    ----------
    leg
        A leg of a corridor.
    legs
        All legs of that corridor.
    gates
        States by gate.
    at_sea
        What keeps ships away, in order of time and apart.
    """
    if not leg.built:
        return [{"valid_from": None, "valid_to": None, "kind": "planned", "text": "Not built",
                 "place": None}]  # fmt: skip
    gate = _gate(leg, legs, gates)
    states = gates[gate] if gate else [
        {"valid_from": None, "valid_to": None, "kind": "unknown", "text": "No status by day",
         "place": None}
    ]  # fmt: skip
    for measure in at_sea:
        shut = measure.state(leg, legs)
        if shut:
            states = [part for state in states for part in _hindered(state, shut)]
    return _runs(states)


def _gate(leg: Leg, legs: Iterable[Leg], gates: Mapping[str, Any]) -> str:
    """Find the gate that a leg depends on: one at its ends, the last before it, or the branch's."""
    ends = [leg.origin.place, leg.destination.place]
    branch = [end.place for one in legs if one.branch == leg.branch
              for end in (one.origin, one.destination)]  # fmt: skip
    return next((place for place in (*ends, leg.gate, *branch) if place in gates), "")


def _hindered(state: State, other: State) -> list[State]:
    """Split a state where another begins and ends; where both hold, give what hinders more."""
    begin, stop = state["valid_from"] or "", state["valid_to"] or "9999"
    start, end = max(begin, other["valid_from"]), min(stop, other["valid_to"])
    if start >= end:
        return [state]
    worse = max((other, state), key=lambda one: _ORDER.index(one["kind"]))
    parts = [state | {"valid_to": start}] if begin < start else []
    parts.append(worse | {"valid_from": start, "valid_to": end})
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
