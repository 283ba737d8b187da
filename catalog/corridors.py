"""Trade routes: every corridor as Legs with its published figures and its state by day."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import geopandas as gpd

from catalog.dates import parse_span
from catalog.facts import crossings
from catalog.geojson import CRS, to_geojson
from catalog.network import NoWayError
from catalog.origin import load_origins
from catalog.problems import CatalogError, Problem
from catalog.tables import Row, read_table, url_sources
from catalog.trace import Leg, Tracer

# Which gate to the sea a corridor leads to.
GATES: Mapping[str, str] = {
    "C01": "karachi", "C02": "karachi", "C03": "gwadar", "C04": "karachi", "C05": "bandar_abbas",
    "C06": "bandar_abbas", "C07": "bandar_abbas", "C08": "chabahar", "C09": "chabahar",
    "C10": "bandar_abbas", "C11": "other", "C12": "other", "C13": "north",
    "C14": "north", "C15": "north", "C16": "north", "C17": "north", "C18": "north", "C19": "air",
    "C20": "other", "C21": "other",
}  # fmt: skip

# Tonnes of Afghan traffic a year from which a line is drawn wider.
CLASSES: tuple[tuple[int, int], ...] = ((3, 1_000_000), (2, 100_000), (1, 1))
TRAFFIC_LEGEND = (
    "Width by Afghan traffic, tonnes a year: wide over 1 million, middle over 100,000, narrow "
    "below, hairline where no figure was found."
)

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


@dataclass(frozen=True)
class _Traffic:
    level: int
    note: str


def build(sources: Path) -> Mapping[str, bytes]:
    """Trace every corridor and write ``routes.geojson``.

    Raises
    ------
    CatalogError
        If a corridor has no waypoints, or the network does not join them.
    """
    tracer = Tracer(sources)
    waypoints = tracer.waypoints()
    gates = _gate_states(sources)
    blockade = _blockade(sources)
    traffic = _traffic(sources)
    problems: list[Problem] = []
    records: list[dict[str, Any]] = []
    lines = []
    index = []
    for row in read_table(sources, "facts/corridors.csv"):
        key = row["corridor_id"]
        legs: list[Leg] = []
        if key not in waypoints:
            problems.append(row.problem(f"{key} has no waypoints in edits/corridor_waypoints.csv"))
        for branch, points in sorted(waypoints.get(key, {}).items()):
            try:
                legs += tracer.legs(branch, points)
            except NoWayError as error:
                problems.append(row.problem(f"{key}{branch}: {error}"))
        for number, leg in enumerate(legs, start=1):
            states = _states(leg, gates, blockade if key in _BY_IRAN else (), legs)
            records.append(_record(row, number, leg, legs, traffic.get(key), states))
            lines.append(leg.line)
        index.append(_summary(row, legs))
    if problems:
        raise CatalogError(problems)
    origins = load_origins(sources)
    frame = gpd.GeoDataFrame(records, geometry=lines, crs=CRS)
    used = [origins[name] for name in ("facts", "osm_network", "sea_grid")]
    meta = {"traffic_legend": TRAFFIC_LEGEND, "corridors": index}
    return {"routes.geojson": to_geojson(frame, name="routes", origins=used, decimals=4, meta=meta)}


_BY_IRAN = frozenset({"C05", "C06", "C07", "C08", "C11", "C12"})


def _record(
    row: Row,
    number: int,
    leg: Leg,
    legs: Sequence[Leg],
    traffic: _Traffic | None,
    states: list[dict[str, Any]],
) -> dict[str, Any]:
    key = row["corridor_id"]
    length = leg.length_km
    when = row["status_date"]
    mode = leg.mode if leg.built or leg.mode not in ("road", "rail") else f"planned_{leg.mode}"
    return {
        "id": f"{key}{leg.branch}-{number}",
        "name": f"{row['name']}: {leg.origin.name} to {leg.destination.name}",
        "kind": mode,
        "corridor": key,
        "corridor_name": row["name"],
        "leg": number,
        "mode": mode,
        "built": leg.built,
        "schematic": leg.method == "schematic",
        "from_name": leg.origin.name,
        "to_name": leg.destination.name,
        "length_km": None if length is None else round(length, 1),
        "gate": GATES[key],
        "label": _label(row["name"]),
        "rank": 3 - (traffic.level if traffic else 0),
        "traffic_class": traffic.level if traffic and leg.built else 0,
        "traffic_note": traffic.note if traffic else "No figure was found.",
        "crossings": list(dict.fromkeys(p.place for one in legs if one.branch == leg.branch
                                        for p in (one.origin, one.destination)
                                        if p.place.startswith("XG-"))),
        "after_break": leg.gate or None,
        "states": states,
        "published": _published(row),
        "bottlenecks": row["bottlenecks"] or None,
        "status_text": row["status"],
        "status_date": when,
        "note": leg.note or None,
        "valid_from": None,
        "valid_to": None,
        "known_from": parse_span(when).valid_from,
        "date_precision": parse_span(when).precision,
        "date_text": f"as reported up to {parse_span(when).text}",
        "confidence": row["confidence"],
        "sources": url_sources(row["sources"]),
    }  # fmt: skip


def _label(name: str) -> str:
    """Shorten a corridor's name to what fits on its line: its first two places."""
    return "-".join(name.partition(" (")[0].split("-")[:2])


