"""What policy events say of ports and sea lanes: their status by day, as the ledger has it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from catalog.dates import PartialDate, parse_date
from catalog.ledger.as_of import KnownDuring, versions_by_known_date
from catalog.ledger.freshness import PORT_UNKNOWN_AFTER_DAYS
from catalog.ledger.intervals import CONFIDENCES, Interval, Report, partition
from catalog.problems import CatalogError, Problem
from catalog.tables.basis import basis_of, best, said
from catalog.tables.date_basis import EVENT, PAGE, DateBases, read_date_bases, shown
from catalog.tables.reading import read_table, url_sources, with_corrections
from catalog.tables.rows import Row, Source

TABLE = "edits/port_status.csv"
EVENTS = "facts/policy_events.csv"
STATUSES: Mapping[str, tuple[str, str]] = {
    "open": ("open", ""),
    "waiver": ("open", "W"),
    "limited": ("limited", "L"),
    "sanctioned": ("limited", "S"),
    "transit_suspended": ("limited", "T"),
    "reexport_only": ("limited", "X"),
    "closed": ("closed", ""),
}
"""Statuses of ports: open, limited or closed, and the letter of those with a condition."""

AFFECTS = ("ships", "transit")
"""What a status keeps from the port: all ships, or the transit of Afghan goods."""


@dataclass(frozen=True)
class PortLedger:
    """The statuses of ports and sea lanes.

    Parameters
    ----------
    reports
        By place, as told.
    intervals
        By place: of all time, once for every state of knowledge.
    rows
        The row behind each report, by its key.
    events
        The policy events, by id.
    date_bases
        Of what their days are.
    """

    reports: Mapping[str, list[Report]]
    intervals: Mapping[str, list[KnownDuring[Interval]]]
    rows: Mapping[str, Row]
    events: Mapping[str, Row]
    date_bases: DateBases

    def of(self, place: str) -> list[KnownDuring[Interval]]:
        """Return a place's intervals, one unknown where nothing was reported of it."""
        return self.intervals.get(place) or versions_by_known_date((), lambda _: partition(()))

    def behind(self, interval: Interval) -> list[Row]:
        """Return the rows behind an interval, the most credible first."""
        found = [self.rows[report.key] for report in interval.reports]
        return sorted(found, key=lambda row: CONFIDENCES.index(row["confidence"]))

    def sources(self, rows: Iterable[Row]) -> list[Source]:
        """Return the sources of the events that rows rest on, each once."""
        events = [self.events[key] for row in rows for key in row["event_ids"].split("|")]
        found = [
            source
            for event in events
            for source in with_corrections(url_sources(event["sources"]), event)
        ]
        return [source for at, source in enumerate(found) if source not in found[:at]]

    def basis(self, row: Row) -> str:
        """Describe how we have what a row tells: as it says itself, or as the events that it rests on."""
        told = (basis_of(self.events[key]) for key in row["event_ids"].split("|"))
        return row.get("basis") or said(row["why"]) or best(told)

    def date_basis(self, row: Row) -> str:
        """Return whether a row's day is the event's: of a day that an event gives, as of the event."""
        own = self.date_bases.of(TABLE, row)
        given = (self.events[key] for key in row["event_ids"].split("|"))
        same = [event for event in given if event["date"] == row["date"]]
        paged = same and all(self.date_bases.of(EVENTS, event) == PAGE for event in same)
        return PAGE if own == PAGE or paged else EVENT

    def status(self, entry: KnownDuring[Interval]) -> dict[str, Any]:
        """Return the properties of an interval that do not depend on the place."""
        interval = entry.value
        behind = self.behind(interval)
        spoken = behind[0] if behind else None
        told = spoken if interval.phase != "unknown" else None
        kind, letter = STATUSES.get(interval.status, ("unknown", ""))
        day = parse_date(spoken["date"]) if spoken is not None else None
        day_of = self.date_basis(spoken) if spoken is not None else None
        telling = [row for row in behind if row["status"] == interval.status] or behind
        return {
            "valid_from": _iso(interval.start),
            "valid_to": _iso(interval.end),
            **entry.as_properties(),
            "status": interval.status,
            "status_kind": kind,
            "letter": letter or None,
            "phase": interval.phase,
            "since": _iso(interval.since),
            "since_text": self._since(interval),
            "reported_on": _iso(interval.reported_on),
            "reported_text": shown(day.text, day_of) if day and day_of else None,
            "last_status": None if told or spoken is None else spoken["status"],
            "last_reported_on": None if told or spoken is None else _iso(interval.reported_on),
            "status_title": told["title"] if told else None,
            "status_said": told["text"] if told else None,
            "traffic": told["traffic"] or None if told else None,
            "covers": covers(interval.status, told["hinders"] if told else ""),
            "hinders": told["hinders"] or None if told else None,
            "disputed": interval.disputed,
            "claims": self._claims(behind) if interval.disputed else [],
            "events": [key for row in behind for key in row["event_ids"].split("|")],
            "status_confidence": spoken["confidence"] if spoken else None,
            "status_basis": best(map(self.basis, telling)) if telling else None,
            "date_basis": day_of,
        }

    def _claims(self, behind: Iterable[Row]) -> list[dict[str, Any]]:
        return [
            {
                "side": row["title"],
                "text": f"{row['status'].replace('_', ' ')}: {row['text']}",
                "source": next(iter(self.sources([row])), None),
            }
            for row in behind
        ]

    def _since(self, interval: Interval) -> str | None:
        if interval.since is None:
            return None
        place = self.rows[interval.reports[0].key]["place"]
        days = {parse_date(row["date"]).first: row for row in self.rows.values()
                if row["place"] == place and row["status"] == interval.status}  # fmt: skip
        first = days.get(interval.since)
        if first is None:
            return None
        return shown(parse_date(first["date"]).text, self.date_basis(first))


