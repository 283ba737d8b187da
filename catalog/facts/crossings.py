"""Border crossings with their reported status: one feature for each place, interval and knowledge."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from catalog.dates import parse_date
from catalog.facts.newest import in_words, newest
from catalog.ledger.as_of import KnownDuring
from catalog.ledger.crossing_notes import Notes
from catalog.ledger.crossing_reports import (
    ledger_of,
    read_places,
    read_reports,
    read_vouched,
)
from catalog.ledger.freshness import FRESH_DAYS, UNKNOWN_AFTER_DAYS
from catalog.ledger.intervals import CONFIDENCES, Interval, default_day
from catalog.ledger.statuses import STATUSES
from catalog.ledger.traffic import covers, people_alone
from catalog.origin import load_origins
from catalog.problems import CatalogError
from catalog.record.looks import as_meta, read_looks
from catalog.record.track import held, trials
from catalog.tables.basis import basis_of, best
from catalog.tables.date_basis import shown
from catalog.tables.reading import row_sources, with_corrections
from catalog.tables.rows import Row, Source

MAIN = ("XG-TORKHAM", "XG-CHAMAN", "XG-KHARLACHI", "XG-GHULAMKHAN", "XG-ANGOORADDA")
"""The five main crossings of Pakistan, on which the default day rests."""

_SECOND = ("XG-ISLAMQALA", "XG-MILAK", "XG-MAHIRUD", "XG-HAIRATAN", "XG-SHERKHAN", "XG-TORGHUNDI",
           "XG-AQINA", "XG-TAFTAN")  # fmt: skip

_JOINT = "From a report on road and rail together."
_COLUMNS = (
    "id", "place", "site", "name", "kind", "status", "phase", "told_later", "passed", "valid_from", "valid_to", "known_from", "known_to",
    "date_precision", "date_text", "since", "since_text", "reported_on", "last_status", "last_reported_on",
    "letter", "traffic", "covers", "traffic_out", "traffic_in", "reason", "disputed", "claims", "confidence",
    "basis", "date_basis", "sources", "addition", "caveat", "mode", "country_a", "country_b", "side_a", "side_b",
    "position_source", "position_confidence", "label", "rank",
)  # fmt: skip


def build(sources: Path) -> Mapping[str, bytes]:
    """Build ``crossings.geojson``.

    Raises
    ------
    CatalogError
        With every place without a position and every report that cannot be read.
    """
    import geopandas as gpd

    from catalog.geojson import CRS, to_geojson

    places, place_problems = read_places(sources)
    reports, rows, report_problems = read_reports(sources, places)
    problems = [*place_problems, *report_problems]
    if problems:
        raise CatalogError(problems)
    vouched = read_vouched(sources)
    ledger = {place: ledger_of(place, reports, rows, vouched) for place in places}
    notes = Notes(sources)
    records = [
        _record(places[place], entry, rows, notes)
        for place in sorted(places, key=lambda place: (places[place]["mode"] != "rail", place))
        for entry in sorted(ledger[place], key=lambda entry: entry.value.start or date.min)
    ]
    frame = gpd.GeoDataFrame(
        {column: [record[column] for record in records] for column in _COLUMNS},
        geometry=gpd.points_from_xy(
            [places[record["place"]]["lon"] for record in records],
            [places[record["place"]]["lat"] for record in records],
        ),
        crs=CRS,
    )
    origins = load_origins(sources)
    known_still = {
        place: [entry.value for entry in entries if entry.known_to is None]
        for place, entries in ledger.items()
    }
    meta = {
        "default_day": default_day(known_still, MAIN).isoformat(),
        "last_report": max(row.day for group in reports.values() for row in group).isoformat(),
        "newest": in_words(newest(sources, MAIN)),
        "fresh_days": FRESH_DAYS,
        "unknown_after_days": UNKNOWN_AFTER_DAYS,
        "looked": as_meta(read_looks(sources), places),
        "held": held(trials(sources), "crossing"),
    }
    used = [origins["facts"], origins["osm_crossings"]]
    return {"crossings.geojson": to_geojson(frame, name="crossings", origins=used, meta=meta)}


def _record(
    place: Mapping[str, Any], entry: KnownDuring[Interval], rows: Mapping[str, Row], notes: Notes
) -> dict[str, Any]:
    interval = entry.value
    behind = [rows[report.key] for report in interval.reports]
    # The most credible report of the day speaks for it; the others are among the claims.
    spoken = min(behind, key=lambda row: CONFIDENCES.index(row["confidence"]), default=None)
    start, end = interval.start, interval.end
    known = interval.phase != "unknown"
    style = STATUSES.get(interval.status)
    kind, letter = (style.kind, style.letter) if style else ("unknown", "")
    told = covers(interval.status, spoken["traffic"] if known and spoken else "")
    if kind == "open" and (people := people_alone(told)):
        # On a map of trade what is open to people alone never looks open.
        kind, letter = "limited", people
    out, back = notes.directions_of(spoken) if known and spoken else (None, None)
    day = notes.day_of(spoken) if spoken else None
    told_of = notes.date_basis(spoken) if spoken else None
    return {
        **place,
        "site": place["road_beside"] or place["place"],
        "id": f"{place['place']}_{start.isoformat() if start else 'before'}{entry.suffix}",
        "kind": kind,
        "status": interval.status,
        "phase": interval.phase,
        "told_later": interval.told_later,
        "passed": _passed(interval, rows),
        "valid_from": start.isoformat() if start else None,
        "valid_to": end.isoformat() if end else None,
        **entry.as_properties(),
        "date_precision": day.precision if day else None,
        "date_text": shown(day.text, told_of) if day and told_of else None,
        "since": interval.since.isoformat() if interval.since else None,
        "since_text": notes.since_text(place["place"], interval),
        "reported_on": interval.reported_on.isoformat() if interval.reported_on else None,
        "last_status": None if known or spoken is None else spoken["status"],
        "last_reported_on": None if known or spoken is None else spoken["date"],
        "letter": letter or None,
        "traffic": spoken["traffic"] or None if known and spoken else None,
        "covers": told,
        "traffic_out": out,
        "traffic_in": back,
        "reason": spoken["reason"] or None if known and spoken else None,
        "disputed": interval.disputed,
        "claims": _claims(behind) if interval.disputed else [],
        "confidence": spoken["confidence"] if spoken else "low",
        "basis": best(map(basis_of, telling(behind, interval.status))),
        "date_basis": told_of,
        "sources": _sources(behind) or place["position_sources"],
        "addition": any("accessed" in row for row in behind),
        "caveat": _caveat(place, behind),
        "label": place["name"],
        "rank": _rank(place, interval),
    }


def _passed(interval: Interval, rows: Mapping[str, Row]) -> str | None:
    """Return in words what passed before it was again as before; None if nothing did."""
    told = [rows[report.key] for report in interval.passed]
    if not told or interval.phase == "unknown":
        return None
    said = " and ".join(dict.fromkeys(f"{row['status'].replace('_', ' ')}" for row in told))
    return f"{parse_date(told[0]['date']).text}: {said}, on that day alone"


def telling(behind: Sequence[Row], status: str) -> Sequence[Row]:
    """Return the rows that tell the status shown; all of them where they leave it unknown."""
    return [row for row in behind if row["status"] == status] or behind


def _claims(behind: Iterable[Row]) -> list[dict[str, Any]]:
    return [
        {
            "side": row["source_name"],
            "text": f"{row['status'].replace('_', ' ')}: {row['traffic']} ({row['reason']})",
            "source": row_sources(row)[0],
        }
        for row in behind
    ]


def _sources(behind: Iterable[Row]) -> list[Source]:
    found = [src for row in behind for src in with_corrections(row_sources(row), row)]
    return [source for at, source in enumerate(found) if source not in found[:at]]


def _caveat(place: Mapping[str, Any], behind: Iterable[Row]) -> str | None:
    sentences = []
    if place["position_confidence"] == "low":
        sentences.append("The position is approximate.")
    if not place["road_exists"]:
        sentences.append("No motorable road crosses here.")
    if any(row["canonical_id"] != place["place"] for row in behind):
        sentences.append(_JOINT)
    return " ".join(sentences) or None


def _rank(place: Mapping[str, Any], interval: Interval) -> int:
    if place["place"] in MAIN:
        return 1
    if place["place"] in _SECOND:
        return 2
    if place["road_beside"]:
        return 7
    return 4 if interval.reports else 6
