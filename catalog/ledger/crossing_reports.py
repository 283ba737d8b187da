"""What the sources say of the crossings: their places and their status reports."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from catalog.dates import parse_date
from catalog.ledger.as_of import KnownDuring, known_from, versions_by_known_date
from catalog.ledger.freshness import CARRIED_DAYS
from catalog.ledger.intervals import CONFIDENCES, Interval, Report, partition
from catalog.ledger.statuses import STATUSES
from catalog.names import road_beside
from catalog.problems import Problem
from catalog.tables.reading import read_table, row_sources
from catalog.tables.rows import Row, Source

TABLE = "facts/crossing_status.csv"
VOUCHED = "edits/carried_runs.csv"
"""Reports of which a source tells that the status lasted until the next one."""

PASSING = "edits/passing_reports.csv"
"""Reports of part of a day or of a day alone, after which it was again as before."""

LASTING = "edits/lasting_states.csv"
"""What sources tell of a time gone by: a state that lasted, for the traffic that they name."""


def read_places(sources: Path) -> tuple[dict[str, dict[str, Any]], list[Problem]]:
    """Read what does not change about each crossing: names, sides, mode, position.

    Returns
    -------
    places, problems
        By canonical id. A place without sides or position is a problem and left out.
    """
    nodes = read_table(sources, "network/nodes_border_crossings.csv").by("id")
    added = {}
    if (sources / "edits/crossing_positions.csv").is_file():
        added = read_table(sources, "edits/crossing_positions.csv").by("canonical_id")
    places: dict[str, dict[str, Any]] = {}
    problems: list[Problem] = []
    for row in read_table(sources, "facts/canonical_ids.csv"):
        if row["kind"] != "crossing":
            continue
        place = row["canonical_id"]
        node = nodes.get(row["network_id"])
        edit = added.get(place)
        described = edit or node
        positioned = row if row["lon"] else edit
        if described is None or positioned is None:
            lacks = "position" if positioned is None else "sides"
            text = f"crossing {place} has no {lacks}; add a row to edits/crossing_positions.csv"
            problems.append(row.problem(text))
            continue
        if node is not None and positioned is row and _apart(row, node):
            text = f"position of {place} differs from network/nodes_border_crossings.csv"
            problems.append(row.problem(f"{text} line {node.line}"))
        places[place] = {
            "place": place,
            "name": row["name"].removesuffix(" (PAK-IRN)"),
            "side_a": described["side_a" if edit else "afg_side"],
            "side_b": described["side_b" if edit else "other_side"],
            "country_a": described["country_a"],
            "country_b": described["country_b"],
            "mode": described["mode"].removesuffix("-planned"),
            "road_exists": not described["mode"].endswith("-planned"),
            "lon": float(positioned["lon"]),
            "lat": float(positioned["lat"]),
            **_position(row, edit),
        }
    for place, found in places.items():
        road = road_beside(place)
        found["road_beside"] = road if road in places else ""
    return places, problems


def _apart(row: Row, node: Row) -> bool:
    return any(abs(float(row[axis]) - float(node[axis])) > 0.001 for axis in ("lon", "lat"))


def read_reports(
    sources: Path, places: Mapping[str, Any]
) -> tuple[dict[str, list[Report]], dict[str, Row], list[Problem]]:
    """Read the status reports.

    Returns
    -------
    reports, rows, problems
        Reports by the place that they name; the row behind each report by its key; what cannot be
        read. ``reports_known`` adds what the reports of a road say of the railway beside it.
    """
    passing = {
        f"{row['canonical_id']}+{row['date']}+{row['status']}"
        for row in _optional(sources, PASSING)
    }
    reports: dict[str, list[Report]] = {}
    rows: dict[str, Row] = {}
    problems: list[Problem] = []
    for row in read_table(sources, TABLE):
        found = _problems_of(row, places)
        problems += found
        if found:
            continue
        key = f"{row.file}:{row.line}"
        rows[key] = row
        day = parse_date(row["date"]).first
        report = Report(
            day=day,
            status=row["status"],
            carries=row["carry_forward"].startswith("yes"),
            confidence=row["confidence"],
            known=known_from(row, day),
            passing=f"{row['canonical_id']}+{row['date']}+{row['status']}" in passing,
            key=key,
        )
        reports.setdefault(row["canonical_id"], []).append(report)
    for row in _optional(sources, LASTING):
        found = _problems_of(row, places)
        problems += found
        if found:
            continue
        key = f"{row.file}:{row.line}"
        rows[key] = row
        day = parse_date(row["date"]).first
        report = Report(
            day=day,
            status=row["status"],
            carries=False,
            confidence=row["confidence"],
            known=known_from(row, day),
            since=parse_date(row["since"]).first,
            key=key,
        )
        reports.setdefault(row["canonical_id"], []).append(report)
    return reports, rows, problems


def _optional(sources: Path, name: str) -> Iterable[Row]:
    """Read a table that may be absent."""
    return read_table(sources, name) if (sources / name).is_file() else ()


def read_vouched(sources: Path) -> dict[str, date]:
    """Return by report the day from which a source is known to vouch that its status lasted.

    The keys are ``canonical_id+date``; the table may be absent.
    """
    return {
        f"{row['canonical_id']}+{row['date']}": known_from(row, parse_date(row["date"]).first)
        for row in _optional(sources, VOUCHED)
    }


def reports_known(
    place: str,
    reports: Mapping[str, Sequence[Report]],
    rows: Mapping[str, Row],
    known: date | None,
    vouched: Mapping[str, date],
) -> list[Report]:
    """Return the reports of a place that were known on a day, joint ones included.

    Parameters
    ----------
    place
        Canonical id.
    reports, rows
        As ``read_reports`` gives them.
    known
        The day of knowledge; None for before anything was known.
    vouched
        As ``read_vouched`` gives it.
    """
    if known is None:
        return []
    own = [
        replace(report, vouched=vouched.get(f"{place}+{report.day}", date.max) <= known)
        for report in reports.get(place, ())
        if report.known_on <= known
    ]
    days = {report.day for report in own if report.since is None}
    road = [
        one
        for one in reports.get(road_beside(place), ())
        if one.known_on <= known and one.since is None
    ]
    return own + [report for report in _joint_reports(road, rows) if report.day not in days]


def ledger_of(
    place: str,
    reports: Mapping[str, Sequence[Report]],
    rows: Mapping[str, Row],
    vouched: Mapping[str, date],
) -> list[KnownDuring[Interval]]:
    """Divide all time into the intervals of a place, once for every state of knowledge."""
    dates = [
        report.known_on for name in (place, road_beside(place)) for report in reports.get(name, ())
    ]
    dates += [day for key, day in vouched.items() if key.startswith(f"{place}+")]

    def known_on(known: date | None) -> list[Interval]:
        told = reports_known(place, reports, rows, known, vouched)
        return partition(
            [report for report in told if report.since is None],
            carried=CARRIED_DAYS,
            lasting=[report for report in told if report.since is not None],
        )

    return versions_by_known_date(dates, known_on)


def _problems_of(row: Row, places: Mapping[str, Any]) -> list[Problem]:
    texts = []
    if row["canonical_id"] not in places:
        texts.append(f"no crossing '{row['canonical_id']}' in facts/canonical_ids.csv")
    if row["status"] not in STATUSES:
        texts.append(f"status '{row['status']}' is none of {', '.join(STATUSES)}")
    if row["confidence"] not in CONFIDENCES:
        texts.append(f"confidence '{row['confidence']}' is none of {', '.join(CONFIDENCES)}")
    if not row.get("carry_forward", "no").startswith(("yes", "no")):
        texts.append(f"carry_forward '{row['carry_forward']}' starts with neither yes nor no")
    try:
        since = parse_date(row.get("since", row["date"]))
        if since.first > parse_date(row["date"]).first:
            texts.append(f"since {row['since']} is after {row['date']}, the day of the report")
    except ValueError as error:
        texts.append(str(error))
    return [row.problem(text) for text in texts]


def _joint_reports(road: Iterable[Report], rows: Mapping[str, Row]) -> list[Report]:
    """Return the rail crossing what the road crossing's reports say of rail.

    Such a report is carried no further than the road crossing's next report: if that one does not
    speak of rail, nothing is known of rail any more.
    """
    ordered = sorted(road, key=lambda report: report.day)
    days = [report.day for report in ordered]
    return [
        replace(report, until=min((day for day in days if day > report.day), default=None))
        for report in ordered
        if re.search(r"\brail\b", rows[report.key]["traffic"])
    ]


def _position(row: Row, edit: Row | None) -> dict[str, Any]:
    if edit is not None and not row["lon"]:
        method = edit["method"][0].upper() + edit["method"][1:]
        return {
            "position_source": f"{method}. {edit['source_name']}",
            "position_confidence": edit["confidence"],
            "position_sources": row_sources(edit),
        }
    confidence = re.search(r"\(confidence (\w+)\)", row["coord_source"])
    graded = confidence[1] if confidence else "low"
    source: Source
    if row["coord_source"].startswith("OSM"):
        text = "Where the road or railway meets the border line in OpenStreetMap, August 2021"
        source = {"name": "OpenStreetMap contributors", "date": "2021-08",
                  "url": "https://www.openstreetmap.org/copyright"}  # fmt: skip
    else:
        text = "Approximate, from Wikipedia or a gazetteer; no road of OpenStreetMap meets the line"
        source = {"name": "Wikipedia or a gazetteer", "url": None, "date": None}
    return {"position_source": text, "position_confidence": graded, "position_sources": [source]}
