import pytest

from catalog.atlas.dataset import load_atlas
from catalog.builders import FACTS
from catalog.ledger.freshness import (
    CARRIED_DAYS,
    FRESH_DAYS,
    FRESHNESS_RULES,
    PORT_UNKNOWN_AFTER_DAYS,
    UNKNOWN_AFTER_DAYS,
    age,
    in_words,
    oldest,
    rule_of,
    stale,
)


def crossing(phase, reported, place="XG-A"):
    return {"id": place, "name": place, "phase": phase, "reported_on": reported}


def test_an_ageing_status_is_stale_from_the_day_after_its_rule():
    row = crossing("ageing", "2026-03-01")
    assert age("crossings", row, "2026-03-31") == FRESH_DAYS
    assert not stale("crossings", row, "2026-03-31")
    assert stale("crossings", row, "2026-04-01")


def test_what_is_carried_to_the_next_report_is_not_stale():
    assert not stale("crossings", crossing("reported", "2025-10-29"), "2026-02-01")


def test_an_unknown_status_shows_nothing_that_could_be_old():
    assert age("crossings", crossing("unknown", "2021-08-26"), "2026-03-13") is None


@pytest.mark.parametrize("dataset", ["incidents", "policy", "venues"])
def test_what_has_happened_does_not_age(dataset):
    row = {"id": "a", "name": "a", "kind": "clash", "valid_from": "2001-01-01"}
    assert age(dataset, row, "2026-03-13") is None
    assert not stale(dataset, row, "2026-03-13")


def test_a_plan_is_stale_a_month_after_its_day_and_a_meeting_held_is_not():
    plan = {"id": "m", "name": "m", "kind": "planned", "window_to": "2025-11-30"}
    assert not stale("engagements", plan, "2025-11-25")
    assert stale("engagements", plan, "2026-01-15")
    assert not stale("engagements", {**plan, "kind": "held"}, "2026-01-15")


def test_the_oldest_fact_is_found_among_all_that_is_shown():
    shown = {
        "crossings": [crossing("reported", "2025-12-01"), crossing("unknown", "2017-07-02")],
        "routes": [{"id": "C05-1", "name": "leg", "status_date": "2025-11"}],
        "incidents": [{"id": "i", "name": "i", "valid_from": "2021-06-22"}],
    }
    found = oldest(shown, "2026-03-13")
    assert found is not None
    assert (found.dataset, found.id, found.day, found.stale) == ("routes", "C05-1", "2025-11", True)
    assert oldest({}, "2026-03-13") is None


def test_every_feature_of_facts_has_a_freshness_rule_with_a_reason():
    for name, dataset in load_atlas(names=FACTS).items():
        assert all(rule_of(name, row).why.endswith(".") for row in dataset.records)


def test_the_rules_are_told_with_the_numbers_that_are_used():
    text = " ".join(in_words())
    numbers = [*CARRIED_DAYS.values(), UNKNOWN_AFTER_DAYS, PORT_UNKNOWN_AFTER_DAYS]
    numbers += [one.days for one in FRESHNESS_RULES.values() if one.days is not None]
    for number in numbers:
        assert f"{number}" in text


@pytest.mark.parametrize(
    ("row", "text"),
    [
        ({"date_text": "Sep 2020"}, "Sep 2020"),
        ({"reported_text": "2 Sep 2020", "date_text": "Figures of 2019"}, "2 Sep 2020"),
    ],
)
def test_the_oldest_fact_is_dated_no_finer_than_it_is_known(row, text):
    gateway = {"id": "A", "name": "A", "phase": "ageing", "reported_on": "2020-09-01", **row}
    assert oldest({"crossings": [gateway]}, "2020-10-01").text == text
