"""Basis of the date: whether a fact's day is that of the event, or of the page that tells of it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from catalog.problems import Problem
from catalog.tables.reading import read_table
from catalog.tables.rows import Row, Table

TABLE = "edits/date_basis.csv"
EVENT, PAGE = "event", "page"
DATE_BASES = (EVENT, PAGE)

KEYS: Mapping[str, str] = {
    "facts/crossing_status.csv": "canonical_id+date",
    "facts/border_events.csv": "id",
    "facts/engagements.csv": "id",
    "facts/policy_events.csv": "event_id",
    "facts/trade_series.csv": "row_id",
    "facts/seed_claims.csv": "claim_id",
    "edits/port_status.csv": "place+date",
}
"""By table: the columns that name a row here, joined by ``+``."""

_CONFESSED = re.compile(
    r"\bday (?:is )?(?:that )?of (?:the )?(?:page|publication|first report|report)\b"
    r"|\bday is the page date\b|\bpage'?s? date (?:used|taken)\b|\bday inferred from\b",
    re.IGNORECASE,
)
"""Words in which a row says that its day is the page's."""

_TOLD_IN = ("why", "note", "outcome_note", "fatalities_note", "summary")


@dataclass(frozen=True)
class DateBases:
    """What is known of the days of rows.

    Parameters
    ----------
    told
        ``event`` or ``page`` by table and key; a row that is not there tells the day of the event.
    """

    told: Mapping[tuple[str, str], str]

    def of(self, table: str, row: Mapping[str, str]) -> str:
        """Say of what a row's day is."""
        return self.told.get((table, key_of(table, row)), EVENT)


def read_date_bases(sources: Path) -> DateBases:
    """Read the table; without one every day is that of the event."""
    if not (sources / TABLE).is_file():
        return DateBases({})
    table = read_table(sources, TABLE)
    return DateBases({(row["table"], row["row"]): row["basis"] for row in table})


def key_of(table: str, row: Mapping[str, str]) -> str:
    """Name a row of a table as ``edits/date_basis.csv`` does."""
    return "+".join(row[column] for column in KEYS[table].split("+"))


def shown(text: str, basis: str) -> str:
    """Write a day for people: of a page's the latest that it can be, ``by 5 Oct 2023``."""
    return f"by {text}" if basis == PAGE and not text.startswith("by ") else text


def problems_of(tables: Mapping[str, Table]) -> Iterator[Problem]:
    """Find rows that name nothing, and days that a row says are the page's without one here."""
    edits = tables.get(TABLE)
    told = {(row["table"], row["row"]) for row in edits} if edits is not None else set()
    if edits is not None:
        for row in edits:
            yield from _unmatched(row, tables)
    for name, table in tables.items():
        for row in table if name in KEYS else ():
            words = next((row[at] for at in _TOLD_IN if _CONFESSED.search(row.get(at, ""))), "")
            if words and (name, key_of(name, row)) not in told:
                text = (
                    f"says '{_CONFESSED.search(words)[0]}': is its day the event's or the page's?"  # type: ignore[index]
                )
                yield row.problem(f"{text} Say it in {TABLE}, row '{key_of(name, row)}'")


def _unmatched(row: Row, tables: Mapping[str, Table]) -> Iterator[Problem]:
    name = row["table"]
    if name not in KEYS:
        yield row.problem(f"table '{name}' is none of {', '.join(KEYS)}")
    elif name in tables and not any(key_of(name, one) == row["row"] for one in tables[name]):
        yield row.problem(f"{name} has no row with {KEYS[name]} '{row['row']}'")
