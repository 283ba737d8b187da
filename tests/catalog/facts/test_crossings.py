import json
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from catalog.facts import crossings
from catalog.ledger.crossing_reports import read_places, read_reports
from catalog.ledger.freshness import UNKNOWN_AFTER_DAYS
from catalog.ledger.intervals import partition
from catalog.paths import SOURCES
from catalog.problems import CatalogError
from catalog.tables.reading import read_table
from catalog.validity import holds, knows
from tests.catalog.sources_copy import spoil

FIVE = ("XG-ARANDU", "XG-BADINI", "XG-NAWAPASS", "XG-TAFTAN", "XG-GABD")


def read(sources: Path) -> dict[str, Any]:
    return json.loads(crossings.build(sources)["crossings.geojson"])


@pytest.fixture(scope="module")
def collection() -> dict[str, Any]:
    return read(SOURCES)


@pytest.fixture(scope="module")
def rows(collection: dict[str, Any]) -> list[dict[str, Any]]:
    return [feature["properties"] for feature in collection["features"]]


def on(
    rows: list[dict[str, Any]], place: str, day: str, known: str | None = None
) -> dict[str, Any]:
    (row,) = [
        row for row in rows if row["place"] == place and holds(row, day) and knows(row, known)
    ]
    return row


def test_each_crossing_has_one_feature_on_every_day(rows: list[dict[str, Any]]) -> None:
    ids = read_table(SOURCES, "facts/canonical_ids.csv")
    places = sorted(row["canonical_id"] for row in ids if row["kind"] == "crossing")
    day = date(2017, 1, 1)
    while day < date(2027, 1, 1):
        shown = [row["place"] for row in rows if holds(row, day.isoformat()) and knows(row, None)]
        assert sorted(shown) == places
        day += timedelta(days=5)


@pytest.mark.parametrize(
    ("place", "day", "known", "status", "phase"),
    [
        # In print on 13 October 2025: the day before, the last report was that of 23 September.
        ("XG-TORKHAM", "2025-10-12", "2025-10-12", "open", "ageing"),
        ("XG-TORKHAM", "2025-10-12", "2025-10-13", "closed", "reported"),
        # What is reported later of a day carries what was reported before up to it.
        ("XG-TORKHAM", "2025-10-30", "2025-10-30", "closed", "ageing"),
        ("XG-TORKHAM", "2025-10-30", None, "closed", "reported"),
        # That the gate has been shut since September 2023 was found in print in June 2025.
        ("XG-ANGOORADDA", "2024-01-01", "2024-01-01", "unknown", "unknown"),
        ("XG-ANGOORADDA", "2024-01-01", "2025-06-25", "closed", "reported"),
        ("XG-MARICHAQ", "2025-10-12", "2025-10-12", "unknown", "unknown"),
    ],
)
def test_a_status_is_what_was_known_of_the_day(
    rows: list[dict[str, Any]], place: str, day: str, known: str | None, status: str, phase: str
) -> None:
    row = on(rows, place, day, known)
    assert (row["status"], row["phase"]) == (status, phase)


def test_nothing_is_known_of_a_day_before_it_was_reported(rows: list[dict[str, Any]]) -> None:
    for row in rows:
        if row["reported_on"]:
            assert row["reported_on"] <= row["known_from"]


def test_the_file_is_the_same_every_time_it_is_built() -> None:
    assert crossings.build(SOURCES) == crossings.build(SOURCES)


def test_on_the_default_day_no_main_crossing_is_stale(collection: dict[str, Any]) -> None:
    rows = [feature["properties"] for feature in collection["features"]]
    newest = collection["default_day"]
    for place in crossings.MAIN:
        row = on(rows, place, newest)
        age = date.fromisoformat(newest) - date.fromisoformat(row["reported_on"])
        assert row["phase"] == "reported" or age.days <= collection["fresh_days"]


def test_every_feature_names_a_source_and_both_sides(rows: list[dict[str, Any]]) -> None:
    for row in rows:
        assert row["sources"], row["id"]
        assert all(row[key] for key in ("side_a", "side_b", "country_a", "country_b", "mode"))


def test_an_unknown_status_tells_what_was_reported_last(rows: list[dict[str, Any]]) -> None:
    row = on(rows, "XG-AQINA", "2026-03-13")
    assert (row["status"], row["kind"], row["phase"]) == ("unknown", "unknown", "unknown")
    assert (row["last_status"], row["last_reported_on"]) == ("open", "2021-08-26")
    assert row["traffic"] is None


def test_torkham_was_closed_on_the_first_morning_of_the_october_fighting(
    rows: list[dict[str, Any]],
) -> None:
    row = on(rows, "XG-TORKHAM", "2025-10-12")
    assert (row["kind"], row["since"], row["date_text"]) == ("closed", "2025-10-12", "12 Oct 2025")
    assert (row["traffic_out"], row["traffic_in"]) == ("none", "none")
    assert on(rows, "XG-TORKHAM", "2025-10-11")["kind"] == "open"


def test_a_limited_status_says_by_its_letter_for_whom(rows: list[dict[str, Any]]) -> None:
    returnees = on(rows, "XG-TORKHAM", "2025-11-05")
    assert (returnees["kind"], returnees["letter"]) == ("limited", "R")
    assert returnees["traffic_in"] == "Afghans going home; no trade"
    assert on(rows, "XG-TORKHAM", "2026-01-05")["letter"] == "R"


