"""What is different between two days, and what a later day knows of an earlier one."""

import json

import pytest

from catalog.__main__ import main
from catalog.atlas.changes import FILES, Change, Changes, changes
from catalog.atlas.dataset import load
from catalog.atlas.status import ledger_of


@pytest.fixture(scope="module")
def datasets():
    return {name: load(name) for name in FILES}


@pytest.fixture(scope="module")
def october(datasets):
    return changes(datasets, "2025-10-01", "2025-11-15")


def at(told: Changes, place: str) -> tuple[Change, ...]:
    return next((one.items for one in told.places if one.place == place), ())


def steps(told: Changes, place: str) -> list[tuple[str, str | None, str | None, str | None]]:
    return [
        (one.day, one.before, one.after, one.how) for one in at(told, place) if one.what == "status"
    ]


def test_a_status_is_told_step_by_step(october):
    assert steps(october, "XG-TORKHAM") == [
        ("2025-10-12", "open", "closed", "reported"),
        ("2025-11-01", "closed", "returnees_only", "reported"),
    ]


def test_a_repeated_status_is_no_change(october):
    assert steps(october, "XG-KHARLACHI") == [("2025-10-12", "open", "closed", "reported")]


def test_what_has_only_grown_old_is_called_so(october):
    assert ("2025-10-31", "open", "unknown", "aged") in steps(october, "XG-TORGHUNDI")


def test_incidents_meetings_and_policy_stand_at_their_place(october):
    said = {(one.what, one.title) for one in at(october, "XG-TORKHAM")}
    assert ("incident", "Torkham opens for returning Afghans only") in said
    assert ("policy", "Karachi and Qasim stop Afghan transit") in {
        (one.what, one.title) for one in at(october, "PK-KHI")
    }
    (doha,) = at(october, "V_DOHA")
    assert (doha.what, doha.before, doha.after) == ("meeting", None, "held")


def test_a_gateway_is_one_place_whatever_a_table_calls_it(october):
    ids = [one.place for one in october.places if one.place]
    assert len(ids) == len(set(ids))
    assert "V_TORKHAM" not in ids


def test_every_status_adds_up_to_that_of_the_second_day(datasets, october):
    ledger = ledger_of(datasets)
    for place in ledger.places:
        then = ledger.entry(place, "2025-10-01")["status"]
        told = steps(october, place)
        for _, before, after, _ in told:
            assert before == then
            then = after
        assert then == ledger.entry(place, "2025-11-15")["status"]


def test_a_day_differs_in_nothing_from_itself(datasets):
    assert changes(datasets, "2025-11-22", "2025-11-22").places == ()


def test_since_a_briefing_what_became_known_of_its_own_day_is_told(datasets):
    told = changes(datasets, "2025-10-12", "2025-10-12", known_a="2025-10-12")
    (learned,) = [one for one in at(told, "XG-TORKHAM") if one.what == "status"]
    assert (learned.before, learned.after, learned.how, learned.late) == (
        "open",
        "closed",
        "learned",
        True,
    )


def test_an_event_of_before_that_became_known_after_is_late(datasets):
    told = changes(datasets, "2025-10-09", "2025-10-09", known_a="2025-10-09")
    (blasts,) = [
        one for place in told.places for one in place.items if one.id == "2025-10-09-kabul-blasts"
    ]
    assert blasts.late


def test_a_meeting_goes_from_announced_to_what_became_of_it(datasets):
    told = changes(datasets, "2025-11-23", "2025-12-10")
    (visit,) = [one for place in told.places for one in place.items if one.id.startswith("E081")]
    assert (visit.before, visit.after) == ("announced", "postponed, not held as announced")


def test_places_with_a_position_can_be_marked_on_the_map(october):
    marked = october.on_the_map()
    assert {"id", "name", "lon", "lat"} == set(marked[0])
    assert any(one["id"] == "XG-TORKHAM" and 71 < one["lon"] < 72 for one in marked)


def test_days_in_the_wrong_order_are_refused(datasets):
    with pytest.raises(ValueError, match="give the earlier day first"):
        changes(datasets, "2025-11-15", "2025-10-01")
    with pytest.raises(ValueError, match="give the earlier knowledge first"):
        changes(datasets, "2025-10-01", "2025-11-15", known_a="2026-01-01", known_b="2025-12-01")


def test_the_command_groups_by_place_and_counts(capsys):
    assert main(["changes", "2025-10-01", "2025-11-15"]) == 0
    said = capsys.readouterr().out
    assert "From 1 Oct 2025 to 15 Nov 2025" in said
    assert (
        "Torkham (XG-TORKHAM)\n  12 Oct 2025: open -> closed (all, vehicles and people on foot)"
        in said
    )
    assert main(["changes", "2025-10-01", "2025-11-15", "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["counts"]["incident"] == sum(
        item["what"] == "incident" for place in told["places"] for item in place["items"]
    )
    assert main(["changes", "2025-11-15", "2025-10-01"]) == 2
    assert "earlier day first" in capsys.readouterr().err


def test_a_status_that_was_reported_of_a_month_changed_in_that_month(datasets):
    told = changes(datasets, "2025-08-30", "2025-09-03")
    assert [one.date_text for one in at(told, "XG-CHAMAN")] == ["Sep 2025"]


def test_no_date_of_a_change_is_finer_than_its_report(datasets):
    told = changes(datasets, "2016-01-01", "2026-06-30")
    by_id = {row["id"]: row for row in datasets["crossings"].records}
    reported = [
        (one.date_text, by_id[one.id]["date_text"])
        for place in told.places
        for one in place.items
        if one.how == "reported" and one.dataset == "crossings"
    ]
    assert len(reported) > 100
    assert any(len(said.split()) == 2 for said, _ in reported), "none is of a month"
    assert all(said == known for said, known in reported)
