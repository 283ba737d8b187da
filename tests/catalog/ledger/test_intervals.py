from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalog.ledger.freshness import CARRIED_DAYS, FRESH_DAYS, UNKNOWN_AFTER_DAYS
from catalog.ledger.intervals import Interval, Report, default_day, entry_on, is_stale, partition

START = date(2025, 1, 1)


def day(number: int) -> date:
    return START + timedelta(days=number)


def report(number: int, status: str = "open", *, carries: bool = True, **more: object) -> Report:
    return Report(day(number), status, carries, **more)  # type: ignore[arg-type]


def drawn(intervals: list[Interval]) -> list[tuple[int | None, int | None, str, str]]:
    def offset(when: date | None) -> int | None:
        return (when - START).days if when else None

    return [(offset(i.start), offset(i.end), i.phase, i.status) for i in intervals]


def test_a_place_without_reports_is_unknown_for_ever() -> None:
    assert drawn(partition([])) == [(None, None, "unknown", "unknown")]


def test_a_report_that_carries_holds_until_the_next() -> None:
    assert drawn(partition([report(0), report(400, "closed")]))[:2] == [
        (None, 0, "unknown", "unknown"),
        (0, 400, "reported", "open"),
    ]


def test_a_report_that_does_not_carry_ages_and_then_is_unknown() -> None:
    assert drawn(partition([report(0, carries=False), report(200, "closed")]))[1:4] == [
        (0, 1, "reported", "open"),
        (1, UNKNOWN_AFTER_DAYS + 1, "ageing", "open"),
        (UNKNOWN_AFTER_DAYS + 1, 200, "unknown", "unknown"),
    ]


def test_the_last_report_is_never_run_on_even_if_it_says_that_it_carries() -> None:
    assert drawn(partition([report(0)]))[1:] == [
        (0, 1, "reported", "open"),
        (1, UNKNOWN_AFTER_DAYS + 1, "ageing", "open"),
        (UNKNOWN_AFTER_DAYS + 1, None, "unknown", "unknown"),
    ]


def test_a_new_report_ends_the_ageing_of_the_one_before() -> None:
    assert drawn(partition([report(0, carries=False), report(5, "closed")]))[1:4] == [
        (0, 1, "reported", "open"),
        (1, 5, "ageing", "open"),
        (5, 6, "reported", "closed"),
    ]


def test_a_report_is_not_carried_beyond_its_limit() -> None:
    intervals = partition([report(0, until=day(10)), report(300)])
    assert drawn(intervals)[1:4] == [
        (0, 10, "reported", "open"),
        (10, UNKNOWN_AFTER_DAYS + 1, "ageing", "open"),
        (UNKNOWN_AFTER_DAYS + 1, 300, "unknown", "unknown"),
    ]
    assert drawn(partition([report(0, until=day(200)), report(300)]))[1:3] == [
        (0, 200, "reported", "open"),
        (200, 300, "unknown", "unknown"),
    ]


def test_a_report_is_not_carried_over_more_than_a_year_without_another() -> None:
    year = CARRIED_DAYS["medium"]
    carried = partition([report(0), report(year + 200, "closed")], carried=CARRIED_DAYS)
    assert drawn(carried)[1:3] == [
        (0, year + 1, "reported", "open"),
        (year + 1, year + 200, "unknown", "unknown"),
    ]
    near = partition([report(0), report(year, "closed")], carried=CARRIED_DAYS)
    assert drawn(near)[1] == (0, year, "reported", "open")


def test_a_report_of_low_confidence_is_carried_half_as_long() -> None:
    half = CARRIED_DAYS["low"]
    carried = partition([report(0, confidence="low"), report(400)], carried=CARRIED_DAYS)
    assert drawn(carried)[1] == (0, half + 1, "reported", "open")
    with_better = [report(0, confidence="low"), report(0, confidence="high"), report(300)]
    assert drawn(partition(with_better, carried=CARRIED_DAYS))[1] == (0, 300, "reported", "open")


def test_a_status_that_a_source_says_lasted_is_carried_however_long() -> None:
    carried = partition([report(0, vouched=True), report(1500)], carried=CARRIED_DAYS)
    assert drawn(carried)[1] == (0, 1500, "reported", "open")
    one_of_two = [report(0), report(0, vouched=True), report(1500)]
    assert drawn(partition(one_of_two, carried=CARRIED_DAYS)) == drawn(carried)