def test_what_passed_at_torkham_in_december_2025_is_told_by_both_accounts(
    rows: list[dict[str, Any]],
) -> None:
    row = on(rows, "XG-TORKHAM", "2025-12-20")
    assert (row["status"], row["disputed"], row["since"]) == ("returnees_only", True, "2025-11-01")
    told = {claim["text"].split(":")[0] for claim in row["claims"]}
    assert told == {"returnees only", "humanitarian only"}
    assert (row["covers"]["returnees"], row["covers"]["humanitarian"]) == ("open", "unknown")
    # The containers that came at the new year were sent back.
    refused = on(rows, "XG-TORKHAM", "2026-01-05")
    assert (refused["covers"]["humanitarian"], refused["disputed"]) == ("closed", False)


def test_a_run_that_begins_with_a_report_of_a_month_is_shown_from_that_month(
    rows: list[dict[str, Any]],
) -> None:
    row = on(rows, "XG-CHAMAN", "2025-09-20")
    assert (row["since"], row["since_text"], row["date_text"]) == (
        "2025-09-01",
        "Sep 2025",
        "Sep 2025",
    )


def test_a_date_known_to_the_month_is_not_shown_as_its_first_day(
    rows: list[dict[str, Any]],
) -> None:
    row = on(rows, "XG-ANGOORADDA", "2023-12-01")
    # Shut since before a report of 20 August; the report that holds is known to its month.
    assert (row["date_precision"], row["date_text"], row["since_text"]) == (
        "month",
        "Sep 2023",
        "by 20 Aug 2023",
    )


def test_a_joint_report_speaks_for_the_railway_until_the_roads_next_report(
    rows: list[dict[str, Any]],
) -> None:
    rail = on(rows, "XG-TORGHUNDI-RAIL", "2021-09-01")
    assert (rail["status"], rail["mode"], rail["phase"]) == ("open", "rail", "reported")
    assert "road and rail together" in rail["caveat"]
    # The road's report of 26 June 2024 does not speak of the railway.
    assert on(rows, "XG-TORGHUNDI-RAIL", "2024-06-26")["phase"] == "unknown"
    assert on(rows, "XG-TORGHUNDI", "2024-06-26")["phase"] == "reported"


def test_carry_forward_is_obeyed_to_the_letter() -> None:
    places, _ = read_places(SOURCES)
    reports, rows, problems = read_reports(SOURCES, places)
    assert not problems
    for place in {one for one, row in places.items() if not row["road_beside"]}:
        entries = [i for i in partition(reports.get(place, [])) if i.phase == "reported"]
        for entry in entries:
            may = all(rows[r.key]["carry_forward"].startswith("yes") for r in entry.reports)
            assert entry.start is not None
            assert entry.end is not None
            if not may:
                assert (entry.end - entry.start).days == 1


def test_no_status_is_shown_long_after_the_last_report(rows: list[dict[str, Any]]) -> None:
    for row in rows:
        if row["phase"] == "ageing":
            last = date.fromisoformat(row["valid_to"]) - date.fromisoformat(row["reported_on"])
            assert last.days <= UNKNOWN_AFTER_DAYS + 1
        if row["valid_to"] is None:
            assert row["phase"] == "unknown"


def test_reports_found_later_are_marked_as_additions(rows: list[dict[str, Any]]) -> None:
    assert on(rows, "XG-HAIRATAN", "2026-01-09")["addition"]
    assert not on(rows, "XG-TORKHAM", "2025-10-12")["addition"]


def test_two_reports_of_one_day_that_contradict_each_other_stand_side_by_side(
    sources: Path,
) -> None:
    path = sources / "edits/crossing_status_additions.csv"
    path.write_text(
        path.read_text("utf-8")
        + "torkham,2025-10-12,open,all,another account,Tolo,https://tolo.af/x,2025-10-12,high,"
        "XG-TORKHAM,change,yes,test,2026-11-23,\n",
        "utf-8",
    )
    rows = [feature["properties"] for feature in read(sources)["features"]]
    row = on(rows, "XG-TORKHAM", "2025-10-12")
    assert (row["disputed"], row["status"], row["kind"]) == (True, "unknown", "unknown")
    assert [claim["side"] for claim in row["claims"]] == ["Afghanistan International", "Tolo"]
    cited = [source["url"] for source in row["sources"]]
    assert "https://www.afintl.com/en/202510130933" in cited
    assert "https://tolo.af/x" in cited


def test_the_five_places_without_a_position_take_it_from_the_edits(
    collection: dict[str, Any],
) -> None:
    for place in FIVE:
        feature = next(f for f in collection["features"] if f["properties"]["place"] == place)
        assert feature["geometry"]["type"] == "Point"
        assert feature["properties"]["position_source"]


def test_places_without_a_position_are_all_named(sources: Path) -> None:
    (sources / "edits/crossing_positions.csv").unlink()
    with pytest.raises(CatalogError) as caught:
        crossings.build(sources)
    assert len(caught.value.problems) >= len(FIVE)
    for place in FIVE:
        assert f"crossing {place} has no position" in str(caught.value)


def test_reports_that_cannot_be_read_are_all_named(sources: Path) -> None:
    name = "facts/crossing_status.csv"
    lines = [
        spoil(sources, name, "2021-07-10,open", "2021-02-30,open"),
        spoil(sources, name, "2025-03-10,closed", "2025-03-10,shut"),
        spoil(sources, name, "low,XG-HAIRATAN", "low,XG-HAIRATON"),
    ]
    with pytest.raises(CatalogError) as caught:
        crossings.build(sources)
    assert [problem.line for problem in caught.value.problems] == sorted(lines)


def test_a_position_that_two_tables_give_differently_is_named(sources: Path) -> None:
    line = spoil(sources, "facts/canonical_ids.csv", "71.09414", "71.19414")
    with pytest.raises(CatalogError, match="position of XG-TORKHAM differs") as caught:
        crossings.build(sources)
    assert [problem.line for problem in caught.value.problems] == [line]
