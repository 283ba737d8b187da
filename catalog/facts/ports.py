"""Ports and sea lanes: where they lie, what is known of each, and their status by day."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from catalog.ledger.as_of import KnownDuring
from catalog.ledger.freshness import PORT_UNKNOWN_AFTER_DAYS
from catalog.ledger.intervals import Interval
from catalog.ledger.port_reports import PortLedger, read_port_ledger
from catalog.origin import load_origins
from catalog.problems import CatalogError
from catalog.record.looks import as_meta, read_looks
from catalog.record.track import held, trials
from catalog.tables.basis import basis_of, best
from catalog.tables.reading import read_table, split_urls, url_sources, with_corrections
from catalog.tables.rows import Row, Source

GATEWAYS: Mapping[str, str] = {
    "PK-KHI": "karachi",
    "PK-BQM": "karachi",
    "PK-GWD": "gwadar",
    "IR-BND": "bandar_abbas",
    "IR-ZBR-SB": "chabahar",
    "IR-ZBR-SK": "chabahar",
    "TM-KRW": "north",
    "AZ-BAK": "north",
    "GE-PTI": "north",
    "GE-BUS": "north",
    "TR-MER": "north",
    "TR-IST": "north",
}
"""The gateway by which a port serves Afghan trade; any other port is ``other``."""

SITES: Mapping[str, str] = {"IR-ZBR-SK": "IR-ZBR-SB"}
"""The port of whose mark a quay is a part."""

_RANKS = {"PK-KHI": 1, "IR-BND": 1, "PK-GWD": 1, "IR-ZBR-SB": 1, "PK-BQM": 2, "IR-ZBR-SK": 8}
_GATEWAY_COUNTRIES = ("PAK", "IRN")
_INDEX: Source = {
    "name": "World Port Index (NGA, Pub. 150)",
    "url": "https://msi.nga.mil/Publications/WPI",
    "date": None,
}
# Label, value, source, year and unit; the unit stands only with a bare number.
_FIGURES = (
    ("Legal or sanctions status, any date", "sanctions_legal_status", "status_source", "", ""),
    ("Role in Afghan transit", "role_in_afghan_transit", "role_source", "", ""),
    ("Operator", "operator", "operator_source", "", ""),
    ("Containers", "throughput_teu", "teu_source", "teu_year", "TEU a year"),
    ("Cargo", "throughput_tonnes", "tonnes_source", "tonnes_year", "t a year"),
    ("Depth", "depth_m", "depth_source", "", "m"),
    ("Berths", "berths", "berths_source", "", ""),
    ("Capacity", "capacity", "capacity_source", "", ""),
    ("Planned capacity", "planned_capacity", "planned_source", "", ""),
    ("UN/LOCODE", "un_locode", "locode_source", "", ""),
)
_AT_LEAST = " (more than)"
_PART = re.compile(r"\bonly\b|\byear to date\b|\bbulk\b")


@dataclass(frozen=True)
class Position:
    """Where a port is drawn and on what that rests.

    Parameters
    ----------
    lon, lat
        Degrees, WGS84.
    text
        Where the position comes from, in words.
    confidence
        ``medium`` where it is sourced, ``low`` where it is an estimate or a town.
    sources
        Empty for an estimate.
    """

    lon: float
    lat: float
    text: str
    confidence: str
    sources: tuple[Source, ...]


def build(sources: Path) -> Mapping[str, bytes]:
    """Build ``ports.geojson``.

    Raises
    ------
    CatalogError
        If a port has no position, or the World Port Index lacks one that is looked up in it.
    """
    import geopandas as gpd

    from catalog.geojson import CRS, to_geojson

    positions = read_positions(sources)
    ledger = read_port_ledger(sources)
    rows = [
        *(_record(row, positions[row["port_id"]])
          for row in read_table(sources, "facts/ports.csv")),
        *(_lane(row) for row in read_table(sources, "facts/canonical_ids.csv")
          if row["kind"] == "lane"),
    ]  # fmt: skip
    records = [_dated(row, entry, ledger) for row in rows for entry in ledger.of(row["place"])]
    columns = dict.fromkeys(column for record in records for column in record)
    where = [row["position"] for row in records]
    frame = gpd.GeoDataFrame(
        {
            column: [record.get(column) for record in records]
            for column in columns
            if column != "position"
        },
        geometry=gpd.points_from_xy([lon for lon, _ in where], [lat for _, lat in where]),
        crs=CRS,
    )
    origins = load_origins(sources)
    used = [origins[key] for key in ("facts", "world_port_index") if key in origins]
    meta = {
        "unknown_after_days": PORT_UNKNOWN_AFTER_DAYS,
        "looked": as_meta(read_looks(sources), {row["place"] for row in rows}),
        "held": held(trials(sources), "port"),
    }
    return {"ports.geojson": to_geojson(frame, name="ports", origins=used, meta=meta)}


def _dated(
    row: Mapping[str, Any], entry: KnownDuring[Interval], ledger: PortLedger
) -> dict[str, Any]:
    """Return a place in one interval; what stands in no interval keeps the place's own id."""
    start = entry.value.start
    status = ledger.status(entry)
    alone = start is None and entry.value.end is None and not entry.suffix
    part = "" if alone else f"_{start.isoformat() if start else 'before'}{entry.suffix}"
    cited = ledger.sources(ledger.behind(entry.value))
    return {
        **row,
        **status,
        "id": f"{row['place']}{part}",
        "sources": _unique([*cited, *row["sources"]]),
    }


