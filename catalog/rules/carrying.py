"""Rules for what is carried from one status report to the next: only what can have lasted is."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby, pairwise
from typing import TYPE_CHECKING

from catalog.dates import parse_date
from catalog.ledger.freshness import FRESH_DAYS
from catalog.ledger.traffic import CLOSED, KINDS, OPEN, UNKNOWN, covers

if TYPE_CHECKING:
    from catalog.rules.rules import ReferenceIds, RuleHit
    from catalog.tables.rows import Row, Table
    from catalog.tables.schema import Spec

_PASSING = re.compile(
    r"\bfor (?:about |some |a few |several |one |an? |two )?(?:and a half )?(?:hours?|day\b|time\b)"
    r"|\babout \w+ hours\b|\bpart of the day\b|\bbrief(?:ly)?\b|\btemporary (?:halt|opening)\b"
    r"|\bonly this day\b|\bthe only day\b",
    re.IGNORECASE,
)
# A page that tells of an end that lay before the day, such as "after a brief closure".
_AFTER = re.compile(r"\bafter (?:the|a|an) brief\b", re.IGNORECASE)
_NO_END = re.compile(
    r"\bend(?: date)? not found\b|\breopening not (?:documented|found|reported)\b", re.IGNORECASE
)


def passing(spec: Spec, table: Table, known: ReferenceIds) -> Iterator[RuleHit]:
    """Find reports of part of a day or of one day that are not among the passing ones."""
    listed = known.ids.get("passing", frozenset())
    for row in _reports(spec, table):
        said = _AFTER.search(_words(row)) is None and _PASSING.search(_words(row))
        if said and not row["carry_forward"].startswith("no (") and not _listed(row, listed):
            text = f"is of part of a day or of one day ('{said[0]}') and is carried"
            yield row, "carry_forward", f"{text}; add a row to edits/passing_reports.csv"


def endless(spec: Spec, table: Table, known: ReferenceIds) -> Iterator[RuleHit]:
    """Find what is carried although the row itself says that its end was not found."""
    listed = known.ids.get("passing", frozenset())
    for row in _reports(spec, table):
        if not row["carry_forward"].startswith("yes") or _listed(row, listed):
            continue
        said = _NO_END.search(row["reason"])
        if said:
            text = f"says '{said[0]}' and is carried"
            yield row, "carry_forward", f"{text}; correct carry_forward to no (end not found)"


def ends_elsewhere(spec: Spec, table: Table, known: ReferenceIds) -> Iterator[RuleHit]:
    """Find what is carried for more than a month to a report of another kind of traffic.

    Such a report cannot tell that the state lasted until then: a page on trade says nothing of
    returnees. Let be is one whose status says by itself the same, and what names no traffic.
    """
    listed = known.ids.get("passing", frozenset())
    places: dict[str, list[Row]] = {}
    for row in _reports(spec, table):
        if not _listed(row, listed) and _day(row):
            places.setdefault(row["canonical_id"], []).append(row)
    for rows in places.values():
        ordered = sorted(rows, key=_day)
        days = [list(group) for _, group in groupby(ordered, key=_day)]
        for group, following in pairwise(days):
            first, last = parse_date(_day(group[0])).first, parse_date(_day(following[0])).first
            if (last - first).days <= FRESH_DAYS:
                continue
            if not all(row["carry_forward"].startswith("yes") for row in group):
                continue
            about = {kind for row in group for kind in _about(row)}
            told = {kind for row in following for kind in _told(row)}
            same = _narrow(group) & _narrow(following)
            if about and not about & told and not same:
                text = f"is carried {(last - first).days} days to a report of {last}, which tells"
                text += f" nothing of {', '.join(sorted(about))}; correct carry_forward to no"
                yield group[0], "carry_forward", text


def _reports(spec: Spec, table: Table) -> Iterator[Row]:
    yield from table if "carry_forward" in spec.filled else ()


def _words(row: Mapping[str, str]) -> str:
    return "; ".join((row["traffic"], row["reason"], row["carry_forward"]))


def _listed(row: Mapping[str, str], listed: frozenset[str]) -> bool:
    return f"{row['canonical_id']}+{row['date']}+{row['status']}" in listed


def _narrow(rows: Iterable[Row]) -> set[str]:
    """Return the statuses that say by themselves what passes: all but limited."""
    return {row["status"] for row in rows} - {"limited"}


def _day(row: Mapping[str, str]) -> str:
    """Return the day in ISO form, or "" where the date rule has something to report."""
    try:
        return parse_date(row["date"]).first.isoformat()
    except ValueError:
        return ""


def _about(row: Mapping[str, str]) -> set[str]:
    """Return the kinds of traffic that a status is about: those shut out, or those let through."""
    state = CLOSED if row["status"] == "closed" else OPEN
    told = covers(row["status"], row["traffic"])
    return {kind for kind in KINDS if told[kind] == state}


def _told(row: Mapping[str, str]) -> set[str]:
    told = covers(row["status"], row["traffic"])
    return {kind for kind in KINDS if told[kind] != UNKNOWN}
