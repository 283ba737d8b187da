"""Looks: when somebody last searched for news of a place, where, and what was found.

That no newer report was found is not that nobody looked. A look is no report: it changes no status
and makes none fresher; it only says until when silence was checked.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path

from catalog.dates import read_day
from catalog.tables.reading import read_table

TABLE = "edits/looks.csv"
"""It may be absent: then nobody looked."""

COLUMNS = ("place", "day", "where", "found", "page")


@dataclass(frozen=True)
class Look:
    """One search for news of a place.

    Parameters
    ----------
    place
        Canonical id.
    day
        ISO date on which it was made.
    where
        What was searched, in words.
    found
        A key of ``catalog.atlas.trust.FOUND``.
    page
        Address of what was found; "" where nothing was.
    """

    place: str
    day: str
    where: str
    found: str
    page: str = ""


def read_looks(sources: Path) -> dict[str, list[Look]]:
    """Read all looks by place, the latest first.

    Raises
    ------
    CatalogError
        If the table cannot be read.
    """
    found: dict[str, list[Look]] = {}
    if not (sources / TABLE).is_file():
        return found
    for row in read_table(sources, TABLE):
        look = Look(**{column: row[column] for column in COLUMNS})
        found.setdefault(look.place, []).append(look)
    return {place: sorted(told, key=lambda one: one.day, reverse=True)
            for place, told in found.items()}  # fmt: skip


def as_meta(looks: Mapping[str, Iterable[Look]], places: Iterable[str]) -> dict[str, object]:
    """Return the looks of places as a built file holds them, the latest of each first."""
    return {
        place: [{key: value for key, value in asdict(one).items() if key != "place"}
                for one in looks[place]]
        for place in sorted(places) if place in looks
    }  # fmt: skip


def due(
    looks: Mapping[str, Iterable[Look]], places: Iterable[str], today: date, older_than: int
) -> list[tuple[str, int | None]]:
    """List the places at which nobody looked for so many days, the longest first.

    Returns
    -------
    due
        Place and days since the last look; None where nobody ever looked, which come first.
    """
    ages = {
        place: min(((today - read_day(one.day)).days for one in looks.get(place, ())), default=None)
        for place in places
    }
    late = [(place, age) for place, age in ages.items() if age is None or age > older_than]
    return sorted(late, key=lambda one: (one[1] is not None, -(one[1] or 0), one[0]))


def add(sources: Path, look: Look) -> None:
    """Write a look at the end of the table, or begin the table.

    Raises
    ------
    OSError
        If it cannot be written; the table is as it was.
    """
    path = sources / TABLE
    before = path.read_text(encoding="utf-8") if path.is_file() else ",".join(COLUMNS) + "\n"
    line = io.StringIO()
    csv.writer(line, lineterminator="\n").writerow(asdict(look)[column] for column in COLUMNS)
    written = path.with_suffix(".part")
    written.write_text(before.rstrip("\n") + "\n" + line.getvalue(), encoding="utf-8")
    written.replace(path)