def _lane(row: Row) -> dict[str, Any]:
    """Return what does not change of a sea lane; what it leaves out is null."""
    place = row["canonical_id"]
    source: Source = {"name": row["coord_source"], "url": None, "date": None}
    return {
        "id": place,
        "place": place,
        "site": place,
        "name": row["name"],
        "kind": "strait",
        "gate": "other",
        "confidence": "medium",
        "basis": basis_of(row),
        "facts": [],
        "position_source": row["coord_source"],
        "position_confidence": "medium",
        "sources": [source],
        "label": row["name"],
        "rank": 2,
        "position": (float(row["lon"]), float(row["lat"])),
    }


def read_positions(sources: Path) -> dict[str, Position]:
    """Place each port of ``ports.csv``.

    An estimate gives way to the World Port Index where that has the port; else it stays and is
    called approximate.

    Raises
    ------
    CatalogError
        If the index lacks a port that ``canonical_ids.csv`` names in it, or a position is missing.
    """
    index = read_table(sources, "network/nodes_ports_wpi.csv").by("Main Port Name")
    named = read_table(sources, "facts/canonical_ids.csv").by("canonical_id")
    found: dict[str, Position] = {}
    problems = []
    for row in read_table(sources, "facts/ports.csv"):
        port = row["port_id"]
        known = named[port]["network_id"] if port in named else ""
        if _is_estimate(row) and known and known not in index:
            problems.append(row.problem(f"the World Port Index at hand has no '{known}'"))
        elif not row["lon"] or not row["lat"]:
            problems.append(row.problem(f"port {port} has no position"))
        else:
            try:
                found[port] = _position(row, index.get(known) if _is_estimate(row) else None)
            except ValueError as error:
                problems.append(row.problem(str(error)))
    if problems:
        raise CatalogError(problems)
    return found


def _is_estimate(row: Row) -> bool:
    return "not sourced" in row["coord_source"]


def _position(row: Row, entry: Row | None) -> Position:
    if entry is not None:
        text = f"World Port Index, '{entry['Main Port Name']}'"
        return Position(
            float(entry["Longitude"]), float(entry["Latitude"]), text, "medium", (_INDEX,)
        )
    lon, lat, given = float(row["lon"]), float(row["lat"]), row["coord_source"]
    if _is_estimate(row):
        return Position(lon, lat, "Approximate: our estimate, without a source", "low", ())
    if "World Port Index (" in given:
        return Position(lon, lat, "World Port Index", "medium", (_INDEX,))
    if not url_sources(given):
        text = "Approximate: harbour point from general knowledge"
        return Position(lon, lat, text, "low", ())
    words = split_urls(given)[1].strip("()")
    graded = "low" if "city" in words else "medium"
    text = (
        "Approximate: the city"
        if graded == "low"
        else f"As given by {url_sources(given)[0]['name']}"
    )
    return Position(lon, lat, text, graded, tuple(url_sources(given)))


