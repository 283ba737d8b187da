"""Rules for what a row claims beyond its page: a place too narrow, a nothing that nobody said, a party passed over."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from catalog.rules.rules import ReferenceIds, RuleHit
    from catalog.tables.rows import Row, Table
    from catalog.tables.schema import Spec

NAMED = "named"
"""Set of ``ReferenceIds.ids``: ``id+name`` of every place."""

_WHOLE = re.compile(r"^(?:national|all )")
"""How the trade series name the whole of a country's trade."""

_WORD = re.compile(r"[^\W\d_]{4,}")
_COUNTRY_WIDE = re.compile(r"_(?:to|from)_afghanistan")
_OF_GATEWAYS = "by_gate"
_TOGETHER = " and "
_NONE = re.compile(r"^none\b", re.IGNORECASE)


def gateway(spec: Spec, table: Table, _: ReferenceIds) -> Iterator[RuleHit]:
    """Find a series of one place that its label does not name: a wider figure filed under a gateway.

    A series with several places is told apart by them.
    """
    if spec.table != "facts/trade_series.csv":
        return
    series: dict[str, list[Row]] = {}
    for row in table:
        series.setdefault(row["series_id"], []).append(row)
    for rows in series.values():
        if len({row["place"] for row in rows}) > 1:
            continue
        for row in rows:
            if not _WHOLE.match(row["place"]) and not _words(row["place"]) & _words(row["label"]):
                text = f"place '{row['place']}' is not in the label '{row['label']}'"
                yield row, "place", f"{text}; name it there if the page does, or say 'all routes'"


def figure_place(spec: Spec, table: Table, known: ReferenceIds) -> Iterator[RuleHit]:
    """Find a figure of a country, a province or two gateways that stands at one gateway."""
    if not spec.table.startswith("figures/") or "canonical_id" not in spec.joins:
        return
    names: dict[str, set[str]] = {}
    for entry in known.ids.get(NAMED, ()):
        place, _, name = entry.partition("+")
        names.setdefault(place, set()).update(_words(name))
    for row in table:
        places = [place for place in row["canonical_id"].split("|") if place]
        text = ""
        wide = _COUNTRY_WIDE.search(row["series_id"]) and _OF_GATEWAYS not in row["series_id"]
        if places and wide:
            text = f"series '{row['series_id']}' is of a country"
        elif len(places) == 1 and _TOGETHER in row["place"]:
            text = f"'{row['place']}' are two places"
        elif any(place in names and not names[place] & _words(row["place"]) for place in places):
            text = f"'{row['place']}' is another place"
        if text:
            route = "leave canonical_id empty or name all of them with |"
            yield row, "canonical_id", f"{text}, not {row['canonical_id']} alone; {route}"


def no_claim(spec: Spec, table: Table, _: ReferenceIds) -> Iterator[RuleHit]:
    """Find 'none' where at most nothing was found."""
    for row in table:
        for column in spec.paired:
            if _NONE.match(row[column]):
                text = f"{column} '{row[column][:40]}' claims that there is none"
                yield row, column, f"{text}; say 'not found', or what a page says"


def silent_party(spec: Spec, table: Table, known: ReferenceIds) -> Iterator[RuleHit]:
    """Find a call in which nobody of a state that took part is named."""
    if spec.table != "facts/engagements.csv" or "states" not in known.ids:
        return
    for row in table:
        if row["kind"] != "phone_call" or row["status"] != "held":
            continue
        sides = {name.strip() for name in row["participants"].split(";")}
        for state in sorted(known.ids["states"] & sides):
            if f"({state})" not in row["named_people"]:
                text = f"participants has {state}, of which named_people names nobody"
                yield row, "named_people", f"{text}; say who was called, or leave it out"


def _words(text: str) -> set[str]:
    """Return the words of four letters or more, in small letters."""
    return {word.lower() for word in _WORD.findall(text)}