def covers(status: str, affects: str) -> dict[str, str]:
    """Say of each kind of traffic by sea whether a status lets it through.

    A waiver and sanctions are rules for those who trade, not gateways: what passes under them is only
    known where an event tells it.
    """
    told = {"trade": "unknown", "transit": "unknown"}
    if status == "closed":
        return dict.fromkeys(told, "closed")
    if status in ("transit_suspended", "reexport_only"):
        told["transit"] = "closed"
    if status in ("open", "waiver") and not affects:
        told["transit"] = "open"
    return told


def read_port_ledger(sources: Path) -> PortLedger:
    """Read the statuses of ports and sea lanes.

    Raises
    ------
    CatalogError
        With every row whose event, date or word cannot be read.
    """
    events = read_table(sources, EVENTS).by("event_id")
    reports: dict[str, list[Report]] = {}
    rows: dict[str, Row] = {}
    problems: list[Problem] = []
    for row in read_table(sources, TABLE):
        try:
            report = _report(row, events)
        except (ValueError, KeyError) as error:
            problems.append(row.problem(f"{error}: correct the row"))
            continue
        rows[report.key] = row
        reports.setdefault(row["place"], []).append(report)
    if problems:
        raise CatalogError(problems)
    intervals = {place: _ledger(told) for place, told in reports.items()}
    return PortLedger(reports, intervals, rows, events, read_date_bases(sources))


def _report(row: Row, events: Mapping[str, Row]) -> Report:
    if row["status"] not in STATUSES:
        raise ValueError(f"status '{row['status']}' is none of {', '.join(STATUSES)}")
    if row["hinders"] and row["hinders"] not in AFFECTS:
        raise ValueError(f"hinders '{row['hinders']}' is none of {', '.join(AFFECTS)}")
    day = parse_date(row["date"]).first
    told = min(_day(events[key]).first for key in row["event_ids"].split("|"))
    return Report(
        day=day,
        status=row["status"],
        carries=row["carries"].startswith("yes"),
        confidence=row["confidence"],
        until=parse_date(row["until"]).first if row["until"] else None,
        known=max(day, told),
        key=f"{row.file}:{row.line}",
    )


def _day(event: Row) -> PartialDate:
    return parse_date(event["date"])


def _ledger(reports: list[Report]) -> list[KnownDuring[Interval]]:
    def known_on(day: date | None) -> list[Interval]:
        told = [] if day is None else [report for report in reports if report.known_on <= day]
        return partition(told, unknown_after=PORT_UNKNOWN_AFTER_DAYS)

    found = versions_by_known_date((report.known_on for report in reports), known_on)
    return sorted(found, key=lambda entry: entry.value.start or date.min)


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
