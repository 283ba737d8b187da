"""What routing reads beside the network: the tables of its costs, terms and evidence, and small towns.

They are built, so that the app and the commands run from ``data/geo`` alone.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from catalog.atlas.routing_tables import TABLES_FILE, TOWNS_FILE
from catalog.geography.towns import towns_left_out
from catalog.tables.reading import read_table

# Columns of None are all.
_TABLES: Mapping[str, tuple[str, ...] | None] = {
    "edits/routing_parameters.csv": None,
    "edits/routing_calibration.csv": None,
    "edits/routing_extras.csv": None,
    "edits/routing_bans.csv": None,
    "edits/routing_exits.csv": None,
    "edits/routing_observed.csv": None,
    "edits/routing_markets.csv": None,
    "edits/routing_counts.csv": None,
    "edits/routing_targets.csv": None,
    "edits/routing_distances.csv": None,
    "edits/routing_doubts.csv": None,
    "edits/routing_spellings.csv": None,
    "edits/routing_passes.csv": None,
    "edits/routing_places.csv": None,
    "edits/routing_provinces.csv": None,
    "edits/corridor_waypoints.csv": None,
    "network/published_distances.csv": None,
    "facts/corridors.csv": None,
    "facts/canonical_ids.csv": ("canonical_id", "kind", "name", "status_id"),
}
_GAZETTEER = "basemap/places_geonames.gpkg"
_TOWNS = """
    select geonameid, name, countrycode, longitude, latitude, population, alternatenames
    from places_geonames
"""


def build(sources: Path) -> Mapping[str, bytes]:
    """Build the tables as they stand after corrections and additions, and the list of small towns."""
    tables = {name: _table(sources, name, columns) for name, columns in _TABLES.items()}
    return {TABLES_FILE: _lines({"tables": tables}), TOWNS_FILE: _lines({"towns": _towns(sources)})}


def _table(sources: Path, name: str, columns: tuple[str, ...] | None) -> dict[str, Any]:
    found = read_table(sources, name)
    kept = columns or found.columns
    rows = [[row.file, row.line, *(row[column] for column in kept)] for row in found]
    return {"file": found.file, "columns": kept, "rows": rows}


def _towns(sources: Path) -> list[tuple[Any, ...]]:
    path = sources / _GAZETTEER
    with sqlite3.connect(f"file:{path}?mode=ro", uri=True) as base:
        rows = base.execute(_TOWNS).fetchall()
    left_out = towns_left_out(sources)
    return [row[1:] for row in rows if row[0] not in left_out]


def _lines(content: Mapping[str, Any]) -> bytes:
    text = json.dumps(content, ensure_ascii=False, separators=(",", ":"))
    return text.replace("],[", "],\n[").encode() + b"\n"
