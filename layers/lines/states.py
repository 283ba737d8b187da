"""What each leg of a route lets through on a day: of a route to the sea, what its worst leg does."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from catalog.validity import state_on

TO_SEA = ("karachi", "gwadar", "bandar_abbas", "chabahar")
"""Gateways whose routes count as one from the port to their end: cut anywhere is cut."""
AFFECTS = ("open", "limited", "unknown", "closed")
HELPS = ("open", "limited", "unknown", "closed", "planned")
"""Kinds of states from the best of a trunk's branches to the worst."""


def path_key(row: Mapping[str, Any]) -> str:
    """Return what a leg is a part of: its corridor's branch; itself if it does not go to the sea."""
    leg = str(row["id"])
    return leg.rpartition("-")[0] if row.get("gate") in TO_SEA and row.get("built") else leg


def strand_of(row: Mapping[str, Any]) -> str:
    """Return the strand of a leg: its gateway to the sea, and how it goes."""
    return f"{row['gate'] if row['built'] else 'planned'}/{row['mode']}"


def states_of(
    rows: Iterable[Mapping[str, Any]], day: str, known: str | None
) -> dict[str, Mapping[str, Any]]:
    """Return the state of each leg by its id.

    Parameters
    ----------
    rows
        Properties of legs; all legs of a route have to be among them.
    day
        ISO date.
    known
        ISO date: by what was known on it; None for all that is known now.
    """
    legs = [(str(row["id"]), path_key(row), state_on(row, day, known) or {}) for row in rows]
    worst: dict[str, Mapping[str, Any]] = {}
    for _, route, state in legs:
        if route not in worst or _rank(state) > _rank(worst[route]):
            worst[route] = state
    return {leg: worst[route] for leg, route, _ in legs}


def kind_in(states: Mapping[str, Mapping[str, Any]], row: Mapping[str, Any]) -> str:
    """Return the kind of a leg's state: ``planned`` for what is not built."""
    return str(states[str(row["id"])].get("kind", "unknown")) if row["built"] else "planned"


def _rank(state: Mapping[str, Any]) -> int:
    kind = state.get("kind", "unknown")
    return AFFECTS.index(kind) if kind in AFFECTS else -1


def best(kinds: Iterable[str]) -> str:
    """Return the kind of state that a trunk has: that of its best branch."""
    return min(kinds, key=HELPS.index)
