import json
from collections import Counter
from operator import itemgetter
from pathlib import Path
from typing import Any

import pytest

from catalog.facts import venues
from catalog.facts.arcs import POINTS, arcs, curve
from catalog.facts.engagements import KINDS
from catalog.facts.places import Place, read_places
from catalog.paths import SOURCES
from catalog.problems import CatalogError
from catalog.tables.reading import read_table
from catalog.validity import holds, knows
from tests.catalog.sources_copy import spoil

ISLAMABAD = Place("PAK", "Islamabad", 73.05, 33.68)
KABUL = Place("AFG", "Kabul", 69.21, 34.56)


@pytest.fixture(scope="module")
def built() -> dict[str, list[dict[str, Any]]]:
    return {
        name.removesuffix(".geojson"): json.loads(content)["features"]
        for name, content in venues.build(SOURCES).items()
    }


@pytest.fixture(scope="module")
def meetings(built: dict[str, list[dict[str, Any]]]) -> dict[str, dict[str, Any]]:
    return {feature["id"]: feature for feature in built["engagements"]}


def on(
    built: dict[str, list[dict[str, Any]]], place: str, day: str, known: str | None = None
) -> dict[str, Any]:
    rows = [feature["properties"] for feature in built["venues"]]
    (row,) = [
        row for row in rows if row["place"] == place and holds(row, day) and knows(row, known)
    ]
    return row


def test_every_row_is_a_feature(built: dict[str, list[dict[str, Any]]]) -> None:
    meetings = {row["id"] for row in read_table(SOURCES, "facts/engagements.csv")}
    places = {row["venue_id"] for row in read_table(SOURCES, "facts/venues.csv")}
    assert {feature["properties"]["meeting"] for feature in built["engagements"]} == meetings
    assert {feature["properties"]["place"] for feature in built["venues"]} == places


def test_the_count_grows_by_one_with_the_third_round_in_istanbul(
    built: dict[str, list[dict[str, Any]]],
) -> None:
    before, after = on(built, "V_ISTANBUL", "2025-11-05"), on(built, "V_ISTANBUL", "2025-11-06")
    assert (before["count"], after["count"]) == (3, 4)
    assert after["latest"]["id"] == "E065"
    assert after["valid_from"] == before["valid_to"] == "2025-11-06"


def test_an_offer_is_never_a_meeting(
    built: dict[str, list[dict[str, Any]]], meetings: dict[str, dict[str, Any]]
) -> None:
    offer = meetings["E059"]
    assert offer["properties"]["kind"] == "unconfirmed"
    assert offer["geometry"] is None
    assert on(built, "V_KUALALUMPUR", "2026-01-01")["count"] == 0


def test_only_held_meetings_have_arcs(meetings: dict[str, dict[str, Any]]) -> None:
    for feature in meetings.values():
        if feature["geometry"] is not None:
            assert feature["properties"]["kind"] == "held"
            assert feature["properties"]["met"]


def test_a_telephone_call_has_no_place_and_no_arc(meetings: dict[str, dict[str, Any]]) -> None:
    call = meetings["E035"]
    assert call["properties"]["place"] is None
    assert call["geometry"] is None


def test_a_decision_entered_as_held_is_not_counted(
    built: dict[str, list[dict[str, Any]]], meetings: dict[str, dict[str, Any]]
) -> None:
    assert meetings["E051"]["properties"]["caveat"].endswith("It is not counted.")
    assert on(built, "V_WASHINGTON", "2026-01-01")["count"] == 0


def test_a_postponed_visit_carries_its_announced_window(
    meetings: dict[str, dict[str, Any]],
) -> None:
    visit = meetings["E081"]["properties"]
    assert visit["kind"] == "postponed"
    assert visit["date_text"] == "announced for 24-30 Nov 2025"
    assert (visit["window_from"], visit["window_to"]) == ("2025-11-24", "2025-11-30")


def test_rounds_that_we_number_say_so(meetings: dict[str, dict[str, Any]]) -> None:
    ours = {
        row["properties"]["round"]: row["properties"]["round_is_ours"] for row in meetings.values()
    }
    assert [ours[number] for number in (1, 2, 3, 4, 5)] == [False, False, False, True, True]


def test_a_reference_point_without_any_meeting_is_in_the_file(
    built: dict[str, list[dict[str, Any]]],
) -> None:
    karachi = on(built, "V_KARACHI", "2025-11-22")
    assert (karachi["kind"], karachi["count"], karachi["canonical"]) == ("reference", 0, "PK-KHI")


def test_a_month_stays_a_month(meetings: dict[str, dict[str, Any]]) -> None:
    survey = meetings["E083"]["properties"]
    assert (survey["date_precision"], survey["date_text"]) == ("month", "Nov 2025")


