"""What must hold on every day and for every day of knowledge, of made-up reports and of the data."""

from datetime import date, timedelta
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalog.ledger.as_of import KnownDuring, known_from, versions_by_known_date
from catalog.ledger.freshness import CARRIED_DAYS
from catalog.ledger.intervals import Interval, Report, partition
from catalog.tables.rows import Row
from tests.catalog.built import collection


def known_ledger(reports: list[Report]) -> list[KnownDuring[Interval]]:
    def known_on(day: date | None) -> list[Interval]:
        told = [] if day is None else [one for one in reports if one.known_on <= day]
        return partition(told, carried=CARRIED_DAYS)

    return versions_by_known_date((one.known_on for one in reports), known_on)


def told(entries: list[KnownDuring[Interval]], day: date, known: date | None) -> list[Interval]:
    return [
        one.value
        for one in entries
        if one.value.holds(day)
        and (
            one.known_to is None
            if known is None
            else (one.known_from or date.min) <= known < (one.known_to or date.max)
        )
    ]


@st.composite
def reports_with_knowledge(draw: st.DrawFn) -> list[Report]:
    return [
        Report(
            day,
            draw(st.sampled_from(["open", "limited", "closed"])),
            draw(st.booleans()),
            draw(st.sampled_from(["high", "medium", "low"])),
            known=day + timedelta(days=draw(st.integers(0, 500))),
        )
        for day in draw(st.lists(st.dates(date(2021, 1, 1), date(2024, 12, 31)), max_size=7))
    ]


def row(cells: dict[str, str], *corrections: dict[str, str]) -> Row:
    return Row(cells, "facts/crossing_status.csv", 2,
               tuple(Row(one, "edits/corrections.csv", 2) for one in corrections))  # fmt: skip


UNDATED = {"source_name": "AFP", "source_url": "https://example.org/a", "source_date": ""}
LATER = {
    "column": "carry_forward",
    "source_name": "Report",
    "source_url": "https://example.org/b",
    "source_date": "2025-12-02",
}
LATEST = {**LATER, "source_date": "2025-12-05"}


@pytest.mark.parametrize(
    ("own", "corrections", "known"),
    [
        (UNDATED, (), date(2025, 11, 23)),
        (UNDATED, (LATEST, LATER), date(2025, 12, 2)),
        ({**UNDATED, "source_date": "2025-11-24"}, (LATER,), date(2025, 11, 24)),
        # A month holds the day: it was not known before that. A source of before tells of a plan.
        ({**UNDATED, "source_date": "2025-11"}, (), date(2025, 11, 23)),
        ({**UNDATED, "source_date": "2025-12"}, (), date(2025, 12, 1)),
        (UNDATED, ({**LATER, "source_date": "2025-11-22"}, LATER), date(2025, 12, 2)),
        (UNDATED, ({**LATER, "source_date": "2025-11-23"}, LATER), date(2025, 11, 23)),
    ],
)
def test_a_report_is_known_from_its_first_dated_source(
    own: dict[str, str], corrections: tuple[dict[str, str], ...], known: date
) -> None:
    assert known_from(row(own, *corrections), date(2025, 11, 23)) == known


days = st.dates(date(2020, 6, 1), date(2026, 12, 31))


@given(reports_with_knowledge(), days, st.none() | days)
def test_a_day_has_one_entry_for_every_day_of_knowledge(
    reports: list[Report], day: date, known: date | None
) -> None:
    assert len(told(known_ledger(reports), day, known)) == 1


@given(reports_with_knowledge(), days, days)
def test_an_entry_rests_on_nothing_that_was_not_known(
    reports: list[Report], day: date, known: date
) -> None:
    (entry,) = told(known_ledger(reports), day, known)
    assert all(one.known_on <= known for one in entry.reports)
    assert entry == next(
        one
        for one in partition(
            [one for one in reports if one.known_on <= known], carried=CARRIED_DAYS
        )
        if one.holds(day)
    )


@given(reports_with_knowledge(), days)
def test_what_is_known_now_is_what_is_known_at_the_end(reports: list[Report], day: date) -> None:
    entries = known_ledger(reports)
    assert told(entries, day, None) == told(entries, day, date(2030, 1, 1))


@given(reports_with_knowledge(), st.integers(1, 60))
def test_a_report_that_only_repeats_extends_the_run(reports: list[Report], later: int) -> None:
    last = max(reports, key=lambda one: one.day, default=Report(date(2022, 1, 1), "open", True))
    first = Report(last.day, "closed", True, "high")
    again = Report(last.day + timedelta(days=later), "closed", False, "high")
    earlier = [one for one in reports if one.day < last.day]
    run = partition([*earlier, first, again], carried=CARRIED_DAYS)
    alone = partition([*earlier, first], carried=CARRIED_DAYS)
    at = next(one for one in run if one.holds(again.day))
    assert at.since == next(one for one in alone if one.holds(first.day)).since
    assert all(
        one.phase == "reported" for one in run if first.day <= (one.start or date.min) <= again.day
    )


