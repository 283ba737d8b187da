"""Towns: the rows of GeoNames' list that are wrong, left out wherever the list is read."""

from __future__ import annotations

from pathlib import Path

from catalog.tables.reading import read_table

LEFT_OUT = "edits/towns_left_out.csv"


def towns_left_out(sources: Path) -> frozenset[int]:
    """Return the ids of the rows to pass over; none where the table is absent."""
    if not (sources / LEFT_OUT).is_file():
        return frozenset()
    return frozenset(int(row["geonameid"]) for row in read_table(sources, LEFT_OUT))
