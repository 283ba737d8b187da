"""What the edits add to single reports of crossings: directions, precision and basis of the day."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

from catalog.dates import PartialDate, parse_date
from catalog.ledger.crossing_reports import TABLE
from catalog.ledger.intervals import Interval
from catalog.tables.date_basis import read_date_bases, shown
from catalog.tables.reading import read_table
from catalog.tables.rows import Row


class Notes:
    """What the edits add to single reports: directions of traffic, precision and basis of the day."""

    def __init__(self, sources: Path) -> None:
        self.directions = self._read(sources, "edits/traffic_directions.csv")
        self.precisions = self._read(sources, "edits/status_date_precision.csv")
        self._bases = read_date_bases(sources)
        self._coarse = _coarse_days(read_table(sources, TABLE))

    @staticmethod
    def _read(sources: Path, name: str) -> dict[tuple[str, str], Row]:
        if not (sources / name).is_file():
            return {}
        return {(row["canonical_id"], row["date"]): row for row in read_table(sources, name)}

    def directions_of(self, row: Row) -> tuple[str | None, str | None]:
        """Return the kinds of traffic out of and into the first country; None where not reported."""
        noted = self.directions.get((row["canonical_id"], row["date"]))
        if noted is not None:
            return noted["traffic_out"] or None, noted["traffic_in"] or None
        named = row["traffic"].split(";")[0]
        if row["status"] == "closed" and named:
            both = "none" if named.startswith("all") else f"closed to {named}"
            return both, both
        if row["status"] == "open" and named.startswith("all"):
            return named, named
        return None, None

    def day_of(self, row: Row) -> PartialDate:
        """Return the report's date, no more precise than it is known."""
        return self._precise(row["canonical_id"], row["date"])

    def date_basis(self, row: Mapping[str, str]) -> str:
        """Return whether the report's date is that of what it tells or of its page."""
        return self._bases.of(TABLE, row)

    def since_text(self, place: str, interval: Interval) -> str | None:
        """Return the first day of a status' run as shown, no more precise than it is known."""
        if interval.since is None:
            return None
        first = interval.since.isoformat()
        day = self._coarse.get((place, first), first)
        basis = self.date_basis({"canonical_id": place, "date": day})
        return shown(self._precise(place, day).text, basis)

    def _precise(self, place: str, text: str) -> PartialDate:
        noted = self.precisions.get((place, text))
        day = parse_date(text)
        return day.coarsen(noted["date_precision"]) if noted is not None else day


def _coarse_days(reports: Iterable[Row]) -> dict[tuple[str, str], str]:
    """Return the months and years that reports have for a day, by place and first day.

    A first day that another report of the place gives as a day is left out.
    """
    told = [(row["canonical_id"], row["date"]) for row in reports]
    days = set(told)
    coarse = ((place, parse_date(text)) for place, text in told)
    return {
        (place, day.first.isoformat()): str(day)
        for place, day in coarse
        if day.precision != "day" and (place, day.first.isoformat()) not in days
    }