@given(st.sampled_from(["high", "medium", "low"]), st.sampled_from(["high", "medium", "low"]))
def test_a_contradiction_is_disputed_with_both_reports(one: str, other: str) -> None:
    day = date(2025, 10, 12)
    both = [Report(day, "closed", True, one, key="a"), Report(day, "open", True, other, key="b")]
    entry = next(found for found in partition(both) if found.holds(day))
    assert entry.disputed
    assert {report.key for report in entry.reports} == {"a", "b"}
    grades = ["high", "medium", "low"]
    best = {0: "unknown", 1: "open", -1: "closed"}
    apart = grades.index(one) - grades.index(other)
    assert entry.status == best[(apart > 0) - (apart < 0)]


def test_over_knowledge_keeps_once_what_stays_as_it_was() -> None:
    grows = {None: ["a"], date(2025, 1, 2): ["a", "b"], date(2025, 1, 5): ["b", "c"]}
    found = versions_by_known_date([date(2025, 1, 5), date(2025, 1, 2)], grows.__getitem__)
    assert [(one.value, one.known_from, one.known_to) for one in found] == [
        ("a", None, date(2025, 1, 5)),
        ("b", date(2025, 1, 2), None),
        ("c", date(2025, 1, 5), None),
    ]


def test_over_knowledge_gives_first_what_became_known_first() -> None:
    grows = {None: ["s"], date(2025, 1, 2): ["s", "x"], date(2025, 1, 5): ["s", "y"]}
    found = versions_by_known_date([date(2025, 1, 2), date(2025, 1, 5)], grows.__getitem__)
    assert [one.value for one in found] == ["s", "x", "y"]


def test_what_is_known_for_a_time_has_its_ends_in_its_properties_and_the_last_in_its_id() -> None:
    then = KnownDuring("a", date(2025, 1, 2), date(2025, 1, 5))
    assert then.as_properties() == {"known_from": "2025-01-02", "known_to": "2025-01-05"}
    assert then.suffix == "_until_2025-01-05"
    still = KnownDuring("a", None, None)
    assert still.as_properties() == {"known_from": None, "known_to": None}
    assert still.suffix == ""


def tiles(rows: list[dict[str, Any]]) -> np.ndarray[Any, Any]:
    """Count the rows that hold in each cell of days of validity and days of knowledge."""
    axes = {
        time: sorted({row[f"{time}_{end}"] or "" for row in rows for end in ("from", "to")} | {""})
        for time in ("valid", "known")
    }
    counts = np.zeros((len(axes["valid"]), len(axes["known"])), int)
    for row in rows:
        cells = []
        for time, axis in axes.items():
            start = axis.index(row[f"{time}_from"] or "")
            end = axis.index(row[f"{time}_to"]) if row[f"{time}_to"] else len(axis)
            cells.append(slice(start, end))
        counts[tuple(cells)] += 1
    return counts


def by_place(name: str) -> dict[str, list[dict[str, Any]]]:
    found: dict[str, list[dict[str, Any]]] = {}
    for feature in collection(name)["features"]:
        found.setdefault(feature["properties"]["place"], []).append(feature["properties"])
    return found


@pytest.mark.parametrize("name", ["crossings", "ports", "venues"])
def test_every_place_has_one_feature_on_every_day_for_every_day_of_knowledge(name: str) -> None:
    for place, rows in by_place(name).items():
        assert (tiles(rows) == 1).all(), place


def test_every_leg_of_a_route_has_one_state_on_every_day_for_every_day_of_knowledge() -> None:
    for feature in collection("routes")["features"]:
        assert (tiles(feature["properties"]["states"]) == 1).all(), feature["id"]


@pytest.mark.parametrize("name", ["crossings", "ports"])
def test_no_status_is_known_before_the_day_of_its_report(name: str) -> None:
    for rows in by_place(name).values():
        for row in rows:
            assert not row["reported_on"] or row["reported_on"] <= row["known_from"], row["id"]


@pytest.mark.parametrize("name", ["incidents", "incidents_ucdp", "policy", "engagements"])
def test_no_event_is_known_before_it_happened(name: str) -> None:
    for feature in collection(name)["features"]:
        row = feature["properties"]
        assert row["known_from"] >= row["valid_from"] or row["id"].endswith("_announced"), row["id"]


@pytest.mark.parametrize("name", ["crossings", "ports", "venues", "engagements"])
def test_what_was_replaced_has_another_id_than_what_replaced_it(name: str) -> None:
    for feature in collection(name)["features"]:
        assert bool(feature["properties"]["known_to"]) == ("_until_" in feature["id"])
