import json
from pathlib import Path
from typing import Any

import pytest

from catalog.facts import extent
from catalog.paths import SOURCES
from catalog.problems import CatalogError
from catalog.tables.reading import read_table
from tests.catalog.sources_copy import spoil


@pytest.fixture(scope="module")
def told() -> dict[str, Any]:
    made: dict[str, Any] = json.loads(extent.build(SOURCES)["coverage.json"])
    return {**made, "datasets": {one["id"]: one for one in made["datasets"]}}


@pytest.mark.parametrize(
    ("months", "found"),
    [
        ([], []),
        (["2025-10"], []),
        (["2025-10", "2025-11"], []),
        (["2025-10", "2025-12"], [("2025-11", "2025-11")]),
        (["2021-11", "2022-02", "2022-03"], [("2021-12", "2022-01")]),
    ],
)
def test_a_gap_is_a_run_of_months_without_a_row(
    months: list[str], found: list[tuple[str, str]]
) -> None:
    assert [(gap["from"], gap["to"]) for gap in extent.gaps(months)] == found


def test_every_row_counts_once(told: dict[str, Any]) -> None:
    for key, _, table, _, _ in extent.TABLES:
        reach = told["datasets"][key]
        assert reach["rows"] == len(read_table(SOURCES, table))
        assert sum(reach["months"].values()) + reach["without_month"] == reach["rows"]


def test_gaps_and_months_with_rows_fill_the_range_and_never_meet(told: dict[str, Any]) -> None:
    for reach in told["datasets"].values():
        for gap in reach["gaps"]:
            assert reach["first"][:7] < gap["from"] <= gap["to"] < reach["last"][:7]
            assert not any(gap["from"] <= month <= gap["to"] for month in reach["months"])


def test_the_last_day_of_each_dataset_is_told(told: dict[str, Any]) -> None:
    last = {key: reach["last"] for key, reach in told["datasets"].items()}
    assert last["incidents"] == "2026-10-01"
    assert last["policy"] == "2026-10-04"
    assert last["incidents_ucdp"].startswith("2026-04")
    assert told["datasets"]["crossing_reports"]["places"]["XG-TORKHAM"]["last"] == "2026-10-04"
    assert "does not mean that nothing happened" in told["rule"]


def test_a_date_that_cannot_be_is_named_with_its_line(sources: Path) -> None:
    line = spoil(sources, "facts/policy_events.csv", "P36,2025-11-08", "P36,2025-11-38")
    with pytest.raises(CatalogError) as caught:
        extent.build(sources)
    assert [problem.line for problem in caught.value.problems] == [line]
