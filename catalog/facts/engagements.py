"""Meetings: announced before they were held, held or not held after; a feature for each state."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

from catalog.dates import Span, parse_date, parse_span
from catalog.facts.arcs import arcs, away, pair
from catalog.facts.places import Actors, Place, read_capitals, read_places
from catalog.ledger.as_of import known_from, versions_by_known_date
from catalog.problems import CatalogError, Problem
from catalog.tables.basis import basis_of
from catalog.tables.date_basis import EVENT, read_date_bases, shown
from catalog.tables.reading import read_table, row_sources, with_corrections
from catalog.tables.rows import Row

KINDS: Mapping[str, str] = {
    "held": "held",
    "planned": "planned",
    "postponed": "postponed",
    "cancelled": "cancelled",
    "unknown": "unconfirmed",
}
"""A row's status and the feature's kind; an offer or an unconfirmed report is no meeting."""

ANNOUNCED = ("planned", "postponed", "cancelled")
"""Kinds of which somebody said that they would be held."""

TABLE = "facts/engagements.csv"
OUTCOMES = "edits/engagement_outcomes.csv"
"""What became of an announced meeting, where the row's own sources do not date it."""

_OUR_ROUND = "Round number is ours."


def read_engagements(sources: Path) -> list[dict[str, Any]]:
    """Read the meetings as features: announced, held or not held, by day and by knowledge.

    Raises
    ------
    CatalogError
        With every meeting whose date, status or place cannot be read.
    """
    places, capitals = read_places(sources), read_capitals(sources)
    actors = Actors.read(sources)
    no_meetings = read_table(sources, "edits/no_meetings.csv").by("id")
    outcomes = read_table(sources, OUTCOMES).by("id")
    date_bases = read_date_bases(sources)
    table = read_table(sources, TABLE)
    rows = table.by("id")
    records: list[dict[str, Any]] = []
    problems = unmatched(no_meetings, rows, table.name) + unmatched(outcomes, rows, table.name)
    for row in table:
        span, found = _span(row, places)
        problems += found
        if span is None or found:
            continue
        try:
            edit = no_meetings.get(row["id"])
            record = _engagement(row, span, actors, places, edit, date_bases.of(TABLE, row))
            homes = _homes(row, actors, capitals) if record["met"] else []
            venue = places[row["venue_id"]] if homes else None
            record["pairs"] = [pair(home, venue) for home in away(homes, venue)] if venue else []
            record["geometry"] = arcs(homes, venue) if venue else None
            records += _states(row, span, record, outcomes.get(row["id"]), rows)
        except ValueError as error:
            problems.append(row.problem(str(error)))
    if problems:
        raise CatalogError(problems)
    return sorted(records, key=lambda record: (record["valid_from"], record["id"]))


def _states(
    row: Row, span: Span, record: dict[str, Any], outcome: Row | None, rows: Mapping[str, Row]
) -> list[dict[str, Any]]:
    """Return a meeting's features, each valid for a time and known for a time.

    A source from before the meeting announces it. Until it was known what became of it the
    meeting stays announced, also on days after it was to be held.
    """
    settled = known_from(row, span.first)
    ended, ends = None, None
    if outcome is not None:
        told = parse_date(outcome["known_from"]).first
        record = {**record, "sources": [*record["sources"], *row_sources(outcome)]}
        if outcome["held_as"]:
            ended, ends = told, parse_date(rows[outcome["held_as"]]["date_start"]).first
        else:
            settled = told
    announced = (
        _announced_on(row, span) if record["kind"] not in ("planned", "unconfirmed") else None
    )

    def known_on(day: date | None) -> list[dict[str, Any]]:
        found = []
        if day is not None and announced is not None and day >= announced:
            found.append(_announced(record, span, announced, over=day >= settled))
        if day is not None and day >= settled:
            over = ends is not None and ended is not None and day >= ended
            found.append({**record, "valid_to": ends.isoformat() if ends and over else None})
        return found

    dates = [day for day in (announced, settled, ended) if day is not None]
    return [
        {**one.value, "id": one.value["id"] + one.suffix, **one.as_properties()}
        for one in versions_by_known_date(
            dates, known_on, key=lambda one: (one["id"], one["valid_to"])
        )
    ]


def _announced_on(row: Row, span: Span) -> date | None:
    """Return the day of the first source that is older than the meeting; None if there is none."""
    days = [parse_date(source["date"]) for source in row_sources(row) if source["date"]]
    return min((day.first for day in days if day.last < span.first), default=None)


