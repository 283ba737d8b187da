"""Trade routes: every corridor as Legs with its published figures and its state by day."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import geopandas as gpd

from catalog.corridors import strands
from catalog.corridors.leg_status import (
    State,
    afghan_gateways,
    gateway_states,
    known_states,
    port_restrictions,
)
from catalog.corridors.tracing import CorridorTracer, Leg
from catalog.dates import parse_span
from catalog.geojson import CRS, to_geojson
from catalog.network.graph import NoPathError
from catalog.origin import load_origins
from catalog.problems import CatalogError, Problem
from catalog.tables.basis import basis_of
from catalog.tables.reading import read_table, url_sources
from catalog.tables.rows import Row

# Tonnes of Afghan traffic a year from which a line is drawn wider.
CLASSES: tuple[tuple[int, int], ...] = ((3, 1_000_000), (2, 100_000), (1, 1))
TRAFFIC_LEGEND = (
    "Width: Afghan traffic a year, over 1 million t, over 100,000 t, less; hairline: no figure."
)


@dataclass(frozen=True)
class _Traffic:
    level: int
    note: str


def build(sources: Path) -> Mapping[str, bytes]:
    """Trace every corridor and write ``routes.geojson``.

    Raises
    ------
    CatalogError
        If a corridor has no waypoints or no gateway, or the network does not join its waypoints.
    """
    tracer = CorridorTracer(sources)
    rows = read_table(sources, "facts/corridors.csv")
    waypoints = tracer.waypoints()
    seaward = read_table(sources, "edits/corridor_gates.csv").by("corridor")
    problems = _unready(rows, waypoints, seaward)
    if problems:
        raise CatalogError(problems)
    gateways, at_sea = gateway_states(sources), port_restrictions(sources)
    afghan = afghan_gateways(sources)
    traffic = _traffic(sources)
    records: list[dict[str, Any]] = []
    lines = []
    index = []
    for row in rows:
        key = row["corridor_id"]
        legs: list[Leg] = []
        for branch, points in sorted(waypoints[key].items()):
            try:
                legs += tracer.legs(branch, points)
            except NoPathError as error:
                problems.append(row.problem(f"{key}{branch}: {error}"))
        for number, leg in enumerate(legs, start=1):
            states = known_states(leg, legs, gateways, at_sea, afghan)
            gateway = seaward[key]["gate"]
            records.append(_record(row, number, leg, legs, gateway, traffic.get(key), states))
            lines.append(leg.line)
        index.append(_summary(row, legs))
    if problems:
        raise CatalogError(problems)
    origins = load_origins(sources)
    frame = gpd.GeoDataFrame(records, geometry=lines, crs=CRS)
    used = [origins[name] for name in ("facts", "osm_network", "sea_grid")]
    meta = {"traffic_legend": TRAFFIC_LEGEND, "corridors": index}
    return {
        "routes.geojson": to_geojson(frame, name="routes", origins=used, decimals=4, meta=meta),
        strands.FILE: strands.content(records, lines),
    }


def _unready(
    rows: Iterable[Row], waypoints: Collection[str], gateways: Collection[str]
) -> list[Problem]:
    """Find the corridors that cannot be drawn, before the network is read."""
    return [
        row.problem(f"{row['corridor_id']} has no row in edits/corridor_{what}.csv; add it")
        for row in rows
        for what, corridors in (("waypoints", waypoints), ("gates", gateways))
        if row["corridor_id"] not in corridors
    ]


def _record(
    row: Row,
    number: int,
    leg: Leg,
    legs: Sequence[Leg],
    gateway: str,
    traffic: _Traffic | None,
    states: list[State],
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
        "gate": gateway,
        "label": _label(row["name"]),
        "rank": 3 - (traffic.level if traffic else 0),
        "traffic_class": traffic.level if traffic and leg.built else 0,
        "traffic_note": traffic.note if traffic else "No figure was found.",
        "crossings": list(dict.fromkeys(p.place for one in legs if one.branch == leg.branch
                                        for p in (one.origin, one.destination)
                                        if p.place.startswith("XG-"))),
        "after_break": leg.gateway or None,
        "states": states,
        "published": _published(row),
        "bottlenecks": row["bottlenecks"] or None,
        "status_text": row["status"],
        "status_date": when,
        "note": leg.note or None,
        "valid_from": None,
        "valid_to": None,
        # A route is no news; what is known of its gateways on a day stands in the states.
        "known_from": None,
        "known_to": None,
        "date_precision": parse_span(when).precision,
        "date_text": f"as reported up to {parse_span(when).text}",
        "confidence": row["confidence"],
        "basis": basis_of(row),
        "sources": url_sources(row["sources"]),
    }  # fmt: skip


def _label(name: str) -> str:
    """Shorten a corridor's name to what fits on its line: its first two places."""
    return "-".join(name.partition(" (")[0].split("-")[:2])


def _published(row: Row) -> list[dict[str, Any]]:
    """Return length, time and cost as published; a note that says CONFLICT stays with its figure."""
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
