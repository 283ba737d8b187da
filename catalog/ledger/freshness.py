"""Rhythm: how long each kind of fact may stand before it is stale, and why.

The one place of these numbers: the ledger's intervals, the fading of marks, the oldest fact shown
and the words on the page are all made from them.

They were compared with the table of November 2026, when reports of a gateway had come to lie half a
year apart. Of 114 pairs of reports of the five main Pakistan gateways that follow one another, 21 of
the 65 that lie up to a month apart tell the same status, 7 of 17 up to three months, and 14 of 25
beyond. A gateway shuts and opens within days (28 of 39 stretches without trade lasted a month at
most) or stays shut for very long (the other 11 from 39 days to two years). So a report of three
months ago says no more of today than a coin does, and a longer limit would only make silence look
like a state. What a longer limit would be wanted for, the closure of a year that nobody reports
week by week, is told by the source that looks back on it: it fills the time gone by with its own
day and its own basis (``data/sources/edits/lasting_states.csv``), and never the time to come.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from catalog.dates import parse_date

FRESH_DAYS = 30
"""An ageing status of a crossing no older than this is fresh: the default day rests on it.

A limit for which other gateways may be drawn beside the newest report, not a promise: within a month
two of three next reports tell another status.
"""

UNKNOWN_AFTER_DAYS = 90
"""An ageing status of a crossing older than this is unknown.