def _announced(
    record: Mapping[str, Any], span: Span, announced: date, *, over: bool
) -> dict[str, Any]:
    """Return a meeting as it stood before it was to be held; ``over`` if the outcome is known."""
    return {
        **record,
        "id": f"{record['id']}_announced",
        "kind": "planned",
        "met": False,
        "valid_from": announced.isoformat(),
        "valid_to": span.valid_from if over else None,
        "date_precision": "day",
        "date_text": _date_text(span, "postponed"),
        "date_basis": EVENT,
        "window_from": span.valid_from,
        "window_to": span.last.isoformat(),
        "outcome": None,
        "outcome_note": None,
        "caveat": _engagement_caveat("planned", None),
        "pairs": [],
        "geometry": None,
    }


def unmatched(edits: Mapping[str, Row], rows: Mapping[str, Row], table: str) -> list[Problem]:
    """Find the edits that name a row which the table lacks."""
    return [
        edit.problem(f"{table} has no row '{key}'")
        for key, edit in edits.items()
        if key not in rows
    ]


def _span(row: Row, places: Mapping[str, Place]) -> tuple[Span | None, list[Problem]]:
    texts = []
    if row["status"] not in KINDS:
        texts.append(f"status '{row['status']}' is none of {', '.join(KINDS)}")
    if row["venue_id"] and row["venue_id"] not in places:
        texts.append(f"no venue '{row['venue_id']}' in facts/canonical_ids.csv")
    span = None
    try:
        span = parse_span(row["date_start"], row["date_end"], precision=row["date_precision"])
    except ValueError as error:
        texts.append(str(error))
    return span, [row.problem(text) for text in texts]


def _engagement(
    row: Row,
    span: Span,
    actors: Actors,
    places: Mapping[str, Place],
    edit: Row | None,
    day_of: str,
) -> dict[str, Any]:
    kind = KINDS[row["status"]]
    venue = row["venue_id"]
    ours = _OUR_ROUND in row["outcome_note"]
    window = span if kind in ("postponed", "cancelled") else None
    return {
        "id": row["id"],
        "meeting": row["id"],
        "name": row["title"],
        "kind": kind,
        "met": kind == "held" and bool(venue) and edit is None,
        "place": venue or None,
        "place_name": places[venue].name if venue else None,
        "form": edit["form"] if edit is not None else row["kind"].replace("_", " "),
        "valid_from": span.valid_from,
        "valid_to": None,
        "last_day": span.last.isoformat(),
        "known_from": None,
        "known_to": None,
        "date_precision": span.precision,
        "date_text": shown(_date_text(span, kind), day_of if kind == "held" else EVENT),
        "date_basis": day_of,
        "window_from": window.valid_from if window else None,
        "window_to": window.last.isoformat() if window else None,
        "participants": actors.named(row["participants"]),
        "hosts": actors.named(row["hosts"]),
        "mediators": actors.named(row["mediators"]),
        "named_people": [part.strip() for part in row["named_people"].split(";") if part.strip()],
        "topic": row["topic"] or None,
        "round": int(row["round"]) if row["round"] else None,
        "round_is_ours": ours,
        "outcome": row["outcome"].replace("_", " ") or None,
        "outcome_note": _with_names(row["outcome_note"], places) or None,
        "confidence": row["confidence"],
        "basis": basis_of(row),
        "sources": with_corrections(row_sources(row), row),
        "caveat": _engagement_caveat(kind, edit),
        "label": row["title"],
        "rank": 9,
    }


def _engagement_caveat(kind: str, edit: Row | None) -> str | None:
    if edit is not None:
        return f"{edit['what'][0].upper()}{edit['what'][1:]}. It is not counted."
    if kind == "unconfirmed":
        return "An offer, a statement or an unconfirmed report; no meeting is documented."
    if kind == "planned":
        return "An announcement; it is not counted as a meeting."
    return "Announced; it was not held as announced." if kind in ANNOUNCED else None


def _date_text(span: Span, kind: str) -> str:
    if kind == "planned":
        return f"announced {span.text}"
    return f"announced for {span.text}" if kind in ("postponed", "cancelled") else span.text


def _with_names(note: str, places: Mapping[str, Place]) -> str:
    """Put names where a note has ids, and leave out what the feature says itself."""
    plain = note.replace(_OUR_ROUND, "").strip()
    return re.sub(
        r"\bV_[A-Z]+\b", lambda id_: places[id_[0]].name if id_[0] in places else id_[0], plain
    )


def _homes(row: Row, actors: Actors, capitals: Mapping[str, Place]) -> list[Place]:
    states = dict.fromkeys(actors.states(row["participants"]))
    return [capitals[state] for state in states if state in capitals]