def test_the_limit_carries_nothing_that_has_no_next_report() -> None:
    assert drawn(partition([report(0)], carried=CARRIED_DAYS)) == drawn(partition([report(0)]))


def test_a_run_of_one_status_is_dated_from_its_first_report() -> None:
    intervals = partition([report(0, "closed"), report(30, "closed"), report(60, "open")])
    assert [i.since for i in intervals[1:4]] == [day(0), day(0), day(60)]
    assert [i.reported_on for i in intervals[1:4]] == [day(0), day(30), day(60)]


def test_a_run_ends_where_the_status_was_not_carried() -> None:
    intervals = partition([report(0, "closed", carries=False), report(30, "closed")])
    assert entry_on(intervals, day(30)).since == day(30)


def test_reports_of_one_day_that_contradict_each_other_are_both_kept() -> None:
    both = partition([report(0, "open"), report(0, "closed"), report(9)])
    assert both[1].disputed
    assert both[1].status == "unknown"
    assert {r.status for r in both[1].reports} == {"open", "closed"}
    graded = partition([report(0, "open", confidence="high"), report(0, "closed"), report(9)])
    assert (graded[1].disputed, graded[1].status) == (True, "open")


def test_reports_of_one_day_that_agree_are_no_dispute() -> None:
    entry = partition([report(0, "open"), report(0, "open")])[1]
    assert (entry.disputed, len(entry.reports)) == (False, 2)


def test_one_of_a_days_reports_that_may_not_be_carried_stops_them_all() -> None:
    entry = partition([report(0), report(0, carries=False), report(9)])[1]
    assert (entry.start, entry.end) == (day(0), day(1))


def test_a_status_is_stale_from_the_day_after_its_fresh_days() -> None:
    aged = partition([report(0, carries=False)])
    assert not is_stale(aged[1], day(0))
    assert not is_stale(aged[2], day(FRESH_DAYS))
    assert is_stale(aged[2], day(FRESH_DAYS + 1))
    assert is_stale(aged[3], day(UNKNOWN_AFTER_DAYS + 1))


def test_what_is_carried_is_fresh_and_what_is_unknown_stale_however_old() -> None:
    assert not is_stale(entry_on(partition([report(0), report(400)]), day(399)), day(399))
    early = partition([report(0, carries=False)], unknown_after=3)
    assert not is_stale(entry_on(early, day(3)), day(3))
    assert is_stale(entry_on(early, day(4)), day(4))
    assert is_stale(early[0], day(-1))
    assert drawn(partition([report(0, carries=False)], unknown_after=0))[1:] == [
        (0, 1, "reported", "open"),
        (1, None, "unknown", "unknown"),
    ]


def test_a_report_is_known_on_its_own_day_unless_it_says_when() -> None:
    assert report(0).known_on == day(0)
    assert report(0, known=day(3)).known_on == day(3)


def test_the_default_day_is_that_of_a_report_on_which_no_main_place_is_stale() -> None:
    ledger = {
        "A": partition([report(0), report(60), report(100)]),
        "B": partition([report(0), report(50)]),
        "C": partition([report(40)]),
    }
    assert default_day(ledger, ["A", "B"]) == day(60)
    assert default_day(ledger, ["A", "B", "C"]) == day(60)
    assert default_day(ledger, ["A"]) == day(100)


def test_the_default_day_is_never_one_of_which_nothing_is_reported() -> None:
    ledger = {"A": partition([report(0)]), "B": partition([report(0), report(3)])}
    assert default_day(ledger, ["A", "B"]) == day(3)


def test_after_a_passing_report_it_is_again_what_held_before() -> None:
    shut = [report(0, "closed"), report(1, "returnees_only", passing=True), report(8, "open")]
    intervals = partition(shut)
    assert drawn(intervals)[1:5] == [
        (0, 1, "reported", "closed"),
        (1, 2, "reported", "returnees_only"),
        (2, 8, "reported", "closed"),
        (8, 9, "reported", "open"),
    ]
    assert [one.since for one in intervals[1:4]] == [day(0), day(1), day(0)]
    assert [len(one.passed) for one in intervals[1:5]] == [0, 0, 1, 0]
    assert intervals[3].passed[0].status == "returnees_only"


