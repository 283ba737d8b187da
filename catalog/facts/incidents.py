"""Incidents: what happened where, with each side's claims kept apart; nothing is added up."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from catalog.dates import Span, parse_span
from catalog.facts.claims import is_disputed, parse_claims, same_events, size_of, with_source
from catalog.facts.places import Place, read_places
from catalog.facts.ucdp import UCDP_ID, ucdp_records
from catalog.geojson import CRS, to_geojson
from catalog.ledger.as_of import known_from
from catalog.origin import Origin, load_origins
from catalog.problems import CatalogError, Problem
from catalog.tables.basis import basis_of
from catalog.tables.date_basis import PAGE, DateBases, read_date_bases, shown
from catalog.tables.reading import read_table, row_sources, with_corrections
from catalog.tables.rows import Row

KINDS: Mapping[str, str] = {
    "armed_clash": "clash",
    "airstrike": "strike",
    "shelling": "shelling",
    "drone_strike": "drone",
    "militant_attack": "attack",
    "border_closure": "closure",
    "border_reopening": "reopening",
    "ceasefire": "ceasefire",
    "deportation": "deportation",
    "fencing": "fence",
    "other": "other",
}
"""Types of the received table and the feature's kinds."""

_NOT_A_SITE = "country"
_PLACED = {
    "district": "The point stands for the district, not for the site.",
    "province": "The point stands for the province, not for the site.",
    _NOT_A_SITE: "Placed by country only: not drawn as a site.",
}
_TABLE = "facts/border_events.csv"
_RANGE = ("fatalities_min", "fatalities_max")
_ACCOUNTS = (
    "The range runs from the lowest to the highest single account; accounts are never added."
)


def build(sources: Path) -> Mapping[str, bytes]:
    """Build ``incidents.geojson`` and ``incidents_ucdp.geojson``.

    Raises
    ------
    CatalogError
        With every event whose type, date, place or range cannot be read.
    """
    origins = load_origins(sources)
    incidents = _incidents(sources)
    quoted = {key: row["id"] for row in incidents for key in row["same_as"]}
    coded = ucdp_records(sources, quoted)
    lacking = sorted(set(quoted) - {row["id"] for row in coded})
    if lacking:
        text = f"fatalities_note quotes {lacking}, which the UCDP table lacks"
        raise CatalogError([Problem("data/sources/facts/border_events.csv", 0, text)])
    return {
        "incidents.geojson": _write("incidents", incidents, [origins["facts"]], decimals=5),
        "incidents_ucdp.geojson": _write(
            "incidents_ucdp", coded, [origins["ucdp_candidate"]], decimals=4
        ),
    }


def _write(
    name: str, records: list[dict[str, Any]], origins: list[Origin], *, decimals: int
) -> bytes:
    import geopandas as gpd
    import shapely

    columns = [column for column in records[0] if column != "position"]
    frame = gpd.GeoDataFrame(
        {column: [record[column] for record in records] for column in columns},
        geometry=[
            shapely.Point(record["position"]) if record["position"] else None for record in records
        ],
        crs=CRS,
    )
    return to_geojson(frame, name=name, origins=origins, decimals=decimals)


def _incidents(sources: Path) -> list[dict[str, Any]]:
    places = read_places(sources)
    date_bases = read_date_bases(sources)
    records: list[dict[str, Any]] = []
    problems: list[Problem] = []
    for row in read_table(sources, _TABLE):
        texts = []
        if row["event_type"] not in KINDS:
            texts.append(f"event_type '{row['event_type']}' is none of {', '.join(KINDS)}")
        if row["crossing_id"] and row["crossing_id"] not in places:
            texts.append(f"no crossing '{row['crossing_id']}' in facts/canonical_ids.csv")
        span = None
        try:
            span = parse_span(row["date_start"], row["date_end"], precision=row["date_precision"])
        except ValueError as error:
            texts.append(str(error))
        problems += [row.problem(text) for text in texts]
        if span is None or texts:
            continue
        try:
            records.append(_incident(row, span, places, date_bases))
        except ValueError as error:
            problems.append(row.problem(str(error)))
    if problems:
        raise CatalogError(problems)
    return sorted(records, key=lambda record: (record["valid_from"], record["id"]))


def _incident(
    row: Row, span: Span, places: Mapping[str, Place], date_bases: DateBases
) -> dict[str, Any]:
    note = row["fatalities_note"]
    cited = row_sources(row)
    ucdp = next((source for source in cited if (source["name"] or "").startswith("UCDP")), None)
    claims = with_source(parse_claims(note), ucdp)
    low, high = _deaths(row)
    texts = (note, row["summary"], row["actors"])
    day_of = date_bases.of(_TABLE, row)
    return {
        "id": row["id"],
        "name": row["title"],
        "kind": KINDS[row["event_type"]],
        "place": row["crossing_id"] or None,
        "place_name": row["place_name"],
        "country": row["country_iso3"],
        "valid_from": span.valid_from,
        "valid_to": None,
        "last_day": span.last.isoformat(),
        "known_from": known_from(row, span.first).isoformat(),
        "known_to": None,
        "date_precision": span.precision,
        "date_text": shown(span.text, day_of),
        "actors": [part.strip() for part in row["actors"].split(";")],
        "deaths_min": low,
        "deaths_max": high,
        "deaths_note": note or None,
        "size": size_of(low),
        "claims": claims,
        "disputed": is_disputed(claims, texts, low, high),
        "summary": row["summary"],
        "location_precision": row["location_precision"],
        "located": row["location_precision"] != _NOT_A_SITE,
        "same_as": [UCDP_ID.format(number) for number in same_events(note)],
        "confidence": row["confidence"],
        "basis": basis_of(row),
        "date_basis": day_of,
        "sources": with_corrections(cited, row),
        "caveat": _caveat(row, day_of),
        "label": row["title"],
        "rank": 6 - size_of(low),
        "position": _position(row, places),
    }


def _deaths(row: Row) -> tuple[int | None, int | None]:
    low, high = row["fatalities_min"], row["fatalities_max"]
    return (int(low) if low else None, int(high) if high else None)


def _caveat(row: Row, day_of: str) -> str | None:
    sentences = []
    if not row["crossing_id"] and row["location_precision"] in _PLACED:
        sentences.append(_PLACED[row["location_precision"]])
    if day_of == PAGE:
        sentences.append("The day is that of the first report.")
    if any(edit["column"] in _RANGE for edit in row.corrections):
        sentences.append(_ACCOUNTS)
    return " ".join(sentences) or None


def _position(row: Row, places: Mapping[str, Place]) -> tuple[float, float] | None:
    if row["location_precision"] == _NOT_A_SITE:
        return None
    if row["crossing_id"]:
        # An event at a gateway stands at the gateway.
        gateway = places[row["crossing_id"]]
        return gateway.lon, gateway.lat
    return float(row["lon"]), float(row["lat"])
