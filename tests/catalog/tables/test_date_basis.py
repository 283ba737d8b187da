from __future__ import annotations

import json
from pathlib import Path

import pytest

from catalog.check import check_features, check_rows
from catalog.dates import with_day
from catalog.facts import policy
from catalog.tables.date_basis import TABLE, DateBases, problems_of, shown
from catalog.tables.rows import Row, Table
from tests.catalog.sources_copy import copy_sources, spoil

EVENTS = "facts/policy_events.csv"


def test_a_pages_day_is_the_latest_that_the_event_can_have() -> None:
    assert shown("5 Oct 2023", "page") == "by 5 Oct 2023"
    assert shown("Oct 2023", "page") == "by Oct 2023"
    assert shown("5 Oct 2023", "event") == "5 Oct 2023"
    assert shown(shown("5 Oct 2023", "page"), "page") == "by 5 Oct 2023"


@pytest.mark.parametrize(
    ("word", "day", "words"),
    [
        ("on", "5 Oct 2023", "on 5 Oct 2023"),
        ("on", "by 5 Oct 2023", "by 5 Oct 2023"),
        ("of", "by 5 Oct 2023", "by 5 Oct 2023"),
        ("since", "by 5 Oct 2023", "since 5 Oct 2023 at the latest"),
    ],
)
def test_a_sentence_with_a_pages_day_reads_well(word: str, day: str, words: str) -> None:
    assert with_day(word, day) == words


def test_a_row_that_is_not_listed_tells_the_day_of_the_event() -> None:
    bases = DateBases({(EVENTS, "P13"): "page"})
    assert bases.of(EVENTS, {"event_id": "P13"}) == "page"
    assert bases.of(EVENTS, {"event_id": "P14"}) == "event"


def _table(name: str, *rows: dict[str, str]) -> Table:
    made = tuple(Row(row, name, line) for line, row in enumerate(rows, start=2))
    return Table(name, name, tuple(rows[0]), made)


def _found(listed: dict[str, str], **cells: str) -> list[str]:
    events = _table(EVENTS, {"event_id": "P13", "why": "", **cells})
    edits = _table(TABLE, {"table": EVENTS, "row": "P13", "basis": "page", **listed})
    return [str(one) for one in problems_of({EVENTS: events, TABLE: edits})]


def test_the_check_finds_a_row_that_names_nothing() -> None:
    assert _found({}) == []
    assert "has no row with event_id 'P99'" in _found({"row": "P99"})[0]
    assert "table 'events' is none of" in _found({"table": "events"})[0]


@pytest.mark.parametrize(
    "why", ["day of the report", "Day is the page date.", "Day inferred from X"]
)
def test_the_check_finds_a_day_that_is_said_to_be_the_pages_and_not_listed(why: str) -> None:
    assert _found({}, why=why) == []
    (problem,) = _found({"row": "P99"}, why=why)[1:]
    assert "is its day the event's or the page's?" in problem


def test_the_check_asks_for_a_word_a_source_and_a_table_that_is_there(tmp_path: Path) -> None:
    sources = copy_sources(tmp_path)
    line = spoil(sources, TABLE, f"{EVENTS},P38,page", f"{EVENTS},P38,report")
    spoil(sources, TABLE, f"{EVENTS},P41,", f"{EVENTS},P4711,")
    texts = [str(problem) for problem in check_rows(sources)]
    assert any(f":{line}: basis 'report' is none of event, page" in text for text in texts)
    assert any("has no row with event_id 'P4711'" in text for text in texts)


def test_the_check_finds_a_pages_day_shown_as_the_events() -> None:
    row: dict[str, object] = {"id": "P13", "place": "X", "sources": [{"name": "A", "url": None}], "basis": "page_read",
           "date_basis": "page", "date_text": "5 Oct 2023"}  # fmt: skip
    assert "is its page's, yet it is shown as '5 Oct 2023'" in _problems(row)[0]
    assert _problems({**row, "date_text": "by 5 Oct 2023"}) == []


def _problems(row: dict[str, object]) -> list[str]:
    made = json.dumps({"features": [{"properties": row, "geometry": None}]}).encode()
    return [str(problem) for problem in check_features("policy.geojson", made)]


def test_a_listed_page_day_is_shown_so_and_ordered_as_that_day(tmp_path: Path) -> None:
    sources = copy_sources(tmp_path)
    rows = json.loads(policy.build(sources)["policy.geojson"])["features"]
    told = next(row["properties"] for row in rows if row["id"] == "P49")
    assert (told["date_text"], told["valid_from"]) == ("by 14 Jan 2026", "2026-01-14")
    days = [row["properties"]["valid_from"] for row in rows]
    assert days == sorted(days)
