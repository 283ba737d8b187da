"""The newest facts by kind, in a small picture and of the data."""

import csv
from pathlib import Path

from catalog.atlas.dataset import load
from catalog.facts.crossings import MAIN
from catalog.facts.newest import in_words, newest
from catalog.paths import SOURCES

REPORT = {"canonical_id": "XG-A", "source_url": "https://example.org/a", "basis": ""}
TALK = {"participants": "AFG;PAK", "date_end": "", "source_1_url": "https://example.org/b"}
TRANSIT = {"place": "Strait of Hormuz", "period_kind": "day", "source_url": "https://example.org/c"}


def write(folder: Path, name: str, rows: list[dict[str, str]]) -> None:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    columns = list(dict.fromkeys(column for row in rows for column in row))
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, columns)
        writer.writeheader()
        writer.writerows(rows)


def small(folder: Path) -> Path:
    write(folder, "facts/crossing_status.csv", [
        {**REPORT, "date": "2026-05-01"},
        {**REPORT, "date": "2026-06-01", "basis": "second_hand"},
        {**REPORT, "date": "2026-08-01", "canonical_id": "XG-ELSEWHERE"},
    ])  # fmt: skip
    write(folder, "facts/engagements.csv", [
        {**TALK, "date_start": "2026-03-05", "date_end": "2026-03-06", "status": "held", "source_1_date": "2026-03-20"},
        # Announced on the 9th for the end of the month.
        {**TALK, "date_start": "2026-03-30", "status": "postponed", "source_1_date": "2026-03-09"},
        {**TALK, "date_start": "2026-07-01", "status": "held", "participants": "PAK;IRN", "source_1_date": ""},
    ])  # fmt: skip
    write(folder, "facts/trade_series.csv", [
        {**TRANSIT, "period": "2026-04-02"},
        {**TRANSIT, "period": "2026-09", "period_kind": "month"},
    ])  # fmt: skip
    return folder


def test_the_newest_fact_of_each_kind_is_told_with_how_we_have_it(tmp_path: Path) -> None:
    found = newest(small(tmp_path), ("XG-A",))
    assert (
        in_words(found)
        == "crossings: 1 Jun 2026, second-hand; talks: 9 Mar 2026; Hormuz: 2 Apr 2026"
    )


def test_a_daily_series_says_how_far_it_goes(tmp_path: Path) -> None:
    write(
        small(tmp_path),
        "figures/hormuz_daily.csv",
        [{"date": "2026-03-31"}, {"date": "2026-03-30"}],
    )
    assert in_words(newest(tmp_path, ("XG-A",))).endswith(
        "Hormuz: 2 Apr 2026, daily to 31 Mar 2026"
    )


def test_a_kind_of_which_nothing_is_told_is_left_out(tmp_path: Path) -> None:
    assert [one["kind"] for one in newest(small(tmp_path), ())] == ["talks", "Hormuz"]


def test_the_map_and_the_coverage_tell_the_same_of_the_newest_facts() -> None:
    said = in_words(newest(SOURCES, MAIN))
    assert load("crossings").meta["newest"] == said
    assert said.startswith("crossings: 4 Oct 2026, second-hand; talks: 29 Apr 2026")