def test_a_venue_that_is_a_gateway_stands_at_the_gateway(
    built: dict[str, list[dict[str, Any]]],
) -> None:
    gateway = read_places(SOURCES)["XG-TORKHAM"]
    (at,) = {
        tuple(feature["geometry"]["coordinates"])
        for feature in built["venues"]
        if feature["properties"]["place"] == "V_TORKHAM"
    }
    assert at == (gateway.lon, gateway.lat)


def test_codes_come_with_names(meetings: dict[str, dict[str, Any]]) -> None:
    assert meetings["E057"]["properties"]["mediators"] == [
        {"code": "QAT", "name": "Qatar"},
        {"code": "TUR", "name": "Türkiye"},
    ]


def test_the_host_has_no_arc_to_itself() -> None:
    lines = arcs([ISLAMABAD, KABUL], KABUL)
    assert lines is not None
    assert len(lines.geoms) == 1
    assert arcs([KABUL], KABUL) is None


@pytest.mark.parametrize("ends", [((0, 0), (10, 0)), ((10, 0), (0, 0))])
def test_a_curve_bends_to_the_north_and_ends_at_the_venue(
    ends: tuple[tuple[float, float], tuple[float, float]],
) -> None:
    line = curve(*ends)
    points = list(line.coords)
    assert len(points) == POINTS
    assert (points[0], points[-1]) == ends
    assert 1.5 < max(y for _, y in points) < 1.7


def test_every_problem_is_reported_at_once(sources: Path) -> None:
    first = spoil(sources, "facts/engagements.csv", "E001,2021-09-04", "E001,2021-09-31")
    second = spoil(sources, "facts/engagements.csv", "day,cancelled", "day,dreamt")
    with pytest.raises(CatalogError) as raised:
        venues.build(sources)
    assert [problem.line for problem in raised.value.problems] == [first, second]


def test_no_status_is_lost(built: dict[str, list[dict[str, Any]]]) -> None:
    kinds = Counter(
        row["kind"] for row in map(itemgetter("properties"), built["engagements"])
        if row["id"] == row["meeting"]
    )  # fmt: skip
    rows = read_table(SOURCES, "facts/engagements.csv")
    assert kinds == Counter(KINDS[row["status"]] for row in rows)
    assert set(kinds) == set(KINDS.values())


def at(built: dict[str, list[dict[str, Any]]], meeting: str, day: str, known: str | None) -> str:
    rows = [feature["properties"] for feature in built["engagements"]]
    found = [
        row for row in rows
        if row["meeting"] == meeting and holds(row, day) and knows(row, known)
    ]  # fmt: skip
    return " ".join(row["kind"] for row in found)


@pytest.mark.parametrize(
    ("meeting", "day", "known", "kind"),
    [
        # Announced on 15 May 2025 for 19 to 21 May; reported as held on 20 May.
        ("E038", "2025-05-14", None, ""),
        ("E038", "2025-05-15", None, "planned"),
        ("E038", "2025-05-19", None, "held"),
        ("E038", "2025-05-19", "2025-05-14", ""),
        ("E038", "2025-05-25", "2025-05-18", "planned"),
        ("E038", "2025-05-25", "2025-05-20", "held"),
        # Announced on 22 November 2025; on 5 December it had not taken place.
        ("E081", "2025-11-23", None, "planned"),
        ("E081", "2025-11-24", None, "postponed"),
        ("E081", "2025-11-26", "2025-11-26", "planned"),
        ("E081", "2025-11-26", "2025-12-05", "postponed"),
        # The gathering announced in November was held on 14 December 2025.
        ("E075", "2025-12-01", None, "planned"),
        ("E075", "2025-12-14", None, ""),
        ("E075", "2025-12-14", "2025-12-01", "planned"),
    ],
)
def test_a_meeting_is_announced_before_and_held_or_not_held_after(
    built: dict[str, list[dict[str, Any]]], meeting: str, day: str, known: str | None, kind: str
) -> None:
    assert at(built, meeting, day, known) == kind


def test_nothing_is_known_of_a_meeting_before_it_is_valid(
    built: dict[str, list[dict[str, Any]]],
) -> None:
    for feature in built["engagements"]:
        row = feature["properties"]
        assert row["known_from"] >= row["valid_from"] or row["known_to"] is None


@pytest.mark.parametrize("known", [None, "2021-01-01", "2025-10-20", "2026-03-01"])
def test_a_venue_has_one_count_on_every_day_for_every_day_of_knowledge(
    built: dict[str, list[dict[str, Any]]], known: str | None
) -> None:
    for place in {feature["properties"]["place"] for feature in built["venues"]}:
        for day in ("2020-01-01", "2024-05-05", "2025-11-01", "2026-04-30"):
            assert on(built, place, day, known)
