"""Meetings and the places where they were held: one feature for each meeting, place and interval."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from itertools import pairwise
from pathlib import Path
from typing import Any

from catalog.dates import Span, parse_date, parse_span
from catalog.facts.arcs import arcs
from catalog.facts.places import Actors, Place, read_capitals, read_places
from catalog.origin import Origin, load_origins
from catalog.problems import CatalogError, Problem
from catalog.tables import (
    Row,
    Source,
    correction_sources,
    read_table,
    row_sources,
    url_sources,
)

KINDS: Mapping[str, str] = {
    "held": "held",
    "planned": "planned",
    "postponed": "postponed",
    "cancelled": "cancelled",
    "unknown": "unconfirmed",
}
"""A row's status and the feature's kind; an offer or an unconfirmed report is no meeting."""

_ANNOUNCED = ("planned", "postponed", "cancelled")
_OUR_ROUND = "Round number is ours."
# What the received notes say of the table itself.
_ABOUT_ROWS = re.compile(r"(Reference point for claims, no|\d+) engagement rows?( of its own)?\.")
_CITY_LEVEL = "The point stands for the city, not for the building."


def build(sources: Path) -> Mapping[str, bytes]:
    """Build ``engagements.geojson`` and ``venues.geojson``.

    Raises
    ------
    CatalogError
        With every meeting whose date, status or place cannot be read.
    """
    origins = [load_origins(sources)["facts"]]
    engagements = _engagements(sources)
    venues = _venues(sources, engagements)
    return {
        "engagements.geojson": _write("engagements", engagements, origins, decimals=3),
        "venues.geojson": _write("venues", venues, origins, decimals=5),
    }


def _write(
    name: str, records: list[dict[str, Any]], origins: list[Origin], *, decimals: int
) -> bytes:
    import geopandas as gpd

    from catalog.geojson import CRS, to_geojson

    columns = [column for column in records[0] if column != "geometry"]
    frame = gpd.GeoDataFrame(
        {column: [record[column] for record in records] for column in columns},
        geometry=[record["geometry"] for record in records],
        crs=CRS,
    )
    return to_geojson(frame, name=name, origins=origins, decimals=decimals)


def _engagements(sources: Path) -> list[dict[str, Any]]:
    places, capitals = read_places(sources), read_capitals(sources)
    actors = Actors.read(sources)
    no_meetings = read_table(sources, "edits/no_meetings.csv").by("id")
    records: list[dict[str, Any]] = []
    problems: list[Problem] = []
    for row in (table := read_table(sources, "facts/engagements.csv")):
        span, found = _span(row, places)
        problems += found
        if span is None or found:
            continue
        try:
            record = _engagement(row, span, actors, places, no_meetings.get(row["id"]))
        except ValueError as error:
            problems.append(row.problem(str(error)))
            continue
        record["geometry"] = _travel(row, actors, capitals, places) if record["met"] else None
        records.append(record)
    problems += unmatched(no_meetings, table.by("id"), table.name)
    if problems:
        raise CatalogError(problems)
    return sorted(records, key=lambda record: (record["valid_from"], record["id"]))


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
    row: Row, span: Span, actors: Actors, places: Mapping[str, Place], edit: Row | None
) -> dict[str, Any]:
    kind = KINDS[row["status"]]
    venue = row["venue_id"]
    ours = _OUR_ROUND in row["outcome_note"]
    window = span if kind in ("postponed", "cancelled") else None
    return {
        "id": row["id"],
        "name": row["title"],
        "kind": kind,
        "met": kind == "held" and bool(venue) and edit is None,
        "place": venue or None,
        "place_name": places[venue].name if venue else None,
        "form": edit["form"] if edit is not None else row["kind"].replace("_", " "),
        "valid_from": span.valid_from,
        "valid_to": None,
        "last_day": span.last.isoformat(),
        "known_from": known_from(row, span),
        "date_precision": span.precision,
        "date_text": _date_text(span, kind),
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
        "sources": [*row_sources(row), *correction_sources(row)],
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
    return "Announced; it was not held as announced." if kind in _ANNOUNCED else None


def _date_text(span: Span, kind: str) -> str:
    if kind == "planned":
        return f"announced {span.text}"
    return f"announced for {span.text}" if kind in ("postponed", "cancelled") else span.text


def known_from(row: Row, span: Span) -> str:
    """Give the earliest day on which any of a row's sources can have been published.

    A source dated by month or year is not taken to be older than the event in that month or year;
    where no source has a date it is the event's own first day.
    """
    days = []
    for source in row_sources(row):
        if source["date"]:
            when = parse_date(source["date"])
            inside = when.first < span.first <= when.last
            days.append(span.first if inside else when.first)
    return min(days, default=span.first).isoformat()


def _with_names(note: str, places: Mapping[str, Place]) -> str:
    """Put names where a note has ids, and leave out what the feature says itself."""
    plain = note.replace(_OUR_ROUND, "").strip()
    return re.sub(
        r"\bV_[A-Z]+\b", lambda id_: places[id_[0]].name if id_[0] in places else id_[0], plain
    )


def _travel(
    row: Row, actors: Actors, capitals: Mapping[str, Place], places: Mapping[str, Place]
) -> Any:
    states = dict.fromkeys(actors.states(row["participants"]))
    homes = (capitals[state] for state in states if state in capitals)
    return arcs(homes, places[row["venue_id"]])


def _venues(sources: Path, engagements: Iterable[Mapping[str, Any]]) -> list[dict[str, Any]]:
    places = read_places(sources)
    by_venue: dict[str, list[Mapping[str, Any]]] = {}
    for engagement in engagements:
        if engagement["place"]:
            by_venue.setdefault(engagement["place"], []).append(engagement)
    records = []
    for row in read_table(sources, "facts/venues.csv"):
        listed = by_venue.get(row["venue_id"], [])
        place = places[row["venue_id"]]
        days = [*dict.fromkeys(str(engagement["valid_from"]) for engagement in listed)]
        if not days:
            records.append(_venue(row, place, [], None, None))
        for start, end in pairwise([*days, None]):
            so_far = [one for one in listed if str(one["valid_from"]) <= str(start)]
            records.append(_venue(row, place, so_far, start, end))
    return records


def _venue(
    row: Row, place: Place, so_far: list[Mapping[str, Any]], start: str | None, end: str | None
) -> dict[str, Any]:
    import shapely

    announced = any(one["kind"] in _ANNOUNCED for one in so_far)
    met = [one for one in so_far if one["met"]]
    listed = met or so_far
    latest = listed[-1] if listed else None
    count = len(met)
    note = _ABOUT_ROWS.sub("", row["notes"]).strip()
    cited: list[Source] = [*(latest["sources"] if latest else ()), *url_sources(row["source_urls"])]
    return {
        "id": f"{row['venue_id']}_{start}" if start else row["venue_id"],
        "place": row["venue_id"],
        "canonical": place.id,
        "name": place.name,
        "kind": "held" if count else "announced" if announced else "reference",
        "count": count,
        "country": row["country_iso3"],
        "valid_from": start,
        "valid_to": end,
        "known_from": latest["known_from"] if latest else None,
        "date_precision": latest["date_precision"] if latest else None,
        "date_text": latest["date_text"] if latest else None,
        "latest": _summary(latest) if latest else None,
        "engagements": [one["id"] for one in so_far],
        "role": row["role"].replace("|", ", "),
        "note": note or None,
        "confidence": latest["confidence"] if latest else "low",
        "sources": [source for at, source in enumerate(cited) if source not in cited[:at]],
        "caveat": _CITY_LEVEL if place.id == row["venue_id"] else None,
        "label": place.name.split(" (")[0],
        "rank": 1 if count >= 10 else 2 if count >= 3 else 3 if count else 6,
        "geometry": shapely.Point(place.lon, place.lat),
    }


def _summary(engagement: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "id": engagement["id"],
        "title": engagement["name"],
        "date_text": engagement["date_text"],
        "status": engagement["kind"],
    }
