"""The tables that routing needs beside the network, as built from ``data/sources``."""

from __future__ import annotations

import json
from functools import lru_cache
from pathlib import Path
from typing import Any

from catalog.paths import stamp_of
from catalog.tables.rows import Row, Table

TABLES_FILE = "routing_tables.json"
TOWNS_FILE = "small_towns.json"

SmallTown = tuple[str, str, float, float, int, str]
"""Name, country (ISO alpha-2), longitude, latitude (degrees, WGS84), people, other names."""


def read_built(geo: Path, name: str) -> Table:
    """Return a table as it stood at the build, with its corrections and additions.

    Parameters
    ----------
    geo
        Folder of what was built.
    name
        Path below the sources, as in ``edits/routing_passes.csv``.

    Raises
    ------
    FileNotFoundError
        If the tables have not been built.
    KeyError
        If the table is none of those that are built.
    """
    table = _tables(geo / TABLES_FILE, stamp_of(geo))[name]
    columns = tuple(table["columns"])
    rows = tuple(
        Row(dict(zip(columns, cells, strict=True)), file, line)
        for file, line, *cells in table["rows"]
    )
    return Table(name, table["file"], columns, rows)


def read_small_towns(geo: Path) -> list[SmallTown]:
    """Return the towns of the region that GeoNames has and the map leaves out.

    Raises
    ------
    FileNotFoundError
        If the list has not been built.
    """
    return [tuple(row) for row in json.loads((geo / TOWNS_FILE).read_bytes())["towns"]]


@lru_cache(maxsize=2)
def _tables(path: Path, _stamp: int) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(path.read_bytes())["tables"]
    return found
