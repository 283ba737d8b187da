"""What UCDP's codes mean, and how exactly it claims to know the day and the place of an event."""

from __future__ import annotations

from collections.abc import Mapping

from catalog.dates import parse_span
from catalog.tables.date_basis import EVENT, PAGE, shown

WHERE: Mapping[str, str] = {
    "1": "exact place",
    "2": "near a known place",
    "3": "district",
    "4": "province",
    "5": "a line or a region",
    "6": "country",
}
WHEN: Mapping[str, str] = {
    "1": "exact day",
    "2": "known to a few days",
    "3": "known to a week",
    "4": "known to a month",
    "5": "known to more than a month",
}
"""As UCDP's codebook defines ``where_prec`` and ``date_prec``."""

_PUBLISHED, _MONTH_ONLY = "published", "month_only"


def month_only(row: Mapping[str, str]) -> bool:
    """Return whether only the month of an event is known from the copy at hand."""
    return row["date_quality"] == _MONTH_ONLY


def day_of(row: Mapping[str, str]) -> str:
    """Return whether the day is UCDP's own, or that of the first report (see PROVENANCE.md)."""
    return EVENT if row["date_quality"] in (_PUBLISHED, _MONTH_ONLY) else PAGE


def day_text(row: Mapping[str, str]) -> str:
    """Write the day or the span of days as coded; of a first report's day, ``by 4 Apr 2026``."""
    span = parse_span(row["date_start_iso"], row["date_end_iso"])
    if month_only(row):
        return span.start.coarsen("month").text
    return shown(span.start.text if day_of(row) == PAGE else span.text, day_of(row))


def when_known(row: Mapping[str, str]) -> str:
    """Describe how exactly the day is known: of a first report's day, no more than that."""
    return WHEN[row["date_prec"]] if day_of(row) == EVENT else "day of the first report"


def claim(row: Mapping[str, str]) -> str:
    """Tell an event as UCDP's claim: who against whom, where and when, how exactly, how many dead."""
    best, low, high = row["best"], row["low"], row["high"]
    deaths = f"{best} {'death' if best == '1' else 'deaths'}"
    return (
        f"UCDP codes {row['dyad_name']} at {row['where_coordinates']}"
        f" ({WHERE[row['where_prec']]}), {day_text(row)} ({when_known(row)}):"
        f" {deaths} at best, {low} to {high}"
    )
