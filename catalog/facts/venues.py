"""Places where delegations met: one feature for each place, interval and state of knowledge."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date
from functools import partial
from itertools import pairwise
from pathlib import Path
from typing import Any

from catalog.facts.engagements import ANNOUNCED, read_engagements
from catalog.facts.places import Place, read_places
from catalog.ledger.as_of import versions_by_known_date
from catalog.origin import Origin, load_origins
from catalog.tables.basis import basis_of, best
from catalog.tables.reading import read_table, url_sources
from catalog.tables.rows import Row, Source

# What the received notes say of the table itself.
_ABOUT_ROWS = re.compile(
    r"(Reference point for claims, no|(?<!\d)\d+) engagement rows?( of its own)?\."
)
_CITY_LEVEL = "The point stands for the city, not for the building."


def build(sources: Path) -> Mapping[str, bytes]:
    """Build ``engagements.geojson`` and ``venues.geojson``.

    Raises
    ------
    CatalogError
        With every meeting whose date, status or place cannot be read.
    """
    origins = [load_origins(sources)["facts"]]
    engagements = read_engagements(sources)
    venues = _venues(sources, engagements)
    return {
        "engagements.geojson": _write("engagements", engagements, origins, decimals=3),
        "venues.geojson": _write("venues", venues, origins, decimals=5),
    }


def _write(
    name: str, records: list[dict[str, Any]], origins: list[Origin], *, decimals: int
) -> bytes:
    import geopandas as gpd

    from catalog.geojson import CRS, to_geojson

    columns = [column for column in records[0] if column != "geometry"]
    frame = gpd.GeoDataFrame(
        {column: [record[column] for record in records] for column in columns},
        geometry=[record["geometry"] for record in records],
        crs=CRS,
    )
    return to_geojson(frame, name=name, origins=origins, decimals=decimals)


def _venues(sources: Path, engagements: Iterable[Mapping[str, Any]]) -> list[dict[str, Any]]:
    places = read_places(sources)
    by_venue: dict[str, list[Mapping[str, Any]]] = {}
    for engagement in engagements:
        if engagement["place"]:
            by_venue.setdefault(engagement["place"], []).append(engagement)
    records: list[dict[str, Any]] = []
    for row in read_table(sources, "facts/venues.csv"):
        listed = by_venue.get(row["venue_id"], [])
        place = places[row["venue_id"]]
        ends = {one[key] for one in listed for key in ("known_from", "known_to") if one[key]}
        found = versions_by_known_date(
            map(date.fromisoformat, ends),
            partial(_counts, row, place, listed),
            key=lambda one: (one["valid_from"], one["valid_to"], one["count"], *one["engagements"]),
        )
        made = [
            {**one.value, "id": one.value["id"] + one.suffix, **one.as_properties()}
            for one in found
        ]
        records += sorted(made, key=lambda one: one["valid_from"] or "")
    return records


def _counts(
    row: Row, place: Place, listed: Iterable[Mapping[str, Any]], known: date | None
) -> list[dict[str, Any]]:
    """Return a place's intervals as they were known on a day, those without a meeting included."""
    day = known.isoformat() if known else ""
    told = [
        one for one in listed
        if one["known_from"] <= day and (not one["known_to"] or day < one["known_to"])
    ]  # fmt: skip
    days = sorted({str(one[key]) for one in told for key in ("valid_from", "valid_to") if one[key]})
    return [
        _venue(row, place, [one for one in told if start and _stands(one, start)], start, end)
        for start, end in pairwise([None, *days, None])
    ]


def _stands(engagement: Mapping[str, Any], day: str) -> bool:
    end = engagement["valid_to"]
    return str(engagement["valid_from"]) <= day and (not end or day < str(end))


def _venue(
    row: Row, place: Place, so_far: list[Mapping[str, Any]], start: str | None, end: str | None
) -> dict[str, Any]:
    import shapely

    announced = any(one["kind"] in ANNOUNCED for one in so_far)
    met = [one for one in so_far if one["met"]]
    listed = met or so_far
    latest = listed[-1] if listed else None
    count = len(met)
    note = _ABOUT_ROWS.sub("", row["notes"]).strip()
    cited: list[Source] = [*(latest["sources"] if latest else ()), *url_sources(row["source_urls"])]
    return {
        "id": f"{row['venue_id']}_{start}" if start else row["venue_id"],
        "place": row["venue_id"],
        "canonical": place.id,
        "name": place.name,
        "kind": "held" if count else "announced" if announced else "reference",
        "count": count,
        "country": row["country_iso3"],
        "valid_from": start,
        "valid_to": end,
        "known_from": None,
        "known_to": None,
        "date_precision": latest["date_precision"] if latest else None,
        "date_text": latest["date_text"] if latest else None,
        "latest": _summary(latest) if latest else None,
        "engagements": [one["meeting"] for one in so_far],
        "role": row["role"].replace("|", ", "),
        "note": note or None,
        "confidence": latest["confidence"] if latest else "low",
        "basis": best(one["basis"] for one in listed) if listed else basis_of(row),
        "date_basis": latest["date_basis"] if latest else None,
        "sources": [source for at, source in enumerate(cited) if source not in cited[:at]],
        "caveat": _CITY_LEVEL if place.id == row["venue_id"] else None,
        "label": place.name.split(" (")[0],
        "rank": 1 if count >= 10 else 2 if count >= 3 else 3 if count else 6,
        "geometry": shapely.Point(place.lon, place.lat),
    }


def _summary(engagement: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "id": engagement["meeting"],
        "title": engagement["name"],
        "date_text": engagement["date_text"],
        "status": engagement["kind"],
    }
