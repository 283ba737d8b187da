"""The ledger: from reports of a place's status to a partition of time.

What was last reported is not what is. Every day falls in exactly one interval of a place:

``reported``
    The report holds: on its own day, and, where it may be carried forward, until the day of the
    place's next report; but no longer than its confidence allows (``catalog.ledger.freshness``), unless a
    source vouches for it: tells that the status lasted until then.
``ageing``
    The report may not be carried forward, or no report follows it. Its status is then only
    "last reported <status> on <date>", for a stated number of days after it.
``unknown``
    Before the first report, and once a report has aged beyond that, until the next one.

A report that may be carried but has no successor is treated as one that may not: there is nothing
to carry it to. A run of one status (``since``) ends wherever the status changes or was not carried.

A ``passing`` report tells of part of a day or of a day alone: it holds on its day, and the day after
is again what held before, as if it had not been made; ``passed`` says of which day that was.

A report with a ``since`` tells of a time gone by: that a state lasted from then to its own day. It
fills the days of that time of which nothing else is known, and those on which the same status was
last reported; what others reported of the time stays.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import groupby
from typing import Literal

from catalog.ledger.freshness import FRESH_DAYS, UNKNOWN_AFTER_DAYS

UNKNOWN = "unknown"
CONFIDENCES = ("high", "medium", "low")

Phase = Literal["reported", "ageing", "unknown"]

_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Report:
    """What somebody reported of a place on a day.

    Parameters
    ----------
    day
        The day of which it is reported.
    status
        As reported.
    carries
        It may be assumed to hold until the place's next report.
    confidence
        high, medium or low.
    until
        It is not carried beyond this day, even if no report of this place follows; None for no
        such limit.
    known
        The day on which it became known; None for its own day.
    vouched
        A source tells that the status lasted until the next report.
    passing
        It tells of part of a day, or of this day alone.
    since
        It tells that the status has lasted from this day to its own; None if it tells of its day.
    key
        Whatever leads back to the row.
    """

    day: date
    status: str
    carries: bool
    confidence: str = "medium"
    until: date | None = None
    known: date | None = None
    vouched: bool = False
    passing: bool = False
    since: date | None = None
    key: str = ""

    @property
    def known_on(self) -> date:
        """The day on which it became known."""
        return self.known or self.day


@dataclass(frozen=True)
class Interval:
    """A stretch of time in which a place's entry in the ledger stays the same.

    Parameters
    ----------
    start, end
        Half-open: the first day, and the day after the last; None for open ends.
    phase
        reported, ageing or unknown.
    status
        ``unknown`` where the phase is, and where same-day reports contradict each other and none
        is more credible.
    since
        First day of this status' run; None in the phase unknown.
    reports
        The reports of the latest reported day on or before the start, passing ones aside; of a
        time that only a later report tells of, that report. Empty before the first.
    passed
        The passing reports after which this is again what held before; empty if there is none.
    """

    start: date | None
    end: date | None
    phase: Phase
    status: str
    since: date | None
    reports: tuple[Report, ...]
    passed: tuple[Report, ...] = ()

    @property
    def told_later(self) -> bool:
        """Return whether of this time only a later report tells."""
        return self.start is not None and any(one.day > self.start for one in self.reports)

    @property
    def reported_on(self) -> date | None:
        """Day of the report that this interval rests on."""
        return self.reports[0].day if self.reports else None

    @property
    def disputed(self) -> bool:
        """Return whether reports of the same day contradict each other."""
        return len({report.status for report in self.reports}) > 1

    def holds(self, day: date) -> bool:
        """Return whether it covers a day."""
        return (self.start is None or self.start <= day) and (self.end is None or day < self.end)


def partition(
    reports: Iterable[Report],
    *,
    unknown_after: int = UNKNOWN_AFTER_DAYS,
    carried: Mapping[str, int] | None = None,
    lasting: Iterable[Report] = (),
) -> list[Interval]:
    """Divide all time into intervals, one after the other without gap or overlap.

    Parameters
    ----------
    reports
        Of one place, in any order.
    unknown_after
        Days after which an ageing status is unknown.
    carried
        Days for which a report may be carried, by its confidence; None for no limit.
    lasting
        Reports with a ``since``, of the same place.
    """
    ordered = sorted(reports, key=lambda report: report.day)
    intervals = _carried(
        [report for report in ordered if not report.passing], unknown_after, carried
    )
    for report in lasting:
        intervals = [part for one in intervals for part in _filled(one, report)]
    intervals = _joined(intervals)
    for day, group in groupby(
        [report for report in ordered if report.passing], key=lambda report: report.day
    ):
        intervals = _interrupted(intervals, day, tuple(group))
    return intervals


def _carried(
    ordered: Sequence[Report], unknown_after: int, carried: Mapping[str, int] | None
) -> list[Interval]:
    """Divide all time by reports that are not passing."""
    days = [tuple(group) for _, group in groupby(ordered, key=lambda report: report.day)]
    if not days:
        return [Interval(None, None, "unknown", UNKNOWN, None, ())]
    intervals = [Interval(None, days[0][0].day, "unknown", UNKNOWN, None, ())]
    for at, group in enumerate(days):
        following = days[at + 1][0].day if at + 1 < len(days) else None
        status, since = settled_status(group), group[0].day
        intervals += _entry(group, status, since, following, unknown_after, _limit(group, carried))
    return intervals


def _filled(one: Interval, report: Report) -> list[Interval]:
    """Let a report of a time gone by stand where an interval knows nothing, or the same no more."""
    same = one.phase == "ageing" and one.status == report.status
    start = max(filter(None, (one.start, report.since)), default=report.day)
    end = min(filter(None, (one.end, report.day)))
    if start >= end or not (one.phase == "unknown" or same):
        return [one]
    told = Interval(start, end, "reported", report.status, report.since, (report,))
    before = [replace(one, end=start)] if one.start is None or one.start < start else []
    after = [replace(one, start=end)] if one.end is None or end < one.end else []
    return [*before, told, *after]


def _joined(intervals: Sequence[Interval]) -> list[Interval]:
    """Join what one report of a time gone by fills, and date each run from its first day."""
    found: list[Interval] = []
    for one in intervals:
        last = found[-1] if found else None
        if last is not None and last.phase == "reported" and one.status == last.status:
            if one.phase == "reported" and one.reports == last.reports:
                found[-1] = replace(last, end=one.end)
                continue
            if one.phase == "reported" or one.reports == last.reports:
                days = [day for day in (last.since, one.since) if day is not None]
                found.append(replace(one, since=min(days)))
                continue
        found.append(one)
    return found


def _interrupted(
    intervals: Iterable[Interval], day: date, group: tuple[Report, ...]
) -> list[Interval]:
    """Set passing reports on their day; the day after is again what held before."""
    found: list[Interval] = []
    stem: tuple[Report, ...] | None = None
    for one in intervals:
        if one.holds(day):
            stem = one.reports
            own = tuple(report for report in one.reports if report.day == day)
            if one.start is None or one.start < day:
                found.append(replace(one, end=day))
            told = (*own, *group)
            found.append(Interval(day, day + _DAY, "reported", settled_status(told), day, told))
            if one.end is None or day + _DAY < one.end:
                found.append(replace(one, start=day + _DAY, passed=group))
        elif stem is not None and one.reports == stem:
            found.append(replace(one, passed=group))
        else:
            stem = None
            found.append(one)
    return found


def settled_status(reports: Sequence[Report]) -> str:
    """Return the status that reports of one day leave: the most credible, else unknown.

    Reports that agree need no settling. Where they contradict each other, the status of the
    highest confidence stands, if only one status has it; the ledger keeps all claims either way.
    """
    best = min(CONFIDENCES.index(report.confidence) for report in reports)
    standing = {r.status for r in reports if CONFIDENCES.index(r.confidence) == best}
    return standing.pop() if len(standing) == 1 else UNKNOWN


def age_days(interval: Interval, day: date) -> int | None:
    """Count the days since the latest report; None before the first."""
    return (day - interval.reported_on).days if interval.reported_on else None


def is_stale(interval: Interval, day: date) -> bool:
    """Return whether the entry is no longer fit to be shown as the state of a day.

    Fresh is what is reported, and what has aged no more than ``FRESH_DAYS``.
    """
    if interval.phase == "reported":
        return False
    age = age_days(interval, day)
    return interval.phase == "unknown" or age is None or age > FRESH_DAYS


def default_day(ledger: Mapping[str, Sequence[Interval]], main: Collection[str]) -> date:
    """Find the newest day of a report on which none of the main places' statuses is stale.

    It is a day of which one of the main places was reported, and on which the statuses of all are
    fresh: on a later one, still fresh or not, nothing is reported of any of them.

    Parameters
    ----------
    ledger
        Intervals by place.
    main
        The places that must all be fresh.

    Raises
    ------
    ValueError
        If there is no such day; the message says which places have no report at all.
    """
    silent = sorted(place for place in main if not ledger[place][-1].reports)
    if silent:
        raise ValueError(f"no default day: no status was ever reported of {', '.join(silent)}")
    days = {one.day for place in main for entry in ledger[place] for one in entry.reports}
    for day in sorted(days, reverse=True):
        if not any(is_stale(entry_on(ledger[place], day), day) for place in main):
            return day
    raise ValueError(f"no default day: {', '.join(sorted(main))} were never all fresh at once")


def entry_on(intervals: Sequence[Interval], day: date) -> Interval:
    """Return the one interval that covers a day."""
    return next(interval for interval in intervals if interval.holds(day))


def _limit(reports: Sequence[Report], carried: Mapping[str, int] | None) -> date | None:
    """Return the first day to which reports of one day are not carried; None for no such day."""
    if carried is None or any(report.vouched for report in reports):
        return None
    best = min(reports, key=lambda report: CONFIDENCES.index(report.confidence))
    return best.day + timedelta(days=carried[best.confidence]) + _DAY


def _entry(
    reports: tuple[Report, ...],
    status: str,
    since: date,
    following: date | None,
    unknown_after: int,
    limit: date | None,
) -> list[Interval]:
    day = reports[0].day
    carries = all(report.carries for report in reports)
    # Without a next report there is nothing to carry to, and so nothing to limit.
    to_next = min(following, limit) if following and limit else following
    ends = [end for end in (to_next, *(report.until for report in reports)) if end is not None]
    end = max(min(ends), day + _DAY) if carries and ends else day + _DAY
    intervals = [Interval(day, end, "reported", status, since, reports)]
    if end == following:
        return intervals
    unknown_from = day + timedelta(days=unknown_after) + _DAY
    if end < unknown_from:
        aged_to = min(unknown_from, following) if following else unknown_from
        intervals.append(Interval(end, aged_to, "ageing", status, since, reports))
        end = aged_to
    if end != following:
        intervals.append(Interval(end, following, "unknown", UNKNOWN, None, reports))
    return intervals