def _record(row: Row, where: Position) -> dict[str, Any]:
    port = row["port_id"]
    facts = [fact for figure in _FIGURES if (fact := _fact(row, *figure)) is not None]
    shown = {fact["column"]: fact for fact in facts}
    years = dict.fromkeys(year for year in (row["teu_year"], row["tonnes_year"]) if year)
    cited = [source for fact in facts for source in fact["sources"]]
    return {
        "id": port,
        "place": port,
        "site": SITES.get(port, port),
        "name": row["name"],
        "kind": "gate" if row["country_iso3"] in _GATEWAY_COUNTRIES else "destination",
        "gate": GATEWAYS.get(port, "other"),
        "country": row["country_iso3"],
        "date_precision": None,
        "date_text": f"Figures of {', '.join(years)}" if years else None,
        "confidence": row["confidence"],
        "basis": best(fact["basis"] for fact in facts),
        **{column: _shown(shown.get(column)) for column in ("operator", "depth_m", "berths")},
        "throughput_teu": _whole(shown.get("throughput_teu"), row),
        "teu_year": row["teu_year"] or None,
        "throughput_tonnes": _whole(shown.get("throughput_tonnes"), row),
        "tonnes_year": row["tonnes_year"] or None,
        **{column: _shown(shown.get(column)) for column in ("capacity", "planned_capacity")},
        "status_text": _shown(shown.get("sanctions_legal_status")),
        "role": _shown(shown.get("role_in_afghan_transit")),
        "facts": [{key: fact[key] for key in fact if key != "column"} for fact in facts],
        "note": row["notes"] or None,
        "position_source": where.text,
        "position_confidence": where.confidence,
        "sources": with_corrections(_unique([*cited, *where.sources]), row),
        "caveat": "The position is approximate." if where.confidence == "low" else None,
        "label": _label(port, row["name"]),
        "rank": _RANKS.get(port, 4),
        "position": (where.lon, where.lat),
    }


def _fact(
    row: Row, label: str, column: str, source: str, year: str, unit: str
) -> dict[str, Any] | None:
    """Return a figure as the card shows it; None where it is unknown or nobody is named for it."""
    value, cited = row[column], url_sources(row[source])
    if not value or not cited:
        return None
    words = split_urls(row[source])[1].strip("()")
    when = row[year] if year else words if re.match(r"\d{4}", words) else ""
    # A part of a year or of the trade is no yearly figure.
    per = unit.removesuffix(" a year") if _PART.search(when) else unit
    number = re.fullmatch(r"\d+(\.\d+)?", value)
    conflict = "CONFLICT" in value
    if number and float(value) >= 1000:
        value = f"{int(value):,}"
    if when.endswith(_AT_LEAST):
        value, when = f"more than {value}", when.removesuffix(_AT_LEAST)
    return {
        "column": column,
        "label": label if number or not unit else f"{label}, {unit}",
        "value": value.replace("; CONFLICT", "; sources conflict"),
        "unit": per if number and per else None,
        "year": when or None,
        "note": words if words and words != when else None,
        "conflict": conflict,
        "basis": basis_of({"sources": row[source]}),
        "sources": cited,
    }


def _shown(fact: Mapping[str, Any] | None) -> str | None:
    return None if fact is None else str(fact["value"])


def _whole(fact: Mapping[str, Any] | None, row: Row) -> int | None:
    return None if fact is None else int(row[fact["column"]])


def _label(port: str, name: str) -> str:
    town, _, basin = name.partition(" - ")
    if port == "IR-ZBR-SK":
        return basin
    return town.partition("(")[0].rstrip() if town.endswith(")") else town


def _unique(found: Iterable[Source]) -> list[Source]:
    listed = list(found)
    return [source for at, source in enumerate(listed) if source not in listed[:at]]
