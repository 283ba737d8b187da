"""The newest facts by kind: how far the reports of crossings, talks and the strait go, and how we have them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from catalog.dates import PartialDate, parse_date
from catalog.tables.basis import basis_of, best
from catalog.tables.reading import read_table
from catalog.tables.rows import Row

PARTIES = frozenset({"AFG", "PAK"})
"""Whose talks are meant."""
STRAIT = "Strait of Hormuz"
DAILY = "figures/hormuz_daily.csv"
"""Its transits day by day; the table may be absent."""

_SAID = {"second_hand": "second-hand", "unstated": "no page named"}
"""What is said of a basis; of one that was read nothing."""


def newest(sources: Path, gateways: Sequence[str]) -> list[dict[str, Any]]:
    """Find the newest fact of each kind.

    Parameters
    ----------
    sources
        The folder of sources.
    gateways
        Canonical ids of the crossings that are meant.

    Returns
    -------
    found
        For each kind ``kind`` (one word), ``date`` (ISO, as precise as it is known), ``text``
        (the date in words), ``basis`` of what is told of that day, and ``note`` ("" for none).
    """
    reports = [
        (parse_date(row["date"]), row)
        for row in read_table(sources, "facts/crossing_status.csv")
        if row["canonical_id"] in gateways
    ]
    talks = [
        (_told(row), row)
        for row in read_table(sources, "facts/engagements.csv")
        if set(row["participants"].split(";")) >= PARTIES
    ]
    transits = [
        (parse_date(row["period"]), row)
        for row in read_table(sources, "facts/trade_series.csv")
        if row["place"] == STRAIT and row["period_kind"] == "day"
    ]
    note = ""
    if (sources / DAILY).is_file():
        days = [parse_date(row["date"]) for row in read_table(sources, DAILY)]
        note = f"daily to {max(days, key=_last).text}" if days else ""
    found = [("crossings", reports, ""), ("talks", talks, ""), ("Hormuz", transits, note)]
    return [_of(kind, dated, said) for kind, dated, said in found if dated]


def in_words(found: Iterable[dict[str, Any]]) -> str:
    """Write the newest facts in a line: ``gateways: 4 Oct 2026, second-hand; talks: ...``."""
    return "; ".join(
        ", ".join(filter(None, (f"{one['kind']}: {one['text']}", _SAID.get(one["basis"], ""),
                                one["note"])))
        for one in found
    )  # fmt: skip


def _of(kind: str, dated: Sequence[tuple[PartialDate, Row]], note: str) -> dict[str, Any]:
    last = max((day for day, _ in dated), key=_last)
    basis = best(basis_of(row) for day, row in dated if day == last)
    return {"kind": kind, "date": str(last), "text": last.text, "basis": basis, "note": note}


def _last(day: PartialDate) -> tuple[Any, ...]:
    return day.first, day.precision == "day"


def _told(row: Row) -> PartialDate:
    """Return the last day of a meeting that was held, and the day on which any other was told."""
    if row["status"] == "held":
        return parse_date(row["date_end"] or row["date_start"])
    return parse_date(row["source_1_date"] or row["date_start"])