def test_a_passing_report_makes_nothing_younger() -> None:
    aged = partition([report(0, "closed", carries=False), report(5, "open", passing=True)])
    assert drawn(aged)[2:] == [
        (1, 5, "ageing", "closed"),
        (5, 6, "reported", "open"),
        (6, UNKNOWN_AFTER_DAYS + 1, "ageing", "closed"),
        (UNKNOWN_AFTER_DAYS + 1, None, "unknown", "unknown"),
    ]
    assert [one.reported_on for one in aged[2:5]] == [day(0), day(5), day(0)]
    assert [len(one.passed) for one in aged[2:]] == [0, 0, 1, 1]


def test_a_passing_report_of_which_nothing_was_known_before_leaves_nothing_known() -> None:
    assert drawn(partition([report(3, passing=True)])) == [
        (None, 3, "unknown", "unknown"),
        (3, 4, "reported", "open"),
        (4, None, "unknown", "unknown"),
    ]


def test_a_passing_report_stands_beside_another_of_its_day() -> None:
    both = [report(0, "closed"), report(4, "closed"), report(4, "open", passing=True), report(9)]
    own = entry_on(partition(both), day(4))
    assert own.disputed
    assert entry_on(partition(both), day(5)).status == "closed"


def lasting(since: int, told: int, status: str = "closed") -> Report:
    return report(told, status, carries=False, since=day(since))


def test_a_report_of_a_time_gone_by_fills_what_nobody_reported() -> None:
    told = lasting(0, 300)
    held = [report(0, "closed", carries=False), report(300, "closed", carries=False)]
    intervals = partition(held, lasting=[told])
    assert drawn(intervals)[1:4] == [
        (0, 1, "reported", "closed"),
        (1, 300, "reported", "closed"),
        (300, 301, "reported", "closed"),
    ]
    assert [one.reports == (told,) for one in intervals[1:4]] == [False, True, False]
    assert [one.told_later for one in intervals[1:4]] == [False, True, False]
    assert {one.since for one in intervals[1:4]} == {day(0)}
    aged = entry_on(intervals, day(310))
    assert (aged.phase, aged.since) == ("ageing", day(0))


def test_a_report_of_a_time_gone_by_leaves_what_others_reported_of_it() -> None:
    held = [
        report(0, "closed", carries=False),
        report(100, "returnees_only", carries=False),
        report(300, "closed", carries=False),
    ]
    assert drawn(partition(held, lasting=[lasting(0, 300)]))[1:7] == [
        (0, 1, "reported", "closed"),
        (1, 100, "reported", "closed"),
        (100, 101, "reported", "returnees_only"),
        (101, 100 + UNKNOWN_AFTER_DAYS + 1, "ageing", "returnees_only"),
        (100 + UNKNOWN_AFTER_DAYS + 1, 300, "reported", "closed"),
        (300, 301, "reported", "closed"),
    ]


def test_a_report_of_a_time_gone_by_says_nothing_of_the_days_outside_it() -> None:
    filled = partition([report(0), report(400)], carried=CARRIED_DAYS, lasting=[lasting(380, 395)])
    assert drawn(filled)[1:5] == [
        (0, 366, "reported", "open"),
        (366, 380, "unknown", "unknown"),
        (380, 395, "reported", "closed"),
        (395, 400, "unknown", "unknown"),
    ]


def test_places_never_fresh_together_have_no_default_day() -> None:
    ledger = {"A": partition([report(0)]), "B": partition([report(200)]), "C": partition([])}
    with pytest.raises(ValueError, match=r"^no default day: A, B were never all fresh at once$"):
        default_day(ledger, ["B", "A"])
    silent = {**ledger, "D": partition([])}
    with pytest.raises(ValueError, match=r"no status was ever reported of C, D$"):
        default_day(silent, ["A", "D", "C"])


