"""Rules for figures: periods that can be, counts that add up, and middles that say so."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from itertools import pairwise
from typing import TYPE_CHECKING

from catalog.dates import parse_date
from catalog.figures.periods import read_period
from catalog.figures.schema import DERIVED, DERIVED_HERE

if TYPE_CHECKING:
    from catalog.rules.rules import ReferenceIds, RuleHit
    from catalog.tables.rows import Row, Table
    from catalog.tables.schema import Daily, Spec

_ONE_DAY = timedelta(days=1)

_MIDDLE = "midpoint"
_NEAR = 0.05
"""Of a range: a value so near its middle is the middle, rounded."""


def period(spec: Spec, table: Table, known: ReferenceIds) -> Iterator[RuleHit]:
    """Find a period that ends before it begins, or begins after the facts were last read."""
    for row in table:
        for column in spec.periods:
            try:
                first, last = read_period(row[column])
            except ValueError as error:
                yield row, column, f"{column}: {error}"
                continue
            if first is not None and last is not None and last < first:
                yield row, column, f"{column} '{row[column]}' ends before it begins"
            elif first is not None and first > known.last_access:
                text = f"begins after {known.last_access}, when the facts were last read"
                yield row, column, f"{column} '{row[column]}' {text} (origins.toml)"


def daily(spec: Spec, table: Table, _: ReferenceIds) -> Iterator[RuleHit]:
    """Find a day that is missing, a total that its parts do not make, and a second vintage."""
    if spec.daily is None:
        return
    for row in table:
        yield from _sum(row, spec.daily)
    for before, row in pairwise(table):
        yield from _next(before, row, spec.daily)


def midpoint(spec: Spec, table: Table, _: ReferenceIds) -> Iterator[RuleHit]:
    """Find the middle of two figures that is told as if a page had it."""
    for row in table if spec.table.startswith("figures/") else ():
        told = DERIVED_HERE in row.get("note", "").lower() or row.get("basis") == DERIVED
        says = any(_MIDDLE in row.get(column, "") for column in ("what", "note"))
        if not told and (says or _is_middle(row)):
            text = f"is the middle of two figures; put '{DERIVED_HERE}' into note, or the page's figure"
            yield row, "value", f"value {row['value']} {text}"


def _is_middle(row: Row) -> bool:
    try:
        low, value, high = (float(row.get(column, "")) for column in ("low", "value", "high"))
    except ValueError:
        return False  # no range
    return low < value < high and abs(value - (low + high) / 2) <= _NEAR * (high - low)


def _sum(row: Row, asked: Daily) -> Iterator[RuleHit]:
    try:
        whole, parts = int(row[asked.total]), sum(int(row[name]) for name in asked.parts)
    except ValueError:
        return  # the number rule reports it
    if whole != parts:
        yield row, asked.total, f"{asked.total} {whole} is not the sum {parts} of its parts"


def _next(before: Row, row: Row, asked: Daily) -> Iterator[RuleHit]:
    if row[asked.vintage] != before[asked.vintage]:
        text = (
            f"{asked.vintage} {row[asked.vintage]} is another vintage than that of the row before"
        )
        yield row, asked.vintage, f"{text}; keep to one"
    try:
        due = parse_date(before[asked.date]).first + _ONE_DAY
        day = parse_date(row[asked.date]).first
    except ValueError:
        return  # the date rule reports it
    if day != due:
        yield row, asked.date, f"{asked.date} {row[asked.date]} stands where {due} is due"
