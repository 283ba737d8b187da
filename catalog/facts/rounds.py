"""Rounds: the numbered talks as a sequence, each with the route from the round before it."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from catalog.facts.arcs import curve
from catalog.facts.engagements import read_engagements
from catalog.facts.places import read_places
from catalog.origin import load_origins


def build(sources: Path) -> Mapping[str, bytes]:
    """Build ``rounds.geojson``: a feature for each round that was held, in their order.

    The line leads from the place of the round before to that of the round; the first round, and one
    held where the one before was, have none. It shows an order, not a route that anybody took.

    Raises
    ------
    CatalogError
        With every meeting whose date, status or place cannot be read.
    """
    import geopandas as gpd

    from catalog.geojson import CRS, to_geojson

    records = read_rounds(sources)
    columns = [column for column in records[0] if column != "geometry"]
    frame = gpd.GeoDataFrame(
        {column: [record[column] for record in records] for column in columns},
        geometry=[record["geometry"] for record in records],
        crs=CRS,
    )
    origins = [load_origins(sources)["facts"]]
    return {"rounds.geojson": to_geojson(frame, name="rounds", origins=origins, decimals=3)}


def read_rounds(sources: Path) -> list[dict[str, Any]]:
    """Read the numbered meetings that were held, as known at each time, in the order of rounds."""
    places = read_places(sources)
    held = [row for row in read_engagements(sources) if row["round"] and row["met"]]
    venues = {row["round"]: row["place"] for row in held}
    records = []
    for row in sorted(held, key=lambda row: (row["round"], row["known_from"] or "")):
        number, before = row["round"], venues.get(row["round"] - 1)
        line = None
        if before is not None and before != row["place"]:
            start, end = places[before], places[row["place"]]
            line = curve((start.lon, start.lat), (end.lon, end.lat))
        records.append(
            {
                **row,
                "id": row["id"].replace(row["meeting"], f"round-{number}", 1),
                "name": row["name"],
                "kind": "round",
                "label": f"Round {number - 1} to {number}",
                "rank": 2,
                "geometry": line,
            }
        )
    return records
