"""How far the data reach: first and last day, rows by month and months without any, by dataset."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any

from catalog.dates import PartialDate, parse_date
from catalog.facts.crossings import MAIN
from catalog.facts.newest import newest
from catalog.origin import load_origins
from catalog.problems import CatalogError, Problem
from catalog.record.facts import facts, shares
from catalog.tables.reading import read_table
from catalog.tables.rows import Row

RULE = (
    "A row counts in the month in which it begins; one known only by its year counts in none. A "
    "month between the first and the last day without a row is a gap in the data: nobody looked, "
    "or nothing was found. It does not mean that nothing happened, and neither does the time after "
    "the last day."
)
"""What the numbers mean, for the reader."""

TABLES: tuple[tuple[str, str, str, str, str], ...] = (
    ("incidents", "Incidents", "facts/border_events.csv", "date_start", ""),
    ("incidents_ucdp", "Events coded by UCDP",
     "facts/ucdp/ucdp_candidate_2026_01_04_afg_pak.csv", "date_start_iso", ""),
    ("crossing_reports", "Reports of crossings", "facts/crossing_status.csv", "date",
     "canonical_id"),
    ("port_reports", "Reports of ports and sea lanes", "edits/port_status.csv", "date", "place"),
    ("engagements", "Meetings", "facts/engagements.csv", "date_start", ""),
    ("policy", "Policy events", "facts/policy_events.csv", "date", ""),
)  # fmt: skip
"""Key, name, table, column of the date, and column of the place of which each row reports."""


def build(sources: Path) -> Mapping[str, bytes]:
    """Build ``coverage.json``.

    Returns
    -------
    files
        ``rule``; ``read`` (the day on which the facts were last read); ``newest`` (as
        ``catalog.facts.newest`` gives it); ``basis`` (facts by kind and by how we have them);
        ``datasets``, a list of
        ``id``, ``name``, ``first`` and ``last`` (dates as precise as they are known), ``rows``,
        ``without_month``, ``months`` (number of rows by ``YYYY-MM``), ``gaps`` (``from`` and
        ``to``, both months included) and ``places`` (``first``, ``last``, ``rows`` by canonical
        id, of reports alone).

    Raises
    ------
    CatalogError
        With every row whose date cannot be read.
    """
    datasets = []
    problems: list[Problem] = []
    for key, name, table, column, place in TABLES:
        dated: list[tuple[PartialDate, Row]] = []
        for row in read_table(sources, table):
            try:
                dated.append((parse_date(row[column]), row))
            except ValueError as error:
                problems.append(row.problem(str(error)))
        datasets.append({"id": key, "name": name, **_reach([day for day, _ in dated]),
                         "places": _places(dated, place) if place else {}})  # fmt: skip
    if problems:
        raise CatalogError(problems)
    told = {
        "rule": RULE,
        "read": load_origins(sources)["facts"].accessed,
        "newest": newest(sources, MAIN),
        "basis": shares(facts(sources)),
        "datasets": datasets,
    }
    return {"coverage.json": (json.dumps(told, ensure_ascii=False, indent=1) + "\n").encode()}


def gaps(months: Sequence[str]) -> list[dict[str, str]]:
    """Find the months without a row between the first and the last.

    Parameters
    ----------
    months
        ``YYYY-MM``, sorted, each once.

    Returns
    -------
    gaps
        ``from`` and ``to``, both included.
    """
    found = []
    for before, after in pairwise(months):
        first, last = _number(before) + 1, _number(after) - 1
        if first <= last:
            found.append({"from": _month(first), "to": _month(last)})
    return found


def _reach(days: Sequence[PartialDate]) -> dict[str, Any]:
    months = Counter(str(day.coarsen("month")) for day in days if day.month)
    listed = sorted(months)
    return {
        **_ends(days),
        "rows": len(days),
        "without_month": sum(day.month is None for day in days),
        "months": {month: months[month] for month in listed},
        "gaps": gaps(listed),
    }


def _ends(days: Iterable[PartialDate]) -> dict[str, str]:
    known = list(days)
    return {
        "first": str(min(known, key=lambda day: (day.first, day.last))),
        "last": str(max(known, key=lambda day: (day.first, day.precision == "day"))),
    }


def _places(dated: Iterable[tuple[PartialDate, Row]], column: str) -> dict[str, Any]:
    found: dict[str, list[PartialDate]] = {}
    for day, row in dated:
        found.setdefault(row[column], []).append(day)
    return {place: {**_ends(days), "rows": len(days)} for place, days in sorted(found.items())}


def _number(month: str) -> int:
    year, of_year = month.split("-")
    return int(year) * 12 + int(of_year) - 1


def _month(number: int) -> str:
    return f"{number // 12:04d}-{number % 12 + 1:02d}"
