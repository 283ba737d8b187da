"""Other names of crossings, ports and lanes: from the table of ids and from both sides' names."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from pathlib import Path

from catalog.ledger.crossing_reports import read_places
from catalog.names import FILE
from catalog.tables.reading import read_table
from catalog.tables.rows import Row

_KINDS = ("crossing", "port", "lane")
_SCRIPTS = "edits/gateway_names.csv"
# Cells of the table that say where the trade of a place is counted, and name no place.
_NOTE = re.compile(r"^(corridor\b|$)")
_BRACKETS = re.compile(r"\(([^()]*)\)")


def build(sources: Path) -> Mapping[str, bytes]:
    """Make ``names.json``: lists of names by kind of name, by canonical id."""
    crossings, _ = read_places(sources)
    found: dict[str, dict[str, list[str]]] = {}
    scripts = _in_arabic_script(sources)
    for row in read_table(sources, "facts/canonical_ids.csv"):
        if row["kind"] not in _KINDS:
            continue
        gateway = crossings.get(row["canonical_id"], {})
        sides = [name for side in ("side_a", "side_b") for name in _sides(gateway.get(side, ""))]
        names = {
            "ids": [row["status_id"]] if row["status_id"] else [],
            "also": _unique(_also(row), row["name"], row["canonical_id"]),
            "sides": _unique(sides, row["name"]),
            "scripts": scripts.get(row["canonical_id"], []),
        }
        if any(names.values()):
            found[row["canonical_id"]] = names
    text = json.dumps(found, ensure_ascii=False, indent=1)
    return {FILE: f"{text}\n".encode()}


def _in_arabic_script(sources: Path) -> Mapping[str, list[str]]:
    """Return the names in Arabic script by canonical id; none where the table is absent."""
    found: dict[str, list[str]] = {}
    if (sources / _SCRIPTS).is_file():
        for row in read_table(sources, _SCRIPTS):
            found.setdefault(row["canonical_id"], []).append(row["name"])
    return found


def _also(row: Row) -> Iterable[str]:
    """Return the names that the tables of events, of trade and of ports have for a place."""
    for name in (part.strip() for part in row["events_id"].split("|")):
        yield name
        yield from (part.strip() for part in name.split("/"))
    trade = _BRACKETS.sub("", row["trade_id"]).strip()
    if not _NOTE.match(trade):
        yield trade
    # Of a crossing it is a key of three letters; a number in brackets says that it lies elsewhere.
    if row["kind"] == "port" and not re.search(r"\d", row["network_id"]):
        yield _BRACKETS.sub("", row["network_id"]).strip(" -")
        yield from _BRACKETS.findall(row["network_id"])


def _sides(side: str) -> list[str]:
    """Return the names of one side; in brackets stands, as a rule, its province."""
    return [part.strip() for part in re.split(r"/| and ", _BRACKETS.sub("", side))]


def _unique(names: Iterable[str], *others: str) -> list[str]:
    return [name for name in dict.fromkeys(names) if name and name not in others]
