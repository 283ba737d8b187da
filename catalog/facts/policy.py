"""Policy events: waivers, bans, tariffs, transit measures and blockades, one feature for each."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from catalog.dates import PartialDate, parse_date
from catalog.facts.places import Place, read_places
from catalog.ledger.port_reports import EVENTS
from catalog.ledger.port_reports import TABLE as PORT_STATUS
from catalog.origin import load_origins
from catalog.problems import CatalogError, Problem
from catalog.tables.basis import basis_of
from catalog.tables.date_basis import DateBases, read_date_bases, shown
from catalog.tables.reading import read_table, url_sources, with_corrections
from catalog.tables.rows import Row


def build(sources: Path) -> Mapping[str, bytes]:
    """Build ``policy.geojson``; an event stands at the first of its places that has a position.

    Raises
    ------
    CatalogError
        With every event whose date or place cannot be read.
    """
    import geopandas as gpd
    import shapely

    from catalog.geojson import CRS, to_geojson

    records = _records(sources)
    frame = gpd.GeoDataFrame(
        {column: [record[column] for record in records] for column in records[0]},
        geometry=[
            shapely.Point(row["positions"][0]["lon"], row["positions"][0]["lat"])
            if row["positions"]
            else None
            for row in records
        ],
        crs=CRS,
    )
    origins = [load_origins(sources)["facts"]]
    return {"policy.geojson": to_geojson(frame, name="policy", origins=origins)}


def _records(sources: Path) -> list[dict[str, Any]]:
    places = read_places(sources)
    corridors = read_table(sources, "facts/corridors.csv").by("corridor_id")
    lanes, date_bases = lanes_of(sources), read_date_bases(sources)
    records: list[dict[str, Any]] = []
    problems: list[Problem] = []
    for row in read_table(sources, EVENTS):
        given = row["place_ids"].split("|") if row["place_ids"] else []
        named = [*given, *lanes.get(row["event_id"], ())]
        unknown = [name for name in named if name not in places and name not in corridors]
        if unknown:
            problems.append(row.problem(f"place_ids {unknown} are no places and no corridors"))
            continue
        try:
            day = parse_date(row["date"])
        except ValueError as error:
            problems.append(row.problem(str(error)))
            continue
        records.append(_record(row, day, [places[name] for name in named if name in places],
                               [name for name in named if name in corridors], date_bases))  # fmt: skip
    if problems:
        raise CatalogError(problems)
    return sorted(records, key=lambda record: (record["valid_from"], record["id"]))


def _record(
    row: Row, day: PartialDate, at: list[Place], corridors: list[str], date_bases: DateBases
) -> dict[str, Any]:
    day_of = date_bases.of(EVENTS, row)
    return {
        "id": row["event_id"],
        "name": row["title"],
        "kind": "policy",
        "text": row["what_changed"],
        "place": at[0].id if at else None,
        "places": [place.id for place in at],
        "positions": [
            {"id": place.id, "name": place.name, "lon": round(place.lon, 5),
             "lat": round(place.lat, 5)}
            for place in at
        ],
        "corridors": corridors,
        "valid_from": day.first.isoformat(),
        "valid_to": None,
        # Few of the sources are dated: the event is taken as known on its own day.
        "known_from": day.first.isoformat(),
        "known_to": None,
        "date_precision": day.precision,
        "date_text": shown(day.text, day_of),
        "confidence": row["confidence"],
        "basis": basis_of(row),
        "date_basis": day_of,
        "sources": with_corrections(url_sources(row["sources"]), row),
        "caveat": None if at else "It names no place of this map.",
        "label": row["title"],
        "rank": 5,
    }  # fmt: skip


def lanes_of(sources: Path) -> dict[str, list[str]]:
    """Return by event the sea lanes of which it speaks, which have no id in the table as received."""
    found: dict[str, list[str]] = {}
    for row in read_table(sources, PORT_STATUS):
        for event in row["event_ids"].split("|") if row["place"].startswith("SL-") else ():
            if row["place"] not in found.setdefault(event, []):
                found[event].append(row["place"])
    return found