def _published(row: Row) -> list[dict[str, Any]]:
    """Give length, time and cost as published; a note that says CONFLICT stays with its figure."""
    said = []
    for what, value, unit, note in (
        ("length", row["length_km"], "km", row["length_note"]),
        ("time", row["typical_time_days"], "days", row["time_note"]),
        ("cost", row["cost"], f"{row['cost_unit']} ({row['cost_year']})", row["cost_note"]),
    ):
        if value or (note and note != "not found"):
            said.append({"what": what, "value": value or "no figure", "unit": unit if value else "",
                         "note": note or None})  # fmt: skip
    return said


def _summary(row: Row, legs: Sequence[Leg]) -> dict[str, Any]:
    measured = [leg.length_km for leg in legs if leg.branch == legs[0].branch]
    whole = None if None in measured else round(sum(km for km in measured if km is not None), 1)
    return {
        "id": row["corridor_id"],
        "name": row["name"],
        "waypoints": row["waypoints"],
        "legs": len(legs),
        "length_km": whole,
        "status_text": row["status"],
    }


def _gate_states(sources: Path) -> dict[str, list[dict[str, Any]]]:
    """Say by gate and day what the ledger lets through to trade."""
    made = json.loads(crossings.build(sources)["crossings.geojson"])
    found: dict[str, list[dict[str, Any]]] = {}
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


def _runs(states: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """Join neighbouring intervals that say the same."""
    joined: list[dict[str, Any]] = []
    for state in sorted(states, key=lambda one: one["valid_from"] or ""):
        last = joined[-1] if joined else None
        if last and (last["kind"], last["text"]) == (state["kind"], state["text"]):
            last["valid_to"] = state["valid_to"]
        else:
            joined.append(dict(state))
    return joined


def _blockade(sources: Path) -> tuple[dict[str, Any], ...]:
    """Give the interval in which Iran's ports were blockaded, from the policy events."""
    events = read_table(sources, "facts/policy_events.csv").by("event_id")
    begin, end = events["P64"], events["P67"]
    return (
        {
            "valid_from": begin["date"],
            "valid_to": end["date"],
            "kind": "closed",
            "text": f"{begin['title']}: {begin['what_changed']}",
            "place": "IR-BND",
        },
    )


def _states(
    leg: Leg,
    gates: Mapping[str, list[dict[str, Any]]],
    ports: Sequence[dict[str, Any]],
    legs: Sequence[Leg],
) -> list[dict[str, Any]]:
    """Say for every day whether trade passes: by the branch's gate, and by the port's blockade."""
    if not leg.built:
        return [{"valid_from": None, "valid_to": None, "kind": "planned", "text": "Not built",
                 "place": None}]  # fmt: skip
    passed = [
        point.place
        for one in legs
        if one.branch == leg.branch
        for point in (one.origin, one.destination)
        if point.place in gates
    ]
    own = gates[passed[0]] if passed else [
        {"valid_from": None, "valid_to": None, "kind": "unknown", "text": "No status by day",
         "place": None}
    ]  # fmt: skip
    if not ports:
        return own
    cut: list[dict[str, Any]] = []
    for state in own:
        cut += _around(state, ports[0]["valid_from"], ports[0]["valid_to"])
    return sorted([*cut, *ports], key=lambda one: one["valid_from"] or "")


def _around(state: dict[str, Any], start: str, end: str) -> list[dict[str, Any]]:
    """Give what is left of an interval outside another."""
    begin, stop = state["valid_from"] or "", state["valid_to"] or "9999"
    parts = []
    if begin < start:
        parts.append(state | {"valid_to": min(stop, start)})
    if stop > end:
        parts.append(state | {"valid_from": max(begin, end)})
    return parts


def _traffic(sources: Path) -> dict[str, _Traffic]:
    """Class each corridor by the tonnes a year that its source gives."""
    found = {}
    for row in read_table(sources, "edits/corridor_traffic.csv"):
        tonnes = int(row["low_tonnes_a_year"])
        level = next(level for level, least in CLASSES if tonnes >= least)
        found[row["corridor"]] = _Traffic(
            level,
            f"{row['figure']}, {row['period']} ({row['source_name']}); as a yearly figure about "
            f"{tonnes:,} t: {row['method']}.",
        )
    return found
