"""Rows and tables of ``data/sources``: what reading them and correcting them share."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from catalog.problems import CatalogError, Problem

Source = dict[str, str | None]
"""What a fact rests on: ``name``, ``url`` (http or https, or None), ``date`` (ISO or None)."""


@dataclass(frozen=True)
class Row(Mapping[str, str]):
    """One row of a table; ``row["name"]`` is a stripped str, ``""`` where the cell is empty.

    Parameters
    ----------
    cells
        By column.
    file, line
        Where it stands; the line is its first one, counted from 1.
    corrections
        The rows of ``edits/corrections.csv`` that changed it.
    """

    cells: Mapping[str, str]
    file: str
    line: int
    corrections: tuple[Row, ...] = ()

    def __getitem__(self, column: str) -> str:
        return self.cells[column]

    def __iter__(self) -> Iterator[str]:
        return iter(self.cells)

    def __len__(self) -> int:
        return len(self.cells)

    def problem(self, message: str) -> Problem:
        """Return what is wrong with this row."""
        return Problem(self.file, self.line, message)

    def seen_from(self, other: Row) -> str:
        """Describe where this row stands: by its line, with the file if the other is in another."""
        return f"line {self.line}" if self.file == other.file else f"{self.file}:{self.line}"


@dataclass(frozen=True)
class Table:
    """A CSV file's rows.

    Parameters
    ----------
    name
        Path below the sources, as in ``facts/ports.csv``.
    file
        Path as named in messages.
    columns
        In the order of the file.
    rows
        In the order of the file.
    """

    name: str
    file: str
    columns: tuple[str, ...]
    rows: tuple[Row, ...]

    def __iter__(self) -> Iterator[Row]:
        return iter(self.rows)

    def __len__(self) -> int:
        return len(self.rows)

    def problem(self, line: int, message: str) -> Problem:
        """Return what is wrong with a line of this file; 0 means the whole file."""
        return Problem(self.file, line, message)

    def by(self, column: str) -> dict[str, Row]:
        """Index the rows by a column of unique values.

        Raises
        ------
        CatalogError
            If a value is empty or stands twice.
        """
        found: dict[str, Row] = {}
        problems = []
        for row in self.rows:
            key = row[column]
            if not key:
                problems.append(row.problem(f"has no {column}"))
            elif key in found:
                first = found[key].seen_from(row)
                problems.append(row.problem(f"{column} '{key}' stands on {first} already"))
            found.setdefault(key, row)
        if problems:
            raise CatalogError(problems)
        return found
