"""The track record: each report left out, and what the map would then have said of its day.

Asked twice. ``before`` has the reports of earlier days alone, as somebody saw the map on the day
before the report: its status is at best the last reported one. ``around`` has all other reports, as
the map shows a day of the past: what one report leaves open, a later one may carry over.

Reports are made of what changes more than of what stays: a map that is right between two reports
has nobody to say so. So the same is counted for the *round-ups* alone: pages that go through three
gateways or more of one day, and tell of each whether it changed or not. That is a mild cure: a
round-up, too, may be written because a border was shut.

Left out with a report are all others of its place and day; not asked are passing reports, of part of
a day, and those that look back on a time.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Literal

from catalog.ledger.crossing_reports import read_places, read_reports, read_vouched, reports_known
from catalog.ledger.freshness import (
    CARRIED_DAYS,
    FRESH_DAYS,
    PORT_UNKNOWN_AFTER_DAYS,
    UNKNOWN_AFTER_DAYS,
)
from catalog.ledger.intervals import (
    UNKNOWN,
    Interval,
    Report,
    age_days,
    entry_on,
    partition,
    settled_status,
)
from catalog.ledger.port_reports import PortLedger, read_port_ledger
from catalog.problems import CatalogError
from catalog.tables.rows import Row

Reports = Mapping[str, Sequence[Report]]
View = Literal["before", "around"]
Verdict = Literal["right", "ageing", "wrong", "unknown"]

VIEWS: Mapping[View, str] = {
    "before": "by the reports of earlier days alone",
    "around": "by all other reports, later ones too",
}
VERDICTS: Mapping[Verdict, str] = {
    "right": "right",
    "ageing": "right, shown as 'last reported'",
    "wrong": "wrong",
    "unknown": "shown as unknown",
}
AGES: Sequence[tuple[str, int | None]] = (
    ("up to 30 days", FRESH_DAYS),
    ("31 to 90 days", UNKNOWN_AFTER_DAYS),
    ("91 to 365 days", CARRIED_DAYS["high"]),
    ("over 365 days", None),
)
"""By the age of the report that the map stood on: a name, and the last day that counts."""

NONE_BEFORE = "no report to stand on"
ROUND_UP = 3
"""Gateways of one day on one page from which on it is a round-up."""


@dataclass(frozen=True)
class Trial:
    """One report, and what the map says of its day without it.

    Parameters
    ----------
    place, kind
        Canonical id; ``crossing`` or ``port``, which a sea lane counts as.
    day
        ISO date of the report.
    told, said, last
        The status reported; that of the map without the report; that of the report which the map
        stood on, also where it is too old to be shown; empty where there was none.
    verdict
        A key of ``VERDICTS``.
    age
        Days from the report that the map stood on; None where there was none, or a later one.
    view
        A key of ``VIEWS``.
    key
        File and line of the report.
    source
        Its address; for a port the events that it rests on.
    round_up
        Whether it stands in a page that goes through several gateways.
    """

    place: str
    kind: str
    day: str
    told: str
    said: str
    last: str
    verdict: Verdict
    age: int | None
    view: View
    key: str
    source: str = ""
    round_up: bool = False

    @property
    def age_group(self) -> str:
        """The name of its age in ``AGES``."""
        if self.age is None:
            return NONE_BEFORE
        return next(name for name, last in AGES if last is None or self.age <= last)


def trials(sources: Path) -> list[Trial]:
    """Leave each report of the record out, once in each view.

    Raises
    ------
    CatalogError
        If a table cannot be read.
    """
    return [*_of_crossings(sources), *_of_ports(read_port_ledger(sources))]


def count(asked: Iterable[Trial], group: Callable[[Trial], str]) -> dict[str, dict[Verdict, int]]:
    """Count the verdicts by group, in the order in which groups come."""
    found: dict[str, Counter[Verdict]] = {}
    for one in asked:
        found.setdefault(group(one), Counter())[one.verdict] += 1
    return {name: {verdict: counted[verdict] for verdict in VERDICTS}
            for name, counted in found.items()}  # fmt: skip


def still_held(asked: Iterable[Trial], kind: str, ages: tuple[int, int]) -> tuple[int, int]:
    """Count of the next reports, those that told the status that was last reported, and all.

    Parameters
    ----------
    asked
        As ``trials`` gives them; those of ``before`` count.
    kind
        ``crossing`` or ``port``.
    ages
        The first and the last age of the last report, in days.
    """
    found = [
        one
        for one in asked
        if one.view == "before" and one.kind == kind and one.age is not None
        and ages[0] <= one.age <= ages[1] and one.last != UNKNOWN
    ]  # fmt: skip
    return sum(one.told == one.last for one in found), len(found)


def held(asked: Sequence[Trial], kind: str) -> list[dict[str, int | None]]:
    """Return for each span of ages how many of the next reports told what was last reported.

    Returns
    -------
    spans
        ``days`` (the last age of the span; None for no end), ``held`` and ``of``.
    """
    found: list[dict[str, int | None]] = []
    first = 0
    for _, last in AGES:
        counted, total = still_held(asked, kind, (first, last if last is not None else 10**6))
        found.append({"days": last, "held": counted, "of": total})
        first = (last or 0) + 1
    return found


def _of_crossings(sources: Path) -> list[Trial]:
    """Try the reports of gateways; what the report of a road says of its railway belongs to the road."""
    places, problems = read_places(sources)
    reports, rows, more = read_reports(sources, places)
    if problems or more:
        raise CatalogError([*problems, *more])
    vouched = read_vouched(sources)
    round_ups = _round_ups(rows.values())

    def divide(place: str, told: Reports) -> list[Interval]:
        known = reports_known(place, told, rows, date.max, vouched)
        return partition(
            [one for one in known if one.since is None],
            carried=CARRIED_DAYS,
            lasting=[one for one in known if one.since is not None],
        )

    tried = [
        one for place in sorted(reports) for one in _of_place(place, "crossing", reports, divide)
    ]
    behind = {one.key: rows[one.key] for one in tried}
    return [
        replace(one, source=behind[one.key]["source_url"],
                round_up=(behind[one.key]["source_url"], behind[one.key]["date"]) in round_ups)
        for one in tried
    ]  # fmt: skip


def _of_ports(ledger: PortLedger) -> list[Trial]:
    """Try the reports of ports and sea lanes."""

    def divide(place: str, told: Reports) -> list[Interval]:
        return partition(told.get(place, ()), unknown_after=PORT_UNKNOWN_AFTER_DAYS)

    return [
        replace(one, source=ledger.rows[one.key]["event_ids"])
        for place in sorted(ledger.reports)
        for one in _of_place(place, "port", ledger.reports, divide)
    ]


def _plainly(place: str, told: Reports) -> list[Interval]:
    return partition(told.get(place, ()), carried=CARRIED_DAYS)


def _of_place(
    place: str,
    kind: str,
    reports: Reports,
    divide: Callable[[str, Reports], list[Interval]] = _plainly,
) -> list[Trial]:
    """Leave out the reports of each day of a place, once in each view."""
    return [
        _trial(place, kind, group, divide(place, kept), view)
        for day, group in _days(reports[place])
        for view, kept in _left(reports, place, day)
    ]


def _days(reports: Iterable[Report]) -> list[tuple[date, list[Report]]]:
    """Group the reports that can be tried by their day; where they contradict each other, nothing is."""
    days: dict[date, list[Report]] = defaultdict(list)
    for one in reports:
        if one.since is None and not one.passing:
            days[one.day].append(one)
    return [(day, days[day]) for day in sorted(days) if settled_status(days[day]) != UNKNOWN]


def _left(reports: Reports, place: str, day: date) -> Iterator[tuple[View, Reports]]:
    """Return what is left in each view without the reports of a place's day."""
    rest = [one for one in reports[place] if one.day != day]
    earlier = {
        name: [one for one in told if one.day < day and one.known_on <= day]
        for name, told in reports.items()
    }
    yield "before", earlier
    yield "around", {**reports, place: rest}


def _round_ups(rows: Iterable[Row]) -> set[tuple[str, str]]:
    """Find the pages that go through several gateways of one day."""
    told: dict[tuple[str, str], set[str]] = defaultdict(set)
    for row in rows:
        told[row["source_url"], row["date"]].add(row["canonical_id"])
    return {page for page, gateways in told.items() if len(gateways) >= ROUND_UP}


def _trial(
    place: str, kind: str, group: Sequence[Report], intervals: Sequence[Interval], view: View
) -> Trial:
    day, told = group[0].day, settled_status(group)
    entry = entry_on(intervals, day)
    age = age_days(entry, day)
    return Trial(
        place=place,
        kind=kind,
        day=day.isoformat(),
        told=told,
        said=entry.status,
        last=settled_status(entry.reports) if entry.reports else "",
        verdict=_verdict(entry, told),
        age=age if age is None or age >= 0 else None,
        view=view,
        key=group[0].key,
    )


def _verdict(entry: Interval, told: str) -> Verdict:
    if entry.status == UNKNOWN:
        return "unknown"
    if entry.status != told:
        return "wrong"
    return "ageing" if entry.phase == "ageing" else "right"
