"""Each report left out: small ledgers whose answer can be seen, and the table that is printed."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from catalog.__main__ import main
from catalog.ledger.intervals import Report
from catalog.paths import SOURCES
from catalog.record.track import NONE_BEFORE, Trial, _of_place, count, still_held, trials
from catalog.record.track_command import BIAS, READINGS, table

DOC = Path(__file__).resolve().parents[3] / "docs" / "record.md"


def report(day: str, status: str, *, carries: bool = True, passing: bool = False) -> Report:
    return Report(date.fromisoformat(day), status, carries, passing=passing)


def told(*reports: Report, view: str = "around") -> list[tuple[str, str, str, int | None]]:
    """Give day, said, verdict and age of each report of a place when it is left out."""
    return [
        (one.day, one.said, one.verdict, one.age)
        for one in _of_place("XG-A", "crossing", {"XG-A": list(reports)})
        if one.view == view
    ]


def test_a_report_between_two_that_agree_was_foreseen() -> None:
    found = told(report("2025-01-01", "closed"), report("2025-01-11", "closed"),
                 report("2025-01-21", "closed"))  # fmt: skip
    assert found[1] == ("2025-01-11", "closed", "right", 10)


def test_on_the_day_itself_the_same_was_only_last_reported() -> None:
    found = told(report("2025-01-01", "closed"), report("2025-01-11", "closed"),
                 report("2025-01-21", "closed"), view="before")  # fmt: skip
    assert found[1] == ("2025-01-11", "closed", "ageing", 10)


def test_a_change_that_nobody_told_before_makes_the_map_wrong() -> None:
    found = told(report("2025-01-01", "closed"), report("2025-01-11", "open"), view="before")
    assert found[1] == ("2025-01-11", "closed", "wrong", 10)


def test_too_old_a_report_is_unknown_and_never_wrong() -> None:
    found = told(report("2025-01-01", "closed"), report("2025-06-01", "open"), view="before")
    assert found[1] == ("2025-06-01", "unknown", "unknown", 151)


def test_the_first_report_has_nothing_to_stand_on() -> None:
    (first,) = _of_place("XG-A", "crossing", {"XG-A": [report("2025-01-01", "open")]})[:1]
    assert (first.verdict, first.age, first.age_group) == ("unknown", None, NONE_BEFORE)


def test_a_passing_report_is_not_asked_and_days_that_contradict_themselves_are_not() -> None:
    assert told(report("2025-01-01", "open", passing=True)) == []
    assert told(report("2025-01-01", "open"), report("2025-01-01", "closed")) == []


def test_all_reports_of_a_day_are_left_out_together() -> None:
    found = told(report("2025-01-01", "closed"), report("2025-01-05", "open"),
                 report("2025-01-05", "open"), view="before")  # fmt: skip
    assert [day for day, *_ in found] == ["2025-01-01", "2025-01-05"]
    assert found[1][1] == "closed"


def test_how_many_still_held_counts_what_was_last_reported_however_old() -> None:
    asked = _of_place("XG-A", "crossing", {"XG-A": [
        report("2024-01-01", "closed"), report("2025-01-01", "closed"), report("2025-02-01", "open"),
    ]})  # fmt: skip
    assert still_held(asked, "crossing", (0, 365)) == (0, 1)
    assert still_held(asked, "crossing", (0, 400)) == (1, 2)
    assert still_held(asked, "port", (0, 400)) == (0, 0)


@pytest.fixture(scope="module")
def asked() -> list[Trial]:
    return trials(SOURCES)


def test_each_report_of_the_record_is_asked_once_in_each_view(asked: list[Trial]) -> None:
    named = [(one.place, one.day, one.view) for one in asked]
    assert len(set(named)) == len(named)
    assert {one.place for one in asked if one.kind == "port"} >= {"IR-ZBR-SB", "SL-HORMUZ"}


def test_what_is_last_reported_is_never_called_more_than_that(asked: list[Trial]) -> None:
    gateways = [one for one in asked if one.view == "before" and one.kind == "crossing"]
    assert {one.verdict for one in gateways} == {"ageing", "wrong", "unknown"}


def test_the_groups_are_all_of_a_reading(asked: list[Trial]) -> None:
    whole = count(asked, lambda one: one.view)
    assert {view: sum(counts.values()) for view, counts in whole.items()} == {
        "before": len(asked) // 2, "around": len(asked) // 2
    }  # fmt: skip


def test_the_docs_print_the_table_of_this_record(asked: list[Trial]) -> None:
    assert table(asked) in DOC.read_text(encoding="utf-8")


def test_the_command_publishes_the_misses(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["track-record", "--place", "torkham", "--json"]) == 0
    answer = json.loads(capsys.readouterr().out)
    assert answer["note"] == BIAS
    assert {one["place"] for one in answer["reports"]} == {"XG-TORKHAM"}
    misses = [one for one in answer["reports"] if one["verdict"] == "wrong"]
    assert all(one["said"] != one["told"] and one["source"] for one in misses)
    wrong = {(g["view"], g["reading"]): g["wrong"] for g in answer["groups"] if g["group"] == "all"}
    assert (
        sum(n for (_, reading), n in wrong.items() if reading == next(iter(READINGS)))
        == len(misses)
        > 0
    )


def test_the_command_names_what_it_does_not_know(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["track-record", "--place", "atlantis"]) == 2
    assert "atlantis" in capsys.readouterr().err
