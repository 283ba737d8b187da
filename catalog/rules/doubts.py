"""Rules for rows that doubt themselves: looked up once more, with a speaker, and with their day's basis."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator
from datetime import date
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from catalog.paths import ROOT
from catalog.tables.reading import split_urls

if TYPE_CHECKING:
    from pathlib import Path

    from catalog.rules.rules import ReferenceIds, RuleHit
    from catalog.tables.rows import Row, Table
    from catalog.tables.schema import Spec

LOOKUPS = ROOT / "docs" / "record_lookups.csv"
"""What was looked up again and what was read: one row for each question."""

LOOKED_UP = "looked up"
BASED = "based"
"""Sets of ``ReferenceIds.ids``: ``table+row`` of what was looked up, and of what says its day's basis."""

_DATED = {
    "facts/border_events.csv": "date_start",
    "facts/crossing_status.csv": "date",
    "facts/engagements.csv": "date_start",
    "facts/policy_events.csv": "date",
    "facts/trade_series.csv": "",
}
"""Tables of facts, and the column of the day; trade figures have periods."""

_ANNOUNCED = ("planned", "postponed", "cancelled")
"""Meetings whose dates are the window that was announced."""

_REPORT = "canonical_id+date"
"""How corrections and look-ups name a status; its own key has the address too."""

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_DOUBT = re.compile(
    r"\b(inferred|approximated|guessed|first reports|early report|year not stated"
    r"|(?:exact )?da(?:y|te) not (?:stated|given|in the))\b",
    re.IGNORECASE,
)
_OF_THE_PAGE = re.compile(r"\b(page date|date of the page|publication date used)\b", re.IGNORECASE)

_STATE_OUTLETS = (
    "aa.com.tr", "app.com.pk", "bakhtarnews.af", "farsnews.ir", "globaltimes.cn", "iranpress.com",
    "iribnews.ir", "irna.ir", "mehrnews.com", "parstoday.ir", "pakistantv.com", "people.cn",
    "presstv.ir", "ptv.com.pk", "radio.gov.pk", "sputniknews.com", "tasnimnews.com", "tass.com",
    "trtworld.com", "xinhuanet.com", "news.cn", "yjc.ir",
)  # fmt: skip
_CONTROL = re.compile(r"\b(captured?|seized?|took|taken|controls?|destroyed)\b", re.IGNORECASE)
_SPEAKER = re.compile(
    r"\w[^;:]{0,200}: |\b(said|says|according to|claim(?:s|ed)?|reported by|reports?|confirmed"
    r"|spokes\w+|officials?|ministry|accused)\b",
    re.IGNORECASE,
)


def looked_up(path: Path = LOOKUPS) -> frozenset[str]:
    """Read ``table+row`` of every look-up; the row is named by its key as received."""
    if not path.is_file():
        return frozenset()
    with path.open(encoding="utf-8", newline="") as stream:
        return frozenset(f"{row['table']}+{row['row']}" for row in csv.DictReader(stream))


def not_looked_up(spec: Spec, table: Table, known: ReferenceIds) -> Iterator[RuleHit]:
    """Find rows that know no day, or say that they infer, and that nobody looked up again."""
    if spec.table not in _DATED or LOOKED_UP not in known.ids:
        return
    start = _DATED[spec.table]
    for row in table:
        if row.get("status") in _ANNOUNCED:
            continue
        text = ""
        if start and not _DAY.match(row[start]):
            text = f"{start} '{row[start]}' is no day"
        elif spec.precision and row[spec.precision] != "day":
            text = f"{spec.precision} is {row[spec.precision]}"
        elif found := _says(row, _DOUBT):
            text = f"it says '{found}'"
        if text and not _named(row, spec, table, known.ids[LOOKED_UP]):
            route = "search it once and write into docs/record_lookups.csv what you read"
            yield row, start, f"{text}; {route}"


def speaker(spec: Spec, table: Table, _: ReferenceIds) -> Iterator[RuleHit]:
    """Find deaths or control of ground that a state outlet alone tells and that name no speaker."""
    if spec.table != "facts/border_events.csv":
        return
    for row in table:
        hosts = {urlsplit(url).hostname or "" for url in _addresses(row, spec.urls)}
        if not hosts or not all(_is_state_outlet(host) for host in hosts):
            continue
        claims = [row["fatalities_note"]] if row["fatalities_max"] not in ("", "0") else []
        claims += [row["summary"]] if _CONTROL.search(row["summary"]) else []
        for claim in claims:
            if not _SPEAKER.search(claim):
                text = (
                    f"'{claim[:40]}' is told by {', '.join(sorted(hosts))} alone; name who says it"
                )
                yield row, "", text


def page_day(spec: Spec, table: Table, known: ReferenceIds) -> Iterator[RuleHit]:
    """Find rows that say that their day is the page's and that ``date_basis.csv`` does not mark."""
    if spec.table not in _DATED or BASED not in known.ids:
        return
    for row in table:
        found = _says(row, _OF_THE_PAGE)
        if found and not _named(row, spec, table, known.ids[BASED]):
            text = f"it says '{found}'; give the basis of its day in edits/date_basis.csv"
            yield row, _DATED[spec.table], text


def status_day(spec: Spec, table: Table, known: ReferenceIds) -> Iterator[RuleHit]:
    """Find a corridor's day that neither its status, an address, a correction nor a look-up tells."""
    if spec.table != "facts/corridors.csv" or LOOKED_UP not in known.ids:
        return
    for row in table:
        day = row["status_date"]
        corrected = any(edit["column"] == "status_date" for edit in row.corrections)
        looked = corrected or _named(row, spec, table, known.ids[LOOKED_UP])
        if looked or not _DAY.fullmatch(day):
            continue
        if day not in _digits(row["sources"]) and _in_words(day) not in row["status"]:
            text = f"status_date '{day}' stands in no address and not in the status"
            route = "look the day up (docs/record_lookups.csv) or take that of the last thing told"
            yield row, "status_date", f"{text}; {route}"


def _digits(addresses: str) -> str:
    """Write the days in addresses as ISO days."""
    return re.sub(r"(\d{4})[-/]?(\d{2})[-/]?(\d{2})", r"\1-\2-\3", addresses)


def _in_words(day: str) -> str:
    """Write an ISO day as the tables tell it: 2026-06-17 is '17 Jun 2026'."""
    when = date.fromisoformat(day)
    return f"{when.day} {when:%b} {when.year}"


def _says(row: Row, words: re.Pattern[str]) -> str:
    """Return the words of a doubt, from any cell but an address."""
    texts = (text for name, text in row.items() if "url" not in name and name != "sources")
    found = next((match for match in map(words.search, texts) if match), None)
    return found[0] if found else ""


def _named(row: Row, spec: Spec, table: Table, names: frozenset[str]) -> bool:
    """Return whether a row is among names, by its key as it stands or as it stood before corrections."""
    columns = _REPORT if spec.key.startswith(_REPORT) else spec.key
    keys = {"+".join(row[column] for column in columns.split("+"))}
    keys |= {edit["key"] for edit in row.corrections}
    tables = {table.name, spec.table, table.name.replace("facts/", "edits/", 1)}
    tables |= {name.replace(".csv", "_additions.csv") for name in tables if "edits/" in name}
    return any(f"{name}+{key}" in names for name in tables for key in keys)


def _addresses(row: Row, columns: Iterable[str]) -> Iterator[str]:
    for column in columns:
        yield from split_urls(row[column])[0]


def _is_state_outlet(host: str) -> bool:
    return any(host == outlet or host.endswith(f".{outlet}") for outlet in _STATE_OUTLETS)
