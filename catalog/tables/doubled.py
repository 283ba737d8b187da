"""Rows of the edits that stand twice: what a merge of two branches leaves behind."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from catalog.problems import Problem
    from catalog.tables.rows import Row, Table


def problems_of(tables: Mapping[str, Table]) -> Iterator[Problem]:
    """Find rows of ``edits`` tables whose every cell is that of an earlier row of the same table."""
    for name, table in tables.items():
        first: dict[tuple[str, ...], Row] = {}
        for row in table if name.startswith("edits/") else ():
            cells = tuple(row[column] for column in table.columns)
            if cells in first:
                where = f"line {first[cells].line}"
                yield row.problem(f"the same row stands on {where} already; drop one of the two")
            first.setdefault(cells, row)
