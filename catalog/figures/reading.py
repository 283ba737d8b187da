"""Read every table of figures, and the trade series, as figures of one form."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from catalog.dates import parse_date
from catalog.figures.periods import read_period
from catalog.tables.basis import basis_of
from catalog.tables.reading import is_web_address, read_table

if TYPE_CHECKING:
    from pathlib import Path

    from catalog.tables.rows import Row

KINDS: Mapping[str, str] = {
    "facts/trade_series.csv": "trade",
    "figures/demand.csv": "demand",
    "figures/capacity.csv": "capacity",
    "figures/prices.csv": "price",
    "figures/prices_surveys.csv": "price",
    "figures/returns.csv": "returns",
    "figures/returns_weeks.csv": "returns",
    "figures/port_calls.csv": "port call",
    "figures/gate_parameters.csv": "gate",
}
"""The tables, and what the figures of each are."""

_ROUTES = {"forth": "out of Afghanistan", "back": "into Afghanistan"}
_TOGETHER = "+"
"""Between places of which one figure is given."""


@dataclass(frozen=True)
class Figure:
    """A counted quantity.

    Parameters
    ----------
    id, kind
        Key of its row; one of the values of ``KINDS``.
    places, place_name
        Canonical ids of the places it is of; the place in the table's words.
    series, label
        Key of the series; what is counted, in words.
    period, first, last
        As published; the first and the last ISO day that it can mean, None if it names no year.
    value, low, high, unit
        As published, and the ends of a range where there is one.
    source, url, source_date
        Name, http or https address and ISO date; None where not given.
    known_from
        ISO day since which it is known: that of the source, or of our reading.
    basis, confidence, note
        How we have it; how sure it is; what is to be said of it.
    """

    id: str
    kind: str
    places: tuple[str, ...]
    place_name: str
    series: str
    label: str
    period: str
    first: str | None
    last: str | None
    value: float
    low: float | None
    high: float | None
    unit: str
    source: str
    url: str | None
    source_date: str | None
    known_from: str
    basis: str
    confidence: str | None
    note: str | None


def read_figures(sources: Path, accessed: str) -> list[Figure]:
    """Read the figures of all tables, in the order of the tables and of their rows.

    Parameters
    ----------
    sources
        Folder of the sources.
    accessed
        ISO day on which the tables were read that have no day of access of their own.

    Raises
    ------
    CatalogError
        If a table is missing or malformed.
    """
    named = _places(sources)
    return [
        _figure(row, table, kind, named, accessed)
        for table, kind in KINDS.items()
        for row in read_table(sources, table)
        if row["value"]
    ]


def _figure(
    row: Row, table: str, kind: str, named: Mapping[str, tuple[str, ...]], accessed: str
) -> Figure:
    cell = {name: row.get(name, "") for name in (*row, "id", "row_id", "note", "basis", "period")}
    period = cell["period"] or _between(row.get("from", ""), row.get("until", ""))
    first, last = read_period(period)
    told = cell["source_date"]
    known = parse_date(told).last.isoformat() if told else cell.get("accessed") or accessed
    if last is not None:
        # What a page tells is not of a day after it.
        last = min(last, date.fromisoformat(known))
    url = cell["source_url"]
    return Figure(
        id=cell["row_id"] or cell["id"] or f"{table.split('/')[1]}:{row.line}",
        kind=kind,
        places=_of(cell, named),
        place_name=cell["place"],
        series=cell.get("series_id") or cell["parameter"],
        label=_label(cell),
        period=period,
        first=first.isoformat() if first else None,
        last=max(first, last).isoformat() if first and last else None,
        value=float(cell["value"]),
        low=float(cell["low"]) if cell.get("low") else None,
        high=float(cell["high"]) if cell.get("high") else None,
        unit=cell["unit"],
        source=cell["source_name"],
        url=url if is_web_address(url) else None,
        source_date=told or None,
        known_from=known,
        basis=cell["basis"]
        or basis_of({"why": "", **cell, "date": first.isoformat() if first else ""}),
        confidence=cell.get("confidence") or None,
        note=cell["note"] or None,
    )


def _label(cell: Mapping[str, str]) -> str:
    if "parameter" not in cell:
        return cell.get("label") or cell["what"]
    route = _ROUTES.get(cell["direction"], "")
    return ", ".join(part for part in (cell["parameter"].replace("_", " "), route) if part)


def _of(cell: Mapping[str, str], named: Mapping[str, tuple[str, ...]]) -> tuple[str, ...]:
    """Return the places that a figure is of: by id, or by the name that the trade series use.

    The other tables say it by id, and leave it out where no crossing or port is meant.
    """
    if "parameter" in cell or "canonical_id" in cell:
        parts = (cell.get("canonical_id") or cell["place"]).split("|")
        return tuple(part for part in parts if (part,) in named.values())
    together = [named.get(part.strip(), ()) for part in cell["place"].split(_TOGETHER)]
    if not all(together):
        return ()
    return tuple(dict.fromkeys(place for part in together for place in part))


def _between(start: str, end: str) -> str:
    return f"{start} to {end}" if start and end and start != end else start or end


def _places(sources: Path) -> dict[str, tuple[str, ...]]:
    """Index what stands on the map by its id and by the names that the trade series use for it."""
    ports = {row["port_id"] for row in read_table(sources, "facts/ports.csv")}
    found: dict[str, list[str]] = {}
    for row in read_table(sources, "facts/canonical_ids.csv"):
        if row["kind"] in ("crossing", "lane") or row["canonical_id"] in ports:
            for name in filter(None, _names(row)):
                found.setdefault(name, []).append(row["canonical_id"])
    return {name: tuple(dict.fromkeys(ids)) for name, ids in found.items()}


def _names(row: Row) -> Iterator[str]:
    name = re.sub(r" \([^)]*\)$", "", row["name"])
    yield from (row["canonical_id"], row["trade_id"], name, name.removesuffix(" Port"))
    town, quay, _ = name.partition(" - ")
    if quay:
        yield town
