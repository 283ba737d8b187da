"""Rules for figures: a period that can be, and counts for every day that add up."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from itertools import pairwise
from typing import TYPE_CHECKING

from catalog.dates import parse_date
from catalog.figures.periods import read_period

if TYPE_CHECKING:
    from catalog.rules.rules import ReferenceIds, RuleHit
    from catalog.tables.rows import Row, Table
    from catalog.tables.schema import Daily, Spec

_ONE_DAY = timedelta(days=1)


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
