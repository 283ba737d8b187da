"""The list of what was looked up again: every question names a row, every correction is there."""

import csv

import pytest

from catalog.paths import ROOT, SOURCES
from catalog.rules.doubts import LOOKUPS, looked_up
from catalog.tables.reading import is_web_address, read_raw
from catalog.tables.schema import SPECS

RESULTS = {"corrected", "confirmed", "not found", "kept as dispute"}
KEYS = {spec.table: spec.key for spec in SPECS}
BY_DAY = {"facts/crossing_status.csv": "canonical_id+date", "facts/port_status.csv": "place+date"}
with LOOKUPS.open(encoding="utf-8", newline="") as stream:
    ROWS = list(csv.DictReader(stream))


def key_of(table: str) -> str:
    """Name the columns by which corrections and look-ups name a row of a table."""
    facts = table.replace("edits/", "facts/").replace("_additions.csv", ".csv")
    return BY_DAY.get(facts) or KEYS.get(facts, "id")


@pytest.mark.parametrize("name", sorted({row["table"] for row in ROWS}))
def test_every_question_names_a_row_of_its_table_and_a_column_of_it(name: str) -> None:
    table = read_raw(SOURCES, name)
    keys = {"+".join(row[part] for part in key_of(name).split("+")) for row in table}
    asked = [row for row in ROWS if row["table"] == name]
    assert {row["row"] for row in asked} <= keys
    assert {row["column"] for row in asked} <= set(table.columns)


def test_what_counts_as_corrected_has_its_correction() -> None:
    corrections = read_raw(SOURCES, "edits/corrections.csv")
    made = {(edit["file"], edit["key"], edit["column"]) for edit in corrections}
    for row in ROWS:
        if row["result"] == "corrected" and row["table"].startswith("facts/"):
            assert (row["table"], row["row"], row["column"]) in made, row["row"]


def test_a_page_was_read_where_something_was_found() -> None:
    for row in ROWS:
        assert row["result"] in RESULTS
        assert all(row[name] for name in ("question", "answer", "says", "accessed")), row["row"]
        if row["result"] in ("corrected", "confirmed"):
            assert is_web_address(row["page"]), row["row"]


def test_no_question_is_asked_twice() -> None:
    asked = [(row["table"], row["row"], row["column"], row["question"]) for row in ROWS]
    assert len(set(asked)) == len(asked) >= 100


def test_a_list_that_is_not_there_leaves_every_doubt_open() -> None:
    assert looked_up(ROOT / "docs" / "nothing.csv") == frozenset()