reports = st.lists(
    st.builds(
        Report,
        day=st.dates(date(2020, 1, 1), date(2022, 12, 31)),
        status=st.sampled_from(["open", "limited", "closed"]),
        carries=st.booleans(),
        confidence=st.sampled_from(["high", "medium", "low"]),
        until=st.none() | st.dates(date(2020, 1, 1), date(2023, 12, 31)),
    ),
    max_size=8,
)
passing_reports = st.lists(
    st.builds(
        Report,
        day=st.dates(date(2020, 1, 1), date(2022, 12, 31)),
        status=st.sampled_from(["open", "limited", "closed"]),
        carries=st.booleans(),
        passing=st.just(value=True),
    ),
    max_size=4,
)
lasting_reports = st.lists(
    st.builds(
        lambda since, length, status: Report(
            since + timedelta(days=length), status, carries=False, since=since
        ),
        st.dates(date(2020, 1, 1), date(2022, 12, 31)),
        st.integers(1, 600),
        st.sampled_from(["open", "closed"]),
    ),
    max_size=2,
)
days = st.dates(date(2019, 1, 1), date(2024, 12, 31))


@given(reports, passing_reports, lasting_reports, days)
def test_exactly_one_interval_holds_on_every_day(
    given_reports: list[Report], passing: list[Report], lasted: list[Report], when: date
) -> None:
    intervals = partition(given_reports + passing, lasting=lasted)
    assert sum(interval.holds(when) for interval in intervals) == 1


@given(reports, passing_reports, lasting_reports, days)
def test_a_passing_report_changes_no_day_but_its_own(
    given_reports: list[Report], passing: list[Report], lasted: list[Report], when: date
) -> None:
    without = entry_on(partition(given_reports, lasting=lasted), when)
    entry = entry_on(partition(given_reports + passing, lasting=lasted), when)
    if when in {one.day for one in passing}:
        assert entry.phase == "reported"
        assert set(passing) & set(entry.reports)
        return
    told = (without.phase, without.status, without.since, without.reports)
    assert (entry.phase, entry.status, entry.since, entry.reports) == told


@given(reports, lasting_reports, days)
def test_a_time_gone_by_is_filled_only_where_nobody_reported_otherwise(
    given_reports: list[Report], lasted: list[Report], when: date
) -> None:
    without = entry_on(partition(given_reports), when)
    entry = entry_on(partition(given_reports, lasting=lasted), when)
    if (entry.phase, entry.status) != (without.phase, without.status):
        (told,) = entry.reports
        assert told in lasted
        assert told.since is not None
        assert told.since <= when < told.day
        assert without.phase != "reported"
        assert without.status in ("unknown", told.status)


@given(reports, passing_reports, lasting_reports)
def test_intervals_follow_one_another_without_gap_or_overlap(
    given_reports: list[Report], passing: list[Report], lasted: list[Report]
) -> None:
    intervals = partition(given_reports + passing, lasting=lasted)
    assert intervals[0].start is None
    assert intervals[-1].end is None
    for before, after in pairwise(intervals):
        assert before.end == after.start
        assert before.start is None or before.start < before.end  # type: ignore[operator]


@given(reports, days)
def test_ageing_never_exceeds_the_limit(given_reports: list[Report], when: date) -> None:
    entry = entry_on(partition(given_reports), when)
    if entry.phase == "ageing":
        assert entry.reported_on is not None
        assert 0 < (when - entry.reported_on).days <= UNKNOWN_AFTER_DAYS
        assert is_stale(entry, when) == ((when - entry.reported_on).days > FRESH_DAYS)


@given(reports, days)
def test_a_status_is_never_shown_that_was_not_reported_last(
    given_reports: list[Report], when: date
) -> None:
    entry = entry_on(partition(given_reports), when)
    past = [r for r in given_reports if r.day <= when]
    if not past:
        assert entry.phase == "unknown"
        return
    latest = max(r.day for r in past)
    assert entry.reported_on == latest
    if entry.status != "unknown":
        assert entry.status in {r.status for r in past if r.day == latest}
        assert entry.since is not None
        assert entry.since <= latest


@given(reports)
def test_the_order_of_the_reports_does_not_matter(given_reports: list[Report]) -> None:
    turned = partition(list(reversed(given_reports)))
    assert drawn(turned) == drawn(partition(given_reports))
