"""Rules that hold a row against what it says itself, its sources and the rows beside it."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

from catalog.dates import parse_date

if TYPE_CHECKING:
    from catalog.rules.rules import ReferenceIds, RuleHit
    from catalog.tables.rows import Row, Table
    from catalog.tables.schema import Spec

_TOLD = {
    "facts/border_events.csv": ("date_start", ""),
    "facts/crossing_status.csv": ("date", "reason"),
    "facts/engagements.csv": ("date_start", ""),
}
"""Tables of what happened: the column of its day, and the one that may say that it was announced."""

_PARTS = ("export", "import", "transit")
_FACTORS: Mapping[str, tuple[tuple[str, float, float], ...]] = {
    "rate": (("0.45 of it", 0.45, 2), ("a half either way", 0.5, 1.5)),
    "wait": (("a third to three times the wait", 1 / 3, 3),),
    "fee": (("a third to twice the fee", 1 / 3, 2),),
}
"""By parameter: the words that state how a range was made, and the ends as shares of the middle."""

_ROUNDED = 0.02
"""Ends are written with two or three figures."""

_COUNTRY = re.compile(r"\(([A-Z]{3})\)")
_ELSEWHERE = re.compile(r"\b(beside|sidelines?|invitation)\b")


def own_page(spec: Spec, table: Table, _: ReferenceIds) -> Iterator[RuleHit]:
    """Find the page that makes the claims among the sources that are to bear them out."""
    for row in table if spec.claimed_by else ():
        for column in spec.sourced:
            edits = [edit for edit in row.corrections if edit["column"] not in spec.sourced]
            if spec.claimed_by in " ".join([row[column], *(edit["source_url"] for edit in edits)]):
                yield row, column, f"{column} holds the page whose claim it is; leave it out"


def told_before(spec: Spec, table: Table, _: ReferenceIds) -> Iterator[RuleHit]:
    """Find what is said to have happened when every dated source is of an earlier day."""
    if spec.table not in _TOLD:
        return
    start, words = _TOLD[spec.table]
    for row in table:
        if "held" in spec.words.get("status", ()) and row["status"] != "held":
            continue
        dated = [row[column] for column in spec.dates if column != start and row[column]]
        try:
            day = parse_date(row[start]).first
            early = bool(dated) and all(parse_date(text).last < day for text in dated)
        except ValueError:
            continue  # the date rule reports it
        if early and not (words and "announced" in row[words]):
            route = f"or say 'announced' in {words}" if words else "or change the status"
            text = f"{start} '{row[start]}' is after its dated sources: a plan told as a deed;"
            yield row, start, f"{text} find a later source, {route}"


def inferred(spec: Spec, table: Table, _: ReferenceIds) -> Iterator[RuleHit]:
    """Find high confidence in a row that says itself that it infers."""
    if "confidence" not in spec.words:
        return
    for row in table:
        named = [name for name, text in row.items() if "url" not in name and "inferred" in text]
        if named and row["confidence"] == "high":
            yield row, "confidence", f"confidence is high, yet {named[0]} says 'inferred'; lower it"


def host(spec: Spec, table: Table, known: ReferenceIds) -> Iterator[RuleHit]:
    """Find hosts without a country, and hosts that are not of the place where nothing says why."""
    if spec.table != "facts/engagements.csv" or not {"states", "grounds"} <= known.ids.keys():
        return
    for row in table:
        hosts = [name.strip() for name in row["hosts"].split(";") if name.strip()]
        if not hosts:
            continue
        if not known.ids["states"].intersection(hosts):
            yield row, "hosts", f"hosts '{row['hosts']}' names no country"
        at = row["venue_id"]
        known_ground = any(ground.startswith(f"{at}+") for ground in known.ids["grounds"])
        if not known_ground or any(f"{at}+{name}" in known.ids["grounds"] for name in hosts):
            continue
        if not _ELSEWHERE.search(row["outcome_note"]):
            text = f"hosts '{row['hosts']}' are not of the country of {at}"
            yield row, "hosts", f"{text}; say in outcome_note beside what or at whose invitation"


def people(spec: Spec, table: Table, known: ReferenceIds) -> Iterator[RuleHit]:
    """Find named people of a country that was neither a party nor host nor mediator."""
    if spec.table != "facts/engagements.csv" or "states" not in known.ids:
        return
    for row in table:
        sides = ";".join(row[name] for name in ("participants", "hosts", "mediators")).split(";")
        named = known.ids["states"].intersection(_COUNTRY.findall(row["named_people"]))
        for country in sorted(named.difference(name.strip() for name in sides)):
            text = f"named_people has somebody of {country}, which is no party, host or mediator"
            yield row, "named_people", text


def event_day(spec: Spec, table: Table, known: ReferenceIds) -> Iterator[RuleHit]:
    """Find a port's status that is dated otherwise than the events that it rests on."""
    if spec.table != "edits/port_status.csv" or "event days" not in known.ids:
        return
    for row in table:
        events = row["event_ids"].split("|")
        if not any(f"{event}+{row['date']}" in known.ids["event days"] for event in events):
            text = f"date '{row['date']}' is of none of its events {row['event_ids']}"
            yield row, "date", f"{text}; date both alike, or accept it with the reason"


def total(spec: Spec, table: Table, _: ReferenceIds) -> Iterator[RuleHit]:
    """Find a total that is not the sum of the parts of the same source, where its note is silent."""
    if spec.table != "facts/trade_series.csv":
        return
    groups: dict[tuple[str, ...], dict[str, list[Row]]] = {}
    for row in table:
        key = tuple(row[name] for name in ("source_url", "place", "partner", "period", "unit"))
        groups.setdefault(key, {}).setdefault(row["flow"], []).append(row)
    for flows in groups.values():
        parts = [flows[name][0] for name in _PARTS if len(flows.get(name, ())) == 1]
        wholes = flows.get("total", ())
        if len(parts) < 2 or len(wholes) != 1:
            continue
        whole = wholes[0]
        try:
            added = sum(float(row["value"]) for row in parts)
            away = abs(added - float(whole["value"]))
        except ValueError:
            continue  # the number rule reports it
        if away > _rounding([whole, *parts]) and f"{added:,.0f}" not in whole["note"]:
            where = ", ".join(row.seen_from(whole) for row in parts)
            text = f"value {whole['value']} is not the sum {added:,.0f} of its parts ({where})"
            yield whole, "value", f"{text}; give that sum in note"


def stated_range(spec: Spec, table: Table, _: ReferenceIds) -> Iterator[RuleHit]:
    """Find ends of a range that do not follow from the middle as the row says that they do."""
    if spec.table != "edits/routing_parameters.csv":
        return
    for row in table:
        for words, least, most in _FACTORS.get(row["parameter"], ()):
            if words not in row["why"]:
                continue
            for column, factor in (("low", least), ("high", most)):
                try:
                    value, due = float(row[column]), float(row["central"]) * factor
                except ValueError:
                    continue  # the number rule reports it
                if not math.isclose(value, due, rel_tol=_ROUNDED):
                    text = f"{column} {row[column]} does not follow '{words}' of {row['central']}"
                    yield row, column, f"{text}: {due:.3g} is due"


def _rounding(rows: Iterable[Row]) -> float:
    """Return by how much a sum may be off because its terms are rounded, in their unit."""
    return sum(_half_unit(row["value"]) for row in rows) + 1e-9


def _half_unit(text: str) -> float:
    whole, _, decimals = text.partition(".")
    last = -len(decimals) if decimals else len(whole) - len(whole.rstrip("0"))
    return 0.5 * 10.0**last