Beyond three months fewer than three in five next reports tell the same status; for longer than
that only a source that looks back can tell.
"""

PORT_UNKNOWN_AFTER_DAYS = 180
"""The same for a port or a sea lane."""

CARRIED_DAYS: Mapping[str, int] = {"high": 365, "medium": 365, "low": 180}
"""By confidence: days for which a report may be carried to the next one of its crossing, unless a
source tells that its status lasted."""


@dataclass(frozen=True)
class FreshnessRule:
    """How often a kind of fact has to be refreshed.

    Parameters
    ----------
    kind
        Key, as in ``crossing_status``.
    name
        What it is, in words.
    days
        A fact older than this is stale; None for what does not age.
    why
        The reason for the number, as a sentence.
    """

    kind: str
    name: str
    days: int | None
    why: str


FRESHNESS_RULES: Mapping[str, FreshnessRule] = {
    rule.kind: rule
    for rule in (
        FreshnessRule("crossing_status", "Status of a crossing", FRESH_DAYS,
               "Crossings close and open within days; most closures in the table lasted less than a "
               "month."),
        FreshnessRule("port_status", "Status of a port or a sea lane", PORT_UNKNOWN_AFTER_DAYS // 2,
               "A waiver, a stop of transit or a blockade stands until it is lifted, and the "
               "lifting is news; in the table most are followed by another within three months."),
        FreshnessRule("route_status", "State of a trade route in words", 90,
               "It sums up what several sources say of crossings and traffic, which change by season."),
        FreshnessRule("engagement_plan", "Announced meeting", 30,
               "A meeting of which nobody has said a month after its day that it was held is no "
               "longer a plan."),
        FreshnessRule("traffic_figures", "Traffic and trade figures", 400,
               "They are published by the year, and some weeks after it ends."),
        FreshnessRule("cost_time", "Cost and time of a corridor", 730,
               "The surveys behind them appear once a year and are often a year late."),
        FreshnessRule("port_figures", "Capacity and traffic of a port", 730,
               "Ports publish by the year; berths and cranes take years to build."),
        FreshnessRule("event", "Incident, meeting held, policy event", None,
               "What has happened does not age; a later account is another source of it."),
        FreshnessRule("depiction", "Boundary, place, course of a route", None,
               "A depiction has no day of its own; its origin says of when it is."),
    )
}  # fmt: skip
"""By kind."""


@dataclass(frozen=True)
class Dated:
    """The oldest of some facts.

    Parameters
    ----------
    dataset, id, name
        Where it stands and what it is called.
    day, text
        ISO date of the report that it rests on; the date as shown, no finer than it is known.
    age_days
        Days from then to the day shown.
    rule
        How often its kind is to be refreshed.
    """

    dataset: str
    id: str
    name: str
    day: str
    text: str
    age_days: int
    rule: FreshnessRule

    @property
    def stale(self) -> bool:
        """Return whether it is older than its rhythm allows."""
        return self.rule.days is not None and self.age_days > self.rule.days


def rule_of(dataset: str, record: Mapping[str, Any]) -> FreshnessRule:
    """Return the rhythm of a feature of one of the datasets of facts."""
    kinds = {"crossings": "crossing_status", "ports": "port_status", "routes": "route_status"}
    if dataset == "engagements" and record.get("kind") == "planned":
        return FRESHNESS_RULES["engagement_plan"]
    if dataset in ("engagements", "venues", "incidents", "incidents_ucdp", "policy"):
        return FRESHNESS_RULES["event"]
    return FRESHNESS_RULES[kinds.get(dataset, "depiction")]


def dated(dataset: str, record: Mapping[str, Any]) -> str | None:
    """Return the ISO date of what a feature rests on; None where nothing that ages is shown of it.

    A status that is unknown shows nothing: its last report is told, not drawn.
    """
    if dataset in ("crossings", "ports"):
        shown = record.get("phase") in ("reported", "ageing")
        return record.get("reported_on") if shown else None
    if dataset == "routes":
        return record.get("status_date")
    if dataset == "engagements" and record.get("kind") == "planned":
        return record.get("window_to") or record.get("valid_from")
    return None


def age(dataset: str, record: Mapping[str, Any], day: str) -> int | None:
    """Count the days from what a feature rests on to a day.

    Parameters
    ----------
    dataset
        Name of its file.
    record
        The feature's properties.
    day
        ISO date.

    Returns
    -------
    days
        None for what does not age, and for what rests on a later report.
    """
    told = dated(dataset, record)
    if not told or told[:10] > day:
        return None
    return (date.fromisoformat(day) - _first(told)).days


def stale(dataset: str, record: Mapping[str, Any], day: str) -> bool:
    """Return whether a feature rests on a report older than the rhythm of its kind.

    What the ledger carries from one report to the next is reported, and not stale.
    """
    limit, old = rule_of(dataset, record).days, age(dataset, record, day)
    if limit is None or old is None or record.get("phase") == "reported":
        return False
    return old > limit


def oldest(shown: Mapping[str, Iterable[Mapping[str, Any]]], day: str) -> Dated | None:
    """Find the oldest fact among features that are shown.

    Parameters
    ----------
    shown
        Features by the name of their dataset.
    day
        ISO date that is shown.
    """
    found = [
        Dated(name, str(row["id"]), str(row["name"]), str(dated(name, row)), _text(name, row), old,
              rule_of(name, row))
        for name, rows in shown.items()
        for row in rows
        if (old := age(name, row, day)) is not None
    ]  # fmt: skip
    return max(found, key=lambda fact: (fact.age_days, fact.id), default=None)


def _text(dataset: str, record: Mapping[str, Any]) -> str:
    """Write the date of what a feature rests on, no finer than it is known."""
    given = record.get("reported_text") or record.get("date_text")
    if dataset in ("crossings", "ports") and given:
        return str(given)
    return parse_date(str(dated(dataset, record))[:10]).text


def in_words() -> tuple[str, ...]:
    """Explain the rules to the reader, a sentence or two for each."""
    lasting = [one.name.lower() for one in FRESHNESS_RULES.values() if one.days is None]
    carried = (
        "The status of a crossing is carried from one report to the next for at most "
        f"{CARRIED_DAYS['high']} days, {CARRIED_DAYS['low']} if the report is of low confidence, "
        "unless a source tells that it lasted: a year without a report is too long to say that "
        "nothing changed. A report of part of a day or of one day alone is not carried: the day "
        "after is again what held before. A source that looks back on a time fills the days of "
        "which nothing else is known, for the traffic that it names."
    )
    aged = (
        "After its last report a status is 'last reported'. That of a crossing is unknown after "
        f"{UNKNOWN_AFTER_DAYS} days, that of a port or a sea lane after {PORT_UNKNOWN_AFTER_DAYS}."
    )
    by_kind = [
        f"{one.name}: stale after {one.days} days. {one.why}"
        for one in FRESHNESS_RULES.values()
        if one.days is not None
    ]
    return (carried, aged, *by_kind, f"These do not age: {'; '.join(lasting)}.")


def _first(text: str) -> date:
    """Return the first day that an ISO date of any precision can mean."""
    return parse_date(text).first
